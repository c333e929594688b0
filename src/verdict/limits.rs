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
            seconds: read(SECONDS).unwrap_or(defaults.seconds),
            memory_mib: read(MEMORY_MIB).map_or(defaults.memory_mib, |mib| mib.ceil() as usize),
            ..defaults
        }
    }

    /// The time limit: a day at the most, whatever number was given.
    pub fn time(&self) -> Duration {
        const DAY: f64 = 86_400.0;
        Duration::from_secs_f64(if self.seconds > 0.0 { self.seconds.min(DAY) } else { Limits::default().seconds })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_of_seconds_is_too_strange() {
        let time = |seconds| Limits { seconds, ..Limits::default() }.time();
        assert_eq!(time(0.5), Duration::from_millis(500));
        assert_eq!([f64::INFINITY, 1e300].map(time), [Duration::from_secs(86_400); 2]);
        assert_eq!([f64::NAN, -1.0, 0.0].map(time), [Limits::default().time(); 3]);
    }
}
