//! `new TRACK ID`: for those who work on mlings. Writes the skeleton of an exercise and lists it; the
//! trust tests then say what is missing.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::workplace::Workplace;
use super::{Problem, invocation};
use crate::curriculum::lessons;

/// The files of the skeleton. `ID`, `TRACK`, `PLACE`, `TITLE` and `SOURCE` stand for what they say.
const GUIDE: &str = include_str!("guide.md");
const FOLDER: [(&str, &str); 5] = [
    ("mod.rs", include_str!("mod.rs.txt")),
    ("solution.rs", include_str!("solution.rs.txt")),
    ("checks.rs", include_str!("checks.rs.txt")),
    ("mistakes.rs", include_str!("mistakes.rs.txt")),
    ("plot.rs", include_str!("plot.rs.txt")),
];
const ALTERNATIVES: &str = include_str!("alternatives.rs.txt");

pub(super) fn run(workplace: &Workplace, track: &str, id: &str) -> Result<ExitCode, Problem> {
    let root = &workplace.root;
    let folder = track_folder(root, track)?;
    check_id(id)?;
    let module = folder.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_').to_owned();
    let track_file = PathBuf::from(format!("src/curriculum/{module}/mod.rs"));
    if !root.join(&track_file).exists() {
        return Err(Problem::new(
            format!("the track {folder} has no {}", track_file.display()),
            "begin it as src/curriculum/unsupervised/mod.rs is, and list it in src/curriculum/mod.rs",
        ));
    }
    let number = 1 + numbers(&root.join("exercises").join(&folder)).max().unwrap_or(0);
    let place = format!("{folder}/{number:02}_{id}");
    let words = |text: &str| {
        let title = id.replace('_', " ");
        text.replace("TITLE", &title).replace("PLACE", &place).replace("TRACK", &module).replace("ID", id)
    };

    let mut written = Vec::new();
    for (name, text) in FOLDER {
        written.push((PathBuf::from(format!("src/curriculum/{module}/{id}/{name}")), words(text)));
    }
    written.push((PathBuf::from(format!("exercises/{place}.md")), words(GUIDE)));
    written.push((PathBuf::from(format!("exercises/{place}.rs")), String::new()));
    written.push((PathBuf::from(format!("tests/alternatives/{id}.rs")), words(ALTERNATIVES)));
    let target = format!(
        "[[test]]\nname = \"{id}\"\npath = \"exercises/{place}.rs\"\nharness = false\ntest = false\nbench = true\n\n"
    );
    let edits = [
        edited(root, "Cargo.toml", "[[test]]\nname = \"hostile\"", &target, Side::Before)?,
        edited(root, "tests/alternatives/main.rs", "alternatives!(", &format!("{id}, "), Side::Behind)?,
        edited(root, &track_file.display().to_string(), "\npub mod ", &format!("\npub mod {id};"), Side::Before)?,
    ];
    written.extend(edits);
    let track_text = written.last().map(|(_, text)| text.clone()).unwrap_or_default();
    if let Some(last) = written.last_mut() {
        last.1 = listed(&track_text, id)?;
    }
    for (path, text) in &written {
        write(root, path, text)?;
        println!("{}", path.display());
    }
    println!(
        "\nNext: write src/curriculum/{module}/{id}/, then\n  {call} generate          the learner's file from solution.rs\n  \
         cargo test --test proof   says what is missing\nCONTRIBUTING.md tells the whole way.",
        call = invocation()
    );
    Ok(ExitCode::SUCCESS)
}

/// The folder of a track, by its name with or without its number.
fn track_folder(root: &Path, track: &str) -> Result<String, Problem> {
    let folders = std::fs::read_dir(root.join("exercises")).into_iter().flatten().flatten();
    let mut names: Vec<String> = folders
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let is_it = |name: &&String| **name == track || name.split_once('_').is_some_and(|(_, rest)| rest == track);
    names.iter().find(is_it).cloned().ok_or_else(|| {
        Problem::new(format!("no track is called {track:?}"), format!("one of these: {}", names.join(", ")))
    })
}

fn check_id(id: &str) -> Result<(), Problem> {
    let is_name = !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !is_name || id.starts_with(|c: char| !c.is_ascii_lowercase()) {
        return Err(Problem::new(
            format!("{id:?} cannot be an id"),
            "use small letters, digits and _, as in least_squares",
        ));
    }
    if lessons().any(|lesson| lesson.about().id == id) {
        return Err(Problem::new(
            format!("there is an exercise {id} already"),
            "choose another id: it is stable for ever",
        ));
    }
    Ok(())
}

/// The numbers that the exercises of a track have.
fn numbers(folder: &Path) -> impl Iterator<Item = u32> {
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.filter_map(|name| name.to_string_lossy().split('_').next()?.parse().ok())
}

enum Side {
    Before,
    Behind,
}

/// A file with something put beside a mark in it.
fn edited(root: &Path, path: &str, mark: &str, text: &str, side: Side) -> Result<(PathBuf, String), Problem> {
    let unreadable =
        |reason: String| Problem::new(format!("{path} cannot be extended ({reason})"), "is this mlings itself?");
    let old = std::fs::read_to_string(root.join(path)).map_err(|error| unreadable(error.to_string()))?;
    let at = old.find(mark).ok_or_else(|| unreadable(format!("it has no {mark:?}")))?;
    let at = if matches!(side, Side::Behind) { at + mark.len() } else { at };
    Ok((PathBuf::from(path), format!("{}{text}{}", &old[..at], &old[at..])))
}

/// The track's list with the exercise at its end.
fn listed(track: &str, id: &str) -> Result<String, Problem> {
    let begin = track.find("lessons: &[").map(|at| at + "lessons: &[".len());
    let end = begin.and_then(|begin| track[begin..].find(']').map(|end| begin + end));
    let end = end.ok_or_else(|| Problem::new("the track has no list of lessons", "write it as the other tracks do"))?;
    let comma = if track[..end].trim_end().ends_with(['[', ',']) { "" } else { ", " };
    Ok(format!("{}{comma}&{id}::EXERCISE{}", &track[..end], &track[end..]))
}

fn write(root: &Path, path: &Path, text: &str) -> Result<(), Problem> {
    let path = root.join(path);
    let folder = path.parent().unwrap_or(root);
    std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, text)).map_err(|error| {
        Problem::new(format!("{} could not be written ({error})", path.display()), "is the folder writable?")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exercise_is_listed_at_the_end_of_its_track() {
        let track = "const TRACK: Track = Track { lessons: &[&a::EXERCISE] };";
        assert_eq!(
            listed(track, "b").expect("listed"),
            "const TRACK: Track = Track { lessons: &[&a::EXERCISE, &b::EXERCISE] };"
        );
        let long = "lessons: &[\n    &a::EXERCISE,\n] }";
        assert!(listed(long, "b").expect("listed").contains("&a::EXERCISE,\n&b::EXERCISE]"));
    }
}
