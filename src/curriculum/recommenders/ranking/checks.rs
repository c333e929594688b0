//! What is graded.

use ndarray::{Array1, Array2, Axis, array};

use super::oracles::{
    by_definition, dcg, evaluated, evaluated_as, items, listed, measured, random_feed, rated, ratings, timed,
};
use super::{Contract, Measure, Quality, RankingError, Rating, Split};
use mlings_grading::compare::{answer, at_most, close, equal, refuses, same_items, same_rows, shown};
use mlings_grading::layouts::by_columns;
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "whatever is learned from is earlier than whatever is held out", points: 8, run: past_and_future },
    Check { name: "the newest share is held out, a shared second as a whole", points: 6, run: newest_share },
    Check { name: "a split that leaves nothing to learn from is refused", points: 5, run: split_refuses },
    Check { name: "popularity counts the likes of every item", points: 6, run: popularity_counts_likes },
    Check { name: "a feed has every item that was not seen, the best first", points: 8, run: feed_is_in_order },
    Check { name: "equal scores go by number, and NaN comes last", points: 7, run: ties_and_nan },
    Check { name: "precision is the liked share of the first k", points: 7, run: precision },
    Check { name: "recall is the share of the likes that the first k hold", points: 6, run: recall },
    Check { name: "average precision takes the precision at every hit", points: 8, run: average_precision },
    Check { name: "NDCG divides the discounted gains by the ideal ones", points: 10, run: ndcg },
    Check { name: "the ideal order scores 1, and every step down costs", points: 6, run: ideal_is_best },
    Check { name: "a user who likes nothing has no score", points: 5, run: no_likes_no_score },
    Check { name: "a feed is measured without what was rated in training", points: 9, run: the_past_is_left_out },
    Check { name: "every user with a like counts once, all others not at all", points: 9, run: users_count_once },
];

/// All users have the same moment; the rows of the file are in no order of time.
fn past_and_future(ranking: &Contract, cases: &mut Cases) -> Outcome {
    // (user, time); user 0 left before user 2 came.
    let visits = [(2, 80), (0, 10), (1, 30), (2, 90), (0, 20), (1, 70), (2, 60), (0, 40), (1, 50), (2, 100)];
    let ratings: Vec<Rating> =
        (0..).zip(visits).map(|(item, (user, time))| Rating { user, item, stars: 4.0, time }).collect();
    let split = answer("split_by_time", (ranking.split_by_time)(&ratings, 0.3)).given(timed(&ratings, 0.3))?;
    same_rows("items in test, sorted", &items(&split.test), &[0, 3, 9]).given(timed(&ratings, 0.3))?;
    same_rows("items in train, sorted", &items(&split.train), &[1, 2, 4, 5, 6, 7, 8]).given(timed(&ratings, 0.3))?;

    let order = cases.permutation(1100);
    let rating = |item: usize| Rating { user: item / 138, item, stars: 4.0, time: 1000 * order[item] as u64 };
    let ratings: Vec<Rating> = (0..1100).map(rating).collect();
    let given = "1100 ratings by 8 users at 1100 different times, in random order; test_share 0.25";
    let split = answer("split_by_time", (ranking.split_by_time)(&ratings, 0.25)).given(given)?;
    let (newest, older): (Vec<usize>, Vec<usize>) = (0..1100).partition(|item| order[*item] >= 825);
    same_rows("items in test, sorted", &items(&split.test), &newest).given(given)?;
    same_rows("items in train, sorted", &items(&split.train), &older).given(given)?;
    ratings_stay(ranking)
}

