//! What is graded.

use linfa::Dataset;
use linfa::metrics::SilhouetteScore;
use ndarray::{Array1, Array2, Axis, array};

use super::data::{every_sixtieth, in_deviations};
use super::oracles::{by_definition, temptation};
use super::{Choice, Contract, SilhouetteError};
use mlings_grading::compare::{answer, close, equal, finite, has_shape, identical, refuses_numbers, shown};
use mlings_grading::layouts::{backwards, by_columns, spread};
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "prepare takes the logarithm of 1 + x, then scales", points: 8, run: prepares_by_hand },
    Check { name: "prepared customers have mean 0 and deviation 1", points: 5, run: prepares_customers },
    Check { name: "a column that never changes becomes 0, and no other", points: 5, run: constant_column_becomes_zero },
    Check {
        name: "a silhouette compares the own cluster, without the point itself",
        points: 14,
        run: silhouettes_by_hand,
    },
    Check { name: "the other cluster is the nearest by mean distance", points: 9, run: nearest_by_mean },
    Check { name: "distances are straight lines", points: 6, run: straight_lines },
    Check { name: "a point alone in its cluster has 0", points: 8, run: alone_has_zero },
    Check { name: "where all distances are 0 the silhouette is 0", points: 5, run: twins_have_zero },
    Check { name: "labels may be any numbers, and silhouettes lie from -1 to 1", points: 8, run: any_labels },
    Check { name: "turning, moving and another unit change nothing", points: 5, run: motions_change_nothing },
    Check { name: "one cluster alone is refused", points: 5, run: one_cluster_is_refused },
    Check { name: "a score is the mean over all points, as linfa's", points: 7, run: score_is_mean },
    Check { name: "the highest score is chosen, and of equal ones the first", points: 7, run: highest_is_chosen },
    Check {
        name: "linfa's segments rest where the start leads, or stop after 30 rounds",
        points: 8,
        run: segments_rest,
    },
];

const EXACT: f64 = 1e-9;

fn zeros(n: usize) -> Array1<f64> {
    Array1::zeros(n)
}

/// The learner's silhouettes, one for every point.
fn silhouettes(contract: &Contract, points: &Array2<f64>, labels: &Array1<usize>) -> Result<Array1<f64>, Failure> {
    let silhouettes = answer("silhouettes", (contract.silhouettes)(points.view(), labels.view()))?;
    has_shape("silhouettes", &silhouettes, &[points.nrows()])?;
    Ok(silhouettes)
}

/// The learner's choice, with a score for every labelling.
fn choice(contract: &Contract, points: &Array2<f64>, labellings: &[Array1<usize>]) -> Result<Choice, Failure> {
    let choice = answer("choose", (contract.choose)(points.view(), labellings))?;
    has_shape("scores", &choice.scores, &[labellings.len()])?;
    Ok(choice)
}

fn are(contract: &Contract, points: &Array2<f64>, labels: &Array1<usize>, expected: &Array1<f64>) -> Outcome {
    let given = format!("points {}, labels {labels}", shown(points));
    let silhouettes = silhouettes(contract, points, labels).given(&given)?;
    close("silhouettes", &silhouettes, expected, EXACT).given(given)
}

fn prepares_by_hand(contract: &Contract, _: &mut Cases) -> Outcome {
    // The logarithms are 0, 1, 2 times ln 10, and the other way round 2, 0, 1 times ln 2.
    let records = array![[0.0, 3.0], [9.0, 0.0], [99.0, 1.0]];
    let far = 1.5_f64.sqrt();
    let given = format!("records {}", shown(&records));
    let expected = array![[-far, far], [0.0, -far], [far, 0.0]];
    close("prepared", &(contract.prepare)(records.view()), &expected, EXACT).given(&given)?;
    let prepared = (contract.prepare)(by_columns(&records).view());
    close("prepared", &prepared, &expected, EXACT).given(format!("{given}, as a transposed table"))?;
    let many = Array2::from_shape_fn((1100, 1), |(row, _)| if row < 550 { 0.0 } else { 8.0 });
    let expected = many.mapv(|amount| if amount == 0.0 { -1.0 } else { 1.0 });
    close("prepared", &(contract.prepare)(many.view()), &expected, EXACT)
        .given("1,100 records of one column, the first half 0, the others 8")
}

