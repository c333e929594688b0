//! Tables, bags and shuffles to grow forests from.

use ndarray::{Array1, Array2, ArrayView2, Axis};

use super::{Contract, Limits, Settings, Tree};
use mlings_datasets::{self as datasets, DatasetError};
use mlings_grading::compare::{identical, shown};
use mlings_grading::{Cases, Failure, Given};

/// What a learner's `fit` is given.
pub(super) struct Trial {
    pub(super) records: Array2<f64>,
    pub(super) targets: Array1<f64>,
    pub(super) bags: Vec<Vec<usize>>,
    pub(super) settings: Settings,
    /// What `shuffle` returns, one after the other; behind the last comes the first again.
    pub(super) shuffles: Vec<Vec<usize>>,
}

/// Grows as far as `max_depth` and `min_samples_leaf` 1 let it.
pub(super) const fn settings(max_features: usize, max_depth: usize) -> Settings {
    Settings { max_features, limits: Limits { max_depth, min_samples_leaf: 1 } }
}

impl Trial {
    pub(super) fn given(&self) -> String {
        let Settings { max_features, limits: Limits { max_depth, min_samples_leaf } } = self.settings;
        let shuffles: Vec<String> = self.shuffles.iter().map(|shuffle| format!("{shuffle:?}")).collect();
        let from_the_start = if shuffles.len() > 1 { " and so on" } else { " at every call" };
        format!(
            "records {}, targets {}, bags {:?}, max_features {max_features}, max_depth {max_depth}, min_samples_leaf {min_samples_leaf}, shuffle returns {}{from_the_start}",
            shown(&self.records),
            shown(&self.targets),
            self.bags,
            shuffles.join(", "),
        )
    }

    /// The learner's trees, one for every bag, and how often they have shuffled.
    pub(super) fn run(&self, forest: &Contract) -> Result<(Vec<Tree>, usize), Failure> {
        let mut calls = 0;
        let mut shuffle = || {
            calls += 1;
            self.shuffles[(calls - 1) % self.shuffles.len()].clone()
        };
        let trees = (forest.fit)(self.records.view(), self.targets.view(), &self.bags, &self.settings, &mut shuffle);
        identical("trees in the forest", &trees.len(), &self.bags.len()).given(self.given())?;
        Ok((trees, calls))
    }

    /// What the trees predict for the rows of the table, one row for every tree.
    pub(super) fn predicted(&self, trees: &[Tree]) -> Array2<f64> {
        by_tree(trees, self.records.view())
    }

    /// The trees by their definition, and how often they shuffle.
    pub(super) fn expected(&self) -> (Vec<Tree>, usize) {
        let (mut trees, mut calls) = (Vec::new(), 0);
        for bag in &self.bags {
            let (records, targets) = (self.records.select(Axis(0), bag), self.targets.select(Axis(0), bag));
            let mut candidates = || {
                calls += 1;
                self.shuffles[(calls - 1) % self.shuffles.len()][..self.settings.max_features].to_vec()
            };
            trees.push(Tree::fit(records.view(), targets.view(), &self.settings.limits, &mut candidates));
        }
        (trees, calls)
    }
}

/// What every tree predicts for every row, `n_trees` x `n_samples`.
pub(super) fn by_tree(trees: &[Tree], records: ArrayView2<f64>) -> Array2<f64> {
    let mut predictions = Array2::zeros((trees.len(), records.nrows()));
    for (mut row, tree) in predictions.rows_mut().into_iter().zip(trees) {
        row.assign(&tree.predict(records));
    }
    predictions
}

/// Random numbers of one decimal, which a learner can copy.
pub(super) fn tenths(cases: &mut Cases, n_samples: usize, n_features: usize) -> Array2<f64> {
    cases.table(n_samples, n_features, -5.0..5.0).mapv(|value| (value * 10.0).round() / 10.0 + 0.0)
}

/// Rows drawn with replacement.
pub(super) fn bag(cases: &mut Cases, n_samples: usize) -> Vec<usize> {
    (0..n_samples).map(|_| cases.index(0..n_samples)).collect()
}

/// The different wines: a copy in a bag would be known outside of it. Every `step`-th of them, from number `first` on.
pub(super) fn wines(first: usize, step: usize) -> Result<(Array2<f64>, Array1<f64>), DatasetError> {
    let wines = datasets::wine_quality()?;
    let mut met = std::collections::HashSet::new();
    let key = |row: usize| -> Vec<u64> { wines.records.row(row).iter().map(|value| value.to_bits()).collect() };
    let different: Vec<usize> = (0..wines.targets.len()).filter(|row| met.insert(key(*row))).collect();
    let rows: Vec<usize> = different.into_iter().skip(first).step_by(step).collect();
    Ok((wines.records.select(Axis(0), &rows), wines.targets.select(Axis(0), &rows)))
}
