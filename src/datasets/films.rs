//! Films: facts from Wikidata, titles and star ratings from MovieLens. They join by IMDb number.

use std::sync::OnceLock;

use serde::Deserialize;

use super::table::{DatasetError, read_once};

/// Facts about a film, from `wikidata_movies.csv`. Several values of a field are separated by `|`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Film {
    /// IMDb number, for instance tt0032455.
    pub imdb_id: String,
    /// Title.
    pub title: String,
    /// Year of release.
    pub year: u16,
    /// Length, in minutes.
    pub runtime_min: Option<f64>,
    /// Genres.
    pub genres: Option<String>,
    /// Directors.
    pub director: String,
    /// Languages.
    pub language: Option<String>,
    /// Countries.
    pub country: String,
    /// Share of critics who liked it, in per cent.
    pub critics_pct: f64,
    /// Number of critics.
    pub n_reviews: f64,
    /// Takings, in US dollars.
    pub box_office_usd: Option<f64>,
    /// Academy awards.
    pub oscars: f64,
}

/// A film that was rated, from `movielens/movielens_movies.csv`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Movie {
    /// MovieLens' number.
    #[serde(rename = "movieId")]
    pub movie_id: u32,
    /// Title and year: "Toy Story (1995)".
    pub title: String,
    /// Genres, separated by `|`.
    pub genres: String,
    /// IMDb number.
    #[serde(rename = "imdbId")]
    pub imdb_id: String,
}

/// A rating, from `movielens/movielens_ratings.csv`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Rating {
    /// Who rated.
    #[serde(rename = "userId")]
    pub user_id: u32,
    /// What was rated, by MovieLens' number.
    #[serde(rename = "movieId")]
    pub movie_id: u32,
    /// Stars, 0.5 to 5.
    pub rating: f64,
    /// When, in seconds since 1970.
    pub timestamp: u64,
}

/// All 2966 films, read once.
///
/// # Errors
/// When the file is missing or damaged.
pub fn films() -> Result<&'static [Film], DatasetError> {
    static FILMS: OnceLock<Result<Vec<Film>, DatasetError>> = OnceLock::new();
    read_once(&FILMS, "wikidata_movies.csv", "", 2966)
}

/// All 1029 rated films, read once.
///
/// # Errors
/// When the file is missing or damaged.
pub fn movies() -> Result<&'static [Movie], DatasetError> {
    static MOVIES: OnceLock<Result<Vec<Movie>, DatasetError>> = OnceLock::new();
    read_once(&MOVIES, "movielens/movielens_movies.csv", "", 1029)
}

/// All 63122 ratings, read once.
///
/// # Errors
/// When the file is missing or damaged.
pub fn ratings() -> Result<&'static [Rating], DatasetError> {
    static RATINGS: OnceLock<Result<Vec<Rating>, DatasetError>> = OnceLock::new();
    read_once(&RATINGS, "movielens/movielens_ratings.csv", "", 63_122)
}
