//! What the command says: results to the standard output, everything else beside them.

use std::io::{ErrorKind, IsTerminal, Write};

use super::Problem;
use crate::report::terminal::{STRONG, styled};

/// Prints a result. A reader that stopped reading (`| head`) has what it wants; any other failure is one.
pub(super) fn print(text: &str) -> Result<(), Problem> {
    let mut output = anstream::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Problem::new(
            format!("the result could not be written to the standard output ({error})"),
            "if it goes to a file: is there room on the disk?",
        )),
        _ => Ok(()),
    }
}

/// Says something beside the result. Where nobody can be told, nothing is lost by it.
pub(super) fn tell(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Says something that is not an error but should be known.
pub(super) fn note(text: &str) {
    tell(&format!("{}: {text}\n", styled(STRONG, "note")));
}

/// Shows how far it is, on one line of a terminal.
pub(super) fn status(words: &str) {
    if std::io::stderr().is_terminal() {
        eprint!("\r\u{1b}[K{words}");
        let _ = std::io::stderr().flush();
    }
}
