//! What is graded.

use std::collections::BTreeMap;

use ndarray::{Array1, array};

use super::{Contract, Fences, rain, sales};
use mlings_datasets as datasets;
use mlings_grading::compare::{close, same_items, shown};
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "capitals and small letters make the same key", points: 6, run: case_does_not_matter },
    Check { name: "blanks at the ends go, a run of blanks becomes one", points: 8, run: blanks_do_not_matter },
    Check { name: "other keys stay apart, and a normal key stays as it is", points: 5, run: other_keys_stay_apart },
    Check { name: "the row with the latest time is kept", points: 10, run: latest_is_kept },
    Check { name: "of equally late rows the last one is kept", points: 6, run: tie_goes_to_the_last },
    Check {
        name: "a row without a time is kept only where no row of its key has one",
        points: 6,
        run: unknown_time_is_oldest,
    },
    Check { name: "every key is kept once, in the order of the table", points: 8, run: once_in_order },
    Check { name: "the order of the rows does not matter", points: 6, run: order_does_not_matter },
    Check { name: "the IQR fences lie beyond the quartiles", points: 10, run: iqr_by_definition },
    Check { name: "the air at 0 K lies outside of the IQR fences", points: 4, run: frozen_hours_lie_outside },
    Check { name: "the MAD fences lie around the median", points: 10, run: mad_by_definition },
    Check { name: "outliers do not hide behind each other", points: 7, run: outliers_do_not_hide },
    Check { name: "missing values have no say in the fences", points: 6, run: missing_values_have_no_say },
    Check { name: "every value outside of the fences is flagged, and no other", points: 8, run: flags_what_is_outside },
];

const NAN: f64 = f64::NAN;

fn case_does_not_matter(clean: &Contract, _: &mut Cases) -> Outcome {
    normalises(
        clean,
        &["85123A", "85123a", "Missing", "MISSING", "CAFÉ"],
        &["85123a", "85123a", "missing", "missing", "café"],
    )
}

fn blanks_do_not_matter(clean: &Contract, _: &mut Cases) -> Outcome {
    normalises(clean, &["heart ", " heart", "  heart\t", "heart\n", "\u{a0}heart"], &["heart"; 5])?;
    normalises(
        clean,
        &["white  heart", "white   heart", "white \t heart", "white\nheart", "  white     heart "],
        &["white heart"; 5],
    )
}

fn other_keys_stay_apart(clean: &Contract, _: &mut Cases) -> Outcome {
    let keys = ["set 2 towels", "set2 towels", "t-light", "t light", "5' pole", "85123a", "", "café"];
    normalises(clean, &keys, &keys)?;
    let keys = [" set  2 towels ", "heart     white"];
    let twice: Vec<String> = keys.iter().map(|key| (clean.normalise)(&(clean.normalise)(key))).collect();
    same_items("keys, normalised twice", &twice, &owned(&["set 2 towels", "heart white"]))
        .given(format!("keys {keys:?}"))
}

fn latest_is_kept(clean: &Contract, cases: &mut Cases) -> Outcome {
    keeps(clean, &["a", "b", "a", "b", "a"], &array![3.0, 1.0, 9.0, 8.0, 5.0], &[2, 3])?;
    keeps(clean, &["a", "b", "a"], &array![-1.0, 0.0, -7.0], &[0, 1])?;

    let keys: Vec<&str> = (0..14).map(|_| ["a", "b", "c", "d"][cases.index(0..4)]).collect();
    let times: Array1<f64> = cases.permutation(14).into_iter().map(|minute| minute as f64).collect();
    let beaten = |row: &usize| (0..14).any(|other| keys[other] == keys[*row] && times[other] > times[*row]);
    let latest: Vec<usize> = (0..14).filter(|row| !beaten(row)).collect();
    keeps(clean, &keys, &times, &latest)
}

fn tie_goes_to_the_last(clean: &Contract, _: &mut Cases) -> Outcome {
    keeps(clean, &["a", "a", "b", "a", "b"], &array![7.0, 9.0, 2.0, 9.0, 2.0], &[3, 4])?;
    keeps(clean, &["a", "b", "b", "a", "a"], &array![9.0, 2.0, 2.0, 9.0, 4.0], &[2, 3])
}

fn unknown_time_is_oldest(clean: &Contract, _: &mut Cases) -> Outcome {
    keeps(clean, &["a", "a", "b", "b"], &array![NAN, 5.0, 6.0, NAN], &[1, 2])?;
    keeps(clean, &["a", "b", "a", "c"], &array![NAN, 1.0, NAN, NAN], &[1, 2, 3])
}

fn once_in_order(clean: &Contract, _: &mut Cases) -> Outcome {
    let (keys, times) = (["d", "b", "d", "a", "c", "b"], array![1.0, 6.0, 2.0, 3.0, 4.0, 5.0]);
    keeps(clean, &keys, &times, &[1, 2, 3, 4])?;
    keeps(clean, &["b", "d", "a", "c"], &array![6.0, 2.0, 3.0, 4.0], &[0, 1, 2, 3])?;
    keeps(clean, &[], &array![], &[])
}

