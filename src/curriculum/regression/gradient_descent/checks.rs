//! What is graded.

use linfa::Dataset;
use linfa::traits::Fit as _;
use ndarray::{Array1, Axis, array};

use super::oracles::{
    IN_ANOTHER_ORDER, Table, cars, courier, far_away, fractions, in_one, in_units, in_units_of_features, in_words,
    many_rows, model_of, numbers, random, single, small, to_tenths,
};
use super::{Contract, Descent, Diverged, Gradient, LinearModel};
use mlings_datasets as datasets;
use mlings_grading::compare::{answer, at_most, close, has_shape, refuses_numbers, same_slopes};
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "the loss is the mean of the squared misses", points: 9, run: loss_is_mean_of_squares },
    Check { name: "the gradient of a small table is the one worked by hand", points: 8, run: gradient_by_hand },
    Check { name: "every slope is what a small change does to the loss", points: 11, run: central_differences },
    Check { name: "the same rows twice have the same loss and gradient", points: 6, run: rows_twice },
    Check { name: "the gradient is 0 at the least squares", points: 5, run: flat_at_the_bottom },
    Check { name: "a step goes against the gradient, by the learning rate", points: 9, run: step_goes_downhill },
    Check { name: "all numbers move at once", points: 10, run: all_move_at_once },
    Check { name: "the losses are that of the start and one after every step", points: 8, run: losses_on_the_way },
    Check { name: "ten steps are four steps and then six", points: 6, run: steps_add_up },
    Check { name: "with a small learning rate the loss never rises", points: 6, run: loss_falls },
    Check { name: "it arrives where linfa's least squares are", points: 7, run: arrives_at_least_squares },
    Check { name: "a loss that is not finite is an error that names the step", points: 8, run: divergence_is_an_error },
    Check { name: "a loss that rises and stays finite is no error", points: 7, run: rising_is_no_error },
];

const EXACT: f64 = 1e-10;

fn loss_is_mean_of_squares(descent: &Contract, cases: &mut Cases) -> Outcome {
    let (small, single, large, tiny) = (small(), single(), in_units(1e100), in_units(1e-100));
    for (table, unit, expected) in
        [(small, 1.0, 3.0), (single, 1.0, 6.25), (large, 1e100, 3.0), (tiny, 1e-100, 3.0), (far_away(), 1.0, 3.5)]
    {
        let loss = (descent.loss)(&table.model, table.records.view(), table.targets.view());
        close(&in_square_units_of("loss", unit), &(loss / unit.powi(2)), &expected, EXACT).given(table.given())?;
    }
    for table in [in_units_of_features(1e90), in_units_of_features(1e-90)] {
        let loss = (descent.loss)(&table.model, table.records.view(), table.targets.view());
        close("loss", &loss, &3.0, EXACT).given(table.given())?;
    }
    for table in [random(cases), fractions()] {
        let expected = table.loss(&numbers(&table.model));
        let loss = (descent.loss)(&table.model, table.records.view(), table.targets.view());
        close("loss", &loss, &expected, EXACT).given(table.given())?;
        let (by_columns, spaced) = table.in_another_order();
        let loss = (descent.loss)(&table.model, by_columns.t(), spaced.column(0));
        close("loss", &loss, &expected, EXACT).given(format!("{}, {IN_ANOTHER_ORDER}", table.given()))?;
    }
    Ok(())
}

