//! Nothing is built twice: whoever calls cargo, and for whatever, finds what others had built.

use std::collections::BTreeSet;

use crate::desk::Desk;

/// What cargo built just now, by its own account; what was fresh is left out.
fn built(desk: &Desk, arguments: &[&str]) -> BTreeSet<String> {
    let said = desk.cargo(&[arguments, &["--message-format=json"]].concat()).ends_with(0);
    let messages = said.out.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let stale = messages.filter(|message| message["reason"] == "compiler-artifact" && message["fresh"] == false);
    stale.map(|message| message["target"]["name"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_track_is_built_once_whoever_asks_for_it() {
    let desk = Desk::new("fresh");
    let calls: [&[&str]; 5] = [
        &["build", "--bin", "mlings"],
        &["build", "--bin", "mlings-unsupervised-grader"],
        &["test", "--no-run", "--test", "kmeans"],
        &["test", "--no-run", "--test", "pca"],
        &["build", "--test", "kmeans", "--bin", "mlings-unsupervised-grader"],
    ];
    for call in calls {
        built(&desk, call);
    }
    desk.mlings(&["check", "kmeans"]).ends_with(1);
    for call in calls {
        let again = built(&desk, call);
        // Whoever learns how an exercise is compiled has cargo think that it must be.
        let others: Vec<&String> = again.iter().filter(|name| *name != "kmeans").collect();
        assert!(others.is_empty(), "{call:?} builds {others:?} again");
    }
}

/// The command knows no track, and a track no other one.
#[test]
fn what_nobody_has_opened_is_not_built() {
    let desk = Desk::new("unopened");
    let needed = |binary: &str| -> BTreeSet<String> {
        let said = desk.cargo(&["build", "--bin", binary, "--message-format=json"]).ends_with(0);
        let messages = said.out.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        messages.filter_map(|message| message["target"]["name"].as_str().map(str::to_owned)).collect()
    };
    let is_of_a_track =
        |name: &String| name.ends_with("_grader") || name == "ndarray" || name == "plotters" || name == "linfa";
    let command = needed("mlings");
    assert!(command.contains("mlings") && command.contains("mlings_verdict"), "{command:?}");
    assert!(!command.iter().any(is_of_a_track), "{command:?}");
    let track = needed("mlings-unsupervised-grader");
    let graders: Vec<&String> = track.iter().filter(|name| name.ends_with("_grader")).collect();
    assert_eq!(graders, ["mlings_unsupervised_grader"]);
}
