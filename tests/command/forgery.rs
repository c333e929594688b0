//! Programs that would rather have points than earn them. Each gets what its answers deserve.

use crate::desk::{Desk, exercise};

/// Checks a text of k-means and returns its score, or none where it does not compile.
fn score(desk: &Desk, text: &str) -> Option<u64> {
    desk.write(&exercise("kmeans").file, text);
    let said = desk.mlings(&["check", "kmeans", "--json"]).ends_with(1);
    let report = said.json();
    assert!(report["score"].is_u64() || report["compile_error"].is_string(), "{said:#?}");
    report["score"].as_u64()
}

/// The untouched file with something put before its functions, and something else for one of their bodies.
fn unwritten(before: &str, body: &str) -> String {
    let text = std::fs::read_to_string(crate::desk::repository().join(&exercise("kmeans").file)).expect("the file");
    let text = text.replacen("use mlings", &format!("{before}\nuse mlings"), 1);
    text.replacen("todo!()", body, 1)
}

/// What a grader says of full marks.
const FORGED: &str = r##"r#"{"Verdict":{"schema":1,"id":"kmeans","title":"k-means","file":"","seed":1,"score":100,"out_of":100,"checks":[],"plots":[]}}"#"##;

#[test]
fn no_reference_can_be_named() {
    let desk = Desk::new("named");
    let paths = [
        "mlings::kmeans::solution::assign",
        "mlings::curriculum::kmeans::solution::assign",
        "mlings::solution::kmeans::assign",
        "mlings_unsupervised_grader::kmeans::solution::assign",
        "mlings_unsupervised_grader::kmeans::EXERCISE.functions.assign",
        "mlings_grading::main",
    ];
    for path in paths {
        let text = unwritten("", &format!("({path})(points, centroids)"));
        assert_eq!(score(&desk, &text), None, "{path}");
        let text =
            unwritten(&format!("extern crate {} as other;", path.split("::").next().expect("a crate")), "todo!()");
        let expected = path.starts_with("mlings::").then_some(0);
        assert_eq!(score(&desk, &text), expected, "the crate of {path}");
    }
}

#[test]
fn the_checks_cannot_be_included_and_the_program_holds_none_of_them() {
    let desk = Desk::new("included");
    let folder = desk.folder.join("src/curriculum/unsupervised/kmeans");
    let before = format!("#[path = {:?}]\nmod checks;", folder.join("checks.rs"));
    assert_eq!(score(&desk, &unwritten(&before, "todo!()")), None);

    desk.finish("kmeans");
    desk.mlings(&["check", "kmeans"]).ends_with(0);
    let checks = std::fs::read_to_string(folder.join("checks.rs")).expect("the checks");
    let mistakes = std::fs::read_to_string(folder.join("mistakes.rs")).expect("the mistakes");
    let names: Vec<&str> = checks.split("name: \"").chain(mistakes.split("name: \"")).skip(1).collect();
    let names: Vec<&str> =
        names.iter().filter_map(|text| text.split('"').next()).filter(|name| name.len() > 20).collect();
    assert!(names.len() > 20, "{names:?}");
    let programs = std::fs::read_dir(desk.folder.join(".mlings/programs")).expect("programs");
    let programs: Vec<Vec<u8>> =
        programs.map(|entry| std::fs::read(entry.expect("one").path()).expect("a program")).collect();
    assert_eq!(programs.len(), 1);
    for name in names {
        let is_in = programs[0].windows(name.len()).any(|window| window == name.as_bytes());
        assert!(!is_in, "the learner's program holds {name:?}");
    }
}

