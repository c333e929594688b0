//! Which grade will tasters give a wine? And is a grade a number, or a class?
//!
//! ```text
//! cargo run --example wine_quality
//! ```
//!
//! The story: wines that stand in the table twice are taken out. Guessing, linear models and neighbours forecast the grade
//! from a laboratory's measurements, each as a number that is rounded and as a class. Nested validation compares them:
//! inner folds choose the settings, and outer folds that had no say in it judge, the same for all. Then it is seen what
//! the forecasts are good for. It stands on the references of the exercises `folds`, `scale`, `baselines`, `ridge_lasso`,
//! `softmax_regression` and `nearest_neighbours`; linfa-nn finds the neighbours. Another family, such as a forest, is one
//! more function in `FAMILIES`. Two plots are written to `plots/wine_quality`.

use std::collections::HashSet;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use linfa_nn::distance::L2Dist;
use linfa_nn::{CommonNearestNeighbour, NearestNeighbour};
use mlings::curriculum::{baselines, folds, nearest_neighbours, ridge_lasso, scale, softmax_regression};
use mlings::datasets;
use mlings::plot::Figure;
use ndarray::{Array1, Array2, ArrayView1, Axis};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use folds::Fold;

/// The grades that occur; up to which a wine is poor, and from which it is good.
const GRADES: [usize; 6] = [3, 4, 5, 6, 7, 8];
const POOR: f64 = 4.0;
const GOOD: f64 = 7.0;

const OUTER: usize = 5;
const INNER: usize = 3;
/// The settings to choose from: what coefficients cost, how many more steps are taken downhill, how many are asked.
const ALPHAS: [f64; 3] = [1.0, 30.0, 300.0];
const EPOCHS: [usize; 3] = [5, 15, 40];
const K: [usize; 4] = [1, 10, 40, 100];

/// The measurements of every wine, and its grade.
struct Wines {
    records: Array2<f64>,
    grades: Array1<f64>,
}

/// Forecasts for the same wines in both ways.
type Answer = [Array1<f64>; 2];
const WAYS: [&str; 2] = ["as a number", "as a class"];

/// Learns from wines and forecasts others, with one setting after the other. The records are scaled.
type Family = fn(train: &Wines, unseen: &Array2<f64>) -> Result<Vec<Answer>, Box<dyn Error>>;
const FAMILIES: [(&str, Family); 3] = [("guess", guess), ("linear", linear), ("neighbours", neighbours)];

/// What a family forecasts for wines that were held out, with every setting, and what their grades are.
struct HeldOut {
    answers: Vec<Answer>,
    grades: Array1<f64>,
}

/// How a family did in one way.
struct Judged {
    name: String,
    /// What is forecast for every wine by a model that has not seen it.
    forecasts: Array1<f64>,
    /// By how many grades it is off on average, and the share that is right, on every outer fold.
    errors: Array1<f64>,
    right: Array1<f64>,
    /// The mean error of every setting on the outer folds, where it had no say in the choice.
    by_setting: Array1<f64>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let file = datasets::wine_quality()?;
    let file = Wines { records: file.records.clone(), grades: file.targets.clone() };
    let mut rows: Vec<usize> = (0..file.grades.len()).collect();
    rows.shuffle(&mut ChaCha8Rng::seed_from_u64(7));
    let with_copies = file.select(&rows);
    let mut met = HashSet::new();
    rows.retain(|row| met.insert(file.records.row(*row).mapv(f64::to_bits)));
    let wines = file.select(&rows);
    println!(
        "{} wines, {} measurements each. {} rows repeat another one. With them",
        file.grades.len(),
        file.records.ncols(),
        file.grades.len() - rows.len()
    );
    println!("a wine's nearest neighbour has its grade in {} % of all cases,", with_copies.nearest_is_alike()?);
    println!("without them in {} %: a copy on the other side of a split gives", wines.nearest_is_alike()?);
    println!("the answer away. So they are taken out.\n");

