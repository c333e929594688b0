//! DBSCAN as in `dbscan`, with the fast version for a reference.

extern crate support as mlings;

#[allow(dead_code)]
#[path = "../tests/alternatives/dbscan_fast.rs"]
mod reference;
#[path = "workloads/dbscan.rs"]
mod workload;
#[path = "../exercises/08_unsupervised/04_dbscan.rs"]
mod yours;

fn main() -> std::process::ExitCode {
    workload::run("dbscan_fast")
}
