//! Whether every dataset is there and as it was given.

use std::path::Path;

use super::super::stamp::content_hash;
use super::super::workplace::Workplace;
use super::Finding;
use super::mend::typed;

/// Every file and its hash, as `sha256sum` writes and checks them.
const SUMS: &str = "SHA256SUMS";

pub(super) fn unchanged(workplace: &Workplace) -> Vec<Finding> {
    const NAME: &str = "datasets";
    let own = workplace.own_datasets();
    // Exercises are graded in the workplace, so a relative folder counts from there.
    let named = || std::env::var_os("MLINGS_DATASETS").map(|folder| workplace.root.join(folder));
    let Some(folder) = own.clone().or_else(named) else {
        return vec![Finding::well(NAME, "no datasets are in the workplace: those count that came with the graders")];
    };
    let name = workplace.short(&folder).display();
    let mend = if own.is_some() {
        format!("git checkout -- {}", typed(workplace, &folder))
    } else if folder.is_dir() {
        format!("git -C {} checkout -- .", typed(workplace, &folder))
    } else {
        "unset MLINGS_DATASETS".to_owned()
    };
    let list = match std::fs::read_to_string(folder.join(SUMS)) {
        Ok(list) => list,
        Err(error) => return vec![Finding::ill(NAME, format!("in {name} {SUMS} cannot be read ({error})"), mend)],
    };
    let wrong: Vec<String> = sums(&list).filter_map(|(hash, file)| wrong(&folder, hash, file)).collect();
    if !wrong.is_empty() {
        return vec![Finding::ill(NAME, format!("in {name} {}", listed(&wrong)), mend)];
    }
    vec![Finding::well(NAME, format!("{} dataset files in {name} are unchanged", sums(&list).count()))]
}

/// The lines of a list of hashes: hash and file.
fn sums(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.lines().filter_map(|line| line.split_once("  "))
}

/// What is wrong with a file, if anything.
fn wrong(folder: &Path, hash: &str, file: &str) -> Option<String> {
    let path = folder.join(file);
    match content_hash(&path) {
        found if found == hash => None,
        found if !found.is_empty() => Some(format!("{file} is changed")),
        _ if path.exists() => Some(format!("{file} cannot be read")),
        _ => Some(format!("{file} is missing")),
    }
}

/// The first few, and how many more there are.
fn listed(wrong: &[String]) -> String {
    const MOST: usize = 4;
    let first = wrong.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(", ");
    match wrong.len().saturating_sub(MOST) {
        0 => first,
        more => format!("{first}, and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn package() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR"))
    }

    fn list() -> String {
        std::fs::read_to_string(package().join("datasets").join(SUMS)).expect("the list")
    }

    #[test]
    fn the_list_is_in_step_with_the_files() {
        let wrong: Vec<_> =
            sums(&list()).filter_map(|(hash, file)| wrong(&package().join("datasets"), hash, file)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        let mut there = BTreeSet::new();
        for below in ["", "movielens/"] {
            let folder = package().join("datasets").join(below);
            let names =
                std::fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").file_name());
            let names = names.map(|name| format!("{below}{}", name.display()));
            there.extend(names.filter(|name| name.ends_with(".csv")));
        }
        assert_eq!(sums(&list()).map(|(_, file)| file.to_owned()).collect::<BTreeSet<_>>(), there);
    }

    #[test]
    fn the_list_is_in_step_with_the_datasheets() {
        let text = std::fs::read_to_string(package().join("datasets/README.md")).expect("the datasheets");
        let sections = text.split("\n## ").filter_map(|section| {
            let hash = section.split_once("**sha256 of this file**: `")?.1.split('`').next()?;
            Some((hash, section.lines().next()?))
        });
        assert_eq!(sections.collect::<BTreeSet<_>>(), sums(&list()).collect());
    }

    #[test]
    fn a_changed_and_a_missing_file_are_told_apart() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("a.csv"), "x\n1\n").expect("a file");
        let hash = content_hash(&folder.path().join("a.csv"));
        assert_eq!(wrong(folder.path(), &hash, "a.csv"), None);
        assert_eq!(wrong(folder.path(), "0", "a.csv").as_deref(), Some("a.csv is changed"));
        assert_eq!(wrong(folder.path(), &hash, "b.csv").as_deref(), Some("b.csv is missing"));
    }
}
