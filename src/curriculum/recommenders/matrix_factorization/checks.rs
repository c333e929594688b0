//! What is graded.

use ndarray::{Array, Array1, Array2, Axis, RemoveAxis, array};

use super::oracles::{
    EXACT, ITEMS, USERS, expected, has_model_shape, in_one, in_words, is_model, listed, numbers_of, penalised, planted,
    random, random_ratings, rating, root_mean_square, small, small_factors, stepped, tiny, trained, turned,
};
use super::{Contract, Model, NoRatings, Rating, Training};
use mlings_grading::compare::{answer, at_most, close, finite, has_shape, identical, refuses_numbers, shown};
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "a prediction is the mean, two biases and the factors' product", points: 9, run: predicts },
    Check { name: "somebody new gets the mean and the bias that is known", points: 9, run: cold_start },
    Check { name: "the untrained model has the ratings' mean and no biases", points: 6, run: untrained_by_hand },
    Check { name: "who has no rating has factors of 0", points: 8, run: unrated_are_zero },
    Check { name: "no ratings at all are an error", points: 5, run: no_ratings_are_an_error },
    Check { name: "the RMSE is the root of the mean squared error", points: 6, run: rmse_by_hand },
    Check { name: "a step moves biases and factors as worked by hand", points: 10, run: step_by_hand },
    Check { name: "every move is the slope of the penalised error, downhill", points: 8, run: step_goes_downhill },
    Check { name: "a step leaves the mean and everybody else alone", points: 6, run: step_is_local },
    Check { name: "every pass is taken, in its own order", points: 8, run: passes_in_order },
    Check {
        name: "both errors are there before the first pass and after every one",
        points: 8,
        run: errors_on_the_way,
    },
    Check { name: "the validation ratings never change what is learned", points: 7, run: validation_teaches_nothing },
    Check { name: "factors of 0 stay 0 and leave the biases to learn", points: 5, run: zero_factors_are_biases },
    Check { name: "finds the factor that was planted", points: 5, run: finds_what_was_planted },
];

fn predicts(mf: &Contract, cases: &mut Cases) -> Outcome {
    for (user, item, stars) in [(0, 0, 5.8), (1, 1, 3.8), (1, 0, 2.8), (0, 2, 8.1)] {
        let given = format!("{}; user {user}, item {item}", in_words(&small()));
        close("prediction", &(mf.predict)(&small(), user, item), &stars, EXACT).given(given)?;
    }
    let model = random(cases);
    for (user, item) in [(0, 2), (2, 0), (1, 1)] {
        let given = format!("{}; user {user}, item {item}", in_words(&model));
        close("prediction", &(mf.predict)(&model, user, item), &expected(&model, user, item), EXACT).given(given)?;
    }
    // Below 0, large, and in small units; the tables of the first lie column by column.
    let below = Model { mean: -1.7, ..turned(small()) };
    for (model, (user, item), of_one, number) in [
        (below, (0, 1), 1.0, -2.5),
        (tiny(3e6, [0.1, -2e6], [3e4, 1e3]), (0, 0), 1.0, 31_000_000.1),
        (tiny(1.3e-9, [2e-9, -5e-9], [3e-5, 1e-4]), (0, 0), 1e9, 1.3),
        (tiny(1.234_567_89, [0.1, 0.2], [0.3, 0.5]), (0, 0), 1.0, 1.684_567_89),
        (tiny(0.0, [1e-9, 0.0], [0.0, 5.0]), (0, 7), 1e9, 1.0),
    ] {
        let given = format!("{}; user {user}, item {item}", in_words(&model));
        let what = if of_one == 1.0 { "prediction" } else { "prediction, times 1e9" };
        close(what, &(of_one * (mf.predict)(&model, user, item)), &number, EXACT).given(given)?;
    }
    let many = Model {
        user_biases: Array1::from_shape_fn(1100, |user| user as f64),
        user_factors: Array2::from_shape_fn((1100, 1), |(user, _)| 0.5 * user as f64),
        ..tiny(0.25, [0.0, -0.5], [0.0, 2.0])
    };
    let given = "mean 0.25; 1100 users, each with the own number as bias and half of it as factor; one item with a bias \
                 of -0.5 and a factor of 2; user 1099, item 0";
    close("prediction", &(mf.predict)(&many, 1099, 0), &2197.75, EXACT).given(given)
}

