//! What is graded.

use linfa::prelude::ToConfusionMatrix;
use ndarray::{Array1, Array2, ArrayView1, Axis, array};

use super::data::judged;
use super::{Contract, MetricsError};
use mlings_grading::compare::{answer, close, has_shape, identical, refuses_numbers, shown};
use mlings_grading::layouts::backwards;
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "a row counts the actual class, a column the predicted one", points: 12, run: rows_are_actual },
    Check { name: "a class that does not occur keeps its row and its column", points: 7, run: absent_class_is_kept },
    Check { name: "other numbers for the classes move rows and columns along", points: 5, run: renumbered },
    Check { name: "lists of different lengths and unknown classes are errors", points: 8, run: bad_lists_are_refused },
    Check { name: "accuracy is the share of rows on the diagonal", points: 8, run: accuracy_is_the_diagonal },
    Check { name: "precision looks at all rows predicted as the class", points: 10, run: precision_by_column },
    Check { name: "recall looks at all rows of the class", points: 10, run: recall_by_row },
    Check { name: "a class that is never predicted has the precision 0", points: 5, run: never_predicted },
    Check { name: "a class without any row has the recall 0", points: 5, run: no_row_has_it },
    Check { name: "F1 is the harmonic mean of precision and recall", points: 8, run: f1_is_harmonic },
    Check { name: "a class without a hit has an F1 of 0", points: 5, run: no_hit },
    Check { name: "macro F1 is the mean of F1 over all classes", points: 8, run: macro_is_the_mean },
    Check { name: "micro F1 of all classes together is the accuracy", points: 5, run: micro_is_accuracy },
    Check { name: "agrees with linfa on the penguins", points: 4, run: agrees_with_linfa },
];

/// One division, or a few of them: a small number below the line is seen.
const EXACT: f64 = 4e-15;

fn rows_are_actual(metrics: &Contract, cases: &mut Cases) -> Outcome {
    let (actual, predicted) = (array![0, 0, 0, 1, 1, 2], array![0, 1, 1, 1, 2, 2]);
    let expected = array![[1_usize, 2, 0], [0, 1, 1], [0, 0, 1]];
    let given = lists(&actual, &predicted, 3);
    identical("matrix", &counted(metrics, &actual, &predicted, 3).given(&given)?, &expected).given(&given)?;

    let (actual, predicted) = (classes(cases, 24, 4), classes(cases, 24, 4));
    let given = lists(&actual, &predicted, 4);
    let matrix = counted(metrics, &actual, &predicted, 4).given(&given)?;
    has_shape("matrix", &matrix, &[4, 4]).given(&given)?;
    let sums: Array1<usize> = matrix.rows().into_iter().map(|row| row.sum()).collect();
    let supports = Array1::from_shape_fn(4, |class| actual.iter().filter(|label| **label == class).count());
    identical("sums of the rows", &sums, &supports).given(&given)?;
    identical("matrix", &matrix, &by_definition(&actual, &predicted, 4)).given(given)?;

    let many = (Array1::from_shape_fn(1200, |row| row % 3 % 2), Array1::from_shape_fn(1200, |row| row % 2));
    let given = "1200 rows, actual 0, 1, 0 again and again, predicted 0, 1 again and again, n_classes 2";
    identical("matrix", &counted(metrics, &many.0, &many.1, 2).given(given)?, &array![[400_usize, 400], [200, 200]])
        .given(given)?;

    // Each list once as a view that runs backwards through its memory.
    let (mut actual, mut predicted) = (array![0, 0, 0, 1, 1, 2], array![0, 1, 1, 1, 2, 2]);
    actual.invert_axis(Axis(0));
    let given = "actual [2, 1, 1, 0, 0, 0], which lies backwards in memory, predicted [0, 1, 1, 1, 2, 2], n_classes 3";
    let matrix = counted(metrics, &actual, &predicted, 3).given(given)?;
    identical("matrix", &matrix, &array![[0_usize, 1, 2], [0, 2, 0], [1, 0, 0]]).given(given)?;
    actual.invert_axis(Axis(0));
    predicted.invert_axis(Axis(0));
    let given = "actual [0, 0, 0, 1, 1, 2], predicted [2, 2, 1, 1, 1, 0], which lies backwards in memory, n_classes 3";
    let matrix = counted(metrics, &actual, &predicted, 3).given(given)?;
    identical("matrix", &matrix, &array![[0_usize, 1, 2], [0, 2, 0], [1, 0, 0]]).given(given)
}

