//! What is graded.

use linfa::Dataset;
use linfa::traits::Fit;
use ndarray::{Array1, Array2, Axis, array};

use super::{Contract, FitError, LinearModel};
use mlings_datasets::{self as datasets, DatasetError};
use mlings_grading::compare::{answer, close, has_shape, instead_of, shown};
use mlings_grading::{Cases, Check, Failure, Given, Outcome, Seen};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "a prediction is the intercept plus coefficients times features", points: 10, run: predicts },
    Check {
        name: "a residual is the target minus the prediction",
        points: 6,
        run: residual_is_target_minus_prediction,
    },
    Check { name: "fits the line of least squares to one feature", points: 11, run: fits_a_line },
    Check { name: "fits the plane of least squares to several features", points: 11, run: fits_a_plane },
    Check { name: "residuals sum to 0, also weighted by any column", points: 10, run: residuals_are_orthogonal },
    Check { name: "a feature in other units divides its coefficient", points: 8, run: other_units },
    Check { name: "shifted targets shift the intercept only", points: 5, run: shifted_targets },
    Check { name: "columns in another order keep their coefficients", points: 5, run: order_of_columns },
    Check { name: "is right far from the origin", points: 6, run: far_from_the_origin },
    Check { name: "agrees with linfa on the cars", points: 6, run: agrees_with_linfa },
    Check { name: "a column made of other columns is an error", points: 7, run: combined_column_is_an_error },
    Check { name: "one column for every category is an error", points: 5, run: dummy_trap_is_an_error },
    Check { name: "a constant column is an error", points: 5, run: constant_column_is_an_error },
    Check { name: "fewer rows than unknowns are an error", points: 5, run: too_few_rows_are_an_error },
];

/// For small tables, where every method leaves nothing but the last digits to rounding.
const EXACT: f64 = 1e-9;
/// For real columns, where normal equations without centring lose further digits.
const MEASURED: f64 = 1e-8;

fn predicts(least_squares: &Contract, cases: &mut Cases) -> Outcome {
    for (intercept, coefficients, records, expected) in [
        (0.1, array![2.0], array![[0.0]], array![0.1]),
        (10.0, array![2.0, -3.0], array![[0.0, 0.0], [4.0, 0.0], [1.0, 1.0]], array![10.0, 18.0, 9.0]),
        (-1.0, array![0.5], array![[1.0], [-3.0], [4.0]], array![-0.5, -2.5, 1.0]),
        (1e9, array![1e-9, 2e9], array![[5e8, -0.5], [-1e9, -0.5]], array![0.5, -1.0]),
    ] {
        let model = LinearModel { intercept, coefficients };
        let predictions = (least_squares.predict)(&model, records.view());
        close("predictions", &predictions, &expected, EXACT).given(format!(
            "{}, records {}",
            in_words(&model),
            shown(&records)
        ))?;
    }

    let model = LinearModel { intercept: cases.number(-5.0..5.0), coefficients: cases.vector(4, -5.0..5.0) };
    let records = cases.table(30, 4, -5.0..5.0);
    let expected = on_the_plane(&records, model.intercept, &model.coefficients);
    let given = format!("a random model ({}), 30 random records", in_words(&model));
    let predictions = (least_squares.predict)(&model, records.view());
    close("predictions", &predictions, &expected, EXACT).given(&given)?;
    let by_columns = column_by_column(&records);
    let predictions = (least_squares.predict)(&model, by_columns.t());
    close("predictions", &predictions, &expected, EXACT).given(format!("{given} that lie column by column in memory"))
}

