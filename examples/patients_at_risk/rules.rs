//! Rules for who is examined, and what they do to patients.

use mlings_classification_grader::roc;
use mlings_numbers_grader::resampling;
use mlings_plot::extent;
use ndarray::{Array1, Array2};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::WANTED;
use crate::models::{Judged, Table};

/// Who is examined, and what that does to patients who had no say in it.
pub struct Rule {
    pub name: String,
    /// The lowest and the highest threshold: the same, unless every model chooses its own.
    pub thresholds: [f64; 2],
    /// Of 100 ill patients how many are not examined: the mean, and the range that the choice of patients leaves.
    pub missed: [f64; 3],
    /// Of 100 healthy patients how many are examined.
    pub for_nothing: [f64; 3],
}

/// If the probabilities are right, a threshold follows from what a missed patient weighs. At the probability p the
/// risk `p * weight` of a miss is as bad as the risk `1 - p` of a needless examination where p = 1 / (1 + weight).
pub fn rules(rounds: &[Judged], table: &Table) -> [Rule; 4] {
    let [heavy, middling, light] = [20.0, 5.0, 1.0]
        .map(|weight: f64| rule(format!("a miss weighs {weight} : 1"), rounds, table, &|_, _| 1.0 / (1.0 + weight)));
    let name = format!("chosen to find {:.0} of 100", 100.0 * WANTED);
    [heavy, middling, light, rule(name, rounds, table, &|round, row| round.thresholds[row])]
}

fn rule(name: String, rounds: &[Judged], table: &Table, threshold: &dyn Fn(&Judged, usize) -> f64) -> Rule {
    let (ill, healthy): (Vec<usize>, Vec<usize>) = (0..table.is_ill.len()).partition(|row| table.is_ill[*row]);
    let examined = |row: usize| {
        let examined = rounds.iter().filter(|round| round.probabilities[row] >= threshold(round, row));
        examined.count() as f64 / rounds.len() as f64
    };
    let missed = of_100(&ill.into_iter().map(|row| 1.0 - examined(row)).collect());
    let for_nothing = of_100(&healthy.into_iter().map(examined).collect());
    let thresholds = rounds.iter().flat_map(|round| (0..table.is_ill.len()).map(|row| threshold(round, row)));
    let (low, high) = extent(thresholds).unwrap_or_default();
    Rule { name, thresholds: [low, high], missed, for_nothing }
}

/// The mean, and from where to where it lies when patients are drawn again and again (95 %).
fn of_100(shares: &Array1<f64>) -> [f64; 3] {
    let functions = resampling::EXERCISE.functions;
    let mut random = ChaCha8Rng::seed_from_u64(9);
    let resamples = Array2::from_shape_simple_fn((1000, shares.len()), || random.gen_range(0..shares.len()));
    let means = (functions.bootstrap)(shares.view(), resamples.view(), |drawn| drawn.sum() / drawn.len() as f64);
    let interval = (functions.percentile_interval)(means.view(), 0.95);
    [shares.sum() / shares.len() as f64, interval.low, interval.high].map(|share| 100.0 * share)
}

/// What every fixed threshold does to the patients of all rounds.
pub fn curve(rounds: &[Judged], table: &Table) -> Result<roc::RocCurve, roc::RocError> {
    let probabilities: Array1<f64> = rounds.iter().flat_map(|round| &round.probabilities).copied().collect();
    let is_ill: Array1<bool> = rounds.iter().flat_map(|_| &table.is_ill).copied().collect();
    (roc::EXERCISE.functions.roc_curve)(probabilities.view(), is_ill.view())
}
