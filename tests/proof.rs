//! What proves the grader. Every test holds for every exercise in the catalog; a new one is covered
//! the moment it is listed.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use mlings::grading::{Lesson, proof};
use mlings::plot::{HEIGHT, WIDTH};
use mlings::verdict::Drawing;
use mlings::{TRACKS, is_thorough, lessons, seeds};

/// As many seeds as were ever asked for.
const MOST: u64 = 20;
/// Every mistake is tried against every other, so fewer seeds must do.
const MOST_FOR_MISTAKES: u64 = 3;

#[test]
fn the_solution_gets_full_marks_on_every_seed() {
    none(lessons().flat_map(|lesson| proof::reference(lesson, seeds(MOST).end)));
}

/// Every mistake loses points and is the one named, in every check that it fails; every check is failed by one; the
/// same attempt and seed give the same verdict.
#[test]
fn every_mistake_is_named_and_every_check_catches_one() {
    let lessons: Vec<&dyn Lesson> = lessons().collect();
    let most = if is_thorough() { MOST_FOR_MISTAKES } else { 1 };
    let next = AtomicUsize::new(0);
    let work = || -> Vec<String> {
        let one = || lessons.get(next.fetch_add(1, Ordering::Relaxed));
        std::iter::from_fn(one).flat_map(|lesson| proof::mistakes(*lesson, most)).collect()
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let faults: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no assertion in it")).collect()
    });
    none(faults);
}

#[test]
fn points_sum_to_a_hundred_and_names_are_unique() {
    let ids: BTreeSet<&str> = lessons().map(|lesson| lesson.about().id).collect();
    assert_eq!(ids.len(), lessons().count(), "two exercises share an id");
    none(lessons().flat_map(proof::words));
}

fn none(faults: impl IntoIterator<Item = String>) {
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_guide_has_its_head_its_sections_and_three_hints() {
    const SECTIONS: [&str; 7] = ["Why", "The idea", "Your task", "Example", "Check yourself", "Hints", "Going further"];
    for (lesson, path) in guides() {
        let guide = text(&path);
        let mut head = guide.lines();
        assert_eq!(head.next(), Some(format!("# {}", lesson.about().title).as_str()), "{}", path.display());
        let summary = head.find(|line| !line.is_empty()).unwrap_or_default();
        assert!(
            summary.ends_with('.') && summary.len() > 20,
            "{} does not say in a sentence: {summary}",
            path.display()
        );
        let effort = head.find(|line| !line.is_empty()).unwrap_or_default();
        assert!(
            effort.starts_with("Difficulty: ") && effort.contains(" of 5. Time: about "),
            "{} does not say how hard it is and how long it takes: {effort}",
            path.display()
        );
        let sections: Vec<&str> = guide.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(sections, SECTIONS, "{}", path.display());
        let hints = guide.lines().skip_while(|line| *line != "## Hints").take_while(|line| *line != "## Going further");
        let numbered = hints.filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).count();
        assert!(numbered >= 3, "{} has {numbered} hints; write 3 or more", path.display());
    }
}

#[test]
fn every_guide_shows_the_types_that_its_file_imports() {
    let mut missing = Vec::new();
    for (_, path) in guides() {
        let guide = text(&path);
        let defines = |line: &str, name: &str| {
            let mut words = line.split(|c: char| !c.is_alphanumeric());
            let kind = (words.next(), words.next());
            matches!(kind, (Some("pub"), Some("struct" | "enum" | "type"))) && words.next() == Some(name)
        };
        let file = text(&path.with_extension("rs"));
        let imports = file.lines().filter_map(|line| line.strip_prefix("use mlings::"));
        let names = imports.flat_map(|names| names.split(|c: char| !c.is_alphanumeric() && c != '_'));
        let types = names.filter(|name| name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase));
        let absent = types.filter(|name| !guide.lines().any(|line| defines(line, name)));
        missing.extend(absent.map(|name| format!("{}: {name}", path.display())));
    }
    assert!(missing.is_empty(), "a code block in \"Your task\" should show:\n{}", missing.join("\n"));
}

/// Every exercise with its guide. Its number is its place in its track.
fn guides() -> impl Iterator<Item = (&'static dyn Lesson, PathBuf)> {
    let exercises = Path::new(env!("CARGO_MANIFEST_DIR")).join("../exercises");
    let of_track = move |(folder, lessons): &(&str, &'static [&'static dyn Lesson])| {
        let folder = exercises.join(folder);
        let path = move |(at, lesson): (usize, &&'static dyn Lesson)| {
            (*lesson, folder.join(format!("{:02}_{}.md", at + 1, lesson.about().id)))
        };
        lessons.iter().enumerate().map(path).collect::<Vec<_>>()
    };
    TRACKS.iter().flat_map(of_track)
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_plots_of_the_solution_are_pictures() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for lesson in lessons() {
        assert!(!lesson.plots().is_empty(), "{} draws nothing; write a plot", lesson.about().id);
        for (index, name) in lesson.plots().iter().enumerate() {
            let Drawing::Drawn { files, .. } = lesson.draw(index, folder.path()) else {
                panic!("{}: {name} is not drawn: {:?}", lesson.about().id, lesson.draw(index, folder.path()));
            };
            let [svg, png] = &files[..] else { panic!("{files:?}") };
            let svg = std::fs::read_to_string(svg).expect("an SVG");
            assert!(svg.starts_with("<svg") && svg.contains("<text"), "{name}.svg has no text");
            assert_picture(png);
        }
    }
}

/// The stated size, and more than a few colours: neither blank nor without text and data.
fn assert_picture(path: &Path) {
    let mut reader = png::Decoder::new(BufReader::new(File::open(path).expect("a PNG"))).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a small picture")];
    let frame = reader.next_frame(&mut pixels).expect("a picture");
    assert_eq!((frame.width, frame.height), (WIDTH, HEIGHT), "{}", path.display());
    let samples = frame.color_type.samples();
    let painted = pixels.chunks(samples).filter(|pixel| **pixel != pixels[..samples]).count();
    let colours: BTreeSet<&[u8]> = pixels.chunks(samples).collect();
    assert!(painted > 5_000 && colours.len() > 50, "{}: {painted} pixels, {} colours", path.display(), colours.len());
}
