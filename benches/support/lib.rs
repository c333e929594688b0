//! What all benchmarks share. A benchmark says what is timed and on which data, and [`Bench::run`] does the rest:
//! it checks that all sides compute the same, has criterion time them, and writes
//! `plots/<id>/benchmark.json`, `.svg` and `.png`.

mod criterion_files;
mod data;
mod figure;
mod peers;

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use criterion::{Bencher, BenchmarkId, Criterion, SamplingMode};

pub use data::{Data, like};
#[cfg(feature = "classification")]
pub use mlings_classification::{
    classification_metrics, logistic_regression, nearest_neighbours, rare_events, roc, softmax_regression,
};
#[cfg(feature = "cleaning")]
pub use mlings_cleaning::{deduplicate, encode, impute, read_table, scale};
pub use mlings_datasets as datasets;
#[cfg(feature = "numbers")]
pub use mlings_numbers::{correlation, moments, quantiles, resampling};
#[cfg(feature = "recommenders")]
pub use mlings_recommenders::{also_bought, content_based, matrix_factorization, neighbours, ranking};
#[cfg(feature = "regression")]
pub use mlings_regression::{gradient_descent, least_squares, regression_metrics, ridge_lasso};
#[cfg(feature = "trees")]
pub use mlings_trees::{best_split, decision_tree, gradient_boosting, random_forest};
#[cfg(feature = "unsupervised")]
pub use mlings_unsupervised::{dbscan, kmeans, pca, silhouette};

use mlings_datasets::DatasetError;
use mlings_verdict::benchmark::{Benchmark, PROGRESS, Row, SCHEMA, SIDES, Timing};

/// In a benchmark a learner's file ends with this instead of the `main` that grades it.
#[macro_export]
macro_rules! grade {
    ($exercise:ident { $($function:ident),+ $(,)? }) => {
        /// The functions as they are written now.
        pub fn functions() -> $crate::$exercise::Contract {
            $crate::$exercise::Contract { $($function),+ }
        }
    };
}

/// One algorithm, timed for several sizes of the data.
pub struct Bench<I: 'static> {
    /// What is timed, for people: "fit, 4 features, 3 clusters".
    pub workload: &'static str,
    /// What a size counts: rows, for instance.
    pub counts: &'static str,
    /// At least four, each twice the one before.
    pub sizes: [usize; 4],
    /// Seeded data of a size, in the shape of the exercise's real file.
    pub data: fn(usize) -> Result<Data, DatasetError>,
    /// The same as the functions take it. This is not timed.
    pub input: fn(Data) -> I,
    /// The learner's functions.
    pub yours: Side<I>,
    /// The exercise's solution.
    pub reference: Side<I>,
    /// linfa, where it has the algorithm.
    pub linfa: Option<Side<I>>,
    /// How much numbers of the answers may differ, relative to themselves. What is below a thousandth of the largest
    /// number counts as that.
    pub tolerance: f64,
}

type Answer<I> = Box<dyn Fn(&I) -> Vec<f64>>;
type Time<I> = Box<dyn Fn(&mut Bencher, &I)>;
type Once<I> = Box<dyn Fn(&I) -> Duration>;

/// One implementation: what is timed, and the numbers of its answer, by which answers are compared.
pub struct Side<I> {
    answer: Answer<I>,
    time: Time<I>,
    once: Once<I>,
}

impl<I: 'static> Side<I> {
    /// An implementation: `work` is timed, `numbers` is not.
    pub fn new<O: 'static>(work: fn(&I) -> O, numbers: fn(O) -> Vec<f64>) -> Side<I> {
        Side {
            answer: Box::new(move |input| numbers(work(input))),
            time: Box::new(move |bencher, input| bencher.iter(|| work(input))),
            once: Box::new(move |input| {
                let began = std::time::Instant::now();
                let output = std::hint::black_box(work(input));
                let took = began.elapsed();
                drop(output);
                took
            }),
        }
    }
}