fn prepares_customers(contract: &Contract, _: &mut Cases) -> Outcome {
    let records = every_sixtieth()?;
    let prepared = (contract.prepare)(records.view());
    let given = "every 60th customer who ordered anything: recency_days, orders, gross_spend";
    has_shape("prepared", &prepared, &[records.nrows(), 3]).given(given)?;
    let n_samples = records.nrows() as f64;
    close("means", &(prepared.sum_axis(Axis(0)) / n_samples), &zeros(3), EXACT).given(given)?;
    let squares = (&prepared * &prepared).sum_axis(Axis(0)) / n_samples;
    close("deviations", &squares.mapv(f64::sqrt), &array![1.0, 1.0, 1.0], EXACT).given(given)?;
    close("prepared", &prepared, &in_deviations(&records), EXACT).given(given)
}

fn constant_column_becomes_zero(contract: &Contract, _: &mut Cases) -> Outcome {
    for amount in [0.0, 5.0, 0.1, 12.75, 0.7] {
        let mut records = Array2::from_elem((6, 2), amount);
        records.column_mut(0).assign(&array![9.0, 9.0, 0.0, 0.0, 0.0, 9.0]);
        let given = format!("6 records: the first column 9, 9, 0, 0, 0, 9, the second always {amount}");
        let prepared = (contract.prepare)(records.view());
        let mut expected = Array2::zeros((6, 2));
        expected.column_mut(0).assign(&array![1.0, 1.0, -1.0, -1.0, -1.0, 1.0]);
        close("prepared", &prepared, &expected, EXACT).given(given)?;
    }
    // And one that changes, though little, does not.
    let records = array![[1.3], [2.1], [4.4]] * 1e-11;
    let expected = array![[-1.3], [-0.5], [1.8]] / (5.18_f64 / 3.0).sqrt();
    let given = "records [[1.3e-11], [2.1e-11], [4.4e-11]]";
    close("prepared", &(contract.prepare)(records.view()), &expected, EXACT).given(given)?;
    for (low, high) in [(0.01, 0.02), (0.0001, 0.0003), (1e-9, 2e-9), (1e-17, 2e-17)] {
        let records = array![[low], [high], [high], [low], [high], [low]];
        let expected = array![[-1.0], [1.0], [1.0], [-1.0], [1.0], [-1.0]];
        let given = format!("records {}", shown(&records));
        close("prepared", &(contract.prepare)(records.view()), &expected, EXACT).given(given)?;
    }
    // Far from 0 the logarithms differ only in their last digits. One record alone never changes.
    for (records, expected) in [
        (array![[0.0], [1.0], [5.0]] + 1e8, array![[-0.925_820], [-0.462_910], [1.388_730]]),
        (array![[7.3, 0.0]], array![[0.0, 0.0]]),
    ] {
        let given = format!("records {:?}", records.rows().into_iter().map(|row| row.to_vec()).collect::<Vec<_>>());
        close("prepared", &(contract.prepare)(records.view()), &expected, 1e-5).given(given)?;
    }
    Ok(())
}

