//! Other ways to gradient descent.

use mlings::gradient_descent::{Contract, Descent, Diverged, Gradient, LinearModel};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, Zip, concatenate, s};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "plain loops over rows and columns",
        Contract { loss: loops::loss, gradient: loops::gradient, step: loops::step, fit: loops::fit },
    ),
    (
        "a column of ones, and the sums of products taken once",
        Contract { loss: moments::loss, gradient: moments::gradient, step: moments::step, fit: moments::fit },
    ),
    (
        "row by row, with a model that is changed in place",
        Contract { loss: in_place::loss, gradient: in_place::gradient, step: in_place::step, fit: in_place::fit },
    ),
];

mod loops {
    use super::*;

    fn miss(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, i: usize) -> f64 {
        let mut prediction = model.intercept;
        for j in 0..records.ncols() {
            prediction += model.coefficients[j] * records[[i, j]];
        }
        targets[i] - prediction
    }

    pub fn loss(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> f64 {
        let mut mean = 0.0;
        for i in 0..targets.len() {
            mean += miss(model, records, targets, i).powi(2) / targets.len() as f64;
        }
        mean
    }

    pub fn gradient(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Gradient {
        let mut gradient = Gradient { intercept: 0.0, coefficients: Array1::zeros(records.ncols()) };
        for i in 0..targets.len() {
            let share = -2.0 * miss(model, records, targets, i) / targets.len() as f64;
            gradient.intercept += share;
            for j in 0..records.ncols() {
                gradient.coefficients[j] += share * records[[i, j]];
            }
        }
        gradient
    }

    pub fn step(model: &LinearModel, gradient: &Gradient, learning_rate: f64) -> LinearModel {
        let mut next = model.clone();
        next.intercept -= learning_rate * gradient.intercept;
        for j in 0..next.coefficients.len() {
            next.coefficients[j] -= learning_rate * gradient.coefficients[j];
        }
        next
    }

    pub fn fit(
        start: &LinearModel,
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        learning_rate: f64,
        n_steps: usize,
    ) -> Result<Descent, Diverged> {
        let (mut model, mut losses) = (start.clone(), Array1::zeros(n_steps + 1));
        for number in 0..=n_steps {
            if number > 0 {
                model = step(&model, &gradient(&model, records, targets), learning_rate);
            }
            losses[number] = loss(&model, records, targets);
            if losses[number].is_nan() || losses[number].is_infinite() {
                return Err(Diverged(number));
            }
        }
        Ok(Descent { model, losses })
    }
}

/// The gradient is 2/n (XᵀX b - Xᵀy), and neither product changes on the way.
mod moments {
    use super::*;

    fn design(records: ArrayView2<f64>) -> Array2<f64> {
        concatenate![Axis(1), Array2::ones((records.nrows(), 1)), records]
    }

    fn one(intercept: f64, coefficients: &Array1<f64>) -> Array1<f64> {
        concatenate![Axis(0), Array1::from_elem(1, intercept), coefficients.view()]
    }

    fn two(numbers: &Array1<f64>) -> LinearModel {
        LinearModel { intercept: numbers[0], coefficients: numbers.slice(s![1..]).to_owned() }
    }

    struct Products {
        gram: Array2<f64>,
        right: Array1<f64>,
    }

    impl Products {
        fn of(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Products {
            let (x, n) = (design(records), targets.len() as f64);
            Products { gram: x.t().dot(&x) / n, right: x.t().dot(&targets) / n }
        }

        fn slopes(&self, numbers: &Array1<f64>) -> Array1<f64> {
            2.0 * (self.gram.dot(numbers) - &self.right)
        }
    }

    pub fn loss(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> f64 {
        let misses = &targets - &design(records).dot(&one(model.intercept, &model.coefficients));
        misses.pow2().mean().unwrap_or(f64::NAN)
    }

    pub fn gradient(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Gradient {
        let slopes = Products::of(records, targets).slopes(&one(model.intercept, &model.coefficients));
        let LinearModel { intercept, coefficients } = two(&slopes);
        Gradient { intercept, coefficients }
    }

    pub fn step(model: &LinearModel, gradient: &Gradient, learning_rate: f64) -> LinearModel {
        let slopes = one(gradient.intercept, &gradient.coefficients);
        two(&(one(model.intercept, &model.coefficients) - slopes * learning_rate))
    }

    pub fn fit(
        start: &LinearModel,
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        learning_rate: f64,
        n_steps: usize,
    ) -> Result<Descent, Diverged> {
        let products = Products::of(records, targets);
        let first = one(start.intercept, &start.coefficients);
        let way = std::iter::successors(Some(first), |at| Some(at - learning_rate * products.slopes(at)));
        let way: Vec<LinearModel> = way.take(n_steps + 1).map(|at| two(&at)).collect();
        let losses: Array1<f64> = way.iter().map(|model| loss(model, records, targets)).collect();
        match losses.iter().position(|loss| !loss.is_finite()) {
            Some(step) => Err(Diverged(step)),
            None => Ok(Descent { model: way.into_iter().next_back().expect("the start at least"), losses }),
        }
    }
}

mod in_place {
    use super::*;

    pub fn loss(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> f64 {
        let errors = Zip::from(records.rows())
            .and(targets)
            .map_collect(|row, target| row.dot(&model.coefficients) + model.intercept - target);
        errors.iter().map(|error| error * error).sum::<f64>() / errors.len() as f64
    }

    pub fn gradient(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Gradient {
        let zeros = Gradient { intercept: 0.0, coefficients: Array1::zeros(records.ncols()) };
        let mut sum = records.rows().into_iter().zip(targets).fold(zeros, |mut sum, (row, target)| {
            let error = row.dot(&model.coefficients) + model.intercept - target;
            sum.intercept += error;
            sum.coefficients.scaled_add(error, &row);
            sum
        });
        sum.intercept *= 2.0 / targets.len() as f64;
        sum.coefficients *= 2.0 / targets.len() as f64;
        sum
    }

    pub fn step(model: &LinearModel, gradient: &Gradient, learning_rate: f64) -> LinearModel {
        let mut model = model.clone();
        descend(&mut model, gradient, learning_rate);
        model
    }

    fn descend(model: &mut LinearModel, gradient: &Gradient, learning_rate: f64) {
        model.intercept -= learning_rate * gradient.intercept;
        model.coefficients.scaled_add(-learning_rate, &gradient.coefficients);
    }

    pub fn fit(
        start: &LinearModel,
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        learning_rate: f64,
        n_steps: usize,
    ) -> Result<Descent, Diverged> {
        let mut model = start.clone();
        let mut losses = vec![loss(&model, records, targets)];
        while losses.len() <= n_steps {
            let slopes = gradient(&model, records, targets);
            descend(&mut model, &slopes, learning_rate);
            match loss(&model, records, targets) {
                finite if finite.is_finite() => losses.push(finite),
                _ => return Err(Diverged(losses.len())),
            }
        }
        Ok(Descent { model, losses: losses.into() })
    }
}
