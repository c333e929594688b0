//! The `mlings` command. It knows exercises by what stands in `exercises/`, and how they went by verdicts; the tracks
//! themselves are other packages, which it has cargo build when they are opened.

#![forbid(unsafe_code)]

mod practice;
mod report;

use std::process::ExitCode;

fn main() -> ExitCode {
    practice::main(std::env::args_os())
}