fn silhouettes_by_hand(contract: &Contract, _: &mut Cases) -> Outcome {
    let points = array![[0.0], [2.0], [10.0], [13.0]];
    // a is 2, 2, 3, 3 and b is 11.5, 9.5, 9, 12.
    let expected = array![19.0 / 23.0, 15.0 / 19.0, 6.0 / 9.0, 9.0 / 12.0];
    are(contract, &points, &array![0, 0, 1, 1], &expected)?;
    // Badly labelled: a is 10, 11, 10, 11 and b is 7.5, 5, 5.5, 8.
    let expected = array![-2.5 / 10.0, -6.0 / 11.0, -4.5 / 10.0, -3.0 / 11.0];
    are(contract, &points, &array![0, 1, 0, 1], &expected)?;
    let labels = array![0, 1, 1, 1];
    let given = format!("points {}, labels {labels} with gaps between them in memory", shown(&points));
    let silhouettes = answer("silhouettes", (contract.silhouettes)(points.view(), spread(&labels).view()));
    // The first is alone; a is 9.5, 5.5, 7 and b is 2, 10, 13.
    close("silhouettes", &silhouettes.given(&given)?, &array![0.0, -7.5 / 9.5, 4.5 / 10.0, 6.0 / 13.0], EXACT)
        .given(given)
}

/// From 0 the nearest point of another cluster is 4, but its cluster is far away on average.
fn nearest_by_mean(contract: &Contract, _: &mut Cases) -> Outcome {
    let points = array![[0.0], [1.0], [4.0], [30.0], [10.0], [12.0]];
    // a is 1, 1, 26, 26, 2, 2 and b is 11, 10, 3.5, 19, 9.5, 11.5.
    let expected = array![10.0 / 11.0, 9.0 / 10.0, -22.5 / 26.0, -7.0 / 26.0, 7.5 / 9.5, 9.5 / 11.5];
    are(contract, &points, &array![0, 0, 1, 1, 2, 2], &expected)
}

fn straight_lines(contract: &Contract, _: &mut Cases) -> Outcome {
    // The corners of a rectangle: a is 3, b is the mean of 4 and 5.
    let points = array![[0.0, 0.0], [3.0, 0.0], [0.0, 4.0], [3.0, 4.0]];
    are(contract, &points, &array![0, 0, 1, 1], &Array1::from_elem(4, 1.0 / 3.0))
}

fn alone_has_zero(contract: &Contract, cases: &mut Cases) -> Outcome {
    let points = array![[0.0], [2.0], [10.0]];
    are(contract, &points, &array![0, 0, 1], &array![0.8, 0.75, 0.0])?;
    let points = cases.table(4, 2, -9.0..9.0);
    are(contract, &points, &array![0, 1, 2, 3], &zeros(4))
}

fn twins_have_zero(contract: &Contract, _: &mut Cases) -> Outcome {
    are(contract, &array![[1.0], [1.0], [1.0], [1.0]], &array![0, 0, 1, 1], &zeros(4))?;
    are(contract, &array![[1.0], [1.0], [1.0], [5.0]], &array![0, 0, 1, 1], &array![1.0, 1.0, -1.0, 0.0])
}

fn any_labels(contract: &Contract, cases: &mut Cases) -> Outcome {
    let points = cases.table(27, 2, -5.0..5.0);
    let names = [7, 3, 40];
    let labels: Array1<usize> = cases.permutation(27).into_iter().map(|number| names[number % 3]).collect();
    let given = format!("27 random points, labels {labels}");
    let silhouettes = silhouettes(contract, &points, &labels).given(&given)?;
    finite("silhouettes", &silhouettes).given(&given)?;
    let beyond = silhouettes.mapv(|value| (value.abs() - 1.0).max(0.0));
    close("how far each lies beyond -1 or 1", &beyond, &zeros(27), EXACT).given(&given)?;
    close("silhouettes", &silhouettes, &by_definition(&points, &labels), EXACT).given(given)?;
    // As long as telephone numbers: the last two are equal in their lower 32 bits.
    let points = array![[0.0], [2.0], [10.0], [13.0]];
    are(contract, &points, &array![0, 0, HUGE, HUGE], &array![19.0 / 23.0, 15.0 / 19.0, 6.0 / 9.0, 9.0 / 12.0])?;
    are(contract, &points, &array![HUGE + 3, HUGE + 3, 3, 7], &array![4.0 / 5.0, 3.0 / 4.0, 0.0, 0.0])
}

/// 100 times 2 to the power of 32.
const HUGE: usize = 429_496_729_600;

