//! A session in parts, each of which is sent on only when it has changed.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use mlings_verdict::page::State;
use serde_json::{Value, json};

use crate::guide::{Kind, html};
use crate::pictures::Pictures;
use crate::verdict;

/// The session as browsers see it, and what they may ask for.
#[derive(Debug, Default)]
pub struct Shown {
    parts: BTreeMap<&'static str, Part>,
    pictures: Pictures,
    /// The attempt whose plots were read.
    read: Option<(String, usize)>,
    /// What the Markdown was that the HTML was made from.
    markdown: BTreeMap<&'static str, String>,
    /// Counts what has changed.
    clock: u64,
    is_over: bool,
}

#[derive(Clone, Debug)]
struct Part {
    since: u64,
    json: Arc<str>,
}

impl Shown {
    /// Takes over how the session is now. Plots are looked for in `plots/ID` below the workplace.
    pub fn take(&mut self, state: &State, workplace: &Path) {
        self.clock += 1;
        let id = &state.exercise.id;
        let attempt = (id.clone(), state.attempt);
        // While the next attempt is graded its plots are being written.
        if self.read.as_ref() != Some(&attempt) {
            self.pictures.update(id, &state.plots, &workplace.join("plots").join(id));
            self.read = Some(attempt);
        }
        let hint =
            |hint: &mlings_verdict::page::Hint| json!({ "number": hint.number, "html": html(&hint.text, Kind::Hint) });
        let hints: Vec<Value> = state.hints.iter().map(hint).collect();
        self.set("exercise", json!(state.exercise));
        self.set("status", json!({ "words": state.status, "is_grading": state.is_grading, "notes": state.notes }));
        self.set("verdict", verdict::shown(&state.outcome));
        self.set("plots", self.pictures.shown(id, &state.plots));
        self.set("hints", json!({ "shown": hints, "of": state.n_hints }));
        self.set("history", json!({ "scores": state.history, "caught": state.caught }));
        self.set("tracks", json!(state.tracks));
        self.set("level", json!(state.level));
        self.set("text", json!(state.text));
        self.set_markdown("guide", &state.guide);
        self.set_markdown("dozen", &state.dozen_lines);
    }

    /// The session is over.
    pub fn end(&mut self) {
        self.clock += 1;
        self.is_over = true;
        self.set("over", json!(true));
    }

    /// Whether it is.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// All parts that have changed since a moment, as an object of JSON, and the moment that is now. Nothing where none
    /// has.
    pub(crate) fn changed(&self, since: u64) -> Option<(String, u64)> {
        let changed = self.parts.iter().filter(|(_, part)| part.since > since);
        let fields: Vec<String> = changed.map(|(name, part)| format!("\"{name}\":{}", part.json)).collect();
        (!fields.is_empty()).then(|| (format!("{{{}}}", fields.join(",")), self.clock))
    }

    /// The picture of this name.
    pub(crate) fn picture(&self, name: &str) -> Option<Arc<str>> {
        self.pictures.svg(name)
    }

    fn set(&mut self, name: &'static str, value: Value) {
        let json = value.to_string();
        if self.parts.get(name).is_none_or(|part| *part.json != *json) {
            self.parts.insert(name, Part { since: self.clock, json: json.into() });
        }
    }

    /// Guides seldom change, and are long.
    fn set_markdown(&mut self, name: &'static str, markdown: &str) {
        if self.markdown.get(name).is_none_or(|before| before != markdown) {
            self.set(name, json!(html(markdown, Kind::Guide)));
            self.markdown.insert(name, markdown.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use mlings_verdict::page::Outcome;

    use super::*;

    #[test]
    fn only_what_has_changed_is_sent() {
        let mut shown = Shown::default();
        let mut state = State { guide: "## Why\n".to_owned(), ..State::default() };
        shown.take(&state, Path::new("/nowhere"));
        let (all, first) = shown.changed(0).expect("all parts");
        assert!(
            all.contains("\"guide\":\"<h3>Why</h3>") && all.contains("\"verdict\":{\"kind\":\"nothing\"}"),
            "{all}"
        );
        shown.take(&state, Path::new("/nowhere"));
        assert_eq!(shown.changed(first), None);
        state.outcome = Outcome::Uncompiled("error".to_owned());
        shown.take(&state, Path::new("/nowhere"));
        let (some, second) = shown.changed(first).expect("a part");
        assert_eq!(some, "{\"verdict\":{\"kind\":\"uncompiled\",\"words\":\"error\"}}");
        shown.end();
        assert_eq!(shown.changed(second).map(|(over, _)| over).as_deref(), Some("{\"over\":true}"));
    }
}
