//! `prove`: what an author learns of the checks of an exercise.

use serde_json::Value;

use crate::desk::Desk;

const ALLOWED: &str = "src/curriculum/numbers/quantiles/allowed.toml";

#[test]
fn an_exercise_that_is_not_there_suggests_the_nearest_one() {
    let desk = Desk::new("prove_nothing");
    desk.mlings(&["prove", "quantlies"]).ends_with(2).complains("did you mean quantiles?");
    desk.mlings(&["prove"]).ends_with(2).complains("<EXERCISE>");
}

#[test]
#[ignore = "takes long: .ci/run has it"]
fn a_small_exercise_is_proven_and_what_is_allowed_must_be_founded_and_needed() {
    let desk = Desk::new("prove");
    let said = desk.mlings(&["prove", "quantiles", "--quick", "--json"]);
    let proof = said.json();
    let all = |field: &str| proof[field].as_array().cloned().unwrap_or_default();
    assert_eq!(all("faults"), Vec::<Value>::new(), "{said:#?}");
    assert!(all("checks").len() >= 8 && proof["mistakes"].as_u64() >= Some(6), "{proof}");
    let tried = [all("mutants"), all("saboteurs")].concat();
    assert!(all("mutants").len() > 10 && all("saboteurs").len() > 50, "{proof}");
    let caught =
        |tried: &&Value| tried["ending"] == "caught" && tried["by"].as_array().is_some_and(|by| !by.is_empty());
    assert!(2 * tried.iter().filter(caught).count() > tried.len(), "{proof}");
    let holes = tried.iter().filter(|tried| tried["ending"] == "hole").count();
    assert_eq!(said.code, i32::from(holes > 0));

    desk.write(ALLOWED, "[[allowed]]\nsentence = \"Nobody says so.\"\nsaboteurs = [\"quantile: nothing at all\"]\n");
    let said = desk.mlings(&["prove", "quantiles", "--only", "saboteurs"]).ends_with(1);
    said.says("the guide does not say: Nobody says so.")
        .says("is no hole any more, take it out: quantile: nothing at all");
    desk.write(ALLOWED, "[[equivalnt]]\n");
    let said = desk
        .mlings(&["prove", "quantiles", "--only", "saboteurs"])
        .ends_with(2)
        .complains("allowed.toml cannot be read");
    said.complains("[[equivalent]] with a reason");
}
