//! rustlings, to compare with.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::workplace::silent;

/// A workplace of rustlings with a solved exercise in it.
pub struct Rustlings {
    program: PathBuf,
    folder: TempDir,
    _installed: Option<TempDir>,
}

impl Rustlings {
    /// The one on the PATH.
    pub fn installed() -> Option<Rustlings> {
        Rustlings::set_up("rustlings".into(), None)
    }

    /// Installs one, built from nothing, into a folder that goes away.
    pub fn install() -> Option<Rustlings> {
        let folder = tempfile::tempdir().ok()?;
        let (root, target) = (folder.path().join("root"), folder.path().join("target"));
        let mut install = Command::new(env!("CARGO"));
        install.args(["install", "rustlings", "--root"]).arg(&root).arg("--target-dir").arg(target);
        silent(install.current_dir(folder.path()));
        Rustlings::set_up(root.join("bin/rustlings"), Some(folder))
    }

    fn set_up(program: PathBuf, installed: Option<TempDir>) -> Option<Rustlings> {
        let folder = tempfile::tempdir().ok()?;
        let mut init = Command::new(&program);
        init.arg("init").current_dir(folder.path()).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = init.spawn().ok()?;
        child.stdin.take()?.write_all(b"\n").ok()?;
        child.wait().ok()?;
        let rustlings = Rustlings { program, folder, _installed: installed };
        rustlings.run();
        Some(rustlings)
    }

    /// Checks the exercise that is solved from the beginning.
    pub fn run(&self) {
        let workplace = self.folder.path().join("rustlings");
        silent(Command::new(&self.program).args(["run", "intro1"]).current_dir(workplace));
    }
}
