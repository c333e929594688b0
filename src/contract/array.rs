//! Arrays: their shape, how they lie in memory, and their elements as they lie there.
//!
//! A function may get a view that is no plain block of memory: every second row, a reversed axis, a transposed table.
//! It is part of the input, so it travels: the worker's array has the same order of axes, the same reversed axes, and
//! gaps where the grader's had any.

use ndarray::{Array, ArrayBase, ArrayView, Axis, Data, Dimension, IxDyn, Slice};

use crate::trace::{Holds, What};
use crate::wire::{Bytes, Malformed, Wire, put_count};

/// Writes an array or a view of one.
pub(crate) fn put<C, A: Wire<C> + Clone, S: Data<Elem = A>, D: Dimension>(array: &ArrayBase<S, D>, out: &mut Vec<u8>) {
    array.shape().iter().for_each(|length| put_count(*length, out));
    if let Some(elements) = array.as_slice() {
        out.push(PLAIN);
        return A::put_all(elements, out);
    }
    let (layout, view) = Layout::of(array.view().into_dyn());
    out.push(layout.kind);
    layout.axes.iter().for_each(|(axis, reversed)| out.extend([*axis, u8::from(*reversed)]));
    match view.as_slice() {
        Some(elements) => A::put_all(elements, out),
        None => view.iter().for_each(|element| element.put(out)),
    }
}

/// In the order of its axes, without gaps.
const PLAIN: u8 = 0;
/// With axes in another order, or reversed.
const TURNED: u8 = 1;
/// The same, and with gaps.
const SPACED: u8 = 2;

/// How an array lies in memory.
struct Layout {
    kind: u8,
    /// The axes from the slowest to the fastest, each with whether it is walked backwards.
    axes: Vec<(u8, bool)>,
}

impl Layout {
    /// The layout, and the elements in the order in which they lie in memory.
    fn of<A>(mut view: ArrayView<A, IxDyn>) -> (Layout, ArrayView<A, IxDyn>) {
        let mut order: Vec<usize> = (0..view.ndim()).collect();
        order.sort_by_key(|axis| std::cmp::Reverse(view.strides()[*axis].unsigned_abs()));
        let reversed: Vec<bool> =
            order.iter().map(|axis| view.strides()[*axis] < 0 && view.shape()[*axis] > 1).collect();
        view = view.permuted_axes(order.clone());
        for (axis, _) in reversed.iter().enumerate().filter(|(_, reversed)| **reversed) {
            view.invert_axis(Axis(axis));
        }
        let kind = if view.as_slice().is_some() { TURNED } else { SPACED };
        (Layout { kind, axes: order.iter().map(|axis| *axis as u8).zip(reversed).collect() }, view)
    }

    fn take(kind: u8, ndim: usize, from: &mut Bytes<'_>) -> Result<Layout, Malformed> {
        let unknown = || Malformed("an array that lies in memory in no known way".to_owned());
        let bytes = from.next(if kind == PLAIN { 0 } else { 2 * ndim })?;
        let axes: Vec<(u8, bool)> = bytes.chunks(2).map(|pair| (pair[0], pair[1] != 0)).collect();
        let names_all = (0..ndim).all(|axis| axes.iter().any(|(named, _)| usize::from(*named) == axis));
        if kind > SPACED || (kind != PLAIN && !names_all) { Err(unknown()) } else { Ok(Layout { kind, axes }) }
    }
}

impl<C, A: Wire<C> + Clone, D: Dimension> Wire<C> for Array<A, D> {
    fn put(&self, out: &mut Vec<u8>) {
        put(self, out);
    }

    fn take(from: &mut Bytes<'_>) -> Result<Self, Malformed> {
        let broken = |error: ndarray::ShapeError| Malformed(error.to_string());
        let ndim = D::NDIM.ok_or_else(|| Malformed("an array of as many axes as it likes".to_owned()))?;
        from.note(What::Begin(Holds::Array(ndim)));
        let shape: Vec<usize> = (0..ndim).map(|_| from.number().map(|n| n as usize)).collect::<Result<_, _>>()?;
        let kind = from.next(1)?[0];
        let layout = Layout::take(kind, ndim, from)?;
        let n = shape.iter().try_fold(1_usize, |n, length| n.checked_mul(*length));
        let n = n.ok_or_else(|| Malformed("an array larger than any memory".to_owned()))?;
        let elements = A::take_all(n, from)?;
        from.note(What::End);
        if layout.kind == PLAIN {
            let array = Array::from_shape_vec(IxDyn(&shape), elements).map_err(broken)?;
            return array.into_dimensionality().map_err(broken);
        }
        let in_memory: Vec<usize> = layout.axes.iter().map(|(axis, _)| shape[usize::from(*axis)]).collect();
        let mut array = Array::from_shape_vec(IxDyn(&in_memory), elements).map_err(broken)?;
        if layout.kind == SPACED {
            array = spaced(&array);
        }
        for (axis, _) in layout.axes.iter().enumerate().filter(|(_, (_, reversed))| *reversed) {
            array.invert_axis(Axis(axis));
        }
        let mut order = vec![0; ndim];
        for (at, (axis, _)) in layout.axes.iter().enumerate() {
            order[usize::from(*axis)] = at;
        }
        array.permuted_axes(order).into_dimensionality().map_err(broken)
    }
}

