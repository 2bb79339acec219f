//! The checker of links against servers on this machine: no test here leaves it.
#![cfg(feature = "net")]

mod archives;
mod command;
mod conversations;
mod crashes;
mod runs;
mod server;
mod tricks;
