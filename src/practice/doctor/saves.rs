//! Whether the system tells of saves. Where it does not, an open session looks at the file again and again
//! instead, so there is nothing to be mended.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use notify::{RecursiveMode, Watcher};
use tempfile::NamedTempFile;

use super::super::workplace::Workplace;
use super::Finding;

/// How long to wait for the system's word.
const PATIENCE: Duration = Duration::from_secs(1);

pub(super) fn told(workplace: &Workplace) -> Vec<Finding> {
    let folder = workplace.root.join("exercises");
    let finding = |is_told| Finding::well("saves", if is_told { TOLD } else { UNTOLD });
    is_told(&folder).map(finding).into_iter().collect()
}

/// Whether word comes of a new file in the folder; unknown where no file can be made.
fn is_told(folder: &Path) -> Option<bool> {
    let (told, tells) = mpsc::channel();
    let watcher = notify::recommended_watcher(told).and_then(|mut watcher| {
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
        Ok(watcher)
    });
    let _file = NamedTempFile::new_in(folder).ok()?;
    Some(watcher.is_ok() && tells.recv_timeout(PATIENCE).is_ok_and(|event| event.is_ok()))
}

const TOLD: &str = "the system tells of saves";
const UNTOLD: &str =
    "the system does not tell of saves here, so an open session looks at the file several times a second";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_tried_is_not_known() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert!(is_told(folder.path()).is_some());
        assert_eq!(is_told(&folder.path().join("nowhere")), None);
    }
}
