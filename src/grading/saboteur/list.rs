//! Which saboteurs there are.

use mlings_contract::trace::ANSWER;

use super::known::{Function, Traits};
use super::way::Way;
use super::{Place, Saboteur};

/// All that apply to a function.
pub(super) fn saboteurs_of(name: &'static str, function: &Function) -> Vec<Saboteur> {
    let mut saboteurs = Vec::new();
    let mut taken: Vec<&'static str> = Vec::new();
    for (parameter, traits) in function.parameters.iter().filter(|(_, traits)| !traits.is_empty) {
        let alone = Place::Arguments(vec![*parameter]);
        let mut add = |place: &Place, way: Way, is_demanded: bool| {
            saboteurs.push(Saboteur { function: name, place: place.clone(), way, is_demanded });
        };
        argument_ways(traits).into_iter().for_each(|(way, is_demanded)| add(&alone, way, is_demanded));
        if !traits.rows || taken.contains(parameter) {
            continue;
        }
        let goes_with = |other: &&'static str| function.of_equal_length.contains(&(*parameter, *other));
        let others: Vec<&'static str> = function.parameters.iter().map(|(other, _)| *other).filter(goes_with).collect();
        // One long list in each function is enough.
        let is_first = taken.is_empty();
        taken.push(parameter);
        taken.extend(&others);
        let rows = Place::Arguments([vec![*parameter], others].concat());
        for way in [Way::WithoutLast, Way::WithoutFirst, Way::First(64), Way::First(256)] {
            add(&rows, way, false);
        }
        add(&rows, Way::First(1024), is_first && traits.is_one);
        add(&rows, Way::Sorted, false);
        add(&rows, Way::Reversed, false);
    }
    for (part, traits) in &function.answer {
        let place = Place::Answer(part);
        let mut ways = answer_ways(traits);
        if *part != ANSWER {
            ways.push(Way::Unchanged);
        }
        let saboteur = |way| Saboteur { function: name, place: place.clone(), way, is_demanded: false };
        saboteurs.extend(ways.into_iter().filter(|_| !traits.is_empty).map(saboteur));
    }
    saboteurs
}

/// What can be done to one argument alone, and whether checks should give an input that this changes.
fn argument_ways(traits: &Traits) -> Vec<(Way, bool)> {
    let mut ways = Vec::new();
    let mut add = |applies: bool, some: &[(Way, bool)]| {
        if applies {
            ways.extend_from_slice(some);
        }
    };
    let many = traits.many_floats;
    add(traits.floats, &[(Way::Single, true), (Way::Truncated, true), (Way::SixDigits, true)]);
    add(traits.floats, &[(Way::Billionths, many), (Way::WithoutSign, many), (Way::Million, many)]);
    add(traits.floats, &[(Way::PositiveMillion, false), (Way::Shifted, many)]);
    add(traits.floats, &[(Way::NanAsZero, false), (Way::InfinityAsLargest, false)]);
    add(traits.whole, &[(Way::Bits(8), false), (Way::Bits(16), false), (Way::Bits(32), false), (Way::Modulo, false)]);
    add(traits.flags, &[(Way::Taken(true), false), (Way::Taken(false), false)]);
    add(traits.texts, &[(Way::Trimmed, false), (Way::LowerCase, false), (Way::Ascii, false), (Way::Short, false)]);
    add(traits.some.is_some(), &[(Way::NoneAsZero, false)]);
    add(traits.columns, &[(Way::ColumnsReversed, false)]);
    add(traits.array, &[(Way::Contiguous, traits.is_one)]);
    add(true, &[(Way::FirstCall, false)]);
    ways
}

/// What can be done to an answer.
fn answer_ways(traits: &Traits) -> Vec<Way> {
    let mut ways = vec![Way::CallBefore];
    if traits.floats {
        ways.extend([Way::Single, Way::SixDigits, Way::Share, Way::Correlation, Way::NotNegative]);
    }
    if traits.rows && !traits.bytes {
        ways.extend([Way::Reversed, Way::WithoutLast]);
    }
    if traits.outcome {
        ways.extend([Way::ErrorsZero, Way::OkForErr]);
    }
    ways
}
