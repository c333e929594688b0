//! What is graded.

use linfa::ParamGuard;
use linfa::traits::Transformer;
use linfa_clustering::{Dbscan, DbscanParamsError};
use ndarray::{Array1, Array2, Axis, array};

use super::data::{every, prepared};
use super::oracles::{as_met, by_definition, distances};
use super::{Clusters, Contract, DbscanError};
use mlings_grading::compare::{answer, close, equal, identical, refuses, same_items, shown};
use mlings_grading::layouts::{backwards, by_columns};
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "a row is its own neighbour, and eps itself is still near", points: 8, run: neighbours_by_hand },
    Check { name: "neighbours are near in a straight line", points: 6, run: straight_lines },
    Check { name: "reach counts the row itself, and ascends", points: 8, run: reach_by_hand },
    Check { name: "as many rows reach eps as there are core points", points: 5, run: reach_counts_core_points },
    Check { name: "a core point has min_points neighbours with itself", points: 10, run: core_points },
    Check { name: "a cluster goes on as long as core points do", points: 10, run: any_shape },
    Check { name: "no cluster goes on through a border point", points: 12, run: border_passes_nothing_on },
    Check { name: "a border point joins its nearest core point", points: 9, run: border_joins_nearest },
    Check { name: "what is near no core point is noise", points: 6, run: noise },
    Check { name: "the order of the rows decides nothing", points: 5, run: order_decides_nothing },
    Check { name: "random points fall into the clusters of the definition", points: 5, run: as_defined },
    Check { name: "core points and noise are linfa's among the customers", points: 5, run: agrees_with_linfa },
    Check { name: "linfa is asked for the same eps and min_points", points: 6, run: linfa_by_hand },
    Check { name: "no such eps or min_points is an error", points: 5, run: refusals },
];

/// The learner's clusters, with a label and a flag for every point.
fn clusters(contract: &Contract, points: &Array2<f64>, eps: f64, min_points: usize) -> Result<Clusters, Failure> {
    let clusters = answer("dbscan", (contract.dbscan)(points.view(), eps, min_points))?;
    equal("number of labels", &clusters.labels.len(), &points.nrows())?;
    equal("number of core flags", &clusters.core.len(), &points.nrows())?;
    Ok(clusters)
}

/// Requires these labels under any numbering.
fn are_labelled(
    contract: &Contract,
    points: &Array2<f64>,
    eps: f64,
    min_points: usize,
    expected: &[Option<usize>],
) -> Outcome {
    let given = format!("points {}, eps {eps}, min_points {min_points}", shown(points));
    let clusters = clusters(contract, points, eps, min_points).given(&given)?;
    same_items(LABELS, &as_met(&clusters.labels), expected).given(given)
}

const LABELS: &str = "labels, numbered as they are met";

/// Points on a line.
fn on_a_line(places: &[f64]) -> Array2<f64> {
    Array1::from(places.to_vec()).insert_axis(Axis(1))
}

fn neighbours_by_hand(contract: &Contract, _: &mut Cases) -> Outcome {
    let line = on_a_line(&[0.0, 1.0, 2.0, 3.5]);
    let plane = array![[0.0, 0.0], [3.0, 4.0], [3.0, 5.0], [-5.0, 0.0], [0.0, 0.0]];
    for (points, row, eps, expected) in [
        (&line, 1, 1.0, vec![0, 1, 2]),
        (&line, 3, 1.0, vec![3]),
        (&plane, 0, 5.0, vec![0, 1, 3, 4]),
        (&plane, 4, 0.0, vec![0, 4]),
    ] {
        let neighbours = (contract.neighbours)(points.view(), row, eps);
        let given = format!("points {}, row {row}, eps {eps}", shown(points));
        same_items("neighbours", &neighbours, &expected).given(given)?;
    }
    // A hair too far; half a step; a few seconds of the year 2023; in a small unit.
    for (places, eps, expected) in [
        (vec![0.0, 5.0 + 5e-7], 5.0, vec![0]),
        (vec![0.0, 5.0 + 1e-7, -0.5], 5.0, vec![0, 2]),
        (vec![0.1, 0.6, 0.7], 0.5, vec![0, 1]),
        (vec![0.0, FINE - HAIR, -FINE - HAIR], FINE, vec![0, 1]),
        (vec![1.7e9, 1.7e9 + 12.0, 1.7e9 + 40.0, 1.7e9 - 4.0], 5.0, vec![0, 3]),
        (vec![0.0, 3e-10, 9e-10], 4e-10, vec![0, 1]),
        (vec![0.0, 3e-30, 9e-30], 4e-30, vec![0, 1]),
    ] {
        let neighbours = (contract.neighbours)(on_a_line(&places).view(), 0, eps);
        let given = format!("points on a line {places:?}, row 0, eps {eps:?}");
        same_items("neighbours", &neighbours, &expected).given(given)?;
    }
    let columns = plane.t().as_standard_layout().into_owned();
    let given = format!("points = columns.t(), where columns are {}; row 0, eps 5", shown(&columns));
    same_items("neighbours", &(contract.neighbours)(columns.t(), 0, 5.0), &[0, 1, 3, 4]).given(given)?;
    let many = Array2::from_shape_fn((1100, 1), |(row, _)| (row % 1050) as f64);
    same_items("neighbours", &(contract.neighbours)(many.view(), 0, 1.0), &[0, 1, 1050, 1051])
        .given("1,100 points on a line: 0, 1, 2, ..., 1049, and then 0, 1, 2, ..., 49; row 0, eps 1")
}

