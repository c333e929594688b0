//! The longer wrong versions.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use super::super::solution::{fit, similarity, user_means};
use super::super::{Neighbourhood, NoRatings};

type Means = Result<Array1<f64>, NoRatings>;

/// Means as they should be, but for the users that `wrong` answers for.
fn replaced(ratings: ArrayView2<f64>, wrong: impl Fn(&[f64]) -> Option<f64>) -> Means {
    let means = user_means(ratings)?;
    let one = |(of_user, mean): (ArrayView1<f64>, &f64)| {
        let given: Vec<f64> = of_user.iter().copied().filter(|stars| !stars.is_nan()).collect();
        wrong(&given).unwrap_or(*mean)
    };
    Ok(ratings.rows().into_iter().zip(&means).map(one).collect())
}

pub fn missing_is_zero(ratings: ArrayView2<f64>) -> Means {
    replaced(ratings, |given| (!given.is_empty()).then(|| given.iter().sum::<f64>() / ratings.ncols() as f64))
}

pub fn means_of_items(ratings: ArrayView2<f64>) -> Means {
    user_means(ratings.t())
}

pub fn nan_for_the_new(ratings: ArrayView2<f64>) -> Means {
    replaced(ratings, |given| given.is_empty().then_some(f64::NAN))
}

pub fn zero_for_the_new(ratings: ArrayView2<f64>) -> Means {
    replaced(ratings, |given| given.is_empty().then_some(0.0))
}

pub fn mean_of_means(ratings: ArrayView2<f64>) -> Means {
    let known: Vec<f64> = nan_for_the_new(ratings)?.into_iter().filter(|mean| !mean.is_nan()).collect();
    let overall = known.iter().sum::<f64>() / known.len() as f64;
    replaced(ratings, |given| given.is_empty().then_some(overall))
}

/// Sums over the items that both rated: number, product.
fn common(one: ArrayView1<f64>, other: ArrayView1<f64>) -> (f64, f64) {
    let both = one.iter().zip(other).filter(|(a, b)| !a.is_nan() && !b.is_nan());
    both.fold((0.0, 0.0), |(n, product), (a, b)| (n + 1.0, product + a * b))
}

fn length(of: ArrayView1<f64>) -> f64 {
    of.iter().filter(|number| !number.is_nan()).map(|number| number * number).sum::<f64>().sqrt()
}

pub fn lengths_over_all(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64) -> f64 {
    let ((n, product), lengths) = (common(one, other), length(one) * length(other));
    if n == 0.0 || lengths == 0.0 { 0.0 } else { product / lengths * n / (n + shrinkage) }
}

/// 0 / 0 where there is no common item, whatever the lengths are.
pub fn lengths_over_all_and_nan(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64) -> f64 {
    let ((n, product), lengths) = (common(one, other), length(one) * length(other));
    if lengths == 0.0 { 0.0 } else { product / lengths * n / (n + shrinkage) }
}

pub fn lengths_over_all_without_0(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64) -> f64 {
    let ((n, product), lengths) = (common(one, other), length(one) * length(other));
    product / lengths * n / (n + shrinkage)
}

pub fn product_alone(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64) -> f64 {
    let (n, product) = common(one, other);
    if n == 0.0 { 0.0 } else { product * n / (n + shrinkage) }
}

pub fn shrinks_by_all(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64) -> f64 {
    similarity(one, other, 0.0) * one.len() as f64 / (one.len() as f64 + shrinkage)
}

pub fn nan_for_strangers(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64) -> f64 {
    let gaps = |of: ArrayView1<f64>, by: ArrayView1<f64>| -> Array1<f64> {
        of.iter().zip(by).map(|(number, beside)| if beside.is_nan() { f64::NAN } else { *number }).collect()
    };
    let lengths = length(gaps(one, other).view()) * length(gaps(other, one).view());
    if lengths == 0.0 { f64::NAN } else { similarity(one, other, shrinkage) }
}

/// The ratings for which this holds; all others become missing.
pub fn given_if(ratings: ArrayView2<f64>, is_given: fn(f64) -> bool) -> Array2<f64> {
    ratings.mapv(|stars| if is_given(stars) { stars } else { f64::NAN })
}

