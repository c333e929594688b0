//! What one check may use. Every limit can be raised through the environment, so that
//! `cargo test`, nextest and the `mlings` command share one way to do it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What one check may use before it is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// Wall-clock seconds.
    pub seconds: f64,
    /// Mebibytes that a check may allocate beyond what was allocated when it began.
    pub memory_mib: usize,
    /// Bytes that a check may print.
    pub printed_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { seconds: 10.0, memory_mib: 2048, printed_bytes: 1 << 20 }
    }
}

/// The environment variable for the seconds a check may take.
pub const SECONDS: &str = "MLINGS_SECONDS";
/// The environment variable for the mebibytes a check may allocate.
pub const MEMORY_MIB: &str = "MLINGS_MEMORY_MIB";

impl Limits {
    /// The defaults, with [`SECONDS`] and [`MEMORY_MIB`] from the environment where they are positive numbers.
    pub fn from_environment() -> Limits {
        let read =
            |name| std::env::var(name).ok()?.parse::<f64>().ok().filter(|limit| *limit > 0.0 && limit.is_finite());
        let defaults = Limits::default();
        Limits {
            seconds: read(SECONDS).unwrap_or(defaults.seconds).min(86_400.0),
            memory_mib: read(MEMORY_MIB).map_or(defaults.memory_mib, |mib| mib.ceil() as usize),
            ..defaults
        }
    }

    /// The time limit.
    pub fn time(&self) -> Duration {
        Duration::from_secs_f64(self.seconds)
    }
}
