//! The page in the browser: a program of its own, built when it is asked for, that is told how the session stands and
//! says what its user wants.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use mlings_process::Group;
use mlings_verdict::page::{Action, Heard, State, Text, Told};

use super::{Event, Session};
use crate::practice::build::program;
use crate::practice::grader::{NoLine, Talk};
use crate::practice::output::{self, note};
use crate::practice::progress::Standing;
use crate::practice::run::Cancel;
use crate::practice::workplace::Workplace;
use crate::practice::{Problem, reset, solution};

/// The program that serves it. The command is built without it.
const SERVER: &str = "mlings-page";
/// How long a state may take to be taken. It is read at once, so whoever takes longer has ended.
const TAKEN: Duration = Duration::from_secs(5);
/// How long browsers have to hear that the session is over.
const LAST_WORDS: Duration = Duration::from_secs(2);
/// How long the program has to say where it serves.
const FIRST_WORD: Duration = Duration::from_secs(20);

/// What comes from the page.
pub(super) enum Said {
    /// The program runs.
    Opened(Box<Line>),
    /// There is no page, and why.
    Failed(Problem),
    /// Its user wants something.
    Wants(Action),
    /// What was timed, as it is read.
    Timed(String, String),
    /// The program is gone.
    Ended,
}

/// A page that is served.
pub(super) struct Line {
    address: String,
    talk: Talk,
    group: Group,
}

/// The page of a session, if it has one.
#[derive(Default)]
pub(super) struct Page {
    line: Option<Line>,
    /// What it was told last.
    told: Option<State>,
    /// Whether it is on its way.
    is_coming: bool,
    /// Whether a browser is opened with it.
    opens_browser: bool,
    /// Ends what is built and listened to.
    cancel: Cancel,
    /// Counts gradings that came to an end.
    pub attempt: usize,
    /// Whether one goes on.
    pub is_grading: bool,
    /// What an action of the page brought to read there.
    pub text: Option<Text>,
}

impl Page {
    /// Builds and starts it while nothing else goes on.
    pub fn begin(
        workplace: &Workplace,
        opens_browser: bool,
        events: &Sender<Event>,
        signals: &Cancel,
    ) -> Result<Page, Problem> {
        note("preparing the page; the first time it is built, which takes half a minute");
        let program = built(workplace, signals)?;
        let page = Page { is_coming: true, opens_browser, ..Page::default() };
        page.start(workplace.clone(), Some(program), events.clone());
        Ok(page)
    }

    /// Starts it on a thread of its own, which then listens to it.
    fn start(&self, workplace: Workplace, program: Option<PathBuf>, events: Sender<Event>) {
        let cancel = self.cancel.clone();
        thread::spawn(move || {
            let begun = match program {
                Some(program) => Ok(program),
                None => built(&workplace, &cancel),
            };
            match begun.and_then(|program| begin(&workplace, program, &cancel)) {
                Ok((line, ear)) => {
                    let _ = events.send(Event::Page(Said::Opened(Box::new(line))));
                    listen(ear, &events, &cancel);
                }
                Err(problem) => drop(events.send(Event::Page(Said::Failed(problem)))),
            }
        });
    }

    /// The address, if it is served.
    pub fn address(&self) -> Option<&str> {
        self.line.as_ref().map(|line| line.address.as_str())
    }

    /// Ends it; browsers hear of it.
    pub fn end(&mut self) {
        if let Some(mut line) = self.line.take() {
            let _ = line.talk.tell(&Told::End, TAKEN);
            self.cancel.cancel();
            drop(line.talk);
            let _ = line.group.wait_at_most(LAST_WORDS);
        }
        self.cancel.cancel();
    }
}

/// The program, built if it must be.
fn built(workplace: &Workplace, cancel: &Cancel) -> Result<PathBuf, Problem> {
    // A pack's own workspace has no such program; then it is one that was installed.
    Ok(program(workplace, SERVER, cancel)?.unwrap_or_else(|| PathBuf::from(SERVER)))
}

/// Starts the program and waits until it serves.
fn begin(workplace: &Workplace, program: PathBuf, cancel: &Cancel) -> Result<(Line, Talk), Problem> {
    let without = |reason: String| {
        Problem::new(
            format!("the page could not be served ({reason})"),
            format!("if it is not there, install it: cargo install {SERVER}"),
        )
    };
    let mut command = Command::new(program);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let (group, talk, mut ear) =
        Talk::start_with_two(command, workplace).map_err(|error| without(error.to_string()))?;
    let line = ear.line(FIRST_WORD, cancel).map_err(|none| match none {
        NoLine::CalledOff => Problem::called_off(),
        NoLine::Silent | NoLine::Ended | NoLine::TooLong => without("it ended".to_owned()),
    })?;
    match serde_json::from_slice(&line) {
        Ok(Heard::Listening { address }) => Ok((Line { address, talk, group }, ear)),
        Ok(Heard::Trouble(what)) => Err(without(what)),
        _ => Err(without("it is of another version".to_owned())),
    }
}

