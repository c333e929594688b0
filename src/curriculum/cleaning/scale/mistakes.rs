//! What goes wrong, as running code, and what to say about it.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, concatenate};

use super::solution::{fit, inverse, transform};
use super::{Contract, Method, NoRows, SOLUTION, Scaled, Scaler};
use mlings_grading::Mistake;

/// A learner's file in which these are the parts that `scale_split` is made of.
macro_rules! made_of {
    ($fit:ident, $transform:ident) => {
        Contract {
            fit: $fit,
            transform: $transform,
            scale_split: |train, test, method| split(train, test, method, $fit, $transform),
            ..SOLUTION
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "fits the scaler on the training rows and the held-out rows together",
        advice: "The held-out rows stand for rows that nobody has seen yet. Which rows are there on the day when the scaler is fitted?",
        attempts: &[Contract { scale_split: fits_on_both, ..SOLUTION }],
    },
    Mistake {
        name: "fits a second scaler on the held-out rows",
        advice: "The model was trained on one scale and is tried on another. If the held-out wines were all stronger, would your scaled table show it?",
        attempts: &[Contract { scale_split: fits_each_part, ..SOLUTION }],
    },
    Mistake {
        name: "learns anew from the rows that it is to scale",
        advice: "Think of a single row: its mean is itself. What has transform been given besides the rows?",
        attempts: &[made_of!(fit, transform_learns)],
    },
    Mistake {
        name: "divides by n - 1 in the standard deviation",
        advice: "Two divisors are in use, and libraries choose differently. Which one does the task state, and what is the deviation of 1 and 3 with it?",
        attempts: &[made_of!(with_ddof_1, transform)],
    },
    Mistake {
        name: "divides by the variance",
        advice: "The variance has the unit of the column squared. Which unit should be left after the division?",
        attempts: &[made_of!(by_variance, transform)],
    },
    Mistake {
        name: "subtracts two large squares to get the variance",
        advice: "Far from 0 the mean of the squares and the square of the mean agree in nearly all their digits. What is left of a float when they cancel?",
        attempts: &[made_of!(by_squares, transform)],
    },
    Mistake {
        name: "divides by 0 in a constant column",
        advice: "A column that never changes has no spread. What is 0 divided by 0, and what does the task say about such a column?",
        attempts: &[made_of!(no_rule_for_constants, transform)],
    },
    Mistake {
        name: "looks for a standard deviation of exactly 0",
        advice: "The mean of six times 0.1 misses 0.1 by the last digit. What else tells that all values are equal?",
        attempts: &[made_of!(exactly_zero, transform)],
    },
    Mistake {
        name: "adds a small number to every scale",
        advice: "It keeps the division safe, and makes every other column a little wrong. Which columns need help at all?",
        attempts: &[made_of!(with_epsilon, transform)],
    },
    Mistake {
        name: "learns one offset and one scale for every row",
        advice: "A row holds grams beside per cent. Which entries of the table are of one kind, so that a mean of them says something?",
        attempts: &[made_of!(by_row, transform)],
    },
    Mistake {
        name: "learns one offset and one scale for the whole table",
        advice: "Afterwards the large columns are still large and the small ones still small. Over which axis is a mean taken?",
        attempts: &[made_of!(whole_table, transform)],
    },
    Mistake {
        name: "looks for the largest and the smallest value from 0 on",
        advice: "Your search begins with a value that may not be in the column at all. What does it find among numbers that are all below 0?",
        attempts: &[made_of!(from_zero, transform)],
    },
    Mistake {
        name: "divides by the largest value instead of the range",
        advice: "Take a column that goes from 20 to 30. Where do its ends land?",
        attempts: &[made_of!(by_largest, transform)],
    },
    Mistake {
        name: "divides first and takes the offset away afterwards",
        advice: "The offset has the unit of the column, the quotient has none. Which of the two steps has to come first?",
        attempts: &[made_of!(fit, divides_first)],
    },
    Mistake {
        name: "cuts off what lies outside 0 and 1",
        advice: "A value beyond the training range is news. How would a model see that it is extreme, and how would inverse give it back?",
        attempts: &[made_of!(fit, cuts_off)],
    },
    Mistake {
        name: "cuts the held-out rows off at the range of the training rows",
        advice: "The strongest wine of the next year then looks like the strongest of this one. What does the task say about values that the training rows never reached?",
        attempts: &[Contract { scale_split: cuts_the_test, ..SOLUTION }],
    },
    Mistake {
        name: "goes back in the order in which it came",
        advice: "You put on socks and then shoes. Which comes off first?",
        attempts: &[Contract { inverse: |scaler, scaled| (&scaled + &scaler.offsets) * &scaler.scales, ..SOLUTION }],
    },
    Mistake {
        name: "forgets the offset on the way back",
        advice: "Scale the mean and take it back. Where do you arrive?",
        attempts: &[Contract { inverse: |scaler, scaled| &scaled * &scaler.scales, ..SOLUTION }],
    },
    Mistake {
        name: "learns from a table without rows",
        advice: "Nothing was seen, so there is no mean and no range. What does the task say that fit returns then?",
        attempts: &[made_of!(from_nothing, transform)],
    },
];

type Fit = fn(ArrayView2<f64>, Method) -> Result<Scaler, NoRows>;
type Transform = fn(&Scaler, ArrayView2<f64>) -> Array2<f64>;

fn split(
    train: ArrayView2<f64>,
    test: ArrayView2<f64>,
    method: Method,
    fit: Fit,
    transform: Transform,
) -> Result<Scaled, NoRows> {
    let scaler = fit(train, method)?;
    let (train, test) = (transform(&scaler, train), transform(&scaler, test));
    Ok(Scaled { scaler, train, test })
}

fn fits_on_both(train: ArrayView2<f64>, test: ArrayView2<f64>, method: Method) -> Result<Scaled, NoRows> {
    let scaler = fit(concatenate![Axis(0), train, test].view(), method)?;
    let (train, test) = (transform(&scaler, train), transform(&scaler, test));
    Ok(Scaled { scaler, train, test })
}

fn fits_each_part(train: ArrayView2<f64>, test: ArrayView2<f64>, method: Method) -> Result<Scaled, NoRows> {
    let (scaler, of_test) = (fit(train, method)?, fit(test, method)?);
    let (train, test) = (transform(&scaler, train), transform(&of_test, test));
    Ok(Scaled { scaler, train, test })
}

fn cuts_the_test(train: ArrayView2<f64>, test: ArrayView2<f64>, method: Method) -> Result<Scaled, NoRows> {
    let (scaler, range) = (fit(train, method)?, fit(train, Method::MinMax)?);
    let inside = inverse(&range, cuts_off(&range, test).view());
    let (train, test) = (transform(&scaler, train), transform(&scaler, inside.view()));
    Ok(Scaled { scaler, train, test })
}

fn transform_learns(_: &Scaler, rows: ArrayView2<f64>) -> Array2<f64> {
    match fit(rows, Method::Standard) {
        Ok(of_rows) => transform(&of_rows, rows),
        Err(NoRows) => rows.to_owned(),
    }
}

fn divides_first(scaler: &Scaler, rows: ArrayView2<f64>) -> Array2<f64> {
    &rows / &scaler.scales - &scaler.offsets
}

fn cuts_off(scaler: &Scaler, rows: ArrayView2<f64>) -> Array2<f64> {
    transform(scaler, rows).mapv(|value| value.clamp(0.0, 1.0))
}

/// The right fit, but with other scales for columns that are not constant.
fn with_scales(
    train: ArrayView2<f64>,
    method: Method,
    of_method: Method,
    scale: fn(ArrayView1<f64>, f64) -> f64,
) -> Result<Scaler, NoRows> {
    let mut scaler = fit(train, method)?;
    if method == of_method {
        for (right, column) in scaler.scales.iter_mut().zip(train.columns()) {
            if column.iter().any(|value| *value != column[0]) {
                *right = scale(column, *right);
            }
        }
    }
    Ok(scaler)
}

fn with_ddof_1(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    let scale = |column: ArrayView1<f64>, right| right * (column.len() as f64 / (column.len() as f64 - 1.0)).sqrt();
    with_scales(train, method, Method::Standard, scale)
}

fn by_variance(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    with_scales(train, method, Method::Standard, |_, right| right * right)
}

fn by_squares(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    let scale = |column: ArrayView1<f64>, _| {
        let mean = |power: i32| column.iter().map(|value| value.powi(power)).sum::<f64>() / column.len() as f64;
        (mean(2) - mean(1).powi(2)).max(0.0).sqrt()
    };
    with_scales(train, method, Method::Standard, scale)
}

fn by_largest(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    let scale = |column: ArrayView1<f64>, _| column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    with_scales(train, method, Method::MinMax, scale)
}

fn no_rule_for_constants(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    let mut scaler = fit(train, method)?;
    for (scale, column) in scaler.scales.iter_mut().zip(train.columns()) {
        if column.iter().all(|value| *value == column[0]) {
            *scale = 0.0;
        }
    }
    Ok(scaler)
}

fn exactly_zero(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    let mut scaler = fit(train, method)?;
    if method == Method::Standard {
        scaler.scales = train.columns().into_iter().map(naive_deviation).collect();
        scaler.scales.mapv_inplace(|scale| if scale == 0.0 { 1.0 } else { scale });
    }
    Ok(scaler)
}

/// Adds up from the first value to the last, as a loop does.
fn naive_deviation(column: ArrayView1<f64>) -> f64 {
    let n_samples = column.len() as f64;
    let mean = column.iter().sum::<f64>() / n_samples;
    (column.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n_samples).sqrt()
}

fn with_epsilon(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    let scaler = no_rule_for_constants(train, method)?;
    Ok(Scaler { scales: scaler.scales + 1e-8, ..scaler })
}

fn by_row(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    fit(train.t(), method)
}

fn whole_table(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    let all: Array1<f64> = train.iter().copied().collect();
    let of_all = fit(all.insert_axis(Axis(1)).view(), method)?;
    let everywhere = |value: &Array1<f64>| Array1::from_elem(train.ncols(), value[0]);
    Ok(Scaler { offsets: everywhere(&of_all.offsets), scales: everywhere(&of_all.scales) })
}

fn from_zero(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    let scaler = fit(train, method)?;
    if method == Method::Standard {
        return Ok(scaler);
    }
    let extreme = |pick: fn(f64, f64) -> f64| train.fold_axis(Axis(0), 0.0, |a, b| pick(*a, *b));
    let (offsets, largest) = (extreme(f64::min), extreme(f64::max));
    let scales = (largest - &offsets).mapv(|range| if range == 0.0 { 1.0 } else { range });
    Ok(Scaler { offsets, scales })
}

fn from_nothing(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    fit(train, method).or_else(|NoRows| {
        let nothing = Array1::from_elem(train.ncols(), f64::NAN);
        Ok(Scaler { offsets: nothing.clone(), scales: nothing })
    })
}
