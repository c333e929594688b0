//! How values travel between worker and grader.
//!
//! Everything is written in the order of its declaration, without names or lengths that the type tells. Numbers are
//! little-endian; whole numbers of the machine's width travel as 64 bits; floats keep every bit, so that a NaN arrives
//! as the NaN that it was.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Mutex, PoisonError};

use crate::trace::{Holds, Number, Trace, What};

/// A value that can travel, in calls of the contract `C`.
///
/// Most values travel in the same way for every contract. `C` is there for those types of other crates that only one
/// contract uses: an error of linfa, say. A contract's own crate may implement `Wire<Contract>` for them.
pub trait Wire<C>: Debug + Sized {
    /// Writes the value.
    fn put(&self, out: &mut Vec<u8>);

    /// Reads a value.
    ///
    /// # Errors
    /// When the bytes are not those of such a value.
    fn take(from: &mut Bytes<'_>) -> Result<Self, Malformed>;

    /// Writes several values, one behind the other.
    fn put_all(items: &[Self], out: &mut Vec<u8>) {
        for item in items {
            item.put(out);
        }
    }

    /// Reads so many values.
    ///
    /// # Errors
    /// When the bytes are not those of so many such values.
    fn take_all(n: usize, from: &mut Bytes<'_>) -> Result<Vec<Self>, Malformed> {
        let item = |_| {
            from.note(What::Item);
            Self::take(from)
        };
        (0..n).map(item).collect()
    }
}

/// What cannot be read as what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed(pub String);

impl Malformed {
    fn too_short() -> Malformed {
        Malformed("too few bytes".to_owned())
    }
}

/// Bytes that are read from the front.
#[derive(Clone, Debug)]
pub struct Bytes<'a> {
    rest: &'a [u8],
    depth: u32,
    /// Where it is noted what is read, if somebody wants to know.
    trace: Option<&'a Trace>,
}

impl<'a> Bytes<'a> {
    /// All of these bytes.
    pub fn new(bytes: &'a [u8]) -> Bytes<'a> {
        Bytes { rest: bytes, depth: 0, trace: None }
    }

    /// All of these bytes, which are followed while they are read.
    pub(crate) fn traced(bytes: &'a [u8], trace: &'a Trace) -> Bytes<'a> {
        Bytes { trace: Some(trace), ..Bytes::new(bytes) }
    }

    /// Says what is read next.
    pub(crate) fn note(&self, what: What) {
        if let Some(trace) = self.trace {
            trace.note(self.rest.len(), what);
        }
    }

    /// Says that the parameter of this name is read next.
    #[doc(hidden)]
    pub fn part(&self, name: &'static str) {
        self.note(What::Part(name));
    }

    /// The next `n` bytes.
    ///
    /// # Errors
    /// When there are fewer.
    pub fn next(&mut self, n: usize) -> Result<&'a [u8], Malformed> {
        let (front, rest) = self.rest.split_at_checked(n).ok_or_else(Malformed::too_short)?;
        self.rest = rest;
        Ok(front)
    }

    /// The next eight bytes as a number.
    ///
    /// # Errors
    /// When there are fewer.
    pub fn number(&mut self) -> Result<u64, Malformed> {
        let bytes = self.next(8)?.try_into().map_err(|_| Malformed::too_short())?;
        Ok(u64::from_le_bytes(bytes))
    }

    /// A number of items. Each takes a byte at least, so there cannot be more of them than there are bytes.
    ///
    /// # Errors
    /// When there are more.
    pub fn count(&mut self) -> Result<usize, Malformed> {
        usize::try_from(self.number()?).ok().filter(|n| *n <= self.rest.len()).ok_or_else(Malformed::too_short)
    }

    /// A text: its length in bytes, and UTF-8.
    ///
    /// # Errors
    /// When it is no text.
    pub fn text(&mut self) -> Result<&'a str, Malformed> {
        let n = self.count()?;
        std::str::from_utf8(self.next(n)?).map_err(|error| Malformed(error.to_string()))
    }

    /// All that is left.
    pub fn rest(&mut self) -> &'a [u8] {
        std::mem::take(&mut self.rest)
    }

    /// Reads a value that must be all there is.
    ///
    /// # Errors
    /// When it is another value, or not all.
    pub fn whole<C, T: Wire<C>>(mut self) -> Result<T, Malformed> {
        let value = T::take(&mut self)?;
        self.at_the_end().map(|()| value)
    }

    /// Requires that nothing is left.
    ///
    /// # Errors
    /// When something is.
    pub fn at_the_end(&self) -> Result<(), Malformed> {
        if self.rest.is_empty() { Ok(()) } else { Err(Malformed(format!("{} bytes too many", self.rest.len()))) }
    }

    /// Goes one level down in a value that holds its like.
    fn deeper<T>(&mut self, take: impl FnOnce(&mut Self) -> Result<T, Malformed>) -> Result<T, Malformed> {
        if self.depth == DEEPEST {
            return Err(Malformed(format!("nested more than {DEEPEST} times")));
        }
        self.depth += 1;
        let taken = take(self);
        self.depth -= 1;
        taken
    }
}