/// An eps of more digits than an f32 keeps, and by how much distances are shorter or longer.
const FINE: f64 = 0.123_456_789_1;
const HAIR: f64 = 1e-10;

/// Of the three the middle one is nearer to the first than eps by a hair, and farther from the last by as much.
fn by_a_hair() -> Array2<f64> {
    on_a_line(&[0.0, FINE - HAIR, FINE - HAIR + FINE + HAIR])
}

fn straight_lines(contract: &Contract, cases: &mut Cases) -> Outcome {
    let points = array![[0.0, 0.0], [3.0, 3.0], [0.4, 0.0], [4.0, 4.0]];
    let neighbours = (contract.neighbours)(points.view(), 0, 5.0);
    same_items("neighbours", &neighbours, &[0, 1, 2]).given(format!("points {}, row 0, eps 5", shown(&points)))?;

    let points = cases.table(30, 3, -1.0..1.0);
    let distances = distances(&points);
    for row in 0..5 {
        let expected: Vec<usize> = (0..30).filter(|other| distances[[row, *other]] <= 0.8).collect();
        let neighbours = (contract.neighbours)(points.view(), row, 0.8);
        let given = format!("30 random points, 3 columns from -1 to 1, row {row}, eps 0.8");
        same_items("neighbours", &neighbours, &expected).given(given)?;
    }
    Ok(())
}

fn reach_by_hand(contract: &Contract, _: &mut Cases) -> Outcome {
    let points = on_a_line(&[0.0, 7.0, 1.0, 3.0]);
    for (min_points, expected) in [
        (2, array![1.0, 1.0, 2.0, 4.0]),
        (3, array![2.0, 3.0, 3.0, 6.0]),
        (1, array![0.0, 0.0, 0.0, 0.0]),
        (4, array![4.0, 6.0, 7.0, 7.0]),
    ] {
        let reach = (contract.reach)(points.view(), min_points);
        close("reach", &reach, &expected, 1e-12)
            .given(format!("points {}, min_points {min_points}", shown(&points)))?;
    }
    let points = on_a_line(&[0.1, 7.3, 1.2, 3.4]);
    close("reach", &(contract.reach)(points.view(), 3), &array![2.2, 3.3, 3.3, 6.1], 1e-12)
        .given(format!("points {}, min_points 3", shown(&points)))?;
    for (unit, zero) in [(1.0, 1.7e9), (1e-30, 0.0)] {
        let places = [0.0, 7.5, 1.0, 3.0].map(|place| place * unit + zero);
        let reach = (contract.reach)(on_a_line(&places).view(), 3);
        let given = format!("points on a line {places:?}, min_points 3");
        close(&format!("reach / {unit:?}"), &(reach / unit), &array![2.0, 3.0, 3.0, 6.5], 1e-6).given(given)?;
    }
    let points = array![[0.0, 0.0], [3.0, 4.0], [-3.0, 4.0], [0.0, 0.123_456_7]];
    let reach = (contract.reach)(by_columns(&points).view(), 2);
    // From the second and the third point it is as far to the last one.
    let far = (3.0_f64.powi(2) + (4.0 - 0.123_456_7_f64).powi(2)).sqrt();
    close("reach", &reach, &array![0.123_456_7, 0.123_456_7, far, far], 1e-12)
        .given(format!("points {} as a transposed table, min_points 2", shown(&points)))?;
    let copies = on_a_line(&[0.0, 0.0, 0.0, 5.0]);
    let reach = (contract.reach)(copies.view(), 2);
    close("reach", &reach, &array![0.0, 0.0, 0.0, 5.0], 1e-12).given(format!("points {}, min_points 2", shown(&copies)))
}

