//! The longer wrong versions.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

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
