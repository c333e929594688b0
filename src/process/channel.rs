//! A private line between a program and the one that started it.
//!
//! On Unix it is one end of a pair of sockets, handed over as the standard input. Unlike a pipe, a socket cannot be
//! opened a second time through the proc file system, so no other process can speak on it. Elsewhere it is a
//! connection on the loopback address, to a port and with a secret that the environment tells.

use std::cell::Cell;
use std::io::{self, Read, Write};
use std::process::Command;
use std::time::Instant;

#[cfg(not(unix))]
use std::net::TcpStream as Stream;
#[cfg(unix)]
use std::os::unix::net::UnixStream as Stream;

/// One end of the line.
#[derive(Debug)]
pub struct Channel(Stream);

/// The end that the starting program keeps, before the other one has been started.
#[derive(Debug)]
pub struct Offer(imp::Offer);

impl Offer {
    /// Makes a line whose other end the program of `command` will find by [`Channel::of_this_program`].
    ///
    /// # Errors
    /// When the system has no more lines to give.
    pub fn to(command: &mut Command) -> io::Result<Offer> {
        imp::Offer::to(command).map(Offer)
    }

    /// The line, once the program runs and the [`Command`] that started it is dropped.
    ///
    /// # Errors
    /// When the program did not take its end.
    pub fn accepted(self) -> io::Result<Channel> {
        self.0.accepted().map(Channel)
    }
}

impl Channel {
    /// The end that this program was started with. From then on its standard input is empty.
    ///
    /// # Errors
    /// When it was started without one.
    pub fn of_this_program() -> io::Result<Channel> {
        imp::of_this_program().map(Channel)
    }

    /// The same end once more, for another thread.
    ///
    /// # Errors
    /// When the system has no more descriptors to give.
    pub fn try_clone(&self) -> io::Result<Channel> {
        self.0.try_clone().map(Channel)
    }
}

/// A line on which nobody is waited for beyond a moment: reads and writes end with
/// [`TimedOut`](io::ErrorKind::TimedOut) then.
#[derive(Debug)]
pub struct Patient {
    stream: Stream,
    deadline: Cell<Instant>,
}

impl Patient {
    /// The line, with a moment that has already come.
    ///
    /// # Errors
    /// When the system cannot set it up.
    pub fn new(channel: Channel) -> io::Result<Patient> {
        channel.0.set_nonblocking(true)?;
        Ok(Patient { stream: channel.0, deadline: Cell::new(Instant::now()) })
    }

    /// From now on, waits until this moment.
    pub fn wait_until(&self, deadline: Instant) {
        self.deadline.set(deadline);
    }

    /// Does what can be done without waiting, and waits in between.
    fn patiently<T>(&self, what: imp::For, mut act: impl FnMut(&Stream) -> io::Result<T>) -> io::Result<T> {
        loop {
            match act(&self.stream) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                done => return done,
            }
            let left = self.deadline.get().saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(io::ErrorKind::TimedOut.into());
            }
            imp::wait(&self.stream, what, left)?;
        }
    }
}

impl Read for Patient {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.patiently(imp::For::Reading, |mut stream| stream.read(buffer))
    }
}

impl Write for &Patient {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.patiently(imp::For::Writing, |mut stream| stream.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for &Channel {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (&self.0).read(buffer)
    }
}

impl Read for Channel {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Write for &Channel {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (&self.0).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        (&self.0).flush()
    }
}

#[cfg(unix)]
mod imp {
    use std::fs::File;
    use std::io;
    use std::os::fd::{AsFd, OwnedFd};
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    use super::Stream;

    #[derive(Debug)]
    pub(super) struct Offer(Stream);

    #[derive(Clone, Copy)]
    pub(super) enum For {
        Reading,
        Writing,
    }

