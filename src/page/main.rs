//! Serves the page of a session: `mlings page` starts it, in the folder of the workplace.

use std::io::{self, BufRead, BufReader, Write};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use mlings_page::{Server, Shown, Wanted};
use mlings_process::Channel;
use mlings_verdict::page::{Heard, Told};
use tokio::sync::watch;

/// No state is longer.
const LONGEST_LINE: u64 = 64 << 20;

fn main() -> ExitCode {
    let Ok(line) = Channel::of_this_program() else {
        eprintln!("error: nobody is there to show a session of\n  help: open the page with: mlings page");
        return ExitCode::from(2);
    };
    match serve(&line) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where nobody listens any more there is nobody to tell.
            let _ = say(&line, &Heard::Trouble(error.to_string()));
            ExitCode::from(2)
        }
    }
}

fn serve(line: &Channel) -> io::Result<()> {
    let shown = Arc::new(Mutex::new(Shown::default()));
    let (changes, changed) = watch::channel(());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let server = Server::bind().await?;
        say(line, &Heard::Listening { address: server.address() })?;
        let (told, listener) = (Arc::clone(&shown), line.try_clone()?);
        let workplace = std::env::current_dir()?;
        thread::spawn(move || {
            let mut lines = BufReader::new(listener);
            while let Some(Told::State(state)) = next(&mut lines) {
                told.lock().unwrap_or_else(PoisonError::into_inner).take(&state, &workplace);
                changes.send_replace(());
            }
            told.lock().unwrap_or_else(PoisonError::into_inner).end();
            changes.send_replace(());
        });
        let voice = Mutex::new(line.try_clone()?);
        let wanted: Wanted = Arc::new(move |action| {
            // Whoever does not listen any more has ended, and so do we.
            let _ = say(&voice.lock().unwrap_or_else(PoisonError::into_inner), &Heard::Wants(action));
        });
        server.serve(shown, changed, wanted).await;
        Ok(())
    })
}

/// The next line, if there is one and it can be understood.
fn next(lines: &mut impl BufRead) -> Option<Told> {
    let mut line = Vec::new();
    io::Read::take(lines, LONGEST_LINE).read_until(b'\n', &mut line).ok()?;
    serde_json::from_slice(&line).ok()
}

fn say(mut line: &Channel, what: &Heard) -> io::Result<()> {
    let mut text = serde_json::to_vec(what)?;
    text.push(b'\n');
    line.write_all(&text)
}
