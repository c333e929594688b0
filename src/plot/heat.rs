//! Draws a heat map: a table of numbers as coloured cells, and beside it what the colours stand for.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::look::{COLOURS, DrawResult, FONT, GRID, INK, faded, tick};
use super::{Figure, HeatMap};

/// The colours of the largest and of the smallest number: blue and vermilion.
const HIGH: RGBColor = COLOURS[0];
const LOW: RGBColor = COLOURS[1];
/// Above this share of a colour white numbers are easier to read than dark ones.
const DARK: f64 = 0.65;
const NAME: i32 = 15;
const NUMBER: i32 = 15;
/// A line of names with the space around it, the room for an axis label, and for the scale.
const LINE: usize = 20;
const LABEL: i32 = 28;
const SCALE: i32 = 104;

pub(super) fn heat_map<B: DrawingBackend>(
    figure: &Figure,
    map: &HeatMap,
    area: &DrawingArea<B, Shift>,
) -> DrawResult<B> {
    let title = FontDesc::from((FONT, 22, FontStyle::Bold)).color(&INK);
    let area = area.margin(14, 14, 14, 28).titled(&figure.title, title)?;
    let grid = Grid::new(figure, map, &area)?;
    // What the cells leave free parts them.
    area.draw(&Rectangle::new([(grid.x.0 - 1, grid.y.0 - 1), (grid.x.1, grid.y.1)], GRID.filled()))?;
    let counts = map.values.iter().all(|value| value.is_nan() || value.fract() == 0.0);
    for (place, &value) in map.values.indexed_iter() {
        grid.cell(&area, place, share(value, map.range), &written(value, counts))?;
    }
    grid.names(&area, map)?;
    grid.labels(&area, figure)?;
    grid.scale(&area, map)
}

/// Where the cells lie, in pixels.
struct Grid {
    x: (i32, i32),
    y: (i32, i32),
    rows: usize,
    columns: usize,
    /// Long names of columns are written upwards.
    upright: bool,
}

impl Grid {
    fn new<B: DrawingBackend>(
        figure: &Figure,
        map: &HeatMap,
        area: &DrawingArea<B, Shift>,
    ) -> Result<Grid, DrawingAreaErrorKind<B::ErrorType>> {
        // A label that is not there takes no room.
        let label = |label: &str| if label.is_empty() { 0 } else { LABEL };
        let (width, height) = area.dim_in_pixel();
        let (rows, columns) = map.values.dim();
        let x = (label(&figure.y_label) + longest(area, &map.row_names)? + 10, width as i32 - SCALE);
        let widest = longest(area, &map.column_names)?;
        let upright = widest + 8 > (x.1 - x.0) / columns as i32;
        let names = if upright { widest + 10 } else { LINE as i32 };
        let y = (6, height as i32 - names - label(&figure.x_label));
        Ok(Grid { x, y, rows, columns, upright })
    }

    fn left(&self, column: usize) -> i32 {
        self.x.0 + (self.x.1 - self.x.0) * column as i32 / self.columns as i32
    }

    fn top(&self, row: usize) -> i32 {
        self.y.0 + (self.y.1 - self.y.0) * row as i32 / self.rows as i32
    }

    fn middle(&self, row: usize, column: usize) -> (i32, i32) {
        ((self.left(column) + self.left(column + 1)) / 2, (self.top(row) + self.top(row + 1)) / 2)
    }

    fn cell<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        (row, column): (usize, usize),
        share: Option<f64>,
        number: &str,
    ) -> DrawResult<B> {
        let (left, right) = (self.left(column), self.left(column + 1));
        let (top, bottom) = (self.top(row), self.top(row + 1));
        // Small cells have no room to spare.
        let gap = i32::from((right - left).min(bottom - top) > 8);
        area.draw(&Rectangle::new([(left, top), (right - gap, bottom - gap)], colour(share).filled()))?;
        let ink = if share.is_some_and(|share| share.abs() > DARK) { WHITE } else { INK };
        let style = text(if bottom - top > 3 * NUMBER { NUMBER + 5 } else { NUMBER }, ink);
        let (width, height) = area.estimate_text_size(number, &style)?;
        if width as i32 + 4 > right - left || height as i32 > bottom - top {
            return Ok(());
        }
        area.draw_text(number, &style, self.middle(row, column))
    }

    /// Where the names stand too close, only every second or third is written.
    fn names<B: DrawingBackend>(&self, area: &DrawingArea<B, Shift>, map: &HeatMap) -> DrawResult<B> {
        let every = |cells: usize, (from, to): (i32, i32)| (cells * LINE).div_ceil((to - from).max(1) as usize).max(1);
        let beside = text(NAME, INK).pos(Pos::new(HPos::Right, VPos::Center));
        for (row, name) in map.row_names.iter().enumerate().take(self.rows).step_by(every(self.rows, self.y)) {
            area.draw_text(name, &beside, (self.x.0 - 6, self.middle(row, 0).1))?;
        }
        let step = if self.upright { every(self.columns, self.x) } else { 1 };
        let below = if self.upright {
            text(NAME, INK).pos(Pos::new(HPos::Right, VPos::Center)).transform(FontTransform::Rotate270)
        } else {
            text(NAME, INK).pos(Pos::new(HPos::Center, VPos::Top))
        };
        for (column, name) in map.column_names.iter().enumerate().take(self.columns).step_by(step) {
            area.draw_text(name, &below, (self.middle(0, column).0, self.y.1 + 5))?;
        }
        Ok(())
    }

    fn labels<B: DrawingBackend>(&self, area: &DrawingArea<B, Shift>, figure: &Figure) -> DrawResult<B> {
        let bottom = area.dim_in_pixel().1 as i32;
        let (across, down) = ((self.x.0 + self.x.1) / 2, (self.y.0 + self.y.1) / 2);
        let upwards = text(17, INK).transform(FontTransform::Rotate270);
        area.draw_text(&figure.x_label, &text(17, INK), (across, bottom - LABEL / 3))?;
        area.draw_text(&figure.y_label, &upwards, (LABEL / 3, down))
    }

    fn scale<B: DrawingBackend>(&self, area: &DrawingArea<B, Shift>, map: &HeatMap) -> DrawResult<B> {
        let (low, high) = map.range;
        let (left, right) = (self.x.1 + 22, self.x.1 + 40);
        for y in self.y.0..self.y.1 {
            let part = f64::from(self.y.1 - 1 - y) / f64::from((self.y.1 - self.y.0 - 1).max(1));
            let shade = colour(share(low + part * (high - low), map.range));
            area.draw(&Rectangle::new([(left, y), (right, y + 1)], shade.filled()))?;
        }
        area.draw(&Rectangle::new([(left, self.y.0), (right, self.y.1)], INK.stroke_width(1)))?;
        let beside = text(NAME, INK).pos(Pos::new(HPos::Left, VPos::Center));
        for (number, part) in [(high, 0.0), ((low + high) / 2.0, 0.5), (low, 1.0)] {
            let y = self.y.0 + (part * f64::from(self.y.1 - self.y.0)) as i32;
            area.draw_text(&tick(number), &beside, (right + 6, y))?;
        }
        let upwards = text(17, INK).transform(FontTransform::Rotate270);
        area.draw_text(&map.name, &upwards, (right + 54, (self.y.0 + self.y.1) / 2))
    }
}