fn residual_is_target_minus_prediction(least_squares: &Contract, cases: &mut Cases) -> Outcome {
    let random = LinearModel { intercept: cases.number(-5.0..5.0), coefficients: cases.vector(2, -5.0..5.0) };
    for (model, records, targets) in [
        (
            LinearModel { intercept: 2.0, coefficients: array![2.5] },
            array![[1.0], [2.0], [3.0]],
            array![5.0, 6.0, 10.0],
        ),
        (
            LinearModel { intercept: -1.0, coefficients: array![1.0, 2.0] },
            array![[0.5, -1.0], [0.0, -2.0]],
            array![-1.0, -6.5],
        ),
        (random, cases.table(5, 2, -5.0..5.0), cases.vector(5, -9.0..9.0)),
    ] {
        let given = format!("{}, {}", in_words(&model), small(&records, &targets));
        let expected = &targets - &on_the_plane(&records, model.intercept, &model.coefficients);
        let residuals = (least_squares.residuals)(&model, records.view(), targets.view());
        close("residuals", &residuals, &expected, EXACT).given(&given)?;
        let (by_columns, spaced) = (column_by_column(&records), every_second(&targets));
        let residuals = (least_squares.residuals)(&model, by_columns.t(), spaced.column(0));
        close("residuals", &residuals, &expected, EXACT).given(format!("{given}, {IN_ANOTHER_ORDER}"))?;
    }
    for (unit, unit_of_targets) in [(1e90, 1.0), (1e-90, 1.0), (1.0, 1e100), (1.0, 1e-90)] {
        let (records, targets) = (array![[1.0], [2.0], [3.0]] * unit, array![5.0, 6.0, 10.0] * unit_of_targets);
        let coefficients = array![2.5 * unit_of_targets / unit];
        let model = LinearModel { intercept: 2.0 * unit_of_targets, coefficients };
        let residuals = (least_squares.residuals)(&model, records.view(), targets.view()) / unit_of_targets;
        close(&format!("residuals in units of {unit_of_targets:e}"), &residuals, &array![0.5, -1.0, 0.5], EXACT)
            .given(format!("{}, {}", in_words(&model), small(&records, &targets)))?;
    }
    Ok(())
}

fn fits_a_line(least_squares: &Contract, cases: &mut Cases) -> Outcome {
    for (records, targets, intercept, slope) in [
        (array![[0.0], [1.0], [2.0], [4.0]], array![1.0, 4.0, 7.0, 13.0], 1.0, 3.0),
        (array![[1.0], [2.0], [3.0]], array![5.0, 6.0, 10.0], 2.0, 2.5),
        (array![[2.0], [4.0]], array![3.0, -1.0], 7.0, -2.0),
        (array![[-0.5], [0.25], [1.5]], array![-2.0, -3.5, -6.0], -3.0, -2.0),
    ] {
        let given = small(&records, &targets);
        let model = fitted(least_squares, &records, &targets).given(&given)?;
        is_model(&model, intercept, &array![slope], EXACT).given(&given)?;
    }
    let (intercept, slope) = (cases.number(-9.0..9.0), cases.number(1.0..9.0));
    let records = cases.table(12, 1, -5.0..5.0);
    let targets = on_the_plane(&records, intercept, &array![slope]);
    let given = format!("12 random points on the line {intercept:.3} + {slope:.3} x");
    let model = fitted(least_squares, &records, &targets).given(&given)?;
    is_model(&model, intercept, &array![slope], EXACT).given(&given)
}

fn fits_a_plane(least_squares: &Contract, cases: &mut Cases) -> Outcome {
    // 1 + 2 x1 - 3 x2, moved by 1, -1, -1, 1: these go with no column, so the plane stays the best.
    let records = array![[0.0, 0.0], [1.0, 1.0], [2.0, 1.0], [3.0, 2.0]];
    let targets = array![2.0, -1.0, 1.0, 2.0];
    let given = small(&records, &targets);
    let model = fitted(least_squares, &records, &targets).given(&given)?;
    is_model(&model, 1.0, &array![2.0, -3.0], EXACT).given(&given)?;

    let (intercept, slopes) = (cases.number(-9.0..9.0), cases.vector(3, -9.0..9.0));
    let records = cases.table(20, 3, -5.0..5.0);
    let targets = on_the_plane(&records, intercept, &slopes);
    let given = format!("20 random points on the plane {intercept:.3} + {} · x", rounded(&slopes));
    let model = fitted(least_squares, &records, &targets).given(&given)?;
    is_model(&model, intercept, &slopes, EXACT).given(&given)?;

    let many_rows =
        "1,100 rows: column 0 row modulo 4, column 1 is 0 and from row 1024 on 1, on the plane 1.5 + 2 x0 - 3 x1";
    let many = Array2::from_shape_fn((1100, 2), |(row, column)| [(row % 4) as f64, f64::from(row >= 1024)][column]);
    let model = fitted(least_squares, &many, &on_the_plane(&many, 1.5, &array![2.0, -3.0])).given(many_rows)?;
    is_model(&model, 1.5, &array![2.0, -3.0], EXACT).given(many_rows)?;

    // What two columns share need not be all of them: here a hundredth is left of the second.
    let mut alike = records.clone();
    alike.column_mut(1).zip_mut_with(&records.column(0), |own, other| *own = other + *own / 100.0);
    let targets = on_the_plane(&alike, intercept, &slopes);
    let given = format!("{given}, but column 1 is column 0 plus a hundredth of its own");
    let model = fitted(least_squares, &alike, &targets).given(&given)?;
    is_model(&model, intercept, &slopes, MEASURED).given(&given)
}

