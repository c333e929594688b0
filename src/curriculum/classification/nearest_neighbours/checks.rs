//! What is graded.

use std::collections::BTreeSet;

use linfa_nn::distance::L2Dist;
use linfa_nn::{CommonNearestNeighbour, NearestNeighbour};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, array};

use super::{Contract, NeighboursError};
use mlings_datasets as datasets;
use mlings_grading::compare::{
    answer, close, equal, has_shape, identical, refuses, refuses_numbers, same_items, shown,
};
use mlings_grading::layouts::backwards;
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "a distance is the root of the sum of squared differences", points: 8, run: distance_is_euclidean },
    Check { name: "the nearest rows come, and the nearest of them first", points: 10, run: nearest_first },
    Check { name: "of equally near rows the lower index comes first", points: 8, run: tie_goes_to_the_lower_index },
    Check { name: "the same rows are nearest in other units, however near the next ones", points: 6, run: other_units },
    Check { name: "no more rows than there are can be asked, and no fewer than one", points: 6, run: bad_k_is_refused },
    Check { name: "the most frequent label wins the vote", points: 7, run: most_votes_win },
    Check { name: "a tied vote goes to the smallest label, every time", points: 7, run: tied_vote },
    Check { name: "predicts what most of the k nearest rows are", points: 12, run: predicts_by_vote },
    Check { name: "predict hands the error on", points: 5, run: predict_refuses },
    Check { name: "with k = 1 every row that was seen is taken for what it is", points: 4, run: knows_what_it_saw },
    Check { name: "left out, a row has no vote on itself", points: 10, run: no_vote_on_itself },
    Check { name: "left out, a row is still judged by its copies", points: 7, run: copies_vote },
    Check { name: "one row less can be asked when a row is left out", points: 5, run: one_row_less },
    Check { name: "finds the neighbours that linfa finds among the irises", points: 5, run: agrees_with_linfa },
];

fn distance_is_euclidean(knn: &Contract, cases: &mut Cases) -> Outcome {
    for (records, query, expected) in [
        (array![[0.0, 0.0], [3.0, 4.0], [-5.0, 12.0]], array![0.0, 0.0], array![0.0, 5.0, 13.0]),
        (array![[1.0, 5.0, 0.0], [3.0, 3.0, 1.0]], array![1.0, 5.0, 2.0], array![2.0, 3.0]),
        (array![[0.1, 0.7], [0.4, -0.1]], array![0.4, 0.3], array![0.5, 0.4]),
        // Beside the squares of such numbers the squares of their differences are lost.
        (array![[1e9 + 3.0, 1e9 + 4.0], [1e9 + 2.0, 1e9]], array![1e9, 1e9], array![5.0, 2.0]),
    ] {
        let given = format!("records {}, query {}", shown(&records), shown(&query));
        close("distances", &(knn.distances)(records.view(), query.view()), &expected, 1e-12).given(given)?;
    }
    // In units so large that the numbers are tiny, and the query backwards in memory.
    let mut query = array![-2e-11, 3e-11];
    query.invert_axis(Axis(0));
    let records = array![[33e-11, 38e-11], [-57e-11, 78e-11], [3e-11, 0.0]];
    let given = format!("records {}, query {}, which lies backwards in memory", shown(&records), shown(&query));
    let tiny = (knn.distances)(records.view(), query.view());
    close("distances * 1e10", &(tiny * 1e10), &array![5.0, 10.0, 0.2], 1e-12).given(given)?;
    let (records, query) = (many_places(), array![40.5]);
    let expected = records.column(0).mapv(|place| (place - 40.5).abs());
    let given = "1030 rows of one number, 0.5, 1, 1.5 and so on, query [40.5]";
    close("distances", &(knn.distances)(records.view(), query.view()), &expected, 1e-12).given(given)?;

    let (records, query) = (cases.table(6, 4, -9.0..9.0), cases.vector(4, -9.0..9.0));
    let expected: Array1<f64> = records.rows().into_iter().map(|row| apart(row, query.view())).collect();
    let by_columns = records.t().as_standard_layout().into_owned();
    for (view, how) in [(records.view(), ""), (by_columns.t(), ", which lie column by column in memory")] {
        let given = format!("records {}{how}, query {}", shown(&records), shown(&query));
        close("distances", &(knn.distances)(view, query.view()), &expected, 1e-9).given(given)?;
    }
    Ok(())
}

