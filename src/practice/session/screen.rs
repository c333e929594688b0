//! The terminal: raw mode while a session lasts, and whole pictures drawn at once.

use std::io::{self, Write, stdout};

use anstream::ColorChoice;
use crossterm::cursor::{Hide, MoveTo, MoveToPreviousLine, RestorePosition, SavePosition, Show};
use crossterm::terminal::{Clear, ClearType, disable_raw_mode, enable_raw_mode};
use crossterm::{execute, queue};
use textwrap::core::display_width;

use crate::report::terminal::{FAINT, styled};

/// The terminal in raw mode. Whatever happens, it is left as it was found.
pub(super) struct Screen {
    /// Rows that the bottom line takes up.
    bar_height: u16,
}

impl Screen {
    pub fn open() -> io::Result<Screen> {
        enable_raw_mode()?;
        execute!(stdout(), Hide)?;
        Ok(Screen { bar_height: 1 })
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

    /// Gives the terminal to something else for a while.
    pub fn lend<T>(&mut self, borrower: impl FnOnce() -> T) -> T {
        restore();
        let result = borrower();
        let _ = enable_raw_mode();
        let _ = execute!(stdout(), Hide);
        result
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

/// Columns and rows; 80 by 24 where the terminal does not tell.
pub(super) fn size() -> (usize, usize) {
    let (width, height) = crossterm::terminal::size().unwrap_or((80, 24));
    (usize::from(width).clamp(20, 110), usize::from(height).max(5))
}

/// A line cut into lines that fit, colours and indentation kept where it fits already.
pub(super) fn wrapped(line: &str, width: usize) -> Vec<String> {
    let plain = anstream::adapter::strip_str(line).to_string();
    if display_width(&plain) <= width {
        return vec![line.to_owned()];
    }
    textwrap::wrap(&plain, width).into_iter().map(std::borrow::Cow::into_owned).collect()
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
