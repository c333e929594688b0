//! What an author allows: `allowed.toml` beside the reference, which is absent where nothing is.
//!
//! ```toml
//! [[equivalent]]
//! reason = "both are 0 when the list is empty"
//! mutants = ["mean: `n > 0` -> `n >= 0`"]
//!
//! [[allowed]]
//! sentence = "Values are whole numbers."
//! saboteurs = ["mean: values truncated to whole numbers"]
//! ```

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::practice::Problem;

/// What is allowed.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Allowed {
    /// Where it stands.
    #[serde(skip)]
    pub file: PathBuf,
    #[serde(default)]
    equivalent: Vec<Equivalent>,
    #[serde(default)]
    allowed: Vec<Sentence>,
}

/// Changes that nobody could see.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Equivalent {
    reason: String,
    mutants: Vec<String>,
}

/// Saboteurs whose answers are right by a sentence of the guide.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    sentence: String,
    saboteurs: Vec<String>,
}

/// The name of the file.
pub(super) const FILE: &str = "allowed.toml";

impl Allowed {
    /// Reads the file, if it is there. `folder` is the exercise's, from the workplace.
    pub fn read(root: &Path, folder: &Path) -> Result<Allowed, Problem> {
        let file = folder.join(FILE);
        let text = match std::fs::read_to_string(root.join(&file)) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Allowed { file, ..Allowed::default() });
            }
            Err(error) => return Err(unreadable(&file, &error.to_string())),
        };
        let allowed: Allowed = toml::from_str(&text).map_err(|error| unreadable(&file, error.message()))?;
        Ok(Allowed { file, ..allowed })
    }

    /// Why this change cannot be seen, if the author says so.
    pub fn mutant(&self, name: &str) -> Option<&str> {
        let entry = self.equivalent.iter().find(|entry| entry.mutants.iter().any(|listed| listed == name))?;
        Some(&entry.reason)
    }

    /// The sentence that allows this saboteur, if the author names one.
    pub fn saboteur(&self, name: &str) -> Option<&str> {
        let entry = self.allowed.iter().find(|entry| entry.saboteurs.iter().any(|listed| listed == name))?;
        Some(&entry.sentence)
    }

    /// Reasons that say nothing, and sentences that do not stand in the guide.
    pub fn unfounded(&self, guide: &str) -> Vec<String> {
        let guide = words(guide);
        let silent = self.equivalent.iter().filter(|entry| entry.reason.trim().is_empty());
        let silent = silent.map(|entry| format!("no reason is given for {}", entry.mutants.join(", ")));
        let stands = |entry: &&Sentence| {
            let sentence = words(&entry.sentence);
            !sentence.is_empty() && guide.contains(&sentence)
        };
        let absent = self.allowed.iter().filter(|entry| !stands(entry));
        silent.chain(absent.map(|entry| format!("the guide does not say: {}", entry.sentence))).collect()
    }

    /// Mutants that are listed and were not left over.
    pub fn stale_mutants<'a>(&'a self, used: &'a BTreeSet<String>) -> impl Iterator<Item = &'a String> {
        self.equivalent.iter().flat_map(|entry| &entry.mutants).filter(|name| !used.contains(*name))
    }

    /// Saboteurs that are listed and were not left over.
    pub fn stale_saboteurs<'a>(&'a self, used: &'a BTreeSet<String>) -> impl Iterator<Item = &'a String> {
        self.allowed.iter().flat_map(|entry| &entry.saboteurs).filter(|name| !used.contains(*name))
    }
}

/// A text as its words follow each other, wherever its lines are broken.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unreadable(file: &Path, reason: &str) -> Problem {
    Problem::new(
        format!("{} cannot be read ({reason})", file.display()),
        "it lists [[equivalent]] with a reason and mutants, and [[allowed]] with a sentence and saboteurs",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
[[equivalent]]
reason = "both are 0"
mutants = ["mean: `a` -> `b`", "mean: `c` -> `d`"]

[[allowed]]
sentence = "Values are whole numbers."
saboteurs = ["mean: values truncated"]
"#;

    #[test]
    fn what_is_listed_has_its_reason_or_a_sentence_that_stands_in_the_guide() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join(FILE), TEXT).expect("a file");
        let allowed = Allowed::read(folder.path(), Path::new("")).expect("a list");
        assert_eq!(allowed.mutant("mean: `c` -> `d`"), Some("both are 0"));
        assert_eq!(allowed.mutant("mean: `d` -> `c`"), None);
        assert_eq!(allowed.saboteur("mean: values truncated"), Some("Values are whole numbers."));
        assert_eq!(allowed.unfounded("All values\nare. Values are\nwhole numbers."), Vec::<String>::new());
        assert_eq!(allowed.unfounded("Values are numbers."), ["the guide does not say: Values are whole numbers."]);
        let used = BTreeSet::from(["mean: `a` -> `b`".to_owned()]);
        assert_eq!(allowed.stale_mutants(&used).collect::<Vec<_>>(), ["mean: `c` -> `d`"]);
        assert_eq!(allowed.stale_saboteurs(&used).count(), 1);
    }

    #[test]
    fn a_list_that_is_not_there_allows_nothing_and_one_that_is_none_is_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let absent = Allowed::read(folder.path(), Path::new("")).expect("nothing");
        assert_eq!(absent.mutant("a"), None);
        std::fs::write(folder.path().join(FILE), "[[equivalnt]]\n").expect("a file");
        assert!(Allowed::read(folder.path(), Path::new("")).is_err());
    }
}
