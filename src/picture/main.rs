//! Shows pictures in the terminal, one after the other: by the protocols of kitty, iTerm2 or sixel where the terminal
//! has one of them, otherwise by blocks of colour. The session starts it; it is built when the first plot is looked at.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ratatui::Frame;
use ratatui::crossterm::event::{self, Event, KeyCode, KeyModifiers};
use ratatui::layout::{Constraint, Layout};
use ratatui::style::Stylize;
use ratatui::text::Line;
use ratatui_image::picker::Picker;
use ratatui_image::protocol::StatefulProtocol;
use ratatui_image::{Resize, StatefulImage};

fn main() -> ExitCode {
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if files.is_empty() {
        eprintln!("error: no picture was named\n  help: give one or more PNG files");
        return ExitCode::from(2);
    }
    let shown = ratatui::try_init().and_then(|mut terminal| {
        let asked =
            if may_show_pictures(|name| std::env::var(name).ok()) { Picker::from_query_stdio().ok() } else { None };
        let picker = asked.unwrap_or_else(Picker::halfblocks);
        let shown = show(&mut terminal, &picker, &files);
        ratatui::restore();
        shown
    });
    match shown {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: the picture could not be shown ({error})\n  help: open the file in a viewer");
            ExitCode::from(2)
        }
    }
}

/// Whether it is worth asking the terminal what it can do. One that does not answer would take a key for its answer.
fn may_show_pictures(variable: impl Fn(&str) -> Option<String>) -> bool {
    let named = |name: &str, words: &[&str]| {
        variable(name).is_some_and(|value| words.iter().any(|word| value.to_lowercase().contains(word)))
    };
    let is_there = |name: &str| variable(name).is_some();
    !named("TERM_PROGRAM", &["tmux"])
        && (named("TERM", &["kitty", "ghostty", "wezterm", "foot", "contour", "mlterm", "sixel"])
            || named("TERM_PROGRAM", &["iterm", "wezterm", "vscode", "ghostty", "rio", "mintty", "tabby"])
            || is_there("KITTY_WINDOW_ID")
            || is_there("KONSOLE_VERSION")
            || is_there("XTERM_VERSION"))
}

/// A picture that is looked at.
struct Shown {
    name: String,
    protocol: StatefulProtocol,
}

impl Shown {
    fn open(picker: &Picker, file: &Path) -> io::Result<Shown> {
        let picture = image::ImageReader::open(file)?.decode().map_err(io::Error::other)?;
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
        Ok(Shown { name, protocol: picker.new_resize_protocol(picture) })
    }

    /// The picture as large as it fits, its name above and the keys below.
    fn draw(&mut self, frame: &mut Frame<'_>, number: usize, of: usize) {
        let [head, body, foot] =
            Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(1)]).areas(frame.area());
        let place = if of > 1 { format!("  {number} of {of}") } else { String::new() };
        frame.render_widget(Line::from(vec![self.name.clone().bold(), place.dim()]), head);
        frame.render_stateful_widget(StatefulImage::default().resize(Resize::Scale(None)), body, &mut self.protocol);
        let keys = if of > 1 { "n next · p previous · esc back" } else { "esc back" };
        frame.render_widget(Line::from(keys).dim(), foot);
    }
}

fn show(terminal: &mut ratatui::DefaultTerminal, picker: &Picker, files: &[PathBuf]) -> io::Result<()> {
    let mut at = 0;
    let mut shown = Shown::open(picker, &files[at])?;
    loop {
        terminal.draw(|frame| shown.draw(frame, at + 1, files.len()))?;
        let Event::Key(key) = event::read()? else { continue };
        let next = match key.code {
            _ if !key.is_press() => continue,
            KeyCode::Esc | KeyCode::Char('q' | 'o') | KeyCode::Enter => return Ok(()),
            KeyCode::Char('c') if key.modifiers.contains(KeyModifiers::CONTROL) => return Ok(()),
            KeyCode::Char('n' | ' ') | KeyCode::Right | KeyCode::Down => (at + 1).min(files.len() - 1),
            KeyCode::Char('p') | KeyCode::Left | KeyCode::Up => at.saturating_sub(1),
            _ => continue,
        };
        if next != at {
            at = next;
            shown = Shown::open(picker, &files[at])?;
            terminal.clear()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::style::Color;

    use super::*;

    #[test]
    fn only_terminals_that_may_have_pictures_are_asked() {
        let with = |set: &[(&str, &str)]| {
            may_show_pictures(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
        };
        assert!(with(&[("TERM", "xterm-kitty")]) && with(&[("TERM_PROGRAM", "iTerm.app")]));
        assert!(with(&[("TERM", "xterm"), ("XTERM_VERSION", "XTerm(390)")]));
        assert!(!with(&[("TERM", "xterm-256color")]));
        assert!(!with(&[("TERM", "tmux-256color"), ("TERM_PROGRAM", "tmux"), ("KITTY_WINDOW_ID", "1")]));
    }

    #[test]
    fn a_terminal_without_pictures_gets_their_colours_in_blocks() {
        let mut picture = image::RgbImage::new(40, 40);
        picture.pixels_mut().for_each(|pixel| *pixel = image::Rgb([200, 30, 30]));
        let protocol = Picker::halfblocks().new_resize_protocol(picture.into());
        let mut shown = Shown { name: "red.png".to_owned(), protocol };
        let mut terminal = Terminal::new(TestBackend::new(20, 12)).expect("a terminal");
        terminal.draw(|frame| shown.draw(frame, 1, 2)).expect("drawn");
        let buffer = terminal.backend().buffer();
        assert_eq!(buffer[(3, 4)].fg, Color::Rgb(200, 30, 30));
        let text: String = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
        assert!(text.contains("red.png  1 of 2") && text.contains("n next"), "{text}");
    }
}