/// Every rating comes back as it was: users and items of any number, stars of any size, seconds that differ by one.
fn ratings_stay(ranking: &Contract) -> Outcome {
    const LATE: u64 = u64::MAX - 7;
    let rating = |user: usize, item: usize, stars: f64, after: u64| Rating { user, item, stars, time: LATE + after };
    let ratings = [
        rating(1 << 50, 3, 3.7, 2),
        rating(5, 1 << 50, -2.5, 0),
        rating(0, 2, 4.0 + 1e-12, 5),
        rating(5, 1, 1e8 + 0.1, 3),
        rating(7, 0, -0.0, 4),
        rating(7, 5, 3e9, 1),
        rating(9, 4, 1e-9, 6),
    ];
    let given = timed(&ratings, 0.4);
    let split = answer("split_by_time", (ranking.split_by_time)(&ratings, 0.4)).given(&given)?;
    for (name, part, expected) in [("test", &split.test, [2, 4, 6].as_slice()), ("train", &split.train, &[0, 1, 3, 5])]
    {
        let written = |ratings: Vec<Rating>| {
            let mut lines: Vec<String> = ratings.iter().map(|rating| format!("{rating:?}")).collect();
            lines.sort();
            lines
        };
        let expected = written(expected.iter().map(|row| ratings[*row]).collect());
        same_items(&format!("{name}, sorted"), &written(part.clone()), &expected).given(&given)?;
    }
    Ok(())
}

fn newest_share(ranking: &Contract, _: &mut Cases) -> Outcome {
    for (times, test_share, held_out) in [
        // 2.5 of 5 are 3.
        (vec![5, 1, 4, 2, 3], 0.5, vec![0, 2, 4]),
        // 2 are asked for, and the second newest shares its second with two others.
        (vec![9, 7, 3, 7, 5, 7], 0.3, vec![0, 1, 3, 5]),
        (vec![1, 8, 8, 8], 0.25, vec![1, 2, 3]),
        // 2.1 and 2.000001 of 10 are 3, and so are 2.5; 2 are 2.
        (vec![9, 0, 8, 1, 7, 2, 6, 3, 5, 4], 0.21, vec![0, 2, 4]),
        (vec![9, 0, 8, 1, 7, 2, 6, 3, 5, 4], 0.200_000_1, vec![0, 2, 4]),
        (vec![9, 0, 8, 1, 7, 2, 6, 3, 5, 4], 0.25, vec![0, 2, 4]),
        (vec![9, 0, 8, 1, 7, 2, 6, 3, 5, 4], 0.2, vec![0, 2]),
        // A share of next to nothing is one, and a share of next to all leaves the oldest.
        (vec![9, 0, 8, 1, 7], 1e-9, vec![0]),
        (vec![9, 0, 8, 1, 7], 0.8, vec![0, 2, 3, 4]),
        (vec![1, 1 << 60, (1 << 60) + 1, (1 << 60) - 1], 0.3, vec![1, 2]),
        (vec![1, u64::MAX, 2, 3], 0.25, vec![1]),
        // The product of the two floats is above 7.
        ((0..100).collect(), 0.07, (92..100).collect()),
    ] {
        let ratings: Vec<Rating> =
            times.iter().enumerate().map(|(item, &time)| Rating { user: 0, item, stars: 4.0, time }).collect();
        let given = timed(&ratings, test_share);
        let split = answer("split_by_time", (ranking.split_by_time)(&ratings, test_share)).given(&given)?;
        let known: Vec<usize> = (0..times.len()).filter(|item| !held_out.contains(item)).collect();
        same_rows("items in test, sorted", &items(&split.test), &held_out).given(&given)?;
        same_rows("items in train, sorted", &items(&split.train), &known).given(&given)?;
    }
    Ok(())
}

fn split_refuses(ranking: &Contract, _: &mut Cases) -> Outcome {
    let at = |times: &[u64]| -> Vec<Rating> {
        times.iter().enumerate().map(|(item, &time)| Rating { user: 0, item, stars: 4.0, time }).collect()
    };
    for (ratings, test_share, expected) in [
        (at(&[7, 7, 7]), 0.5, RankingError::NothingToTrainOn),
        (at(&[8, 3, 8, 3]), 0.9, RankingError::NothingToTrainOn),
        (at(&[]), 0.5, RankingError::NothingToTrainOn),
        (at(&[1, 2]), 0.0, RankingError::BadShare),
        (at(&[1, 2]), 1.0, RankingError::BadShare),
        (at(&[1, 2]), f64::NAN, RankingError::BadShare),
        (at(&[1, 2]), -0.5, RankingError::BadShare),
        (at(&[1, 2]), 1.5, RankingError::BadShare),
        (at(&[1, 2]), f64::INFINITY, RankingError::BadShare),
        // The share is looked at first.
        (at(&[]), 0.0, RankingError::BadShare),
        (at(&[7, 7]), f64::NAN, RankingError::BadShare),
        (at(&[7]), 0.5, RankingError::NothingToTrainOn),
        (at(&[0, 0]), 0.5, RankingError::NothingToTrainOn),
        (at(&[1, 2, 3]), 0.99, RankingError::NothingToTrainOn),
    ] {
        let sizes = (ranking.split_by_time)(&ratings, test_share)
            .map(|split| format!("{} to train on, {} held out", split.train.len(), split.test.len()));
        refuses("split_by_time", &sizes, &expected).given(timed(&ratings, test_share))?;
    }
    Ok(())
}

