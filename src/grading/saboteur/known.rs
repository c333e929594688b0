//! What calls look like when nobody tampers with them.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use mlings_contract::trace::{Between, Given, Items, Number, Part, Value};

use super::way::n_rows;

/// Watches calls, and changes none.
#[derive(Default)]
pub(super) struct Watcher {
    /// The check that runs.
    pub check: AtomicUsize,
    known: Mutex<Known>,
}

/// What is known of an exercise's functions by the calls of its checks.
#[derive(Default)]
pub(super) struct Known {
    /// The functions, by name.
    pub functions: BTreeMap<&'static str, Function>,
    /// The answers to the same arguments. There are several where a function was among them.
    answers: HashMap<(&'static str, u64), Vec<Vec<Part>>>,
}

/// A function.
#[derive(Default)]
pub(super) struct Function {
    /// The checks that call it.
    pub checks: BTreeSet<usize>,
    /// Its parameters, in order.
    pub parameters: Vec<(&'static str, Traits)>,
    /// Pairs of parameters that had as many rows as each other in every call.
    pub of_equal_length: BTreeSet<(&'static str, &'static str)>,
    /// Pairs that had not.
    unequal: BTreeSet<(&'static str, &'static str)>,
    /// What it returns, and then what it may change.
    pub answer: Vec<(&'static str, Traits)>,
}

/// What is in a part.
#[derive(Clone, Debug, Default)]
pub(super) struct Traits {
    pub floats: bool,
    /// Floats in a list or an array.
    pub many_floats: bool,
    /// Whole numbers of more than 8 bits.
    pub whole: bool,
    pub flags: bool,
    pub texts: bool,
    /// It is or has a list or an array.
    pub rows: bool,
    pub columns: bool,
    pub array: bool,
    pub outcome: bool,
    /// It was one value in every call, and not a struct of several.
    pub is_one: bool,
    /// There are bytes in it that only a program reads.
    pub bytes: bool,
    pub is_empty: bool,
    /// What stands in an optional value, where one was there.
    pub some: Option<Vec<Value>>,
}

impl Watcher {
    pub fn take_known(&self) -> Known {
        std::mem::take(&mut self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Known {
    /// The answers that were given to these arguments.
    pub fn answers(&self, function: &'static str, bytes: &[u8]) -> &[Vec<Part>] {
        self.answers.get(&(function, hash(bytes))).map_or(&[], Vec::as_slice)
    }
}

impl Between for Watcher {
    fn wants(&self, _: &str) -> bool {
        true
    }

    fn call(&self, name: &'static str, arguments: &mut Vec<Part>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let function = known.functions.entry(name).or_default();
        function.checks.insert(self.check.load(Ordering::Relaxed));
        learn(&mut function.parameters, arguments);
        let rows: Vec<(&'static str, usize)> =
            arguments.iter().filter_map(|part| Some((part.name, length(part)?))).collect();
        for (at, (one, n)) in rows.iter().enumerate() {
            for (other, m) in &rows[at + 1..] {
                (if n == m { &mut function.of_equal_length } else { &mut function.unequal }).insert((one, other));
            }
        }
        let Function { of_equal_length, unequal, .. } = function;
        of_equal_length.retain(|pair| !unequal.contains(pair));
    }

    fn answer(&self, name: &'static str, given: &Given, answer: &mut Vec<Part>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        learn(&mut known.functions.entry(name).or_default().answer, answer);
        let answers = known.answers.entry((name, hash(&given.bytes))).or_default();
        if answers.len() < MOST_ANSWERS && !answers.iter().any(|known| alike(known, answer, 0.0)) {
            answers.push(answer.clone());
        }
    }
}

const MOST_ANSWERS: usize = 20;
/// Numbers below it are compared as if they were as large: a sum that should be 0 seldom is.
const SMALL: f64 = 1e-3;

/// How many rows a part has that is one list or one array.
pub(super) fn length(part: &Part) -> Option<usize> {
    match &part.values[..] {
        [value] => n_rows(value),
        _ => None,
    }
}

fn learn(known: &mut Vec<(&'static str, Traits)>, parts: &[Part]) {
    for part in parts {
        if !known.iter().any(|(name, _)| *name == part.name) {
            known.push((part.name, Traits { is_empty: true, is_one: true, ..Traits::default() }));
        }
        if let Some((_, traits)) = known.iter_mut().find(|(name, _)| *name == part.name) {
            traits.is_empty &= part.values.is_empty();
            traits.is_one &= part.values.len() == 1;
            part.values.iter().for_each(|value| traits.see(value, true, false));
        }
    }
}

impl Traits {
    /// Looks at a value, which lies right in its part or deeper, in a list or alone.
    fn see(&mut self, value: &Value, is_direct: bool, in_list: bool) {
        match value {
            Value::Floats(_) | Value::Singles(_) => {
                self.floats = true;
                self.many_floats |= in_list;
            }
            Value::Whole(Number::U8, _) => {
                self.texts |= in_list;
                self.bytes |= in_list;
            }
            Value::Whole(..) => self.whole = true,
            Value::Flag(_) => self.flags = true,
            Value::Text(_) => self.texts = true,
            Value::Optional(inner) => {
                if let (None, Some(inner)) = (&self.some, inner) {
                    self.some = Some(inner.clone());
                }
                inner.iter().flatten().for_each(|value| self.see(value, false, in_list));
            }
            Value::Outcome(inner) => {
                self.outcome |= is_direct;
                let (Ok(inner) | Err(inner)) = inner;
                inner.iter().for_each(|value| self.see(value, is_direct, in_list));
            }
            Value::List(items) => {
                self.rows |= is_direct;
                self.see_items(items);
            }
            Value::Array(grid) => {
                self.rows |= is_direct && !grid.shape.is_empty();
                self.array |= is_direct && !grid.shape.is_empty();
                self.columns |= is_direct && grid.shape.len() == 2;
                self.see_items(&grid.items);
            }
            Value::Fixed(_) => {}
        }
    }

    fn see_items(&mut self, items: &Items) {
        match items {
            Items::Numbers(numbers) => self.see(numbers, false, true),
            Items::Each(items) => items.iter().flatten().for_each(|value| self.see(value, false, true)),
        }
    }
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// Whether two answers are the same but for what is lost by rounding.
pub(super) fn alike(one: &[Part], other: &[Part], within: f64) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| all_alike(&one.values, &other.values, within))
}

/// Whether they are the same numbers: 0 and -0 are, and a NaN and itself.
pub(super) fn same(one: &Part, other: &Part) -> bool {
    all_alike(&one.values, &other.values, 0.0)
}

fn all_alike(one: &[Value], other: &[Value], within: f64) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| values_alike(one, other, within))
}

fn values_alike(one: &Value, other: &Value, within: f64) -> bool {
    let near = |a: f64, b: f64| {
        a == b || (a.is_nan() && b.is_nan()) || (a - b).abs() <= within * a.abs().max(b.abs()).max(SMALL)
    };
    match (one, other) {
        (Value::Fixed(one), Value::Fixed(other)) => one == other,
        (Value::Floats(one), Value::Floats(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| near(*a, *b))
        }
        (Value::Singles(one), Value::Singles(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| near(f64::from(*a), f64::from(*b)))
        }
        (Value::Whole(_, one), Value::Whole(_, other)) => one == other,
        (Value::Flag(one), Value::Flag(other)) => one == other,
        (Value::Text(one), Value::Text(other)) => one == other,
        (Value::Optional(None), Value::Optional(None)) => true,
        (Value::Optional(Some(one)), Value::Optional(Some(other)))
        | (Value::Outcome(Ok(one)), Value::Outcome(Ok(other)))
        | (Value::Outcome(Err(one)), Value::Outcome(Err(other))) => all_alike(one, other, within),
        (Value::List(one), Value::List(other)) => items_alike(one, other, within),
        (Value::Array(one), Value::Array(other)) => {
            one.shape == other.shape && items_alike(&one.plain().items, &other.plain().items, within)
        }
        _ => false,
    }
}

fn items_alike(one: &Items, other: &Items, within: f64) -> bool {
    match (one, other) {
        (Items::Numbers(one), Items::Numbers(other)) => values_alike(one, other, within),
        (Items::Each(one), Items::Each(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| all_alike(one, other, within))
        }
        _ => one.is_empty() && other.is_empty(),
    }
}
