//! Opens an exercise and its guide where the learner writes.

use std::process::{Command, Stdio};

use crate::practice::catalog::Exercise;
use crate::practice::workplace::Workplace;
use crate::practice::{Problem, invocation};

/// The program that files are opened with.
pub(super) struct Editor {
    /// Program and arguments; nothing where none is known.
    command: Vec<String>,
    /// Whether `--editor` named it, so that every exercise is opened in it.
    asked: bool,
}

impl Editor {
    /// The editor of `--editor`; otherwise VS Code in its own terminal; otherwise `VISUAL` or `EDITOR`; otherwise, as
    /// git does it, vi, and nano where there is none.
    pub fn new(asked: Option<String>) -> Editor {
        let in_code = std::env::var("TERM_PROGRAM").is_ok_and(|terminal| terminal == "vscode");
        let named =
            || std::env::var("VISUAL").or_else(|_| std::env::var("EDITOR")).ok().filter(|name| !name.is_empty());
        let words = match &asked {
            Some(command) => command.clone(),
            None if in_code => "code --reuse-window".to_owned(),
            None => named()
                .or_else(|| ["vi", "nano"].into_iter().find(|name| is_there(name)).map(str::to_owned))
                .unwrap_or_default(),
        };
        Editor { command: shlex::split(&words).unwrap_or_default(), asked: asked.is_some() }
    }

    /// The program, without its folder.
    pub fn name(&self) -> &str {
        self.command.first().map_or("", |program| program.rsplit(['/', '\\']).next().unwrap_or(program))
    }

    /// Whether it draws in the terminal it is started from.
    pub fn needs_this_terminal(&self) -> bool {
        !WITH_WINDOWS.iter().any(|editor| self.name().trim_end_matches(".exe").starts_with(editor))
    }

    /// Opens the exercise if `--editor` asked for it and the editor has a window of its own.
    pub fn open_if_asked(&self, workplace: &Workplace, exercise: &Exercise) {
        if self.asked && !self.needs_this_terminal() {
            // Whether it worked is seen at once, and the key for it says why not.
            let _ = self.open(workplace, exercise);
        }
    }

    /// Why it is not opened where there is no terminal.
    pub fn has_no_terminal(&self) -> Problem {
        let what = match self.name() {
            "" => "no editor is known".to_owned(),
            name => format!("{name} draws in a terminal, and there is none"),
        };
        Problem::new(what, format!("name one with a window: {} page --editor code", invocation()))
    }

    /// Opens the exercise's file, and behind it its guide.
    pub fn open(&self, workplace: &Workplace, exercise: &Exercise) -> Result<(), Problem> {
        let help = format!("name one: {} watch --editor code, or set EDITOR", invocation());
        let Some((program, arguments)) = self.command.split_first() else {
            return Err(Problem::new("no editor is known", help));
        };
        let mut command = Command::new(program);
        command.args(arguments).arg(workplace.file(exercise)).arg(workplace.root.join(&exercise.guide));
        let failed = |error: std::io::Error| Problem::new(format!("{program} could not be started ({error})"), help);
        if self.needs_this_terminal() {
            command.status().map_err(failed)?;
        } else {
            let silent = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            let mut child = silent.spawn().map_err(failed)?;
            std::thread::spawn(move || child.wait());
        }
        Ok(())
    }
}

/// Whether a program of this name can be found.
fn is_there(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// Editors with a window of their own. All others are taken to draw in the terminal.
const WITH_WINDOWS: [&str; 16] = [
    "code",
    "codium",
    "cursor",
    "windsurf",
    "zed",
    "subl",
    "gedit",
    "kate",
    "notepad",
    "idea",
    "rustrover",
    "clion",
    "lapce",
    "xed",
    "open",
    "start",
];
