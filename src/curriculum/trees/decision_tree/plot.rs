//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array1, Array2, Axis};

use super::oracles::best_by_gini;
use super::{Contract, Limits, Tree};
use mlings_datasets::{self as datasets, DatasetError};
use mlings_grading::Plot;
use mlings_plot::{Figure, Rect};

pub(super) const PLOTS: &[Plot<Contract>] =
    &[Plot { name: "tree", draw: drawn }, Plot { name: "regions", draw: regions }];

const SPECIES: [&str; 3] = ["Adelie", "Chinstrap", "Gentoo"];
/// The columns of the penguins' measurements that the trees may ask about, and what fits into a box.
const COLUMNS: [&str; 4] = ["bill length", "bill depth", "flipper", "mass"];
const UNITS: [&str; 4] = ["mm", "mm", "mm", "g"];
const LIMITS: Limits = Limits { max_depth: Some(3), min_samples_leaf: 5 };
/// The colour of a question.
const QUESTION: usize = 5;
/// More leaves than this do not fit side by side.
const MOST_LEAVES: usize = 9;

/// The tree itself: a box for every question and every leaf.
fn drawn(trees: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (records, species) = birds(&[0, 1, 2, 3])?;
    let tree = (trees.fit)(records.view(), species.view(), &LIMITS, &best_by_gini)?;
    let mut sketch = Sketch::default();
    sketch.place(&tree, 0.0);
    let deepest = sketch.edges.iter().map(|edge| edge[1].1).fold(0.0, f64::max);
    let title = format!(
        "342 penguins: a tree of depth {deepest} with {} leaves ({} questions allowed)",
        sketch.n_leaves,
        LIMITS.max_depth.unwrap_or_default()
    );
    let mut figure = Figure::new(title, "Leaf, from left to right (yes goes left, no goes right)", "Questions asked");
    for edge in &sketch.edges {
        figure = figure.line("", QUESTION, edge.iter().copied());
    }
    let short =
        |(x, y, text): (f64, f64, String)| (x, y, if sketch.n_leaves > MOST_LEAVES { "".to_owned() } else { text });
    figure = figure.boxes("", QUESTION, sketch.questions.into_iter().map(short));
    for (class, name) in SPECIES.iter().enumerate() {
        let of_class = sketch.leaves.iter().filter(|(leaf, ..)| *leaf == class);
        figure = figure.boxes(name, class, of_class.map(|(_, x, y, text)| short((*x, *y, text.clone()))));
    }
    let figure = figure.x_range(-0.7, sketch.n_leaves as f64 - 0.3).y_range(deepest + 0.4, -0.4);
    Ok(figure.y_ticks((0..=deepest as u32).map(f64::from), |questions| questions.to_string()))
}

/// Where the boxes of a tree stand.
#[derive(Default)]
struct Sketch {
    n_leaves: usize,
    questions: Vec<(f64, f64, String)>,
    /// Class, place and text.
    leaves: Vec<(usize, f64, f64, String)>,
    edges: Vec<[(f64, f64); 2]>,
}

impl Sketch {
    /// A leaf stands beside the one before it, a question between its two sides. Returns its place.
    fn place(&mut self, tree: &Tree, questions: f64) -> f64 {
        match tree {
            Tree::Leaf { class, n_samples } => {
                let x = self.n_leaves as f64;
                self.n_leaves += 1;
                let name = SPECIES.get(*class).unwrap_or(&"no species");
                self.leaves.push((*class, x, questions, format!("{name}\n{n_samples}")));
                x
            }
            Tree::Node { feature, threshold, left, right } => {
                let sides = [left, right].map(|side| self.place(side, questions + 1.0));
                let x = (sides[0] + sides[1]) / 2.0;
                self.edges.extend(sides.map(|side| [(x, questions), (side, questions + 1.0)]));
                let name = COLUMNS.get(*feature).unwrap_or(&"no column");
                let unit = UNITS.get(*feature).unwrap_or(&"");
                let threshold = (threshold * 100.0).round() / 100.0;
                self.questions.push((x, questions, format!("{name}\n≤ {threshold} {unit}")));
                x
            }
        }
    }
}

/// What a tree of two columns says everywhere, and the birds that it was grown from.
fn regions(trees: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (records, species) = birds(&[0, 2])?;
    let tree = (trees.fit)(records.view(), species.view(), &LIMITS, &best_by_gini)?;
    let (step, low) = ([0.5, 1.0], [31.0, 169.5]);
    let (columns, rows) = (60, 64);
    let middle = |place: usize, axis: usize| low[axis] + (place as f64 + 0.5) * step[axis];
    let grid = Array2::from_shape_fn((rows * columns, 2), |(cell, axis)| {
        middle(if axis == 0 { cell % columns } else { cell / columns }, axis)
    });
    let predicted = (trees.predict)(&tree, grid.view());
    let wrong =
        (trees.predict)(&tree, records.view()).iter().zip(&species).filter(|(ours, theirs)| ours != theirs).count();
    let title = format!("342 penguins: what a tree of two measurements says (wrong for {wrong} birds)");
    let mut figure = Figure::new(title, "Bill length (mm)", "Flipper length (mm)")
        .x_range(low[0], low[0] + step[0] * columns as f64)
        .y_range(low[1], low[1] + step[1] * rows as f64);
    for (class, name) in SPECIES.iter().enumerate() {
        let mut areas = Vec::new();
        for row in 0..rows {
            // Neighbours of one class are drawn as one.
            let says = |column: &usize| predicted.get(row * columns + column) == Some(&class);
            let cells: Vec<usize> = (0..columns).filter(says).collect();
            for run in cells.chunk_by(|cell, next| cell + 1 == *next) {
                let edge = |cell: usize| low[0] + cell as f64 * step[0];
                let bottom = low[1] + row as f64 * step[1];
                areas.push(Rect::new(edge(run[0])..edge(run[run.len() - 1] + 1), bottom..bottom + step[1]));
            }
        }
        figure = figure.areas(&format!("here it says {name}"), class, areas);
    }
    for (class, name) in SPECIES.iter().enumerate() {
        let members = records.rows().into_iter().zip(&species).filter(|(_, other)| **other == class);
        figure = figure.points(name, class, members.map(|(bird, _)| (bird[0], bird[1])));
    }
    Ok(figure)
}

/// These columns of all birds that were measured, and the birds' species.
fn birds(columns: &[usize]) -> Result<(Array2<f64>, Array1<usize>), DatasetError> {
    let measured = datasets::measurements()?.select(Axis(1), &[0, 1, 2, 3]);
    let complete: Vec<usize> =
        (0..measured.nrows()).filter(|row| measured.row(*row).iter().all(|value| value.is_finite())).collect();
    let all = datasets::penguins()?;
    let number = |name: &str| SPECIES.iter().position(|species| *species == name).unwrap_or(0);
    let species = complete.iter().map(|row| number(all[*row].short_species())).collect();
    Ok((measured.select(Axis(0), &complete).select(Axis(1), columns), species))
}
