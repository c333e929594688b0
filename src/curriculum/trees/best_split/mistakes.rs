//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::{Contract, Criterion, Cut, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which this part is wrong, and all functions are made of it.
macro_rules! with {
    ($($part:ident: $wrong:expr),+) => {{
        const FILE: File = File { $($part: $wrong,)+ ..RIGHT };
        Contract {
            gini: FILE.gini,
            entropy: FILE.entropy,
            gain: |values, classes, threshold, criterion| FILE.gain(values, classes, threshold, criterion),
            best_threshold: |values, classes, criterion, least| FILE.best_threshold(values, classes, criterion, least),
            best_split: |records, classes, criterion, least| FILE.best_split(records, classes, criterion, least),
        }
    }};
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "adds up the squared shares and stops there",
        advice: "Your number is largest when all rows are of one class. Should a pure side be the most or the least impure?",
        attempts: &[with!(gini: purity)],
    },
    Mistake {
        name: "has a Gini impurity for two classes only",
        advice: "With two classes one share says everything. What does the third class do to your formula?",
        attempts: &[with!(gini: two_classes)],
    },
    Mistake {
        name: "counts the rows outside of the largest class",
        advice: "That is the error of guessing the commonest class. Compare it with the formula by hand for the counts 5, 3 and 2.",
        attempts: &[with!(gini: outside_the_largest)],
    },
    Mistake {
        name: "draws the second row without putting the first one back",
        advice: "With two rows of one class and two of another your number is above one half. What does the definition do with the first row before the second is drawn?",
        attempts: &[with!(gini: without_replacement)],
    },
    Mistake {
        name: "works out the shares in single precision",
        advice: "An f32 keeps about seven digits, and a gain is a difference of such numbers. In which type do your shares live?",
        attempts: &[
            with!(gini: gini_of_f32, entropy: entropy_of_f32),
            with!(gini: gini_of_f32_by_others, entropy: entropy_of_f32),
            with!(gini: gini_in_f32, entropy: entropy_in_f32),
            with!(gini: gini_of_f32),
            with!(gini: gini_of_f32_by_others),
            with!(gini: gini_in_f32),
            with!(entropy: entropy_of_f32),
            with!(entropy: entropy_in_f32),
        ],
    },
    Mistake {
        name: "squares the counts in 32 bits",
        advice: "Square 70000 by hand and compare it with the largest number that 32 bits can hold. Could you divide before you square?",
        attempts: &[with!(gini: wrapped_squares), with!(gini: narrow_squares)],
    },
    Mistake {
        name: "takes the logarithm of a share that is 0",
        advice: "The logarithm of 0 is minus infinity, and 0 times that is no number. What does a class without rows add?",
        attempts: &[with!(entropy: log_of_zero)],
    },
    Mistake {
        name: "adds a little to every share before the logarithm",
        advice: "Rows of one class now have an impurity that is not quite 0. What could you do with a share of 0 in place of changing all the others?",
        attempts: &[with!(entropy: log_of_nearly_zero)],
    },
    Mistake {
        name: "takes the natural logarithm",
        advice: "Two equally frequent classes are told apart by one yes or no. Which logarithm makes that exactly 1?",
        attempts: &[with!(entropy: in_nats)],
    },
    Mistake {
        name: "takes the logarithm to base 10",
        advice: "Two equally frequent classes are told apart by one yes or no. Which logarithm makes that exactly 1?",
        attempts: &[with!(entropy: in_tens)],
    },
    Mistake {
        name: "leaves out the minus of the entropy",
        advice: "The logarithm of a share is never positive. What sign must the sum have if an impurity is to be at least 0?",
        attempts: &[with!(entropy: negative)],
    },
    Mistake {
        name: "divides by the number of rows where there are none",
        advice: "A side may be empty, and 0 divided by 0 is no number. What is the impurity of no rows?",
        attempts: &[
            with!(gini: nan_when_empty_gini, entropy: nan_when_empty_entropy),
            with!(gini: nan_when_empty_gini),
            with!(entropy: nan_when_empty_entropy),
            // Whose gain looks after an empty side itself.
            Contract { gini: nan_when_empty_gini, entropy: nan_when_empty_entropy, ..SOLUTION },
            Contract { gini: nan_when_empty_gini, ..SOLUTION },
            Contract { entropy: nan_when_empty_entropy, ..SOLUTION },
        ],
    },
    Mistake {
        name: "measures by Gini whatever the criterion says",
        advice: "Both criteria give you the same gains. Which argument says how impurity is measured?",
        attempts: &[with!(measure: |_| Criterion::Gini)],
    },
    Mistake {
        name: "measures by the entropy where Gini is asked for",
        advice: "Your gains by Gini are those in bits. Which arm of your code belongs to which name?",
        attempts: &[
            with!(measure: |_| Criterion::Entropy),
            with!(measure: |criterion| if criterion == Criterion::Gini { Criterion::Entropy } else { Criterion::Gini }),
        ],
    },
    Mistake {
        name: "hands Gini on from best_split, whatever the criterion says",
        advice: "Your thresholds follow the criterion, and your splits do not. What does best_split tell best_threshold?",
        attempts: &[with!(handed_on: |_| Criterion::Gini)],
    },
    Mistake {
        name: "does not hand min_samples_leaf on from best_split",
        advice: "Your thresholds keep to the minimum, and your splits do not. What does best_split tell best_threshold?",
        attempts: &[with!(least_handed_on: |_| 1)],
    },
    Mistake {
        name: "has room for a fixed number of classes",
        advice: "Three species are three classes, but the next table has other ones. How large is the largest number among the classes?",
        attempts: &[
            with!(n_classes: |_| 3),
            with!(n_classes: |_| 10),
            with!(n_classes: |_| 16),
            with!(n_classes: |_| 100),
            with!(n_classes: |_| 256),
        ],
    },
    Mistake {
        name: "has room for as many classes as there are different ones",
        advice: "Rows of the classes 0, 4 and 11 are of three classes. Which place does class 11 have among your counts?",
        attempts: &[with!(n_classes: different)],
    },
    Mistake {
        name: "averages the impurities of the two sides, however many rows they have",
        advice: "A side with one row is always pure. Should it count as much as the other side with all the rest?",
        attempts: &[with!(gained: |all, left, right| all - (left.1 + right.1) / 2.0)],
    },
    Mistake {
        name: "takes away the impurities of the two sides without weighting them",
        advice: "Split rows of one mixture into halves of the same mixture, and you gain less than nothing. How much should each half count?",
        attempts: &[with!(gained: |all, left, right| all - left.1 - right.1)],
    },
    Mistake {
        name: "weights each side by its number of rows, not by its share",
        advice: "A gain can't be larger than the impurity of all rows, nor far below 0. By what must a number of rows be divided to become a share?",
        attempts: &[with!(shared: |rows, _| rows as f64)],
    },
    Mistake {
        name: "weights each side by the share of the other",
        advice: "A side with one row is pure, and your gain makes it count for all the others. Whose rows should stand before whose impurity?",
        attempts: &[with!(gained: |all, left, right| all - right.0 * left.1 - left.0 * right.1)],
    },
    Mistake {
        name: "returns the impurity that is left, not what is gained",
        advice: "Your number is large for a bad threshold. What is the impurity of the two sides to be compared with?",
        attempts: &[with!(gained: |_, left, right| left.0 * left.1 + right.0 * right.1)],
    },
    Mistake {
        name: "sends a value equal to the threshold to the right",
        advice: "The rows with a value of exactly the threshold must be on one side. Which one does the task name?",
        attempts: &[with!(goes_left: |value, threshold| value < threshold)],
    },
    Mistake {
        name: "compares values that were rounded",
        advice: "A value that is larger than the threshold by its last digit goes right. What is left of that digit after your rounding?",
        attempts: &[
            with!(goes_left: |value, threshold| value as f32 <= threshold as f32),
            with!(goes_left: |value, threshold| value as i64 <= threshold as i64),
            with!(goes_left: |value, threshold| value <= threshold + TINY),
            with!(goes_left: |value, threshold| value <= threshold + f64::EPSILON),
        ],
    },
    Mistake {
        name: "takes a value of the data as the threshold",
        advice: "The training rows part as they should, but a new row that lies between two values is decided at the very edge. Where is a threshold fairest to both sides?",
        attempts: &[with!(between: |low, _| low), with!(between: |_, high| high)],
    },
    Mistake {
        name: "lets the middle of two neighbours be rounded up to the larger one",
        advice: "Between two floats that are next to each other lies no third one. To which of the two is their middle rounded, and where does the larger one go then?",
        attempts: &[
            with!(between: |low, high| low + (high - low) / 2.0),
            with!(between: |low, high| (low + high) / 2.0),
            with!(between: |low, high| low / 2.0 + high / 2.0),
        ],
    },
    Mistake {
        name: "lets a sum or a difference of two large values overflow",
        advice: "Two values near the largest float have a middle, though their sum is infinite. In which order can you add and halve?",
        attempts: &[
            with!(between: |low, high| { let middle = (low + high) / 2.0; if middle == high { low } else { middle } }),
            with!(between: |low, high| { let middle = low + (high - low) / 2.0; if middle == high { low } else { middle } }),
        ],
    },
    Mistake {
        name: "cuts between rows of equal value",
        advice: "Two rows with the same value can't be told apart by a threshold, wherever they stand in the sorted list. Is there one at this place?",
        attempts: &[with!(same: |_, _| false)],
    },
    Mistake {
        name: "tries the value itself where two rows share it",
        advice: "The middle of 3 and 3 is 3, and a threshold of 3 parts 3 from 5 already. Is it halfway between two values that differ?",
        attempts: &[BETWEEN_EQUALS],
    },
    Mistake {
        name: "takes values that are close together for equal",
        advice: "A length in kilometres can be a tiny number. How close are two values that differ in metres then?",
        attempts: &[
            with!(same: |low, high| (high - low).abs() < TINY),
            with!(same: |low, high| (high - low).abs() < 1e-6),
            with!(same: |low, high| (high - low).abs() < 1e-12),
            with!(same: |low, high| (high - low).abs() <= f64::EPSILON),
            with!(same: |low, high| low as f32 == high as f32),
        ],
    },
    Mistake {
        name: "tries only the places where the class changes",
        advice: "A good shortcut, but for some columns it tries nothing at all. What if rows of two classes share a value, or all rows are of one class?",
        attempts: &[AT_CHANGES],
    },
    Mistake {
        name: "never tries the last gap",
        advice: "Let the row with the largest value be the only one of its class. Where does your loop end?",
        attempts: &[with!(tried: |place, n| place + 1 < n)],
    },
    Mistake {
        name: "never tries the first gap",
        advice: "Let the row with the smallest value be the only one of its class. Where does your loop begin?",
        attempts: &[with!(tried: |place, _| place > 1)],
    },
    Mistake {
        name: "looks at the rows in the order in which they come",
        advice: "Neighbours in the table need not be neighbours in value. What has to happen before you walk from one value to the next?",
        attempts: &[with!(order: |values| (0..values.len()).collect())],
    },
    Mistake {
        name: "sorts by rounded values",
        advice: "Two values that differ after the decimal point only must still stand in order. What does your sort compare?",
        attempts: &[with!(order: by_whole_parts), with!(order: by_tenths)],
    },
    Mistake {
        name: "sorts the values and leaves the classes where they are",
        advice: "After sorting, the first value may belong to any row. Does its class still stand beside it?",
        attempts: &[with!(class_of: |_, place| place)],
    },
    Mistake {
        name: "finds a threshold where all values are equal",
        advice: "All rows go to one side, and nothing has been asked. What is to be returned when there is no threshold?",
        attempts: &[with!(without: |values| values.first().map(|value| Cut { threshold: *value, gain: 0.0 }))],
    },
    Mistake {
        name: "finds no threshold unless something is gained",
        advice: "Whether a split is worth it is decided elsewhere. What does the task say about a gain of 0?",
        attempts: &[with!(least_gain: TINY), with!(least_gain: 0.0)],
    },
    Mistake {
        name: "keeps the last of equal gains",
        advice: "When a gain is only as good as the best so far, should it replace the best?",
        attempts: &[
            with!(wins: |gain, best| gain >= best - TINY, feature_wins: |gain, best| gain >= best - TINY),
            with!(wins: |gain, best| gain >= best, feature_wins: |gain, best| gain >= best),
            with!(wins: |gain, best| gain >= best - TINY),
            with!(wins: |gain, best| gain >= best),
        ],
    },
    Mistake {
        name: "keeps the last of features that gain equally much",
        advice: "Two columns part the rows equally well. Should the second one replace the first?",
        attempts: &[
            with!(feature_wins: |gain, best| gain >= best - TINY),
            with!(feature_wins: |gain, best| gain >= best),
        ],
    },
    Mistake {
        name: "lets rounding choose between equal gains",
        advice: "Two gains that are equal on paper differ in their last digits, and the digits decide. How much better does the task ask a gain to be?",
        attempts: &[
            with!(wins: |gain, best| gain > best, feature_wins: |gain, best| gain > best),
            with!(wins: |gain, best| gain > best),
        ],
    },
    Mistake {
        name: "lets rounding choose between features that gain equally much",
        advice: "Two features can part the rows in the same way, one from below and one from above, and the sums are rounded differently. How much better does the task ask the second one to be?",
        attempts: &[with!(feature_wins: |gain, best| gain > best)],
    },
    Mistake {
        name: "calls gains equal only if they differ by f64::EPSILON at most",
        advice: "A gain is a sum of several rounded numbers, and may be off by several last digits. Which difference does the task name?",
        attempts: &[
            with!(wins: |gain, best| gain > best + f64::EPSILON, feature_wins: |gain, best| gain > best + f64::EPSILON),
        ],
    },
    Mistake {
        name: "calls gains equal that are not",
        advice: "With many rows two thresholds can be almost equally good, and still one is better. How small a difference does the task leave to rounding?",
        attempts: &[
            with!(wins: |gain, best| gain > best + 1e-3, feature_wins: |gain, best| gain > best + 1e-3),
            with!(wins: |gain, best| gain > best + 1e-5, feature_wins: |gain, best| gain > best + 1e-5),
            with!(wins: |gain, best| gain > best + 1e-3),
            with!(feature_wins: |gain, best| gain > best + 1e-3),
        ],
    },
    Mistake {
        name: "does not look how many rows each side keeps",
        advice: "A single row is always pure, and means little. Which argument says how many rows are enough?",
        attempts: &[with!(enough: |_, _, _| true)],
    },
    Mistake {
        name: "asks for one row more than min_samples_leaf",
        advice: "Take six rows and a minimum of three. Is three on each side enough or not?",
        attempts: &[
            with!(enough: |left, right, least| left.min(right) > least),
            with!(enough: |left, right, least| least == 1 || left.min(right) > least),
        ],
    },
    Mistake {
        name: "counts the rows of the left side only",
        advice: "With a minimum of two, try the threshold just below the largest value. How many rows are on each side?",
        attempts: &[with!(enough: |left, _, least| left >= least)],
    },
    Mistake {
        name: "counts the rows of the right side only",
        advice: "With a minimum of two, try the threshold just above the smallest value. How many rows are on each side?",
        attempts: &[with!(enough: |_, right, least| right >= least)],
    },
    Mistake {
        name: "asks the left side for one row more than min_samples_leaf, and the right side for none",
        advice: "Two things are asked of a minimum: how many rows are enough, and on which sides. Try both with six rows and a minimum of two.",
        attempts: &[with!(enough: |left, _, least| left > least)],
    },
    Mistake {
        name: "looks at min_samples_leaf only when the best threshold is chosen",
        advice: "The best threshold of all may leave a side too small, and yet there are others. When must a threshold drop out?",
        attempts: &[LOOKED_AT_AFTERWARDS],
    },
    Mistake {
        name: "returns the last feature that has a threshold",
        advice: "Each feature has a best threshold of its own. What are they compared by?",
        attempts: &[with!(feature_wins: |_, _| true)],
    },
    Mistake {
        name: "returns the first feature that has a threshold",
        advice: "A later column may gain more than the first. What has to be compared before you answer?",
        attempts: &[with!(feature_wins: |_, _| false)],
    },
    Mistake {
        name: "gives up at the first feature that has no threshold",
        advice: "One column whose values are all equal, and nothing is found in all the others. Which line leaves your loop?",
        attempts: &[GIVES_UP],
    },
    Mistake {
        name: "asks about rows as if they were columns",
        advice: "The feature that you return is the number of a row. Along which axis of the table does one feature lie?",
        attempts: &[with!(by_rows: true)],
    },
];
