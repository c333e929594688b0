//! Rows whose components are known, because they were put there, and what the definitions say of any.

use ndarray::{Array1, Array2, Axis, array};

use super::Pca;
use mlings_grading::Cases;
use mlings_grading::compare::shown;

/// Rows whose components, means and variances are known.
pub(super) struct Planted {
    /// 8 x 3.
    pub(super) rows: Array2<f64>,
    pub(super) means: Array1<f64>,
    /// 3 x 3, the one with the largest variance first.
    pub(super) components: Array2<f64>,
    /// Divided by 7.
    pub(super) variances: Array1<f64>,
}

impl Planted {
    /// The corners of a box, turned and moved: along each of its edges the corners are as far from the middle as the
    /// others, and what they do along one edge tells nothing of the others.
    pub(super) fn new(cases: &mut Cases) -> Planted {
        let edges = array![cases.number(5.0..7.0), cases.number(2.5..3.5), cases.number(1.0..1.5)];
        let means = cases.vector(3, -10.0..10.0);
        let components = rotation(cases);
        let corners = Array2::from_shape_fn((8, 3), |(row, edge)| if row >> edge & 1 == 0 { 1.0 } else { -1.0 });
        let rows = (&corners * &edges).dot(&components) + &means;
        Planted { rows, means, components, variances: edges.mapv(|half| half * half * 8.0 / 7.0) }
    }

    pub(super) fn pca(&self) -> Pca {
        Pca {
            means: self.means.clone(),
            components: self.components.clone(),
            explained_variance: self.variances.clone(),
            total_variance: self.variances.sum(),
        }
    }
}

/// Turns about all three axes.
fn rotation(cases: &mut Cases) -> Array2<f64> {
    let mut turn = || cases.number(0.3..1.2).sin_cos();
    let ((a, b), (c, d), (e, f)) = (turn(), turn(), turn());
    array![[b, -a, 0.0], [a, b, 0.0], [0.0, 0.0, 1.0]]
        .dot(&array![[d, 0.0, c], [0.0, 1.0, 0.0], [-c, 0.0, d]])
        .dot(&array![[1.0, 0.0, 0.0], [0.0, f, -e], [0.0, e, f]])
}

/// With all digits, as `array!` reads it.
pub(super) fn pasted(rows: &Array2<f64>) -> String {
    let row = |row: ndarray::ArrayView1<f64>| format!("{:?}", row.to_vec());
    format!("[{}]", rows.rows().into_iter().map(row).collect::<Vec<_>>().join(", "))
}

/// Around [5, 1]: 10 to either side along [0.6, 0.8], and 5 to either side along [0.8, -0.6].
pub(super) fn cross() -> Array2<f64> {
    array![[11.0, 9.0], [-1.0, -7.0], [9.0, -2.0], [1.0, 4.0]]
}

/// As the cross, but with 9.9 in place of 5: what comes to rest slowly has not done so after some dozens of rounds.
pub(super) fn nearly_round() -> Array2<f64> {
    array![[11.0, 9.0], [-1.0, -7.0], [12.92, -4.94], [-2.92, 6.94]]
}

/// One component, made by hand: nothing here depends on fit.
pub(super) fn one_component() -> Pca {
    Pca {
        means: array![5.0, 1.0],
        components: array![[0.6, 0.8]],
        explained_variance: array![64.0],
        total_variance: 80.0,
    }
}

pub(super) fn two_components() -> Pca {
    Pca { components: array![[0.6, 0.8], [0.8, -0.6]], explained_variance: array![64.0, 16.0], ..one_component() }
}

/// A unit in which a billionth is much.
pub(super) const SMALL: f64 = 1e-10;

pub(super) fn in_a_small_unit() -> Pca {
    let Pca { means, components, explained_variance, total_variance } = one_component();
    Pca {
        means: means * SMALL,
        components,
        explained_variance: explained_variance * SMALL * SMALL,
        total_variance: total_variance * SMALL * SMALL,
    }
}

pub(super) fn in_words(pca: &Pca) -> String {
    format!(
        "means {}, components {}, explained_variance {}, total_variance {}",
        shown(&pca.means),
        shown(&pca.components),
        shown(&pca.explained_variance),
        shown(&pca.total_variance)
    )
}

/// By the definition.
pub(super) fn variances(rows: &Array2<f64>) -> Array1<f64> {
    let centred = rows - &(rows.sum_axis(Axis(0)) / rows.nrows() as f64);
    (&centred * &centred).sum_axis(Axis(0)) / (rows.nrows() as f64 - 1.0)
}

pub(super) fn lengths(rows: &Array2<f64>) -> Array1<f64> {
    rows.map_axis(Axis(1), |row| row.dot(&row).sqrt())
}

/// A component and its opposite are the same: here the largest number of each is positive.
pub(super) fn upright(components: &Array2<f64>) -> Array2<f64> {
    let mut components = components.clone();
    for mut component in components.rows_mut() {
        let largest = component.iter().copied().fold(0.0, |a: f64, b| if b.abs() > a.abs() { b } else { a });
        if largest < 0.0 {
            component.mapv_inplace(|number| -number);
        }
    }
    components
}
