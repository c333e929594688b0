//! What is graded.

use linfa::Dataset;
use linfa::traits::Fit;
use ndarray::{Array1, Array2, Axis, array};

use super::data::{EVERY_TENTH, every_tenth};
use super::oracles::*;
use super::{Contract, LinearModel};
use mlings_datasets::standardised;
use mlings_grading::compare::{answer, at_most, close, equal, shown};
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "soft_threshold moves a number towards 0 and stops there", points: 7, run: moves_towards_zero },
    Check { name: "ridge weighs the squares of the coefficients with alpha", points: 9, run: ridge_by_hand },
    Check {
        name: "at ridge's answer each column's pull equals its penalty",
        points: 8,
        run: ridge_balances_pull_and_penalty,
    },
    Check { name: "without a penalty ridge is least squares", points: 5, run: ridge_without_penalty },
    Check { name: "ridge divides a slope between equal columns", points: 6, run: equal_columns_share },
    Check {
        name: "a growing penalty takes ridge's coefficients to 0 and its intercept to the mean",
        points: 8,
        run: ridge_shrinks_to_the_mean,
    },
    Check { name: "a sweep puts every coefficient at its minimum, in turn", points: 10, run: sweep_minimises_in_turn },
    Check { name: "lasso takes the same from every slope, down to exactly 0", points: 9, run: lasso_by_hand },
    Check {
        name: "at lasso's answer the pull is alpha, or less where the coefficient is 0",
        points: 9,
        run: lasso_balances_pull_and_penalty,
    },
    Check { name: "a path has a row for every alpha, in their order", points: 7, run: path_has_a_row_for_every_alpha },
    Check { name: "other units change nothing on a path", points: 5, run: path_knows_no_units },
    Check { name: "a column that never changes gets the coefficient 0", points: 5, run: constant_column_gets_zero },
    Check { name: "linfa's lasso finds the same model", points: 7, run: linfa_finds_the_same },
    Check { name: "an alpha that is negative or not finite is an error", points: 5, run: no_such_alpha_is_an_error },
];

fn moves_towards_zero(contract: &Contract, cases: &mut Cases) -> Outcome {
    let by_hand = [
        (3.0, 1.0, 2.0),
        (-3.0, 1.0, -2.0),
        (0.5, 2.0, 0.0),
        (-0.5, 2.0, 0.0),
        (1.0, 1.0, 0.0),
        (0.0, 1.0, 0.0),
        (-4.0, 0.0, -4.0),
        (-1.0, 1.0, 0.0),
        (0.0, 0.0, 0.0),
        (0.75, 0.0, 0.75),
        (2.5, 0.25, 2.25),
    ];
    for unit in [1.0, 1e100, 1e-100, 1e-9] {
        for (value, threshold, expected) in by_hand {
            let got = (contract.soft_threshold)(value * unit, threshold * unit) / unit;
            let given = format!("value {}, threshold {}", shown(&(value * unit)), shown(&(threshold * unit)));
            close(&in_units_of("soft_threshold", unit), &got, &expected, EXACT).given(given)?;
        }
    }
    for _ in 0..20 {
        let (value, threshold) = (cases.number(-3.0..3.0), cases.number(0.0..2.0));
        // Between 0 and the value, as far from the value as the threshold lets it.
        let expected = (value.abs() - threshold).clamp(0.0, value.abs()).copysign(value);
        close("soft_threshold", &(contract.soft_threshold)(value, threshold), &expected, EXACT)
            .given(format!("value {value}, threshold {threshold}"))?;
    }
    Ok(())
}

