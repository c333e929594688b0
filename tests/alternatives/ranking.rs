//! Other ways to order a feed and to measure it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use mlings::ranking::{Contract, Quality, RankingError, Rating, Split};
use ndarray::{Array1, ArrayView1, ArrayView2};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "plain loops, one pick after the other",
        Contract {
            split_by_time: loops::split_by_time,
            popularity: loops::popularity,
            feed: loops::feed,
            precision: loops::precision,
            recall: loops::recall,
            average_precision: loops::average_precision,
            ndcg: loops::ndcg,
            evaluate: loops::evaluate,
        },
    ),
    (
        "sorted pairs, maps and natural logarithms",
        Contract {
            split_by_time: maps::split_by_time,
            popularity: maps::popularity,
            feed: maps::feed,
            precision: maps::precision,
            recall: maps::recall,
            average_precision: maps::average_precision,
            ndcg: maps::ndcg,
            evaluate: maps::evaluate,
        },
    ),
];

/// The moment is found by counting, the feed by picking the best that is left, the ideal order by buckets of gains.
mod loops {
    use super::*;

    pub fn split_by_time(ratings: &[Rating], test_share: f64) -> Result<Split, RankingError> {
        if test_share.is_nan() || test_share <= 0.0 || test_share >= 1.0 {
            return Err(RankingError::BadShare);
        }
        let n_from = |moment: u64| ratings.iter().filter(|rating| rating.time >= moment).count();
        let enough = |moment: &u64| n_from(*moment) as f64 >= test_share * ratings.len() as f64;
        let moments = ratings.iter().map(|rating| rating.time);
        let Some(moment) = moments.filter(enough).max() else {
            return Err(RankingError::NothingToTrainOn);
        };
        let mut split = Split { train: Vec::new(), test: Vec::new() };
        for rating in ratings {
            if rating.time < moment {
                split.train.push(*rating);
            } else {
                split.test.push(*rating);
            }
        }
        if split.train.is_empty() { Err(RankingError::NothingToTrainOn) } else { Ok(split) }
    }

    pub fn popularity(train: &[Rating], n_items: usize) -> Array1<f64> {
        let mut likes = vec![0.0; n_items];
        for rating in train {
            if rating.stars >= 4.0 {
                likes[rating.item] += 1.0;
            }
        }
        Array1::from(likes)
    }

    pub fn feed(scores: ArrayView1<f64>, seen: &[usize]) -> Vec<usize> {
        let mut left: Vec<usize> = Vec::new();
        for item in 0..scores.len() {
            if !seen.contains(&item) {
                left.push(item);
            }
        }
        let mut feed = Vec::new();
        while !left.is_empty() {
            let mut best = 0;
            for place in 1..left.len() {
                let (score, leader) = (scores[left[place]], scores[left[best]]);
                if score > leader || (leader.is_nan() && !score.is_nan()) {
                    best = place;
                }
            }
            feed.push(left.remove(best));
        }
        feed
    }

    fn likes(gains: ArrayView1<f64>) -> f64 {
        let mut likes = 0.0;
        for &gain in gains {
            if gain > 0.0 {
                likes += 1.0;
            }
        }
        likes
    }

    fn hits(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> f64 {
        let mut hits = 0.0;
        for place in 0..k.min(feed.len()) {
            if gains[feed[place]] > 0.0 {
                hits += 1.0;
            }
        }
        hits
    }

    pub fn precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
        if likes(gains) == 0.0 { None } else { Some(hits(feed, gains, k) / k as f64) }
    }

    pub fn recall(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
        if likes(gains) == 0.0 { None } else { Some(hits(feed, gains, k) / likes(gains)) }
    }

    /// By its definition, with a precision for every rank.
    pub fn average_precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
        let mut sum = 0.0;
        for rank in 1..=k.min(feed.len()) {
            if gains[feed[rank - 1]] > 0.0 {
                sum += precision(feed, gains, rank)?;
            }
        }
        if likes(gains) == 0.0 { None } else { Some(sum / likes(gains).min(k as f64)) }
    }

    /// The ideal order takes the largest gain that is left, again and again.
    pub fn ndcg(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
        let mut left = gains.to_vec();
        let (mut reached, mut ideal) = (0.0, 0.0);
        for place in 0..k {
            let discount = 1.0 / (place as f64 + 2.0).log2();
            if place < feed.len() {
                reached += discount * gains[feed[place]];
            }
            if let Some(best) = (0..left.len()).max_by(|a, b| left[*a].total_cmp(&left[*b])) {
                ideal += discount * left.swap_remove(best);
            }
        }
        if ideal == 0.0 { None } else { Some(reached / ideal) }
    }

    pub fn evaluate(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality> {
        let mut total = Quality { users: 0, precision: 0.0, recall: 0.0, average_precision: 0.0, ndcg: 0.0 };
        for user in 0..scores.nrows() {
            let mut gains = Array1::zeros(scores.ncols());
            let mut seen = Vec::new();
            for rating in split.train.iter().filter(|rating| rating.user == user) {
                seen.push(rating.item);
            }
            for rating in split.test.iter().filter(|rating| rating.user == user) {
                gains[rating.item] = rating.gain();
            }
            if gains.sum() > 0.0 {
                let feed = feed(scores.row(user), &seen);
                total.users += 1;
                total.precision += precision(&feed, gains.view(), k)?;
                total.recall += recall(&feed, gains.view(), k)?;
                total.average_precision += average_precision(&feed, gains.view(), k)?;
                total.ndcg += ndcg(&feed, gains.view(), k)?;
            }
        }
        if total.users == 0 {
            return None;
        }
        let n = total.users as f64;
        total.precision /= n;
        total.recall /= n;
        total.average_precision /= n;
        total.ndcg /= n;
        Some(total)
    }
}

