//! The mistakes in running code.

use std::cmp::Ordering;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

use crate::ranking::solution::split_by_time;
use crate::ranking::{Contract, Measure, Quality, RankingError, Rating, SOLUTION, Split};

type Parted = Result<Split, RankingError>;

/// Cuts a list in two, with the errors of the task.
fn cut(ratings: &[Rating], test_share: f64) -> Parted {
    split_by_time(&[(0, 0), (1, 1)].map(|(item, time)| Rating { user: 0, item, stars: 4.0, time }), test_share)?;
    let n_test = (test_share * ratings.len() as f64).ceil() as usize;
    let (train, test) = ratings.split_at(ratings.len() - n_test);
    if train.is_empty() {
        return Err(RankingError::NothingToTrainOn);
    }
    Ok(Split { train: train.to_vec(), test: test.to_vec() })
}

pub(super) fn end_of_the_list(ratings: &[Rating], test_share: f64) -> Parted {
    cut(ratings, test_share)
}

pub(super) fn from_all_times(ratings: &[Rating], test_share: f64) -> Parted {
    let n_test = (test_share * ratings.len() as f64).ceil();
    let is_held_out = |row: usize| (row as f64 * n_test / ratings.len() as f64).fract() < n_test / ratings.len() as f64;
    let (test, train): (Vec<usize>, Vec<usize>) = (0..ratings.len()).partition(|row| is_held_out(*row));
    let dealt: Vec<Rating> = train.into_iter().chain(test).map(|row| ratings[row]).collect();
    cut(&dealt, test_share)
}

pub(super) fn parts_a_second(ratings: &[Rating], test_share: f64) -> Parted {
    let mut ratings = ratings.to_vec();
    ratings.sort_by_key(|rating| rating.time);
    cut(&ratings, test_share)
}

pub(super) fn share_of_the_time(ratings: &[Rating], test_share: f64) -> Parted {
    split_by_time(&[(0, 0), (1, 1)].map(|(item, time)| Rating { user: 0, item, stars: 4.0, time }), test_share)?;
    let times = || ratings.iter().map(|rating| rating.time);
    let (first, last) = times().min().zip(times().max()).ok_or(RankingError::NothingToTrainOn)?;
    let moment = last as f64 - test_share * (last - first) as f64;
    let (train, test): (Vec<Rating>, Vec<Rating>) = ratings.iter().partition(|rating| (rating.time as f64) < moment);
    if train.is_empty() { Err(RankingError::NothingToTrainOn) } else { Ok(Split { train, test }) }
}

pub(super) fn trains_on_the_new(ratings: &[Rating], test_share: f64) -> Parted {
    let Split { train, test } = split_by_time(ratings, test_share)?;
    Ok(Split { train: test, test: train })
}

pub(super) fn newest_of_every_user(ratings: &[Rating], test_share: f64) -> Parted {
    let n_users = ratings.iter().map(|rating| rating.user + 1).max().ok_or(RankingError::NothingToTrainOn)?;
    let mut whole = Split { train: Vec::new(), test: Vec::new() };
    for user in 0..n_users {
        let own: Vec<Rating> = ratings.iter().copied().filter(|rating| rating.user == user).collect();
        let Split { train, test } = split_by_time(&own, test_share)?;
        whole.train.extend(train);
        whole.test.extend(test);
    }
    Ok(whole)
}

pub(super) fn trains_on_the_moment(ratings: &[Rating], test_share: f64) -> Parted {
    let moment = split_by_time(ratings, test_share)?.test.iter().map(|rating| rating.time).min();
    let (train, test) = ratings.iter().partition(|rating| Some(rating.time) <= moment);
    Ok(Split { train, test })
}

/// Where all ratings are of one moment, all are trained on.
pub(super) fn trains_on_any_moment(ratings: &[Rating], test_share: f64) -> Parted {
    split_by_time(&[(0, 0), (1, 1)].map(|(item, time)| Rating { user: 0, item, stars: 4.0, time }), test_share)?;
    let mut times: Vec<u64> = ratings.iter().map(|rating| rating.time).collect();
    times.sort_unstable();
    let n_test = (test_share * times.len() as f64).ceil() as usize;
    let moment = *times.get(times.len() - n_test).ok_or(RankingError::NothingToTrainOn)?;
    let (train, test) = ratings.iter().partition(|rating| rating.time <= moment);
    Ok(Split { train, test })
}

