//! Wrong versions, whole or in parts.

use linfa::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_linear::LinearRegression;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use super::super::solution::{accuracy, predict};
use super::super::{CrossValidation, FitModel, FitScaler, Fold, Model, Pipeline, Scaler, TrainingError};

pub(super) type Fitted = Result<Model, TrainingError>;
pub(super) type Validated = Result<CrossValidation, TrainingError>;

/// Everything that `cross_validate` is given.
pub(super) struct Task<'a> {
    pub(super) records: Array2<f64>,
    pub(super) targets: Array1<f64>,
    pub(super) folds: &'a [Vec<usize>],
    pub(super) fit_scaler: FitScaler<'a>,
    pub(super) fit_model: FitModel<'a>,
}

/// What is right in it, for the wrong versions to lean on.
impl Task<'_> {
    pub(super) fn all(&self) -> Vec<usize> {
        (0..self.records.nrows()).collect()
    }

    pub(super) fn rows(&self, rows: &[usize]) -> (Array2<f64>, Array1<f64>) {
        (self.records.select(Axis(0), rows), self.targets.select(Axis(0), rows))
    }

    pub(super) fn others(&self, fold: &[usize]) -> Vec<usize> {
        self.all().into_iter().filter(|row| !fold.contains(row)).collect()
    }

    pub(super) fn fit(&self, rows: &[usize]) -> Result<Pipeline, TrainingError> {
        let (records, targets) = self.rows(rows);
        let scaler = (self.fit_scaler)(records.view());
        let model = (self.fit_model)(scaler.transform(records.view()).view(), targets.view())?;
        Ok(Pipeline { scaler, model })
    }

    pub(super) fn learn_with(&self, scaler: Scaler, train: &[usize], test: &[usize]) -> Result<Fold, TrainingError> {
        let (records, targets) = self.rows(train);
        let model = (self.fit_model)(scaler.transform(records.view()).view(), targets.view())?;
        let pipeline = Pipeline { scaler, model };
        Ok(Fold { score: self.score(&pipeline, test), pipeline })
    }

    pub(super) fn score(&self, pipeline: &Pipeline, rows: &[usize]) -> f64 {
        let (records, targets) = self.rows(rows);
        accuracy(predict(pipeline, records.view()).view(), targets.view())
    }

    pub(super) fn range(&self, from: usize, length: usize) -> Vec<usize> {
        (from..self.records.nrows().min(from + length)).collect()
    }

    pub(super) fn again(&self) -> Task<'_> {
        Task { records: self.records.clone(), targets: self.targets.clone(), ..*self }
    }

    /// The fold's rows, with the targets of these rows.
    pub(super) fn scored_by(&self, others: &[usize], fold: &[usize], by: &[usize]) -> Result<Fold, TrainingError> {
        let (pipeline, (records, _), (_, targets)) = (self.fit(others)?, self.rows(fold), self.rows(by));
        Ok(Fold { score: accuracy(predict(&pipeline, records.view()).view(), targets.view()), pipeline })
    }

    pub(super) fn scored_with(&self, predict: fn(&Pipeline, ArrayView2<f64>) -> Array1<f64>) -> Validated {
        self.each_fold(|others, fold| {
            let (pipeline, (records, targets)) = (self.fit(others)?, self.rows(fold));
            let score = accuracy(predict(&pipeline, records.view()).view(), targets.view());
            Ok(Fold { pipeline, score })
        })
    }

    pub(super) fn right(&self) -> Validated {
        self.each_fold(|others, fold| {
            let pipeline = self.fit(others)?;
            Ok(Fold { score: self.score(&pipeline, fold), pipeline })
        })
    }

    pub(super) fn each_fold(&self, hold_out: impl Fn(&[usize], &[usize]) -> Result<Fold, TrainingError>) -> Validated {
        let folds = self.folds.iter().map(|fold| hold_out(&self.others(fold), fold)).collect::<Result<_, _>>()?;
        Ok(with_mean(folds))
    }
}

pub(super) fn with_mean(folds: Vec<Fold>) -> CrossValidation {
    let mean_score = folds.iter().map(|fold| fold.score).sum::<f64>() / folds.len() as f64;
    CrossValidation { folds, mean_score }
}

pub(super) fn scales_first(task: &Task) -> Validated {
    let scaler = (task.fit_scaler)(task.records.view());
    task.each_fold(|others, fold| task.learn_with(scaler.clone(), others, fold))
}

pub(super) fn scales_all_in_every_fold(task: &Task) -> Validated {
    task.each_fold(|others, fold| task.learn_with((task.fit_scaler)(task.records.view()), others, fold))
}

