//! What is graded.

use ndarray::{Array1, Array2, ArrayView1, Axis, Slice, array};

use super::oracles::{NAN, alike, around, expected, in_words, pasted, random, scattered, small};
use super::{Contract, Neighbourhood, NoRatings};
use mlings_grading::compare::{answer, close, finite, has_shape, refuses_numbers, shown};
use mlings_grading::layouts::by_columns;
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "a user's mean is taken over what that user rated", points: 7, run: mean_of_what_is_there },
    Check { name: "who rated nothing has the mean of all ratings", points: 7, run: cold_start },
    Check { name: "no rating at all is an error", points: 5, run: no_ratings_are_an_error },
    Check { name: "the similarity is the cosine worked by hand", points: 9, run: cosine_by_hand },
    Check { name: "only items that both rated count", points: 8, run: common_items_only },
    Check { name: "few common items shrink the similarity", points: 8, run: few_items_shrink },
    Check { name: "nothing in common is a similarity of 0", points: 7, run: nothing_in_common },
    Check { name: "fit compares every two users by their centred ratings", points: 10, run: fit_compares_users },
    Check { name: "a prediction is the mean plus the neighbours' deviations", points: 9, run: predicts },
    Check { name: "the k most similar of those who rated the item are asked", points: 8, run: most_similar_are_asked },
    Check { name: "an unlike user's opinion counts the other way round", points: 7, run: unlike_users_count },
    Check { name: "nobody is asked about their own rating", points: 5, run: own_rating_is_not_used },
    Check { name: "without a neighbour the user's own mean is left", points: 5, run: mean_is_left },
    Check { name: "a star more from one user changes nobody else's predictions", points: 5, run: shifted_user },
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
    // A rating is any number but NaN: 0, below 0, between the half stars, large.
    let ratings = array![[0.0, 4.0, NAN], [3.3, 4.1, 2.7], [-7.5, 0.0, NAN], [-0.0, 0.0, 0.0], [3e6, NAN, 5e9]];
    has_means(neighbours, &ratings, 1.0, &[2.0, 10.1 / 3.0, -3.75, 0.0, 2.5015e9])?;
    has_means(neighbours, &array![[1.3e-9, 4.1e-9, NAN], [NAN, 3.4e-9, -5.4e-9]], 1e9, &[2.7, -1.0])?;
    has_means(neighbours, &array![[1e8 + 0.25, 1e8 - 0.75], [NAN, 1e8]], 1.0, &[1e8 - 0.25, 1e8])?;
    // Every second column, from the last to the first.
    let wide = Array2::from_shape_fn((2, 8), |(user, column)| match (user, column % 2) {
        (0, 1) => column as f64,
        (_, 1) => 3.5,
        _ => 100.0,
    });
    let apart = wide.slice_axis(Axis(1), Slice::new(0, None, -2));
    let given = "ratings [[7, 5, 3, 1], [3.5, 3.5, 3.5, 3.5]], as every second column of a wider table, from its end";
    let got = answer("user_means", (neighbours.user_means)(apart)).given(given)?;
    close("means", &got, &array![4.0, 3.5], EXACT).given(given)?;
    let many = Array2::from_shape_fn((1, 1100), |(_, item)| if item == 1099 { 3301.0 } else { 1.0 });
    let given = "1100 ratings of one user: 1 each, but for the last, which is 3301";
    let got = answer("user_means", (neighbours.user_means)(many.view())).given(given)?;
    close("means", &got, &array![4.0], EXACT).given(given)?;
    let many = Array2::from_shape_fn((1100, 2), |(user, item)| if user == 1099 { 4.0 } else { item as f64 });
    let given = "1100 users who gave 0 and 1, but for the last, who gave 4 twice";
    let got = answer("user_means", (neighbours.user_means)(many.view())).given(given)?;
    let means = Array1::from_shape_fn(1100, |user| if user == 1099 { 4.0 } else { 0.5 });
    close("means", &got, &means, EXACT).given(given)
}

