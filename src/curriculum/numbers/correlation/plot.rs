//! What is drawn from the learner's functions.

use std::error::Error;

use super::Contract;
use mlings_datasets as datasets;
use mlings_grading::Plot;
use mlings_plot::Figure;

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "wines", draw: wines }];

/// The eleven numbers of the laboratory and the quality that tasters gave, each with each.
fn wines(exercise: &Contract) -> Result<Figure, Box<dyn Error>> {
    let wines = datasets::wine_quality()?;
    let mut records = wines.records.clone();
    records.push_column(wines.targets.view())?;
    let names: Vec<&str> = wines.feature_names.iter().map(String::as_str).chain(["quality"]).collect();
    let correlation = (exercise.correlation)(records.view())?;
    let title = format!("{} red wines: which measurements go together", records.nrows());
    Ok(Figure::new(title, "", "").heat_map("Correlation", correlation.view(), &names, &names, (-1.0, 1.0)))
}