fn popularity_counts_likes(ranking: &Contract, cases: &mut Cases) -> Outcome {
    // Item 2 is rated often and liked by nobody, items 4 and 5 are new.
    let train = rated(&[(0, 1, 5.0), (1, 1, 4.0), (0, 2, 3.5), (1, 2, 2.0), (2, 2, 0.5), (2, 0, 4.5), (2, 1, 3.0)]);
    close("popularity", &(ranking.popularity)(&train, 6), &array![1.0, 2.0, 0.0, 0.0, 0.0, 0.0], 0.0)
        .given(format!("train {}, n_items 6", listed(&train)))?;
    // 4 stars are a like, hardly less is none; users of any number.
    let below = 4.0 - 1e-12;
    let train =
        rated(&[(0, 0, 4.0), (1 << 50, 0, 4.1), (1, 1, below), (2, 1, 3.7), (3, 2, -4.5), (4, 2, 3e6), (4, 3, 0.0)]);
    close("popularity", &(ranking.popularity)(&train, 4), &array![2.0, 0.0, 1.0, 0.0], 0.0)
        .given(format!("train {}, n_items 4", listed(&train)))?;
    let mut expected = Array1::zeros(1100);
    (expected[300], expected[1099]) = (2.0, 1.0);
    close(
        "popularity",
        &(ranking.popularity)(&rated(&[(0, 300, 5.0), (0, 1099, 5.0), (1, 300, 4.0)]), 1100),
        &expected,
        0.0,
    )
    .given("5 and 4 stars for item 300, 5 for item 1099; n_items 1100")?;
    let train: Vec<Rating> = (0..1100).map(|user| Rating { user, item: user % 2, stars: 5.0, time: 0 }).collect();
    close("popularity", &(ranking.popularity)(&train, 2), &array![550.0, 550.0], 0.0)
        .given("1100 users who give 5 stars each, to items 0 and 1 by turns; n_items 2")?;

    let (train, n_items) = (ratings(20, 15, cases), 15);
    let likes = |item: usize| train.iter().filter(|rating| rating.item == item && rating.stars >= 4.0).count() as f64;
    let expected: Array1<f64> = (0..n_items).map(likes).collect();
    close("popularity", &(ranking.popularity)(&train, n_items), &expected, 0.0)
        .given("random ratings of 15 items by 20 users, n_items 15")
}