fn gradient_by_hand(descent: &Contract, _: &mut Cases) -> Outcome {
    let table = small();
    is_gradient(&gradient_of(descent, &table)?, &array![-2.0 / 3.0, 4.0 / 3.0]).given(table.given())?;

    let model = LinearModel { intercept: 1.0, coefficients: array![0.0, 2.0] };
    let table = Table { model, records: array![[3.0, 1.0], [1.0, -1.0]], targets: array![1.0, -4.0] };
    let expected = array![5.0, 9.0, -1.0];
    is_gradient(&gradient_of(descent, &table)?, &expected).given(table.given())?;
    let table = fractions();
    let expected = table.slopes(&numbers(&table.model));
    is_gradient(&gradient_of(descent, &table)?, &expected).given(table.given())?;
    let (by_columns, spaced) = table.in_another_order();
    let gradient = (descent.gradient)(&table.model, by_columns.t(), spaced.column(0));
    is_gradient(&in_one(gradient.intercept, &gradient.coefficients), &expected)
        .given(format!("{}, {IN_ANOTHER_ORDER}", table.given()))?;

    for unit in [1e100, 1e-100, 1e9] {
        let table = in_units(unit);
        let gradient = gradient_of(descent, &table)? / unit;
        close(
            &in_units_of("gradient: intercept, coefficients,", unit),
            &gradient,
            &array![-2.0 / 3.0, 4.0 / 3.0],
            EXACT,
        )
        .given(table.given())?;
    }
    for unit in [1e90, 1e-90] {
        let table = in_units_of_features(unit);
        let gradient = gradient_of(descent, &table)? / array![1.0, unit];
        let what = format!("gradient: intercept, and coefficient in units of {unit:e}");
        close(&what, &gradient, &array![-2.0 / 3.0, 4.0 / 3.0], EXACT).given(table.given())?;
    }
    let table = single();
    is_gradient(&gradient_of(descent, &table)?, &array![5.0, -10.0, 2.5]).given(table.given())
}

/// The loss is the grader's own, so that a gradient which agrees with a wrong loss finds no excuse in it.
fn central_differences(descent: &Contract, cases: &mut Cases) -> Outcome {
    const CHANGE: f64 = 1e-3;
    for _ in 0..3 {
        let table = random(cases);
        let at = numbers(&table.model);
        let slope = |number: usize| {
            let moved = |change: f64| {
                let mut moved = at.clone();
                moved[number] += change;
                table.loss(&moved)
            };
            (moved(CHANGE) - moved(-CHANGE)) / (2.0 * CHANGE)
        };
        let slopes = Array1::from_shape_fn(at.len(), slope);
        same_slopes("gradient: intercept, coefficients", &gradient_of(descent, &table)?, &slopes)
            .given(table.given())?;
    }
    Ok(())
}

fn rows_twice(descent: &Contract, _: &mut Cases) -> Outcome {
    let once = small();
    let rows = [0, 1, 2, 0, 1, 2];
    let twice = Table {
        model: once.model.clone(),
        records: once.records.select(Axis(0), &rows),
        targets: once.targets.select(Axis(0), &rows),
    };
    let loss = (descent.loss)(&twice.model, twice.records.view(), twice.targets.view());
    close("loss", &loss, &3.0, EXACT).given(twice.given())?;
    is_gradient(&gradient_of(descent, &twice)?, &array![-2.0 / 3.0, 4.0 / 3.0]).given(twice.given())
}

fn flat_at_the_bottom(descent: &Contract, _: &mut Cases) -> Outcome {
    let table = courier();
    is_gradient(&gradient_of(descent, &table)?, &array![0.0, 0.0]).given(table.given())
}