fn ridge_by_hand(contract: &Contract, _: &mut Cases) -> Outcome {
    let deliveries = (array![[1.0], [2.0], [3.0]], array![5.0, 6.0, 10.0]);
    // Columns that share nothing, around 5 and -2: four rows, each a corner of a square. Sums of squares 4 and 16.
    let square = (array![[4.0, -4.0], [6.0, -4.0], [4.0, 0.0], [6.0, 0.0]], array![8.0, 14.0, 4.0, 10.0]);
    let single = (array![[3.0, -2.0]], array![5.0]);
    for ((records, targets), alpha, intercept, coefficients) in [
        (&single, 0.5, 5.0, array![0.0, 0.0]),
        (&deliveries, 0.5, 3.0, array![2.0]),
        (&deliveries, 8.0, 6.0, array![0.5]),
        (&square, 4.0, 9.0 - 7.5 - 1.6, array![1.5, -0.8]),
    ] {
        let given = format!("{}, alpha {alpha}", small(records, targets));
        let model = fitted("ridge", contract.ridge, records, targets, alpha).given(&given)?;
        is_model(&model, intercept, &coefficients, EXACT).given(given)?;
    }
    let ((records, targets), coefficients) = (&square, array![1.5, -0.8]);
    let given = format!("{}, alpha 4, {IN_ANOTHER_ORDER}", small(records, targets));
    let (by_columns, spaced) = in_another_order(records, targets);
    let model = answer("ridge", (contract.ridge)(by_columns.t(), spaced.column(0), 4.0)).given(&given)?;
    is_model(&model, 9.0 - 7.5 - 1.6, &coefficients, EXACT).given(given)?;
    for (unit, unit_of_targets) in [(1e100, 1.0), (1e-100, 1.0), (1e-9, 1.0), (1.0, 1e100), (1.0, 1e-100)] {
        let (records, targets, alpha) = (records * unit, targets * unit_of_targets, 4.0 * unit * unit);
        let given = format!("{}, alpha {}", small(&records, &targets), shown(&alpha));
        let model = fitted("ridge", contract.ridge, &records, &targets, alpha).given(&given)?;
        is_model_in_units(&model, unit, unit_of_targets, -0.1, &coefficients).given(given)?;
    }
    for column in OneColumn::all() {
        let model =
            fitted("ridge", contract.ridge, &column.records, &column.targets, column.alpha).given(column.given())?;
        column.is_ridge(&model, EXACT)?;
    }
    let (years, targets) = (array![[1981.0], [1982.0], [1983.0]], array![5.0, 6.0, 10.0]);
    let given = format!("{}, alpha 0.5", small(&years, &targets));
    let model = fitted("ridge", contract.ridge, &years, &targets, 0.5).given(&given)?;
    is_model(&model, 7.0 - 2.0 * 1982.0, &array![2.0], SETTLED).given(given)
}

/// The gradient of ridge's sum is 0: twice the pull of a column on its coefficient, less twice the penalty's.
fn ridge_balances_pull_and_penalty(contract: &Contract, cases: &mut Cases) -> Outcome {
    let (wines, quality) = every_tenth()?;
    let random = (cases.table(30, 3, -5.0..5.0), cases.vector(30, -5.0..5.0));
    for (records, targets, alpha, what) in [
        (&wines, &quality, 1.0, EVERY_TENTH),
        (&wines, &quality, 500.0, EVERY_TENTH),
        (&random.0, &random.1, 40.0, "30 random rows, 3 columns"),
    ] {
        let given = format!("{what}, alpha {alpha}");
        let model = fitted("ridge", contract.ridge, records, targets, alpha).given(&given)?;
        let residuals = residuals(&model, records, targets);
        no_mean(&residuals).given(&given)?;
        let length = targets.dot(targets).sqrt();
        let lengths = records.map_axis(Axis(0), |column| length * column.dot(&column).sqrt());
        let pull = records.t().dot(&residuals);
        let surplus = (pull - alpha * &model.coefficients) / lengths;
        close(
            "surplus of each column: Σ x·r - alpha · b, divided by the lengths of x and of the targets",
            &surplus,
            &zeros(&surplus),
            EXACT,
        )
        .given(given)?;
    }
    Ok(())
}

fn ridge_without_penalty(contract: &Contract, _: &mut Cases) -> Outcome {
    let (records, targets) = every_tenth()?;
    let theirs = linfa_linear::LinearRegression::new().fit(&Dataset::new(records.clone(), targets.clone()))?;
    let given = format!("{EVERY_TENTH}, alpha 0");
    let model = fitted("ridge", contract.ridge, &records, &targets, 0.0).given(&given)?;
    is_model(&model, theirs.intercept(), theirs.params(), SETTLED).given(given)
}

