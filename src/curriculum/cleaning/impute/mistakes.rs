//! What goes wrong, as running code, and what to say about it.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, concatenate};

use super::solution::{fit, transform};
use super::{Contract, EmptyColumn, Imputed, Imputer, SOLUTION, Strategy};
use crate::grading::Mistake;

/// A learner's file in which these two are the parts that `impute_split` is made of.
macro_rules! made_of {
    ($fit:ident, $transform:ident) => {
        Contract {
            fit: $fit,
            transform: $transform,
            impute_split: |train, test, strategy| split(train, test, strategy, $fit, $transform),
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "learns from the training rows and the held-out rows together",
        advice: "The held-out rows stand for rows that nobody has seen yet. Which rows are there on the day when the fills are learned?",
        attempt: Contract { impute_split: learns_from_both, ..SOLUTION },
    },
    Mistake {
        name: "fills the held-out rows with statistics of their own",
        advice: "In use the rows may come one at a time, and one row has no statistics. What is already known when it comes?",
        attempt: Contract { impute_split: test_learns_from_itself, ..SOLUTION },
    },
    Mistake {
        name: "learns anew from the rows that it is to fill",
        advice: "Think of a single row with a gap in it. What could be learned from that row, and what has transform been given besides?",
        attempt: made_of!(fit, transform_learns),
    },
    Mistake {
        name: "looks for missing values with == f64::NAN",
        advice: "Print f64::NAN == f64::NAN and be surprised. What does f64 offer to ask a number whether it is one?",
        attempt: made_of!(fit_finds_nothing_missing, transform_finds_nothing_missing),
    },
    Mistake {
        name: "lets missing values into the mean",
        advice: "One NaN makes the whole sum NaN. Which of the column's entries are values that can be added up?",
        attempt: made_of!(nan_in_mean, transform),
    },
    Mistake {
        name: "divides the sum by the number of all rows",
        advice: "A mean divides by how many were added up. How many of the column's entries did you add up?",
        attempt: made_of!(divides_by_all, transform),
    },
    Mistake {
        name: "puts 0 where a value is missing",
        advice: "To a model this 0 is a measurement like any other. What was learned about the column, and where does it stand?",
        attempt: made_of!(fit, puts_zero),
    },
    Mistake {
        name: "takes 0 for missing",
        advice: "A count, a balance or a temperature may well be 0. What alone marks a missing value here?",
        attempt: made_of!(fit_drops_zeros, transform_fills_zeros),
    },
    Mistake {
        name: "takes everything that is not above 0 for missing",
        advice: "NaN > 0.0 is false, and so is -26.5 > 0.0. Which of these two is a measurement?",
        attempt: made_of!(fit_keeps_positive, transform_keeps_positive),
    },
    Mistake {
        name: "takes the middle of values that are not sorted",
        advice: "Which value stands in the middle of the file is chance. Put the rows into another order: should the median change?",
        attempt: made_of!(unsorted, transform),
    },
    Mistake {
        name: "takes the upper one of the two middle values",
        advice: "Write down four sorted values and draw a line in the middle. Which values touch the line, and what does the task say about them?",
        attempt: made_of!(upper_middle, transform),
    },
    Mistake {
        name: "lets missing values take part in the median",
        advice: "A sort has to put NaN somewhere, and there it pushes the middle aside. How many values does the column really have?",
        attempt: made_of!(nan_in_median, transform),
    },
    Mistake {
        name: "sorts with partial_cmp while NaN is among the values",
        advice: "NaN is neither smaller nor larger than a number, so partial_cmp answers None. Which of the column's entries should be sorted?",
        attempt: made_of!(panics_at_nan, transform),
    },
    Mistake {
        name: "gives a tie to the value that comes first in the table",
        advice: "The same rows in another order should teach the same fill. Which of equally frequent values does the task ask for?",
        attempt: made_of!(first_of_tie, transform),
    },
    Mistake {
        name: "gives a tie to the largest value",
        advice: "Several values are equally frequent, and your code keeps the last of them. Which one does the task ask for?",
        attempt: made_of!(largest_of_tie, transform),
    },
    Mistake {
        name: "counts the missing values as if they were one frequent value",
        advice: "A gap does not become a value by occurring often. Which of the column's entries should be counted?",
        attempt: made_of!(nan_is_frequent, transform),
    },
    Mistake {
        name: "makes whole numbers of the values to count them",
        advice: "As integers 2.1 and 2.9 are both 2. How can equal values be counted as they are, when an f64 cannot be the key of a HashMap?",
        attempt: made_of!(counts_whole_numbers, transform),
    },
    Mistake {
        name: "has a fill even for a column without any value",
        advice: "Nothing was seen, so nothing can be typical. What does the task say that fit returns for such a column?",
        attempt: made_of!(nan_for_empty, transform),
    },
    Mistake {
        name: "learns one fill for every row",
        advice: "A row holds millimetres beside grams. Which entries of the table are of one kind, so that a mean of them says something?",
        attempt: made_of!(by_row, transform),
    },
];

type Fit = fn(ArrayView2<f64>, Strategy) -> Result<Imputer, EmptyColumn>;
type Transform = fn(&Imputer, ArrayView2<f64>) -> Array2<f64>;

fn split(
    train: ArrayView2<f64>,
    test: ArrayView2<f64>,
    strategy: Strategy,
    fit: Fit,
    transform: Transform,
) -> Result<Imputed, EmptyColumn> {
    let imputer = fit(train, strategy)?;
    let (train, test) = (transform(&imputer, train), transform(&imputer, test));
    Ok(Imputed { imputer, train, test })
}

fn learns_from_both(train: ArrayView2<f64>, test: ArrayView2<f64>, strategy: Strategy) -> Result<Imputed, EmptyColumn> {
    let imputer = fit(concatenate![Axis(0), train, test].view(), strategy)?;
    let (train, test) = (transform(&imputer, train), transform(&imputer, test));
    Ok(Imputed { imputer, train, test })
}

fn test_learns_from_itself(
    train: ArrayView2<f64>,
    test: ArrayView2<f64>,
    strategy: Strategy,
) -> Result<Imputed, EmptyColumn> {
    let (of_train, of_test) = (fit(train, strategy)?, fit(test, strategy)?);
    let (train, test) = (transform(&of_train, train), transform(&of_test, test));
    Ok(Imputed { imputer: of_train, train, test })
}

fn transform_learns(_: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    let mean = |column: ArrayView1<f64>| {
        let values = present(column);
        values.iter().sum::<f64>() / values.len() as f64
    };
    transform(&Imputer { fills: rows.columns().into_iter().map(mean).collect() }, rows)
}

fn puts_zero(_: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    transform(&Imputer { fills: Array1::zeros(rows.ncols()) }, rows)
}

/// What fit does when no value ever equals NaN: all are kept, and only a table without rows has none.
fn fit_finds_nothing_missing(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    if train.is_empty() {
        return fit(train, strategy);
    }
    let statistic = match strategy {
        Strategy::Mean => mean_of_all,
        Strategy::Median => median_of_all,
        Strategy::MostFrequent => |column: ArrayView1<f64>| modes(column).into_iter().fold(f64::NAN, f64::min),
    };
    Ok(Imputer { fills: train.columns().into_iter().map(statistic).collect() })
}

fn transform_finds_nothing_missing(_: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    rows.to_owned()
}

fn zero_to_nan(value: f64) -> f64 {
    if value == 0.0 { f64::NAN } else { value }
}

fn fit_drops_zeros(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    fit(train.mapv(zero_to_nan).view(), strategy)
}

fn transform_fills_zeros(imputer: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    transform(imputer, rows.mapv(zero_to_nan).view())
}

fn not_positive_to_nan(value: f64) -> f64 {
    if value > 0.0 { value } else { f64::NAN }
}

fn fit_keeps_positive(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    fit(train.mapv(not_positive_to_nan).view(), strategy)
}

fn transform_keeps_positive(imputer: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    transform(imputer, rows.mapv(not_positive_to_nan).view())
}

/// The right fit, but for one strategy another statistic of the whole column, NaN included.
fn but_for(
    wrong: Strategy,
    statistic: fn(ArrayView1<f64>) -> f64,
    train: ArrayView2<f64>,
    strategy: Strategy,
) -> Result<Imputer, EmptyColumn> {
    let mut imputer = fit(train, strategy)?;
    if strategy == wrong {
        imputer.fills = train.columns().into_iter().map(statistic).collect();
    }
    Ok(imputer)
}

fn nan_in_mean(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    but_for(Strategy::Mean, mean_of_all, train, strategy)
}

fn divides_by_all(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let mean = |column: ArrayView1<f64>| present(column).iter().sum::<f64>() / column.len() as f64;
    but_for(Strategy::Mean, mean, train, strategy)
}

fn unsorted(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    but_for(Strategy::Median, |column| middle(&present(column)), train, strategy)
}

fn upper_middle(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let median = |column: ArrayView1<f64>| {
        let values = sorted(present(column));
        values[values.len() / 2]
    };
    but_for(Strategy::Median, median, train, strategy)
}

fn nan_in_median(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    but_for(Strategy::Median, median_of_all, train, strategy)
}

fn panics_at_nan(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let median = |column: ArrayView1<f64>| {
        let mut values = column.to_vec();
        values.sort_by(|a, b| a.partial_cmp(b).unwrap());
        middle(&values)
    };
    but_for(Strategy::Median, median, train, strategy)
}

fn first_of_tie(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    but_for(Strategy::MostFrequent, |column| modes(column)[0], train, strategy)
}

fn largest_of_tie(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    but_for(Strategy::MostFrequent, |column| modes(column).into_iter().fold(f64::NAN, f64::max), train, strategy)
}

fn nan_is_frequent(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let mode = |column: ArrayView1<f64>| {
        let (frequent, missing) = (modes(column), column.len() - present(column).len());
        let often = column.iter().filter(|value| **value == frequent[0]).count();
        if missing > often { f64::NAN } else { frequent.into_iter().fold(f64::NAN, f64::min) }
    };
    but_for(Strategy::MostFrequent, mode, train, strategy)
}

fn counts_whole_numbers(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let whole = |value: f64| if value.is_nan() { value } else { (value as i64) as f64 };
    match strategy {
        Strategy::MostFrequent => fit(train.mapv(whole).view(), strategy),
        _ => fit(train, strategy),
    }
}

fn nan_for_empty(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let fill = |column: ArrayView1<f64>| match fit(column.insert_axis(Axis(1)), strategy) {
        Ok(imputer) => imputer.fills[0],
        Err(_) => f64::NAN,
    };
    Ok(Imputer { fills: train.columns().into_iter().map(fill).collect() })
}

fn by_row(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    fit(train.t(), strategy)
}

fn present(column: ArrayView1<f64>) -> Vec<f64> {
    column.iter().copied().filter(|value| !value.is_nan()).collect()
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

fn middle(values: &[f64]) -> f64 {
    (values[(values.len() - 1) / 2] + values[values.len() / 2]) / 2.0
}

fn mean_of_all(column: ArrayView1<f64>) -> f64 {
    column.sum() / column.len() as f64
}

fn median_of_all(column: ArrayView1<f64>) -> f64 {
    middle(&sorted(column.to_vec()))
}

/// The most frequent values, each once, in the order of the table; none where every entry is missing.
fn modes(column: ArrayView1<f64>) -> Vec<f64> {
    let often = |value: &f64| column.iter().filter(|other| *other == value).count();
    let most = column.iter().map(often).max().unwrap_or(0);
    let mut modes = Vec::new();
    for value in column.iter().filter(|value| !value.is_nan() && often(value) == most) {
        if !modes.contains(value) {
            modes.push(*value);
        }
    }
    modes
}