/// Nothing is known of them, and the site still has to show something.
fn cold_start(mf: &Contract, _: &mut Cases) -> Outcome {
    for (user, item, stars) in [(2, 0, 3.8), (2, 1, 3.3), (0, 3, 4.1), (1, 50, 3.1), (2, 3, 3.6), (99, 99, 3.6)] {
        let given = format!("{}; user {user}, item {item}: 2 users and 3 items are known", in_words(&small()));
        close("prediction", &(mf.predict)(&small(), user, item), &stars, EXACT).given(given)?;
    }
    Ok(())
}

fn untrained_by_hand(mf: &Contract, _: &mut Cases) -> Outcome {
    // The mean of the items' means would be 3.25, that of the users' means 10/3.
    let ratings = [rating(0, 0, 5.0), rating(1, 0, 4.0), rating(2, 0, 3.0), rating(0, 1, 3.0), rating(1, 1, 2.0)];
    let (users, items) = (array![[0.1], [0.2], [-0.1]], array![[0.3], [-0.2]]);
    let given = format!("ratings {}, user_factors {}, item_factors {}", listed(&ratings), shown(&users), shown(&items));
    let model = answer("untrained", (mf.untrained)(&ratings, users.view(), items.view())).given(&given)?;
    let start = Model {
        mean: 3.4,
        user_biases: Array1::zeros(3),
        item_biases: Array1::zeros(2),
        user_factors: users,
        item_factors: items,
    };
    is_model(&model, &start).given(given)?;

    // Any stars, and the factors exactly as they are handed in: here as the columns of a table.
    let columns = array![[0.1 + 1e-12, 2e6, -1e-9], [0.3, -7e-12, 5.5]];
    for (stars, of_one, mean) in [
        ([4.1, 3.3, 3.3], 1.0, 10.7 / 3.0),
        ([-2.0, 0.0, 0.5], 1.0, -0.5),
        ([3e6, 7e9, 0.25], 1.0, 7_003_000_000.25 / 3.0),
        ([1.3e-9, 4.4e-9, 0.9e-9], 1e9, 2.2e-9),
        ([1e8 + 0.25, 1e8 + 0.5, 1e8], 1.0, 1e8 + 0.25),
    ] {
        let ratings: Vec<Rating> = (0..3).rev().map(|number| rating(number, number, stars[number])).collect();
        let given = format!("ratings {}, factors of users and of items {}", listed(&ratings), shown(&columns.t()));
        let model = answer("untrained", (mf.untrained)(&ratings, columns.t(), columns.t())).given(&given)?;
        let what = if of_one == 1.0 { "mean" } else { "mean, times 1e9" };
        // Less the first, so that a small error shows in large stars.
        let far = if stars[0] > 1e7 { 1e8 } else { 0.0 };
        let tolerance = if far > 0.0 { 1e-6 } else { EXACT };
        close(what, &((model.mean - far) * of_one), &((mean - far) * of_one), tolerance).given(&given)?;
        identical("user_factors", &model.user_factors, &columns.t()).given(&given)?;
        identical("item_factors", &model.item_factors, &columns.t()).given(given)?;
    }
    let ratings: Vec<Rating> = (0..1100).map(|n| rating(0, 0, if n == 1099 { 1103.0 } else { 3.0 })).collect();
    let factor = array![[0.1]];
    let given = "1100 ratings of one item by one user: 3 stars each, but for the last, which is 1103";
    let model = answer("untrained", (mf.untrained)(&ratings, factor.view(), factor.view())).given(given)?;
    close("mean", &model.mean, &4.0, EXACT).given(given)
}

