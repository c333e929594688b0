//! What is graded.

use ndarray::{Array2, ArrayView1, array};

use super::oracles::{NAN, alike, around, expected, in_words, pasted, random, scattered, small};
use super::{Contract, Neighbourhood, NoRatings};
use mlings_grading::compare::{answer, close, finite, has_shape, refuses_numbers, shown};
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "a user's mean is taken over what that user rated", points: 8, run: mean_of_what_is_there },
    Check { name: "who rated nothing has the mean of all ratings", points: 7, run: cold_start },
    Check { name: "no rating at all is an error", points: 4, run: no_ratings_are_an_error },
    Check { name: "the similarity is the cosine worked by hand", points: 10, run: cosine_by_hand },
    Check { name: "only items that both rated count", points: 9, run: common_items_only },
    Check { name: "few common items shrink the similarity", points: 8, run: few_items_shrink },
    Check { name: "nothing in common is a similarity of 0", points: 7, run: nothing_in_common },
    Check { name: "fit compares every two users by their centred ratings", points: 10, run: fit_compares_users },
    Check { name: "a prediction is the mean plus the neighbours' deviations", points: 9, run: predicts },
    Check { name: "the k most similar of those who rated the item are asked", points: 8, run: most_similar_are_asked },
    Check { name: "an unlike user's opinion counts the other way round", points: 7, run: unlike_users_count },
    Check { name: "nobody is asked about their own rating", points: 5, run: own_rating_is_not_used },
    Check { name: "without a neighbour the user's own mean is left", points: 4, run: mean_is_left },
    Check { name: "a star more from one user changes nobody else's predictions", points: 4, run: shifted_user },
];

const EXACT: f64 = 1e-10;

fn mean_of_what_is_there(neighbours: &Contract, cases: &mut Cases) -> Outcome {
    let by_hand = array![[5.0, NAN, 3.0, 4.0], [NAN, NAN, 1.5, NAN], [2.0, 3.0, 4.5, 2.5]];
    let table = random(cases);
    let means = expected(table.view(), 0.0).means;
    for (ratings, means) in [(by_hand, array![4.0, 1.5, 3.0]), (table, means)] {
        let given = format!("ratings {}", pasted(&ratings));
        let got = answer("user_means", (neighbours.user_means)(ratings.view())).given(&given)?;
        close("means", &got, &means, EXACT).given(given)?;
    }
    Ok(())
}

fn cold_start(neighbours: &Contract, _: &mut Cases) -> Outcome {
    // All ratings: 18 stars in 5; the mean of the two users' means would be 3.
    let ratings = array![[NAN, NAN, NAN, NAN], [5.0, 4.0, 3.0, 4.0], [NAN, 2.0, NAN, NAN], [NAN, NAN, NAN, NAN]];
    let given = format!("ratings {}", pasted(&ratings));
    let means = answer("user_means", (neighbours.user_means)(ratings.view())).given(&given)?;
    close("means", &means, &array![3.6, 4.0, 2.0, 3.6], EXACT).given(given)
}

fn no_ratings_are_an_error(neighbours: &Contract, _: &mut Cases) -> Outcome {
    for ratings in [Array2::from_elem((2, 3), NAN), Array2::zeros((0, 3))] {
        let given = format!("ratings of {} users and 3 items, all of them NaN", ratings.nrows());
        refuses_numbers("user_means", &(neighbours.user_means)(ratings.view()), &NoRatings).given(&given)?;
    }
    Ok(())
}

fn cosine_by_hand(neighbours: &Contract, _: &mut Cases) -> Outcome {
    // 6 / (2 · 5), the same with the other way round, (1 - 4 + 5) / √(9 · 11.25), and two that point the same way.
    for (one, other, cosine) in [
        (array![2.0, 0.0], array![3.0, 4.0], 0.6),
        (array![2.0, 0.0], array![-3.0, 4.0], -0.6),
        (array![1.0, -2.0, 2.0], array![1.0, 2.0, 2.5], 2.0 / 101.25_f64.sqrt()),
        (array![0.5, -0.5], array![2.0, -2.0], 1.0),
    ] {
        let given = format!("one {one}, other {other}, shrinkage 0");
        for (one, other) in [(&one, &other), (&other, &one)] {
            let got = (neighbours.similarity)(one.view(), other.view(), 0.0);
            close("similarity", &got, &cosine, EXACT).given(&given)?;
        }
    }
    Ok(())
}

