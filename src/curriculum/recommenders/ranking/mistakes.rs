//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::{Contract, Quality, RankingError, SOLUTION, Split};
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
        name: "holds out a share of the time, not of the ratings",
        advice: "Half of all ratings may have come on one busy day. Does the task want a share of the days, or of the ratings?",
        attempts: &[Contract { split_by_time: share_of_the_time, ..SOLUTION }],
    },
    Mistake {
        name: "parts ratings of one second",
        advice: "Let three ratings carry the same time, and the cut fall between them. On which side does the task want all three?",
        attempts: &[Contract { split_by_time: parts_a_second, ..SOLUTION }],
    },
    Mistake {
        name: "trains on the ratings of the very moment of the cut",
        advice: "Is a rating that happens at the moment of the cut earlier than it? Compare < and <= with the task.",
        attempts: &[
            Contract { split_by_time: trains_on_the_moment, ..SOLUTION },
            Contract { split_by_time: trains_on_any_moment, ..SOLUTION },
        ],
    },
    Mistake {
        name: "does not round the number of held-out ratings up",
        advice: "Work out 0.21 of ten ratings. How many whole ratings does the task hold out, and how many do you?",
        attempts: &[
            Contract { split_by_time: |ratings, share| held_out(ratings, share, f64::round), ..SOLUTION },
            Contract { split_by_time: |ratings, share| held_out(ratings, share, f64::floor), ..SOLUTION },
            Contract { split_by_time: |ratings, share| held_out(ratings, share, |n| n.round().max(1.0)), ..SOLUTION },
            Contract { split_by_time: |ratings, share| held_out(ratings, share, |n| n.floor().max(1.0)), ..SOLUTION },
            Contract { split_by_time: |ratings, share| held_out(ratings, share, |n| (n - 1e-6).ceil()), ..SOLUTION },
            Contract {
                split_by_time: |ratings, share| held_out(ratings, share, |n| (n - 1e-6).ceil().max(1.0)),
                ..SOLUTION
            },
            Contract {
                split_by_time: |ratings, share| held_out(ratings, share, |n| (n - 1e-9).ceil().max(1.0)),
                ..SOLUTION
            },
            Contract { split_by_time: |ratings, share| held_out(ratings, share, |n| n.floor() + 1.0), ..SOLUTION },
            Contract { split_by_time: |ratings, share| held_out(ratings, share, |n| n.ceil() + 1.0), ..SOLUTION },
        ],
    },
    Mistake {
        name: "keeps times in a type that is too small for them",
        advice: "Two ratings are one second apart, a long time after 1970. Which numbers can your type tell apart?",
        attempts: &[
            Contract {
                split_by_time: |ratings, share| by_times(ratings, share, |time| time as f64 as u64),
                ..SOLUTION
            },
            Contract {
                split_by_time: |ratings, share| by_times(ratings, share, |time| u64::from(time as u32)),
                ..SOLUTION
            },
            Contract {
                split_by_time: |ratings, share| by_times(ratings, share, |time| (time as i64 as u64) ^ (1 << 63)),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "lets shares through that are none",
        advice: "NaN is neither above 0 nor below 1, and not at or below 0 either. Which question about a share does NaN not pass?",
        attempts: &[
            Contract {
                split_by_time: |ratings, share| bad_if(ratings, share, |share| share <= 0.0 || share >= 1.0),
                ..SOLUTION
            },
            Contract {
                split_by_time: |ratings, share| forgiving(ratings, share, |share| share <= 0.0 || share >= 1.0),
                ..SOLUTION
            },
            Contract {
                split_by_time: |ratings, share| {
                    bad_if(ratings, share, |share| !(0.0..=1.0).contains(&share) && !share.is_nan())
                },
                ..SOLUTION
            },
            Contract {
                split_by_time: |ratings, share| bad_if(ratings, share, |share| share <= 0.0 || share > 1.0),
                ..SOLUTION
            },
            Contract {
                split_by_time: |ratings, share| bad_if(ratings, share, |share| !(0.0..1.0).contains(&share)),
                ..SOLUTION
            },
            Contract {
                split_by_time: |ratings, share| bad_if(ratings, share, |share| !(0.0..=1.0).contains(&share)),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "looks at the ratings before the share",
        advice: "The list is empty, and the share is wrong as well. Which of the two errors does the task name first?",
        attempts: &[
            Contract {
                split_by_time: |ratings, share| {
                    if ratings.is_empty() {
                        Err(RankingError::NothingToTrainOn)
                    } else {
                        (SOLUTION.split_by_time)(ratings, share)
                    }
                },
                ..SOLUTION
            },
            Contract {
                split_by_time: |ratings, share| {
                    let is_one_moment = ratings.iter().all(|rating| rating.time == ratings[0].time);
                    if is_one_moment {
                        Err(RankingError::NothingToTrainOn)
                    } else {
                        (SOLUTION.split_by_time)(ratings, share)
                    }
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "answers where there is nothing to learn from",
        advice: "Hold out everything, and look at what is left for training. What should your function say instead?",
        attempts: &[
            Contract { split_by_time: answers_anyway, ..SOLUTION },
            Contract {
                split_by_time: |ratings, share| {
                    let split = (SOLUTION.split_by_time)(ratings, share);
                    let nothing = Split { train: Vec::new(), test: ratings.to_vec() };
                    if split == Err(RankingError::NothingToTrainOn) { Ok(nothing) } else { split }
                },
                ..SOLUTION
            },
            Contract {
                split_by_time: |ratings, share| {
                    let split = (SOLUTION.split_by_time)(ratings, share);
                    let nothing = Split { train: Vec::new(), test: ratings.to_vec() };
                    let is_left = split == Err(RankingError::NothingToTrainOn) && !ratings.is_empty();
                    if is_left { Ok(nothing) } else { split }
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "counts all ratings, liked or not",
        advice: "A film that everybody has seen and nobody liked is on top of your list. What makes a rating a like?",
        attempts: &[Contract { popularity: |train, n_items| summed(train, n_items, |_| 1.0), ..SOLUTION }],
    },
    Mistake {
        name: "draws the line of a like elsewhere than at a gain above 0",
        advice: "Rating says what a rating is worth, and a like is worth more than 0. From how many stars on is that?",
        attempts: &[
            Contract { popularity: |train, n_items| likes_if(train, n_items, |rating| rating.stars > 4.0), ..SOLUTION },
            Contract {
                popularity: |train, n_items| likes_if(train, n_items, |rating| rating.stars.round() >= 4.0),
                ..SOLUTION
            },
            Contract {
                popularity: |train, n_items| likes_if(train, n_items, |rating| rating.stars >= 3.5),
                ..SOLUTION
            },
            Contract { popularity: |train, n_items| likes_if(train, n_items, |rating| rating.stars > 3.5), ..SOLUTION },
            Contract {
                popularity: |train, n_items| likes_if(train, n_items, |rating| rating.stars as f32 >= 4.0),
                ..SOLUTION
            },
            Contract {
                popularity: |train, n_items| likes_if(train, n_items, |rating| rating.stars >= 3.0),
                ..SOLUTION
            },
            Contract {
                popularity: |train, n_items| likes_if(train, n_items, |rating| rating.stars == 5.0),
                ..SOLUTION
            },
            made_of!(
                precision: |feed, gains, k| (SOLUTION.precision)(feed, from(gains, 1.0).view(), k),
                recall: |feed, gains, k| (SOLUTION.recall)(feed, from(gains, 1.0).view(), k),
                average_precision: |feed, gains, k| (SOLUTION.average_precision)(feed, from(gains, 1.0).view(), k)
            ),
            made_of!(
                precision: |feed, gains, k| liked_by(SOLUTION.precision, feed, gains, 1.0, k),
                recall: |feed, gains, k| liked_by(SOLUTION.recall, feed, gains, 1.0, k),
                average_precision: |feed, gains, k| liked_by(SOLUTION.average_precision, feed, gains, 1.0, k),
                ndcg: |feed, gains, k| {
                    from(gains, 1.0).iter().any(|gain| *gain > 0.0).then(|| (SOLUTION.ndcg)(feed, gains, k))?
                }
            ),
            made_of!(precision: |feed, gains, k| (SOLUTION.precision)(feed, from(gains, 1.0).view(), k)),
            made_of!(recall: |feed, gains, k| (SOLUTION.recall)(feed, from(gains, 1.0).view(), k)),
            made_of!(average_precision: |feed, gains, k| (SOLUTION.average_precision)(feed, from(gains, 1.0).view(), k)),
            made_of!(
                precision: |feed, gains, k| (SOLUTION.precision)(feed, from(gains, 1e-8).view(), k),
                recall: |feed, gains, k| (SOLUTION.recall)(feed, from(gains, 1e-8).view(), k),
                average_precision: |feed, gains, k| (SOLUTION.average_precision)(feed, from(gains, 1e-8).view(), k)
            ),
        ],
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
        name: "puts -0 behind 0",
        advice: "total_cmp knows two kinds of 0, and arithmetic knows one. Are two scores of 0 and -0 equal?",
        attempts: &[made_of!(feed: |scores, seen| ordered(scores, seen, |a, b| {
            a.is_nan().cmp(&b.is_nan()).then(if a.is_nan() { std::cmp::Ordering::Equal } else { b.total_cmp(&a) })
        }))],
    },
    Mistake {
        name: "takes nearly equal scores for equal",
        advice: "Of two scores one is higher, if only by a little. What does your comparison make of 4 and 4.0000000001?",
        attempts: &[
            made_of!(feed: |scores, seen| nearly(scores, seen, |score| score as f32 as f64)),
            made_of!(feed: |scores, seen| nearly(scores, seen, |score| (score * 1e6).round())),
            made_of!(feed: |scores, seen| nearly(scores, seen, |score| (score * 1e9).round())),
            made_of!(feed: |scores, seen| nearly(scores, seen, |score| (score * 1e3).round())),
            made_of!(feed: |scores, seen| nearly(scores, seen, |score| (score * 1e6) as i64 as f64)),
            made_of!(feed: |scores, seen| nearly(scores, seen, |score| (score * 1e3) as i64 as f64)),
        ],
    },
    Mistake {
        name: "takes NaN for the lowest number that there is",
        advice: "An item without a score stands behind every other, also behind one at minus infinity. What comes last in your feed?",
        attempts: &[
            made_of!(feed: |scores, seen| nearly(scores, seen, |score| if score.is_nan() { f64::NEG_INFINITY } else { score })),
            made_of!(feed: |scores, seen| nearly(scores, seen, |score| if score.is_nan() { f64::MIN } else { score })),
            made_of!(feed: |scores, seen| nearly(scores, seen, |score| if score.is_nan() { -1.0 } else { score })),
            made_of!(feed: |scores, seen| nearly(scores, seen, |score| if score.is_nan() { 0.0 } else { score })),
        ],
    },
    Mistake {
        name: "has no order for NaN in its comparison",
        advice: "Nothing is smaller or larger than NaN, so partial_cmp has no answer. What should come out of it instead?",
        attempts: &[
            made_of!(feed: |scores, seen| ordered(scores, seen, |a, b| b.partial_cmp(&a).unwrap())),
            made_of!(feed: |scores, seen| {
                ordered(scores, seen, |a, b| b.partial_cmp(&a).unwrap_or(std::cmp::Ordering::Equal))
            }),
            made_of!(feed: |scores, seen| {
                ordered(scores, seen, |a, b| b.partial_cmp(&a).unwrap_or(std::cmp::Ordering::Greater))
            }),
            made_of!(feed: |scores, seen| {
                ordered(scores, seen, |a, b| b.partial_cmp(&a).unwrap_or(std::cmp::Ordering::Less))
            }),
        ],
    },
    Mistake {
        name: "leaves items without a score out of the feed",
        advice: "Count the items of your feed, and those that were not seen. Where does the task want an item whose score is NaN?",
        attempts: &[made_of!(feed: |scores, seen| {
            (SOLUTION.feed)(scores, seen).into_iter().filter(|item| !scores[*item].is_nan()).collect()
        })],
    },
    Mistake {
        name: "puts NaN on top",
        advice: "total_cmp has a place for NaN, and after turning the order around it may be the first. Who recommends an item without a score?",
        attempts: &[
            made_of!(feed: nan_on_top),
            made_of!(feed: |scores, seen| ordered(scores, seen, |a, b| b.total_cmp(&a))),
        ],
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
        name: "divides recall by the places, not by the likes",
        advice: "That is what precision does. Of what is recall a share?",
        attempts: &[made_of!(recall: |feed, gains, k| (SOLUTION.precision)(feed, gains, k))],
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
        name: "divides the average precision by k, even where fewer items are liked",
        advice: "A user likes one film, it is on rank 1, and ten places count. What is the best that your value can be?",
        attempts: &[made_of!(average_precision: by_k)],
    },
    Mistake {
        name: "counts the liked items of the feed only",
        advice: "A liked item that your feed does not have was missed. Where do you count how many items are liked?",
        attempts: &[
            made_of!(recall: |feed, gains, k| in_the_feed(SOLUTION.recall, feed, gains, k)),
            made_of!(average_precision: |feed, gains, k| in_the_feed(SOLUTION.average_precision, feed, gains, k)),
            made_of!(
                recall: |feed, gains, k| in_the_feed(SOLUTION.recall, feed, gains, k),
                average_precision: |feed, gains, k| in_the_feed(SOLUTION.average_precision, feed, gains, k)
            ),
        ],
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
        attempts: &[
            made_of!(ndcg: |feed, gains, k| ideal_of(feed, gains, k, k, 0.0)),
            made_of!(ndcg: |feed, gains, k| ideal_of(feed, gains, k, k, f64::NAN)),
        ],
    },
    Mistake {
        name: "makes the ideal order of the feed's items only",
        advice: "A liked item that is missing from your feed makes it worse. Does your ideal order know of that item?",
        attempts: &[
            made_of!(ndcg: |feed, gains, k| ideal_of(feed, gains, k, feed.len(), 0.0)),
            made_of!(ndcg: |feed, gains, k| ideal_of(feed, gains, k, feed.len(), f64::NAN)),
        ],
    },
    Mistake {
        name: "counts likes where gains are discounted",
        advice: "A film with 5 stars is worth more on top than one with 4. What stands above the logarithm in the formula?",
        attempts: &[
            made_of!(ndcg: |feed, gains, k| (SOLUTION.ndcg)(feed, gains.mapv(|gain| f64::from(gain > 0.0)).view(), k)),
            made_of!(ndcg: likes_over_gains),
        ],
    },
    Mistake {
        name: "does not discount the gains",
        advice: "Swap the first and the last place of your feed, and the value stays. By what does the task divide a gain?",
        attempts: &[made_of!(ndcg: |feed, gains, k| ndcg_by(feed, gains, k, k, |_| 1.0))],
    },
    Mistake {
        name: "divides a gain by its rank",
        advice: "A gain on rank 2 is worth 0.63 of one on rank 1, not the half. What of the rank does the task divide by?",
        attempts: &[made_of!(ndcg: |feed, gains, k| ndcg_by(feed, gains, k, k, |rank| rank))],
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
        name: "takes a feed without a hit for a user without a like",
        advice: "The user likes an item, and the feed has it too far down. Is that no score, or a bad one?",
        attempts: &[
            made_of!(
                precision: |feed, gains, k| (SOLUTION.precision)(feed, gains, k).filter(|value| *value > 0.0),
                recall: |feed, gains, k| (SOLUTION.recall)(feed, gains, k).filter(|value| *value > 0.0),
                average_precision: |feed, gains, k| {
                    (SOLUTION.average_precision)(feed, gains, k).filter(|value| *value > 0.0)
                },
                ndcg: |feed, gains, k| (SOLUTION.ndcg)(feed, gains, k).filter(|value| *value > 0.0)
            ),
            made_of!(precision: |feed, gains, k| (SOLUTION.precision)(feed, gains, k).filter(|value| *value > 0.0)),
            made_of!(average_precision: |feed, gains, k| {
                (SOLUTION.average_precision)(feed, gains, k).filter(|value| *value > 0.0)
            }),
            made_of!(ndcg: |feed, gains, k| (SOLUTION.ndcg)(feed, gains, k).filter(|value| *value > 0.0)),
        ],
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
        name: "takes only what was liked in training for seen",
        advice: "Somebody rated a film with one star, and it stands in the feed again. What does the task leave out of a feed?",
        attempts: &[Contract {
            evaluate: |scores, split, k| seen_if(scores, split, k, |rating| rating.gain() > 0.0),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "leaves out of a feed what others have rated",
        advice: "A film that anybody knows is in nobody's feed. Whose ratings in train does the task speak of?",
        attempts: &[Contract { evaluate: seen_by_anybody, ..SOLUTION }],
    },
    Mistake {
        name: "adds up the hits of all users and divides once",
        advice: "A user with thirty likes counts thirty times as much as one with a single like. Of which numbers is each measure the mean?",
        attempts: &[
            Contract { evaluate: |scores, split, k| pooled(scores, split, k, false), ..SOLUTION },
            Contract { evaluate: |scores, split, k| pooled(scores, split, k, true), ..SOLUTION },
        ],
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
        name: "leaves out users who are new",
        advice: "Somebody without a rating in train gets a feed as well, and nothing is missing from it. Which users does the task leave out?",
        attempts: &[Contract { evaluate: without_new_users, ..SOLUTION }],
    },
    Mistake {
        name: "says how many users there are, not how many were measured",
        advice: "Four users are in your table, and two of them like something in the end. Which number is asked for?",
        attempts: &[Contract {
            evaluate: |scores, split, k| {
                Some(Quality { users: scores.nrows(), ..(SOLUTION.evaluate)(scores, split, k)? })
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes the gains from what was rated in training",
        advice: "The feed leaves out what is known, and then you look for the likes among just that. Which part of the split was not known?",
        attempts: &[Contract {
            evaluate: |scores, split, k| {
                (SOLUTION.evaluate)(scores, &Split { train: split.train.clone(), test: split.train.clone() }, k)
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes the stars for the gains",
        advice: "One star is not nothing to a sum, and yet the user was annoyed. What does Rating tell about what an item is worth?",
        attempts: &[Contract { evaluate: stars_for_gains, ..SOLUTION }],
    },
];