/// Random numbers that nothing ever corrects would be added to every prediction.
fn unrated_are_zero(mf: &Contract, _: &mut Cases) -> Outcome {
    let ratings = [rating(0, 2, 4.0), rating(2, 2, 2.0), rating(2, 0, 3.0)];
    let (users, items) = (array![[0.1, 0.2], [0.3, -0.1], [-0.2, 0.1]], array![[0.2, 0.1], [-0.3, 0.2], [0.1, -0.1]]);
    let given = format!("ratings {}, user_factors {}, item_factors {}", listed(&ratings), shown(&users), shown(&items));
    let model = answer("untrained", (mf.untrained)(&ratings, users.view(), items.view())).given(&given)?;
    let (users, items) = (array![[0.1, 0.2], [0.0, 0.0], [-0.2, 0.1]], array![[0.2, 0.1], [0.0, 0.0], [0.1, -0.1]]);
    close("user_factors", &model.user_factors, &users, EXACT).given(&given)?;
    close("item_factors", &model.item_factors, &items, EXACT).given(given)
}

fn no_ratings_are_an_error(mf: &Contract, _: &mut Cases) -> Outcome {
    let factors = array![[0.1], [0.2]];
    let mean = (mf.untrained)(&[], factors.view(), factors.view()).map(|model| model.mean);
    refuses_numbers("untrained", &mean, &NoRatings).given("no ratings, 2 users and 2 items with one factor each")
}

fn rmse_by_hand(mf: &Contract, cases: &mut Cases) -> Outcome {
    // Predicted are 5.8, 3.8 and 2.8; the errors are -0.8, 0.2 and -2.3.
    let ratings = [rating(0, 0, 5.0), rating(1, 1, 4.0), rating(1, 0, 0.5)];
    for (count, by_hand) in [(1, 0.8), (3, (5.97_f64 / 3.0).sqrt())] {
        let given = format!("{}; ratings {}", in_words(&small()), listed(&ratings[..count]));
        close("RMSE", &(mf.rmse)(&small(), &ratings[..count]), &by_hand, EXACT).given(given)?;
    }
    let (model, ratings) = (random(cases), random_ratings(cases));
    let given = format!("{}; ratings {}", in_words(&model), listed(&ratings));
    close("RMSE", &(mf.rmse)(&model, &ratings), &root_mean_square(&model, &ratings), EXACT).given(given)?;
    // Known pairs and new ones together: predicted are 5.8, 3.8 for a new user and 3.6 for a new pair.
    let ratings = [rating(0, 0, 5.0), rating(9, 0, 0.8), rating(9, 9, 5.6)];
    let given = format!("{}; ratings {}", in_words(&small()), listed(&ratings));
    close("RMSE", &(mf.rmse)(&small(), &ratings), &(13.64_f64 / 3.0).sqrt(), EXACT).given(given)?;
    // Errors of all sizes: small ones do not vanish beside the stars, large ones are not cut.
    let small_error = 2.0_f64.powi(-27);
    for (model, stars, of_one, error) in [
        (tiny(3.0, [0.0, 0.0], [0.0, 0.0]), 3.0 + small_error, 1.0 / small_error, 1.0),
        (tiny(1.3e-9, [0.0, 0.0], [0.0, 0.0]), -3e-9, 1e9, 4.3),
        (tiny(1.234_567_89, [0.0, 0.0], [0.0, 0.0]), 1.0, 1.0, 0.234_567_89),
        (tiny(2.5, [0.1, 0.2], [0.3, 1.0]), -37.3, 1.0, 40.4),
        (tiny(2.5, [0.0, 0.0], [1e3, 1e3]), 0.1, 1.0, 1_000_002.4),
        (tiny(1e8, [0.5, 0.0], [0.0, 0.0]), 1e8 + 0.75, 1.0, 0.25),
    ] {
        let ratings = [rating(0, 0, stars)];
        let given = format!("{}; ratings {}", in_words(&model), listed(&ratings));
        let what = if of_one == 1.0 { "RMSE".to_owned() } else { format!("RMSE, times {of_one:e}") };
        close(&what, &((mf.rmse)(&model, &ratings) * of_one), &error, EXACT).given(given)?;
    }
    let many: Vec<Rating> = (0..1100)
        .map(|n| match n {
            0 => rating(n, n, 7.0),
            1099 => rating(n, n, 2.0 + 1100.0_f64.sqrt()),
            _ => rating(n, n, 2.0),
        })
        .collect();
    let given = "a mean of 2, one user with a bias of 5 and one item; 1100 pairs of users and items of the same number, the \
                 first with 7 stars, the last with 2 and the root of 1100, all others with 2";
    close("RMSE", &(mf.rmse)(&tiny(2.0, [5.0, 0.0], [0.0, 0.0]), &many), &1.0, EXACT).given(given)
}