fn motions_change_nothing(contract: &Contract, cases: &mut Cases) -> Outcome {
    let points = cases.table(12, 2, -5.0..5.0);
    let labels = Array1::from_shape_fn(12, |row| row % 3);
    let before = silhouettes(contract, &points, &labels).given("12 random points, labels 0, 1, 2, 0, 1, 2, ...")?;
    finite("silhouettes", &before).given("12 random points, labels 0, 1, 2, 0, 1, 2, ...")?;
    let all_zero = before.iter().all(|value| *value == 0.0);
    equal("whether all silhouettes are 0", &all_zero, &false)
        .given("12 random points, labels 0, 1, 2, 0, 1, 2, ...")?;
    let (sine, cosine) = cases.number(0.4..1.1).sin_cos();
    let turned = points.dot(&array![[cosine, sine], [-sine, cosine]]) + 100.0;
    for (points, how) in [
        (turned, "turned, and 100 added"),
        (&points * 1e-6, "in another unit: all divided by 1e6"),
        (&points * 1e-12, "in another unit: all divided by 1e12"),
        (&points * 1e-30, "in another unit: all divided by 1e30"),
        (&points * 1e30, "in another unit: all times 1e30"),
    ] {
        let given = format!("12 random points, labels 0, 1, 2, 0, 1, 2, ..., and again {how}");
        let after = silhouettes(contract, &points, &labels).given(&given)?;
        close("silhouettes, as before", &after, &before, 1e-7).given(given)?;
    }
    // Far away, as a transposed table whose last row comes first.
    let columns = array![[13.0, 10.0, 2.0, 0.0], [1.0, 0.0, 1.0, 1.0]] + 1e9;
    let mut backwards = columns.t();
    backwards.invert_axis(Axis(0));
    let given = "points [[0, 1], [2, 1], [10, 0], [13, 1]] + 1e9, a transposed table turned round; labels [0, 0, 1, 1]";
    let far = answer("silhouettes", (contract.silhouettes)(backwards, array![0, 0, 1, 1].view())).given(given)?;
    let expected = by_definition(&(backwards.to_owned() - 1e9), &array![0, 0, 1, 1]);
    close("silhouettes", &far, &expected, 1e-7).given(given)
}

fn one_cluster_is_refused(contract: &Contract, _: &mut Cases) -> Outcome {
    let points = array![[0.0], [2.0], [10.0]];
    let refused = SilhouetteError::TooFewClusters;
    let silhouettes = (contract.silhouettes)(points.view(), array![5, 5, 5].view());
    refuses_numbers("silhouettes", &silhouettes, &refused).given("points [[0], [2], [10]], labels [5, 5, 5]")?;
    let nothing = Array2::zeros((0, 1));
    let silhouettes = (contract.silhouettes)(nothing.view(), Array1::zeros(0).view());
    refuses_numbers("silhouettes", &silhouettes, &refused).given("no points, no labels")?;
    let (good, bad) = (array![0, 0, 1], array![5, 5, 5]);
    for labellings in [vec![good.clone(), bad.clone()], vec![bad.clone(), good], vec![bad]] {
        let scores = (contract.choose)(points.view(), &labellings).map(|choice| choice.scores);
        let written: Vec<String> = labellings.iter().map(shown).collect();
        let given = format!("points [[0], [2], [10]], labellings {}", written.join(" and "));
        refuses_numbers("choose", &scores, &refused).given(given)?;
    }
    Ok(())
}

