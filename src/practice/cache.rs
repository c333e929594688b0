//! Verdicts on texts that were graded before.
//!
//! A verdict is kept with the content of the exercise's file and with what graded it: the program, the
//! datasets, the lock file and the library's sources. When any of them is another, it is graded anew.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::freshness::{hash, stamp};
use crate::grading::Drawing;
use crate::grading::verdict::Verdict;

/// The verdicts of one workplace.
pub(super) struct Cache {
    folder: PathBuf,
    root: PathBuf,
    grader: String,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    content: String,
    grader: String,
    verdict: Verdict,
}

impl Cache {
    pub fn of(root: &Path) -> Cache {
        Cache { folder: root.join(".mlings/verdicts"), root: root.to_owned(), grader: grader(root) }
    }

    /// The verdict on this content, if nothing has changed since and its plots are still there.
    pub fn get(&self, id: &str, content: &str) -> Option<Verdict> {
        let text = std::fs::read_to_string(self.file(id)).ok()?;
        let kept: Kept = serde_json::from_str(&text).ok()?;
        let is_there = |drawing: &Drawing| match drawing {
            Drawing::Drawn { files, .. } => files.iter().all(|file| self.root.join(file).exists()),
            Drawing::NotDrawn { .. } => true,
        };
        let holds = !content.is_empty() && kept.content == content && kept.grader == self.grader;
        (holds && kept.verdict.plots.iter().all(|plot| is_there(&plot.drawing))).then_some(kept.verdict)
    }

    /// Keeps a verdict. One that cannot be kept is reached again the next time.
    pub fn put(&self, verdict: &Verdict, content: &str) {
        let (content, grader, verdict) = (content.to_owned(), self.grader.clone(), verdict.clone());
        let file = self.file(&verdict.id);
        let text = serde_json::to_string(&Kept { content, grader, verdict }).unwrap_or_default();
        let _ = std::fs::create_dir_all(&self.folder).and_then(|()| std::fs::write(file, text));
    }

    fn file(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }
}

/// What grades here, as far as it can be seen without building it.
fn grader(root: &Path) -> String {
    let mut files = vec![std::env::current_exe().unwrap_or_default(), root.join("Cargo.lock"), root.join("Cargo.toml")];
    for folder in [root.join("src"), crate::datasets::folder(), root.join("datasets")] {
        collect(&folder, &mut files);
    }
    files.sort();
    let seen: String = files.iter().map(|file| format!("{}{:?}\n", file.display(), stamp(file))).collect();
    hash(seen)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}
