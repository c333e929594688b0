use mlings::impute::{EmptyColumn, Imputed, Imputer, Strategy};
use ndarray::{Array1, Array2, ArrayView2};

pub fn fit(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let (n, d) = train.dim();
    if n == 0 {
        return Err(EmptyColumn(0));
    }
    let mut fills = Array1::zeros(d);
    for j in 0..d {
        let mut values = Vec::new();
        for i in 0..n {
            let v = train[[i, j]];
            if v == v {
                values.push(v);
            }
        }
        let count = values.len();
        if count == 0 {
            return Err(EmptyColumn(j));
        }
        fills[j] = match strategy {
            Strategy::Mean => {
                // running mean
                let mut mean = 0.0;
                for (k, v) in values.iter().enumerate() {
                    mean += (v - mean) / (k + 1) as f64;
                }
                mean
            }
            Strategy::Median => {
                values.sort_by(|a, b| a.partial_cmp(b).unwrap());
                if count % 2 == 1 {
                    values[count / 2]
                } else {
                    0.5 * values[count / 2 - 1] + 0.5 * values[count / 2]
                }
            }
            Strategy::MostFrequent => {
                // quadratic: count every value
                let mut best = values[0];
                let mut best_count = 0;
                for a in 0..count {
                    let mut c = 0;
                    for b in 0..count {
                        if values[a] == values[b] {
                            c += 1;
                        }
                    }
                    if c > best_count || (c == best_count && values[a] < best) {
                        best = values[a];
                        best_count = c;
                    }
                }
                best
            }
        };
    }
    Ok(Imputer { fills })
}

pub fn transform(imputer: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    let (n, d) = rows.dim();
    let mut out = Array2::zeros((n, d));
    for i in 0..n {
        for j in 0..d {
            out[[i, j]] = if rows[[i, j]].is_nan() { imputer.fills[j] } else { rows[[i, j]] };
        }
    }
    out
}

pub fn impute_split(train: ArrayView2<f64>, test: ArrayView2<f64>, strategy: Strategy) -> Result<Imputed, EmptyColumn> {
    match fit(train, strategy) {
        Err(e) => Err(e),
        Ok(imputer) => {
            let a = transform(&imputer, train);
            let b = transform(&imputer, test);
            Ok(Imputed { imputer, train: a, test: b })
        }
    }
}

mlings::grade!(impute { fit, transform, impute_split });
