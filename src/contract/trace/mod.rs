//! Takes what travels apart, and lets somebody stand between grader and worker.
//!
//! Values are not told apart on the line: only the types say what the bytes mean. So the reading of a value can be
//! followed: whoever reads notes what it is made of, and the bytes become [`Value`]s that can be changed as data and
//! written again. `mlings prove` makes wrong versions of a right program in this way. A worker uses nothing of it.

mod between;
mod read;
mod value;

use std::cell::RefCell;

use crate::wire::{Bytes, Malformed};

pub use between::{Between, Given, with_between};
#[doc(hidden)]
pub use between::{came, sent};
pub use value::{ANSWER, Grid, Items, Number, Part, Value};

/// What is noted while a value is read.
#[derive(Debug)]
pub struct Trace {
    length: usize,
    notes: RefCell<Vec<(usize, What)>>,
}

/// One note.
#[derive(Clone, Copy, Debug)]
pub(crate) enum What {
    /// From here on it is the parameter of this name.
    Part(&'static str),
    /// So many numbers, one behind the other.
    Numbers(Number, usize),
    Flag,
    Text,
    Begin(Holds),
    /// The next item of a list or an array begins.
    Item,
    /// The end of what was begun last.
    End,
}

/// What holds other values.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Holds {
    Optional,
    Outcome,
    List,
    /// An array of so many axes.
    Array(usize),
}

impl Trace {
    fn of(bytes: &[u8]) -> Trace {
        Trace { length: bytes.len(), notes: RefCell::default() }
    }

    #[cold]
    pub(crate) fn note(&self, rest: usize, what: What) {
        self.notes.borrow_mut().push((self.length - rest, what));
    }
}

/// Reads the arguments or the answer of a function.
pub(crate) type Reading = fn(&str, &mut Bytes<'_>) -> Result<(), Malformed>;

/// The parts that these bytes are made of.
///
/// # Errors
/// When they cannot be read.
pub fn parts(function: &str, bytes: &[u8], reading: Reading) -> Result<Vec<Part>, Malformed> {
    let trace = Trace::of(bytes);
    let mut from = Bytes::traced(bytes, &trace);
    reading(function, &mut from)?;
    let end = bytes.len() - from.rest().len();
    Ok(read::parts(bytes, end, &trace.notes.into_inner()))
}

/// The bytes of these parts.
pub fn bytes(parts: &[Part]) -> Vec<u8> {
    let mut out = Vec::new();
    parts.iter().for_each(|part| value::put_values(&part.values, &mut out));
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use ndarray::{Array1, Array2, ArrayView1, ArrayViewMut1, ArrayViewMut2, array};

    use super::*;
    use crate::array::put;
    use crate::{Parameter, Wire};

    type Some4 = (Option<usize>, Result<bool, (u8, i32)>, Option<f64>);
    type All = (f64, (Vec<String>, Vec<f64>), Some4, BTreeMap<String, u64>);

    fn read(_: &str, from: &mut Bytes<'_>) -> Result<(), Malformed> {
        from.part("all");
        drop(<All as Wire<()>>::take(from)?);
        from.part("nothing");
        from.part("table");
        <Array2<f64> as Wire<()>>::take(from)?;
        from.part("lists");
        <Vec<Vec<usize>> as Wire<()>>::take(from).map(drop)
    }

    fn all() -> Vec<u8> {
        let map = BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]);
        let texts = vec!["\u{e4}".to_owned(), String::new()];
        let all: All = (f64::NAN, (texts, vec![]), (Some(7), Err((3, -1)), None), map);
        let mut sent = Vec::new();
        Wire::<()>::put(&all, &mut sent);
        put::<(), _, _, _>(&array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]].t(), &mut sent);
        Wire::<()>::put(&vec![vec![1_usize, 2], vec![]], &mut sent);
        sent
    }

    #[test]
    fn what_is_taken_apart_is_put_together_again() {
        let sent = all();
        let parts = parts("f", &sent, read).expect("arguments");
        assert_eq!(bytes(&parts), sent);
        let names: Vec<&str> = parts.iter().map(|part| part.name).collect();
        assert_eq!(names, ["all", "nothing", "table", "lists"]);
        assert!(parts[1].values.is_empty());
        let kinds: Vec<String> = parts[0].values.iter().map(|value| format!("{value:?}")).collect();
        assert_eq!(kinds[0], "Floats([NaN])");
        assert_eq!(kinds[3], "Optional(Some([Whole(Usize, [7])]))");
        assert_eq!(kinds[4], "Outcome(Err([Whole(U8, [3]), Whole(I32, [-1])]))");
        assert_eq!(kinds[5], "Optional(None)");
        let Value::List(Items::Each(lists)) = &parts[3].values[0] else { panic!("{parts:?}") };
        assert_eq!(lists.len(), 2);
        assert!(super::parts("f", &sent[1..], read).is_err());
    }

    #[test]
    fn an_array_in_plain_order_has_its_rows_one_behind_the_other() {
        let parts = parts("f", &all(), read).expect("arguments");
        let Value::Array(grid) = &parts[2].values[0] else { panic!("{parts:?}") };
        assert!(!grid.is_plain());
        let Items::Numbers(numbers) = grid.plain().items else { panic!("{grid:?}") };
        assert_eq!(format!("{numbers:?}"), "Floats([1.0, 4.0, 2.0, 5.0, 3.0, 6.0])");
    }

    struct Doubler;

    impl Between for Doubler {
        fn wants(&self, function: &str) -> bool {
            function == "f"
        }

        fn call(&self, _: &'static str, arguments: &mut Vec<Part>) {
            arguments.iter_mut().flat_map(|part| &mut part.values).for_each(|value| value.map_floats(&mut |x| 2.0 * x));
        }

        fn answer(&self, _: &'static str, given: &Given, answer: &mut Vec<Part>) {
            assert!(given.is_changed);
            answer[0].values = vec![Value::Fixed(vec![1, 2, 3])];
        }
    }

    fn read_one(_: &str, from: &mut Bytes<'_>) -> Result<(), Malformed> {
        from.part("values");
        <Array1<f64> as Wire<()>>::take(from).map(drop)
    }

    #[test]
    fn who_stands_between_changes_a_call_but_makes_no_answer_unreadable() {
        let mut values = vec![9, 9];
        Wire::<()>::put(&array![1.0, 2.5], &mut values);
        let before = values.clone();
        assert!(sent("f", 2, &mut values, read_one).is_none(), "nobody is there");
        with_between(Arc::new(Doubler), || {
            assert!(sent("g", 2, &mut values, read_one).is_none(), "not wanted");
            let given = sent("f", 2, &mut values, read_one);
            assert_eq!(Bytes::new(&values[2..]).whole::<(), Array1<f64>>(), Ok(array![2.0, 5.0]));
            let mut answer = before.clone();
            came("f", given, 2, &mut answer, read_one);
            assert_eq!(answer, before);
        });
    }

    #[test]
    fn parameters_that_are_handed_back_are_known_by_their_type() {
        fn comes_back<P: Parameter<()>>() -> bool {
            P::COMES_BACK
        }
        assert!(comes_back::<&mut f64>() && comes_back::<ArrayViewMut1<f64>>() && comes_back::<ArrayViewMut2<u8>>());
        assert!(!comes_back::<&f64>() && !comes_back::<ArrayView1<f64>>() && !comes_back::<&[f64]>());
        assert!(!comes_back::<f64>());
    }
}
