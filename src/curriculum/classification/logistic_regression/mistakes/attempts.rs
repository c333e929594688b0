//! The wrong versions themselves.

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

pub(super) use super::super::solution::{fit_linfa, loss};
use super::super::solution::{gradient, predict_probabilities, sigmoid};
use super::super::{FitError, Gradient, LogisticModel, TrainingError};

type Fitted = Result<LogisticModel, FitError>;
type Trained = Result<LogisticModel, TrainingError>;
type Predict = fn(&LogisticModel, ArrayView2<f64>) -> Array1<f64>;
type Slopes = fn(&LogisticModel, ArrayView2<f64>, ArrayView1<f64>, f64) -> Gradient;

/// A loop that never arrives has to come back too.
const MOST_STEPS: usize = 150;

/// The model of least loss, by linfa: every attempt is asked for many, and the solution takes its time.
pub(super) fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    let n_samples = rows(targets);
    let params = LogisticRegression::default().alpha(alpha * n_samples).gradient_tolerance(1e-7).max_iterations(10_000);
    let dataset = Dataset::new(records.to_owned(), targets.mapv(|target| target == 1.0));
    let trained = params.fit(&dataset).map_err(|_| FitError::OneClass)?;
    let model = LogisticModel { intercept: trained.intercept(), coefficients: trained.params().to_owned() };
    Ok(if trained.labels().pos.class { model } else { turned(model) })
}

/// Gradient descent, as the last hint has it.
pub(super) fn descend(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64, gradient: Slopes) -> Fitted {
    if targets.iter().all(|target| *target == targets[0]) {
        return Err(FitError::OneClass);
    }
    descend_anyway(records, targets, alpha, gradient)
}

pub(super) fn descend_anyway(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
    gradient: Slopes,
) -> Fitted {
    let mut model = LogisticModel { intercept: 0.0, coefficients: Array1::zeros(records.ncols()) };
    let learning_rate = step(records, alpha);
    for _ in 0..MOST_STEPS {
        let slope = gradient(&model, records, targets, alpha);
        if slope.coefficients.iter().chain([&slope.intercept]).all(|slope| slope.abs() <= 1e-6) {
            break;
        }
        model.intercept -= learning_rate * slope.intercept;
        model.coefficients.scaled_add(-learning_rate, &slope.coefficients);
    }
    Ok(model)
}

fn step(records: ArrayView2<f64>, alpha: f64) -> f64 {
    let curvature = records.map_axis(Axis(1), |row| 1.0 + row.dot(&row)).sum() / records.nrows() as f64 / 4.0 + alpha;
    1.0 / curvature
}

/// Steps of this length lead to the lowest place, or away from it.
pub(super) fn at_rate(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
    rate: impl Fn(ArrayView2<f64>, f64) -> f64,
) -> Fitted {
    let mut model = fit(records, targets, alpha)?;
    let rate = rate(records, alpha);
    if rate > 2.0 * step(records, alpha) {
        model.coefficients.fill(0.0);
        for _ in 0..MOST_STEPS {
            model.coefficients.scaled_add(-rate, &gradient(&model, records, targets, alpha).coefficients);
        }
    }
    Ok(model)
}

/// Goes down until `ends` says so of the slopes and of what the last step did to the loss, or after so many steps.
fn until(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
    most: usize,
    ends: impl Fn(&Gradient, f64) -> bool,
) -> Fitted {
    if targets.iter().all(|target| *target == targets[0]) {
        return Err(FitError::OneClass);
    }
    let mut model = LogisticModel { intercept: 0.0, coefficients: Array1::zeros(records.ncols()) };
    let learning_rate = step(records, alpha);
    let mut before = f64::INFINITY;
    for _ in 0..most {
        let slope = gradient(&model, records, targets, alpha);
        let now = loss(&model, records, targets, alpha);
        if ends(&slope, before - now) {
            break;
        }
        before = now;
        model.intercept -= learning_rate * slope.intercept;
        model.coefficients.scaled_add(-learning_rate, &slope.coefficients);
    }
    Ok(model)
}

pub(super) fn settles(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64, fall: f64) -> Fitted {
    until(records, targets, alpha, 2000, |_, fallen| fallen < fall)
}

pub(super) fn steps(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64, most: usize) -> Fitted {
    until(records, targets, alpha, most, |slopes, _| {
        slopes.coefficients.iter().chain([&slopes.intercept]).all(|slope| slope.abs() <= 1e-6)
    })
}