fn reach_counts_core_points(contract: &Contract, cases: &mut Cases) -> Outcome {
    let points = cases.table(30, 2, 0.0..10.0);
    for min_points in [2, 5] {
        let reach = (contract.reach)(points.view(), min_points);
        for eps in [0.5, 1.0, 2.0, 3.0] {
            let core = by_definition(&points, eps, min_points).core.iter().filter(|core| **core).count();
            let reached = reach.iter().filter(|distance| **distance <= eps).count();
            let given =
                format!("30 random points from 0 to 10, min_points {min_points}; {core} are core points for eps {eps}");
            identical("number of rows that reach eps", &reached, &core).given(given)?;
        }
    }
    Ok(())
}

fn core_points(contract: &Contract, _: &mut Cases) -> Outcome {
    let points = on_a_line(&[0.0, 1.0, 2.0, 10.0, 11.0, 11.0]);
    let core = |yes: &[usize]| (0..6).map(|row| yes.contains(&row)).collect::<Vec<bool>>();
    for (min_points, expected) in [(3, core(&[1, 3, 4, 5])), (2, core(&[0, 1, 2, 3, 4, 5])), (4, core(&[]))] {
        let given = format!("points {}, eps 1, min_points {min_points}", shown(&points));
        let clusters = clusters(contract, &points, 1.0, min_points).given(&given)?;
        same_items("core", &clusters.core.to_vec(), &expected).given(given)?;
    }
    for (unit, zero) in [(1.0, 1.7e9), (1e-30, 0.0)] {
        let places = [0.0, 1.0, 2.0, 10.0, 11.0, 11.0].map(|place| place * unit + zero);
        let given = format!("points on a line {places:?}, eps {:?}, min_points 3", 1.5 * unit);
        let clusters = clusters(contract, &on_a_line(&places), 1.5 * unit, 3).given(&given)?;
        same_items("core", &clusters.core.to_vec(), &core(&[1, 3, 4, 5])).given(given)?;
    }
    Ok(())
}

/// A chain, and a ring around a crowd: what has a centre in the middle of another cluster.
fn any_shape(contract: &Contract, _: &mut Cases) -> Outcome {
    let chain = on_a_line(&[5.0, 0.0, 3.0, 1.0, 20.0, 4.0, 2.0, 21.0]);
    let expected = [0, 0, 0, 0, 1, 0, 0, 1].map(Some);
    are_labelled(contract, &chain, 1.0, 2, &expected)?;

    let chain = by_a_hair();
    let given = format!(
        "points {:?} on a line, stored from the last to the first, eps {FINE}, min_points 2",
        chain.column(0).to_vec()
    );
    let found = clusters(contract, &backwards(&chain), FINE, 2).given(&given)?;
    same_items(LABELS, &as_met(&found.labels), &[Some(0), Some(0), None]).given(given)?;

    let ring = Array2::from_shape_fn((24, 2), |(row, column)| {
        let angle = (row % 20) as f64 / 20.0 * std::f64::consts::TAU;
        let radius = if row < 20 { 5.0 } else { 0.5 };
        radius * if column == 0 { angle.cos() } else { angle.sin() }
    });
    let expected: Vec<Option<usize>> = (0..24).map(|row| Some(usize::from(row >= 20))).collect();
    let given = "20 points on a circle of radius 5 about [0, 0], and 4 close to its middle; eps 2, min_points 3";
    let clusters = clusters(contract, &ring, 2.0, 3).given(given)?;
    same_items(LABELS, &as_met(&clusters.labels), &expected).given(given)
}

/// 1.75 has 3 neighbours: 1, itself and 2.75. Core points have 4.
fn border_passes_nothing_on(contract: &Contract, _: &mut Cases) -> Outcome {
    let points = on_a_line(&[0.0, 0.25, 0.5, 1.0, 1.75, 2.75, 3.25, 3.5, 3.75]);
    are_labelled(contract, &points, 1.0, 4, &[0, 0, 0, 0, 0, 1, 1, 1, 1].map(Some))?;
    // Near a border point alone, so near no core point.
    let points = on_a_line(&[0.0, 0.25, 0.5, 1.0, 2.0, 3.0]);
    are_labelled(contract, &points, 1.0, 4, &[Some(0), Some(0), Some(0), Some(0), Some(0), None])
}

