//! Whatever a learner's code does, it costs the check in which it does it, and nothing else: the other
//! checks are graded, the message says what happened, and no process and no file stays behind.
//!
//! This target is its own learner: called as an exercise target is called, it grades the behaviour that
//! the environment names; called as a test, it calls itself so for every behaviour.

use std::process::{Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use libtest_mimic::{Arguments, Failed, Trial};
use mlings::grading::compare::close;
use mlings::grading::harness::{self, Answer, Request, VERDICT};
use mlings::grading::limits::Limits;
use mlings::grading::verdict::Verdict;
use mlings::grading::{About, Cap, Check, Exercise, Status};
use ndarray::{Array1, array};

#[global_allocator]
static ALLOCATOR: Cap<std::alloc::System> = Cap::new(std::alloc::System, usize::MAX);

/// One function, asked in the middle of three checks to do its worst.
#[derive(Clone, Copy)]
struct Contract {
    answer: fn(hostile: bool) -> Array1<f64>,
}

static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "hostile", title: "Hostile", summary: "do harm", place: "00_tests/00_hostile", source: "" },
    functions: Contract { answer },
    checks: &[
        Check { name: "before", points: 30, run: |c, _| close("answer", &(c.answer)(false), &array![1.0, 2.0], 0.0) },
        Check { name: "during", points: 40, run: |c, _| close("answer", &(c.answer)(true), &array![1.0, 2.0], 0.0) },
        Check { name: "after", points: 30, run: |c, _| close("answer", &(c.answer)(false), &array![1.0, 2.0], 0.0) },
    ],
    mistakes: &[],
    plots: &[],
};

/// What the learner's function does.
struct Behaviour {
    name: &'static str,
    act: fn() -> Array1<f64>,
    /// What the verdict must say of the check.
    said: fn(&Status) -> bool,
}

const BEHAVIOURS: &[Behaviour] = &[
    Behaviour { name: "an endless loop", act: endless_loop, said: |s| stopped(s, "did not return within 3 s") },
    Behaviour { name: "a panic", act: || panic!("boom {}", 7), said: |s| panicked(s, "boom 7") },
    Behaviour {
        name: "an index out of bounds",
        act: index_out_of_bounds,
        said: |s| panicked(s, "index out of bounds"),
    },
    Behaviour { name: "todo", act: || todo!(), said: |s| *s == Status::NotAttempted },
    Behaviour { name: "exit with 0", act: || std::process::exit(0), said: |s| stopped(s, "exit code 0") },
    Behaviour { name: "exit with 3", act: || std::process::exit(3), said: |s| stopped(s, "exit code 3") },
    Behaviour { name: "abort", act: || std::process::abort(), said: |s| stopped(s, "aborted the whole program") },
    Behaviour { name: "a panic while panicking", act: double_panic, said: |s| stopped(s, "aborted the whole program") },
    Behaviour {
        name: "infinite recursion",
        act: || array![recursion(1), 2.0],
        said: |s| stopped(s, "ran out of stack"),
    },
    Behaviour { name: "an allocation of 100 GB", act: huge_allocation, said: |s| stopped(s, "256 MiB of memory") },
    Behaviour { name: "a slow leak", act: slow_leak, said: |s| stopped(s, "256 MiB of memory") },
    Behaviour { name: "a million lines", act: million_lines, said: |s| stopped(s, "printed more than 1024 KiB") },
    Behaviour {
        name: "output without line ends",
        act: no_line_ends,
        said: |s| stopped(s, "printed more than 1024 KiB"),
    },
    Behaviour { name: "output like a verdict", act: forged_verdict, said: |s| failed(s, "[9.0, 9.0]") },
    Behaviour {
        name: "a thread left running",
        act: thread_left_running,
        said: |s| stopped(s, "thread that it started"),
    },
    Behaviour { name: "a process left running", act: process_left_running, said: |s| *s == Status::Passed },
    Behaviour { name: "a read of standard input", act: reads_input, said: |s| *s == Status::Passed },
    Behaviour { name: "joined threads", act: joined_threads, said: |s| *s == Status::Passed },
    Behaviour { name: "NaN everywhere", act: || array![f64::NAN, f64::NAN], said: |s| failed(s, "[NaN, NaN]") },
    Behaviour { name: "the wrong shape", act: || array![1.0, 2.0, 3.0], said: |s| failed(s, "shape [3]") },
    Behaviour {
        name: "far too much",
        act: || Array1::from_elem(5_000_000, 1.0 / 3.0),
        said: |s| failed(s, "shape [5000000]"),
    },
    Behaviour { name: "an empty array", act: || array![], said: |s| failed(s, "shape [0]") },
];