fn nearest_first(knn: &Contract, cases: &mut Cases) -> Outcome {
    for k in 1..4 {
        let records = array![[10.0], [1.0], [7.0], [4.0], [-2.0]];
        has_nearest(knn, &records, &array![3.0], k, &[3, 1, 2][..k])?;
    }
    // By steps along the axes row 0 is nearer, as the crow flies row 1.
    has_nearest(knn, &array![[0.0, 5.0], [3.0, 3.0]], &array![0.0, 0.0], 1, &[1])?;
    let (records, query) = (places(cases, 12), cases.vector(2, -9e3..9e3).round());
    has_nearest(knn, &records, &query, 6, &ranked(records.view(), query.view())[..6])?;
    let records = backwards(&array![[0.0, 9.0], [7.0, 1.0], [4.0, 8.0]]);
    let query = backwards(&array![8.0, 0.0]);
    has_nearest(knn, &records, &query, 3, &[1, 2, 0])?;
    let rows = answer("rows", (knn.nearest)(many_places().view(), array![1e3].view(), 2));
    let given = "1030 rows of one number, 0.5, 1, 1.5 and so on, query [1000], k 2";
    same_items("rows", &rows.given(given)?, &[1029, 1028]).given(given)
}

fn tie_goes_to_the_lower_index(knn: &Contract, cases: &mut Cases) -> Outcome {
    has_nearest(knn, &array![[2.0], [-2.0], [2.0], [1.0], [-2.0]], &array![0.0], 4, &[3, 0, 1, 2])?;
    has_nearest(knn, &array![[0.0, 1.0], [-1.0, 0.0], [1.0, 0.0]], &array![0.0, 0.0], 2, &[0, 1])?;
    // So many that a sort which is not stable gets them out of order.
    let records = Array2::from_shape_simple_fn((80, 1), || cases.index(0..4) as f64);
    let query = array![0.0];
    let nearest = answer("rows", (knn.nearest)(records.view(), query.view(), 50));
    let places: Vec<f64> = records.iter().copied().collect();
    let given = format!("80 rows of one number, {places:?}, query [0.0], k 50");
    same_items("rows", &nearest.given(&given)?, &ranked(records.view(), query.view())[..50]).given(given)
}

fn other_units(knn: &Contract, cases: &mut Cases) -> Outcome {
    let (records, query) = (places(cases, 12), cases.vector(2, -9e3..9e3).round());
    let expected = ranked(records.view(), query.view());
    for unit in [1.0, 1e6, 1e-9] {
        has_nearest(knn, &(&records * unit), &(&query * unit), 8, &expected[..8])?;
    }
    // Near each other, but not equally near.
    has_nearest(knn, &array![[0.5 + 2e-10], [0.5 + 1e-10], [0.5], [0.7], [0.6]], &array![0.0], 5, &[2, 1, 0, 4, 3])?;
    // Seconds since 1970, half a second, a quarter and one away.
    let records = array![[1.7e9 + 64.5], [1.7e9 + 65.25], [1.7e9 + 66.0]];
    has_nearest(knn, &records, &array![1.7e9 + 65.0], 3, &[1, 0, 2])?;
    has_nearest(knn, &array![[1e-10], [3e-10]], &array![2.5e-10], 2, &[1, 0])
}

fn bad_k_is_refused(knn: &Contract, cases: &mut Cases) -> Outcome {
    let (records, query) = (array![[1.0], [4.0], [2.0]], array![0.0]);
    has_nearest(knn, &records, &query, 3, &[0, 2, 1])?;
    for k in [4, 0, cases.index(5..50)] {
        let rows = (knn.nearest)(records.view(), query.view(), k);
        refuses("rows", &rows, &NeighboursError::BadK(k)).given(asked(&records, &query, k))?;
    }
    Ok(())
}

