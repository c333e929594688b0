//! A feed is a sorted list of items. Its measures look at who stands where: precision and recall count the liked
//! items on the first places, average precision and NDCG (Järvelin and Kekäläinen 2002) also ask how far up.

use std::cmp::Ordering;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

use mlings::ranking::{Quality, RankingError, Rating, Split};

/// Cuts the ratings at one moment: everything earlier is known, everything from then on is held out.
///
/// - `ratings`: in any order
/// - `test_share`: the share to hold out, above 0 and below 1
///
/// With n ratings, the moment is the time of the `⌈test_share · n⌉`-th newest one (the product as `f64` has it). Ratings
/// of that very second are all held out. Every rating comes back as it was.
///
/// # Errors
/// - `RankingError::BadShare` if `test_share` is not above 0 and below 1, NaN included; this is looked at first
/// - `RankingError::NothingToTrainOn` if no rating is earlier than that moment, or there are none
pub fn split_by_time(ratings: &[Rating], test_share: f64) -> Result<Split, RankingError> {
    let is_share = test_share > 0.0 && test_share < 1.0;
    if !is_share {
        return Err(RankingError::BadShare);
    }
    let mut times: Vec<u64> = ratings.iter().map(|rating| rating.time).collect();
    times.sort_unstable();
    let n_test = (test_share * times.len() as f64).ceil() as usize;
    let moment = *times.get(times.len() - n_test).ok_or(RankingError::NothingToTrainOn)?;
    let (train, test): (Vec<Rating>, Vec<Rating>) = ratings.iter().partition(|rating| rating.time < moment);
    if train.is_empty() { Err(RankingError::NothingToTrainOn) } else { Ok(Split { train, test }) }
}

/// How often every item was liked: its ratings with a gain above 0.
///
/// - `train`: the ratings that are known
/// - `n_items`: how many items there are, at most 50,000; all item numbers are below
///
/// Returns `n_items` counts, 0 for an item that nobody has liked or rated.
pub fn popularity(train: &[Rating], n_items: usize) -> Array1<f64> {
    let mut likes = Array1::zeros(n_items);
    for rating in train.iter().filter(|rating| rating.gain() > 0.0) {
        likes[rating.item] += 1.0;
    }
    likes
}

/// Orders what a user may see: the numbers of all items that are not in `seen`, the highest score first.
///
/// - `scores`: `n_items`, one score for every item
/// - `seen`: the items that the user knows already, in any order; empty for a new user
///
/// Of items with equal scores the lowest number comes first; 0 and -0 are equal, nearly equal ones are not. Items whose score is NaN come last, among
/// themselves the lowest number first.
pub fn feed(scores: ArrayView1<f64>, seen: &[usize]) -> Vec<usize> {
    let mut is_new = vec![true; scores.len()];
    for &item in seen {
        is_new[item] = false;
    }
    let mut items: Vec<usize> = (0..scores.len()).filter(|item| is_new[*item]).collect();
    // The sort is stable: equal items stay in the order of their numbers.
    items.sort_by(|a, b| highest_first(scores[*a], scores[*b]));
    items
}

/// The share of the first `k` places that hold a liked item.
///
/// - `feed`: item numbers, the best first, each at most once
/// - `gains`: `n_items`, what every item is worth to the user, never negative; liked is what is above 0
/// - `k`: at least 1
///
/// Divides by `k` also where the feed is shorter. `None` if the user likes no item at all.
pub fn precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    n_liked(gains)?;
    Some(n_hits(feed, gains, k) as f64 / k as f64)
}

/// The share of the liked items that are among the first `k` of the feed.
///
/// - `feed`, `gains`, `k`: as for `precision`
///
/// `None` if the user likes no item at all.
pub fn recall(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    Some(n_hits(feed, gains, k) as f64 / n_liked(gains)? as f64)
}

/// At every rank up to `k` that holds a liked item, the precision at this rank; all of them added up, and divided
/// by the most that there could be: the smaller of `k` and the number of liked items.
///
/// - `feed`, `gains`, `k`: as for `precision`
///
/// `None` if the user likes no item at all.
pub fn average_precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    let most = n_liked(gains)?.min(k);
    let (mut hits, mut sum) = (0.0, 0.0);
    for (rank, item) in (1..=k).zip(feed) {
        if gains[*item] > 0.0 {
            hits += 1.0;
            sum += hits / rank as f64;
        }
    }
    Some(sum / most as f64)
}

/// The gains of the first `k`, each divided by `log2(rank + 1)`, added up, and divided by what the ideal order of
/// all items would give on its first `k` places. The first rank is 1.
///
/// - `feed`, `gains`, `k`: as for `precision`
///
/// `None` if the user likes no item at all.
pub fn ndcg(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    n_liked(gains)?;
    let mut ideal = gains.to_vec();
    ideal.sort_unstable_by(|a, b| b.total_cmp(a));
    let reached = feed.iter().map(|item| gains[*item]);
    Some(discounted(reached.take(k)) / discounted(ideal.into_iter().take(k)))
}

/// The four measures of every user's feed, and their means over the users.
///
/// - `scores`: `n_users` x `n_items`, what a model says about every pair
/// - `split`: user and item numbers are below `n_users` and `n_items`; nobody has rated an item twice
/// - `k`: at least 1
///
/// A user's feed leaves out what this user has rated in `split.train`, and nothing else. Gains are those of the
/// ratings in `split.test`; an item without one there has the gain 0. Users without a liked item in `split.test` are
/// left out of the means, all others count once each. `None` if there is no such user.
pub fn evaluate(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality> {
    let mut seen = vec![Vec::new(); scores.nrows()];
    for rating in &split.train {
        seen[rating.user].push(rating.item);
    }
    let mut gains = Array2::zeros(scores.dim());
    for rating in &split.test {
        gains[[rating.user, rating.item]] = rating.gain();
    }
    let of_user = |user: usize| {
        let gains = gains.row(user);
        let feed = feed(scores.row(user), &seen[user]);
        Some([
            precision(&feed, gains, k)?,
            recall(&feed, gains, k)?,
            average_precision(&feed, gains, k)?,
            ndcg(&feed, gains, k)?,
        ])
    };
    let measured: Vec<[f64; 4]> = (0..scores.nrows()).filter_map(of_user).collect();
    let users = measured.len();
    let mean = |measure: usize| measured.iter().map(|of_user| of_user[measure]).sum::<f64>() / users as f64;
    let [precision, recall, average_precision, ndcg] = [mean(0), mean(1), mean(2), mean(3)];
    (users > 0).then_some(Quality { users, precision, recall, average_precision, ndcg })
}

/// NaN is no score: it stands behind every number.
fn highest_first(a: f64, b: f64) -> Ordering {
    b.partial_cmp(&a).unwrap_or(a.is_nan().cmp(&b.is_nan()))
}

/// How many items the user likes, if any.
fn n_liked(gains: ArrayView1<f64>) -> Option<usize> {
    let n_liked = gains.iter().filter(|gain| **gain > 0.0).count();
    (n_liked > 0).then_some(n_liked)
}

fn n_hits(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> usize {
    feed.iter().take(k).filter(|item| gains[**item] > 0.0).count()
}

/// The later the rank, the less its gain counts: 1, 0.63, 0.5, 0.43, 0.39, ...
fn discounted(gains: impl Iterator<Item = f64>) -> f64 {
    (1..).zip(gains).map(|(rank, gain)| gain / f64::from(rank + 1).log2()).sum()
}
