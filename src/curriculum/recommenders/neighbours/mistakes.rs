//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;
use ndarray::Array1;

use super::solution::{fit, predict, similarity, user_means};
use super::{Contract, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which this one part is wrong, and `fit` is made of it.
macro_rules! with {
    (user_means: $user_means:expr) => {
        Contract {
            user_means: $user_means,
            fit: |ratings, shrinkage| learned($user_means, similarity, ratings, shrinkage),
            ..SOLUTION
        }
    };
    (similarity: $similarity:expr) => {
        Contract {
            similarity: $similarity,
            fit: |ratings, shrinkage| learned(user_means, $similarity, ratings, shrinkage),
            ..SOLUTION
        }
    };
    ($part:ident: $wrong:expr) => {
        Contract { $part: $wrong, ..SOLUTION }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "takes what is missing for 0 stars",
        advice: "Who has not seen a film has not said that it is bad. How many ratings does this user's mean rest on?",
        attempts: &[with!(user_means: missing_is_zero)],
    },
    Mistake {
        name: "compares with NaN to find what is missing",
        advice: "NaN is equal to nothing, and not to itself. What does your condition say of a rating that is missing?",
        attempts: &[
            with!(user_means: every_cell_counts),
            with!(similarity: every_item_counts),
            Contract {
                user_means: every_cell_counts,
                similarity: every_item_counts,
                fit: |ratings, shrinkage| learned(every_cell_counts, every_item_counts, ratings, shrinkage),
                predict: everybody_counts,
            },
            Contract {
                similarity: every_item_counts,
                fit: |ratings, shrinkage| learned(user_means, every_item_counts, ratings, shrinkage),
                predict: everybody_counts,
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "asks users who have not rated the item",
        advice: "Print the deviations of the neighbours that you ask. What does somebody say of a film they have not seen?",
        attempts: &[with!(predict: everybody_counts), with!(predict: silence_is_zero)],
    },
    Mistake {
        name: "takes 0 stars for a missing rating",
        advice: "Somebody may well give 0, and said so. Which number says that there is no rating, and which others do not?",
        attempts: &[
            with!(user_means: |ratings| user_means(given_if(ratings, |stars| stars != 0.0).view())),
            with!(user_means: |ratings| user_means(given_if(ratings, |stars| stars > 0.0).view())),
            Contract {
                user_means: |ratings| user_means(given_if(ratings, |stars| stars != 0.0).view()),
                fit: |ratings, shrinkage| fit(given_if(ratings, |stars| stars != 0.0).view(), shrinkage),
                ..SOLUTION
            },
            Contract {
                user_means: |ratings| user_means(given_if(ratings, |stars| stars > 0.0).view()),
                fit: |ratings, shrinkage| fit(given_if(ratings, |stars| stars > 0.0).view(), shrinkage),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "adds up stars in single precision",
        advice: "Seven digits are lost quickly where thousands of ratings are added up. Which type do the ratings have, and which does your sum?",
        attempts: &[
            with!(user_means: |ratings| sums_in_f32(ratings, true)),
            with!(user_means: |ratings| sums_in_f32(ratings, false)),
            with!(user_means: sums_of_users_in_f32),
            with!(user_means: means_in_f32),
            with!(user_means: means_of_f32),
        ],
    },
    Mistake {
        name: "takes the means of the items",
        advice: "Users are generous or strict, and that is to be taken out. Is a user a row or a column of the table?",
        attempts: &[with!(user_means: means_of_items)],
    },
    Mistake {
        name: "divides by 0 for a user who rated nothing",
        advice: "One NaN among the means, and every prediction for that user is NaN. What do you show to somebody who came today?",
        attempts: &[with!(user_means: nan_for_the_new)],
    },
    Mistake {
        name: "gives a user who rated nothing a mean of 0",
        advice: "That is half a star less than the strictest user could give. What do users give, when nothing is known of one?",
        attempts: &[with!(user_means: zero_for_the_new)],
    },
    Mistake {
        name: "takes the mean of the users' means for a new user",
        advice: "A user with one rating would count as much as one with a hundred. Of which numbers is the mean asked for?",
        attempts: &[with!(user_means: mean_of_means)],
    },
    Mistake {
        name: "answers with NaN where there is no rating at all",
        advice: "Nobody looks at a page full of NaN until it is too late. What does the function's type let you say?",
        attempts: &[with!(user_means: |ratings| {
            user_means(ratings).or_else(|_| Ok(Array1::from_elem(ratings.nrows(), f64::NAN)))
        })],
    },
    Mistake {
        name: "takes the lengths over all that each user rated",
        advice: "The product knows only the common items, the lengths know more. Which items may enter the cosine?",
        attempts: &[
            with!(similarity: lengths_over_all),
            with!(similarity: lengths_over_all_and_nan),
            with!(similarity: lengths_over_all_without_0),
        ],
    },
    Mistake {
        name: "does not divide by the lengths",
        advice: "Who uses the whole scale seems to be like everybody. What becomes of your number when one user's deviations all double?",
        attempts: &[with!(similarity: product_alone)],
    },
    Mistake {
        name: "divides by the squares of the lengths",
        advice: "Double all deviations of one user, and the direction stays. Does your number stay as well?",
        attempts: &[with!(similarity: by_squares), with!(similarity: by_half_a_root)],
    },
    Mistake {
        name: "takes the deviations from a mean of the common items",
        advice: "The rows are less their users' means already, and a correlation takes away another one. Which numbers does the formula multiply?",
        attempts: &[with!(similarity: from_common_means)],
    },
    Mistake {
        name: "takes small deviations for none",
        advice: "Somebody whose ratings hardly differ still prefers one film to another. When exactly does the task want a similarity of 0?",
        attempts: &[
            with!(similarity: |one, other, shrinkage| short_is_nothing(one, other, shrinkage, 1e-4)),
            with!(similarity: |one, other, shrinkage| short_is_nothing(one, other, shrinkage, 1e-6)),
            with!(similarity: |one, other, shrinkage| short_is_nothing(one, other, shrinkage, 1e-8)),
            with!(similarity: |one, other, shrinkage| short_product_is_nothing(one, other, shrinkage, 1e-6)),
            with!(similarity: |one, other, shrinkage| short_product_is_nothing(one, other, shrinkage, 1e-9)),
            with!(similarity: |one, other, shrinkage| short_product_is_nothing(one, other, shrinkage, 1e-12)),
            with!(similarity: |one, other, shrinkage| short_product_is_nothing(one, other, shrinkage, f64::EPSILON)),
            with!(similarity: |one, other, shrinkage| padded(one, other, shrinkage, 1e-12)),
            with!(similarity: |one, other, shrinkage| padded(one, other, shrinkage, 1e-9)),
            with!(similarity: |one, other, shrinkage| padded(one, other, shrinkage, 1e-8)),
            with!(similarity: |one, other, shrinkage| rounded(one, other, shrinkage, 1e6)),
            with!(similarity: |one, other, shrinkage| rounded(one, other, shrinkage, 1e9)),
        ],
    },
    Mistake {
        name: "does not shrink",
        advice: "Two users with a single film in common agree completely. Which argument is there to doubt that?",
        attempts: &[with!(similarity: |one, other, _| similarity(one, other, 0.0))],
    },
    Mistake {
        name: "shrinks by all items instead of the common ones",
        advice: "However few films two users share, your factor is the same. Which number should make it grow?",
        attempts: &[with!(similarity: shrinks_by_all), with!(similarity: shrinks_by_all_rated)],
    },
    Mistake {
        name: "leaves items with a deviation of 0 out of the number of common items",
        advice: "Both have rated the item, and one found it just average. Is that an item that both rated?",
        attempts: &[
            with!(similarity: |one, other, shrinkage| counting(one, other, shrinkage, |a, b| a != 0.0 && b != 0.0)),
            with!(similarity: |one, other, shrinkage| counting(one, other, shrinkage, |a, b| a != 0.0 || b != 0.0)),
            with!(similarity: |one, other, shrinkage| counting(one, other, shrinkage, |a, _| a != 0.0)),
            with!(similarity: |one, other, shrinkage| counting(one, other, shrinkage, |_, b| b != 0.0)),
        ],
    },
    Mistake {
        name: "shrinks by another factor than the task",
        advice: "Let two users have as many common items as the shrinkage says. By how much should the cosine shrink then, and by how much does yours?",
        attempts: &[
            with!(similarity: |one, other, shrinkage| shrunk(one, other, shrinkage, |_, s| 1.0 / (1.0 + s))),
            with!(similarity: |one, other, shrinkage| shrunk(one, other, shrinkage, |n, s| if s == 0.0 { 1.0 } else { (n / s).min(1.0) })),
            with!(similarity: |one, other, shrinkage| shrunk(one, other, shrinkage, |n, s| 1.0 / (n + s))),
            with!(similarity: |one, other, shrinkage| shrunk(one, other, shrinkage, |n, s| (n - 1.0) / (n - 1.0 + s))),
            with!(similarity: |one, other, shrinkage| shrunk(one, other, shrinkage, |n, s| s / (n + s))),
        ],
    },
    Mistake {
        name: "divides 0 by 0 where two users have nothing in common",
        advice: "Without a common item, or with nothing but 0 there, both parts of the fraction are 0. What does the task say of such a pair?",
        attempts: &[with!(similarity: nan_for_strangers)],
    },
    Mistake {
        name: "loses the sign of the similarity",
        advice: "One user loves what the other hates. Should they look the same as two who agree?",
        attempts: &[
            with!(similarity: |one, other, shrinkage| similarity(one, other, shrinkage).abs()),
            with!(similarity: |one, other, shrinkage| similarity(one, other, shrinkage).max(0.0)),
        ],
    },
    Mistake {
        name: "compares the ratings themselves, without their users' means",
        advice: "Stars are all above 0, so everybody seems to agree with everybody. What has to be taken away before they can disagree?",
        attempts: &[with!(fit: without_centring)],
    },
    Mistake {
        name: "writes a number of its own on the diagonal",
        advice: "Who is like themselves has a formula too, and it shrinks. What does similarity say of two equal rows?",
        attempts: &[
            with!(fit: |ratings, shrinkage| diagonal(ratings, shrinkage, 1.0)),
            with!(fit: |ratings, shrinkage| diagonal(ratings, shrinkage, 0.0)),
        ],
    },
    Mistake {
        name: "fills only one half of the table of similarities",
        advice: "Ask for the neighbours of the last user. Is a number missing that was computed for the first one?",
        attempts: &[
            with!(fit: |ratings, shrinkage| half(ratings, shrinkage, false)),
            with!(fit: |ratings, shrinkage| half(ratings, shrinkage, true)),
        ],
    },
    Mistake {
        name: "does not shrink what fit compares",
        advice: "Follow the shrinkage from fit to the numbers in its table. Which arguments does fit hand on to similarity?",
        attempts: &[with!(fit: |ratings, _| fit(ratings, 0.0))],
    },
    Mistake {
        name: "writes 0 where there is no rating",
        advice: "A deviation of 0 says that somebody found the item just average. How will predict know who has rated it at all?",
        attempts: &[with!(fit: gaps_become_zero)],
    },
    Mistake {
        name: "compares the items instead of the users",
        advice: "Count the rows of your table of similarities. Who are the neighbours in this task?",
        attempts: &[with!(fit: compares_items)],
    },
    Mistake {
        name: "takes the mean of all ratings away from everybody",
        advice: "A strict user would seem to dislike all that there is. Whose mean says what an average film is to this user?",
        attempts: &[with!(fit: one_mean_for_all)],
    },
    Mistake {
        name: "divides by the sum of the similarities, signs and all",
        advice: "Take one neighbour with a similarity of 0.5 and one with -0.5. What do you divide by?",
        attempts: &[with!(predict: |model, user, item, k| predicted(model, user, item, k, SIGNED))],
    },
    Mistake {
        name: "divides by the number of neighbours",
        advice: "When all neighbours are only a little alike, and all agree, your prediction hardly moves. What is the sum of the weights?",
        attempts: &[with!(predict: |model, user, item, k| predicted(model, user, item, k, COUNTED))],
    },
    Mistake {
        name: "gives every neighbour the same weight",
        advice: "The nearest of the neighbours and the last one have the same say. What do you know about them that you do not use?",
        attempts: &[with!(predict: |model, user, item, k| predicted(model, user, item, k, UNWEIGHTED))],
    },
    Mistake {
        name: "picks the neighbours before asking who rated the item",
        advice: "The most similar users may never have seen this film. How many of your k neighbours have something to say?",
        attempts: &[with!(predict: |model, user, item, k| predicted(model, user, item, k, PICKED_EARLY))],
    },
    Mistake {
        name: "asks everybody, whatever k is",
        advice: "Try a k of 1 with three users who rated the item. How many of them have a say?",
        attempts: &[with!(predict: |model, user, item, _| predict(model, user, item, usize::MAX))],
    },
    Mistake {
        name: "sorts the wrong way round",
        advice: "Print the similarities of the neighbours that you keep. Are those the ones you would ask?",
        attempts: &[with!(predict: |model, user, item, k| predicted(model, user, item, k, LEAST_SIMILAR))],
    },
    Mistake {
        name: "lets the higher number win a tie",
        advice: "Two users are equally similar, and only one can be asked. Which of them stands first in the table?",
        attempts: &[with!(predict: |model, user, item, k| predicted(model, user, item, k, LAST_OF_EQUALS))],
    },
    Mistake {
        name: "leaves unlike users out",
        advice: "Somebody dislikes all that you like, and now hates a film. Does that tell you nothing?",
        attempts: &[
            with!(predict: |model, user, item, k| predicted(model, user, item, k, LIKE_ALONE)),
            with!(predict: |model, user, item, k| predicted(model, user, item, k, LIKE_BEFORE)),
            with!(predict: |model, user, item, k| predicted(model, user, item, k, NOT_UNLIKE_BEFORE)),
        ],
    },
    Mistake {
        name: "passes over users whose similarity is 0",
        advice: "A similarity of 0 is larger than one below 0. Whose turn is it first, and whose place is taken?",
        attempts: &[with!(predict: |model, user, item, k| predicted(model, user, item, k, NO_ZEROS))],
    },
    Mistake {
        name: "predicts a deviation instead of stars",
        advice: "Your prediction is near 0 for everybody. What was taken away from the ratings at first, and for whom?",
        attempts: &[
            with!(predict: |model, user, item, k| predict(model, user, item, k) - model.means[user]),
            with!(predict: |model, user, item, k| {
                let deviation = predict(model, user, item, k) - model.means[user];
                if deviation == 0.0 { model.means[user] } else { deviation }
            }),
        ],
    },
    Mistake {
        name: "adds the deviations to a mean of all users",
        advice: "A strict user and a generous one would get the same number. Whose mean does a prediction begin with?",
        attempts: &[with!(predict: |model, user, item, k| {
            predict(model, user, item, k) - model.means[user] + model.means.mean().unwrap_or(0.0)
        })],
    },
    Mistake {
        name: "cuts predictions off",
        advice: "A prediction may be any number, so that its error can be measured. Which step of yours comes after the formula?",
        attempts: &[
            with!(predict: |model, user, item, k| predict(model, user, item, k).clamp(0.5, 5.0)),
            with!(predict: |model, user, item, k| predict(model, user, item, k).clamp(1.0, 5.0)),
            with!(predict: |model, user, item, k| predict(model, user, item, k).clamp(0.0, 5.0)),
            with!(predict: |model, user, item, k| predict(model, user, item, k).min(5.0)),
            with!(predict: |model, user, item, k| predict(model, user, item, k).max(0.5)),
            with!(predict: |model, user, item, k| predict(model, user, item, k).max(0.0)),
        ],
    },
    Mistake {
        name: "takes small similarities for none",
        advice: "Shrinking leaves little of every similarity, and their size cancels out in the prediction. When exactly is there nobody to ask?",
        attempts: &[
            with!(predict: |model, user, item, k| weightless(model, user, item, k, 1e-6)),
            with!(predict: |model, user, item, k| weightless(model, user, item, k, 1e-8)),
            with!(predict: |model, user, item, k| weightless(model, user, item, k, 1e-9)),
            with!(predict: |model, user, item, k| weightless(model, user, item, k, 1e-10)),
            with!(predict: |model, user, item, k| weightless(model, user, item, k, 1e-12)),
            with!(predict: |model, user, item, k| heavier(model, user, item, k, 1e-12)),
            with!(predict: |model, user, item, k| heavier(model, user, item, k, 1e-9)),
            with!(predict: |model, user, item, k| heavier(model, user, item, k, 1e-8)),
        ],
    },
    Mistake {
        name: "takes nearly equal similarities for equal",
        advice: "Of two similarities one is larger, if only by a little. What does your comparison make of 0.5 and 0.5000001?",
        attempts: &[
            with!(predict: |model, user, item, k| nearly(model, user, item, k, |alike| alike as f32 as f64)),
            with!(predict: |model, user, item, k| nearly(model, user, item, k, |alike| (alike * 1e6).round())),
            with!(predict: |model, user, item, k| nearly(model, user, item, k, |alike| (alike * 1e9).round())),
            with!(predict: |model, user, item, k| nearly(model, user, item, k, |alike| (alike * 1e3).round())),
            with!(predict: |model, user, item, k| nearly(model, user, item, k, |alike| (alike * 1e6).trunc())),
        ],
    },
    Mistake {
        name: "picks neighbours by the size of the similarity, whatever its sign",
        advice: "Very unlike users come before mildly like ones in your list. Which order does the task ask for?",
        attempts: &[with!(predict: |model, user, item, k| predicted(model, user, item, k, BY_SIZE))],
    },
    Mistake {
        name: "asks the users themselves",
        advice: "Nobody is more like you than you. Where a rating is already known, what is a prediction worth that has looked at it?",
        attempts: &[with!(predict: |model, user, item, k| predicted(model, user, item, k, ASKS_THEMSELVES))],
    },
    Mistake {
        name: "averages the neighbours' stars, not their deviations",
        advice: "A generous neighbour's 4 stars may be a shrug, a strict one's a triumph. Whose mean should a prediction begin with?",
        attempts: &[with!(predict: |model, user, item, k| predicted(model, user, item, k, STARS))],
    },
    Mistake {
        name: "divides by 0 where nobody can be asked",
        advice: "Nobody has rated the item, or nobody is alike, so the weights sum to 0. What do you still know about the user?",
        attempts: &[
            with!(predict: |model, user, item, k| predicted(model, user, item, k, NAN_WITHOUT_NEIGHBOURS)),
            with!(predict: nan_for_zeros),
        ],
    },
    Mistake {
        name: "asks those who are alike by 0 for their plain mean",
        advice: "All that is known of the neighbours is that they are not alike. What does the task say is left then?",
        attempts: &[with!(predict: |model, user, item, k| plain_mean(model, user, item, k))],
    },
    Mistake {
        name: "predicts another number than the user's mean where nobody can be asked",
        advice: "Nobody can be asked, and still something is known of the user. Which number of the model is it?",
        attempts: &[
            with!(predict: |model, user, item, k| without_neighbours(model, user, item, k, 0.0)),
            with!(predict: |model, user, item, k| without_neighbours(model, user, item, k, model.means.mean().unwrap_or(0.0))),
        ],
    },
];
