//! What is needed to compile and grade the exercises of a track, and what must not have changed for it to be right.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::call::Call;
use crate::practice::atomic;
use crate::practice::catalog::{EXERCISES, MANIFEST, Track};
use crate::practice::stamp::{Stamp, content_hash, hash};
use crate::practice::store::Store;
use crate::practice::workplace::Workplace;

/// How the exercises of a track are compiled and graded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::practice) struct Toolset {
    /// The workplace that it was learned in. In a copy of it, it is void.
    root: PathBuf,
    /// The folder of the track.
    track: String,
    /// The part of the environment that cargo, rustup, rustc and the linker look at.
    environment: String,
    pub(super) call: Call,
    /// The track's grader.
    pub grader: PathBuf,
    /// The SHA-256 of the grader.
    pub grader_hash: String,
    /// Files that all of this depends on; one that was not there must still not be there.
    inputs: Vec<(PathBuf, Option<Stamp>)>,
}

impl Toolset {
    /// What was learned now, in this workplace.
    pub(super) fn learned(
        workplace: &Workplace,
        track: &Track,
        call: Call,
        grader: PathBuf,
        files: BTreeSet<PathBuf>,
    ) -> Toolset {
        let mut inputs = settings(&workplace.root);
        inputs.extend(call.libraries().map(Path::to_owned));
        inputs.extend(program(call.rustc()));
        inputs.insert(grader.clone());
        inputs.insert(workplace.root.join(EXERCISES).join(&track.folder).join(MANIFEST));
        inputs.extend(files);
        let stamped = inputs.into_iter().map(|input| {
            let stamp = Stamp::of(&input);
            (input, stamp)
        });
        let inputs = stamped.collect();
        Toolset {
            root: canonical(workplace),
            track: track.folder.clone(),
            environment: environment(),
            call,
            grader_hash: content_hash(&grader),
            grader,
            inputs,
        }
    }

    /// One that only has a grader.
    #[cfg(test)]
    pub fn for_test(workplace: &Workplace, track: &Track, grader: PathBuf) -> Toolset {
        let call = Call::read("/opt/rustc --crate-name a", "a").unwrap_or_else(|| unreachable!("a call"));
        Toolset::learned(workplace, track, call, grader, BTreeSet::new())
    }

    /// What is remembered, if nothing that it depends on has changed.
    pub fn remembered(store: &Store, workplace: &Workplace, track: &Track) -> Option<Toolset> {
        let text = std::fs::read_to_string(file(store, &track.folder)).ok()?;
        let toolset: Toolset = serde_json::from_str(&text).ok()?;
        toolset.holds(workplace).then_some(toolset)
    }

    /// Whether nothing that it depends on has changed.
    fn holds(&self, workplace: &Workplace) -> bool {
        let is_unchanged = |(input, before): &(PathBuf, Option<Stamp>)| Stamp::of(input) == *before;
        self.root == canonical(workplace) && self.environment == environment() && self.inputs.iter().all(is_unchanged)
    }

    /// Remembers it. Not remembered is not wrong: cargo is then asked the next time too.
    pub(super) fn keep(&self, store: &Store) {
        let _ = serde_json::to_vec(self).map(|text| atomic::write(&file(store, &self.track), &text));
    }

    /// Makes sure that cargo is asked the next time.
    pub(super) fn forget(&self, store: &Store) {
        let _ = std::fs::remove_file(file(store, &self.track));
    }

    /// Another word for every state of what it depends on.
    pub fn fingerprint(&self) -> String {
        serde_json::to_vec(self).map(hash).unwrap_or_default()
    }
}

/// One for every environment: somebody may call cargo's build and an installed mlings in turn.
fn file(store: &Store, track: &str) -> PathBuf {
    store.folder("builds").join(format!("{track}-{}.json", &environment()[..12]))
}

fn canonical(workplace: &Workplace) -> PathBuf {
    workplace.root.canonicalize().unwrap_or_else(|_| workplace.root.clone())
}

