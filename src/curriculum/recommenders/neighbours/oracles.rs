//! Inputs for the checks, and what should come out, by the definitions alone.

use ndarray::{Array1, Array2, ArrayView2, Axis, array};

use super::Neighbourhood;
use mlings_grading::Cases;
use mlings_grading::compare::shown;

pub(super) const NAN: f64 = f64::NAN;

/// Four users and three items. Nobody is like user 3, and nobody has rated item 2.
pub(super) fn small() -> Neighbourhood {
    Neighbourhood {
        means: array![3.0, 4.0, 2.5, 3.5],
        centred: array![[NAN, 0.0, NAN], [0.8, -0.8, NAN], [-0.5, 0.5, NAN], [1.5, -1.5, NAN]],
        similarities: array![[0.9, 0.6, 0.2, 0.0], [0.6, 0.9, -0.3, 0.0], [0.2, -0.3, 0.9, 0.0], [0.0, 0.0, 0.0, 0.0]],
    }
}

/// One user 0 and three others who rated item 0, with these similarities and deviations; and user 4, who is most
/// like user 0 and has rated nothing but item 1.
pub(super) fn around(similarities: [f64; 3], deviations: [f64; 3]) -> Neighbourhood {
    let mut alike = Array2::<f64>::eye(5);
    let column: Vec<f64> = [1.0].into_iter().chain(similarities).chain([0.95]).collect();
    for (user, similarity) in column.into_iter().enumerate() {
        alike[[0, user]] = similarity;
        alike[[user, 0]] = similarity;
    }
    let [one, two, three] = deviations;
    Neighbourhood {
        means: array![3.0, 4.0, 2.0, 3.5, 4.5],
        centred: array![[NAN, 0.5], [one, NAN], [two, NAN], [three, NAN], [NAN, 0.2]],
        similarities: alike,
    }
}

pub(super) fn in_words(model: &Neighbourhood) -> String {
    let written = |table: &Array2<f64>| {
        let rows: Vec<String> = table.rows().into_iter().map(|row| shown(&row)).collect();
        format!("[{}]", rows.join(", "))
    };
    format!(
        "means {}, centred {}, similarities {}",
        shown(&model.means),
        written(&model.centred),
        written(&model.similarities)
    )
}

/// Six users and seven items with half stars and gaps. Everybody has rated something, and nobody the same throughout.
pub(super) fn random(cases: &mut Cases) -> Array2<f64> {
    let mut ratings = Array2::from_shape_simple_fn((6, 7), || {
        if cases.index(0..3) == 0 { NAN } else { cases.index(1..11) as f64 / 2.0 }
    });
    for (user, mut row) in ratings.rows_mut().into_iter().enumerate() {
        (row[user % 7], row[(user + 1) % 7], row[(user + 2) % 7]) = (1.5, 4.0, 2.5);
    }
    ratings
}

/// The rows of a table that a learner can paste.
pub(super) fn pasted(ratings: &Array2<f64>) -> String {
    let rows: Vec<String> = ratings.rows().into_iter().map(|row| shown(&row)).collect();
    format!("[{}]", rows.join(", "))
}

/// The cosine over the items that both rated, shrunk, from two lists without a gap.
pub(super) fn alike(pairs: &[(f64, f64)], shrinkage: f64) -> f64 {
    let sum = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>();
    let lengths = sum(&|(a, _)| a * a).sqrt() * sum(&|(_, b)| b * b).sqrt();
    let n = pairs.len() as f64;
    if lengths == 0.0 { 0.0 } else { sum(&|(a, b)| a * b) / lengths * (n / (n + shrinkage)) }
}

/// The whole model, item by item and user by user. Everybody has rated something.
pub(super) fn expected(ratings: ArrayView2<f64>, shrinkage: f64) -> Neighbourhood {
    let rated = |user: usize| (0..ratings.ncols()).filter(move |item| !ratings[[user, *item]].is_nan());
    let mean = |user: usize| rated(user).map(|item| ratings[[user, item]]).sum::<f64>() / rated(user).count() as f64;
    let means: Array1<f64> = (0..ratings.nrows()).map(mean).collect();
    let centred = Array2::from_shape_fn(ratings.dim(), |(user, item)| ratings[[user, item]] - means[user]);
    let similarities = Array2::from_shape_fn((ratings.nrows(), ratings.nrows()), |(one, other)| {
        let both = rated(one).filter(|item| !ratings[[other, *item]].is_nan());
        let pairs: Vec<(f64, f64)> = both.map(|item| (centred[[one, item]], centred[[other, item]])).collect();
        alike(&pairs, shrinkage)
    });
    Neighbourhood { means, centred, similarities }
}

/// Three ratings of each of two users, all other items rated by one of them or by nobody, in random order.
pub(super) fn scattered(pairs: &[(f64, f64)], cases: &mut Cases) -> (Array1<f64>, Array1<f64>) {
    let mut all: Vec<(f64, f64)> = pairs.to_vec();
    all.extend([(1.5, NAN), (-2.0, NAN), (NAN, 0.5), (NAN, -1.5), (NAN, NAN)]);
    let order = cases.permutation(all.len());
    let table: Array2<f64> = Array2::from_shape_fn((all.len(), 2), |(place, side)| {
        let (a, b) = all[order[place]];
        if side == 0 { a } else { b }
    });
    (table.index_axis(Axis(1), 0).to_owned(), table.index_axis(Axis(1), 1).to_owned())
}