fn border_joins_nearest(contract: &Contract, _: &mut Cases) -> Outcome {
    // As before, with 2.75 in front of 1, though its cluster begins later.
    let points = on_a_line(&[0.0, 0.25, 0.5, 2.75, 1.0, 1.75, 3.25, 3.5, 3.75]);
    are_labelled(contract, &points, 1.0, 4, &[0, 0, 0, 1, 0, 0, 1, 1, 1].map(Some))?;
    // With the cluster that is farther away in front, and with the border point in front of both.
    let points = on_a_line(&[2.75, 3.25, 3.5, 3.75, 1.75, 0.0, 0.25, 0.5, 1.0]);
    are_labelled(contract, &points, 1.0, 4, &[0, 0, 0, 0, 1, 1, 1, 1, 1].map(Some))?;
    let points = on_a_line(&[1.75, 2.75, 3.25, 3.5, 3.75, 0.0, 0.25, 0.5, 1.0]);
    are_labelled(contract, &points, 1.0, 4, &[0, 1, 1, 1, 1, 0, 0, 0, 0].map(Some))?;
    // 2 is as near to 1 as to 3. The lower row is first that of 1, then that of 3, though its cluster begins later.
    let points = on_a_line(&[0.0, 0.25, 0.5, 1.0, 2.0, 3.0, 3.5, 3.75, 4.0]);
    are_labelled(contract, &points, 1.0, 4, &[0, 0, 0, 0, 0, 1, 1, 1, 1].map(Some))?;
    let points = on_a_line(&[0.0, 0.25, 0.5, 3.0, 1.0, 2.0, 3.5, 3.75, 4.0]);
    are_labelled(contract, &points, 1.0, 4, &[0, 0, 0, 1, 0, 1, 1, 1, 1].map(Some))?;
    // The nearest of all is no core point.
    let points = on_a_line(&[0.0, 0.25, 0.5, 1.0, 1.75, 2.25]);
    are_labelled(contract, &points, 1.0, 4, &[Some(0), Some(0), Some(0), Some(0), Some(0), None])?;
    // Nearer by a hair.
    let points = on_a_line(&[0.0, 0.25, 0.5, 1.0, 1.75, 2.5 - 1e-9, 3.0, 3.25, 3.4]);
    are_labelled(contract, &points, 1.0, 4, &[0, 0, 0, 0, 1, 1, 1, 1, 1].map(Some))?;
    // Far from 0, and in a small unit: the nearer core point again in the higher row.
    for (unit, zero) in [(1.0, 1.7e9), (1e-30, 0.0)] {
        let places = [0.0, 0.25, 0.5, 2.75, 1.0, 1.75, 3.25, 3.5, 3.75].map(|place| place * unit + zero);
        let given = format!("points on a line {places:?}, eps {:?}, min_points 4", 1.05 * unit);
        let found = clusters(contract, &on_a_line(&places), 1.05 * unit, 4).given(&given)?;
        same_items(LABELS, &as_met(&found.labels), &[0, 0, 0, 1, 0, 0, 1, 1, 1].map(Some)).given(given)?;
    }
    for (near, far) in IN_A_PLANE {
        let points = Array2::from([vec![[0.0, 0.0]], far.to_vec(), near.to_vec()].concat());
        are_labelled(contract, &points, 5.0, 4, &[0, 1, 1, 1, 1, 0, 0, 0, 0].map(Some))?;
    }
    Ok(())
}

type Four = [[f64; 2]; 4];

/// Two clusters about a border point at the origin, the nearer one first; the first point of each is near it. The other
/// one would be the nearer by the first column; along the axes; by the second column, and by the longer of two steps.
const IN_A_PLANE: [(Four, Four); 3] = [
    ([[3.0, 1.0], [6.0, 3.0], [6.0, 4.0], [7.0, 3.0]], [[1.0, -4.0], [1.0, -7.0], [2.0, -7.0], [2.0, -8.0]]),
    ([[2.5, 2.5], [6.0, 5.0], [6.0, 6.0], [5.0, 6.0]], [[0.0, -4.0], [0.0, -7.0], [0.0, -8.0], [1.0, -8.0]]),
    ([[0.0, 4.0], [0.0, 7.0], [0.0, 8.0], [1.0, 8.0]], [[3.5, -3.5], [5.0, -6.0], [6.0, -6.0], [6.0, -5.0]]),
];

