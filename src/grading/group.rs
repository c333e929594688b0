//! A process and all that it starts, which can be ended at once: a process group on Unix, a job object on
//! Windows.

use std::io;
use std::process::{ChildStderr, ChildStdout, Command, ExitStatus};

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
    pub fn wait(&mut self) -> io::Result<ExitStatus> {
        let status = self.leader.wait()?;
        self.ended = true;
        Ok(status)
    }

    /// Ends all. Once only: afterwards the system may give the group's number to somebody else.
    pub fn end(&mut self) {
        if !self.ended {
            self.ended = true;
            self.kill();
            let _ = self.leader.wait();
        }
    }

    #[cfg(unix)]
    fn kill(&mut self) {
        let _ = rustix::process::kill_process_group(
            rustix::process::Pid::from_child(&self.leader),
            rustix::process::Signal::KILL,
        );
    }

    #[cfg(windows)]
    fn kill(&mut self) {
        let _ = self.leader.start_kill();
    }
}

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
