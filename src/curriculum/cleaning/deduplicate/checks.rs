//! What is graded.

use std::collections::BTreeMap;

use ndarray::{Array1, ArrayView1, Axis, Slice, array};

use super::{Contract, Fences, rain, sales};
use mlings_datasets as datasets;
use mlings_grading::compare::{close, same_items, shown};
use mlings_grading::layouts::backwards;
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
    Check { name: "the air at 0 K lies outside of the IQR fences", points: 5, run: frozen_hours_lie_outside },
    Check { name: "the MAD fences lie around the median", points: 10, run: mad_by_definition },
    Check { name: "outliers do not hide behind each other", points: 6, run: outliers_do_not_hide },
    Check { name: "missing values have no say in the fences", points: 6, run: missing_values_have_no_say },
    Check { name: "every value outside of the fences is flagged, and no other", points: 8, run: flags_what_is_outside },
];

const NAN: f64 = f64::NAN;

fn case_does_not_matter(clean: &Contract, _: &mut Cases) -> Outcome {
    normalises(
        clean,
        &["85123A", "85123a", "Missing", "MISSING", "CAFÉ", "ÄÖ Жук", "Æ"],
        &["85123a", "85123a", "missing", "missing", "café", "äö жук", "æ"],
    )?;
    // A small sigma looks otherwise at the end of a word, and a small İ is two characters.
    normalises(clean, &["ΟΔΟΣ ΣΑΣ", "İZMİR"], &["οδο\u{3c2} σα\u{3c2}", "i\u{307}zmi\u{307}r"])
}

fn blanks_do_not_matter(clean: &Contract, _: &mut Cases) -> Outcome {
    normalises(
        clean,
        &["heart ", " heart", "  heart\t", "heart\n", "\u{a0}heart", "\u{2003}heart\r\n"],
        &["heart"; 6],
    )?;
    normalises(
        clean,
        &[
            "white  heart",
            "white   heart",
            "white \t heart",
            "white\nheart",
            "  white     heart ",
            "white\u{a0}heart",
            "white \u{3000} heart",
        ],
        &["white heart"; 7],
    )
}

fn other_keys_stay_apart(clean: &Contract, _: &mut Cases) -> Outcome {
    let keys = [
        "set 2 towels",
        "set2 towels",
        "t-light",
        "t light",
        "5' pole",
        "85123a",
        "",
        "café",
        "cafe",
        "00085",
        "85",
        "a_b.c, d/e",
    ];
    let blank = [" ", "\t\n", "\u{a0} "];
    normalises(clean, &blank, &[""; 3])?;
    normalises(clean, &keys, &keys)?;
    let keys = [" set  2 towels ", "heart     white"];
    let twice: Vec<String> = keys.iter().map(|key| (clean.normalise)(&(clean.normalise)(key))).collect();
    same_items("keys, normalised twice", &twice, &owned(&["set 2 towels", "heart white"]))
        .given(format!("keys {keys:?}"))
}

