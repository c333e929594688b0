//! A learner's desk: a package of its own with the exercises in it, that depends on mlings, and the
//! command run on it from outside.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use mlings::curriculum::{lessons, starter};
use mlings::grading::{About, Lesson};

/// A folder with exercises. It lies below the target folder and keeps its name, so that cargo finds
/// again what it built the last time.
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

impl Desk {
    /// A new desk with every exercise as it is at first.
    pub fn new(name: &str) -> Desk {
        let desk = Desk { folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join("desks").join(name) };
        if desk.folder.exists() {
            std::fs::remove_dir_all(&desk.folder).expect("the desk of the last run can be cleared");
        }
        desk.write("src/lib.rs", "");
        desk.write("Cargo.toml", &manifest(name));
        desk.write("Cargo.lock", &std::fs::read_to_string(repository().join("Cargo.lock")).expect("the lock file"));
        for lesson in lessons() {
            let guide = lesson.about().guide();
            let text = std::fs::read_to_string(repository().join(&guide)).expect("the guide");
            desk.write(&guide, &text);
            desk.write(lesson.about().file(), &starter::unstarted(&lesson.about()));
        }
        desk
    }

    /// Writes the reference into an exercise's file.
    pub fn finish(&self, lesson: &dyn Lesson) {
        self.write(lesson.about().file(), &starter::finished(&lesson.about()));
    }

    pub fn write(&self, path: impl AsRef<Path>, text: &str) {
        let path = self.folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
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

    /// The library and its dependencies are built already; only the desk's own targets are new.
    pub fn environment(&self) -> [(&'static str, PathBuf); 1] {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
        [("CARGO_TARGET_DIR", target.to_owned())]
    }

    /// A program with the desk's surroundings.
    pub fn prepared(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.envs(self.environment()).env_remove("MLINGS_SEED").env_remove("MLINGS_DATASETS");
        command
    }
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

/// An exercise's name and place.
pub fn about(id: &str) -> About {
    lessons().map(|lesson| lesson.about()).find(|about| about.id == id).expect("an exercise of the catalog")
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Said {
    let Output { status, stdout, stderr } = command.output().expect("a program that can be started");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Said { code: status.code().unwrap_or(-1), out: text(stdout), err: text(stderr) }
}

/// A package as a learner has it: mlings as a dependency, a target for each exercise, our profiles.
/// Every desk is a package of its own name, for cargo would take two of one name in one target folder
/// for the same.
fn manifest(name: &str) -> String {
    let ours = std::fs::read_to_string(repository().join("Cargo.toml")).expect("our manifest");
    let profiles = &ours[ours.find("[profile.dev]").expect("our profiles")..];
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let mut text = format!(
        "[package]\nname = \"desk_{plain}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\ncsv = \"1.4\"\nlinfa = \"0.8.1\"\nlinfa-linear = \"0.8.1\"\nlinfa-logistic = \"0.8.1\"\nmlings = {{ path = {:?} }}\n\
         ndarray = \"0.16\"\n\n[workspace]\n\n\
         {profiles}\n[profile.dev.package.mlings]\nopt-level = 1\n",
        repository()
    );
    for lesson in lessons() {
        let About { id, .. } = lesson.about();
        let path = lesson.about().file();
        text += &format!("\n[[test]]\nname = \"{id}\"\npath = {path:?}\nharness = false\ntest = false\nbench = true\n");
    }
    text
}
