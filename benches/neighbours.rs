//! Neighbours: how alike everybody is, and the stars that the likest twenty let expect.

extern crate support as mlings;

#[allow(dead_code)]
#[path = "../src/curriculum/recommenders/neighbours/solution.rs"]
mod reference;
#[path = "workloads/neighbours.rs"]
mod workload;
#[path = "../exercises/09_recommenders/02_neighbours.rs"]
mod yours;

fn main() -> std::process::ExitCode {
    workload::run("neighbours")
}
