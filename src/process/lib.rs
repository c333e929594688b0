//! Programs that mlings starts: how they are talked to, and how they and all that they started are ended.
//!
//! The command starts a grader, a grader starts workers. Each pair talks over a [`Channel`], so that standard output
//! and error stay free for what a learner prints; each started program leads a [`Group`], which can be ended at once.

mod channel;
mod group;

pub use channel::{Channel, Offer, Patient};
pub use group::Group;