fn listen(mut ear: Talk, events: &Sender<Event>, cancel: &Cancel) {
    while let Ok(line) = ear.line(Duration::MAX, cancel) {
        let Ok(Heard::Wants(action)) = serde_json::from_slice(&line) else { continue };
        if events.send(Event::Page(Said::Wants(action))).is_err() {
            return;
        }
    }
    let _ = events.send(Event::Page(Said::Ended));
}

impl Session<'_> {
    /// Opens the page in the browser; it is begun where it is not there yet.
    pub(super) fn open_page(&mut self) {
        if self.page.line.is_some() {
            self.open_browser();
        } else if !self.page.is_coming {
            self.page.is_coming = true;
            self.page.opens_browser = true;
            self.page.cancel = Cancel::default();
            self.page.start(self.workplace.clone(), None, self.events.clone());
            self.status = "building the page, once ...".to_owned();
        }
    }

    fn open_browser(&mut self) {
        let Some(address) = self.page.address() else { return };
        self.status = match open::that_detached(address) {
            Ok(()) => format!("the page: {address}"),
            Err(_) => format!("no browser could be opened; open this address in one: {address}"),
        };
    }

    /// Does what the page has to say.
    pub(super) fn hear(&mut self, said: Said) {
        match said {
            Said::Opened(line) => {
                self.page.is_coming = false;
                self.page.told = None;
                self.page.line = Some(*line);
                let address = self.page.address().unwrap_or_default().to_owned();
                if self.page.opens_browser {
                    self.open_browser();
                } else {
                    self.status = format!("the page: {address}");
                }
                if self.screen.is_none() {
                    // Where nobody reads it, somebody has opened it already.
                    let _ = output::print(&format!("{}\n", self.status));
                    self.status.clear();
                }
            }
            Said::Failed(problem) => {
                self.page.is_coming = false;
                self.status = problem.to_string().replace('\n', "; ");
                // Nobody could see anything.
                if self.screen.is_none() {
                    note(&self.status);
                    self.is_over = true;
                }
            }
            Said::Wants(action) => self.act_for_page(action),
            Said::Timed(id, text) if id == self.exercise.id => {
                self.status.clear();
                self.page.text = Some(Text { title: format!("{}, timed", self.exercise.title), text });
            }
            Said::Timed(..) => {}
            Said::Ended => {
                self.page.line = None;
                self.status = "the page has ended".to_owned();
                self.is_over |= self.screen.is_none();
            }
        }
    }

    fn act_for_page(&mut self, action: Action) {
        match action {
            Action::Next => self.go_by(1),
            Action::Previous => self.go_by(-1),
            Action::Go { id } => match self.workplace.exercise(&id) {
                Ok(exercise) => self.go_to(&exercise.clone()),
                Err(problem) => self.status = problem.to_string().replace('\n', "; "),
            },
            Action::Hint => self.one_more_hint_for_page(),
            Action::Run => self.grade_again(),
            Action::Edit => self.edit(),
            Action::Solution { reveal } => {
                let reveal = reveal || self.progress.standing(&self.exercise.id) == Standing::Full;
                let text = solution::text(self.workplace, &self.exercise, &mut self.progress, reveal);
                self.show_in_page("Solution", text);
            }
            Action::Reset => {
                let said = reset::one(self.workplace, &self.exercise, &mut self.progress);
                self.show_in_page("Reset", said);
            }
            Action::Time if self.can_be_timed() => self.time_for_page(),
            Action::Time => {}
            Action::ViewPlots => self.view_plots(),
            Action::Close => self.page.text = None,
            Action::Quit => self.is_over = true,
        }
    }

    fn show_in_page(&mut self, title: &str, text: Result<String, Problem>) {
        let text = text.unwrap_or_else(|problem| problem.to_string());
        let text = anstream::adapter::strip_str(&text).to_string();
        self.page.text = Some(Text { title: title.to_owned(), text });
    }

    /// Times the exercise beside the session: another mlings does it.
    fn time_for_page(&mut self) {
        let id = self.exercise.id.clone();
        let events = self.events.clone();
        let command = std::env::current_exe().map(|mlings| {
            let mut command = Command::new(mlings);
            command.args(["bench", &id, "--quick"]).current_dir(&self.workplace.root).stdin(Stdio::null());
            command
        });
        self.status = "timing yours beside the reference ...".to_owned();
        thread::spawn(move || {
            let came = command.and_then(|mut command| command.output());
            let text = match came {
                Ok(came) if came.status.success() => String::from_utf8_lossy(&came.stdout).into_owned(),
                Ok(came) => String::from_utf8_lossy(&came.stderr).into_owned(),
                Err(error) => format!("it could not be timed ({error})"),
            };
            let _ = events.send(Event::Page(Said::Timed(id, text)));
        });
    }

    /// Tells the page how the session is, if that is not what it was told last.
    pub(super) fn tell_page(&mut self) {
        if self.page.line.is_none() {
            return;
        }
        let state = self.state();
        if self.page.told.as_ref() == Some(&state) {
            return;
        }
        let told = Told::State(Box::new(state.clone()));
        let is_taken = self.page.line.as_mut().is_some_and(|line| line.talk.tell(&told, TAKEN).is_ok());
        self.page.told = Some(state);
        if !is_taken {
            self.page.end();
            self.status = "the page has ended".to_owned();
        }
    }
}