pub fn means_in_f32(ratings: ArrayView2<f64>) -> Means {
    let all: Vec<f32> = ratings.iter().filter(|stars| !stars.is_nan()).map(|stars| *stars as f32).collect();
    let mean = |given: &[f32]| f64::from(given.iter().sum::<f32>() / given.len() as f32);
    let overall = mean(&all);
    replaced(ratings, |given| {
        let given: Vec<f32> = given.iter().map(|stars| *stars as f32).collect();
        Some(if given.is_empty() { overall } else { mean(&given) })
    })
}

fn sum_in_f32(given: &[f64]) -> f64 {
    f64::from(given.iter().fold(0.0_f32, |sum, stars| sum + *stars as f32))
}

/// Sums in single precision that are divided in double precision; the sum of all is one of its own, or not.
pub fn sums_in_f32(ratings: ArrayView2<f64>, of_all_too: bool) -> Means {
    let all: Vec<f64> = ratings.iter().copied().filter(|stars| !stars.is_nan()).collect();
    let overall = sum_in_f32(&all) / all.len() as f64;
    replaced(ratings, |given| match (given.is_empty(), of_all_too) {
        (false, _) => Some(sum_in_f32(given) / given.len() as f64),
        (true, is_wrong) => is_wrong.then_some(overall),
    })
}

/// The same, with the sum of all made of the users' sums.
pub fn sums_of_users_in_f32(ratings: ArrayView2<f64>) -> Means {
    let given = |row: ArrayView1<f64>| -> Vec<f64> { row.iter().copied().filter(|stars| !stars.is_nan()).collect() };
    let rows: Vec<Vec<f64>> = ratings.rows().into_iter().map(given).collect();
    let n: usize = rows.iter().map(Vec::len).sum();
    let overall = rows.iter().map(|row| sum_in_f32(row)).sum::<f64>() / n as f64;
    replaced(ratings, |given| Some(if given.is_empty() { overall } else { sum_in_f32(given) / given.len() as f64 }))
}

pub fn means_of_f32(ratings: ArrayView2<f64>) -> Means {
    Ok(user_means(ratings)?.mapv(|mean| f64::from(mean as f32)))
}

/// The pairs of the items that both rated.
fn pairs(one: ArrayView1<f64>, other: ArrayView1<f64>) -> (Array1<f64>, Array1<f64>) {
    let both = one.iter().zip(other).filter(|(a, b)| !a.is_nan() && !b.is_nan());
    let (a, b): (Vec<f64>, Vec<f64>) = both.map(|(a, b)| (*a, *b)).unzip();
    (Array1::from(a), Array1::from(b))
}

pub fn from_common_means(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64) -> f64 {
    let (a, b) = pairs(one, other);
    if a.is_empty() {
        return 0.0;
    }
    let (a, b) = (&a - a.mean().unwrap_or(0.0), &b - b.mean().unwrap_or(0.0));
    similarity(a.view(), b.view(), shrinkage)
}

pub fn short_is_nothing(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64, least: f64) -> f64 {
    let (a, b) = pairs(one, other);
    if length(a.view()) < least || length(b.view()) < least { 0.0 } else { similarity(one, other, shrinkage) }
}

pub fn short_product_is_nothing(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64, least: f64) -> f64 {
    let (a, b) = pairs(one, other);
    if length(a.view()) * length(b.view()) < least { 0.0 } else { similarity(one, other, shrinkage) }
}

/// A small number more in the divisor, against 0.
pub fn padded(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64, more: f64) -> f64 {
    let (a, b) = pairs(one, other);
    let n = a.len() as f64;
    if n == 0.0 { 0.0 } else { a.dot(&b) / (length(a.view()) * length(b.view()) + more) * n / (n + shrinkage) }
}

pub fn rounded(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64, parts: f64) -> f64 {
    let round = |row: ArrayView1<f64>| row.mapv(|deviation| (deviation * parts).round() / parts);
    similarity(round(one).view(), round(other).view(), shrinkage)
}

/// The cosine times a factor of the number of common items and the shrinkage.
pub fn shrunk(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64, factor: fn(f64, f64) -> f64) -> f64 {
    let cosine = similarity(one, other, 0.0);
    if cosine == 0.0 { 0.0 } else { cosine * factor(common(one, other).0, shrinkage) }
}

pub fn shrinks_by_all_rated(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64) -> f64 {
    let n = one.iter().zip(other).filter(|(a, b)| !a.is_nan() || !b.is_nan()).count() as f64;
    let cosine = similarity(one, other, 0.0);
    if cosine == 0.0 { 0.0 } else { cosine * n / (n + shrinkage) }
}

