//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array1, Array2, ArrayView2, Axis};

use super::Contract;
use super::data::{START, every_sixtieth};
use super::oracles::by_definition;
use mlings_grading::Plot;
use mlings_plot::{Figure, Rect, extent};

pub(super) const PLOTS: &[Plot<Contract>] =
    &[Plot { name: "silhouettes", draw: silhouettes }, Plot { name: "scores", draw: scores }];

/// How many segments the shop looks at.
const SEGMENTS: usize = 3;
/// A line through the middle.
const MEAN: usize = 3;

/// The colour of what the bars should be as long as.
const DEFINITION: usize = 4;

/// Three segments of customers: the silhouettes of each from high to low, beside the definition, and who they are.
fn silhouettes(contract: &Contract) -> Result<Figure, Box<dyn Error>> {
    let records = every_sixtieth()?;
    let points = (contract.prepare)(records.view());
    let labels = (contract.segment)(points.view(), points.select(Axis(0), &START[..SEGMENTS]).view())?;
    let silhouettes = (contract.silhouettes)(points.view(), labels.view())?;
    let mean = silhouettes.sum() / silhouettes.len() as f64;
    // Nothing is defined where not every point has a label.
    let defined = if labels.len() == points.nrows() { by_definition(&points, &labels) } else { Array1::zeros(0) };
    let title = format!("{SEGMENTS} segments of {} customers: mean silhouette {mean:.2}", records.nrows());
    let mut figure = Figure::new(title, "Customers, by segment and silhouette", "Silhouette (-1 to 1)");
    let (mut left, mut lines) = (0.0, Vec::new());
    for segment in 0..SEGMENTS {
        let members: Vec<usize> = (0..records.nrows()).filter(|row| labels.get(*row) == Some(&segment)).collect();
        let height = |row: &usize| Some((*silhouettes.get(*row)?, *defined.get(*row)?));
        let mut heights: Vec<(f64, f64)> = members.iter().filter_map(height).collect();
        heights.sort_by(|a, b| b.0.total_cmp(&a.0));
        let bar = |(place, (height, _)): (usize, &(f64, f64))| {
            let left = left + place as f64;
            Rect::new(left..left + 1.0, height.min(0.0)..height.max(0.0))
        };
        let ends = |(place, (_, height)): (usize, &(f64, f64))| {
            let left = left + place as f64;
            [(left, *height), (left + 1.0, *height)]
        };
        lines.push(heights.iter().enumerate().flat_map(ends).collect::<Vec<(f64, f64)>>());
        figure = figure.bars(&in_words(&records, &members), segment, heights.iter().enumerate().map(bar));
        left += heights.len() as f64 + GAP;
    }
    for (segment, line) in lines.into_iter().enumerate() {
        figure = figure.line(if segment == 0 { "by the definition" } else { "" }, DEFINITION, line);
    }
    let (low, high) = around((-0.4, 1.25), silhouettes.iter());
    Ok(figure.line("mean of all", MEAN, [(0.0, mean), (left, mean)]).x_range(-2.0, left).y_range(low, high))
}

/// Empty places between two segments.
const GAP: f64 = 4.0;

/// A segment as the shop would speak of it: by its medians.
fn in_words(records: &Array2<f64>, members: &[usize]) -> String {
    let median = |column: usize| {
        let mut values: Vec<f64> = members.iter().map(|row| records[[*row, column]]).collect();
        values.sort_by(f64::total_cmp);
        let middle = values.len() / 2;
        match values.len() {
            0 => f64::NAN,
            n if n % 2 == 0 => (values[middle - 1] + values[middle]) / 2.0,
            _ => values[middle],
        }
    };
    let [days, orders, pounds] = [0, 1, 2].map(median);
    format!("{} customers: {days:.0} days ago, {orders:.0} orders, £{pounds:.0}", members.len())
}

/// The score for every number of segments: of prepared columns, and of columns as they are.
fn scores(contract: &Contract) -> Result<Figure, Box<dyn Error>> {
    let records = every_sixtieth()?;
    let prepared = (contract.prepare)(records.view());
    let mut figure = Figure::new("How many segments?", "Number of segments", "Score (mean silhouette)");
    let mut drawn = Vec::new();
    for (colour, (name, points)) in
        [("prepared columns", &prepared), ("columns as they are", &records)].iter().enumerate()
    {
        let labellings = (2..=MOST).map(|k| segments(contract, points.view(), k)).collect::<Result<Vec<_>, _>>()?;
        let choice = (contract.choose)(points.view(), &labellings)?;
        let at: Vec<(f64, f64)> = (0..MOST).map(|place| place as f64).zip(choice.scores.iter().copied()).collect();
        let chosen = at.get(choice.best).copied();
        drawn.extend(choice.scores);
        let sizes = labellings.get(choice.best).map(sizes).unwrap_or_default();
        let best = format!("{name}: chosen {}, of {sizes} customers", choice.best + 2);
        figure = figure.line("", colour, at.clone()).points("", colour, at).marks(&best, colour, chosen);
    }
    let (low, high) = around((-0.05, 1.3), &drawn);
    Ok(figure.x_names(["2", "3", "4", "5"]).y_range(low, high))
}

/// The range that right numbers need, and more where wrong ones go beyond it.
fn around<'a>((low, high): (f64, f64), values: impl IntoIterator<Item = &'a f64>) -> (f64, f64) {
    let (lowest, highest) = extent(values.into_iter().copied()).unwrap_or((low, high));
    (if lowest < low { 1.1 * lowest } else { low }, if highest > 1.0 { 1.25 * highest } else { high })
}

/// The most segments that are tried.
const MOST: usize = 5;

fn segments(contract: &Contract, points: ArrayView2<f64>, k: usize) -> Result<Array1<usize>, Box<dyn Error>> {
    Ok((contract.segment)(points, points.select(Axis(0), &START[..k]).view())?)
}

fn sizes(labels: &Array1<usize>) -> String {
    let largest = labels.iter().max().copied().unwrap_or(0);
    let size = |segment: usize| labels.iter().filter(|label| **label == segment).count();
    let sizes: Vec<String> = (0..=largest.min(MOST)).map(|segment| size(segment).to_string()).collect();
    sizes.join(" and ")
}
