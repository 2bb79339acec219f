use schemars::Schema;
use serde::Deserialize;

use super::page::Page;
use super::rule::Rule;
use crate::finding::Severity;

/// The options of one rule, as configuration or a rule page's fence gives them.
pub type OptionTable = toml::Table;

/// What a configuration says of one rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleSettings {
    /// Its options.
    pub options: OptionTable,
    /// The severity that takes the place of its page's.
    pub severity: Option<Severity>,
}

/// One rule: its page and how its check is made.
pub struct RuleEntry {
    /// What its page says.
    pub page: Page,
    pub(super) make: Make,
}

/// How a check is made.
#[derive(Clone, Copy)]
pub(super) enum Make {
    /// It is a Rust type, which may have options.
    Coded { make: fn(OptionTable) -> Result<Box<dyn Rule>, toml::de::Error>, options: Option<fn() -> Schema> },
    /// The page declares it.
    Declared,
}

impl RuleEntry {
    /// Makes the check. Options that it does not have are an error.
    pub fn make(&self, options: OptionTable) -> Result<Box<dyn Rule>, toml::de::Error> {
        let make = match self.make {
            Make::Coded { make, .. } => return make(options),
            Make::Declared => self.page.compile(),
        };
        let NoOptions {} = NoOptions::deserialize(options)?;
        let problem = |message: &str| serde::de::Error::custom(message);
        make.ok_or_else(|| problem("the page declares no check"))?.map_err(|error| problem(&error.message))
    }

    /// The JSON schema of its options, with their defaults; none for a rule that has none.
    pub fn options(&self) -> Option<Schema> {
        match self.make {
            Make::Coded { options, .. } => options.map(|schema| schema()),
            Make::Declared => None,
        }
    }
}

/// The options of a rule that has none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoOptions {}
