//! The guided session: grades at every save, shows what came, and takes one key at a time.
//!
//! Everything that happens reaches one loop as an [`Event`]: keys, saves, what the grading thread has to
//! say, signals. The loop alone changes the state and draws.

mod editor;
mod keys;
mod list;
mod saves;
mod screen;
mod text;
mod verdict;

use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use crossterm::event::KeyEvent;

use super::catalog::Exercise;
use super::check;
use super::command_line::Grading as How;
use super::grade::{Stage, Work};
use super::grader::Graders;
use super::guide::Guide;
use super::progress::Progress;
use super::run::Cancel;
use super::workplace::Workplace;
use super::{Problem, invocation};
use crate::report::Report;
use editor::Editor;
use list::List;
use saves::Saves;
use screen::Screen;
use text::Text;

/// What can happen to a session.
enum Event {
    Key(KeyEvent),
    Resized,
    /// The exercise's file was saved with another text.
    Saved,
    /// Something that should be known, once.
    Note(String),
    /// What the grading with this number is doing.
    Doing(usize, String),
    /// What came of the grading with this number.
    Graded(usize, Box<Result<Report, Problem>>),
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
    Text(Text),
}

/// A session with one exercise at a time.
struct Session<'a> {
    workplace: &'a Workplace,
    exercise: Exercise,
    progress: Progress,
    view: View,
    /// What came of the last grading of this exercise.
    outcome: Option<Result<Report, Problem>>,
    /// What is going on, in a few words.
    status: String,
    notes: Vec<String>,
    /// The grading that counts.
    grading: Grading,
    saves: Saves,
    editor: Editor,
    screen: Screen,
    events: Sender<Event>,
    /// Whether its user wants to go.
    is_over: bool,
}

/// One grading on its thread.
#[derive(Default)]
struct Grading {
    number: usize,
    cancel: Cancel,
    thread: Option<JoinHandle<()>>,
    /// The graders that run already: each waits for the next text of its track.
    graders: Arc<Mutex<Graders>>,
}

impl Grading {
    /// Ends it and all that it started.
    fn call_off(&mut self) {
        self.cancel.cancel();
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has ended too.
            let _ = thread.join();
        }
    }
}

