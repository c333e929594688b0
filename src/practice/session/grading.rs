//! One grading at a time, on a thread of its own.

use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::Event;
use crate::practice::Problem;
use crate::practice::catalog::Exercise;
use crate::practice::command_line::Grading as How;
use crate::practice::grade::{Stage, Work};
use crate::practice::grader::Graders;
use crate::practice::progress::Progress;
use crate::practice::run::Cancel;
use crate::practice::workplace::Workplace;
use crate::report::Report;

/// The grading that counts.
#[derive(Default)]
pub(super) struct Grading {
    /// What those before it have to say is of no interest any more.
    pub number: usize,
    cancel: Cancel,
    thread: Option<JoinHandle<()>>,
    /// The graders that run already: each waits for the next text of its track.
    graders: Arc<Mutex<Graders>>,
}

impl Grading {
    /// Ends it and all that it started.
    pub fn call_off(&mut self) {
        self.cancel.cancel();
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has ended too.
            let _ = thread.join();
        }
    }

    /// Begins the next one. A track that is not built yet is built first, while its user does something else.
    pub fn start(&mut self, workplace: &Workplace, exercise: &Exercise, events: &Sender<Event>) {
        self.call_off();
        self.number += 1;
        self.cancel = Cancel::default();
        let (number, called_off, events) = (self.number, self.cancel.clone(), events.clone());
        let (workplace, exercise, graders) = (workplace.clone(), exercise.clone(), Arc::clone(&self.graders));
        self.thread = Some(thread::spawn(move || {
            let mut running = graders.lock().unwrap_or_else(PoisonError::into_inner);
            let outcome = grade(&workplace, &exercise, &mut running, &called_off, number, &events);
            let _ = events.send(Event::Graded(number, Box::new(outcome)));
        }));
    }
}

fn grade(
    workplace: &Workplace,
    exercise: &Exercise,
    running: &mut Graders,
    called_off: &Cancel,
    number: usize,
    events: &Sender<Event>,
) -> Result<Report, Problem> {
    let notes = events.clone();
    let mut progress =
        Progress::load_saying(&workplace.root, move |note| drop(notes.send(Event::Note(note.to_owned()))));
    let mut work = Work::new(workplace, &How::default(), called_off)?.in_background(std::mem::take(running));
    let graded = work.grade(&[exercise], &mut progress, &mut |stage| {
        if let Stage::Judged(verdict) = stage {
            let report = Report::graded(verdict.clone());
            let _ = events.send(Event::Judged(number, Box::new(report)));
        } else if let Some(doing) = Doing::of(stage) {
            let _ = events.send(Event::Doing(number, doing));
        }
    });
    *running = work.into_graders();
    graded?.into_iter().next().ok_or_else(Problem::no_exercises)
}

/// What a grading is doing.
pub(super) struct Doing {
    /// In a few words.
    pub words: String,
    /// Whether the track is built: the exercise's file is read only after that.
    pub is_building: bool,
}

impl Doing {
    /// None where there is nothing new to say.
    fn of(stage: Stage) -> Option<Doing> {
        let is_building = matches!(stage, Stage::Building { .. });
        let words = match stage {
            Stage::Building { track } => format!("building the track {track} in the background, once ..."),
            Stage::Waiting { .. } => "waiting for another mlings, which grades this exercise ...".to_owned(),
            Stage::Compiling => "compiling ...".to_owned(),
            Stage::Compiled { .. } | Stage::Judged(_) => return None,
            Stage::Grading { done, of } => format!("grading {done} of {of} ..."),
        };
        Some(Doing { words, is_building })
    }
}