pub fn counting(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64, is_counted: fn(f64, f64) -> bool) -> f64 {
    let (a, b) = pairs(one, other);
    let n = a.iter().zip(&b).filter(|(a, b)| is_counted(**a, **b)).count() as f64;
    let cosine = similarity(one, other, 0.0);
    if cosine == 0.0 || n == 0.0 { 0.0 } else { cosine * n / (n + shrinkage) }
}

type Fitted = Result<Neighbourhood, NoRatings>;

/// What is learned with these parts.
pub fn learned(
    means: fn(ArrayView2<f64>) -> Means,
    similarity: fn(ArrayView1<f64>, ArrayView1<f64>, f64) -> f64,
    ratings: ArrayView2<f64>,
    shrinkage: f64,
) -> Fitted {
    let means = means(ratings)?;
    let centred = Array2::from_shape_fn(ratings.dim(), |(user, item)| {
        ratings[[user, item]] - means.get(user).copied().unwrap_or(f64::NAN)
    });
    let similarities = between(&centred, similarity, shrinkage);
    Ok(Neighbourhood { means, centred, similarities })
}

fn between(
    rows: &Array2<f64>,
    similarity: fn(ArrayView1<f64>, ArrayView1<f64>, f64) -> f64,
    shrinkage: f64,
) -> Array2<f64> {
    Array2::from_shape_fn((rows.nrows(), rows.nrows()), |(one, other)| {
        similarity(rows.row(one), rows.row(other), shrinkage)
    })
}

pub fn without_centring(ratings: ArrayView2<f64>, shrinkage: f64) -> Fitted {
    let model = fit(ratings, shrinkage)?;
    Ok(Neighbourhood { similarities: between(&ratings.to_owned(), similarity, shrinkage), ..model })
}

pub fn gaps_become_zero(ratings: ArrayView2<f64>, shrinkage: f64) -> Fitted {
    let Neighbourhood { means, mut centred, .. } = fit(ratings, shrinkage)?;
    centred.mapv_inplace(|deviation| if deviation.is_nan() { 0.0 } else { deviation });
    let similarities = between(&centred, similarity, shrinkage);
    Ok(Neighbourhood { means, centred, similarities })
}

pub fn compares_items(ratings: ArrayView2<f64>, shrinkage: f64) -> Fitted {
    let model = fit(ratings, shrinkage)?;
    Ok(Neighbourhood { similarities: between(&model.centred.t().to_owned(), similarity, shrinkage), ..model })
}

pub fn one_mean_for_all(ratings: ArrayView2<f64>, shrinkage: f64) -> Fitted {
    let model = fit(ratings, shrinkage)?;
    let given: Vec<f64> = ratings.iter().copied().filter(|stars| !stars.is_nan()).collect();
    let centred = &ratings - given.iter().sum::<f64>() / given.len() as f64;
    Ok(Neighbourhood { similarities: between(&centred, similarity, shrinkage), centred, ..model })
}

pub fn diagonal(ratings: ArrayView2<f64>, shrinkage: f64, number: f64) -> Fitted {
    let mut model = fit(ratings, shrinkage)?;
    model.similarities.diag_mut().fill(number);
    Ok(model)
}

pub fn half(ratings: ArrayView2<f64>, shrinkage: f64, lower: bool) -> Fitted {
    let mut model = fit(ratings, shrinkage)?;
    let empty =
        model.similarities.indexed_iter_mut().filter(|((one, other), _)| one != other && (one > other) != lower);
    empty.for_each(|(_, alike)| *alike = 0.0);
    Ok(model)
}

/// Nothing is missing, so a sum with NaN in it is NaN.
pub fn every_cell_counts(ratings: ArrayView2<f64>) -> Means {
    if ratings.is_empty() {
        Err(NoRatings)
    } else {
        Ok(ratings.map_axis(Axis(1), |of_user| of_user.sum() / of_user.len() as f64))
    }
}

pub fn every_item_counts(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64) -> f64 {
    let (n, lengths) = (one.len() as f64, f64::sqrt(one.dot(&one) * other.dot(&other)));
    if lengths == 0.0 { 0.0 } else { one.dot(&other) / lengths * n / (n + shrinkage) }
}