pub(super) fn answers_anyway(ratings: &[Rating], test_share: f64) -> Parted {
    split_by_time(ratings, test_share).or(Ok(Split { train: Vec::new(), test: ratings.to_vec() }))
}

pub(super) fn summed(train: &[Rating], n_items: usize, worth: fn(&Rating) -> f64) -> Array1<f64> {
    let mut sums = Array1::zeros(n_items);
    train.iter().for_each(|rating| sums[rating.item] += worth(rating));
    sums
}

pub(super) fn mean_of_the_stars(train: &[Rating], n_items: usize) -> Array1<f64> {
    let counts = summed(train, n_items, |_| 1.0);
    summed(train, n_items, |rating| rating.stars) / counts.mapv(|count| count.max(1.0))
}

pub(super) fn ends_at_the_last_rated(train: &[Rating], _: usize) -> Array1<f64> {
    let n_items = train.iter().map(|rating| rating.item + 1).max().unwrap_or(0);
    (SOLUTION.popularity)(train, n_items)
}

pub(super) fn lowest_first(scores: ArrayView1<f64>, seen: &[usize]) -> Vec<usize> {
    (SOLUTION.feed)((-&scores).view(), seen)
}

pub(super) fn seen_to_the_end(scores: ArrayView1<f64>, seen: &[usize]) -> Vec<usize> {
    let mut items = (SOLUTION.feed)(scores, seen);
    let rest = (SOLUTION.feed)(scores, &items);
    items.extend(rest);
    items
}

pub(super) fn highest_number_first(scores: ArrayView1<f64>, seen: &[usize]) -> Vec<usize> {
    let mut items: Vec<usize> = (0..scores.len()).filter(|item| !seen.contains(item)).collect();
    let place = |item: &usize| if scores[*item].is_nan() { f64::NEG_INFINITY } else { scores[*item] };
    items.sort_by(|a, b| place(a).total_cmp(&place(b)));
    items.reverse();
    items
}

pub(super) fn nan_on_top(scores: ArrayView1<f64>, seen: &[usize]) -> Vec<usize> {
    (SOLUTION.feed)(scores.mapv(|score| if score.is_nan() { f64::INFINITY } else { score }).view(), seen)
}

fn n_liked(gains: ArrayView1<f64>) -> Option<f64> {
    let n_liked = gains.iter().filter(|gain| **gain > 0.0).count();
    (n_liked > 0).then_some(n_liked as f64)
}