fn feed_is_in_order(ranking: &Contract, cases: &mut Cases) -> Outcome {
    let scores = array![3.1, 4.7, -0.2, 4.9, 3.8];
    for (seen, expected) in [
        (vec![], vec![3, 1, 4, 0, 2]),
        (vec![4, 3], vec![1, 0, 2]),
        (vec![2, 0, 1, 4, 3], vec![]),
        (vec![3, 1, 3], vec![4, 0, 2]),
    ] {
        let feed = (ranking.feed)(scores.view(), &seen);
        same_items("feed", &feed, &expected).given(format!("scores {}, seen {seen:?}", shown(&scores)))?;
    }
    // Nearly equal is not equal, and scores are of any size.
    for (scores, expected) in [
        (array![4.000_000_000_1, 4.000_000_000_2, 4.0, 4.0 + 1e-7], vec![3, 1, 0, 2]),
        (array![1e-12, 2e-12, 0.0, -1e-12, 1e-300], vec![1, 0, 4, 2, 3]),
        (array![-2e9, 3e9, 2e6, 3e6, -3e9], vec![1, 3, 2, 0, 4]),
        (array![f64::MAX, f64::INFINITY, f64::NEG_INFINITY, f64::MIN], vec![1, 0, 3, 2]),
    ] {
        let given = format!("scores {}, seen []", shown(&scores));
        same_items("feed", &(ranking.feed)(scores.view(), &[]), &expected).given(given)?;
    }
    let mut turned = array![3.1, 4.7, -0.2, 4.9, 3.8];
    turned.invert_axis(Axis(0));
    same_items("feed", &(ranking.feed)(turned.view(), &[4]), &[1, 3, 0, 2])
        .given(format!("scores {}, seen [4]", shown(&turned)))?;
    let many = Array1::from_shape_fn(1100, |item| if item > 1097 { item as f64 } else { -(item as f64) });
    let seen: Vec<usize> = (2..1098).collect();
    same_items("feed", &(ranking.feed)(many.view(), &seen), &[1099, 1098, 0, 1])
        .given("scores 0, -1, -2, ..., -1097, 1098, 1099; seen 2 to 1097")?;

    let scores = cases.vector(40, -5.0..5.0);
    let seen = cases.permutation(40).split_off(25);
    // By ranks: how many of the unseen items have a higher score.
    let unseen: Vec<usize> = (0..40).filter(|item| !seen.contains(item)).collect();
    let mut expected = vec![0; unseen.len()];
    for item in &unseen {
        expected[unseen.iter().filter(|other| scores[**other] > scores[*item]).count()] = *item;
    }
    same_items("feed", &(ranking.feed)(scores.view(), &seen), &expected)
        .given(format!("40 random scores, seen {seen:?}"))
}

fn ties_and_nan(ranking: &Contract, _: &mut Cases) -> Outcome {
    const NAN: f64 = f64::NAN;
    for (scores, seen, expected) in [
        (array![2.0, 5.0, 2.0, 5.0, 2.0, 7.0], vec![], vec![5, 1, 3, 0, 2, 4]),
        // 0/0 is NaN with the sign bit on many machines.
        (array![NAN, 1.0, -NAN, 3.0, NAN, -2.0], vec![], vec![3, 1, 5, 0, 2, 4]),
        (array![4.0, NAN, 4.0, f64::NEG_INFINITY, 4.0, NAN], vec![0], vec![2, 4, 3, 1, 5]),
        // -0 is 0.
        (array![-0.0, 0.0, 1.0, -0.0, -1.0], vec![], vec![2, 0, 1, 3, 4]),
        (array![NAN, NAN, NAN], vec![1], vec![0, 2]),
    ] {
        let feed = (ranking.feed)(scores.view(), &seen);
        same_items("feed", &feed, &expected).given(format!("scores {}, seen {seen:?}", shown(&scores)))?;
    }
    let scores = Array1::from_shape_fn(60, |item| (item % 2) as f64);
    let expected: Vec<usize> = (1..60).step_by(2).chain((0..60).step_by(2)).collect();
    same_items("feed", &(ranking.feed)(scores.view(), &[]), &expected)
        .given("60 items with the scores 0, 1, 0, 1, ...; seen []")
}

fn precision(ranking: &Contract, cases: &mut Cases) -> Outcome {
    let gains = array![0.0, 2.0, 0.0, 1.5, 1.0, 0.0];
    for (feed, k, expected) in [
        (vec![1, 0, 3, 2, 5, 4], 1, 1.0),
        (vec![1, 0, 3, 2, 5, 4], 4, 0.5),
        (vec![1, 0, 3, 2, 5, 4], 5, 0.4),
        (vec![0, 2, 5, 1, 3, 4], 3, 0.0),
        // Two places stay empty, and an empty place pleases nobody.
        (vec![4, 1, 0], 5, 0.4),
    ] {
        measured("precision", ranking.precision, &feed, &gains, k, expected)?;
    }
    on_all_gains("precision", ranking.precision, [0.75, 2.0 / 3.0, 0.0])?;
    on_many("precision", ranking.precision, |hits| hits.len() as f64 / 1100.0)?;
    let (feed, gains) = random_feed(cases);
    let k = cases.index(5..20);
    let hits = feed[..k].iter().filter(|item| gains[**item] > 0.0).count();
    measured("precision", ranking.precision, &feed, &gains, k, hits as f64 / k as f64)
}

