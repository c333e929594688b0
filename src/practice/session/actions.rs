//! What the keys do.

use std::io::BufRead;
use std::path::PathBuf;
use std::process::Command;

use mlings_verdict::{Drawing, FULL_MARKS};

use super::keys::neighbour;
use super::list::List;
use super::reader::{Reader, Subject, Way};
use super::{Question, Session, View};
use crate::practice::build::program;
use crate::practice::catalog::Catalog;
use crate::practice::guide::{Guide, is_outside, laid_out};
use crate::practice::output::status;
use crate::practice::progress::Standing;
use crate::practice::run::Cancel;
use crate::practice::workplace::Workplace;
use crate::practice::{Problem, bench, hint, reset, solution};

/// The section of `exercises/README.md` that shows what one needs of ndarray.
pub(super) const DOZEN_LINES: &str = "ndarray in a dozen lines";

/// Markdown for this screen: a link to the dozen lines says which key opens them.
fn on_screen(markdown: &str, width: usize) -> String {
    laid_out(markdown, width, |link| {
        if link.ends_with("#ndarray-in-a-dozen-lines") {
            Some("key d".to_owned())
        } else {
            is_outside(link).then(|| link.to_owned())
        }
    })
}

/// The program that shows pictures in a terminal. The command is built without it.
const VIEWER: &str = "mlings-picture";

/// Gives the terminal to pictures until they are closed.
fn show_pictures(workplace: &Workplace, pictures: &[PathBuf]) -> Result<(), Problem> {
    status("preparing to show pictures here; that takes half a minute, once");
    let viewer = program(workplace, VIEWER, &Cancel::default());
    status("");
    // Elsewhere than in the project's own workspace it is one that was installed.
    let viewer = viewer?.unwrap_or_else(|| PathBuf::from(VIEWER));
    let help = "v opens them in the viewer of your system";
    match Command::new(viewer).args(pictures).status() {
        Ok(ended) if ended.success() => Ok(()),
        Ok(_) => Err(Problem::new("the pictures could not be shown in this terminal", help)),
        Err(error) => Err(Problem::new(format!("pictures cannot be shown here ({error}); {help}"), help)),
    }
}

