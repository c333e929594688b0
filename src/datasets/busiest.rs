//! The dense corner of MovieLens: those who rated most, and the films that were rated most.

use super::films::{Rating, ratings};
use super::table::DatasetError;

/// The ratings of the busiest users for the most rated films, both numbered from 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Busiest {
    /// MovieLens' numbers of the users; the first rated most of these films.
    pub users: Vec<u32>,
    /// MovieLens' numbers of the films; the first was rated by most users of the whole file.
    pub movies: Vec<u32>,
    /// Every rating by one of them of one of these, the oldest first.
    pub ratings: Vec<BusyRating>,
}

/// One rating among the busiest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BusyRating {
    /// The place in [`Busiest::users`].
    pub user: usize,
    /// The place in [`Busiest::movies`].
    pub movie: usize,
    /// Stars, 0.5 to 5.
    pub stars: f64,
    /// Whether it is among the latest fifth, rounded down, of this user's.
    pub is_late: bool,
}

/// The ratings of `n_movies` films by `n_users` users. Of equally busy ones the lower number of MovieLens comes first;
/// ratings of the same second stand in the order of the file.
///
/// # Errors
/// When the file is missing or damaged.
pub fn busiest(n_movies: usize, n_users: usize) -> Result<Busiest, DatasetError> {
    let all = ratings()?;
    let movies = most(all.iter().map(|rating| rating.movie_id), n_movies);
    let place = places(&movies);
    let film = |rating: &Rating| place.get(rating.movie_id as usize).copied().flatten();
    let mut some: Vec<(&Rating, usize)> = all.iter().filter_map(|rating| Some((rating, film(rating)?))).collect();
    some.sort_by_key(|(rating, _)| rating.timestamp);

    let users = most(some.iter().map(|(rating, _)| rating.user_id), n_users);
    let place = places(&users);
    let number = |(rating, movie): &(&Rating, usize)| {
        let user = place.get(rating.user_id as usize).copied().flatten()?;
        Some(BusyRating { user, movie: *movie, stars: rating.rating, is_late: false })
    };
    let mut ratings: Vec<BusyRating> = some.iter().filter_map(number).collect();
    let mut left = vec![0; users.len()];
    ratings.iter().for_each(|rating| left[rating.user] += 1);
    let late: Vec<usize> = left.iter().map(|n| n / 5).collect();
    for rating in &mut ratings {
        rating.is_late = left[rating.user] <= late[rating.user];
        left[rating.user] -= 1;
    }
    Ok(Busiest { users, movies, ratings })
}

/// The `n` numbers that occur most often, the most frequent first.
fn most(numbers: impl Iterator<Item = u32>, n: usize) -> Vec<u32> {
    let mut counts: Vec<usize> = Vec::new();
    for number in numbers.map(|number| number as usize) {
        if counts.len() <= number {
            counts.resize(number + 1, 0);
        }
        counts[number] += 1;
    }
    let mut seen: Vec<u32> = (0..counts.len() as u32).filter(|number| counts[*number as usize] > 0).collect();
    seen.sort_by_key(|number| std::cmp::Reverse(counts[*number as usize]));
    seen.truncate(n);
    seen
}

/// For every number up to the largest: where it stands.
fn places(numbers: &[u32]) -> Vec<Option<usize>> {
    let mut places = vec![None; numbers.iter().max().map_or(0, |largest| *largest as usize + 1)];
    numbers.iter().enumerate().for_each(|(place, number)| places[*number as usize] = Some(place));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_busiest_come_first_and_a_fifth_of_everybodys_ratings_is_late() {
        let busiest = busiest(50, 150).expect("the ratings");
        assert_eq!((busiest.users.len(), busiest.movies.len()), (150, 50));
        let count = |wanted: &dyn Fn(&BusyRating) -> bool| busiest.ratings.iter().filter(|r| wanted(r)).count();
        let of_user: Vec<usize> = (0..150).map(|user| count(&|rating| rating.user == user)).collect();
        assert!(of_user.is_sorted_by(|a, b| a >= b), "{of_user:?}");
        assert!((0..150).all(|user| count(&|rating| rating.user == user && rating.is_late) == of_user[user] / 5));
        let last_early = busiest.ratings.iter().rposition(|rating| rating.user == 7 && !rating.is_late);
        let first_late = busiest.ratings.iter().position(|rating| rating.user == 7 && rating.is_late);
        assert!(last_early < first_late);
        // Forrest Gump, with 341 ratings.
        assert_eq!(busiest.movies[0], 356);
    }
}