/// Least squares has no answer here; with a penalty the cheapest way is to go halves.
fn equal_columns_share(contract: &Contract, cases: &mut Cases) -> Outcome {
    let (records, targets) = (array![[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]], array![5.0, 6.0, 10.0]);
    let given = format!("{}, alpha 1", small(&records, &targets));
    let model = fitted("ridge", contract.ridge, &records, &targets, 1.0).given(&given)?;
    is_model(&model, 3.0, &array![1.0, 1.0], EXACT).given(given)?;

    // Sum of products / (3 * sum of squares + alpha), three times.
    let column = cases.table(20, 1, -5.0..5.0);
    let targets = cases.vector(20, -5.0..5.0);
    let thrice = column.select(Axis(1), &[0, 0, 0]);
    let (mean, mean_target) = (column.sum() / 20.0, targets.sum() / 20.0);
    let pairs = || column.iter().zip(&targets).map(|(x, y)| (x - mean, y - mean_target));
    let (products, squares): (f64, f64) = (pairs().map(|(x, y)| x * y).sum(), pairs().map(|(x, _)| x * x).sum());
    let slope = products / (3.0 * squares + 2.0);
    let given = "20 random rows, three times the same column, alpha 2";
    let model = fitted("ridge", contract.ridge, &thrice, &targets, 2.0).given(given)?;
    is_model(&model, mean_target - 3.0 * slope * mean, &Array1::from_elem(3, slope), EXACT).given(given)
}

fn ridge_shrinks_to_the_mean(contract: &Contract, _: &mut Cases) -> Outcome {
    let (records, targets) = every_tenth()?;
    let mut shortest = f64::INFINITY;
    for alpha in [0.1, 1.0, 10.0, 100.0, 1e4, 1e6] {
        let given = format!("{EVERY_TENTH}, alpha {alpha} after the smaller ones");
        let model = fitted("ridge", contract.ridge, &records, &targets, alpha).given(&given)?;
        equal("whether all coefficients are 0", &all_zero(&model.coefficients), &false).given(&given)?;
        let length = model.coefficients.dot(&model.coefficients).sqrt();
        at_most("length of the coefficients (the root of the sum of their squares)", length, shortest).given(given)?;
        shortest = length;
    }
    let given = format!("{EVERY_TENTH}, alpha 1e14");
    let model = fitted("ridge", contract.ridge, &records, &targets, 1e14).given(&given)?;
    is_model(&model, targets.sum() / targets.len() as f64, &Array1::zeros(5), SETTLED).given(given)
}

fn sweep_minimises_in_turn(contract: &Contract, cases: &mut Cases) -> Outcome {
    for (gram, products, alpha, start, expected) in [
        (array![[1.0, 0.5], [0.5, 1.0]], array![3.0, 2.0], 0.5, array![0.0, 0.0], array![2.5, 0.25]),
        (array![[2.0, 0.0], [0.0, 4.0]], array![-3.0, 1.0], 1.5, array![0.0, 0.0], array![-0.75, 0.0]),
        (array![[4.0, 1.0], [1.0, 2.0]], array![2.0, -6.0], 1.0, array![1.0, -1.0], array![0.5, -2.75]),
        // Columns that never change.
        (array![[1.0, 0.0], [0.0, 0.0]], array![3.0, 0.0], 0.5, array![0.0, 4.0], array![2.5, 0.0]),
        (array![[0.0, 0.0], [0.0, 2.0]], array![0.0, 3.0], 0.0, array![-1.0, 0.0], array![0.0, 1.5]),
    ] {
        let got = (contract.sweep)(gram.view(), products.view(), alpha, start.view());
        close("coefficients", &got, &expected, EXACT).given(format!(
            "gram {}, products {}, alpha {alpha}, coefficients {}",
            shown(&gram),
            shown(&products),
            shown(&start)
        ))?;
    }
    for unit in [1e100, 1e-100, 1e-9] {
        let (gram, products) = (array![[1.0, 0.5], [0.5, 1.0]] * unit * unit, array![3.0, 2.0] * unit);
        let start = array![4.0, 1.0] / unit;
        let got = (contract.sweep)(gram.view(), products.view(), 0.5 * unit, start.view()) * unit;
        close(&in_units_of("coefficients", 1.0 / unit), &got, &array![2.0, 0.5], EXACT).given(format!(
            "gram {}, products {}, alpha {}, coefficients {}",
            shown(&gram),
            shown(&products),
            shown(&(0.5 * unit)),
            shown(&start)
        ))?;
    }
    for _ in 0..5 {
        let records = cases.table(8, 4, -2.0..2.0);
        let gram = records.t().dot(&records) / 8.0;
        let (products, start) = (cases.vector(4, -3.0..3.0), cases.vector(4, -2.0..2.0));
        let alpha = cases.number(0.1..1.5);
        let expected = minimised_in_turn(&gram, &products, alpha, &start);
        let got = (contract.sweep)(gram.view(), products.view(), alpha, start.view());
        let given = format!(
            "gram {}, products {}, alpha {alpha:?}, coefficients {}",
            exactly(&gram),
            exactly(&products),
            exactly(&start)
        );
        close("coefficients", &got, &expected, EXACT).given(&given)?;
        let (gram, products, start) = (backwards(&gram), backwards(&products), backwards(&start));
        let got = (contract.sweep)(turned(gram.view()), turned(products.view()), alpha, turned(start.view()));
        close("coefficients", &got, &expected, EXACT)
            .given(format!("{given}, all of which lie in memory from the last to the first"))?;
    }
    Ok(())
}

