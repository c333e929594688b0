//! What goes wrong, as running code, and what to say about it.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, concatenate};

use super::solution::{fit, inverse, transform};
use super::{Contract, Method, NoRows, SOLUTION, Scaled, Scaler};
use mlings_grading::Mistake;

/// A learner's file in which these are the parts that `scale_split` is made of.
macro_rules! made_of {
    ($fit:expr, $transform:expr) => {
        Contract {
            fit: $fit,
            transform: $transform,
            scale_split: |train, test, method| split(train, test, method, $fit, $transform),
            ..SOLUTION
        }
    };
}

/// A learner's file with this version of `inverse`.
macro_rules! going_back {
    ($inverse:expr) => {
        Contract { inverse: $inverse, ..SOLUTION }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "fits the scaler on the training rows and the held-out rows together",
        advice: "The held-out rows stand for rows that nobody has seen yet. Which rows are there on the day when the scaler is fitted?",
        attempts: &[
            Contract { scale_split: fits_on_both, ..SOLUTION },
            Contract {
                scale_split: |train, test, method| {
                    Ok(Scaled { scaler: fit(train, method)?, ..fits_on_both(train, test, method)? })
                },
                ..SOLUTION
            },
            Contract {
                scale_split: |train, test, method| {
                    let of_both = fits_on_both(train, test, method)?;
                    Ok(Scaled { test: of_both.test, ..split(train, test, method, fit, transform)? })
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "fits a second scaler on the held-out rows",
        advice: "The model was trained on one scale and is tried on another. If the held-out wines were all stronger, would your scaled table show it?",
        attempts: &[
            Contract { scale_split: fits_each_part, ..SOLUTION },
            Contract { scale_split: fits_each_part_if_it_can, ..SOLUTION },
        ],
    },
    Mistake {
        name: "fits the scaler on the held-out rows instead of the training rows",
        advice: "You pass two tables on to fit and transform. Which of the two does the model learn from?",
        attempts: &[Contract {
            scale_split: |train, test, method| {
                let scaler = fit(test, method)?;
                let (train, test) = (transform(&scaler, train), transform(&scaler, test));
                Ok(Scaled { scaler, train, test })
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "refuses to scale where no row is held out",
        advice: "What is to be learned stands in the training rows. What does the task say may stand in the held-out part?",
        attempts: &[
            Contract {
                scale_split: |train, test, method| {
                    if test.nrows() == 0 {
                        return Err(NoRows);
                    }
                    split(train, test, method, fit, transform)
                },
                ..SOLUTION
            },
            made_of!(fit, |scaler, rows| {
                assert!(rows.nrows() > 0, "no rows");
                transform(scaler, rows)
            }),
        ],
    },
    Mistake {
        name: "returns one of the parts as it came",
        advice: "The model learns from one part and is tried on the other. In which unit does each of them reach it?",
        attempts: &[
            Contract {
                scale_split: |train, test, method| {
                    Ok(Scaled { test: test.to_owned(), ..split(train, test, method, fit, transform)? })
                },
                ..SOLUTION
            },
            Contract {
                scale_split: |train, test, method| {
                    Ok(Scaled { train: train.to_owned(), ..split(train, test, method, fit, transform)? })
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "changes the two parts for each other",
        advice: "Look at the order in which your answer names its parts. Which of them has as many rows as the training rows?",
        attempts: &[Contract {
            scale_split: |train, test, method| {
                let Scaled { scaler, train, test } = split(train, test, method, fit, transform)?;
                Ok(Scaled { scaler, train: test, test: train })
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "fits the scaler once more on rows that are scaled already",
        advice: "A scaled column has no unit left. In which unit must offset and scale be, so that they fit the rows of next week?",
        attempts: &[Contract {
            scale_split: |train, test, method| {
                let Scaled { train, test, .. } = split(train, test, method, fit, transform)?;
                Ok(Scaled { scaler: fit(train.view(), method)?, train, test })
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes one method for the other",
        advice: "Scale 0, 0 and 3 by hand, with both methods. Which of the two do you get where you ask for the other?",
        attempts: &[made_of!(
            |train, method| match method {
                Method::Standard => fit(train, Method::MinMax),
                Method::MinMax => fit(train, Method::Standard),
            },
            transform
        )],
    },
    Mistake {
        name: "changes offsets and scales for each other",
        advice: "One of the two is taken away and the other divides. Which of them may be 0 or below?",
        attempts: &[made_of!(
            |train, method| {
                let Scaler { offsets, scales } = fit(train, method)?;
                Ok(Scaler { offsets: scales, scales: offsets })
            },
            transform
        )],
    },
    Mistake {
        name: "takes the mean away in min-max scaling too",
        advice: "Take a column that goes from 20 to 30, and scale its smallest value. Where should it land?",
        attempts: &[made_of!(
            |train, method| Ok(Scaler { offsets: fit(train, Method::Standard)?.offsets, ..fit(train, method)? }),
            transform
        )],
    },
    Mistake {
        name: "scales in one way, whatever the method",
        advice: "With one of the methods all is well. Which of the arguments do you never use?",
        attempts: &[
            Contract { scale_split: |train, test, _| split(train, test, Method::Standard, fit, transform), ..SOLUTION },
            Contract { scale_split: |train, test, _| split(train, test, Method::MinMax, fit, transform), ..SOLUTION },
            made_of!(|train, _| fit(train, Method::Standard), transform),
            made_of!(|train, _| fit(train, Method::MinMax), transform),
        ],
    },
    Mistake {
        name: "learns anew from the rows that it is to scale",
        advice: "Think of a single row: its mean is itself. What has transform been given besides the rows?",
        attempts: &[
            made_of!(fit, transform_learns),
            made_of!(fit, |_, rows| match fit(rows, Method::MinMax) {
                Ok(of_rows) => transform(&of_rows, rows),
                Err(NoRows) => rows.to_owned(),
            }),
        ],
    },
    Mistake {
        name: "divides by n - 1 in the standard deviation",
        advice: "Two divisors are in use, and libraries choose differently. Which one does the task state, and what is the deviation of 1 and 3 with it?",
        attempts: &[
            made_of!(with_ddof_1, transform),
            // Of one row it is 0/0, and no rule for constants helps.
            made_of!(
                |train, method| {
                    let mut scaler = with_ddof_1(train, method)?;
                    if train.nrows() == 1 && method == Method::Standard {
                        scaler.scales.fill(f64::NAN);
                    }
                    Ok(scaler)
                },
                transform
            ),
        ],
    },
    Mistake {
        name: "takes the mean distance for the standard deviation",
        advice: "Two typical distances are in use. What does the formula do to a distance before it takes the mean?",
        attempts: &[made_of!(
            |train, method| with_scales(train, method, Method::Standard, |column, _| {
                let mean = column.sum() / column.len() as f64;
                column.iter().map(|value| (value - mean).abs()).sum::<f64>() / column.len() as f64
            }),
            transform
        )],
    },
    Mistake {
        name: "forgets a step of the standard deviation",
        advice: "Write the formula down, and tick off what your code has: the mean, the squares, their sum, the number of rows, the root. What is left?",
        attempts: &[
            made_of!(
                |train, method| with_scales(train, method, Method::Standard, |column, right| {
                    right * (column.len() as f64).sqrt()
                }),
                transform
            ),
            made_of!(
                |train, method| with_scales(train, method, Method::Standard, |column, _| {
                    (column.iter().map(|value| value * value).sum::<f64>() / column.len() as f64).sqrt()
                }),
                transform
            ),
            made_of!(
                |train, method| with_scales(train, method, Method::Standard, |column, right| {
                    right / (column.len() as f64).sqrt()
                }),
                transform
            ),
        ],
    },
    Mistake {
        name: "takes another middle than the mean for the offset",
        advice: "Median, mean and the middle of the range are three numbers. Which one does standard scaling take away?",
        attempts: &[
            made_of!(
                |train, method| with_offsets(train, method, |column| {
                    let mut values = column.to_vec();
                    values.sort_by(f64::total_cmp);
                    (values[(values.len() - 1) / 2] + values[values.len() / 2]) / 2.0
                }),
                transform
            ),
            made_of!(
                |train, method| with_offsets(train, method, |column| {
                    let low = column.iter().copied().fold(f64::INFINITY, f64::min);
                    low + (column.iter().copied().fold(f64::NEG_INFINITY, f64::max) - low) / 2.0
                }),
                transform
            ),
        ],
    },
    Mistake {
        name: "keeps numbers in f32 on the way",
        advice: "An f32 has seven digits. How many have the numbers that come in?",
        attempts: &[
            made_of!(|train, method| fit(train.mapv(short).view(), method), transform),
            made_of!(
                |train, method| {
                    let Scaler { offsets, scales } = fit(train, method)?;
                    Ok(Scaler { offsets: offsets.mapv(short), scales: scales.mapv(short) })
                },
                transform
            ),
            made_of!(fit, |scaler, rows| transform(scaler, rows).mapv(short)),
            made_of!(fit, |scaler, rows| (&rows - &scaler.offsets) * scaler.scales.mapv(|scale| short(1.0 / scale))),
            made_of!(fit, |scaler, rows| transform(scaler, rows.mapv(short).view())),
            going_back!(|scaler, scaled| inverse(scaler, scaled).mapv(short)),
            going_back!(|scaler, scaled| inverse(scaler, scaled.mapv(short).view())),
        ],
    },
    Mistake {
        name: "takes the numbers as they lie in memory",
        advice: "A table may lie in memory column by column, or backwards. What gives you its numbers row by row, however it lies?",
        attempts: &[
            made_of!(fit, |scaler, rows| transform(scaler, as_it_lies(rows).view())),
            made_of!(|train, method| fit(as_it_lies(train).view(), method), transform),
            going_back!(|scaler, scaled| inverse(scaler, as_it_lies(scaled).view())),
        ],
    },
    Mistake {
        name: "leaves columns of zeros and ones as they are",
        advice: "A column of 0 and 1 has a mean and a range like any other. Does the task make an exception for it?",
        attempts: &[
            made_of!(|train, method| leaving_alone(train, method, |value| value == 0.0 || value == 1.0), transform),
            made_of!(
                |train, method| if method == Method::Standard {
                    leaving_alone(train, method, |value| value == 0.0 || value == 1.0)
                } else {
                    fit(train, method)
                },
                transform
            ),
            made_of!(|train, method| leaving_alone(train, method, |value| (0.0..=1.0).contains(&value)), transform),
            made_of!(leaving_indicators, transform),
            made_of!(
                |train, method| match method {
                    Method::Standard => leaving_indicators(train, method),
                    Method::MinMax => fit(train, method),
                },
                transform
            ),
        ],
    },
    Mistake {
        name: "takes a scale of 1 for the sign of a constant column",
        advice: "Another column may have the scale 1 too, and a new row may differ in a column that was constant. What does the formula do with a scale of 1?",
        attempts: &[
            made_of!(fit, |scaler, rows| at_scale_one(scaler, transform(scaler, rows), |_| 0.0)),
            made_of!(fit, |scaler, rows| {
                Array2::from_shape_fn(rows.dim(), |(row, column)| match scaler.scales[column] {
                    1.0 => rows[[row, column]],
                    scale => (rows[[row, column]] - scaler.offsets[column]) / scale,
                })
            }),
            going_back!(|scaler, scaled| {
                Array2::from_shape_fn(scaled.dim(), |(row, column)| match scaler.scales[column] {
                    1.0 => scaled[[row, column]],
                    scale => scaled[[row, column]] * scale + scaler.offsets[column],
                })
            }),
            going_back!(|scaler, scaled| {
                Array2::from_shape_fn(scaled.dim(), |(row, column)| match scaler.scales[column] {
                    1.0 => scaler.offsets[column],
                    scale => scaled[[row, column]] * scale + scaler.offsets[column],
                })
            }),
        ],
    },
    Mistake {
        name: "divides by the variance",
        advice: "The variance has the unit of the column squared. Which unit should be left after the division?",
        attempts: &[made_of!(by_variance, transform)],
    },
    Mistake {
        name: "subtracts two large squares to get the variance",
        advice: "Far from 0 the mean of the squares and the square of the mean agree in nearly all their digits. What is left of a float when they cancel?",
        attempts: &[
            made_of!(by_squares, transform),
            // Below 0 it has no root.
            made_of!(
                |train, method| with_scales(train, method, Method::Standard, |column, _| {
                    let mean =
                        |power: i32| column.iter().map(|value| value.powi(power)).sum::<f64>() / column.len() as f64;
                    (mean(2) - mean(1).powi(2)).sqrt()
                }),
                transform
            ),
            made_of!(
                |train, method| with_scales(train, method, Method::Standard, |column, _| {
                    let n = column.len() as f64;
                    let sum = column.iter().sum::<f64>();
                    ((column.iter().map(|value| value * value).sum::<f64>() - sum * sum / n) / n).max(0.0).sqrt()
                }),
                transform
            ),
        ],
    },
    Mistake {
        name: "divides value and offset apart, and subtracts two large quotients",
        advice: "On paper it is the same. What is left of a float when two large numbers that are nearly equal cancel?",
        attempts: &[made_of!(fit, |scaler, rows| &rows / &scaler.scales - &scaler.offsets / &scaler.scales)],
    },
    Mistake {
        name: "divides by 0 in a constant column",
        advice: "A column that never changes has no spread. What is 0 divided by 0, and what does the task say about such a column?",
        attempts: &[made_of!(no_rule_for_constants, transform), made_of!(no_rule_at_all, transform)],
    },
    Mistake {
        name: "knows constant columns with one of the methods alone",
        advice: "With one method your constant columns are fine. Does the rule stand where both methods come by?",
        attempts: &[
            made_of!(
                |train, method| if method == Method::MinMax {
                    no_rule_for_constants(train, method)
                } else {
                    fit(train, method)
                },
                transform
            ),
            made_of!(
                |train, method| if method == Method::Standard {
                    no_rule_for_constants(train, method)
                } else {
                    fit(train, method)
                },
                transform
            ),
            made_of!(
                |train, method| if method == Method::Standard {
                    no_rule_at_all(train, method)
                } else {
                    fit(train, method)
                },
                transform
            ),
        ],
    },
    Mistake {
        name: "takes a column with a small spread for a constant one",
        advice: "What is small depends on the unit and on how far from 0 the column lies. Which question has a yes or a no in every unit?",
        attempts: &[
            made_of!(|train, method| constant_if(train, method, |range, _, _| range < 1e-12), transform),
            made_of!(|train, method| constant_if(train, method, |range, _, _| range < 1e-9), transform),
            made_of!(|train, method| constant_if(train, method, |range, _, _| range < 1e-10), transform),
            made_of!(|train, method| constant_if(train, method, |range, _, _| range < 1e-8), transform),
            made_of!(|train, method| constant_if(train, method, |range, _, _| range < 1e-6), transform),
            made_of!(|train, method| constant_if(train, method, |range, _, _| range < 1e-15), transform),
            made_of!(|train, method| constant_if(train, method, |range, _, _| range < f64::EPSILON), transform),
            made_of!(|train, method| constant_if(train, method, |_, scale, _| scale < 1e-12), transform),
            made_of!(|train, method| constant_if(train, method, |_, scale, _| scale < 1e-9), transform),
            made_of!(|train, method| constant_if(train, method, |_, scale, _| scale < 1e-10), transform),
            made_of!(|train, method| constant_if(train, method, |_, scale, _| scale < 1e-8), transform),
            made_of!(|train, method| constant_if(train, method, |_, scale, _| scale < 1e-6), transform),
            made_of!(|train, method| constant_if(train, method, |_, scale, _| scale < 1e-15), transform),
            made_of!(|train, method| constant_if(train, method, |_, scale, _| scale < f64::EPSILON), transform),
            made_of!(|train, method| constant_if(train, method, |range, _, size| range < 1e-12 * size), transform),
            made_of!(|train, method| constant_if(train, method, |range, _, size| range < 1e-9 * size), transform),
            made_of!(|train, method| constant_if(train, method, |_, scale, size| scale < 1e-12 * size), transform),
            made_of!(|train, method| constant_if(train, method, |_, scale, size| scale < 1e-9 * size), transform),
            made_of!(
                |train, method| constant_if(train, method, |range, _, size| range < 1e-12 * size.max(1.0)),
                transform
            ),
        ],
    },
    Mistake {
        name: "looks at some of the values to see whether all are equal",
        advice: "The value that differs may stand anywhere in the column. How many of its values have you compared?",
        attempts: &[
            made_of!(
                |train, method| constant_by(train, method, |column| column[0] == column[column.len() - 1]),
                transform
            ),
            made_of!(|train, method| constant_by(train, method, |column| column[0] == column[1]), transform),
            made_of!(
                |train, method| constant_by(train, method, |column| {
                    column[0] == column[column.len() / 2] && column[0] == column[column.len() - 1]
                }),
                transform
            ),
        ],
    },
    Mistake {
        name: "looks for a standard deviation of exactly 0",
        advice: "The mean of six times 0.1 misses 0.1 by the last digit. What else tells that all values are equal?",
        attempts: &[
            made_of!(exactly_zero, transform),
            made_of!(
                |train, method| {
                    let mut scaler = no_rule_at_all(train, method)?;
                    scaler.scales.mapv_inplace(|scale| if scale == 0.0 { 1.0 } else { scale });
                    Ok(scaler)
                },
                transform
            ),
        ],
    },
    Mistake {
        name: "adds a small number to every scale",
        advice: "It keeps the division safe, and makes every other column a little wrong. Which columns need help at all?",
        attempts: &[
            made_of!(with_epsilon, transform),
            made_of!(|train, method| with_small(train, method, 1e-12), transform),
            made_of!(|train, method| with_small(train, method, f64::EPSILON), transform),
            made_of!(fit, |scaler, rows| (&rows - &scaler.offsets) / (&scaler.scales + 1e-8)),
            made_of!(fit, |scaler, rows| (&rows - &scaler.offsets) / (&scaler.scales + 1e-12)),
        ],
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
        name: "begins the search for an extreme value with a number that is not in the column",
        advice: "Your search begins with a value that may not be in the column at all. What does it find among numbers that all lie on one side of it?",
        attempts: &[
            made_of!(from_zero, transform),
            made_of!(|train, method| extremes_from(train, method, f64::INFINITY, 0.0), transform),
            made_of!(|train, method| extremes_from(train, method, 0.0, f64::NEG_INFINITY), transform),
            made_of!(|train, method| extremes_from(train, method, f64::INFINITY, f64::MIN_POSITIVE), transform),
            made_of!(|train, method| extremes_from(train, method, f64::MAX, f64::MIN_POSITIVE), transform),
            made_of!(|train, method| extremes_from(train, method, 1e9, -1e9), transform),
            made_of!(|train, method| extremes_from(train, method, 1e6, -1e6), transform),
            made_of!(
                |train, method| with_scales(train, method, Method::MinMax, |column, _| {
                    column.fold(0.0_f64, |most, value| most.max(*value))
                        - column.fold(f64::MAX, |least, value| least.min(*value))
                }),
                transform
            ),
            made_of!(
                |train, method| with_scales(train, method, Method::MinMax, |column, _| {
                    column.fold(f64::MIN_POSITIVE, |most, value| most.max(*value))
                        - column.fold(f64::MAX, |least, value| least.min(*value))
                }),
                transform
            ),
            // Whether the column is constant is asked of the extremes too.
            made_of!(|train, method| all_from(train, method, f64::INFINITY, f64::MIN_POSITIVE), transform),
            made_of!(|train, method| all_from(train, method, f64::INFINITY, 0.0), transform),
            made_of!(|train, method| all_from(train, method, 0.0, 0.0), transform),
        ],
    },
    Mistake {
        name: "divides by the largest value instead of the range",
        advice: "Take a column that goes from 20 to 30. Where do its ends land?",
        attempts: &[made_of!(by_largest, transform)],
    },
    Mistake {
        name: "leaves out one of the two steps of transform",
        advice: "Scale the mean, and then a value one scale above it. Where does each of them land?",
        attempts: &[
            made_of!(fit, |scaler, rows| &rows - &scaler.offsets),
            made_of!(fit, |scaler, rows| &rows / &scaler.scales),
        ],
    },
    Mistake {
        name: "does one of the two steps of transform the wrong way round",
        advice: "Scale the mean, and then a value one scale above it. Where does each of them land?",
        attempts: &[
            made_of!(fit, |scaler, rows| (&rows + &scaler.offsets) / &scaler.scales),
            made_of!(fit, |scaler, rows| (&rows - &scaler.offsets) * &scaler.scales),
            made_of!(fit, |scaler, rows| (&scaler.offsets - &rows) / &scaler.scales),
        ],
    },
    Mistake {
        name: "takes a root of the scale in transform",
        advice: "What the scaler holds has the unit of the column. Which unit is left when you divide by its root?",
        attempts: &[made_of!(fit, |scaler, rows| (&rows - &scaler.offsets) / scaler.scales.mapv(f64::sqrt))],
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
        name: "cuts off what lies far from 0",
        advice: "A value far out is news. How would a model see that it is extreme, and how would inverse give it back?",
        attempts: &[
            made_of!(fit, |scaler, rows| transform(scaler, rows).mapv(|value| value.clamp(-3.0, 3.0))),
            made_of!(fit, |scaler, rows| transform(scaler, rows).mapv(|value| value.clamp(-5.0, 5.0))),
            made_of!(fit, |scaler, rows| transform(scaler, rows).mapv(|value| value.clamp(-10.0, 10.0))),
            made_of!(fit, |scaler, rows| transform(scaler, rows).mapv(|value| value.max(0.0))),
            made_of!(fit, |scaler, rows| transform(scaler, rows).mapv(|value| value.min(1.0))),
        ],
    },
    Mistake {
        name: "cuts the held-out rows off at the range of the training rows",
        advice: "The strongest wine of the next year then looks like the strongest of this one. What does the task say about values that the training rows never reached?",
        attempts: &[
            Contract { scale_split: cuts_the_test, ..SOLUTION },
            Contract {
                scale_split: |train, test, method| {
                    let done = split(train, test, method, fit, transform)?;
                    Ok(if method == Method::MinMax { with_test_in(done, 0.0, 1.0) } else { done })
                },
                ..SOLUTION
            },
            Contract {
                scale_split: |train, test, method| {
                    Ok(with_test_in(split(train, test, method, fit, transform)?, 0.0, 1.0))
                },
                ..SOLUTION
            },
            Contract {
                scale_split: |train, test, method| {
                    let done = split(train, test, method, fit, transform)?;
                    Ok(if method == Method::Standard { with_test_in(done, -3.0, 3.0) } else { done })
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "goes back in the order in which it came",
        advice: "You put on socks and then shoes. Which comes off first?",
        attempts: &[Contract { inverse: |scaler, scaled| (&scaled + &scaler.offsets) * &scaler.scales, ..SOLUTION }],
    },
    Mistake {
        name: "forgets the offset on the way back",
        advice: "Scale the mean and take it back. Where do you arrive?",
        attempts: &[going_back!(|scaler, scaled| &scaled * &scaler.scales)],
    },
    Mistake {
        name: "does one of the two steps back the wrong way round",
        advice: "Transform takes away and divides. What undoes taking away, and what undoes dividing?",
        attempts: &[
            going_back!(|scaler, scaled| &scaled / &scaler.scales + &scaler.offsets),
            going_back!(|scaler, scaled| &scaled * &scaler.scales - &scaler.offsets),
            going_back!(|scaler, scaled| &scaled + &scaler.offsets),
        ],
    },
    Mistake {
        name: "scales once more instead of going back",
        advice: "A wine is scaled, and scaled again. In which unit is it then, and in which should a report show it?",
        attempts: &[going_back!(transform)],
    },
    Mistake {
        name: "hands the scaled rows back as they are",
        advice: "Nobody wants to read that a wine has 2.3 alcohols. What does inverse do with offset and scale?",
        attempts: &[going_back!(|_, scaled| scaled.to_owned())],
    },
    Mistake {
        name: "refuses a table of one row",
        advice: "One row is little to learn from, but not nothing. What does the task say of a column whose values are all equal?",
        attempts: &[made_of!(
            |train, method| if train.nrows() == 1 { Err(NoRows) } else { fit(train, method) },
            transform
        )],
    },
    Mistake {
        name: "learns from a table without rows",
        advice: "Nothing was seen, so there is no mean and no range. What does the task say that fit returns then?",
        attempts: &[
            made_of!(from_nothing, transform),
            made_of!(
                |train, method| fit(train, method).or_else(|NoRows| Ok(Scaler {
                    offsets: Array1::zeros(train.ncols()),
                    scales: Array1::ones(train.ncols())
                })),
                transform
            ),
            made_of!(
                |train, method| fit(train, method).or_else(|NoRows| Ok(Scaler {
                    offsets: Array1::from_elem(train.ncols(), f64::INFINITY),
                    scales: Array1::from_elem(train.ncols(), f64::NEG_INFINITY)
                })),
                transform
            ),
            made_of!(
                |train, method| fit(train, method).or_else(|NoRows| Ok(Scaler {
                    offsets: Array1::zeros(train.ncols()),
                    scales: Array1::zeros(train.ncols())
                })),
                transform
            ),
        ],
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

/// A scaler of their own where there are held-out rows, otherwise that of the training rows.
fn fits_each_part_if_it_can(train: ArrayView2<f64>, test: ArrayView2<f64>, method: Method) -> Result<Scaled, NoRows> {
    let scaler = fit(train, method)?;
    let of_test = fit(test, method).unwrap_or_else(|NoRows| scaler.clone());
    let (train, test) = (transform(&scaler, train), transform(&of_test, test));
    Ok(Scaled { scaler, train, test })
}

fn with_test_in(scaled: Scaled, low: f64, high: f64) -> Scaled {
    Scaled { test: scaled.test.mapv(|value| value.clamp(low, high)), ..scaled }
}

fn short(value: f64) -> f64 {
    f64::from(value as f32)
}

/// The numbers in the order of memory, where they lie side by side.
fn as_it_lies(rows: ArrayView2<f64>) -> Array2<f64> {
    match rows.as_slice_memory_order() {
        Some(numbers) => Array2::from_shape_vec(rows.dim(), numbers.to_vec()).expect("as many as before"),
        None => rows.to_owned(),
    }
}

/// Offset 0 and scale 1 for the columns that have such values alone.
fn leaving_alone(train: ArrayView2<f64>, method: Method, alone: fn(f64) -> bool) -> Result<Scaler, NoRows> {
    let mut scaler = fit(train, method)?;
    for (at, column) in train.columns().into_iter().enumerate() {
        if column.iter().all(|value| alone(*value)) {
            (scaler.offsets[at], scaler.scales[at]) = (0.0, 1.0);
        }
    }
    Ok(scaler)
}

/// Columns in which both 0 and 1 are there, and nothing else.
fn leaving_indicators(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    let mut scaler = fit(train, method)?;
    for (at, column) in train.columns().into_iter().enumerate() {
        let has = |number: f64| column.iter().any(|value| *value == number);
        if has(0.0) && has(1.0) && column.iter().all(|value| *value == 0.0 || *value == 1.0) {
            (scaler.offsets[at], scaler.scales[at]) = (0.0, 1.0);
        }
    }
    Ok(scaler)
}

fn at_scale_one(scaler: &Scaler, mut table: Array2<f64>, value: fn(f64) -> f64) -> Array2<f64> {
    for (mut column, scale) in table.columns_mut().into_iter().zip(&scaler.scales) {
        if *scale == 1.0 {
            column.mapv_inplace(value);
        }
    }
    table
}

/// The right fit, but with other offsets for standard scaling.
fn with_offsets(train: ArrayView2<f64>, method: Method, offset: fn(ArrayView1<f64>) -> f64) -> Result<Scaler, NoRows> {
    let mut scaler = fit(train, method)?;
    if method == Method::Standard {
        scaler.offsets = train.columns().into_iter().map(offset).collect();
    }
    Ok(scaler)
}

/// What the formulas give, with no thought of constant columns.
fn no_rule_at_all(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    let mut scaler = no_rule_for_constants(train, method)?;
    if method == Method::Standard {
        scaler.scales = train.columns().into_iter().map(naive_deviation).collect();
    }
    Ok(scaler)
}

/// The scale 1 where range, scale and the size of the mean say so.
fn constant_if(
    train: ArrayView2<f64>,
    method: Method,
    is_constant: fn(f64, f64, f64) -> bool,
) -> Result<Scaler, NoRows> {
    let mut scaler = no_rule_at_all(train, method)?;
    for (scale, column) in scaler.scales.iter_mut().zip(train.columns()) {
        let low = column.iter().copied().fold(f64::INFINITY, f64::min);
        let range = column.iter().copied().fold(f64::NEG_INFINITY, f64::max) - low;
        let size = (column.iter().sum::<f64>() / column.len() as f64).abs();
        if *scale == 0.0 || is_constant(range, *scale, size) {
            *scale = 1.0;
        }
    }
    Ok(scaler)
}

/// The scale 1 also where this says so, of columns of two rows or more.
fn constant_by(
    train: ArrayView2<f64>,
    method: Method,
    is_constant: fn(ArrayView1<f64>) -> bool,
) -> Result<Scaler, NoRows> {
    let mut scaler = fit(train, method)?;
    for (scale, column) in scaler.scales.iter_mut().zip(train.columns()) {
        if column.len() > 1 && is_constant(column) {
            *scale = 1.0;
        }
    }
    Ok(scaler)
}

fn with_small(train: ArrayView2<f64>, method: Method, small: f64) -> Result<Scaler, NoRows> {
    let scaler = no_rule_for_constants(train, method)?;
    Ok(Scaler { scales: scaler.scales + small, ..scaler })
}

/// Smallest and largest values from these numbers on, for min-max scaling.
fn extremes_from(train: ArrayView2<f64>, method: Method, low: f64, high: f64) -> Result<Scaler, NoRows> {
    let scaler = fit(train, method)?;
    if method == Method::Standard { Ok(scaler) } else { all_from(train, method, low, high) }
}

/// The same, and the constant columns are found by these extremes.
fn all_from(train: ArrayView2<f64>, method: Method, low: f64, high: f64) -> Result<Scaler, NoRows> {
    let mut scaler = no_rule_at_all(train, method)?;
    let lows = train.fold_axis(Axis(0), low, |a, b| a.min(*b));
    let highs = train.fold_axis(Axis(0), high, |a, b| a.max(*b));
    if method == Method::MinMax {
        (scaler.offsets, scaler.scales) = (lows.clone(), &highs - &lows);
    }
    for (scale, (low, high)) in scaler.scales.iter_mut().zip(lows.iter().zip(&highs)) {
        if low == high {
            *scale = 1.0;
        }
    }
    Ok(scaler)
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
