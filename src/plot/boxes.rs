//! Draws text in boxes: the nodes of a tree, the steps of a plan.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::look::{Chart, DrawResult, FONT, INK, is_finite, legend};

/// White boxes as large as their text.
pub(super) fn boxes<'a, B: DrawingBackend + 'a>(
    chart: &mut Chart<'a, B>,
    at: &[(f64, f64, String)],
    colour: RGBColor,
    name: &str,
) -> DrawResult<B> {
    const LINE: i32 = 18;
    let style = (FONT, 15).into_font().color(&INK).pos(Pos::new(HPos::Center, VPos::Center));
    for (x, y, text) in at.iter().filter(|(x, y, _)| is_finite(&(*x, *y))) {
        let lines: Vec<&str> = text.lines().collect();
        let widths: Result<Vec<_>, _> =
            lines.iter().map(|line| chart.plotting_area().estimate_text_size(line, &style)).collect();
        let half = widths?.into_iter().map(|(width, _)| width as i32).max().unwrap_or(0) / 2 + 6;
        let high = lines.len() as i32 * LINE / 2 + 4;
        let corners = [(-half, -high), (half, high)];
        let edge = Rectangle::new(corners, colour.stroke_width(2));
        chart.draw_series(std::iter::once(
            EmptyElement::at((*x, *y)) + Rectangle::new(corners, WHITE.filled()) + edge,
        ))?;
        for (number, line) in lines.iter().enumerate() {
            let down = (2 * number as i32 + 1 - lines.len() as i32) * LINE / 2;
            let line = Text::new((*line).to_owned(), (0, down), style.clone());
            chart.draw_series(std::iter::once(EmptyElement::at((*x, *y)) + line))?;
        }
    }
    let nothing: [Rectangle<(f64, f64)>; 0] = [];
    let edge = colour.stroke_width(2);
    legend(chart.draw_series(nothing)?, name, move |(x, y)| Rectangle::new([(x + 4, y - 6), (x + 16, y + 6)], edge));
    Ok(())
}
