//! Ranking, in the words of iterators and options.

#![allow(unused_variables)]

use mlings::ranking::{Quality, RankingError, Rating, Split};
use ndarray::{Array1, ArrayView1, ArrayView2};
use std::cmp::{Ordering, Reverse};
use std::collections::HashSet;

pub fn split_by_time(ratings: &[Rating], test_share: f64) -> Result<Split, RankingError> {
    if test_share.is_nan() || test_share <= 0.0 || test_share >= 1.0 {
        return Err(RankingError::BadShare);
    }
    let mut newest_first: Vec<Reverse<u64>> = ratings.iter().map(|r| Reverse(r.time)).collect();
    newest_first.sort_unstable();
    let wanted = (test_share * ratings.len() as f64).ceil() as usize;
    let moment = match wanted.checked_sub(1).and_then(|last| newest_first.get(last)) {
        Some(time) => time.0,
        None => return Err(RankingError::NothingToTrainOn),
    };
    let (train, test): (Vec<Rating>, Vec<Rating>) =
        ratings.iter().map(|r| Rating { ..*r }).partition(|r| r.time < moment);
    if train.is_empty() { Err(RankingError::NothingToTrainOn) } else { Ok(Split { train, test }) }
}

pub fn popularity(train: &[Rating], n_items: usize) -> Array1<f64> {
    train.iter().filter(|r| r.gain() > 0.0).fold(Array1::zeros(n_items), |mut likes: Array1<f64>, r| {
        likes[r.item] += 1.0;
        likes
    })
}

pub fn feed(scores: ArrayView1<f64>, seen: &[usize]) -> Vec<usize> {
    let seen: HashSet<usize> = seen.iter().copied().collect();
    let free = (0..scores.len()).filter(|item| !seen.contains(item));
    let (unknown, mut known): (Vec<usize>, Vec<usize>) = free.partition(|&item| scores[item].is_nan());
    known.sort_by(|&a, &b| scores[b].partial_cmp(&scores[a]).unwrap_or(Ordering::Equal));
    known.extend(unknown);
    known
}

/// Whether each of the first `k` places holds a liked item.
fn hits(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Vec<bool> {
    feed.iter().take(k).map(|&item| gains[item] > 0.0).collect()
}

/// The number of liked items, if there are any.
fn likes(gains: ArrayView1<f64>) -> Option<f64> {
    let n = gains.iter().filter(|&&gain| gain > 0.0).count();
    if n > 0 { Some(n as f64) } else { None }
}

fn count(hits: &[bool]) -> f64 {
    hits.iter().filter(|&&hit| hit).count() as f64
}

pub fn precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    likes(gains).map(|_| count(&hits(feed, gains, k)) / k as f64)
}

pub fn recall(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    likes(gains).map(|n_liked| count(&hits(feed, gains, k)) / n_liked)
}

pub fn average_precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    let n_liked = likes(gains)?;
    let hits = hits(feed, gains, k);
    let sum: f64 = (1..=hits.len()).filter(|&rank| hits[rank - 1]).map(|rank| count(&hits[..rank]) / rank as f64).sum();
    Some(sum / n_liked.min(k as f64))
}

fn discounted(gains: impl Iterator<Item = f64>, k: usize) -> f64 {
    gains.take(k).zip(1_u32..).map(|(gain, rank)| gain / f64::from(rank + 1).log2()).sum()
}

pub fn ndcg(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    likes(gains)?;
    let mut ideal: Vec<f64> = gains.iter().copied().collect();
    ideal.sort_by(|a, b| b.partial_cmp(a).unwrap_or(Ordering::Equal));
    let found = discounted(feed.iter().map(|&item| gains[item]), k);
    Some(found / discounted(ideal.into_iter(), k))
}

pub fn evaluate(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality> {
    let numbers: Vec<[f64; 4]> = (0..scores.nrows())
        .filter_map(|user| {
            let seen: Vec<usize> = split.train.iter().filter(|r| r.user == user).map(|r| r.item).collect();
            let mut gains = Array1::<f64>::zeros(scores.ncols());
            for rating in split.test.iter().filter(|r| r.user == user) {
                gains[rating.item] = rating.gain();
            }
            let shown = feed(scores.row(user), &seen);
            Some([
                precision(&shown, gains.view(), k)?,
                recall(&shown, gains.view(), k)?,
                average_precision(&shown, gains.view(), k)?,
                ndcg(&shown, gains.view(), k)?,
            ])
        })
        .collect();
    if numbers.is_empty() {
        return None;
    }
    let users = numbers.len();
    let mean = |which: usize| numbers.iter().map(|four| four[which]).sum::<f64>() / users as f64;
    Some(Quality { users, precision: mean(0), recall: mean(1), average_precision: mean(2), ndcg: mean(3) })
}

mlings::grade!(ranking { split_by_time, popularity, feed, precision, recall, average_precision, ndcg, evaluate });