/// The normal equations: at the least sum of squares no column, the constant included, can take anything more
/// out of the residuals.
fn residuals_are_orthogonal(least_squares: &Contract, _: &mut Cases) -> Outcome {
    let (records, targets) = datasets::complete_cars()?;
    let given = "the 392 cars, 5 columns";
    let model = fitted(least_squares, &records, &targets).given(given)?;
    let residuals = &targets - &on_the_plane(&records, model.intercept, &model.coefficients);
    let length = |column: &Array1<f64>| column.dot(column).sqrt();
    let mut products = vec![residuals.sum() / length(&residuals) / (targets.len() as f64).sqrt()];
    for column in records.columns().into_iter().map(|column| column.to_owned()) {
        products.push(column.dot(&residuals) / length(&residuals) / length(&column));
    }
    close(
        "sum of the residuals, alone and weighted by each column, divided by the length of the residuals and of the column",
        &Array1::from(products),
        &Array1::<f64>::zeros(6),
        MEASURED,
    )
    .given(given)
}

fn other_units(least_squares: &Contract, _: &mut Cases) -> Outcome {
    // Of a coating in nm: 3 + 0.02 x.
    let (records, targets) = (array![[200.0], [400.0], [600.0], [900.0]], array![7.0, 11.0, 15.0, 21.0]);
    for (unit, unit_of_targets) in
        [(1.0, 1.0), (1e9, 1.0), (1e-100, 1.0), (1e100, 1.0), (1e-9, 1.0), (1.0, 1e-100), (1.0, 1e100), (1e4, 1e-6)]
    {
        let (records, targets) = (&records * unit, &targets * unit_of_targets);
        let given = small(&records, &targets);
        let model = fitted(least_squares, &records, &targets).given(&given)?;
        let (per_unit, expected) = (unit_of_targets / unit, in_one(3.0, &array![0.02]));
        let got = in_one(model.intercept / unit_of_targets, &(&model.coefficients / per_unit));
        let what = format!("intercept in units of {unit_of_targets:e}, coefficient in units of {per_unit:e}");
        close(&what, &got, &expected, EXACT).given(&given)?;
    }
    // A large unit beside a small one.
    let records = array![[2e8, 1e-9], [1e8, 3e-9], [4e8, 2e-9], [5e8, 7e-9]];
    let targets = array![1.0, 9.0, 0.0, 13.0];
    let given = small(&records, &targets);
    let model = fitted(least_squares, &records, &targets).given(&given)?;
    is_model(&model, 2.0, &array![-2e-8, 3e9], EXACT).given(&given)?;

    let (records, targets) = datasets::complete_cars()?;
    let given = "the 392 cars, and again with column 3, the weight, in kg instead of pounds";
    let in_pounds = fitted(least_squares, &records, &targets).given(given)?;
    let mut in_kilograms = records;
    in_kilograms.column_mut(WEIGHT).mapv_inplace(|pounds| pounds * KILOGRAMS);
    let model = fitted(least_squares, &in_kilograms, &targets).given(given)?;
    let mut coefficients = in_pounds.coefficients.clone();
    coefficients[WEIGHT] /= KILOGRAMS;
    is_model(&model, in_pounds.intercept, &coefficients, MEASURED).given(given)
}

