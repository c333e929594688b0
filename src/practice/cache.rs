//! Verdicts on texts that were graded before.
//!
//! A verdict is kept with the content of the exercise's file and with all that it depends on besides: what the program
//! was compiled with, the grader, and the datasets. When any of them is another, it is graded anew.

use std::path::{Path, PathBuf};

use mlings_verdict::{Drawing, Verdict};
use serde::{Deserialize, Serialize};

use super::atomic;
use super::build::Toolset;
use super::stamp::{Stamp, hash};
use super::store::Store;
use super::workplace::Workplace;

/// The verdicts of one workplace.
pub(super) struct Cache {
    folder: PathBuf,
    root: PathBuf,
    datasets: String,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    content: String,
    graded_by: String,
    verdict: Verdict,
}

impl Cache {
    pub fn of(store: &Store, workplace: &Workplace) -> Cache {
        let named = std::env::var_os("MLINGS_DATASETS").map(|folder| workplace.root.join(folder));
        let mut files = Vec::new();
        if let Some(folder) = workplace.own_datasets().or(named) {
            collect(&folder, &mut files);
        }
        files.sort();
        let seen: String = files.iter().map(|file| format!("{}{:?}\n", file.display(), Stamp::of(file))).collect();
        Cache { folder: store.folder("verdicts"), root: workplace.root.clone(), datasets: seen }
    }

    /// The verdict on this content, if nothing has changed since and its plots are still there.
    pub fn get(&self, id: &str, content: &str, toolset: &Toolset) -> Option<Verdict> {
        let text = std::fs::read_to_string(self.file(id)).ok()?;
        let kept: Kept = serde_json::from_str(&text).ok()?;
        let is_there = |drawing: &Drawing| match drawing {
            Drawing::Drawn { files, .. } => files.iter().all(|file| self.root.join(file).exists()),
            Drawing::NotDrawn { .. } => true,
        };
        let holds = !content.is_empty() && kept.content == content && kept.graded_by == self.graded_by(toolset);
        (holds && kept.verdict.plots.iter().all(|plot| is_there(&plot.drawing))).then_some(kept.verdict)
    }

    /// Keeps a verdict. One that cannot be kept is reached again the next time.
    pub fn put(&self, verdict: &Verdict, content: &str, toolset: &Toolset) {
        let kept = Kept { content: content.to_owned(), graded_by: self.graded_by(toolset), verdict: verdict.clone() };
        let _ = serde_json::to_vec(&kept).map(|text| atomic::write(&self.file(&verdict.id), &text));
    }

    /// The toolset knows the workplace that it is of, so a verdict holds nowhere else.
    fn graded_by(&self, toolset: &Toolset) -> String {
        hash(format!("{}\n{}", toolset.fingerprint(), self.datasets))
    }

    fn file(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}
