//! The eigenvectors of a symmetric matrix: Householder's reduction to a tridiagonal matrix, then the QR algorithm
//! with Wilkinson's shift. Golub and Van Loan, *Matrix Computations* (4th edition, 2013), section 8.3.

use ndarray::linalg::general_mat_mul;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, Slice};

/// What [`eigen`] finds: `matrix · vectors.column(i) = values[i] · vectors.column(i)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Eigen {
    /// The eigenvalues from the smallest to the largest, `n`.
    pub values: Array1<f64>,
    /// Column `i` is the eigenvector of `values[i]`, `n` x `n`. The columns have length 1 and stand at right angles.
    pub vectors: Array2<f64>,
}

/// Eigenvalues and eigenvectors of a symmetric matrix, in the order and form of LAPACK's `syev` and `numpy.linalg.eigh`:
/// the values ascend, the vectors are the columns. It is given; the learner uses it.
///
/// - `matrix`: `n` x `n`, symmetric, such as a covariance matrix
///
/// The sign of a vector means nothing. Where a number is NaN or infinite, all that comes back is NaN.
///
/// # Panics
/// When the matrix is not square.
pub fn eigen(matrix: ArrayView2<f64>) -> Eigen {
    let n = matrix.nrows();
    if matrix.iter().any(|number| !number.is_finite()) {
        return Eigen { values: Array1::from_elem(n, f64::NAN), vectors: Array2::from_elem((n, n), f64::NAN) };
    }
    let (mut tridiagonal, mut basis) = tridiagonal(matrix);
    tridiagonal.make_diagonal(&mut basis);
    let values = tridiagonal.diagonal;
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    Eigen {
        values: order.iter().map(|i| values[*i]).collect(),
        vectors: Array2::from_shape_fn((n, n), |(row, column)| basis[order[column]][row]),
    }
}

/// A symmetric matrix with nothing but its diagonal and the numbers beside it.
struct Tridiagonal {
    diagonal: Vec<f64>,
    /// `beside[i]` stands at `[i, i + 1]` and at `[i + 1, i]`.
    beside: Vec<f64>,
}

/// The rows of an orthogonal matrix `Q`, with `matrix = Qᵀ T Q`.
type Basis = Vec<Vec<f64>>;

/// Mirrors the matrix from both sides, `A ← HAH` with `H = I - 2uuᵀ`, so that one column after the other has zeros
/// below the number beside its diagonal.
fn tridiagonal(matrix: ArrayView2<f64>) -> (Tridiagonal, Basis) {
    let n = matrix.nrows();
    let mut a = matrix.to_owned();
    let mut q = Array2::<f64>::eye(n);
    for column in 0..n.saturating_sub(2) {
        // Nothing changes any more in the rows and columns before this one.
        let rest = Slice::from(column..);
        let mut a = a.slice_axis_mut(Axis(0), rest);
        let mut a = a.slice_axis_mut(Axis(1), rest);
        let mut q = q.slice_axis_mut(Axis(0), rest);
        let Some(mirror) = mirror(a.column(0)) else { continue };
        // HAH = A - 2uwᵀ - 2wuᵀ with w = Au - (uᵀAu)u
        let image = a.dot(&mirror);
        let w = &image - &mirror * mirror.t().dot(&image)[[0, 0]];
        general_mat_mul(-2.0, &mirror, &w.t(), 1.0, &mut a);
        general_mat_mul(-2.0, &w, &mirror.t(), 1.0, &mut a);
        let seen = mirror.t().dot(&q);
        general_mat_mul(-2.0, &mirror, &seen, 1.0, &mut q);
    }
    let beside = (1..n).map(|i| a[[i, i - 1]]).collect();
    (Tridiagonal { diagonal: a.diag().to_vec(), beside }, q.axis_iter(Axis(0)).map(|row| row.to_vec()).collect())
}

/// The unit vector `u`, `n` x 1, whose mirror takes all of a column below its first number into one number.
fn mirror(column: ArrayView1<f64>) -> Option<Array2<f64>> {
    let mut u = column.to_owned().insert_axis(Axis(1));
    u[[0, 0]] = 0.0;
    if u.iter().skip(2).all(|below| *below == 0.0) {
        return None;
    }
    // The larger the length, the less rounding: so away from the number that is there.
    u[[1, 0]] += length(&u).copysign(u[[1, 0]]);
    let length = length(&u);
    Some(u / length)
}

/// Divides by the largest number first, so that no square is too large or too small.
fn length(u: &Array2<f64>) -> f64 {
    let largest = u.iter().fold(0.0_f64, |largest, number| largest.max(number.abs()));
    largest * u.iter().map(|number| (number / largest).powi(2)).sum::<f64>().sqrt()
}

