//! The guided session: grades at every save, shows what came, and takes one key at a time.
//!
//! Everything that happens reaches one loop as an [`Event`]: keys, saves, what the grading thread has to
//! say, signals. The loop alone changes the state and draws.

mod actions;
mod body;
mod editor;
mod grading;
mod keys;
mod list;
mod page;
mod picture;
mod reader;
mod saves;
mod state;
mod terminal;
mod verdict;

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use crossterm::event::KeyEvent;
use mlings_verdict::Graded;

use super::catalog::Exercise;
use super::progress::Progress;
use super::run::Cancel;
use super::workplace::Workplace;
use super::{Problem, check, invocation, level, output};
use crate::report::{Outcome, Report};
use editor::Editor;
use grading::{Doing, Grading};
use list::List;
use page::Page;
use reader::Reader;
use saves::Saves;
use terminal::Screen;
use verdict::Unfolded;

/// What can happen to a session.
enum Event {
    Key(KeyEvent),
    Resized,
    /// The exercise's file is being written.
    Noticed,
    /// The exercise's file was saved with another text.
    Saved,
    /// Something that should be known, once.
    Note(String),
    /// What the grading with this number is doing.
    Doing(usize, Doing),
    /// What will come of it, but for the plots.
    Judged(usize, Box<Report>),
    /// What came of the grading with this number.
    Graded(usize, Box<Result<Report, Problem>>),
    /// What the page has to say.
    Page(page::Said),
    /// A signal asks us to stop until we are called back.
    #[cfg(unix)]
    Suspend,
    /// A signal asks us to end.
    End,
}

/// What is on the screen.
enum View {
    /// The verdict on the exercise.
    Verdict,
    /// All exercises, to choose one.
    List(List),
    /// A text to read.
    Reader(Reader),
    /// Something that is done only if it is wanted.
    Question(Question),
}

/// A question, and what is done where the answer is yes.
struct Question {
    words: String,
    act: for<'a> fn(&mut Session<'a>),
}

/// A session with one exercise at a time.
struct Session<'a> {
    workplace: &'a Workplace,
    exercise: Exercise,
    progress: Progress,
    view: View,
    /// The views that come back when this one is closed, the last one first.
    behind: Vec<View>,
    /// How the verdict is looked at.
    unfolded: Unfolded,
    /// Where the guides were left, by exercise.
    places: BTreeMap<String, usize>,
    /// What came of the last grading of this exercise.
    outcome: Option<Result<Report, Problem>>,
    /// The level before that.
    level_before: &'static str,
    /// What the grading is doing, in a few words.
    doing: String,
    /// What was done last, in a few words, until the next key.
    status: String,
    /// Whether it goes on with the text that is there when the track is built.
    is_building: bool,
    notes: Vec<String>,
    /// The grading that counts.
    grading: Grading,
    saves: Saves,
    editor: Editor,
    /// The terminal, where there is one.
    screen: Option<Screen>,
    page: Page,
    /// The columns that a text has.
    width: usize,
    events: Sender<Event>,
    /// Whether its user wants to go.
    is_over: bool,
}

/// Runs the session until its user quits. With a page it needs no terminal; `page` says whether a browser is opened.
pub(super) fn run(
    workplace: &Workplace,
    name: Option<&str>,
    editor: Option<String>,
    page: Option<bool>,
    signals: &Cancel,
) -> Result<ExitCode, Problem> {
    if !is_possible() && page.is_none() {
        return Err(Problem::new(
            "watch needs a terminal to draw on and to read keys from",
            format!("grade once instead: {} check", invocation()),
        ));
    }
    let progress = Progress::load(&workplace.root);
    let exercise = match name {
        Some(name) => workplace.exercise(name)?,
        None => check::first(workplace, &progress)?,
    };
    let (events, inbox) = mpsc::channel();
    let page = match page {
        // Before anything else is built, or it would wait for that.
        Some(opens_browser) => Page::begin(workplace, opens_browser, &events, signals)?,
        None => Page::default(),
    };
    let screen = if is_possible() { Some(open_screen(&events)?) } else { None };
    listen_to_signals(signals.clone(), events.clone());
    let mut session = Session {
        workplace,
        exercise: exercise.clone(),
        level_before: level::ladder(&workplace.catalog, &progress).name(),
        progress,
        view: View::Verdict,
        behind: Vec::new(),
        unfolded: Unfolded::fresh(),
        places: BTreeMap::new(),
        outcome: None,
        doing: String::new(),
        status: String::new(),
        is_building: false,
        notes: workplace.catalog.troubles.iter().map(|trouble| trouble.in_words()).collect(),
        grading: Grading::default(),
        saves: Saves::watch(workplace.file(exercise), events.clone()),
        editor: Editor::new(editor),
        screen,
        page,
        width: 80,
        events,
        is_over: false,
    };
    session.editor.open_if_asked(workplace, exercise);
    session.follow(&inbox);
    let last_words = session.last_words();
    // The terminal is given back before anything is printed on it.
    drop(session);
    output::print(&last_words)?;
    Ok(ExitCode::SUCCESS)
}

fn open_screen(events: &Sender<Event>) -> Result<Screen, Problem> {
    let screen = Screen::open().map_err(|error| {
        Problem::new(
            format!("the terminal cannot be used ({error})"),
            format!("grade once instead: {} check", invocation()),
        )
    })?;
    screen.listen(events.clone());
    Ok(screen)
}