/// So deep may a value be nested in its like. Who walks through it must not run out of stack.
const DEEPEST: u32 = 5_000;

/// A text: its length in bytes, and UTF-8.
pub fn put_text(text: &str, out: &mut Vec<u8>) {
    put_count(text.len(), out);
    out.extend_from_slice(text.as_bytes());
}

/// A number of items, as 64 bits.
pub fn put_count(n: usize, out: &mut Vec<u8>) {
    out.extend_from_slice(&(n as u64).to_le_bytes());
}

/// Numbers that travel as they lie in memory. Without a contract in its type, so that this is built here, where it is
/// optimised, and not anew in every contract's crate, where it would not be.
trait Raw: Sized {
    fn write(items: &[Self], out: &mut Vec<u8>);
    fn read(bytes: &[u8]) -> Vec<Self>;
}

macro_rules! numbers {
    ($($number:ty as $travels:ty: $kind:ident),+) => {$(
        impl Raw for $number {
            fn write(items: &[$number], out: &mut Vec<u8>) {
                if cfg!(target_endian = "little") && size_of::<$number>() == size_of::<$travels>() {
                    out.extend_from_slice(bytemuck::cast_slice(items));
                } else {
                    items.iter().for_each(|item| out.extend((*item as $travels).to_le_bytes()));
                }
            }

            fn read(bytes: &[u8]) -> Vec<$number> {
                let (numbers, _) = bytes.as_chunks::<{ size_of::<$travels>() }>();
                numbers.iter().map(|bytes| <$travels>::from_le_bytes(*bytes) as $number).collect()
            }
        }

        impl<C> Wire<C> for $number {
            fn put(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&(*self as $travels).to_le_bytes());
            }

            fn take(from: &mut Bytes<'_>) -> Result<Self, Malformed> {
                from.note(What::Numbers(Number::$kind, 1));
                let bytes = from.next(size_of::<$travels>())?;
                Ok(<$travels>::from_le_bytes(bytes.try_into().map_err(|_| Malformed::too_short())?) as $number)
            }

            fn put_all(items: &[Self], out: &mut Vec<u8>) {
                Raw::write(items, out);
            }

            fn take_all(n: usize, from: &mut Bytes<'_>) -> Result<Vec<Self>, Malformed> {
                let length = n.checked_mul(size_of::<$travels>()).ok_or_else(Malformed::too_short)?;
                from.note(What::Numbers(Number::$kind, n));
                from.next(length).map(Raw::read)
            }
        }
    )+};
}

numbers!(
    f64 as f64: F64, f32 as f32: F32, i64 as i64: I64, i32 as i32: I32, u64 as u64: U64, u32 as u32: U32, u16 as u16: U16,
    u8 as u8: U8, usize as u64: Usize
);

/// A byte that says which of two it is.
fn take_flag(from: &mut Bytes<'_>) -> Result<bool, Malformed> {
    match from.next(1)? {
        [0] => Ok(false),
        [1] => Ok(true),
        other => Err(Malformed(format!("{other:?} is neither true nor false"))),
    }
}

impl<C> Wire<C> for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn take(from: &mut Bytes<'_>) -> Result<Self, Malformed> {
        from.note(What::Flag);
        take_flag(from)
    }
}

impl<C> Wire<C> for () {
    fn put(&self, _: &mut Vec<u8>) {}

    fn take(_: &mut Bytes<'_>) -> Result<Self, Malformed> {
        Ok(())
    }
}

impl<C> Wire<C> for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(self, out);
    }

    fn take(from: &mut Bytes<'_>) -> Result<Self, Malformed> {
        from.note(What::Text);
        from.text().map(str::to_owned)
    }
}

/// For the names that a contract's errors carry: few and short, they are kept for the life of the program.
impl<C> Wire<C> for &'static str {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(self, out);
    }

    fn take(from: &mut Bytes<'_>) -> Result<Self, Malformed> {
        const LONGEST: usize = 200;
        const MOST: usize = 1_000;
        static KNOWN: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());
        let text = from.text()?;
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.iter().find(|known| **known == text) {
            return Ok(known);
        }
        if text.len() > LONGEST || known.len() == MOST {
            return Err(Malformed("a name that nobody can know".to_owned()));
        }
        let name: &'static str = text.to_owned().leak();
        known.push(name);
        Ok(name)
    }
}