fn score_is_mean(contract: &Contract, _: &mut Cases) -> Outcome {
    let points = array![[0.0], [2.0], [10.0]];
    let scores = choice(contract, &points, &[array![0, 0, 1]]);
    let given = "points [[0], [2], [10]], the one labelling [0, 0, 1], whose silhouettes are 0.8, 0.75, 0";
    close("scores", &scores.given(given)?.scores, &array![1.55 / 3.0], EXACT).given(given)?;
    // In millions, stored from the last to the first; the second score is below 0.
    let points = array![[0.0], [2.0], [10.0], [13.0]] * 1e6;
    let labellings = [array![0, 0, 1, 1], array![0, 1, 0, 1], array![0, 1, 1, 1]];
    let expected: Array1<f64> = labellings.iter().map(|labels| by_definition(&points, labels).sum() / 4.0).collect();
    let given = format!(
        "points {}, stored from the last to the first, labellings [0, 0, 1, 1], [0, 1, 0, 1] and [0, 1, 1, 1]",
        shown(&points)
    );
    let scores = choice(contract, &backwards(&points), &labellings).given(&given)?.scores;
    close("scores", &scores, &expected, EXACT).given(given)?;

    let customers = in_deviations(&every_sixtieth()?).select(Axis(0), &(0..24).collect::<Vec<_>>());
    let often = customers.column(1).mapv(|orders| if orders > 0.0 { 1_usize } else { 0 });
    let lately = customers.column(0).mapv(|recency| if recency < 0.9 { 1_usize } else { 4 });
    let theirs = |labels: &Array1<usize>| Dataset::new(customers.clone(), labels.clone()).silhouette_score();
    let expected = array![theirs(&often)?, theirs(&lately)?];
    let given = "the first 24 of every 60th customer, prepared; segments by orders, and by recency";
    let scores = choice(contract, &customers, &[often, lately]).given(given)?.scores;
    close("scores", &scores, &expected, EXACT).given(given)
}

fn highest_is_chosen(contract: &Contract, _: &mut Cases) -> Outcome {
    let points = array![[0.0], [2.0], [3.0], [20.0], [22.0], [50.0], [53.0], [54.0]];
    let mixed = array![0, 1, 0, 1, 0, 1, 0, 1];
    let two = array![0, 0, 0, 0, 0, 1, 1, 1];
    let three = array![0, 0, 0, 1, 1, 2, 2, 2];
    let six = array![0, 1, 1, 2, 2, 3, 4, 5];
    for (labellings, expected) in [
        (vec![mixed, two.clone(), three.clone(), six.clone()], 2),
        (vec![six.clone(), two.clone(), three.clone(), three], 2),
        (vec![two.clone(), two, six], 0),
    ] {
        let written: Vec<String> = labellings.iter().map(shown).collect();
        let given = format!("points {}, labellings {}", shown(&points), written.join(" and "));
        identical("best", &choice(contract, &points, &labellings).given(&given)?.best, &expected).given(given)?;
    }
    // All scores are below 0, and then they differ by less than a billionth: the middle point has a neighbour at either
    // side, and one is nearer by a hair.
    for (points, labellings) in [
        (array![[0.0], [1.0], [2.0], [3.0]], [array![0, 1, 0, 1], array![0, 1, 1, 0]]),
        (array![[0.0], [1.0], [3.0], [5.0 - 4e-10], [6.0]], [array![0, 0, 0, 1, 1], array![0, 0, 1, 1, 1]]),
    ] {
        let written: Vec<String> = labellings.iter().map(shown).collect();
        let rows: Vec<f64> = points.iter().copied().collect();
        let given = format!("points {rows:?}, one column; labellings {}", written.join(" and "));
        identical("best", &choice(contract, &points, &labellings).given(&given)?.best, &1).given(given)?;
    }
    Ok(())
}

