//! What is made of numbers.

use ndarray::{ArrayBase, Data, Dimension};

/// Something the graded functions return that is made of numbers.
pub trait Numbers {
    /// Whether they are whole numbers, such as labels.
    fn are_whole(&self) -> bool;
    /// The lengths of the axes; empty for a single number.
    fn shape(&self) -> Vec<usize>;
    /// Every number, row by row.
    fn values(&self) -> Vec<f64>;
}

/// One number: a float or a label.
pub trait Number: Copy {
    /// Whether it is a whole number.
    const WHOLE: bool;
    /// The number as a float.
    fn float(self) -> f64;
}

impl Number for f64 {
    const WHOLE: bool = false;

    fn float(self) -> f64 {
        self
    }
}

impl Number for usize {
    const WHOLE: bool = true;

    fn float(self) -> f64 {
        self as f64
    }
}

impl<N: Number> Numbers for N {
    fn are_whole(&self) -> bool {
        N::WHOLE
    }

    fn shape(&self) -> Vec<usize> {
        Vec::new()
    }

    fn values(&self) -> Vec<f64> {
        vec![self.float()]
    }
}

impl<N: Number, S: Data<Elem = N>, D: Dimension> Numbers for ArrayBase<S, D> {
    fn are_whole(&self) -> bool {
        N::WHOLE
    }

    fn shape(&self) -> Vec<usize> {
        ArrayBase::shape(self).to_vec()
    }

    fn values(&self) -> Vec<f64> {
        self.iter().map(|number| number.float()).collect()
    }
}
