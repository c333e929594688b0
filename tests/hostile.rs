//! Whatever a learner's code does, it costs the check in which it does it, and nothing else: the other
//! checks are graded, the message says what happened, and no process and no file stays behind.
//!
//! This target is its own learner and its own grader: called as a worker is called, it behaves as the environment
//! says; called as a grader is called, it grades; called as a test, it calls a grader for every behaviour.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use libtest_mimic::{Arguments, Failed, Trial};
use mlings::grading::compare::close;
use mlings::grading::{About, Check, Exercise};
use mlings::verdict::{Answer, Limits, Request, Status, Verdict};
use mlings_contract::frame::{Frame, Kind, VERSION};
use mlings_contract::{Track, contract, wire, worker};
use mlings_process::{Channel, Offer};
use ndarray::{Array1, array};

#[global_allocator]
static ALLOCATOR: worker::Allocator = worker::counting();

static TRACK: Track = Track { grader: "hostile", prepare: || () };

contract! {
    /// One function, asked in the middle of three checks to do its worst.
    pub struct Contract {
        /// One and two, if all is well.
        fn answer(hostile: bool) -> Array1<f64>;
    }
}

static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "hostile", title: "Hostile" },
    functions: Contract { answer },
    checks: &[
        Check { name: "before", points: 30, run: |c, _| close("answer", &(c.answer)(false), &array![1.0, 2.0], 0.0) },
        Check { name: "during", points: 40, run: |c, _| close("answer", &(c.answer)(true), &array![1.0, 2.0], 0.0) },
        Check { name: "after", points: 30, run: |c, _| close("answer", &(c.answer)(false), &array![1.0, 2.0], 0.0) },
    ],
    mistakes: &[],
    plots: &[],
};

static LESSONS: &[&dyn mlings::grading::Lesson] = &[&EXERCISE];

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
    Behaviour { name: "a panic that says a great deal", act: || panic!("{}", "x".repeat(10_000_000)), said: is_short },
    Behaviour { name: "a program that deletes itself", act: deletes_itself, said: |s| *s == Status::Passed },
    Behaviour {
        name: "a program that empties itself and dies",
        act: empties_itself,
        said: |s| stopped(s, "exit code 7"),
    },
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
    #[cfg(unix)]
    Behaviour { name: "a move to another group", act: other_group, said: |s| stopped(s, "did not return within 3 s") },
    #[cfg(unix)]
    Behaviour { name: "a stop of itself", act: stops_itself, said: |s| stopped(s, "did not return within 3 s") },
    #[cfg(unix)]
    Behaviour {
        name: "a stop by a program that it started",
        act: is_stopped_from_outside,
        said: |s| stopped(s, "did not return within 3 s"),
    },
];

/// What a worker says instead of an answer: its name, the bytes for the call of this number, and what is said of it.
type Nonsense = (&'static str, fn(u64) -> Vec<u8>, &'static str);

/// What a worker says that does not keep to the protocol.
const NONSENSE: &[Nonsense] = &[
    ("bytes that are no message", |_| b"\xff\xff\xff\x1fgarbage".to_vec(), "sent something that is no answer"),
    ("a message of a terabyte", |_| [&u32::MAX.to_le_bytes()[..], b"R"].concat(), "more than a gibibyte"),
    ("an answer that is too short", |call| message(Kind::Returned, &answered(call, &[1, 0, 0])), "cannot be read"),
    (
        "an answer with something behind it",
        |call| message(Kind::Returned, &answered(call, &[whole_answer(), vec![0]].concat())),
        "1 bytes too many",
    ),
    ("an answer to another call", |call| message(Kind::Returned, &answered(call + 1, &whole_answer())), NOBODY),
    ("an answer too many", |call| message(Kind::Returned, &answered(call, &whole_answer())).repeat(2), NOBODY),
    ("a call of an argument that is no function", |_| message(Kind::Asked, &[0; 8]), "no function"),
    ("a message that only a grader sends", |_| message(Kind::Told, &[]), "cannot be read"),
    ("half a message", |_| vec![9, 0, 0, 0, b'R', 1], "did not return within 3 s"),
    ("nothing at all", |_| Vec::new(), "did not return within 3 s"),
];

const NOBODY: &str = "answered a call that nobody made";

fn message(kind: Kind, body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    Frame::new(kind, body.to_vec()).send(&mut bytes).expect("a vector takes all");
    bytes
}

fn answered(call: u64, answer: &[u8]) -> Vec<u8> {
    [&call.to_le_bytes()[..], answer].concat()
}

/// One and two, as they travel.
fn whole_answer() -> Vec<u8> {
    let mut bytes = Vec::new();
    wire::Wire::<()>::put(&array![1.0, 2.0], &mut bytes);
    bytes
}

