//! Runs rules over a document: rule pages, the registry, and one pass that gives each node only to the rules
//! that asked for its kind.

mod applies;
mod block_scan;
mod built_in;
mod entry;
mod front_matter;
mod linter;
mod page;
mod registry;
mod rule;
mod select;
mod suppress;
mod toml_words;
mod withhold;

pub use applies::namespace;
pub use entry::{OptionTable, RuleEntry, RuleSettings};
pub use linter::{LeftOut, Linter, LinterError, MAX_FINDINGS, Outcome};
pub use page::{Evidence, Need, Page, PageError};
pub use registry::{Registry, page_errors};
pub use rule::{Context, Interest, Rule};
pub use select::{
    Decision, SelectError, Selection, Selectors, Specificity, nearest, peer_ids, peer_tools, rules_named,
};
pub use suppress::{ALL, Clause, End, Meaning, Suppressions};
pub(crate) use toml_words::in_words_of_toml;
