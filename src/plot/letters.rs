//! Draws the text of the PNG files. plotters puts every letter on a whole pixel, without the space that the font
//! leaves before it, and words fall apart: "b y volume". Everything else is plotters'.

use std::sync::LazyLock;

use ab_glyph::{Font, FontRef, ScaleFont, point};
use plotters::backend::{BitMapBackend, DrawingBackend};
use plotters::style::FontStyle;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};

/// How high capitals and digits are, as a share of a text's size.
const CAPITALS: f32 = 1462.0 / 2789.0;

type Error<'a> = <BitMapBackend<'a> as DrawingBackend>::ErrorType;
type Drawn<'a> = Result<(), DrawingErrorKind<Error<'a>>>;

/// Pixels with well spaced letters.
pub(super) struct Lettered<'a>(pub(super) BitMapBackend<'a>);

impl<'a> DrawingBackend for Lettered<'a> {
    type ErrorType = Error<'a>;

    /// The letters stand in the room that [`DrawingBackend::estimate_text_size`] gives a text, between one pixel and
    /// the next where their widths say so; the capitals are in the middle of its height.
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, anchor: BackendCoord) -> Drawn<'a> {
        let Some(font) = font(style.style()) else { return self.0.draw_text(text, style, anchor) };
        let font = font.as_scaled(style.size() as f32);
        let (width, height) = self.estimate_text_size(text, style)?;
        let mut x = match style.anchor().h_pos {
            HPos::Left => 0.0,
            HPos::Center => -0.5 * width as f32,
            HPos::Right => -(width as f32),
        };
        let middle = match style.anchor().v_pos {
            VPos::Top => 0.5 * height as f32,
            VPos::Center => 0.0,
            VPos::Bottom => -0.5 * height as f32,
        };
        let baseline = (middle + 0.5 * CAPITALS * font.height()).round();
        let (ink, turn) = (style.color(), style.transform());
        let mut drawn = Ok(());
        let mut before = None;
        for letter in text.chars().map(|letter| font.glyph_id(letter)) {
            x += before.map_or(0.0, |before| font.kern(before, letter));
            let glyph = letter.with_scale_and_position(font.scale(), point(x, baseline));
            // A space has no outline.
            if let Some(outline) = font.outline_glyph(glyph) {
                let corner = outline.px_bounds().min;
                let (left, top) = (corner.x as i32, corner.y as i32);
                outline.draw(|right, down, covered| {
                    if covered > 0.0 && drawn.is_ok() {
                        let (x, y) = turn.transform(left + right as i32, top + down as i32);
                        let colour = BackendColor { alpha: ink.alpha * f64::from(covered.min(1.0)), ..ink };
                        drawn = self.0.draw_pixel((anchor.0 + x, anchor.1 + y), colour);
                    }
                });
            }
            x += font.h_advance(letter);
            before = Some(letter);
        }
        drawn
    }

    fn get_size(&self) -> (u32, u32) {
        self.0.get_size()
    }

    fn ensure_prepared(&mut self) -> Drawn<'a> {
        self.0.ensure_prepared()
    }

    fn present(&mut self) -> Drawn<'a> {
        self.0.present()
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Drawn<'a> {
        self.0.draw_pixel(at, colour)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn<'a> {
        self.0.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        corner: BackendCoord,
        opposite: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn<'a> {
        self.0.draw_rect(corner, opposite, style, fill)
    }
}

fn font(style: FontStyle) -> Option<&'static FontRef<'static>> {
    static REGULAR: LazyLock<Option<FontRef>> = LazyLock::new(|| FontRef::try_from_slice(notosans::REGULAR_TTF).ok());
    static BOLD: LazyLock<Option<FontRef>> = LazyLock::new(|| FontRef::try_from_slice(notosans::BOLD_TTF).ok());
    if matches!(style, FontStyle::Bold) { BOLD.as_ref() } else { REGULAR.as_ref() }
}

#[cfg(test)]
mod tests {
    use plotters::prelude::*;
    use plotters::style::text_anchor::Pos;

