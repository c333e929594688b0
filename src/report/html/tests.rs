use std::collections::{BTreeMap, BTreeSet};

use mlings_verdict::benchmark::{Benchmark, Row, Timing};
use mlings_verdict::{Status, Verdict};

use super::super::samples;
use super::*;

/// The samples and an exercise in which nothing is written, with a plot and a benchmark, as a page.
fn sample() -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let plots = folder.path().join("plots/sample");
    std::fs::create_dir_all(&plots).expect("a folder");
    for name in ["a b", "benchmark"] {
        std::fs::write(plots.join(name).with_extension("svg"), samples::plot("Birds & <b>", "Length (mm)"))
            .expect("a plot");
    }
    let timing = |estimate| Some(Timing { estimate, low: 0.9 * estimate, high: 1.1 * estimate });
    let row = |size: usize| Row { size, yours: timing(1.5 * size as f64), reference: timing(size as f64), linfa: None };
    let (id, workload, counts) = ("sample".to_owned(), "fit <once>".to_owned(), "rows".to_owned());
    let benchmark = Benchmark { schema: 1, id, workload, counts, quick: true, rows: [2000, 4000].map(row).into() };
    let benchmark = serde_json::to_string(&benchmark).expect("JSON");
    std::fs::write(plots.join("benchmark.json"), benchmark).expect("a benchmark");
    let mut reports = samples::all();
    reports[1].id = "broken".to_owned();
    let mut unstarted = samples::verdict();
    unstarted.checks.iter_mut().for_each(|check| check.status = Status::NotAttempted);
    reports.push(Report::graded(Verdict {
        id: "unstarted".to_owned(),
        title: "New".to_owned(),
        score: 0,
        ..unstarted
    }));
    let tracks = ["Sa<m>ples", "Sa<m>ples", "Others"];
    let entry = |(track, report)| Entry { track, best: Some(60), report };
    let entries: Vec<Entry> = tracks.into_iter().zip(&reports).map(entry).collect();
    let ladder = samples::ladder();
    document(&Page { entries: &entries, ladder: &ladder, next: None, call: "mlings", workplace: folder.path() })
}

/// The value of every attribute of this name.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let begin = format!(" {attribute}=\"");
    page.split(&begin).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn nothing_that_anybody_wrote_becomes_markup() {
    let page = sample();
    for text in
        ["Sa&lt;m&gt;ples", "A | sample &lt;b&gt;", "&lt;1&gt;", "1. a &lt;film&gt;", "in &lt;this&gt; &amp; that"]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
    for markup in ["<b>", "<m>", "<film>", "<this>", "<once>", "\u{1b}", "\0", "\u{7}"] {
        assert!(!page.contains(markup), "{markup}: {page}");
    }
}

#[test]
fn the_page_needs_no_script_and_nothing_from_outside() {
    let page = sample();
    for foreign in ["<script", "javascript:", "http:", "https:", " src=", "url(", "@import", " onload="] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    assert!(values(&page, "href").iter().all(|to| to.starts_with('#') || *to == "data:,"), "{page}");
    assert!(page.contains("default-src &apos;none&apos;"), "{page}");
}

#[test]
fn every_id_is_there_once_and_every_way_leads_somewhere() {
    let page = sample();
    let ids = values(&page, "id");
    let once: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), once.len(), "{ids:?}");
    let links = values(&page, "href").into_iter().filter_map(|to| to.strip_prefix('#'));
    let labels = ["aria-labelledby", "aria-describedby"].into_iter().flat_map(|name| values(&page, name));
    for to in links.chain(labels) {
        assert!(once.contains(to), "{to} is nowhere on the page");
    }
}

#[test]
fn headings_and_tables_can_be_followed_by_ear() {
    let page = sample();
    let levels: Vec<usize> = page.split("<h").skip(1).filter_map(|rest| rest[..1].parse().ok()).collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    assert_eq!(page.matches("<table").count(), page.matches("<caption>").count());
    assert_eq!(page.matches("<th ").count(), page.matches(" scope=").count());
    assert_eq!(page.matches("<th>").count(), 0);
    assert_eq!(page.matches("<svg").count(), page.matches("role=\"img\"").count());
    let named: Vec<&str> = values(&page, "aria-label");
    assert_eq!(named.len(), named.iter().collect::<BTreeSet<_>>().len(), "{named:?}");
    assert!(page.contains("<html lang=\"en\">") && page.contains("class=\"skip\""), "{page}");
}

#[test]
fn the_page_says_what_a_learner_wants_to_know() {
    let page = sample();
    let said = [
        ("the level", "Level: <strong>Junior</strong>"),
        ("the way to the next", "Middle takes 30 more points in A &amp; B, 5 in C."),
        ("the sum", "10 of 300 points"),
        ("a check", "keeps a_b &quot;as is&quot; &lt;1&gt;</th>"),
        ("the mistake", "divides by n_samples | 0"),
        ("the advice", "What is *0/0*?"),
        ("the advice, first of all", "&lt;1&gt;</span>. Think: What is *0/0*?</li>"),
        ("what the compiler says", "cannot find value `f65`"),
        ("the plot", "Birds &amp; &lt;b&gt;</title>"),
        ("why there is no plot", "the functions panicked"),
        ("a time", "3.00 µs</td>"),
        ("a ratio", "1.50 <span class=\"range\">(1.23–1.83)</span></td>"),
        ("the growth", "n^1.00</td>"),
        ("what was timed", "fit &lt;once&gt;. In brackets: "),
        ("what to write yet", "<summary>6 checks to pass</summary>"),
        ("what is a line in print", "<article id=\"unstarted\" class=\"unstarted\">"),
    ];
    for (what, words) in said {
        assert!(page.contains(words), "{what} is missing: {words}\n{page}");
    }
}

/// Four and a half to one, as WCAG asks for text: <https://www.w3.org/TR/WCAG22/#contrast-minimum>.
#[test]
fn every_colour_of_text_can_be_read_on_every_ground() {
    for theme in STYLE.split(":root {").skip(1).map(|rest| rest.split('}').next().unwrap_or_default()) {
        let colours: BTreeMap<&str, &str> =
            theme.split(';').filter_map(|line| line.trim().strip_prefix("--")?.split_once(": ")).collect();
        for ink in ["ink", "faint", "link", "good", "bad", "note"] {
            for ground in ["ground", "panel"] {
                let contrast = contrast(luminance(colours[ink]), luminance(colours[ground]));
                assert!(contrast >= 4.5, "{ink} on {ground}: {contrast:.2} in {theme}");
            }
        }
    }
    assert_eq!(STYLE.matches(":root {").count(), 2, "light and dark");
}

fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The relative luminance of `#rrggbb`.
fn luminance(colour: &str) -> f64 {
    let part = |place: usize| {
        let share = f64::from(u8::from_str_radix(&colour[place..place + 2], 16).expect("a colour")) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}