/// Gains of any size above 0 are likes; the second time they lie in memory from the last to the first.
fn on_all_gains(name: &str, measure: Measure, expected: [f64; 3]) -> Outcome {
    let gains = array![0.5, 0.0, 1e-50, 2e6, 0.0];
    let mut turned = array![0.0, 2e6, 1e-50, 0.0, 0.5];
    turned.invert_axis(Axis(0));
    for gains in [&gains, &turned] {
        // Hits at the ranks 1, 3 and 4; at 2 and 3, the last; at none of the two.
        for ((feed, k), expected) in
            [(vec![2, 1, 0, 3], 4), (vec![4, 3, 2], 3), (vec![1, 4, 0], 2)].into_iter().zip(expected)
        {
            measured(name, measure, &feed, gains, k, expected)?;
        }
    }
    Ok(())
}

/// 1100 items in order; every second one is worth 1, and so are all from 1024 on.
fn on_many(name: &str, measure: Measure, of_hits: impl Fn(&[usize]) -> f64) -> Outcome {
    let feed: Vec<usize> = (0..1100).collect();
    let gains = Array1::from_shape_fn(1100, |item| f64::from(item % 2 == 1 || item >= 1024));
    let ranks: Vec<usize> = (1..=1100).filter(|rank| gains[rank - 1] > 0.0).collect();
    let given = "feed 0, 1, 2, ..., 1099; gains 0, 1, 0, 1, ..., but 1 for all items from 1024 on; k 1100";
    match measure(&feed, gains.view(), 1100) {
        Some(value) => close(name, &value, &of_hits(&ranks), 1e-9).given(given),
        None => equal(name, &None, &Some(of_hits(&ranks))).given(given),
    }
}

fn recall(ranking: &Contract, cases: &mut Cases) -> Outcome {
    let gains = array![1.0, 0.0, 2.0, 0.0, 1.5, 0.0, 1.0];
    for (feed, k, expected) in [
        (vec![2, 1, 0, 4, 3, 5, 6], 1, 0.25),
        (vec![2, 1, 0, 4, 3, 5, 6], 3, 0.5),
        (vec![2, 1, 0, 4, 3, 5, 6], 7, 1.0),
        // Items 0 and 6 are liked, and not in the feed.
        (vec![3, 4, 2], 5, 0.5),
    ] {
        measured("recall", ranking.recall, &feed, &gains, k, expected)?;
    }
    on_all_gains("recall", ranking.recall, [1.0, 2.0 / 3.0, 0.0])?;
    on_many("recall", ranking.recall, |_| 1.0)?;
    let (feed, gains) = random_feed(cases);
    let k = cases.index(5..20);
    let hits = feed[..k].iter().filter(|item| gains[**item] > 0.0).count();
    let liked = gains.iter().filter(|gain| **gain > 0.0).count();
    measured("recall", ranking.recall, &feed, &gains, k, hits as f64 / liked as f64)
}

fn average_precision(ranking: &Contract, cases: &mut Cases) -> Outcome {
    let gains = array![0.0, 2.0, 0.0, 1.5, 1.0, 0.0];
    for (feed, k, expected) in [
        // Hits at the ranks 1, 3 and 6, of three likes.
        (vec![1, 0, 3, 2, 5, 4], 6, (1.0 + 2.0 / 3.0 + 3.0 / 6.0) / 3.0),
        (vec![1, 0, 3, 2, 5, 4], 3, (1.0 + 2.0 / 3.0) / 3.0),
        // Only two places: two hits are the most there could be.
        (vec![0, 4, 1, 3, 2, 5], 2, 0.5 / 2.0),
        (vec![0, 2, 5, 1, 3, 4], 3, 0.0),
        (vec![2, 3], 4, 0.5 / 3.0),
    ] {
        measured("average_precision", ranking.average_precision, &feed, &gains, k, expected)?;
    }
    on_all_gains(
        "average_precision",
        ranking.average_precision,
        [(1.0 + 2.0 / 3.0 + 3.0 / 4.0) / 3.0, (1.0 / 2.0 + 2.0 / 3.0) / 3.0, 0.0],
    )?;
    on_many("average_precision", ranking.average_precision, |hits| {
        let precisions = (1..).zip(hits).map(|(found, rank)| f64::from(found) / *rank as f64);
        precisions.sum::<f64>() / hits.len() as f64
    })?;
    let (feed, gains) = random_feed(cases);
    let k = cases.index(5..20);
    let liked = |rank: usize| gains[feed[rank - 1]] > 0.0;
    let precision = |rank: usize| (1..=rank).filter(|other| liked(*other)).count() as f64 / rank as f64;
    let n_liked = gains.iter().filter(|gain| **gain > 0.0).count();
    let expected = (1..=k).filter(|rank| liked(*rank)).map(precision).sum::<f64>() / n_liked.min(k) as f64;
    measured("average_precision", ranking.average_precision, &feed, &gains, k, expected)
}

