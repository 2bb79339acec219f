//! `wikivet.toml`: read, joined with what it extends, and found for each file.

mod chain;
mod check;
mod command_line;
mod configuration;
mod effective;
mod find;
mod keys;
mod patterns;
mod plans;
mod problem;
mod read;
mod schema;
mod show;
mod starter;

pub(crate) use chain::{cleaned, shown};

pub use command_line::CommandLine;
pub use configuration::Configuration;
pub use effective::{Effective, Layer, RuleSetting, SetBy, Setting};
pub use find::{Configs, FILE_NAME, Source};
pub use plans::Planned;
pub use problem::{ConfigError, ConfigText, Place, Problem};
pub use schema::schema;
pub use starter::{ATTRIBUTES, STARTER};
