//! What the checks compare with, how they do it, and their inputs.

use ndarray::{Array1, Array2, ArrayView2, array};

use super::{Contract, Measure, Quality, Rating, Split};
use mlings_grading::compare::{close, equal, shown};
use mlings_grading::{Cases, Given, Outcome};

/// User by user and rank by rank.
pub(super) fn by_definition(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality> {
    let mut sums = Array1::<f64>::zeros(5);
    for (user, scores) in scores.rows().into_iter().enumerate() {
        let of = |ratings: &[Rating], item: usize| ratings.iter().copied().find(|r| (r.user, r.item) == (user, item));
        let gain = |item: usize| of(&split.test, item).map_or(0.0, |rating| rating.gain());
        let mut feed: Vec<usize> = (0..scores.len()).filter(|item| of(&split.train, *item).is_none()).collect();
        feed.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
        let reached: Vec<f64> = feed.iter().map(|item| gain(*item)).collect();
        let mut ideal = reached.clone();
        ideal.sort_by(|a, b| b.total_cmp(a));
        let hits = |n: usize| reached.iter().take(n).filter(|gain| **gain > 0.0).count() as f64;
        let n_liked = hits(reached.len());
        if n_liked == 0.0 {
            continue;
        }
        let precisions = (1..=k).filter(|rank| reached.get(rank - 1).is_some_and(|gain| *gain > 0.0));
        let sum: f64 = precisions.map(|rank| hits(rank) / rank as f64).sum();
        let ndcg = dcg(&reached, k) / dcg(&ideal, k);
        sums += &array![1.0, hits(k) / k as f64, hits(k) / n_liked, sum / n_liked.min(k as f64), ndcg];
    }
    let users = sums[0];
    let [precision, recall, average_precision, ndcg] = [1, 2, 3, 4].map(|measure| sums[measure] / users);
    (users > 0.0).then_some(Quality { users: users as usize, precision, recall, average_precision, ndcg })
}

/// Requires this quality within rounding.
pub(super) fn evaluated(
    ranking: &Contract,
    scores: &Array2<f64>,
    split: &Split,
    k: usize,
    expected: Option<Quality>,
) -> Outcome {
    let Split { train, test } = split;
    let given = match scores.len() {
        0..=24 => format!("scores {}, train {}, test {}, k {k}", shown(scores), listed(train), listed(test)),
        _ => format!(
            "{} users and {} items with random scores, {} random ratings in train, {} in test, k {k}",
            scores.nrows(),
            scores.ncols(),
            train.len(),
            test.len()
        ),
    };
    evaluated_as(ranking, scores, split, k, expected, &given)
}

/// The same, of an input that is said otherwise.
pub(super) fn evaluated_as(
    ranking: &Contract,
    scores: &Array2<f64>,
    split: &Split,
    k: usize,
    expected: Option<Quality>,
    given: &str,
) -> Outcome {
    let quality = (ranking.evaluate)(scores.view(), split, k);
    let (Some(got), Some(expected)) = (quality, expected) else {
        return equal("evaluate", &quality, &expected).given(given);
    };
    let numbers = |quality: Quality| {
        array![quality.users as f64, quality.precision, quality.recall, quality.average_precision, quality.ndcg]
    };
    let names = "users, precision, recall, average_precision, ndcg";
    close(names, &numbers(got), &numbers(expected), 1e-9).given(given)
}

/// Requires a measure's value within rounding.
pub(super) fn measured(
    name: &str,
    measure: Measure,
    feed: &[usize],
    gains: &Array1<f64>,
    k: usize,
    expected: f64,
) -> Outcome {
    let given = if feed.len() <= 12 {
        format!("feed {feed:?}, gains {}, k {k}", shown(gains))
    } else {
        format!("feed {feed:?}, gains {:?}, k {k}", gains.to_vec())
    };
    match measure(feed, gains.view(), k) {
        Some(value) => close(name, &value, &expected, 1e-9).given(given),
        none => equal(name, &none, &Some(expected)).given(given),
    }
}

/// The items 0 to 29 in random order, seven to twelve of them liked, some not in the feed.
pub(super) fn random_feed(cases: &mut Cases) -> (Vec<usize>, Array1<f64>) {
    let mut gains = Array1::zeros(30);
    for item in cases.permutation(30).into_iter().take(cases.index(7..13)) {
        gains[item] = [1.0, 1.5, 2.0][cases.index(0..3)];
    }
    let mut feed = cases.permutation(30);
    feed.truncate(25);
    (feed, gains)
}

/// Every user rates about half of the items, some of them all of it badly.
pub(super) fn ratings(n_users: usize, n_items: usize, cases: &mut Cases) -> Vec<Rating> {
    let pairs = (0..n_users).flat_map(|user| (0..n_items).map(move |item| (user, item)));
    let pairs: Vec<(usize, usize)> = pairs.filter(|_| cases.index(0..2) == 0).collect();
    let stars = |user: usize, cases: &mut Cases| 0.5 * cases.index(1..if user % 5 == 2 { 8 } else { 11 }) as f64;
    pairs.into_iter().map(|(user, item)| Rating { user, item, stars: stars(user, cases), time: 0 }).collect()
}

pub(super) fn dcg(gains: &[f64], k: usize) -> f64 {
    gains.iter().take(k).enumerate().map(|(place, gain)| gain / (place as f64 + 2.0).log2()).sum()
}

pub(super) fn rated(ratings: &[(usize, usize, f64)]) -> Vec<Rating> {
    ratings.iter().map(|&(user, item, stars)| Rating { user, item, stars, time: 0 }).collect()
}

pub(super) fn items(ratings: &[Rating]) -> Vec<usize> {
    ratings.iter().map(|rating| rating.item).collect()
}

pub(super) fn listed(ratings: &[Rating]) -> String {
    let one = |rating: &Rating| format!("({}, {}, {})", rating.user, rating.item, rating.stars);
    format!("(user, item, stars) [{}]", ratings.iter().map(one).collect::<Vec<_>>().join(", "))
}

pub(super) fn timed(ratings: &[Rating], test_share: f64) -> String {
    let one = |rating: &Rating| format!("({}, {}, {})", rating.user, rating.item, rating.time);
    let ratings = ratings.iter().map(one).collect::<Vec<_>>().join(", ");
    format!("ratings (user, item, time) [{ratings}], test_share {test_share}")
}
