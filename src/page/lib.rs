//! The page of mlings: a session, shown in the browser of its user beside their own editor.
//!
//! `mlings page` builds this program when it is asked for, starts it and tells it how the session stands, over a line
//! of its own. The program serves one page on the loopback address, sends on what has changed, and says what the user
//! of the page wants. It knows nothing of exercises and runs nothing. It ends when its line does.

mod files;
mod guard;
mod guide;
mod math;
mod parts;
mod pictures;
mod server;
mod verdict;

pub use guard::Guard;
pub use parts::Shown;
pub use server::{Server, Wanted};
