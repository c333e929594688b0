//! Wrong versions, whole or in parts.

use ndarray::{Array1, ArrayView1, Axis};

use super::super::solution::{last_value, learning_curve, majority, mean, mean_absolute_error};
use super::super::{Baseline, BaselineError, CurvePoint, FitModel, Rows};

pub(super) type Fitted = Result<Baseline, BaselineError>;
pub(super) type Curve = Result<Vec<CurvePoint>, BaselineError>;

pub(super) fn baseline(predictions: Array1<f64>, test: ArrayView1<f64>) -> Baseline {
    Baseline { error: mean_absolute_error(predictions.view(), test), predictions }
}

pub(super) fn constant(value: f64, test: ArrayView1<f64>) -> Baseline {
    baseline(Array1::from_elem(test.len(), value), test)
}

pub(super) fn predict_mean(train: ArrayView1<f64>, of: ArrayView1<f64>, test: ArrayView1<f64>) -> Fitted {
    mean(train, test)?;
    Ok(constant(of.sum() / of.len() as f64, test))
}

pub(super) fn by_row(
    train: ArrayView1<f64>,
    test: ArrayView1<f64>,
    value: fn(ArrayView1<f64>, ArrayView1<f64>, usize) -> f64,
) -> Fitted {
    mean(train, test)?;
    Ok(baseline((0..test.len()).map(|row| value(train, test, row)).collect(), test))
}

pub(super) fn label_by(train: ArrayView1<f64>, test: ArrayView1<f64>, label: fn(&[f64]) -> f64) -> Fitted {
    majority(train, test)?;
    let label = label(&train.to_vec());
    let wrong = test.iter().filter(|target| **target != label).count();
    Ok(Baseline { predictions: Array1::from_elem(test.len(), label), error: wrong as f64 / test.len() as f64 })
}

pub(super) fn majority_of_test(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Fitted {
    majority(train, test)?;
    majority(test, test)
}

/// The labels that are most frequent, in the order of the table.
pub(super) fn frequent(labels: &[f64]) -> Vec<f64> {
    let count = |label: f64| labels.iter().filter(|other| **other == label).count();
    let most = labels.iter().map(|label| count(*label)).max().unwrap_or(0);
    labels.iter().copied().filter(|label| count(*label) == most).collect()
}

pub(super) fn smallest_frequent(labels: &[f64]) -> f64 {
    frequent(labels).into_iter().fold(f64::INFINITY, f64::min)
}

/// The stretches of equal labels, as they stand.
pub(super) fn neighbours(labels: &[f64]) -> Vec<&[f64]> {
    labels.chunk_by(|a, b| a == b).collect()
}

/// The label of the longest stretch, the first of equal ones.
pub(super) fn most_counted(stretches: &[&[f64]], key: fn(f64) -> f64) -> f64 {
    let longest = stretches.iter().rev().max_by_key(|stretch| stretch.len());
    longest.map_or(f64::NAN, |stretch| key(stretch[0]))
}

pub(super) fn converted(labels: &[f64], into: fn(f64) -> f64) -> Vec<f64> {
    labels.iter().map(|label| into(*label)).collect()
}

/// The labels that a list of so many places has one for; all of them if there are none.
pub(super) fn below(places: f64, labels: &[f64]) -> Vec<f64> {
    let known: Vec<f64> = labels.iter().copied().filter(|label| *label < places).collect();
    if known.is_empty() { labels.to_vec() } else { known }
}

pub(super) fn error_on_train(on_test: Baseline, on_train: Baseline) -> Fitted {
    Ok(Baseline { error: on_train.error, ..on_test })
}

pub(super) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    (sorted[(sorted.len() - 1) / 2] + sorted[sorted.len() / 2]) / 2.0
}

pub(super) fn mean_of(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

pub(super) fn distances(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Vec<f64> {
    distances_as(predictions, targets, |miss| miss)
}

pub(super) fn distances_as(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, taken: fn(f64) -> f64) -> Vec<f64> {
    predictions.iter().zip(targets).map(|(prediction, target)| taken((prediction - target).abs())).collect()
}

pub(super) fn in_memory<'a>(values: &ArrayView1<'a, f64>) -> ArrayView1<'a, f64> {
    values.to_slice_memory_order().map_or(*values, ArrayView1::from)
}

pub(super) fn sliced<'a>(values: &'a ArrayView1<'_, f64>) -> ArrayView1<'a, f64> {
    ArrayView1::from(values.as_slice().unwrap())
}

/// The same number as often as there are training rows.
pub(super) fn as_many_as(train: ArrayView1<f64>, baseline: Baseline) -> Baseline {
    let value = baseline.predictions.first().copied().unwrap_or(f64::NAN);
    Baseline { predictions: Array1::from_elem(train.len(), value), ..baseline }
}

