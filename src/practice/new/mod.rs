//! `new TRACK ID`: for those who work on mlings. Writes the skeleton of an exercise and lists it; the
//! trust tests then say what is missing.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::catalog::{EXERCISES, MANIFEST, Track, is_id};
use super::output::print;
use super::prove::readers;
use super::workplace::Workplace;
use super::{Problem, atomic, invocation};

/// The files of the skeleton. `ID`, `PLACE` and `TITLE` stand for what they say.
const GUIDE: &str = include_str!("guide.md");
const CONTRACT: &str = include_str!("contract.rs.txt");
const FOLDER: [(&str, &str); 5] = [
    ("mod.rs", include_str!("mod.rs.txt")),
    ("solution.rs", include_str!("solution.rs.txt")),
    ("checks.rs", include_str!("checks.rs.txt")),
    ("mistakes.rs", include_str!("mistakes.rs.txt")),
    ("plot.rs", include_str!("plot.rs.txt")),
];
const ALTERNATIVES: &str = include_str!("alternatives.rs.txt");
const READERS: &str = include_str!("readers.md");

pub(super) fn run(workplace: &Workplace, track: &str, id: &str) -> Result<ExitCode, Problem> {
    let track = named(workplace, track)?;
    check_id(workplace, id)?;
    let files = skeleton(&workplace.root, track, id)?;
    for (path, text) in &files {
        write(&workplace.root, path, text)?;
    }
    let names: String = files.iter().map(|(path, _)| format!("{}\n", path.display())).collect();
    print(&format!(
        "{names}\nNext: write {}, then\n  {call} generate          the learner's file from solution.rs\n  \
         cargo test -p mlings-tests --test proof   says what is missing\nCONTRIBUTING.md tells the whole way.\n",
        track.references.join(id).display(),
        call = invocation()
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// The track of this name, with or without its number.
fn named<'a>(workplace: &'a Workplace, name: &str) -> Result<&'a Track, Problem> {
    let tracks = &workplace.catalog.tracks;
    let is_it =
        |track: &&Track| track.folder == name || track.folder.split_once('_').is_some_and(|(_, rest)| rest == name);
    tracks.iter().find(is_it).ok_or_else(|| {
        let folders: Vec<&str> = tracks.iter().map(|track| track.folder.as_str()).collect();
        Problem::new(format!("no track is called {name:?}"), format!("one of these: {}", folders.join(", ")))
    })
}

fn check_id(workplace: &Workplace, id: &str) -> Result<(), Problem> {
    if !is_id(id) {
        return Err(Problem::new(
            format!("{id:?} cannot be an id"),
            "use small letters, digits and _, as in least_squares",
        ));
    }
    if workplace.catalog.exercise(id).is_some() {
        return Err(Problem::new(
            format!("there is an exercise {id} already"),
            "choose another id: it is stable for ever",
        ));
    }
    Ok(())
}

/// A file that is written, from the workplace, and its whole text.
type Written = (PathBuf, String);

/// Everything that makes an exercise.
fn skeleton(root: &Path, track: &Track, id: &str) -> Result<Vec<Written>, Problem> {
    let source = &track.references;
    let place = Path::new(EXERCISES).join(&track.folder);
    let number = 1 + numbers(track).max().unwrap_or(0);
    let title = id.replace('_', " ");
    let words = |text: &str| text.replace("TITLE", &title).replace("ID", id);
    let mut files: Vec<Written> = FOLDER.iter().map(|(name, text)| (source.join(id).join(name), words(text))).collect();
    files.push((source.join("contracts").join(format!("{id}.rs")), words(CONTRACT)));
    files.push((place.join(format!("{number:02}_{id}.md")), words(GUIDE)));
    files.push((place.join(format!("{number:02}_{id}.rs")), String::new()));
    files.push((format!("tests/alternatives/{id}.rs").into(), words(ALTERNATIVES)));
    files.push((Path::new(readers::FOLDER).join(id).join("README.md"), words(READERS)));
    let target = format!(
        "\n[[test]]\nname = \"{id}\"\npath = \"{number:02}_{id}.rs\"\nharness = false\ntest = false\nbench = true\n"
    );
    files.push(edited(root, place.join(MANIFEST), |text| Some(format!("{}\n{target}", text.trim_end())))?);
    files.push(edited(root, source.join("contracts/lib.rs"), |text| with_module(text, id))?);
    files.push(edited(root, source.join("lib.rs"), |text| listed(&with_module(text, id)?, id))?);
    files.push(edited(root, "tests/alternatives/main.rs".into(), |text| {
        text.contains(LIST).then(|| text.replacen(LIST, &format!("{LIST}\n    {id},"), 1))
    })?);
    Ok(files)
}

/// Behind this the alternatives are listed.
const LIST: &str = "\nalternatives!(";

/// The numbers that the exercises of a track have.
fn numbers(track: &Track) -> impl Iterator<Item = u32> {
    let names = track.exercises.iter().filter_map(|exercise| exercise.file.file_name()?.to_str());
    names.filter_map(|name| name.split('_').next()?.parse().ok())
}

/// A file of ours with something added to it; nothing comes where it has not the shape that it should have.
fn edited(root: &Path, path: PathBuf, edit: impl FnOnce(&str) -> Option<String>) -> Result<Written, Problem> {
    let name = path.display();
    let as_others = "is this mlings itself, and is the track made as src/curriculum/unsupervised is?";
    let old = std::fs::read_to_string(root.join(&path))
        .map_err(|error| Problem::new(format!("{name} cannot be extended ({error})"), as_others))?;
    let new = edit(&old).ok_or_else(|| Problem::new(format!("{name} has no list to extend"), as_others))?;
    Ok((path, new))
}

/// The text with one more module, in its place among the others.
fn with_module(text: &str, id: &str) -> Option<String> {
    let line = format!("pub mod {id};\n");
    let mut at = 0;
    let mut modules = Vec::new();
    for other in text.split_inclusive('\n') {
        if other.starts_with("pub mod ") && other.trim_end().ends_with(';') {
            modules.push((at, other));
        }
        at += other.len();
    }
    let behind = modules.iter().find(|(_, other)| *other > line.as_str()).map(|(at, _)| *at);
    let at = behind.or_else(|| modules.last().map(|(at, other)| at + other.len()))?;
    Some(format!("{}{line}{}", &text[..at], &text[at..]))
}

/// The track's list with the exercise at its end.
fn listed(track: &str, id: &str) -> Option<String> {
    const BEGIN: &str = "&[&dyn Lesson] =";
    let begin = track.find(BEGIN)? + BEGIN.len();
    let begin = begin + track[begin..].find('[')? + 1;
    let end = begin + track[begin..].find(']')?;
    let comma = if track[..end].trim_end().ends_with(['[', ',']) { "" } else { ", " };
    Some(format!("{}{comma}&{id}::EXERCISE{}", &track[..end], &track[end..]))
}

fn write(root: &Path, path: &Path, text: &str) -> Result<(), Problem> {
    let path = root.join(path);
    let folder = path.parent().unwrap_or(root);
    std::fs::create_dir_all(folder).and_then(|()| atomic::write(&path, text.as_bytes())).map_err(|error| {
        Problem::new(format!("{} could not be written ({error})", path.display()), "is the folder writable?")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exercise_is_listed_at_the_end_of_its_track() {
        let track = "static LESSONS: &[&dyn Lesson] = &[&a::EXERCISE];";
        let both = "static LESSONS: &[&dyn Lesson] = &[&a::EXERCISE, &b::EXERCISE];";
        assert_eq!(listed(track, "b").as_deref(), Some(both));
        let long = listed("LESSONS: &[&dyn Lesson] = &[\n    &a::EXERCISE,\n];", "b");
        assert!(long.is_some_and(|long| long.contains("&a::EXERCISE,\n&b::EXERCISE]")));
        assert_eq!(listed("no list", "b"), None);
    }

    #[test]
    fn a_module_stands_in_its_place_among_the_others() {
        let with = |id| with_module("//! A.\n\npub mod b;\npub mod d;\n\nuse x;\n", id).expect("modules");
        assert_eq!(with("a"), "//! A.\n\npub mod a;\npub mod b;\npub mod d;\n\nuse x;\n");
        assert_eq!(with("c"), "//! A.\n\npub mod b;\npub mod c;\npub mod d;\n\nuse x;\n");
        assert_eq!(with("e"), "//! A.\n\npub mod b;\npub mod d;\npub mod e;\n\nuse x;\n");
        assert_eq!(with_module("//! A.\n", "a"), None);
    }
}
