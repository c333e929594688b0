//! A report as one HTML file that needs nothing else: no script, nothing from outside. For reading on a telephone or
//! a screen, light or dark, by eye or by ear, and for printing.

mod exercise;
mod markup;
mod measured;
mod picture;
#[cfg(test)]
mod tests;

use std::path::Path;

use super::level::{Ladder, Level};
use super::{Entry, Report, Totals, seed};
use markup::{Element, element};
use mlings_verdict::Status;

/// All that the page is made from.
pub struct Page<'a> {
    /// The exercises, in order.
    pub entries: &'a [Entry<'a>],
    /// Where the learner stands.
    pub ladder: &'a Ladder,
    /// The next unfinished exercise.
    pub next: Option<Next<'a>>,
    /// How to call mlings: `cargo run --`.
    pub call: &'a str,
    /// The folder that plots are named from.
    pub workplace: &'a Path,
}

/// What to go on with.
pub struct Next<'a> {
    /// The exercise's stable name.
    pub id: &'a str,
    /// The name that people read.
    pub title: &'a str,
}

const STYLE: &str = include_str!("style.css");

/// Whatever came into the page, a browser runs and loads nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// The whole report.
pub fn document(page: &Page) -> String {
    let meta = |name, content| element("meta").with("name", name).with("content", content);
    let head = element("head")
        .add(element("meta").with("charset", "utf-8"))
        .add(element("meta").with("http-equiv", "Content-Security-Policy").with("content", POLICY))
        .add(meta("viewport", "width=device-width, initial-scale=1"))
        .add(meta("color-scheme", "light dark"))
        .add(element("title").text(format!("mlings report: {}", points(page.entries))))
        .add(element("link").with("rel", "icon").with("href", "data:,"))
        .add(element("style").markup(STYLE));
    let groups: Vec<&[Entry]> = page.entries.chunk_by(|one, other| one.track == other.track).collect();
    let tracks = groups.iter().enumerate().map(|(number, entries)| track(page, number, entries));
    let body = element("body")
        .add(element("a").class("skip").with("href", "#results").text("Skip to the results"))
        .add(header(page))
        .add(contents(&groups))
        .add(element("main").with("id", "results").add([next(page), levels(page.ladder), scores(&groups)]).add(tracks))
        .add(element("footer").add(element("p").text(concat!("Made by mlings ", env!("CARGO_PKG_VERSION"), "."))));
    format!("<!DOCTYPE html>\n{}", element("html").with("lang", "en").add([head, body]))
}

fn header(page: &Page) -> Element {
    let Page { entries, ladder, .. } = page;
    let done = format!("{} have full marks. ", totals(entries).full_in_words());
    let level = element("p").class("level").text("Level: ").add(element("strong").text(ladder.name()));
    let again = |seed| {
        let seed = element("code").text(format!("--seed {seed}"));
        element("p").class("faint").text("The same inputs again: ").add(seed)
    };
    element("header")
        .add(element("h1").text("mlings report"))
        .add(level)
        .add(element("p").add(element("strong").text(points(entries))).text("; ").text(done))
        .add(seed(entries).map(again))
}

/// The ways into the page.
fn contents(groups: &[&[Entry]]) -> Element {
    let fixed = [("next", "What to do next"), ("levels", "Levels"), ("scores", "Score by track")];
    let fixed = fixed.map(|(id, title)| (id.to_owned(), title));
    let tracks = groups.iter().enumerate().map(|(number, entries)| (track_id(number), entries[0].track));
    let link = |(id, title): (String, &str)| element("li").add(element("a").with("href", format!("#{id}")).text(title));
    element("nav").with("aria-label", "Contents").add(element("ul").add(fixed.into_iter().chain(tracks).map(link)))
}

fn section(id: &str, title: &str) -> Element {
    let heading = format!("{id}-heading");
    let section = element("section").with("id", id).with("aria-labelledby", &heading);
    section.add(element("h2").with("id", heading).text(title))
}

fn next(page: &Page) -> Element {
    let first = match &page.next {
        Some(about) => {
            let attempted =
                page.entries.iter().any(|entry| entry.report.id == about.id && !entry.report.is_unstarted());
            let word = if attempted { "hint" } else { "guide" };
            let command = element("code").text(format!("{} {word} {}", page.call, about.id));
            element("p")
                .text("The next unfinished exercise is ")
                .add(element("strong").text(about.title))
                .text(": ")
                .add(command)
        }
        None => element("p").text("Every exercise has full marks."),
    };
    let open = page.entries.iter().filter(|entry| !entry.report.is_full() && !entry.report.is_unstarted());
    let open: Vec<Element> = open.map(|entry| open_point(entry.report)).collect();
    let list = (!open.is_empty()).then(|| {
        [element("p").text("What was begun, and the first check of each that does not pass:"), element("ul").add(open)]
    });
    section("next", "What to do next")
        .add(first)
        .add(list.into_iter().flatten())
        .add(page.ladder.next().map(|_| element("p").text("The next level: ").text(page.ladder.way())))
}

