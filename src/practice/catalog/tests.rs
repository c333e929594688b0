use super::*;

/// A workplace with these files.
fn workplace(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

fn manifest(title: &str, targets: &[(&str, &str)]) -> String {
    let targets = targets.iter().map(|(id, path)| format!("[[test]]\nname = \"{id}\"\npath = \"{path}\"\n"));
    format!(
        "[package]\nname = \"a\"\nversion.workspace = true\n\n[package.metadata.mlings]\ntitle = \"{title}\"\n\
         grader = \"a-grader\"\nreferences = \"../../src/a\"\n\n{}",
        targets.collect::<String>()
    )
}

#[test]
fn tracks_and_exercises_come_from_manifests_and_guides() {
    let numbers = manifest("Numbers", &[("moments", "01_moments.rs")]);
    let folder = workplace(&[
        ("Cargo.toml", ""),
        ("exercises/01_numbers/Cargo.toml", &numbers),
        ("exercises/01_numbers/01_moments.md", "# Moments\r\n\r\nMean and\r\nvariance.\r\n\r\n## Why\r\n"),
        ("exercises/pack/Cargo.toml", &manifest("A pack", &[])),
        ("exercises/other/Cargo.toml", "[package]\nname = \"other\"\n"),
        ("exercises/README.md", ""),
    ]);
    assert!(is_workplace(folder.path()) && !is_workplace(&folder.path().join("exercises")));
    let catalog = Catalog::read(folder.path());
    assert_eq!(catalog.troubles, []);
    let [track, pack] = &catalog.tracks[..] else { panic!("two tracks: {catalog:?}") };
    assert_eq!((track.number, track.title.as_str(), pack.number), (Some(1), "Numbers", None));
    assert_eq!(track.grader, "a-grader");
    assert_eq!(track.reference("moments"), Path::new("src/a/moments/solution.rs"));
    let [moments] = &track.exercises[..] else { panic!("an exercise: {track:?}") };
    assert_eq!((moments.title.as_str(), moments.summary.as_str()), ("Moments", "mean and variance"));
    assert_eq!(moments.file, Path::new("exercises/01_numbers/01_moments.rs"));
}

#[test]
fn what_cannot_be_read_is_named_and_takes_nothing_else_away() {
    let good = manifest("Good", &[("a", "a.rs"), ("../b", "b.rs"), ("c", "c.rs")]);
    let again = manifest("Again", &[("a", "a.rs")]);
    let folder = workplace(&[
        ("exercises/01_good/Cargo.toml", &good),
        ("exercises/01_good/a.md", "# A\n\nAdd.\n\n## Why\n"),
        ("exercises/02_broken/Cargo.toml", "[package.metadata.mlings]\ntitle = "),
        ("exercises/03_again/Cargo.toml", &again),
        ("exercises/03_again/a.md", "no heading"),
    ]);
    let catalog = Catalog::read(folder.path());
    let ids: Vec<&str> = catalog.exercises().map(|exercise| exercise.id.as_str()).collect();
    assert_eq!(ids, ["a", "c"]);
    let files: BTreeSet<String> = catalog.troubles.iter().map(|trouble| trouble.file.display().to_string()).collect();
    for file in ["01_good/Cargo.toml", "01_good/c.md", "02_broken/Cargo.toml", "03_again/a.md", "03_again/a.rs"] {
        assert!(files.contains(&format!("exercises/{file}")), "{file}: {:?}", catalog.troubles);
    }
    assert_eq!(files.len(), 5, "{:?}", catalog.troubles);
}

#[test]
fn our_own_tracks_are_whole() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let catalog = Catalog::read(root);
    assert_eq!(catalog.troubles, []);
    assert!(catalog.tracks.iter().all(|track| track.number.is_some() && !track.exercises.is_empty()));
    for track in &catalog.tracks {
        for exercise in &track.exercises {
            assert!(root.join(track.reference(&exercise.id)).is_file(), "{} has no reference", exercise.id);
            assert!(!exercise.summary.is_empty(), "{} has no summary", exercise.id);
        }
    }
}
