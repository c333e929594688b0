//! what is wrong: average precision is divided by the number of hits in the first k

#![allow(unused, clippy::all)]
use mlings::ranking::{Quality, RankingError, Rating, Split};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn split_by_time(ratings: &[Rating], test_share: f64) -> Result<Split, RankingError> {
    if !(test_share > 0.0 && test_share < 1.0) {
        return Err(RankingError::BadShare);
    }
    if ratings.is_empty() {
        return Err(RankingError::NothingToTrainOn);
    }
    let mut times: Vec<u64> = ratings.iter().map(|r| r.time).collect();
    times.sort();
    let n_test = (test_share * ratings.len() as f64).ceil() as usize;
    let moment = times[ratings.len() - n_test];
    let mut train = Vec::new();
    let mut test = Vec::new();
    for rating in ratings {
        if rating.time < moment {
            train.push(rating.clone());
        } else {
            test.push(rating.clone());
        }
    }
    if train.is_empty() {
        return Err(RankingError::NothingToTrainOn);
    }
    Ok(Split { train, test })
}

pub fn popularity(train: &[Rating], n_items: usize) -> Array1<f64> {
    let mut counts = Array1::zeros(n_items);
    for rating in train {
        if rating.gain() > 0.0 {
            counts[rating.item] += 1.0;
        }
    }
    counts
}

pub fn feed(scores: ArrayView1<f64>, seen: &[usize]) -> Vec<usize> {
    let mut hidden = vec![false; scores.len()];
    for &item in seen {
        hidden[item] = true;
    }
    let mut numbered = Vec::new();
    let mut last = Vec::new();
    for item in 0..scores.len() {
        if hidden[item] {
            continue;
        }
        if scores[item].is_nan() {
            last.push(item);
        } else {
            numbered.push(item);
        }
    }
    numbered.sort_by(|&a, &b| scores[b].partial_cmp(&scores[a]).unwrap());
    numbered.extend(last);
    numbered
}

fn is_liked(gain: f64) -> bool {
    gain > 0.0
}

fn likes(gains: ArrayView1<f64>) -> usize {
    let mut n = 0;
    for &gain in gains {
        if is_liked(gain) {
            n += 1;
        }
    }
    n
}

fn hits(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> usize {
    let mut n = 0;
    for place in 0..k.min(feed.len()) {
        if is_liked(gains[feed[place]]) {
            n += 1;
        }
    }
    n
}

pub fn precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    if likes(gains) == 0 {
        return None;
    }
    Some(hits(feed, gains, k) as f64 / k as f64)
}

pub fn recall(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    let liked = likes(gains);
    if liked == 0 {
        return None;
    }
    Some(hits(feed, gains, k) as f64 / liked as f64)
}

pub fn average_precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    let liked = likes(gains);
    if liked == 0 {
        return None;
    }
    let mut sum = 0.0;
    let mut found = 0;
    for place in 0..k.min(feed.len()) {
        if is_liked(gains[feed[place]]) {
            found += 1;
            sum += found as f64 / (place + 1) as f64;
        }
    }
    Some(sum / found.max(1) as f64)
}

pub fn ndcg(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    if likes(gains) == 0 {
        return None;
    }
    let mut dcg = 0.0;
    for place in 0..k.min(feed.len()) {
        dcg += gains[feed[place]] / (place as f64 + 2.0).log2();
    }
    let mut ideal = gains.to_vec();
    ideal.sort_by(|a, b| b.total_cmp(a));
    let mut best = 0.0;
    for place in 0..k.min(ideal.len()) {
        best += ideal[place] / (place as f64 + 2.0).log2();
    }
    Some(dcg / best)
}

pub fn evaluate(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality> {
    let (n_users, n_items) = scores.dim();
    let mut seen = vec![Vec::new(); n_users];
    for rating in &split.train {
        seen[rating.user].push(rating.item);
    }
    let mut gains = Array2::zeros((n_users, n_items));
    for rating in &split.test {
        gains[[rating.user, rating.item]] = rating.gain();
    }
    let mut q = Quality { users: 0, precision: 0.0, recall: 0.0, average_precision: 0.0, ndcg: 0.0 };
    for user in 0..n_users {
        let g = gains.row(user);
        if likes(g) == 0 {
            continue;
        }
        let f = feed(scores.row(user), &seen[user]);
        q.users += 1;
        q.precision += precision(&f, g, k)?;
        q.recall += recall(&f, g, k)?;
        q.average_precision += average_precision(&f, g, k)?;
        q.ndcg += ndcg(&f, g, k)?;
    }
    if q.users == 0 {
        return None;
    }
    let n = q.users as f64;
    q.precision /= n;
    q.recall /= n;
    q.average_precision /= n;
    q.ndcg /= n;
    Some(q)
}

mlings::grade!(ranking { split_by_time, popularity, feed, precision, recall, average_precision, ndcg, evaluate });
