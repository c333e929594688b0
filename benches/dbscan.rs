//! DBSCAN: crowds of customers, and those who belong to none.

extern crate support as mlings;

#[allow(dead_code)]
#[path = "../src/curriculum/unsupervised/dbscan/solution.rs"]
mod reference;
#[path = "workloads/dbscan.rs"]
mod workload;
#[path = "../exercises/08_unsupervised/04_dbscan.rs"]
mod yours;

fn main() -> std::process::ExitCode {
    workload::run("dbscan")
}