fn step_by_hand(mf: &Contract, _: &mut Cases) -> Outcome {
    let start = Model {
        mean: 3.0,
        user_biases: array![0.5],
        item_biases: array![-0.5],
        user_factors: array![[1.0, 2.0]],
        item_factors: array![[0.5, -1.0]],
    };
    // 3 + 0.5 - 0.5 - 1.5 = 1.5 is predicted, so the error is 2.
    for (penalty, biases, likes, offers) in
        [(0.0, [0.7, -0.3], [1.1, 1.8], [0.7, -0.6]), (0.5, [0.675, -0.275], [1.05, 1.7], [0.675, -0.55])]
    {
        let mut model = start.clone();
        (mf.step)(&mut model, &rating(0, 0, 3.5), 0.1, penalty);
        has_model_shape(&model, &start)?;
        let by_hand: Array1<f64> = [3.0].into_iter().chain(biases).chain(likes).chain(offers).collect();
        let given = format!("{}; rating (0, 0, 3.5), learning_rate 0.1, penalty {penalty}", in_words(&start));
        close("mean, biases, user's factors, item's factors", &in_one(&model), &by_hand, EXACT).given(given)?;
    }
    // Rates, penalties, errors and numbers of other sizes; the changes are given in the unit of the third column.
    for ((stars, rate, penalty), start, of_one, by_hand) in [
        // An error of 7, and one of -37.3.
        ((10.0, 0.1, 0.3), tiny(2.9, [0.0, 0.0], [0.5, 0.2]), 1.0, [0.7, 0.7, 0.125, 0.344]),
        ((-37.3, 0.01, 0.0), tiny(0.0, [0.0, 0.0], [0.0, 0.0]), 1.0, [-0.373, -0.373, 0.0, 0.0]),
        ((5.0, 1e-7, 0.7), tiny(3.0, [0.0, 0.0], [0.0, 1.0]), 1e7, [2.0, 2.0, 2.0, -0.7]),
        ((4.3e-9, 0.1, 0.0), tiny(0.0, [1.3e-9, 0.0], [0.0, 0.0]), 1e9, [0.3, 0.3, 0.0, 0.0]),
        ((3.0, 0.5, 1e-9), tiny(3.0, [1.0, -1.0], [0.0, 0.0]), 1e9, [-0.5, 0.5, 0.0, 0.0]),
        ((5e6, 0.1, 37.3), tiny(2e6, [3e6, 0.0], [0.0, 1e3]), 1e-3, [-11_190.0, 0.0, 0.0, -3.73]),
    ] {
        let (mut model, rated) = (turned(start.clone()), rating(0, 0, stars));
        (mf.step)(&mut model, &rated, rate, penalty);
        let given = format!("{}; rating (0, 0, {stars}), learning_rate {rate}, penalty {penalty}", in_words(&start));
        has_model_shape(&model, &start).given(&given)?;
        let changes = (in_one(&model) - in_one(&start)) * of_one;
        let by_hand: Array1<f64> = [0.0].into_iter().chain(by_hand).collect();
        let what = "changes of the mean, the biases, the user's factor, the item's factor";
        let what = if of_one == 1.0 { what.to_owned() } else { format!("{what}, times {of_one:e}") };
        close(&what, &changes, &by_hand, if of_one == 1.0 { EXACT } else { 2e-7 }).given(given)?;
    }
    let start = tiny(1.234_567_89, [0.123_456_78, -0.1], [0.5, 0.2]);
    let (rated, rate, penalty) = (rating(0, 0, 4.123_456_789), 0.123_456_789, 0.234_567_891);
    let (mut model, mut moved) = (start.clone(), start.clone());
    (mf.step)(&mut model, &rated, rate, penalty);
    stepped(&mut moved, &rated, rate, penalty);
    let given =
        format!("{}; rating (0, 0, {}), learning_rate {rate}, penalty {penalty}", in_words(&start), rated.stars);
    is_model(&model, &moved).given(given)
}

