//! The grader of the track.

use std::process::ExitCode;

fn main() -> ExitCode {
    mlings_grading::main(mlings_regression_grader::LESSONS)
}
