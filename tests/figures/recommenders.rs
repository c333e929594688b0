//! The track Recommenders.

use mlings::datasets;
use mlings::datasets::{InvoiceLine, films, invoice_lines, movies, ratings};
use mlings::{also_bought, content_based, matrix_factorization, neighbours, ranking};
use ndarray::{Array1, Array2, Axis, array};
use serde_json::Value;

use crate::{assert_close, fixture, list, rows, vector};

#[test]
fn content_based_agrees_with_scikit_learn() {
    let figures = fixture("content_based.json");
    let functions = content_based::EXERCISE.functions;
    let films = films().expect("the films");
    let features = |film: &datasets::Film| {
        (functions.features)(film.genres.as_deref().unwrap_or_default(), &film.country, film.year)
    };
    let items: Vec<Vec<String>> = films.iter().map(features).collect();
    let vocabulary = (functions.fit)(&items);
    assert_eq!(Value::from(vocabulary.features.clone()), figures["features"]);
    assert_close(&vocabulary.idf, &vector(&figures["idf"]), "idf");
    let rows = (functions.transform)(&items, &vocabulary);
    let sums: Array1<f64> = rows.rows().into_iter().step_by(100).map(|row| row.sum()).collect();
    assert_close(&sums, &vector(&figures["row_sums"]), "sums of rows");

    let wanted: Vec<Vec<String>> = list(&figures["wanted"], 3).iter().map(list_of_words).collect();
    let similarity = (functions.similarity)((functions.transform)(&wanted, &vocabulary).view(), rows.view());
    for (row, (expected, best)) in list(&figures["similarity"], 3).iter().zip(list(&figures["best"], 3)).enumerate() {
        let similarity = similarity.row(row);
        assert_close(&similarity.iter().step_by(20).copied().collect(), &vector(expected), "similarity");
        let shown = (functions.recommend)(similarity, &[], 10);
        // Nothing is wanted in the last row, so nothing is shown.
        let best = vector(best).into_iter().filter(|best| *best > 0.0).collect();
        assert_close(&shown.iter().map(|film| similarity[*film]).collect(), &best, "best");
    }
}

#[test]
fn also_bought_agrees_with_pandas() {
    let figures = fixture("also_bought.json");
    let functions = also_bought::EXERCISE.functions;
    let line = |line: &InvoiceLine| also_bought::Line {
        invoice: line.invoice.clone(),
        article: line.stock_code.to_uppercase(),
        quantity: line.quantity,
    };
    let lines: Vec<also_bought::Line> = invoice_lines().expect("the lines").iter().map(line).collect();
    let baskets = (functions.baskets)(&lines, rows(&Value::from(vec![figures["min_baskets"].clone()]))[0]);
    assert_eq!(Some(baskets.bought.nrows() as u64), figures["baskets"].as_u64());
    assert_eq!(baskets.articles, list_of_words(&figures["articles"]));
    let together = (functions.together)(baskets.bought.view());
    assert_close(&together.diag().to_owned(), &vector(&figures["n_with"]), "baskets with an article");
    assert_close(&together.sum_axis(Axis(1)), &vector(&figures["together_row_sums"]), "together");
    let lift = (functions.lift)(together.view(), baskets.bought.nrows());
    assert_close(&lift.sum_axis(Axis(1)), &vector(&figures["lift_row_sums"]), "lift");
    assert_close(&lift.row(0).to_owned(), &vector(&figures["lift_of_the_first"]), "lift of the first");
    for (article, expected) in list(&figures["shown_lifts"], baskets.articles.len()).iter().enumerate() {
        let shown = (functions.also_bought)(article, together.view(), lift.view(), 6, 3);
        let lifts: Array1<f64> = shown.iter().map(|other| lift[[article, *other]]).collect();
        let expected: Array1<f64> = expected.as_array().expect("a list").iter().filter_map(Value::as_f64).collect();
        assert_close(&lifts, &expected, "lifts of what is shown");
    }
}

fn list_of_words(value: &Value) -> Vec<String> {
    let words = value.as_array().expect("a list").iter();
    words.map(|word| word.as_str().expect("a word").to_owned()).collect()
}

