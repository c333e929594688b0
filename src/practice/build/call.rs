//! The call of rustc that builds an exercise: read from what cargo says, and made into one of our own.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};

use crate::practice::run::{Priority, limited};

/// How cargo calls rustc for an exercise of a track, without what is of that one exercise alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Call {
    /// What cargo adds to the environment.
    environment: Vec<(String, String)>,
    rustc: PathBuf,
    arguments: Vec<String>,
}

/// What one exercise needs: paths as seen from the workplace.
pub(super) struct Job<'a> {
    pub id: &'a str,
    /// The learner's file, for whoever reads what the compiler says.
    pub shown: &'a Path,
    /// The copy that is compiled.
    pub copy: &'a Path,
    /// Where the program goes.
    pub program: &'a Path,
    /// A folder for what the compiler keeps in between, and what it can use again.
    pub work: &'a Path,
}

impl Call {
    /// Reads what stands between the backticks of "Running `...`", where it is about this target.
    pub fn read(quoted: &str, id: &str) -> Option<Call> {
        let words = shlex::split(quoted)?;
        let at = words.windows(2).position(|pair| pair[0] == "--crate-name" && pair[1] == id)?;
        // Before rustc may stand a program that wraps it, which has reasons of its own to be called by cargo.
        let rustc = PathBuf::from(words.get(at.checked_sub(1)?)?);
        let variables = words[..at - 1].iter().map_while(|word| word.split_once('='));
        let environment = variables.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Some(Call { environment, rustc, arguments: shared(&words[at + 2..]) })
    }

    /// The compiler.
    pub fn rustc(&self) -> &Path {
        &self.rustc
    }

    /// The libraries that the exercises are linked with.
    pub fn libraries(&self) -> impl Iterator<Item = &Path> {
        self.arguments.iter().filter_map(|argument| {
            let (_, path) = argument.split_once('=')?;
            path.ends_with(".rlib").then_some(Path::new(path))
        })
    }

    /// The command that compiles an exercise. It is to be run in the workplace, and ends when it has used so many
    /// seconds of a processor.
    pub fn command(&self, job: &Job, seconds: u64) -> Command {
        let Job { id, shown, copy, program, work } = job;
        let mut command = limited(&self.rustc, seconds, Priority::Normal);
        command.args(["--crate-name", id]).arg(copy).args(&self.arguments);
        command.arg(format!("--emit=link={}", program.display()));
        command.arg("--out-dir").arg(work);
        command.args(["-C", &format!("incremental={}", work.join("incremental").display())]);
        // What the compiler and a panic say names the learner's file.
        command.arg(format!("--remap-path-prefix={}={}", copy.display(), shown.display()));
        command.envs(self.environment.iter().map(|(name, value)| (name, value))).env("CARGO_CRATE_NAME", id);
        command
    }
}

/// The arguments that all exercises of a track share, without those that make errors of warnings: a warning costs no
/// points, whatever the environment asks for. What rustc denies by itself stays denied, a computation at compile time
/// that never ends for instance.
fn shared(words: &[String]) -> Vec<String> {
    const WITH_VALUE: [&str; 8] = ["-C", "--cap-lints", "--emit", "--out-dir", "-D", "--deny", "-F", "--forbid"];
    let is_own = |name: &str, value: &str| match name {
        "-C" => value.starts_with("incremental=") || value.starts_with("extra-filename="),
        _ => true,
    };
    let mut shared = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if WITH_VALUE.contains(&word.as_str()) {
            let Some(value) = words.next() else { break };
            if !is_own(word, value) {
                shared.extend([word.clone(), value.clone()]);
            }
            continue;
        }
        let is_own =
            word.split_once('=').is_some_and(|(name, value)| WITH_VALUE.contains(&name) && is_own(name, value));
        let is_denial = word.starts_with("-D") || word.starts_with("-F");
        let is_source = !word.starts_with('-') && word.ends_with(".rs");
        if !is_own && !is_denial && !is_source {
            shared.push(word.clone());
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "CARGO_CRATE_NAME=kmeans CARGO_PKG_AUTHORS='' LD_LIBRARY_PATH='/t/a b' /opt/bin/rustc --crate-name kmeans \
        --edition=2024 exercises/08_unsupervised/01_kmeans.rs --error-format=json --emit=dep-info,link -C embed-bitcode=no \
        --cfg test --check-cfg 'cfg(docsrs,test)' -C metadata=16ad -C extra-filename=-7f06 --out-dir /t/deps \
        -C incremental=/t/inc -C strip=debuginfo -L dependency=/t/deps --extern x=/t/libx-1.rlib --cap-lints allow -Dwarnings -D dead_code --deny=unused";

    #[test]
    fn cargos_call_is_recognised_and_made_our_own() {
        let call = Call::read(SAID, "kmeans").expect("a call");
        assert_eq!(call.rustc(), Path::new("/opt/bin/rustc"));
        assert_eq!(call.environment[2], ("LD_LIBRARY_PATH".to_owned(), "/t/a b".to_owned()));
        assert_eq!(call.libraries().collect::<Vec<_>>(), [Path::new("/t/libx-1.rlib")]);
        let kept = "--edition=2024 --error-format=json -C embed-bitcode=no --cfg test --check-cfg cfg(docsrs,test) \
                    -C metadata=16ad -C strip=debuginfo -L dependency=/t/deps --extern x=/t/libx-1.rlib";
        assert_eq!(call.arguments.join(" "), kept);
        assert!(Call::read(SAID, "impute").is_none());
        let wrapped = Call::read(&SAID.replace("/opt/bin/rustc", "/opt/sccache /opt/bin/rustc"), "kmeans");
        assert_eq!(wrapped.map(|call| (call.rustc, call.environment.len())), Some((call.rustc, 3)));
    }

    #[test]
    fn any_exercise_of_the_track_can_be_compiled_by_it() {
        let call = Call::read(SAID, "kmeans").expect("a call");
        let [shown, copy, program, work] = ["exercises/a b.rs", "w/a b.rs", "p/pca-1", "w"].map(Path::new);
        let command = call.command(&Job { id: "pca", shown, copy, program, work }, 9);
        let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
        for word in ["pca", "w/a b.rs", "--emit=link=p/pca-1", "--remap-path-prefix=w/a b.rs=exercises/a b.rs"] {
            assert!(words.iter().any(|other| other == word), "{word}: {words:?}");
        }
        let crate_name = command.get_envs().find(|(name, _)| *name == "CARGO_CRATE_NAME").and_then(|(_, value)| value);
        assert_eq!(crate_name, Some("pca".as_ref()));
    }
}
