//! The terminal: raw mode while a session lasts, and whole pictures drawn at once.

use std::io::{self, Write, stdout};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anstream::ColorChoice;
use crossterm::cursor::{Hide, MoveTo, MoveToPreviousLine, RestorePosition, SavePosition, Show};
use crossterm::terminal::{Clear, ClearType, disable_raw_mode, enable_raw_mode};
use crossterm::{event, execute, queue};
use textwrap::core::display_width;

use super::Event;
use crate::report::terminal::{self, FAINT, styled};

/// The terminal in raw mode. Whatever happens, it is left as it was found.
pub(super) struct Screen {
    /// Rows that the bottom line takes up.
    bar_height: u16,
    keyboard: Keyboard,
}

/// The keys, which somebody else reads while the terminal is lent.
#[derive(Clone, Default)]
struct Keyboard {
    is_lent: Arc<AtomicBool>,
    /// Held while keys are read.
    reading: Arc<Mutex<()>>,
}

/// How long a look for keys takes where there are none: so long the keyboard is not lent yet.
const LOOK: Duration = Duration::from_millis(50);

impl Screen {
    pub fn open() -> io::Result<Screen> {
        enable_raw_mode()?;
        execute!(stdout(), Hide)?;
        Ok(Screen { bar_height: 1, keyboard: Keyboard::default() })
    }

    /// Draws a body and the bottom line below it, with the status above the bottom line. What is longer than
    /// the terminal scrolls out above, where it can be scrolled back to.
    pub fn show(&mut self, body: &str, bar: &str, status: &str) {
        self.bar_height = bar.lines().count().max(1) as u16;
        let text = format!("{}\n{}\n{bar}", body.trim_end_matches('\n'), status_line(status));
        // A terminal that does not take it is gone, and the keys' thread will say so.
        let _ = queue!(stdout(), Clear(ClearType::All), MoveTo(0, 0));
        let _ = write!(stdout(), "{}", coloured(&text).replace('\n', "\r\n"));
        let _ = stdout().flush();
    }

    /// Replaces the status alone.
    pub fn status(&mut self, status: &str) {
        let _ = queue!(stdout(), SavePosition, MoveToPreviousLine(self.bar_height), Clear(ClearType::CurrentLine));
        let _ = write!(stdout(), "{}", coloured(&status_line(status)));
        let _ = execute!(stdout(), RestorePosition);
    }

    /// Reports keys and new sizes of the terminal, and its end.
    pub fn listen(&self, events: Sender<Event>) {
        let keyboard = self.keyboard.clone();
        thread::spawn(move || {
            while let Ok(event) = keyboard.look() {
                let event = match event {
                    Some(event::Event::Key(key)) if key.is_press() => Event::Key(key),
                    Some(event::Event::Resize(..)) => Event::Resized,
                    _ => continue,
                };
                if events.send(event).is_err() {
                    return;
                }
            }
            let _ = events.send(Event::End);
        });
    }

    /// Gives the terminal and its keys to something else for a while.
    pub fn lend<T>(&mut self, borrower: impl FnOnce() -> T) -> T {
        self.keyboard.is_lent.store(true, Ordering::SeqCst);
        let reading = self.keyboard.reading.lock().unwrap_or_else(PoisonError::into_inner);
        restore();
        let result = borrower();
        let _ = enable_raw_mode();
        let _ = execute!(stdout(), Hide);
        self.keyboard.is_lent.store(false, Ordering::SeqCst);
        drop(reading);
        result
    }
}

impl Keyboard {
    /// The next event, if it comes soon.
    fn look(&self) -> io::Result<Option<event::Event>> {
        if !self.is_lent.load(Ordering::SeqCst) {
            let _reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
            return if event::poll(LOOK)? { event::read().map(Some) } else { Ok(None) };
        }
        thread::sleep(LOOK);
        Ok(None)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

fn restore() {
    let _ = disable_raw_mode();
    let _ = execute!(stdout(), Show);
    let _ = writeln!(stdout());
}

/// Columns and rows to draw in.
pub(super) fn size() -> (usize, usize) {
    let (width, height) = terminal::size();
    (width.clamp(20, 110), height.max(5))
}

/// A line cut into lines that fit, colours and indentation kept where it fits already.
pub(super) fn wrapped(line: &str, width: usize) -> Vec<String> {
    let plain = anstream::adapter::strip_str(line).to_string();
    if display_width(&plain) <= width {
        return vec![line.to_owned()];
    }
    textwrap::wrap(&plain, width).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// The rows that a text takes up where the terminal wraps what is longer than it is wide.
pub(super) fn rows(text: &str, width: usize) -> usize {
    text.lines().map(|line| rows_of_line(line, width)).sum()
}

/// The first lines of a text, as many as fit into so many rows.
pub(super) fn first_rows(text: &str, width: usize, rows: usize) -> String {
    let mut taken = 0;
    let fits = |line: &&str| {
        taken += rows_of_line(line, width);
        taken <= rows
    };
    text.lines().take_while(fits).map(|line| format!("{line}\n")).collect()
}

fn rows_of_line(line: &str, width: usize) -> usize {
    display_width(&anstream::adapter::strip_str(line).to_string()).div_ceil(width).max(1)
}

fn status_line(status: &str) -> String {
    let (width, _) = size();
    styled(FAINT, status.chars().take(width.saturating_sub(1)).collect::<String>())
}

/// Without escape codes where no colours are wanted.
fn coloured(text: &str) -> String {
    match anstream::AutoStream::choice(&stdout()) {
        ColorChoice::Never => anstream::adapter::strip_str(text).to_string(),
        _ => text.to_owned(),
    }
}