fn absent_class_is_kept(metrics: &Contract, _: &mut Cases) -> Outcome {
    for (actual, predicted, expected) in [
        // Class 1 neither occurs nor is predicted; class 3 does not occur; class 2 is never predicted.
        (
            array![0, 2, 2, 0, 0],
            array![0, 0, 3, 3, 0],
            array![[2_usize, 0, 0, 1], [0, 0, 0, 0], [1, 0, 0, 1], [0, 0, 0, 0]],
        ),
        (array![1, 1], array![1, 0], array![[0, 0, 0], [1, 1, 0], [0, 0, 0]]),
        (array![], array![], array![[0, 0], [0, 0]]),
    ] {
        let n_classes = expected.nrows();
        let given = lists(&actual, &predicted, n_classes);
        identical("matrix", &counted(metrics, &actual, &predicted, n_classes).given(&given)?, &expected)
            .given(given)?;
    }
    Ok(())
}

fn renumbered(metrics: &Contract, cases: &mut Cases) -> Outcome {
    let (actual, predicted) = (array![0, 0, 0, 1, 1, 2, 3], array![0, 1, 1, 1, 2, 2, 0]);
    let names = cases.permutation(4);
    let rename = |classes: &Array1<usize>| classes.mapv(|class| names[class]);
    let (renamed, renamed_predicted) = (rename(&actual), rename(&predicted));
    let given = lists(&renamed, &renamed_predicted, 4);
    let matrix = counted(metrics, &renamed, &renamed_predicted, 4).given(&given)?;
    identical("matrix", &matrix, &by_definition(&renamed, &renamed_predicted, 4)).given(given)
}

fn bad_lists_are_refused(metrics: &Contract, _: &mut Cases) -> Outcome {
    let different = |actual, predicted| MetricsError::DifferentLengths { actual, predicted };
    for (actual, predicted, error) in [
        (array![0, 1, 1], array![0, 1], different(3, 2)),
        (array![0, 1], array![0, 1, 1, 0], different(2, 4)),
        // Counted in one list, row by row, this 2 would be the next row's 0.
        (array![1, 0, 1], array![0, 2, 1], MetricsError::UnknownClass(2)),
        (array![0, 1, 1], array![0, 1, 2], MetricsError::UnknownClass(2)),
        (array![5, 0], array![1, 0], MetricsError::UnknownClass(5)),
        (array![0, usize::MAX], array![0, 1], MetricsError::UnknownClass(usize::MAX)),
    ] {
        let matrix = (metrics.confusion_matrix)(actual.view(), predicted.view(), 2);
        refuses_numbers("matrix", &matrix, &error).given(lists(&actual, &predicted, 2))?;
    }
    Ok(())
}

fn accuracy_is_the_diagonal(metrics: &Contract, cases: &mut Cases) -> Outcome {
    for (matrix, expected) in [
        (mails(), 2.0 / 3.0),
        (array![[4_usize, 0], [0, 1]], 1.0),
        (array![[0, 3], [2, 0]], 0.0),
        (Array2::zeros((2, 2)), 0.0),
    ] {
        close("accuracy", &(metrics.accuracy)(matrix.view()), &expected, EXACT).given(of(&matrix))?;
    }
    let matrix = counts(cases, 4);
    let hits: usize = (0..4).map(|class| matrix[[class, class]]).sum();
    let expected = hits as f64 / matrix.iter().sum::<usize>() as f64;
    close("accuracy", &(metrics.accuracy)(matrix.view()), &expected, EXACT).given(of(&matrix))?;
    let expected = 22.0 / 35.0;
    close("accuracy", &(metrics.accuracy)(millions().view()), &expected, EXACT).given(of(&millions()))?;
    close("accuracy", &(metrics.accuracy)(upside_down().view()), &(20.0 / 30.0), EXACT).given(of_upside_down())
}

fn precision_by_column(metrics: &Contract, cases: &mut Cases) -> Outcome {
    let precision = (metrics.precision)(mails().view());
    close("precision", &precision, &array![0.9, 0.5, 7.0 / 12.0], EXACT).given(of(&mails()))?;
    let matrix = counts(cases, 4);
    let expected = Array1::from_shape_fn(4, |class| hits_over(&matrix, class, matrix.column(class)));
    close("precision", &(metrics.precision)(matrix.view()), &expected, EXACT).given(of(&matrix))?;
    close("precision", &(metrics.precision)(mails().t()), &array![0.75, 0.4, 0.875], EXACT).given(turned())?;
    let precision = (metrics.precision)(millions().view());
    close("precision", &precision, &array![12.0 / 15.0, 0.5], EXACT).given(of(&millions()))
}

