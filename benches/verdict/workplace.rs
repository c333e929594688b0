//! A throw-away copy of the tracked files, and what is done in it.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use mlings_process::Offer;
use mlings_verdict::{Answer, Limits, Request};
use tempfile::TempDir;

/// The copy.
pub struct Workplace {
    folder: TempDir,
    target: PathBuf,
}

/// One of its exercises.
pub struct Exercise {
    pub id: String,
    track: String,
    file: PathBuf,
}

impl Workplace {
    /// A copy in which nothing is built.
    pub fn cold() -> Workplace {
        let folder = copied();
        let target = folder.path().join("target");
        Workplace { folder, target }
    }

    /// A copy that finds what is built here.
    pub fn shared() -> Workplace {
        let target = std::env::current_exe().expect("this program");
        let target = target.ancestors().nth(3).expect("a target folder").to_owned();
        Workplace { folder: copied(), target }
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.folder.path()).env("CARGO_TARGET_DIR", &self.target).env_remove("CARGO_MANIFEST_DIR");
        command
    }

    fn mlings(&self) -> Command {
        self.command(self.target.join("debug").join(format!("mlings{}", std::env::consts::EXE_SUFFIX)))
    }

    /// `cargo run`, up to where it has something to show.
    pub fn build_command(&self) {
        silent(self.command(env!("CARGO")).args(["run", "--", "list"]));
    }

    /// Grades an exercise.
    pub fn check(&self, id: &str) {
        silent(self.mlings().args(["check", id]));
    }

    /// Times an exercise's functions, in a hurry.
    pub fn bench(&self, id: &str) {
        silent(self.mlings().args(["bench", id, "--quick"]));
    }

    /// Every exercise.
    pub fn exercises(&self) -> Vec<Exercise> {
        let listed = self.mlings().args(["list", "--json"]).output().expect("the command");
        let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).expect("JSON");
        let exercise = |listed: &serde_json::Value| {
            let field = |name: &str| listed[name].as_str().unwrap_or_default().to_owned();
            Exercise { id: field("id"), track: field("track")[3..].to_owned(), file: field("file").into() }
        };
        listed["exercises"].as_array().into_iter().flatten().map(exercise).collect()
    }

    /// Writes the reference into an exercise, with a remark that is another one each time.
    pub fn finish(&self, Exercise { id, track, file }: &Exercise, remark: usize) {
        let read = |path: PathBuf| std::fs::read_to_string(path).expect("a file");
        let reference = read(self.folder.path().join("src/curriculum").join(track).join(id).join("solution.rs"));
        let file = self.folder.path().join(file);
        let text = read(file.clone());
        let end = &text[text.rfind("\nmlings::grade!").expect("a last line")..];
        let end = end.split("\n//").next().unwrap_or(end).trim_end();
        std::fs::write(file, format!("{reference}{end}\n// {remark}\n")).expect("a file");
    }

    /// How long the grader takes for what was compiled last.
    pub fn grade(&self, Exercise { id, track, .. }: &Exercise) -> Option<Duration> {
        let programs = std::fs::read_dir(self.folder.path().join(".mlings/programs")).ok()?.flatten();
        let program = programs.map(|entry| entry.path()).find(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.strip_prefix(id.as_str()).is_some_and(|rest| rest.starts_with('-'))
        })?;
        let grader = format!("mlings-{track}-grader{}", std::env::consts::EXE_SUFFIX);
        let mut command = self.command(self.target.join("debug").join(grader));
        command.arg("--serve").env("MLINGS_DATASETS", self.folder.path().join("datasets"));
        let (seed, limits, plots) = (1, Limits::default(), self.folder.path().join("plots"));
        let request = Request { id: id.clone(), program, seed, plots, limits };
        let began = Instant::now();
        let offer = Offer::to(&mut command).ok()?;
        let mut grader = command.spawn().ok()?;
        drop(command);
        let channel = offer.accepted().ok()?;
        (&channel).write_all(format!("{}\n", serde_json::to_string(&request).ok()?).as_bytes()).ok()?;
        let answers = BufReader::new(&channel).lines().map_while(Result::ok);
        let mut answers = answers.filter_map(|line| serde_json::from_str::<Answer>(&line).ok());
        let is_full = answers.any(|answer| matches!(answer, Answer::Verdict(verdict) if verdict.is_full()));
        let took = began.elapsed();
        drop(channel);
        grader.wait().ok()?;
        is_full.then_some(took)
    }

    /// Bytes of the target folder.
    pub fn target_size(&self) -> u64 {
        size(&self.target)
    }

    /// Bytes of what the command keeps.
    pub fn kept_size(&self) -> u64 {
        size(&self.folder.path().join(".mlings"))
    }
}

/// The tracked files of this repository in another folder.
fn copied() -> TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root).output().expect("git");
    for file in String::from_utf8_lossy(&listed.stdout).split('\0').filter(|file| root.join(file).is_file()) {
        let (from, to) = (root.join(file), folder.path().join(file));
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        std::fs::copy(&from, &to).expect("a copy");
        let date = std::fs::metadata(&from).and_then(|from| from.modified()).expect("a date");
        let copy = std::fs::File::options().write(true).open(&to).expect("the copy");
        copy.set_modified(date).expect("the same date");
    }
    folder
}

/// Bytes of all files below a folder; one that has several names counts once.
fn size(folder: &Path) -> u64 {
    let sum = Command::new("du").args(["-s", "-k"]).arg(folder).output();
    let kibibytes =
        sum.ok().and_then(|sum| String::from_utf8(sum.stdout).ok()?.split_whitespace().next()?.parse().ok());
    kibibytes.unwrap_or(0_u64) << 10
}

/// Runs a command without a word.
pub fn silent(command: &mut Command) {
    let ended = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    ended.expect("a program that can be started");
}
