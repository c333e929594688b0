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
    written: Arc<Mutex<Vec<u8>>>,
}

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
                resize(&keyboard, 100, 50);
                command.spawn().expect("setsid is on every Linux")
            },
            keyboard,
            terminal,
            written: Arc::default(),
        };
        let (mut output, written) = (session.keyboard.try_clone().expect("one more handle"), session.written.clone());
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(length @ 1..) = output.read(&mut chunk) {
                written.lock().expect("no panic while it is held").extend_from_slice(&chunk[..length]);
            }
        });
        session
    }

    pub fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("the terminal takes keys");
    }

    /// What was written since the screen was cleared last.
    pub fn raw_screen(&self) -> String {
        let written = self.written.lock().expect("no panic while it is held");
        let text = String::from_utf8_lossy(&written).into_owned();
        text.rsplit("\u{1b}[2J").next().unwrap_or_default().to_owned()
    }

    pub fn screen(&self) -> String {
        anstream::adapter::strip_str(&self.raw_screen()).to_string()
    }

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
        while !self.raw_screen().contains("\u{1b}[?25h") {
            assert!(began.elapsed() < Duration::from_secs(20), "the cursor is left hidden");
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

/// Gives the terminal another size.
pub fn resize(terminal: &File, columns: u16, rows: u16) {
    let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(terminal, size).expect("a size");
}
