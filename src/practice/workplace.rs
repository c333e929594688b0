//! Where the learner works: the folder with `exercises/`, found from the current folder upward.

use std::path::{Path, PathBuf};

use super::{Problem, invocation};
use crate::curriculum::lessons;
use crate::grading::Lesson;

/// The learner's package.
pub(super) struct Workplace {
    /// The folder that holds `Cargo.toml` and `exercises/`.
    pub root: PathBuf,
}

impl Workplace {
    /// The nearest folder upward that is mlings or depends on it.
    pub fn find() -> Result<Workplace, Problem> {
        let here = std::env::current_dir().map_err(|error| {
            Problem::new(
                format!("the current folder cannot be read ({error})"),
                "change to the folder of your exercises",
            )
        })?;
        let root = here.ancestors().find(|folder| is_workplace(folder)).map(Path::to_owned);
        root.map(|root| Workplace { root }).ok_or_else(|| {
            Problem::new(
                format!("there is no exercises folder of mlings in {} or above it", here.display()),
                "change to the folder that holds Cargo.toml and exercises/",
            )
        })
    }

    /// The learner's file of an exercise.
    pub fn file(&self, lesson: &dyn Lesson) -> PathBuf {
        self.root.join(lesson.about().file())
    }

    /// The workplace's own datasets, unless it has none or others are asked for.
    pub fn own_datasets(&self) -> Option<PathBuf> {
        let folder = self.root.join("datasets");
        (folder.is_dir() && std::env::var_os("MLINGS_DATASETS").is_none()).then_some(folder)
    }

    /// A path as a learner would type it: from the workplace.
    pub fn short<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }

    /// The exercise that goes by a name, the beginning of one, or a path.
    pub fn lesson(&self, name: &str) -> Result<&'static dyn Lesson, Problem> {
        let by_id = lessons().find(|lesson| lesson.about().id == name);
        if let Some(lesson) = by_id.or_else(|| self.by_path(name)) {
            return Ok(lesson);
        }
        let begun: Vec<_> =
            lessons().filter(|lesson| !name.is_empty() && lesson.about().id.starts_with(name)).collect();
        match begun[..] {
            [lesson] => Ok(lesson),
            [] => Err(unknown(name)),
            _ => {
                let ids: Vec<&str> = begun.iter().map(|lesson| lesson.about().id).collect();
                Err(Problem::new(
                    format!("{name:?} is the beginning of {} exercises", begun.len()),
                    format!("write one of them out: {}", ids.join(", ")),
                ))
            }
        }
    }

    /// A file of the exercise, or its path below `exercises/` with or without an ending.
    fn by_path(&self, name: &str) -> Option<&'static dyn Lesson> {
        let given = Path::new(name).with_extension("");
        let absolute = std::path::absolute(&given).ok()?;
        lessons().find(|lesson| {
            let place = Path::new(lesson.about().place);
            absolute == self.root.join("exercises").join(place)
                || given.ends_with(place)
                || Path::new(&given).as_os_str() == place.file_name().unwrap_or_default()
        })
    }
}

fn is_workplace(folder: &Path) -> bool {
    let manifest = || std::fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    let is_ours = |line: &str| {
        let line = line.replace(' ', "");
        line == "name=\"mlings\""
            || line.starts_with("mlings=")
            || line.starts_with("mlings.")
            || line == "[dependencies.mlings]"
    };
    folder.join("exercises").is_dir() && manifest().lines().any(is_ours)
}

fn unknown(name: &str) -> Problem {
    let likeness = |id: &str| strsim::jaro_winkler(name, id);
    let nearest = lessons().map(|lesson| lesson.about().id).max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let all = format!("see all of them: {} list", invocation());
    let help = match nearest.filter(|id| likeness(id) > 0.7) {
        Some(id) => format!("did you mean {id}? {all}"),
        None => all,
    };
    Problem::new(format!("no exercise is called {name:?}"), help)
}
