//! Which tracks and exercises there are: read from the manifests and guides below `exercises/`, so that a pack by
//! somebody else is listed as the built-in tracks are.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::guide::Guide;

/// Everything that a workplace has to offer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Catalog {
    /// The tracks, in the order of their folders' names.
    pub tracks: Vec<Track>,
    /// What could not be read. The rest is there all the same.
    pub troubles: Vec<Trouble>,
}

/// A group of exercises that belong together, in the order of learning.
#[derive(Clone, Debug)]
pub(crate) struct Track {
    /// Its folder below `exercises/`.
    pub folder: String,
    /// The number that the folder's name begins with, if it does.
    pub number: Option<u32>,
    /// The name that people read.
    pub title: String,
    /// The package and the program that grade it.
    pub grader: String,
    /// The folder with the references, from the workplace.
    pub references: PathBuf,
    /// Its exercises, in order.
    pub exercises: Vec<Exercise>,
}

impl Track {
    /// Its folder's name without the number.
    pub fn name(&self) -> &str {
        self.folder.trim_start_matches(|letter: char| letter.is_ascii_digit()).trim_start_matches('_')
    }
}

/// One exercise. Paths are relative to the workplace.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Exercise {
    /// Stable for ever: progress, cargo targets and plots hang on it.
    pub id: String,
    /// The name that people read.
    pub title: String,
    /// What the learner will have written, as the end of a sentence.
    pub summary: String,
    /// Other names that people look for it by, in small letters.
    pub aliases: Vec<String>,
    /// The learner's file.
    pub file: PathBuf,
    /// The guide.
    pub guide: PathBuf,
}

/// A file that could not be taken into the catalog.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Trouble {
    /// The file, from the workplace.
    pub file: PathBuf,
    /// What is wrong with it, as the end of a sentence.
    pub what: String,
}

impl Trouble {
    /// The file and what is wrong with it.
    pub fn in_words(&self) -> String {
        format!("{} {}", self.file.display(), self.what)
    }
}

/// The folder that tracks are looked for in.
pub(super) const EXERCISES: &str = "exercises";
/// The table of a manifest that makes its package a track.
const TABLE: &str = "[package.metadata.mlings]";

impl Catalog {
    /// Reads all tracks of a workplace. One that cannot be read takes no other one away.
    pub fn read(root: &Path) -> Catalog {
        let mut catalog = Catalog::default();
        for folder in folders(root) {
            match Track::read(root, &folder, &mut catalog.troubles) {
                Ok(Some(track)) => catalog.tracks.push(track),
                Ok(None) => {}
                Err(trouble) => catalog.troubles.push(trouble),
            }
        }
        catalog.leave_out_what_is_there_twice();
        catalog
    }

    /// Every exercise, in order.
    pub fn exercises(&self) -> impl Iterator<Item = &Exercise> {
        self.tracks.iter().flat_map(|track| &track.exercises)
    }

    /// The exercise of this name.
    pub fn exercise(&self, id: &str) -> Option<&Exercise> {
        self.exercises().find(|exercise| exercise.id == id)
    }

    /// The track that an exercise belongs to.
    pub fn track_of(&self, id: &str) -> Option<&Track> {
        self.tracks.iter().find(|track| track.exercises.iter().any(|exercise| exercise.id == id))
    }

    /// Progress is kept by id, so an id means one exercise.
    fn leave_out_what_is_there_twice(&mut self) {
        let mut known: BTreeMap<String, PathBuf> = BTreeMap::new();
        for track in &mut self.tracks {
            track.exercises.retain(|exercise| {
                let first = known.entry(exercise.id.clone()).or_insert_with(|| exercise.file.clone());
                let is_first = *first == exercise.file;
                if !is_first {
                    let what =
                        format!("has the name {}, which {} has too, and is left out", exercise.id, first.display());
                    self.troubles.push(Trouble { file: exercise.file.clone(), what });
                }
                is_first
            });
        }
    }
}

/// Whether a folder holds exercises of mlings.
pub(super) fn is_workplace(folder: &Path) -> bool {
    let has_table = |track: String| {
        let manifest = std::fs::read_to_string(folder.join(EXERCISES).join(track).join(MANIFEST));
        manifest.is_ok_and(|manifest| manifest.lines().any(|line| line.trim() == TABLE))
    };
    folder.join(MANIFEST).is_file() && folders(folder).into_iter().any(has_table)
}

pub(super) const MANIFEST: &str = "Cargo.toml";

