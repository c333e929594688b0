//! The guided session: grades at every save, shows what came, and takes one key at a time.
//!
//! Everything that happens reaches one loop as an [`Event`]: keys, saves, what the grading thread has to
//! say, signals. The loop alone changes the state and draws.

mod editor;
mod keys;
mod list;
mod saves;
mod screen;
mod verdict;

use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use crossterm::event::KeyEvent;

use super::command_line::Grading as How;
use super::grade::{Stage, Work};
use super::progress::Progress;
use super::run::Cancel;
use super::workplace::Workplace;
use super::{Problem, guide, invocation};
use crate::curriculum::lessons;
use crate::grading::Lesson;
use crate::report::Report;
use editor::Editor;
use list::List;
use saves::Saves;
use screen::Screen;

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
    /// A text to read, from this line on.
    Text { lines: Vec<String>, top: usize },
}

/// A session with one exercise at a time.
struct Session<'a> {
    workplace: &'a Workplace,
    lesson: &'static dyn Lesson,
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
}

/// One grading on its thread.
#[derive(Default)]
struct Grading {
    number: usize,
    cancel: Cancel,
    thread: Option<JoinHandle<()>>,
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
    let lesson = match name {
        Some(name) => workplace.lesson(name)?,
        None => progress.next_unfinished().or_else(|| lessons().next()).ok_or_else(Problem::no_exercises)?,
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
        lesson,
        progress,
        view: View::Verdict,
        outcome: None,
        status: String::new(),
        notes: Vec::new(),
        grading: Grading::default(),
        saves: Saves::watch(workplace.file(lesson), events.clone()),
        editor: Editor::new(editor),
        screen,
        events,
    };
    session.editor.open_if_asked(workplace, lesson);
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
        while let Ok(event) = inbox.recv() {
            match event {
                Event::Key(key) => {
                    if !self.press(key) {
                        break;
                    }
                    self.draw();
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
                Event::End => break,
            }
        }
        self.grading.call_off();
    }

    /// Grades the exercise on a thread of its own; a grading that still runs is called off.
    fn grade(&mut self) {
        self.grading.call_off();
        let (number, cancel) = (self.grading.number + 1, Cancel::default());
        let (called_off, events, lesson) = (cancel.clone(), self.events.clone(), self.lesson);
        let workplace = Workplace { root: self.workplace.root.clone() };
        self.status = "compiling ...".to_owned();
        self.screen.status(&self.status);
        let thread = thread::spawn(move || {
            let notes = events.clone();
            let mut progress =
                Progress::load_saying(&workplace.root, move |note| drop(notes.send(Event::Note(note.to_owned()))));
            let work = Work::new(&workplace, &How::default(), &called_off);
            let graded = work.grade(&[lesson], &mut progress, &mut |stage| {
                if let Stage::Grading { done, of } = stage {
                    let _ = events.send(Event::Doing(number, format!("grading {done} of {of} ...")));
                }
            });
            let outcome = graded.and_then(|reports| reports.into_iter().next().ok_or_else(Problem::no_exercises));
            let _ = events.send(Event::Graded(number, Box::new(outcome)));
        });
        self.grading = Grading { number, cancel, thread: Some(thread) };
    }

    /// Goes to another exercise.
    fn go_to(&mut self, lesson: &'static dyn Lesson) {
        self.view = View::Verdict;
        if lesson.about().id == self.lesson.about().id {
            return;
        }
        self.lesson = lesson;
        self.outcome = None;
        self.saves = Saves::watch(self.workplace.file(lesson), self.events.clone());
        self.editor.open_if_asked(self.workplace, lesson);
        self.grade();
    }

    fn draw(&mut self) {
        let (width, height) = screen::size();
        let (keys, status) = match &self.view {
            View::Verdict => (keys::VERDICT, self.status.as_str()),
            View::List(_) => (keys::LIST, ""),
            View::Text { .. } => (keys::TEXT, ""),
        };
        let bar = keys::bar(keys, width);
        // The status has a row of its own.
        let rows = height.saturating_sub(1 + bar.lines().count());
        let body = match &self.view {
            View::Verdict => self.verdict_text(width, rows),
            View::List(list) => list.draw(&self.progress, width, rows),
            View::Text { lines, top } => {
                let shown: Vec<&str> = lines.iter().skip(*top).take(rows.max(1)).map(String::as_str).collect();
                shown.join("\n")
            }
        };
        self.screen.show(&body, &bar, status);
    }

    /// Shows the guide, or what keeps us from it.
    fn read_guide(&mut self) {
        let text = match guide::read(self.workplace, self.lesson) {
            Ok(text) => guide::with_strong_headings(&guide::without_hints(&text, self.lesson.about().id)),
            Err(problem) => problem.to_string(),
        };
        let (width, _) = screen::size();
        self.read(&guide::reflowed(&text, width));
    }

    fn read(&mut self, text: &str) {
        let (width, _) = screen::size();
        let lines = text.lines().flat_map(|line| screen::wrapped(line, width)).collect();
        self.view = View::Text { lines, top: 0 };
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