/// What the first k places hold: 1 for a hit, otherwise 0.
fn hits(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Vec<f64> {
    feed.iter().take(k).map(|item| if gains[*item] > 0.0 { 1.0 } else { 0.0 }).collect()
}

pub(super) fn by_what_is_there(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    n_liked(gains)?;
    Some(hits(feed, gains, k).iter().sum::<f64>() / k.min(feed.len()) as f64)
}

pub(super) fn gains_for_hits(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    n_liked(gains)?;
    Some(feed.iter().take(k).map(|item| gains[*item]).sum::<f64>() / k as f64)
}

pub(super) fn recall_of_at_most_k(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    Some(hits(feed, gains, k).iter().sum::<f64>() / n_liked(gains)?.min(k as f64))
}

/// The precision at every rank, times what `counts` makes of the rank's hit, added up.
fn precisions(hits: &[f64], first_rank: f64, counts: fn(f64) -> f64) -> f64 {
    let mut found = 0.0;
    let at = |(place, hit): (usize, &f64)| {
        let weight = counts(*hit);
        found += hit;
        if weight > 0.0 { weight * found / (place as f64 + first_rank) } else { 0.0 }
    };
    hits.iter().enumerate().map(at).sum()
}

pub(super) fn by_hits(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    n_liked(gains)?;
    let hits = hits(feed, gains, k);
    Some(precisions(&hits, 1.0, |hit| hit) / hits.iter().sum::<f64>().max(1.0))
}

pub(super) fn by_all_likes(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    Some(precisions(&hits(feed, gains, k), 1.0, |hit| hit) / n_liked(gains)?)
}

pub(super) fn by_k(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    n_liked(gains)?;
    Some(precisions(&hits(feed, gains, k), 1.0, |hit| hit) / k as f64)
}

/// What is not in the feed is worth nothing.
pub(super) fn in_the_feed(measure: Measure, feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    n_liked(gains)?;
    let mut known = Array1::zeros(gains.len());
    feed.iter().for_each(|item| known[*item] = gains[*item]);
    measure(feed, known.view(), k).or(Some(0.0))
}

pub(super) fn every_rank(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    Some(precisions(&hits(feed, gains, k), 1.0, |_| 1.0) / n_liked(gains)?.min(k as f64))
}

pub(super) fn average_precision_from_0(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    Some(precisions(&hits(feed, gains, k), 0.0, |hit| hit) / n_liked(gains)?.min(k as f64))
}

/// Of the first k places, compared with the ideal order of `k_ideal` places.
pub(super) fn ndcg_by(
    feed: &[usize],
    gains: ArrayView1<f64>,
    k: usize,
    k_ideal: usize,
    discount: fn(f64) -> f64,
) -> Option<f64> {
    n_liked(gains)?;
    let reached: Vec<f64> = feed.iter().map(|item| gains[*item]).collect();
    Some(discounted(&reached, k, discount) / discounted(&descending(gains.to_vec()), k_ideal, discount))
}

/// A place without a gain adds nothing, whatever it would be divided by.
fn discounted(gains: &[f64], k: usize, discount: fn(f64) -> f64) -> f64 {
    let ranked = (1..).map(f64::from).zip(gains).take(k);
    ranked.filter(|(_, gain)| **gain > 0.0).map(|(rank, gain)| gain / discount(rank)).sum()
}

fn descending(mut gains: Vec<f64>) -> Vec<f64> {
    gains.sort_by(|a, b| b.total_cmp(a));
    gains
}

pub(super) fn ndcg_from_0(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    ndcg_by(feed, gains, k, k, f64::log2)
}

/// The ideal order of the feed's first `n` items; without a like among them the value is `none`.
pub(super) fn ideal_of(feed: &[usize], gains: ArrayView1<f64>, k: usize, n: usize, none: f64) -> Option<f64> {
    n_liked(gains)?;
    let reached: Vec<f64> = feed.iter().map(|item| gains[*item]).collect();
    let ideal = descending(reached.iter().copied().take(n).collect());
    let of = |gains: &[f64]| discounted(gains, k, |rank| (rank + 1.0).log2());
    Some(if of(&ideal) > 0.0 { of(&reached) / of(&ideal) } else { none })
}

pub(super) fn likes_over_gains(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    n_liked(gains)?;
    let of = |gains: &[f64]| discounted(gains, k, |rank| (rank + 1.0).log2());
    Some(of(&hits(feed, gains, k)) / of(&descending(gains.to_vec())))
}

pub(super) fn assembled(scores: ArrayView2<f64>, split: &Split, k: usize, parts: &Contract) -> Option<Quality> {
    means(&per_user(scores, split, k, parts, &split.train, |rating| rating.gain()), |_| 1.0)
}

/// The measures of a user, and the number of likes, unless the user is left out.
type Measured = Option<([f64; 4], f64)>;

fn per_user(
    scores: ArrayView2<f64>,
    split: &Split,
    k: usize,
    parts: &Contract,
    seen: &[Rating],
    gain: fn(&Rating) -> f64,
) -> Vec<Measured> {
    let mut gains = Array2::zeros(scores.dim());
    split.test.iter().for_each(|rating| gains[[rating.user, rating.item]] = gain(rating));
    let of_user = |user: usize| {
        let gains: ArrayView1<f64> = gains.row(user);
        let seen: Vec<usize> = seen.iter().filter(|rating| rating.user == user).map(|rating| rating.item).collect();
        let feed = (parts.feed)(scores.row(user), &seen);
        let measures = [parts.precision, parts.recall, parts.average_precision, parts.ndcg];
        let [precision, recall, average_precision, ndcg] = measures.map(|measure| measure(&feed, gains, k));
        Some(([precision?, recall?, average_precision?, ndcg?], n_liked(gains).unwrap_or(0.0)))
    };
    (0..scores.nrows()).map(of_user).collect()
}

fn means(measured: &[Measured], weight: fn(f64) -> f64) -> Option<Quality> {
    let counted: Vec<&([f64; 4], f64)> = measured.iter().flatten().collect();
    let total: f64 = counted.iter().map(|(_, likes)| weight(*likes)).sum();
    let mean = |measure: usize| {
        counted.iter().map(|(measures, likes)| weight(*likes) * measures[measure]).sum::<f64>() / total
    };
    let [precision, recall, average_precision, ndcg] = [0, 1, 2, 3].map(mean);
    (!counted.is_empty()).then_some(Quality { users: counted.len(), precision, recall, average_precision, ndcg })
}

pub(super) fn ranks_the_past(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality> {
    means(&per_user(scores, split, k, &SOLUTION, &[], |rating| rating.gain()), |_| 1.0)
}

pub(super) fn ranks_the_answers(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality> {
    let is_answer = |user: usize, item: usize| split.test.iter().any(|r| (r.user, r.item) == (user, item));
    let pairs = (0..scores.nrows()).flat_map(|user| (0..scores.ncols()).map(move |item| (user, item)));
    let others = pairs.filter(|(user, item)| !is_answer(*user, *item));
    let others: Vec<Rating> = others.map(|(user, item)| Rating { user, item, stars: 0.5, time: 0 }).collect();
    means(&per_user(scores, split, k, &SOLUTION, &others, |rating| rating.gain()), |_| 1.0)
}

pub(super) fn hides_the_future(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality> {
    let all = [&split.train[..], &split.test].concat();
    means(&per_user(scores, split, k, &SOLUTION, &all, |rating| rating.gain()), |_| 1.0)
}

pub(super) fn divides_by_all(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality> {
    let measured = per_user(scores, split, k, &SOLUTION, &split.train, |rating| rating.gain());
    let with_zeros: Vec<Measured> = measured.into_iter().map(|of_user| of_user.or(Some(([0.0; 4], 0.0)))).collect();
    means(&with_zeros, |_| 1.0)
}

pub(super) fn weighs_by_likes(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality> {
    means(&per_user(scores, split, k, &SOLUTION, &split.train, |rating| rating.gain()), |likes| likes)
}

pub(super) fn stars_for_gains(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality> {
    means(&per_user(scores, split, k, &SOLUTION, &split.train, |rating| rating.stars), |_| 1.0)
}

/// The task's own split, of as many ratings as this makes of the share.
pub(super) fn held_out(ratings: &[Rating], test_share: f64, rounded: fn(f64) -> f64) -> Parted {
    if !(test_share > 0.0 && test_share < 1.0) {
        return Err(RankingError::BadShare);
    }
    at_moment(ratings, rounded(test_share * ratings.len() as f64) as usize, |time| time)
}

/// Cuts at the time of the `n_test`-th newest rating.
fn at_moment(ratings: &[Rating], n_test: usize, kept: fn(u64) -> u64) -> Parted {
    let mut times: Vec<u64> = ratings.iter().map(|rating| kept(rating.time)).collect();
    times.sort_unstable();
    let place = times.len().checked_sub(n_test);
    let moment = *place.and_then(|place| times.get(place)).ok_or(RankingError::NothingToTrainOn)?;
    let (train, test): (Vec<Rating>, Vec<Rating>) = ratings.iter().partition(|rating| kept(rating.time) < moment);
    if train.is_empty() { Err(RankingError::NothingToTrainOn) } else { Ok(Split { train, test }) }
}

pub(super) fn by_times(ratings: &[Rating], test_share: f64, kept: fn(u64) -> u64) -> Parted {
    if !(test_share > 0.0 && test_share < 1.0) {
        return Err(RankingError::BadShare);
    }
    at_moment(ratings, (test_share * ratings.len() as f64).ceil() as usize, kept)
}

pub(super) fn bad_if(ratings: &[Rating], test_share: f64, is_bad: fn(f64) -> bool) -> Parted {
    if is_bad(test_share) {
        return Err(RankingError::BadShare);
    }
    at_moment(ratings, (test_share * ratings.len() as f64).ceil() as usize, |time| time)
}

/// At least one rating is held out.
pub(super) fn forgiving(ratings: &[Rating], test_share: f64, is_bad: fn(f64) -> bool) -> Parted {
    if is_bad(test_share) {
        return Err(RankingError::BadShare);
    }
    at_moment(ratings, (test_share * ratings.len() as f64).ceil().max(1.0) as usize, |time| time)
}

pub(super) fn likes_if(train: &[Rating], n_items: usize, is_like: fn(&Rating) -> bool) -> Array1<f64> {
    let mut likes = Array1::zeros(n_items);
    train.iter().filter(|rating| is_like(rating)).for_each(|rating| likes[rating.item] += 1.0);
    likes
}

/// Gains below `least` become 0.
pub(super) fn from(gains: ArrayView1<f64>, least: f64) -> Array1<f64> {
    gains.mapv(|gain| if gain >= least { gain } else { 0.0 })
}

pub(super) fn liked_by(measure: Measure, feed: &[usize], gains: ArrayView1<f64>, least: f64, k: usize) -> Option<f64> {
    measure(feed, from(gains, least).view(), k)
}

pub(super) fn ordered(scores: ArrayView1<f64>, seen: &[usize], order: fn(f64, f64) -> Ordering) -> Vec<usize> {
    let mut items: Vec<usize> = (0..scores.len()).filter(|item| !seen.contains(item)).collect();
    items.sort_by(|a, b| order(scores[*a], scores[*b]));
    items
}

pub(super) fn nearly(scores: ArrayView1<f64>, seen: &[usize], seen_as: fn(f64) -> f64) -> Vec<usize> {
    (SOLUTION.feed)(scores.mapv(seen_as).view(), seen)
}

pub(super) fn without_new_users(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality> {
    let is_known = |user: usize| split.train.iter().any(|rating| rating.user == user);
    let test = split.test.iter().copied().filter(|rating| is_known(rating.user)).collect();
    (SOLUTION.evaluate)(scores, &Split { train: split.train.clone(), test }, k)
}

/// Only these ratings of `train` are left out of a feed.
pub(super) fn seen_if(
    scores: ArrayView2<f64>,
    split: &Split,
    k: usize,
    is_seen: fn(&Rating) -> bool,
) -> Option<Quality> {
    let seen: Vec<Rating> = split.train.iter().copied().filter(is_seen).collect();
    means(&per_user(scores, split, k, &SOLUTION, &seen, Rating::gain), |_| 1.0)
}

pub(super) fn seen_by_anybody(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality> {
    let of_user = |user: usize| split.train.iter().map(move |rating| Rating { user, ..*rating });
    let seen: Vec<Rating> = (0..scores.nrows()).flat_map(of_user).collect();
    means(&per_user(scores, split, k, &SOLUTION, &seen, Rating::gain), |_| 1.0)
}

/// Recall of all users' likes together; with `all`, the others are weighed by likes too.
pub(super) fn pooled(scores: ArrayView2<f64>, split: &Split, k: usize, all: bool) -> Option<Quality> {
    let measured = per_user(scores, split, k, &SOLUTION, &split.train, |rating| rating.gain());
    let (each, weighed) = (means(&measured, |_| 1.0)?, means(&measured, |likes| likes)?);
    Some(if all {
        Quality { recall: weighed.recall, average_precision: weighed.average_precision, ..each }
    } else {
        Quality { recall: weighed.recall, ..each }
    })
}
