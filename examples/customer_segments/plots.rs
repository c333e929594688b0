//! Three plots: how many groups there are, where their customers lie, and who brings the money.

use mlings_plot::{Figure, Rect};

use crate::Segment;
use crate::buyers::{Buyer, money_of};

/// The silhouette of every number of groups, and which was chosen.
pub fn how_many(scores: &[(usize, f64)], chosen: usize) -> Figure {
    let at: Vec<(f64, f64)> = scores.iter().map(|(n, score)| (*n as f64, *score)).collect();
    Figure::new("How many groups of customers?", "Groups", "Mean silhouette (-1 to 1)")
        .line("", 0, at.clone())
        .points("", 0, at.clone())
        .marks("chosen", 1, at.into_iter().filter(|(n, _)| *n == chosen as f64))
        .x_range(1.5, 6.5)
        .y_range(0.0, 0.6)
}

/// Every seventh customer of each group, by logarithms.
pub fn segments(segments: &[Segment]) -> Figure {
    let axes = ("Days since the last order (log10 of days + 1)", "Spent in two years (log10 of pounds)");
    let start = Figure::new("Customers of a gift shop, in groups", axes.0, axes.1);
    segments.iter().enumerate().fold(start, |figure, (colour, segment)| {
        let place = |buyer: &&Buyer| ((1.0 + buyer.recency_days).log10(), buyer.spend.log10());
        figure.points(segment.name, colour, segment.members.iter().step_by(7).map(place))
    })
}

/// How many of the customers a group has, and how much of the money.
pub fn money(buyers: &[Buyer], segments: &[Segment]) -> Figure {
    let money = money_of(&buyers.iter().collect::<Vec<_>>());
    let bars = |offset: f64, share: &dyn Fn(&Segment) -> f64| -> Vec<Rect> {
        let bar = |(place, segment): (usize, &Segment)| {
            let left = place as f64 + offset;
            Rect::new(left..left + 0.35, 0.0..100.0 * share(segment))
        };
        segments.iter().enumerate().map(bar).collect()
    };
    Figure::new("Who brings the money", "", "Share (%)")
        .bars("of the customers", 0, bars(-0.36, &|segment| segment.members.len() as f64 / buyers.len() as f64))
        .bars("of the money", 1, bars(0.01, &|segment| money_of(&segment.members) / money))
        .x_names(segments.iter().map(|segment| segment.name))
        .y_range(0.0, 100.0)
}