fn recall_by_row(metrics: &Contract, cases: &mut Cases) -> Outcome {
    let recall = (metrics.recall)(mails().view());
    close("recall", &recall, &array![0.75, 0.4, 0.875], EXACT).given(of(&mails()))?;
    let matrix = counts(cases, 4);
    let expected = Array1::from_shape_fn(4, |class| hits_over(&matrix, class, matrix.row(class)));
    close("recall", &(metrics.recall)(matrix.view()), &expected, EXACT).given(of(&matrix))?;
    close("recall", &(metrics.recall)(mails().t()), &array![0.9, 0.5, 7.0 / 12.0], EXACT).given(turned())?;
    close("recall", &(metrics.recall)(millions().view()), &array![12.0 / 22.0, 10.0 / 13.0], EXACT)
        .given(of(&millions()))
}

fn never_predicted(metrics: &Contract, _: &mut Cases) -> Outcome {
    let matrix = array![[6_usize, 2, 0], [2, 4, 0], [2, 2, 0]];
    close("precision", &(metrics.precision)(matrix.view()), &array![0.6, 0.5, 0.0], EXACT).given(of(&matrix))
}

fn no_row_has_it(metrics: &Contract, _: &mut Cases) -> Outcome {
    let matrix = array![[6_usize, 2, 2], [1, 4, 3], [0, 0, 0]];
    close("recall", &(metrics.recall)(matrix.view()), &array![0.6, 0.5, 0.0], EXACT).given(of(&matrix))
}

fn f1_is_harmonic(metrics: &Contract, cases: &mut Cases) -> Outcome {
    // The first is 2 · 0.9 · 0.75 / (0.9 + 0.75).
    let expected = array![9.0 / 11.0, 4.0 / 9.0, 0.7];
    close("F1", &(metrics.f1)(mails().view()), &expected, EXACT).given(of(&mails()))?;
    let matrix = counts(cases, 4);
    close("F1", &(metrics.f1)(matrix.view()), &harmonic(&matrix), EXACT).given(of(&matrix))?;
    let expected = array![9.0 / 11.0, 4.0 / 9.0, 0.7];
    close("F1", &(metrics.f1)(mails().t()), &expected, EXACT).given(turned())?;
    close("F1", &(metrics.f1)(upside_down().view()), &expected, EXACT).given(of_upside_down())?;
    close("F1", &(metrics.f1)(millions().view()), &array![24.0 / 37.0, 20.0 / 33.0], EXACT).given(of(&millions()))
}

fn no_hit(metrics: &Contract, _: &mut Cases) -> Outcome {
    // Of class 1 everything was missed, class 2 does not occur and is not predicted either.
    let matrix = array![[6_usize, 4, 0], [2, 0, 0], [0, 0, 0]];
    close("F1", &(metrics.f1)(matrix.view()), &array![2.0 / 3.0, 0.0, 0.0], EXACT).given(of(&matrix))
}

fn macro_is_the_mean(metrics: &Contract, cases: &mut Cases) -> Outcome {
    for (matrix, expected) in [
        (mails(), (9.0 / 11.0 + 4.0 / 9.0 + 0.7) / 3.0),
        // The third class has neither rows nor predictions, and counts as the others do.
        (array![[6_usize, 4, 0], [2, 8, 0], [0, 0, 0]], (2.0 / 3.0 + 8.0 / 11.0) / 3.0),
        (array![[6, 4, 1], [2, 8, 0], [0, 0, 0]], (12.0 / 19.0 + 8.0 / 11.0) / 3.0),
        (Array2::zeros((2, 2)), 0.0),
        (millions(), (24.0 / 37.0 + 20.0 / 33.0) / 2.0),
    ] {
        close("macro F1", &(metrics.macro_f1)(matrix.view()), &expected, EXACT).given(of(&matrix))?;
    }
    let expected = (9.0 / 11.0 + 4.0 / 9.0 + 0.7) / 3.0;
    close("macro F1", &(metrics.macro_f1)(upside_down().view()), &expected, EXACT).given(of_upside_down())?;
    let matrix = counts(cases, 5);
    close("macro F1", &(metrics.macro_f1)(matrix.view()), &(harmonic(&matrix).sum() / 5.0), EXACT).given(of(&matrix))
}

