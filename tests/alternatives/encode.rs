//! Other ways to encoding.

use std::collections::{BTreeMap, HashMap, HashSet};

use mlings::encode::{Contract, OneHotEncoder, TargetEncoder};
use ndarray::{Array1, Array2, ArrayView1};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "hash maps, and totals without the own fold's",
        Contract {
            fit_one_hot: hashes::fit_one_hot,
            one_hot: hashes::one_hot,
            ordinal: hashes::ordinal,
            fit_target: hashes::fit_target,
            target_codes: hashes::target_codes,
            out_of_fold_codes: hashes::out_of_fold_codes,
        },
    ),
    (
        "plain loops, one row after the other",
        Contract {
            fit_one_hot: loops::fit_one_hot,
            one_hot: loops::one_hot,
            ordinal: loops::ordinal,
            fit_target: loops::fit_target,
            target_codes: loops::target_codes,
            out_of_fold_codes: loops::out_of_fold_codes,
        },
    ),
];

/// Everything is looked up in maps. The other folds' totals are the totals of all less those of the own fold.
mod hashes {
    use super::*;

    pub fn fit_one_hot(train: &[Option<&str>]) -> OneHotEncoder {
        let seen: HashSet<&str> = train.iter().flatten().copied().collect();
        let mut categories: Vec<String> = seen.into_iter().map(String::from).collect();
        categories.sort();
        OneHotEncoder { categories }
    }

    pub fn one_hot(encoder: &OneHotEncoder, rows: &[Option<&str>]) -> Array2<f64> {
        let columns: HashMap<&str, usize> = encoder.categories.iter().map(String::as_str).zip(0..).collect();
        let mut ones = Array2::zeros((rows.len(), encoder.categories.len()));
        for (mut row, category) in ones.rows_mut().into_iter().zip(rows) {
            if let Some(column) = category.and_then(|category| columns.get(category)) {
                row[*column] = 1.0;
            }
        }
        ones
    }

    pub fn ordinal(order: &[&str], rows: &[Option<&str>]) -> Array1<f64> {
        let places: HashMap<&str, f64> = order.iter().enumerate().map(|(place, known)| (*known, place as f64)).collect();
        Array1::from_iter(rows.iter().map(|row| row.map_or(f64::NAN, |row| *places.get(row).unwrap_or(&f64::NAN))))
    }

    /// Number of rows and sum of targets.
    #[derive(Clone, Copy, Default)]
    struct Total {
        rows: f64,
        targets: f64,
    }

    impl Total {
        fn add(&mut self, target: f64) {
            self.rows += 1.0;
            self.targets += target;
        }

        fn without(self, part: Total) -> Total {
            Total { rows: self.rows - part.rows, targets: self.targets - part.targets }
        }

        fn mean(self) -> f64 {
            self.targets / self.rows
        }

        /// A weighted mean of the category's own mean and the prior.
        fn code(self, prior: f64, smoothing: f64) -> f64 {
            if self.rows == 0.0 {
                return prior;
            }
            let weight = self.rows / (self.rows + smoothing);
            weight * self.mean() + (1.0 - weight) * prior
        }
    }

    pub fn fit_target(train: &[Option<&str>], targets: ArrayView1<f64>, smoothing: f64) -> TargetEncoder {
        let (mut all, mut by_category) = (Total::default(), HashMap::<&str, Total>::new());
        for (category, target) in train.iter().zip(&targets) {
            all.add(*target);
            if let Some(category) = category {
                by_category.entry(category).or_default().add(*target);
            }
        }
        let prior = all.mean();
        let codes = by_category.iter().map(|(name, total)| (name.to_string(), total.code(prior, smoothing))).collect();
        TargetEncoder { codes, prior }
    }

    pub fn target_codes(encoder: &TargetEncoder, rows: &[Option<&str>]) -> Array1<f64> {
        let code = |row: &Option<&str>| match row {
            Some(category) => *encoder.codes.get(*category).unwrap_or(&encoder.prior),
            None => encoder.prior,
        };
        rows.iter().map(code).collect()
    }

