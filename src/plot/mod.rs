//! Figures for people: one look for all of them, drawn once to SVG and once to PNG.
//!
//! A [`Figure`] is plain data; only [`Figure::save`] draws. The colours are those of Okabe and Ito
//! (2008), which colour-blind readers can tell apart, and every series also has a marker of its own.

mod boxes;
mod draw;
mod heat;
mod letters;
mod ticks;

use std::path::{Path, PathBuf};

use ndarray::{Array2, ArrayView1, ArrayView2};

/// A picture with a title, two labelled axes and series in it.
#[derive(Clone, Debug)]
pub struct Figure {
    title: String,
    x_label: String,
    y_label: String,
    x_range: Option<(f64, f64)>,
    y_range: Option<(f64, f64)>,
    x_names: Vec<String>,
    y_ticks: Vec<f64>,
    y_written: fn(f64) -> String,
    series: Vec<Series>,
    heat_map: Option<HeatMap>,
    words: Vec<String>,
}

/// One thing drawn.
#[derive(Clone, Debug, PartialEq)]
struct Series {
    /// What the legend says; nothing when empty.
    name: String,
    shape: Shape,
    colour: usize,
}

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    /// Markers at (x, y).
    Points(Vec<(f64, f64)>),
    /// Large markers with a dark edge at (x, y).
    Marks(Vec<(f64, f64)>),
    /// A line through (x, y).
    Line(Vec<(f64, f64)>),
    /// Upright bars: left, right, bottom, top.
    Bars(Vec<[f64; 4]>),
    /// Pale rectangles: left, right, bottom, top.
    Areas(Vec<[f64; 4]>),
    /// A pale band around a line: x, low, high.
    Band(Vec<[f64; 3]>),
    /// Text in a box whose middle is at (x, y).
    Boxes(Vec<(f64, f64, String)>),
}

/// A table as coloured cells.
#[derive(Clone, Debug, PartialEq)]
struct HeatMap {
    /// What the colours stand for, written beside their scale.
    name: String,
    values: Array2<f64>,
    row_names: Vec<String>,
    column_names: Vec<String>,
    range: (f64, f64),
}

/// Why a figure was not drawn.
#[derive(Debug, thiserror::Error)]
pub enum PlotError {
    /// There is no finite number to draw.
    #[error("nothing to draw: no number in it is finite")]
    Nothing,
    /// A heat map has more cells than can be told apart, or drawn while a learner waits.
    #[error("a heat map of {rows} x {columns} cells is too large to be drawn; is the table the one that was meant?")]
    TooManyCells {
        /// Rows of the table.
        rows: usize,
        /// Columns of the table.
        columns: usize,
    },
    /// The file could not be written.
    #[error("the plot {path} could not be written ({reason}); is the folder writable?")]
    Write {
        /// The file.
        path: String,
        /// What the system said.
        reason: String,
    },
}

/// Width of every figure, in pixels.
pub const WIDTH: u32 = 800;
/// Height of every figure, in pixels.
pub const HEIGHT: u32 = 520;
/// The most cells of a heat map.
pub const MOST_CELLS: usize = 20_000;
/// The most lines beside a figure.
pub const MOST_LINES: usize = 20;

impl Figure {
    /// An empty figure. Axis labels name the quantity and its unit: "Bill length (mm)".
    pub fn new(title: impl Into<String>, x_label: impl Into<String>, y_label: impl Into<String>) -> Figure {
        Figure {
            title: title.into(),
            x_label: x_label.into(),
            y_label: y_label.into(),
            x_range: None,
            y_range: None,
            x_names: Vec::new(),
            y_ticks: Vec::new(),
            y_written: draw::tick,
            series: Vec::new(),
            heat_map: None,
            words: Vec::new(),
        }
    }

    /// Small markers at the positions. `colour` picks colour and marker; the same number, the same look.
    pub fn points(self, name: &str, colour: usize, at: impl IntoIterator<Item = (f64, f64)>) -> Figure {
        self.with(name, colour, Shape::Points(at.into_iter().collect()))
    }

    /// Large markers with a dark edge, for the few positions that matter.
    pub fn marks(self, name: &str, colour: usize, at: impl IntoIterator<Item = (f64, f64)>) -> Figure {
        self.with(name, colour, Shape::Marks(at.into_iter().collect()))
    }

    /// A line through the positions.
    pub fn line(self, name: &str, colour: usize, at: impl IntoIterator<Item = (f64, f64)>) -> Figure {
        self.with(name, colour, Shape::Line(at.into_iter().collect()))
    }

    /// Upright bars: left, right, bottom, top.
    pub fn bars(self, name: &str, colour: usize, bars: impl IntoIterator<Item = [f64; 4]>) -> Figure {
        self.with(name, colour, Shape::Bars(bars.into_iter().collect()))
    }

    /// Pale rectangles without an edge, for what lies behind everything else: left, right, bottom, top.
    pub fn areas(self, name: &str, colour: usize, areas: impl IntoIterator<Item = [f64; 4]>) -> Figure {
        self.with(name, colour, Shape::Areas(areas.into_iter().collect()))
    }