    println!("Each family forecasts a number, which is rounded to a grade, and a class, which is one of the grades:");
    println!("  guess       the mean of all grades, and the grade that most wines have");
    println!("  linear      a weighted sum of the measurements, and such a sum for every grade: the largest wins");
    println!("  neighbours  the mean grade of the wines most alike, and the grade that most of them have\n");
    println!("{OUTER} outer folds, mean ± standard deviation:");
    println!("{:<24}{:>16}{:>12}", "", "grades off", "right, %");
    let mut judged = Vec::new();
    for family in FAMILIES {
        for one in wines.nested(family)? {
            println!("{:<24}{:>16}{:>12}", one.name, shown(&one.errors, 3), shown(&(100.0 * &one.right), 1));
            judged.push(one);
        }
    }
    println!("\nThe number less the class, grades off on the same fold:");
    let mut told_apart = 0;
    for ((name, _), both) in FAMILIES.iter().zip(judged.chunks(2)).skip(1) {
        let differences = &both[0].errors - &both[1].errors;
        let nearer = differences.iter().filter(|difference| **difference < 0.0).count();
        told_apart += usize::from(mean(&differences).abs() > differences.std(1.0));
        println!("  {name:<22}{:>16}  the number is nearer in {nearer} of {OUTER}", shown(&differences, 3));
    }
    let verdict = match told_apart {
        0 => "no clear difference in any family".to_owned(),
        n => format!("a clear difference in {n} of {} families", FAMILIES.len() - 1),
    };
    println!("Number or class makes {verdict}: clear is a mean larger than its spread (±).");
    let flattery = |one: &Judged| mean(&one.errors) - one.by_setting.fold(f64::INFINITY, |a, b| a.min(*b));
    let flattery = judged.iter().map(flattery).fold(0.0, f64::max);
    println!("Had the outer folds chosen the settings too, the error would look smaller by up to {flattery:.3}.");

    let order = advise(&wines, &judged)?;
    println!();
    for (name, figure) in [("errors", compared(&judged)), ("order", order)] {
        println!("Plot: {}", figure.save(Path::new("plots/wine_quality"), name)?[1].display());
    }
    Ok(())
}

/// What the winery can do with it, and how many wines are good from the highest forecasts to the lowest.
fn advise(wines: &Wines, judged: &[Judged]) -> Result<Figure, Box<dyn Error>> {
    // Numbers also put wines in order. So take the simplest number that is about as good as the best of all.
    let by_error = |one: &&Judged, other: &&Judged| mean(&one.errors).total_cmp(&mean(&other.errors));
    let best = judged.iter().min_by(by_error).ok_or("no model was tried")?;
    let standard_error = best.errors.std(1.0) / (OUTER as f64).sqrt();
    let is_as_good = |one: &&Judged| mean(&one.errors) <= mean(&best.errors) + standard_error;
    let chosen = judged.iter().step_by(2).find(is_as_good).unwrap_or(best);
    println!("\nConclusion");
    let less = mean(&chosen.errors) - mean(&best.errors);
    println!(
        "- Forecast with \"{}\". The least error, of \"{}\", is smaller by only {less:.3},",
        chosen.name, best.name
    );
    println!(
        "  and {standard_error:.3} (its standard error) may be chance. A number is simpler, and puts wines in order."
    );

    let mut order: Vec<usize> = (0..wines.grades.len()).collect();
    order.sort_by(|one, other| chosen.forecasts[*other].total_cmp(&chosen.forecasts[*one]));
    let poor = order.iter().filter(|row| wines.grades[**row] <= POOR);
    let found = poor.clone().filter(|row| chosen.forecasts[**row].round() <= POOR).count();
    println!(
        "- Do not look for poor wines with it: of {} with a grade of {POOR} or less it finds {found}.",
        poor.count()
    );

    let good: Vec<bool> = order.iter().map(|row| wines.grades[*row] >= GOOD).collect();
    let of_all = 100.0 * share(&good);
    let tenths: Vec<f64> = good.chunks(good.len().div_ceil(10)).map(|tenth| 100.0 * share(tenth)).collect();
    println!("- Taste in the order of the forecasts: of all wines {of_all:.0} % have a grade of {GOOD} or more,");
    println!("  of the tenth with the highest forecasts {:.0} %.", tenths[0]);
    let bars = tenths.iter().enumerate().map(|(place, share)| [place as f64 + 0.55, place as f64 + 1.45, 0.0, *share]);
    let axes = ("Tenths of the wines, the highest forecasts first", "Good wines, of grade 7 or 8 (%)");
    Ok(Figure::new("What the order of the forecasts is worth", axes.0, axes.1)
        .bars("", 0, bars)
        .line("all wines", 1, [(0.4, of_all), (10.6, of_all)])
        .x_range(0.4, 10.6))
}

/// Both ways of every family on every fold, joined by a line, and their means beside them.
fn compared(judged: &[Judged]) -> Figure {
    let mut figure =
        Figure::new("Wine grades, number or class? A line joins the same fold", "", "Off by, on average (grades)");
    for (place, both) in judged.chunks(2).enumerate() {
        for (number, class) in both[0].errors.iter().zip(&both[1].errors) {
            figure = figure.line("", 2, [(place as f64 - 0.1, *number), (place as f64 + 0.1, *class)]);
        }
    }
    for (way, name) in WAYS.iter().enumerate() {
        let side = [-1.0, 1.0][way];
        let families =
            || judged.iter().skip(way).step_by(2).enumerate().map(|(place, one)| (place as f64, &one.errors));
        let folds = families().flat_map(|(place, errors)| errors.iter().map(move |error| (place + 0.1 * side, *error)));
        let means = families().map(|(place, errors)| (place + 0.22 * side, mean(errors)));
        figure = figure.points(&format!("{name}, a fold"), way, folds).marks(&format!("{name}, mean"), way, means);
    }
    figure.x_names(FAMILIES.map(|(name, _)| name)).y_range(0.35, 0.8)
}

