//! A learner's desk: a clone of this repository in which nothing was done yet, and the command run on it from outside.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

/// A folder with exercises.
pub struct Desk {
    pub folder: PathBuf,
}

/// What a command printed and how it ended.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// An exercise of this repository.
#[derive(Clone, Debug)]
pub struct Exercise {
    pub id: String,
    pub title: String,
    /// The learner's file, from the desk.
    pub file: PathBuf,
    /// The file with the reference in it.
    pub finished: String,
}

impl Exercise {
    /// Made from one of the objects of `list --json`.
    fn of(listed: &serde_json::Value) -> Exercise {
        let [track, id, title, file] =
            ["track", "id", "title", "file"].map(|field| listed[field].as_str().expect("a field"));
        let read = |path: &Path| {
            let path = repository().join(path);
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        };
        let curriculum = track.split_once('_').map_or(track, |(_, name)| name);
        let reference = read(&Path::new("src/curriculum").join(curriculum).join(id).join("solution.rs"));
        let text = read(file.as_ref());
        // Whatever was written into it, its end is as it was.
        let end = &text[text.rfind("\nmlings::grade!").expect("a last line")..];
        Exercise { id: id.to_owned(), title: title.to_owned(), file: file.into(), finished: reference + end }
    }

    /// Its guide, from the desk.
    pub fn guide(&self) -> PathBuf {
        self.file.with_extension("md")
    }

    /// The reference with another text in the place of one that is in it.
    pub fn with(&self, right: &str, wrong: &str) -> String {
        assert!(self.finished.contains(right), "{right:?} is not in the reference of {}", self.id);
        self.finished.replace(right, wrong)
    }
}

/// Every exercise, in order.
pub fn exercises() -> impl Iterator<Item = &'static Exercise> {
    EXERCISES.iter()
}

/// An exercise by its id.
pub fn exercise(id: &str) -> &'static Exercise {
    exercises().find(|exercise| exercise.id == id).expect("an exercise of the catalog")
}

static EXERCISES: LazyLock<Vec<Exercise>> = LazyLock::new(|| {
    let listed = run(prepared(env!("CARGO_BIN_EXE_mlings")).args(["list", "--json"]).current_dir(repository())).json();
    let listed = listed["exercises"].as_array().cloned().unwrap_or_default();
    listed.iter().map(Exercise::of).collect()
});

/// Our sources, without the benchmarks and the data.
static FILES: LazyLock<Vec<PathBuf>> = LazyLock::new(|| {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(repository())
        .output()
        .expect("git, to know which files are ours");
    let listed = String::from_utf8(listed.stdout).expect("names in UTF-8");
    let is_wanted = |file: &PathBuf| {
        let is_benchmark = file.parent() == Some("benches".as_ref()) && file.extension() == Some("rs".as_ref());
        repository().join(file).is_file() && !is_benchmark && !file.starts_with("datasets")
    };
    listed.split('\0').map(PathBuf::from).filter(is_wanted).collect()
});

/// Copies a file with its date: cargo must not take it for a newer one than what was built from it.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to.parent().expect("a file has a folder")).expect("a folder");
    std::fs::copy(from, to).expect("a copy");
    let modified = std::fs::metadata(from).and_then(|from| from.modified()).expect("its date");
    let copy = std::fs::File::options().write(true).open(to).expect("the copy");
    copy.set_modified(modified).expect("the same date");
}

/// The datasets are large, and nearly nobody changes them.
#[cfg(unix)]
fn lend_datasets(folder: &Path) {
    std::os::unix::fs::symlink(repository().join("datasets"), folder.join("datasets")).expect("a link");
}

#[cfg(not(unix))]
fn lend_datasets(folder: &Path) {
    copy_all(&repository().join("datasets"), &folder.join("datasets"));
}

fn copy_all(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() { copy_all(&from, &to) } else { copy(&from, &to) }
    }
}

impl Desk {
    /// A new desk with every exercise as it is at first.
    pub fn new(name: &str) -> Desk {
        let desk = Desk { folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join("desks").join(name) };
        if desk.folder.exists() {
            std::fs::remove_dir_all(&desk.folder).expect("the desk of the last run can be cleared");
        }
        FILES.iter().for_each(|file| copy(&repository().join(file), &desk.folder.join(file)));
        lend_datasets(&desk.folder);
        desk.mlings(&["generate"]).ends_with(0);
        desk
    }

    /// Gives the desk datasets of its own, which may be changed.
    pub fn own_datasets(&self) {
        let folder = self.folder.join("datasets");
        if folder.is_symlink() {
            std::fs::remove_file(&folder).expect("the link");
            copy_all(&repository().join("datasets"), &folder);
        }
    }

    /// Writes the reference into an exercise's file.
    pub fn finish(&self, id: &str) {
        let exercise = exercise(id);
        self.write(&exercise.file, &exercise.finished);
    }

    pub fn write(&self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        let path = self.folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    pub fn remove(&self, path: impl AsRef<Path>) {
        std::fs::remove_file(self.folder.join(path)).expect("a file");
    }

    pub fn read(&self, path: impl AsRef<Path>) -> String {
        let path = self.folder.join(path);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Runs `mlings` on the desk.
    pub fn mlings(&self, arguments: &[&str]) -> Said {
        self.mlings_in(&self.folder, arguments)
    }

    /// Runs `mlings` in a folder.
    pub fn mlings_in(&self, folder: &Path, arguments: &[&str]) -> Said {
        run(self.prepared(env!("CARGO_BIN_EXE_mlings")).args(arguments).current_dir(folder))
    }

    /// Runs cargo on the desk.
    pub fn cargo(&self, arguments: &[&str]) -> Said {
        run(self.prepared(env!("CARGO")).args(arguments).current_dir(&self.folder))
    }

    /// A program with the desk's surroundings.
    pub fn prepared(&self, program: impl AsRef<OsStr>) -> Command {
        prepared(program)
    }
}

/// A program that finds what is built already: cargo gives the same names to what it builds for every clone, and goes
/// by the dates of files.
pub fn prepared(program: impl AsRef<OsStr>) -> Command {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
    let mut command = Command::new(program);
    command.env("CARGO_TARGET_DIR", target).env_remove("MLINGS_SEED").env_remove("MLINGS_DATASETS");
    command
}

impl Said {
    /// Requires this exit code.
    pub fn ends_with(self, code: i32) -> Said {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    /// Requires these words in what was printed as the result.
    pub fn says(self, words: &str) -> Said {
        assert!(self.out.contains(words), "{words:?} is missing in {self:#?}");
        self
    }

    /// Requires these words in what was printed as an error or a note.
    pub fn complains(self, words: &str) -> Said {
        assert!(self.err.contains(words), "{words:?} is missing in {self:#?}");
        self
    }

    /// The result as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {self:#?}"))
    }
}

pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Said {
    let Output { status, stdout, stderr } = command.output().expect("a program that can be started");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Said { code: status.code().unwrap_or(-1), out: text(stdout), err: text(stderr) }
}