/// Set where the learner's functions are known not to be written.
const WITHOUT_YOURS: &str = "MLINGS_WITHOUT_YOURS";

impl<I> Bench<I> {
    /// Benchmarks the exercise.
    pub fn run(&self, id: &str) -> ExitCode {
        self.run_as(id, id)
    }

    /// The same for a benchmark that is not called as its exercise. Its files have its own name.
    pub fn run_as(&self, name: &str, id: &str) -> ExitCode {
        match self.try_run(name, id) {
            Ok(code) => code,
            Err(error) => {
                eprintln!("error: the benchmark could not be run: {error}");
                ExitCode::FAILURE
            }
        }
    }

    fn try_run(&self, name: &str, id: &str) -> io::Result<ExitCode> {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        if let [flag, folder, size, ..] = arguments.as_slice()
            && flag == "--peers"
        {
            let size = size.parse().map_err(io::Error::other)?;
            return peers::serve(self, Path::new(folder), size).map(|()| ExitCode::SUCCESS);
        }
        let is_given = |flag: &str| arguments.iter().any(|argument| argument == flag);
        if !is_given("--bench") {
            // `cargo test --benches` starts this too; there is nothing to test.
            return Ok(ExitCode::SUCCESS);
        }
        // linfa's k-means would take every core.
        rayon::ThreadPoolBuilder::new().num_threads(1).build_global().map_err(io::Error::other)?;
        let is_written = std::env::var_os(WITHOUT_YOURS).is_none() && self.is_written()?;
        if !is_written {
            println!("yours is skipped: {id} is not written yet");
        }
        let yours = is_written.then_some(("yours", &self.yours));
        let linfa = self.linfa.as_ref().map(|linfa| ("linfa", linfa));
        let sides: Vec<(&str, &Side<I>)> =
            [yours, Some(("reference", &self.reference)), linfa].into_iter().flatten().collect();
        for size in self.sizes {
            let input = self.input_of(size)?;
            if let Err(difference) = self.agree(&sides, &input) {
                eprintln!("with {size} {} {difference}", self.counts);
                eprintln!("help: sides that compute different things cannot be compared; cargo run -- check {id}");
                return Ok(ExitCode::FAILURE);
            }
        }
        let Some(benchmark) = self.time(name, &sides, is_given("--quick"))? else {
            println!("Only a part was timed, so no table and no file is written.");
            return Ok(ExitCode::SUCCESS);
        };
        let folder = root().join("plots").join(id);
        let file = if name == id { "benchmark" } else { name };
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("{file}.json")), serde_json::to_string_pretty(&benchmark)? + "\n")?;
        figure::figure(&benchmark).save(&folder, file).map_err(io::Error::other)?;
        println!("\n{}\nplots/{}/{file}.svg", benchmark.table(), id);
        Ok(ExitCode::SUCCESS)
    }

    fn input_of(&self, size: usize) -> io::Result<I> {
        Ok((self.input)((self.data)(size).map_err(io::Error::other)?))
    }

    /// Whether the learner's functions are there. Whether they are right is seen by their answers.
    fn is_written(&self) -> io::Result<bool> {
        let input = self.input_of(self.sizes[0])?;
        let hook = panic::take_hook();
        panic::set_hook(Box::new(|_| ()));
        let answered = panic::catch_unwind(AssertUnwindSafe(|| (self.yours.answer)(&input)));
        panic::set_hook(hook);
        let words = |panic: Box<dyn std::any::Any + Send>| {
            let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
            text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
        };
        match answered.map_err(words) {
            Ok(_) => Ok(true),
            Err(words) if words.starts_with("not yet implemented") => Ok(false),
            Err(words) => Err(io::Error::other(format!("your functions panicked: {words}"))),
        }
    }

    /// Whether all sides answer as the reference does.
    fn agree(&self, sides: &[(&str, &Side<I>)], input: &I) -> Result<(), String> {
        let expected = (self.reference.answer)(input);
        let largest = expected.iter().fold(1e-300, |largest: f64, number| largest.max(number.abs()));
        for (name, side) in sides {
            let answer = (side.answer)(input);
            if answer.len() != expected.len() {
                return Err(format!("{name} answers {} numbers, reference {}", answer.len(), expected.len()));
            }
            let is_same = |one: f64, other: f64| {
                let scale = one.abs().max(other.abs()).max(largest / 1000.0);
                one == other || (one.is_nan() && other.is_nan()) || (one - other).abs() <= self.tolerance * scale
            };
            let differs = |(one, other): (&f64, &f64)| !is_same(*one, *other);
            if let Some(at) = answer.iter().zip(&expected).position(differs) {
                return Err(format!(
                    "{name} answers {} where reference has {} (number {at})",
                    answer[at], expected[at]
                ));
            }
        }
        Ok(())
    }

    /// Nothing where only a part was timed, as criterion's own options may ask for.
    fn time(&self, id: &str, sides: &[(&str, &Side<I>)], quick: bool) -> io::Result<Option<Benchmark>> {
        let folder = root().join("target/criterion");
        let all = Criterion::default().output_directory(&folder).without_plots();
        let mut criterion = if quick { all } else { all.configure_from_args() };
        // Everything is timed twice: an interval knows nothing of what disturbed the machine all the while.
        let rounds = [id.to_owned(), format!("{id} again")];
        // A quick run shares thirteen seconds among all that is timed, and works intervals out from fewer resamples.
        let n_timed = rounds.len() * sides.len() * self.sizes.len();
        let share = Duration::from_secs_f64(if quick { 13.0 / n_timed as f64 } else { 1.5 });
        let mut done = 0;
        for round in &rounds {
            // What stands there afterwards is of this run.
            let _ = std::fs::remove_dir_all(folder.join(round));
        }
        let timing = |round: &str, side: &str, size: usize| criterion_files::timing(&folder, round, side, size);
        for round in &rounds {
            let mut group = criterion.benchmark_group(round);
            group.sample_size(if quick { 10 } else { 20 }).warm_up_time(share / 4).measurement_time(share / 2);
            group.sampling_mode(SamplingMode::Flat).nresamples(if quick { 10_000 } else { 100_000 });
            for size in self.sizes {
                let input = self.input_of(size)?;
                for (name, side) in sides {
                    done += 1;
                    let is_slow = || timing(id, name, size).is_some_and(|time| time.estimate > SLOW);
                    if quick && round != id && is_slow() {
                        continue;
                    }
                    println!("{PROGRESS}{done} of {n_timed}: {name}, {size} {}", self.counts);
                    group.bench_with_input(BenchmarkId::new(*name, size), &input, |bencher, input| {
                        (side.time)(bencher, input)
                    });
                }
            }
            group.finish();
        }
        let both = |side: &str, size: usize| -> Option<Timing> {
            let first = timing(&rounds[0], side, size)?;
            Some(timing(&rounds[1], side, size).map_or(first, |second| first.together_with(second)))
        };
        let [yours, reference, linfa] = SIDES;
        let row = |size: usize| Row {
            size,
            yours: both(yours, size),
            reference: both(reference, size),
            linfa: both(linfa, size),
        };
        let rows: Vec<Row> = self.sizes.map(row).into();
        let is_timed = |row: &Row| sides.iter().all(|(name, _)| row.side(name).is_some());
        Ok(rows.iter().all(is_timed).then(|| Benchmark {
            schema: SCHEMA,
            id: id.to_owned(),
            workload: self.workload.to_owned(),
            counts: self.counts.to_owned(),
            quick,
            rows,
        }))
    }
}

/// Nanoseconds of one run from which on a quick benchmark times it in one round only.
const SLOW: f64 = 20e6;

/// The folder that `exercises/` and `plots/` are in.
fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&package).parent().map(Path::to_owned).unwrap_or_default()
}