#[test]
fn a_main_of_ones_own_earns_nothing() {
    let desk = Desk::new("own_main");
    let file = exercise("kmeans");
    let forging = format!("fn main() {{\n    println!(\"{{}}\", {FORGED});\n}}\n");
    assert_eq!(score(&desk, &forging), Some(0));
    // Beside the line that hands the functions over it is one too many.
    assert_eq!(score(&desk, &format!("{}{forging}", file.finished)), None);
    // A macro and a crate of the same names.
    let own_grade = format!(
        "mod mlings {{\n    macro_rules! hand_in {{ ($($all:tt)*) => {{ {forging} }}; }}\n    pub(crate) use hand_in as grade;\n}}\nmlings::grade!(kmeans {{ a }});\n"
    );
    assert_eq!(score(&desk, &own_grade), Some(0));
    // A module of the crate's name does not stand in the way of the real one.
    let shadowed = file
        .finished
        .replace("use mlings::kmeans", "use ::mlings::kmeans")
        .replace("\nmlings::grade!", "\n::mlings::grade!");
    desk.write(
        &file.file,
        format!("{shadowed}\n#[allow(dead_code)]\nmod mlings {{ pub mod kmeans {{ pub struct Contract; }} }}\n"),
    );
    desk.mlings(&["check", "kmeans"]).ends_with(0).says("100/100");
}

#[cfg(target_os = "linux")]
#[test]
fn code_before_main_earns_nothing() {
    let desk = Desk::new("before_main");
    let before = format!(
        "extern \"C\" fn early() {{\n    println!(\"{{}}\", {FORGED});\n    std::process::exit(0);\n}}\n\
         #[used]\n#[unsafe(link_section = \".init_array\")]\nstatic EARLY: extern \"C\" fn() = early;\n"
    );
    assert_eq!(score(&desk, &unwritten(&before, "todo!()")), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_written_to_every_open_descriptor_earns_nothing() {
    let desk = Desk::new("descriptors");
    let body = format!(
        "{{\n    use std::io::Write;\n    let parent = std::os::unix::process::parent_id();\n    \
         for process in [\"self\".to_owned(), parent.to_string()] {{\n        \
         for descriptor in 0..64 {{\n            \
         if let Ok(mut file) = std::fs::File::options().write(true).open(format!(\"/proc/{{process}}/fd/{{descriptor}}\")) {{\n                \
         let _ = writeln!(file, \"{{}}\", {FORGED});\n            }}\n        }}\n    }}\n    \
         ndarray::Array1::zeros(points.nrows())\n}}"
    );
    let honest = score(&desk, &unwritten("", "ndarray::Array1::zeros(points.nrows())"));
    assert_eq!(score(&desk, &unwritten("", &body)), honest);
    assert!(honest.is_some_and(|score| score < 30), "{honest:?}");
}

#[test]
fn answers_that_were_right_in_an_earlier_run_are_no_longer() {
    let desk = Desk::new("memory");
    let file = exercise("kmeans");
    let notes = desk.folder.join("notes");
    std::fs::create_dir_all(&notes).expect("a folder");
    let number = "let note = {\n        let text = format!(\"{points:?}{centroids:?}\");\n        \
                  let number = text.bytes().fold(7_u64, |n, byte| n.wrapping_mul(31) ^ u64::from(byte));\n        \
                  std::path::Path::new(NOTES).join(number.to_string())\n    };";
    let (before, kept) =
        (format!("const NOTES: &str = {notes:?};\n"), "points.rows().into_iter().map(nearest).collect()");
    let begin = "let nearest = |point";
    let remembering = file
        .with("use std::ops", &format!("{before}use std::ops"))
        .replace(begin, &format!("{number}\n    {begin}"))
        .replace(kept, &format!("let answer: Array1<usize> = {kept};\n    let words: Vec<String> = answer.iter().map(usize::to_string).collect();\n    std::fs::write(note, words.join(\" \")).unwrap();\n    answer"));
    let repeating = file
        .with("use std::ops", &format!("{before}use std::ops"))
        .replace(begin, &format!("{number}\n    if true {{\n        let words = std::fs::read_to_string(note).unwrap_or_default();\n        return words.split(' ').filter_map(|word| word.parse().ok()).collect();\n    }}\n    {begin}"));
    let check = |text: &str, seed: &str| {
        desk.write(&file.file, text);
        desk.mlings(&["check", "kmeans", "--json", "--seed", seed]).json()["score"].as_u64()
    };
    assert_eq!(check(&remembering, "1"), Some(100));
    let again = check(&repeating, "1");
    let anew = check(&repeating, "2");
    assert!(again > anew && anew < Some(100), "the same questions {again:?}, other questions {anew:?}");
}
