//! What proves the grader. Every test holds for every exercise in the catalog; a new one is covered
//! the moment it is listed.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use mlings::grading::{Lesson, grade_here};
use mlings::plot::{HEIGHT, WIDTH};
use mlings::verdict::{Drawing, FULL_MARKS, Graded, Status, Verdict};
use mlings::{TRACKS, is_thorough, lessons, seeds};

/// As many seeds as were ever asked for.
const MOST: u64 = 20;
/// Every mistake is tried against every other, so fewer seeds must do.
const MOST_FOR_MISTAKES: u64 = 3;

#[test]
fn the_solution_gets_full_marks_on_every_seed() {
    for lesson in lessons() {
        for seed in seeds(MOST) {
            let verdict = grade_here(lesson, seed);
            assert_eq!(verdict.score, 100, "{} with seed {seed}: {:#?}", verdict.id, failed(&verdict));
        }
        assert_eq!(grade_here(lesson, 7), grade_here(lesson, 7));
    }
}

/// Every mistake loses points and is the one named, in every check that it fails; every check is failed by one; the
/// same attempt and seed give the same verdict.
#[test]
fn every_mistake_is_named_and_every_check_catches_one() {
    let lessons: Vec<&dyn Lesson> = lessons().collect();
    let next = AtomicUsize::new(0);
    let work = || -> Vec<String> {
        let one = || lessons.get(next.fetch_add(1, Ordering::Relaxed));
        std::iter::from_fn(one).flat_map(|lesson| unproven(*lesson)).collect()
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let unproven: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no assertion fails")).collect()
    });
    assert!(unproven.is_empty(), "{}", unproven.join("\n"));
}

/// Every check that a mistake fails without being named for it, and without reserve; every check that none fails.
fn unproven(lesson: &dyn Lesson) -> Vec<String> {
    let mut never_failed: BTreeSet<&str> = lesson.checks().iter().map(|check| check.name).collect();
    let mut unproven = Vec::new();
    for (index, mistake) in lesson.mistakes().iter().enumerate() {
        let wrong = lesson.with_mistake(index);
        for seed in seeds(if is_thorough() { MOST_FOR_MISTAKES } else { 1 }) {
            let verdict = grade_here(&*wrong, seed);
            let about = format!("{}: \"{}\" with seed {seed}", verdict.id, mistake.name);
            assert!(verdict.score < 100, "{about} gets full marks");
            for check in failed(&verdict) {
                never_failed.remove(check.name.as_str());
                assert!(
                    matches!(check.status, Status::Failed(_) | Status::Panicked { .. }),
                    "{about} is not a wrong answer: {:?}",
                    check.status
                );
                let named = check.looks_like.as_ref().map(|cause| (cause.mistake.as_str(), cause.consistent));
                if named != Some((mistake.name, true)) {
                    unproven.push(format!("{about}, check \"{}\": named {named:?}", check.name));
                }
            }
            if (index, seed) == (0, 0) {
                assert_eq!(verdict, grade_here(&*wrong, seed), "{about}, twice");
            }
        }
    }
    unproven.extend(never_failed.iter().map(|check| format!("{}: no mistake fails \"{check}\"", lesson.about().id)));
    unproven
}

#[test]
fn points_sum_to_a_hundred_and_names_are_unique() {
    let ids: BTreeSet<&str> = lessons().map(|lesson| lesson.about().id).collect();
    assert_eq!(ids.len(), lessons().count(), "two exercises share an id");
    for lesson in lessons() {
        let (checks, mistakes, id) = (lesson.checks(), lesson.mistakes(), lesson.about().id);
        assert_eq!(checks.iter().map(|check| check.points).sum::<u32>(), FULL_MARKS, "{id}");
        assert!((8..=14).contains(&checks.len()), "{id} has {} checks; write 8 to 14", checks.len());
        assert!(mistakes.len() >= 6, "{id} has {} mistakes; write 6 or more", mistakes.len());
        let names: BTreeSet<&str> = checks.iter().chain(&mistakes).map(|named| named.name).collect();
        assert_eq!(names.len(), checks.len() + mistakes.len(), "{id}: a name stands twice");
        assert!(mistakes.iter().all(|mistake| mistake.advice.len() > 40), "{id}: an advice says too little");
    }
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

fn failed(verdict: &Verdict) -> Vec<&Graded> {
    verdict.checks.iter().filter(|check| check.status != Status::Passed).collect()
}
