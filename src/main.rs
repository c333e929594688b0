//! The `mlings` command.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    mlings::practice::main(std::env::args_os())
}