    use super::super::look::{FONT, register_fonts};
    use super::*;

    const SIZE: i32 = 48;

    /// How dark the pixels around the anchor are: right of it, below it, darkness. Only those that are not white.
    fn ink(text: &str, anchor: Pos, turn: FontTransform) -> Vec<(i32, i32, f64)> {
        register_fonts();
        let mut pixels = vec![255; 3 * 400 * 400];
        let style = TextStyle { font: (FONT, SIZE).into(), color: BLACK.to_backend_color(), pos: anchor };
        let mut picture = Lettered(BitMapBackend::with_buffer(&mut pixels, (400, 400)));
        picture.draw_text(text, &style.transform(turn), (200, 200)).expect("a text");
        drop(picture);
        let place = |place: usize| (place as i32 % 400 - 200, place as i32 / 400 - 200);
        let dark = pixels.chunks(3).enumerate().filter(|(_, pixel)| pixel[0] < 255);
        dark.map(|(number, pixel)| (place(number).0, place(number).1, 1.0 - f64::from(pixel[0]) / 255.0)).collect()
    }

    #[test]
    fn letters_are_as_far_apart_as_the_font_says() {
        let face = font(FontStyle::Normal).expect("a font").as_scaled(SIZE as f32);
        let wide = f64::from(face.h_advance(face.glyph_id('l')));
        let dark = ink("llllllllll", Pos::default(), FontTransform::None);
        for number in 0..10 {
            // An l is a bar in the middle of its room.
            let room = f64::from(number) * wide..f64::from(number + 1) * wide;
            let within = dark.iter().map(|(x, _, dark)| (f64::from(*x) + 0.5, dark)).filter(|(x, _)| room.contains(x));
            let (moment, mass) = within.fold((0.0, 0.0), |(moment, mass), (x, dark)| (moment + x * dark, mass + dark));
            let middle = room.start + 0.5 * wide;
            assert!((moment / mass - middle).abs() < 0.1, "l {number} is at {}, not {middle}", moment / mass);
        }
    }

    #[test]
    fn a_text_stands_at_its_anchor_whichever_way_it_is_turned() {
        let turns = [
            (FontTransform::None, FontTransform::None),
            (FontTransform::Rotate90, FontTransform::Rotate270),
            (FontTransform::Rotate180, FontTransform::Rotate180),
            (FontTransform::Rotate270, FontTransform::Rotate90),
        ];
        for (turn, back) in turns {
            let around = |h_pos, v_pos| {
                let dark = ink("HIH", Pos { h_pos, v_pos }, turn.clone());
                let upright: Vec<(i32, i32)> = dark.iter().map(|(x, y, _)| back.transform(*x, *y)).collect();
                let range = |of: fn(&(i32, i32)) -> i32| {
                    let (from, to) = (upright.iter().map(of).min(), upright.iter().map(of).max());
                    (from.expect("ink"), to.expect("ink") + 1)
                };
                (range(|place| place.0), range(|place| place.1))
            };
            let ((left, right), (top, bottom)) = around(HPos::Center, VPos::Center);
            assert!((left + right).abs() <= 2 && (top + bottom).abs() <= 2, "{left} {right} {top} {bottom}");
            let ((left, _), (top, _)) = around(HPos::Left, VPos::Top);
            assert!((0..=6).contains(&left) && (0..=8).contains(&top), "{left} {top}");
            let ((_, right), (_, bottom)) = around(HPos::Right, VPos::Bottom);
            assert!((-6..=0).contains(&right) && (-8..=0).contains(&bottom), "{right} {bottom}");
        }
    }

    #[test]
    fn capitals_are_as_high_as_we_say() {
        for style in [FontStyle::Normal, FontStyle::Bold] {
            let face = font(style).expect("a font");
            let capital = face.outline(face.glyph_id('H')).expect("an outline").bounds;
            let share = capital.height().abs() / face.height_unscaled();
            assert!((share - CAPITALS).abs() < 1e-6, "{} of {}", capital.height(), face.height_unscaled());
        }
    }
}