fn ndcg(ranking: &Contract, cases: &mut Cases) -> Outcome {
    // log2(2) = 1 and log2(4) = 2, so places 1 and 3 can be reckoned by hand.
    let gains = array![0.0, 2.0, 0.0, 1.0, 1.0];
    let second = 1.0 / 3.0_f64.log2();
    for (feed, k, expected) in [
        (vec![1, 0, 3, 2, 4], 1, 1.0),
        (vec![3, 1, 0, 2, 4], 1, 0.5),
        (vec![1, 0, 3, 2, 4], 3, 2.5 / (2.0 + second + 0.5)),
        (vec![1, 0, 3, 2, 4], 2, 2.0 / (2.0 + second)),
        (vec![3, 0], 3, 1.0 / (2.0 + second + 0.5)),
        (vec![0, 2, 3, 4, 1], 2, 0.0),
    ] {
        measured("ndcg", ranking.ndcg, &feed, &gains, k, expected)?;
    }
    // `ndcg_score` of scikit-learn 1.9.1, see `tests/fixtures`.
    let (feed, gains) = (vec![6, 2, 0, 7, 4, 1, 5, 3], array![1.0, 0.0, 2.0, 1.5, 0.0, 2.0, 1.0, 0.0]);
    for (k, expected) in SCIKIT_LEARN {
        measured("ndcg", ranking.ndcg, &feed, &gains, k, expected)?;
    }
    let (third, ideal) = (1.0 / 3.0_f64.log2(), |k: usize| dcg(&[2e6, 0.5, 1e-50], k));
    on_all_gains("ndcg", ranking.ndcg, [(0.5 / 2.0 + 2e6 / 5.0_f64.log2()) / ideal(4), 2e6 * third / ideal(3), 0.0])?;
    on_many("ndcg", ranking.ndcg, |hits| {
        let gains = (1..=1100).map(|rank| f64::from(hits.binary_search(&rank).is_ok()));
        dcg(&gains.collect::<Vec<f64>>(), 1100) / dcg(&vec![1.0; hits.len()], 1100)
    })?;
    // In any unit: only small gains, and none that is 1.
    let small = array![0.0, 2.5e-9, 0.0, 1.4e-9, 1.4e-9];
    measured("ndcg", ranking.ndcg, &[3, 1, 0], &small, 2, (1.4 + 2.5 * third) / (2.5 + 1.4 * third))?;
    let long = array![0.123_456_789, 0.0, 1.987_654_321];
    let (low, high) = (long[0], long[2]);
    measured("ndcg", ranking.ndcg, &[0, 2, 1], &long, 2, (low + high * third) / (high + low * third))?;
    let (feed, gains) = random_feed(cases);
    let k = cases.index(5..20);
    let mut ideal = gains.to_vec();
    ideal.sort_by(|a, b| b.total_cmp(a));
    let reached: Vec<f64> = feed.iter().map(|item| gains[*item]).collect();
    measured("ndcg", ranking.ndcg, &feed, &gains, k, dcg(&reached, k) / dcg(&ideal, k))
}

const SCIKIT_LEARN: [(usize, f64); 3] =
    [(3, 0.688_423_785_086_582), (5, 0.571_885_921_818_780_5), (8, 0.807_912_469_266_137_7)];