fn order_does_not_matter(clean: &Contract, cases: &mut Cases) -> Outcome {
    let keys = ["a", "b", "a", "c", "b", "a"];
    let times = array![4.0, 6.0, 9.0, 1.0, 3.0, 5.0];
    let order = cases.permutation(6);
    let given = format!("keys {keys:?}, times {}, rows in the order {order:?}", shown(&times));
    let rows: Vec<(&str, f64)> = order.iter().map(|row| (keys[*row], times[*row])).collect();
    keeps_latest_times(clean, &rows).given(given)?;

    let sales: Vec<(String, f64)> = sales(300)?.iter().map(|sale| (sale.code.to_lowercase(), sale.time)).collect();
    let rows = cases.permutation(sales.len()).into_iter().map(|row| (sales[row].0.as_str(), sales[row].1));
    keeps_latest_times(clean, &rows.collect::<Vec<_>>())
        .given("article and time of the first 300 invoice lines with a price, in random order")
}

/// Which of several equally late rows is kept is another matter: only keys and times are compared.
fn keeps_latest_times(clean: &Contract, rows: &[(&str, f64)]) -> Outcome {
    let (keys, times): (Vec<String>, Vec<f64>) = rows.iter().map(|(key, time)| ((*key).to_owned(), *time)).unzip();
    let kept = (clean.keep_latest)(&keys, Array1::from(times).view());
    let outside: Vec<&usize> = kept.iter().filter(|row| **row >= rows.len()).collect();
    same_items("rows that are not in the table", &outside, &[])?;
    let mut kept: Vec<(&str, f64)> = kept.iter().map(|row| rows[*row]).collect();
    kept.sort_by(|one, other| one.0.cmp(other.0).then(one.1.total_cmp(&other.1)));
    let mut latest: BTreeMap<&str, f64> = BTreeMap::new();
    for (key, time) in rows {
        let so_far = latest.entry(key).or_insert(*time);
        *so_far = so_far.max(*time);
    }
    same_items("key and time of the kept rows, by key", &kept, &latest.into_iter().collect::<Vec<_>>())
}

fn iqr_by_definition(clean: &Contract, cases: &mut Cases) -> Outcome {
    // The quartiles are the second and the fourth of five values, 2 and 6.
    let values = array![6.0, 1.0, 90.0, 2.0, 3.0];
    fenced("iqr_fences", (clean.iqr_fences)(values.view(), 1.5), -4.0, 12.0)
        .given(format!("values {}, reach 1.5", shown(&values)))?;
    // Of six, they lie between two: at 1.25 and 3.75, counted from 0.
    let values = array![8.0, 0.0, 4.0, 20.0, 12.0, 16.0];
    fenced("iqr_fences", (clean.iqr_fences)(values.view(), 1.0), -5.0, 25.0)
        .given(format!("values {}, reach 1", shown(&values)))?;

    for n in [cases.index(1..8), 4 * cases.index(2..5)] {
        let (values, reach) = (measured(n, cases), cases.index(1..4) as f64);
        let (first, third) = (by_rank(&values, 0.25), by_rank(&values, 0.75));
        let spread = reach * (third - first);
        fenced("iqr_fences", (clean.iqr_fences)(values.view(), reach), first - spread, third + spread)
            .given(format!("values {}, reach {reach}", shown(&values)))?;
    }
    Ok(())
}

fn frozen_hours_lie_outside(clean: &Contract, _: &mut Cases) -> Outcome {
    let hours = datasets::traffic_hours()?.iter().skip(2).step_by(4);
    let kelvin: Array1<f64> = hours.map(|hour| hour.temperature).collect();
    let fences = (clean.iqr_fences)(kelvin.view(), 1.5);
    let given = "2692 temperatures of the traffic data, every fourth from the third on, in K, reach 1.5; the next lowest are 243.39 and 245.62";
    let frozen = outside(&kelvin, fences);
    same_items("number of temperatures outside of the IQR fences", &[frozen.len()], &[3]).given(given)?;
    same_items("temperatures outside of the IQR fences", &frozen, &owned(&["0"; 3])).given(given)
}

fn mad_by_definition(clean: &Contract, cases: &mut Cases) -> Outcome {
    // The median is 3. The distances are 2, 1, 0, 1, 97, so the MAD is 1.
    let values = array![1.0, 2.0, 3.0, 4.0, 100.0];
    fenced("mad_fences", (clean.mad_fences)(values.view(), 0.6745), 2.0, 4.0)
        .given(format!("values {}, cutoff 0.6745", shown(&values)))?;
    // More than half are equal: nothing else is usual.
    let values = array![0.0, 0.0, 7.0, 0.0, 2.0];
    fenced("mad_fences", (clean.mad_fences)(values.view(), 3.5), 0.0, 0.0)
        .given(format!("values {}, cutoff 3.5", shown(&values)))?;

    for n in [cases.index(2..9), 2 * cases.index(2..9)] {
        let (values, cutoff) = (measured(n, cases), cases.index(2..5) as f64);
        let median = by_rank(&values, 0.5);
        let distances = values.mapv(|value| (value - median).abs());
        let reach = cutoff * by_rank(&distances, 0.5) / 0.6745;
        fenced("mad_fences", (clean.mad_fences)(values.view(), cutoff), median - reach, median + reach)
            .given(format!("values {}, cutoff {cutoff}", shown(&values)))?;
    }
    Ok(())
}