fn micro_is_accuracy(metrics: &Contract, cases: &mut Cases) -> Outcome {
    for matrix in [mails(), counts(cases, 4), millions()] {
        let accuracy = matrix.diag().sum() as f64 / matrix.sum() as f64;
        close("micro F1", &(metrics.micro_f1)(matrix.view()), &accuracy, EXACT).given(of(&matrix))?;
    }
    close("micro F1", &(metrics.micro_f1)(upside_down().view()), &(20.0 / 30.0), EXACT).given(of_upside_down())?;
    let nothing = Array2::zeros((2, 2));
    close("micro F1", &(metrics.micro_f1)(nothing.view()), &0.0, EXACT).given(of(&nothing))
}

/// F1 does not depend on which of the two lists linfa takes for the actual one. Its numbers have 32 bits.
fn agrees_with_linfa(metrics: &Contract, _: &mut Cases) -> Outcome {
    let (actual, predicted) = judged()?;
    let theirs = predicted.confusion_matrix(&actual)?;
    let ours = by_definition(&actual, &predicted, 3);
    close("accuracy", &(metrics.accuracy)(ours.view()), &f64::from(theirs.accuracy()), SINGLE).given(of(&ours))?;
    let f1: Array1<f64> = theirs.split_one_vs_all().iter().map(|class| f64::from(class.f1_score())).collect();
    close("F1", &(metrics.f1)(ours.view()), &f1, SINGLE).given(of(&ours))
}

const SINGLE: f64 = 1e-6;

/// Support mails of three kinds. No row has the sum of its column.
fn mails() -> Array2<usize> {
    array![[9, 3, 0], [1, 4, 5], [0, 1, 7]]
}

/// So many that twice their number has no room in half as many bits.
fn millions() -> Array2<usize> {
    array![[12, 10], [3, 10]] * (1 << (usize::BITS / 2 - 2))
}

/// Read row by row in memory, it would be `mails` itself.
fn turned() -> String {
    format!("the confusion matrix {}, which lies column by column in memory", shown(&mails().t()))
}

/// `mails`, with its last row first in memory.
fn upside_down() -> Array2<usize> {
    backwards(&mails())
}

fn of_upside_down() -> String {
    format!("the confusion matrix {}, whose last row lies first in memory", shown(&mails()))
}

fn classes(cases: &mut Cases, n_samples: usize, n_classes: usize) -> Array1<usize> {
    Array1::from_shape_simple_fn(n_samples, || cases.index(0..n_classes))
}

/// A matrix in which no cell is 0.
fn counts(cases: &mut Cases, n_classes: usize) -> Array2<usize> {
    Array2::from_shape_simple_fn((n_classes, n_classes), || cases.index(1..20))
}

fn counted(
    metrics: &Contract,
    actual: &Array1<usize>,
    predicted: &Array1<usize>,
    n_classes: usize,
) -> Result<Array2<usize>, Failure> {
    answer("matrix", (metrics.confusion_matrix)(actual.view(), predicted.view(), n_classes))
}

/// Every cell by going through all rows again.
fn by_definition(actual: &Array1<usize>, predicted: &Array1<usize>, n_classes: usize) -> Array2<usize> {
    Array2::from_shape_fn((n_classes, n_classes), |cell| {
        actual.iter().zip(predicted).filter(|(actual, predicted)| (**actual, **predicted) == cell).count()
    })
}

fn hits_over(matrix: &Array2<usize>, class: usize, all: ArrayView1<usize>) -> f64 {
    matrix[[class, class]] as f64 / all.sum() as f64
}

/// 1 / F1 is the mean of 1 / precision and 1 / recall. Every class needs a hit.
fn harmonic(matrix: &Array2<usize>) -> Array1<f64> {
    Array1::from_shape_fn(matrix.nrows(), |class| {
        let precision = hits_over(matrix, class, matrix.column(class));
        let recall = hits_over(matrix, class, matrix.row(class));
        2.0 / (1.0 / precision + 1.0 / recall)
    })
}

fn lists(actual: &Array1<usize>, predicted: &Array1<usize>, n_classes: usize) -> String {
    format!("actual {actual}, predicted {predicted}, n_classes {n_classes}")
}

fn of(matrix: &Array2<usize>) -> String {
    format!("the confusion matrix {}", shown(matrix))
}
