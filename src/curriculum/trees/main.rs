//! The grader of the track.

use std::process::ExitCode;

fn main() -> ExitCode {
    mlings_grading::main(mlings_trees_grader::LESSONS)
}