fn most_votes_win(knn: &Contract, cases: &mut Cases) -> Outcome {
    for (labels, winner) in [
        (array![2, 0, 2], 2),
        (array![1, 3, 3, 0, 3, 1], 3),
        (array![7], 7),
        (array![0, 5, 5], 5),
        (array![3, 0, 1, 0, 2], 0),
        (array![LONG_NAME, 6, 6], 6),
    ] {
        identical("vote", &(knn.vote)(labels.view()), &winner).given(format!("labels {labels}"))?;
    }
    // Label 0 once, label 1 twice and so on, renamed and put in random order.
    let (names, order) = (cases.permutation(5), cases.permutation(15));
    let copies: Vec<usize> = (0..5).flat_map(|label| vec![names[label]; label + 1]).collect();
    let labels: Array1<usize> = order.iter().map(|copy| copies[*copy]).collect();
    identical("vote", &(knn.vote)(labels.view()), &names[4]).given(format!("labels {labels}"))?;

    // Three in a row, and four that stand apart from each other.
    let labels = array![6, 1, 6, 4, 4, 4, 6, 2, 6];
    identical("vote", &(knn.vote)(labels.view()), &6).given(format!("labels {labels}"))?;
    // Names that are the same in half as many bits, or as floats.
    for labels in [array![LONG_NAME + 1], array![LONG_NAME + 3, LONG_NAME + 3, LONG_NAME + 2, LONG_NAME + 5, 7, 7, 7]] {
        let winner = if labels.len() == 1 { labels[0] } else { 7 };
        equal("vote", &(knn.vote)(labels.view()), &winner).given(format!("labels {labels}"))?;
    }
    let labels = Array1::from_shape_fn(1100, |row| if row < 530 { 3 } else { 8 });
    identical("vote", &(knn.vote)(labels.view()), &8).given("530 labels 3 and then 570 labels 8")?;
    let table = array![[6, 0], [6, 0], [4, 0], [4, 0], [4, 0]];
    identical("vote", &(knn.vote)(table.column(0)), &4)
        .given("labels [6, 6, 4, 4, 4], the first column of a table with two")
}

/// A label of 19 digits, as hashes have them.
const LONG_NAME: usize = (1 << (usize::BITS - 2)) + (1 << 8);

/// So often a tie is asked about within one call.
const TIMES: usize = 24;

/// Requires these labels at every place of groups that are all alike: the order of a hash map changes from map to map, so
/// all labels that came are one answer.
fn came_at(labels: &Array1<usize>, expected: &[&[usize]]) -> Outcome {
    has_shape("labels", labels, &[TIMES * expected.len()])?;
    let at = |place: usize| -> Vec<usize> {
        labels.iter().skip(place).step_by(expected.len()).copied().collect::<BTreeSet<_>>().into_iter().collect()
    };
    let came: Vec<Vec<usize>> = (0..expected.len()).map(at).collect();
    let expected: Vec<Vec<usize>> = expected.iter().map(|labels| labels.to_vec()).collect();
    same_items("all labels that came, for every place in a group", &came, &expected)
}

/// The order of a hash map changes from map to map, so one question is asked many times.
fn tied_vote(knn: &Contract, _: &mut Cases) -> Outcome {
    const TIMES: usize = 100;
    for (labels, winner) in
        [(array![6, 9, 2, 2, 9, 6], 2), (array![1, 2, 0], 0), (array![9, 4, 4, 9, 1], 4), (array![3, 2], 2)]
    {
        let answers: BTreeSet<usize> = (0..TIMES).map(|_| (knn.vote)(labels.view())).collect();
        let answers: Vec<usize> = answers.into_iter().collect();
        same_items("all votes that came", &answers, &[winner])
            .given(format!("labels {labels}, the same vote {TIMES} times"))?;
    }
    Ok(())
}