pub(super) fn scales_the_fold_by_itself(task: &Task) -> Validated {
    task.each_fold(|others, fold| {
        let pipeline = task.fit(others)?;
        let scaler = (task.fit_scaler)(task.rows(fold).0.view());
        let score = task.score(&Pipeline { scaler, model: pipeline.model.clone() }, fold);
        Ok(Fold { pipeline, score })
    })
}

pub(super) fn scaler_from_the_fold(task: &Task) -> Validated {
    task.each_fold(|others, fold| task.learn_with((task.fit_scaler)(task.rows(fold).0.view()), others, fold))
}

pub(super) fn trains_once_on_all(task: &Task) -> Validated {
    let pipeline = task.fit(&task.all())?;
    task.each_fold(|_, fold| Ok(Fold { score: task.score(&pipeline, fold), pipeline: pipeline.clone() }))
}

pub(super) fn keeps_the_first(task: &Task) -> Validated {
    let pipeline = task.fit(&task.others(&task.folds[0]))?;
    task.each_fold(|_, fold| Ok(Fold { score: task.score(&pipeline, fold), pipeline: pipeline.clone() }))
}

pub(super) fn last_pipeline(task: &Task) -> Validated {
    let mut validated = task.right()?;
    if let Some(last) = validated.folds.last().map(|fold| fold.pipeline.clone()) {
        validated.folds.iter_mut().for_each(|fold| fold.pipeline = last.clone());
    }
    Ok(validated)
}

pub(super) fn scores_on_train(task: &Task) -> Validated {
    task.each_fold(|others, _| {
        let pipeline = task.fit(others)?;
        Ok(Fold { score: task.score(&pipeline, others), pipeline })
    })
}

pub(super) fn trains_on_the_fold(task: &Task) -> Validated {
    task.each_fold(|others, fold| {
        let pipeline = task.fit(fold)?;
        Ok(Fold { score: task.score(&pipeline, others), pipeline })
    })
}

pub(super) fn takes_ranges(task: &Task) -> Validated {
    task.each_fold(|_, fold| {
        let end = task.records.nrows().min(fold[0] + fold.len());
        let range: Vec<usize> = (fold[0]..end).collect();
        let pipeline = task.fit(&task.others(&range))?;
        Ok(Fold { score: task.score(&pipeline, &range), pipeline })
    })
}

pub(super) fn takes_ranges_from_the_lowest(task: &Task) -> Validated {
    task.each_fold(|_, fold| {
        let range = task.range(fold.iter().min().copied().unwrap_or(0), fold.len());
        let pipeline = task.fit(&task.others(&range))?;
        Ok(Fold { score: task.score(&pipeline, &range), pipeline })
    })
}

pub(super) fn trains_outside_of_the_range(task: &Task) -> Validated {
    task.each_fold(|_, fold| {
        let (low, high) = (fold.iter().min(), fold.iter().max());
        let outside = |row: &usize| Some(row) < low || Some(row) > high;
        let pipeline = task.fit(&task.all().into_iter().filter(outside).collect::<Vec<_>>())?;
        Ok(Fold { score: task.score(&pipeline, fold), pipeline })
    })
}

pub(super) fn targets_from_the_top(task: &Task) -> Validated {
    task.each_fold(|others, fold| {
        let (records, _) = task.rows(others);
        let (_, targets) = task.rows(&task.all()[..others.len()]);
        let scaler = (task.fit_scaler)(records.view());
        let model = (task.fit_model)(scaler.transform(records.view()).view(), targets.view())?;
        let pipeline = Pipeline { scaler, model };
        Ok(Fold { score: task.score(&pipeline, fold), pipeline })
    })
}

pub(super) fn ignores_fit_scaler(task: &Task) -> Validated {
    task.each_fold(|others, fold| task.learn_with(Scaler::fit(task.rows(others).0.view()), others, fold))
}

pub(super) fn trains_unscaled(task: &Task) -> Validated {
    task.each_fold(|others, fold| {
        let (records, targets) = task.rows(others);
        let scaler = (task.fit_scaler)(records.view());
        let model = (task.fit_model)(records.view(), targets.view())?;
        let pipeline = Pipeline { scaler, model };
        Ok(Fold { score: task.score(&pipeline, fold), pipeline })
    })
}

pub(super) fn mean_over_rows(task: &Task) -> Validated {
    let validated = task.right()?;
    let right: f64 = validated.folds.iter().zip(task.folds).map(|(one, fold)| one.score * fold.len() as f64).sum();
    Ok(CrossValidation { mean_score: right / task.records.nrows() as f64, ..validated })
}

pub(super) fn skips_failures(task: &Task) -> Validated {
    let hold_out = |fold: &Vec<usize>| {
        let pipeline = task.fit(&task.others(fold)).ok()?;
        Some(Fold { score: task.score(&pipeline, fold), pipeline })
    };
    Ok(with_mean(task.folds.iter().filter_map(hold_out).collect()))
}