fn step_goes_downhill(descent: &Contract, cases: &mut Cases) -> Outcome {
    let by_hand = (array![1.0, 2.0, -3.0], array![0.5, -4.0, 10.0], 0.1, array![0.95, 2.4, -4.0]);
    let (at, slopes) = (cases.vector(5, -9.0..9.0).mapv(to_tenths), cases.vector(5, -9.0..9.0).mapv(to_tenths));
    let rate = to_tenths(cases.number(0.2..0.9));
    let moved = Array1::from_shape_fn(5, |number| at[number] - rate * slopes[number]);
    let in_units = |unit: f64| (unit * &by_hand.0, unit * &by_hand.1, by_hand.2, unit * &by_hand.3);
    let fractions = (
        array![1.234_567_891, 2.345_678_912],
        array![0.876_543_219, -3.514_159_265],
        0.123_456_789_1,
        array![1.234_567_891 - 0.123_456_789_1 * 0.876_543_219, 2.345_678_912 + 0.123_456_789_1 * 3.514_159_265],
    );
    for (at, slopes, rate, expected) in
        [by_hand.clone(), in_units(1e100), in_units(1e-100), (at, slopes, rate, moved), fractions]
    {
        let (model, slopes) = (model_of(&at), model_of(&slopes));
        let gradient = Gradient { intercept: slopes.intercept, coefficients: slopes.coefficients };
        let given = format!(
            "model {}, gradient {}, learning_rate {rate}",
            in_words(&at),
            in_words(&in_one(gradient.intercept, &gradient.coefficients))
        );
        let (moved, unit) = ((descent.step)(&model, &gradient, rate), expected[0].abs());
        has_shape("coefficients", &moved.coefficients, &[expected.len() - 1]).given(&given)?;
        let what = "model: intercept, coefficients; in units of the right intercept";
        close(what, &(numbers(&moved) / unit), &(expected / unit), EXACT).given(given)?;
    }
    Ok(())
}

fn all_move_at_once(descent: &Contract, cases: &mut Cases) -> Outcome {
    let table = small();
    // By hand: 1 + 0.3 · 2/3 and 2 - 0.3 · 4/3.
    let after = fitted(descent, &table, 0.3, 1)?;
    is_model(&after.model, &array![1.2, 1.6]).given(table.given_steps(0.3, 1))?;
    let table = random(cases);
    let after = fitted(descent, &table, 0.02, 3)?;
    let expected = table.way(0.02, 3).0;
    is_model(&after.model, &expected).given(table.given_steps(0.02, 3))?;
    let given = format!("{}, {IN_ANOTHER_ORDER}", table.given_steps(0.02, 3));
    let (by_columns, spaced) = table.in_another_order();
    let after = answer("fit", (descent.fit)(&table.model, by_columns.t(), spaced.column(0), 0.02, 3)).given(&given)?;
    is_model(&after.model, &expected).given(given)?;
    let table = many_rows();
    let after = fitted(descent, &table, 0.01, 2).given(MANY_ROWS)?;
    is_model(&after.model, &table.way(0.01, 2).0).given(MANY_ROWS)
}

fn losses_on_the_way(descent: &Contract, cases: &mut Cases) -> Outcome {
    let larger = random(cases);
    for (table, rate, n_steps) in [
        (small(), 0.3, 0),
        (small(), 0.3, 1),
        (small(), 0.1, 5),
        (larger, 0.02, 8),
        (fractions(), 0.123_456_789_1, 3),
        (small(), 0.01, 258),
    ] {
        let given = table.given_steps(rate, n_steps);
        let after = fitted(descent, &table, rate, n_steps)?;
        let (last, losses) = table.way(rate, n_steps);
        close("losses", &after.losses, &losses, EXACT).given(&given)?;
        is_model(&after.model, &last).given(&given)?;
    }
    let flat = courier();
    let after = fitted(descent, &flat, 0.1, 4)?;
    close("losses", &after.losses, &Array1::from_elem(5, 0.5), EXACT).given(flat.given_steps(0.1, 4))?;

    // However little the loss still changes, as a number or beside what no model can explain.
    for unit in [1e-100, 1e100] {
        let table = in_units(unit);
        let given = table.given_steps(0.1, 6);
        let after = fitted(descent, &table, 0.1, 6)?;
        let expected = small().way(0.1, 6).0;
        close(&in_units_of("model: intercept, coefficients,", unit), &(numbers(&after.model) / unit), &expected, EXACT)
            .given(given)?;
    }
    // Of large features a step moves the coefficients alone, of tiny ones the intercept alone.
    for (unit, rate, expected) in [(1e12, 0.3e-24, array![1.0, 1.6]), (1e-12, 0.3, array![1.2, 2.0])] {
        let table = in_units_of_features(unit);
        let given = table.given_steps(rate, 1);
        let after = fitted(descent, &table, rate, 1)?;
        let got = numbers(&after.model) * array![1.0, unit];
        let what = format!("model: intercept, and coefficient in units of {:e}", 1.0 / unit);
        close(&what, &got, &expected, EXACT).given(given)?;
    }
    let zeros = LinearModel { intercept: 0.0, coefficients: array![0.0] };
    let table = Table { model: zeros, records: array![[1.0], [1.0]], targets: array![4_194_307.0, -4_194_301.0] };
    let given = table.given_steps(0.125, 6);
    let after = fitted(descent, &table, 0.125, 6)?;
    is_close_to(&after.model, &table.way(0.125, 6).0, 1e-8).given(given)
}