impl Session<'_> {
    pub(super) fn go_by(&mut self, step: isize) {
        match neighbour(&self.workplace.catalog, &self.exercise, step) {
            Some(exercise) => self.go_to(&exercise.clone()),
            None if step > 0 => self.status = "this is the last exercise; l shows all of them".to_owned(),
            None => self.status = "this is the first exercise".to_owned(),
        }
    }

    /// Closes what is on the screen.
    pub(super) fn back(&mut self) {
        let closed = std::mem::replace(&mut self.view, self.behind.pop().unwrap_or(View::Verdict));
        if let View::Reader(reader) = closed
            && reader.subject == Subject::Guide
        {
            self.places.insert(self.exercise.id.clone(), reader.top());
        }
    }

    /// Shows the guide where it was left, or what keeps us from it.
    pub(super) fn read_guide(&mut self) {
        let id = &self.exercise.id;
        let place = self.places.get(id).copied().unwrap_or(0);
        let reader = match Guide::read(self.workplace, &self.exercise) {
            Ok(guide) => Reader::markdown(Subject::Guide, guide.without_hints(id), on_screen).at(place),
            Err(problem) => Reader::new(Subject::Other, problem.to_string()),
        };
        self.read(reader);
    }

    pub(super) fn dozen_lines(&mut self) {
        let text = self.dozen_lines_text();
        self.read(Reader::markdown(Subject::Other, format!("# {DOZEN_LINES}\n{text}"), on_screen));
    }

    /// Shows the hints so far; where none was shown yet, the first.
    pub(super) fn hints(&mut self) {
        let record = self.progress.of_now(&self.exercise.id);
        if record.hints == 0 {
            self.open(View::Verdict);
            self.one_more_hint();
        } else {
            let hints = hint::so_far(self.workplace, &self.exercise, &record);
            let reader = self.hints_reader(hints);
            self.read(reader);
        }
    }

    pub(super) fn one_more_hint(&mut self) {
        let hints = hint::one_more(self.workplace, &self.exercise, &mut self.progress);
        self.view = View::Reader(self.hints_reader(hints));
    }

    /// One more, for whom it is shown beside all else.
    pub(super) fn one_more_hint_for_page(&mut self) {
        let hints = hint::one_more(self.workplace, &self.exercise, &mut self.progress);
        if let Err(problem) = &hints {
            self.status = problem.to_string().replace('\n', "; ");
        }
        // Who reads hints in the terminal sees it there too.
        if let View::Reader(reader) = &self.view
            && matches!(reader.subject, Subject::Hints | Subject::LastHint)
        {
            self.view = View::Reader(self.hints_reader(hints));
        }
    }

    fn hints_reader(&self, hints: Result<hint::Hints, Problem>) -> Reader {
        match hints {
            // The newest hint is the last one.
            Ok(hint::Hints { text, is_last: false }) => {
                Reader::markdown(Subject::Hints, text + "m shows one more.\n", on_screen).at_its_end()
            }
            Ok(hint::Hints { text, .. }) => {
                let more = "That was the last hint. s shows the solution.\n";
                Reader::markdown(Subject::LastHint, text + more, on_screen).at_its_end()
            }
            Err(problem) => Reader::new(Subject::Other, problem.to_string()),
        }
    }

    pub(super) fn has_more_hints(&self) -> bool {
        matches!(&self.view, View::Reader(reader) if reader.subject == Subject::Hints)
    }

    /// An editor in this terminal gets the terminal to itself.
    pub(super) fn edit(&mut self) {
        let (screen, editor) = (&mut self.screen, &self.editor);
        let opened = match screen {
            Some(screen) if editor.needs_this_terminal() => screen.lend(|| editor.open(self.workplace, &self.exercise)),
            None if editor.needs_this_terminal() => Err(editor.has_no_terminal()),
            _ => editor.open(self.workplace, &self.exercise),
        };
        match opened {
            Ok(()) => self.status = format!("opened in {}", self.editor.name()),
            // Without a terminal it is read in the status.
            Err(problem) if self.screen.is_none() => self.status = problem.to_string(),
            Err(problem) => self.read(Reader::new(Subject::Other, problem.to_string())),
        }
    }

    /// Shows the plots in the terminal, and behind them where they lie and what belongs beside them.
    pub(super) fn plots(&mut self) {
        self.read(Reader::new(Subject::Plots, self.plots_text()));
        let mut pictures = self.pictures();
        if self.graded().is_none() {
            pictures = self.plots_before().into_iter().collect();
        }
        let workplace = self.workplace;
        if let Some(screen) = &mut self.screen
            && !pictures.is_empty()
            && let Err(problem) = screen.lend(|| show_pictures(workplace, &pictures))
        {
            self.status = problem.what().to_owned();
        }
    }

    pub(super) fn reads_plots(&self) -> bool {
        matches!(&self.view, View::Reader(reader) if reader.subject == Subject::Plots) && !self.pictures().is_empty()
    }

    /// Opens the pictures with whatever the system opens pictures with.
    pub(super) fn view_plots(&mut self) {
        let failed = self.pictures().iter().find_map(|file| open::that_detached(file).err());
        self.status = match failed {
            None => "opened in the viewer of your system".to_owned(),
            Some(error) => format!("no viewer could be started ({error})"),
        };
    }

    /// The pictures of the last verdict.
    fn pictures(&self) -> Vec<PathBuf> {
        let plots = self.graded().into_iter().flat_map(|verdict| &verdict.plots);
        let file = |drawing: &Drawing| match drawing {
            Drawing::Drawn { files, .. } => files.last().map(|file| self.workplace.root.join(file)),
            Drawing::NotDrawn { .. } => None,
        };
        plots.filter_map(|plot| file(&plot.drawing)).collect()
    }

    /// Shows the solution, and asks before where there are no full marks yet.
    pub(super) fn solution(&mut self) {
        if self.progress.standing(&self.exercise.id) == Standing::Full {
            return self.reveal();
        }
        let best = self.progress.best(&self.exercise.id).unwrap_or(0);
        let words = format!(
            "The solution is meant for after full marks; your best so far is {best}/{FULL_MARKS}. h gives a hint.\n\nShow it now?"
        );
        self.open(View::Question(Question { words, act: |session| session.reveal() }));
    }

    fn reveal(&mut self) {
        let text = solution::text(self.workplace, &self.exercise, &mut self.progress, true);
        self.read(Reader::new(Subject::Other, text.unwrap_or_else(|problem| problem.to_string())));
    }

    pub(super) fn is_full(&self) -> bool {
        self.progress.standing(&self.exercise.id) == Standing::Full
    }

    pub(super) fn can_be_timed(&self) -> bool {
        self.is_full() && bench::is_there(self.workplace, &self.exercise.id)
    }

    /// Times the exercise on the terminal itself: that takes a while and says how far it is.
    pub(super) fn time(&mut self) {
        let (workplace, id) = (self.workplace, self.exercise.id.clone());
        let Some(screen) = &mut self.screen else { return };
        screen.lend(|| {
            if let Err(problem) = bench::bench(workplace, &id, true, false, &Cancel::default()) {
                println!("{problem}");
            }
            println!("\nEnter goes back.");
            let _ = std::io::stdin().lock().read_line(&mut String::new());
        });
    }

    pub(super) fn ask_to_reset(&mut self) {
        let file = self.exercise.file.display();
        let words = format!("{file} becomes as it was at first. Your version is kept beside it.\n\nReset it?");
        self.open(View::Question(Question {
            words,
            act: |session| {
                let said = reset::one(session.workplace, &session.exercise, &mut session.progress);
                session.read(Reader::new(Subject::Other, said.unwrap_or_else(|problem| problem.to_string())));
            },
        }));
    }

    /// Does what was asked for, in place of the question.
    pub(super) fn agree(&mut self) {
        if let View::Question(question) = &self.view {
            let act = question.act;
            self.back();
            act(self);
        }
    }

    pub(super) fn has_failures(&self) -> bool {
        self.graded().is_some_and(|verdict| verdict.checks.iter().any(mlings_verdict::Graded::is_lost))
    }

    pub(super) fn step(&mut self, forward: bool) {
        if let Some(Ok(report)) = &self.outcome
            && let Some(verdict) = report.verdict()
        {
            self.unfolded.step(verdict, forward);
        }
    }

    pub(super) fn go_to_chosen(&mut self) {
        let chosen = match &self.view {
            View::List(list) => list.chosen(&self.workplace.catalog).cloned(),
            _ => None,
        };
        if let Some(exercise) = chosen {
            self.go_to(&exercise);
        }
    }

    pub(super) fn with_list(&mut self, act: fn(&mut List)) {
        if let View::List(list) = &mut self.view {
            act(list);
        }
    }

    pub(super) fn go_in_list(&mut self, way: Way) {
        let catalog: &Catalog = &self.workplace.catalog;
        if let View::List(list) = &mut self.view {
            list.go(way, catalog);
        }
    }

    pub(super) fn with_reader(&mut self, act: fn(&mut Reader)) {
        if let View::Reader(reader) = &mut self.view {
            act(reader);
        }
    }

    pub(super) fn go_in_text(&mut self, way: Way) {
        if let View::Reader(reader) = &mut self.view {
            reader.go(way);
        }
    }

    pub(super) fn next_match(&mut self) {
        let width = self.width;
        if let View::Reader(reader) = &mut self.view {
            reader.next_match(width);
        }
    }
}