/// Means that are compared in a unit of their own: so many of them are 1.
fn has_means(neighbours: &Contract, ratings: &Array2<f64>, of_one: f64, means: &[f64]) -> Outcome {
    let given = format!("ratings {}", pasted(ratings));
    let got = answer("user_means", (neighbours.user_means)(ratings.view())).given(&given)?;
    let what = if of_one == 1.0 { "means".to_owned() } else { format!("means, times {of_one:e}") };
    close(&what, &(got * of_one), &Array1::from(means.to_vec()), EXACT).given(given)
}

fn cold_start(neighbours: &Contract, _: &mut Cases) -> Outcome {
    // All ratings: 18 stars in 5; the mean of the two users' means would be 3.
    let ratings = array![[NAN, NAN, NAN, NAN], [5.0, 4.0, 3.0, 4.0], [NAN, 2.0, NAN, NAN], [NAN, NAN, NAN, NAN]];
    let given = format!("ratings {}", pasted(&ratings));
    let means = answer("user_means", (neighbours.user_means)(ratings.view())).given(&given)?;
    close("means", &means, &array![3.6, 4.0, 2.0, 3.6], EXACT).given(given)?;
    has_means(neighbours, &array![[0.0, 3.3, -1.5], [NAN, NAN, NAN], [4.1, NAN, NAN]], 1.0, &[0.6, 1.475, 4.1])?;
    has_means(neighbours, &array![[NAN, NAN], [0.0, 0.0], [0.0, NAN]], 1.0, &[0.0, 0.0, 0.0])
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
        // Of any size: it is the direction that counts.
        (array![1e-5, -1e-5], array![2e-5, 1e-5], 0.1_f64.sqrt()),
        (array![2e-9, 0.0], array![3e-9, 4e-9], 0.6),
        (array![2e-9, 0.0], array![-3e6, 4e6], -0.6),
        (array![2e9, 0.0], array![3e9, 4e9], 0.6),
        // Of any digits.
        (
            array![1.234_567_89, -0.5],
            array![0.876_543_21, 1.5],
            alike(&[(1.234_567_89, 0.876_543_21), (-0.5, 1.5)], 0.0),
        ),
        (array![1.3e-9, 2.4e-9], array![3.1e-9, -1.2e-9], alike(&[(1.3, 3.1), (2.4, -1.2)], 0.0)),
        // Not about a mean of their own: (2 + 6 + 12) / √(14 · 29).
        (array![1.0, 2.0, 3.0], array![2.0, 3.0, 4.0], 20.0 / 406.0_f64.sqrt()),
    ] {
        let given = format!("one {one}, other {other}, shrinkage 0");
        for (one, other) in [(&one, &other), (&other, &one)] {
            let got = (neighbours.similarity)(one.view(), other.view(), 0.0);
            close("similarity", &got, &cosine, EXACT).given(&given)?;
        }
    }
    let many = Array1::from_shape_fn(1100, |item| if item == 1099 { -1.0 } else { 1.0 });
    let ones = Array1::ones(1100);
    let given = "1100 deviations of 1 each, the last of one user -1; shrinkage 0";
    for (one, other) in [(&many, &ones), (&ones, &many)] {
        let got = (neighbours.similarity)(one.view(), other.view(), 0.0);
        close("similarity", &got, &(1098.0 / 1100.0), EXACT).given(given)?;
    }
    Ok(())
}

fn common_items_only(neighbours: &Contract, cases: &mut Cases) -> Outcome {
    let one = array![2.0, NAN, 0.0, -3.0, NAN];
    let other = array![3.0, 5.0, 4.0, NAN, NAN];
    same_similarity(neighbours, (one.view(), other.view()), 0.0, 0.6)?;
    // The same two, as every second row of a table, from the last to the first.
    let table = Array2::from_shape_fn((10, 2), |(row, side)| match row % 2 {
        0 => 7.0,
        _ => [&one, &other][side][4 - row / 2],
    });
    let apart = table.slice_axis(Axis(0), Slice::new(0, None, -2));
    same_similarity(neighbours, (apart.index_axis(Axis(1), 0), apart.index_axis(Axis(1), 1)), 0.0, 0.6)?;
    let numbers = cases.vector(6, -2.0..2.0).mapv(|number| (number * 10.0).round() / 10.0);
    let pairs: Vec<(f64, f64)> = (0..3).map(|item| (numbers[item] + 0.05, numbers[item + 3] + 0.05)).collect();
    let (one, other) = scattered(&pairs, cases);
    same_similarity(neighbours, (one.view(), other.view()), 0.0, alike(&pairs, 0.0))
}