pub(super) fn unwraps(task: &Task) -> Validated {
    task.each_fold(|others, fold| {
        let pipeline = task.fit(others).unwrap();
        Ok(Fold { score: task.score(&pipeline, fold), pipeline })
    })
}

pub(super) fn keeps_the_last_error(task: &Task) -> Validated {
    let (mut folds, mut failed) = (Vec::new(), None);
    for fold in task.folds {
        match task.fit(&task.others(fold)) {
            Ok(pipeline) => folds.push(Fold { score: task.score(&pipeline, fold), pipeline }),
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or_else(|| Ok(with_mean(folds)), Err)
}

pub(super) fn scales_before_predict(task: &Task) -> Validated {
    task.each_fold(|others, fold| {
        let (pipeline, (records, targets)) = (task.fit(others)?, task.rows(fold));
        let scaled = pipeline.scaler.transform(records.view());
        let score = accuracy(predict(&pipeline, scaled.view()).view(), targets.view());
        Ok(Fold { pipeline, score })
    })
}

pub(super) fn predicts_unscaled(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
    pipeline.model.predict(&records).mapv(|number| if number > 0.5 { 1.0 } else { 0.0 })
}

pub(super) fn predicts_scaled_twice(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
    predict(pipeline, pipeline.scaler.transform(records).view())
}

pub(super) fn predicts_1_from_half_on(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
    predicts_numbers(pipeline, records).mapv(|number| if number >= 0.5 { 1.0 } else { 0.0 })
}

pub(super) fn predicts_numbers(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
    pipeline.model.predict(&pipeline.scaler.transform(records))
}

pub(super) fn predicts_rounded(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
    predicts_numbers(pipeline, records).mapv(f64::round)
}

pub(super) fn without_intercept(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    LinearRegression::new().with_intercept(false).fit(&Dataset::new(records.to_owned(), targets.to_owned()))
}

pub(super) fn share_of_errors(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    1.0 - accuracy(predictions, targets)
}

pub(super) fn number_of_right(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    (accuracy(predictions, targets) * targets.len() as f64).round()
}

pub(super) fn whole_division(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    (number_of_right(predictions, targets) as usize / targets.len()) as f64
}

pub(super) fn accuracy_in_f32(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    f64::from(number_of_right(predictions, targets) as f32 / targets.len() as f32)
}

/// The share of the rows of one class, by these labels, that are right; `none` where there is no such row.
pub(super) fn right_of(
    class: f64,
    none: f64,
    labels: ArrayView1<f64>,
    predictions: ArrayView1<f64>,
    targets: ArrayView1<f64>,
) -> f64 {
    let of_class: Vec<usize> = (0..targets.len()).filter(|row| labels[*row] == class).collect();
    let right = of_class.iter().filter(|row| predictions[**row] == targets[**row]).count();
    if of_class.is_empty() { none } else { right as f64 / of_class.len() as f64 }
}

/// The numbers of a table as they lie in memory, taken for its rows one after the other.
pub(super) fn in_memory(records: ArrayView2<f64>) -> Array2<f64> {
    let numbers = records.as_slice_memory_order().map(<[f64]>::to_vec);
    numbers.and_then(|numbers| Array2::from_shape_vec(records.dim(), numbers).ok()).unwrap_or(records.to_owned())
}

pub(super) fn list_in_memory(list: ArrayView1<f64>) -> Array1<f64> {
    list.as_slice_memory_order().map_or(list.to_owned(), |numbers| Array1::from(numbers.to_vec()))
}

pub(super) fn mean_of(scores: &[f64]) -> f64 {
    scores.iter().sum::<f64>() / scores.len() as f64
}

pub(super) fn median(mut scores: Vec<f64>) -> f64 {
    scores.sort_by(f64::total_cmp);
    (scores[(scores.len() - 1) / 2] + scores[scores.len() / 2]) / 2.0
}

pub(super) fn upper_median(mut scores: Vec<f64>) -> f64 {
    scores.sort_by(f64::total_cmp);
    scores[scores.len() / 2]
}

/// The lowest and the highest.
pub(super) fn ends(scores: &[f64]) -> (f64, f64) {
    (scores.iter().copied().fold(f64::INFINITY, f64::min), scores.iter().copied().fold(f64::NEG_INFINITY, f64::max))
}

pub(super) fn linfas(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    LinearRegression::new().fit(&Dataset::new(records.to_owned(), targets.to_owned()))
}

pub(super) fn predicts_with_its_own_scaler(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
    predict(&Pipeline { scaler: Scaler::fit(records), model: pipeline.model.clone() }, records)
}

pub(super) fn in_percent(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    100.0 * accuracy(predictions, targets)
}