    /// A pale band without an edge, for the range around a line: x, low, high.
    pub fn band(self, colour: usize, at: impl IntoIterator<Item = [f64; 3]>) -> Figure {
        self.with("", colour, Shape::Band(at.into_iter().collect()))
    }

    /// Text in white boxes with a coloured edge, their middles at the positions; a line feed begins a new line.
    pub fn boxes(self, name: &str, colour: usize, at: impl IntoIterator<Item = (f64, f64, String)>) -> Figure {
        self.with(name, colour, Shape::Boxes(at.into_iter().collect()))
    }

    /// A table as coloured cells, the first row on top, with the numbers in them where there is room. It fills the
    /// whole figure: nothing else can be in it. An axis label may be empty where the names say enough.
    ///
    /// `name` says what the colours stand for, and `range` what the scale of colours spans; numbers beyond it have
    /// the colour of its ends. Where it has both signs 0 is white, numbers above turn blue and numbers below
    /// vermilion; otherwise white is its lower end.
    pub fn heat_map(
        mut self,
        name: &str,
        values: ArrayView2<f64>,
        row_names: &[impl AsRef<str>],
        column_names: &[impl AsRef<str>],
        range: (f64, f64),
    ) -> Figure {
        self.heat_map = Some(HeatMap {
            name: name.to_owned(),
            values: values.to_owned(),
            row_names: row_names.iter().map(|name| name.as_ref().to_owned()).collect(),
            column_names: column_names.iter().map(|name| name.as_ref().to_owned()).collect(),
            range,
        });
        self
    }

    /// Adds a line that is shown beside the picture, not in it: the title of a film that was recommended, for
    /// instance. Lines beyond [`MOST_LINES`] are left out.
    pub fn saying(mut self, line: impl Into<String>) -> Figure {
        if self.words.len() < MOST_LINES {
            self.words.push(line.into());
        }
        self
    }

    /// The lines beside the picture.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Fixes the horizontal range; otherwise it follows from what is drawn.
    pub fn x_range(mut self, low: f64, high: f64) -> Figure {
        self.x_range = Some((low, high));
        self
    }

    /// Writes names instead of numbers below the places 0, 1, 2 and so on, and fixes the horizontal range to them.
    pub fn x_names<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Figure {
        self.x_names = names.into_iter().map(str::to_owned).collect();
        let places = self.x_names.len() as f64;
        self.x_range(-0.5, places - 0.5)
    }

    /// Puts the ticks of the vertical axis at the numbers that are in its range, and says what is written beside
    /// each; where fewer than two are, the ticks follow from the range. With logarithms for numbers it gives a
    /// logarithmic scale.
    pub fn y_ticks(mut self, at: impl IntoIterator<Item = f64>, written: fn(f64) -> String) -> Figure {
        self.y_ticks = at.into_iter().collect();
        self.y_written = written;
        self
    }

    /// Fixes the vertical range; otherwise it follows from what is drawn.
    pub fn y_range(mut self, low: f64, high: f64) -> Figure {
        self.y_range = Some((low, high));
        self
    }

    /// Writes `<folder>/<name>.svg` and `<folder>/<name>.png`, [`WIDTH`] by [`HEIGHT`] pixels, and returns their paths.
    ///
    /// # Errors
    /// When there is nothing finite to draw, a heat map has more than [`MOST_CELLS`], or a file cannot be written.
    pub fn save(&self, folder: &Path, name: &str) -> Result<Vec<PathBuf>, PlotError> {
        std::fs::create_dir_all(folder)
            .map_err(|error| PlotError::Write { path: folder.display().to_string(), reason: error.to_string() })?;
        let files = vec![folder.join(format!("{name}.svg")), folder.join(format!("{name}.png"))];
        let (svg, png) = rayon::join(|| draw::svg(self, &files[0]), || draw::png(self, &files[1]));
        svg.and(png).map(|()| files)
    }

    fn with(mut self, name: &str, colour: usize, shape: Shape) -> Figure {
        self.series.push(Series { name: name.to_owned(), shape, colour });
        self
    }
}

/// Pairs two columns for [`Figure::points`] and its neighbours.
pub fn pairs(x: ArrayView1<f64>, y: ArrayView1<f64>) -> Vec<(f64, f64)> {
    x.iter().copied().zip(y.iter().copied()).collect()
}

/// Counts finite values in `bins` equal intervals of `range`; values outside of it are left out.
/// Every bar stands on the bar of the same place in `below`, so that histograms can be stacked.
pub fn histogram(
    values: impl IntoIterator<Item = f64>,
    range: (f64, f64),
    bins: usize,
    below: &[[f64; 4]],
) -> Vec<[f64; 4]> {
    let (low, high) = range;
    let width = (high - low) / bins as f64;
    let mut counts = vec![0.0; bins];
    for value in values.into_iter().filter(|value| *value >= low && *value <= high) {
        let bin = ((value - low) / width) as usize;
        counts[bin.min(bins - 1)] += 1.0;
    }
    let bar = |(bin, count): (usize, f64)| {
        let bottom = below.get(bin).map_or(0.0, |bar| bar[3]);
        let left = low + bin as f64 * width;
        [left, left + width, bottom, bottom + count]
    };
    counts.into_iter().enumerate().map(bar).collect()
}

