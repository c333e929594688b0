//! Several inputs that must be refused, asked in one go: which of them are let through tells one mistake from another.

use std::fmt::{Debug, Display};

use mlings_grading::compare::instead_of;
use mlings_grading::{Given, Outcome, Seen};

/// An input in words, the answer to it, and the error that it should be.
pub(crate) type Asked<T, E> = (String, Result<T, E>, E);

/// Requires every one of these errors.
pub(crate) fn refuses_each<T: Display, E: Debug + PartialEq>(what: &str, asked: &[Asked<T, E>]) -> Outcome {
    let is_refused = |(_, answer, expected): &&Asked<T, E>| answer.as_ref().is_err_and(|error| error == expected);
    let mut wrong = asked.iter().filter(|one| !is_refused(one));
    let Some((input, answer, expected)) = wrong.next() else { return Ok(()) };
    let also: Vec<String> = wrong.map(|(input, answer, _)| format!("{} for {input}", said(answer))).collect();
    let got = match &also[..] {
        [] => said(answer),
        also => format!("{}; also {}", said(answer), also.join(", and ")),
    };
    Err(instead_of(format!("{what}: Err({expected:?})")).got(&got, Seen::Words(got.clone()))).given(input)
}

fn said<T: Display, E: Debug>(answer: &Result<T, E>) -> String {
    match answer {
        Ok(answer) => format!("Ok({answer})"),
        Err(error) => format!("Err({error:?})"),
    }
}
