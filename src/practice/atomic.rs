//! Writing a file so that the old one or the new one is there, never half of one.

use std::fs::File;
use std::io::{ErrorKind, Result, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Writes the file in the place of what is there. A name that leads elsewhere (a link, a pipe) stays what it is.
pub(super) fn write(path: &Path, content: &[u8]) -> Result<()> {
    let path = at_the_end_of_links(path);
    if path.metadata().is_ok_and(|there| !there.is_file()) {
        return std::fs::write(path, content);
    }
    let mut file = as_any_file(folder(&path))?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}

/// The same for who holds a lock and so is the only writer: the name beside the file needs not be another one each
/// time, and nothing piles up when we are killed.
pub(super) fn write_alone(path: &Path, content: &[u8]) -> Result<()> {
    let path = at_the_end_of_links(path);
    let beside = path.with_extension("json.new");
    match std::fs::remove_file(&beside) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = File::create_new(&beside)?;
    file.write_all(content)?;
    file.sync_all()?;
    std::fs::rename(&beside, path).inspect_err(|_| drop(std::fs::remove_file(&beside)))
}

fn at_the_end_of_links(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file that will be as readable as any other that this user creates.
#[cfg(unix)]
fn as_any_file(folder: &Path) -> Result<NamedTempFile> {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;
    tempfile::Builder::new().permissions(Permissions::from_mode(0o666)).tempfile_in(folder)
}

#[cfg(not(unix))]
fn as_any_file(folder: &Path) -> Result<NamedTempFile> {
    NamedTempFile::new_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("report.json");
        for write in [write, write_alone] {
            write(&file, b"a longer first text").expect("a new file");
            write(&file, b"second").expect("the file again");
            assert_eq!(std::fs::read(&file).expect("the file"), b"second");
            assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 1);
            assert!(write(folder.path(), b"").is_err(), "a folder is no file");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        for write in [write, write_alone] {
            std::fs::write(&file, "first").expect("a file");
            std::os::unix::fs::symlink(&file, &link).expect("a link");
            write(&link, b"second").expect("through the link");
            assert!(link.is_symlink() && std::fs::read(&file).expect("the file") == b"second");
            std::fs::remove_file(&link).expect("the link");
        }
    }
}
