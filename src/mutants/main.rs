//! Prints every small change of a Rust file as JSON: `mlings-mutants src/curriculum/.../solution.rs`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(file) = std::env::args_os().nth(1) else {
        eprintln!("error: no file is named\n  help: name one: mlings-mutants solution.rs");
        return ExitCode::from(2);
    };
    let read = std::fs::read_to_string(&file).map_err(|error| error.to_string());
    let found = read.and_then(|text| mlings_mutants::mutants(&text).map_err(|error| error.to_string()));
    match found.and_then(|mutants| serde_json::to_string(&mutants).map_err(|error| error.to_string())) {
        Ok(json) => {
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {} cannot be read ({error})\n  help: name a Rust file", file.display());
            ExitCode::from(2)
        }
    }
}