fn latest_is_kept(clean: &Contract, cases: &mut Cases) -> Outcome {
    keeps(clean, &["a", "b", "a", "b", "a"], &array![3.0, 1.0, 9.0, 8.0, 5.0], &[2, 3])?;
    keeps(clean, &["a", "b", "a"], &array![-1.0, 0.0, -7.0], &[0, 1])?;

    // Later is later, also within one step of a grid: the middle of a step lies between two times, or its end does.
    for step in [1.0, 0.1, 1e-3, 1e-6, 1e-9, 1e-12, 1e-15, 1e-18] {
        let times = array![1.625, 1.375, 2.125, 1.875] * step;
        keeps(clean, &["x", "x", "y", "y"], &times, &[0, 2])?;
    }
    // Times in any unit: with fractions, below 0, tiny, and larger than an f32 or an i32 can tell apart.
    for times in [
        array![1.75, 1.25, 1.5],
        array![-1.25, -1.75, -1.5],
        array![0.0, -3.0, -0.5],
        array![3e-12, 1e-12, 2e-12],
        array![1.0 + 3e-15, 1.0, 1.0 + 1e-15],
        array![1_577_836_800.75, 1_577_836_800.25, 1_577_836_800.5],
        array![9_007_199_254_740_991.0, 9_007_199_254_740_989.0, 9_007_199_254_740_990.0],
        array![1e300, 1e299, -1e300],
        array![-1e299, -1e300, -1e301],
        array![70_000.0, 65_536.0 + 3.0, 300.0],
    ] {
        keeps(clean, &["a", "a", "a"], &times, &[0])?;
    }
    // Keys are compared as they stand.
    keeps(clean, &["A", "a", " a", "a ", "a", "b"], &array![5.0, 4.0, 3.0, 2.0, 6.0, 1.0], &[0, 2, 3, 4, 5])?;
    keeps(clean, &["", " ", "", "0"], &array![2.0, 1.0, 1.0, 0.0], &[0, 1, 3])?;
    let times = array![4.0, 9.0, 2.0, 7.0, 1.0, 3.0];
    let every_other = times.slice_axis(Axis(0), Slice::new(0, None, 2));
    keeps_in(clean, &["a", "a", "b"], every_other, "every second number of another list", &[0, 2])?;
    let backwards = times.slice_axis(Axis(0), Slice::new(0, None, -1));
    keeps_in(clean, &["a", "b", "a", "b", "a", "b"], backwards, "they lie in memory backwards", &[4, 5])?;
    long_table(clean)?;

    let keys: Vec<&str> = (0..14).map(|_| ["a", "b", "c", "d"][cases.index(0..4)]).collect();
    let times: Array1<f64> = cases.permutation(14).into_iter().map(|minute| minute as f64).collect();
    let beaten = |row: &usize| (0..14).any(|other| keys[other] == keys[*row] && times[other] > times[*row]);
    let latest: Vec<usize> = (0..14).filter(|row| !beaten(row)).collect();
    keeps(clean, &keys, &times, &latest)
}

/// Row 2048 is the latest of its key, and so is row 0.
fn long_table(clean: &Contract) -> Outcome {
    let keys: Vec<String> =
        (0..2049).map(|row| if row == 0 { "first".to_owned() } else { format!("key {}", row % 3) }).collect();
    let times: Array1<f64> = (0..2049).map(|row| f64::from(row) / 8.0).collect();
    same_items("rows to keep", &(clean.keep_latest)(&keys, times.view()), &[0, 2046, 2047, 2048]).given(
        "2049 rows, row 0 with a key of its own and the others with three in turn, each later than the one before",
    )
}

fn tie_goes_to_the_last(clean: &Contract, _: &mut Cases) -> Outcome {
    keeps(clean, &["a", "a", "b", "a", "b"], &array![7.0, 9.0, 2.0, 9.0, 2.0], &[3, 4])?;
    keeps(clean, &["a", "b", "b", "a", "a"], &array![9.0, 2.0, 2.0, 9.0, 4.0], &[2, 3])
}

fn unknown_time_is_oldest(clean: &Contract, _: &mut Cases) -> Outcome {
    keeps(clean, &["a", "a", "b", "b"], &array![NAN, 5.0, 6.0, NAN], &[1, 2])?;
    // Older than any time, also than one below 0.
    keeps(clean, &["a", "a", "b", "b"], &array![-5.0, NAN, NAN, -5.0], &[0, 3])?;
    keeps(clean, &["a", "a", "b", "b"], &array![-1e300, NAN, 0.0, NAN], &[0, 2])?;
    keeps(clean, &["a", "a", "a"], &array![NAN, 2.0, NAN], &[1])?;
    keeps(clean, &["a", "b", "a", "c"], &array![NAN, 1.0, NAN, NAN], &[1, 2, 3])
}