/// Moves the best item down, one place after the other, from the ideal order on.
fn ideal_is_best(ranking: &Contract, cases: &mut Cases) -> Outcome {
    let gains = Array1::from_iter(cases.permutation(9).into_iter().map(|gain| 0.5 * gain.saturating_sub(2) as f64));
    let mut ideal: Vec<usize> = (0..9).collect();
    ideal.sort_by(|a, b| gains[*b].total_cmp(&gains[*a]));
    for k in [1, 4, 6, 9] {
        measured("ndcg", ranking.ndcg, &ideal, &gains, k, 1.0)?;
        measured("average_precision", ranking.average_precision, &ideal, &gains, k, 1.0)?;
    }
    let k = 5;
    let (mut feed, mut before) = (ideal, 1.0);
    for place in 0..k {
        feed.swap(place, place + 1);
        let given = format!("feed {feed:?}, where the best item has gone down to rank {}", place + 2);
        let given = format!("{given}; gains {}, k {k}", shown(&gains));
        let Some(after) = (ranking.ndcg)(&feed, gains.view(), k) else {
            return equal("ndcg", &None, &Some(before)).given(given);
        };
        at_most("ndcg after this step", after, before - 1e-6).given(given)?;
        before = after;
    }
    Ok(())
}

fn no_likes_no_score(ranking: &Contract, _: &mut Cases) -> Outcome {
    let gains = array![0.0, 0.0, 0.0, 0.0];
    for (name, measure) in [
        ("recall", ranking.recall),
        ("average_precision", ranking.average_precision),
        ("ndcg", ranking.ndcg),
        ("precision", ranking.precision),
    ] {
        for feed in [vec![2, 0, 1, 3], vec![]] {
            equal(name, &measure(&feed, gains.view(), 2), &None)
                .given(format!("feed {feed:?}, gains {}, k 2", shown(&gains)))?;
        }
    }
    Ok(())
}

fn the_past_is_left_out(ranking: &Contract, cases: &mut Cases) -> Outcome {
    // What user 0 knows has the highest scores. Without it the feed is 3, 2, 4, 5: hits at the ranks 2 and 4.
    let scores = array![[9.0, 8.0, 6.0, 7.0, 5.0, 4.0]];
    let train = rated(&[(0, 1, 5.0), (0, 0, 1.0)]);
    let test = rated(&[(0, 2, 4.0), (0, 5, 5.0), (0, 3, 2.5)]);
    let second = 1.0 / 3.0_f64.log2();
    let expected =
        Quality { users: 1, precision: 1.0 / 3.0, recall: 0.5, average_precision: 0.25, ndcg: second / (2.0 + second) };
    evaluated(ranking, &scores, &Split { train, test: test.clone() }, 3, Some(expected))?;
    // What others know is not known to this user, whether they liked it or not; the columns lie side by side.
    let scores = by_columns(&array![[9.0, 8.0, 6.0, 7.0, 5.0, 4.0], [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]]);
    let train = rated(&[(0, 1, 0.5), (0, 0, -3.0), (1, 3, 5.0), (1, 5, 1.0), (1, 2, 2.0)]);
    evaluated(ranking, &scores, &Split { train, test }, 3, Some(expected))?;
    // Scores of any kind: the feed of the 1100 items is 1099, 7, 0, 1, ..., and at its end stand the items 5 and 3.
    let mut scores = Array2::from_shape_fn((1, 1100), |(_, item)| -1e-12 * item as f64);
    (scores[[0, 1099]], scores[[0, 7]], scores[[0, 5]], scores[[0, 3]]) = (2e6 + 3e-10, 2e6, -4e6, f64::NAN);
    let test = rated(&[(0, 7, 4.1), (0, 3, 3e6), (0, 1, 4.0 - 1e-12), (0, 4, -5.0)]);
    let split = Split { train: Vec::new(), test };
    let ndcg = (4.1 - 3.0) / 3.0_f64.log2() / (3e6 - 3.0 + (4.1 - 3.0) / 3.0_f64.log2());
    let expected = Quality { users: 1, precision: 0.25, recall: 0.5, average_precision: 0.25, ndcg };
    let given = "one user; scores -1e-12 times the item's number for 1100 items, but NaN for 3, -4e6 for 5, 2e6 for 7 \
                 and a little more for 1099; no train; test (0, 7, 4.1), (0, 3, 3e6), (0, 4, -5), and item 1 a little \
                 below 4 stars; k 4";
    let got = (ranking.evaluate)(scores.view(), &split, 4);
    let Some(quality) = got else { return equal("evaluate", &got, &Some(expected)).given(given) };
    let numbers = |quality: Quality| {
        let Quality { users, precision, recall, average_precision, ndcg } = quality;
        array![users as f64, precision, recall, average_precision, 1e6 * ndcg]
    };
    let names = "users, precision, recall, average_precision, a million times ndcg";
    close(names, &numbers(quality), &numbers(expected), 1e-9).given(given)?;
    on_random_ratings(ranking, 3, cases)
}