/// The names of the folders in which tracks may be, sorted.
fn folders(root: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(root.join(EXERCISES)).into_iter().flatten().flatten();
    let with_manifest = entries.filter(|entry| entry.path().join(MANIFEST).is_file());
    with_manifest.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

/// The part of a manifest that we need.
#[derive(Deserialize)]
struct Manifest {
    package: Option<Package>,
    #[serde(default)]
    test: Vec<Target>,
}

#[derive(Deserialize)]
struct Package {
    metadata: Option<Metadata>,
}

#[derive(Deserialize)]
struct Metadata {
    mlings: Option<About>,
}

#[derive(Deserialize)]
struct About {
    title: String,
    grader: String,
    references: Option<PathBuf>,
    /// Other names of exercises, by id.
    #[serde(default)]
    aliases: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    path: Option<PathBuf>,
}

impl Track {
    /// Reads a track; none where the folder holds another package. Guides that cannot be read are troubles too, but
    /// the exercise is there without them.
    fn read(root: &Path, folder: &str, troubles: &mut Vec<Trouble>) -> Result<Option<Track>, Trouble> {
        let place = Path::new(EXERCISES).join(folder);
        let file = place.join(MANIFEST);
        let trouble = |what: String| Trouble { file: file.clone(), what };
        let text = std::fs::read_to_string(root.join(&file))
            .map_err(|error| trouble(format!("cannot be read ({error}), and its track is left out")))?;
        let manifest: Manifest = toml::from_str(&text).map_err(|error| {
            trouble(format!("is not a manifest of a track ({}), and its track is left out", error.message()))
        })?;
        let Some(mut about) = manifest.package.and_then(Package::of_track) else { return Ok(None) };
        let digits = folder.bytes().take_while(u8::is_ascii_digit).count();
        let mut exercises = Vec::new();
        for target in manifest.test {
            match target.exercise(root, &place) {
                Ok((exercise, guide_trouble)) => {
                    let aliases = about.aliases.remove(&exercise.id).unwrap_or_default();
                    exercises.push(Exercise { aliases, ..exercise });
                    troubles.extend(guide_trouble);
                }
                Err(what) => troubles.push(trouble(what)),
            }
        }
        Ok(Some(Track {
            folder: folder.to_owned(),
            number: folder[..digits].parse().ok(),
            title: about.title,
            grader: about.grader,
            references: plain(&place.join(about.references.unwrap_or_default())),
            exercises,
        }))
    }

    /// The reference of one of its exercises, from the workplace.
    pub fn reference(&self, id: &str) -> PathBuf {
        self.references.join(id).join("solution.rs")
    }
}

impl Package {
    fn of_track(self) -> Option<About> {
        self.metadata?.mlings
    }
}

impl Target {
    /// The exercise, and what is wrong with its guide.
    fn exercise(self, root: &Path, place: &Path) -> Result<(Exercise, Option<Trouble>), String> {
        let Target { name: id, path } = self;
        if !is_id(&id) {
            return Err(format!(
                "names a target {id:?}, which is left out: a name is made of small letters, digits and _, and begins with \
                 a letter"
            ));
        }
        let path = path.ok_or_else(|| format!("gives no path for the target {id}, which is left out"))?;
        let file = plain(&place.join(path));
        let guide = file.with_extension("md");
        let (head, trouble) = match head(&root.join(&guide)) {
            Ok(head) => (head, None),
            Err(what) => ((id.replace('_', " "), String::new()), Some(Trouble { file: guide.clone(), what })),
        };
        let (title, summary) = head;
        Ok((Exercise { id, title, summary, aliases: Vec::new(), file, guide }, trouble))
    }
}

/// Whether a word can be an id: it becomes a part of paths and of commands.
pub(super) fn is_id(id: &str) -> bool {
    let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    id.starts_with(|letter: char| letter.is_ascii_lowercase()) && id.chars().all(is_plain)
}

/// The title and the summary that a guide begins with.
fn head(guide: &Path) -> Result<(String, String), String> {
    let text = match std::fs::read_to_string(guide) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err("is missing".to_owned()),
        Err(error) => return Err(format!("cannot be read ({error})")),
    };
    let guide = Guide::parse(&text);
    match (guide.title(), guide.summary()) {
        (Some(title), Some(summary)) => Ok((title.to_owned(), summary)),
        _ => Err("does not begin with a title (# ...) and, after it, a sentence that sums it up".to_owned()),
    }
}

/// A relative path without the detours in it: it is shown to people.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir if plain.file_name().is_some() => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}
