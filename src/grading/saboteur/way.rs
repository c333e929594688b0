//! The ways to tamper with a value.

use mlings_contract::trace::{Grid, Items, Number, Part, Value};

/// A way to tamper with an argument or an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    // Floats.
    Single,
    Truncated,
    SixDigits,
    Billionths,
    WithoutSign,
    Million,
    PositiveMillion,
    Shifted,
    NanAsZero,
    InfinityAsLargest,
    Share,
    Correlation,
    NotNegative,
    // Whole numbers.
    Bits(u32),
    Modulo,
    // The others.
    Taken(bool),
    Trimmed,
    LowerCase,
    Ascii,
    Short,
    NoneAsZero,
    // Rows.
    WithoutLast,
    WithoutFirst,
    First(usize),
    Sorted,
    Reversed,
    ColumnsReversed,
    Contiguous,
    // Time.
    FirstCall,
    CallBefore,
    // Answers.
    ErrorsZero,
    OkForErr,
    Unchanged,
}

impl Way {
    /// As a person reads it, behind the name of what is tampered with.
    pub fn words(self) -> String {
        match self {
            Way::Single => "rounded to f32".to_owned(),
            Way::Truncated => "truncated to whole numbers".to_owned(),
            Way::SixDigits => "rounded to 6 digits".to_owned(),
            Way::Billionths => "rounded to 1e-9".to_owned(),
            Way::WithoutSign => "without a sign".to_owned(),
            Way::Million => "clamped to -1e6..1e6".to_owned(),
            Way::PositiveMillion => "clamped to 0..1e6".to_owned(),
            Way::Shifted => "shifted by 1e8 and back".to_owned(),
            Way::NanAsZero => "with 0 for NaN".to_owned(),
            Way::InfinityAsLargest => "with the largest float for infinity".to_owned(),
            Way::Share => "clamped to 0..1".to_owned(),
            Way::Correlation => "clamped to -1..1".to_owned(),
            Way::NotNegative => "with 0 for what is below".to_owned(),
            Way::Bits(bits) => format!("cut to {bits} bits"),
            Way::Modulo => "modulo 1024".to_owned(),
            Way::Taken(flag) => format!("taken for {flag}"),
            Way::Trimmed => "without blanks at the ends".to_owned(),
            Way::LowerCase => "in small letters".to_owned(),
            Way::Ascii => "without letters beyond ASCII".to_owned(),
            Way::Short => "cut behind 255 bytes".to_owned(),
            Way::NoneAsZero => "with 0 for None".to_owned(),
            Way::WithoutLast => "without the last".to_owned(),
            Way::WithoutFirst => "without the first".to_owned(),
            Way::First(n) => format!("cut behind {n}"),
            Way::Sorted => "sorted".to_owned(),
            Way::Reversed => "in reverse".to_owned(),
            Way::ColumnsReversed => "with columns in reverse".to_owned(),
            Way::Contiguous => "read as if contiguous".to_owned(),
            Way::FirstCall => "as in the first call".to_owned(),
            Way::CallBefore => "as in the call before".to_owned(),
            Way::ErrorsZero => "with 0 for the numbers of an error".to_owned(),
            Way::OkForErr => "with the last Ok for an error".to_owned(),
            Way::Unchanged => "handed back unchanged".to_owned(),
        }
    }

    /// Whether it leaves all values there are, in another order: a function that does not look at the order is right.
    pub fn is_order(self) -> bool {
        matches!(self, Way::Sorted | Way::Reversed | Way::ColumnsReversed | Way::Contiguous)
    }

    /// Changes a part. Ways that need to know more than that are not for here.
    pub fn change(self, part: &mut Part) {
        part.values.iter_mut().for_each(|value| self.change_value(value));
    }

