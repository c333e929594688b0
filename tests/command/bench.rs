//! `bench`, as far as it goes without timing anything.

use crate::desk::{Desk, exercise};

#[test]
fn a_package_without_benchmarks_says_where_they_are() {
    let desk = Desk::new("bench_nowhere");
    let said = desk.mlings(&["bench", "kmeans"]).ends_with(2).complains("there are no benchmarks in");
    said.complains("the project's repository");
    desk.mlings(&["bench", "kmeens"]).ends_with(2).complains("kmeans");
}

#[test]
fn an_exercise_without_a_benchmark_names_those_that_have_one() {
    let desk = Desk::new("bench_none");
    desk.write("benches/kmeans.rs", "");
    let said = desk.mlings(&["bench", "read_table"]).ends_with(2).complains("read_table has no benchmark");
    said.complains("these have one: kmeans");
}

#[test]
fn only_right_answers_are_timed() {
    let desk = Desk::new("bench_wrong");
    desk.write("benches/kmeans.rs", "");
    desk.write(&exercise("kmeans").file, exercise("kmeans").with("if size > 0 {", "if size < usize::MAX {"));
    let said = desk.mlings(&["bench", "kmeans", "--json"]).ends_with(1);
    let said = said.complains("divides by the size of an empty cluster").complains("kmeans has 85 of 100 points");
    assert_eq!(said.out, "");
    desk.write(&exercise("kmeans").file, "fn broken( {\n");
    desk.mlings(&["bench", "kmeans"]).ends_with(1).complains("error: ").complains("only right answers are timed");
}
