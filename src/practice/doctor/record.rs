//! Whether the record of what was reached can be used. It is only looked at: the other commands set a damaged one aside.

use super::super::invocation;
use super::super::progress::{FILE, Unread, look};
use super::super::workplace::Workplace;
use super::Finding;
use super::mend::mend_of_refusal;

pub(super) fn readable(workplace: &Workplace) -> Vec<Finding> {
    const NAME: &str = "progress";
    let unread = match look(&workplace.root) {
        Ok(Some(exercises)) => {
            return vec![Finding::well(NAME, format!("{FILE} can be read; it knows of {exercises} exercises"))];
        }
        Ok(None) => return vec![Finding::well(NAME, format!("there is no {FILE} yet; the first attempt makes it"))],
        Err(unread) => unread,
    };
    let (consequence, mend) = match &unread {
        Unread::Damaged(_) => {
            ("this keeps it under another name and begins a new one:", format!("{} list", invocation()))
        }
        Unread::Newer(_) => ("nothing is recorded before mlings is brought up to date", "git pull".to_owned()),
        Unread::Refused(error) => {
            ("nothing is recorded", mend_of_refusal(workplace, &workplace.root.join(FILE), error))
        }
    };
    vec![Finding::ill(NAME, format!("{FILE} {unread}; {consequence}"), mend)]
}