/// Whatever is sorted carries its number with it; the base of the logarithm cancels out.
mod maps {
    use super::*;

    pub fn split_by_time(ratings: &[Rating], test_share: f64) -> Result<Split, RankingError> {
        match test_share {
            share if share > 0.0 && share < 1.0 => {}
            _ => return Err(RankingError::BadShare),
        }
        let mut by_second: BTreeMap<u64, Vec<Rating>> = BTreeMap::new();
        for rating in ratings {
            by_second.entry(rating.time).or_default().push(*rating);
        }
        let wanted = (test_share * ratings.len() as f64).ceil() as usize;
        let mut test = Vec::new();
        while test.len() < wanted {
            let (_, newest) = by_second.pop_last().ok_or(RankingError::NothingToTrainOn)?;
            test.extend(newest);
        }
        let train: Vec<Rating> = by_second.into_values().flatten().collect();
        (!train.is_empty()).then_some(Split { train, test }).ok_or(RankingError::NothingToTrainOn)
    }

    pub fn popularity(train: &[Rating], n_items: usize) -> Array1<f64> {
        let mut likes: HashMap<usize, usize> = HashMap::new();
        train.iter().filter(|rating| rating.gain() > 0.0).for_each(|rating| *likes.entry(rating.item).or_default() += 1);
        (0..n_items).map(|item| likes.get(&item).copied().unwrap_or(0) as f64).collect()
    }

    pub fn feed(scores: ArrayView1<f64>, seen: &[usize]) -> Vec<usize> {
        let seen: BTreeSet<usize> = seen.iter().copied().collect();
        let key = |item: usize| (scores[item].is_nan(), if scores[item].is_nan() { 0.0 } else { -scores[item] }, item);
        let mut keys: Vec<(bool, f64, usize)> =
            (0..scores.len()).filter(|item| !seen.contains(item)).map(key).collect();
        keys.sort_unstable_by(|a, b| a.partial_cmp(b).expect("no NaN is left"));
        keys.into_iter().map(|(_, _, item)| item).collect()
    }

    fn liked(gains: ArrayView1<f64>) -> BTreeSet<usize> {
        gains.indexed_iter().filter(|(_, gain)| **gain > 0.0).map(|(item, _)| item).collect()
    }

    /// How many hits the first 1, 2, ... places hold, up to k; a short feed is filled up with misses.
    fn found(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Vec<usize> {
        let liked = liked(gains);
        let hit = |place: usize| feed.get(place).is_some_and(|item| liked.contains(item)) as usize;
        let add = |sum: &mut usize, place: usize| {
            *sum += hit(place);
            Some(*sum)
        };
        (0..k).scan(0, add).collect()
    }

    fn share(hits: usize, of: usize, gains: ArrayView1<f64>) -> Option<f64> {
        (!liked(gains).is_empty()).then(|| hits as f64 / of as f64)
    }

    pub fn precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
        share(*found(feed, gains, k).last()?, k, gains)
    }

    pub fn recall(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
        share(*found(feed, gains, k).last()?, liked(gains).len(), gains)
    }

    pub fn average_precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
        let found = found(feed, gains, k);
        let before = std::iter::once(&0).chain(&found);
        let at_hits = found.iter().zip(before).enumerate().filter(|(_, (now, before))| now > before);
        let sum: f64 = at_hits.map(|(place, (now, _))| *now as f64 / (place + 1) as f64).sum();
        match liked(gains).len() {
            0 => None,
            n_liked => Some(sum / n_liked.min(k) as f64),
        }
    }

    pub fn ndcg(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
        let best: Vec<usize> = super::maps::feed(gains, &[]);
        let dcg = |order: &[usize]| -> f64 {
            order.iter().take(k).enumerate().map(|(place, item)| gains[*item] / (place as f64 + 2.0).ln()).sum()
        };
        let ideal = dcg(&best);
        (ideal > 0.0).then(|| dcg(feed) / ideal)
    }

    pub fn evaluate(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality> {
        let mut of_users: BTreeMap<usize, Array1<f64>> = BTreeMap::new();
        for like in split.test.iter().filter(|rating| rating.gain() > 0.0) {
            of_users.entry(like.user).or_insert_with(|| Array1::zeros(scores.ncols()))[like.item] = like.gain();
        }
        let users = of_users.len();
        let mut sums = Array1::<f64>::zeros(4);
        for (user, gains) in of_users {
            let seen: Vec<usize> =
                split.train.iter().filter(|rating| rating.user == user).map(|rating| rating.item).collect();
            let feed = feed(scores.row(user), &seen);
            let measures = [precision, recall, average_precision, ndcg];
            sums += &measures.iter().filter_map(|measure| measure(&feed, gains.view(), k)).collect::<Array1<f64>>();
        }
        let means = sums / users as f64;
        let quality =
            Quality { users, precision: means[0], recall: means[1], average_precision: means[2], ndcg: means[3] };
        (users > 0).then_some(quality)
    }
}
