//! Figures for people: one look for all of them, drawn once to SVG and once to PNG.
//!
//! A [`Figure`] is plain data; only [`Figure::save`] draws. The colours are those of Okabe and Ito
//! (2008), which colour-blind readers can tell apart, and every series also has a marker of its own.

mod boxes;
mod draw;
mod frame;
mod heat;
mod letters;
mod look;
mod series;
mod ticks;

use std::ops::Range;
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
    content: Content,
    words: Vec<String>,
}

/// What fills a figure: beside a heat map there is room for nothing else.
#[derive(Clone, Debug, PartialEq)]
enum Content {
    Series(Vec<Series>),
    HeatMap(HeatMap),
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
    /// Upright bars.
    Bars(Vec<Rect>),
    /// Pale rectangles.
    Areas(Vec<Rect>),
    /// A pale band around a line: x, low, high.
    Band(Vec<[f64; 3]>),
    /// Text in a box whose middle is at (x, y).
    Boxes(Vec<(f64, f64, String)>),
}

/// A bar or an area, in the units of the axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Where it begins on the horizontal axis.
    pub left: f64,
    /// Where it ends on the horizontal axis.
    pub right: f64,
    /// Where it begins on the vertical axis: 0 for a bar that stands on nothing else.
    pub bottom: f64,
    /// Where it ends on the vertical axis.
    pub top: f64,
}

impl Rect {
    /// From left to right and from bottom to top.
    pub fn new(across: Range<f64>, up: Range<f64>) -> Rect {
        Rect { left: across.start, right: across.end, bottom: up.start, top: up.end }
    }

    fn corners(&self) -> [(f64, f64); 2] {
        [(self.left, self.bottom), (self.right, self.top)]
    }
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
            y_written: look::tick,
            content: Content::Series(Vec::new()),
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

    /// Upright bars. One whose top is not above its bottom is not drawn.
    pub fn bars(self, name: &str, colour: usize, bars: impl IntoIterator<Item = Rect>) -> Figure {
        self.with(name, colour, Shape::Bars(bars.into_iter().collect()))
    }

    /// Pale rectangles without an edge, for what lies behind everything else.
    pub fn areas(self, name: &str, colour: usize, areas: impl IntoIterator<Item = Rect>) -> Figure {
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
    /// whole figure: points, lines, bars and the like are left out, whether they were added before it or after, and
    /// so is an earlier heat map. An axis label may be empty where the names say enough.
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
        self.content = Content::HeatMap(HeatMap {
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
        if let Content::Series(series) = &mut self.content {
            series.push(Series { name: name.to_owned(), shape, colour });
        }
        self
    }

    /// None beside a heat map.
    fn series(&self) -> &[Series] {
        match &self.content {
            Content::Series(series) => series,
            Content::HeatMap(_) => &[],
        }
    }
}

/// Pairs two columns for [`Figure::points`] and its neighbours.
pub fn pairs(x: ArrayView1<f64>, y: ArrayView1<f64>) -> Vec<(f64, f64)> {
    x.iter().copied().zip(y.iter().copied()).collect()
}

/// Counts finite values in `bins` equal intervals of `range`; values outside of it are left out.
/// Every bar stands on the bar of the same place in `below`, so that histograms can be stacked.
///
/// # Panics
/// When `bins` is 0 and a value lies in the range.
pub fn histogram(values: impl IntoIterator<Item = f64>, range: (f64, f64), bins: usize, below: &[Rect]) -> Vec<Rect> {
    let (low, high) = range;
    let width = (high - low) / bins as f64;
    let mut counts = vec![0.0; bins];
    for value in values.into_iter().filter(|value| *value >= low && *value <= high) {
        let bin = ((value - low) / width) as usize;
        counts[bin.min(bins - 1)] += 1.0;
    }
    let bar = |(bin, count): (usize, f64)| {
        let bottom = below.get(bin).map_or(0.0, |bar| bar.top);
        let left = low + bin as f64 * width;
        Rect::new(left..left + width, bottom..bottom + count)
    };
    counts.into_iter().enumerate().map(bar).collect()
}

/// The top of the highest bar, and 1 where none is higher: how far up an axis must go.
pub fn tallest(bars: &[Rect]) -> f64 {
    bars.iter().map(|bar| bar.top).fold(1.0, f64::max)
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
mod tests;
