//! Impurity, gain and the best split by their definitions, and random tables that leave no doubt about it.

use ndarray::{Array1, Array2, ArrayView1};

use super::{Criterion, Cut, Split};
use mlings_grading::Cases;

pub(super) fn labels(cases: &mut Cases, n: usize) -> Array1<usize> {
    Array1::from_shape_simple_fn(n, || cases.index(0..3))
}

/// By the definition: how often two drawn rows differ, or the mean surprise.
pub(super) fn impurity(classes: &[usize], criterion: Criterion) -> f64 {
    let n = classes.len() as f64;
    let of_class = |class: &usize| classes.iter().filter(|other| *other == class).count() as f64;
    let of_row = |class: &usize| match criterion {
        Criterion::Gini => (n - of_class(class)) / n,
        Criterion::Entropy => (n / of_class(class)).ln() / std::f64::consts::LN_2,
    };
    classes.iter().map(of_row).sum::<f64>() / n.max(1.0)
}

pub(super) fn gain_by_definition(
    values: ArrayView1<f64>,
    classes: &Array1<usize>,
    threshold: f64,
    criterion: Criterion,
) -> f64 {
    let n = values.len();
    let (left, right): (Vec<usize>, Vec<usize>) = (0..n).partition(|row| values[*row] <= threshold);
    let weighted = |rows: Vec<usize>| {
        let side: Vec<usize> = rows.iter().map(|row| classes[*row]).collect();
        side.len() as f64 / n as f64 * impurity(&side, criterion)
    };
    impurity(&classes.to_vec(), criterion) - weighted(left) - weighted(right)
}

/// Every threshold that is allowed, the best one first.
pub(super) fn candidates(
    values: ArrayView1<f64>,
    classes: &Array1<usize>,
    criterion: Criterion,
    min_samples_leaf: usize,
) -> Vec<Cut> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let places = min_samples_leaf..(sorted.len() + 1).saturating_sub(min_samples_leaf);
    let cut = |place: usize| {
        let threshold = (sorted[place - 1] + sorted[place]) / 2.0;
        Cut { threshold, gain: gain_by_definition(values, classes, threshold, criterion) }
    };
    let mut cuts: Vec<Cut> = places.filter(|place| sorted[place - 1] < sorted[*place]).map(cut).collect();
    cuts.sort_by(|a, b| b.gain.total_cmp(&a.gain));
    cuts
}

/// Random rows of one feature with a best threshold that is better than all others.
pub(super) fn clear(cases: &mut Cases, n: usize, criterion: Criterion) -> (Array1<f64>, Array1<usize>) {
    let (records, classes) = clear_table(cases, n, 1, criterion, 1);
    (records.column(0).to_owned(), classes)
}

/// The same with several features.
pub(super) fn clear_table(
    cases: &mut Cases,
    n: usize,
    n_features: usize,
    criterion: Criterion,
    min_samples_leaf: usize,
) -> (Array2<f64>, Array1<usize>) {
    loop {
        let (records, classes) =
            (cases.table(n, n_features, -3.0..3.0).mapv(|value| (value * 100.0).round() / 100.0), labels(cases, n));
        let mut gains: Vec<f64> = records
            .columns()
            .into_iter()
            .flat_map(|values| candidates(values, &classes, criterion, min_samples_leaf))
            .map(|cut| cut.gain)
            .collect();
        gains.sort_by(|a, b| b.total_cmp(a));
        if gains.len() > 1 && gains[0] > gains[1] + 1e-4 {
            return (records, classes);
        }
    }
}

pub(super) fn best_of(
    records: &Array2<f64>,
    classes: &Array1<usize>,
    criterion: Criterion,
    min_samples_leaf: usize,
) -> Option<Split> {
    let best = |(feature, values)| {
        let cut = *candidates(values, classes, criterion, min_samples_leaf).first()?;
        Some(Split { feature, threshold: cut.threshold, gain: cut.gain })
    };
    records.columns().into_iter().enumerate().filter_map(best).max_by(|a, b| a.gain.total_cmp(&b.gain))
}
