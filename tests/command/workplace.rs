//! What stands in a workplace: exercises by their names, tracks, packs by others, and files that come back or are new.

use crate::desk::{Desk, exercise};

#[test]
fn an_exercise_goes_by_name_beginning_or_file() {
    let desk = Desk::new("names");
    let file = exercise("kmeans").file.display().to_string();
    for name in ["kmeans", "km", &file, "08_unsupervised/01_kmeans", "01_kmeans.rs", "01_kmeans.md"] {
        desk.mlings(&["guide", name]).ends_with(0).says("# k-means");
    }
    let below = desk.folder.join("exercises/08_unsupervised");
    desk.mlings_in(&below, &["guide", "01_kmeans.rs"]).ends_with(0).says("# k-means");
    desk.mlings(&["guide", "kmaens"]).ends_with(2).complains("did you mean kmeans?");
    desk.mlings(&["guide", "xyzzy"]).ends_with(2).complains("list");
    desk.mlings(&["guide", ""]).ends_with(2).complains("no exercise is called");
    let nowhere = tempfile::tempdir().expect("a temporary folder");
    desk.mlings_in(nowhere.path(), &["list"]).ends_with(2).complains("no exercises folder").complains("help: ");
}

#[test]
fn a_track_that_cannot_be_read_is_named_and_takes_no_other_one_away() {
    let desk = Desk::new("broken_track");
    desk.write("exercises/07_trees/Cargo.toml", "[package.metadata.mlings]\ntitle = ");
    desk.remove(exercise("moments").guide());
    let said = desk.mlings(&["list"]).ends_with(0).says("kmeans").says("08 Unsupervised learning");
    assert!(!said.out.contains("decision_tree"), "{said:#?}");
    let said = said.complains("exercises/07_trees/Cargo.toml is not a manifest of a track");
    said.complains("exercises/01_numbers/01_moments.md is missing");
    let said = desk.mlings(&["doctor"]).ends_with(1).says("✗ exercises/07_trees/Cargo.toml is not a manifest");
    said.says("git checkout -- exercises/07_trees/Cargo.toml").says("01_moments.md is missing");
    desk.mlings(&["check", "decision_tree"]).ends_with(2).complains("no exercise is called");
}

/// A pack by somebody else: another folder of exercises, whose name has no number.
#[test]
fn a_pack_is_listed_beside_the_tracks() {
    let desk = Desk::new("pack");
    let manifest = "[package]\nname = \"pack\"\nversion = \"0.1.0\"\n\n[package.metadata.mlings]\ntitle = \"A pack\"\n\
                    grader = \"pack-grader\"\n\n[[test]]\nname = \"first_steps\"\npath = \"first_steps.rs\"\n";
    desk.write("exercises/pack/Cargo.toml", manifest);
    desk.write("exercises/pack/first_steps.md", "# First steps\n\nWalk.\n\n## Hints\n\n1. One foot\n");
    desk.mlings(&["list"]).ends_with(0).says("   A pack\n").says("first_steps").says("walk\n");
    desk.mlings(&["hint", "first"]).ends_with(0).says("One foot");
    let said = desk.mlings(&["solution", "first_steps", "--reveal"]).ends_with(2);
    said.complains("the reference of first_steps cannot be read").complains("sources of its track");
}

#[test]
fn a_new_exercise_is_written_and_listed() {
    let desk = Desk::new("new");
    desk.mlings(&["new", "unsupervised", "mean_shift"]).ends_with(0).says("mean_shift/solution.rs").says("Next: ");
    let lists = [
        ("exercises/08_unsupervised/Cargo.toml", "name = \"mean_shift\"\npath = \"05_mean_shift.rs\""),
        ("src/curriculum/unsupervised/lib.rs", "pub mod mean_shift;"),
        ("src/curriculum/unsupervised/lib.rs", "&mean_shift::EXERCISE"),
        ("src/curriculum/unsupervised/contracts/lib.rs", "pub mod mean_shift;"),
        ("src/curriculum/unsupervised/contracts/mean_shift.rs", "contract! {"),
        ("src/curriculum/unsupervised/mean_shift/mod.rs", "id: \"mean_shift\""),
        ("exercises/08_unsupervised/05_mean_shift.md", "# mean shift"),
        ("tests/alternatives/main.rs", "alternatives!(\n    mean_shift,"),
        ("tests/alternatives/mean_shift.rs", "mlings::curriculum::mean_shift::Contract"),
    ];
    for (file, words) in lists {
        assert!(desk.read(file).contains(words), "{words:?} is not in {file}:\n{}", desk.read(file));
    }
    desk.mlings(&["list"]).ends_with(0).says("mean_shift");
    desk.mlings(&["generate"]).ends_with(0).says("05_mean_shift.rs");
    assert!(
        desk.read("exercises/08_unsupervised/05_mean_shift.rs").ends_with("mlings::grade!(mean_shift { total });\n")
    );
    desk.mlings(&["new", "nowhere", "x"]).ends_with(2).complains("no track is called").complains("08_unsupervised");
    desk.mlings(&["new", "unsupervised", "Mean-Shift"]).ends_with(2).complains("cannot be an id");
    desk.mlings(&["new", "unsupervised", "kmeans"]).ends_with(2).complains("there is an exercise kmeans already");
}

#[test]
fn reset_keeps_what_was_written() {
    let desk = Desk::new("reset");
    let file = &exercise("kmeans").file;
    let unstarted = desk.read(file);
    desk.mlings(&["reset", "kmeans"]).ends_with(0).says("untouched already");
    for (number, mine) in [(1, "// my work\n"), (2, "// my second work\n")] {
        desk.write(file, mine);
        let backup = file.with_extension(format!("backup{number}.rs"));
        desk.mlings(&["reset", "kmeans"]).ends_with(0).says(&backup.display().to_string());
        assert_eq!((desk.read(file), desk.read(backup).as_str()), (unstarted.clone(), mine));
    }
    desk.remove(file);
    desk.mlings(&["reset", "--all"]).ends_with(0).says("is there again");
    assert_eq!(desk.read(file), unstarted);
    desk.mlings(&["reset"]).ends_with(2);
    desk.mlings(&["generate", "--check"]).ends_with(0);
    desk.write(file, "// my work\n");
    desk.mlings(&["generate", "--check"]).ends_with(2).complains("01_kmeans.rs");
}

#[test]
fn a_missing_exercise_file_names_the_command_that_brings_it_back() {
    let desk = Desk::new("missing");
    desk.remove(&exercise("kmeans").file);
    desk.mlings(&["check", "kmeans"]).ends_with(1).says("01_kmeans.rs is missing").says(" reset kmeans");
    desk.mlings(&["check", "silhouette"]).ends_with(1).says("0/100");
}
