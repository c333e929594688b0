//! An axis whose ticks can be chosen: the way of plotters, `with_key_points`, is for axes of whole numbers only.

use std::ops::Range;

use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use plotters::coord::types::RangedCoordf64;

/// Has the ticks that were asked for if two of them are there to tell the scale, and otherwise those of plotters.
pub(super) struct Ticked {
    axis: RangedCoordf64,
    ticks: Vec<f64>,
}

impl Ticked {
    pub(super) fn new((low, high): (f64, f64), asked: &[f64]) -> Ticked {
        // An axis may go down: then its lower end is the larger number.
        let range = low.min(high)..=low.max(high);
        let ticks = asked.iter().copied().filter(|tick| range.contains(tick)).collect();
        Ticked { axis: (low..high).into(), ticks }
    }
}

impl Ranged for Ticked {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn key_points<H: KeyPointHint>(&self, hint: H) -> Vec<f64> {
        if self.ticks.len() < 2 { self.axis.key_points(hint) } else { self.ticks.clone() }
    }

    fn map(&self, value: &f64, pixels: (i32, i32)) -> i32 {
        self.axis.map(value, pixels)
    }

    fn range(&self) -> Range<f64> {
        self.axis.range()
    }
}