/// Whoever goes on from where somebody stopped arrives where one alone would have.
fn steps_add_up(descent: &Contract, cases: &mut Cases) -> Outcome {
    let table = random(cases);
    let whole = fitted(descent, &table, 0.02, 10)?;
    let begun = fitted(descent, &table, 0.02, 4)?;
    let onward = Table { model: begun.model, ..table.clone() };
    let ended = fitted(descent, &onward, 0.02, 6)?;
    let given = format!("{}, then 4 steps, and 6 more from the model that came out", table.given_steps(0.02, 10));
    has_shape("losses", &whole.losses, &[11]).given(&given)?;
    is_model(&whole.model, &table.way(0.02, 10).0).given(&given)?;
    let (one, two) = (numbers(&ended.model), numbers(&whole.model));
    close("model after 4 and 6 steps: intercept, coefficients", &one, &two, EXACT).given(given)
}

fn loss_falls(descent: &Contract, _: &mut Cases) -> Outcome {
    let table = cars()?;
    let given = in_short(0.1, 30);
    let losses = fitted(descent, &table, 0.1, 30).given(&given)?.losses;
    has_shape("losses", &losses, &[31]).given(&given)?;
    for number in 1..losses.len() {
        at_most(&format!("loss after step {number}"), losses[number], losses[number - 1]).given(&given)?;
    }
    Ok(())
}

fn arrives_at_least_squares(descent: &Contract, _: &mut Cases) -> Outcome {
    let table = cars()?;
    let theirs =
        linfa_linear::LinearRegression::new().fit(&Dataset::new(table.records.clone(), table.targets.clone()))?;
    let given = in_short(0.4, 200);
    let after = fitted(descent, &table, 0.4, 200).given(&given)?;
    is_close_to(&after.model, &in_one(theirs.intercept(), theirs.params()), 1e-7).given(given)
}

fn divergence_is_an_error(descent: &Contract, _: &mut Cases) -> Outcome {
    // The miss of both rows is multiplied by 1 - 2 · learning_rate at every step: by -2e50, by -1000 and by -100,000.
    let zeros = LinearModel { intercept: 0.0, coefficients: array![0.0] };
    let table = Table { model: zeros, records: array![[1.0], [-1.0]], targets: array![1.0, -1.0] };
    for (rate, step) in [(1e50, 4), (500.5, 52), (50_000.5, 31)] {
        diverges(descent, &table, rate, 400, step).given(table.given_steps(rate, 400))?;
        diverges(descent, &table, rate, step, step).given(table.given_steps(rate, step))?;
        fitted(descent, &table, rate, step - 1)?;
    }
    let (records, targets) = datasets::complete_cars()?;
    let every_fifth: Vec<usize> = (0..targets.len()).step_by(5).collect();
    let model = LinearModel { intercept: 0.0, coefficients: Array1::zeros(5) };
    let table =
        Table { model, records: records.select(Axis(0), &every_fifth), targets: targets.select(Axis(0), &every_fifth) };
    diverges(descent, &table, 0.1, 400, RAW_CARS_DIVERGE_AT)
        .given("every fifth of the 392 cars, 5 columns as they are, start all 0, learning_rate 0.1, n_steps 400")?;

    // Both numbers of the model are infinite after one step, and infinity times 0 is NaN.
    let zeros = LinearModel { intercept: 0.0, coefficients: array![0.0] };
    let table = Table { model: zeros, records: array![[0.0], [10.0]], targets: array![0.0, 10.0] };
    diverges(descent, &table, 1e308, 400, 1).given(table.given_steps(1e308, 400))
}