    pub fn out_of_fold_codes(
        train: &[Option<&str>],
        targets: ArrayView1<f64>,
        folds: &[usize],
        smoothing: f64,
    ) -> Array1<f64> {
        let (mut all, mut of_fold) = (Total::default(), HashMap::<usize, Total>::new());
        let mut of_category: HashMap<&str, Total> = HashMap::new();
        let mut of_both: HashMap<(&str, usize), Total> = HashMap::new();
        for ((category, &target), &fold) in train.iter().zip(&targets).zip(folds) {
            all.add(target);
            of_fold.entry(fold).or_default().add(target);
            if let Some(category) = *category {
                of_category.entry(category).or_default().add(target);
                of_both.entry((category, fold)).or_default().add(target);
            }
        }
        let code = |(category, fold): (&Option<&str>, &usize)| {
            let prior = all.without(of_fold[fold]).mean();
            match *category {
                Some(category) => of_category[category].without(of_both[&(category, *fold)]).code(prior, smoothing),
                None => prior,
            }
        };
        train.iter().zip(folds).map(code).collect()
    }
}

/// Every code is computed where it is needed, by looking at all rows again.
mod loops {
    use super::*;

    pub fn fit_one_hot(train: &[Option<&str>]) -> OneHotEncoder {
        let mut categories: Vec<String> = Vec::new();
        for row in train {
            let Some(name) = row else { continue };
            if let Err(place) = categories.binary_search_by(|known| known.as_str().cmp(name)) {
                categories.insert(place, name.to_string());
            }
        }
        OneHotEncoder { categories }
    }

    pub fn one_hot(encoder: &OneHotEncoder, rows: &[Option<&str>]) -> Array2<f64> {
        let mut flat = Vec::new();
        for row in rows {
            for category in &encoder.categories {
                flat.push(if *row == Some(category) { 1.0 } else { 0.0 });
            }
        }
        Array2::from_shape_vec((rows.len(), encoder.categories.len()), flat).expect("as many as rows times columns")
    }

    pub fn ordinal(order: &[&str], rows: &[Option<&str>]) -> Array1<f64> {
        let mut codes = Array1::from_elem(rows.len(), f64::NAN);
        for (code, row) in codes.iter_mut().zip(rows) {
            for (place, known) in order.iter().enumerate() {
                if *row == Some(known) {
                    *code = place as f64;
                }
            }
        }
        codes
    }

    /// The mean of the targets in these rows.
    fn mean(targets: ArrayView1<f64>, rows: &[usize]) -> f64 {
        rows.iter().map(|row| targets[*row]).sum::<f64>() / rows.len() as f64
    }

    /// The code of one category and the prior, learned from these rows.
    fn learn(
        train: &[Option<&str>],
        targets: ArrayView1<f64>,
        rows: &[usize],
        category: Option<&str>,
        smoothing: f64,
    ) -> (f64, f64) {
        let prior = mean(targets, rows);
        let own: Vec<usize> = rows.iter().copied().filter(|row| category.is_some() && train[*row] == category).collect();
        if own.is_empty() {
            return (prior, prior);
        }
        let size = own.len() as f64;
        (prior + size / (size + smoothing) * (mean(targets, &own) - prior), prior)
    }

    pub fn fit_target(train: &[Option<&str>], targets: ArrayView1<f64>, smoothing: f64) -> TargetEncoder {
        let all: Vec<usize> = (0..train.len()).collect();
        let (mut codes, mut prior) = (BTreeMap::new(), f64::NAN);
        for category in train.iter().copied().chain([None]) {
            let learned = learn(train, targets, &all, category, smoothing);
            prior = learned.1;
            if let Some(category) = category {
                codes.insert(category.to_string(), learned.0);
            }
        }
        TargetEncoder { codes, prior }
    }

    pub fn target_codes(encoder: &TargetEncoder, rows: &[Option<&str>]) -> Array1<f64> {
        let mut codes = Array1::zeros(rows.len());
        for (i, row) in rows.iter().enumerate() {
            codes[i] = encoder.prior;
            for (category, code) in &encoder.codes {
                if *row == Some(category.as_str()) {
                    codes[i] = *code;
                }
            }
        }
        codes
    }

    pub fn out_of_fold_codes(
        train: &[Option<&str>],
        targets: ArrayView1<f64>,
        folds: &[usize],
        smoothing: f64,
    ) -> Array1<f64> {
        let code = |row: usize| {
            let others: Vec<usize> = (0..train.len()).filter(|other| folds[*other] != folds[row]).collect();
            learn(train, targets, &others, train[row], smoothing).0
        };
        (0..train.len()).map(code).collect()
    }
}