pub(super) fn flat_in_coefficients(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    until(records, targets, alpha, 500, |slopes, _| slopes.coefficients.iter().all(|slope| slope.abs() <= 1e-6))
}

pub(super) fn flat_in_intercept(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    until(records, targets, alpha, 500, |slopes, _| slopes.intercept.abs() <= 1e-6)
}

/// Fits columns of mean 0 and standard deviation 1, and turns the coefficients back or not.
pub(super) fn rescaled(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
    ddof: f64,
    turns_back: bool,
) -> Fitted {
    if records.is_empty() {
        return Err(FitError::OneClass);
    }
    let means = records.sum_axis(Axis(0)) / rows(targets);
    let deviations = match records.nrows() {
        1 => Array1::ones(records.ncols()),
        _ => records.std_axis(Axis(0), ddof).mapv(|deviation| if deviation == 0.0 { 1.0 } else { deviation }),
    };
    let mut model = fit(((&records - &means) / &deviations).view(), targets, alpha)?;
    if turns_back {
        model.coefficients /= &deviations;
        model.intercept -= model.coefficients.dot(&means);
    }
    Ok(model)
}

/// The right fit where there is one.
pub(super) fn whatever_comes(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    fit(records, targets, alpha).or_else(|_| descend_anyway(records, targets, alpha, gradient))
}

pub(super) fn if_any(class: f64, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    if targets.iter().any(|target| *target == class) {
        whatever_comes(records, targets, alpha)
    } else {
        Err(FitError::OneClass)
    }
}

pub(super) fn any_way_down(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    fit(records, targets, alpha)?;
    let mut model = LogisticModel { intercept: 0.0, coefficients: Array1::zeros(records.ncols()) };
    loop {
        let slope = gradient(&model, records, targets, alpha);
        if slope.coefficients.iter().chain([&slope.intercept]).all(|slope| *slope <= 1e-6) {
            return Ok(model);
        }
        model.intercept -= step(records, alpha) * slope.intercept;
        model.coefficients.scaled_add(-step(records, alpha), &slope.coefficients);
    }
}

pub(super) fn rows(targets: ArrayView1<f64>) -> f64 {
    targets.len() as f64
}

pub(super) fn logits(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
    records.dot(&model.coefficients) + model.intercept
}

/// The gradient, made of these errors.
fn from_errors(model: &LogisticModel, records: ArrayView2<f64>, errors: &Array1<f64>, alpha: f64) -> Gradient {
    let n_samples = errors.len() as f64;
    let coefficients = records.t().dot(errors) / n_samples + alpha * &model.coefficients;
    Gradient { intercept: errors.sum() / n_samples, coefficients }
}

/// The gradient, made of these predictions.
pub(super) fn sloping(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
    predict: Predict,
) -> Gradient {
    from_errors(model, records, &(predict(model, records) - targets), alpha)
}

pub(super) fn overflowing(logit: f64) -> f64 {
    logit.exp() / (1.0 + logit.exp())
}

pub(super) fn subtracted(logit: f64) -> f64 {
    if logit >= 0.0 { sigmoid(logit) } else { 1.0 - sigmoid(-logit) }
}

/// The sigmoid of -z is 1 - that of z, here for every z.
pub(super) fn from_the_other_side(logit: f64) -> f64 {
    let odds = (-logit.abs()).exp();
    let of_the_larger = 1.0 / (1.0 + odds);
    if logit > 0.0 { of_the_larger } else { 1.0 - of_the_larger }
}

pub(super) fn by_tanh(logit: f64) -> f64 {
    (1.0 + (logit / 2.0).tanh()) / 2.0
}

pub(super) fn clipped<const LIMIT: u32>(logit: f64) -> f64 {
    sigmoid(logit.clamp(-f64::from(LIMIT), f64::from(LIMIT)))
}

/// As if every row lay in one piece.
pub(super) fn by_memory(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
    let numbers = records.as_slice_memory_order().map_or_else(|| records.iter().copied().collect(), <[f64]>::to_vec);
    let rows = numbers.chunks(records.ncols()).map(|row| ArrayView1::from(row).dot(&model.coefficients));
    rows.map(|logit| sigmoid(model.intercept + logit)).collect()
}

pub(super) fn mirrored(logit: f64) -> f64 {
    sigmoid(-logit)
}

pub(super) fn rounded(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
    predict_probabilities(model, records).mapv(|probability| f64::from(probability > 0.5))
}

