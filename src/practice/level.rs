//! Junior, Middle, Senior, Team Lead: what each level asks for, as the career ladders of machine-learning engineers
//! do it. First breadth at a basic level, then depth, then the demanding tracks too.
//!
//! The best points of every exercise count, so that a level is not lost by trying something. It can be lost when
//! mlings gets new exercises: a level says how much of all that there is was done.

use mlings_verdict::FULL_MARKS;

use super::catalog::{Catalog, Track};
use super::progress::Progress;
use crate::report::level::{Lacking, Ladder, Level};

/// What a track is for. Its folder's number says it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    /// What all work stands on: numbers, clean data, honest validation.
    Basics,
    /// One kind of model each.
    Models,
    /// What takes several models and a goal: recommenders, and all that comes behind them.
    Systems,
}

use Stage::{Basics, Models, Systems};

/// At least this share of the points, in hundredths, in every track of these stages or in one of them.
struct Ask {
    stages: &'static [Stage],
    tracks: Tracks,
    share: u32,
}

#[derive(Clone, Copy, PartialEq)]
enum Tracks {
    Every,
    One,
}

const RULE: &[(&str, &[Ask])] = &[
    ("Junior", &[every(&[Basics], 50), Ask { stages: &[Models], tracks: Tracks::One, share: 50 }]),
    ("Middle", &[every(&[Basics], 75), every(&[Models], 50)]),
    ("Senior", &[every(&[Basics], 90), every(&[Models], 75), every(&[Systems], 50)]),
    ("Team Lead", &[every(&[Basics, Models, Systems], 90)]),
];

const fn every(stages: &'static [Stage], share: u32) -> Ask {
    Ask { stages, tracks: Tracks::Every, share }
}

/// Where a learner stands.
pub(super) fn ladder(catalog: &Catalog, progress: &Progress) -> Ladder {
    ladder_by(catalog, |track| track.exercises.iter().filter_map(|exercise| progress.best(&exercise.id)).sum())
}

/// The same, by the points earned in each track.
fn ladder_by(catalog: &Catalog, earned: impl Fn(&Track) -> u32) -> Ladder {
    let level = |(name, asks): &(&'static str, &[Ask])| Level {
        name,
        asks: asks.iter().map(|ask| ask.in_words(catalog)).collect::<Vec<_>>().join("; "),
        lacking: asks.iter().flat_map(|ask| ask.lacking(catalog, &earned)).collect(),
    };
    Ladder(RULE.iter().map(level).collect())
}

impl Ask {
    fn tracks<'a>(&self, catalog: &'a Catalog) -> impl Iterator<Item = &'a Track> {
        catalog.tracks.iter().filter(|track| self.stages.contains(&stage(track)))
    }

    /// What is missing. Where one of several tracks is enough, the one that is nearest to it comes first.
    fn lacking(&self, catalog: &Catalog, earned: &impl Fn(&Track) -> u32) -> Vec<Lacking> {
        let lacking = |track: &Track| {
            let of = needed(track, self.share);
            let points = of.saturating_sub(earned(track));
            Lacking { of, ..Lacking::new(&track.folder, &track.title, points) }
        };
        let mut all: Vec<Lacking> = self.tracks(catalog).map(lacking).collect();
        if self.tracks == Tracks::One {
            all.sort_by_key(|track| track.points);
            let others = all.split_off(all.len().min(1));
            all.iter_mut().for_each(|nearest| nearest.or = others.clone());
        }
        all.retain(|track| track.points > 0);
        all
    }

    fn in_words(&self, catalog: &Catalog) -> String {
        let Ask { share, stages, tracks } = self;
        if let [Basics, Models, Systems] = stages {
            return format!("{share} % of the points in every track");
        }
        let titles: Vec<&str> = self.tracks(catalog).map(|track| track.title.as_str()).collect();
        match (tracks, titles.as_slice()) {
            (_, [only]) => format!("{share} % in {only}"),
            (Tracks::Every, _) => format!("{share} % of the points in each of {}", titles.join(", ")),
            (Tracks::One, _) => format!("{share} % in one of {}", titles.join(", ")),
        }
    }
}

/// Points that are at least this share of all points of a track.
fn needed(track: &Track, share: u32) -> u32 {
    (track.exercises.len() as u32 * FULL_MARKS * share).div_ceil(100)
}

