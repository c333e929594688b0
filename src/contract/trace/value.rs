//! Values as data.

use ndarray::{Array, Axis, IxDyn};

use crate::wire::{put_count, put_text};

/// The kinds of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are called as Rust calls them")]
pub enum Number {
    F64,
    F32,
    I64,
    I32,
    U64,
    U32,
    U16,
    U8,
    Usize,
}

impl Number {
    pub(super) fn bytes(self) -> usize {
        match self {
            Number::U8 => 1,
            Number::U16 => 2,
            Number::F32 | Number::I32 | Number::U32 => 4,
            Number::F64 | Number::I64 | Number::U64 | Number::Usize => 8,
        }
    }

    pub(super) fn is_signed(self) -> bool {
        matches!(self, Number::I64 | Number::I32)
    }
}

/// A value as data.
#[derive(Clone, Debug)]
pub enum Value {
    /// Bytes that have no kind: the name of a variant above all.
    Fixed(Vec<u8>),
    /// One float or several, one behind the other.
    Floats(Vec<f64>),
    /// The same of 32 bits.
    Singles(Vec<f32>),
    /// One whole number or several.
    Whole(Number, Vec<i128>),
    /// True or false.
    Flag(bool),
    /// A text.
    Text(String),
    /// A value that may be missing.
    Optional(Option<Vec<Value>>),
    /// A result.
    Outcome(Result<Vec<Value>, Vec<Value>>),
    /// A list.
    List(Items),
    /// An array.
    Array(Grid),
}

/// The items of a list or an array.
#[derive(Clone, Debug)]
pub enum Items {
    /// Numbers, as [`Value::Floats`], [`Value::Singles`] or [`Value::Whole`].
    Numbers(Box<Value>),
    /// Anything else.
    Each(Vec<Vec<Value>>),
}

/// An array as it travels.
#[derive(Clone, Debug)]
pub struct Grid {
    /// The length of each axis.
    pub shape: Vec<usize>,
    /// How it lies in memory: the byte that says so, and two for every axis where that is not 0.
    pub layout: Vec<u8>,
    /// The elements, in the order of memory.
    pub items: Items,
}

/// A parameter, or what came back.
#[derive(Clone, Debug)]
pub struct Part {
    /// The parameter's name; [`ANSWER`] for what the function returned.
    pub name: &'static str,
    /// What it is made of.
    pub values: Vec<Value>,
}

/// What the returned value goes by.
pub const ANSWER: &str = "the answer";

pub(super) fn put_values(values: &[Value], out: &mut Vec<u8>) {
    values.iter().for_each(|value| value.put(out));
}

impl Value {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Value::Fixed(bytes) => out.extend_from_slice(bytes),
            Value::Floats(numbers) => numbers.iter().for_each(|number| out.extend(number.to_le_bytes())),
            Value::Singles(numbers) => numbers.iter().for_each(|number| out.extend(number.to_le_bytes())),
            Value::Whole(kind, numbers) => {
                numbers.iter().for_each(|number| out.extend_from_slice(&number.to_le_bytes()[..kind.bytes()]));
            }
            Value::Flag(flag) => out.push(u8::from(*flag)),
            Value::Text(text) => put_text(text, out),
            Value::Optional(inner) => {
                out.push(u8::from(inner.is_some()));
                put_values(inner.as_deref().unwrap_or_default(), out);
            }
            Value::Outcome(inner) => {
                out.push(u8::from(inner.is_err()));
                let (Ok(inner) | Err(inner)) = inner;
                put_values(inner, out);
            }
            Value::List(items) => {
                put_count(items.len(), out);
                items.put(out);
            }
            Value::Array(grid) => {
                grid.shape.iter().for_each(|length| put_count(*length, out));
                out.extend_from_slice(&grid.layout);
                grid.items.put(out);
            }
        }
    }
}

