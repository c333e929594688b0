//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::solution::{fit, inverse_transform, n_components_for, reconstruction_errors, transform};
use super::{Contract, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which this one part is wrong, and the reconstruction errors are made of it.
macro_rules! with {
    (transform: $wrong:ident) => {
        Contract {
            transform: $wrong,
            reconstruction_errors: |pca, rows| errors_by($wrong, inverse_transform, pca, rows),
            ..SOLUTION
        }
    };
    (inverse_transform: $wrong:ident) => {
        Contract {
            inverse_transform: $wrong,
            reconstruction_errors: |pca, rows| errors_by(transform, $wrong, pca, rows),
            ..SOLUTION
        }
    };
    (alone $part:ident: $wrong:expr) => {
        Contract { $part: $wrong, ..SOLUTION }
    };
    ($part:ident: $wrong:expr) => {
        Contract { $part: $wrong, ..SOLUTION }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "multiplies the rows as they are, without taking off the means",
        advice: "Far from the origin all rows lie in nearly the same direction, whatever they do among themselves. From where is a covariance measured?",
        attempts: &[with!(fit: not_centred)],
    },
    Mistake {
        name: "takes the means off after it has multiplied",
        advice: "On paper it is the same. With rows around 100,000,000, how large are the products, and how many of their digits are left for what the rows do among themselves?",
        attempts: &[with!(fit: multiplied_out), with!(fit: multiplied_out_in_means), with!(fit: total_multiplied_out)],
    },
    Mistake {
        name: "stops its iteration before the direction has settled",
        advice: "Two directions along which the rows vary nearly alike are hard to tell apart, and every round does it by a little only. How do you know that a direction does not move any more?",
        attempts: &[
            with!(fit: |train, n_components| iterated(train, n_components, 50, First::Ones)),
            with!(fit: |train, n_components| iterated(train, n_components, 50, First::Axis)),
            with!(fit: |train, n_components| iterated(train, n_components, 100, First::Ones)),
            with!(fit: |train, n_components| iterated(train, n_components, 100, First::Axis)),
        ],
    },
    Mistake {
        name: "loses digits in f32",
        advice: "An f32 keeps about seven digits. What is left of a row around 100,000,000 when its mean is taken off?",
        attempts: &[
            with!(fit: fit_in_f32),
            with!(transform: transform_in_f32),
            with!(inverse_transform: inverse_in_f32),
            with!(alone reconstruction_errors: errors_in_f32),
        ],
    },
    Mistake {
        name: "cuts the numbers to whole ones",
        advice: "Pixels are whole numbers, but most measurements are not. What is left of 39.1 after each conversion on its way through your code?",
        attempts: &[with!(fit: fit_to_whole), with!(transform: transform_whole)],
    },
    Mistake {
        name: "wants the tables in one piece",
        advice: "A view may be turned round or transposed, and then its numbers do not lie in the order in which you see them. Which methods of ndarray do not care?",
        attempts: &[
            with!(fit: |train, n| in_one_piece(train, || fit(train, n))),
            with!(transform: transform_in_one_piece),
            with!(alone transform: transform_in_one_piece),
            with!(inverse_transform: inverse_in_one_piece),
            with!(alone inverse_transform: inverse_in_one_piece),
            with!(reconstruction_errors: |pca, rows| in_one_piece(rows, || reconstruction_errors(pca, rows))),
            with!(n_components_for: |ratios, share| in_one_piece(ratios, || n_components_for(ratios, share))),
        ],
    },
    Mistake {
        name: "cuts the rows out of the table's memory",
        advice: "A transposed table lies column by column in memory, and another one from its last row to its first. Which methods of ndarray give a row whatever the memory looks like?",
        attempts: &[
            with!(fit: |train, n_components| fit(raw(train).view(), n_components)),
            with!(transform: transform_raw),
            with!(alone transform: transform_raw),
            with!(inverse_transform: inverse_raw),
            with!(alone inverse_transform: inverse_raw),
            with!(reconstruction_errors: |pca, rows| reconstruction_errors(pca, raw(rows).view())),
            with!(n_components_for: |ratios, share| n_components_for(raw(ratios).view(), share)),
        ],
    },
    Mistake {
        name: "keeps the components with the smallest variance",
        advice: "The eigen-solver has an order of its own. At which end of its answer are the directions that you want?",
        attempts: &[with!(fit: smallest_first)],
    },
    Mistake {
        name: "leaves the kept components in ascending order",
        advice: "The right ones are there. Which of them does someone get who asks for the first row?",
        attempts: &[with!(fit: left_ascending)],
    },
    Mistake {
        name: "turns the components round and leaves the variances in ascending order",
        advice: "A variance belongs to a direction. When one list is put into another order, what has to go with it?",
        attempts: &[with!(fit: values_left_ascending)],
    },
    Mistake {
        name: "reads the eigenvectors from the rows of the solver's answer",
        advice: "Multiply the covariance by a row and by a column of that table. Which of the two comes back in its own direction?",
        attempts: &[with!(fit: rows_for_columns)],
    },
    Mistake {
        name: "leaves the components in the columns",
        advice: "The solver hands out its vectors as columns. What shape does the task ask for, and what is a row of it?",
        attempts: &[with!(fit: columns_kept)],
    },
    Mistake {
        name: "divides by n_samples",
        advice: "On four rows your variances are a quarter too small, on a thousand one hardly sees it. What does the task divide by?",
        attempts: &[with!(fit: ddof_0), with!(fit: total_ddof_0), with!(fit: variances_ddof_0)],
    },
    Mistake {
        name: "standardises the columns",
        advice: "Then every column has the same say, however little it varies. Are these columns in different units, and did the task ask for that?",
        attempts: &[with!(fit: standardised)],
    },
    Mistake {
        name: "stretches the components by their standard deviations",
        advice: "Some books call those loadings. How long is a component here, and where is its variance kept?",
        attempts: &[with!(fit: loadings)],
    },
    Mistake {
        name: "takes the root of the variances",
        advice: "The eigenvalues of a covariance matrix are in squared units already. What is the unit of the number that is asked for?",
        attempts: &[with!(fit: deviations)],
    },
    Mistake {
        name: "adds up the total variance from the kept components alone",
        advice: "Then whatever is kept is always all there is. How much do the columns vary before anything is left out?",
        attempts: &[with!(fit: total_of_kept)],
    },
    Mistake {
        name: "takes the mean of every row",
        advice: "A mean belongs to a column: one pixel over all pictures. Which axis goes away when you add up the rows?",
        attempts: &[with!(fit: means_of_rows)],
    },
    Mistake {
        name: "multiplies rows with rows in place of columns with columns",
        advice: "A covariance has a row and a column for every feature. What is the shape of yours, and which factor should be transposed?",
        attempts: &[with!(fit: rows_with_rows)],
    },
    Mistake {
        name: "takes any number of components",
        advice: "Someone asks for 3 directions among 2 columns and gets 2, or asks for none and gets an empty table. Who tells them?",
        attempts: &[with!(fit: any_number), with!(fit: none_at_all), with!(fit: as_many_as_there_are)],
    },
    Mistake {
        name: "fits to fewer than two rows",
        advice: "How far is a single row from the mean of itself, and what is that divided by? Ask before you divide.",
        attempts: &[with!(fit: any_rows)],
    },
    Mistake {
        name: "wants three rows or more",
        advice: "Two points have a line through them. What does the task call too few?",
        attempts: &[with!(fit: three_rows_or_more)],
    },
    Mistake {
        name: "refuses as many components as there are columns",
        advice: "Nothing is left out then, and that is allowed. Which comparison did you write for the largest number?",
        attempts: &[with!(fit: fewer_than_columns)],
    },
    Mistake {
        name: "refuses more components than there are rows",
        advice: "scikit-learn does so too. Look again at what limits the number of components here: what are the variances along the directions that are left over?",
        attempts: &[with!(fit: no_more_than_rows), with!(fit: fewer_than_rows)],
    },
    Mistake {
        name: "centres the rows by their own means in transform",
        advice: "A single row is then 0 on every component, and a row's place depends on its neighbours. Which means were learned, and where are they kept?",
        attempts: &[with!(transform: recentred), with!(alone transform: recentred)],
    },
    Mistake {
        name: "measures the scores from the origin",
        advice: "What should be the scores of a row that equals the training means? Try what yours are.",
        attempts: &[with!(transform: from_the_origin), with!(alone transform: from_the_origin)],
    },
    Mistake {
        name: "divides the scores by the standard deviations of the components",
        advice: "That is called whitening, and it has its uses. In which unit are the scores of this task, and does the way back undo your division?",
        attempts: &[with!(transform: whitened)],
    },
    Mistake {
        name: "multiplies by the components without transposing them",
        advice: "A score is the product of a row with one component, number by number. Write down the shapes of both factors; which two lengths must agree?",
        attempts: &[with!(transform: untransposed)],
    },
    Mistake {
        name: "multiplies by the transposed components on the way back",
        advice: "A row is built from one component after the other, each as many times as its score says. Write down the shapes of scores and components; which two lengths must agree?",
        attempts: &[with!(inverse_transform: transposed_back), with!(alone inverse_transform: transposed_back)],
    },
    Mistake {
        name: "does not add the means again in inverse_transform",
        advice: "The scores were measured from a certain place. Where do you arrive when every score is 0?",
        attempts: &[
            with!(inverse_transform: around_the_origin),
            with!(alone inverse_transform: around_the_origin),
            with!(inverse_transform: around_the_origin_if_all_are_kept),
            with!(alone inverse_transform: around_the_origin_if_all_are_kept),
        ],
    },
    Mistake {
        name: "takes shares of what is kept",
        advice: "The shares of the kept components then always sum to 1, even if there is only one. A share of which whole is asked for?",
        attempts: &[with!(explained_ratio: share_of_kept)],
    },
    Mistake {
        name: "gives the shares in percent",
        advice: "What do the shares of all components sum to in your answer, and what in the example?",
        attempts: &[with!(explained_ratio: in_percent)],
    },
    Mistake {
        name: "divides by a total variance of 0",
        advice: "All rows may be equal. What is 0 divided by 0, and what does the task say the shares are then?",
        attempts: &[with!(explained_ratio: zero_by_zero)],
    },
    Mistake {
        name: "takes a small total variance for none",
        advice: "Write the same rows in kilometres in place of millimetres. By what does the total variance shrink, and have the shares changed?",
        attempts: &[
            with!(explained_ratio: |pca| nothing_below(pca, 1e-9)),
            with!(explained_ratio: |pca| nothing_below(pca, 1e-12)),
            with!(explained_ratio: |pca| nothing_below(pca, f64::EPSILON)),
            with!(explained_ratio: |pca| share_and_a_bit(pca, 1e-9)),
            with!(explained_ratio: |pca| share_and_a_bit(pca, 1e-12)),
        ],
    },
    Mistake {
        name: "adds up the shares from the first component on",
        advice: "The running sum is what one needs to choose a number of components. Which function does the adding, and what does it expect to be given?",
        attempts: &[with!(explained_ratio: running_shares)],
    },
    Mistake {
        name: "takes the root of the reconstruction errors",
        advice: "Variances are made of squares, and these errors are to be compared with variances. Which step of yours goes beyond the sum?",
        attempts: &[with!(reconstruction_errors: unsquared)],
    },
    Mistake {
        name: "sums the differences without squaring them",
        advice: "Variances are made of squares, and these errors are to be compared with variances. What is the distance between two points made of?",
        attempts: &[with!(reconstruction_errors: sum_of_differences)],
    },
    Mistake {
        name: "averages the squared differences over the columns",
        advice: "A squared distance adds up over the columns. What do you do with the sum afterwards?",
        attempts: &[with!(reconstruction_errors: averaged)],
    },
    Mistake {
        name: "takes the squares of the scores from those of the row",
        advice: "Pythagoras is right on paper. What is left of a millionth between two squares of a million million?",
        attempts: &[
            with!(reconstruction_errors: squares_less_squares),
            with!(reconstruction_errors: squares_less_squares_from_0),
        ],
    },
    Mistake {
        name: "gives an error for every column",
        advice: "Which pictures are hard to rebuild is the question here. How many numbers do you return, and over which axis did you add?",
        attempts: &[with!(reconstruction_errors: for_every_column)],
    },
    Mistake {
        name: "returns the index of the last component needed",
        advice: "An index begins at 0. If the first component is enough, how many components are that?",
        attempts: &[with!(n_components_for: counts_from_zero)],
    },
    Mistake {
        name: "goes on when the share is reached exactly",
        advice: "Half of the variance is asked for, and the first component explains just half. Is that enough?",
        attempts: &[with!(n_components_for: more_than_the_share)],
    },
    Mistake {
        name: "returns 0 where rounding keeps the sum below the share",
        advice: "Floats that should sum to 1 may stop a hair below. How many components does someone want who asked for everything?",
        attempts: &[with!(n_components_for: none_where_not_reached)],
    },
    Mistake {
        name: "counts one too many where the share is not reached",
        advice: "Floats that should sum to 1 may stop a hair below. How many components are there to be had at most?",
        attempts: &[with!(n_components_for: one_too_many)],
    },
    Mistake {
        name: "rounds the sums before it compares them",
        advice: "79.7 % and 80 % may look the same in a table. Which of the two was asked for?",
        attempts: &[
            with!(n_components_for: |ratios, share| sum_rounded(ratios, share, |sum| (sum * 100.0).round())),
            with!(n_components_for: |ratios, share| counted(ratios, share, |sum| (sum * 100.0).round() / 100.0)),
            with!(n_components_for: |ratios, share| sum_rounded(ratios, share, |sum| (sum * 1000.0).round())),
            with!(n_components_for: |ratios, share| sum_rounded(ratios, share, |sum| f64::from(sum as f32))),
        ],
    },
    Mistake {
        name: "is content with a little less than the share",
        advice: "The task adds up floats as they are and says what happens where their sum stays a hair below. How much less than the share do you let pass?",
        attempts: &[
            with!(n_components_for: |ratios, share| nearly_reached(ratios, share, 1e-9)),
            with!(n_components_for: |ratios, share| nearly_reached(ratios, share, 1e-12)),
            with!(n_components_for: |ratios, share| nearly_reached(ratios, share, 1e-6)),
        ],
    },
    Mistake {
        name: "looks for one component that explains the share by itself",
        advice: "The components explain the variance together. What do the first two explain, and where does your code know it from?",
        attempts: &[with!(n_components_for: one_that_explains_it)],
    },
];
