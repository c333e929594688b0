//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::solution::{inverse_transform, transform};
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
    ($part:ident: $wrong:ident) => {
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
        attempts: &[with!(fit: ddof_0)],
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
        attempts: &[with!(fit: any_number)],
    },
    Mistake {
        name: "fits to fewer than two rows",
        advice: "How far is a single row from the mean of itself, and what is that divided by? Ask before you divide.",
        attempts: &[with!(fit: any_rows)],
    },
    Mistake {
        name: "refuses as many components as there are columns",
        advice: "Nothing is left out then, and that is allowed. Which comparison did you write for the largest number?",
        attempts: &[with!(fit: fewer_than_columns)],
    },
    Mistake {
        name: "centres the rows by their own means in transform",
        advice: "A single row is then 0 on every component, and a row's place depends on its neighbours. Which means were learned, and where are they kept?",
        attempts: &[with!(transform: recentred)],
    },
    Mistake {
        name: "measures the scores from the origin",
        advice: "What should be the scores of a row that equals the training means? Try what yours are.",
        attempts: &[with!(transform: from_the_origin)],
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
        name: "does not add the means again in inverse_transform",
        advice: "The scores were measured from a certain place. Where do you arrive when every score is 0?",
        attempts: &[with!(inverse_transform: around_the_origin)],
    },
    Mistake {
        name: "takes shares of what is kept",
        advice: "The shares of the kept components then always sum to 1, even if there is only one. A share of which whole is asked for?",
        attempts: &[with!(explained_ratio: share_of_kept)],
    },
    Mistake {
        name: "divides by a total variance of 0",
        advice: "All rows may be equal. What is 0 divided by 0, and what does the task say the shares are then?",
        attempts: &[with!(explained_ratio: zero_by_zero)],
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
        name: "averages the squared differences over the columns",
        advice: "A squared distance adds up over the columns. What do you do with the sum afterwards?",
        attempts: &[with!(reconstruction_errors: averaged)],
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
        name: "looks for one component that explains the share by itself",
        advice: "The components explain the variance together. What do the first two explain, and where does your code know it from?",
        attempts: &[with!(n_components_for: one_that_explains_it)],
    },
];
