//! wikivet checks wiki articles before they are edited, published or used as data.
//!
//! # The map of the code
//!
//! ```text
//! bytes → input → Document (+ SourceMap back to the container)
//!       → syntax   nom tokens → stack → flat tree
//!       → facts    read once out of the tree, on first use
//!       → rules    one pass, each node only to the rules that asked for its kind
//!       → finding → report
//! ```

pub mod cli;
pub mod engine;
pub mod facts;
pub mod finding;
pub mod fix;
pub mod input;
pub mod lint;
pub mod profile;
pub mod report;
pub mod rules;
pub mod runner;
pub mod source;
pub mod syntax;
pub mod value;
