//! The `mlings` command.
