//! what is wrong: the mean divides by the number of rows, gaps included
use mlings::impute::{EmptyColumn, Imputed, Imputer, Strategy};
use ndarray::{Array1, Array2, ArrayView2, Axis};

fn typical(values: &[f64], strategy: &Strategy, rows: usize) -> f64 {
    let n = values.len();
    match strategy {
        Strategy::Mean => values.iter().sum::<f64>() / rows as f64,
        Strategy::Median => (values[(n - 1) / 2] + values[n / 2]) / 2.0,
        Strategy::MostFrequent => {
            let mut best = (0, f64::NAN);
            for run in values.chunk_by(|a, b| a == b) {
                if run.len() > best.0 {
                    best = (run.len(), run[0]);
                }
            }
            best.1
        }
    }
}

pub fn fit(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    if train.nrows() == 0 {
        return Err(EmptyColumn(0));
    }
    let mut fills = Vec::with_capacity(train.ncols());
    for (index, column) in train.axis_iter(Axis(1)).enumerate() {
        let mut values: Vec<f64> = column.iter().copied().filter(|v| !v.is_nan()).collect();
        if values.is_empty() {
            return Err(EmptyColumn(index));
        }
        values.sort_by(f64::total_cmp);
        fills.push(typical(&values, &strategy, train.nrows()));
    }
    Ok(Imputer { fills: Array1::from(fills) })
}

pub fn transform(imputer: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    let mut filled = rows.to_owned();
    for (mut column, &fill) in filled.columns_mut().into_iter().zip(&imputer.fills) {
        column.mapv_inplace(|v| if v.is_nan() { fill } else { v });
    }
    filled
}

pub fn impute_split(train: ArrayView2<f64>, test: ArrayView2<f64>, strategy: Strategy) -> Result<Imputed, EmptyColumn> {
    let imputer = fit(train, strategy)?;
    let filled_train = transform(&imputer, train);
    let filled_test = transform(&imputer, test);
    Ok(Imputed { imputer, train: filled_train, test: filled_test })
}

mlings::grade!(impute { fit, transform, impute_split });