fn once_in_order(clean: &Contract, _: &mut Cases) -> Outcome {
    let (keys, times) = (["d", "b", "d", "a", "c", "b"], array![1.0, 6.0, 2.0, 3.0, 4.0, 5.0]);
    keeps(clean, &keys, &times, &[1, 2, 3, 4])?;
    keeps(clean, &["b", "d", "a", "c"], &array![6.0, 2.0, 3.0, 4.0], &[0, 1, 2, 3])?;
    // Neither the order of the keys, nor of their first rows, nor of their times.
    keeps(clean, &["z", "y", "x", "z", "x", "y"], &array![1.0, 8.0, 3.0, 7.0, 9.0, 2.0], &[1, 3, 4])?;
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
    // Squares in mixed order, five of them, then six, seven and eight: each has other places.
    let squares = [9.0, 1.0, 16.0, 0.0, 4.0, 25.0, 36.0, 49.0];
    let quartiles: Array1<f64> = (5..=8)
        .flat_map(|n| {
            let fences = (clean.iqr_fences)(ArrayView1::from(&squares[..n]), 0.0);
            [fences.low, fences.high]
        })
        .collect();
    close("low, high, low, high ...", &quartiles, &array![1.0, 9.0, 1.75, 14.25, 2.5, 20.5, 3.25, 27.75], 1e-12)
        .given("iqr_fences with reach 0 of the first 5, then 6, 7 and 8 of 9, 1, 16, 0, 4, 25, 36, 49")?;
    // Of six, they lie between two: at 1.25 and 3.75, counted from 0.
    let values = array![8.0, 0.0, 4.0, 20.0, 12.0, 16.0];
    fenced("iqr_fences", (clean.iqr_fences)(values.view(), 1.0), -5.0, 25.0)
        .given(format!("values {}, reach 1", shown(&values)))?;

    for (values, reach, low, high) in [
        (array![1.0, 3.0], 0.5, 1.0, 3.0),
        (array![7.5], 1.5, 7.5, 7.5),
        (array![1.25, 1.75, 1.5, 1.0, 2.0], 1.75, 0.375, 2.625),
        (array![-2.0, -4.0, -6.0, -8.0], 0.0, -6.5, -3.5),
        (array![1e8 + 0.25, 1e8 + 0.5, 1e8 + 0.75, 1e8 + 1.0, 1e8], 1.0, 1e8 - 0.25, 1e8 + 1.25),
        (array![4e12, 0.0, 8e12, 2e12, 6e12], 0.5, 0.0, 8e12),
        (array![16_777_217.0, 16_777_219.0, 16_777_218.0, 16_777_220.0, 16_777_221.0], 0.0, 16_777_218.0, 16_777_220.0),
        (array![3.0, 3.0, 3.0, 3.0], 1.5, 3.0, 3.0),
        (array![1.0, 2.0, 3.0, 4.0, 5.0], 1.123_456_789, -0.246_913_578, 6.246_913_578),
    ] {
        fenced("iqr_fences", (clean.iqr_fences)(values.view(), reach), low, high)
            .given(format!("values {}, reach {reach}", shown(&values)))?;
    }
    let values = array![5.0, 1.0, 2.0, 9.0, 4.0];
    in_all_layouts(&values, |view, layout| {
        fenced("iqr_fences", (clean.iqr_fences)(view, 1.5), -2.5, 9.5)
            .given(format!("values {}, reach 1.5; {layout}", shown(&values)))
    })?;
    in_small_units(|unit| (clean.iqr_fences)((&values * unit).view(), 1.5), [-2.5, 9.5])
        .given(format!("values {}, times 1e-12, reach 1.5", shown(&values)))?;
    fenced("iqr_fences", (clean.iqr_fences)(long(2049).view(), 0.25), 256.0, 1792.0)
        .given("the numbers 0 to 2048 in mixed order, reach 0.25")?;

    for n in [cases.index(1..8), 4 * cases.index(2..5)] {
        let (values, reach) = (measured(n, cases), cases.index(1..4) as f64 + 0.75);
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
    // The median is 3. The distances are 2, 1, 1, 6, and the middle of the two in the middle is 1.5.
    let values = array![1.0, 2.0, 4.0, 9.0];
    fenced("mad_fences", (clean.mad_fences)(values.view(), 0.6745), 1.5, 4.5)
        .given(format!("values {}, cutoff 0.6745", shown(&values)))?;
    // The median is 3. The distances are 2, 1, 0, 1, 97, so the MAD is 1.
    let values = array![1.0, 2.0, 3.0, 4.0, 100.0];
    fenced("mad_fences", (clean.mad_fences)(values.view(), 0.6745), 2.0, 4.0)
        .given(format!("values {}, cutoff 0.6745", shown(&values)))?;
    // More than half are equal: nothing else is usual.
    let values = array![0.0, 0.0, 7.0, 0.0, 2.0];
    fenced("mad_fences", (clean.mad_fences)(values.view(), 3.5), 0.0, 0.0)
        .given(format!("values {}, cutoff 3.5", shown(&values)))?;

    // Two distances in the middle, a mean that is no median, a fence that is not whole.
    for (values, cutoff, low, high) in [
        (array![1.0, 2.0, 4.0, 9.0], 1.349, 0.0, 6.0),
        (array![0.0, 1.0, 10.0], 1.349, -1.0, 3.0),
        (array![5.0, -7.5, 5.0], 3.5, 5.0, 5.0),
        (array![2.5], 3.5, 2.5, 2.5),
        (array![1.25, 1.75, 1.5, 1.0, 2.0], 2.023_5, 0.75, 2.25),
        (array![1e8 + 0.25, 1e8 + 0.5, 1e8 + 1.0], 0.6745, 1e8 + 0.25, 1e8 + 0.75),
        (array![16_777_217.0, 16_777_219.0, 16_777_218.0], 0.6745, 16_777_217.0, 16_777_219.0),
        (array![-4e12, 0.0, 4e12, 2e12, -2e12], 0.337_25, -1e12, 1e12),
        (array![8.0, 6.0], 0.0, 7.0, 7.0),
        (array![1.0, 2.0, 3.0, 4.0, 100.0], 0.6745 * 1.123_456_789, 1.876_543_211, 4.123_456_789),
    ] {
        fenced("mad_fences", (clean.mad_fences)(values.view(), cutoff), low, high)
            .given(format!("values {}, cutoff {cutoff}", shown(&values)))?;
    }
    let values = array![5.0, 1.0, 2.0, 9.0, 4.0];
    in_all_layouts(&values, |view, layout| {
        fenced("mad_fences", (clean.mad_fences)(view, 1.349), 0.0, 8.0)
            .given(format!("values {}, cutoff 1.349; {layout}", shown(&values)))
    })?;
    in_small_units(|unit| (clean.mad_fences)((&values * unit).view(), 1.349), [0.0, 8.0])
        .given(format!("values {}, times 1e-12, cutoff 1.349", shown(&values)))?;
    fenced("mad_fences", (clean.mad_fences)(long(2049).view(), 0.6745), 512.0, 1536.0)
        .given("the numbers 0 to 2048 in mixed order, cutoff 0.6745")?;

    for n in [cases.index(2..9), 2 * cases.index(2..9)] {
        let (values, cutoff) = (measured(n, cases), cases.index(2..5) as f64 + 0.5);
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
    let values = array![NAN, 9.0, 1.0, NAN, 4.0, 2.0, NAN];
    fenced("mad_fences", (clean.mad_fences)(values.view(), 0.6745), 1.5, 4.5)
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
    let infinite = f64::INFINITY;
    let (step, huge) = (4.0 * f64::EPSILON, 1e300);
    for (values, low, high, expected) in [
        (array![4.999_999_85, 4.999_999_9 + 1e-8], -2.0, 4.999_999_9, vec![false, true]),
        (array![infinite, -infinite, NAN], -2.0, 5.0, vec![true, true, false]),
        (array![5.0 + step, 5.0, -2.0 - step, -2.0], -2.0, 5.0, vec![true, false, true, false]),
        (array![2e-12, 1e-12, 0.0, -1e-12], 0.0, 1e-12, vec![true, false, false, true]),
        (array![3.0, 3.25, 2.75], 3.0, 3.0, vec![false, true, true]),
        (array![-3.0, -1.5, -0.5, 2.0], -2.25, -1.25, vec![true, false, true, true]),
        (array![5.75, 5.25, 0.25], 0.5, 5.5, vec![true, false, true]),
        (array![huge, -huge, 16_777_217.0], -16_777_216.0, 16_777_216.0, vec![true, true, true]),
        (array![16_777_216.0, -16_777_215.0], -16_777_216.0, 16_777_216.0, vec![false, false]),
        (array![infinite, -infinite, f64::MAX], f64::MIN, f64::MAX, vec![true, true, false]),
        // What is missing is no 0.
        (array![NAN, 3.0, 1.0], 2.0, 5.0, vec![false, false, true]),
        (array![], 0.0, 1.0, vec![]),
    ] {
        let flags = (clean.flag)(values.view(), &Fences { low, high }).to_vec();
        same_items("flags", &flags, &expected).given(format!("values {values}, fences {low} to {high}"))?;
    }
    let values = array![9.0, 1.0, 2.0, -7.0, 4.0];
    in_all_layouts(&values, |view, layout| {
        same_items("flags", &(clean.flag)(view, &fences).to_vec(), &[true, false, false, true, false])
            .given(format!("values {}, fences -2 to 5; {layout}", shown(&values)))
    })?;
    let flags = (clean.flag)(long(2049).view(), &Fences { low: 5.0, high: 2040.0 });
    let flagged = flags.iter().filter(|flagged| **flagged).count();
    same_items("how many are flagged, and of how many", &[flagged, flags.len()], &[13, 2049])
        .given("the numbers 0 to 2048 in mixed order, fences 5 to 2040")
}

/// The numbers 0 to n - 1, mixed.
fn long(n: usize) -> Array1<f64> {
    (0..n).map(|row| (row * 7919 % n) as f64).collect()
}

/// Asks with values that have gaps between them in memory, or lie there backwards.
fn in_all_layouts(values: &Array1<f64>, ask: impl Fn(ArrayView1<f64>, &str) -> Outcome) -> Outcome {
    let mut wide = Array1::from_elem(2 * values.len(), 1e9);
    let mut every_other = wide.slice_axis_mut(Axis(0), Slice::new(0, None, 2));
    every_other.assign(values);
    ask(every_other.view(), "every second number of another list")?;
    ask(backwards(values).view(), "they lie in memory backwards")
}

/// A unit in which all numbers are very small.
fn in_small_units(fences: impl Fn(f64) -> Fences, expected: [f64; 2]) -> Outcome {
    let unit = 1e-12;
    let Fences { low, high } = fences(unit);
    close("[low, high], divided by 1e-12", &array![low / unit, high / unit], &Array1::from_iter(expected), 1e-9)
}

fn keeps_in(clean: &Contract, keys: &[&str], times: ArrayView1<f64>, layout: &str, expected: &[usize]) -> Outcome {
    same_items("rows to keep", &(clean.keep_latest)(&owned(keys), times), expected)
        .given(format!("keys {keys:?}, times {times}; {layout}"))
}

fn normalises(clean: &Contract, keys: &[&str], expected: &[&str]) -> Outcome {
    let normalised: Vec<String> = keys.iter().map(|key| (clean.normalise)(key)).collect();
    same_items("keys, normalised", &normalised, &owned(expected)).given(format!("keys {keys:?}"))
}

fn keeps(clean: &Contract, keys: &[&str], times: &Array1<f64>, expected: &[usize]) -> Outcome {
    same_items("rows to keep", &(clean.keep_latest)(&owned(keys), times.view()), expected)
        .given(format!("keys {keys:?}, times {times:?}", times = times.to_vec()))
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
