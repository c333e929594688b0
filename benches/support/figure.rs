//! What was measured, as a picture.

use mlings_plot::Figure;
use mlings_verdict::benchmark::{Benchmark, SIDES, Timing, duration};

/// Time against size, both on logarithmic scales, with the confidence intervals as bands.
pub fn figure(benchmark: &Benchmark) -> Figure {
    let sizes: Vec<String> = benchmark.rows.iter().map(|row| row.size.to_string()).collect();
    let work = benchmark.workload.split(',').next().unwrap_or_default();
    let title = format!("{}: {work}, time against size", benchmark.id);
    let across = format!("Number of {} (logarithmic)", benchmark.counts);
    let mut figure = Figure::new(title, across, "Time of one run (logarithmic)")
        .y_ticks(round_times(), |exponent| duration(10_f64.powf(exponent)).replace(".00 ", " ").replace(".0 ", " "))
        .x_names(sizes.iter().map(String::as_str));
    let place = |size: usize| benchmark.rows.iter().position(|row| row.size == size).unwrap_or(0) as f64;
    for (colour, side) in SIDES.into_iter().enumerate() {
        let times = benchmark.of_side(side);
        if times.is_empty() {
            continue;
        }
        let name = benchmark.exponent(side).map_or(side.to_owned(), |exponent| format!("{side}, n^{exponent:.2}"));
        let at = |value: fn(&Timing) -> f64| {
            times.iter().map(move |(size, time)| (place(*size), value(time).log10())).collect::<Vec<_>>()
        };
        let (low, high) = (at(|time| time.low), at(|time| time.high));
        figure = figure.band(colour, low.into_iter().zip(high).map(|((x, low), (_, high))| [x, low, high]));
        figure = figure.line(&name, colour, at(|time| time.estimate)).points("", colour, at(|time| time.estimate));
    }
    figure
}

/// The logarithms of 1, 2 and 5 ns, 10, 20 and 50 ns, and so on to 500 s.
fn round_times() -> impl Iterator<Item = f64> {
    (0..12).flat_map(|power| [1.0_f64, 2.0, 5.0].map(|digit| f64::from(power) + digit.log10()))
}