/// An exercise that was begun, with the first thing that stands in its way.
fn open_point(report: &Report) -> Element {
    let link = element("a").with("href", format!("#{}", report.id)).text(&report.title);
    let item = element("li").add(link);
    let Some(verdict) = report.verdict() else {
        return item.text(" does not compile; the compiler says why.");
    };
    let failed = verdict.checks.iter().find(|check| check.is_lost());
    let check = failed.or_else(|| verdict.checks.iter().find(|check| check.status != Status::Passed));
    let item = item.text(format!(", {} of {} points", verdict.score, verdict.out_of));
    let item = match check {
        Some(check) => item.text(": ").add(element("span").class("requirement").text(&check.name)),
        None => item,
    };
    match check.and_then(|check| check.looks_like.as_ref()) {
        Some(cause) => item.text(". Think: ").text(&cause.advice),
        None => item,
    }
}

fn levels(ladder: &Ladder) -> Element {
    let reached = ladder.reached().map(|level| level.name);
    let step = |level: &Level| {
        let is_here = reached == Some(level.name);
        let state = match level.lacking.is_empty() {
            true if is_here => ": you are here".to_owned(),
            true => ": reached".to_owned(),
            false => format!(" takes {}", level.lacking_in_words()),
        };
        let name = element("p").add(element("strong").text(level.name)).text(state);
        let item = element("li").add([name, element("p").class("faint").text(&level.asks)]);
        if is_here { item.class("here").with("aria-current", "true") } else { item }
    };
    let rule = "Each level asks for a share of the points in several tracks. The best points of every exercise count.";
    section("levels", "Levels")
        .add(element("p").text(rule))
        .add(element("ol").class("ladder").add(ladder.0.iter().map(step)))
}

fn scores(groups: &[&[Entry]]) -> Element {
    let row = |(number, entries): (usize, &&[Entry])| {
        let link = element("a").with("href", format!("#{}", track_id(number))).text(entries[0].track);
        score_row(element("th").with("scope", "row").add(link), entries)
    };
    let all: Vec<Entry> = groups.iter().flat_map(|entries| entries.iter().cloned()).collect();
    let total = score_row(element("th").with("scope", "row").text("All"), &all);
    let table = table("Points now, and the best so far.")
        .add(columns(&["Track", "Full marks", "Points", "Best"]))
        .add(element("tbody").add(groups.iter().enumerate().map(row)))
        .add(element("tfoot").add(total));
    section("scores", "Score by track").add(scrolling("Table of the score by track").add(table))
}

fn score_row(head: Element, entries: &[Entry]) -> Element {
    let Totals { score, out_of, full, .. } = totals(entries);
    let best: u32 = entries.iter().filter_map(|entry| entry.best).sum();
    let meter = element("meter").with("aria-hidden", "true").with("max", out_of).with("value", score);
    let number = || element("td").class("number");
    element("tr").add([
        head,
        number().text(format!("{full}/{}", entries.len())),
        number().text(format!("{score}/{out_of}")).add(meter),
        number().text(best),
    ])
}

fn track(page: &Page, number: usize, entries: &[Entry]) -> Element {
    let exercises = entries.iter().map(|entry| exercise::article(page, entry));
    section(&track_id(number), entries[0].track).class("track").add(exercises)
}

fn track_id(number: usize) -> String {
    format!("track-{}", number + 1)
}

fn points(entries: &[Entry]) -> String {
    let Totals { score, out_of, .. } = totals(entries);
    format!("{score} of {out_of} points")
}

fn totals(entries: &[Entry]) -> Totals {
    Totals::of(entries.iter().map(|entry| entry.report))
}

fn table(caption: &str) -> Element {
    element("table").add(element("caption").text(caption))
}

fn columns(names: &[&str]) -> Element {
    let name = |name: &&str| element("th").with("scope", "col").text(name);
    element("thead").add(element("tr").add(names.iter().map(name)))
}

/// What may be wider than a telephone moves in a frame of its own, by touch or by keys.
fn scrolling(name: &str) -> Element {
    element("div").class("scrolling").with("tabindex", 0).with("role", "region").with("aria-label", name)
}
