//! What the examples share.

use std::error::Error;
use std::process::ExitCode;

/// Tells a story; where it cannot go on, says why.
pub fn tell(story: fn() -> Result<(), Box<dyn Error>>) -> ExitCode {
    match story() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
