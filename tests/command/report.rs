//! `report`: every exercise, for a teacher, a program or a service that shows tests.

use quick_xml::events::Event;
use quick_xml::reader::Reader;
use serde_json::Value;

use crate::desk::{Desk, exercise, exercises};
use crate::schema::faults;

/// One exercise with a known mistake, one that does not compile, the others as they are at first.
fn mixed(name: &str) -> Desk {
    let desk = Desk::new(name);
    let kmeans = exercise("kmeans").with("if size > 0 {", "if size < usize::MAX {");
    desk.write(&exercise("kmeans").file, kmeans.replace("let mut", "println!(\"\\u{1b}[31mhere\\u{7}\"); let mut"));
    desk.write(&exercise("impute").file, "fn broken( {\n");
    desk
}

#[test]
#[ignore = "takes long: .ci/run has it"]
fn the_same_results_come_in_every_format() {
    let desk = mixed("report");
    let seeded = |format| desk.mlings(&["report", "--seed", "11", "--format", format]).ends_with(0);

    let json = seeded("json").json();
    let checked = desk.mlings(&["check", "--all", "--json", "--seed", "11"]).ends_with(1);
    assert_eq!((&json["schema"], &json["exercises"]), (&1.into(), &checked.json()));
    assert_eq!((&json["score"], &json["out_of"]), (&85.into(), &(100 * exercises().count()).into()));
    let one = desk.mlings(&["check", "impute", "--json"]).ends_with(1);
    let all = checked.json();
    let broken = all.as_array().into_iter().flatten().find(|exercise| exercise["id"] == "impute");
    for exercise in [broken.expect("the broken exercise"), &one.json()] {
        let words = exercise["compile_error"].as_str().unwrap_or_default();
        assert!(words.contains("error: ") && !words.contains('\u{1b}'), "{exercise:#}");
    }

    let markdown = seeded("md").says("# mlings report").says("| Cleaning | Imputation | does not compile | – |");
    let markdown = markdown.says("| Unsupervised learning | k-means | 85/100 | 85 |").says("| not attempted | – |");
    let markdown = markdown.says("### ✗ ").says("given ").says("expected ").says("- looks like: divides by the size");
    let markdown = markdown.says("`exercises/02_cleaning/02_impute.rs` does not compile:").says("error: ");
    let markdown = markdown.says("](plots/kmeans/").says("`--seed 11`");
    assert!(markdown.out.chars().all(|character| character == '\n' || !character.is_control()), "{markdown:#?}");
    assert_eq!(markdown.out, desk.mlings(&["report", "--seed", "11"]).ends_with(0).out, "Markdown is the default");

    let html = seeded("html").says("85 of 100 points").says("divides by the size of an empty cluster");
    let html = html.says("does not compile").says("error: ").says("<svg ").says("Level: <strong>none yet</strong>");
    assert!(!html.out.contains('\u{1b}') && !html.out.contains("<script"), "{html:#?}");

    let gradescope = seeded("gradescope").json();
    let schema: Value = serde_json::from_str(include_str!("../fixtures/gradescope.schema.json")).expect("JSON");
    assert_eq!(faults(&schema, &gradescope), Vec::<String>::new());
    let tests = gradescope["tests"].as_array().expect("tests");
    let sum = |field: &str| Value::from(tests.iter().filter_map(|test| test[field].as_u64()).sum::<u64>());
    assert_eq!((sum("score"), sum("max_score")), (json["score"].clone(), json["out_of"].clone()));

    let junit = seeded("junit").says("<testsuite name=\"kmeans\"").says("<failure type=\"failed\"");
    let junit = junit.says("<error type=\"compile_error\"").says("<skipped type=\"not_attempted\"");
    assert_eq!(junit.out.matches("<testsuite ").count(), exercises().count());
    let graded = json["exercises"].as_array().expect("exercises").iter();
    let checks: usize = graded.map(|exercise| exercise["checks"].as_array().map_or(1, Vec::len)).sum();
    assert_eq!(junit.out.matches("<testcase ").count(), checks);
    let mut reader = Reader::from_str(&junit.out);
    while reader.read_event().expect("well-formed XML") != Event::Eof {}
}