fn users_count_once(ranking: &Contract, cases: &mut Cases) -> Outcome {
    // User 0 has two likes, user 1 rated something and liked nothing, user 2 is new and has one, user 3 has gone.
    let scores = array![[5.0, 4.0, 3.0, 2.0], [2.0, 3.0, 4.0, 5.0], [1.0, 4.0, 3.0, 2.0], [3.0, 2.0, 5.0, 4.0]];
    let train = rated(&[(0, 2, 4.0), (1, 0, 3.0), (3, 1, 2.0)]);
    let test = rated(&[(0, 0, 4.0), (0, 1, 4.0), (1, 3, 3.5), (2, 3, 5.0)]);
    let expected = Quality { users: 2, precision: 0.5, recall: 0.5, average_precision: 0.5, ndcg: 0.5 };
    evaluated(ranking, &scores, &Split { train: train.clone(), test }, 2, Some(expected))?;
    // Recall is a mean over users too: one finds one of three, the other one of one.
    let likes = rated(&[(0, 0, 4.0), (0, 1, 4.5), (0, 3, 5.0), (2, 1, 5.0), (1, 1, 2.0)]);
    let third = 1.0 / 3.0_f64.log2();
    let ndcg = (1.0 / 2.0 + 1.0) / 2.0;
    let expected = Quality { users: 2, precision: 1.0, recall: (1.0 / 3.0 + 1.0) / 2.0, average_precision: 1.0, ndcg };
    evaluated(ranking, &scores, &Split { train: train.clone(), test: likes.clone() }, 1, Some(expected))?;
    let ndcg = ((1.0 + 1.5 * third) / (2.0 + 1.5 * third) + 1.0) / 2.0;
    let expected = Quality { users: 2, precision: 0.75, recall: (2.0 / 3.0 + 1.0) / 2.0, average_precision: 1.0, ndcg };
    evaluated(ranking, &scores, &Split { train: train.clone(), test: likes }, 2, Some(expected))?;
    let test = rated(&[(1, 3, 3.5), (3, 0, 0.5)]);
    evaluated(ranking, &scores, &Split { train, test }, 2, None)?;
    let scores = Array2::from_shape_fn((1100, 2), |(user, item)| f64::from((user == 1099) == (item == 0)));
    let split = Split { train: Vec::new(), test: rated(&[(1099, 1, 4.0)]) };
    let expected = Quality { users: 1, precision: 0.5, recall: 1.0, average_precision: 0.5, ndcg: third };
    let given =
        "1100 users with the scores 0 and 1 for two items, the last with 1 and 0; no train; test (1099, 1, 4); k 2";
    evaluated_as(ranking, &scores, &split, 2, Some(expected), given)?;
    on_random_ratings(ranking, 12, cases)
}

/// Some users like nothing in the end, some are new; the oracle counts by the definition.
fn on_random_ratings(ranking: &Contract, n_users: usize, cases: &mut Cases) -> Outcome {
    let (n_items, k) = (20, 2);
    let scores = (0..n_users).flat_map(|_| cases.permutation(n_items)).map(|score| 0.25 * score as f64);
    let scores = Array1::from_iter(scores).into_shape_with_order((n_users, n_items))?;
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for rating in ratings(n_users, n_items, cases) {
        match (rating.user % 4, cases.index(0..2)) {
            (3, _) | (_, 0) => test.push(rating),
            (2, 1) => test.push(Rating { stars: 3.5, ..rating }),
            _ => train.push(rating),
        }
    }
    // At least one like, so that there is something to measure.
    test.retain(|rating| (rating.user, rating.item) != (0, 0));
    train.retain(|rating| (rating.user, rating.item) != (0, 0));
    test.push(Rating { user: 0, item: 0, stars: 4.5, time: 0 });
    let split = Split { train, test };
    let expected = by_definition(scores.view(), &split, k);
    evaluated(ranking, &scores, &split, k, expected)
}
