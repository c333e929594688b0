//! The films, what is known of them, and who gave them how many stars.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;

use mlings_datasets::{Film, films, movies, ratings};
use mlings_recommenders_grader::matrix_factorization::Rating;

/// Films, and the ratings of all users, oldest first for each.
pub struct Catalogue {
    pub titles: Vec<String>,
    pub facts: Vec<Option<&'static Film>>,
    pub of_user: Vec<Vec<Rating>>,
}

impl Catalogue {
    pub fn read() -> Result<Catalogue, Box<dyn Error>> {
        let movies = movies()?;
        let facts: HashMap<&str, &'static Film> = films()?.iter().map(|film| (film.imdb_id.as_str(), film)).collect();
        let items: HashMap<u32, usize> =
            movies.iter().enumerate().map(|(item, movie)| (movie.movie_id, item)).collect();
        let mut in_time: Vec<_> = ratings()?.iter().collect();
        in_time.sort_by_key(|rating| rating.timestamp);
        let mut of_user: BTreeMap<u32, Vec<(usize, f64)>> = BTreeMap::new();
        for rating in in_time {
            of_user.entry(rating.user_id).or_default().push((items[&rating.movie_id], rating.rating));
        }
        let numbered = |(user, rated): (usize, Vec<(usize, f64)>)| {
            rated.into_iter().map(|(item, stars)| Rating { user, item, stars }).collect()
        };
        Ok(Catalogue {
            titles: movies.iter().map(|movie| movie.title.clone()).collect(),
            facts: movies.iter().map(|movie| facts.get(movie.imdb_id.as_str()).copied()).collect(),
            of_user: of_user.into_values().enumerate().map(numbered).collect(),
        })
    }

    /// The film and the stars of "title=stars".
    pub fn parse(&self, argument: &str) -> Result<(usize, f64), String> {
        let usage = || format!("{argument:?} is no rating; write \"title=stars\", for instance \"Alien=4.5\"");
        let (title, stars) = argument.rsplit_once('=').ok_or_else(usage)?;
        let stars: f64 = stars.trim().parse().map_err(|_| usage())?;
        if !(0.5..=5.0).contains(&stars) {
            return Err(format!("{stars} stars for {title:?}; give 0.5 to 5"));
        }
        Ok((self.find(title)?, stars))
    }

    /// The film with this in its title; of several the one with most ratings.
    pub fn find(&self, title: &str) -> Result<usize, String> {
        let wanted = title.trim().to_lowercase();
        let mut n_ratings = vec![0; self.titles.len()];
        self.of_user.iter().flatten().for_each(|rating| n_ratings[rating.item] += 1);
        let named = (0..self.titles.len()).filter(|item| self.titles[*item].to_lowercase().contains(&wanted));
        named.max_by_key(|item| n_ratings[*item]).ok_or_else(|| {
            let like = |title: &&String| strsim::jaro_winkler(&title.to_lowercase(), &wanted);
            let near = self.titles.iter().max_by(|one, other| like(one).total_cmp(&like(other)));
            let meant = near.map(|title| format!("; did you mean {title:?}?")).unwrap_or_default();
            format!("no film here is called {title:?}{meant}")
        })
    }

    /// A title that fits in a line.
    pub fn short_title(&self, item: usize) -> String {
        let title = &self.titles[item];
        let short: String = title.chars().take(40).collect();
        if short.len() < title.len() { format!("{short}...") } else { short }
    }
}
