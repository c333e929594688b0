//! The short way from a save to a program: the very call of rustc that cargo made, without cargo.
//!
//! Cargo spends more time on finding that nothing else has changed than on anything else. So after cargo
//! has built an exercise, its call of rustc is remembered together with everything else that the result
//! depends on: the libraries and their sources, the manifests, the lock file, cargo's and rustup's
//! settings, the compiler and the environment. While all of these are as they were, the call is
//! repeated; when one of them is not, or anything goes otherwise than expected, cargo is asked again.
//!
//! The program is written to a folder of its own, so that what cargo has built stays as cargo knows it. Where
//! it can, it refers to a [shared library](super::shared) instead of being linked whole.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::freshness::{hash, stamp};
use super::run::{Cancel, Ended, run};
use super::shared::{self, sharing};
use super::workplace::Workplace;
use crate::grading::About;

/// A call of rustc that builds one exercise, and what must not have changed for it to be the right one.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Shortcut {
    arguments: Vec<String>,
    program: PathBuf,
    /// Files, with length and modification time; a file that was not there must still not be there.
    inputs: Vec<(PathBuf, Option<(u64, SystemTime)>)>,
    environment: String,
    /// The content that was compiled last.
    content: String,
}

/// What came of the short way.
pub(super) struct Compiled {
    /// The program, unless it did not compile.
    pub program: Option<PathBuf>,
    /// What the compiler said, with colours.
    pub said: String,
}

impl Shortcut {
    /// Learns from what cargo said when it built an exercise verbosely, and from the program that it built.
    pub fn learn(workplace: &Workplace, about: &About, cargo_said: &str, built: &Path) -> Option<()> {
        let call = cargo_said.lines().find_map(|line| call_of(line, about.id))?;
        let shortcuts = built.parent()?.parent()?.join("shortcuts");
        let folder = shortcuts.join(about.id);
        let program = folder.join(built.file_name()?);
        let mut inputs: BTreeSet<PathBuf> = settings(&workplace.root);
        inputs.insert(PathBuf::from(call.first()?));
        for library in call.iter().filter_map(|argument| extern_path(argument)) {
            inputs.extend(own_sources(library, &workplace.root)?);
            inputs.insert(library.to_owned());
        }
        // Values of the environment that the code reads while it is compiled are cargo's business.
        let read_environment = dependencies(&built.with_extension("d"))?.reads_environment;
        if read_environment {
            return None;
        }
        let arguments = match sharing(&call, &shortcuts.join("shared")) {
            Some((call, library)) => {
                inputs.insert(library);
                call
            }
            None => call,
        };
        let shortcut = Shortcut {
            arguments: redirected(arguments, &folder),
            program,
            inputs: inputs.into_iter().map(|input| (input.clone(), stamp(&input))).collect(),
            environment: environment(),
            content: String::new(),
        };
        std::fs::create_dir_all(folder).ok()?;
        shortcut.keep(workplace, about)
    }

    /// The remembered call, if nothing that it depends on has changed. Not with `MLINGS_NO_SHORTCUT`.
    pub fn of(workplace: &Workplace, about: &About) -> Option<Shortcut> {
        if std::env::var_os("MLINGS_NO_SHORTCUT").is_some() {
            return None;
        }
        let text = std::fs::read_to_string(file(workplace, about)).ok()?;
        let shortcut: Shortcut = serde_json::from_str(&text).ok()?;
        let is_unchanged = |(input, before): &(PathBuf, Option<(u64, SystemTime)>)| stamp(input) == *before;
        let holds = shortcut.environment == environment() && shortcut.inputs.iter().all(is_unchanged);
        holds.then_some(shortcut)
    }

    /// Compiles the exercise's file, unless this content is what was compiled last. `None` when that did not go
    /// as expected, or was called off: then cargo must be asked.
    pub fn compile(mut self, workplace: &Workplace, about: &About, content: &str, cancel: &Cancel) -> Option<Compiled> {
        if self.content == content && self.program.exists() {
            return Some(Compiled { program: Some(self.program), said: String::new() });
        }
        let (rustc, arguments) = self.arguments.split_first()?;
        let mut command = Command::new(rustc);
        command.args(arguments).current_dir(&workplace.root);
        let Ended { status, complaints } = run(command, cancel, |_| ()).ok()??;
        let said: String = complaints.lines().filter_map(rendered).collect();
        if !status.success() {
            // Only an error with a place is the learner's; anything else may be ours.
            let is_the_learners = said.contains("-->") && !said.contains(shared::NAME);
            return is_the_learners.then_some(Compiled { program: None, said });
        }
        if dependencies(&self.program.with_extension("d"))?.reads_environment {
            return None;
        }
        // A text with warnings is compiled again each time, so that they are seen each time.
        self.content = if said.is_empty() { content.to_owned() } else { String::new() };
        self.keep(workplace, about)?;
        Some(Compiled { program: Some(self.program), said })
    }