fn few_items_shrink(neighbours: &Contract, cases: &mut Cases) -> Outcome {
    // Two common items and a cosine of 0.6: with a shrinkage of 2 half of it is left, with 8 a fifth.
    let (one, other) = (array![2.0, NAN, 0.0], array![3.0, 1.0, 4.0]);
    for (shrinkage, expected) in
        [(8.0, 0.12), (2.0, 0.3), (0.5, 0.48), (0.123_456_789, 1.2 / 2.123_456_789), (37.3, 1.2 / 39.3)]
    {
        same_similarity(neighbours, (one.view(), other.view()), shrinkage, expected)?;
    }
    let shrunk = (neighbours.similarity)(one.view(), other.view(), 2e8);
    let given = format!("one {}, other {}, shrinkage 2e8", shown(&one), shown(&other));
    close("similarity, times 1e9", &(shrunk * 1e9), &(6.0 / (1.0 + 1e-8)), EXACT).given(given)?;
    // A deviation of 0 is a common item too: 4 of them, and a cosine of -0.6.
    let (one, other) = (array![2.0, 0.0, 0.0, 0.0], array![-3.0, 4.0, 0.0, 0.0]);
    same_similarity(neighbours, (one.view(), other.view()), 4.0, -0.3)?;
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
    // Also from 0, from below 0 and between the half stars; one user gave the same throughout.
    let any = array![[0.0, -3.3, 4.1, NAN], [2.5, 2.5, 2.5, 2.5], [0.1, NAN, -0.2, 1e3], [NAN, 7e6, 2.0, -1.0]];
    let apart = by_columns(&by_hand);
    for (ratings, shrinkage) in
        [(by_hand, 0.0), (apart, 5.1), (any, 12.345_678_9), (random(cases), 0.0), (random(cases), 3.0)]
    {
        let given = format!("ratings {}, shrinkage {shrinkage}", pasted(&ratings));
        let model = fitted(neighbours, &ratings, shrinkage)?;
        let expected = expected(ratings.view(), shrinkage);
        close("means", &model.means, &expected.means, EXACT).given(&given)?;
        close("centred", &model.centred, &expected.centred, EXACT).given(&given)?;
        close("similarities", &model.similarities, &expected.similarities, EXACT).given(&given)?;
    }
    // Far from 0, and in small units, the same users are as alike.
    let stars = array![[1.0, 2.0, 3.0, NAN], [4.0, 2.0, NAN, 3.0], [0.0, 2.0, 1.0, 1.0]];
    let alike = expected(stars.view(), 1.0);
    for (far, unit) in [(1e8, 1.0), (0.0, 1.3e-9)] {
        let ratings = stars.mapv(|star| far + unit * star);
        let given = format!("ratings {}, shrinkage 1", pasted(&ratings));
        let model = fitted(neighbours, &ratings, 1.0)?;
        close("similarities", &model.similarities, &alike.similarities, 1e-6).given(&given)?;
        close("centred, in the unit of the ratings", &(&model.centred / unit), &alike.centred, 1e-6).given(&given)?;
        close("means, less the lowest rating, in its unit", &((&model.means - far) / unit), &alike.means, 1e-6)
            .given(given)?;
    }
    Ok(())
}

