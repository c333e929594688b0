//! The same numbers, lying otherwise in memory.

use ndarray::{Array, Array1, Axis, RemoveAxis, Slice};

/// Stored from the last row to the first, and read backwards.
pub(crate) fn backwards<T: Clone, D: RemoveAxis>(rows: &Array<T, D>) -> Array<T, D> {
    let last_first: Vec<usize> = (0..rows.len_of(Axis(0))).rev().collect();
    let mut stored = rows.select(Axis(0), &last_first);
    stored.invert_axis(Axis(0));
    stored
}

/// With other numbers between them.
pub(crate) fn spread<T: Clone>(list: &Array1<T>) -> Array1<T> {
    let twice: Array1<T> = list.iter().flat_map(|item| [item.clone(), item.clone()]).collect();
    twice.slice_axis_move(Axis(0), Slice::new(0, None, 2))
}
