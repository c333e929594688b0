//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;
use ndarray::{Array1, Array2};

use super::solution::{fit, predict, rmse, step, untrained};
use super::{Contract, Model, SOLUTION, Training};
use mlings_grading::Mistake;

/// A learner's file in which this one part is wrong, and the others are made of it.
macro_rules! with {
    (predict: $predict:expr) => {
        Contract {
            predict: $predict,
            rmse: |model, ratings| rmse_by($predict, model, ratings),
            step: |model, rating, rate, penalty| step_by($predict, model, rating, rate, penalty),
            fit: |start, train, validation, orders, rate, penalty| {
                let parts = Contract {
                    rmse: |model, ratings| rmse_by($predict, model, ratings),
                    step: |model, rating, rate, penalty| step_by($predict, model, rating, rate, penalty),
                    ..SOLUTION
                };
                passes(&parts, start, [train, validation], orders, rate, penalty)
            },
            ..SOLUTION
        }
    };
    ($part:ident: $wrong:expr) => {
        Contract {
            $part: $wrong,
            fit: |start, train, validation, orders, rate, penalty| {
                let parts = Contract { $part: $wrong, ..SOLUTION };
                passes(&parts, start, [train, validation], orders, rate, penalty)
            },
            ..SOLUTION
        }
    };
}

