//! A row of a CSV file as serde sees it. The csv crate's own way looks every column of every row up by its name;
//! here that is done once for a file, which takes a good third off the time of a large one.

use std::fmt::Display;

use csv::StringRecord;
use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

/// One row, to be read into a type.
pub(super) struct Row<'r> {
    pub(super) record: &'r StringRecord,
    pub(super) header: &'r StringRecord,
    /// What stands where there is no value, besides nothing.
    pub(super) missing: &'r str,
    /// The columns that the type wants, in its order; empty until the first row is read.
    pub(super) columns: &'r mut Vec<usize>,
}

/// Why a row does not fit its type.
#[derive(Debug, thiserror::Error)]
#[error("{reason}")]
pub(super) struct BadField {
    /// The name of the column, where it is known.
    pub(super) column: Option<String>,
    pub(super) reason: String,
}

impl Error for BadField {
    fn custom<T: Display>(reason: T) -> BadField {
        BadField { column: None, reason: reason.to_string() }
    }
}

impl<'r> Row<'r> {
    fn fields(self) -> Fields<'r> {
        Fields { record: self.record, header: self.header, missing: self.missing, columns: self.columns, read: 0 }
    }
}

impl<'de> Deserializer<'de> for Row<'_> {
    type Error = BadField;

    /// The columns are found by the names of the type's fields.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, BadField> {
        if self.columns.is_empty() {
            let column = |name: &&str| self.header.iter().position(|column| column == *name);
            let absent = |name: &&str| BadField {
                column: Some((*name).to_owned()),
                reason: "there is no such column".to_owned(),
            };
            *self.columns =
                names.iter().map(|name| column(name).ok_or_else(|| absent(name))).collect::<Result<_, _>>()?;
        }
        visitor.visit_seq(self.fields())
    }

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, BadField> {
        Err(BadField::custom("rows are read into structs with named fields"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct Fields<'r> {
    record: &'r StringRecord,
    header: &'r StringRecord,
    missing: &'r str,
    columns: &'r [usize],
    read: usize,
}

impl<'de> SeqAccess<'de> for Fields<'_> {
    type Error = BadField;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, BadField> {
        if self.read == self.columns.len() {
            return Ok(None);
        }
        let column = self.columns[self.read];
        self.read += 1;
        let text = &self.record[column];
        let is_missing = !self.missing.is_empty() && text == self.missing;
        match seed.deserialize(Field(if is_missing { "" } else { text })) {
            Ok(value) => Ok(Some(value)),
            Err(bad) => Err(BadField { column: self.header.get(column).map(str::to_owned), ..bad }),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.columns.len() - self.read)
    }
}

struct Field<'r>(&'r str);

/// No file holds NaN or infinity: what is not known is left out.
pub(super) const NOT_FINITE: &str = "not a finite number";

macro_rules! parsed {
    ($($deserialize:ident $visit:ident $number:ty,)+) => {$(
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, BadField> {
            match self.0.parse::<$number>() {
                Ok(number) => visitor.$visit(number),
                Err(error) => Err(BadField::custom(error)),
            }
        }
    )+};
}

impl<'de> Deserializer<'de> for Field<'_> {
    type Error = BadField;

    parsed! {
        deserialize_u8 visit_u8 u8,
        deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64,
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, BadField> {
        match self.0.parse::<f64>() {
            Ok(number) if number.is_finite() => visitor.visit_f64(number),
            Ok(_) => Err(BadField::custom(NOT_FINITE)),
            Err(error) => Err(BadField::custom(error)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, BadField> {
        if self.0.is_empty() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, BadField> {
        visitor.visit_str(self.0)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 f32 char str string bytes byte_buf unit unit_struct newtype_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}