pub(super) fn mean_unwrapped(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Fitted {
    Ok(constant(train.mean().unwrap(), test))
}

pub(super) fn last_unwrapped(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Fitted {
    train.last().unwrap();
    last_value(train, test)
}

pub(super) fn last_indexed(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Fitted {
    let _ = train[train.len() - 1];
    last_value(train, test)
}

pub(super) fn majority_unwrapped(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Fitted {
    train.first().unwrap();
    majority(train, test)
}

pub(super) fn signed(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    (&predictions - &targets).sum() / targets.len() as f64
}

pub(super) fn squared(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    (&predictions - &targets).mapv(|error| error * error).sum() / targets.len() as f64
}

pub(super) fn root_mean_square(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    squared(predictions, targets).sqrt()
}

pub(super) fn take(rows: &Rows, which: &[usize]) -> Rows {
    Rows { records: rows.records.select(Axis(0), which), targets: rows.targets.select(Axis(0), which) }
}

/// One point for every size, with the training error and the test error from `errors`.
pub(super) fn each_size(train: &Rows, order: &[usize], sizes: &[usize], errors: impl Fn(&Rows) -> [f64; 2]) -> Curve {
    let point = |&size: &usize| {
        let known = order.get(..size).filter(|known| !known.is_empty()).ok_or(BaselineError::BadSize(size))?;
        let [train_error, test_error] = errors(&take(train, known));
        Ok(CurvePoint { size, train_error, test_error })
    };
    sizes.iter().map(point).collect()
}

/// The errors of a model that is trained on `known`, on one and on other rows.
pub(super) fn trained(known: &Rows, fit_model: FitModel, on: [&Rows; 2]) -> [f64; 2] {
    let predict = fit_model(known.records.view(), known.targets.view());
    on.map(|rows| mean_absolute_error(predict(rows.records.view()).view(), rows.targets.view()))
}

pub(super) fn tests_on_the_rest(
    train: &Rows,
    _: &Rows,
    order: &[usize],
    sizes: &[usize],
    fit_model: FitModel,
) -> Curve {
    each_size(train, order, sizes, |known| {
        let rest = take(train, &order[known.targets.len()..]);
        trained(known, fit_model, [known, &rest])
    })
}

pub(super) fn tests_on_as_many(_: &Rows, test: &Rows, known: &Rows, fit_model: FitModel) -> [f64; 2] {
    let as_many: Vec<usize> = (0..test.targets.len().min(known.targets.len())).collect();
    trained(known, fit_model, [known, &take(test, &as_many)])
}

pub(super) fn trains_twice(_: &Rows, test: &Rows, known: &Rows, fit_model: FitModel) -> [f64; 2] {
    let _ = fit_model(known.records.view(), known.targets.view());
    trained(known, fit_model, [known, test])
}

pub(super) fn trains_again_for_the_test(_: &Rows, test: &Rows, known: &Rows, fit_model: FitModel) -> [f64; 2] {
    let [train_error, _] = trained(known, fit_model, [known, known]);
    [train_error, trained(known, fit_model, [test, test])[0]]
}

/// The records as the order has them, beside the targets from the top of the table.
pub(super) fn beside_the_top(train: &Rows, known: &Rows) -> Rows {
    let top: Vec<usize> = (0..known.targets.len()).collect();
    Rows { targets: train.targets.select(Axis(0), &top), ..known.clone() }
}

pub(super) fn compares_with_the_top(train: &Rows, test: &Rows, known: &Rows, fit_model: FitModel) -> [f64; 2] {
    trained(known, fit_model, [&beside_the_top(train, known), test])
}

pub(super) fn trains_with_the_top(train: &Rows, test: &Rows, known: &Rows, fit_model: FitModel) -> [f64; 2] {
    let known = beside_the_top(train, known);
    trained(&known, fit_model, [&known, test])
}

pub(super) fn keeps_a_size(train: &Rows, test: &Rows, order: &[usize], sizes: &[usize], fit_model: FitModel) -> Curve {
    let mut curve: Vec<CurvePoint> = Vec::new();
    for size in sizes {
        let point = match curve.iter().find(|point| point.size == *size) {
            Some(point) => point.clone(),
            None => learning_curve(train, test, order, &[*size], fit_model)?.remove(0),
        };
        curve.push(point);
    }
    Ok(curve)
}

pub(super) fn answers_in_order(
    train: &Rows,
    test: &Rows,
    order: &[usize],
    sizes: &[usize],
    fit_model: FitModel,
) -> Curve {
    if let Some(size) = sizes.iter().find(|size| **size == 0 || **size > order.len()) {
        return Err(BaselineError::BadSize(*size));
    }
    let mut sorted = sizes.to_vec();
    sorted.sort_unstable();
    learning_curve(train, test, order, &sorted, fit_model)
}

pub(super) fn trains_in_order(
    train: &Rows,
    test: &Rows,
    order: &[usize],
    sizes: &[usize],
    fit_model: FitModel,
) -> Curve {
    let curve = answers_in_order(train, test, order, sizes, fit_model)?;
    Ok(sizes.iter().filter_map(|size| curve.iter().find(|point| point.size == *size).cloned()).collect())
}

pub(super) fn trains_on_the_last(
    train: &Rows,
    test: &Rows,
    order: &[usize],
    sizes: &[usize],
    fit_model: FitModel,
) -> Curve {
    let turned: Vec<usize> = order.iter().rev().copied().collect();
    learning_curve(train, test, &turned, sizes, fit_model)
}

/// The rows with the lowest ranks, as they stand in the table.
pub(super) fn trains_by_rank(
    train: &Rows,
    test: &Rows,
    order: &[usize],
    sizes: &[usize],
    fit_model: FitModel,
) -> Curve {
    each_size(train, order, sizes, |known| {
        let n = known.targets.len();
        let first: Vec<usize> = (0..order.len()).filter(|row| order[*row] < n).collect();
        of_first(train, test, &first, fit_model)
    })
}

/// The rows with the lowest ranks, the lowest first.
pub(super) fn trains_in_the_order_of_ranks(
    train: &Rows,
    test: &Rows,
    order: &[usize],
    sizes: &[usize],
    fit_model: FitModel,
) -> Curve {
    let mut ranked: Vec<usize> = (0..order.len()).collect();
    ranked.sort_by_key(|row| order[*row]);
    learning_curve(train, test, &ranked, sizes, fit_model)
}

pub(super) fn notices_0_only(
    train: &Rows,
    test: &Rows,
    order: &[usize],
    sizes: &[usize],
    fit_model: FitModel,
) -> Curve {
    let point = |&size: &usize| {
        if size == 0 {
            return Err(BaselineError::BadSize(size));
        }
        let [train_error, test_error] = of_first(train, test, &order[..size], fit_model);
        Ok(CurvePoint { size, train_error, test_error })
    };
    sizes.iter().map(point).collect()
}

pub(super) fn notices_too_large_only(
    train: &Rows,
    test: &Rows,
    order: &[usize],
    sizes: &[usize],
    fit_model: FitModel,
) -> Curve {
    let point = |&size: &usize| {
        let first = order.get(..size).ok_or(BaselineError::BadSize(size))?;
        let [train_error, test_error] = of_first(train, test, first, fit_model);
        Ok(CurvePoint { size, train_error, test_error })
    };
    sizes.iter().map(point).collect()
}

pub(super) fn of_first(train: &Rows, test: &Rows, first: &[usize], fit_model: FitModel) -> [f64; 2] {
    let known = take(train, first);
    trained(&known, fit_model, [&known, test])
}

/// Walks on through the order, and begins again at its end.
pub(super) fn trains_on_other_rows(
    train: &Rows,
    test: &Rows,
    order: &[usize],
    sizes: &[usize],
    fit_model: FitModel,
) -> Curve {
    let walked = std::cell::Cell::new(0);
    each_size(train, order, sizes, |known| {
        let size = known.targets.len();
        let from = walked.replace(walked.get() + size);
        let next: Vec<usize> = order.iter().cycle().skip(from).take(size).copied().collect();
        let next = take(train, &next);
        trained(&next, fit_model, [&next, test])
    })
}

pub(super) fn trains_once(train: &Rows, test: &Rows, order: &[usize], sizes: &[usize], fit_model: FitModel) -> Curve {
    let predict = fit_model(train.records.view(), train.targets.view());
    let error = |rows: &Rows| mean_absolute_error(predict(rows.records.view()).view(), rows.targets.view());
    each_size(train, order, sizes, |known| [error(known), error(test)])
}

pub(super) fn train_error_on_all(
    train: &Rows,
    test: &Rows,
    order: &[usize],
    sizes: &[usize],
    fit_model: FitModel,
) -> Curve {
    each_size(train, order, sizes, |known| trained(known, fit_model, [train, test]))
}

pub(super) fn cuts_sizes(train: &Rows, test: &Rows, order: &[usize], sizes: &[usize], fit_model: FitModel) -> Curve {
    let point = |&size: &usize| {
        let known = take(train, &order[..size.min(order.len())]);
        let [train_error, test_error] = trained(&known, fit_model, [&known, test]);
        CurvePoint { size, train_error, test_error }
    };
    Ok(sizes.iter().map(point).collect())
}
