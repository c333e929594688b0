//! What the command says: results to the standard output, everything else beside them.

use std::io::{ErrorKind, IsTerminal, Write};
use std::process::{Command, Stdio};

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

/// Shows a long result on a terminal, in the pager of `PAGER` or in less; where there is none, at once.
pub(super) fn page(text: &str) -> Result<(), Problem> {
    let named = std::env::var("PAGER").unwrap_or_else(|_| "less".to_owned());
    let words = shlex::split(&named).unwrap_or_default();
    let Some((program, arguments)) = words.split_first().filter(|(program, _)| *program != "cat") else {
        return print(text);
    };
    let mut command = Command::new(program);
    // As git does: colours pass, and what fits on the screen is simply shown.
    command.args(arguments).stdin(Stdio::piped()).env("LESS", std::env::var("LESS").unwrap_or("FRX".to_owned()));
    let Ok(mut pager) = command.spawn() else { return print(text) };
    let coloured = match anstream::AutoStream::choice(&std::io::stdout()) {
        anstream::ColorChoice::Never => anstream::adapter::strip_str(text).to_string(),
        _ => text.to_owned(),
    };
    // Whoever leaves the pager early has seen enough.
    let _ = pager.stdin.take().map(|mut input| input.write_all(coloured.as_bytes()));
    let _ = pager.wait();
    Ok(())
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
