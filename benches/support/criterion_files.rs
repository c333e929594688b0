//! What criterion has written about a benchmark.

use std::path::Path;

use mlings_verdict::benchmark::Timing;

/// The median and its confidence interval, in nanoseconds.
pub fn timing(folder: &Path, id: &str, side: &str, size: usize) -> Option<Timing> {
    let file = folder.join(id).join(side).join(size.to_string()).join("new/estimates.json");
    let estimates: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).ok()?).ok()?;
    let median = &estimates["median"];
    let interval = &median["confidence_interval"];
    Some(Timing {
        estimate: median["point_estimate"].as_f64()?,
        low: interval["lower_bound"].as_f64()?,
        high: interval["upper_bound"].as_f64()?,
    })
}