fn shifted_targets(least_squares: &Contract, _: &mut Cases) -> Outcome {
    for constant in [0.0, 5.0, 0.1, -37.3] {
        let (records, targets) =
            (array![[1.0, 0.0], [2.0, 3.0], [4.0, 1.0], [5.0, 5.0]], Array1::from_elem(4, constant));
        let given = small(&records, &targets);
        let model = fitted(least_squares, &records, &targets).given(&given)?;
        is_model(&model, constant, &array![0.0, 0.0], EXACT).given(&given)?;
    }
    let (records, targets) = datasets::complete_cars()?;
    let given = "the 392 cars, and again with 100 added to every target";
    let model = fitted(least_squares, &records, &targets).given(given)?;
    let shifted = fitted(least_squares, &records, &(targets + 100.0)).given(given)?;
    let change = &in_one(shifted.intercept, &shifted.coefficients) - &in_one(model.intercept, &model.coefficients);
    close("change of intercept, coefficients", &change, &in_one(100.0, &Array1::zeros(5)), MEASURED).given(given)
}

fn order_of_columns(least_squares: &Contract, cases: &mut Cases) -> Outcome {
    let coefficients = array![7.0, 5.0, 3.0, 1.0];
    let records = cases.table(20, 4, -5.0..5.0);
    let targets = on_the_plane(&records, 2.0, &coefficients);
    for order in [vec![0, 1, 2, 3], vec![3, 2, 1, 0], cases.permutation(4)] {
        let given = format!("20 random points on the plane 2 + {coefficients} · x, columns in the order {order:?}");
        let model = fitted(least_squares, &records.select(Axis(1), &order), &targets).given(&given)?;
        close("coefficients", &model.coefficients, &coefficients.select(Axis(0), &order), EXACT).given(&given)?;
    }
    let given = format!("20 random points on the plane 2 + {coefficients} · x, {IN_ANOTHER_ORDER}");
    let (by_columns, spaced) = (column_by_column(&records), every_second(&targets));
    let model = answer("fit", (least_squares.fit)(by_columns.t(), spaced.column(0))).given(&given)?;
    is_model(&model, 2.0, &coefficients, EXACT).given(given)
}

fn far_from_the_origin(least_squares: &Contract, _: &mut Cases) -> Outcome {
    for (years, targets) in [
        (array![[1970.0], [1974.0], [1978.0], [1982.0]], array![15.0, 19.0, 23.0, 27.0]),
        (array![[1970.0], [1972.0], [1975.0], [1978.0]], array![15.0, 17.0, 20.0, 23.0]),
    ] {
        let given = small(&years, &targets);
        let model = fitted(least_squares, &years, &targets).given(&given)?;
        is_model(&model, -1955.0, &array![1.0], MEASURED).given(&given)?;
    }

    let (records, targets) = cars_by_weight_and_year()?;
    let given = "weight and year of the cars, the years as 70 to 82 and again as 1970 to 1982";
    let short = fitted(least_squares, &records, &targets).given(given)?;
    let mut whole_years = records;
    whole_years.column_mut(1).mapv_inplace(|year| year + 1900.0);
    let long = fitted(least_squares, &whole_years, &targets).given(given)?;
    is_model(&long, short.intercept - 1900.0 * short.coefficients[1], &short.coefficients, MEASURED).given(given)
}

fn agrees_with_linfa(least_squares: &Contract, _: &mut Cases) -> Outcome {
    let (records, targets) = datasets::complete_cars()?;
    let theirs = linfa_linear::LinearRegression::new().fit(&Dataset::new(records.clone(), targets.clone()))?;
    let given = "the 392 cars, 5 columns";
    let model = fitted(least_squares, &records, &targets).given(given)?;
    is_model(&model, theirs.intercept(), theirs.params(), MEASURED).given(given)
}