fn lasso_by_hand(contract: &Contract, _: &mut Cases) -> Outcome {
    let deliveries = (array![[1.0], [2.0], [3.0]], array![5.0, 6.0, 10.0]);
    let square = (array![[4.0, -3.0], [6.0, -3.0], [4.0, -1.0], [6.0, -1.0]], array![8.0, 14.0, 6.0, 12.0]);
    for ((records, targets), alpha, intercept, coefficients) in [
        (&deliveries, 1.0 / 3.0, 3.0, array![2.0]),
        (&deliveries, 1.5, 6.5, array![0.25]),
        (&deliveries, 2.0, 7.0, array![0.0]),
        (&square, 0.25, -5.25, array![2.75, -0.75]),
        (&square, 2.0, 5.0, array![1.0, 0.0]),
    ] {
        let given = format!("{}, alpha {alpha}", small(records, targets));
        let model = fitted("lasso", contract.lasso, records, targets, alpha).given(&given)?;
        is_model(&model, intercept, &coefficients, EXACT).given(given)?;
    }
    let ((records, targets), coefficients) = (&square, array![2.75, -0.75]);
    let given = format!("{}, alpha 0.25, {IN_ANOTHER_ORDER}", small(records, targets));
    let (by_columns, spaced) = in_another_order(records, targets);
    let model = answer("lasso", (contract.lasso)(by_columns.t(), spaced.column(0), 0.25)).given(&given)?;
    is_model(&model, -5.25, &coefficients, EXACT).given(given)?;

    for column in OneColumn::all() {
        let model =
            fitted("lasso", contract.lasso, &column.records, &column.targets, column.alpha).given(column.given())?;
        column.is_lasso(&model, EXACT)?;
    }
    let far = &deliveries.0 + FAR;
    let given = format!("{}, alpha 1.5", small(&far, &deliveries.1));
    let model = fitted("lasso", contract.lasso, &far, &deliveries.1, 1.5).given(&given)?;
    is_model(&model, 7.0 - 0.25 * (FAR + 2.0), &array![0.25], EXACT).given(given)
}