/// The slopes are measured, so that no formula is needed to find them.
fn step_goes_downhill(mf: &Contract, cases: &mut Cases) -> Outcome {
    const CHANGE: f64 = 1e-3;
    const RATE: f64 = 0.1;
    for penalty in [0.0, 0.3] {
        let start = random(cases);
        let rating = rating(cases.index(0..3), cases.index(0..3), cases.index(1..11) as f64 / 2.0);
        let slope = |number: usize| {
            let moved = |change: f64| {
                let mut moved = start.clone();
                *numbers_of(&mut moved, &rating)[number] += change;
                penalised(&moved, &rating, penalty)
            };
            (moved(CHANGE) - moved(-CHANGE)) / (2.0 * CHANGE)
        };
        let moves = Array1::from_shape_fn(6, |number| -RATE * slope(number));

        let (mut before, mut after) = (start.clone(), start.clone());
        (mf.step)(&mut after, &rating, RATE, penalty);
        let given = format!(
            "{}; rating ({}, {}, {}), learning_rate {RATE}, penalty {penalty}",
            in_words(&start),
            rating.user,
            rating.item,
            rating.stars
        );
        has_model_shape(&after, &start).given(&given)?;
        let numbers = |model: &mut Model| numbers_of(model, &rating).iter().map(|number| **number).collect();
        let (before, after): (Array1<f64>, Array1<f64>) = (numbers(&mut before), numbers(&mut after));
        close("changes of user's bias, item's bias, user's factors, item's factors", &(after - before), &moves, 1e-7)
            .given(given)?;
    }
    Ok(())
}

fn step_is_local(mf: &Contract, cases: &mut Cases) -> Outcome {
    for (user, item) in [(0, 2), (2, 1), (1, 0)] {
        let (start, stars) = (random(cases), 4.5);
        let mut model = start.clone();
        (mf.step)(&mut model, &rating(user, item, stars), 0.1, 0.2);
        let given = format!("{}; rating ({user}, {item}, {stars}), learning_rate 0.1, penalty 0.2", in_words(&start));
        has_model_shape(&model, &start).given(&given)?;
        // Who moves nothing at all leaves everybody alone, too.
        if model == start {
            let mut moved = start.clone();
            stepped(&mut moved, &rating(user, item, stars), 0.1, 0.2);
            is_model(&model, &moved).given(&given)?;
        }
        identical("mean", &model.mean, &start.mean).given(&given)?;
        for (what, after, before, moved) in [
            ("other users' factors", &model.user_factors, &start.user_factors, user),
            ("other items' factors", &model.item_factors, &start.item_factors, item),
        ] {
            identical(what, &without_row(after, moved), &without_row(before, moved)).given(&given)?;
        }
        for (what, after, before, moved) in [
            ("other users' biases", &model.user_biases, &start.user_biases, user),
            ("other items' biases", &model.item_biases, &start.item_biases, item),
        ] {
            identical(what, &without_row(after, moved), &without_row(before, moved)).given(&given)?;
        }
    }
    Ok(())
}

fn without_row<D: RemoveAxis>(table: &Array<f64, D>, row: usize) -> Array<f64, D> {
    let others: Vec<usize> = (0..table.len_of(Axis(0))).filter(|other| *other != row).collect();
    table.select(Axis(0), &others)
}

fn passes_in_order(mf: &Contract, cases: &mut Cases) -> Outcome {
    let (start, ratings) = (random(cases), random_ratings(cases));
    let (train, validation) = ratings.split_at(6);
    let forward: Vec<usize> = (0..6).collect();
    let backward: Vec<usize> = (0..6).rev().collect();
    for orders in [vec![backward.clone()], vec![forward, backward], vec![cases.permutation(6), cases.permutation(6)]] {
        let training = fitted(mf, &start, [train, validation], &orders)?;
        let (model, ..) = trained(&start, [train, validation], &orders, (RATE, PENALTY));
        is_model(&training.model, &model).given(in_full(&start, [train, validation], &orders))?;
    }
    every_pass_is_taken(mf)
}

