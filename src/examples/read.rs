use std::collections::HashMap;
use std::ops::Range;

use crate::engine::OptionTable;
use crate::source::{Document, InputKind, Origin};

/// One fenced example and what must come of it.
#[derive(Debug)]
pub struct Example {
    /// Whether it stands under *Bad*, and not under *Good*.
    pub is_bad: bool,
    /// Where it stands in the page's body, in bytes.
    pub range: Range<usize>,
    /// The text.
    pub text: String,
    /// The `findings` block after it.
    pub(super) expected: Option<Block>,
    /// The text of the `fixed` block after it.
    pub(super) fixed: Option<String>,
    is_extract: bool,
    /// What the words of the fence say: `wiki=dewiki`.
    attributes: HashMap<String, String>,
}

/// A block and where it stands in the page's body.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

impl Example {
    /// The example as a document.
    pub(super) fn document(&self) -> Document {
        let kind = if self.is_extract { InputKind::Extract } else { InputKind::Wikitext };
        let mut origin = Origin::new("example", kind);
        origin.page = self.attribute("title").map(|title| title.replace('_', " "));
        Document::new(origin, self.text.clone())
    }

    /// What the fence says of something.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// The options that the fence sets.
    pub(super) fn options(&self) -> OptionTable {
        let options = self.attributes.iter();
        options
            .filter_map(|(key, value)| Some((key.strip_prefix("option.")?.to_owned(), option_value(value))))
            .collect()
    }
}

/// The value of an option in a fence, as in TOML but for the quotation marks of words without white space; `_` stands for
/// a space.
fn option_value(written: &str) -> toml::Value {
    let quoted = |word: &str| format!("'{}'", word.replace('_', " "));
    let value = match written.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        Some(list) => format!("[{}]", list.split(',').map(quoted).collect::<Vec<_>>().join(",")),
        None => written.to_owned(),
    };
    let parse = |value: &str| toml::from_str::<toml::Table>(&format!("v = {value}")).ok()?.remove("v");
    parse(&value).unwrap_or_else(|| toml::Value::String(written.replace('_', " ")))
}

/// The examples of a page's body, with the blocks that belong to them.
pub fn examples(body: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut section = "";
    let mut at = 0;
    let mut fence: Option<(&str, &str, usize)> = None;
    for line in body.split_inclusive('\n') {
        let start = at;
        at += line.len();
        match fence {
            None => {
                // A fence ends with as many signs as it begins with, so that a longer one holds a shorter one.
                let info = line.trim_end().trim_start_matches('`');
                let ticks = line.get(..line.trim_end().len() - info.len()).unwrap_or_default();
                if ticks.len() >= 3 {
                    fence = Some((ticks, info, at));
                } else if let Some(title) = line.strip_prefix("## ") {
                    section = title.trim();
                }
            }
            Some((ticks, info, first)) if line.trim_end() == ticks => {
                block(&mut examples, section, info, body, first..start);
                fence = None;
            }
            Some(_) => {}
        }
    }
    examples
}

fn block(examples: &mut Vec<Example>, section: &str, info: &str, body: &str, range: Range<usize>) {
    let text = body.get(range.clone()).unwrap_or_default();
    let mut words = info.split_whitespace();
    let attribute = |word: &str| word.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned()));
    match (words.next().unwrap_or_default(), section) {
        (kind @ ("wikitext" | "extract"), "Bad" | "Good") => examples.push(Example {
            is_bad: section == "Bad",
            text: text.strip_suffix('\n').unwrap_or(text).to_owned(),
            is_extract: kind == "extract",
            attributes: words.filter_map(attribute).collect(),
            expected: None,
            fixed: None,
            range,
        }),
        ("fixed", "Bad") => {
            if let Some(example) = examples.last_mut() {
                example.fixed = Some(text.strip_suffix('\n').unwrap_or(text).to_owned());
            }
        }
        ("findings", "Bad") => {
            if let Some(example) = examples.last_mut() {
                example.expected = Some(Block { text: text.to_owned(), range });
            }
        }
        _ => {}
    }
}