    fn change_value(self, value: &mut Value) {
        match self {
            Way::Single => value.map_floats(&mut |x| f64::from(x as f32)),
            Way::Truncated => value.map_floats(&mut f64::trunc),
            Way::SixDigits => value.map_floats(&mut six_digits),
            Way::Billionths => value.map_floats(&mut |x| finite_or((x * 1e9).round() / 1e9, x)),
            Way::WithoutSign => value.map_floats(&mut f64::abs),
            Way::Million => value.map_floats(&mut |x| x.clamp(-1e6, 1e6)),
            Way::PositiveMillion => value.map_floats(&mut |x| x.clamp(0.0, 1e6)),
            Way::Shifted => value.map_floats(&mut |x| (x + 1e8) - 1e8),
            Way::NanAsZero => value.map_floats(&mut |x| if x.is_nan() { 0.0 } else { x }),
            Way::InfinityAsLargest => value.map_floats(&mut |x| if x.is_infinite() { f64::MAX.copysign(x) } else { x }),
            Way::Share => value.map_floats(&mut |x| x.clamp(0.0, 1.0)),
            Way::Correlation => value.map_floats(&mut |x| x.clamp(-1.0, 1.0)),
            Way::NotNegative => value.map_floats(&mut |x| if x < 0.0 { 0.0 } else { x }),
            Way::Bits(bits) => value.map_whole(&mut |kind, x| if is_byte(kind) { x } else { x & ((1 << bits) - 1) }),
            Way::Modulo => value.map_whole(&mut |kind, x| if is_byte(kind) { x } else { x % 1024 }),
            Way::Taken(taken) => each(value, &mut |value| {
                if let Value::Flag(flag) = value {
                    *flag = taken;
                }
            }),
            Way::Trimmed => texts(value, &|text| text.trim().to_owned()),
            Way::LowerCase => texts(value, &str::to_lowercase),
            Way::Ascii => texts(value, &|text| text.chars().filter(char::is_ascii).collect()),
            Way::Short => texts(value, &|text| text[..text.floor_char_boundary(255)].to_owned()),
            Way::ErrorsZero => each(value, &mut |value| {
                if let Value::Outcome(Err(inner)) = value {
                    inner.iter_mut().for_each(zero);
                }
            }),
            Way::ColumnsReversed => columns_reversed(value),
            Way::Contiguous => contiguous(value),
            Way::WithoutLast | Way::WithoutFirst | Way::First(_) | Way::Sorted | Way::Reversed => {
                if let Some(places) = self.rows(value) {
                    at_rows(value, &places);
                }
            }
            Way::NoneAsZero | Way::FirstCall | Way::CallBefore | Way::OkForErr | Way::Unchanged => {}
        }
    }

    /// Which rows of this value are left, and in which order. `None` where it has none, or all stay.
    pub fn rows(self, value: &Value) -> Option<Vec<usize>> {
        let n = n_rows(value).filter(|n| *n > 0)?;
        match self {
            Way::WithoutLast => Some((0..n - 1).collect()),
            Way::WithoutFirst => Some((1..n).collect()),
            Way::First(most) => (n > most).then(|| (0..most).collect()),
            Way::Reversed => Some((0..n).rev().collect()),
            Way::Sorted => Some(sorted(value, n)),
            _ => None,
        }
    }
}

fn is_byte(kind: Number) -> bool {
    kind == Number::U8
}

fn finite_or(changed: f64, x: f64) -> f64 {
    if changed.is_finite() { changed } else { x }
}

fn six_digits(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let scale = 10_f64.powi(5 - x.abs().log10().floor() as i32);
    finite_or((x * scale).round() / scale, x)
}

/// Goes through a value and all that is in it.
pub(super) fn each(value: &mut Value, change: &mut dyn FnMut(&mut Value)) {
    change(value);
    value.each_inside(&mut |inner| each(inner, change));
}

/// Sets all numbers to 0, and empties texts.
pub(super) fn zero(value: &mut Value) {
    value.map_floats(&mut |_| 0.0);
    value.map_whole(&mut |_, _| 0);
    each(value, &mut |value| match value {
        Value::Text(text) => text.clear(),
        Value::Flag(flag) => *flag = false,
        _ => {}
    });
}

/// Changes texts, and lists of bytes, which are texts too.
fn texts(value: &mut Value, change: &dyn Fn(&str) -> String) {
    each(value, &mut |value| match value {
        Value::Text(text) => *text = change(text),
        Value::List(Items::Numbers(numbers)) => {
            if let Value::Whole(Number::U8, bytes) = &mut **numbers {
                let read: Vec<u8> = bytes.iter().map(|byte| *byte as u8).collect();
                // Bytes that are no text would be changed by being read as one.
                if let Ok(text) = String::from_utf8(read) {
                    *bytes = change(&text).bytes().map(i128::from).collect();
                }
            }
        }
        _ => {}
    });
}

