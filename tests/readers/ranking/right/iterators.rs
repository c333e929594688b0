#![allow(unused, clippy::all)]
use mlings::ranking::{Quality, RankingError, Rating, Split};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

pub fn split_by_time(ratings: &[Rating], test_share: f64) -> Result<Split, RankingError> {
    if test_share.is_nan() || test_share <= 0.0 || test_share >= 1.0 {
        return Err(RankingError::BadShare);
    }
    let mut times: Vec<u64> = ratings.iter().map(|r| r.time).collect();
    times.sort_unstable_by(|a, b| b.cmp(a));
    let n_test = (test_share * ratings.len() as f64).ceil() as usize;
    let moment = *times.get(n_test.saturating_sub(1)).ok_or(RankingError::NothingToTrainOn)?;
    let (train, test): (Vec<Rating>, Vec<Rating>) = ratings.iter().cloned().partition(|r| r.time < moment);
    if train.is_empty() { Err(RankingError::NothingToTrainOn) } else { Ok(Split { train, test }) }
}

pub fn popularity(train: &[Rating], n_items: usize) -> Array1<f64> {
    train.iter().filter(|r| r.gain() > 0.0).fold(Array1::zeros(n_items), |mut n, r| {
        n[r.item] += 1.0;
        n
    })
}

pub fn feed(scores: ArrayView1<f64>, seen: &[usize]) -> Vec<usize> {
    let seen: HashSet<&usize> = seen.iter().collect();
    let mut items: Vec<usize> = (0..scores.len()).filter(|i| !seen.contains(i)).collect();
    items.sort_by(|&a, &b| {
        scores[b].partial_cmp(&scores[a]).unwrap_or_else(|| scores[a].is_nan().cmp(&scores[b].is_nan()))
    });
    items
}

fn liked(gains: ArrayView1<f64>) -> Option<f64> {
    let n = gains.iter().filter(|&&g| g > 0.0).count();
    (n > 0).then_some(n as f64)
}

fn shown(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Vec<f64> {
    feed.iter().take(k).map(|&i| gains[i]).collect()
}

fn hits(shown: &[f64]) -> f64 {
    shown.iter().filter(|&&g| g > 0.0).count() as f64
}

pub fn precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    liked(gains).map(|_| hits(&shown(feed, gains, k)) / k as f64)
}

pub fn recall(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    liked(gains).map(|n| hits(&shown(feed, gains, k)) / n)
}

pub fn average_precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    let n = liked(gains)?;
    let shown = shown(feed, gains, k);
    let sum: f64 = (1..=shown.len()).filter(|&r| shown[r - 1] > 0.0).map(|r| hits(&shown[..r]) / r as f64).sum();
    Some(sum / n.min(k as f64))
}

fn dcg(gains: impl Iterator<Item = f64>) -> f64 {
    gains.enumerate().map(|(place, g)| g * std::f64::consts::LN_2 / ((place + 2) as f64).ln()).sum()
}

pub fn ndcg(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    liked(gains)?;
    let mut ideal: Vec<f64> = gains.iter().copied().filter(|&g| g > 0.0).collect();
    ideal.sort_by(|a, b| b.partial_cmp(a).unwrap());
    Some(dcg(shown(feed, gains, k).into_iter()) / dcg(ideal.into_iter().take(k)))
}

pub fn evaluate(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality> {
    let numbers: Vec<[f64; 4]> = scores
        .outer_iter()
        .enumerate()
        .filter_map(|(user, row)| {
            let mut gains = Array1::zeros(row.len());
            split.test.iter().filter(|r| r.user == user).for_each(|r| gains[r.item] = r.gain());
            let seen: Vec<usize> = split.train.iter().filter(|r| r.user == user).map(|r| r.item).collect();
            let f = feed(row, &seen);
            let g = gains.view();
            Some([precision(&f, g, k)?, recall(&f, g, k)?, average_precision(&f, g, k)?, ndcg(&f, g, k)?])
        })
        .collect();
    if numbers.is_empty() {
        return None;
    }
    let mean = |m: usize| numbers.iter().map(|n| n[m]).sum::<f64>() / numbers.len() as f64;
    Some(Quality { users: numbers.len(), precision: mean(0), recall: mean(1), average_precision: mean(2), ndcg: mean(3) })
}

mlings::grade!(ranking { split_by_time, popularity, feed, precision, recall, average_precision, ndcg, evaluate });
