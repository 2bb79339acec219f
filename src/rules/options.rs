//! Types of rules' options.

use std::borrow::Cow;
use std::collections::BTreeSet;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A share in hundredths, 0–100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8")]
pub(crate) struct Percent(u8);

impl JsonSchema for Percent {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "percent".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0, "maximum": 100 })
    }
}

impl Percent {
    /// A share; more than all is all.
    pub(crate) fn new(percent: u8) -> Self {
        Percent(percent.min(100))
    }

    /// Whether a part of a whole is at least that share of it.
    pub(crate) fn is_reached(self, part: usize, whole: usize) -> bool {
        part * 100 >= whole * usize::from(self.0)
    }
}

impl TryFrom<u8> for Percent {
    type Error = String;

    fn try_from(percent: u8) -> Result<Self, String> {
        if percent <= 100 { Ok(Percent(percent)) } else { Err(format!("{percent} is out of range 0–100")) }
    }
}

/// Words, whose case makes no difference.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
#[schemars(inline)]
pub(crate) struct Words(BTreeSet<String>);

impl Words {
    /// Whether a word is among them.
    pub(crate) fn contains(&self, word: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&word.to_lowercase())
    }
}

impl From<Vec<String>> for Words {
    fn from(words: Vec<String>) -> Self {
        Words(words.iter().map(|word| word.to_lowercase()).collect())
    }
}

impl From<Words> for Vec<String> {
    fn from(words: Words) -> Self {
        words.0.into_iter().collect()
    }
}