#[test]
fn ranking_agrees_with_numpy_and_scikit_learn() {
    let figures = fixture("ranking.json");
    let functions = ranking::EXERCISE.functions;
    let movies = movies().expect("the films");
    let number_of = |movie_id: u32| movies.iter().position(|movie| movie.movie_id == movie_id).expect("a film");
    let rating = |rating: &datasets::Rating| ranking::Rating {
        user: rating.user_id as usize - 1,
        item: number_of(rating.movie_id),
        stars: rating.rating,
        time: rating.timestamp,
    };
    let ratings: Vec<ranking::Rating> = ratings().expect("the ratings").iter().map(rating).collect();
    let split = (functions.split_by_time)(&ratings, figures["test_share"].as_f64().expect("a share")).expect("a split");
    assert_eq!(rows(&figures["sizes"]), [split.train.len(), split.test.len()]);
    assert_eq!(figures["moment"].as_u64(), split.test.iter().map(|rating| rating.time).min());

    let likes = (functions.popularity)(&split.train, movies.len());
    assert_close(&likes, &vector(&figures["likes"]), "likes");
    let (mut sums, mut counts) = (Array1::<f64>::zeros(movies.len()), Array1::<f64>::zeros(movies.len()));
    for rating in &split.train {
        sums[rating.item] += rating.stars;
        counts[rating.item] += 1.0;
    }
    let all = sums.sum() / counts.sum();
    let mean =
        Array1::from_shape_fn(movies.len(), |item| if counts[item] > 0.0 { sums[item] / counts[item] } else { all });
    let n_users = ratings.iter().map(|rating| rating.user + 1).max().expect("users");
    for (scores, expected) in [(likes, &figures["by_likes"]), (mean, &figures["by_mean"])] {
        let scores = scores.broadcast((n_users, movies.len())).expect("a row for every user");
        for (k, expected) in rows(&figures["k"]).into_iter().zip(list(expected, 3)) {
            let quality = (functions.evaluate)(scores, &split, k).expect("users with likes");
            assert_eq!(Some(quality.users as u64), figures["users"].as_u64());
            let measured = array![quality.precision, quality.recall, quality.average_precision, quality.ndcg];
            assert_close(&measured, &vector(expected), "precision, recall, average precision, NDCG");
        }
    }
}

#[test]
fn neighbours_agree_with_numpy_and_scipy() {
    let figures = fixture("neighbours.json");
    let whole = |name: &str| figures[name].as_u64().expect("a whole number") as usize;
    let busiest = datasets::busiest(whole("n_movies"), whole("n_users")).expect("the ratings");
    let (later, earlier): (Vec<datasets::BusyRating>, Vec<_>) = busiest.ratings.iter().partition(|from| from.is_late);
    assert_eq!(later.len(), whole("validation_rows"));
    let mut ratings = Array2::from_elem((whole("n_users"), whole("n_movies")), f64::NAN);
    earlier.iter().for_each(|from| ratings[[from.user, from.movie]] = from.stars);

    let functions = neighbours::EXERCISE.functions;
    let shrinkage = figures["shrinkage"].as_f64().expect("a number");
    let model = (functions.fit)(ratings.view(), shrinkage).expect("ratings");
    assert_close(&model.means, &vector(&figures["means"]), "means");
    let first: Array1<f64> = model.similarities.iter().take(5 * whole("n_users")).copied().collect();
    assert_close(&first, &vector(&figures["similarities"]), "similarities");
    let sum = figures["sum_of_similarities"].as_f64().expect("a number");
    assert_close(&array![model.similarities.sum()], &array![sum], "sum of the similarities");
    let rmse = |k: f64| {
        let square = |from: &datasets::BusyRating| {
            ((functions.predict)(&model, from.user, from.movie, k as usize) - from.stars).powi(2)
        };
        (later.iter().map(square).sum::<f64>() / later.len() as f64).sqrt()
    };
    assert_close(&vector(&figures["k"]).mapv(rmse), &vector(&figures["errors"]), "errors");
}

#[test]
fn matrix_factorization_agrees_with_numpy() {
    let figures = fixture("matrix_factorization.json");
    let whole = |name: &str| figures[name].as_u64().expect("a whole number") as usize;
    let (n_users, n_movies, n_factors) = (whole("n_users"), whole("n_movies"), whole("n_factors"));
    let busiest = datasets::busiest(n_movies, n_users).expect("the ratings");
    let [train, later] = [false, true].map(|is_late| {
        let part = busiest.ratings.iter().filter(|rating| rating.is_late == is_late);
        let rating = |from: &datasets::BusyRating| matrix_factorization::Rating {
            user: from.user,
            item: from.movie,
            stars: from.stars,
        };
        part.map(rating).collect::<Vec<_>>()
    });
    assert_eq!([train.len(), later.len()], [whole("train_rows"), whole("validation_rows")]);
    let start = |rows: usize, n_factors: usize| {
        Array2::from_shape_fn((rows, n_factors), |(i, j)| (((7 * i + 3 * j) % 11) as f64 - 5.0) / 25.0)
    };
    let orders: Vec<Vec<usize>> = (0..whole("n_passes"))
        .map(|pass| (0..train.len()).map(|k| (k * 1001 + pass) % train.len()).collect())
        .collect();
    let functions = matrix_factorization::EXERCISE.functions;
    let trained = |n_factors: usize| {
        let (users, movies) = (start(n_users, n_factors), start(n_movies, n_factors));
        let model = (functions.untrained)(&train, users.view(), movies.view()).expect("ratings");
        let number = |name: &str| figures[name].as_f64().expect("a number");
        (functions.fit)(&model, &train, &later, &orders, number("learning_rate"), number("penalty"))
    };
    let training = trained(n_factors);
    let expected = |name: &str| vector(&figures[name]);
    assert_close(&training.model.user_biases, &expected("user_biases"), "user biases");
    assert_close(&training.model.item_biases, &expected("item_biases"), "item biases");
    assert_close(&training.model.item_factors.flatten().to_owned(), &expected("item_factors"), "item factors");
    assert_close(&training.train_errors, &expected("train_errors"), "train errors");
    assert_close(&training.validation_errors, &expected("validation_errors"), "validation errors");
    assert_close(&trained(0).validation_errors, &expected("biases_alone"), "biases alone");
}