impl Value {
    /// Changes every float in it.
    pub fn map_floats(&mut self, change: &mut dyn FnMut(f64) -> f64) {
        match self {
            Value::Floats(numbers) => numbers.iter_mut().for_each(|number| *number = change(*number)),
            Value::Singles(numbers) => {
                numbers.iter_mut().for_each(|number| *number = change(f64::from(*number)) as f32)
            }
            other => other.each_inside(&mut |inner| inner.map_floats(change)),
        }
    }

    /// Changes every whole number in it.
    pub fn map_whole(&mut self, change: &mut dyn FnMut(Number, i128) -> i128) {
        match self {
            Value::Whole(kind, numbers) => numbers.iter_mut().for_each(|number| *number = change(*kind, *number)),
            other => other.each_inside(&mut |inner| inner.map_whole(change)),
        }
    }

    /// Goes through the values that lie directly in it.
    pub fn each_inside(&mut self, go: &mut dyn FnMut(&mut Value)) {
        match self {
            Value::Optional(Some(inner)) | Value::Outcome(Ok(inner) | Err(inner)) => inner.iter_mut().for_each(go),
            Value::List(items) | Value::Array(Grid { items, .. }) => match items {
                Items::Numbers(numbers) => go(numbers),
                Items::Each(items) => items.iter_mut().flatten().for_each(go),
            },
            _ => {}
        }
    }
}

impl Items {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Items::Each(items) => items.len(),
            Items::Numbers(numbers) => match &**numbers {
                Value::Floats(numbers) => numbers.len(),
                Value::Singles(numbers) => numbers.len(),
                Value::Whole(_, numbers) => numbers.len(),
                _ => 0,
            },
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The items at these places, in this order.
    ///
    /// # Panics
    /// When there is no such place.
    #[must_use]
    pub fn at(&self, places: &[usize]) -> Items {
        fn chosen<T: Clone>(items: &[T], places: &[usize]) -> Vec<T> {
            places.iter().map(|place| items[*place].clone()).collect()
        }
        match self {
            Items::Each(items) => Items::Each(chosen(items, places)),
            Items::Numbers(numbers) => Items::Numbers(Box::new(match &**numbers {
                Value::Floats(numbers) => Value::Floats(chosen(numbers, places)),
                Value::Singles(numbers) => Value::Singles(chosen(numbers, places)),
                Value::Whole(kind, numbers) => Value::Whole(*kind, chosen(numbers, places)),
                other => other.clone(),
            })),
        }
    }

    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Items::Numbers(numbers) => numbers.put(out),
            Items::Each(items) => items.iter().for_each(|item| put_values(item, out)),
        }
    }
}

impl Grid {
    /// Whether it lies in plain order.
    pub fn is_plain(&self) -> bool {
        self.layout[0] == 0
    }

    /// Whether there are gaps between its elements.
    pub fn has_gaps(&self) -> bool {
        self.layout[0] == 2
    }

    /// The same array in plain order.
    #[must_use]
    pub fn plain(&self) -> Grid {
        let Some(places) = self.places() else { return self.clone() };
        Grid { shape: self.shape.clone(), layout: vec![0], items: self.items.at(&places) }
    }

    /// Where the elements lie, in the order in which they are read. `None` where that is their order.
    fn places(&self) -> Option<Vec<usize>> {
        if self.is_plain() {
            return None;
        }
        let axes: Vec<(usize, bool)> =
            self.layout[1..].chunks(2).map(|pair| (usize::from(pair[0]), pair[1] != 0)).collect();
        let in_memory: Vec<usize> = axes.iter().map(|(axis, _)| self.shape[*axis]).collect();
        let mut places = Array::from_shape_vec(IxDyn(&in_memory), (0..self.items.len()).collect()).ok()?;
        let mut order = vec![0; axes.len()];
        for (at, (axis, reversed)) in axes.iter().enumerate() {
            if *reversed {
                places.invert_axis(Axis(at));
            }
            order[*axis] = at;
        }
        Some(places.permuted_axes(order).iter().copied().collect())
    }
}