/// A few large values draw mean and standard deviation after them, until they look quite usual themselves.
fn outliers_do_not_hide(clean: &Contract, _: &mut Cases) -> Outcome {
    let values = array![20.0, 21.0, 900.0, 19.0, 22.0, 910.0, 20.0, 18.0, 905.0, 21.0];
    let fences = (clean.mad_fences)(values.view(), 3.5);
    same_items("values outside of the MAD fences", &outside(&values, fences), &owned(&["900", "910", "905"]))
        .given(format!("values {}, cutoff 3.5", shown(&values)))?;

    let rain = rain()?;
    let fences = (clean.mad_fences)(rain.view(), 3.5);
    same_items("number of hours outside of the MAD fences", &[outside(&rain, fences).len()], &[90])
        .given("the 709 hours of the traffic data with rain, in mm, cutoff 3.5")
}

fn missing_values_have_no_say(clean: &Contract, _: &mut Cases) -> Outcome {
    let values = array![NAN, 6.0, 1.0, NAN, 90.0, 2.0, 3.0, NAN, NAN];
    fenced("iqr_fences", (clean.iqr_fences)(values.view(), 1.5), -4.0, 12.0)
        .given(format!("values {}, reach 1.5", shown(&values)))?;
    fenced("mad_fences", (clean.mad_fences)(values.view(), 0.6745), 1.0, 5.0)
        .given(format!("values {}, cutoff 0.6745", shown(&values)))
}

fn flags_what_is_outside(clean: &Contract, _: &mut Cases) -> Outcome {
    let fences = Fences { low: -2.0, high: 5.0 };
    for (values, expected) in [
        (array![0.0, 5.5, -3.0, 4.0, 1e9, -2.5], vec![false, true, true, false, true, true]),
        (array![5.0, -2.0, 1.0], vec![false; 3]),
        (array![NAN, 9831.3, NAN, 0.0], vec![false, true, false, false]),
    ] {
        same_items("flags", &(clean.flag)(values.view(), &fences).to_vec(), &expected)
            .given(format!("values {}, fences -2 to 5", shown(&values)))?;
    }
    Ok(())
}

fn normalises(clean: &Contract, keys: &[&str], expected: &[&str]) -> Outcome {
    let normalised: Vec<String> = keys.iter().map(|key| (clean.normalise)(key)).collect();
    same_items("keys, normalised", &normalised, &owned(expected)).given(format!("keys {keys:?}"))
}

fn keeps(clean: &Contract, keys: &[&str], times: &Array1<f64>, expected: &[usize]) -> Outcome {
    same_items("rows to keep", &(clean.keep_latest)(&owned(keys), times.view()), expected)
        .given(format!("keys {keys:?}, times {}", shown(times)))
}

fn fenced(what: &str, fences: Fences, low: f64, high: f64) -> Outcome {
    close(&format!("{what}: [low, high]"), &array![fences.low, fences.high], &array![low, high], 1e-12)
}

/// The values that are not between the fences, as they would be read aloud.
fn outside(values: &Array1<f64>, fences: Fences) -> Vec<String> {
    let outside = |value: &&f64| !(fences.low..=fences.high).contains(*value);
    values.iter().filter(outside).map(ToString::to_string).collect()
}

fn owned(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

/// Numbers with one digit behind the point, in random order.
fn measured(n: usize, cases: &mut Cases) -> Array1<f64> {
    let steps = cases.permutation(n).into_iter().map(|step| step as f64 * 3.0);
    steps.map(|step| (10.0 * step + cases.index(0..30) as f64) / 10.0).collect()
}

/// The quantile without sorting: fewer values than `rank + 1` are smaller, and more than `rank` are not larger.
fn by_rank(values: &Array1<f64>, q: f64) -> f64 {
    let ranked = |rank: usize| {
        let stands_there = |value: &&f64| {
            let smaller = values.iter().filter(|other| other < value).count();
            let not_larger = values.iter().filter(|other| *other <= *value).count();
            smaller <= rank && rank < not_larger
        };
        values.iter().find(stands_there).copied().unwrap_or(NAN)
    };
    let place = q * (values.len() - 1) as f64;
    let (rank, share) = (place as usize, place % 1.0);
    if share == 0.0 { ranked(rank) } else { (1.0 - share) * ranked(rank) + share * ranked(rank + 1) }
}
