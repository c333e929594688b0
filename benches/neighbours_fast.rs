//! Neighbours as in `neighbours`, with the fast version for a reference.

extern crate support as mlings;

#[allow(dead_code)]
#[path = "../tests/alternatives/neighbours_fast.rs"]
mod reference;
#[path = "workloads/neighbours.rs"]
mod workload;
#[path = "../exercises/09_recommenders/02_neighbours.rs"]
mod yours;

fn main() -> std::process::ExitCode {
    workload::run("neighbours_fast")
}
