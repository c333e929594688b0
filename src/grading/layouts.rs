//! The same numbers, lying otherwise in memory: a learner's function may be given any view.

use ndarray::{Array, Array1, Array2, Axis, RemoveAxis, Slice};

/// Stored from the last row to the first, and read backwards.
pub fn backwards<T: Clone, D: RemoveAxis>(rows: &Array<T, D>) -> Array<T, D> {
    let last_first: Vec<usize> = (0..rows.len_of(Axis(0))).rev().collect();
    let mut stored = rows.select(Axis(0), &last_first);
    stored.invert_axis(Axis(0));
    stored
}

/// Stored column by column.
pub fn by_columns<T: Clone>(table: &Array2<T>) -> Array2<T> {
    table.t().as_standard_layout().into_owned().reversed_axes()
}

/// With other numbers between them.
pub fn spread<T: Clone>(list: &Array1<T>) -> Array1<T> {
    let twice: Array1<T> = list.iter().flat_map(|item| [item.clone(), item.clone()]).collect();
    twice.slice_axis_move(Axis(0), Slice::new(0, None, 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn the_numbers_stay_and_their_places_in_memory_do_not() {
        let (table, list) = (array![[1, 2, 3], [4, 5, 6]], array![7, 8, 9]);
        assert_eq!((backwards(&table), by_columns(&table)), (table.clone(), table.clone()));
        assert_eq!((backwards(&list), spread(&list)), (list.clone(), list));
        assert_eq!(backwards(&table).strides(), [-3, 1]);
        assert_eq!(by_columns(&table).strides(), [1, 2]);
        assert_eq!(spread(&array![7, 8]).strides(), [2]);
    }
}