/// The smallest and the largest finite value.
pub fn extent(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    let finite = values.into_iter().filter(|value| value.is_finite());
    finite.fold(None, |range, value| match range {
        None => Some((value, value)),
        Some((low, high)) => Some((low.min(value), high.max(value))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_counts_every_finite_value_in_range_once_and_stacks() {
        let below = histogram([0.0, 0.4, 0.5, 1.0, f64::NAN, 7.0], (0.0, 1.0), 2, &[]);
        assert_eq!(below, vec![[0.0, 0.5, 0.0, 2.0], [0.5, 1.0, 0.0, 2.0]]);
        assert_eq!(histogram([0.9], (0.0, 1.0), 2, &below)[1], [0.5, 1.0, 2.0, 3.0]);
    }

    #[test]
    fn every_name_stands_below_its_place_and_no_number_beside_it() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let all = ["anna", "bert", "carl", "dora", "emil", "fred", "gina", "hans", "ines", "jana", "karl", "lena"];
        for names in [&all[..1], &all[..2], &all[..5], &all] {
            let figure = Figure::new("t", "Who", "y").x_names(names.iter().copied()).points("", 0, [(0.0, 7.5)]);
            let files = figure.save(folder.path(), "names").expect("two files");
            let svg = std::fs::read_to_string(&files[0]).expect("an SVG");
            let below = |name: &str| svg.contains(&format!("\n{name}\n"));
            assert!(names.iter().all(|name| below(name)) && !below("0.5") && !below("1"), "{svg}");
        }
    }

    #[test]
    fn ticks_are_where_they_were_asked_for_if_that_tells_the_scale() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (at, inside, outside) in [([1.0, 2.0, 9.0], ["~1", "~2"], "~9"), ([2.0, 8.0, 9.0], ["~2", "~2.5"], "~9")] {
            let figure = Figure::new("t", "x", "y").y_range(0.5, 3.5).points("", 0, [(0.0, 1.5)]);
            let files = figure.y_ticks(at, |y| format!("~{y}")).save(folder.path(), "ticks").expect("two files");
            let svg = std::fs::read_to_string(&files[0]).expect("an SVG");
            let beside = |tick: &str| svg.lines().any(|line| line == tick);
            assert!(inside.into_iter().all(beside) && !beside(outside), "{at:?}: {svg}");
        }
    }

    #[test]
    fn every_line_of_a_box_is_written() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let boxes = [(0.0, 0.0, "bill length\n≤ 42.3 mm".to_owned()), (1.0, 1.0, "Gentoo".to_owned())];
        let figure = Figure::new("t", "x", "y").areas("low", 1, [[0.0, 1.0, 0.0, 0.5]]).boxes("", 0, boxes);
        let files = figure.save(folder.path(), "boxes").expect("two files");
        let svg = std::fs::read_to_string(&files[0]).expect("an SVG");
        for text in ["bill length", "≤ 42.3 mm", "Gentoo", "low"] {
            assert!(svg.lines().any(|line| line == text), "{text} is not written: {svg}");
        }
    }

    #[test]
    fn a_figure_of_nan_alone_says_that_there_is_nothing_to_draw() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let figure = Figure::new("t", "x", "y").points("p", 0, [(f64::NAN, 1.0)]);
        assert!(matches!(figure.save(folder.path(), "p"), Err(PlotError::Nothing)));
        for empty in [Array2::from_elem((2, 2), f64::NAN), Array2::zeros((0, 2)), Array2::zeros((2, 0))] {
            let figure = Figure::new("t", "", "").heat_map("n", empty.view(), &["a", "b"], &["a", "b"], (0.0, 1.0));
            assert!(matches!(figure.save(folder.path(), "p"), Err(PlotError::Nothing)));
        }
    }

    #[test]
    fn a_table_that_is_far_too_large_is_not_drawn() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let figure =
            Figure::new("t", "", "").heat_map("n", Array2::ones((1000, 21)).view(), &["a"], &["b"], (0.0, 1.0));
        let error = figure.save(folder.path(), "p").expect_err("21,000 cells");
        assert!(error.to_string().contains("1000 x 21 cells"), "{error}");
    }

    #[test]
    fn a_heat_map_has_its_names_and_its_numbers() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let counts = ndarray::array![[40.0, 2.0], [f64::NAN, 38.0]];
        let names = ["Adelie", "Gentoo"];
        let figure =
            Figure::new("t", "Predicted", "Actual").heat_map("Birds", counts.view(), &names, &names, (0.0, 40.0));
        let files = figure.save(folder.path(), "p").expect("two files");
        let svg = std::fs::read_to_string(&files[0]).expect("an SVG");
        for text in ["Adelie", "Gentoo", "Predicted", "Actual", "Birds", "40", "38", "NaN"] {
            assert!(svg.lines().any(|line| line == text), "{text} is not written");
        }
    }
}
