use serde::Deserialize;
use toml::Spanned;

use super::CheckError;
use super::condition::ConditionTable;
use super::count::CountTable;
use super::error::{only_one, place};
use super::parameter::ParameterTable;
use super::rule::{Declared, Judge};
use super::section::SectionTable;
use super::speech::Speech;
use super::template::TemplateTable;
use super::text::TextTable;
use crate::engine::Rule;
use crate::fix::Safety;

/// The `[check]` table of a rule page, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", expecting = "a table that says what to look for")]
pub struct CheckTable {
    /// What a finding says.
    #[serde(default)]
    message: Option<Spanned<String>>,
    /// What to do.
    #[serde(default)]
    help: Option<Spanned<String>>,
    /// Whether the fix changes nothing that readers see.
    #[serde(default)]
    cosmetic: Option<Spanned<bool>>,
    /// What a page must be like for the check to be made.
    #[serde(default)]
    when: Option<ConditionTable>,
    /// What a page must not be like.
    #[serde(default)]
    unless: Option<ConditionTable>,
    /// Templates that are banned, renamed or required.
    #[serde(default)]
    template: Option<Spanned<TemplateTable>>,
    /// Parameters of templates, and what their values must be.
    #[serde(default)]
    parameter: Option<Spanned<ParameterTable>>,
    /// Text that must or must not stand in certain places.
    #[serde(default)]
    text: Option<Spanned<TextTable>>,
    /// Sections that are required, banned, renamed, in order.
    #[serde(default)]
    section: Option<Spanned<SectionTable>>,
    /// Things that a page must have a number of.
    #[serde(default)]
    count: Option<Spanned<CountTable>>,
}

/// A check ready to be made, with what messages may name.
pub(super) struct Compiled {
    pub(super) judge: Box<dyn Judge>,
    pub(super) fields: Vec<String>,
}

impl CheckTable {
    /// Makes the rule. `safety` is the highest that the page promises of its fixes; none if it has none.
    ///
    /// # Errors
    ///
    /// When the table contradicts itself or the page, or something in it cannot be read.
    pub fn compile(&self, safety: Option<Safety>) -> Result<Box<dyn Rule>, CheckError> {
        only_one(&[
            ("template", place(&self.template)),
            ("parameter", place(&self.parameter)),
            ("text", place(&self.text)),
            ("section", place(&self.section)),
            ("count", place(&self.count)),
        ])?;
        let compiled = if let Some(table) = &self.template {
            table.as_ref().compile()?
        } else if let Some(table) = &self.parameter {
            table.as_ref().compile()?
        } else if let Some(table) = &self.text {
            table.as_ref().compile()?
        } else if let Some(table) = &self.section {
            table.as_ref().compile()?
        } else if let Some(table) = &self.count {
            table.as_ref().compile()?
        } else {
            return Err(CheckError::whole("the check says nothing to look for"));
        };
        if safety.is_some() && !self.repairs() {
            return Err(CheckError::whole(
                "the page promises a fix, and the check has nothing to write instead",
            )
            .note("write `fix = \"none\"`, or say what to write"));
        }
        if let Some(cosmetic) = self.cosmetic.as_ref().filter(|_| safety.is_none()) {
            return Err(CheckError::at(
                cosmetic.span(),
                "`cosmetic` says something about a fix, and the page has none",
            ));
        }
        let speech = |text: &Option<Spanned<String>>| {
            let parse = |text: &Spanned<String>| Speech::parse(text.as_ref(), text.span(), &compiled.fields);
            text.as_ref().map(parse).transpose()
        };
        Ok(Box::new(Declared {
            when: self.when.as_ref().map(ConditionTable::compile).transpose()?,
            unless: self.unless.as_ref().map(ConditionTable::compile).transpose()?,
            message: speech(&self.message)?,
            help: speech(&self.help)?,
            safety,
            cosmetic: self.cosmetic.as_ref().is_some_and(|cosmetic| *cosmetic.as_ref()),
            judge: compiled.judge,
        }))
    }

    /// Whether the check can put right what it finds.
    pub fn repairs(&self) -> bool {
        self.template.as_ref().is_some_and(|table| table.as_ref().repairs())
            || self.parameter.as_ref().is_some_and(|table| table.as_ref().repairs())
            || self.text.as_ref().is_some_and(|table| table.as_ref().repairs())
            || self.section.as_ref().is_some_and(|table| table.as_ref().repairs())
    }
}

/// The names of fields, for [`Compiled::fields`].
pub(super) fn fields(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
