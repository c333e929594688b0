//! What is graded. No check asks for the sign of a component.

use ndarray::{Array1, Array2, Axis, array};

use super::oracles::{
    Planted, SMALL, cross, in_a_small_unit, in_words, lengths, nearly_round, one_component, pasted, two_components,
    upright, variances,
};
use super::{Contract, FitError, Pca};
use mlings_datasets as datasets;
use mlings_grading::compare::{answer, at_most, close, has_shape, identical, refuses, shown};
use mlings_grading::layouts::backwards;
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "fit keeps the mean of every column", points: 5, run: means_of_columns },
    Check { name: "fit finds the directions along which the rows vary", points: 9, run: directions_are_found },
    Check {
        name: "components have length 1 and stand at right angles",
        points: 6,
        run: components_are_unit_and_at_right_angles,
    },
    Check {
        name: "the component with the largest variance comes first, the smallest is left out",
        points: 11,
        run: largest_comes_first,
    },
    Check {
        name: "explained_variance is that along each component, divided by n_samples - 1",
        points: 8,
        run: variances_along_components,
    },
    Check { name: "total_variance is that of all columns, also of what is left out", points: 5, run: total_of_all },
    Check { name: "too few rows and an impossible number of components are errors", points: 5, run: refusals },
    Check {
        name: "transform measures from the training means, whatever rows stand beside",
        points: 10,
        run: scores_from_training_means,
    },
    Check { name: "inverse_transform goes back from the scores to the rows' place", points: 9, run: back_from_scores },
    Check { name: "with all components nothing is lost", points: 5, run: all_components_lose_nothing },
    Check { name: "a ratio is a share of the total variance, 0 where there is none", points: 8, run: share_of_total },
    Check {
        name: "a row's reconstruction error is its squared distance to what is kept",
        points: 8,
        run: squared_distance_to_kept,
    },
    Check { name: "what the digits lose is the variance left out", points: 5, run: digits_lose_what_is_left_out },
    Check { name: "n_components_for counts until the share is reached", points: 6, run: counts_to_the_share },
];

/// For what is exact up to rounding.
const EXACT: f64 = 1e-9;
/// Rows may lie as far from 0 as this.
const FAR: f64 = 1e8;
/// For directions, which an iteration may find in place of a formula.
const SETTLED: f64 = 1e-7;

fn means_of_columns(contract: &Contract, cases: &mut Cases) -> Outcome {
    let means = |rows: &Array2<f64>| answer("fit", (contract.fit)(rows.view(), 1)).map(|pca| pca.means);
    let given = format!("train {}, n_components 1", shown(&cross()));
    close("means", &means(&cross()).given(&given)?, &array![5.0, 1.0], EXACT).given(given)?;
    let Planted { rows, means: expected, .. } = Planted::new(cases);
    let given = format!("train {}, n_components 1", pasted(&rows));
    close("means", &means(&rows).given(&given)?, &expected, EXACT).given(given)?;
    let far = cross() + FAR;
    let given = format!("train {}, n_components 1", pasted(&far));
    let close_by = means(&far).given(&given)?.mapv(|mean| mean - FAR);
    close(&format!("means - {FAR:?}"), &close_by, &array![5.0, 1.0], 1e-6).given(given)
}

/// In any order and of any length.
fn directions_are_found(contract: &Contract, cases: &mut Cases) -> Outcome {
    let planted = Planted::new(cases);
    for (rows, directions) in [
        (cross(), array![[0.6, 0.8], [0.8, -0.6]]),
        (planted.rows.clone(), planted.components.clone()),
        (nearly_round(), array![[0.6, 0.8], [0.8, -0.6]]),
    ] {
        let n_features = rows.ncols();
        let given = format!("train {}, n_components {n_features}", pasted(&rows));
        let pca = answer("fit", (contract.fit)(rows.view(), n_features)).given(&given)?;
        has_shape("components", &pca.components, &[n_features, n_features]).given(&given)?;
        let unit = &pca.components / &lengths(&pca.components).insert_axis(Axis(1));
        let cosines = directions.dot(&unit.t()).mapv(f64::abs);
        let nearest = cosines.map_axis(Axis(1), |row| row.iter().copied().fold(f64::NAN, f64::max));
        let what = format!("cosine of the angle from each of {} to the nearest component", shown(&directions));
        close(&what, &nearest, &Array1::<f64>::ones(n_features), SETTLED).given(given)?;
    }
    Ok(())
}

