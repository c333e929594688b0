//! What goes wrong, as running code, and what to say about it.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use super::solution::{confusion_matrix, f1, precision, recall};
use super::{Contract, MetricsError, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which the confusion matrix is wrong.
macro_rules! counted {
    ($matrix:expr) => {
        Contract { confusion_matrix: $matrix, ..SOLUTION }
    };
}

/// A learner's file in which precision and recall are wrong, with F1 computed from them.
macro_rules! with_shares {
    ($precision:expr, $recall:expr) => {
        Contract {
            precision: $precision,
            recall: $recall,
            f1: |confusion| harmonic($precision(confusion), $recall(confusion)),
            macro_f1: |confusion| mean(harmonic($precision(confusion), $recall(confusion))),
            ..SOLUTION
        }
    };
}

/// A learner's file in which F1 is wrong, and the macro mean is that of this F1.
macro_rules! with_f1 {
    ($f1:expr) => {
        Contract { f1: $f1, macro_f1: |confusion| mean($f1(confusion)), ..SOLUTION }
    };
}

/// A learner's file in which every score has this below the line, with F1 computed from precision and recall, or from
/// counts.
macro_rules! padded {
    ($small:literal) => {
        Contract {
            accuracy: |confusion| confusion.diag().sum() as f64 / (confusion.sum() as f64 + $small),
            micro_f1: |confusion| (2 * confusion.diag().sum()) as f64 / ((2 * confusion.sum()) as f64 + $small),
            precision: |confusion| along(confusion, 0, |hits, all| hits as f64 / (all as f64 + $small)),
            recall: |confusion| along(confusion, 1, |hits, all| hits as f64 / (all as f64 + $small)),
            f1: |confusion| padded_counts(confusion, $small),
            macro_f1: |confusion| mean(padded_counts(confusion, $small)),
            ..SOLUTION
        }
    };
}

/// A learner's file in which F1 alone has this below the line.
macro_rules! padded_f1 {
    ($small:literal) => {
        with_f1!(|confusion: ArrayView2<usize>| padded_counts(confusion, $small))
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "counts predicted classes in the rows",
        advice: "Add up the first row of your matrix by hand. Is the sum the number of rows that are of class 0, or of those that were called so?",
        attempts: &[counted!(
            |actual, predicted, n_classes| confusion_matrix(predicted, actual, n_classes).map_err(swapped)
        )],
    },
    Mistake {
        name: "leaves out classes that do not occur",
        advice: "Two reports can only be compared when row 2 means the same in both. Which of the arguments knows how many classes there are?",
        attempts: &[counted!(only_met)],
    },
    Mistake {
        name: "numbers the classes in the order in which it meets them",
        advice: "Sort the rows of the table otherwise, and your matrix changes. What is the number of a class already?",
        attempts: &[counted!(in_order_of_meeting)],
    },
    Mistake {
        name: "pairs the lists only as far as the shorter one goes",
        advice: "zip stops without a word when one list ends. Which rows did your matrix never count, and who is told?",
        attempts: &[
            counted!(|actual, predicted, n_classes| {
                let rows = actual.len().min(predicted.len());
                confusion_matrix(first(actual, rows).view(), first(predicted, rows).view(), n_classes)
            }),
            counted!(|actual, predicted, n_classes| {
                // Whoever asks only for too few predictions.
                let rows = if actual.len() < predicted.len() { actual.len() } else { predicted.len() };
                confusion_matrix(actual, first(predicted, rows).view(), n_classes)
            }),
            counted!(|actual, predicted, n_classes| {
                // Whoever asks only for too many.
                let rows = if predicted.len() < actual.len() { predicted.len() } else { actual.len() };
                confusion_matrix(first(actual, rows).view(), predicted, n_classes)
            }),
        ],
    },
    Mistake {
        name: "names the wrong class in the error",
        advice: "Somebody has to find the row that is wrong. Which of the numbers that you have there is the one without a place in the matrix?",
        attempts: &[
            counted!(|actual, predicted, n_classes| blaming(actual, predicted, n_classes, |actual, _, _| actual)),
            counted!(|actual, predicted, n_classes| blaming(actual, predicted, n_classes, |_, predicted, _| predicted)),
            counted!(|actual, predicted, n_classes| blaming(actual, predicted, n_classes, |_, _, n_classes| n_classes)),
        ],
    },
    Mistake {
        name: "reads numbers in the order of their memory",
        advice: "A matrix may be the transpose of another one, and a list may run backwards. Which methods give you a row, or the next number, wherever they lie?",
        attempts: &[
            Contract { recall: |confusion| recall(by_memory(confusion).view()), ..SOLUTION },
            Contract { precision: |confusion| precision(by_memory(confusion).view()), ..SOLUTION },
            with_shares!(
                |confusion: ArrayView2<usize>| precision(by_memory(confusion).view()),
                |confusion: ArrayView2<usize>| recall(by_memory(confusion).view())
            ),
            counted!(|actual, predicted, n_classes| {
                confusion_matrix(list_by_memory(actual).view(), list_by_memory(predicted).view(), n_classes)
            }),
        ],
    },
    Mistake {
        name: "keeps counts in 32 bits",
        advice: "A year of payments is more than 32 bits can count. What becomes of a sum of three billion and two billion in your type?",
        attempts: &[
            Contract {
                accuracy: |confusion| narrow(confusion.diag().sum(), confusion.sum()),
                micro_f1: |confusion| narrow(2 * confusion.diag().sum(), 2 * confusion.sum()),
                ..with_shares!(narrow_precision, narrow_recall)
            },
            with_f1!(narrow_f1),
            Contract { f1: narrow_f1, ..SOLUTION },
            Contract { micro_f1: |confusion| narrow(2 * confusion.diag().sum(), 2 * confusion.sum()), ..SOLUTION },
            Contract { accuracy: |confusion| narrow(confusion.diag().sum(), confusion.sum()), ..SOLUTION },
        ],
    },
    Mistake {
        name: "divides with 32 bits",
        advice: "A float of 32 bits keeps seven digits of a share. What type has the answer, and at which point do your digits get lost?",
        attempts: &[
            Contract {
                accuracy: |confusion| single(confusion.diag().sum(), confusion.sum()),
                micro_f1: |confusion| single(2 * confusion.diag().sum(), 2 * confusion.sum()),
                ..with_shares!(single_precision, single_recall)
            },
            Contract {
                accuracy: |confusion| single(confusion.diag().sum(), confusion.sum()),
                micro_f1: |confusion| single(2 * confusion.diag().sum(), 2 * confusion.sum()),
                precision: single_precision,
                recall: single_recall,
                ..with_f1!(single_f1)
            },
            Contract { accuracy: |confusion| single(confusion.diag().sum(), confusion.sum()), ..SOLUTION },
        ],
    },
    Mistake {
        name: "adds a small number below the line",
        advice: "Every score is a little too small now, also where nothing was 0. For which of them is the number there, and can you ask for that case?",
        attempts: &[
            padded!(1e-8),
            padded!(1e-6),
            padded!(1e-7),
            padded!(1e-5),
            padded!(1e-9),
            padded!(1e-10),
            padded!(1e-12),
            padded_f1!(1e-8),
            padded_f1!(1e-7),
            padded_f1!(1e-12),
            with_f1!(|confusion: ArrayView2<usize>| padded_harmonic(confusion, 1e-8)),
            with_f1!(|confusion: ArrayView2<usize>| padded_harmonic(confusion, 1e-12)),
        ],
    },
    Mistake {
        name: "leaves out rows whose class is unknown",
        advice: "The counts no longer add up to the number of rows. What does the task want when a class has no place in the matrix?",
        attempts: &[counted!(without_unknown), counted!(without_the_next)],
    },
    Mistake {
        name: "panics at a class that has no place in the matrix",
        advice: "Classes come from files, and files have errors. What does your function owe its caller before it uses a class as an index?",
        attempts: &[counted!(indexed)],
    },
    Mistake {
        name: "counts in one long list, where a class too large lands in the next row",
        advice: "In a list of four cells, row 0 with column 2 is cell 2, and so is row 1 with column 0. What does your function know about the column alone?",
        attempts: &[counted!(in_one_list), counted!(in_one_list_unasked)],
    },
    Mistake {
        name: "swaps precision and recall",
        advice: "One of them asks how far to trust a prediction, the other how many of a class were found. Which rows does each divide by?",
        attempts: &[with_shares!(recall, precision)],
    },
    Mistake {
        name: "divides precision and recall by the number of all rows",
        advice: "A class that one row in ten has could then never score above 0.1, however well it is predicted. Which rows is each of the two shares about?",
        attempts: &[with_shares!(over_all, over_all)],
    },
    Mistake {
        name: "divides whole numbers, and only then makes floats of them",
        advice: "In Rust 3 / 4 is 0 where both are whole numbers. At which point do your counts become floats?",
        attempts: &[Contract {
            accuracy: |confusion| whole(confusion.diag().sum(), confusion.sum()),
            micro_f1: |confusion| whole(2 * confusion.diag().sum(), 2 * confusion.sum()),
            ..with_shares!(whole_precision, whole_recall)
        }],
    },
    Mistake {
        name: "divides 0 by 0",
        advice: "A model that never predicts a class is common in practice. What does 0.0 / 0.0 give, and what does the task ask for?",
        attempts: &[Contract {
            accuracy: |confusion| confusion.diag().sum() as f64 / confusion.sum() as f64,
            micro_f1: |confusion| confusion.diag().sum() as f64 / confusion.sum() as f64,
            ..with_shares!(unguarded_precision, unguarded_recall)
        }],
    },
    Mistake {
        name: "divides by precision + recall where both are 0",
        advice: "You took care of empty classes in precision and recall. What does the formula of F1 divide by when a class has no hit?",
        attempts: &[with_f1!(unguarded_f1)],
    },
    Mistake {
        name: "takes 0 of 0 for a full score",
        advice: "A class that was never predicted has made no error, but no hit either. Should silence score higher than an attempt, and what does the task say?",
        attempts: &[
            with_shares!(
                |confusion: ArrayView2<usize>| or_one(precision(confusion), confusion.sum_axis(Axis(0))),
                |confusion: ArrayView2<usize>| or_one(recall(confusion), confusion.sum_axis(Axis(1)))
            ),
            Contract { precision: |confusion| or_one(precision(confusion), confusion.sum_axis(Axis(0))), ..SOLUTION },
            Contract { recall: |confusion| or_one(recall(confusion), confusion.sum_axis(Axis(1))), ..SOLUTION },
            with_f1!(|confusion: ArrayView2<usize>| {
                or_one(f1(confusion), confusion.sum_axis(Axis(0)) + confusion.sum_axis(Axis(1)))
            }),
            Contract {
                accuracy: |confusion| {
                    if confusion.sum() == 0 { 1.0 } else { confusion.diag().sum() as f64 / confusion.sum() as f64 }
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "takes class 0 for the class of nothing found",
        advice: "Some libraries number their classes like that. Which of the classes does the task leave out of the sums?",
        attempts: &[
            Contract { micro_f1: |confusion| pooled_but_the_first(confusion), ..SOLUTION },
            Contract { macro_f1: |confusion| mean(f1(confusion).iter().skip(1).copied().collect()), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes the plain mean of precision and recall",
        advice: "Call every mail spam, and the recall of spam is 1. How much of that undeserved 1 does your mean give away?",
        attempts: &[with_f1!(|confusion: ArrayView2<usize>| (precision(confusion) + recall(confusion)) / 2.0)],
    },
    Mistake {
        name: "leaves the factor 2 out of F1",
        advice: "Where precision and recall are both 1, nothing can be better. What is your F1 there?",
        attempts: &[with_f1!(|confusion: ArrayView2<usize>| f1(confusion) / 2.0)],
    },
    Mistake {
        name: "computes one F1 from the mean precision and the mean recall",
        advice: "You have means of two things, and their F1 belongs to no class at all. Which numbers does the task ask you to take the mean of?",
        attempts: &[Contract { macro_f1: f1_of_means, ..SOLUTION }],
    },
    Mistake {
        name: "weights the classes by their rows in the macro mean",
        advice: "The large classes decide your mean nearly alone. How much should one species in five count beside the other two?",
        attempts: &[Contract { macro_f1: weighted, ..SOLUTION }, Contract { macro_f1: weighted_or_0, ..SOLUTION }],
    },
    Mistake {
        name: "leaves empty classes out of the macro mean",
        advice: "Your mean divides by another number from test set to test set. By how many classes does the task divide?",
        attempts: &[
            Contract { macro_f1: over_met, ..SOLUTION },
            Contract { macro_f1: over_classes_with_rows, ..SOLUTION },
        ],
    },
    Mistake {
        name: "returns the mean of the classes' F1 as the micro F1",
        advice: "That mean has a name of its own. What is added up over the classes first, before anything is divided?",
        attempts: &[Contract { micro_f1: |confusion| mean(f1(confusion)), ..SOLUTION }],
    },
    Mistake {
        name: "counts every error once in the micro F1",
        advice: "A Chinstrap that was called a Gentoo is an error of both species. Of which kind is it for the one, and for the other?",
        attempts: &[Contract {
            micro_f1: |confusion| {
                let (hits, all) = (confusion.diag().sum() as f64, confusion.sum() as f64);
                if all == 0.0 { 0.0 } else { 2.0 * hits / (hits + all) }
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes the mean of the recalls for the accuracy",
        advice: "That mean lets every class count alike, and it has its uses. Which rows count alike in the accuracy?",
        attempts: &[Contract { accuracy: |confusion| mean(recall(confusion)), ..SOLUTION }],
    },
    Mistake {
        name: "counts the rows that rightly were not called a class as hits",
        advice: "With many classes nearly every row is rightly not called most of them, so your accuracy is high for any model. How many rows were right?",
        attempts: &[Contract { accuracy: one_class_at_a_time, ..SOLUTION }],
    },
];

type Counted = Result<Array2<usize>, MetricsError>;

fn swapped(error: MetricsError) -> MetricsError {
    match error {
        MetricsError::DifferentLengths { actual, predicted } => {
            MetricsError::DifferentLengths { actual: predicted, predicted: actual }
        }
        other => other,
    }
}

fn first(classes: ArrayView1<usize>, rows: usize) -> Array1<usize> {
    classes.iter().take(rows).copied().collect()
}

/// The matrix with its rows and columns in the order of `met`.
fn reordered(matrix: &Array2<usize>, met: &[usize]) -> Array2<usize> {
    matrix.select(Axis(0), met).select(Axis(1), met)
}

fn only_met(actual: ArrayView1<usize>, predicted: ArrayView1<usize>, n_classes: usize) -> Counted {
    let matrix = confusion_matrix(actual, predicted, n_classes)?;
    let met = |class: &usize| actual.iter().chain(predicted.iter()).any(|label| label == class);
    Ok(reordered(&matrix, &(0..n_classes).filter(met).collect::<Vec<_>>()))
}

/// Classes that it does not meet come last.
fn in_order_of_meeting(actual: ArrayView1<usize>, predicted: ArrayView1<usize>, n_classes: usize) -> Counted {
    let matrix = confusion_matrix(actual, predicted, n_classes)?;
    let mut met: Vec<usize> = Vec::new();
    for class in actual.iter().chain(predicted.iter()).copied().chain(0..n_classes) {
        if !met.contains(&class) {
            met.push(class);
        }
    }
    Ok(reordered(&matrix, &met))
}

fn without_unknown(actual: ArrayView1<usize>, predicted: ArrayView1<usize>, n_classes: usize) -> Counted {
    if actual.len() != predicted.len() {
        return confusion_matrix(actual, predicted, n_classes);
    }
    let mut counts = Array2::zeros((n_classes, n_classes));
    for (&actual, &predicted) in actual.iter().zip(predicted) {
        if let Some(count) = counts.get_mut([actual, predicted]) {
            *count += 1;
        }
    }
    Ok(counts)
}

fn indexed(actual: ArrayView1<usize>, predicted: ArrayView1<usize>, n_classes: usize) -> Counted {
    if actual.len() != predicted.len() {
        return confusion_matrix(actual, predicted, n_classes);
    }
    let mut counts = Array2::zeros((n_classes, n_classes));
    for (&actual, &predicted) in actual.iter().zip(predicted) {
        counts[[actual, predicted]] += 1;
    }
    Ok(counts)
}

/// Only a cell behind the end of the list is noticed.
fn in_one_list(actual: ArrayView1<usize>, predicted: ArrayView1<usize>, n_classes: usize) -> Counted {
    if actual.len() != predicted.len() {
        return confusion_matrix(actual, predicted, n_classes);
    }
    let mut counts = Array2::zeros((n_classes, n_classes));
    for (&actual, &predicted) in actual.iter().zip(predicted) {
        let unknown = if actual < n_classes { predicted } else { actual };
        let cell = counts.iter_mut().nth(actual * n_classes + predicted);
        *cell.ok_or(MetricsError::UnknownClass(unknown))? += 1;
    }
    Ok(counts)
}

fn in_one_list_unasked(actual: ArrayView1<usize>, predicted: ArrayView1<usize>, n_classes: usize) -> Counted {
    if actual.len() != predicted.len() {
        return confusion_matrix(actual, predicted, n_classes);
    }
    let mut counts = vec![0; n_classes * n_classes];
    for (&actual, &predicted) in actual.iter().zip(predicted) {
        counts[actual * n_classes + predicted] += 1;
    }
    Ok(Array2::from_shape_fn((n_classes, n_classes), |(actual, predicted)| counts[actual * n_classes + predicted]))
}

/// The classes are looked for by an index that fails, and the error takes one of the numbers at hand.
fn blaming(
    actual: ArrayView1<usize>,
    predicted: ArrayView1<usize>,
    n_classes: usize,
    blamed: fn(usize, usize, usize) -> usize,
) -> Counted {
    if actual.len() != predicted.len() {
        return confusion_matrix(actual, predicted, n_classes);
    }
    let mut counts = Array2::zeros((n_classes, n_classes));
    for (&actual, &predicted) in actual.iter().zip(predicted) {
        let count = counts.get_mut([actual, predicted]);
        *count.ok_or(MetricsError::UnknownClass(blamed(actual, predicted, n_classes)))? += 1;
    }
    Ok(counts)
}

/// A class that is just too large is not seen, and its row is left out.
fn without_the_next(actual: ArrayView1<usize>, predicted: ArrayView1<usize>, n_classes: usize) -> Counted {
    match actual.iter().chain(predicted.iter()).copied().find(|class| *class > n_classes) {
        Some(class) if actual.len() == predicted.len() => Err(MetricsError::UnknownClass(class)),
        _ => without_unknown(actual, predicted, n_classes),
    }
}

/// As if every row lay in one piece.
fn by_memory(confusion: ArrayView2<usize>) -> Array2<usize> {
    let numbers = confusion.as_slice_memory_order().map_or_else(|| confusion.iter().copied().collect(), <[_]>::to_vec);
    Array2::from_shape_vec(confusion.dim(), numbers).unwrap_or_else(|_| confusion.to_owned())
}

fn list_by_memory(list: ArrayView1<usize>) -> Array1<usize> {
    list.as_slice_memory_order().map_or_else(|| list.to_owned(), |numbers| Array1::from(numbers.to_vec()))
}

/// The cast takes the upper half of the bits away.
fn narrow(part: usize, whole: usize) -> f64 {
    let kept = |count: usize| (count % (1 << (usize::BITS / 2))) as f64;
    if kept(whole) == 0.0 { 0.0 } else { kept(part) / kept(whole) }
}

fn narrow_precision(confusion: ArrayView2<usize>) -> Array1<f64> {
    along(confusion, 0, narrow)
}

fn narrow_recall(confusion: ArrayView2<usize>) -> Array1<f64> {
    along(confusion, 1, narrow)
}

/// Hits and misses of every class, in one fraction made by `divide`.
fn of_counts(confusion: ArrayView2<usize>, divide: impl Fn(usize, usize) -> f64) -> Array1<f64> {
    let both = confusion.sum_axis(Axis(0)) + confusion.sum_axis(Axis(1));
    confusion.diag().iter().zip(&both).map(|(hits, both)| divide(2 * hits, *both)).collect()
}

fn narrow_f1(confusion: ArrayView2<usize>) -> Array1<f64> {
    of_counts(confusion, narrow)
}

fn single(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part as f32 / whole as f32) }
}

fn single_precision(confusion: ArrayView2<usize>) -> Array1<f64> {
    along(confusion, 0, single)
}

fn single_recall(confusion: ArrayView2<usize>) -> Array1<f64> {
    along(confusion, 1, single)
}

fn single_f1(confusion: ArrayView2<usize>) -> Array1<f64> {
    of_counts(confusion, single)
}

fn padded_counts(confusion: ArrayView2<usize>, small: f64) -> Array1<f64> {
    of_counts(confusion, |hits, both| hits as f64 / (both as f64 + small))
}

fn padded_harmonic(confusion: ArrayView2<usize>, small: f64) -> Array1<f64> {
    let (precision, recall) = (precision(confusion), recall(confusion));
    2.0 * &precision * &recall / (&precision + &recall + small)
}

fn pooled_but_the_first(confusion: ArrayView2<usize>) -> f64 {
    let later = |counts: Array1<usize>| counts.iter().skip(1).sum::<usize>();
    let hits = later(confusion.diag().to_owned());
    let both = later(confusion.sum_axis(Axis(0))) + later(confusion.sum_axis(Axis(1)));
    if both == 0 { 0.0 } else { 2.0 * hits as f64 / both as f64 }
}

fn over_classes_with_rows(confusion: ArrayView2<usize>) -> f64 {
    let rows = confusion.sum_axis(Axis(1));
    let met = rows.iter().filter(|rows| **rows > 0).count();
    let sum: f64 = f1(confusion).iter().zip(&rows).filter(|(_, rows)| **rows > 0).map(|(score, _)| score).sum();
    if met == 0 { 0.0 } else { sum / met as f64 }
}

fn weighted_or_0(confusion: ArrayView2<usize>) -> f64 {
    if confusion.sum() == 0 { 0.0 } else { weighted(confusion) }
}

fn mean(values: Array1<f64>) -> f64 {
    values.sum() / values.len() as f64
}

/// Where precision and recall are both 0 it is 0; NaN stays NaN.
fn harmonic(precision: Array1<f64>, recall: Array1<f64>) -> Array1<f64> {
    let of_class = |(p, r): (&f64, &f64)| if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
    precision.iter().zip(&recall).map(of_class).collect()
}

/// Hits over the sums along one axis, made of both by `divide`.
fn along(confusion: ArrayView2<usize>, axis: usize, divide: fn(usize, usize) -> f64) -> Array1<f64> {
    confusion.diag().iter().zip(&confusion.sum_axis(Axis(axis))).map(|(hits, all)| divide(*hits, *all)).collect()
}

fn over_all(confusion: ArrayView2<usize>) -> Array1<f64> {
    let all = confusion.sum() as f64;
    confusion.diag().mapv(|hits| hits as f64 / all)
}

fn whole(part: usize, all: usize) -> f64 {
    part.checked_div(all).unwrap_or(0) as f64
}

fn whole_precision(confusion: ArrayView2<usize>) -> Array1<f64> {
    along(confusion, 0, whole)
}

fn whole_recall(confusion: ArrayView2<usize>) -> Array1<f64> {
    along(confusion, 1, whole)
}

fn unguarded_precision(confusion: ArrayView2<usize>) -> Array1<f64> {
    along(confusion, 0, |hits, all| hits as f64 / all as f64)
}

fn unguarded_recall(confusion: ArrayView2<usize>) -> Array1<f64> {
    along(confusion, 1, |hits, all| hits as f64 / all as f64)
}

fn unguarded_f1(confusion: ArrayView2<usize>) -> Array1<f64> {
    let (precision, recall) = (precision(confusion), recall(confusion));
    2.0 * &precision * &recall / (&precision + &recall)
}

/// 1 where there was nothing to divide by.
fn or_one(shares: Array1<f64>, wholes: Array1<usize>) -> Array1<f64> {
    shares.iter().zip(&wholes).map(|(share, whole)| if *whole == 0 { 1.0 } else { *share }).collect()
}

fn f1_of_means(confusion: ArrayView2<usize>) -> f64 {
    let (precision, recall) = (mean(precision(confusion)), mean(recall(confusion)));
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

fn weighted(confusion: ArrayView2<usize>) -> f64 {
    let supports = confusion.sum_axis(Axis(1)).mapv(|rows| rows as f64);
    f1(confusion).dot(&supports) / supports.sum()
}

fn over_met(confusion: ArrayView2<usize>) -> f64 {
    let supports = confusion.sum_axis(Axis(1)) + confusion.sum_axis(Axis(0));
    f1(confusion).sum() / supports.iter().filter(|rows| **rows > 0).count() as f64
}

/// For every class both kinds of rightness, over all rows, and the mean over the classes.
fn one_class_at_a_time(confusion: ArrayView2<usize>) -> f64 {
    let (all, n_classes) = (confusion.sum() as f64, confusion.nrows() as f64);
    let wrong = all - confusion.diag().sum() as f64;
    if all == 0.0 { 0.0 } else { 1.0 - 2.0 * wrong / (n_classes * all) }
}
