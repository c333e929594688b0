//! What a check says: that all is well, or what was given, expected and returned instead.

use mlings_verdict::Mismatch;

/// What a check returns.
pub type Outcome = Result<(), Failure>;

/// Why a check did not pass.
#[derive(Debug)]
pub enum Failure {
    /// The graded functions returned something else than is required.
    Mismatch(Box<Mismatch>),
    /// The grader could not do its work; the learner is not to blame.
    Trouble(String),
}

/// Whatever the grader itself stumbles over, a missing dataset above all, is not the learner's mistake.
impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure::Trouble(error.to_string())
    }
}

/// Says what the graded functions were given when they failed.
pub trait Given {
    /// Adds the input to a failure; a success passes unchanged.
    fn given(self, input: impl ToString) -> Self;
}

impl<T> Given for Result<T, Failure> {
    fn given(self, input: impl ToString) -> Self {
        self.map_err(|failure| match failure {
            Failure::Mismatch(mut mismatch) => {
                mismatch.given = Some(input.to_string());
                Failure::Mismatch(mismatch)
            }
            trouble => trouble,
        })
    }
}