/// How many rows or items there are.
pub(super) fn n_rows(value: &Value) -> Option<usize> {
    match value {
        Value::List(items) => Some(items.len()),
        Value::Array(grid) => grid.shape.first().copied(),
        _ => None,
    }
}

/// Keeps these rows, in this order.
pub(super) fn at_rows(value: &mut Value, places: &[usize]) {
    match value {
        Value::List(items) => *items = items.at(places),
        Value::Array(grid) => {
            let plain = grid.plain();
            let width: usize = plain.shape[1..].iter().product();
            let of_row = |row: &usize| row * width..(row + 1) * width;
            let elements: Vec<usize> = places.iter().flat_map(of_row).collect();
            let mut shape = plain.shape.clone();
            shape[0] = places.len();
            *grid = Grid { shape, layout: vec![0], items: plain.items.at(&elements) };
        }
        _ => {}
    }
}

/// The rows from the lowest to the highest, as words are sorted.
fn sorted(value: &Value, n: usize) -> Vec<usize> {
    let plain = match value {
        Value::List(items) => items.clone(),
        Value::Array(grid) => grid.plain().items,
        _ => return Vec::new(),
    };
    let width = plain.len() / n;
    let of_row = |row: &usize| row * width..(row + 1) * width;
    let mut rows: Vec<usize> = (0..n).collect();
    match &plain {
        Items::Numbers(numbers) => match &**numbers {
            Value::Floats(x) => rows.sort_by(|a, b| {
                let pairs = x[of_row(a)].iter().zip(&x[of_row(b)]);
                pairs.map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
            }),
            Value::Whole(_, x) => rows.sort_by(|a, b| x[of_row(a)].cmp(&x[of_row(b)])),
            _ => {}
        },
        Items::Each(items) => rows.sort_by_cached_key(|row| format!("{:?}", &items[of_row(row)])),
    }
    rows
}

fn columns_reversed(value: &mut Value) {
    let Value::Array(grid) = value else { return };
    let plain = grid.plain();
    let [n, width] = plain.shape[..] else { return };
    let elements: Vec<usize> =
        (0..n).flat_map(|row| (0..width).rev().map(move |column| row * width + column)).collect();
    *grid = Grid { items: plain.items.at(&elements), ..plain };
}

