//! Answers that may be errors, and single values that are no numbers.

use std::fmt::Debug;

use super::numeric::Numbers;
use super::words::{instead_of, shortened, shown};
use crate::outcome::{Failure, Outcome};
use mlings_verdict::Seen;

/// Requires an answer where the learner's function may also return an error.
pub fn answer<T, E: Debug>(what: &str, result: Result<T, E>) -> Result<T, Failure> {
    result.map_err(|error| {
        let got = format!("Err({error:?})");
        let seen = Seen::Words(got.clone());
        instead_of(format!("{what}: Ok(...)")).got(got, seen)
    })
}

/// Requires this very error.
pub fn refuses<T: Debug, E: Debug + PartialEq>(what: &str, result: &Result<T, E>, expected: &E) -> Outcome {
    let (got, seen) = match result {
        Err(error) if error == expected => return Ok(()),
        Err(error) => (format!("Err({error:?})"), format!("Err({error:?})")),
        Ok(answer) => (shortened(&format!("Ok({answer:?})")), "an answer".to_owned()),
    };
    Err(instead_of(format!("{what}: Err({expected:?})")).got(got, Seen::Words(seen)))
}

/// As [`refuses`], where the answer would be made of numbers: those that came tell one mistake from another.
pub fn refuses_numbers<T: Numbers, E: Debug + PartialEq>(what: &str, result: &Result<T, E>, expected: &E) -> Outcome {
    let Ok(numbers) = result else {
        return refuses(what, &result.as_ref().map(|_| ()), &expected);
    };
    let seen = Seen::numbers(numbers.shape(), &numbers.values());
    Err(instead_of(format!("{what}: Err({expected:?})")).got(format!("Ok({})", shown(numbers)), seen))
}

/// Requires an equal value, for answers that are not numbers.
pub fn equal<T: Debug + PartialEq>(what: &str, got: &T, expected: &T) -> Outcome {
    if got == expected {
        return Ok(());
    }
    let words = |value: &T| shortened(&format!("{value:?}"));
    Err(instead_of(format!("{what} = {}", words(expected))).got(words(got), Seen::Words(format!("{got:?}"))))
}

/// Requires that something is so; `what` says it as a fact.
pub fn holds(what: &str, is_so: bool) -> Outcome {
    equal(what, &is_so, &true)
}