/// A worker that keeps to the protocol but for the answer of the call in the middle.
fn talk_nonsense(answer: fn(u64) -> Vec<u8>) -> std::io::Result<()> {
    let channel = Channel::of_this_program()?;
    let mut hello = VERSION.to_le_bytes().to_vec();
    wire::put_text("hostile", &mut hello);
    Frame::new(Kind::Hello, hello).send(&channel)?;
    while let Some(frame) = Frame::receive(&channel)? {
        let call = frame.body.get(..8).map_or(0, |number| u64::from_le_bytes(number.try_into().expect("eight bytes")));
        match frame.kind {
            Kind::Call if frame.body.last() == Some(&1) => (&channel).write_all(&answer(call))?,
            Kind::Call => Frame::new(Kind::Returned, answered(call, &whole_answer())).send(&channel)?,
            Kind::End => Frame::new(Kind::Idle, vec![0]).send(&channel)?,
            _ => {}
        }
    }
    Ok(())
}

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
    match std::env::args().nth(1).as_deref() {
        Some("--serve") => return mlings::grading::main(LESSONS),
        Some(worker::WORKER) => {
            let named = std::env::var(BEHAVIOUR).unwrap_or_default();
            return match NONSENSE.iter().find(|(name, _, _)| *name == named) {
                Some((_, answer, _)) => talk_nonsense(*answer).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS),
                None if named == WRONG_EXERCISE => worker::main("other", Contract { answer }, &ALLOCATOR, &TRACK),
                None if named == NO_WORKER => ExitCode::SUCCESS,
                None => worker::main("hostile", Contract { answer }, &ALLOCATOR, &TRACK),
            };
        }
        _ => {}
    }
    let mut trials: Vec<Trial> =
        BEHAVIOURS.iter().map(|behaviour| Trial::test(behaviour.name, || costs_only_itself(behaviour))).collect();
    trials
        .extend(NONSENSE.iter().map(|(name, _, words)| Trial::test(*name, || nonsense_costs_only_itself(name, words))));
    trials.push(Trial::test("what is printed is kept with its check", prints_are_kept));
    trials.push(Trial::test("a panic shows what it was given", panics_show_their_input));
    trials.push(Trial::test("limits can be raised", limits_can_be_raised));
    trials.push(Trial::test(WRONG_EXERCISE, || is_not_a_worker(WRONG_EXERCISE, "hands its functions to other")));
    trials.push(Trial::test(NO_WORKER, || is_not_a_worker(NO_WORKER, "exit code 0")));
    if cfg!(target_os = "linux") {
        trials.push(Trial::test("a worker ends when its grader is killed", worker_ends_with_its_grader));
        trials.push(Trial::test("a grader ends when nobody listens", grader_ends_without_listener));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

const WRONG_EXERCISE: &str = "the functions of another exercise";
const NO_WORKER: &str = "a program that is no worker";

fn is_not_a_worker(behaviour: &'static str, words: &str) -> Result<(), Failed> {
    let run = Run::new(behaviour);
    let verdict = run.verdict(Limits { seconds: 3.0, ..Limits::default() })?;
    require(verdict.checks.iter().all(|check| stopped(&check.status, words)), || format!("{verdict:#?}"))?;
    run.left_nothing()
}

fn nonsense_costs_only_itself(behaviour: &'static str, words: &str) -> Result<(), Failed> {
    let run = Run::new(behaviour);
    let verdict = run.verdict(Limits { seconds: 3.0, memory_mib: 256, ..Limits::default() })?;
    require(stopped(&verdict.checks[1].status, words), || format!("{:#?}", verdict.checks[1]))?;
    for bystander in [0, 2] {
        require(verdict.checks[bystander].status == Status::Passed, || format!("{:#?}", verdict.checks[bystander]))?;
    }
    run.left_nothing()
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

fn panics_show_their_input() -> Result<(), Failed> {
    let verdict = Run::new("a panic").verdict(Limits::default())?;
    let shows = |status: &Status| matches!(status, Status::Panicked { given: Some(given), .. } if given == "answer(hostile: true)");
    require(shows(&verdict.checks[1].status), || format!("{:#?}", verdict.checks[1]))
}

fn worker_ends_with_its_grader() -> Result<(), Failed> {
    let run = Run::new("an endless loop");
    let mut asked = run.ask(Limits { seconds: 600.0, ..Limits::default() })?;
    wait_until(|| run.processes() == 2).then_some(()).ok_or("no worker was started")?;
    asked.grader.kill()?;
    asked.grader.wait()?;
    require(wait_until(|| run.processes() == 0), || format!("{} processes are left", run.processes()))
}

fn grader_ends_without_listener() -> Result<(), Failed> {
    let run = Run::new("an endless loop");
    let Asked { mut grader, channel } = run.ask(Limits { seconds: 600.0, ..Limits::default() })?;
    wait_until(|| run.processes() == 2).then_some(()).ok_or("no worker was started")?;
    drop(channel);
    require(wait_until(|| grader.try_wait().is_ok_and(|ended| ended.is_some())), || "it goes on".to_owned())?;
    require(wait_until(|| run.processes() == 0), || format!("{} processes are left", run.processes()))
}

/// One attempt at the exercise.
struct Run {
    behaviour: &'static str,
    token: String,
    /// The learner's program: a copy, since it may be done to.
    program: tempfile::TempDir,
    /// Current folder and folder for temporary files of all processes.
    folder: tempfile::TempDir,
}

/// A grader that was asked.
struct Asked {
    grader: Child,
    channel: Channel,
}

impl Run {
    fn new(behaviour: &'static str) -> Run {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let token = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let [program, folder] = [(); 2].map(|()| tempfile::tempdir().expect("a temporary folder"));
        let this = std::env::current_exe().expect("this program");
        std::fs::copy(this, program.path().join("hostile")).expect("a copy");
        Run { behaviour, token, program, folder }
    }

    fn ask(&self, limits: Limits) -> Result<Asked, Failed> {
        let request = Request {
            id: "hostile".to_owned(),
            program: self.program.path().join("hostile"),
            seed: 1,
            plots: self.folder.path().join("plots"),
            limits,
        };
        let mut command = Command::new(std::env::current_exe()?);
        command
            .arg("--serve")
            .current_dir(self.folder.path())
            .env(BEHAVIOUR, self.behaviour)
            .env(TOKEN, &self.token)
            .env("TMPDIR", self.folder.path())
            .stdout(Stdio::null());
        let offer = Offer::to(&mut command)?;
        let grader = command.spawn()?;
        drop(command);
        let channel = offer.accepted()?;
        let mut line = serde_json::to_vec(&request)?;
        line.push(b'\n');
        (&channel).write_all(&line)?;
        Ok(Asked { grader, channel })
    }

    fn verdict(&self, limits: Limits) -> Result<Verdict, Failed> {
        let Asked { mut grader, channel } = self.ask(limits)?;
        let answers = BufReader::new(&channel).lines().map_while(Result::ok);
        let verdict = answers.filter_map(|line| serde_json::from_str(&line).ok()).find_map(|answer| match answer {
            Answer::Verdict(verdict) => Some(*verdict),
            _ => None,
        });
        drop(channel);
        grader.wait()?;
        verdict.ok_or_else(|| "no verdict".into())
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
    matches!(status, Status::Panicked { message, at: Some(at), .. } if message.contains(words) && at.contains("hostile.rs"))
}

fn failed(status: &Status, got: &str) -> bool {
    matches!(status, Status::Failed(mismatch) if mismatch.got == got)
}

fn is_short(status: &Status) -> bool {
    matches!(status, Status::Panicked { message, .. } if message.len() == 4096)
}

fn deletes_itself() -> Array1<f64> {
    std::fs::remove_file(std::env::current_exe().expect("this program")).expect("it can be deleted");
    array![1.0, 2.0]
}

/// While it runs a program cannot be written to, but it can be put out of the way for an empty one.
fn empties_itself() -> Array1<f64> {
    let this = std::env::current_exe().expect("this program");
    std::fs::remove_file(&this).and_then(|()| std::fs::write(&this, "")).expect("it can be replaced");
    std::process::exit(7)
}

#[cfg(unix)]
fn other_group() -> Array1<f64> {
    let graders = rustix::process::getppid().and_then(|parent| rustix::process::getpgid(Some(parent)).ok());
    rustix::process::setpgid(None, graders).expect("the grader's own group can be joined");
    endless_loop()
}

#[cfg(unix)]
fn stops_itself() -> Array1<f64> {
    let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::STOP);
    // The signal may take another thread first.
    endless_loop()
}

#[cfg(unix)]
fn is_stopped_from_outside() -> Array1<f64> {
    let later = "sleep 0.2; kill -STOP $PPID";
    Command::new("sh").args(["-c", later]).stdin(Stdio::null()).spawn().expect("a shell").wait().expect("its end");
    // On a busy machine the signal takes a moment to arrive.
    std::thread::sleep(Duration::from_secs(1));
    array![1.0, 2.0]
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
    const RECORD: &str = r#"{"Verdict":{"score":100}}"#;
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
