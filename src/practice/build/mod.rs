//! From the learner's text to a program, and to the grader of its track.
//!
//! Cargo builds the grader and what exercises depend on, once for a track, and tells how it would call rustc for one
//! of its exercises. That call is [remembered](mod@toolset) together with everything that it depends on, and repeated at
//! every save by [ourselves](mod@compile), on a private copy of the text: what was read is what is compiled, whatever is
//! saved meanwhile. When anything else has changed, cargo is [asked](mod@cargo) again.

mod call;
mod cargo;
mod compile;
mod toolset;

pub(super) use cargo::{cargo, no_cargo, program};
pub(super) use compile::{Compiled, Source, Unreadable, compile, compile_aside};
pub(super) use toolset::Toolset;