fn components_are_unit_and_at_right_angles(contract: &Contract, cases: &mut Cases) -> Outcome {
    let Planted { rows, .. } = Planted::new(cases);
    // Three rows have two directions; two of these four columns add nothing, and one never changes.
    let flat = array![[1.0, 2.0, 7.0, 0.0], [4.0, 8.0, 7.0, 1.0], [2.0, 4.0, 7.0, 5.0]];
    for (train, n_components) in [(&cross(), 1), (&cross(), 2), (&flat, 2), (&flat, 4), (&rows, 2), (&rows, 3)] {
        let given = format!("train {}, n_components {n_components}", pasted(train));
        let pca = answer("fit", (contract.fit)(train.view(), n_components)).given(&given)?;
        has_shape("components", &pca.components, &[n_components, train.ncols()]).given(&given)?;
        let products = pca.components.dot(&pca.components.t()).mapv(f64::abs);
        close("|component i · component j|", &products, &Array2::<f64>::eye(n_components), SETTLED).given(given)?;
    }
    Ok(())
}

fn largest_comes_first(contract: &Contract, cases: &mut Cases) -> Outcome {
    let along_axes = array![[1.0, 0.0, -4.0], [-1.0, 0.0, -4.0], [0.0, 9.0, 4.0], [0.0, -9.0, 4.0]];
    let planted = Planted::new(cases);
    for (rows, n_components, expected) in [
        (&cross(), 1, array![[0.6, 0.8]]),
        (&along_axes, 2, array![[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (&nearly_round(), 1, array![[0.6, 0.8]]),
        (&(cross() + FAR), 1, array![[0.6, 0.8]]),
        (&(cross() * SMALL), 1, array![[0.6, 0.8]]),
        (&(cross() * 1e20), 1, array![[0.6, 0.8]]),
        (&planted.rows, 2, planted.components.select(Axis(0), &[0, 1])),
    ] {
        let given = format!("train {}, n_components {n_components}", pasted(rows));
        let pca = answer("fit", (contract.fit)(rows.view(), n_components)).given(&given)?;
        let (got, expected) = (upright(&pca.components), upright(&expected));
        close("components (each with the sign that makes its largest number positive)", &got, &expected, SETTLED)
            .given(given)?;
    }
    Ok(())
}

fn variances_along_components(contract: &Contract, cases: &mut Cases) -> Outcome {
    for rows in [cross(), Planted::new(cases).rows] {
        let n_features = rows.ncols();
        let given = format!("train {}, n_components {n_features}", pasted(&rows));
        let pca = answer("fit", (contract.fit)(rows.view(), n_features)).given(&given)?;
        has_shape("components", &pca.components, &[n_features, n_features]).given(&given)?;
        let along = variances(&rows.dot(&pca.components.t()));
        close("explained_variance, each along its own component,", &pca.explained_variance, &along, EXACT)
            .given(given)?;
    }
    // Far from 0, in a small unit and in a large one.
    for (zero, unit) in [(FAR, 1.0), (0.0, SMALL), (0.0, 1e20)] {
        let rows = cross() * unit + zero;
        let given = format!("train {}, n_components 2", pasted(&rows));
        let pca = answer("fit", (contract.fit)(rows.view(), 2)).given(&given)?;
        let what = format!("explained_variance / {unit:?}²");
        close(&what, &(pca.explained_variance / unit / unit), &array![200.0 / 3.0, 50.0 / 3.0], EXACT).given(given)?;
    }
    // Two rows are enough.
    let rows = array![[0.0, 0.0], [3.0, 4.0]];
    let given = format!("train {}, n_components 1", shown(&rows));
    let pca = answer("fit", (contract.fit)(rows.view(), 1)).given(&given)?;
    close("explained_variance", &pca.explained_variance, &array![12.5], EXACT).given(given)
}

fn total_of_all(contract: &Contract, cases: &mut Cases) -> Outcome {
    let planted = Planted::new(cases);
    for (rows, total) in [(cross(), 250.0 / 3.0), (planted.rows.clone(), planted.variances.sum())] {
        for n_components in 1..=rows.ncols() {
            let given = format!("train {}, n_components {n_components}", pasted(&rows));
            let pca = answer("fit", (contract.fit)(rows.view(), n_components)).given(&given)?;
            close("total_variance", &pca.total_variance, &total, EXACT).given(given)?;
        }
    }
    for (zero, unit) in [(FAR, 1.0), (0.0, SMALL)] {
        let rows = cross() * unit + zero;
        let given = format!("train {}, n_components 1", pasted(&rows));
        let pca = answer("fit", (contract.fit)(rows.view(), 1)).given(&given)?;
        let what = format!("total_variance / {unit:?}²");
        close(&what, &(pca.total_variance / unit / unit), &(250.0 / 3.0), EXACT).given(given)?;
    }
    // The same rows 257 times, as a transposed table.
    let rows = cross();
    let columns = Array2::from_shape_fn((2, 1028), |(column, row)| rows[[row % 4, column]]);
    let given = format!("257 times the rows {}, as a transposed table, n_components 1", shown(&rows));
    let pca = answer("fit", (contract.fit)(columns.t(), 1)).given(&given)?;
    close("total_variance", &pca.total_variance, &(250.0 * 257.0 / 1027.0), EXACT).given(given)
}

fn refusals(contract: &Contract, _: &mut Cases) -> Outcome {
    for (train, n_components, error) in [
        (cross(), 0, FitError::InvalidComponents),
        (cross(), 3, FitError::InvalidComponents),
        (array![[4.0, 2.0]], 1, FitError::TooFewRows),
        (Array2::zeros((0, 2)), 1, FitError::TooFewRows),
    ] {
        refuses("fit", &(contract.fit)(train.view(), n_components), &error).given(format!(
            "train {} of shape {:?}, n_components {n_components}",
            shown(&train),
            train.shape()
        ))?;
    }
    let given = format!("train {}, n_components 2", shown(&cross()));
    answer("fit", (contract.fit)(cross().view(), 2)).map(|_| ()).given(given)
}

fn scores_from_training_means(contract: &Contract, cases: &mut Cases) -> Outcome {
    for (pca, rows, scores) in [
        (one_component(), array![[11.0, 9.0], [9.0, -2.0], [8.0, 1.0]], array![[10.0], [0.0], [1.8]]),
        (two_components(), array![[11.0, 9.0], [6.0, 1.0]], array![[10.0, 0.0], [0.6, 0.8]]),
        (one_component(), array![[8.0, 1.0]], array![[1.8]]),
    ] {
        let given = format!("{}, rows {}", in_words(&pca), shown(&rows));
        close("scores", &(contract.transform)(&pca, rows.view()), &scores, EXACT).given(given)?;
    }
    let far = Pca { means: one_component().means + FAR, ..one_component() };
    let columns = array![[11.0, 9.0, 8.0], [9.0, -2.0, 1.0]] + FAR;
    let given = format!("{}, rows the columns of {}", in_words(&far), pasted(&columns));
    close("scores", &(contract.transform)(&far, columns.t()), &array![[10.0], [0.0], [1.8]], 1e-6).given(given)?;
    let (small, rows) = (in_a_small_unit(), array![[11.0, 9.0], [9.0, -2.0], [8.0, 1.0]] * SMALL);
    let given = format!("{}, rows {}", in_words(&small), pasted(&rows));
    let scores = (contract.transform)(&small, rows.view()) / SMALL;
    close(&format!("scores / {SMALL:?}"), &scores, &array![[10.0], [0.0], [1.8]], EXACT).given(given)?;
    let planted = Planted::new(cases);
    let expected = (&planted.rows - &planted.means).dot(&planted.components.t());
    for first in 0..3 {
        let (some, own) = (first..first + 2, expected.select(Axis(0), &[first, first + 1]));
        let rows = planted.rows.select(Axis(0), &some.collect::<Vec<_>>());
        let given = format!("{}, rows {}", in_words(&planted.pca()), pasted(&rows));
        close("scores", &(contract.transform)(&planted.pca(), rows.view()), &own, EXACT).given(given)?;
    }
    Ok(())
}

fn back_from_scores(contract: &Contract, _: &mut Cases) -> Outcome {
    for (pca, scores, rows) in [
        (one_component(), array![[10.0], [0.0], [-5.0]], array![[11.0, 9.0], [5.0, 1.0], [2.0, -3.0]]),
        (two_components(), array![[10.0, 5.0], [0.0, -5.0]], array![[15.0, 6.0], [1.0, 4.0]]),
    ] {
        let given = format!("{}, scores {}", in_words(&pca), shown(&scores));
        close("rows", &(contract.inverse_transform)(&pca, scores.view()), &rows, EXACT).given(given)?;
    }
    let far = Pca { means: one_component().means + FAR, ..one_component() };
    let scores = array![[10.0], [-0.5]];
    let given = format!("{}, scores {}", in_words(&far), shown(&scores));
    let rows = (contract.inverse_transform)(&far, scores.view()) - FAR;
    close(&format!("rows - {FAR:?}"), &rows, &array![[11.0, 9.0], [4.7, 0.6]], 1e-6).given(given)?;
    for (pca, scores, unit, rows) in [
        (in_a_small_unit(), array![[10.0], [-0.5]] * SMALL, SMALL, array![[11.0, 9.0], [4.7, 0.6]]),
        (one_component(), array![[2e7], [-0.5]], 1.0, array![[12_000_005.0, 16_000_001.0], [4.7, 0.6]]),
    ] {
        let given = format!("{}, scores {}, stored from the last to the first", in_words(&pca), pasted(&scores));
        let got = (contract.inverse_transform)(&pca, backwards(&scores).view()) / unit;
        close(&format!("rows / {unit:?}"), &got, &rows, EXACT).given(given)?;
    }
    Ok(())
}

fn all_components_lose_nothing(contract: &Contract, cases: &mut Cases) -> Outcome {
    let Planted { rows, .. } = Planted::new(cases);
    for (train, held_out) in [(cross(), array![[100.0, -20.0]]), (rows, array![[100.0, -20.0, 3.0]])] {
        let n_features = train.ncols();
        let fitted = format!("train {}, n_components {n_features}", pasted(&train));
        let pca = answer("fit", (contract.fit)(train.view(), n_features)).given(&fitted)?;
        has_shape("means", &pca.means, &[n_features]).given(&fitted)?;
        has_shape("components", &pca.components, &[n_features, n_features]).given(&fitted)?;
        for (rows, name) in
            [(&train, "the training rows".to_owned()), (&held_out, format!("rows {}", shown(&held_out)))]
        {
            let given = format!("{fitted}; {name}, transformed and back");
            let scores = (contract.transform)(&pca, rows.view());
            has_shape("scores", &scores, &[rows.nrows(), n_features]).given(&given)?;
            close("rows", &(contract.inverse_transform)(&pca, scores.view()), rows, SETTLED).given(given)?;
        }
    }
    Ok(())
}

fn share_of_total(contract: &Contract, _: &mut Cases) -> Outcome {
    let pca = |explained: Array1<f64>, total_variance: f64| Pca {
        means: array![0.0, 0.0, 0.0],
        components: Array2::eye(3).select(Axis(0), &(0..explained.len()).collect::<Vec<_>>()),
        explained_variance: explained,
        total_variance,
    };
    for (pca, ratios) in [
        (pca(array![6.0, 3.0], 12.0), array![0.5, 0.25]),
        (pca(array![6.0, 3.0, 3.0], 12.0), array![0.5, 0.25, 0.25]),
        (pca(array![0.0, 0.0], 0.0), array![0.0, 0.0]),
        (pca(array![0.7, 0.1], 2.1), array![1.0 / 3.0, 1.0 / 21.0]),
        (pca(array![1.234_567_89, 0.1], 4.0), array![0.308_641_972_5, 0.025]),
        (pca(array![6e-30, 3e-30], 12e-30), array![0.5, 0.25]),
        (pca(array![6e200, 3e200], 12e200), array![0.5, 0.25]),
    ] {
        close("ratios", &(contract.explained_ratio)(&pca), &ratios, EXACT).given(in_words(&pca))?;
    }
    let rows = array![[5.0, -2.5], [5.0, -2.5], [5.0, -2.5]];
    let given = format!("train {}, n_components 2, and the ratios of that", shown(&rows));
    let pca = answer("fit", (contract.fit)(rows.view(), 2)).given(&given)?;
    close("ratios", &(contract.explained_ratio)(&pca), &array![0.0, 0.0], EXACT).given(given)
}

fn squared_distance_to_kept(contract: &Contract, _: &mut Cases) -> Outcome {
    let rows = array![[11.0, 9.0], [9.0, -2.0], [8.0, 1.0]];
    for (pca, rows, errors) in [
        (one_component(), &rows, array![0.0, 25.0, 5.76]),
        (two_components(), &rows, array![0.0, 0.0, 0.0]),
        (one_component(), &array![[9.0, -2.0]], array![25.0]),
    ] {
        let given = format!("{}, rows {}", in_words(&pca), shown(rows));
        close("errors", &(contract.reconstruction_errors)(&pca, rows.view()), &errors, EXACT).given(given)?;
    }
    // A million along the component and a thousandth beside it; then far from 0.
    let far = Pca { means: one_component().means + FAR, ..one_component() };
    for (pca, columns, unit, error) in [
        (one_component(), array![[600_005.420_8], [800_001.559_4]], 1e-6, 1.0),
        (far, array![[9.0], [-2.0]] + FAR, 1.0, 25.0),
        (in_a_small_unit(), array![[9.0], [-2.0]] * SMALL, SMALL * SMALL, 25.0),
    ] {
        let given = format!("{}, rows the columns of {}", in_words(&pca), pasted(&columns));
        let errors = (contract.reconstruction_errors)(&pca, columns.t());
        close(&format!("errors / {unit:?}"), &(errors / unit), &array![error], 1e-5).given(given)?;
    }
    Ok(())
}

/// A hundred digits, and the 16 pixels in the middle of each. What four of the pixels themselves leave out is more.
fn digits_lose_what_is_left_out(contract: &Contract, _: &mut Cases) -> Outcome {
    let rows: Vec<usize> = (0..100).map(|row| 17 * row).collect();
    let middle: Vec<usize> = (0..16).map(|pixel| 8 * (2 + pixel / 4) + 2 + pixel % 4).collect();
    let train = datasets::digits()?.records.select(Axis(0), &rows).select(Axis(1), &middle);
    let given = "rows 0, 17, 34, ..., 1683 of the digits, columns p22 to p25, p32 to p35, p42 to p45 and p52 to p55; \
                 n_components 4";
    let pca = answer("fit", (contract.fit)(train.view(), 4)).given(given)?;
    has_shape("means", &pca.means, &[16]).given(given)?;
    has_shape("components", &pca.components, &[4, 16]).given(given)?;
    has_shape("explained_variance", &pca.explained_variance, &[4]).given(given)?;
    let errors = (contract.reconstruction_errors)(&pca, train.view());
    has_shape("errors", &errors, &[100]).given(given)?;
    let left_out = errors.sum() / 99.0;
    let mut pixels = variances(&train).to_vec();
    let total = pixels.iter().sum::<f64>();
    close(
        "sum of the errors / 99 + sum of explained_variance",
        &(left_out + pca.explained_variance.sum()),
        &total,
        EXACT,
    )
    .given(given)?;
    pixels.sort_by(f64::total_cmp);
    at_most("sum of the errors / 99", left_out, pixels[..12].iter().sum())
        .given(format!("{given}; the bound is what the four best pixels by themselves leave out"))
}

fn counts_to_the_share(contract: &Contract, _: &mut Cases) -> Outcome {
    let halves = array![0.5, 0.25, 0.125, 0.125];
    // What a sum of floats may come to: 0.6 + 0.3 is 0.8999999999999999.
    let rounded = array![0.6, 0.3, 0.0999999];
    let tenths = array![0.6, 0.3, 0.1];
    let below = [4e-4, 5e-7, 1e-8, 3e-10].map(|less| array![0.75 - less, 0.15 + less, 0.1]);
    let many = Array1::from_elem(64, 1.0 / 64.0);
    let two_thousand = Array1::from_elem(2048, 1.0 / 2048.0);
    for (ratios, share, expected) in [
        (&halves, 0.5, 1),
        (&halves, 0.1, 1),
        (&halves, 0.6, 2),
        (&halves, 0.75, 2),
        (&halves, 0.8, 3),
        (&halves, 1.0, 4),
        (&below[0], 0.75, 2),
        (&below[1], 0.75, 2),
        (&below[2], 0.75, 2),
        (&below[3], 0.75, 2),
        (&halves, 0.75 + 3e-10, 3),
        (&tenths, 0.9, 3),
        (&many, 0.5, 32),
        (&many, 1e-12, 1),
        (&two_thousand, 0.75, 1536),
        (&rounded, 1.0, 3),
    ] {
        let got = (contract.n_components_for)(ratios.view(), share);
        identical("n_components_for", &got, &expected).given(format!("ratios {}, share {share}", shown(ratios)))?;
    }
    let got = (contract.n_components_for)(backwards(&halves).view(), 0.5);
    identical("n_components_for", &got, &1)
        .given(format!("ratios {}, stored from the last to the first, share 0.5", shown(&halves)))
}