#[test]
#[ignore = "takes long: .ci/run has it"]
fn a_report_goes_to_a_file_and_links_plots_from_there() {
    let desk = mixed("report_file");
    let (file, below) = ("out/of the way/report.md", desk.folder.join("exercises"));
    let said = desk.mlings(&["report", "--output", file]).ends_with(0).says("report.md");
    assert_eq!(said.out.lines().count(), 1, "{said:#?}");
    assert!(desk.read(file).contains("](../../plots/kmeans/"), "{}", desk.read(file));
    desk.mlings_in(&below, &["report", "--format", "json", "--output", "../out/report.json"]).ends_with(0);
    assert!(desk.read("out/report.json").ends_with("}\n"));
    desk.mlings(&["report", "--output", "exercises"]).ends_with(2).complains("exercises could not be written");
    desk.mlings(&["report", "--output", "Cargo.toml/report.md"]).ends_with(2).complains("--output FILE");
    desk.mlings(&["report", "--format", "pdf"]).ends_with(2).complains("md, html, json, junit, gradescope");
}

#[test]
fn a_teacher_reports_on_some_exercises_and_hides_their_checks() {
    let desk = mixed("report_some");
    let some = |more: &[&str]| desk.mlings(&[&["report", "kmeans", "impute"], more].concat());
    let hidden = some(&["--format", "gradescope", "--visibility", "hidden"]).ends_with(0).json();
    let tests = hidden["tests"].as_array().expect("tests");
    let (broken, checks): (Vec<_>, Vec<_>) = tests.iter().partition(|test| test["extra_data"]["exercise"] == "impute");
    assert!(broken.len() == 1 && broken[0]["visibility"] == "visible", "{broken:#?}");
    assert!(!checks.is_empty() && checks.iter().all(|test| test["visibility"] == "hidden"), "{checks:#?}");
    let shown = some(&["--format", "html"]).ends_with(0).says("0 of 2 exercises");
    assert!(!shown.out.contains("id=\"moments\""), "{shown:#?}");
    some(&["--visibility", "hidden"]).ends_with(2).complains("--format gradescope");
    some(&["--format", "gradescope", "--visibility", "never"]).ends_with(2).complains("after_due_date");
    desk.mlings(&["report", "xyzzy"]).ends_with(2).complains("no exercise is called");
}

/// What stands in one file, or that it is not there, takes no other exercise away.
#[test]
#[ignore = "takes long: .ci/run has it"]
fn a_file_of_which_no_program_can_be_made_is_told_among_all_others() {
    let desk = Desk::new("report_files");
    let file = |id: &str| exercise(id).file.clone();
    desk.write(file("moments"), " \n");
    desk.remove(file("impute"));
    let utf_16: Vec<u8> = exercise("pca").finished.encode_utf16().flat_map(u16::to_le_bytes).collect();
    desk.write(file("pca"), [vec![0xff, 0xfe], utf_16].concat());
    // So deep that the compiler runs out of stack.
    let deep = format!("fn deep() -> i32 {{ {}1{} }}\n", "(".repeat(200_000), ")".repeat(200_000));
    desk.write(file("kmeans"), format!("{}{deep}", exercise("kmeans").finished));
    desk.write(file("split"), format!("// {}", exercise("split").finished.replace('\n', "\n// ")));
    desk.finish("silhouette");

    let broken = [
        ("moments", "is empty.\nThis makes it as it was at first: "),
        ("impute", "is missing.\nThis brings it back"),
        ("pca", "is no text in UTF-8: line 1"),
        ("kmeans", "names no line of it"),
        ("split", "The last line of the file must be"),
    ];
    let ids = broken.map(|(id, _)| id);
    let all = desk.mlings(&["check", "--all", "--json"]).ends_with(1).json();
    let all = all.as_array().expect("an array");
    assert_eq!(all.len(), exercises().count());
    for report in all {
        let id = report["id"].as_str().expect("an id");
        assert_eq!(report["compile_error"].is_string(), ids.contains(&id), "{report:#}");
        assert_eq!(report["score"].as_u64(), (!ids.contains(&id)).then_some(if id == "silhouette" { 100 } else { 0 }));
    }
    let reported = desk.mlings(&[&["report", "--format", "json", "silhouette"], &ids[..]].concat()).ends_with(0).json();
    assert_eq!((&reported["score"], &reported["out_of"]), (&100.into(), &600.into()));
    for (id, words) in broken {
        let said = desk.mlings(&["check", id]).ends_with(1).says(words);
        assert!(said.out.lines().count() < 20, "{said:#?}");
    }
}

#[test]
fn a_report_with_checks_that_could_not_be_graded_is_written_and_says_so() {
    let desk = Desk::new("report_trouble");
    desk.finish("kmeans");
    desk.own_datasets();
    desk.remove("datasets/penguins_raw.csv");
    let said = desk.mlings(&["report", "kmeans", "--output", "report.xml", "--format", "junit"]).ends_with(2);
    said.complains("not every check could be graded");
    assert!(desk.read("report.xml").contains("<error type=\"trouble\" message=\"the dataset "));
}