pub fn everybody_counts(model: &Neighbourhood, user: usize, item: usize, k: usize) -> f64 {
    let mut others: Vec<usize> = (0..model.means.len()).filter(|other| *other != user).collect();
    others.sort_by(|one, other| model.similarities[[user, *other]].total_cmp(&model.similarities[[user, *one]]));
    others.truncate(k);
    let (sum, weights) = opinion(model, user, item, &others);
    model.means[user] + if weights == 0.0 { 0.0 } else { sum / weights }
}

/// Who has not rated the item finds it average.
pub fn silence_is_zero(model: &Neighbourhood, user: usize, item: usize, k: usize) -> f64 {
    let centred = model.centred.mapv(|deviation| if deviation.is_nan() { 0.0 } else { deviation });
    everybody_counts(&Neighbourhood { centred, ..model.clone() }, user, item, k)
}

pub fn by_squares(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64) -> f64 {
    let ((a, b), n) = (pairs(one, other), common(one, other).0);
    let squares = a.dot(&a) * b.dot(&b);
    if squares == 0.0 { 0.0 } else { a.dot(&b) / squares * n / (n + shrinkage) }
}

pub fn by_half_a_root(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64) -> f64 {
    let ((a, b), n) = (pairs(one, other), common(one, other).0);
    let lengths = a.dot(&a).sqrt() * b.dot(&b);
    if lengths == 0.0 { 0.0 } else { a.dot(&b) / lengths * n / (n + shrinkage) }
}

/// Only who has no neighbour at all gets the mean.
pub fn nan_for_zeros(model: &Neighbourhood, user: usize, item: usize, k: usize) -> f64 {
    let asked = asked(model, user, item, k, |alike| alike);
    let (sum, weights) = opinion(model, user, item, &asked);
    model.means[user] + if asked.is_empty() { 0.0 } else { sum / weights }
}

/// The neighbours that are asked, as they should be.
fn asked(model: &Neighbourhood, user: usize, item: usize, k: usize, key: impl Fn(f64) -> f64) -> Vec<usize> {
    let can_be_asked = |other: &usize| *other != user && !model.centred[[*other, item]].is_nan();
    let mut others: Vec<usize> = (0..model.means.len()).filter(can_be_asked).collect();
    let alike = |other: usize| key(model.similarities[[user, other]]);
    others.sort_by(|one, other| alike(*other).total_cmp(&alike(*one)));
    others.truncate(k);
    others
}

/// The weighted mean of their deviations, and the sum of the weights.
fn opinion(model: &Neighbourhood, user: usize, item: usize, asked: &[usize]) -> (f64, f64) {
    let alike = |other: &usize| model.similarities[[user, *other]];
    let weights: f64 = asked.iter().map(|other| alike(other).abs()).sum();
    (asked.iter().map(|other| alike(other) * model.centred[[*other, item]]).sum(), weights)
}

pub fn nearly(model: &Neighbourhood, user: usize, item: usize, k: usize, seen_as: fn(f64) -> f64) -> f64 {
    let (sum, weights) = opinion(model, user, item, &asked(model, user, item, k, seen_as));
    model.means[user] + if weights == 0.0 { 0.0 } else { sum / weights }
}

pub fn weightless(model: &Neighbourhood, user: usize, item: usize, k: usize, least: f64) -> f64 {
    let (sum, weights) = opinion(model, user, item, &asked(model, user, item, k, |alike| alike));
    model.means[user] + if weights < least { 0.0 } else { sum / weights }
}

/// A small number more in the divisor, against 0.
pub fn heavier(model: &Neighbourhood, user: usize, item: usize, k: usize, more: f64) -> f64 {
    let (sum, weights) = opinion(model, user, item, &asked(model, user, item, k, |alike| alike));
    model.means[user] + sum / (weights + more)
}

pub fn plain_mean(model: &Neighbourhood, user: usize, item: usize, k: usize) -> f64 {
    let asked = asked(model, user, item, k, |alike| alike);
    let (sum, weights) = opinion(model, user, item, &asked);
    let plain = asked.iter().map(|other| model.centred[[*other, item]]).sum::<f64>() / asked.len().max(1) as f64;
    model.means[user] + if weights == 0.0 { plain } else { sum / weights }
}

