//! Levels as plain data: what each one asks for and what is still lacking. The rule is in `practice/level.rs`.

use serde::Serialize;

/// One level.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Level {
    /// Its name: "Junior".
    #[serde(rename = "level")]
    pub name: &'static str,
    /// What it asks for, in words.
    pub asks: String,
    /// The points that are still lacking; none where the level is reached.
    pub lacking: Vec<Lacking>,
}

/// Points that are lacking in one track.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lacking {
    /// The track's folder.
    pub track: String,
    /// The name that people read.
    #[serde(skip)]
    pub title: String,
    /// How many points more it takes.
    pub points: u32,
    /// How many points it takes in all.
    #[serde(skip)]
    pub of: u32,
    /// Where one of several tracks is enough: the others, and what they take.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub or: Vec<Lacking>,
}

/// Every level, the lowest first. Each asks for at least what the one before it asks for.
#[derive(Clone, Debug)]
pub struct Ladder(pub Vec<Level>);

impl Ladder {
    /// The highest level that is reached.
    pub fn reached(&self) -> Option<&Level> {
        self.0.iter().take_while(|level| level.is_reached()).last()
    }

    /// The lowest level that is not.
    pub fn next(&self) -> Option<&Level> {
        self.0.iter().find(|level| !level.is_reached())
    }

    /// The level that is reached, in a word or three.
    pub fn name(&self) -> &'static str {
        self.reached().map_or("none yet", |level| level.name)
    }

    /// What the next level takes, as a sentence.
    pub fn way(&self) -> String {
        match self.next() {
            Some(level) => format!("{} takes {}.", level.name, level.lacking_in_words()),
            None => "There is no higher one.".to_owned(),
        }
    }
}

impl Level {
    fn is_reached(&self) -> bool {
        self.lacking.is_empty()
    }

    /// "75 more points in Numbers, 20 in Cleaning, and one of these: 30 in Trees, 200 in Regression"
    pub fn lacking_in_words(&self) -> String {
        let words = self.lacking.iter().enumerate().map(|(place, lacking)| lacking.in_words(place == 0));
        words.collect::<Vec<_>>().join(", ")
    }
}

impl Lacking {
    /// So many points in a track, of which none is there yet, and no other track that would do.
    pub fn new(track: &str, title: &str, points: u32) -> Lacking {
        Lacking { track: track.to_owned(), title: title.to_owned(), points, of: points, or: Vec::new() }
    }

    fn in_words(&self, is_first: bool) -> String {
        if self.or.is_empty() {
            return self.alone_in_words(is_first);
        }
        let others = self.or.iter().map(|other| other.alone_in_words(false));
        let tracks: Vec<String> = [self.alone_in_words(is_first)].into_iter().chain(others).collect();
        format!("{}one of these: {}", if is_first { "" } else { "and " }, tracks.join(", "))
    }

    fn alone_in_words(&self, is_first: bool) -> String {
        let Lacking { title, points, .. } = self;
        let more = match (is_first, points) {
            (true, 1) => " more point",
            (true, _) => " more points",
            _ => "",
        };
        format!("{points}{more} in {title}")
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn a_ladder_says_where_one_stands_and_what_the_next_level_takes() {
        let mut ladder = samples::ladder();
        assert_eq!((ladder.name(), ladder.way().as_str()), ("Junior", "Middle takes 30 more points in A & B, 5 in C."));
        ladder.0[1].lacking.clear();
        assert_eq!((ladder.name(), ladder.way().as_str()), ("Middle", "There is no higher one."));
        ladder.0[0].lacking.push(Lacking::new("01_a", "A", 1));
        assert_eq!((ladder.name(), ladder.way().as_str()), ("none yet", "Junior takes 1 more point in A."));
    }

    #[test]
    fn where_one_of_several_tracks_is_enough_all_of_them_are_named() {
        let lacking = |title, points, or| Lacking { or, ..Lacking::new("", title, points) };
        let mut level = samples::ladder().0.swap_remove(1);
        let one = lacking("D", 10, vec![lacking("E", 200, Vec::new())]);
        level.lacking.push(one.clone());
        let all = "30 more points in A & B, 5 in C, and one of these: 10 in D, 200 in E";
        assert_eq!(level.lacking_in_words(), all);
        level.lacking = vec![one];
        assert_eq!(level.lacking_in_words(), "one of these: 10 more points in D, 200 in E");
    }
}
