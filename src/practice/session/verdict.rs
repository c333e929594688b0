//! The verdict as the session shows it: the failure with the best diagnosis is unfolded, the others as there is room.

use std::collections::BTreeSet;

use mlings_verdict::Verdict;
use ratatui_core::text::Line;

use super::picture::lines;
use super::reader::{Way, gone};
use crate::report::terminal;

/// What is unfolded, and where in it one reads.
#[derive(Default)]
pub(super) struct Unfolded {
    which: Which,
    top: usize,
    /// Whether the unfolded check is still to be brought into view.
    is_fresh: bool,
    /// How the last drawing came out: rows seen, and lines there are.
    seen: (usize, usize),
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Which {
    /// The best diagnosis, and as many others as there is room for.
    #[default]
    Best,
    One(usize),
    All,
}

impl Unfolded {
    /// As a new verdict is shown.
    pub fn fresh() -> Unfolded {
        Unfolded { is_fresh: true, ..Unfolded::default() }
    }

    /// Moves in the text.
    pub fn go(&mut self, way: Way) {
        self.top = gone(self.top, way, self.seen);
    }

    /// Unfolds the next lost check alone, or the one before.
    pub fn step(&mut self, verdict: &Verdict, forward: bool) {
        let lost = lost(verdict);
        let here = match self.which {
            Which::One(check) => Some(check),
            _ => verdict.most_telling(),
        };
        let place = lost.iter().position(|check| Some(*check) == here).unwrap_or(0);
        let n_lost = lost.len().max(1);
        let next = (place + if forward { 1 } else { n_lost - 1 }) % n_lost;
        if let Some(check) = lost.get(next) {
            self.which = Which::One(*check);
            self.is_fresh = true;
        }
    }

    /// Unfolds all of them, or folds all but one again.
    pub fn toggle(&mut self) {
        self.which = if self.which == Which::All { Which::Best } else { Which::All };
        self.is_fresh = true;
    }

    /// How many lines are below what is seen.
    pub fn below(&self) -> usize {
        self.seen.1.saturating_sub(self.top + self.seen.0)
    }

    /// A text above, the checks, a text below: as many lines as there is room for.
    pub fn draw(
        &mut self,
        above: &str,
        verdict: Option<&Verdict>,
        below: &str,
        width: usize,
        rows: usize,
    ) -> Vec<Line<'static>> {
        let [above, below] = [above, below].map(|text| lines(text, width));
        let around = above.len() + below.len();
        let checks = verdict.map_or(Vec::new(), |verdict| self.checks(verdict, width, rows.saturating_sub(around)));
        if std::mem::take(&mut self.is_fresh) {
            self.top = 0;
            if let Some(check) = verdict.and_then(|verdict| self.chosen(verdict)) {
                let begin = above.len() + checks.iter().take(check).map(Vec::len).sum::<usize>();
                let end = begin + checks.get(check).map_or(0, Vec::len);
                self.top = end.saturating_sub(rows).min(begin);
            }
        }
        let all: Vec<Line<'static>> = above.into_iter().chain(checks.into_iter().flatten()).chain(below).collect();
        self.seen = (rows.max(1), all.len());
        self.top = self.top.min(all.len().saturating_sub(rows.max(1)));
        all.into_iter().skip(self.top).take(rows).collect()
    }

    /// The check that is to be seen first.
    fn chosen(&self, verdict: &Verdict) -> Option<usize> {
        match self.which {
            Which::One(check) => Some(check),
            Which::Best | Which::All => verdict.most_telling(),
        }
    }

    fn checks(&self, verdict: &Verdict, width: usize, rows: usize) -> Vec<Vec<Line<'static>>> {
        let drawn = |open: &BTreeSet<usize>| -> Vec<Vec<Line<'static>>> {
            let texts = terminal::unfolded(verdict, width, |check| open.contains(&check));
            texts.iter().map(|text| lines(text, width)).collect()
        };
        let all: BTreeSet<usize> = (0..verdict.checks.len()).collect();
        let Which::Best = self.which else {
            return drawn(&if let Which::One(check) = self.which { BTreeSet::from([check]) } else { all });
        };
        let fits = |checks: &Vec<Vec<Line<'_>>>| checks.iter().map(Vec::len).sum::<usize>() <= rows;
        let mut open: BTreeSet<usize> = verdict.most_telling().into_iter().collect();
        let mut shown = drawn(&open);
        for check in lost(verdict).into_iter().chain(all) {
            if open.insert(check) {
                let more = drawn(&open);
                if fits(&more) {
                    shown = more;
                } else {
                    open.remove(&check);
                }
            }
        }
        shown
    }
}

/// The checks that were attempted and brought no points.
fn lost(verdict: &Verdict) -> Vec<usize> {
    (0..verdict.checks.len()).filter(|check| verdict.checks[*check].is_lost()).collect()
}

#[cfg(test)]
mod tests {
    use mlings_verdict::{Graded, LooksLike, Status};

    use super::*;

    fn verdict(causes: &[Option<bool>]) -> Verdict {
        let check = |(number, cause): (usize, &Option<bool>)| Graded {
            name: format!("check {number}"),
            points: 10,
            status: Status::Stopped { message: "ended".to_owned() },
            looks_like: cause.map(|consistent| LooksLike {
                mistake: format!("mistake {number}"),
                advice: format!("advice {number}"),
                consistent,
            }),
            printed: String::new(),
            functions: BTreeSet::new(),
        };
        Verdict::new("a", "A", 1, causes.iter().enumerate().map(check).collect(), Vec::new())
    }

    fn shown(unfolded: &mut Unfolded, verdict: &Verdict, rows: usize) -> String {
        let lines = unfolded.draw("above\n", Some(verdict), "below\n", 60, rows);
        assert!(lines.len() <= rows);
        lines.iter().map(|line| format!("{line}\n")).collect()
    }

    #[test]
    fn the_best_diagnosis_is_unfolded_and_others_as_there_is_room() {
        let verdict = verdict(&[None, Some(false), Some(true), None]);
        let mut unfolded = Unfolded::fresh();
        let narrow = shown(&mut unfolded, &verdict, 9);
        assert!(narrow.contains("advice 2") && !narrow.contains("advice 1"), "{narrow}");
        assert!(narrow.contains("above") && narrow.contains("below"), "nothing is cut where rows are free: {narrow}");
        let wide = shown(&mut unfolded, &verdict, 40);
        assert!(wide.contains("advice 1") && wide.contains("advice 2"), "{wide}");
        assert_eq!(wide.matches("your code").count(), 4, "{wide}");
    }

    #[test]
    fn one_goes_from_failure_to_failure_and_scrolls_to_the_end() {
        let verdict = verdict(&[Some(true), None, Some(true)]);
        let mut unfolded = Unfolded::fresh();
        assert!(shown(&mut unfolded, &verdict, 7).contains("advice 0"));
        unfolded.step(&verdict, true);
        unfolded.step(&verdict, true);
        let last = shown(&mut unfolded, &verdict, 7);
        assert!(last.contains("advice 2") && !last.contains("advice 0"), "{last}");
        unfolded.step(&verdict, true);
        assert!(shown(&mut unfolded, &verdict, 7).contains("advice 0"));
        unfolded.toggle();
        shown(&mut unfolded, &verdict, 4);
        unfolded.go(Way::Top);
        assert!(shown(&mut unfolded, &verdict, 4).contains("above"));
        unfolded.go(Way::End);
        assert!(shown(&mut unfolded, &verdict, 4).contains("below"));
        assert_eq!(unfolded.below(), 0);
    }
}