/// Whatever the errors do meanwhile: hardly anything moves, the validation error rises from the first pass on, the
/// training error rises, or has reached its end.
fn every_pass_is_taken(mf: &Contract) -> Outcome {
    let (train, validation) = ([rating(0, 0, 5.0)], [rating(0, 0, -3e6)]);
    let start = tiny(3.0, [1.3e-9, -2.4e-9], [0.1 + 3.2e-9, 0.2]);
    for (rate, penalty, n_passes, of_one) in
        [(1e-7, 0.0, 5, 1e7), (1e-12, 0.0, 5, 1e12), (0.01, 0.0, 40, 1.0), (1.0, 0.0, 4, 1.0), (0.2, 0.1, 60, 1.0)]
    {
        let orders = vec![vec![0]; n_passes];
        let training = (mf.fit)(&start, &train, &validation, &orders, rate, penalty);
        let given = format!(
            "start: {}; train {}; validation {}; {n_passes} orders [0]; learning_rate {rate}, penalty {penalty}",
            in_words(&start),
            listed(&train),
            listed(&validation)
        );
        has_model_shape(&training.model, &start).given(&given)?;
        let (model, on_train, on_validation) = trained(&start, [&train, &validation], &orders, (rate, penalty));
        let moved = |model: &Model| (in_one(model) - in_one(&start)) * of_one;
        let what = "changes of the mean, the biases, the user's factor, the item's factor";
        let what = if of_one == 1.0 { what.to_owned() } else { format!("{what}, times {of_one:e}") };
        // A billionth in the errors tells a pass that was left out from rounding.
        close(&what, &moved(&training.model), &moved(&model), if of_one > 1e9 { 2e-3 } else { 1e-7 }).given(&given)?;
        close("train_errors", &training.train_errors, &on_train, EXACT).given(&given)?;
        close("validation_errors", &training.validation_errors, &on_validation, EXACT).given(given)?;
    }
    let train: Vec<Rating> = (0..1100).map(|n| rating(0, 0, if n < 1000 { 3.0 } else { 4e6 })).collect();
    let start = tiny(3.0, [0.0, 0.0], [0.0, 0.0]);
    let orders = [(0..1100).collect::<Vec<usize>>()];
    let training = (mf.fit)(&start, &train, &validation, &orders, 0.01, 0.0);
    let given = "1100 ratings of one item by one user, 1000 times 3 stars and then 4e6; a mean of 3, and all else 0; one \
                 order, that of the list; learning_rate 0.01, penalty 0";
    has_model_shape(&training.model, &start).given(given)?;
    let (model, ..) = trained(&start, [&train, &validation], &orders, (0.01, 0.0));
    close(
        "the mean, the biases, the user's factor, the item's factor",
        &in_one(&training.model),
        &in_one(&model),
        EXACT,
    )
    .given(given)
}

