//! Tables that several exercises are asked with.

use ndarray::{Array2, ArrayView2, Axis, Slice};

use mlings_grading::Outcome;
use mlings_grading::layouts::by_columns;

/// The numbers 0 to n - 1, mixed, in one column.
pub(crate) fn long(n: usize) -> Array2<f64> {
    Array2::from_shape_fn((n, 1), |(row, _)| (row * 7919 % n) as f64)
}

/// Asks with a table that lies in memory column by column, backwards, or with gaps.
pub(crate) fn in_all_layouts(table: &Array2<f64>, ask: impl Fn(ArrayView2<f64>, &str) -> Outcome) -> Outcome {
    ask(by_columns(table).view(), "lies in memory column by column")?;

    let mut backwards = Array2::zeros(table.raw_dim());
    backwards.invert_axis(Axis(0));
    backwards.invert_axis(Axis(1));
    backwards.assign(table);
    ask(backwards.view(), "lies in memory backwards")?;

    let mut wide = Array2::from_elem((2 * table.nrows(), table.ncols()), 1e9);
    let mut every_other = wide.slice_axis_mut(Axis(0), Slice::new(0, None, 2));
    every_other.assign(table);
    ask(every_other.view(), "is every second row of another")
}