pub(super) fn without_intercept(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
    records.dot(&model.coefficients).mapv(sigmoid)
}

pub(super) fn loss_without_intercept(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    loss(&LogisticModel { intercept: 0.0, ..model.clone() }, records, targets, alpha)
}

fn penalty(model: &LogisticModel, alpha: f64) -> f64 {
    alpha / 2.0 * model.coefficients.dot(&model.coefficients)
}

/// The mean of a cost for every probability and its target, plus the penalty.
fn mean_cost(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
    cost: fn(f64, f64) -> f64,
) -> f64 {
    let probabilities = predict_probabilities(model, records);
    let costs = probabilities.iter().zip(targets).map(|(probability, target)| cost(*probability, *target));
    costs.sum::<f64>() / rows(targets) + penalty(model, alpha)
}

pub(super) fn both_terms(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> f64 {
    mean_cost(model, records, targets, alpha, |p, target| -(target * p.ln() + (1.0 - target) * (1.0 - p).ln()))
}

pub(super) fn cut_off(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> f64 {
    mean_cost(model, records, targets, alpha, |p, target| {
        let p = p.clamp(1e-15, 1.0 - 1e-15);
        -(target * p.ln() + (1.0 - target) * (1.0 - p).ln())
    })
}

pub(super) fn with_a_floor(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    mean_cost(model, records, targets, alpha, |p, target| -(if target == 1.0 { p } else { 1.0 - p }).max(1e-12).ln())
}

pub(super) fn a_little_more(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    mean_cost(model, records, targets, alpha, |p, target| {
        -(target * (p + 1e-15).ln() + (1.0 - target) * (1.0 - p + 1e-15).ln())
    })
}

/// The loss of these logits, cut off on both sides.
pub(super) fn at_most(
    limit: f64,
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    let clipped = logits(model, records).mapv(|logit| logit.clamp(-limit, limit));
    cost_of(&clipped, targets, |z| z.max(0.0) + (-z.abs()).exp().ln_1p()) + penalty(model, alpha)
}

/// The mean of a cost for every logit, turned so that it speaks against the row's class.
fn cost_of(logits: &Array1<f64>, targets: ArrayView1<f64>, cost: fn(f64) -> f64) -> f64 {
    let against = logits.iter().zip(targets).map(|(logit, target)| if *target == 1.0 { -logit } else { *logit });
    against.map(cost).sum::<f64>() / rows(targets)
}

pub(super) fn without_ln_1p(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    cost_of(&logits(model, records), targets, |z| z.max(0.0) + (1.0 + (-z.abs()).exp()).ln()) + penalty(model, alpha)
}

pub(super) fn of_two_exponentials(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    let logits = logits(model, records);
    let cost = |(z, target): (&f64, &f64)| z.max(0.0) + (1.0 + (-z.abs()).exp()).ln() - target * z;
    logits.iter().zip(targets).map(cost).sum::<f64>() / rows(targets) + penalty(model, alpha)
}

pub(super) fn squared_loss(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    mean_cost(model, records, targets, alpha, |p, target| (p - target).powi(2))
}

pub(super) fn squared_gradient(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Gradient {
    let probabilities = predict_probabilities(model, records);
    let errors = 2.0 * (&probabilities - &targets) * &probabilities * (1.0 - &probabilities);
    from_errors(model, records, &errors, alpha)
}

pub(super) fn summed_loss(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    rows(targets) * loss(model, records, targets, 0.0) + penalty(model, alpha)
}

pub(super) fn summed_gradient(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Gradient {
    let errors = predict_probabilities(model, records) - targets;
    from_errors(model, records, &(errors * rows(targets)), alpha)
}

/// ln(1 + exp(-y z)) is right for y of -1 and 1.
pub(super) fn signed_loss(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    let signed = logits(model, records) * targets;
    let costs = signed.mapv(|logit| (-logit).max(0.0) + (-logit.abs()).exp().ln_1p());
    costs.sum() / rows(targets) + penalty(model, alpha)
}

pub(super) fn signed_gradient(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Gradient {
    let errors = (logits(model, records) * targets).mapv(|logit| -sigmoid(-logit)) * targets;
    from_errors(model, records, &errors, alpha)
}

pub(super) fn uphill(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Gradient {
    from_errors(model, records, &(&targets - &predict_probabilities(model, records)), alpha)
}

pub(super) fn intercept_penalised(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    loss(model, records, targets, alpha) + alpha / 2.0 * model.intercept.powi(2)
}

pub(super) fn everything_penalised(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Gradient {
    let Gradient { intercept, coefficients } = gradient(model, records, targets, alpha);
    Gradient { intercept: intercept + alpha * model.intercept, coefficients }
}

pub(super) fn intercept_summed(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Gradient {
    let Gradient { intercept, coefficients } = gradient(model, records, targets, alpha);
    Gradient { intercept: intercept * rows(targets), coefficients }
}

pub(super) fn coefficients_summed(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Gradient {
    let Gradient { intercept, .. } = gradient(model, records, targets, alpha);
    Gradient { intercept, ..summed_gradient(model, records, targets, alpha) }
}

pub(super) fn sizes_penalised(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    let sizes: f64 = model.coefficients.iter().map(|coefficient| coefficient.abs()).sum();
    loss(model, records, targets, 0.0) + alpha / 2.0 * sizes
}

pub(super) fn root_penalised(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    loss(model, records, targets, 0.0) + alpha / 2.0 * model.coefficients.dot(&model.coefficients).sqrt()
}

pub(super) fn pulled_by_signs(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Gradient {
    let Gradient { intercept, coefficients } = gradient(model, records, targets, 0.0);
    Gradient { intercept, coefficients: coefficients + alpha / 2.0 * model.coefficients.mapv(f64::signum) }
}

pub(super) fn twice_penalised(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    loss(model, records, targets, 2.0 * alpha)
}

pub(super) fn twice_pulled(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Gradient {
    gradient(model, records, targets, 2.0 * alpha)
}

pub(super) fn half_pulled(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Gradient {
    gradient(model, records, targets, alpha / 2.0)
}

pub(super) fn penalised_less(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> f64 {
    loss(model, records, targets, alpha / rows(targets))
}

pub(super) fn pulled_less(
    model: &LogisticModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Gradient {
    gradient(model, records, targets, alpha / rows(targets))
}

pub(super) fn unpulled(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, _: f64) -> Gradient {
    gradient(model, records, targets, 0.0)
}

pub(super) fn with_alpha_as_it_is(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LogisticModel, TrainingError> {
    fit_linfa(records, targets, alpha / rows(targets))
}

/// linfa's own model, and whether its positive class is class 1.
fn trained(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<(LogisticModel, bool), TrainingError> {
    let classes = targets.mapv(|target| target == 1.0);
    let trained =
        LogisticRegression::default().alpha(alpha * rows(targets)).fit(&Dataset::new(records.to_owned(), classes))?;
    let model = LogisticModel { intercept: trained.intercept(), coefficients: trained.params().to_owned() };
    Ok((model, trained.labels().pos.class))
}

fn turned(model: LogisticModel) -> LogisticModel {
    LogisticModel { intercept: -model.intercept, coefficients: -model.coefficients }
}

pub(super) fn unturned(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Trained {
    Ok(trained(records, targets, alpha)?.0)
}

pub(super) fn turned_the_other_way(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Trained {
    let (model, is_positive) = trained(records, targets, alpha)?;
    Ok(if is_positive { turned(model) } else { model })
}

/// Whether the intercept is turned where it must be, and whether the coefficients are.
pub(super) fn signed(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
    [intercept, coefficients]: [bool; 2],
) -> Trained {
    let (model, is_positive) = trained(records, targets, alpha)?;
    let sign = |is_turned: bool| if is_turned && !is_positive { -1.0 } else { 1.0 };
    Ok(LogisticModel {
        intercept: sign(intercept) * model.intercept,
        coefficients: sign(coefficients) * model.coefficients,
    })
}

pub(super) fn counted(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64, wins_a_tie: bool) -> Trained {
    let (model, _) = trained(records, targets, alpha)?;
    let more = 2.0 * targets.sum() - rows(targets);
    Ok(if more > 0.0 || (more == 0.0 && wins_a_tie) { model } else { turned(model) })
}

pub(super) fn without_linfas_intercept(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Trained {
    let dataset = Dataset::new(records.to_owned(), targets.mapv(|target| target == 1.0));
    let trained = LogisticRegression::default().alpha(alpha * rows(targets)).with_intercept(false).fit(&dataset)?;
    let sign = if trained.labels().pos.class { 1.0 } else { -1.0 };
    Ok(LogisticModel { intercept: sign * trained.intercept(), coefficients: sign * trained.params() })
}

/// The panic is the mistake.
pub(super) fn unwrapped(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Trained {
    Ok(fit_linfa(records, targets, alpha).unwrap())
}
