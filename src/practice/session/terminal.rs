//! The terminal: the alternate screen and raw mode while a session lasts, and the keys.

use std::io::{self, Stdout, Write, stdout};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::cursor::{Hide, Show};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{event, execute};
use ratatui_core::layout::Rect;
use ratatui_core::terminal::{Terminal, TerminalOptions, Viewport};
use ratatui_crossterm::CrosstermBackend;

use super::Event;
use super::picture::Picture;
use crate::report::terminal;

/// The terminal, drawn on. Whatever happens, it is left as it was found.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
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
        let terminal = blank(area());
        if terminal.is_err() {
            restore();
        }
        Ok(Screen { terminal: terminal?, keyboard: Keyboard::default() })
    }

    /// Draws what is to be seen. Only what has changed is sent.
    pub fn show(&mut self, picture: impl FnOnce(usize, usize) -> Picture) {
        let now = area();
        // A terminal that does not take it is gone, and the keys' thread will say so.
        if self.terminal.get_frame().area() != now {
            self.begin_anew(now);
        }
        let picture = picture(now.width.into(), now.height.into());
        let _ = self.terminal.draw(|frame| picture.draw(frame));
    }

    /// Forgets what is on the screen, so that all of it is drawn.
    fn begin_anew(&mut self, area: Rect) {
        if let Ok(terminal) = blank(area) {
            self.terminal = terminal;
        }
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
        let keyboard = self.keyboard.clone();
        keyboard.is_lent.store(true, Ordering::SeqCst);
        let reading = keyboard.reading.lock().unwrap_or_else(PoisonError::into_inner);
        restore();
        let result = borrower();
        self.begin_anew(area());
        keyboard.is_lent.store(false, Ordering::SeqCst);
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

/// The alternate screen with nothing on it. (To clear it, ratatui would ask the terminal where its cursor is, and wait
/// for an answer among the keys.)
fn blank(area: Rect) -> io::Result<Terminal<CrosstermBackend<Stdout>>> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, Clear(ClearType::All), Hide)?;
    let viewport = Viewport::Fixed(area);
    Terminal::with_options(CrosstermBackend::new(stdout()), TerminalOptions { viewport })
}

fn restore() {
    let _ = disable_raw_mode();
    let _ = execute!(stdout(), LeaveAlternateScreen, Show);
    let _ = stdout().flush();
}

/// All of the terminal.
fn area() -> Rect {
    let (width, height) = terminal::size();
    Rect::new(0, 0, width as u16, height as u16)
}
