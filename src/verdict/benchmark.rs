//! What a benchmark measured: for programs, and as a table.

use serde::{Deserialize, Serialize};

/// The version of the JSON that a [`Benchmark`] is written as.
pub const SCHEMA: u32 = 1;

/// What a line begins with by which a benchmark says how far it is.
pub const PROGRESS: &str = "timing ";

/// The times of one exercise, written to `plots/<id>/benchmark.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Benchmark {
    /// The version of this JSON, [`SCHEMA`].
    pub schema: u32,
    /// The exercise's stable name.
    pub id: String,
    /// What was timed: "fit, 16 features, 10 clusters".
    pub workload: String,
    /// What a size counts: rows, for instance.
    pub counts: String,
    /// Whether it was measured in a hurry.
    pub quick: bool,
    /// One for every size, the smallest first.
    pub rows: Vec<Row>,
}

/// The times for one size of the data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// How many there were of what [`Benchmark::counts`] says.
    pub size: usize,
    /// The learner's functions; none where they are not written.
    pub yours: Option<Timing>,
    /// The exercise's solution.
    pub reference: Option<Timing>,
    /// linfa; none where it has no such algorithm.
    pub linfa: Option<Timing>,
}

/// How long one run takes, in nanoseconds: a median and its confidence interval, as criterion has them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timing {
    /// The median.
    pub estimate: f64,
    /// The lower end of the confidence interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Who is timed, in the order of the table's columns.
pub const SIDES: [&str; 3] = ["yours", "reference", "linfa"];

impl Timing {
    /// What two measurements of the same say: the middle of both, and an interval that covers those of both.
    pub fn together_with(self, other: Timing) -> Timing {
        Timing {
            estimate: (self.estimate + other.estimate) / 2.0,
            low: self.low.min(other.low),
            high: self.high.max(other.high),
        }
    }
}

impl Row {
    /// The time of one of [`SIDES`].
    pub fn side(&self, side: &str) -> Option<Timing> {
        match side {
            "yours" => self.yours,
            "reference" => self.reference,
            "linfa" => self.linfa,
            _ => None,
        }
    }
}

impl Benchmark {
    /// Those of [`SIDES`] that were timed.
    pub fn sides(&self) -> Vec<&'static str> {
        SIDES.into_iter().filter(|side| !self.of_side(side).is_empty()).collect()
    }

    /// The sizes and times of one of [`SIDES`].
    pub fn of_side(&self, side: &str) -> Vec<(usize, Timing)> {
        self.rows.iter().filter_map(|row| Some((row.size, row.side(side)?))).collect()
    }

    /// The exponent e of `time ~ size^e` that fits a side best: the slope of the least-squares line through the
    /// logarithms. None with fewer than two sizes.
    pub fn exponent(&self, side: &str) -> Option<f64> {
        let at: Vec<(f64, f64)> =
            self.of_side(side).iter().map(|(size, time)| ((*size as f64).ln(), time.estimate.ln())).collect();
        let n = at.len() as f64;
        let (mean_x, mean_y) = (at.iter().map(|at| at.0).sum::<f64>() / n, at.iter().map(|at| at.1).sum::<f64>() / n);
        let spread: f64 = at.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
        let together: f64 = at.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
        (at.len() >= 2 && spread > 0.0).then(|| together / spread)
    }

    /// The table that a person wants: sizes, times, ratios, and how the times grow.
    pub fn table(&self) -> String {
        let sides = self.sides();
        let Some((first, others)) = sides.split_first() else { return String::new() };
        let line = |name: &str, of_side: &dyn Fn(&str) -> String, beside: &dyn Fn(&str) -> String| {
            let times: String = sides.iter().map(|side| format!(" {:>11}", of_side(side))).collect();
            let ratios: String = others.iter().map(|side| format!(" {:>22}", beside(side))).collect();
            format!("{}\n", format!("{name:>9}{times}{ratios}").trim_end())
        };
        let mut text = format!("{}: {}\n\n", self.id, self.workload);
        text += &line(&self.counts, &str::to_owned, &|side| format!("{first}/{side}"));
        for row in &self.rows {
            let time = |side: &str| row.side(side).map_or("-".to_owned(), |time| duration(time.estimate));
            text += &line(&row.size.to_string(), &time, &|side| ratio(row.side(first), row.side(side)));
        }
        let grows = |side: &str| self.exponent(side).map_or("-".to_owned(), |exponent| format!("n^{exponent:.2}"));
        text += &line("grows as", &grows, &|_| String::new());
        text.push('\n');
        if !sides.contains(&"linfa") {
            text += "linfa has nothing to compare with here.\n";
        }
        if !others.is_empty() {
            text += &format!("A ratio below 1: {first} is faster. In brackets: how far noise could move it.\n");
        }
        text += "n^1 doubles with the data, n^2 takes four times as long. More: benches/README.md\n";
        if self.quick {
            text += "Measured in a hurry: run it again before you believe a small difference.\n";
        }
        text
    }
}