fn combined_column_is_an_error(least_squares: &Contract, cases: &mut Cases) -> Outcome {
    let (cars, mpg) = datasets::complete_cars()?;
    let kilograms = cars.column(WEIGHT).mapv(|pounds| pounds * KILOGRAMS);
    let small = (array![[1.0, 4.0], [2.0, 1.0], [4.0, 3.0], [5.0, 9.0]], array![2.0, 4.0, 8.0, 10.0]);
    for (independent, made, targets, what) in [
        (small.0, small.1, array![1.0, 5.0, 2.0, 4.0], "columns [1, 2, 4, 5] and [4, 1, 3, 9], and twice the first"),
        (cars, kilograms, mpg, "the 392 cars, column 3 their weight in pounds, column 5 their weight in kg"),
    ] {
        collinear(least_squares, &beside(&independent, &made), &targets).given(what)?;
        accepted(least_squares, &independent, &targets).given(format!("{what}, the last column left out"))?;
    }
    // Of some of them rounding leaves exactly 0, but of which depends on the order of the sums.
    let given = "one of ten tables of 20 random rows, column 2 = 2 * column 0 - column 1 + 5";
    for _ in 0..10 {
        let independent = cases.table(20, 2, -5.0..5.0);
        let made = 2.0 * &independent.column(0) - independent.column(1) + 5.0;
        let targets = cases.vector(20, -5.0..5.0);
        collinear(least_squares, &beside(&independent, &made), &targets).given(given)?;
        accepted(least_squares, &independent, &targets).given(format!("{given}, that column left out"))?;
    }
    Ok(())
}

/// Every row has one 1, so the columns add up to the constant.
fn dummy_trap_is_an_error(least_squares: &Contract, _: &mut Cases) -> Outcome {
    let usa_europe_japan =
        array![[1.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 1.0],];
    let targets = array![18.0, 20.0, 27.0, 29.0, 30.0, 33.0];
    let given = format!("columns USA, Europe, Japan: {}", small(&usa_europe_japan, &targets));
    collinear(least_squares, &usa_europe_japan, &targets).given(given)?;
    let europe_japan = usa_europe_japan.select(Axis(1), &[1, 2]);
    let given = format!("columns Europe, Japan: {}", small(&europe_japan, &targets));
    accepted(least_squares, &europe_japan, &targets).given(given)
}

fn constant_column_is_an_error(least_squares: &Contract, _: &mut Cases) -> Outcome {
    let (varying, targets) = (array![[2.0], [3.0], [5.0], [7.0], [8.0], [9.0]], array![3.0, 5.0, 4.0, 9.0, 7.0, 8.0]);
    // The mean of six times 0.1 is not the float 0.1, so what is left is not exactly 0. Of zeros nothing was there.
    for constant in [4.0, 0.1, 0.0, -37.3, 1e-9, 1e8 + 0.1] {
        let column = Array1::from_elem(6, constant);
        let first = beside(&Array2::from_elem((6, 1), constant), &varying.column(0).to_owned());
        for records in [beside(&varying, &column), first, Array2::from_elem((6, 1), constant)] {
            collinear(least_squares, &records, &targets).given(small(&records, &targets))?;
        }
        let (records, targets) = (Array2::from_elem((3, 1), constant), array![5.0, 1.0, 2.0]);
        collinear(least_squares, &records, &targets).given(small(&records, &targets))?;
    }
    for nearly in [array![4.0, 4.0, 4.0, 4.0, 4.0, 5.0], array![5.0, 4.0, 4.0, 4.0, 4.0, 5.0]] {
        let records = beside(&varying, &nearly);
        accepted(least_squares, &records, &targets).given(small(&records, &targets))?;
    }
    accepted(least_squares, &varying, &targets).given(small(&varying, &targets))
}

fn too_few_rows_are_an_error(least_squares: &Contract, _: &mut Cases) -> Outcome {
    for (records, targets) in [
        (array![[1.0, 2.0], [3.0, 5.0]], array![1.0, 2.0]),
        (array![[1.0, 2.0, 0.0], [3.0, 5.0, 1.0], [4.0, 4.0, 2.0]], array![1.0, 2.0, 4.0]),
        (array![[7.0]], array![3.0]),
        (Array2::zeros((0, 1)), Array1::zeros(0)),
    ] {
        let (rows, unknowns) = (records.nrows(), records.ncols() + 1);
        let given = format!("{rows} rows, {unknowns} unknowns with the intercept: {}", small(&records, &targets));
        collinear(least_squares, &records, &targets).given(given)?;
    }
    let (records, targets) = (array![[1.0, 2.0], [3.0, 5.0], [4.0, 4.0]], array![1.0, 2.0, 4.0]);
    let given = format!("3 rows, 3 unknowns with the intercept: {}", small(&records, &targets));
    accepted(least_squares, &records, &targets).given(given)
}

