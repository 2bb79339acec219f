use std::sync::LazyLock;

use serde::Deserialize;

use super::data::file;
use super::residue_marks::{Mark, MarkKind, Marks};

/// What tools leave in articles of any language: the typed form of `rules/data/residue.toml`.
#[derive(Debug, Default)]
pub struct Residue {
    /// The marks.
    pub marks: Marks,
    /// Words by which an article shows that it is about chat tools.
    pub chat_subjects: Vec<String>,
    attributes: Vec<AttributeEntry>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct ResidueFile {
    chat_subjects: Vec<String>,
    patterns: Vec<PatternEntry>,
    texts: Vec<TextEntry>,
    attributes: Vec<AttributeEntry>,
}

/// Attributes of HTML by which a tool is known.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AttributeEntry {
    tool: String,
    /// Attributes that count whatever their value.
    names: Vec<String>,
    /// An attribute that counts by the beginnings of the words in its value.
    name: String,
    values: Vec<String>,
}

impl AttributeEntry {
    fn has(&self, name: &str, value: &str) -> bool {
        if self.names.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            return true;
        }
        if self.name.is_empty() || !name.eq_ignore_ascii_case(&self.name) {
            return false;
        }
        let begins = |word: &str| self.values.iter().any(|known| word.starts_with(known.as_str()));
        // What else a value says has a meaning here.
        let between = if self.name == "style" { ';' } else { ' ' };
        let mut parts = value.split(between).map(str::trim).filter(|part| !part.is_empty()).peekable();
        parts.peek().is_some() && parts.all(begins)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PatternEntry {
    kind: MarkKind,
    #[serde(default)]
    tool: String,
    near: String,
    form: String,
    #[serde(default)]
    not_beside: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct TextEntry {
    kind: MarkKind,
    #[serde(default)]
    tool: String,
    texts: Vec<String>,
    #[serde(default)]
    not_beside: Vec<String>,
}

impl Residue {
    /// What is built in.
    pub fn known() -> &'static Residue {
        static KNOWN: LazyLock<Residue> = LazyLock::new(|| Residue::of(file("residue").unwrap_or_default()));
        &KNOWN
    }

    fn of(file: ResidueFile) -> Self {
        let patterns = file.patterns.into_iter().map(|entry| {
            let mark = Mark::pattern(entry.kind, entry.near, entry.form);
            mark.left_by(&entry.tool).not_beside(&entry.not_beside)
        });
        let texts = file.texts.into_iter().flat_map(|entry| {
            let TextEntry { kind, tool, texts, not_beside } = entry;
            texts.into_iter().map(move |text| Mark::text(kind, text).left_by(&tool).not_beside(&not_beside))
        });
        Residue {
            marks: Marks::new(patterns.chain(texts).collect()),
            chat_subjects: file.chat_subjects,
            attributes: file.attributes,
        }
    }

    /// The tool that writes an attribute of HTML into what is copied from it, if one is known.
    pub fn writer_of(&self, name: &str, value: &str) -> Option<&str> {
        let entry = self.attributes.iter().find(|entry| entry.has(name, value))?;
        Some(&entry.tool)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read_and_each_form_is_a_regular_expression() {
        let entries: ResidueFile = file("residue").unwrap();
        assert!(entries.patterns.len() > 50 && entries.texts.len() > 4);
        for entry in entries.patterns {
            assert!(regex::Regex::new(&entry.form).is_ok(), "{}", entry.form);
        }
    }
}
