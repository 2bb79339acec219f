//! The checker of links against servers on this machine: no test here leaves it.
#![cfg(feature = "net")]
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod archives;
mod command;
mod conversations;
mod costs;
mod crashes;
mod exchange;
mod hosts;
mod runs;
mod server;
mod tricks;