impl Wines {
    fn select(&self, rows: &[usize]) -> Wines {
        Wines { records: self.records.select(Axis(0), rows), grades: self.grades.select(Axis(0), rows) }
    }

    /// The places of the grades among those that occur.
    fn classes(&self) -> Array1<usize> {
        self.grades.mapv(|grade| grade as usize - GRADES[0])
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

    /// Both ways of a family: inner folds, cut from the wines to train on, choose the setting, and outer folds judge.
    fn nested(&self, (name, family): (&str, Family)) -> Result<[Judged; 2], Box<dyn Error>> {
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

    /// In how many of a hundred cases a held-out wine has the grade of the one that is most like it: the first setting.
    fn nearest_is_alike(&self) -> Result<String, Box<dyn Error>> {
        let held_out = self.folds(OUTER)?.into_iter().map(|fold| self.hold_out(&fold, neighbours));
        let held_out = held_out.collect::<Result<Vec<_>, _>>()?;
        Ok(shown(&held_out.iter().map(|one| 100.0 * one.right(0, 1)).collect(), 0))
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
        share(&pairs.map(|(forecast, grade)| forecast.round() == *grade).collect::<Vec<_>>())
    }
}

/// The mean grade of all, and the most frequent one.
fn guess(train: &Wines, unseen: &Array2<f64>) -> Result<Vec<Answer>, Box<dyn Error>> {
    let (guesses, unknown) = (baselines::EXERCISE.functions, Array1::zeros(unseen.nrows()));
    let number = (guesses.mean)(train.grades.view(), unknown.view())?.predictions;
    let class = (guesses.majority)(train.grades.view(), unknown.view())?.predictions;
    Ok(vec![[number, class]])
}

/// Ridge, and softmax regression.
fn linear(train: &Wines, unseen: &Array2<f64>) -> Result<Vec<Answer>, Box<dyn Error>> {
    let (ridge, softmax) = (ridge_lasso::EXERCISE.functions.ridge, softmax_regression::EXERCISE.functions);
    let coefficients = Array2::zeros((unseen.ncols(), GRADES.len()));
    let mut model = softmax_regression::SoftmaxModel { intercepts: Array1::zeros(GRADES.len()), coefficients };
    let mut answers = Vec::new();
    for (alpha, more_epochs) in ALPHAS.into_iter().zip(EPOCHS) {
        let line = ridge(train.records.view(), train.grades.view(), alpha)?;
        model = (softmax.fit)(&model, train.records.view(), train.classes().view(), 1.0, more_epochs);
        let likeliest = |chances: ArrayView1<f64>| {
            let class = (0..GRADES.len()).max_by(|one, other| chances[*one].total_cmp(&chances[*other]));
            GRADES[class.unwrap_or(0)] as f64
        };
        let chances = (softmax.predict_probabilities)(&model, unseen.view());
        let number = unseen.dot(&line.coefficients) + line.intercept;
        answers.push([number, chances.rows().into_iter().map(likeliest).collect()]);
    }
    Ok(answers)
}

/// The mean grade of the wines that are most alike, and the grade that most of them have.
fn neighbours(train: &Wines, unseen: &Array2<f64>) -> Result<Vec<Answer>, Box<dyn Error>> {
    let index = CommonNearestNeighbour::KdTree.from_batch(&train.records, L2Dist)?;
    let mut answers = vec![[Array1::zeros(unseen.nrows()), Array1::zeros(unseen.nrows())]; K.len()];
    for (row, wine) in unseen.rows().into_iter().enumerate() {
        let nearest = index.k_nearest(wine, K[K.len() - 1])?;
        let grades: Array1<f64> = nearest.into_iter().map(|(_, row)| train.grades[row]).collect();
        for (k, [number, class]) in K.into_iter().zip(&mut answers) {
            let (asked, _) = grades.view().split_at(Axis(0), k);
            (number[row], class[row]) = (asked.sum() / k as f64, vote(asked));
        }
    }
    Ok(answers)
}

/// The grade that is named most often.
fn vote(grades: ArrayView1<f64>) -> f64 {
    (nearest_neighbours::EXERCISE.functions.vote)(grades.mapv(|grade| grade as usize).view()) as f64
}

fn share(yes: &[bool]) -> f64 {
    yes.iter().filter(|yes| **yes).count() as f64 / yes.len() as f64
}

fn mean(values: &Array1<f64>) -> f64 {
    values.sum() / values.len() as f64
}

/// Mean and standard deviation.
fn shown(by_fold: &Array1<f64>, decimals: usize) -> String {
    format!("{:.decimals$} ± {:.decimals$}", mean(by_fold), by_fold.std(1.0))
}