/// Clusters in a row, and a border point between each two: for eps 1 and min_points 5 it is near two core points of the
/// one at its left and one of the other, and clearly nearer to one side. Whole hundredths, so that they can be shown.
fn contested(cases: &mut Cases, n_clusters: usize) -> Vec<f64> {
    let mut places = Vec::new();
    let mut start = 0;
    for cluster in 0..n_clusters {
        places.extend([0, 40, 50, 85, 90].map(|step| (start + step) as f64 / 100.0));
        if cluster + 1 < n_clusters {
            let (near, far) = (cases.index(65..76), cases.index(80..94));
            let (left, right) = if cases.index(0..2) == 0 { (near, far) } else { (far, near) };
            places.push((start + 90 + left) as f64 / 100.0);
            start += 90 + left + right;
        }
    }
    places
}

fn noise(contract: &Contract, _: &mut Cases) -> Outcome {
    let points = on_a_line(&[50.0, 0.0, 1.0, 2.0, -30.0, 90.0, 91.0]);
    are_labelled(contract, &points, 1.0, 3, &[None, Some(0), Some(0), Some(0), None, None, None])?;
    are_labelled(contract, &points, 1.0, 4, &[None; 7])?;
    // One point alone.
    are_labelled(contract, &on_a_line(&[-3.5]), 1.0, 2, &[None])
}

/// The last row first, and then any order: what joins the cluster that is found first changes sides.
fn order_decides_nothing(contract: &Contract, cases: &mut Cases) -> Outcome {
    let places = contested(cases, 4);
    let points = on_a_line(&places);
    let before =
        clusters(contract, &points, 1.0, 5).given(format!("points on a line {places:?}, eps 1, min_points 5"))?;
    for order in [(0..places.len()).rev().collect(), cases.permutation(places.len())] {
        let given = format!("points on a line {places:?}, eps 1, min_points 5, and again in the order {order:?}");
        let after = clusters(contract, &points.select(Axis(0), &order), 1.0, 5).given(&given)?;
        let in_clusters = before.labels.iter().flatten().count();
        identical("number of points in clusters", &in_clusters, &places.len()).given(&given)?;
        let expected = before.labels.select(Axis(0), &order);
        same_items("labels after, numbered as they are met", &as_met(&after.labels), &as_met(&expected))
            .given(&given)?;
        let expected = before.core.select(Axis(0), &order);
        same_items("core after", &after.core.to_vec(), &expected.to_vec()).given(given)?;
    }
    Ok(())
}

fn as_defined(contract: &Contract, cases: &mut Cases) -> Outcome {
    let in_order = contested(cases, 7);
    let places: Vec<f64> = cases.permutation(in_order.len()).into_iter().map(|row| in_order[row]).collect();
    let points = on_a_line(&places);
    let given = format!("points on a line {places:?}, eps 1, min_points 5");
    let found = clusters(contract, &points, 1.0, 5).given(&given)?;
    same_items(LABELS, &as_met(&found.labels), &as_met(&by_definition(&points, 1.0, 5).labels)).given(given)?;

    for (eps, min_points) in [(1.2, 3), (1.5, 4), (2.0, 6)] {
        let points = cases.table(36, 2, 0.0..10.0);
        let given = format!("36 random points from 0 to 10, eps {eps}, min_points {min_points}");
        let clusters = clusters(contract, &points, eps, min_points).given(&given)?;
        let expected = by_definition(&points, eps, min_points);
        same_items("core", &clusters.core.to_vec(), &expected.core.to_vec()).given(&given)?;
        same_items(LABELS, &as_met(&clusters.labels), &as_met(&expected.labels)).given(given)?;
    }
    Ok(())
}

fn agrees_with_linfa(contract: &Contract, _: &mut Cases) -> Outcome {
    let customers = prepared(&every(90)?);
    let theirs = Dbscan::params(5).tolerance(0.45).check()?.transform(&customers);
    let given = "orders and gross_spend of every 90th customer, ln(1 + x), scaled; eps 0.45, min_points 5";
    let ours = clusters(contract, &customers, 0.45, 5).given(given)?;
    let noise =
        |labels: &Array1<Option<usize>>| (0..labels.len()).filter(|row| labels[*row].is_none()).collect::<Vec<usize>>();
    same_items("rows of noise", &noise(&ours.labels), &noise(&theirs)).given(given)?;
    let core = by_definition(&customers, 0.45, 5).core;
    let of_core = |labels: &Array1<Option<usize>>| {
        as_met(&(0..labels.len()).filter(|row| core[*row]).map(|row| labels[row]).collect())
    };
    same_items("labels of core points, numbered as they are met", &of_core(&ours.labels), &of_core(&theirs))
        .given(given)
}