fn common_items_only(neighbours: &Contract, cases: &mut Cases) -> Outcome {
    let one = array![2.0, NAN, 0.0, -3.0, NAN];
    let other = array![3.0, 5.0, 4.0, NAN, NAN];
    same_similarity(neighbours, (one.view(), other.view()), 0.0, 0.6)?;
    let numbers = cases.vector(6, -2.0..2.0).mapv(|number| (number * 10.0).round() / 10.0);
    let pairs: Vec<(f64, f64)> = (0..3).map(|item| (numbers[item] + 0.05, numbers[item + 3] + 0.05)).collect();
    let (one, other) = scattered(&pairs, cases);
    same_similarity(neighbours, (one.view(), other.view()), 0.0, alike(&pairs, 0.0))
}

fn few_items_shrink(neighbours: &Contract, cases: &mut Cases) -> Outcome {
    // Two common items and a cosine of 0.6: with a shrinkage of 2 half of it is left, with 8 a fifth.
    let (one, other) = (array![2.0, NAN, 0.0], array![3.0, 1.0, 4.0]);
    for (shrinkage, expected) in [(2.0, 0.3), (8.0, 0.12), (0.5, 0.48)] {
        same_similarity(neighbours, (one.view(), other.view()), shrinkage, expected)?;
    }
    let pairs = [(1.0, 0.5), (-0.5, -1.0), (2.0, 0.5)];
    let (one, other) = scattered(&pairs, cases);
    same_similarity(neighbours, (one.view(), other.view()), 6.0, alike(&pairs, 6.0))
}

fn nothing_in_common(neighbours: &Contract, _: &mut Cases) -> Outcome {
    for shrinkage in [0.0, 5.0] {
        for (one, other) in [
            (array![1.0, -1.0, NAN, NAN], array![NAN, NAN, 2.0, -2.0]),
            (array![NAN, NAN], array![1.0, -1.0]),
            (array![0.0, 0.0, 0.0], array![1.0, -2.0, 1.0]),
            (array![0.0, 1.0, -1.0], array![2.0, NAN, NAN]),
        ] {
            same_similarity(neighbours, (one.view(), other.view()), shrinkage, 0.0)?;
        }
    }
    Ok(())
}

fn fit_compares_users(neighbours: &Contract, cases: &mut Cases) -> Outcome {
    let by_hand = array![[5.0, 3.0, NAN], [2.0, NAN, 4.0], [1.0, 2.0, 3.0]];
    for (ratings, shrinkage) in [(by_hand, 0.0), (random(cases), 0.0), (random(cases), 3.0)] {
        let given = format!("ratings {}, shrinkage {shrinkage}", pasted(&ratings));
        let model = fitted(neighbours, &ratings, shrinkage)?;
        let expected = expected(ratings.view(), shrinkage);
        close("means", &model.means, &expected.means, EXACT).given(&given)?;
        close("centred", &model.centred, &expected.centred, EXACT).given(&given)?;
        close("similarities", &model.similarities, &expected.similarities, EXACT).given(&given)?;
    }
    Ok(())
}

fn predicts(neighbours: &Contract, _: &mut Cases) -> Outcome {
    // 3 + (0.6 · 0.8 - 0.2 · 0.5) / 0.8
    is_prediction(neighbours, &small(), (0, 0, 3), 3.475)?;
    let model = around([0.5, 0.25, 0.25], [1.0, 2.0, -1.0]);
    is_prediction(neighbours, &model, (0, 0, 3), 3.75)
}

fn most_similar_are_asked(neighbours: &Contract, _: &mut Cases) -> Outcome {
    // User 4 is the most similar, but has not rated item 0.
    let model = around([0.2, 0.8, 0.4], [3.0, 0.5, -1.0]);
    for (k, stars) in [(1, 3.5), (2, 3.0), (3, 3.0 + 0.6 / 1.4), (10, 3.0 + 0.6 / 1.4)] {
        is_prediction(neighbours, &model, (0, 0, k), stars)?;
    }
    let equals = around([0.5, 0.5, 0.5], [1.0, -2.0, 0.4]);
    for (k, stars) in [(1, 4.0), (2, 2.5)] {
        is_prediction(neighbours, &equals, (0, 0, k), stars)?;
    }
    Ok(())
}