/// A learner's file in which `fit` alone is wrong.
macro_rules! fit {
    ($fit:expr) => {
        Contract { fit: $fit, ..SOLUTION }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "looks up the row of somebody who has none",
        advice: "Tomorrow somebody signs up, and their number is larger than all that you know. What should they see on the first page?",
        attempts: &[
            with!(predict: finds_everybody),
            with!(predict: |model, user, item| rows_too_many(model, user, item, [1, 1])),
            with!(predict: |model, user, item| rows_too_many(model, user, item, [1, 0])),
            with!(predict: |model, user, item| rows_too_many(model, user, item, [0, 1])),
        ],
    },
    Mistake {
        name: "gives up on the pair when one of the two is new",
        advice: "A new user asks about a film that everybody loves. Is there nothing that you know about this pair?",
        attempts: &[
            with!(predict: forgets_the_known_half),
            with!(predict: |model, user, item| forgets_a_half(model, user, item, true)),
            with!(predict: |model, user, item| forgets_a_half(model, user, item, false)),
        ],
    },
    Mistake {
        name: "predicts 0 stars for what is new",
        advice: "A new film would stand below the worst one that you know. What do people give on the average, when nothing else is known?",
        attempts: &[with!(predict: nothing_for_the_new)],
    },
    Mistake {
        name: "cuts predictions off at the stars that there are",
        advice: "That may be right for the page that shows them. What becomes of the error, and of the slopes, once two predictions look the same?",
        attempts: &[
            with!(predict: |model, user, item| predict(model, user, item).clamp(0.5, 5.0)),
            with!(predict: |model, user, item| predict(model, user, item).clamp(1.0, 5.0)),
            with!(predict: |model, user, item| predict(model, user, item).clamp(0.0, 5.0)),
            with!(predict: |model, user, item| predict(model, user, item).min(5.0)),
            with!(predict: |model, user, item| predict(model, user, item).max(0.5)),
            with!(predict: |model, user, item| predict(model, user, item).max(0.0)),
            with!(predict: |model, user, item| predict(model, user, item).clamp(-1e6, 1e6)),
            Contract { predict: |model, user, item| predict(model, user, item).clamp(0.5, 5.0), ..SOLUTION },
        ],
    },
    Mistake {
        name: "predicts without a bias",
        advice: "Some users are generous and some films are loved by all. Which numbers of the model say so, and where do they enter?",
        attempts: &[
            with!(predict: |model, user, item| predict(&without_biases(model), user, item)),
            with!(predict: |model, user, item| predict(&Model { user_biases: &model.user_biases * 0.0, ..model.clone() }, user, item)),
            with!(predict: |model, user, item| predict(&Model { item_biases: &model.item_biases * 0.0, ..model.clone() }, user, item)),
        ],
    },
    Mistake {
        name: "forgets the mean of all ratings",
        advice: "Try a model in which all biases and factors are 0. What does it predict, and what do people give?",
        attempts: &[with!(predict: |model, user, item| predict(model, user, item) - model.mean)],
    },
    Mistake {
        name: "leaves out the root",
        advice: "Your number is in squared stars. Which unit should an error have that people are to compare with a rating?",
        attempts: &[
            with!(rmse: |model, ratings| rmse(model, ratings).powi(2)),
            Contract { rmse: |model, ratings| rmse(model, ratings).powi(2), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes the mean of the absolute errors",
        advice: "That is a good measure, but another one. Does one error of 2 stars count as much as two errors of 1?",
        attempts: &[with!(rmse: mean_absolute_error)],
    },
    Mistake {
        name: "does not take the mean before the root",
        advice: "Give every rating twice, and the error should stay. What comes before the root, and what after?",
        attempts: &[
            with!(rmse: |model, ratings| rmse(model, ratings) / (ratings.len() as f64).sqrt()),
            with!(rmse: |model, ratings| rmse(model, ratings) * (ratings.len() as f64).sqrt()),
        ],
    },
    Mistake {
        name: "leaves those that are new out of the RMSE",
        advice: "Whoever is new gets a prediction as well, and it may be wrong. Over which ratings does the task take the mean?",
        attempts: &[
            with!(rmse: |model, ratings| rmse_of(model, ratings, |model, rating| is_known(model, rating.user, rating.item))),
            with!(rmse: |model, ratings| rmse_of(model, ratings, |model, rating| rating.user < model.user_biases.len())),
            with!(rmse: |model, ratings| rmse_of(model, ratings, |model, rating| rating.item < model.item_biases.len())),
        ],
    },
    Mistake {
        name: "multiplies the squared errors out, or adds them up in single precision",
        advice: "Two large numbers are taken from each other, and what is left is small. How many of its digits are right?",
        attempts: &[
            with!(rmse: multiplied_out),
            with!(rmse: |model, ratings| f64::from(rmse(model, ratings) as f32)),
            with!(rmse: in_single_precision),
        ],
    },
    Mistake {
        name: "divides the squared errors by one less than there are ratings",
        advice: "A variance with a mean of its own loses one. Of how many errors is the mean to be taken here?",
        attempts: &[with!(rmse: |model, ratings| {
            let n = ratings.len() as f64;
            rmse(model, ratings) * (n / (n - 1.0).max(1.0)).sqrt()
        })],
    },
    Mistake {
        name: "cuts off large errors",
        advice: "A rating that surprises the model most has the most to teach. What does the formula do with an error of 7?",
        attempts: &[
            with!(step: |model, rating, rate, penalty| cut_error(model, rating, rate, penalty, 5.0)),
            with!(step: |model, rating, rate, penalty| cut_error(model, rating, rate, penalty, 4.5)),
            with!(step: |model, rating, rate, penalty| cut_error(model, rating, rate, penalty, 1.0)),
            with!(step: |model, rating, rate, penalty| cut_error(model, rating, rate, penalty, 2.0)),
            with!(step: |model, rating, rate, penalty| cut_error(model, rating, rate, penalty, 10.0)),
            Contract { step: |model, rating, rate, penalty| cut_error(model, rating, rate, penalty, 5.0), ..SOLUTION },
            fit!(|start, train, validation, orders, rate, penalty| {
                let parts = Contract {
                    step: |model, rating, rate, penalty| cut_error(model, rating, rate, penalty, 5.0),
                    ..SOLUTION
                };
                passes(&parts, start, [train, validation], orders, rate, penalty)
            }),
        ],
    },
    Mistake {
        name: "moves one side's factors before the other side has used them",
        advice: "All slopes belong to one place. When you take those of the second side, does the first still stand where the error was measured?",
        attempts: &[with!(step: user_first), with!(step: item_first)],
    },
    Mistake {
        name: "measures the error anew between the moves",
        advice: "The biases have moved, and now the error is another one. Which model do all slopes of one step belong to?",
        attempts: &[with!(step: error_anew)],
    },
    Mistake {
        name: "lets the mean move with the biases",
        advice: "The mean is a fact about the training ratings, and not one of the numbers that are fitted. Who may change it after the start?",
        attempts: &[with!(step: moves_the_mean)],
    },
    Mistake {
        name: "goes uphill",
        advice: "Take a film that somebody liked more than you predicted. Should their biases grow or shrink, and what do yours do?",
        attempts: &[
            with!(step: |model, rating, rate, penalty| step(model, rating, -rate, penalty)),
            with!(step: opposite_error),
        ],
    },
    Mistake {
        name: "lets the penalty push away from 0",
        advice: "Take an error of 0, and look where a bias of 1 goes. What is the penalty there for?",
        attempts: &[with!(step: |model, rating, rate, penalty| step(model, rating, rate, -penalty))],
    },
    Mistake {
        name: "multiplies the error with the factor that it moves",
        advice: "Write the prediction down, and change one factor a little. With which number is that change multiplied?",
        attempts: &[with!(step: by_its_own_factor)],
    },
    Mistake {
        name: "moves factors by the error alone",
        advice: "An item that has nothing of a factor says nothing about who likes it. What stands beside the error in the formula?",
        attempts: &[with!(step: by_the_error_alone)],
    },
    Mistake {
        name: "forgets the penalty",
        advice: "Which of the arguments of step do you never use? Without it a film with two ratings believes every word of them.",
        attempts: &[with!(step: |model, rating, rate, _| step(model, rating, rate, 0.0))],
    },
    Mistake {
        name: "does not penalise the biases",
        advice: "Write down the squares that the penalty is multiplied with. Whose are they?",
        attempts: &[with!(step: biases_are_free)],
    },
    Mistake {
        name: "penalises nothing but the biases",
        advice: "Write down the squares that the penalty is multiplied with. Which of them does your step pull towards 0?",
        attempts: &[with!(step: factors_are_free)],
    },
    Mistake {
        name: "applies the penalty without the learning rate",
        advice: "The penalty is a part of what the slope is taken of. What is every slope multiplied with in a step?",
        attempts: &[with!(step: |model, rating, rate, penalty| step(model, rating, rate, penalty / rate))],
    },
    Mistake {
        name: "steps twice as far as the slope says",
        advice: "The square brings a 2 when its slope is taken. Which factor stands in front of the square in this task?",
        attempts: &[with!(step: |model, rating, rate, penalty| step(model, rating, 2.0 * rate, penalty))],
    },
    Mistake {
        name: "leaves a bias where it is",
        advice: "Count the numbers that a prediction is made of. Which of them does your step never change?",
        attempts: &[
            with!(step: biases_stay),
            with!(step: |model, rating, rate, penalty| one_bias_stays(model, rating, rate, penalty, true)),
            with!(step: |model, rating, rate, penalty| one_bias_stays(model, rating, rate, penalty, false)),
        ],
    },
    Mistake {
        name: "takes the mean of the items' means",
        advice: "A film with one rating would weigh as much as one with three hundred. Whose mean is asked for?",
        attempts: &[Contract {
            untrained: |ratings, users, items| mean_of_means(ratings, users, items, |rating| rating.item),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes the mean of the users' means",
        advice: "Somebody with one rating would weigh as much as somebody with three hundred. Whose mean is asked for?",
        attempts: &[Contract {
            untrained: |ratings, users, items| mean_of_means(ratings, users, items, |rating| rating.user),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "adds up the stars in single precision",
        advice: "Seven digits are lost quickly where thousands of ratings are added up. Which type do the stars have, and which does your sum?",
        attempts: &[
            Contract {
                untrained: |ratings, users, items| {
                    let sum = ratings.iter().fold(0.0_f32, |sum, rating| sum + rating.stars as f32);
                    Ok(Model { mean: f64::from(sum) / ratings.len() as f64, ..untrained(ratings, users, items)? })
                },
                ..SOLUTION
            },
            Contract {
                untrained: |ratings, users, items| {
                    let sum: f32 = ratings.iter().map(|rating| rating.stars as f32).sum();
                    Ok(Model { mean: f64::from(sum / ratings.len() as f32), ..untrained(ratings, users, items)? })
                },
                ..SOLUTION
            },
            Contract {
                untrained: |ratings, users, items| {
                    let model = untrained(ratings, users, items)?;
                    Ok(Model { mean: f64::from(model.mean as f32), ..model })
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "leaves ratings of 0 or below out of the mean",
        advice: "A rating of 0 stars was given too. Of which ratings does the task want the mean?",
        attempts: &[
            Contract {
                untrained: |ratings, users, items| mean_of(ratings, users, items, |stars| stars != 0.0),
                ..SOLUTION
            },
            Contract {
                untrained: |ratings, users, items| mean_of(ratings, users, items, |stars| stars > 0.0),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "begins with the average deviations as biases",
        advice: "That is a sensible guess, and the steps would find it by themselves. What does the task begin with?",
        attempts: &[Contract { untrained: deviations_as_biases, ..SOLUTION }],
    },
    Mistake {
        name: "keeps random factors for those without a rating",
        advice: "No step will ever correct these numbers. What do they add to the predictions for a user who has rated nothing?",
        attempts: &[
            Contract { untrained: keeps_all_factors, ..SOLUTION },
            Contract {
                untrained: |ratings, users, items| {
                    Ok(Model { item_factors: items.to_owned(), ..untrained(ratings, users, items)? })
                },
                ..SOLUTION
            },
            Contract {
                untrained: |ratings, users, items| {
                    Ok(Model { user_factors: users.to_owned(), ..untrained(ratings, users, items)? })
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "begins with factors of 0 for everybody",
        advice: "Look at the slope of a factor whose partner is 0. How far will it ever get?",
        attempts: &[Contract {
            untrained: |ratings, users, items| {
                let (users, items) = (Array2::zeros(users.dim()), Array2::zeros(items.dim()));
                untrained(ratings, users.view(), items.view())
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "divides by 0 when there is no rating",
        advice: "What is the mean of nothing in your code? Somebody will find out only much later, in a page full of NaN.",
        attempts: &[Contract { untrained: mean_of_nothing, ..SOLUTION }],
    },
    Mistake {
        name: "measures the validation error on the training ratings",
        advice: "The more factors, the better these ratings are known by heart. Which ratings has the model never seen?",
        attempts: &[fit!(|start, train, validation, orders, rate, penalty| {
            let training = fit(start, train, validation, orders, rate, penalty);
            Training { validation_errors: training.train_errors.clone(), ..training }
        })],
    },
    Mistake {
        name: "collects the training error while it learns",
        advice: "The model changes with every step of a pass. Which model does the task measure, and on which ratings?",
        attempts: &[fit!(errors_while_learning), fit!(errors_before_steps), fit!(errors_before_steps_of_both)],
    },
    Mistake {
        name: "stops before the last pass",
        advice: "The task takes a pass for every order. What makes yours end before the orders do?",
        attempts: &[
            fit!(|start, train, validation, orders, rate, penalty| {
                stopped(start, [train, validation], orders, (rate, penalty), |t, _| settled(t, 1e-6))
            }),
            fit!(|start, train, validation, orders, rate, penalty| {
                stopped(start, [train, validation], orders, (rate, penalty), |t, _| settled(t, 1e-4))
            }),
            fit!(|start, train, validation, orders, rate, penalty| {
                stopped(start, [train, validation], orders, (rate, penalty), |t, _| settled(t, 1e-9))
            }),
            fit!(|start, train, validation, orders, rate, penalty| {
                stopped(start, [train, validation], orders, (rate, penalty), |t, _| settled(t, 1e-3))
            }),
            fit!(|start, train, validation, orders, rate, penalty| {
                stopped(start, [train, validation], orders, (rate, penalty), |_, v| risen(v, 1))
            }),
            fit!(|start, train, validation, orders, rate, penalty| {
                stopped(start, [train, validation], orders, (rate, penalty), |_, v| risen(v, 3))
            }),
            fit!(|start, train, validation, orders, rate, penalty| {
                stopped(start, [train, validation], orders, (rate, penalty), |t, _| risen(t, 1))
            }),
            fit!(|start, train, validation, orders, rate, penalty| {
                stopped(start, [train, validation], orders, (rate, penalty), |_, v| settled(v, 1e-6))
            }),
            fit!(|start, train, validation, orders, rate, penalty| {
                fit(start, train, validation, &orders[..orders.len().min(20)], rate, penalty)
            }),
            fit!(stopped_when_nothing_moves),
        ],
    },
    Mistake {
        name: "begins every pass at the start",
        advice: "The error after the tenth pass is that after the first one. Which model does a pass go on with?",
        attempts: &[fit!(anew_for_every_pass)],
    },
    Mistake {
        name: "gives back the model that it began with",
        advice: "The steps change a model. Which model stands in what you return?",
        attempts: &[fit!(|start, train, validation, orders, rate, penalty| {
            Training { model: start.clone(), ..fit(start, train, validation, orders, rate, penalty) }
        })],
    },
    Mistake {
        name: "learns from the validation ratings too",
        advice: "They stand for what the users will watch next week. Can anybody learn from that today?",
        attempts: &[fit!(learns_from_both)],
    },
    Mistake {
        name: "takes the mean anew, with the validation ratings in it",
        advice: "One number of your model knows what the validation users gave. Where should the mean come from?",
        attempts: &[fit!(|start, train, validation, orders, rate, penalty| {
            let stars = train.iter().chain(validation).map(|rating| rating.stars);
            let mean = stars.sum::<f64>() / (train.len() + validation.len()) as f64;
            fit(&Model { mean, ..start.clone() }, train, validation, orders, rate, penalty)
        })],
    },
    Mistake {
        name: "takes the ratings as they are listed, whatever the order",
        advice: "A list sorted by user shows the model one taste after the other, and the last one is remembered best. Which argument is there against it?",
        attempts: &[fit!(|start, train, validation, orders, rate, penalty| {
            let listed = vec![(0..train.len()).collect(); orders.len()];
            fit(start, train, validation, &listed, rate, penalty)
        })],
    },
    Mistake {
        name: "uses the first order for every pass",
        advice: "Print the numbers of the ratings as your loop meets them. Does the second pass look like its own list?",
        attempts: &[fit!(|start, train, validation, orders, rate, penalty| {
            let first: Vec<Vec<usize>> = orders.iter().map(|_| orders[0].clone()).collect();
            fit(start, train, validation, &first, rate, penalty)
        })],
    },
    Mistake {
        name: "leaves out the errors of the start",
        advice: "Without them nobody sees what the first pass was worth. How many errors are there when there are no passes?",
        attempts: &[fit!(|start, train, validation, orders, rate, penalty| {
            let Training { model, train_errors, validation_errors } =
                fit(start, train, validation, orders, rate, penalty);
            let rest = |errors: Array1<f64>| errors.iter().skip(1).copied().collect();
            Training { model, train_errors: rest(train_errors), validation_errors: rest(validation_errors) }
        })],
    },
    Mistake {
        name: "returns the model of the pass with the best validation error",
        advice: "Then the validation ratings have chosen the model, and their error flatters it. Which model does the task ask for?",
        attempts: &[fit!(returns_the_best)],
    },
];