/// The same elements with a gap behind each.
fn spaced<A: Clone>(array: &Array<A, IxDyn>) -> Array<A, IxDyn> {
    let Some(last) = array.ndim().checked_sub(1) else {
        return array.clone();
    };
    let mut shape = array.shape().to_vec();
    shape[last] *= 2;
    let twice = array.iter().flat_map(|element| [element.clone(), element.clone()]).collect();
    match Array::from_shape_vec(IxDyn(&shape), twice) {
        Ok(mut wide) => {
            wide.slice_axis_inplace(Axis(last), Slice::new(0, None, 2));
            wide
        }
        Err(_) => array.clone(),
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, Array2, ArrayView2, arr0, array};

    use super::*;

    fn arrived<D: Dimension>(view: ArrayView<f64, D>) -> Array<f64, D> {
        let mut bytes = Vec::new();
        put::<(), _, _, _>(&view, &mut bytes);
        Bytes::new(&bytes).whole::<(), Array<f64, D>>().expect("an array")
    }

    #[test]
    fn a_view_arrives_as_it_lies_in_memory() {
        let table = Array2::from_shape_fn((4, 6), |(row, column)| (10 * row + column) as f64);
        let cut = |rows: (isize, isize), columns: (isize, isize)| -> ArrayView2<'_, f64> {
            let mut view = table.view();
            view.slice_axis_inplace(Axis(0), Slice::new(rows.0, None, rows.1));
            view.slice_axis_inplace(Axis(1), Slice::new(columns.0, None, columns.1));
            view
        };
        let views = [
            table.view(),
            table.t(),
            cut((0, 2), (0, 1)),
            cut((0, 1), (0, 3)),
            cut((0, -1), (0, 1)),
            cut((1, 2), (0, -2)),
            cut((0, 1), (5, 1)),
            cut((4, 1), (0, 1)),
            cut((0, -1), (0, 1)).reversed_axes(),
        ];
        for view in views {
            let array = arrived(view);
            assert_eq!(array, view);
            if view.is_empty() {
                continue;
            }
            assert_eq!(array.is_standard_layout(), view.is_standard_layout(), "{view}");
            assert_eq!(array.as_slice().is_some(), view.as_slice().is_some(), "{view}");
            assert_eq!(array.as_slice_memory_order().is_some(), view.as_slice_memory_order().is_some(), "{view}");
            let signs = |strides: &[isize]| strides.iter().map(|stride| stride.signum()).collect::<Vec<_>>();
            if view.len() > view.ncols() {
                assert_eq!(signs(array.strides()), signs(view.strides()), "{view}");
            }
        }
        assert_eq!(arrived(table.column(2)), table.column(2));
        assert!(arrived(table.column(2)).as_slice().is_none());
        assert_eq!(arrived(arr0(2.5).view()), arr0(2.5));
        assert_eq!(arrived(Array1::zeros(0).view()), array![]);
    }

    #[test]
    fn an_array_that_claims_more_than_there_is_is_refused() {
        let mut bytes = Vec::new();
        for length in [u64::MAX, 3] {
            bytes.extend(length.to_le_bytes());
        }
        bytes.push(PLAIN);
        assert!(Bytes::new(&bytes).whole::<(), Array2<f64>>().is_err());
        let turned = [1_u64.to_le_bytes(), 1_u64.to_le_bytes()].concat();
        let twice_the_same = [turned, vec![TURNED, 0, 0, 0, 0], 1.0_f64.to_le_bytes().to_vec()].concat();
        assert!(Bytes::new(&twice_the_same).whole::<(), Array2<f64>>().is_err());
    }
}
