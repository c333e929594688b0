//! Where texts become programs, several at a time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::SyncSender;

use crate::practice::Problem;
use crate::practice::build::{Compiled, Source, Toolset, Unreadable, compile};
use crate::practice::catalog::Exercise;
use crate::practice::run::Cancel;
use crate::practice::store::{Hold, Store};
use crate::practice::workplace::Workplace;

/// An exercise that was compiled and is held until its verdict is recorded.
pub(super) struct Prepared {
    pub hold: Hold,
    /// The hash of the text, and the program that it became; or why there is none.
    pub came: Result<(String, Compiled), Unreadable>,
}

/// What those who compile have to say.
pub(super) enum News {
    Waiting(usize),
    Prepared(usize, Result<Prepared, Problem>),
}

/// Where exercises are compiled, by several hands.
pub(super) struct Site<'a> {
    pub workplace: &'a Workplace,
    pub store: &'a Store,
    pub cancel: &'a Cancel,
    pub jobs: &'a [(&'a Exercise, &'a Toolset)],
    /// The job that nobody has begun yet.
    pub next: AtomicUsize,
}

impl Site<'_> {
    /// Compiles one exercise after the other, until none is left or nobody wants them any more. Everybody takes them
    /// in one order, so nobody waits for somebody who waits for them.
    pub fn prepare(&self, news: &SyncSender<News>) {
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let Some((exercise, toolset)) = self.jobs.get(number) else { return };
            let prepared = self.prepare_one(number, exercise, toolset, news);
            let has_failed = prepared.is_err();
            if news.send(News::Prepared(number, prepared)).is_err() || has_failed {
                return;
            }
        }
    }

    fn prepare_one(
        &self,
        number: usize,
        exercise: &Exercise,
        toolset: &Toolset,
        news: &SyncSender<News>,
    ) -> Result<Prepared, Problem> {
        let hold = self.store.hold(&exercise.id, self.cancel, || drop(news.send(News::Waiting(number))))?;
        let came = match Source::read(self.workplace, exercise) {
            Err(unreadable) => Err(unreadable),
            Ok(source) => {
                let compiled = compile(self.store, self.workplace, toolset, exercise, &source, self.cancel)?;
                Ok((source.hash, compiled))
            }
        };
        Ok(Prepared { hold, came })
    }
}