fn errors_on_the_way(mf: &Contract, cases: &mut Cases) -> Outcome {
    let (start, ratings) = (random(cases), random_ratings(cases));
    let (train, validation) = ratings.split_at(5);
    for n_passes in [0, 1, 4] {
        let orders: Vec<Vec<usize>> = (0..n_passes).map(|_| cases.permutation(5)).collect();
        let given = in_full(&start, [train, validation], &orders);
        let training = fitted(mf, &start, [train, validation], &orders)?;
        let (_, on_train, on_validation) = trained(&start, [train, validation], &orders, (RATE, PENALTY));
        close("train_errors", &training.train_errors, &on_train, EXACT).given(&given)?;
        close("validation_errors", &training.validation_errors, &on_validation, EXACT).given(&given)?;
    }
    // The validation ratings of somebody new, of something new, and of a known pair; stars of any size.
    let validation = [rating(9, 1, 4.387_654_321), rating(1, 9, -0.7), rating(0, 2, 3.7), rating(9, 9, 0.1)];
    let train = [rating(0, 2, 4.123_456_789), rating(1, 0, -1.3), rating(0, 0, 12.5)];
    let orders = vec![vec![2, 0, 1], vec![1, 2, 0]];
    let given = in_full(&small(), [&train, &validation], &orders);
    let training = fitted(mf, &turned(small()), [&train, &validation], &orders)?;
    has_shape("train_errors", &training.train_errors, &[3]).given(&given)?;
    has_shape("validation_errors", &training.validation_errors, &[3]).given(&given)?;
    let mut model = small();
    for (pass, order) in [vec![], orders[0].clone(), orders[1].clone()].into_iter().enumerate() {
        order.into_iter().for_each(|number| stepped(&mut model, &train[number], RATE, PENALTY));
        let predicted =
            [model.mean + model.item_biases[1], model.mean + model.user_biases[1], expected(&model, 0, 2), model.mean];
        let squares = validation.iter().zip(predicted).map(|(rating, stars)| (rating.stars - stars).powi(2));
        let error = (squares.sum::<f64>() / 4.0).sqrt();
        close("train error", &training.train_errors[pass], &root_mean_square(&model, &train), EXACT)
            .given(format!("{given}; after {pass} passes"))?;
        close("validation error", &training.validation_errors[pass], &error, EXACT)
            .given(format!("{given}; after {pass} passes"))?;
    }
    // In any unit.
    for unit in [1e-9, 1e7] {
        let start = tiny(1.3 * unit, [0.7 * unit, -0.2 * unit], [0.0, 0.0]);
        let (train, validation) = ([rating(0, 0, 2.9 * unit)], [rating(0, 0, -2.4 * unit)]);
        let orders = [vec![0]];
        let given = in_full(&start, [&train, &validation], &orders);
        let training = fitted(mf, &start, [&train, &validation], &orders)?;
        let (_, on_train, on_validation) = trained(&start, [&train, &validation], &orders, (RATE, PENALTY));
        for (what, got, expected) in [
            ("train_errors", &training.train_errors, on_train),
            ("validation_errors", &training.validation_errors, on_validation),
        ] {
            close(&format!("{what}, divided by {unit:e}"), &(got / unit), &(expected / unit), EXACT).given(&given)?;
        }
    }
    Ok(())
}

/// Compares what was learned beside some validation ratings with what is learned beside others, to the last bit.
fn validation_teaches_nothing(mf: &Contract, cases: &mut Cases) -> Outcome {
    let (start, ratings) = (random(cases), random_ratings(cases));
    let (train, validation) = ratings.split_at(6);
    let orders = vec![cases.permutation(6), cases.permutation(6), cases.permutation(6)];
    let given = in_full(&start, [train, validation], &orders);
    let before = fitted(mf, &start, [train, validation], &orders)?;
    finite("model", &in_one(&before.model)).given(&given)?;
    // Who learns nothing at all learns nothing from them, too.
    if before.model == start {
        is_model(&before.model, &trained(&start, [train, validation], &orders, (RATE, PENALTY)).0).given(&given)?;
    }
    has_shape("train_errors", &before.train_errors, &[4]).given(&given)?;
    let opposite: Vec<Rating> = validation.iter().map(|r| rating(r.user, r.item, 5.5 - r.stars)).collect();
    // Predicted without an error by the first model, and by the last one.
    let (user, item) = (train[0].user, train[0].item);
    let end = trained(&start, [train, validation], &orders, (RATE, PENALTY)).0;
    let tenth = |stars: f64| (stars * 10.0).round() / 10.0;
    let [early, late] = [&start, &end].map(|model| vec![rating(user, item, tenth(expected(model, user, item)))]);
    for other in [opposite, early, late] {
        let given = format!("{given}; then the validation ratings {}", listed(&other));
        let after = fitted(mf, &start, [train, &other], &orders)?;
        is_same_model(&after.model, &before.model).given(&given)?;
        has_shape("train_errors", &after.train_errors, &[4]).given(&given)?;
        is_unchanged("train_errors", &after.train_errors, &before.train_errors).given(&given)?;
    }
    Ok(())
}