    fn keep(&self, workplace: &Workplace, about: &About) -> Option<()> {
        let file = file(workplace, about);
        std::fs::create_dir_all(file.parent()?).ok()?;
        std::fs::write(&file, serde_json::to_string(self).ok()?).ok()
    }
}

fn file(workplace: &Workplace, about: &About) -> PathBuf {
    workplace.root.join(".mlings/shortcuts").join(format!("{}.json", about.id))
}

/// The words of cargo's line "Running `rustc --crate-name ...`", where it is about this target.
fn call_of(line: &str, id: &str) -> Option<Vec<String>> {
    let quoted = line.trim_start().strip_prefix("Running `")?.strip_suffix('`')?;
    let words = shlex::split(quoted)?;
    let is_ours = words.windows(2).any(|pair| pair[0] == "--crate-name" && pair[1] == id);
    // A wrapper around rustc has reasons of its own to be called by cargo.
    let is_plain = Path::new(words.first()?).file_stem().is_some_and(|name| name == "rustc");
    (is_ours && is_plain).then_some(words)
}

/// The same call, writing into a folder of its own, and incremental: it will be repeated at every save.
fn redirected(mut call: Vec<String>, folder: &Path) -> Vec<String> {
    let own = folder.display().to_string();
    for at in 1..call.len() {
        if call[at - 1] == "--out-dir" {
            call[at].clone_from(&own);
        }
    }
    if let Some(at) = call.iter().position(|word| word.starts_with("incremental=")) {
        call.drain(at - 1..=at);
    }
    call.extend(["-C".to_owned(), format!("incremental={own}/incremental")]);
    call
}

fn extern_path(argument: &str) -> Option<&Path> {
    let (_, path) = argument.split_once('=')?;
    path.ends_with(".rlib").then_some(Path::new(path))
}

/// The sources of a library that may be edited: those that are not in cargo's registry.
fn own_sources(library: &Path, root: &Path) -> Option<Vec<PathBuf>> {
    let name = library.file_stem()?.to_str()?.strip_prefix("lib")?;
    let Some(dependencies) = dependencies(&library.with_file_name(format!("{name}.d"))) else {
        return Some(Vec::new());
    };
    let whole = dependencies.files.into_iter().map(|file| root.join(file));
    Some(whole.filter(|file| !file.components().any(|part| part.as_os_str() == "registry")).collect())
}

/// What a file of dependencies names.
struct Dependencies {
    files: Vec<PathBuf>,
    reads_environment: bool,
}

/// Reads the makefile rules that rustc writes: `target: file file`, with escaped spaces.
fn dependencies(file: &Path) -> Option<Dependencies> {
    let text = std::fs::read_to_string(file).ok()?;
    let reads_environment = text.lines().any(|line| line.starts_with("# env-dep:"));
    let rules = text.lines().filter_map(|line| line.split_once(": ")).flat_map(|(_, files)| {
        let spaced = files.replace("\\ ", "\u{0}");
        spaced.split(' ').map(|file| PathBuf::from(file.replace('\u{0}', " "))).collect::<Vec<_>>()
    });
    Some(Dependencies { files: rules.filter(|file| !file.as_os_str().is_empty()).collect(), reads_environment })
}

/// The files that tell cargo, rustup and rustc what to do. Those that are not there count too: one may come.
fn settings(root: &Path) -> BTreeSet<PathBuf> {
    let home = |variable: &str, folder: &str| {
        let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
        std::env::var_os(variable).map(PathBuf::from).or_else(|| home.map(|home| home.join(folder)))
    };
    let mut files = BTreeSet::from([root.join("Cargo.toml"), root.join("Cargo.lock")]);
    for folder in root.ancestors() {
        for name in [".cargo/config", ".cargo/config.toml", "rust-toolchain", "rust-toolchain.toml"] {
            files.insert(folder.join(name));
        }
        // A manifest above may make this package a member of a workspace.
        files.insert(folder.join("Cargo.toml"));
    }
    if let Some(home) = home("CARGO_HOME", ".cargo") {
        files.extend([home.join("config"), home.join("config.toml")]);
    }
    if let Some(home) = home("RUSTUP_HOME", ".rustup") {
        files.insert(home.join("settings.toml"));
    }
    files
}

