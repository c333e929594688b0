//! Nested validation: inner folds choose the settings, and outer folds that had no say in it judge.

use std::error::Error;

use mlings_cleaning_grader::scale;
use mlings_validation_grader::{baselines, folds};
use ndarray::{Array1, Array2, Axis};

use crate::models::{Answer, Family, neighbours};
use folds::Fold;

/// The grades that occur.
pub const GRADES: [usize; 6] = [3, 4, 5, 6, 7, 8];
pub const WAYS: [&str; 2] = ["as a number", "as a class"];
pub const OUTER: usize = 5;
const INNER: usize = 3;

/// The measurements of every wine, and its grade.
pub struct Wines {
    pub records: Array2<f64>,
    pub grades: Array1<f64>,
}

/// How a family did in one way.
pub struct Judged {
    pub name: String,
    /// What is forecast for every wine by a model that has not seen it.
    pub forecasts: Array1<f64>,
    /// By how many grades it is off on average, and the share that is right, on every outer fold.
    pub errors: Array1<f64>,
    pub right: Array1<f64>,
    /// The mean error of every setting on the outer folds, where it had no say in the choice.
    pub by_setting: Array1<f64>,
}

/// What a family forecasts for wines that were held out, with every setting, and what their grades are.
struct HeldOut {
    answers: Vec<Answer>,
    grades: Array1<f64>,
}

impl Wines {
    pub fn select(&self, rows: &[usize]) -> Wines {
        Wines { records: self.records.select(Axis(0), rows), grades: self.grades.select(Axis(0), rows) }
    }

    /// The places of the grades among those that occur.
    pub fn classes(&self) -> Array1<usize> {
        self.grades.mapv(|grade| grade as usize - GRADES[0])
    }

    /// Both ways of a family: inner folds, cut from the wines to train on, choose the setting, and outer folds judge.
    pub fn nested(&self, name: &str, family: Family) -> Result<[Judged; 2], Box<dyn Error>> {
        let mut both = WAYS.map(|way| Judged {
            name: format!("{name} {way}"),
            forecasts: Array1::zeros(self.grades.len()),
            errors: Array1::zeros(OUTER),
            right: Array1::zeros(OUTER),
            by_setting: Array1::zeros(1),
        });
        for (number, fold) in self.folds(OUTER)?.iter().enumerate() {
            let train = self.select(&fold.train);
            let inner = train.folds(INNER)?;
            let inner = inner.iter().map(|fold| train.hold_out(fold, family)).collect::<Result<Vec<_>, _>>()?;
            let outer = self.hold_out(fold, family)?;
            for (way, judged) in both.iter_mut().enumerate() {
                let inner_error = |setting: &usize| inner.iter().map(|one| one.errors(way)[*setting]).sum::<f64>();
                let settings = 0..outer.answers.len();
                let chosen = settings.min_by(|a, b| inner_error(a).total_cmp(&inner_error(b))).unwrap_or(0);
                let forecasts = &outer.answers[chosen][way];
                fold.test.iter().zip(forecasts).for_each(|(row, forecast)| judged.forecasts[*row] = *forecast);
                judged.errors[number] = outer.errors(way)[chosen];
                judged.right[number] = outer.right(chosen, way);
                judged.by_setting = outer.errors(way) / OUTER as f64 + &judged.by_setting;
            }
        }
        Ok(both)
    }

    /// The share of held-out wines that have the grade of the one that is most like them (the first setting), by fold.
    pub fn nearest_is_alike(&self) -> Result<Array1<f64>, Box<dyn Error>> {
        self.folds(OUTER)?.iter().map(|fold| Ok(self.hold_out(fold, neighbours)?.right(0, 1))).collect()
    }

    /// Folds with wines of every grade. The wines are shuffled already.
    fn folds(&self, n_folds: usize) -> Result<Vec<Fold>, folds::FoldError> {
        let order: Vec<usize> = (0..self.grades.len()).collect();
        (folds::EXERCISE.functions.stratified_k_fold)(self.classes().view(), &order, n_folds)
    }

    fn hold_out(&self, fold: &Fold, family: Family) -> Result<HeldOut, Box<dyn Error>> {
        let (train, test) = (self.select(&fold.train), self.select(&fold.test));
        let scale = scale::EXERCISE.functions.scale_split;
        let scaled = scale(train.records.view(), test.records.view(), scale::Method::Standard)?;
        let answers = family(&Wines { records: scaled.train, ..train }, &scaled.test)?;
        Ok(HeldOut { answers, grades: test.grades })
    }
}

impl Judged {
    pub fn error(&self) -> f64 {
        self.errors.sum() / OUTER as f64
    }
}

impl HeldOut {
    /// By how many grades the rounded forecasts are off on average, with every setting.
    fn errors(&self, way: usize) -> Array1<f64> {
        let error = baselines::EXERCISE.functions.mean_absolute_error;
        self.answers.iter().map(|answer| error(answer[way].mapv(f64::round).view(), self.grades.view())).collect()
    }

    /// The share of rounded forecasts that are the grade.
    fn right(&self, setting: usize, way: usize) -> f64 {
        let pairs = self.answers[setting][way].iter().zip(&self.grades);
        pairs.filter(|(forecast, grade)| forecast.round() == **grade).count() as f64 / self.grades.len() as f64
    }
}
