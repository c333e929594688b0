//! What is drawn from the learner's functions.

use std::error::Error;

use super::Contract;
use super::data::{SPECIES, judged};
use mlings_grading::Plot;
use mlings_plot::{Figure, Rect};

pub(super) const PLOTS: &[Plot<Contract>] =
    &[Plot { name: "confusion", draw: confusion }, Plot { name: "scores", draw: scores }];

/// What the penguins are, and what the key takes them for.
fn confusion(metrics: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (actual, predicted) = judged()?;
    let matrix = (metrics.confusion_matrix)(actual.view(), predicted.view(), SPECIES.len())?.mapv(|count| count as f64);
    let of = |class: usize| actual.iter().filter(|label| **label == class).count();
    let rows: Vec<String> = SPECIES.iter().enumerate().map(|(class, name)| format!("{name} ({})", of(class))).collect();
    Ok(Figure::new(format!("What the key takes {} penguins for", actual.len()), "Predicted", "Actual (birds)")
        .heat_map("Birds", matrix.view(), &rows, &SPECIES, (0.0, 160.0)))
}

/// Precision, recall and F1 of every species, and the scores of the key as a whole.
fn scores(metrics: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (actual, predicted) = judged()?;
    let matrix = (metrics.confusion_matrix)(actual.view(), predicted.view(), SPECIES.len())?;
    let of_classes = [
        ("precision", (metrics.precision)(matrix.view())),
        ("recall", (metrics.recall)(matrix.view())),
        ("F1", (metrics.f1)(matrix.view())),
    ];
    let of_all = [
        ("accuracy", (metrics.accuracy)(matrix.view())),
        ("macro F1", (metrics.macro_f1)(matrix.view())),
        ("micro F1", (metrics.micro_f1)(matrix.view())),
    ];
    let words: Vec<String> = of_all.iter().map(|(name, score)| format!("{name} {score:.3}")).collect();
    let mut figure = Figure::new(format!("The key, by species: {}", words.join(", ")), "Species", "Score (0 to 1)")
        .x_names(SPECIES)
        .y_range(0.0, 1.3);
    for (place, (name, values)) in of_classes.into_iter().enumerate() {
        let left = |class: usize| class as f64 - 0.36 + 0.24 * place as f64;
        let bar = |(class, score): (usize, &f64)| Rect::new(left(class)..left(class) + 0.24, 0.0..*score);
        figure = figure.bars(name, place, values.iter().enumerate().map(bar));
    }
    Ok(figure)
}
