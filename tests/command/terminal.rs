//! The command on a pseudo-terminal: keys go in, and what a terminal would show comes out.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};

use crate::desk::Desk;

/// The command on a terminal of its own.
pub struct Terminal {
    pub keyboard: File,
    terminal: OwnedFd,
    pub child: Child,
    shown: Arc<Mutex<Shown>>,
}

/// What a terminal makes of what is written to it.
struct Shown {
    parser: vt100::Parser,
    written: Vec<u8>,
}

const SIZE: (u16, u16) = (100, 50);

impl Terminal {
    pub fn start(desk: &Desk, arguments: &[&str], environment: &[(&str, &str)]) -> Terminal {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pseudo-terminal");
        grantpt(&master).expect("granted");
        unlockpt(&master).expect("unlocked");
        let name = ptsname(&master, Vec::new()).expect("its name");
        let terminal = open(name.as_c_str(), OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).expect("its other end");
        let end = || Stdio::from(terminal.try_clone().expect("one more handle"));
        let mut command = desk.prepared("setsid");
        // Becomes the session itself: the process number stays.
        command.args(["--ctty", env!("CARGO_BIN_EXE_mlings")]).args(arguments);
        command.current_dir(&desk.folder).env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR").env_remove("EDITOR").env_remove("VISUAL").env_remove("TERM_PROGRAM");
        command.envs(environment.iter().copied()).stdin(end()).stdout(end()).stderr(end());
        let keyboard = File::from(master);
        let session = Terminal {
            child: {
                set_size(&keyboard, SIZE);
                command.spawn().expect("setsid is on every Linux")
            },
            keyboard,
            terminal,
            shown: Arc::new(Mutex::new(Shown { parser: vt100::Parser::new(SIZE.1, SIZE.0, 0), written: Vec::new() })),
        };
        let (mut output, shown) = (session.keyboard.try_clone().expect("one more handle"), session.shown.clone());
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(length @ 1..) = output.read(&mut chunk) {
                let mut shown = shown.lock().expect("no panic while it is held");
                shown.parser.process(&chunk[..length]);
                shown.written.extend_from_slice(&chunk[..length]);
            }
        });
        session
    }

    pub fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("the terminal takes keys");
    }

    /// Everything that was written, as it was written.
    pub fn written(&self) -> String {
        let shown = self.shown.lock().expect("no panic while it is held");
        String::from_utf8_lossy(&shown.written).into_owned()
    }

    /// What stands on the screen now.
    pub fn screen(&self) -> String {
        let shown = self.shown.lock().expect("no panic while it is held");
        shown.parser.screen().contents()
    }

    /// Whether anything on the screen has a colour or stands out otherwise.
    pub fn is_coloured(&self) -> bool {
        let shown = self.shown.lock().expect("no panic while it is held");
        let screen = shown.parser.screen();
        let (rows, columns) = screen.size();
        let cells = (0..rows).flat_map(|row| (0..columns).filter_map(move |column| screen.cell(row, column)));
        let stands_out = |cell: &vt100::Cell| {
            cell.fgcolor() != vt100::Color::Default || cell.bold() || cell.dim() || cell.underline() || cell.inverse()
        };
        cells.into_iter().any(stands_out)
    }

    /// The screen as a picture in SVG.
    pub fn picture(&self) -> String {
        const CELL: (f64, f64) = (8.4, 18.0);
        let shown = self.shown.lock().expect("no panic while it is held");
        let screen = shown.parser.screen();
        let (rows, columns) = screen.size();
        let (width, height) = (f64::from(columns) * CELL.0 + 24.0, f64::from(rows) * CELL.1 + 24.0);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"ui-monospace, \
             Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"14\">\n<title>A session of \
             mlings</title>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1d2433\"/>\n"
        );
        for row in 0..rows {
            let mut column = 0;
            while column < columns {
                let style = |column: u16| {
                    let cell = screen.cell(row, column).expect("a cell");
                    (cell.fgcolor(), cell.bold(), cell.dim())
                };
                let end = (column..columns).find(|at| style(*at) != style(column)).unwrap_or(columns);
                let letter = |at: u16| match screen.cell(row, at).map(vt100::Cell::contents) {
                    None | Some("") => " ",
                    Some(letter) => letter,
                };
                let (colour, bold, dim) = style(column);
                let fill = match colour {
                    vt100::Color::Idx(1) => "#f47174",
                    vt100::Color::Idx(2) => "#8fd18a",
                    vt100::Color::Idx(3) => "#f0c674",
                    vt100::Color::Idx(6) => "#7fcbd7",
                    _ => "#d8dee9",
                };
                let weight = if bold { " font-weight=\"bold\"" } else { "" };
                let faint = if dim { " opacity=\"0.6\"" } else { "" };
                // Word by word, so that each stands in its column whatever the font.
                let is_blank = |at: u16| letter(at) == " ";
                let mut at = column;
                while let Some(begin) = (at..end).find(|at| !is_blank(*at)) {
                    at = (begin..end).find(|at| is_blank(*at)).unwrap_or(end);
                    let word: String = (begin..at).map(letter).collect();
                    let word = word.replace('&', "&amp;").replace('<', "&lt;");
                    let (x, y) = (12.0 + f64::from(begin) * CELL.0, 26.0 + f64::from(row) * CELL.1);
                    svg += &format!("<text x=\"{x:.1}\" y=\"{y:.1}\" fill=\"{fill}\"{weight}{faint}>{word}</text>\n");
                }
                column = end;
            }
        }
        svg + "</svg>\n"
    }

    /// Gives the terminal another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        let mut shown = self.shown.lock().expect("no panic while it is held");
        if columns > 0 && rows > 0 {
            shown.parser.screen_mut().set_size(rows, columns);
        }
        set_size(&self.keyboard, (columns, rows));
    }

    #[track_caller]
    pub fn wait_for(&self, words: &str) {
        let began = Instant::now();
        while !self.screen().contains(words) {
            assert!(began.elapsed() < Duration::from_secs(120), "no {words:?} on the screen:\n{}", self.screen());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Whether keys go to the program one by one, and are not shown.
    pub fn is_raw(&self) -> bool {
        let modes = tcgetattr(&self.terminal).expect("the terminal's modes").local_modes;
        !modes.contains(LocalModes::ICANON | LocalModes::ECHO)
    }

    /// Requires the session to end, and the terminal to be as it was before.
    pub fn ends(mut self) {
        let began = Instant::now();
        while self.child.try_wait().expect("its state").is_none() {
            assert!(began.elapsed() < Duration::from_secs(20), "it does not end:\n{}", self.screen());
            thread::sleep(Duration::from_millis(20));
        }
        assert!(!self.is_raw(), "the terminal is left raw");
        // Its last words may still be on their way from the terminal to here.
        let is_restored = || {
            let shown = self.shown.lock().expect("no panic while it is held");
            !shown.parser.screen().hide_cursor() && !shown.parser.screen().alternate_screen()
        };
        while !is_restored() {
            assert!(began.elapsed() < Duration::from_secs(20), "the cursor is left hidden, or the other screen shown");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn set_size(terminal: &File, (columns, rows): (u16, u16)) {
    let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(terminal, size).expect("a size");
}
