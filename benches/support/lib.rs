//! What all benchmarks share. A benchmark says what is timed and on which data, and [`Bench::run`] does the rest:
//! it grades the learner's functions, checks that all sides compute the same, has criterion time them, and writes
//! `plots/<id>/benchmark.json`, `.svg` and `.png`.

mod criterion_files;
mod data;
mod peers;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use criterion::{Bencher, BenchmarkId, Criterion, SamplingMode};

pub use data::{Data, like};
pub use mlings::*;

use mlings::datasets::DatasetError;
use mlings::grading::limits::Limits;
use mlings::grading::verdict::Verdict;
use mlings::grading::{Cap, Lesson, Status, harness};
use mlings::report::benchmark::{Benchmark, Row, SCHEMA, SIDES, Timing};
use mlings::report::terminal;

/// In a benchmark a learner's file ends with this instead of the `main` that grades it.
#[macro_export]
macro_rules! grade {
    ($exercise:ident { $($function:ident),+ $(,)? }) => {
        /// The functions as they are written now.
        pub fn functions() -> $crate::curriculum::$exercise::Contract {
            $crate::curriculum::$exercise::Contract { $($function),+ }
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

/// Counts what a check allocates, where the platform cannot limit a process.
static ALLOCATOR: Cap<std::alloc::System> = Cap::new(std::alloc::System, usize::MAX);

impl<I> Bench<I> {
    /// Benchmarks the exercise. `lesson` holds the learner's functions.
    pub fn run(&self, lesson: &dyn Lesson) -> ExitCode {
        self.run_as(lesson.about().id, lesson)
    }

    /// The same for a benchmark that is not called as its exercise. Its files have its own name.
    pub fn run_as(&self, name: &str, lesson: &dyn Lesson) -> ExitCode {
        match self.try_run(name, lesson) {
            Ok(code) => code,
            Err(error) => {
                eprintln!("error: the benchmark could not be run: {error}");
                ExitCode::FAILURE
            }
        }
    }

    fn try_run(&self, name: &str, lesson: &dyn Lesson) -> io::Result<ExitCode> {
        if harness::serve(lesson, &ALLOCATOR)? {
            return Ok(ExitCode::SUCCESS);
        }
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
        let mut verdict = verdict(lesson)?;
        if !verdict.is_full() && !verdict.is_unstarted() {
            let (score, out_of) = (verdict.score, verdict.out_of);
            // The first lost check will do here; the help says where the others are.
            verdict.checks.retain(|graded| graded.status != Status::Passed);
            verdict.checks.truncate(1);
            anstream::eprint!("{}", terminal::checks(&verdict, terminal::width()));
            eprintln!("{} has {score} of {out_of} points, and only right answers are timed", verdict.id);
            eprintln!("help: see what is wrong with cargo run -- check {}", verdict.id);
            return Ok(ExitCode::FAILURE);
        }
        if verdict.is_unstarted() {
            println!("yours is skipped: {} is not written yet", verdict.id);
        }
        let yours = verdict.is_full().then_some(("yours", &self.yours));
        let linfa = self.linfa.as_ref().map(|linfa| ("linfa", linfa));
        let sides: Vec<(&str, &Side<I>)> =
            [yours, Some(("reference", &self.reference)), linfa].into_iter().flatten().collect();
        for size in self.sizes {
            let input = self.input_of(size)?;
            if let Err(difference) = self.agree(&sides, &input) {
                eprintln!("with {size} {} {difference}", self.counts);
                eprintln!(
                    "help: sides that compute different things cannot be compared; cargo run -- check {}",
                    verdict.id
                );
                return Ok(ExitCode::FAILURE);
            }
        }
        let Some(benchmark) = self.time(name, &sides, is_given("--quick"))? else {
            println!("Only a part was timed, so no table and no file is written.");
            return Ok(ExitCode::SUCCESS);
        };
        let folder = root().join("plots").join(&verdict.id);
        let file = if name == verdict.id { "benchmark" } else { name };
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("{file}.json")), serde_json::to_string_pretty(&benchmark)? + "\n")?;
        benchmark.figure().save(&folder, file).map_err(io::Error::other)?;
        println!("\n{}\nplots/{}/{file}.svg", benchmark.table(), verdict.id);
        Ok(ExitCode::SUCCESS)
    }

    fn input_of(&self, size: usize) -> io::Result<I> {
        Ok((self.input)((self.data)(size).map_err(io::Error::other)?))
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

/// What the line begins with that tells the `mlings` command how far a benchmark is.
const PROGRESS: &str = mlings::report::benchmark::PROGRESS;

fn verdict(lesson: &dyn Lesson) -> io::Result<Verdict> {
    let checks: Vec<usize> = (0..lesson.checks().len()).collect();
    harness::grade(lesson, &checks, None, harness::fresh_seed(), &Limits::from_environment(), &mut |_| ())
}

/// The folder that `exercises/` and `plots/` are in.
fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&package).parent().map(Path::to_owned).unwrap_or_default()
}