/// Runs the session until its user quits.
pub(super) fn run(
    workplace: &Workplace,
    name: Option<&str>,
    editor: Option<String>,
    signals: &Cancel,
) -> Result<ExitCode, Problem> {
    if !is_possible() {
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
    let screen = Screen::open().map_err(|error| {
        Problem::new(
            format!("the terminal cannot be used ({error})"),
            format!("grade once instead: {} check", invocation()),
        )
    })?;
    screen.listen(events.clone());
    listen_to_signals(signals.clone(), events.clone());
    let mut session = Session {
        workplace,
        exercise: exercise.clone(),
        progress,
        view: View::Verdict,
        outcome: None,
        status: String::new(),
        notes: workplace.catalog.troubles.iter().map(|trouble| trouble.in_words()).collect(),
        grading: Grading::default(),
        saves: Saves::watch(workplace.file(exercise), events.clone()),
        editor: Editor::new(editor),
        screen,
        events,
        is_over: false,
    };
    session.editor.open_if_asked(workplace, exercise);
    session.follow(&inbox);
    Ok(ExitCode::SUCCESS)
}

/// Whether there is a terminal on both ends.
pub(super) fn is_possible() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

impl Session<'_> {
    fn follow(&mut self, inbox: &Receiver<Event>) {
        self.grade();
        self.draw();
        while !self.is_over
            && let Ok(event) = inbox.recv()
        {
            match event {
                Event::Key(key) => {
                    self.press(key);
                    if !self.is_over {
                        self.draw();
                    }
                }
                Event::Resized => self.draw(),
                Event::Saved => self.grade(),
                Event::Note(note) => {
                    self.notes.push(note);
                    self.draw();
                }
                Event::Doing(number, status) if number == self.grading.number => {
                    self.status = status;
                    if matches!(self.view, View::Verdict) {
                        self.screen.status(&self.status);
                    }
                }
                Event::Graded(number, outcome) if number == self.grading.number => {
                    self.progress = Progress::load(&self.workplace.root);
                    self.outcome = Some(*outcome);
                    self.status.clear();
                    self.draw();
                }
                // Of a grading that was called off.
                Event::Doing(..) | Event::Graded(..) => {}
                Event::End => self.is_over = true,
            }
        }
        self.grading.call_off();
    }

    /// Grades the exercise on a thread of its own; a grading that still runs is called off.
    fn grade(&mut self) {
        self.grading.call_off();
        let (number, cancel) = (self.grading.number + 1, Cancel::default());
        let (called_off, events, exercise) = (cancel.clone(), self.events.clone(), self.exercise.clone());
        let (workplace, graders) = (self.workplace.clone(), Arc::clone(&self.grading.graders));
        self.status = "compiling ...".to_owned();
        self.screen.status(&self.status);
        let running = Arc::clone(&graders);
        let thread = thread::spawn(move || {
            let notes = events.clone();
            let mut progress =
                Progress::load_saying(&workplace.root, move |note| drop(notes.send(Event::Note(note.to_owned()))));
            let mut running = running.lock().unwrap_or_else(PoisonError::into_inner);
            let outcome = Work::new(&workplace, &How::default(), &called_off).and_then(|work| {
                let mut work = work.in_background(std::mem::take(&mut *running));
                let graded = work.grade(&[&exercise], &mut progress, &mut |stage| {
                    if let Some(words) = doing(stage) {
                        let _ = events.send(Event::Doing(number, words));
                    }
                });
                *running = work.into_graders();
                graded?.into_iter().next().ok_or_else(Problem::no_exercises)
            });
            let _ = events.send(Event::Graded(number, Box::new(outcome)));
        });
        self.grading = Grading { number, cancel, thread: Some(thread), graders };
    }

    /// Goes to another exercise.
    fn go_to(&mut self, exercise: &Exercise) {
        self.view = View::Verdict;
        if *exercise == self.exercise {
            return;
        }
        self.exercise = exercise.clone();
        self.outcome = None;
        self.saves = Saves::watch(self.workplace.file(exercise), self.events.clone());
        self.editor.open_if_asked(self.workplace, exercise);
        self.grade();
    }

    fn draw(&mut self) {
        let (width, height) = screen::size();
        let status = if matches!(self.view, View::Verdict) { self.status.as_str() } else { "" };
        let bar = keys::bar(&keys::of(&self.view), width);
        // The status has a row of its own.
        let rows = height.saturating_sub(1 + bar.lines().count());
        let body = match &self.view {
            View::Verdict => self.verdict_text(width, rows),
            View::List(list) => list.draw(&self.workplace.catalog, &self.progress, width, rows),
            View::Text(text) => text.draw(width, rows),
        };
        self.screen.show(&body, &bar, status);
    }

    /// Shows the guide, or what keeps us from it.
    fn read_guide(&mut self) {
        self.view = View::Text(match Guide::read(self.workplace, &self.exercise) {
            Ok(guide) => Text::guide(&guide.without_hints(&self.exercise.id)),
            Err(problem) => Text::new(&problem.to_string()),
        });
    }
}

/// What is being done, in a few words.
fn doing(stage: Stage) -> Option<String> {
    match stage {
        Stage::Building { track } => Some(format!("building the track {track}, once ... meanwhile: g shows the guide")),
        Stage::Waiting { .. } => Some("another mlings grades this exercise ...".to_owned()),
        Stage::Compiling => Some("compiling ...".to_owned()),
        Stage::Compiled { .. } => None,
        Stage::Grading { done, of } => Some(format!("grading {done} of {of} ...")),
    }
}

fn listen_to_signals(signals: Cancel, events: Sender<Event>) {
    thread::spawn(move || {
        while !signals.is_cancelled() {
            thread::sleep(std::time::Duration::from_millis(50));
        }
        let _ = events.send(Event::End);
    });
}