/// Whether there is a terminal on both ends, one that can draw.
pub(super) fn is_possible() -> bool {
    let can_draw = std::env::var_os("TERM").is_none_or(|kind| kind != "dumb");
    can_draw && std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

impl Session<'_> {
    fn follow(&mut self, inbox: &Receiver<Event>) {
        self.grade();
        self.draw();
        self.tell_page();
        while !self.is_over
            && let Ok(event) = inbox.recv()
        {
            self.take(event);
            // What has come meanwhile is drawn together.
            inbox.try_iter().for_each(|event| self.take(event));
            if !self.is_over {
                self.draw();
                self.tell_page();
            }
        }
        self.grading.call_off();
        self.page.end();
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Key(key) => self.press(key),
            Event::Resized => {}
            Event::Noticed if !self.is_building => self.doing = "saved, compiling ...".to_owned(),
            Event::Noticed => {}
            Event::Saved => self.grade_again(),
            Event::Note(note) => self.notes.push(note),
            Event::Doing(number, doing) if number == self.grading.number => {
                self.doing = doing.words;
                self.is_building = doing.is_building;
            }
            Event::Graded(number, outcome) if number == self.grading.number => self.show(*outcome),
            // Until it is recorded, what it moves is not known.
            Event::Judged(number, report) if number == self.grading.number && !report.is_full() => {
                let mut report = *report;
                // Until the new plots are there, the ones before stay.
                if let (Outcome::Graded(verdict), Some(before)) = (&mut report.outcome, self.graded()) {
                    verdict.plots.clone_from(&before.plots);
                }
                self.outcome = Some(Ok(report));
                self.unfolded = Unfolded::fresh();
                self.doing = "drawing ...".to_owned();
            }
            Event::Page(said) => self.hear(said),
            // Of a grading that was called off.
            Event::Doing(..) | Event::Judged(..) | Event::Graded(..) => {}
            #[cfg(unix)]
            Event::Suspend => self.suspend(),
            Event::End => self.is_over = true,
        }
    }

    /// Grades what stands in the file now. While the track is built nothing was read yet, so that is what happens anyway,
    /// and the build goes on.
    fn grade_again(&mut self) {
        if !self.is_building {
            self.grade();
        }
    }

    /// Grades the exercise; a grading that still runs is called off.
    fn grade(&mut self) {
        self.doing = "compiling ...".to_owned();
        self.is_building = false;
        self.page.is_grading = true;
        self.grading.start(self.workplace, &self.exercise, &self.events);
    }

    /// Shows what came of a grading. Whoever reads something else is told in the status.
    fn show(&mut self, outcome: Result<Report, Problem>) {
        self.level_before = level::ladder(&self.workplace.catalog, &self.progress).name();
        self.progress = Progress::load(&self.workplace.root);
        if !matches!(self.view, View::Verdict) {
            self.status = match &outcome {
                Err(problem) => problem.what().to_owned(),
                Ok(report) => match report.verdict() {
                    Some(verdict) => format!("saved: {}/{} · esc shows why", verdict.score, verdict.out_of),
                    None => "saved: it does not compile · esc shows why".to_owned(),
                },
            };
        }
        self.doing.clear();
        // What was unfolded since the checks were judged stays so.
        if self.outcome.as_ref().and_then(checks) != checks(&outcome) {
            self.unfolded = Unfolded::fresh();
        }
        self.outcome = Some(outcome);
        self.page.attempt += 1;
        self.page.is_grading = false;
        self.is_building = false;
    }

    /// What is said above the keys: what goes on, or else what was done last.
    fn said(&self) -> &str {
        if self.doing.is_empty() { &self.status } else { &self.doing }
    }

    /// Goes to another exercise.
    fn go_to(&mut self, exercise: &Exercise) {
        self.view = View::Verdict;
        self.behind.clear();
        if *exercise == self.exercise {
            return;
        }
        self.exercise = exercise.clone();
        self.page.text = None;
        self.outcome = None;
        self.unfolded = Unfolded::fresh();
        self.saves = Saves::watch(self.workplace.file(exercise), self.events.clone());
        self.editor.open_if_asked(self.workplace, exercise);
        self.grade();
    }

    /// Opens a text; what is on the screen comes back when it is closed.
    fn read(&mut self, reader: Reader) {
        self.open(View::Reader(reader));
    }

    fn open(&mut self, view: View) {
        self.behind.push(std::mem::replace(&mut self.view, view));
    }
}

/// The checks of a verdict, where there is one.
fn checks(outcome: &Result<Report, Problem>) -> Option<&[Graded]> {
    Some(&outcome.as_ref().ok()?.verdict()?.checks)
}

#[cfg(unix)]
impl Session<'_> {
    /// Leaves the terminal to the shell, with all of the job (cargo is part of it), until it is called back.
    fn suspend(&mut self) {
        use rustix::process::{Signal, kill_current_process_group};
        if let Some(screen) = &mut self.screen {
            let _ = screen.lend(|| kill_current_process_group(Signal::STOP));
        }
    }
}

fn listen_to_signals(signals: Cancel, events: Sender<Event>) {
    #[cfg(unix)]
    if let Ok(mut stops) = signal_hook::iterator::Signals::new([signal_hook::consts::SIGTSTP]) {
        let events = events.clone();
        thread::spawn(move || stops.forever().try_for_each(|_| events.send(Event::Suspend)));
    }
    thread::spawn(move || {
        while !signals.is_cancelled() {
            thread::sleep(std::time::Duration::from_millis(50));
        }
        let _ = events.send(Event::End);
    });
}