/// A time in the unit that suits it, with three digits: 1.53 ms.
pub fn duration(nanoseconds: f64) -> String {
    let (value, unit) = match nanoseconds {
        time if time < 1e3 => (time, "ns"),
        time if time < 1e6 => (time / 1e3, "µs"),
        time if time < 1e9 => (time / 1e6, "ms"),
        time => (time / 1e9, "s"),
    };
    let digits = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.digits$} {unit}")
}

/// How many times as long the one takes, with the range that the confidence intervals leave.
pub fn ratio(one: Option<Timing>, other: Option<Timing>) -> String {
    let (Some(one), Some(other)) = (one, other) else { return "-".to_owned() };
    let ratio = one.estimate / other.estimate;
    let (low, high) = (one.low / other.high, one.high / other.low);
    // Two digits of the smallest, 0.0048, or two decimals: 3.42.
    let digits = (1.0 - low.log10().floor()).clamp(2.0, 9.0) as usize;
    format!("{ratio:.digits$} ({low:.digits$}-{high:.digits$})")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timing(estimate: f64) -> Option<Timing> {
        Some(Timing { estimate, low: 0.9 * estimate, high: 1.1 * estimate })
    }

    fn quadratic() -> Benchmark {
        let row = |size: usize| Row {
            size,
            yours: timing(3.0 * (size * size) as f64),
            reference: timing(1e6 * size as f64),
            linfa: None,
        };
        Benchmark {
            schema: SCHEMA,
            id: "dbscan".into(),
            workload: "fit".into(),
            counts: "rows".into(),
            quick: false,
            rows: [1000, 2000, 4000, 8000].map(row).into(),
        }
    }

    #[test]
    fn the_exponent_is_that_of_the_growth() {
        let exponent = |side| quadratic().exponent(side);
        assert!((exponent("yours").expect("four sizes") - 2.0).abs() < 1e-9);
        assert!((exponent("reference").expect("four sizes") - 1.0).abs() < 1e-9);
        assert_eq!(exponent("linfa"), None);
    }

    #[test]
    fn the_table_has_every_size_time_and_ratio_and_no_column_for_nobody() {
        let table = quadratic().table();
        assert!(table.contains("3.00 ms") && table.contains("1.00 s") && table.contains("n^2.00"), "{table}");
        assert!(table.contains("0.0030 (0.0025-0.0037)") && table.contains("0.024 (0.020-0.029)"), "{table}");
        assert!(table.contains("linfa has nothing") && !table.contains("yours/linfa"), "{table}");
    }

    #[test]
    fn two_measurements_that_disagree_leave_a_wide_interval() {
        let (one, other) = (timing(100.0).expect("a time"), timing(200.0).expect("a time"));
        assert_eq!(one.together_with(other), Timing { estimate: 150.0, low: 90.0, high: 1.1 * 200.0 });
    }

    #[test]
    fn times_have_three_digits_and_their_unit() {
        let shown = [1.5, 15.3e3, 153.2e6, 2.0e9].map(duration);
        assert_eq!(shown, ["1.50 ns", "15.3 µs", "153 ms", "2.00 s"]);
    }
}
