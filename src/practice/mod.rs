//! The `mlings` command.

pub mod guide;
