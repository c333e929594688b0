//! How an argument is shown to a person.

use std::fmt::Debug;

/// A value's debug text on one line, without what ndarray says of its memory, and not too long.
pub fn shown(value: &impl Debug) -> String {
    const LONGEST: usize = 400;
    on_one_line(&format!("{value:?}"), LONGEST)
}

/// The same for a debug text that is there already, cut behind so many letters.
pub fn on_one_line(text: &str, longest: usize) -> String {
    let mut parts = text.split(", shape=[");
    let first = parts.next().unwrap_or_default().to_owned();
    let plain = parts.fold(first, |plain, part| {
        let rest =
            part.split_once("ndim=").map_or("", |(_, rest)| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
        plain + rest
    });
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(longest) {
        Some((cut, _)) => format!("{} ...", &words[..cut]),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn arrays_are_shown_by_their_numbers() {
        assert_eq!(shown(&array![[1.0, 2.5], [f64::NAN, 0.0]].view()), "[[1.0, 2.5], [NaN, 0.0]]");
        assert_eq!(shown(&Some(array![1_usize])), "Some([1])");
        assert_eq!(shown(&"a b"), "\"a b\"");
        assert!(shown(&vec![0.125; 400]).ends_with(" ..."));
    }
}
