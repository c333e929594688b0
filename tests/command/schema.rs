//! A validator for the few keywords of JSON Schema that our schemas use. One that it does not know is an error, so
//! that no schema says more than is looked at.

use serde_json::{Map, Value};

/// What in a value is not as a schema says; empty if all is.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    Validator { root: schema }.look(schema, value, "", &mut faults);
    faults
}

struct Validator<'a> {
    root: &'a Value,
}

impl Validator<'_> {
    fn look(&self, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        let empty = Map::new();
        let rules = schema.as_object().unwrap_or_else(|| panic!("no schema: {schema}"));
        for (keyword, rule) in rules {
            let mut fault = |what: String| faults.push(format!("{at}: {what}"));
            match keyword.as_str() {
                "$schema" | "$defs" | "title" | "description" => {}
                "$ref" => {
                    let place = rule.as_str().and_then(|path| path.strip_prefix('#')).unwrap_or_default();
                    let target = self.root.pointer(place).unwrap_or_else(|| panic!("no {rule} in the schema"));
                    self.look(target, value, at, faults);
                }
                "type" => {
                    let names = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                    if !names.iter().any(|name| name == type_of(value)) {
                        fault(format!("is {}, not {rule}", type_of(value)));
                    }
                }
                "enum" => {
                    if !rule.as_array().is_some_and(|allowed| allowed.contains(value)) {
                        fault(format!("{value} is none of {rule}"));
                    }
                }
                "minimum" => {
                    if value.as_f64() < rule.as_f64() {
                        fault(format!("{value} is below {rule}"));
                    }
                }
                "required" => {
                    for name in rule.as_array().into_iter().flatten().filter_map(Value::as_str) {
                        if value.get(name).is_none() {
                            fault(format!("{name} is missing"));
                        }
                    }
                }
                "properties" => {
                    for (name, rule) in rule.as_object().unwrap_or(&empty) {
                        if let Some(value) = value.get(name) {
                            self.look(rule, value, &format!("{at}/{name}"), faults);
                        }
                    }
                }
                "additionalProperties" => {
                    assert_eq!(rule, false, "only that is known");
                    let known = rules.get("properties").and_then(Value::as_object).unwrap_or(&empty);
                    for name in value.as_object().unwrap_or(&empty).keys().filter(|name| !known.contains_key(*name)) {
                        fault(format!("{name} is not in the schema"));
                    }
                }
                "items" => {
                    for (place, value) in value.as_array().into_iter().flatten().enumerate() {
                        self.look(rule, value, &format!("{at}/{place}"), faults);
                    }
                }
                "anyOf" => {
                    let of = |rule| {
                        let mut faults = Vec::new();
                        self.look(rule, value, at, &mut faults);
                        faults
                    };
                    let tried: Vec<Vec<String>> = rule.as_array().into_iter().flatten().map(of).collect();
                    if tried.iter().all(|faults| !faults.is_empty()) {
                        fault(format!("none of several ways: {tried:?}"));
                    }
                }
                other => panic!("the validator does not know {other}"),
            }
        }
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

#[test]
fn a_fault_is_found_wherever_it_is() {
    let schema: Value =
        serde_json::from_str(include_str!("../fixtures/gradescope.schema.json")).expect("the schema is JSON");
    let test = |fields: &str| {
        let text = format!(r#"{{"tests": [{{"score": 1, "max_score": 2, {fields}}}]}}"#);
        faults(&schema, &serde_json::from_str(&text).expect("JSON"))
    };
    assert_eq!(test(r#""status": "failed", "visibility": "after_due_date", "number": "1.1""#), Vec::<String>::new());
    for wrong in [r#""status": "ok""#, r#""visibility": "never""#, r#""number": 1.1"#, r#""tags": "a""#, r#""new": 1"#]
    {
        assert_eq!(test(wrong).len(), 1, "{wrong}: {:?}", test(wrong));
    }
    for wrong in [r#"{"tests": [{"max_score": 2}]}"#, "{}", "[]", r#"{"score": "1"}"#] {
        assert!(!faults(&schema, &serde_json::from_str(wrong).expect("JSON")).is_empty(), "{wrong}");
    }
}
