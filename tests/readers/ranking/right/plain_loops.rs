//! Ranking, with plain loops.

#![allow(unused)]

use mlings::ranking::{Quality, RankingError, Rating, Split};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};
use std::cmp::Ordering;

pub fn split_by_time(ratings: &[Rating], test_share: f64) -> Result<Split, RankingError> {
    if !(test_share > 0.0 && test_share < 1.0) {
        return Err(RankingError::BadShare);
    }
    if ratings.is_empty() {
        return Err(RankingError::NothingToTrainOn);
    }
    let n = ratings.len();
    let n_test = (test_share * n as f64).ceil() as usize;
    let mut times: Vec<u64> = ratings.iter().map(|rating| rating.time).collect();
    times.sort();
    let moment = times[n - n_test];
    let mut train = Vec::new();
    let mut test = Vec::new();
    for rating in ratings {
        if rating.time < moment {
            train.push(Rating { ..*rating });
        } else {
            test.push(Rating { ..*rating });
        }
    }
    if train.is_empty() {
        return Err(RankingError::NothingToTrainOn);
    }
    Ok(Split { train, test })
}

pub fn popularity(train: &[Rating], n_items: usize) -> Array1<f64> {
    let mut likes = Array1::<f64>::zeros(n_items);
    for rating in train {
        if rating.gain() > 0.0 {
            likes[rating.item] += 1.0;
        }
    }
    likes
}

/// The higher score first, NaN last.
fn better_first(a: f64, b: f64) -> Ordering {
    match (a.is_nan(), b.is_nan()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
        (false, false) => b.partial_cmp(&a).unwrap(),
    }
}

pub fn feed(scores: ArrayView1<f64>, seen: &[usize]) -> Vec<usize> {
    let mut known = vec![false; scores.len()];
    for &item in seen {
        known[item] = true;
    }
    let mut items: Vec<usize> = (0..scores.len()).filter(|&item| !known[item]).collect();
    items.sort_by(|&a, &b| better_first(scores[a], scores[b]));
    items
}

fn liked(gains: ArrayView1<f64>) -> usize {
    gains.iter().filter(|&&gain| gain > 0.0).count()
}

fn hits(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> usize {
    feed.iter().take(k).filter(|&&item| gains[item] > 0.0).count()
}

pub fn precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    if liked(gains) == 0 {
        return None;
    }
    Some(hits(feed, gains, k) as f64 / k as f64)
}

pub fn recall(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    let n_liked = liked(gains);
    if n_liked == 0 {
        return None;
    }
    Some(hits(feed, gains, k) as f64 / n_liked as f64)
}

pub fn average_precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    let n_liked = liked(gains);
    if n_liked == 0 {
        return None;
    }
    let mut found = 0;
    let mut sum = 0.0;
    for (place, &item) in feed.iter().take(k).enumerate() {
        if gains[item] > 0.0 {
            found += 1;
            sum += found as f64 / (place + 1) as f64;
        }
    }
    Some(sum / k.min(n_liked) as f64)
}

fn dcg(gains: &[f64], k: usize) -> f64 {
    let mut sum = 0.0;
    for (place, gain) in gains.iter().take(k).enumerate() {
        sum += gain / ((place + 2) as f64).log2();
    }
    sum
}

pub fn ndcg(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    if liked(gains) == 0 {
        return None;
    }
    let in_feed: Vec<f64> = feed.iter().map(|&item| gains[item]).collect();
    let mut ideal = gains.to_vec();
    ideal.sort_by(|a, b| b.total_cmp(a));
    Some(dcg(&in_feed, k) / dcg(&ideal, k))
}

pub fn evaluate(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality> {
    let (n_users, n_items) = scores.dim();
    let mut seen: Vec<Vec<usize>> = vec![Vec::new(); n_users];
    for rating in &split.train {
        seen[rating.user].push(rating.item);
    }
    let mut gains = Array2::<f64>::zeros((n_users, n_items));
    for rating in &split.test {
        gains[[rating.user, rating.item]] = rating.gain();
    }

    let mut users = 0;
    let mut sums = [0.0; 4];
    for user in 0..n_users {
        let shown = feed(scores.row(user), &seen[user]);
        let worth = gains.row(user);
        let numbers = [
            precision(&shown, worth, k),
            recall(&shown, worth, k),
            average_precision(&shown, worth, k),
            ndcg(&shown, worth, k),
        ];
        if numbers[0].is_none() {
            continue;
        }
        users += 1;
        for (sum, number) in sums.iter_mut().zip(numbers) {
            *sum += number.unwrap_or(0.0);
        }
    }
    if users == 0 {
        return None;
    }
    let n = users as f64;
    Some(Quality {
        users,
        precision: sums[0] / n,
        recall: sums[1] / n,
        average_precision: sums[2] / n,
        ndcg: sums[3] / n,
    })
}

mlings::grade!(ranking { split_by_time, popularity, feed, precision, recall, average_precision, ndcg, evaluate });
