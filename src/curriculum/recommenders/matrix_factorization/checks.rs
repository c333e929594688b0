//! What is graded.

use ndarray::{Array, Array1, Array2, Axis, RemoveAxis, array};

use super::oracles::{
    EXACT, ITEMS, USERS, expected, has_model_shape, in_one, in_words, is_model, listed, numbers_of, penalised, planted,
    random, random_ratings, rating, root_mean_square, small, small_factors, stepped, trained,
};
use super::{Contract, Model, NoRatings, Rating, Training};
use mlings_grading::compare::{answer, at_most, close, finite, has_shape, identical, refuses_numbers, shown};
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "a prediction is the mean, two biases and the factors' product", points: 10, run: predicts },
    Check { name: "somebody new gets the mean and the bias that is known", points: 10, run: cold_start },
    Check { name: "the untrained model has the ratings' mean and no biases", points: 6, run: untrained_by_hand },
    Check { name: "who has no rating has factors of 0", points: 8, run: unrated_are_zero },
    Check { name: "no ratings at all are an error", points: 4, run: no_ratings_are_an_error },
    Check { name: "the RMSE is the root of the mean squared error", points: 6, run: rmse_by_hand },
    Check { name: "a step moves biases and factors as worked by hand", points: 10, run: step_by_hand },
    Check { name: "every move is the slope of the penalised error, downhill", points: 9, run: step_goes_downhill },
    Check { name: "a step leaves the mean and everybody else alone", points: 7, run: step_is_local },
    Check { name: "every pass takes the ratings in its own order", points: 8, run: passes_in_order },
    Check {
        name: "both errors are there before the first pass and after every one",
        points: 8,
        run: errors_on_the_way,
    },
    Check { name: "the validation ratings never change what is learned", points: 7, run: validation_teaches_nothing },
    Check { name: "factors of 0 stay 0 and leave the biases to learn", points: 3, run: zero_factors_are_biases },
    Check { name: "finds the factor that was planted", points: 4, run: finds_what_was_planted },
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
    Ok(())
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
    // The mean of the items' means would be 3.5.
    let ratings = [rating(0, 0, 5.0), rating(1, 0, 4.0), rating(2, 0, 3.0), rating(0, 1, 3.0), rating(1, 1, 3.0)];
    let (users, items) = (array![[0.1], [0.2], [-0.1]], array![[0.3], [-0.2]]);
    let given = format!("ratings {}, user_factors {}, item_factors {}", listed(&ratings), shown(&users), shown(&items));
    let model = answer("untrained", (mf.untrained)(&ratings, users.view(), items.view())).given(&given)?;
    let start = Model {
        mean: 3.6,
        user_biases: Array1::zeros(3),
        item_biases: Array1::zeros(2),
        user_factors: users,
        item_factors: items,
    };
    is_model(&model, &start).given(given)
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
    close("RMSE", &(mf.rmse)(&model, &ratings), &root_mean_square(&model, &ratings), EXACT).given(given)
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
    Ok(())
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
    Ok(())
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
    let [early, late] = [&start, &before.model].map(|model| vec![rating(user, item, expected(model, user, item))]);
    for other in [opposite, early, late] {
        let given = format!("{given}; then the validation ratings {}", listed(&other));
        let after = fitted(mf, &start, [train, &other], &orders)?;
        is_same_model(&after.model, &before.model).given(&given)?;
        identical("train_errors as before", &after.train_errors, &before.train_errors).given(&given)?;
    }
    Ok(())
}

/// To the last bit, one part after the other.
fn is_same_model(after: &Model, before: &Model) -> Outcome {
    identical("mean as before", &after.mean, &before.mean)?;
    identical("user_biases as before", &after.user_biases, &before.user_biases)?;
    identical("item_biases as before", &after.item_biases, &before.item_biases)?;
    identical("user_factors as before", &after.user_factors, &before.user_factors)?;
    identical("item_factors as before", &after.item_factors, &before.item_factors)
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

const RATE: f64 = 0.1;
const PENALTY: f64 = 0.2;

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