impl Tridiagonal {
    /// Rotates until nothing stands beside the diagonal, and the basis with it.
    fn make_diagonal(&mut self, basis: &mut Basis) {
        let mut end = self.diagonal.len().saturating_sub(1);
        let mut rounds = MOST_ROUNDS * self.diagonal.len();
        while end > 0 && rounds > 0 {
            if self.is_settled(end - 1) {
                self.beside[end - 1] = 0.0;
                end -= 1;
                continue;
            }
            let begin = (0..end).rev().find(|i| self.is_settled(*i)).map_or(0, |i| i + 1);
            self.chase(begin, end, basis);
            rounds -= 1;
        }
    }

    fn is_settled(&self, i: usize) -> bool {
        self.beside[i].abs() <= f64::EPSILON * (self.diagonal[i].abs() + self.diagonal[i + 1].abs())
    }

    /// One step of the QR algorithm on the block from `begin` to `end`: the first rotation makes a bulge beside the
    /// band, and every other one chases it down by one row, until it is gone.
    fn chase(&mut self, begin: usize, end: usize, basis: &mut Basis) {
        let mut x = self.diagonal[begin] - self.shift(end);
        let mut bulge = self.beside[begin];
        for i in begin..end {
            let radius = x.hypot(bulge);
            let (c, s) = if radius == 0.0 { (1.0, 0.0) } else { (x / radius, bulge / radius) };
            if i > begin {
                self.beside[i - 1] = radius;
            }
            let (a, b, d) = (self.diagonal[i], self.beside[i], self.diagonal[i + 1]);
            self.diagonal[i] = c * c * a + 2.0 * c * s * b + s * s * d;
            self.diagonal[i + 1] = s * s * a - 2.0 * c * s * b + c * c * d;
            self.beside[i] = c * s * (d - a) + (c * c - s * s) * b;
            x = self.beside[i];
            if i + 1 < end {
                bulge = s * self.beside[i + 1];
                self.beside[i + 1] *= c;
            }
            rotate(basis, i, c, s);
        }
    }

    /// The eigenvalue of the last two rows and columns of the block that is nearer to their last number.
    fn shift(&self, end: usize) -> f64 {
        let (last, b) = (self.diagonal[end], self.beside[end - 1]);
        let half = (self.diagonal[end - 1] - last) / 2.0;
        last - b * (b / (half + half.hypot(b).copysign(half)))
    }
}

/// A few rounds an eigenvalue are enough; this is for matrices that are not symmetric.
const MOST_ROUNDS: usize = 30;

/// Turns rows `i` and `i + 1` by the angle with this cosine and sine.
fn rotate(basis: &mut Basis, i: usize, c: f64, s: f64) {
    let (above, below) = basis.split_at_mut(i + 1);
    for (a, b) in above[i].iter_mut().zip(&mut below[0]) {
        (*a, *b) = (c * *a + s * *b, c * *b - s * *a);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mlings_grading::Cases;
    use mlings_grading::compare::close;
    use ndarray::array;

    fn assert_decomposes(matrix: &Array2<f64>) {
        let n = matrix.nrows();
        let Eigen { values, vectors } = eigen(matrix.view());
        close("VᵀV", &vectors.t().dot(&vectors), &Array2::<f64>::eye(n), 1e-12).expect("right angles");
        let scale = values.iter().fold(f64::MIN_POSITIVE, |scale, value| value.abs().max(scale));
        close("AV", &(matrix.dot(&vectors) / scale), &(&vectors * &values / scale), 1e-12).expect("eigenvectors");
        assert!(values.iter().zip(values.iter().skip(1)).all(|(a, b)| a <= b), "{values}");
    }

    #[test]
    fn values_ascend_and_columns_are_their_vectors() {
        let eigen = eigen(array![[2.0, 1.0], [1.0, 2.0]].view());
        close("values", &eigen.values, &array![1.0, 3.0], 1e-14).expect("1 and 3");
        assert_decomposes(&array![[2.0, 1.0], [1.0, 2.0]]);
    }

    #[test]
    fn any_symmetric_matrix_is_decomposed() {
        let mut cases = Cases::new(0, "eigen");
        for n in [0, 1, 2, 3, 7, 64] {
            let table = cases.table(n, n, -1.0..1.0);
            assert_decomposes(&(&table + &table.t()));
            assert_decomposes(&(table.t().dot(&table) * 1e-9));
            assert_decomposes(&(table.t().dot(&table) * 1e200));
            let flat = cases.table(2, n, -1.0..1.0);
            assert_decomposes(&flat.t().dot(&flat));
            assert_decomposes(&Array2::zeros((n, n)));
            assert_decomposes(&Array2::ones((n, n)));
            assert_decomposes(&Array2::from_diag(&cases.vector(n, -1.0..1.0)));
        }
    }

    #[test]
    fn what_is_no_number_stays_none() {
        assert!(eigen(array![[1.0, f64::NAN], [f64::NAN, 1.0]].view()).values.iter().all(|value| value.is_nan()));
    }
}
