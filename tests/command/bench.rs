//! `bench`, as far as it goes without timing anything.

use crate::desk::Desk;

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
