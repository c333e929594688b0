//! Commands that mend, as they can be typed where the learner is.

use std::io::{Error, ErrorKind};
use std::path::Path;

use super::super::workplace::Workplace;

/// A path as an argument of a command that is typed in the current folder.
pub(super) fn typed(workplace: &Workplace, path: &Path) -> String {
    let is_here = std::env::current_dir().is_ok_and(|here| here == workplace.root);
    match workplace.short(path) {
        here if is_here && here.as_os_str().is_empty() => ".".to_owned(),
        short if is_here => quoted(&short.display().to_string()),
        _ => quoted(&path.display().to_string()),
    }
}

/// An argument in quotes where a shell would take it apart.
fn quoted(argument: &str) -> String {
    if cfg!(windows) {
        let is_plain = |character: char| character.is_alphanumeric() || "/\\._-:".contains(character);
        return if argument.chars().all(is_plain) { argument.to_owned() } else { format!("\"{argument}\"") };
    }
    // A path that holds a zero byte cannot be.
    shlex::try_quote(argument).map_or_else(|_| argument.to_owned(), |quoted| quoted.into_owned())
}

/// What lets the learner use a file or folder that the system refused.
pub(super) fn mend_of_refusal(workplace: &Workplace, path: &Path, refusal: &Error) -> String {
    let name = typed(workplace, path);
    match refusal.kind() {
        ErrorKind::NotADirectory | ErrorKind::IsADirectory | ErrorKind::AlreadyExists => {
            format!("mv {name} {}", typed(workplace, &path.with_extension("aside")))
        }
        ErrorKind::ReadOnlyFilesystem => "copy the whole package to a disk that you may write on".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room on the disk".to_owned(),
        _ => words_for_permission(path, &name),
    }
}

#[cfg(unix)]
fn words_for_permission(path: &Path, name: &str) -> String {
    use std::os::unix::fs::MetadataExt;
    // A new file tells who we are.
    let own = tempfile::tempfile().and_then(|file| file.metadata()).map(|file| file.uid());
    match (own, path.metadata().map(|there| there.uid())) {
        (Ok(own), Ok(owner)) if own != owner => format!("sudo chown -R \"$(id -un)\" {name}"),
        _ => format!("chmod -R u+rwX {name}"),
    }
}

#[cfg(not(unix))]
fn words_for_permission(_: &Path, name: &str) -> String {
    format!("allow yourself to read and write {name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_takes_a_quoted_argument_for_one() {
        assert_eq!(quoted("plots/kmeans"), "plots/kmeans");
        if cfg!(unix) {
            for argument in ["Ada's work", "$HOME", "a\"b", "Übung mit Leerzeichen"] {
                assert_eq!(shlex::split(&quoted(argument)), Some(vec![argument.to_owned()]));
            }
        }
    }

    #[test]
    fn what_mends_depends_on_the_refusal() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let workplace = Workplace::at(folder.path());
        let mend = |kind: ErrorKind| mend_of_refusal(&workplace, &folder.path().join("plots"), &kind.into());
        assert!(mend(ErrorKind::NotADirectory).starts_with("mv "));
        assert!(mend(ErrorKind::StorageFull).contains("room"));
        assert!(cfg!(not(unix)) || mend(ErrorKind::PermissionDenied).starts_with("chmod "));
    }
}
