//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array1, Array2, ArrayView1, ShapeError};

use super::{Contract, Interval};
use mlings_datasets::{self as datasets, BikeHour, DatasetError};
use mlings_grading::{Cases, Plot};
use mlings_plot::{Figure, extent, histogram, tallest};

pub(super) const PLOTS: &[Plot<Contract>] =
    &[Plot { name: "permuted", draw: permuted }, Plot { name: "bootstrapped", draw: bootstrapped }];

/// What chance does to the difference in all riders, and where the observed difference stands.
fn permuted(resampling: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (working, others) = by_day(|hour| hour.bikers)?;
    let observed = mean(working.view()) - mean(others.view());
    let orders = permutations(working.len() + others.len())?;
    let differences = (resampling.permuted_differences)(working.view(), others.view(), orders.view());
    let p = (resampling.p_value)(observed, differences.view());

    let range = extent(differences.iter().copied().chain([observed, -observed])).ok_or("no difference is a number")?;
    let (as_far, nearer): (Vec<f64>, Vec<f64>) =
        differences.iter().partition(|difference| difference.abs() >= observed.abs());
    let names = [format!("{} nearer to 0", nearer.len()), format!("{} at least as far", as_far.len())];
    let below = histogram(nearer, range, WIDE_BINS, &[]);
    let bars = histogram(as_far, range, WIDE_BINS, &below);
    let top = 1.3 * tallest(&bars);
    let line = |at: f64| [(at, 0.0), (at, top)];
    let title = format!("Is it the working day, or chance? {observed:+.0} riders a day, p = {p:.3}");
    Ok(Figure::new(title, "Working days less other days, dealt out anew (riders a day)", "Permutations")
        .bars(&names[0], 0, below)
        .bars(&names[1], 4, bars)
        .line(&format!("observed: {observed:+.0}, and as far below 0"), 1, line(observed))
        .line("", 1, line(-observed))
        .y_range(0.0, top))
}

/// How sure the mean of the casual riders is, on working days and on others.
fn bootstrapped(resampling: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (working, others) = by_day(|hour| hour.casual)?;
    let groups = [("working days", working), ("other days", others)];
    let means = groups.each_ref().map(|(_, days)| {
        let resamples = resamples(days.len());
        (resampling.bootstrap)(days.view(), resamples.view(), mean)
    });
    let range = extent(means.iter().flatten().copied()).ok_or("no mean is a number")?;
    let bars = means.each_ref().map(|means| histogram(means.iter().copied(), range, BINS, &[]));
    let highest = bars.iter().map(|bars| tallest(bars)).fold(1.0, f64::max);

    let mut figure = Figure::new(
        "Casual riders a day: how sure are the two means?",
        "Mean of a resample (riders a day)",
        "Resamples",
    );
    for (colour, ((name, days), (means, bars))) in groups.iter().zip(means.iter().zip(bars)).enumerate() {
        let Interval { low, high } = (resampling.percentile_interval)(means.view(), 0.95);
        let name = format!("{name}: {:.0}, 95 % from {low:.0} to {high:.0}", mean(days.view()));
        let ends = [low, high].map(|end| (end, 1.1 * highest));
        figure = figure.bars(&name, colour, bars).line("", colour, ends).marks("", colour, ends);
    }
    Ok(figure.y_range(0.0, 1.5 * highest))
}

const BINS: usize = 40;
/// Differences spread further than means; fewer bars show one hill.
const WIDE_BINS: usize = 19;
const N_PERMUTATIONS: usize = 250;
const N_RESAMPLES: usize = 200;

/// The riders of every day, on working days and on other days. A row of the file is an hour.
fn by_day(riders: fn(&BikeHour) -> f64) -> Result<(Array1<f64>, Array1<f64>), DatasetError> {
    let days = datasets::bike_hours()?.chunk_by(|one, next| one.day == next.day);
    let (working, others): (Vec<&[BikeHour]>, Vec<&[BikeHour]>) = days.partition(|hours| hours[0].working_day == 1);
    let total = |days: Vec<&[BikeHour]>| days.iter().map(|hours| hours.iter().map(riders).sum::<f64>()).collect();
    Ok((total(working), total(others)))
}

fn permutations(n: usize) -> Result<Array2<usize>, ShapeError> {
    let mut cases = Cases::new(0, "plot");
    let orders = (0..N_PERMUTATIONS).flat_map(|_| cases.permutation(n)).collect();
    Array2::from_shape_vec((N_PERMUTATIONS, n), orders)
}

fn resamples(n: usize) -> Array2<usize> {
    let mut cases = Cases::new(0, "plot");
    Array2::from_shape_simple_fn((N_RESAMPLES, n), || cases.index(0..n))
}

fn mean(values: ArrayView1<f64>) -> f64 {
    values.sum() / values.len() as f64
}
