//! # mlings
//!
//! Guided, graded machine-learning exercises on `ndarray` arrays and real data.
//!
//! A learner writes free functions in one file below `exercises/`, saves, and sees a score, the
//! input that failed, the name of the mistake that was probably made, and a plot of what the code did.
//!
//! | room | what is in it |
//! |---|---|
//! | [`curriculum`] | every exercise: contract, reference, checks, mistakes, plots |
//! | [`grading`] | the grader: isolation, comparison, diagnosis, verdict |
//! | [`datasets`] | typed loaders for the real data in `datasets/` |
//! | [`plot`] | figures, one look for all |
//! | [`report`] | a verdict for people and for programs |
//! | [`practice`] | the `mlings` command |
//!
//! On Unix a check's memory is also limited by a resource limit, and all its processes are ended as a
//! process group; on Windows by a job object. Threads that a check leaves running are noticed where the
//! platform can count threads (Linux, macOS, FreeBSD and others, not Windows); everywhere they end
//! with the check's process.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod curriculum;
pub mod datasets;
pub mod grading;
pub mod plot;
pub mod practice;
pub mod report;
