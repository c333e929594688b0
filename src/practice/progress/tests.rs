use super::*;

fn reached(best: u32) -> Record {
    Record { best, attempts: 1, ..Record::default() }
}

fn verdict(score: u32) -> Verdict {
    let check = |points: u32, status| Graded {
        name: points.to_string(),
        points,
        status,
        looks_like: None,
        printed: String::new(),
        functions: Default::default(),
    };
    let lost = Status::Stopped { message: String::new() };
    Verdict::new("a", "A", 1, vec![check(score, Status::Passed), check(FULL_MARKS - score, lost)], Vec::new())
}

#[test]
fn a_renamed_exercise_keeps_what_was_reached() {
    let mut exercises = BTreeMap::from([("old".to_owned(), reached(80)), ("other".to_owned(), reached(10))]);
    rename(&mut exercises, &[("old", "new"), ("never", "there")]);
    let best: Vec<(&str, u32)> = exercises.iter().map(|(id, record)| (id.as_str(), record.best)).collect();
    assert_eq!(best, [("new", 80), ("other", 10)]);
}

#[test]
fn the_better_of_the_old_and_the_new_name_counts() {
    let mut exercises = BTreeMap::from([("old".to_owned(), reached(30)), ("new".to_owned(), reached(60))]);
    rename(&mut exercises, &[("old", "new")]);
    assert_eq!(exercises["new"].best, 60);
}

#[test]
fn what_was_begun_anew_is_open_until_it_has_full_marks_again() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut progress = Progress::load(folder.path());
    let exercise = Exercise {
        id: "a".into(),
        title: "A".into(),
        summary: String::new(),
        aliases: Vec::new(),
        file: "a.rs".into(),
        guide: "a.md".into(),
    };
    let track = super::super::catalog::Track {
        folder: "01_a".into(),
        number: Some(1),
        title: "A".into(),
        grader: "a".into(),
        references: PathBuf::new(),
        exercises: vec![exercise],
    };
    let catalog = Catalog { tracks: vec![track], troubles: Vec::new() };
    let is_open = |progress: &Progress| progress.next_unfinished(&catalog).is_some();
    let mut full = verdict(FULL_MARKS);
    full.checks.pop();
    let mut reaches = |verdict: &Verdict, text: &str, anew: bool| {
        if anew {
            progress.begin_anew("a");
        }
        let before = progress.of_now("a");
        progress.record(&before, verdict, text);
        (progress.standing("a"), is_open(&progress))
    };
    assert_eq!(reaches(&verdict(40), "one", false), (Standing::Begun(40), true));
    assert_eq!(reaches(&full, "two", false), (Standing::Full, false));
    assert_eq!(reaches(&verdict(0), "three", false), (Standing::Full, false), "nothing is lost by trying something");
    assert_eq!(reaches(&verdict(5), "four", true), (Standing::Full, true));
    assert_eq!(reaches(&full, "five", false), (Standing::Full, false));
    assert_eq!(progress.of("a").attempts, 5);
}

#[test]
fn extreme_numbers_do_no_harm() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let most = r#"{ "version": 1, "exercises": { "a": { "best": 4294967295, "attempts": 4294967295, "hints": 18446744073709551615 } } }"#;
    std::fs::write(folder.path().join(FILE), most).expect("a file");
    let mut progress = Progress::load(folder.path());
    assert_eq!(progress.best("a"), Some(FULL_MARKS));
    let before = progress.of_now("a");
    progress.record(&before, &verdict(5), "text");
    assert_eq!((progress.of("a").best, progress.of("a").attempts), (FULL_MARKS, u32::MAX));
    std::fs::write(folder.path().join(FILE), most.replace("4294967295", "99999999999")).expect("a file");
    assert!(matches!(look(folder.path()), Err(Unread::Damaged(_))));
}

#[test]
fn what_the_learners_code_writes_there_raises_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut progress = Progress::load(folder.path());
    let before = progress.of_now("a");
    let forged = r#"{ "version": 1, "exercises": { "a": { "best": 100, "attempts": 0 } } }"#;
    std::fs::write(folder.path().join(FILE), forged).expect("a file");
    progress.record(&before, &verdict(5), "text");
    assert_eq!((progress.best("a"), progress.of("a").attempts), (Some(5), 1));
    let before = progress.of_now("a");
    std::fs::write(folder.path().join(FILE), forged).expect("a file");
    progress.restore("a", &before);
    assert_eq!(progress.of_now("a"), before);
}