fn predicts_by_vote(knn: &Contract, cases: &mut Cases) -> Outcome {
    let records = array![[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [6.0, 6.0], [7.0, 6.0], [1.0, 1.0]];
    let labels = array![4, 4, 4, 0, 0, 0];
    let queries = array![[0.9, 0.9], [6.0, 7.0], [0.0, 0.0]];
    // The nearest row alone would say 4, and so would votes that weigh less with the distance.
    for (records, query) in [(array![[2.0], [-0.1], [2.1]], 1.0), (array![[0.0], [10.0], [-10.0]], 0.1)] {
        let (labels, queries) = (array![4, 6, 6], array![[query]]);
        let given = format!("records {}, labels {labels}, queries {}, k 3", shown(&records), shown(&queries));
        let predicted = answer("labels", (knn.predict)(records.view(), labels.view(), queries.view(), 3));
        identical("labels", &predicted.given(&given)?, &array![6_usize]).given(given)?;
    }
    for (k, expected) in [(1, array![0, 0, 4]), (3, array![4, 0, 4])] {
        let given = format!("records {}, labels {labels}, queries {}, k {k}", shown(&records), shown(&queries));
        let predicted = answer("labels", (knn.predict)(records.view(), labels.view(), queries.view(), k));
        identical("labels", &predicted.given(&given)?, &expected).given(given)?;
    }
    // Each query has two neighbours of either label, nearest first 5, 2, 2 and 5, then 2, 5, 5 and 2.
    let records = array![[0.0], [1.0], [2.0], [3.0], [50.0], [51.0], [52.0], [53.0]];
    let labels = array![5, 2, 2, 5, 2, 5, 5, 2];
    let queries = Array2::from_shape_fn((2 * TIMES, 1), |(query, _)| if query % 2 == 0 { -1.0 } else { 49.0 });
    let given =
        format!("records {}, labels {labels}, queries [-1], [49], {TIMES} times each, by turns, k 4", shown(&records));
    let predicted = answer("labels", (knn.predict)(records.view(), labels.view(), queries.view(), 4)).given(&given)?;
    came_at(&predicted, &[&[2], &[2]]).given(given)?;
    // The nearest is of one label, the two behind it are of another.
    let (labels, queries) = (array![4, LONG_NAME + 1, LONG_NAME + 1], array![[0.25]]);
    let given = format!("records {}, labels {labels}, queries {}, k 3", shown(&records), shown(&queries));
    let predicted = answer("labels", (knn.predict)(records.view(), labels.view(), queries.view(), 3)).given(&given)?;
    same_items("labels", &predicted.to_vec(), &[LONG_NAME + 1]).given(given)?;

    // Seconds since 1970, and lengths of less than a billionth. The labels lie backwards in memory.
    let records = |start: f64, unit: f64| array![[0.0], [0.75], [1.5]] * unit + start;
    let mut labels = array![5, 9, 3];
    labels.invert_axis(Axis(0));
    for (start, unit, query) in [(1.7e9 + 64.5, 1.0, 0.5), (0.0, 1e-10, 2.0)] {
        let (records, queries) = (records(start, unit), array![[query]] * unit + start);
        let given = format!(
            "records {}, labels {labels}, which lie backwards in memory, queries {}, k 1",
            shown(&records),
            shown(&queries)
        );
        let predicted = answer("labels", (knn.predict)(records.view(), labels.view(), queries.view(), 1));
        let expected = if unit == 1.0 { array![9_usize] } else { array![5] };
        identical("labels", &predicted.given(&given)?, &expected).given(given)?;
    }
    let labels = Array1::from_shape_fn(1030, |row| row / 1026);
    let predicted = (knn.predict)(many_places().view(), labels.view(), array![[1e3], [0.0]].view(), 3);
    let given = "records of one number, 0.5, 1, 1.5 and so on, 1030 labels, 0 but for the last four, which are 1, queries [[1000], [0]], k 3";
    identical("labels", &answer("labels", predicted).given(given)?, &array![1_usize, 0]).given(given)?;

    let (records, queries) = (places(cases, 12), places(cases, 5));
    let labels = Array1::from_shape_simple_fn(12, || 2 + 5 * cases.index(0..2));
    let given = format!("records {}, labels {labels}, queries {}, k 5", shown(&records), shown(&queries));
    let predicted = answer("labels", (knn.predict)(records.view(), labels.view(), queries.view(), 5)).given(&given)?;
    let expected: Array1<usize> = queries
        .rows()
        .into_iter()
        .map(|query| of_two(&labels, ranked(records.view(), query).into_iter().take(5)))
        .collect();
    identical("labels", &predicted, &expected).given(&given)?;
    let by_columns = |table: &Array2<f64>| table.t().as_standard_layout().into_owned();
    let (records, queries) = (by_columns(&records), by_columns(&queries));
    let given = format!("{given}; records and queries lie column by column in memory");
    let predicted = answer("labels", (knn.predict)(records.t(), labels.view(), queries.t(), 5)).given(&given)?;
    identical("labels", &predicted, &expected).given(given)
}

fn predict_refuses(knn: &Contract, _: &mut Cases) -> Outcome {
    let (records, labels, queries) = (array![[1.0], [4.0], [2.0]], array![0, 1, 0], array![[0.0]]);
    let given = |k: usize| format!("records {}, labels {labels}, queries {}, k {k}", shown(&records), shown(&queries));
    let predicted = |k| (knn.predict)(records.view(), labels.view(), queries.view(), k);
    identical("labels", &answer("labels", predicted(3)).given(given(3))?, &array![0_usize]).given(given(3))?;
    for k in [4, 0] {
        refuses_numbers("labels", &predicted(k), &NeighboursError::BadK(k)).given(given(k))?;
    }
    Ok(())
}

fn knows_what_it_saw(knn: &Contract, _: &mut Cases) -> Outcome {
    let (records, labels) = irises()?;
    let some: Vec<usize> = (0..150).step_by(3).collect();
    let (records, labels) = (records.select(Axis(0), &some), labels.select(Axis(0), &some));
    let given = "every third iris, four lengths in mm, as records and as queries, k 1";
    let predicted = answer("labels", (knn.predict)(records.view(), labels.view(), records.view(), 1)).given(given)?;
    identical("labels", &predicted, &labels).given(given)
}

fn no_vote_on_itself(knn: &Contract, cases: &mut Cases) -> Outcome {
    let (records, labels) = (array![[0.0], [1.0], [3.0], [10.0], [11.0]], array![0, 5, 5, 0, 0]);
    for (k, expected) in [(3, array![5, 0, 0, 5, 5]), (1, array![5, 0, 5, 0, 0])] {
        judges(knn, &records, &labels, k, &expected).given(left_out_of(&records, &labels, k))?;
    }
    let (records, labels) = (array![[0.0], [1.0], [2.0], [3.0]], array![4, 6, 8, 5]);
    judges(knn, &records, &labels, 1, &array![6, 4, 6, 8]).given(left_out_of(&records, &labels, 1))?;
    // Seconds since 1970, and lengths of less than a billionth. Rows and labels lie backwards in memory.
    for (start, unit) in [(1.7e9 + 64.25, 1.0), (0.0, 1e-10)] {
        let records = backwards(&(array![[0.75], [0.0], [1.0], [40.0]] * unit + start));
        let labels = backwards(&array![1, 2, 3, 4]);
        let given = format!("{}; both lie backwards in memory", left_out_of(&records, &labels, 1));
        judges(knn, &records, &labels, 1, &array![3, 1, 1, 3]).given(given)?;
    }
    // Ties in the vote, with the smaller label nearest and farthest.
    let (at, labels) = ([0.0, 1.0, 3.0, 10.0], [7, 2, 7, 2]);
    let records = Array2::from_shape_fn((4 * TIMES, 1), |(row, _)| 1000.0 * (row / 4) as f64 + at[row % 4]);
    let given = format!(
        "records 0, 1, 3, 10, then the same plus 1000 and so on, {TIMES} times, labels 7, 2, 7, 2 again and again, k 2"
    );
    let labels = Array1::from_shape_fn(4 * TIMES, |row| labels[row % 4]);
    let predicted = answer("labels", (knn.leave_one_out)(records.view(), labels.view(), 2)).given(&given)?;
    came_at(&predicted, &[&[2], &[7], &[2], &[2]]).given(given)?;
    let records = places(cases, 12);
    let mut labels = Array1::from_shape_simple_fn(12, || 7 * cases.index(0..2));
    let expected: Array1<usize> = (0..12)
        .map(|itself| {
            let others = ranked(records.view(), records.row(itself)).into_iter().filter(|row| *row != itself);
            of_two(&labels, others.take(3))
        })
        .collect();
    judges(knn, &records, &labels, 3, &expected).given(left_out_of(&records, &labels, 3))?;
    let row = cases.index(0..12);
    labels[row] = 7 - labels[row];
    let given = format!("{}; row {row} had the label {} before", left_out_of(&records, &labels, 3), 7 - labels[row]);
    let predicted = answer("labels", (knn.leave_one_out)(records.view(), labels.view(), 3)).given(&given)?;
    let own = predicted.get(row).copied().into_iter().collect::<Array1<usize>>();
    identical("the label of this row", &own, &array![expected[row]]).given(given)
}

fn copies_vote(knn: &Contract, _: &mut Cases) -> Outcome {
    for (records, labels, k, expected) in [
        (array![[2.0], [2.0], [2.0], [2.0], [9.0], [9.0]], array![3, 8, 3, 8, 3, 3], 3, array![8, 3, 8, 3, 3, 3]),
        (array![[1.0], [1.0], [5.0], [6.0]], array![0, 1, 0, 1], 1, array![1, 0, 1, 0]),
        // Row 2 is not among the two rows that are nearest to it.
        (array![[0.0], [0.0], [0.0]], array![1, 0, 5], 1, array![0, 1, 1]),
    ] {
        judges(knn, &records, &labels, k, &expected).given(left_out_of(&records, &labels, k))?;
    }
    Ok(())
}

fn one_row_less(knn: &Contract, _: &mut Cases) -> Outcome {
    let (records, labels) = (array![[1.0], [4.0], [2.0], [8.0]], array![0, 1, 0, 1]);
    // Two of one label are left in each case, and one of the other.
    judges(knn, &records, &labels, 3, &array![1, 0, 1, 0]).given(left_out_of(&records, &labels, 3))?;
    for k in [4, 5, 0] {
        let predicted = (knn.leave_one_out)(records.view(), labels.view(), k);
        refuses_numbers("labels", &predicted, &NeighboursError::BadK(k)).given(left_out_of(&records, &labels, k))?;
    }
    Ok(())
}

/// Three irises are copies of others; without them no two rows are equally near to a random query.
fn agrees_with_linfa(knn: &Contract, cases: &mut Cases) -> Outcome {
    let (irises, _) = irises()?;
    let is_copy = |row: &usize| (0..*row).any(|earlier| irises.row(earlier) == irises.row(*row));
    let distinct: Vec<usize> = (0..150).filter(|row| !is_copy(row)).collect();
    let irises = irises.select(Axis(0), &distinct);
    let index = CommonNearestNeighbour::KdTree.from_batch(&irises, L2Dist)?;
    for _ in 0..3 {
        let query = Array1::from_iter(
            [(45.0, 75.0), (22.0, 40.0), (12.0, 65.0), (2.0, 24.0)].map(|(low, high)| cases.number(low..high)),
        );
        let theirs: Vec<usize> = index.k_nearest(query.view(), 7)?.into_iter().map(|(_, row)| row).collect();
        let given = format!("the 147 different irises, four lengths in mm, query {}, k 7", shown(&query));
        let ours = answer("rows", (knn.nearest)(irises.view(), query.view(), 7)).given(&given)?;
        same_items("rows", &ours, &theirs).given(given)?;
    }
    Ok(())
}

/// 0.5, 1, 1.5 and so on: more rows than fit into any small buffer.
fn many_places() -> Array2<f64> {
    Array2::from_shape_fn((1030, 1), |(row, _)| 0.5 * (row + 1) as f64)
}

/// Random places on a map. Their numbers are whole, so that every way to compare distances is exact.
fn places(cases: &mut Cases, n_samples: usize) -> Array2<f64> {
    cases.table(n_samples, 2, -9e3..9e3).round()
}

/// The four lengths in whole mm, where sums of squares are exact, and the species.
fn irises() -> Result<(Array2<f64>, Array1<usize>), Failure> {
    let irises = datasets::iris()?;
    Ok((irises.records.mapv(|cm| (10.0 * cm).round()), irises.targets.mapv(|species| species as usize)))
}

fn has_nearest(knn: &Contract, records: &Array2<f64>, query: &Array1<f64>, k: usize, expected: &[usize]) -> Outcome {
    let rows = answer("rows", (knn.nearest)(records.view(), query.view(), k)).given(asked(records, query, k))?;
    same_items("rows", &rows, expected).given(asked(records, query, k))
}

fn judges(
    knn: &Contract,
    records: &Array2<f64>,
    labels: &Array1<usize>,
    k: usize,
    expected: &Array1<usize>,
) -> Outcome {
    let predicted = answer("labels", (knn.leave_one_out)(records.view(), labels.view(), k))?;
    identical("labels", &predicted, expected)
}

/// Side by side, one difference at a time.
fn apart(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    a.iter().zip(b).fold(0.0, |so_far: f64, (a, b)| so_far.hypot(a - b))
}

/// Every row, by picking the nearest of those that are left, again and again.
fn ranked(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Vec<usize> {
    let mut left: Vec<(usize, f64)> = records.rows().into_iter().map(|row| apart(row, query)).enumerate().collect();
    let mut ranked = Vec::new();
    while let Some(first) = left.first().copied() {
        let (row, _) = left.iter().fold(first, |best, other| if other.1 < best.1 { *other } else { best });
        left.retain(|(other, _)| *other != row);
        ranked.push(row);
    }
    ranked
}

/// What most of an odd number of rows are, where there are two labels.
fn of_two(labels: &Array1<usize>, rows: impl Iterator<Item = usize>) -> usize {
    let votes: Vec<usize> = rows.map(|row| labels[row]).collect();
    let count = |label: usize| votes.iter().filter(|vote| **vote == label).count();
    let (least, most) =
        labels.iter().fold((usize::MAX, 0), |(least, most), label| (least.min(*label), most.max(*label)));
    if count(least) > count(most) { least } else { most }
}

fn asked(records: &Array2<f64>, query: &Array1<f64>, k: usize) -> String {
    format!("records {}, query {}, k {k}", shown(records), shown(query))
}

fn left_out_of(records: &Array2<f64>, labels: &Array1<usize>, k: usize) -> String {
    format!("records {}, labels {labels}, k {k}", shown(records))
}
