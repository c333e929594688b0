//! Writing a file so that the old one or the new one is there, never half of one.

use std::io::Write;
use std::path::Path;

use tempfile::NamedTempFile;

/// Writes the file in the place of what is there. A name that leads elsewhere (a link, a pipe) stays what it is.
pub(super) fn write(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if path.metadata().is_ok_and(|there| !there.is_file()) {
        return std::fs::write(path, content);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = as_any_file(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}

/// A temporary file that will be as readable as any other that this user creates.
#[cfg(unix)]
fn as_any_file(folder: &Path) -> std::io::Result<NamedTempFile> {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;
    tempfile::Builder::new().permissions(Permissions::from_mode(0o666)).tempfile_in(folder)
}

#[cfg(not(unix))]
fn as_any_file(folder: &Path) -> std::io::Result<NamedTempFile> {
    NamedTempFile::new_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("report.md");
        write(&file, b"a longer first text").expect("a new file");
        write(&file, b"second").expect("the file again");
        assert_eq!(std::fs::read(&file).expect("the file"), b"second");
        assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 1);
        assert!(write(folder.path(), b"").is_err(), "a folder is no file");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        std::fs::write(&file, "first").expect("a file");
        std::os::unix::fs::symlink(&file, &link).expect("a link");
        write(&link, b"second").expect("through the link");
        assert!(link.is_symlink() && std::fs::read(&file).expect("the file") == b"second");
    }
}