fn segments_rest(contract: &Contract, _: &mut Cases) -> Outcome {
    let corners = array![[0.0, 0.0], [4.0, 0.0], [0.0, 3.0], [4.0, 3.0]];
    for (start, expected) in [
        (array![[0.0, 1.0], [4.0, 1.0]], array![0_usize, 1, 0, 1]),
        (array![[4.0, 1.0], [0.0, 1.0]], array![1_usize, 0, 1, 0]),
        (array![[2.0, 0.0], [2.0, 3.0]], array![0_usize, 0, 1, 1]),
    ] {
        let given = format!("points {}, start {}", shown(&corners), shown(&start));
        let labels = answer("segment", (contract.segment)(corners.view(), start.view())).given(&given)?;
        identical("labels", &labels, &expected).given(given)?;
    }
    // The labels change in three rounds. In the small unit every move is small.
    for (unit, words) in [(1.0, ""), (1e-5, ", all divided by 100,000")] {
        let points = array![[0.0], [1.0], [2.0], [3.0], [10.0]] * unit;
        let given = format!("points [[0], [1], [2], [3], [10]], start [[0], [1]]{words}");
        let start = array![[0.0], [1.0]] * unit;
        let labels = answer("segment", (contract.segment)(points.view(), start.view())).given(&given)?;
        identical("labels", &labels, &array![0_usize, 0, 0, 0, 1]).given(given)?;
    }

    every_digit_counts(contract)?;
    stops_after_thirty_rounds(contract)?;
    let customers = in_deviations(&every_sixtieth()?).select(Axis(0), &(0..60).collect::<Vec<_>>());
    let given = "the first 60 of every 60th customer, prepared; rows 0, 20, 40 as start";
    let start = customers.select(Axis(0), &[0, 20, 40]);
    let labels = answer("segment", (contract.segment)(customers.view(), start.view())).given(given)?;
    has_shape("labels", &labels, &[60]).given(given)?;
    let tempted = temptation(customers.view(), labels.view(), 3);
    close("how much nearer another segment's mean is than the own, by customer", &tempted, &zeros(60), 1e-6)
        .given(given)
}

/// A point in the middle, and a start that is nearer to it by a hair; then points below 0, in millions, and many.
fn every_digit_counts(contract: &Contract) -> Outcome {
    let many = Array2::from_shape_fn((1100, 1), |(row, _)| if row < 1050 { 0.0 } else { 10.0 });
    let labels_of_many = Array1::from_shape_fn(1100, |row| usize::from(row >= 1050));
    for (points, start, expected, words) in [
        (array![[0.0], [1.0], [2.0]], array![[0.0], [2.0 - 4e-10]], array![0_usize, 1, 1], None),
        (array![[0.0], [1.0 + 4e-10], [2.0]], array![[0.0], [2.0]], array![0, 1, 1], None),
        (array![[-1.2e6], [-2.2e6], [-3e6]], array![[-1.2e6], [-3e6]], array![0, 1, 1], None),
        (many, array![[0.0], [10.0]], labels_of_many, Some("1,050 times [0], then 50 times [10]")),
    ] {
        let pasted = |table: &Array2<f64>| format!("{:?}", table.column(0).to_vec());
        let in_words = words.map_or_else(|| pasted(&points), str::to_owned);
        let given =
            format!("points {in_words}, start {}, one column, stored from the last to the first", pasted(&start));
        let labels = (contract.segment)(backwards(&points).view(), backwards(&start).view());
        identical("labels", &answer("segment", labels).given(&given)?, &expected).given(given)?;
    }
    Ok(())
}

/// Segment 0 wins one point after the other, so slowly that the last four of its 22 are still to come, one of them in
/// the next round.
fn stops_after_thirty_rounds(contract: &Contract) -> Outcome {
    const POINTS: [f64; 24] = [
        0.0, 27904.0, 35515.0, 39622.0, 42394.0, 44496.0, 46208.0, 47676.0, 48983.0, 50183.0, 51316.0, 52408.0,
        53486.0, 54571.0, 55687.0, 56861.0, 58126.0, 59530.0, 61130.0, 63077.0, 65544.0, 68989.0, 100_000.0, 100_000.0,
    ];
    let (points, start) = (Array1::from_iter(POINTS).insert_axis(Axis(1)), array![[0.0], [100_000.0]]);
    let given = format!("points {}, start [[0], [100000]]", shown(&points));
    let labels = answer("segment", (contract.segment)(points.view(), start.view())).given(&given)?;
    identical("labels", &labels, &Array1::from_shape_fn(24, |row| usize::from(row >= 18))).given(given)
}
