//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;
use ndarray::Array1;

use super::solution::{predict, similarity, user_means};
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
        attempts: &[with!(similarity: lengths_over_all)],
    },
    Mistake {
        name: "does not divide by the lengths",
        advice: "Who uses the whole scale seems to be like everybody. What becomes of your number when one user's deviations all double?",
        attempts: &[with!(similarity: product_alone)],
    },
    Mistake {
        name: "does not shrink",
        advice: "Two users with a single film in common agree completely. Which argument is there to doubt that?",
        attempts: &[with!(similarity: |one, other, _| similarity(one, other, 0.0))],
    },
    Mistake {
        name: "shrinks by all items instead of the common ones",
        advice: "However few films two users share, your factor is the same. Which number should make it grow?",
        attempts: &[with!(similarity: shrinks_by_all)],
    },
    Mistake {
        name: "divides 0 by 0 where two users have nothing in common",
        advice: "Without a common item, or with nothing but 0 there, both parts of the fraction are 0. What does the task say of such a pair?",
        attempts: &[with!(similarity: nan_for_strangers)],
    },
    Mistake {
        name: "leaves the sign out of the similarity",
        advice: "One user loves what the other hates. Should they look the same as two who agree?",
        attempts: &[with!(similarity: |one, other, shrinkage| similarity(one, other, shrinkage).abs())],
    },
    Mistake {
        name: "compares the ratings themselves, without their users' means",
        advice: "Stars are all above 0, so everybody seems to agree with everybody. What has to be taken away before they can disagree?",
        attempts: &[with!(fit: without_centring)],
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
        attempts: &[with!(predict: |model, user, item, k| predicted(model, user, item, k, LIKE_ALONE))],
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
        attempts: &[with!(predict: |model, user, item, k| predicted(model, user, item, k, NAN_WITHOUT_NEIGHBOURS))],
    },
];