/// The part of the environment that cargo, rustup, rustc and the linker look at.
fn environment() -> String {
    const NAMES: [&str; 9] =
        ["PATH", "HOME", "CC", "LD", "AR", "TMPDIR", "SOURCE_DATE_EPOCH", "LD_LIBRARY_PATH", "LIBRARY_PATH"];
    let matters = |name: &str| name.starts_with("CARGO") || name.starts_with("RUST") || NAMES.contains(&name);
    let variables: BTreeSet<String> = std::env::vars_os()
        .filter(|(name, _)| matters(&name.to_string_lossy()))
        .map(|(name, value)| format!("{name:?}={value:?}\n"))
        .collect();
    hash(variables.into_iter().collect::<String>())
}

/// A diagnostic of rustc's JSON as it looks on a terminal, without the closing counts.
fn rendered(line: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Diagnostic {
        rendered: Option<String>,
    }
    let diagnostic: Diagnostic = serde_json::from_str(line).ok()?;
    diagnostic.rendered.filter(|text| text.contains("-->"))
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

    #[test]
    fn cargos_call_is_recognised_and_redirected() {
        let line = "     Running `/opt/bin/rustc --crate-name kmeans 'a b.rs' --out-dir /t/deps -C incremental=/t/inc --extern x=/t/libx-1.rlib`";
        let call = call_of(line, "kmeans").expect("a call");
        assert_eq!(call[3], "a b.rs");
        let redirected = redirected(call, Path::new("/own"));
        assert!(
            redirected.contains(&"/own".to_owned()) && redirected.contains(&"incremental=/own/incremental".to_owned())
        );
        assert_eq!(
            redirected.iter().filter_map(|word| extern_path(word)).collect::<Vec<_>>(),
            [Path::new("/t/libx-1.rlib")]
        );
        assert!(call_of(line, "impute").is_none());
        assert!(call_of(&line.replace("/opt/bin/rustc", "sccache rustc"), "kmeans").is_none());
    }

    /// Every kind of input alone is enough to ask cargo again.
    #[test]
    fn a_shortcut_holds_only_while_all_that_it_depends_on_is_as_it_was() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let workplace = Workplace { root: folder.path().to_owned() };
        let about = crate::curriculum::kmeans::EXERCISE.about;
        let (there, absent) = (folder.path().join("libmlings.rlib"), folder.path().join("rust-toolchain"));
        std::fs::write(&there, "one").expect("a file");
        let stamped = |file: &PathBuf| (file.clone(), stamp(file));
        let shortcut = Shortcut {
            arguments: vec!["rustc".to_owned()],
            program: folder.path().join("program"),
            inputs: vec![stamped(&there), stamped(&absent)],
            environment: environment(),
            content: String::new(),
        };
        let holds = || Shortcut::of(&workplace, &about).is_some();
        shortcut.keep(&workplace, &about).expect("kept");
        assert!(holds());

        let before = std::fs::metadata(&there).and_then(|there| there.modified()).expect("a time");
        std::fs::write(&there, "other").expect("a file");
        assert!(!holds(), "another library");
        std::fs::write(&there, "one").expect("a file");
        let set = |time| File::options().append(true).open(&there).and_then(|file| file.set_modified(time));
        set(before + std::time::Duration::from_secs(1)).expect("a time");
        assert!(!holds(), "the same library built again");
        set(before).expect("a time");
        assert!(holds());
        std::fs::write(&absent, "").expect("a file");
        assert!(!holds(), "a setting that was not there");
        std::fs::remove_file(&absent).expect("the file");
        assert!(holds());
        std::fs::remove_file(&there).expect("the file");
        assert!(!holds(), "no library");
        std::fs::write(&there, "one").and_then(|()| set(before)).expect("the file");
        let elsewhere = Shortcut { environment: "other".to_owned(), ..shortcut };
        elsewhere.keep(&workplace, &about).expect("kept");
        assert!(!holds(), "another environment");
    }

    #[test]
    fn what_cargo_and_rustup_read_is_an_input_even_where_it_is_not_there() {
        let inputs = settings(Path::new("/home/place"));
        for file in [
            "/home/place/Cargo.toml",
            "/home/place/Cargo.lock",
            "/home/place/.cargo/config.toml",
            "/home/.cargo/config.toml",
            "/home/Cargo.toml",
            "/home/place/rust-toolchain.toml",
            "/rust-toolchain",
        ] {
            assert!(inputs.contains(Path::new(file)), "{file}");
        }
        assert!(inputs.iter().any(|file| file.ends_with("settings.toml")));
    }

    #[test]
    fn dependency_files_are_read_with_spaces_and_environment() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("x.d");
        std::fs::write(&file, "/t/x: src/my\\ file.rs src/b.rs\n\nsrc/b.rs:\n# env-dep:USER=me\n").expect("a file");
        let read = dependencies(&file).expect("dependencies");
        assert_eq!(read.files, [Path::new("src/my file.rs"), Path::new("src/b.rs")]);
        assert!(read.reads_environment);
    }
}