/// The conditions of Karush, Kuhn and Tucker: a coefficient moves as long as its column pulls harder than alpha.
fn lasso_balances_pull_and_penalty(contract: &Contract, _: &mut Cases) -> Outcome {
    let (records, targets) = every_tenth()?;
    for alpha in [0.0, 0.01, 0.1, 1.0, 10.0] {
        let given = format!("{EVERY_TENTH}, alpha {alpha}");
        let model = fitted("lasso", contract.lasso, &records, &targets, alpha).given(&given)?;
        is_balanced(&model, &records, &targets, alpha, SETTLED).given(given)?;
    }
    // A sweep leaves 0.49 of what is missing, and then 0.988 of it.
    for (correlation, alpha) in [(0.7, 0.17), (0.994, 0.001)] {
        let (records, targets) = alike(correlation);
        for (unit, unit_of_targets) in [(1.0, 1.0), (1e100, 1.0), (1e-9, 1.0), (1.0, 1e100), (1.0, 1e-100)] {
            // The slow ones are asked for once.
            if correlation > 0.9 && (unit, unit_of_targets) != (1.0, 1.0) {
                continue;
            }
            let (records, targets) = (&records * unit, &targets * unit_of_targets);
            let given = format!("{}, alpha {}", small(&records, &targets), shown(&(alpha * unit * unit_of_targets)));
            let alpha_here = alpha * unit * unit_of_targets;
            let model = fitted("lasso", contract.lasso, &records, &targets, alpha_here).given(&given)?;
            let lost = alpha / (1.0 + correlation);
            let got = &model.coefficients * (unit / unit_of_targets);
            let what = in_units_of("coefficients", unit_of_targets / unit);
            close(&what, &got, &array![3.0 - lost, 2.0 - lost], SETTLED).given(given)?;
        }
    }
    // What settles beside such targets is not yet settled beside their deviation.
    let (records, targets) = alike(0.994);
    let targets = targets + 1e6;
    let given = format!("{}, alpha 0.001", small(&records, &targets));
    let model = fitted("lasso", contract.lasso, &records, &targets, 0.001).given(&given)?;
    let lost = 0.001 / 1.994;
    close("coefficients", &model.coefficients, &array![3.0 - lost, 2.0 - lost], SETTLED).given(given)
}

fn path_has_a_row_for_every_alpha(contract: &Contract, _: &mut Cases) -> Outcome {
    // Columns that share nothing, with the deviations 1 and 100.
    let records = array![[4.0, -100.0], [6.0, -100.0], [4.0, 100.0], [6.0, 100.0]];
    let targets = array![8.0, 14.0, 6.0, 12.0];
    let alphas = array![2.0, 0.6, 5.0, 0.0];
    let given = format!("{}, alphas {}", small(&records, &targets), shown(&alphas));
    let path = coefficients_on_path(contract, &records, &targets, &alphas).given(&given)?;
    let expected = array![[1.0, 0.0], [2.4, -0.4], [0.0, 0.0], [3.0, -1.0]];
    close("path", &path, &expected, EXACT).given(&given)?;
    let given = format!("{given}, {IN_ANOTHER_ORDER}");
    let (by_columns, spaced) = in_another_order(&records, &targets);
    let path = answer("path", (contract.path)(by_columns.t(), spaced.column(0), alphas.view())).given(&given)?;
    close("path", &path, &expected, EXACT).given(given)?;
    for column in OneColumn::all() {
        let alphas = array![column.alpha, column.alpha / 2.0, 0.0];
        let given = format!(
            "{}, alphas [alpha, half of it, 0], which lie in memory from the last to the first",
            column.given()
        );
        let stored = backwards(&alphas);
        let path = answer("path", (contract.path)(column.records.view(), column.targets.view(), turned(stored.view())))
            .given(&given)?;
        let expected = Array2::from_shape_fn((3, 1), |(row, _)| column.on_path(alphas[row]));
        close("path", &path, &expected, EXACT).given(given)?;
    }

    let (records, targets) = every_tenth()?;
    let scaled = standardised(&records);
    let alphas = array![0.05, 0.2, 0.01, 0.7];
    let given = format!("{EVERY_TENTH}, alphas {}", shown(&alphas));
    let path = coefficients_on_path(contract, &records, &targets, &alphas).given(&given)?;
    for (row, alpha) in path.rows().into_iter().zip(&alphas) {
        let model = LinearModel { intercept: targets.sum() / targets.len() as f64, coefficients: row.to_owned() };
        is_balanced(&model, &scaled, &targets, *alpha, SETTLED)
            .given(format!("{given}; the row for alpha {alpha}, on standardised columns"))?;
    }
    Ok(())
}

