//! What a benchmark measured: a table of times and its plot.

use std::path::Path;

use mlings_verdict::benchmark::{Benchmark, Row, duration, ratio};

use super::markup::{Element, element};
use super::{columns, picture, scrolling, table};
use crate::report::Report;
use crate::report::benchmark::{is_older_than, read};

/// The times of an exercise's sides, if they were measured.
pub(super) fn section(workplace: &Path, report: &Report) -> Vec<Element> {
    let Report { id, title, file, .. } = report;
    let plots = workplace.join("plots").join(id);
    let Some(benchmark) = read(&plots) else { return Vec::new() };
    let picture = plots.join("benchmark.svg");
    let plot = std::fs::read_to_string(picture).ok().and_then(|svg| picture::inline(&svg, &format!("{id}-benchmark")));
    let name = format!("Benchmark of {title}");
    let figure =
        plot.map(|svg| element("figure").add(scrolling(&format!("Plot of the benchmark of {title}")).markup(&svg)));
    let brackets = match benchmark.sides().len() {
        0 | 1 => "",
        _ => " In brackets: how far the ratio could be off by the noise of this measurement.",
    };
    let quick = if benchmark.quick { " Measured in a hurry: take it as a first idea." } else { "" };
    let old = if is_older_than(&plots, &workplace.join(file)) {
        format!(" Timed before the file was last saved; time it again with: cargo run -- bench {id}")
    } else {
        String::new()
    };
    let note = format!("Timed: {}.{brackets}{quick}{old}", benchmark.workload);
    let note = element("p").class("faint").text(note);
    [scrolling(&name).add(times(&benchmark, &name)), note].into_iter().chain(figure).collect()
}

/// Sizes, times, ratios of the first side to the others, and how the times grow.
fn times(benchmark: &Benchmark, name: &str) -> Element {
    let sides = benchmark.sides();
    let (first, others) = sides.split_at(sides.len().min(1));
    let ratios = others.iter().flat_map(|other| first.iter().map(move |one| format!("{one} / {other}")));
    let heads: Vec<String> =
        [benchmark.counts.clone()].into_iter().chain(sides.iter().map(|side| side.to_string())).chain(ratios).collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let row = |row: &Row| {
        let times = sides.iter().map(|side| row.side(side).map_or("–".to_owned(), |time| duration(time.estimate)));
        let one = first.first().and_then(|side| row.side(side));
        let ratios = others.iter().map(|other| ratio(one, row.side(other)).replace('-', "–"));
        line(row.size.to_string(), times.map(cell).chain(ratios.map(ranged)))
    };
    let grows =
        sides.iter().map(|side| benchmark.exponent(side).map_or("–".to_owned(), |power| format!("n^{power:.2}")));
    let grows = grows.chain(others.iter().map(|_| String::new())).map(cell);
    table(name)
        .class("benchmark")
        .add(columns(&heads))
        .add(element("tbody").add(benchmark.rows.iter().map(row)))
        .add(element("tfoot").add(line("grows as".to_owned(), grows)))
}

fn line(head: String, cells: impl IntoIterator<Item = Element>) -> Element {
    element("tr").add(element("th").with("scope", "row").text(head)).add(cells)
}

fn cell(words: String) -> Element {
    element("td").class("number").text(words)
}

/// A ratio with its range, which goes to a line of its own where there is little room.
fn ranged(words: String) -> Element {
    match words.split_once(" (") {
        Some((ratio, range)) => cell(format!("{ratio} ")).add(element("span").class("range").text(format!("({range}"))),
        None => cell(words),
    }
}