/// A pack without a number stands behind all others.
fn stage(track: &Track) -> Stage {
    match track.number.unwrap_or(u32::MAX) {
        0..=4 => Basics,
        5..=8 => Models,
        _ => Systems,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::LazyLock;

    use super::*;

    /// The tracks of this repository.
    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::read(Path::new(env!("CARGO_MANIFEST_DIR"))));

    fn tracks() -> impl Iterator<Item = &'static Track> {
        CATALOG.tracks.iter()
    }

    fn ladder_by(earned: impl Fn(&Track) -> u32) -> Ladder {
        super::ladder_by(&CATALOG, earned)
    }

    fn reached(earned: impl Fn(&Track) -> u32) -> &'static str {
        ladder_by(earned).name()
    }

    fn all(track: &Track) -> u32 {
        track.exercises.len() as u32 * FULL_MARKS
    }

    fn least(shares: [u32; 3]) -> impl Fn(&Track) -> u32 {
        move |track| needed(track, shares[stage(track) as usize])
    }

    #[test]
    fn every_stage_has_more_than_a_track_or_is_the_last() {
        let count = |wanted| tracks().filter(|track| stage(track) == wanted).count();
        assert!(count(Basics) > 1 && count(Models) > 1 && count(Systems) > 0);
    }

    #[test]
    fn a_level_is_reached_at_its_border_and_not_a_point_below() {
        let borders = [("Middle", [75, 50, 0]), ("Senior", [90, 75, 50]), ("Team Lead", [90, 90, 90])];
        for (name, shares) in borders {
            assert_eq!(reached(least(shares)), name);
            for short in tracks().filter(|track| least(shares)(track) > 0) {
                let earned = |track: &Track| least(shares)(track) - u32::from(track.folder == short.folder);
                assert_ne!(reached(earned), name, "without a point in {}", short.title);
            }
        }
    }

    #[test]
    fn a_junior_has_half_of_the_basics_and_half_of_one_kind_of_model() {
        for model in tracks().filter(|track| stage(track) == Models) {
            let half = |track: &Track| {
                let counts = stage(track) == Basics || track.folder == model.folder;
                if counts { needed(track, 50) } else { 0 }
            };
            assert_eq!(reached(half), "Junior");
            for short in tracks().filter(|track| half(track) > 0) {
                assert_eq!(reached(|track| half(track) - u32::from(track.folder == short.folder)), "none yet");
            }
        }
    }

    #[test]
    fn no_track_alone_makes_a_level_and_without_a_basic_one_there_is_none() {
        for alone in tracks() {
            assert_eq!(reached(|track| if track.folder == alone.folder { all(track) } else { 0 }), "none yet");
        }
        for left_out in tracks().filter(|track| stage(track) == Basics) {
            assert_eq!(reached(|track| if track.folder == left_out.folder { 0 } else { all(track) }), "none yet");
        }
    }

    #[test]
    fn a_higher_level_never_asks_for_less() {
        let takes = |level: &Level| level.lacking.iter().map(|track| track.points).sum::<u32>();
        let from_nothing = ladder_by(|_| 0).0;
        assert!(from_nothing.windows(2).all(|pair| takes(&pair[0]) < takes(&pair[1])), "{from_nothing:#?}");
        assert_eq!(reached(all), "Team Lead");
    }

    #[test]
    fn what_is_lacking_is_what_it_takes() {
        let lacking = ladder_by(|_| 0).0.swap_remove(1).lacking;
        let made_up = |track: &Track| {
            let of = |lacking: &&Lacking| lacking.track == track.folder;
            lacking.iter().find(of).map_or(0, |lacking| lacking.points)
        };
        assert_eq!(reached(made_up), "Middle");
    }

    #[test]
    fn every_kind_of_model_is_named_until_one_is_enough() {
        let with = |model: &Track, points| {
            let (folder, half) = (model.folder.clone(), least([50, 0, 0]));
            ladder_by(move |track| if track.folder == folder { points } else { half(track) }).way()
        };
        for model in tracks().filter(|track| stage(track) == Models) {
            let half = needed(model, 50);
            let nearly = with(model, half - 1);
            assert!(
                nearly.starts_with(&format!("Junior takes one of these: 1 more point in {}, ", model.title)),
                "{nearly}"
            );
            for other in tracks().filter(|track| stage(track) == Models) {
                assert!(nearly.contains(&format!(" in {}", other.title)), "{} is missing: {nearly}", other.title);
            }
            assert!(with(model, half).starts_with("Middle takes "), "{}", with(model, half));
        }
    }

    #[test]
    fn the_readme_says_the_rule() {
        let readme = include_str!("../../README.md");
        let heads = [("basics", Basics), ("models", Models), ("systems", Systems)].map(|(name, wanted)| {
            let titles: Vec<&str> =
                tracks().filter(|track| stage(track) == wanted).map(|track| track.title.as_str()).collect();
            format!("{name} ({})", titles.join(", "))
        });
        let head = format!("| level | {} |", heads.join(" | "));
        assert!(readme.contains(&head), "the row is not in README.md: {head}");
        for (name, asks) in RULE {
            let cells = [Basics, Models, Systems].map(|stage| {
                let ask = asks.iter().find(|ask| ask.stages.contains(&stage));
                ask.map_or(String::new(), |Ask { tracks, share, .. }| match tracks {
                    Tracks::Every => format!("{share} % in each"),
                    Tracks::One => format!("{share} % in one"),
                })
            });
            let row = format!("| {name} | {} |", cells.join(" | "));
            assert!(readme.contains(&row), "the row is not in README.md: {row}");
        }
    }
}