/// As somebody reads it who takes the memory that it lies in for the array.
fn contiguous(value: &mut Value) {
    let Value::Array(grid) = value else { return };
    let n = grid.items.len();
    if grid.has_gaps() {
        // In each gap stands the element before it once more: so a worker lays it out.
        let places: Vec<usize> = (0..n).map(|place| place / 2).collect();
        grid.items = grid.items.at(&places);
    }
    grid.layout = vec![0];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(way: Way, value: Value) -> String {
        let mut part = Part { name: "x", values: vec![value] };
        way.change(&mut part);
        format!("{:?}", part.values[0])
    }

    fn floats(numbers: &[f64]) -> Value {
        Value::List(Items::Numbers(Box::new(Value::Floats(numbers.to_vec()))))
    }

    fn grid(shape: &[usize], layout: &[u8], numbers: &[f64]) -> Value {
        let items = Items::Numbers(Box::new(Value::Floats(numbers.to_vec())));
        Value::Array(Grid { shape: shape.to_vec(), layout: layout.to_vec(), items })
    }

    fn holds(way: Way, value: Value, wanted: &str) {
        let changed = changed(way, value);
        assert!(changed.contains(wanted), "{}: {changed}", way.words());
    }

    #[test]
    fn floats_lose_what_they_are_said_to_lose() {
        let one = |way, number: f64, wanted: &str| holds(way, floats(&[number]), &format!("Floats([{wanted}])"));
        one(Way::Single, 0.1, "0.10000000149011612");
        one(Way::Truncated, -1.5, "-1.0");
        one(Way::SixDigits, 1234.5678, "1234.57");
        one(Way::SixDigits, 0.0, "0.0");
        one(Way::Billionths, 1.23e-9, "1e-9");
        one(Way::Billionths, f64::MAX, &format!("{:?}", f64::MAX));
        one(Way::WithoutSign, -2.5, "2.5");
        one(Way::Million, -1e7, "-1000000.0");
        one(Way::PositiveMillion, -1.0, "0.0");
        one(Way::Shifted, 1e-9, "0.0");
        one(Way::NanAsZero, f64::NAN, "0.0");
        one(Way::InfinityAsLargest, f64::NEG_INFINITY, &format!("{:?}", f64::MIN));
        one(Way::Share, 1.5, "1.0");
        one(Way::Correlation, -1.5, "-1.0");
        one(Way::NotNegative, -1.5, "0.0");
    }

    #[test]
    fn whole_numbers_and_flags_are_cut() {
        let whole = |number| Value::Whole(Number::Usize, vec![number]);
        holds(Way::Bits(8), whole(257), "[1]");
        holds(Way::Bits(16), whole(65_537), "[1]");
        holds(Way::Bits(32), whole((1 << 32) + 5), "[5]");
        holds(Way::Modulo, whole(1025), "[1]");
        holds(Way::Taken(true), Value::Flag(false), "Flag(true)");
        holds(Way::Taken(false), Value::Flag(true), "Flag(false)");
    }

    #[test]
    fn texts_are_cut_also_where_they_are_bytes() {
        let text = |text: &str| Value::Text(text.to_owned());
        holds(Way::Trimmed, text(" a "), "\"a\"");
        holds(Way::LowerCase, text("A\u{c4}"), "\"a\u{e4}\"");
        holds(Way::Ascii, text("a\u{e4}"), "\"a\"");
        assert!(changed(Way::Short, text(&"\u{e4}".repeat(200))).len() < 300);
        let bytes = |bytes: &[i128]| Value::List(Items::Numbers(Box::new(Value::Whole(Number::U8, bytes.to_vec()))));
        holds(Way::Trimmed, bytes(&[32, 65, 32]), "[65]");
        holds(Way::Trimmed, bytes(&[255, 32]), "[255, 32]");
    }

    #[test]
    fn rows_are_left_out_sorted_and_reversed() {
        let list = || floats(&[3.0, 1.0, 2.0]);
        holds(Way::WithoutLast, list(), "[3.0, 1.0]");
        holds(Way::WithoutFirst, list(), "[1.0, 2.0]");
        holds(Way::Sorted, list(), "[1.0, 2.0, 3.0]");
        holds(Way::Reversed, list(), "[2.0, 1.0, 3.0]");
        holds(Way::First(64), list(), "[3.0, 1.0, 2.0]");
        holds(Way::First(64), floats(&[0.5; 65]), &format!("{:?}", vec![0.5; 64]));
        let table = || grid(&[2, 2], &[0], &[3.0, 4.0, 1.0, 2.0]);
        holds(Way::WithoutLast, table(), "shape: [1, 2], layout: [0], items: Numbers(Floats([3.0, 4.0]))");
        holds(Way::Sorted, table(), "[1.0, 2.0, 3.0, 4.0]");
        holds(Way::ColumnsReversed, table(), "[4.0, 3.0, 2.0, 1.0]");
        holds(Way::WithoutLast, floats(&[]), "[]");
    }

    #[test]
    fn a_view_read_as_contiguous_has_the_memory_for_its_elements() {
        // The columns lie one behind the other: in memory 1, 2, 3, 4 for the rows (1, 3) and (2, 4).
        let turned = || grid(&[2, 2], &[1, 1, 0, 0, 0], &[1.0, 2.0, 3.0, 4.0]);
        holds(Way::Contiguous, turned(), "layout: [0], items: Numbers(Floats([1.0, 2.0, 3.0, 4.0]))");
        holds(Way::WithoutLast, turned(), "[1.0, 3.0]");
        holds(Way::Contiguous, grid(&[3], &[2, 0, 0], &[1.0, 2.0, 3.0]), "[1.0, 1.0, 2.0]");
        holds(Way::Contiguous, grid(&[2], &[0], &[1.0, 2.0]), "[1.0, 2.0]");
    }

    #[test]
    fn the_numbers_of_an_error_become_0_and_those_of_an_answer_stay() {
        let inner = || vec![Value::Fixed(vec![1]), Value::Whole(Number::Usize, vec![7])];
        holds(Way::ErrorsZero, Value::Outcome(Err(inner())), "[0]");
        holds(Way::ErrorsZero, Value::Outcome(Ok(inner())), "[7]");
    }
}