/// Found with NumPy; one step earlier the loss is far below the largest float, at this one far above.
const RAW_CARS_DIVERGE_AT: usize = 25;

fn rising_is_no_error(descent: &Contract, _: &mut Cases) -> Outcome {
    let zeros = LinearModel { intercept: 0.0, coefficients: array![0.0] };
    let table = Table { model: zeros, records: array![[1.0], [-1.0]], targets: array![1.0, -1.0] };
    let large = Table { targets: 1e150 * &table.targets, ..table.clone() };
    // It rises at every step, from a large number on, and far; in the last it falls first.
    let (mut falls, mut other) = (table.clone(), table.clone());
    (falls.model.intercept, falls.records) = (8.0, array![[3.0], [-3.0]]);
    other.targets = array![0.5, 1.5];
    for (table, rate, n_steps) in
        [(&table, 1.05, 6), (&large, 1.05, 6), (&table, 500.5, 4), (&other, 1.05, 5), (&falls, 0.12, 8)]
    {
        let given = table.given_steps(rate, n_steps);
        let after = fitted(descent, table, rate, n_steps)?;
        let (last, losses) = table.way(rate, n_steps);
        close("losses", &after.losses, &losses, 1e-9).given(&given)?;
        is_close_to(&after.model, &last, 1e-9).given(given)?;
    }
    Ok(())
}

const MANY_ROWS: &str = "1,100 rows: feature (7 · row modulo 11) / 4 - 1, target row modulo 5, start intercept 0.5, coefficients [-0.25], \
     learning_rate 0.01, n_steps 2";

fn in_units_of(what: &str, unit: f64) -> String {
    format!("{what} in units of {unit:e}")
}

fn in_square_units_of(what: &str, unit: f64) -> String {
    if unit == 1.0 { what.to_owned() } else { format!("{what} in units of the square of {unit:e}") }
}

fn in_short(rate: f64, n_steps: usize) -> String {
    format!(
        "weight and horsepower of every eighth of the 392 cars, standardised, start all 0, learning_rate {rate}, n_steps {n_steps}"
    )
}

fn gradient_of(descent: &Contract, table: &Table) -> Result<Array1<f64>, Failure> {
    let gradient = (descent.gradient)(&table.model, table.records.view(), table.targets.view());
    has_shape("coefficients of the gradient", &gradient.coefficients, &[table.records.ncols()]).given(table.given())?;
    Ok(in_one(gradient.intercept, &gradient.coefficients))
}

fn is_gradient(got: &Array1<f64>, expected: &Array1<f64>) -> Outcome {
    close("gradient: intercept, coefficients", got, expected, EXACT)
}

fn is_model(got: &LinearModel, expected: &Array1<f64>) -> Outcome {
    is_close_to(got, expected, EXACT)
}

fn is_close_to(got: &LinearModel, expected: &Array1<f64>, tolerance: f64) -> Outcome {
    close("model: intercept, coefficients", &numbers(got), expected, tolerance)
}

/// A model with one coefficient for every column, so that a check may go on from it.
fn fitted(descent: &Contract, table: &Table, rate: f64, n_steps: usize) -> Result<Descent, Failure> {
    let result = (descent.fit)(&table.model, table.records.view(), table.targets.view(), rate, n_steps);
    let after = answer("fit", result).given(table.given_steps(rate, n_steps))?;
    has_shape("coefficients", &after.model.coefficients, &[table.records.ncols()])
        .given(table.given_steps(rate, n_steps))?;
    Ok(after)
}

fn diverges(descent: &Contract, table: &Table, rate: f64, n_steps: usize, step: usize) -> Outcome {
    let result = (descent.fit)(&table.model, table.records.view(), table.targets.view(), rate, n_steps);
    refuses_numbers("fit", &result.map(|after| after.losses), &Diverged(step))
}