fn path_knows_no_units(contract: &Contract, _: &mut Cases) -> Outcome {
    let (records, targets) = alike(0.6);
    let expected = array![[3.0 - 0.25 / 1.6, 2.0 - 0.25 / 1.6]];
    for (unit, from, unit_of_targets) in [
        (1.0, 0.0, 1.0),
        (1e100, 0.0, 1.0),
        (1e-100, 0.0, 1.0),
        (1e-9, 0.0, 1.0),
        (1024.0, FAR, 1.0),
        (1.0, 0.0, 1e-100),
        (1.0, 0.0, 1e100),
    ] {
        let (records, targets, alphas) =
            (&records * unit + from, &targets * unit_of_targets, array![0.25 * unit_of_targets]);
        let given = format!("{}, alphas {}", small(&records, &targets), shown(&alphas));
        let path = coefficients_on_path(contract, &records, &targets, &alphas).given(&given)? / unit_of_targets;
        // Around 2^40 the records themselves are rounded, to a few ten-thousandths.
        close(&in_units_of("path", unit_of_targets), &path, &expected, if from == 0.0 { SETTLED } else { 1e-5 })
            .given(given)?;
    }
    let (records, targets) = every_tenth()?;
    let alphas = array![0.1, 0.02];
    let given = format!("{EVERY_TENTH}, alphas {}", shown(&alphas));
    let path = coefficients_on_path(contract, &records, &targets, &alphas).given(&given)?;
    equal("whether all coefficients are 0", &all_zero(&path), &false).given(&given)?;
    let mut other = records;
    other.column_mut(SULFUR_DIOXIDE).mapv_inplace(|milligrams| milligrams / 1000.0);
    other.column_mut(ALCOHOL).mapv_inplace(|percent| 10.0 * percent + 3.0);
    let given = format!("{given}, and again with sulfur dioxide in g instead of mg and 10 times the alcohol plus 3");
    let same = coefficients_on_path(contract, &other, &targets, &alphas).given(&given)?;
    close("path in other units, as before", &same, &path, SETTLED).given(given)
}

/// Columns of [`every_tenth`].
const SULFUR_DIOXIDE: usize = 1;
const ALCOHOL: usize = 4;

fn constant_column_gets_zero(contract: &Contract, _: &mut Cases) -> Outcome {
    let (records, targets) = (array![[1.0, 4.0], [2.0, 4.0], [3.0, 4.0]], array![5.0, 6.0, 10.0]);
    let given = format!("{}, alpha 1", small(&records, &targets));
    let model = fitted("lasso", contract.lasso, &records, &targets, 1.0).given(&given)?;
    is_model(&model, 5.0, &array![1.0, 0.0], EXACT).given(given)?;

    // Of a single row no column changes.
    let (records, targets) = (array![[3.0, -2.0]], array![5.0]);
    let given = format!("{}, alpha 0.5", small(&records, &targets));
    let model = fitted("lasso", contract.lasso, &records, &targets, 0.5).given(&given)?;
    is_model(&model, 5.0, &array![0.0, 0.0], EXACT).given(given)?;

    let (records, targets) = (array![[2.0, 4.0], [4.0, 4.0]], array![1.0, 5.0]);
    let given = format!("{}, alphas [0.5]", small(&records, &targets));
    let path = coefficients_on_path(contract, &records, &targets, &array![0.5]).given(&given)?;
    close("path", &path, &array![[1.5, 0.0]], EXACT).given(given)?;

    // The sum of many times 0.1, divided by how many they are, is not always 0.1.
    for (constant, n_samples) in [(0.1, 10), (0.1, 3), (0.1, 6), (-37.3, 10), (1e-9, 30), (1e8 + 0.1, 12)] {
        let records = Array2::from_shape_fn((n_samples, 2), |(row, j)| [constant, (row % 5) as f64 * 0.7][j]);
        let targets = Array1::from_shape_fn(n_samples, |row| 0.3 * (row % 5) as f64 + 0.01 * (7 * row % 11) as f64);
        let given = format!(
            "{n_samples} rows, column 0 always {constant:?}, column 1 0.7 · (row modulo 5), target 0.3 · (row modulo 5) + 0.01 · (7 · row modulo 11)"
        );
        for alpha in [0.0, 0.01] {
            let what = format!("{given}, alpha {alpha}");
            let model = fitted("lasso", contract.lasso, &records, &targets, alpha).given(&what)?;
            has_no_part(&model.coefficients, 0).given(what)?;
        }
        let given = format!("{given}, alphas [0]");
        let path = coefficients_on_path(contract, &records, &targets, &array![0.0]).given(&given)?;
        has_no_part(&path.row(0).to_owned(), 0).given(given)?;
    }
    Ok(())
}