/// The column of [`datasets::complete_cars`] that holds the weight in pounds.
const WEIGHT: usize = 3;
/// One pound.
const KILOGRAMS: f64 = 0.453_592_37;

/// A model with one coefficient for every column, so that a check may look inside.
fn fitted(least_squares: &Contract, records: &Array2<f64>, targets: &Array1<f64>) -> Result<LinearModel, Failure> {
    let model = answer("fit", (least_squares.fit)(records.view(), targets.view()))?;
    has_shape("coefficients", &model.coefficients, &[records.ncols()])?;
    Ok(model)
}

/// What is made of rounding differs from one version to another; what was left out is exactly 0 in all of them.
fn collinear(least_squares: &Contract, records: &Array2<f64>, targets: &Array1<f64>) -> Outcome {
    let model = match (least_squares.fit)(records.view(), targets.view()) {
        Err(FitError::Collinear) => return Ok(()),
        Ok(model) => model,
    };
    let left_out = model.coefficients.iter().any(|coefficient| *coefficient == 0.0);
    let seen = Seen::Words(format!("a model, a column left out: {left_out}"));
    Err(instead_of("fit: Err(Collinear)").got(format!("Ok({})", in_words(&model)), seen))
}

/// The counterpart of an error: whoever refuses everything has not met the requirement.
fn accepted(least_squares: &Contract, records: &Array2<f64>, targets: &Array1<f64>) -> Outcome {
    answer("fit", (least_squares.fit)(records.view(), targets.view())).map(|_| ())
}

fn is_model(model: &LinearModel, intercept: f64, coefficients: &Array1<f64>, tolerance: f64) -> Outcome {
    let (got, expected) = (in_one(model.intercept, &model.coefficients), in_one(intercept, coefficients));
    close("intercept, coefficients", &got, &expected, tolerance)
}

fn in_one(intercept: f64, coefficients: &Array1<f64>) -> Array1<f64> {
    [intercept].into_iter().chain(coefficients.iter().copied()).collect()
}

/// By the definition, and by nothing else.
fn on_the_plane(records: &Array2<f64>, intercept: f64, coefficients: &Array1<f64>) -> Array1<f64> {
    let height = |row: usize| {
        let rises = (0..records.ncols()).map(|column| records[[row, column]] * coefficients[column]);
        intercept + rises.sum::<f64>()
    };
    (0..records.nrows()).map(height).collect()
}

/// The table turned over: its transpose is the table again, and lies column by column in memory.
fn column_by_column(records: &Array2<f64>) -> Array2<f64> {
    records.t().as_standard_layout().into_owned()
}

/// The numbers as the first column of a table of two.
fn every_second(numbers: &Array1<f64>) -> Array2<f64> {
    Array2::from_shape_fn((numbers.len(), 2), |(row, column)| [numbers[row], 1e3][column])
}

const IN_ANOTHER_ORDER: &str = "the records column by column in memory, the targets a column of a table";

fn beside(records: &Array2<f64>, column: &Array1<f64>) -> Array2<f64> {
    let n_features = records.ncols();
    let cell = |(row, at)| if at < n_features { records[[row, at]] } else { column[row] };
    Array2::from_shape_fn((records.nrows(), n_features + 1), cell)
}

/// Weight in pounds and the last two digits of the model year, with miles per gallon as the target.
fn cars_by_weight_and_year() -> Result<(Array2<f64>, Array1<f64>), DatasetError> {
    let known = |car: &datasets::Car| Some((car.weight, car.year.get(2..4)?.parse().ok()?, car.miles_per_gallon?));
    let cars: Vec<(f64, f64, f64)> = datasets::cars()?.iter().filter_map(known).collect();
    let records = Array2::from_shape_fn((cars.len(), 2), |(row, column)| [cars[row].0, cars[row].1][column]);
    Ok((records, cars.iter().map(|car| car.2).collect()))
}

fn small(records: &Array2<f64>, targets: &Array1<f64>) -> String {
    format!("records {}, targets {}", shown(records), shown(targets))
}

fn in_words(model: &LinearModel) -> String {
    format!("intercept {}, coefficients {}", shown(&model.intercept), shown(&model.coefficients))
}

fn rounded(coefficients: &Array1<f64>) -> String {
    format!("{coefficients:.4}")
}
