//! Saboteurs against a tiny exercise: with all its checks each is caught or its input was never given, and a check that
//! is taken out leaves holes.
//!
//! This target is its own worker: started as one, it answers with the exercise's own functions.

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use mlings_contract::contract;
use mlings_contract::worker::WORKER;
use mlings_grading::compare::close;
use mlings_grading::{About, Cases, Check, Exercise, Lesson, Outcome, saboteur};
use mlings_verdict::Limits;
use mlings_verdict::proof::End;
use ndarray::{Array1, ArrayView1, array};

contract! {
    /// Two functions.
    pub struct Contract {
        /// The mean of the values.
        fn mean(values: ArrayView1<f64>) -> Result<f64, usize>;
        /// Adds to every value.
        fn shift(values: &mut Vec<f64>, by: f64);
    }
}

const RIGHT: Contract = Contract {
    mean: |values| values.mean().ok_or(values.len()),
    shift: |values, by| values.iter_mut().for_each(|value| *value += by),
};

const SMALL: Check<Contract> = Check { name: "small numbers", points: 50, run: small };
const FINE: Check<Contract> = Check { name: "every digit counts", points: 30, run: fine };
const SHIFTED: Check<Contract> = Check { name: "all are shifted", points: 20, run: shifted };

fn small(functions: &Contract, _: &mut Cases) -> Outcome {
    mean_is(functions, &array![1.0, 2.0], 1.5)
}

fn fine(functions: &Contract, _: &mut Cases) -> Outcome {
    mean_is(functions, &array![0.1, -0.3, 2.5e-10], (0.1 - 0.3 + 2.5e-10) / 3.0)
}

fn mean_is(functions: &Contract, values: &Array1<f64>, expected: f64) -> Outcome {
    let mean = (functions.mean)(values.view()).unwrap_or(f64::NAN);
    close("mean", &mean, &expected, 1e-15)
}

fn shifted(functions: &Contract, _: &mut Cases) -> Outcome {
    let mut values = vec![0.5, -0.25];
    (functions.shift)(&mut values, 0.125);
    close("values", &Array1::from(values), &array![0.625, -0.125], 1e-12)
}

const fn exercise(checks: &'static [Check<Contract>]) -> Exercise<Contract> {
    Exercise { about: About { id: "tiny", title: "Tiny" }, functions: RIGHT, checks, mistakes: &[], plots: &[] }
}

static WHOLE: Exercise<Contract> = exercise(&[SMALL, FINE, SHIFTED]);
static WITHOUT_ONE: Exercise<Contract> = exercise(&[SMALL, SHIFTED]);

fn main() -> ExitCode {
    if std::env::args().nth(1).is_some_and(|argument| argument == WORKER) {
        return WHOLE.answer_calls().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    let trials = vec![
        Trial::test("what_is_tampered_with_is_caught", caught),
        Trial::test("a_check_that_is_taken_out_leaves_holes", holes),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn ends(lesson: &'static dyn Lesson) -> Result<Vec<(String, End)>, Failed> {
    let program = std::env::current_exe()?;
    let came = saboteur::try_all(lesson, &program, &[1], Limits::default(), &mut |_, _| ())??;
    Ok(came.into_iter().map(|sabotage| (sabotage.name(), sabotage.end)).collect())
}

fn end(ends: &[(String, End)], name: &str) -> End {
    let found = ends.iter().find(|(other, _)| other == name);
    found.unwrap_or_else(|| panic!("no {name}: {ends:#?}")).1.clone()
}

fn caught() -> Result<(), Failed> {
    let ends = ends(&WHOLE)?;
    let by = |names: &[&str]| End::Caught { by: names.iter().map(ToString::to_string).collect() };
    for name in [
        "mean: values rounded to f32",
        "mean: values truncated to whole numbers",
        "mean: values rounded to 1e-9",
        "mean: values without a sign",
        "mean: values shifted by 1e8 and back",
        "mean: the answer rounded to f32",
        "mean: the answer with 0 for what is below",
    ] {
        assert_eq!(end(&ends, name), by(&["every digit counts"]), "{name}");
    }
    assert_eq!(end(&ends, "mean: values without the last"), by(&["small numbers", "every digit counts"]));
    assert_eq!(end(&ends, "mean: the answer clamped to 0..1"), by(&["small numbers", "every digit counts"]));
    assert_eq!(end(&ends, "shift: values as it comes back handed back unchanged"), by(&["all are shifted"]));
    assert_eq!(end(&ends, "shift: by truncated to whole numbers"), by(&["all are shifted"]));
    assert_eq!(end(&ends, "mean: values in reverse"), End::Alike);
    assert_eq!(end(&ends, "mean: values read as if contiguous"), End::Idle { is_hole: true });
    assert_eq!(end(&ends, "mean: values cut behind 1024"), End::Idle { is_hole: true });
    assert_eq!(end(&ends, "mean: values cut behind 64"), End::Idle { is_hole: false });
    Ok(())
}

fn holes() -> Result<(), Failed> {
    let ends = ends(&WITHOUT_ONE)?;
    for name in ["mean: values rounded to f32", "mean: values without a sign", "mean: values rounded to 1e-9"] {
        assert_eq!(end(&ends, name), End::Idle { is_hole: true }, "{name}");
    }
    assert_eq!(end(&ends, "mean: the answer with 0 for what is below"), End::Idle { is_hole: false });
    Ok(())
}