impl<C, T: Wire<C>> Wire<C> for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.is_some()));
        if let Some(value) = self {
            value.put(out);
        }
    }

    fn take(from: &mut Bytes<'_>) -> Result<Self, Malformed> {
        from.note(What::Begin(Holds::Optional));
        let value = take_flag(from)?.then(|| T::take(from)).transpose()?;
        from.note(What::End);
        Ok(value)
    }
}

impl<C, T: Wire<C>, E: Wire<C>> Wire<C> for Result<T, E> {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.is_err()));
        match self {
            Ok(value) => value.put(out),
            Err(error) => error.put(out),
        }
    }

    fn take(from: &mut Bytes<'_>) -> Result<Self, Malformed> {
        from.note(What::Begin(Holds::Outcome));
        let value = if take_flag(from)? { Err(E::take(from)?) } else { Ok(T::take(from)?) };
        from.note(What::End);
        Ok(value)
    }
}

impl<C, T: Wire<C>> Wire<C> for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        put_count(self.len(), out);
        T::put_all(self, out);
    }

    fn take(from: &mut Bytes<'_>) -> Result<Self, Malformed> {
        from.note(What::Begin(Holds::List));
        let n = from.count()?;
        let items = T::take_all(n, from)?;
        from.note(What::End);
        Ok(items)
    }
}

impl<C, T: Wire<C>> Wire<C> for Box<T> {
    fn put(&self, out: &mut Vec<u8>) {
        T::put(self, out);
    }

    fn take(from: &mut Bytes<'_>) -> Result<Self, Malformed> {
        from.deeper(T::take).map(Box::new)
    }
}

impl<C, K: Wire<C> + Ord, V: Wire<C>> Wire<C> for BTreeMap<K, V> {
    fn put(&self, out: &mut Vec<u8>) {
        put_count(self.len(), out);
        for (key, value) in self {
            key.put(out);
            value.put(out);
        }
    }

    fn take(from: &mut Bytes<'_>) -> Result<Self, Malformed> {
        from.note(What::Begin(Holds::List));
        let n = from.count()?;
        let map = <(K, V) as Wire<C>>::take_all(n, from)?.into_iter().collect();
        from.note(What::End);
        Ok(map)
    }
}

/// Tuples, field by field.
macro_rules! tuples {
    ($(($($field:ident . $at:tt),+))+) => {$(
        impl<C, $($field: Wire<C>),+> Wire<C> for ($($field,)+) {
            fn put(&self, out: &mut Vec<u8>) {
                $(self.$at.put(out);)+
            }

            fn take(from: &mut Bytes<'_>) -> Result<Self, Malformed> {
                Ok(($($field::take(from)?,)+))
            }
        }
    )+};
}

tuples!((A.0)(A.0, B.1)(A.0, B.1, D.2)(A.0, B.1, D.2, E.3));

#[cfg(test)]
mod tests {
    use super::*;

    fn there_and_back<T: Wire<()> + PartialEq>(value: T) {
        let mut bytes = Vec::new();
        value.put(&mut bytes);
        assert_eq!(Bytes::new(&bytes).whole::<(), T>(), Ok(value));
    }

    #[test]
    fn values_arrive_as_they_were_sent() {
        there_and_back((1.5, usize::MAX, (), true));
        there_and_back(vec![Some("ä".to_owned()), None]);
        there_and_back(BTreeMap::from([("a".to_owned(), vec![1_u8, 2]), (String::new(), vec![])]));
        there_and_back(Err::<f64, (u32, i64)>((7, -1)));
        there_and_back(Box::new(0.1_f32));
        let nan = f64::from_bits(0x7ff8_dead_beef_0001);
        let mut bytes = Vec::new();
        Wire::<()>::put(&nan, &mut bytes);
        let arrived: f64 = Bytes::new(&bytes).whole::<(), f64>().expect("a float");
        assert_eq!(arrived.to_bits(), nan.to_bits());
    }

    #[test]
    fn nothing_is_read_beyond_what_is_there_and_nothing_is_left() {
        assert!(Bytes::new(&[0; 7]).whole::<(), f64>().is_err());
        assert!(Bytes::new(&[0; 9]).whole::<(), f64>().is_err());
        assert!(Bytes::new(&[2]).whole::<(), bool>().is_err());
        // A list that claims to be longer than all the memory there is.
        assert!(Bytes::new(&[255; 16]).whole::<(), Vec<f64>>().is_err());
        assert!(Bytes::new(&[255, 0, 0, 0, 0, 0, 0, 0, 1]).whole::<(), String>().is_err());
    }
}
