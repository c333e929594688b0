//! Where the learner works: the folder with `exercises/`, found from the current folder upward.

use std::path::{Path, PathBuf};

use super::catalog::{Catalog, EXERCISES, Exercise, Track, is_workplace};
use super::{Problem, invocation};

/// The learner's folder, and what there is to learn in it.
#[derive(Clone, Debug)]
pub(super) struct Workplace {
    /// The folder that holds `Cargo.toml` and `exercises/`.
    pub root: PathBuf,
    /// Its tracks and exercises.
    pub catalog: Catalog,
}

impl Workplace {
    /// The nearest folder upward that holds exercises of mlings.
    pub fn find() -> Result<Workplace, Problem> {
        let here = std::env::current_dir().map_err(|error| {
            Problem::new(
                format!("the current folder cannot be read ({error})"),
                "change to the folder of your exercises",
            )
        })?;
        let root = here.ancestors().find(|folder| is_workplace(folder));
        root.map(Workplace::at).ok_or_else(|| {
            Problem::new(
                format!("there is no exercises folder of mlings in {} or above it", here.display()),
                "change to the folder that holds Cargo.toml and exercises/",
            )
        })
    }

    /// This folder as a workplace.
    pub fn at(root: impl Into<PathBuf>) -> Workplace {
        let root = root.into();
        let catalog = Catalog::read(&root);
        Workplace { root, catalog }
    }

    /// The learner's file of an exercise.
    pub fn file(&self, exercise: &Exercise) -> PathBuf {
        self.root.join(&exercise.file)
    }

    /// The folder of an exercise's plots.
    pub fn plots(&self, id: &str) -> PathBuf {
        self.root.join("plots").join(id)
    }

    /// The text of an exercise's reference.
    pub fn reference(&self, exercise: &Exercise) -> Result<String, Problem> {
        let path = self.track_of(exercise)?.reference(&exercise.id);
        std::fs::read_to_string(self.root.join(&path)).map_err(|error| {
            Problem::new(
                format!("the reference of {} cannot be read: {} ({error})", exercise.id, path.display()),
                "it comes with the sources of its track; restore them, or work in a clone of their repository",
            )
        })
    }

    /// The track of an exercise of this workplace.
    pub fn track_of(&self, exercise: &Exercise) -> Result<&Track, Problem> {
        self.catalog.track_of(&exercise.id).ok_or_else(Problem::no_exercises)
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
    pub fn exercise(&self, name: &str) -> Result<&Exercise, Problem> {
        let found = self.catalog.exercise(name).or_else(|| self.by_path(name)).or_else(|| self.by_other_name(name));
        if let Some(exercise) = found {
            return Ok(exercise);
        }
        let is_meant = |exercise: &&Exercise| !name.is_empty() && exercise.id.starts_with(name);
        let begun: Vec<&Exercise> = self.catalog.exercises().filter(is_meant).collect();
        match begun[..] {
            [exercise] => Ok(exercise),
            [] => Err(self.unknown(name)),
            _ => {
                let ids: Vec<&str> = begun.iter().map(|exercise| exercise.id.as_str()).collect();
                Err(Problem::new(
                    format!("{name:?} is the beginning of {} exercises", begun.len()),
                    format!("write one of them out: {}", ids.join(", ")),
                ))
            }
        }
    }

    /// The exercises that were named, in the order of the catalog; all of them if none was.
    pub fn chosen(&self, names: &[String]) -> Result<Vec<&Exercise>, Problem> {
        let named = names.iter().map(|name| Ok(self.exercise(name)?.id.as_str()));
        let named: Vec<&str> = named.collect::<Result<_, Problem>>()?;
        let is_chosen = |exercise: &&Exercise| named.is_empty() || named.contains(&exercise.id.as_str());
        Ok(self.catalog.exercises().filter(is_chosen).collect())
    }

    /// The exercise that is known by such a name elsewhere, or that has it for a title.
    fn by_other_name(&self, name: &str) -> Option<&Exercise> {
        let name = name.to_lowercase();
        self.catalog
            .exercises()
            .find(|exercise| exercise.aliases.contains(&name) || exercise.title.to_lowercase() == name)
    }

    /// A file of the exercise, or its path below `exercises/` with or without an ending.
    fn by_path(&self, name: &str) -> Option<&Exercise> {
        let given = Path::new(name).with_extension("");
        let absolute = std::path::absolute(&given).ok()?;
        self.catalog.exercises().find(|exercise| {
            let whole = exercise.file.with_extension("");
            let place = whole.strip_prefix(EXERCISES).unwrap_or(&whole);
            absolute == self.root.join(&whole)
                || given.ends_with(place)
                || given.as_os_str() == place.file_name().unwrap_or_default()
        })
    }

    fn unknown(&self, name: &str) -> Problem {
        let likeness = |id: &str| strsim::jaro_winkler(name, id);
        let ids = self.catalog.exercises().map(|exercise| exercise.id.as_str());
        let nearest = ids.max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        let all = format!("see all of them: {} list", invocation());
        let help = match nearest.filter(|id| likeness(id) > 0.7) {
            Some(id) => format!("did you mean {id}? {all}"),
            None => all,
        };
        Problem::new(format!("no exercise is called {name:?}"), help)
    }
}
