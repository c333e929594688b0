//! A saboteur between grader and worker.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mlings_contract::trace::{Between, Given, Part, Value};

use super::known::{Known, alike, length, same};
use super::way::{Way, at_rows, each, zero};
use super::{Place, Saboteur};

/// A saboteur at work.
pub(super) struct AtWork {
    pub saboteur: Saboteur,
    pub known: Arc<Known>,
    state: Mutex<State>,
}

/// What happened so far.
#[derive(Default)]
pub(super) struct State {
    pub has_changed: bool,
    /// Whether an answer was another one because of it.
    pub has_effect: bool,
    /// The argument in the first call, or the answer in the call before.
    kept: Option<Part>,
}

impl AtWork {
    pub fn new(saboteur: Saboteur, known: Arc<Known>) -> AtWork {
        AtWork { saboteur, known, state: Mutex::default() }
    }

    /// What happened so far.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change_arguments(&self, names: &[&'static str], arguments: &mut [Part]) {
        let way = self.saboteur.way;
        let Some(first) = arguments.iter().position(|part| part.name == names[0]) else { return };
        if let (Some(n), [value]) = (length(&arguments[first]), &arguments[first].values[..])
            && let Some(places) = way.rows(value)
        {
            for part in arguments.iter_mut().filter(|part| names.contains(&part.name)) {
                if length(part) == Some(n) {
                    part.values.iter_mut().for_each(|value| at_rows(value, &places));
                }
            }
            return;
        }
        let part = &mut arguments[first];
        match way {
            Way::FirstCall => {
                let mut state = self.state();
                *part = state.kept.get_or_insert_with(|| part.clone()).clone();
            }
            Way::NoneAsZero => {
                let parameters = &self.known.functions[self.saboteur.function].parameters;
                let some =
                    parameters.iter().find(|(name, _)| *name == names[0]).and_then(|(_, traits)| traits.some.clone());
                part.values.iter_mut().for_each(|value| none_as_zero(value, some.as_deref().unwrap_or_default()));
            }
            way => way.change(part),
        }
    }

    fn change_answer(&self, part: &mut Part, given: &Given) {
        let way = self.saboteur.way;
        let mut state = self.state();
        match way {
            Way::CallBefore => {
                if let Some(before) = state.kept.replace(part.clone()) {
                    *part = before;
                }
            }
            Way::OkForErr => match (&part.values[..], &state.kept) {
                ([Value::Outcome(Err(_))], Some(before)) => *part = before.clone(),
                ([Value::Outcome(Ok(_))], _) => state.kept = Some(part.clone()),
                _ => {}
            },
            Way::Unchanged => {
                if let Some(argument) = given.arguments.iter().find(|argument| argument.name == part.name) {
                    *part = argument.clone();
                }
            }
            way if part.values.iter().any(|value| matches!(value, Value::Outcome(_))) && way != Way::ErrorsZero => {
                for value in &mut part.values {
                    if let Value::Outcome(Ok(inner)) = value {
                        let mut within = Part { name: part.name, values: std::mem::take(inner) };
                        way.change(&mut within);
                        *inner = within.values;
                    }
                }
            }
            way => way.change(part),
        }
    }
}

impl Between for AtWork {
    fn wants(&self, function: &str) -> bool {
        function == self.saboteur.function
    }

    fn call(&self, _: &'static str, arguments: &mut Vec<Part>) {
        if let Place::Arguments(names) = &self.saboteur.place {
            self.change_arguments(names, arguments);
        }
    }

    fn answer(&self, function: &'static str, given: &Given, answer: &mut Vec<Part>) {
        match &self.saboteur.place {
            Place::Arguments(_) if given.is_changed => {
                let known = self.known.answers(function, &given.bytes);
                // Sums in another order are other sums by a little.
                let within = if self.saboteur.way.is_order() { 1e-6 } else { 1e-12 };
                let is_alike = known.iter().any(|known| alike(known, answer, within));
                let mut state = self.state();
                state.has_changed = true;
                state.has_effect |= !is_alike;
            }
            Place::Arguments(_) => {}
            Place::Answer(name) => {
                let Some(part) = answer.iter_mut().find(|part| part.name == *name) else { return };
                let before = part.clone();
                self.change_answer(part, given);
                if !same(&before, part) {
                    let mut state = self.state();
                    state.has_changed = true;
                    state.has_effect = true;
                }
            }
        }
    }
}

/// Puts zeros where nothing is.
fn none_as_zero(value: &mut Value, some: &[Value]) {
    each(value, &mut |value| {
        if let Value::Optional(inner @ None) = value {
            let mut zeros = some.to_vec();
            zeros.iter_mut().for_each(zero);
            *inner = Some(zeros);
        }
    });
}