/// The width of the longest name, in pixels.
fn longest<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    names: &[String],
) -> Result<i32, DrawingAreaErrorKind<B::ErrorType>> {
    let widths: Result<Vec<(u32, u32)>, _> =
        names.iter().map(|name| area.estimate_text_size(name, &text(NAME, INK))).collect();
    Ok(widths?.into_iter().map(|(width, _)| width as i32).max().unwrap_or(0))
}

/// How much of its colour a number has: 1 to 0 as blue fades to white, 0 to -1 as white turns vermilion.
/// White is 0 where the range has both signs, and else the lower end. What is no number has no colour.
fn share(value: f64, (low, high): (f64, f64)) -> Option<f64> {
    let white = low.max(0.0_f64.min(high));
    let widest = (high - white).max(white - low).max(f64::MIN_POSITIVE);
    (!value.is_nan()).then(|| ((value.max(low).min(high) - white) / widest).clamp(-1.0, 1.0))
}

fn colour(share: Option<f64>) -> RGBColor {
    let Some(share) = share else {
        return GRID;
    };
    faded(if share < 0.0 { LOW } else { HIGH }, share.abs())
}

/// Counts as they are, other numbers with three digits or so.
fn written(value: f64, count: bool) -> String {
    let digits = if count || value.abs() >= 99.95 {
        0
    } else if value.abs() >= 9.995 {
        1
    } else {
        2
    };
    let number = format!("{value:.digits$}");
    if number.trim_start_matches(['-', '0', '.']).is_empty() { number.replace('-', "") } else { number }
}

fn text(size: i32, ink: RGBColor) -> TextStyle<'static> {
    let middle = Pos::new(HPos::Center, VPos::Center);
    TextStyle { font: (FONT, size).into(), color: ink.to_backend_color(), pos: middle }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_white_and_the_ends_have_their_full_colour() {
        assert_eq!([1.0, 0.0, -1.0, 7.0].map(|value| share(value, (-1.0, 1.0))), [1.0, 0.0, -1.0, 1.0].map(Some));
        assert_eq!([0.0, 30.0, 60.0].map(|value| share(value, (0.0, 60.0))), [0.0, 0.5, 1.0].map(Some));
        // The same distance from 0 has the same depth of colour, also in a lopsided range.
        assert_eq!([-0.5, 0.5].map(|value| share(value, (-0.5, 1.0))), [-0.5, 0.5].map(Some));
        assert_eq!([2.0, 3.0, 4.0].map(|value| share(value, (2.0, 4.0))), [0.0, 0.5, 1.0].map(Some));
        assert_eq!([Some(0.0), Some(1.0), Some(-1.0), None].map(colour), [WHITE, HIGH, LOW, GRID]);
    }

    #[test]
    fn a_range_without_width_and_what_is_no_number_are_drawn_too() {
        assert_eq!(share(f64::NAN, (0.0, 1.0)), None);
        assert_eq!(colour(share(3.0, (3.0, 3.0))), WHITE);
        assert_eq!(written(f64::NAN, true), "NaN");
    }

    #[test]
    fn numbers_are_written_as_short_as_they_can_be_read() {
        assert_eq!([12.0, 0.0, 1204.0].map(|value| written(value, true)), ["12", "0", "1204"]);
        let numbers = [0.6749, -0.001, -12.34, 1079.5].map(|value| written(value, false));
        assert_eq!(numbers, ["0.67", "0.00", "-12.3", "1080"]);
    }
}