fn linfa_by_hand(contract: &Contract, _: &mut Cases) -> Outcome {
    let places = [6.0, 0.0, 1.5, 3.0, -30.0, 90.0, 91.0];
    for (min_points, expected) in [
        (2, [None, Some(0), Some(0), Some(0), None, Some(1), Some(1)]),
        (3, [None, Some(0), Some(0), Some(0), None, None, None]),
    ] {
        let points = on_a_line(&places);
        let given = format!("points {}, eps 1.75, min_points {min_points}", shown(&points));
        let labels = answer("linfa_labels", (contract.linfa_labels)(points.view(), 1.75, min_points)).given(&given)?;
        same_items(LABELS, &as_met(&labels), &expected).given(given)?;
    }
    let chain = by_a_hair();
    let far_off = on_a_line(&[-3e6, -1.9e6, 1.9e6, 4e6]);
    for (points, eps, expected) in
        [(chain, FINE, vec![Some(0), Some(0), None]), (far_off, 1.2e6, vec![Some(0), Some(0), None, None])]
    {
        let given = format!("points {:?} on a line, eps {eps}, min_points 2", points.column(0).to_vec());
        let labels = answer("linfa_labels", (contract.linfa_labels)(points.view(), eps, 2)).given(&given)?;
        same_items(LABELS, &as_met(&labels), &expected).given(given)?;
    }
    let many = Array2::from_shape_fn((1100, 1), |(row, _)| if row < 1050 { row as f64 } else { row as f64 + 1e4 });
    let expected: Vec<Option<usize>> = (0..1100).map(|row| Some(usize::from(row >= 1050))).collect();
    let given = "1,100 points on a line: 0, 1, 2, ..., 1049, and then 11050, 11051, ..., 11099; eps 1.5, min_points 2";
    let labels = answer("linfa_labels", (contract.linfa_labels)(many.view(), 1.5, 2)).given(given)?;
    same_items(LABELS, &as_met(&labels), &expected).given(given)?;
    // The same line in a plane, written column by column.
    let columns = Array2::from_shape_fn((2, 7), |(column, row)| if column == 0 { places[row] } else { 4.0 });
    let given = format!("points = columns.t(), where columns are {}; eps 1.75, min_points 3", shown(&columns));
    let labels = answer("linfa_labels", (contract.linfa_labels)(columns.t(), 1.75, 3)).given(&given)?;
    same_items(LABELS, &as_met(&labels), &[None, Some(0), Some(0), Some(0), None, None, None]).given(given)?;

    let points = on_a_line(&places);
    let found = (contract.linfa_labels)(points.view(), 2.0, 1).map_err(|error| error.to_string());
    refuses("linfa_labels", &found, &DbscanParamsError::MinPoints.to_string())
        .given(format!("points {}, eps 2, min_points 1", shown(&points)))
}

fn refusals(contract: &Contract, _: &mut Cases) -> Outcome {
    let points = on_a_line(&[0.0, 1.0, 5.0]);
    let invalid = [-1.0, 0.0, f64::NAN, f64::INFINITY];
    let answers = invalid.map(|eps| match (contract.dbscan)(points.view(), eps, 2) {
        Ok(_) => "an answer".to_owned(),
        Err(error) => format!("{error:?}"),
    });
    same_items("what dbscan says to each", &answers, &["InvalidEps"; 4].map(str::to_owned))
        .given(format!("points {}, min_points 2, eps {invalid:?} in turn", shown(&points)))?;
    let found = (contract.dbscan)(points.view(), 1.0, 0);
    refuses("dbscan", &found, &DbscanError::InvalidMinPoints)
        .given(format!("points {}, eps 1, min_points 0", shown(&points)))?;
    // With 1 every point is a core point, and with 4 or more none of the three.
    are_labelled(contract, &points, 1.0, 1, &[0, 0, 1].map(Some))?;
    are_labelled(contract, &points, 1.0, 4, &[None; 3])?;
    are_labelled(contract, &points, 1.0, (1 << (usize::BITS / 2)) + 1, &[None; 3])?;
    are_labelled(contract, &points, 1.0, usize::MAX, &[None; 3])?;
    are_labelled(contract, &on_a_line(&[-3.5]), 1.0, 1, &[Some(0)])
}
