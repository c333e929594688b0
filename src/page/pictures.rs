//! The plots: their texts are kept here, so that what a picture was before can stand behind it. A browser asks for a
//! picture by its number, never for a file.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use mlings_verdict::page::Plot;
use serde_json::{Value, json};

/// Plots are a few hundred kilobytes at most.
const LARGEST: u64 = 8 << 20;

/// The pictures of every exercise that was shown.
#[derive(Debug, Default)]
pub(crate) struct Pictures {
    /// By exercise and plot.
    all: BTreeMap<(String, String), Pair>,
}

#[derive(Debug, Default)]
struct Pair {
    now: Option<Picture>,
    /// The last one that was another one.
    before: Option<Picture>,
}

#[derive(Clone, Debug)]
struct Picture {
    number: u64,
    svg: Arc<str>,
}

impl Pictures {
    /// Reads the plots of an exercise anew. `folder` is the only one that they may lie in.
    pub fn update(&mut self, id: &str, plots: &[Plot], folder: &Path) {
        for plot in plots {
            let Some(svg) = plot.file.as_deref().and_then(|file| read(file, folder)) else { continue };
            let pair = self.all.entry((id.to_owned(), plot.name.clone())).or_default();
            let number = number(&svg);
            if pair.now.as_ref().is_none_or(|now| now.number != number) {
                pair.before = pair.now.replace(Picture { number, svg: svg.into() });
            }
        }
    }

    /// The plots of an exercise, for the browser.
    pub fn shown(&self, id: &str, plots: &[Plot]) -> Value {
        let shown = plots.iter().map(|plot| {
            let pair = self.all.get(&(id.to_owned(), plot.name.clone())).filter(|_| plot.file.is_some());
            let address = |picture: &Picture| format!("picture/{:016x}.svg", picture.number);
            let now = pair.and_then(|pair| pair.now.as_ref());
            json!({
                "name": plot.name, "words": plot.words, "title": now.map(|now| title(&now.svg)),
                "now": now.map(address), "before": pair.and_then(|pair| pair.before.as_ref()).map(address),
            })
        });
        shown.collect()
    }

    /// The picture with a number, as it stands in an address.
    pub fn svg(&self, name: &str) -> Option<Arc<str>> {
        let number = u64::from_str_radix(name.strip_suffix(".svg")?, 16).ok()?;
        let mut pictures = self.all.values().flat_map(|pair| pair.now.iter().chain(&pair.before));
        pictures.find(|picture| picture.number == number).map(|picture| picture.svg.clone())
    }
}

/// The text of a plot, if it is a file of the folder and no link that leads elsewhere.
fn read(file: &Path, folder: &Path) -> Option<String> {
    let (file, folder) = (file.canonicalize().ok()?, folder.canonicalize().ok()?);
    let is_plot = file.parent() == Some(&*folder) && file.extension() == Some("svg".as_ref()) && file.is_file();
    let mut text = String::new();
    if !is_plot {
        return None;
    }
    std::fs::File::open(file).ok()?.take(LARGEST + 1).read_to_string(&mut text).ok()?;
    (text.len() as u64 <= LARGEST).then_some(text)
}

fn number(svg: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    svg.hash(&mut hasher);
    hasher.finish()
}

/// The first words that are written in a plot: its title.
fn title(svg: &str) -> String {
    let behind = svg.split_once("<text").and_then(|(_, rest)| rest.split_once('>'));
    let text = behind.and_then(|(_, rest)| rest.split_once("</text")).map_or("", |(text, _)| text).trim();
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    plain.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plot(file: &Path) -> Vec<Plot> {
        vec![Plot { name: "a".to_owned(), file: Some(file.to_owned()), words: Vec::new() }]
    }

    #[test]
    fn the_picture_before_stands_behind_and_no_more_are_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.svg");
        let mut pictures = Pictures::default();
        let plots = plot(&file);
        let mut save = |svg: &str| {
            std::fs::write(&file, svg).expect("a file");
            pictures.update("x", &plots, folder.path());
            (pictures.shown("x", &plots)[0].clone(), pictures.all.len())
        };
        let (first, _) = save("<svg><text x='1'>\nBirds &amp; bills\n</text></svg>");
        assert_eq!((&first["title"], &first["before"]), (&json!("Birds & bills"), &Value::Null));
        let (second, _) = save("<svg>2</svg>");
        assert_eq!(second["before"], first["now"]);
        let (same, _) = save("<svg>2</svg>");
        assert_eq!(same, second);
        for number in 0..1000 {
            assert_eq!(save(&format!("<svg>{number}</svg>")).1, 1);
        }
        let name = |shown: &Value| shown["now"].as_str().and_then(|name| name.split('/').nth(1)).map(str::to_owned);
        assert!(pictures.svg(&name(&first).expect("a name")).is_none(), "what nobody can see any more is gone");
        let last = name(&pictures.shown("x", &plots)[0]).expect("a name");
        assert_eq!(pictures.svg(&last).as_deref(), Some("<svg>999</svg>"));
    }

    #[test]
    fn only_plots_of_the_folder_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let plots = folder.path().join("plots");
        std::fs::create_dir_all(plots.join("deep.svg")).expect("a folder");
        std::fs::write(folder.path().join("secret.svg"), "secret").expect("a file");
        std::fs::write(plots.join("a.txt"), "text").expect("a file");
        #[cfg(unix)]
        std::os::unix::fs::symlink("../secret.svg", plots.join("link.svg")).expect("a link");
        for name in ["../secret.svg", "a.txt", "deep.svg", "link.svg", "none.svg"] {
            assert_eq!(read(&plots.join(name), &plots), None, "{name}");
        }
        std::fs::write(plots.join("a.svg"), "svg").expect("a file");
        assert_eq!(read(&plots.join("a.svg"), &plots).as_deref(), Some("svg"));
    }
}
