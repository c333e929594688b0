//! The library and all that it needs as one shared library, linked once for all exercises.
//!
//! Linking an exercise with the library's object files takes longer than compiling it, and the library is the
//! same at every save. So it is linked once into a shared library, which a program only refers to. Only on
//! Linux: elsewhere programs are linked whole, since the limit on a check's memory there rests on an
//! allocator of the program's own, which a shared library would go round.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::freshness::{hash, stamp};

/// A crate that is nothing but the library. Only its programs must not bring an allocator of their own: memory
/// that one side allocates is freed by the other, and a count of either side would be wrong. On Linux the limit
/// on the address space does as well.
const SOURCE: &str = "
pub use mlings::*;

#[macro_export]
macro_rules! grade {
    ($($functions:tt)+) => {
        static ALLOCATOR: $crate::grading::Cap<::std::alloc::System> =
            $crate::grading::Cap::new(::std::alloc::System, usize::MAX);
        $crate::grade_with!(ALLOCATOR, $($functions)+);
    };
}
";
/// Its name, of which no learner should ever read.
pub(super) const NAME: &str = "mlings_shared";

/// A call of rustc that builds an exercise with the shared library, made from one that links it whole, and
/// that library. `None` where there is no such library and none can be made.
pub(super) fn sharing(call: &[String], folder: &Path) -> Option<(Vec<String>, PathBuf)> {
    let (rustc, arguments) = call.split_first().filter(|_| cfg!(target_os = "linux"))?;
    let whole = arguments.iter().find_map(|word| word.strip_prefix("mlings="))?;
    let common = common(arguments);
    let build = format!("{rustc} {common:?} {:?}", stamp(Path::new(whole)));
    let identity = hash(build).split_off(48);
    let library = folder.join(format!("lib{NAME}-{identity}.so"));
    if !library.exists() {
        make(rustc, &common, &identity, &library)?;
    }
    let renamed = |word: &String| match word.strip_prefix("mlings=") {
        Some(_) => format!("mlings={}", library.display()),
        None => word.clone(),
    };
    let dynamic = ["-C", "prefer-dynamic", "-C", "rpath"].map(str::to_owned);
    Some((call.iter().map(renamed).chain(dynamic).collect(), library))
}

/// The part of a call that is the same for every exercise: the library, where others are, and the settings.
fn common(arguments: &[String]) -> Vec<&str> {
    const OF_THE_TARGET: [&str; 5] = ["--crate-name", "--out-dir", "--cfg", "--check-cfg", "--extern"];
    const OF_THE_BUILD: [&str; 3] = ["metadata=", "extra-filename=", "incremental="];
    const ONE_WORD: [&str; 3] = ["--error-format", "--json", "--emit"];
    let begins = |word: &str, with: &[&str]| with.iter().any(|start| word.starts_with(start));
    let mut kept = Vec::new();
    let mut words = arguments.iter().map(String::as_str).peekable();
    while let Some(word) = words.next() {
        let next = words.peek().copied().unwrap_or_default();
        if OF_THE_TARGET.contains(&word) || (word == "-C" && begins(next, &OF_THE_BUILD)) {
            words.next();
            if next.starts_with("mlings=") {
                kept.extend([word, next]);
            }
        } else if !begins(word, &ONE_WORD) && !word.ends_with(".rs") {
            kept.push(word);
        }
    }
    kept
}

/// Makes the library beside its place and puts it there when it is whole. Those of earlier builds go.
fn make(rustc: &str, common: &[&str], identity: &str, library: &Path) -> Option<()> {
    let folder = library.parent()?;
    std::fs::create_dir_all(folder).ok()?;
    for old in std::fs::read_dir(folder).ok()?.flatten().filter(|old| old.path() != library) {
        // What cannot be removed takes a little room, no more.
        let _ = std::fs::remove_file(old.path());
    }
    let making = tempfile::tempdir_in(folder).ok()?;
    let source = making.path().join("shared.rs");
    std::fs::write(&source, SOURCE).ok()?;
    let mut command = Command::new(rustc);
    command.args(common).arg(&source).args(["--crate-name", NAME, "--crate-type", "dylib", "--emit", "link"]);
    command.args(["-C", "prefer-dynamic", "-C", "rpath", "-C", &format!("metadata={identity}")]);
    // Its own calls find their targets now, not one by one at the start of every program.
    command.args(["-C", "link-arg=-Wl,-Bsymbolic"]);
    command.args(["-C", &format!("extra-filename=-{identity}"), "--out-dir"]).arg(making.path());
    let made = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    made.success().then_some(())?;
    // Another session may have been quicker. Its library may be in use and stays as it is.
    std::fs::hard_link(making.path().join(library.file_name()?), library).ok().or(library.exists().then_some(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_reduced_to_what_all_exercises_have_in_common() {
        let call = "--crate-name kmeans --edition=2024 exercises/k.rs --error-format=json --emit=dep-info,link \
                    -C overflow-checks=on --cfg test -C metadata=1 -C extra-filename=-1 --out-dir /own \
                    -C incremental=/i -L dependency=/deps --extern csv=/deps/libcsv.rlib \
                    --extern mlings=/deps/libmlings.rlib -Clinker=lld";
        let words: Vec<String> = call.split_whitespace().map(str::to_owned).collect();
        let common = common(&words).join(" ");
        let expected = "--edition=2024 -C overflow-checks=on -L dependency=/deps \
                        --extern mlings=/deps/libmlings.rlib -Clinker=lld";
        assert_eq!(common, expected);
    }
}