pub fn without_neighbours(model: &Neighbourhood, user: usize, item: usize, k: usize, instead: f64) -> f64 {
    let (sum, weights) = opinion(model, user, item, &asked(model, user, item, k, |alike| alike));
    if weights == 0.0 { instead } else { model.means[user] + sum / weights }
}

/// What may go wrong in a prediction.
#[derive(Clone, Copy)]
pub struct Wrong {
    signed: bool,
    counted: bool,
    unweighted: bool,
    picked_early: bool,
    least_similar: bool,
    last_of_equals: bool,
    like_alone: bool,
    at_least: Option<f64>,
    no_zeros: bool,
    by_size: bool,
    asks_themselves: bool,
    stars: bool,
    nan_without_neighbours: bool,
}

const RIGHT: Wrong = Wrong {
    signed: false,
    counted: false,
    unweighted: false,
    picked_early: false,
    least_similar: false,
    last_of_equals: false,
    like_alone: false,
    at_least: None,
    no_zeros: false,
    by_size: false,
    asks_themselves: false,
    stars: false,
    nan_without_neighbours: false,
};
pub const SIGNED: Wrong = Wrong { signed: true, ..RIGHT };
pub const COUNTED: Wrong = Wrong { counted: true, ..RIGHT };
pub const UNWEIGHTED: Wrong = Wrong { unweighted: true, ..RIGHT };
pub const PICKED_EARLY: Wrong = Wrong { picked_early: true, ..RIGHT };
pub const LEAST_SIMILAR: Wrong = Wrong { least_similar: true, ..RIGHT };
pub const LAST_OF_EQUALS: Wrong = Wrong { last_of_equals: true, ..RIGHT };
pub const LIKE_ALONE: Wrong = Wrong { like_alone: true, ..RIGHT };
/// Only those who are alike, chosen before the k are counted off.
pub const LIKE_BEFORE: Wrong = Wrong { at_least: Some(f64::MIN_POSITIVE), ..RIGHT };
pub const NOT_UNLIKE_BEFORE: Wrong = Wrong { at_least: Some(0.0), ..RIGHT };
pub const NO_ZEROS: Wrong = Wrong { no_zeros: true, ..RIGHT };
pub const BY_SIZE: Wrong = Wrong { by_size: true, ..RIGHT };
pub const ASKS_THEMSELVES: Wrong = Wrong { asks_themselves: true, ..RIGHT };
pub const STARS: Wrong = Wrong { stars: true, ..RIGHT };
pub const NAN_WITHOUT_NEIGHBOURS: Wrong = Wrong { nan_without_neighbours: true, ..RIGHT };

pub fn predicted(model: &Neighbourhood, user: usize, item: usize, k: usize, wrong: Wrong) -> f64 {
    let alike = |other: &usize| model.similarities[[user, *other]];
    let has_rated = |other: &usize| !model.centred[[*other, item]].is_nan();
    let key = |other: &usize| if wrong.by_size { alike(other).abs() } else { alike(other) };
    let mut others: Vec<usize> = (0..model.means.len()).filter(|o| wrong.asks_themselves || *o != user).collect();
    if wrong.last_of_equals {
        others.reverse();
    }
    if !wrong.picked_early {
        others.retain(has_rated);
    }
    others.retain(|other| wrong.at_least.is_none_or(|least| alike(other) >= least));
    others.retain(|other| !wrong.no_zeros || alike(other) != 0.0);
    others.sort_by(|one, other| match wrong.least_similar {
        true => key(one).total_cmp(&key(other)),
        false => key(other).total_cmp(&key(one)),
    });
    others.truncate(k);
    others.retain(|other| has_rated(other) && (!wrong.like_alone || alike(other) > 0.0));

    let weight = |other: &usize| if wrong.unweighted { 1.0 } else { alike(other) };
    let own = |other: &usize| if wrong.stars { model.means[*other] } else { 0.0 };
    let sum: f64 = others.iter().map(|other| weight(other) * (model.centred[[*other, item]] + own(other))).sum();
    let weights: f64 = match () {
        () if wrong.signed => others.iter().map(weight).sum(),
        () if wrong.counted => others.len() as f64,
        () => others.iter().map(|other| weight(other).abs()).sum(),
    };
    match (weights == 0.0, wrong.nan_without_neighbours) {
        (true, false) if sum == 0.0 => model.means[user],
        _ if wrong.stars => sum / weights,
        _ => model.means[user] + sum / weights,
    }
}