fn predicts(neighbours: &Contract, _: &mut Cases) -> Outcome {
    // 3 + (0.6 · 0.8 - 0.2 · 0.5) / 0.8
    is_prediction(neighbours, &small(), (0, 0, 3), 3.475)?;
    let model = around([0.5, 0.25, 0.25], [1.0, 2.0, -1.0]);
    is_prediction(neighbours, &model, (0, 0, 3), 3.75)?;
    // More stars than there are, and fewer than none: nothing is cut off.
    is_prediction(neighbours, &around([0.5, 0.25, 0.25], [4.0, 3.0, 5.0]), (0, 0, 3), 7.0)?;
    is_prediction(neighbours, &around([0.5, 0.25, 0.25], [-4.0, -3.0, -5.0]), (0, 0, 3), -1.0)?;
    is_prediction(neighbours, &around([0.5, 0.25, 0.25], [3e6, 5e6, -1e6]), (0, 0, 3), 2.5e6 + 3.0)?;
    is_prediction(neighbours, &around([0.1, 0.7, 0.3], [0.1, -0.3, 1.7]), (0, 0, 3), 3.0 + 0.31 / 1.1)?;
    // The size of all similarities cancels out, however little is left after shrinking.
    for small in [1e-9, 1e-14] {
        is_prediction(
            neighbours,
            &around([0.5, 0.25, 0.25].map(|alike| small * alike), [1.0, 2.0, -1.0]),
            (0, 0, 3),
            3.75,
        )?;
    }
    // In small units, and with the columns of the table side by side.
    let mut model = around([0.5, 0.25, 0.25], [1e-9, 2e-9, -1e-9]);
    model.means.fill(0.0);
    model.centred = by_columns(&model.centred);
    let given = format!("{}; user 0, item 0, k 3", in_words(&model));
    close("prediction, times 1e9", &((neighbours.predict)(&model, 0, 0, 3) * 1e9), &0.75, EXACT).given(given)?;
    // An item beyond a thousand others.
    let mut model = around([0.5, 0.25, 0.25], [1.0, 2.0, -1.0]);
    model.centred = Array2::from_shape_fn((5, 1100), |(user, item)| match item {
        1099 => model.centred[[user, 0]],
        _ => 0.5,
    });
    let given = "1100 items; user 0, item 1099, k 3; similarities to the others 0.5, 0.25, 0.25, 0.95, their deviations \
                 for this item 1, 2, -1, NaN, and user 0 has a mean of 3";
    close("prediction", &(neighbours.predict)(&model, 0, 1099, 3), &3.75, EXACT).given(given)
}

fn most_similar_are_asked(neighbours: &Contract, _: &mut Cases) -> Outcome {
    // User 4 is the most similar, but has not rated item 0.
    let model = around([0.2, 0.8, 0.4], [3.0, 0.5, -1.0]);
    for (k, stars) in [(1, 3.5), (2, 3.0), (3, 3.0 + 0.6 / 1.4), (10, 3.0 + 0.6 / 1.4)] {
        is_prediction(neighbours, &model, (0, 0, k), stars)?;
    }
    // Nearly equal is not equal.
    for more in [1e-7, 1e-12] {
        let model = around([0.5, 0.5 + more, 0.5 - more], [1.0, -2.0, 0.4]);
        is_prediction(neighbours, &model, (0, 0, 1), 1.0)?;
    }
    let equals = around([0.5, 0.5, 0.5], [1.0, -2.0, 0.4]);
    for (k, stars) in [(1, 4.0), (2, 2.5)] {
        is_prediction(neighbours, &equals, (0, 0, k), stars)?;
    }
    // However many are equal.
    let model = Neighbourhood {
        means: Array1::from_elem(60, 3.0),
        centred: Array2::from_shape_fn((60, 1), |(user, _)| user as f64),
        similarities: Array2::from_shape_fn((60, 60), |(one, other)| if (one + other) % 2 == 1 { 0.5 } else { 0.25 }),
    };
    for (k, stars) in [(10, 13.0), (35, 3.0 + 457.5 / 16.25)] {
        let given = format!(
            "60 users, whose means are 3, and whose deviations for the only item are their numbers; user 0 is as similar \
             as 0.5 to those of odd numbers, as 0.25 to all others; user 0, item 0, k {k}"
        );
        close("prediction", &(neighbours.predict)(&model, 0, 0, k), &stars, EXACT).given(given)?;
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
    // Who is alike by 0 comes before who is unlike, and takes a place.
    let model = around([0.0, -0.5, -0.3], [1.0, 2.0, -1.0]);
    for (k, stars) in [(1, 3.0), (2, 4.0)] {
        is_prediction(neighbours, &model, (0, 0, k), stars)?;
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