/// Who loves what you hate is a good adviser too.
fn unlike_users_count(neighbours: &Contract, _: &mut Cases) -> Outcome {
    let model = around([0.6, -0.2, -0.4], [0.5, 1.0, -1.0]);
    for (k, stars) in [(1, 3.5), (2, 3.125), (3, 3.0 + 0.5 / 1.2)] {
        is_prediction(neighbours, &model, (0, 0, k), stars)?;
    }
    // All are unlike: the least unlike comes first.
    let model = around([-0.8, -0.1, -0.4], [1.0, 0.5, 2.0]);
    for (k, stars) in [(1, 2.5), (2, 3.0 - 0.85 / 0.5)] {
        is_prediction(neighbours, &model, (0, 0, k), stars)?;
    }
    Ok(())
}

fn own_rating_is_not_used(neighbours: &Contract, _: &mut Cases) -> Outcome {
    let mut model = around([0.5, 0.25, 0.25], [1.0, 2.0, -1.0]);
    for own in [2.0, -2.0] {
        model.centred[[0, 0]] = own;
        for (k, stars) in [(1, 4.0), (3, 3.75)] {
            is_prediction(neighbours, &model, (0, 0, k), stars)?;
        }
    }
    Ok(())
}

fn mean_is_left(neighbours: &Contract, _: &mut Cases) -> Outcome {
    // Nobody has rated item 2, and nobody is like user 3.
    for (user, item, stars) in [(0, 2, 3.0), (1, 2, 4.0), (3, 0, 3.5), (3, 1, 3.5)] {
        is_prediction(neighbours, &small(), (user, item, 3), stars)?;
    }
    Ok(())
}

fn shifted_user(neighbours: &Contract, cases: &mut Cases) -> Outcome {
    let ratings = random(cases);
    let user = cases.index(0..6);
    let mut shifted = ratings.clone();
    shifted.row_mut(user).mapv_inplace(|stars| stars + 1.0);
    let given =
        format!("ratings {}, and again with a star more for each of user {user}; shrinkage 2, k 6", pasted(&ratings));
    let (before, after) = (fitted(neighbours, &ratings, 2.0)?, fitted(neighbours, &shifted, 2.0)?);
    let all = |model: &Neighbourhood| {
        Array2::from_shape_fn(ratings.dim(), |(user, item)| (neighbours.predict)(model, user, item, 6))
    };
    let (before, after) = (all(&before), all(&after));
    finite("predictions", &before).given(&given)?;
    let mut change = Array2::zeros(ratings.dim());
    change.row_mut(user).fill(1.0);
    close("change of the predictions of all users (rows) for all items", &(after - before), &change, 1e-9).given(given)
}

/// A model that a check may look into.
fn fitted(neighbours: &Contract, ratings: &Array2<f64>, shrinkage: f64) -> Result<Neighbourhood, Failure> {
    let given = format!("ratings {}, shrinkage {shrinkage}", pasted(ratings));
    let model = answer("fit", (neighbours.fit)(ratings.view(), shrinkage)).given(&given)?;
    let (n_users, n_items) = ratings.dim();
    has_shape("means", &model.means, &[n_users]).given(&given)?;
    has_shape("centred", &model.centred, &[n_users, n_items]).given(&given)?;
    has_shape("similarities", &model.similarities, &[n_users, n_users]).given(given)?;
    Ok(model)
}

fn same_similarity(
    neighbours: &Contract,
    (one, other): (ArrayView1<f64>, ArrayView1<f64>),
    shrinkage: f64,
    expected: f64,
) -> Outcome {
    let given = format!("one {}, other {}, shrinkage {shrinkage}", shown(&one), shown(&other));
    close("similarity", &(neighbours.similarity)(one, other, shrinkage), &expected, EXACT).given(given)
}

fn is_prediction(
    neighbours: &Contract,
    model: &Neighbourhood,
    (user, item, k): (usize, usize, usize),
    stars: f64,
) -> Outcome {
    let given = format!("{}; user {user}, item {item}, k {k}", in_words(model));
    close("prediction", &(neighbours.predict)(model, user, item, k), &stars, EXACT).given(given)
}