fn linfa_finds_the_same(contract: &Contract, _: &mut Cases) -> Outcome {
    let linfa_lasso = |records: &Array2<f64>, targets: &Array1<f64>, alpha: f64| {
        let model = answer("linfa_lasso", (contract.linfa_lasso)(records.view(), targets.view(), alpha))?;
        usable(&model, records.ncols()).map(|()| model)
    };
    let (records, targets) = (array![[1.0], [2.0], [3.0]], array![5.0, 6.0, 10.0]);
    let given = format!("{}, alpha {}", small(&records, &targets), 1.0 / 3.0);
    let model = linfa_lasso(&records, &targets, 1.0 / 3.0).given(&given)?;
    is_model(&model, 3.0, &array![2.0], BY_LINFA).given(given)?;
    let (by_columns, spaced) = in_another_order(&records, &targets);
    let given = format!("{}, alpha 1.5, {IN_ANOTHER_ORDER}", small(&records, &targets));
    let model = answer("linfa_lasso", (contract.linfa_lasso)(by_columns.t(), spaced.column(0), 1.5)).given(&given)?;
    is_model(&model, 6.5, &array![0.25], BY_LINFA).given(given)?;
    let far = &records + 1e6;
    let given = format!("{}, alpha 1.5", small(&far, &targets));
    let model = linfa_lasso(&far, &targets, 1.5).given(&given)?;
    is_model(&model, 7.0 - 0.25 * 1_000_002.0, &array![0.25], BY_LINFA).given(given)?;

    for column in OneColumn::all() {
        let model = linfa_lasso(&column.records, &column.targets, column.alpha).given(column.given())?;
        column.is_lasso(&model, BY_LINFA)?;
    }

    let (records, targets) = every_tenth()?;
    for alpha in [0.05, 0.2] {
        let given = format!("{EVERY_TENTH}, alpha {alpha}");
        let model = linfa_lasso(&records, &targets, alpha).given(&given)?;
        is_balanced(&model, &records, &targets, alpha, BY_LINFA).given(given)?;
    }
    Ok(())
}

fn no_such_alpha_is_an_error(contract: &Contract, _: &mut Cases) -> Outcome {
    let (records, targets) = (array![[1.0], [2.0], [3.0]], array![5.0, 6.0, 10.0]);
    let numbers = |model: LinearModel| in_one(model.intercept, &model.coefficients);
    for alpha in [-0.5, -1e-100, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, 1e-100, 0.5, 1e100] {
        let given = format!("{}, alpha {alpha}", small(&records, &targets));
        let model = (contract.ridge)(records.view(), targets.view(), alpha).map(numbers);
        is_right_about("ridge", model, alpha).given(&given)?;
        let model = (contract.lasso)(records.view(), targets.view(), alpha).map(numbers);
        is_right_about("lasso", model, alpha).given(given)?;
        for alphas in [array![alpha, 0.5, alpha], array![0.5, alpha], array![alpha, 0.5]] {
            let given = format!("{}, alphas {alphas}", small(&records, &targets));
            let path = (contract.path)(records.view(), targets.view(), alphas.view());
            is_right_about("path", path, alpha).given(given)?;
        }
    }
    Ok(())
}

fn in_units_of(what: &str, unit: f64) -> String {
    if unit == 1.0 { what.to_owned() } else { format!("{what} in units of {unit:e}") }
}

/// Of records and targets in these units.
fn is_model_in_units(
    model: &LinearModel,
    unit: f64,
    unit_of_targets: f64,
    intercept: f64,
    coefficients: &Array1<f64>,
) -> Outcome {
    let per_unit = unit_of_targets / unit;
    let got = in_one(model.intercept / unit_of_targets, &(&model.coefficients / per_unit));
    let what = format!("intercept in units of {unit_of_targets:e}, coefficients in units of {per_unit:e}");
    close(&what, &got, &in_one(intercept, coefficients), EXACT)
}
