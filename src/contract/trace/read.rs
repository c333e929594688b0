//! From bytes and notes to values.

use super::value::{Grid, Items, Number, Part, Value};
use super::{Holds, What};

/// The parts of these bytes, which were read up to `end`.
pub(super) fn parts(bytes: &[u8], end: usize, notes: &[(usize, What)]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut reader = Reader { bytes, notes, at: 0 };
    while let Some((at, What::Part(name))) = reader.notes.first() {
        reader.at = *at;
        reader.notes = &reader.notes[1..];
        let until = reader.notes.iter().position(|(_, what)| matches!(what, What::Part(_)));
        let stop = until.map_or(end, |next| reader.notes[next].0);
        let mut values = reader.values();
        reader.fixed(stop, &mut values);
        parts.push(Part { name, values });
    }
    let mut behind = Vec::new();
    reader.fixed(bytes.len(), &mut behind);
    if !behind.is_empty() {
        parts.push(Part { name: "", values: behind });
    }
    parts
}

struct Reader<'a> {
    bytes: &'a [u8],
    /// The notes that were not used yet.
    notes: &'a [(usize, What)],
    at: usize,
}

impl Reader<'_> {
    /// The values up to the end of what holds them, or up to the next part.
    fn values(&mut self) -> Vec<Value> {
        let mut values = Vec::new();
        while let Some((at, what)) = self.notes.first().copied() {
            match what {
                What::Part(_) | What::Item => break,
                What::End => {
                    self.fixed(at, &mut values);
                    break;
                }
                _ => {}
            }
            self.fixed(at, &mut values);
            self.notes = &self.notes[1..];
            values.push(match what {
                What::Numbers(number, n) => self.numbers(number, n),
                What::Flag => Value::Flag(self.next(1)[0] != 0),
                What::Text => {
                    let n = self.count();
                    Value::Text(String::from_utf8_lossy(self.next(n)).into_owned())
                }
                What::Begin(holds) => self.held(holds),
                What::Part(_) | What::Item | What::End => unreachable!("seen above"),
            });
        }
        values
    }

    fn held(&mut self, holds: Holds) -> Value {
        let value = match holds {
            Holds::Optional => {
                let is_some = self.next(1)[0] != 0;
                let inner = self.values();
                Value::Optional(is_some.then_some(inner))
            }
            Holds::Outcome => {
                let is_err = self.next(1)[0] != 0;
                let inner = self.values();
                Value::Outcome(if is_err { Err(inner) } else { Ok(inner) })
            }
            Holds::List => {
                self.count();
                Value::List(self.items())
            }
            Holds::Array(ndim) => {
                let shape: Vec<usize> = (0..ndim).map(|_| self.count()).collect();
                let mut layout = self.next(1).to_vec();
                if layout[0] != 0 {
                    layout.extend_from_slice(self.next(2 * ndim));
                }
                Value::Array(Grid { shape, layout, items: self.items() })
            }
        };
        if let Some((_, What::End)) = self.notes.first() {
            self.notes = &self.notes[1..];
        }
        value
    }

    fn items(&mut self) -> Items {
        if let Some((_, What::Numbers(number, n))) = self.notes.first().copied() {
            self.notes = &self.notes[1..];
            return Items::Numbers(Box::new(self.numbers(number, n)));
        }
        let mut items = Vec::new();
        while let Some((_, What::Item)) = self.notes.first() {
            self.notes = &self.notes[1..];
            let mut values = self.values();
            if let Some((at, What::Item)) = self.notes.first().copied() {
                self.fixed(at, &mut values);
            }
            items.push(values);
        }
        Items::Each(items)
    }

    fn numbers(&mut self, number: Number, n: usize) -> Value {
        let bytes = self.next(n * number.bytes());
        let chunks = bytes.chunks_exact(number.bytes());
        match number {
            Number::F64 => Value::Floats(bytes.as_chunks().0.iter().map(|chunk| f64::from_le_bytes(*chunk)).collect()),
            Number::F32 => Value::Singles(bytes.as_chunks().0.iter().map(|chunk| f32::from_le_bytes(*chunk)).collect()),
            _ => Value::Whole(
                number,
                chunks
                    .map(|chunk| {
                        let is_negative = number.is_signed() && chunk.last().is_some_and(|last| *last >= 128);
                        let mut whole = [if is_negative { 255 } else { 0 }; 16];
                        whole[..chunk.len()].copy_from_slice(chunk);
                        i128::from_le_bytes(whole)
                    })
                    .collect(),
            ),
        }
    }

    fn count(&mut self) -> usize {
        let mut eight = [0; 8];
        eight.copy_from_slice(self.next(8));
        u64::from_le_bytes(eight) as usize
    }

    fn next(&mut self, n: usize) -> &[u8] {
        let bytes = &self.bytes[self.at..self.at + n];
        self.at += n;
        bytes
    }

    /// What lies before this place and was not noted.
    fn fixed(&mut self, until: usize, values: &mut Vec<Value>) {
        if self.at < until {
            values.push(Value::Fixed(self.next(until - self.at).to_vec()));
        }
    }
}