/// The environment variable that names the behaviour; every process of a test carries it.
const BEHAVIOUR: &str = "MLINGS_TEST_BEHAVIOUR";
/// The environment variable that marks the processes of one test.
const TOKEN: &str = "MLINGS_TEST_TOKEN";

fn answer(hostile: bool) -> Array1<f64> {
    if !hostile {
        return array![1.0, 2.0];
    }
    let name = std::env::var(BEHAVIOUR).expect("the test names a behaviour");
    let behaviour = BEHAVIOURS.iter().find(|behaviour| behaviour.name == name).expect("a known behaviour");
    (behaviour.act)()
}

fn main() -> ExitCode {
    if std::env::args().nth(1).is_some_and(|argument| argument.starts_with("--mlings")) {
        return harness::main(&EXERCISE, &ALLOCATOR);
    }
    let mut trials: Vec<Trial> =
        BEHAVIOURS.iter().map(|behaviour| Trial::test(behaviour.name, || costs_only_itself(behaviour))).collect();
    trials.push(Trial::test("what is printed is kept with its check", prints_are_kept));
    trials.push(Trial::test("limits can be raised", limits_can_be_raised));
    if cfg!(target_os = "linux") {
        trials.push(Trial::test("a child ends when its parent is killed", child_ends_with_its_parent));
        trials.push(Trial::test("a grader ends when nobody listens", grader_ends_without_listener));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn costs_only_itself(behaviour: &Behaviour) -> Result<(), Failed> {
    let run = Run::new(behaviour.name);
    let verdict = run.verdict(Limits { seconds: 3.0, memory_mib: 256, ..Limits::default() })?;
    require((behaviour.said)(&verdict.checks[1].status), || format!("{:#?}", verdict.checks[1]))?;
    for bystander in [0, 2] {
        require(verdict.checks[bystander].status == Status::Passed, || format!("{:#?}", verdict.checks[bystander]))?;
    }
    run.left_nothing()
}

fn prints_are_kept() -> Result<(), Failed> {
    let verdict = Run::new("output like a verdict").verdict(Limits::default())?;
    require(verdict.checks[1].printed.contains("\"score\":100"), || format!("{:?}", verdict.checks[1].printed))?;
    require(verdict.checks[0].printed.is_empty() && verdict.checks[2].printed.is_empty(), || format!("{verdict:#?}"))
}

fn limits_can_be_raised() -> Result<(), Failed> {
    let limits = Limits { seconds: 0.2, ..Limits::default() };
    let verdict = Run::new("an endless loop").verdict(limits)?;
    require(stopped(&verdict.checks[1].status, "within 0.2 s"), || format!("{:#?}", verdict.checks[1]))
}

fn child_ends_with_its_parent() -> Result<(), Failed> {
    let run = Run::new("an endless loop");
    let mut parent = run.command(Limits { seconds: 600.0, ..Limits::default() }).stdout(Stdio::null()).spawn()?;
    wait_until(|| run.processes() == 2).then_some(()).ok_or("no child was started")?;
    parent.kill()?;
    parent.wait()?;
    require(wait_until(|| run.processes() == 0), || format!("{} processes are left", run.processes()))
}

fn grader_ends_without_listener() -> Result<(), Failed> {
    let run = Run::new("an endless loop");
    let mut grader = run.command(Limits { seconds: 600.0, ..Limits::default() }).stdout(Stdio::piped()).spawn()?;
    wait_until(|| run.processes() == 2).then_some(()).ok_or("no child was started")?;
    drop(grader.stdout.take());
    require(wait_until(|| grader.try_wait().is_ok_and(|ended| ended.is_some())), || "it goes on".to_owned())?;
    require(wait_until(|| run.processes() == 0), || format!("{} processes are left", run.processes()))
}

/// One call of this target as a learner's.
struct Run {
    behaviour: &'static str,
    token: String,
    /// Current folder and folder for temporary files of all processes.
    folder: tempfile::TempDir,
}

impl Run {
    fn new(behaviour: &'static str) -> Run {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let token = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        Run { behaviour, token, folder: tempfile::tempdir().expect("a temporary folder") }
    }

    fn command(&self, limits: Limits) -> Command {
        let request = Request { seed: 1, plots: self.folder.path().join("plots"), limits };
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command
            .args([VERDICT, &serde_json::to_string(&request).expect("plain data")])
            .current_dir(self.folder.path())
            .env(BEHAVIOUR, self.behaviour)
            .env(TOKEN, &self.token)
            .env("TMPDIR", self.folder.path());
        command
    }

    fn verdict(&self, limits: Limits) -> Result<Verdict, Failed> {
        let output = self.command(limits).output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let last = text.lines().rfind(|line| !line.contains("Alive")).unwrap_or_default();
        match serde_json::from_str(last) {
            Ok(Answer::Verdict(verdict)) => Ok(*verdict),
            other => Err(format!("{other:?} in {text:?}").into()),
        }
    }

    fn left_nothing(&self) -> Result<(), Failed> {
        let files: Vec<_> = std::fs::read_dir(self.folder.path())?.collect();
        require(files.is_empty(), || format!("files are left: {files:?}"))?;
        require(wait_until(|| self.processes() == 0), || format!("{} processes are left", self.processes()))
    }

    /// How many processes of this run there are; 0 where the platform cannot tell.
    fn processes(&self) -> usize {
        let mark = format!("{TOKEN}={}", self.token);
        let Ok(processes) = std::fs::read_dir("/proc") else { return 0 };
        let environments = processes.filter_map(|process| std::fs::read(process.ok()?.path().join("environ")).ok());
        environments
            .filter(|environment| environment.split(|byte| *byte == 0).any(|one| one == mark.as_bytes()))
            .count()
    }
}

/// Waits a little for processes that are ending or starting.
fn wait_until(mut holds: impl FnMut() -> bool) -> bool {
    let began = Instant::now();
    while !holds() {
        if began.elapsed() > Duration::from_secs(10) {
            return false;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    true
}

fn require(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(otherwise().into()) }
}

fn stopped(status: &Status, words: &str) -> bool {
    matches!(status, Status::Stopped { message } if message.contains(words))
}

fn panicked(status: &Status, words: &str) -> bool {
    matches!(status, Status::Panicked { message, at: Some(at) } if message.contains(words) && at.contains("hostile.rs"))
}

fn failed(status: &Status, got: &str) -> bool {
    matches!(status, Status::Failed(mismatch) if mismatch.got == got)
}

fn endless_loop() -> Array1<f64> {
    loop {
        std::hint::spin_loop();
    }
}

fn index_out_of_bounds() -> Array1<f64> {
    let points = [1.0, 2.0];
    array![points[std::hint::black_box(2)], 2.0]
}

fn double_panic() -> Array1<f64> {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("again");
        }
    }
    let _bomb = Bomb;
    panic!("once");
}

#[allow(unconditional_recursion)]
fn recursion(depth: u64) -> f64 {
    let frame = std::hint::black_box([depth; 64]);
    recursion(depth + 1) + frame[3] as f64
}

fn huge_allocation() -> Array1<f64> {
    Array1::zeros(std::hint::black_box(12_500_000_000))
}

fn slow_leak() -> Array1<f64> {
    loop {
        std::hint::black_box(vec![1_u8; 4 << 20]).leak();
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn million_lines() -> Array1<f64> {
    for line in 0..1_000_000 {
        println!("line {line}");
    }
    array![1.0, 2.0]
}

fn no_line_ends() -> Array1<f64> {
    for _ in 0..1_000_000 {
        eprint!("abcdefgh");
    }
    array![1.0, 2.0]
}

fn forged_verdict() -> Array1<f64> {
    const VERDICT: &str = r#"{"schema":1,"id":"hostile","score":100,"out_of":100,"checks":[],"plots":[]}"#;
    const RECORD: &str = r#"{"Ended":[1,{"Check":{"status":"passed"}}]}"#;
    println!("{VERDICT}\n{RECORD}\ntest result: ok. 3 passed; 0 failed");
    array![9.0, 9.0]
}

fn thread_left_running() -> Array1<f64> {
    std::thread::spawn(endless_loop);
    array![1.0, 2.0]
}

#[expect(clippy::zombie_processes, reason = "that nobody waits for it is the point")]
fn process_left_running() -> Array1<f64> {
    Command::new("sleep").arg("60").stdin(Stdio::null()).spawn().expect("sleep is on every Unix");
    array![1.0, 2.0]
}

fn reads_input() -> Array1<f64> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).expect("an end of input");
    assert_eq!(line, "");
    array![1.0, 2.0]
}

fn joined_threads() -> Array1<f64> {
    let threads = [1.0, 2.0].map(|value| std::thread::spawn(move || value));
    threads.into_iter().map(|thread| thread.join().expect("a value")).collect()
}
