//! What goes wrong, as running code, and what to say about it.

use std::collections::BTreeMap;

use ndarray::{Array1, ArrayView1};

use super::solution::{flag, iqr_fences, keep_latest, mad_fences, normalise};
use super::{Contract, Fences, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file with this version of one function.
macro_rules! with {
    ($function:ident: $body:expr) => {
        Contract { $function: $body, ..SOLUTION }
    };
}

/// A learner's file whose quantiles are found in this way, and whose values are sorted in that.
macro_rules! quantiles {
    ($sorted:expr, $at:expr) => {
        Contract {
            iqr_fences: |values, reach| iqr_with(values, reach, $sorted, $at),
            mad_fences: |values, cutoff| mad_with(values, cutoff, $sorted, $at),
            ..SOLUTION
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "tells capitals from small letters",
        advice: "One clerk types 85123A, the next one 85123a. Are these two articles?",
        attempts: &[with!(normalise: |key| words(key).join(" "))],
    },
    Mistake {
        name: "makes small only the letters from A to Z",
        advice: "Try it with CAFÉ. Which letters does your method know?",
        attempts: &[with!(normalise: |key| words(key).join(" ").to_ascii_lowercase())],
    },
    Mistake {
        name: "makes the letters small one by one",
        advice: "Some letters look otherwise at the end of a word, and some become two. Which method does the task name, and what does it see that yours does not?",
        attempts: &[
            with!(normalise: |key| words(key).join(" ").chars().flat_map(char::to_lowercase).collect()),
            with!(normalise: |key| {
                words(key).join(" ").chars().map(|letter| letter.to_lowercase().next().unwrap_or(letter)).collect()
            }),
        ],
    },
    Mistake {
        name: "leaves the white space of a key as it is",
        advice: "Whoever typed a blank too many saw nothing of it. What does the task say about white space at the ends, and inside?",
        attempts: &[with!(normalise: str::to_lowercase)],
    },
    Mistake {
        name: "returns the key as it came",
        advice: "Then `85123A` and `85123a` stay two articles. What has a normal key, and what has it not?",
        attempts: &[with!(normalise: str::to_owned)],
    },
    Mistake {
        name: "joins the words of a key with something else than a blank",
        advice: "The key `t light` has a blank in it, and `t-light` has none. What does the task say that a run of white space becomes?",
        attempts: &[
            with!(normalise: |key| words(key).join("-").to_lowercase()),
            with!(normalise: |key| words(key).join("_").to_lowercase()),
        ],
    },
    Mistake {
        name: "makes capitals of all letters",
        advice: "Two spellings become the same in either case, but the one normal way is written in the task. Which letters does it name?",
        attempts: &[with!(normalise: |key| words(key).join(" ").to_uppercase())],
    },
    Mistake {
        name: "knows the white space of ASCII alone",
        advice: "A no-break space looks like a blank and is none. What does the task say decides what white space is?",
        attempts: &[
            with!(normalise: |key| key.split_ascii_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()),
            with!(normalise: |key| {
                let ends = key.trim().split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty());
                ends.collect::<Vec<_>>().join(" ").to_lowercase()
            }),
            with!(normalise: |key| {
                key.trim().split_ascii_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
            }),
        ],
    },
    Mistake {
        name: "takes out more than white space",
        advice: "T-light and t light are two keys, whoever thinks otherwise. What does the task say about everything else?",
        attempts: &[
            with!(normalise: |key| {
                let kept: String =
                    key.chars().filter(|letter| letter.is_alphanumeric() || letter.is_whitespace()).collect();
                words(&kept).join(" ").to_lowercase()
            }),
            with!(normalise: |key| {
                let blanks = key.replace(|letter: char| !letter.is_alphanumeric(), " ");
                words(&blanks).join(" ").to_lowercase()
            }),
            with!(normalise: |key| {
                let ascii: String = key.chars().filter(char::is_ascii).collect();
                words(&ascii).join(" ").to_lowercase()
            }),
            with!(normalise: |key| words(key).join(" ").to_lowercase().trim_start_matches('0').to_owned()),
        ],
    },
    Mistake {
        name: "leaves some of the runs of white space inside a key",
        advice: "Try it with three blanks, and with a tab. Is there a way to the words of a text that does not ask what stands between them?",
        attempts: &[
            with!(normalise: |key| key.trim().replace("  ", " ").to_lowercase()),
            with!(normalise: |key| key.trim().to_lowercase()),
            with!(normalise: |key| {
                key.trim().split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase()
            }),
        ],
    },
    Mistake {
        name: "leaves the white space at the ends of a key",
        advice: "Whoever typed a blank behind the code saw nothing of it. What does the task say about the ends?",
        attempts: &[
            with!(normalise: |key| key.split(char::is_whitespace).collect::<Vec<_>>().join(" ").to_lowercase()),
            with!(normalise: |key| squeezed(key).to_lowercase()),
            with!(normalise: |key| squeezed(key).trim_end().to_lowercase()),
            with!(normalise: |key| squeezed(key).trim_start().to_lowercase()),
        ],
    },
    Mistake {
        name: "takes out the blanks between the words too",
        advice: "Without its blanks a key may look like another one. What does the task say that a run of white space becomes?",
        attempts: &[Contract { normalise: |key| words(key).concat().to_lowercase(), ..SOLUTION }],
    },
    Mistake {
        name: "keeps the first row of every key",
        advice: "The first price that was ever asked is not what an article costs now. Which of the rows says what is true today?",
        attempts: &[Contract { keep_latest: first_of_table, ..SOLUTION }],
    },
    Mistake {
        name: "takes the last row of the table for the latest",
        advice: "The file is only nearly in the order of time. Which of the arguments knows when a row was written?",
        attempts: &[Contract { keep_latest: |keys, _| pick(keys, |_, _| true), ..SOLUTION }],
    },
    Mistake {
        name: "keeps the first of equally late rows",
        advice: "Two rows carry the same minute, and the second was typed after the first. What does your comparison do when the times are equal?",
        attempts: &[Contract {
            keep_latest: |keys, times| pick(keys, |row, kept| known(times[row]) > known(times[kept])),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "never replaces a row whose time is not known",
        advice: "Every comparison with NaN is false. What happens in your code when the first row of a key has no time?",
        attempts: &[Contract {
            keep_latest: |keys, times| pick(keys, |row, kept| times[row] >= times[kept]),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes a time that is not known for the latest of all",
        advice: "total_cmp and many sorts put NaN behind every number. Is a row later because nobody wrote down when?",
        attempts: &[Contract {
            keep_latest: |keys, times| pick(keys, |row, kept| times[row].total_cmp(&times[kept]).is_ge()),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes a time that is not known for a number among the others",
        advice: "0 is later than every time below 0. Which value is older than any time that is?",
        attempts: &[
            with!(keep_latest: |keys, times| pick(keys, |row, kept| or(times[row], 0.0) >= or(times[kept], 0.0))),
            with!(keep_latest: |keys, times| pick(keys, |row, kept| or(times[row], -1.0) >= or(times[kept], -1.0))),
            with!(keep_latest: |keys, times| {
                pick(keys, |row, kept| or(times[row], f64::MIN_POSITIVE) >= or(times[kept], f64::MIN_POSITIVE))
            }),
        ],
    },
    Mistake {
        name: "drops the rows whose time is not known",
        advice: "A key none of whose rows has a time is still a key. How many rows of it does the task keep?",
        attempts: &[with!(keep_latest: |keys, times| {
            keep_latest(keys, times).into_iter().filter(|row| !times[*row].is_nan()).collect()
        })],
    },
    Mistake {
        name: "compares times that it has cut, rounded or squeezed into another type",
        advice: "Times may be in any unit: seconds with fractions, or counts with sixteen digits. What does your conversion make of two that are close to each other?",
        attempts: &[
            with!(keep_latest: |keys, times| by_key(keys, times, f64::trunc)),
            with!(keep_latest: |keys, times| by_key(keys, times, f64::round)),
            with!(keep_latest: |keys, times| by_key(keys, times, f64::floor)),
            with!(keep_latest: |keys, times| by_key(keys, times, |time| time as i64 as f64)),
            with!(keep_latest: |keys, times| by_key(keys, times, |time| time as u64 as f64)),
            with!(keep_latest: |keys, times| by_key(keys, times, |time| time as i32 as f64)),
            with!(keep_latest: |keys, times| by_key(keys, times, |time| f64::from(time as f32))),
            with!(keep_latest: |keys, times| by_key(keys, times, |time| (time * 1000.0).round())),
            with!(keep_latest: |keys, times| by_key(keys, times, f64::abs)),
        ],
    },
    Mistake {
        name: "takes times that lie close together for equal",
        advice: "In another unit all the times of the table may lie close together. When are two rows equally late?",
        attempts: &[
            with!(keep_latest: |keys, times| pick(keys, |row, kept| known(times[row]) >= known(times[kept]) - 1e-9)),
            with!(keep_latest: |keys, times| pick(keys, |row, kept| known(times[row]) >= known(times[kept]) - 1e-12)),
            with!(keep_latest: |keys, times| {
                pick(keys, |row, kept| known(times[row]) >= known(times[kept]) - f64::EPSILON)
            }),
        ],
    },
    Mistake {
        name: "keeps the oldest row of every key",
        advice: "The larger the time, the later. Which way does your comparison look?",
        attempts: &[
            with!(keep_latest: |keys, times| pick(keys, |row, kept| known(times[row]) <= known(times[kept]))),
            with!(keep_latest: |keys, times| pick(keys, |row, kept| known(times[row]) < known(times[kept]))),
            with!(keep_latest: |keys, times| pick(keys, |row, kept| times[row] < times[kept])),
        ],
    },
    Mistake {
        name: "normalises the keys once more",
        advice: "Whoever calls the function has made the keys as they should be. What does the task say about how they are compared?",
        attempts: &[
            with!(keep_latest: |keys, times| {
                let keys: Vec<String> = keys.iter().map(|key| normalise(key)).collect();
                keep_latest(&keys, times)
            }),
            with!(keep_latest: |keys, times| {
                let keys: Vec<String> = keys.iter().map(|key| key.to_lowercase()).collect();
                keep_latest(&keys, times)
            }),
            with!(keep_latest: |keys, times| {
                let keys: Vec<String> = keys.iter().map(|key| key.trim().to_owned()).collect();
                keep_latest(&keys, times)
            }),
        ],
    },
    Mistake {
        name: "returns the rows in an order that their keys have",
        advice: "Sorted keys, or keys as they first turn up: a map walks its own way. In which order does the task ask for the rows that are kept?",
        attempts: &[
            with!(keep_latest: |keys, times| {
                let mut rows = keep_latest(keys, times);
                rows.sort_by(|one, other| keys[*one].cmp(&keys[*other]));
                rows
            }),
            with!(keep_latest: |keys, times| {
                let mut rows = keep_latest(keys, times);
                rows.sort_by_key(|row| keys.iter().position(|key| *key == keys[*row]));
                rows
            }),
        ],
    },
    Mistake {
        name: "returns the rows from the last to the first",
        advice: "Going backwards is a way to meet the late rows first. In which order does the task ask for the rows that are kept?",
        attempts: &[with!(keep_latest: |keys, times| keep_latest(keys, times).into_iter().rev().collect())],
    },
    Mistake {
        name: "returns the rows to drop instead of those to keep",
        advice: "Your caller selects these rows and throws the others away. Which of the two should the list hold?",
        attempts: &[with!(keep_latest: |keys, times| {
            let kept = keep_latest(keys, times);
            (0..keys.len()).filter(|row| !kept.contains(row)).collect()
        })],
    },
    Mistake {
        name: "keeps every one of equally late rows",
        advice: "Two rows carry the same minute, and both are in your list. How many rows does the task keep for every key?",
        attempts: &[with!(keep_latest: |keys, times| {
            let kept = keep_latest(keys, times);
            let is_as_late = |row: &usize, kept: &usize| {
                keys[*kept] == keys[*row] && known(times[*kept]) == known(times[*row])
            };
            (0..keys.len()).filter(|row| kept.iter().any(|kept| is_as_late(row, kept))).collect()
        })],
    },
    Mistake {
        name: "keeps only the keys that occur once",
        advice: "An article that was sold twice has a price as well. How many rows does the task keep for every key?",
        attempts: &[with!(keep_latest: |keys, _| {
            (0..keys.len()).filter(|row| keys.iter().filter(|key| **key == keys[*row]).count() == 1).collect()
        })],
    },
    Mistake {
        name: "looks for copies in neighbouring rows only",
        advice: "Vec::dedup and its relatives compare each row with the one before it. Where do the rows of one key stand in a table?",
        attempts: &[Contract { keep_latest: neighbours_only, ..SOLUTION }],
    },
    Mistake {
        name: "returns the rows in the order of their times",
        advice: "Sorting is a way to find the latest row, but the table had an order of its own. In which order does the task ask for the rows?",
        attempts: &[Contract { keep_latest: in_order_of_time, ..SOLUTION }],
    },
    Mistake {
        name: "changes the two fences for each other",
        advice: "One fence is the lowest value that is still usual. Is yours below the other one?",
        attempts: &[
            with!(iqr_fences: |values, reach| turned(iqr_fences(values, reach))),
            with!(mad_fences: |values, cutoff| turned(mad_fences(values, cutoff))),
            Contract {
                iqr_fences: |values, reach| turned(iqr_fences(values, reach)),
                mad_fences: |values, cutoff| turned(mad_fences(values, cutoff)),
                ..SOLUTION
            },
            with!(flag: |values, fences| flag(values, &turned(*fences))),
        ],
    },
    Mistake {
        name: "computes one kind of fences where the other is asked for",
        advice: "The two pairs of fences have a formula each. In which of them stands a median, and in which stand quartiles?",
        attempts: &[
            Contract { iqr_fences: mad_fences, mad_fences: iqr_fences, ..SOLUTION },
            Contract { iqr_fences: mad_fences, ..SOLUTION },
            Contract { mad_fences: iqr_fences, ..SOLUTION },
        ],
    },
    Mistake {
        name: "lets no fence go below 0",
        advice: "It cannot rain less than nothing, but temperatures and balances go below 0. Does the formula know what is measured?",
        attempts: &[
            with!(iqr_fences: |values, reach| not_below_zero(iqr_fences(values, reach))),
            with!(mad_fences: |values, cutoff| not_below_zero(mad_fences(values, cutoff))),
            Contract {
                iqr_fences: |values, reach| not_below_zero(iqr_fences(values, reach)),
                mad_fences: |values, cutoff| not_below_zero(mad_fences(values, cutoff)),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "pulls the fences back to the smallest and the largest value",
        advice: "The whiskers of a box plot end at values, but a fence may stand where there is none. Which values could lie outside of yours?",
        attempts: &[
            with!(iqr_fences: |values, reach| among(values, iqr_fences(values, reach))),
            with!(mad_fences: |values, cutoff| among(values, mad_fences(values, cutoff))),
            Contract {
                iqr_fences: |values, reach| among(values, iqr_fences(values, reach)),
                mad_fences: |values, cutoff| among(values, mad_fences(values, cutoff)),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "takes half of the interquartile range",
        advice: "The range goes from one quartile to the other, all the way. With a reach of 1, how far is the fence from its quartile?",
        attempts: &[with!(iqr_fences: |values, reach| iqr_fences(values, reach / 2.0))],
    },
    Mistake {
        name: "takes other quantiles than the quartiles",
        advice: "A quarter of the values lies below the first quartile. Which part of them lies below your place?",
        attempts: &[
            with!(iqr_fences: |values, reach| iqr_of(values, reach, 0.2)),
            with!(iqr_fences: |values, reach| iqr_of(values, reach, 0.1)),
            with!(iqr_fences: |values, reach| iqr_of(values, reach, 0.0)),
        ],
    },
    Mistake {
        name: "measures each reach from the other quartile",
        advice: "With a reach of 0, where does each of the fences stand? Compare that with the formula.",
        attempts: &[with!(iqr_fences: |values, reach| {
            let Fences { low: first, high: third } = iqr_fences(values, 0.0);
            let spread = reach * (third - first);
            Fences { low: third - spread, high: first + spread }
        })],
    },
    Mistake {
        name: "takes the distances with their signs",
        advice: "Half of the values lie below the median. What is then the median of the differences, whatever the values are?",
        attempts: &[with!(mad_fences: |values, _| mad_fences(values, 0.0))],
    },
    Mistake {
        name: "squares the distances from the median",
        advice: "A squared distance has another unit than the values. What can be taken off and put on a median?",
        attempts: &[
            with!(mad_fences: |values, cutoff| mad_around(values, cutoff, median, median, |far| {
                median(&far.iter().map(|distance| distance * distance).collect::<Vec<_>>())
            })),
            with!(mad_fences: |values, cutoff| mad_around(values, cutoff, median, median, |far| {
                mean(&far.iter().map(|distance| distance * distance).collect::<Vec<_>>()).sqrt()
            })),
        ],
    },
    Mistake {
        name: "puts the MAD fences around something else than the median",
        advice: "With a cutoff of 0 both fences stand in the same place. Which place is that in the formula, and which in your code?",
        attempts: &[
            with!(mad_fences: |values, cutoff| {
                let Fences { low, high } = mad_fences(values, cutoff);
                let mad = mad_of(values);
                Fences { low: mad - (high - low) / 2.0, high: mad + (high - low) / 2.0 }
            }),
            with!(mad_fences: |values, cutoff| {
                let Fences { low, high } = mad_fences(values, cutoff);
                Fences { low: (low - high) / 2.0, high: (high - low) / 2.0 }
            }),
        ],
    },
    Mistake {
        name: "takes mean and standard deviation for the fences",
        advice: "One value of 9831 moves the mean, and the standard deviation still more. Which values does your fence then let through, and which middle would not have moved?",
        attempts: &[Contract { mad_fences: by_standard_deviations, ..SOLUTION }],
    },
    Mistake {
        name: "forgets to divide by 0.6745",
        advice: "The MAD of normal numbers is about two thirds of their standard deviation, so your fences stand too near. What does the formula do about it?",
        attempts: &[Contract { mad_fences: |values, cutoff| mad_fences(values, 0.6745 * cutoff), ..SOLUTION }],
    },
    Mistake {
        name: "takes another constant than the one in the formula",
        advice: "1.4826 and 1 / 0.6745 are nearly the same. Which constant does the task write, and is it multiplied or divided by?",
        attempts: &[
            with!(mad_fences: |values, cutoff| mad_fences(values, 0.6745 * 1.4826 * cutoff)),
            with!(mad_fences: |values, cutoff| mad_fences(values, 0.6745 * 1.4826022185056018 * cutoff)),
            with!(mad_fences: |values, cutoff| mad_fences(values, 0.6745 * 1.483 * cutoff)),
            with!(mad_fences: |values, cutoff| mad_fences(values, 0.6745 / 0.6744897501960817 * cutoff)),
            with!(mad_fences: |values, cutoff| mad_fences(values, 0.6745 / 0.675 * cutoff)),
            with!(mad_fences: |values, cutoff| mad_fences(values, 0.6745 * 0.6745 * cutoff)),
        ],
    },
    Mistake {
        name: "takes the mean somewhere in the MAD",
        advice: "The MAD has a median twice: of the values, and of the distances. A mean in the place of one of them, what does a wild value do to it?",
        attempts: &[
            with!(mad_fences: |values, cutoff| mad_around(values, cutoff, mean, median, median)),
            with!(mad_fences: |values, cutoff| mad_around(values, cutoff, median, median, mean)),
            with!(mad_fences: |values, cutoff| mad_around(values, cutoff, mean, mean, median)),
            with!(mad_fences: |values, cutoff| mad_around(values, cutoff, median, mean, median)),
            with!(mad_fences: |values, cutoff| mad_around(values, cutoff, mean, mean, mean)),
        ],
    },
    Mistake {
        name: "takes one of the two middle values for the median",
        advice: "Write down four sorted values. Which of them lies at place 1.5?",
        attempts: &[
            with!(mad_fences: |values, cutoff| mad_around(values, cutoff, median, median, upper)),
            with!(mad_fences: |values, cutoff| mad_around(values, cutoff, median, median, lower)),
            with!(mad_fences: |values, cutoff| mad_around(values, cutoff, upper, upper, upper)),
            with!(mad_fences: |values, cutoff| mad_around(values, cutoff, lower, lower, lower)),
            with!(mad_fences: |values, cutoff| mad_around(values, cutoff, upper, upper, median)),
            with!(mad_fences: |values, cutoff| mad_around(values, cutoff, lower, lower, median)),
        ],
    },
    Mistake {
        name: "puts something else in the place of a MAD of 0",
        advice: "More than half of the values are equal, so nothing else is usual. Where does the task say that the fences stand then?",
        attempts: &[
            with!(mad_fences: |values, cutoff| {
                mad_around(values, cutoff, median, median, |far| if median(far) == 0.0 { mean(far) } else { median(far) })
            }),
            with!(mad_fences: |values, cutoff| {
                mad_around(values, cutoff, median, median, |far| if median(far) == 0.0 { 1.0 } else { median(far) })
            }),
            with!(mad_fences: |values, cutoff| {
                mad_around(values, cutoff, median, median, |far| if median(far) == 0.0 { 1e-9 } else { median(far) })
            }),
            with!(mad_fences: |values, cutoff| {
                let fences = mad_fences(values, cutoff);
                if fences.low == fences.high { Fences { low: f64::NEG_INFINITY, high: f64::INFINITY } } else { fences }
            }),
        ],
    },
    Mistake {
        name: "takes a small MAD or IQR for 0",
        advice: "In another unit every distance is small. Does the task know a smallest spread?",
        attempts: &[
            with!(mad_fences: |values, cutoff| mad_around(values, cutoff, median, median, |far| over(median(far), 1e-9))),
            with!(mad_fences: |values, cutoff| mad_around(values, cutoff, median, median, |far| over(median(far), 1e-10))),
            with!(mad_fences: |values, cutoff| mad_around(values, cutoff, median, median, |far| over(median(far), 1e-6))),
            with!(iqr_fences: |values, reach| {
                let Fences { low, high } = iqr_fences(values, 0.0);
                if high - low < 1e-9 { Fences { low, high } } else { iqr_fences(values, reach) }
            }),
        ],
    },
    Mistake {
        name: "makes whole numbers of reach and cutoff",
        advice: "1.5 is the usual reach. What is left of it after your cast?",
        attempts: &[
            with!(iqr_fences: |values, reach| iqr_fences(values, reach.trunc())),
            with!(iqr_fences: |values, reach| iqr_fences(values, reach.round())),
            with!(mad_fences: |values, cutoff| mad_fences(values, cutoff.trunc())),
            Contract {
                iqr_fences: |values, reach| iqr_fences(values, reach.trunc()),
                mad_fences: |values, cutoff| mad_fences(values, cutoff.trunc()),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "writes the usual reach or cutoff into the code",
        advice: "Whoever calls the function may have another rule. Which of your arguments do you never use?",
        attempts: &[
            with!(iqr_fences: |values, _| iqr_fences(values, 1.5)),
            with!(mad_fences: |values, _| mad_fences(values, 3.5)),
            Contract {
                iqr_fences: |values, _| iqr_fences(values, 1.5),
                mad_fences: |values, _| mad_fences(values, 3.5),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "keeps values in f32 on the way",
        advice: "An f32 has seven digits. How many have the numbers that come in?",
        attempts: &[
            Contract {
                iqr_fences: |values, reach| iqr_fences(values.mapv(short).view(), reach),
                mad_fences: |values, cutoff| mad_fences(values.mapv(short).view(), cutoff),
                ..SOLUTION
            },
            with!(iqr_fences: |values, reach| iqr_fences(values.mapv(short).view(), reach)),
            with!(mad_fences: |values, cutoff| mad_fences(values.mapv(short).view(), cutoff)),
            with!(flag: |values, fences| flag(values.mapv(short).view(), fences)),
        ],
    },
    Mistake {
        name: "finds the place of a quartile by another rule",
        advice: "There are nine rules for quantiles in use. Which place does the task give the first quartile of five values?",
        attempts: &[
            quantiles!(sorted, |sorted, q| at_place(sorted, q * (sorted.len() + 1) as f64 - 1.0)),
            quantiles!(sorted, |sorted, q| at_place(sorted, q * sorted.len() as f64)),
            quantiles!(sorted, |sorted, q| at_place(sorted, q * sorted.len() as f64 - 1.0)),
            quantiles!(sorted, |sorted, q| at_place(sorted, q * sorted.len() as f64 - 0.5)),
            with!(iqr_fences: |values, reach| iqr_with(values, reach, sorted, |sorted, q| half_median(sorted, q, 0))),
            with!(iqr_fences: |values, reach| iqr_with(values, reach, sorted, |sorted, q| half_median(sorted, q, 1))),
            with!(iqr_fences: |values, reach| {
                iqr_with(values, reach, sorted, |sorted, q| at_place(sorted, q * (sorted.len() + 1) as f64 - 1.0))
            }),
            with!(iqr_fences: |values, reach| {
                iqr_with(values, reach, sorted, |sorted, q| at_place(sorted, q * sorted.len() as f64))
            }),
        ],
    },
    Mistake {
        name: "takes quartiles without going between two values",
        advice: "A quartile of six values has the place 1.25, and your index drops the 0.25. How far is it on the way from one value to the next?",
        attempts: &[
            Contract {
                iqr_fences: |values, reach| {
                    iqr_by(&sorted(&present(values)), |sorted, place| sorted[place as usize], reach)
                },
                ..SOLUTION
            },
            with!(iqr_fences: |values, reach| {
                iqr_by(&sorted(&present(values)), |sorted, place| sorted[place.round() as usize], reach)
            }),
            with!(iqr_fences: |values, reach| {
                iqr_by(&sorted(&present(values)), |sorted, place| sorted[place.ceil() as usize], reach)
            }),
            with!(iqr_fences: |values, reach| {
                iqr_by(&sorted(&present(values)), |sorted, place| {
                    (sorted[place.floor() as usize] + sorted[place.ceil() as usize]) / 2.0
                }, reach)
            }),
            quantiles!(sorted, |sorted, q| sorted[(q * (sorted.len() - 1) as f64) as usize]),
            quantiles!(sorted, |sorted, q| sorted[(q * (sorted.len() - 1) as f64).round() as usize]),
            quantiles!(sorted, |sorted, q| sorted[(q * (sorted.len() - 1) as f64).ceil() as usize]),
            quantiles!(sorted, |sorted, q| sorted[((q * sorted.len() as f64) as usize).min(sorted.len() - 1)]),
        ],
    },
    Mistake {
        name: "puts the IQR fences around the median",
        advice: "Rain is crowded near 0 and has a long way up, so the quartiles are not equally far from the median. From where does the formula measure the reach?",
        attempts: &[Contract { iqr_fences: around_the_median, ..SOLUTION }],
    },
    Mistake {
        name: "takes quartiles and medians of values that are not sorted",
        advice: "What stands a quarter down the file is chance. Put the rows into another order: should the fences change?",
        attempts: &[
            Contract {
                iqr_fences: |values, reach| iqr_by(&present(values), between, reach),
                mad_fences: |values, cutoff| mad_by(&present(values), <[f64]>::to_vec, cutoff),
                ..SOLUTION
            },
            // Sorted, but by a part of each number alone.
            quantiles!(|values| sorted_by(values, |value| value as i64), quantile),
            quantiles!(|values| sorted_by(values, |value| (value * 10.0) as i64), quantile),
            quantiles!(|values| sorted_by(values, |value| (value * 100.0) as i64), quantile),
            quantiles!(|values| sorted_by(values, |value| (value * 1000.0) as i64), quantile),
            // The distances are still in the order of the values.
            with!(mad_fences: |values, cutoff| {
                mad_around(values, cutoff, median, median, |far| quantile(far, 0.5))
            }),
        ],
    },
    Mistake {
        name: "counts missing values when it looks for quartiles and medians",
        advice: "A sort has to put NaN somewhere, and there it pushes quartiles and median aside. How many values are there really?",
        attempts: &[Contract {
            iqr_fences: |values, reach| iqr_by(&sorted(&values.to_vec()), between, reach),
            mad_fences: |values, cutoff| mad_by(&values.to_vec(), sorted, cutoff),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "marks the values to keep instead of those that stand out",
        advice: "A flag says: somebody should look at this. Does your answer say so of the usual values?",
        attempts: &[Contract { flag: |values, fences| flag(values, fences).mapv(|flagged| !flagged), ..SOLUTION }],
    },
    Mistake {
        name: "drops the missing values, and with them the places of the flags",
        advice: "Count the values that come in and the flags that go out. To which row does the last flag belong?",
        attempts: &[Contract { flag: |values, fences| flag(Array1::from(present(values)).view(), fences), ..SOLUTION }],
    },
    Mistake {
        name: "flags a missing value",
        advice: "NaN is not between the fences, and just as little outside of them. What does !(a && b) say when both comparisons are false?",
        attempts: &[Contract {
            flag: |values, fences| values.mapv(|value| !(value >= fences.low && value <= fences.high)),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "flags a value on a fence",
        advice: "The fences are the lowest and the highest value that are still usual. What does your comparison say of a value that equals one?",
        attempts: &[
            with!(flag: |values, fences| values.mapv(|value| value <= fences.low || value >= fences.high)),
            with!(flag: |values, fences| values.mapv(|value| value < fences.low || value >= fences.high)),
            with!(flag: |values, fences| values.mapv(|value| value <= fences.low || value > fences.high)),
        ],
    },
    Mistake {
        name: "looks at one of the fences alone",
        advice: "A value can be too low and it can be too high. Which of the two does your comparison ask for?",
        attempts: &[
            with!(flag: |values, fences| values.mapv(|value| value > fences.high)),
            with!(flag: |values, fences| values.mapv(|value| value < fences.low)),
            with!(flag: |values, fences| values.mapv(|value| value.abs() > fences.high)),
        ],
    },
    Mistake {
        name: "asks for values that are below one fence and above the other at once",
        advice: "Read your condition aloud. Which number is too low and too high at the same time?",
        attempts: &[with!(flag: |values, fences| values.mapv(|value| value < fences.low && value > fences.high))],
    },
    Mistake {
        name: "measures how far a value is from the middle between the fences",
        advice: "On paper it is the same. What does rounding do to a value that is just outside, and what to fences that are far away?",
        attempts: &[with!(flag: |values, fences| {
            let (middle, reach) = ((fences.low + fences.high) / 2.0, (fences.high - fences.low) / 2.0);
            values.mapv(|value| (value - middle).abs() > reach)
        })],
    },
    Mistake {
        name: "never flags what is infinite",
        advice: "Nothing lies further out than an infinite value. Which values does the task except from flags?",
        attempts: &[with!(flag: |values, fences| {
            values.mapv(|value| value.is_finite() && (value < fences.low || value > fences.high))
        })],
    },
    Mistake {
        name: "lets values pass that lie just outside of a fence",
        advice: "What is just outside, the unit decides. Does the task know a tolerance?",
        attempts: &[
            with!(flag: |values, fences| {
                values.mapv(|value| value < fences.low - 1e-9 || value > fences.high + 1e-9)
            }),
            with!(flag: |values, fences| {
                values.mapv(|value| value < fences.low - 1e-12 || value > fences.high + 1e-12)
            }),
            with!(flag: |values, fences| {
                values.mapv(|value| value.trunc() < fences.low.trunc() || value.trunc() > fences.high.trunc())
            }),
        ],
    },
];

fn turned(Fences { low, high }: Fences) -> Fences {
    Fences { low: high, high: low }
}

fn not_below_zero(Fences { low, high }: Fences) -> Fences {
    Fences { low: low.max(0.0), high: high.max(0.0) }
}

fn among(values: ArrayView1<f64>, Fences { low, high }: Fences) -> Fences {
    let sorted = sorted(&present(values));
    Fences { low: low.max(sorted[0]), high: high.min(sorted[sorted.len() - 1]) }
}

/// From this quantile to the one that is as far from the other end.
fn iqr_of(values: ArrayView1<f64>, reach: f64, lower: f64) -> Fences {
    let sorted = sorted(&present(values));
    let (first, third) = (quantile(&sorted, lower), quantile(&sorted, 1.0 - lower));
    Fences { low: first - reach * (third - first), high: third + reach * (third - first) }
}

fn mad_of(values: ArrayView1<f64>) -> f64 {
    let Fences { low, high } = mad_fences(values, 0.6745);
    (high - low) / 2.0
}

fn words(key: &str) -> Vec<&str> {
    key.split_whitespace().collect()
}

/// A time that is not known is older than any that is.
fn known(time: f64) -> f64 {
    if time.is_nan() { f64::NEG_INFINITY } else { time }
}

/// Every run of white space becomes one blank, at the ends too.
fn squeezed(key: &str) -> String {
    let mut squeezed = String::new();
    for letter in key.chars() {
        match letter.is_whitespace() {
            true if squeezed.ends_with(' ') => {}
            true => squeezed.push(' '),
            false => squeezed.push(letter),
        }
    }
    squeezed
}

fn or(time: f64, unknown: f64) -> f64 {
    if time.is_nan() { unknown } else { time }
}

/// What is not known stays older than any time, whatever the key makes of the others.
fn by_key(keys: &[String], times: ArrayView1<f64>, key: fn(f64) -> f64) -> Vec<usize> {
    let time = |row: usize| if times[row].is_nan() { f64::NEG_INFINITY } else { key(times[row]) };
    pick(keys, |row, kept| time(row) >= time(kept))
}

fn short(value: f64) -> f64 {
    f64::from(value as f32)
}

fn over(spread: f64, smallest: f64) -> f64 {
    if spread < smallest { 0.0 } else { spread }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn median(values: &[f64]) -> f64 {
    quantile(&sorted(values), 0.5)
}

fn upper(values: &[f64]) -> f64 {
    sorted(values)[values.len() / 2]
}

fn lower(values: &[f64]) -> f64 {
    sorted(values)[(values.len() - 1) / 2]
}

/// The fences around one middle, and the spread of the distances from another.
fn mad_around(
    values: ArrayView1<f64>,
    cutoff: f64,
    from: fn(&[f64]) -> f64,
    around: fn(&[f64]) -> f64,
    spread: fn(&[f64]) -> f64,
) -> Fences {
    let present = sorted(&present(values));
    let (from, around) = (from(&present), around(&present));
    let distances: Vec<f64> = present.iter().map(|value| (value - from).abs()).collect();
    let reach = cutoff * spread(&distances) / 0.6745;
    Fences { low: around - reach, high: around + reach }
}

fn sorted_by(values: &[f64], key: fn(f64) -> i64) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by_key(|value| key(*value));
    sorted
}

fn quantile(sorted: &[f64], q: f64) -> f64 {
    between(sorted, q * (sorted.len() - 1) as f64)
}

/// The value at a place, kept within the list.
fn at_place(sorted: &[f64], place: f64) -> f64 {
    between(sorted, place.clamp(0.0, (sorted.len() - 1) as f64))
}

/// Tukey's hinges: the median of one half, with the value in the middle in both halves or in none.
fn half_median(sorted: &[f64], q: f64, shared: usize) -> f64 {
    let half = (sorted.len() + shared) / 2;
    let half = half.max(1);
    quantile(if q < 0.5 { &sorted[..half] } else { &sorted[sorted.len() - half..] }, 0.5)
}

type Sort = fn(&[f64]) -> Vec<f64>;
type At = fn(&[f64], f64) -> f64;

fn iqr_with(values: ArrayView1<f64>, reach: f64, sort: Sort, at: At) -> Fences {
    let sorted = sort(&present(values));
    let (first, third) = (at(&sorted, 0.25), at(&sorted, 0.75));
    Fences { low: first - reach * (third - first), high: third + reach * (third - first) }
}

fn mad_with(values: ArrayView1<f64>, cutoff: f64, sort: Sort, at: At) -> Fences {
    let sorted = sort(&present(values));
    let middle = at(&sorted, 0.5);
    let distances: Vec<f64> = sorted.iter().map(|value| (value - middle).abs()).collect();
    let reach = cutoff * at(&sort(&distances), 0.5) / 0.6745;
    Fences { low: middle - reach, high: middle + reach }
}

/// Goes through the table once; a row takes the place of the kept one where it wins.
fn pick(keys: &[String], wins: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut kept: BTreeMap<&str, usize> = BTreeMap::new();
    for (row, key) in keys.iter().enumerate() {
        let so_far = kept.entry(key).or_insert(row);
        if wins(row, *so_far) {
            *so_far = row;
        }
    }
    let mut rows: Vec<usize> = kept.into_values().collect();
    rows.sort_unstable();
    rows
}

fn first_of_table(keys: &[String], _: ArrayView1<f64>) -> Vec<usize> {
    pick(keys, |_, _| false)
}

fn neighbours_only(keys: &[String], times: ArrayView1<f64>) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for row in 0..keys.len() {
        match kept.last_mut() {
            Some(last) if keys[*last] == keys[row] => {
                if known(times[row]) >= known(times[*last]) {
                    *last = row;
                }
            }
            _ => kept.push(row),
        }
    }
    kept
}

fn in_order_of_time(keys: &[String], times: ArrayView1<f64>) -> Vec<usize> {
    let mut rows = keep_latest(keys, times);
    rows.sort_by(|one, other| known(times[*one]).total_cmp(&known(times[*other])));
    rows
}

fn by_standard_deviations(values: ArrayView1<f64>, cutoff: f64) -> Fences {
    let present = Array1::from(present(values));
    let (mean, deviation) = (present.sum() / present.len() as f64, present.std(0.0));
    Fences { low: mean - cutoff * deviation, high: mean + cutoff * deviation }
}

fn present(values: ArrayView1<f64>) -> Vec<f64> {
    values.iter().copied().filter(|value| !value.is_nan()).collect()
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// The value at a place that may lie between two.
fn between(values: &[f64], place: f64) -> f64 {
    let (below, above) = (values[place.floor() as usize], values[place.ceil() as usize]);
    below + place.fract() * (above - below)
}

fn iqr_by(values: &[f64], at: fn(&[f64], f64) -> f64, reach: f64) -> Fences {
    let last = (values.len() - 1) as f64;
    let (first, third) = (at(values, 0.25 * last), at(values, 0.75 * last));
    Fences { low: first - reach * (third - first), high: third + reach * (third - first) }
}

fn around_the_median(values: ArrayView1<f64>, reach: f64) -> Fences {
    let values = sorted(&present(values));
    let at = |q: f64| between(&values, q * (values.len() - 1) as f64);
    let spread = reach * (at(0.75) - at(0.25));
    Fences { low: at(0.5) - spread, high: at(0.5) + spread }
}

fn mad_by(values: &[f64], arranged: fn(&[f64]) -> Vec<f64>, cutoff: f64) -> Fences {
    let median = |values: &[f64]| between(&arranged(values), 0.5 * (values.len() - 1) as f64);
    let middle = median(values);
    let distances: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
    let reach = cutoff * median(&distances) / 0.6745;
    Fences { low: middle - reach, high: middle + reach }
}