    /// Waits until something can be read or written, or the time is over. A socket's own time limit would do, were it
    /// not that some systems keep it seconds too late.
    pub(super) fn wait(stream: &Stream, what: For, time: Duration) -> io::Result<()> {
        let flags = match what {
            For::Reading => PollFlags::IN,
            For::Writing => PollFlags::OUT,
        };
        let time = Timespec { tv_sec: time.as_secs() as i64, tv_nsec: i64::from(time.subsec_nanos()) };
        match poll(&mut [PollFd::new(stream, flags)], Some(&time)) {
            Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    impl Offer {
        pub(super) fn to(command: &mut Command) -> io::Result<Offer> {
            let (ours, theirs) = Stream::pair()?;
            command.stdin(Stdio::from(OwnedFd::from(theirs)));
            Ok(Offer(ours))
        }

        pub(super) fn accepted(self) -> io::Result<Stream> {
            Ok(self.0)
        }
    }

    pub(super) fn of_this_program() -> io::Result<Stream> {
        let stream = Stream::from(io::stdin().as_fd().try_clone_to_owned()?);
        stream.peer_addr()?;
        rustix::stdio::dup2_stdin(File::open("/dev/null")?)?;
        Ok(stream)
    }
}

#[cfg(not(unix))]
mod imp {
    use std::hash::{BuildHasher, RandomState};
    use std::io::{self, Read, Write};
    use std::net::{Ipv4Addr, TcpListener};
    use std::process::{Command, Stdio};
    use std::thread;
    use std::time::{Duration, Instant};

    use super::Stream;

    #[derive(Clone, Copy)]
    pub(super) enum For {
        Reading,
        Writing,
    }

    /// Waits a moment.
    pub(super) fn wait(_: &Stream, _: For, time: Duration) -> io::Result<()> {
        thread::sleep(time.min(Duration::from_micros(200)));
        Ok(())
    }

    /// Port and secret, for the program that is started.
    const LINE: &str = "MLINGS_LINE";
    const PATIENCE: Duration = Duration::from_secs(10);

    #[derive(Debug)]
    pub(super) struct Offer {
        listener: TcpListener,
        secret: u64,
    }

    impl Offer {
        pub(super) fn to(command: &mut Command) -> io::Result<Offer> {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
            listener.set_nonblocking(true)?;
            // Seeded by the system; nobody else on the machine can guess it.
            let secret = RandomState::new().hash_one(std::process::id());
            let port = listener.local_addr()?.port();
            command.stdin(Stdio::null()).env(LINE, format!("{port}:{secret}"));
            Ok(Offer { listener, secret })
        }

        pub(super) fn accepted(self) -> io::Result<Stream> {
            let began = Instant::now();
            while began.elapsed() < PATIENCE {
                let Ok((mut stream, _)) = self.listener.accept() else {
                    thread::sleep(Duration::from_millis(1));
                    continue;
                };
                stream.set_nonblocking(false)?;
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(PATIENCE))?;
                let mut said = [0; 8];
                if stream.read_exact(&mut said).is_ok() && u64::from_le_bytes(said) == self.secret {
                    stream.set_read_timeout(None)?;
                    return Ok(stream);
                }
            }
            Err(io::ErrorKind::TimedOut.into())
        }
    }

    pub(super) fn of_this_program() -> io::Result<Stream> {
        let line = std::env::var(LINE).map_err(|_| io::ErrorKind::NotConnected)?;
        let (port, secret) = line.split_once(':').ok_or(io::ErrorKind::InvalidInput)?;
        let bad = |_| io::Error::from(io::ErrorKind::InvalidInput);
        let mut stream = Stream::connect((Ipv4Addr::LOCALHOST, port.parse().map_err(bad)?))?;
        stream.set_nodelay(true)?;
        stream.write_all(&secret.parse::<u64>().map_err(bad)?.to_le_bytes())?;
        Ok(stream)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_was_started_without_a_line_finds_none() {
        assert!(Channel::of_this_program().is_err());
    }
}
