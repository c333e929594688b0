//! A process and all that it starts, which can be ended at once: a process group on Unix, a job object on
//! Windows.

use std::io;
use std::process::{ChildStderr, ChildStdout, Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

/// A running program and all that it started. Ends with this value, unless the program was waited for.
#[derive(Debug)]
pub struct Group {
    #[cfg(unix)]
    leader: std::process::Child,
    #[cfg(windows)]
    leader: Box<dyn process_wrap::std::ChildWrapper>,
    ended: bool,
}

impl Group {
    /// Starts the program as the leader of a group of its own.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(command: Command) -> io::Result<Group> {
        Ok(Group { leader: start(command)?, ended: false })
    }

    /// What the program prints, once, where it was started with a pipe for it.
    pub fn take_output(&mut self) -> (Option<ChildStdout>, Option<ChildStderr>) {
        #[cfg(unix)]
        return (self.leader.stdout.take(), self.leader.stderr.take());
        #[cfg(windows)]
        return (self.leader.stdout().take(), self.leader.stderr().take());
    }

    /// How the program ended, if it has.
    pub fn try_wait(&mut self) -> Option<ExitStatus> {
        self.leader.try_wait().ok().flatten()
    }

    /// Waits for the program itself; what it started may go on.
    ///
    /// # Errors
    /// When the system cannot tell.
    pub fn wait(&mut self) -> io::Result<ExitStatus> {
        let status = self.leader.wait()?;
        self.ended = true;
        Ok(status)
    }

    /// How the program ended, if it does so within this time.
    pub fn wait_at_most(&mut self, patience: Duration) -> Option<ExitStatus> {
        let began = Instant::now();
        loop {
            match self.try_wait() {
                None if began.elapsed() < patience => thread::sleep(Duration::from_millis(1)),
                ended => return ended,
            }
        }
    }

    /// Ends all. Once only: afterwards the system may give the group's number to somebody else.
    pub fn end(&mut self) {
        if !self.ended {
            self.ended = true;
            self.kill();
            // What the system cannot end, a process that waits for a broken disk say, is not waited for.
            let _ = self.wait_at_most(PATIENCE);
        }
    }

    #[cfg(unix)]
    fn kill(&mut self) {
        let _ = rustix::process::kill_process_group(
            rustix::process::Pid::from_child(&self.leader),
            rustix::process::Signal::KILL,
        );
        // It may have left the group that it led.
        let _ = self.leader.kill();
    }

    #[cfg(windows)]
    fn kill(&mut self) {
        let _ = self.leader.start_kill();
    }
}

/// How long the end of a killed program is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

impl Drop for Group {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(unix)]
fn start(mut command: Command) -> io::Result<std::process::Child> {
    std::os::unix::process::CommandExt::process_group(&mut command, 0).spawn()
}

#[cfg(windows)]
fn start(command: Command) -> io::Result<Box<dyn process_wrap::std::ChildWrapper>> {
    process_wrap::std::CommandWrap::from(command).wrap(process_wrap::std::JobObject).spawn()
}