/// To the last bit, one part after the other.
fn is_same_model(after: &Model, before: &Model) -> Outcome {
    is_unchanged("mean", &array![after.mean], &array![before.mean])?;
    is_unchanged("user_biases", &after.user_biases, &before.user_biases)?;
    is_unchanged("item_biases", &after.item_biases, &before.item_biases)?;
    is_unchanged("user_factors", &after.user_factors, &before.user_factors)?;
    is_unchanged("item_factors", &after.item_factors, &before.item_factors)
}

/// The difference is compared, and not the numbers themselves: of these the last digits are everybody's own.
fn is_unchanged<D: RemoveAxis>(what: &str, after: &Array<f64, D>, before: &Array<f64, D>) -> Outcome {
    let change = after - before;
    close(&format!("change of {what}"), &change, &change.mapv(|_| 0.0), 0.0)
}

fn zero_factors_are_biases(mf: &Contract, cases: &mut Cases) -> Outcome {
    let start = Model { user_factors: Array2::zeros((3, 2)), item_factors: Array2::zeros((3, 2)), ..random(cases) };
    let ratings = random_ratings(cases);
    let orders = vec![cases.permutation(9), cases.permutation(9)];
    let training = fitted(mf, &start, [&ratings, &ratings], &orders)?;
    let (mut user_biases, mut item_biases) = (start.user_biases.clone(), start.item_biases.clone());
    for Rating { user, item, stars } in orders.iter().flatten().map(|number| ratings[*number]) {
        let error = stars - (start.mean + user_biases[user] + item_biases[item]);
        user_biases[user] += RATE * (error - PENALTY * user_biases[user]);
        item_biases[item] += RATE * (error - PENALTY * item_biases[item]);
    }
    is_model(&training.model, &Model { user_biases, item_biases, ..start.clone() }).given(in_full(
        &start,
        [&ratings, &ratings],
        &orders,
    ))
}

/// Stars made of a mean, biases and one factor; what was held out must come out of what was not.
fn finds_what_was_planted(mf: &Contract, cases: &mut Cases) -> Outcome {
    const N_PASSES: usize = 10;
    let (train, held_out) = planted(cases);
    let start = Model {
        mean: 3.0,
        user_biases: Array1::zeros(USERS),
        item_biases: Array1::zeros(ITEMS),
        user_factors: small_factors(USERS, cases),
        item_factors: small_factors(ITEMS, cases),
    };
    let orders: Vec<Vec<usize>> = (0..N_PASSES).map(|_| cases.permutation(train.len())).collect();
    let given = format!(
        "{} of the {} stars that {USERS} users gave {ITEMS} items, all made of a mean, biases and one factor; \
         {N_PASSES} passes, learning_rate 0.15, penalty 0; RMSE at the start {:.2}",
        train.len(),
        USERS * ITEMS,
        root_mean_square(&start, &held_out)
    );
    let training = (mf.fit)(&start, &train, &held_out, &orders, 0.15, 0.0);
    has_model_shape(&training.model, &start).given(&given)?;
    at_most("RMSE of the model on the held-out stars", root_mean_square(&training.model, &held_out), 0.01).given(given)
}

const RATE: f64 = 0.098_765_432_1;
const PENALTY: f64 = 0.212_345_678_9;

fn fitted(
    mf: &Contract,
    start: &Model,
    [train, validation]: [&[Rating]; 2],
    orders: &[Vec<usize>],
) -> Result<Training, Failure> {
    let training = (mf.fit)(start, train, validation, orders, RATE, PENALTY);
    has_model_shape(&training.model, start).given(in_full(start, [train, validation], orders))?;
    Ok(training)
}

fn in_full(start: &Model, [train, validation]: [&[Rating]; 2], orders: &[Vec<usize>]) -> String {
    format!(
        "start: {}; train {}; validation {}; orders {orders:?}; learning_rate {RATE}, penalty {PENALTY}",
        in_words(start),
        listed(train),
        listed(validation)
    )
}
