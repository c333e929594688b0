//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::{Contract, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which these functions are wrong, and `evaluate` is made of them.
macro_rules! made_of {
    ($($name:ident: $wrong:expr),+) => {
        Contract {
            $($name: $wrong,)+
            evaluate: |scores, split, k| assembled(scores, split, k, &Contract { $($name: $wrong,)+ ..SOLUTION }),
            ..SOLUTION
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "holds out the end of the list, whatever the times",
        advice: "The ratings come in any order, often sorted by user. Which field of a rating says what is new?",
        attempts: &[Contract { split_by_time: end_of_the_list, ..SOLUTION }],
    },
    Mistake {
        name: "holds out ratings from all times, as a random split does",
        advice: "A model of yours has seen what people liked next week. Which held-out ratings are older than some that it learned from?",
        attempts: &[Contract { split_by_time: from_all_times, ..SOLUTION }],
    },
    Mistake {
        name: "holds out the newest ratings of every user",
        advice: "One user left in March, another came in May. May a model that is asked in March have learned from May?",
        attempts: &[Contract { split_by_time: newest_of_every_user, ..SOLUTION }],
    },
    Mistake {
        name: "trains on the new ratings and holds out the old ones",
        advice: "Look at the oldest rating of both parts. Which of the two is there on the day when the model is trained?",
        attempts: &[Contract { split_by_time: trains_on_the_new, ..SOLUTION }],
    },
    Mistake {
        name: "parts ratings of one second",
        advice: "Let three ratings carry the same time, and the cut fall between them. On which side does the task want all three?",
        attempts: &[Contract { split_by_time: parts_a_second, ..SOLUTION }],
    },
    Mistake {
        name: "trains on the ratings of the very moment of the cut",
        advice: "Is a rating that happens at the moment of the cut earlier than it? Compare < and <= with the task.",
        attempts: &[Contract { split_by_time: trains_on_the_moment, ..SOLUTION }],
    },
    Mistake {
        name: "answers where there is nothing to learn from",
        advice: "Hold out everything, and look at what is left for training. What should your function say instead?",
        attempts: &[Contract { split_by_time: answers_anyway, ..SOLUTION }],
    },
    Mistake {
        name: "counts all ratings, liked or not",
        advice: "A film that everybody has seen and nobody liked is on top of your list. What makes a rating a like?",
        attempts: &[Contract { popularity: |train, n_items| summed(train, n_items, |_| 1.0), ..SOLUTION }],
    },
    Mistake {
        name: "adds up the gains of the likes",
        advice: "Five stars count twice as much as four in your sum. Does the task ask how much people liked it, or how many?",
        attempts: &[Contract {
            popularity: |train, n_items| summed(train, n_items, |rating| rating.gain()),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes the mean of the stars for popularity",
        advice: "A film with a single rating of 5 stars beats all others. What would a count say about it?",
        attempts: &[Contract { popularity: mean_of_the_stars, ..SOLUTION }],
    },
    Mistake {
        name: "ends its counts at the last item that was rated",
        advice: "New items have no ratings yet, but they have a number. Which argument says how many items there are?",
        attempts: &[Contract { popularity: ends_at_the_last_rated, ..SOLUTION }],
    },
    Mistake {
        name: "puts the lowest score first",
        advice: "Sorting puts small numbers first unless it is told otherwise. Who should read the worst item first?",
        attempts: &[made_of!(feed: lowest_first)],
    },
    Mistake {
        name: "leaves in the feed what was seen",
        advice: "Nobody needs a hint to the film they watched last week. Which argument does your feed not look at?",
        attempts: &[made_of!(feed: |scores, _| (SOLUTION.feed)(scores, &[]))],
    },
    Mistake {
        name: "moves what was seen to the end of the feed",
        advice: "Scroll to the end of your feed, for a user who has seen nearly everything. Should the seen items be there at all?",
        attempts: &[made_of!(feed: seen_to_the_end)],
    },
    Mistake {
        name: "gives equal scores the highest number first",
        advice: "Sorting upwards and then turning the list around turns equal items around too. Which of two equal items comes first?",
        attempts: &[made_of!(feed: highest_number_first)],
    },
    Mistake {
        name: "puts NaN on top",
        advice: "total_cmp has a place for NaN, and after turning the order around it may be the first. Who recommends an item without a score?",
        attempts: &[made_of!(feed: nan_on_top)],
    },
    Mistake {
        name: "cuts k places off a feed that has fewer",
        advice: "A slice up to k panics where the feed ends before. What should the places count as that stay empty?",
        attempts: &[made_of!(
            precision: |feed, gains, k| (SOLUTION.precision)(&feed[..k], gains, k),
            recall: |feed, gains, k| (SOLUTION.recall)(&feed[..k], gains, k),
            average_precision: |feed, gains, k| (SOLUTION.average_precision)(&feed[..k], gains, k),
            ndcg: |feed, gains, k| (SOLUTION.ndcg)(&feed[..k], gains, k)
        )],
    },
    Mistake {
        name: "divides by the length of a feed that is shorter than k",
        advice: "Five places are on the page and your feed fills three. Which share of the places holds something liked?",
        attempts: &[made_of!(precision: by_what_is_there)],
    },
    Mistake {
        name: "adds up gains where hits are counted",
        advice: "Your precision can be larger than 1. Is a liked item more than one hit?",
        attempts: &[made_of!(precision: gains_for_hits)],
    },
    Mistake {
        name: "measures recall over the whole feed",
        advice: "Whoever lists every item finds every liked one. How many places of the feed does a user look at?",
        attempts: &[made_of!(recall: |feed, gains, _| (SOLUTION.recall)(feed, gains, feed.len()))],
    },
    Mistake {
        name: "divides recall by no more than k",
        advice: "Recall asks how much of all that is liked was found. Does that change with the number of places?",
        attempts: &[made_of!(recall: recall_of_at_most_k)],
    },
    Mistake {
        name: "divides the average precision by the hits that it found",
        advice: "One hit on rank 1 and nine likes missed gives 1 in your version. By what does the task divide?",
        attempts: &[made_of!(average_precision: by_hits)],
    },
    Mistake {
        name: "divides the average precision by all likes, even where fewer places count",
        advice: "With two places and three likes, can your value reach 1? What is the most hits that k places can hold?",
        attempts: &[made_of!(average_precision: by_all_likes)],
    },
    Mistake {
        name: "adds up the precision at every rank",
        advice: "Ranks without a hit add to your sum too. At which ranks does the task take the precision?",
        attempts: &[made_of!(average_precision: every_rank)],
    },
    Mistake {
        name: "counts the ranks from 0",
        advice: "Work out the first place by hand: what is log2(0 + 1), and what is 1 divided by rank 0? Which number has the first rank?",
        attempts: &[made_of!(average_precision: average_precision_from_0, ndcg: ndcg_from_0)],
    },
    Mistake {
        name: "discounts from the third rank on only",
        advice: "Older texts leave the first two ranks alone. What does the task divide the gain on rank 2 by?",
        attempts: &[made_of!(ndcg: |feed, gains, k| ndcg_by(feed, gains, k, k, |rank| rank.log2().max(1.0)))],
    },
    Mistake {
        name: "compares k places with the ideal order of all items",
        advice: "With one place, filled with the best item there is, is your NDCG 1? How long may the ideal list be?",
        attempts: &[made_of!(ndcg: |feed, gains, k| ndcg_by(feed, gains, k, usize::MAX, |rank| (rank + 1.0).log2()))],
    },
    Mistake {
        name: "takes for ideal the best order of what it shows itself",
        advice: "If the best item is missing from the first k, your ideal does not miss it. Which items may the ideal order choose from?",
        attempts: &[made_of!(ndcg: ideal_of_the_shown)],
    },
    Mistake {
        name: "makes 2 to the power of the gain minus 1 of every gain",
        advice: "Web search often does that, to make the best count more. Look again at what the formula here does with a gain.",
        attempts: &[made_of!(ndcg: |feed, gains, k| {
            (SOLUTION.ndcg)(feed, gains.mapv(|gain| gain.exp2() - 1.0).view(), k)
        })],
    },
    Mistake {
        name: "gives 0 to a user who likes nothing",
        advice: "No feed could have pleased this user. What do all these zeros tell about yours, once they are in the mean?",
        attempts: &[made_of!(
            precision: |feed, gains, k| (SOLUTION.precision)(feed, gains, k).or(Some(0.0)),
            recall: |feed, gains, k| (SOLUTION.recall)(feed, gains, k).or(Some(0.0)),
            average_precision: |feed, gains, k| (SOLUTION.average_precision)(feed, gains, k).or(Some(0.0)),
            ndcg: |feed, gains, k| (SOLUTION.ndcg)(feed, gains, k).or(Some(0.0))
        )],
    },
    Mistake {
        name: "divides 0 by 0 for a user who likes nothing",
        advice: "One NaN makes every mean that it enters NaN. What can be asked about the user before anything is divided?",
        attempts: &[made_of!(
            precision: |feed, gains, k| (SOLUTION.precision)(feed, gains, k).or(Some(0.0)),
            recall: |feed, gains, k| (SOLUTION.recall)(feed, gains, k).or(Some(f64::NAN)),
            average_precision: |feed, gains, k| {
                (SOLUTION.average_precision)(feed, gains, k).or(Some(f64::NAN))
            },
            ndcg: |feed, gains, k| (SOLUTION.ndcg)(feed, gains, k).or(Some(f64::NAN))
        )],
    },
    Mistake {
        name: "ranks again what was rated in training",
        advice: "Items that are known can't be liked a second time, and they fill the first places. What is seen for, in feed?",
        attempts: &[Contract { evaluate: ranks_the_past, ..SOLUTION }],
    },
    Mistake {
        name: "ranks only the items that the user rated in the end",
        advice: "In use nobody tells you which few items a user is going to rate. Among which items did yours have to find the liked ones?",
        attempts: &[Contract { evaluate: ranks_the_answers, ..SOLUTION }],
    },
    Mistake {
        name: "leaves out of the feed what is held out too",
        advice: "The liked items are not in your feeds at all. Which ratings are known when a feed is made?",
        attempts: &[Contract { evaluate: hides_the_future, ..SOLUTION }],
    },
    Mistake {
        name: "divides by all users, also those without a like",
        advice: "Some users have nothing held out that could be found. What do they add to your sums, and what to the number below them?",
        attempts: &[Contract { evaluate: divides_by_all, ..SOLUTION }],
    },
    Mistake {
        name: "lets a user with many likes count for more",
        advice: "Weighed by likes, one busy user outvotes ten others. How much should each user count in a mean over users?",
        attempts: &[Contract { evaluate: weighs_by_likes, ..SOLUTION }],
    },
    Mistake {
        name: "takes the stars for the gains",
        advice: "One star is not nothing to a sum, and yet the user was annoyed. What does Rating tell about what an item is worth?",
        attempts: &[Contract { evaluate: stars_for_gains, ..SOLUTION }],
    },
];
