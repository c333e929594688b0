//! Whether Rust and cargo are there and new enough.

use std::ffi::OsStr;
use std::process::{Command, Stdio};

use super::super::build::cargo as program;
use super::super::workplace::Workplace;
use super::Finding;

/// The oldest Rust that builds this package.
const NEEDED: &str = env!("CARGO_PKG_RUST_VERSION");

pub(super) fn rust(workplace: &Workplace) -> Vec<Finding> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    vec![new_enough(version(&rustc, workplace), NEEDED)]
}

pub(super) fn cargo(workplace: &Workplace) -> Vec<Finding> {
    vec![match version(&program(), workplace) {
        Ok(said) => Finding::well("cargo", format!("{said} can be started")),
        Err(silence) => silence.finding("cargo"),
    }]
}

/// Why a program did not say its version.
enum Silence {
    NotStarted(String),
    Failed(String),
}

impl Silence {
    fn finding(self, name: &'static str) -> Finding {
        match self {
            Silence::NotStarted(reason) => Finding::ill(name, reason, "install Rust from https://rustup.rs"),
            Silence::Failed(reason) => Finding::ill(name, reason, "rustup default stable"),
        }
    }
}

/// What a program says of itself in the workplace, where another toolchain may hold than elsewhere.
fn version(program: &OsStr, workplace: &Workplace) -> Result<String, Silence> {
    let name = program.display();
    let asked = Command::new(program).arg("--version").current_dir(&workplace.root).stdin(Stdio::null()).output();
    let answer = asked.map_err(|error| Silence::NotStarted(format!("{name} could not be started ({error})")))?;
    if !answer.status.success() {
        let words = String::from_utf8_lossy(&answer.stderr);
        let first = words.lines().next().unwrap_or("without a word").to_owned();
        return Err(Silence::Failed(format!("{name} --version failed ({first})")));
    }
    let said = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
    // `rustc 1.95.0 (59807616e 2026-04-14)`: the build is of no use here.
    Ok(said.split(" (").next().unwrap_or_default().to_owned())
}

fn new_enough(said: Result<String, Silence>, needed: &str) -> Finding {
    const NAME: &str = "rust";
    let said = match said {
        Ok(said) => said,
        Err(silence) => return silence.finding(NAME),
    };
    match said.strip_prefix("rustc ").and_then(numbers) {
        Some(found) if Some(&found) >= numbers(needed).as_ref() => {
            Finding::well(NAME, format!("{said} is there; {needed} or newer is needed"))
        }
        Some(_) => Finding::ill(NAME, format!("{said} is too old; {needed} or newer is needed"), "rustup update"),
        None => Finding::ill(NAME, format!("rustc says {said:?} instead of its version"), "rustup default stable"),
    }
}

/// The numbers of a version, to be compared in order.
fn numbers(version: &str) -> Option<Vec<u32>> {
    let numbers = version.split('-').next().unwrap_or(version).split('.').map(str::parse);
    numbers.collect::<Result<_, _>>().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(said: &str) -> Finding {
        new_enough(Ok(said.to_owned()), "1.95")
    }

    #[test]
    fn versions_are_compared_by_their_numbers() {
        for new in ["rustc 1.95.0", "rustc 1.100.0", "rustc 2.0.0", "rustc 1.97.0-nightly"] {
            assert!(finding(new).well, "{new}");
        }
        for old in ["rustc 1.94.1", "rustc 1.9.0", "rustc 0.99.0"] {
            assert_eq!(finding(old).mend.as_deref(), Some("rustup update"), "{old}");
        }
        assert!(!finding("gcc 13").well && !finding("").well);
    }

    #[test]
    fn a_program_that_is_not_there_is_found_out() {
        let workplace = Workplace::at(std::env::temp_dir());
        let finding = new_enough(version(OsStr::new("no-such-rustc"), &workplace), "1.95");
        assert!(!finding.well && finding.what.contains("could not be started"), "{finding:?}");
    }
}