/// The file of a program, which may be looked for on the PATH.
fn program(name: &Path) -> Option<PathBuf> {
    if name.components().count() > 1 {
        return Some(name.to_owned());
    }
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// The sources of what cargo built, by the list that rustc or cargo has put beside it. `None` where there is no list.
pub(super) fn own_sources(built: &Path, root: &Path) -> Option<Vec<PathBuf>> {
    let name = built.file_stem()?.to_str()?;
    let is_library = built.extension().is_some_and(|ending| ending == "rlib" || ending == "rmeta");
    let name = if is_library { name.strip_prefix("lib")? } else { name };
    let text = std::fs::read_to_string(built.with_file_name(format!("{name}.d"))).ok()?;
    // Makefile rules, `target: file file`, with escaped spaces.
    let rules = text.lines().filter_map(|line| line.split_once(": ")).flat_map(|(_, files)| {
        let spaced = files.replace("\\ ", "\u{0}");
        spaced.split(' ').map(|file| PathBuf::from(file.replace('\u{0}', " "))).collect::<Vec<_>>()
    });
    Some(rules.filter(|file| !file.as_os_str().is_empty()).map(|file| root.join(file)).collect())
}

/// The files that tell cargo, rustup and rustc what to do. Those that are not there count too: one may come.
fn settings(root: &Path) -> BTreeSet<PathBuf> {
    let home = |variable: &str, folder: &str| {
        let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
        std::env::var_os(variable).map(PathBuf::from).or_else(|| home.map(|home| home.join(folder)))
    };
    let mut files = BTreeSet::from([root.join(MANIFEST), root.join("Cargo.lock")]);
    for folder in root.ancestors() {
        for name in [".cargo/config", ".cargo/config.toml", "rust-toolchain", "rust-toolchain.toml"] {
            files.insert(folder.join(name));
        }
        // A manifest above may make this package a member of a workspace.
        files.insert(folder.join(MANIFEST));
    }
    if let Some(home) = home("CARGO_HOME", ".cargo") {
        files.extend([home.join("config"), home.join("config.toml")]);
    }
    if let Some(home) = home("RUSTUP_HOME", ".rustup") {
        files.insert(home.join("settings.toml"));
    }
    files
}

/// The part of the environment that cargo, rustup, rustc and the linker look at, without what cargo itself tells the
/// programs that it runs.
fn environment() -> String {
    const NAMES: [&str; 8] = ["PATH", "HOME", "CC", "LD", "AR", "TMPDIR", "SOURCE_DATE_EPOCH", "LIBRARY_PATH"];
    const TOLD: [&str; 7] = [
        "CARGO_PKG_",
        "CARGO_MANIFEST_",
        "CARGO_BIN_",
        "CARGO_CRATE_",
        "CARGO_PRIMARY_",
        "RUST_RECURSION_COUNT",
        "RUST_BACKTRACE",
    ];
    let matters = |name: &str| {
        let is_asked = (name.starts_with("CARGO") || name.starts_with("RUST")) && name != "CARGO";
        NAMES.contains(&name) || (is_asked && !TOLD.iter().any(|told| name.starts_with(told)))
    };
    let variables: BTreeSet<String> = std::env::vars_os()
        .filter(|(name, _)| matters(&name.to_string_lossy()))
        .map(|(name, value)| format!("{name:?}={value:?}\n"))
        .collect();
    hash(variables.into_iter().collect::<String>())
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::time::Duration;

    use super::*;

    fn track() -> Track {
        Track {
            folder: "01_a".into(),
            number: Some(1),
            title: "A".into(),
            grader: "a-grader".into(),
            references: PathBuf::new(),
            exercises: Vec::new(),
        }
    }

    /// Every kind of input alone is enough to ask cargo again.
    #[test]
    fn it_holds_only_while_all_that_it_depends_on_is_as_it_was() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let workplace = Workplace::at(folder.path());
        let store = Store::of(folder.path()).expect("a store");
        let (there, absent) = (folder.path().join("lib.rs"), folder.path().join("rust-toolchain"));
        std::fs::write(&there, "one").expect("a file");
        let call = Call::read("/opt/rustc --crate-name a --extern x=/t/libx.rlib", "a").expect("a call");
        let files = BTreeSet::from([there.clone()]);
        let toolset = Toolset::learned(&workplace, &track(), call, "grader".into(), files);
        let holds = || Toolset::remembered(&store, &workplace, &track()).is_some();
        toolset.keep(&store);
        assert!(holds());

        let before = std::fs::metadata(&there).and_then(|there| there.modified()).expect("a time");
        std::fs::write(&there, "other").expect("a file");
        assert!(!holds(), "another library");
        std::fs::write(&there, "one").expect("a file");
        let set = |time| File::options().append(true).open(&there).and_then(|file| file.set_modified(time));
        set(before + Duration::from_secs(1)).expect("a time");
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
        Toolset { environment: "other".to_owned(), ..toolset.clone() }.keep(&store);
        assert!(!holds(), "another environment");
        Toolset { root: "/elsewhere".into(), ..toolset.clone() }.keep(&store);
        assert!(!holds(), "another workplace");
        toolset.keep(&store);
        assert!(holds());
        toolset.forget(&store);
        assert!(!holds(), "forgotten");
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
    fn lists_of_sources_are_read_with_spaces_for_libraries_and_for_programs() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let list = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file");
        list("x-1.d", "/t/libx-1.rlib: src/my\\ file.rs src/b.rs\n\nsrc/b.rs:\n");
        list("a-grader.d", "/t/a-grader: /w/main.rs\n");
        let sources = |built: &str| own_sources(&folder.path().join(built), Path::new("/w"));
        assert_eq!(sources("libx-1.rlib"), Some(vec!["/w/src/my file.rs".into(), "/w/src/b.rs".into()]));
        assert_eq!(sources("a-grader"), Some(vec!["/w/main.rs".into()]));
        assert_eq!(sources("liby-1.rlib"), None);
    }
}
