//! One exercise: its score, its checks with all that helps, its plots and what was measured.

use std::collections::BTreeSet;

use mlings_verdict::{Drawing, Graded, Label, Plotted, Status, Verdict};

use super::markup::{Element, element};
use super::{Page, columns, measured, picture, scrolling, table};
use crate::report::words::{plain, shortened};
use crate::report::{Entry, Outcome};

pub(super) fn article(page: &Page, entry: &Entry) -> Element {
    let report = entry.report;
    let (score, class) = match &report.outcome {
        Outcome::Uncompiled(_) => ("does not compile".to_owned(), "bad"),
        Outcome::Graded(verdict) if verdict.is_unstarted() => ("not attempted".to_owned(), "faint"),
        Outcome::Graded(verdict) => {
            let class = if verdict.is_full() { "good" } else { "bad" };
            (format!("{} of {} points", verdict.score, verdict.out_of), class)
        }
    };
    let score = element("span").class(&format!("score {class}")).text(score);
    let facts = element("p").class("facts faint").add(element("code").text(&report.file));
    let facts = match entry.best {
        Some(best) => facts.text(format!(" · best {best}")),
        None => facts,
    };
    let content = match &report.outcome {
        Outcome::Graded(verdict) => vec![checks(verdict)],
        Outcome::Uncompiled(said) => vec![
            element("p").text("The compiler says:"),
            block(&format!("The compiler on {}", report.title), plain(said).trim_end()),
        ],
    };
    let plots = report.verdict().filter(|verdict| !verdict.is_unstarted()).map_or(&[][..], |verdict| &verdict.plots);
    let drawn = plots.iter().enumerate().map(|(place, plot)| {
        let name = format!("Plot {} of {}", place + 1, report.title);
        figure(page, plot, &format!("{}-plot-{place}", report.id), &name)
    });
    let article = element("article").with("id", &report.id);
    let article = if report.is_unstarted() { article.class("unstarted") } else { article };
    article
        .add(element("h3").text(&report.title).text(" ").add(score))
        .add(facts)
        .add(content)
        .add(drawn)
        .add(measured::section(page.workplace, report))
}

/// The checks; folded where there is nothing to do but to read their names.
fn checks(verdict: &Verdict) -> Element {
    let mut advised = BTreeSet::new();
    let rows = verdict.checks.iter().flat_map(|check| rows(check, &mut advised)).collect::<Vec<_>>();
    let table = table(&format!("Checks of {}", verdict.title))
        .class("checks")
        .add(columns(&["Check", "Result", "Points"]))
        .add(element("tbody").add(rows));
    let count = verdict.checks.len();
    if verdict.is_full() {
        folded(&format!("All {count} checks passed"), table)
    } else if verdict.is_unstarted() {
        folded(&format!("{count} checks to pass"), table)
    } else {
        table
    }
}

/// A line for the check, and one for what there is to say.
fn rows(check: &Graded, advised: &mut BTreeSet<String>) -> Vec<Element> {
    let (sign, word, class) = match check.status {
        Status::Passed => ("✓", "passed", "good"),
        Status::NotAttempted => ("·", "not attempted", "faint"),
        Status::Failed(_) => ("✗", "failed", "bad"),
        Status::Panicked { .. } => ("✗", "panicked", "bad"),
        Status::Stopped { .. } => ("✗", "stopped", "bad"),
        Status::Trouble { .. } => ("!", "not graded", "note"),
    };
    let sign = element("span").with("aria-hidden", "true").text(sign);
    let line = element("tr").add([
        element("th").with("scope", "row").text(&check.name),
        element("td").class(&format!("result {class}")).add(sign).text("\u{a0}").text(word),
        element("td").class("number").text(format!("{}/{}", check.earned(), check.points)),
    ]);
    let said = shortened(check, advised);
    let why = (!said.is_empty()).then(|| {
        let list = said.iter().flat_map(|(label, words)| labelled(*label, words));
        element("tr").class("why").add(element("td").with("colspan", 3).add(element("dl").add(list)))
    });
    [Some(line), why].into_iter().flatten().collect()
}

fn labelled(label: Label, words: &str) -> [Element; 2] {
    let words = plain(words);
    let words = words.trim_end();
    let value = if label.is_advice() {
        element("dd").class("advice").text(words)
    } else if is_long(words) {
        let title = format!("{} characters in {} lines", words.chars().count(), words.lines().count());
        element("dd").add(folded(&title, element("pre").text(words)))
    } else {
        element("dd").add(element("pre").text(words))
    };
    [element("dt").text(label.words()), value]
}

fn is_long(words: &str) -> bool {
    words.lines().count() > 16 || words.len() > 1000
}

fn folded(title: &str, content: Element) -> Element {
    element("details").add([element("summary").text(title), content])
}

/// Words whose columns must stay, in a frame that can be moved.
fn block(name: &str, words: &str) -> Element {
    let frame = element("pre").class("scrolling").with("tabindex", 0).with("role", "region");
    frame.with("aria-label", name).text(words)
}

fn figure(page: &Page, plot: &Plotted, id: &str, name: &str) -> Element {
    let (files, words) = match &plot.drawing {
        Drawing::Drawn { files, words } => (files, words),
        Drawing::NotDrawn { reason } => {
            return element("p").class("faint").text(format!("No plot \"{}\": {reason}", plot.name));
        }
    };
    let file = files.iter().find(|file| file.extension().is_some_and(|ending| ending == "svg"));
    let svg = file.and_then(|file| std::fs::read_to_string(page.workplace.join(file)).ok());
    match svg.and_then(|svg| picture::inline(&svg, id)) {
        Some(svg) => {
            let lines = words.iter().map(|line| element("li").text(line));
            let caption = (!words.is_empty()).then(|| element("figcaption").add(element("ul").add(lines)));
            element("figure").add(scrolling(name).markup(&svg)).add(caption)
        }
        None => element("p").class("faint").text(format!("The plot \"{}\" could not be read.", plot.name)),
    }
}
