//! What all figures have in common: colours, font, ink, and how numbers are written.

use std::sync::Once;

use plotters::chart::SeriesAnno;
use plotters::coord::types::RangedCoordf64;
use plotters::element::IntoDynElement;
use plotters::prelude::*;
use plotters::style::register_font;

use super::ticks::Ticked;

pub(super) type Chart<'a, B> = ChartContext<'a, B, Cartesian2d<RangedCoordf64, Ticked>>;
pub(super) type DrawResult<B> = Result<(), DrawingAreaErrorKind<<B as DrawingBackend>::ErrorType>>;

/// Okabe and Ito (2008), the darkest first.
pub(super) const COLOURS: [RGBColor; 6] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
];
pub(super) const FONT: &str = "sans-serif";
pub(super) const INK: RGBColor = RGBColor(40, 40, 40);
pub(super) const GRID: RGBColor = RGBColor(225, 225, 225);

/// A colour mixed with the white of the paper. Opaque, so that what lies over one another does not add up.
pub(super) fn faded(colour: RGBColor, share: f64) -> RGBColor {
    let mixed = |full: u8| (255.0 + share * (f64::from(full) - 255.0)).round() as u8;
    RGBColor(mixed(colour.0), mixed(colour.1), mixed(colour.2))
}

/// Says in the legend what was drawn. Without a name it says nothing.
pub(super) fn legend<'a, B: DrawingBackend + 'a, E: IntoDynElement<'a, B, (i32, i32)>>(
    drawn: &mut SeriesAnno<'a, B>,
    name: &str,
    swatch: impl Fn((i32, i32)) -> E + 'a,
) {
    if !name.is_empty() {
        drawn.label(name).legend(swatch);
    }
}

/// As few digits as the number needs: 3000 and 0.25, not 3000.0 and 0.250000.
pub(super) fn tick(value: f64) -> String {
    let digits = format!("{value:.6}");
    let short = digits.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

pub(super) fn finite(at: &[(f64, f64)]) -> impl Iterator<Item = (f64, f64)> + '_ {
    at.iter().copied().filter(is_finite)
}

pub(super) fn is_finite((x, y): &(f64, f64)) -> bool {
    x.is_finite() && y.is_finite()
}

pub(super) fn register_fonts() {
    static FONTS: Once = Once::new();
    FONTS.call_once(|| {
        for (style, font) in [(FontStyle::Normal, notosans::REGULAR_TTF), (FontStyle::Bold, notosans::BOLD_TTF)] {
            // A font that cannot be read leaves the text out; the test of the pictures would see that.
            let _ = register_font(FONT, style, font);
        }
    });
}
