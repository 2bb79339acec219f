//! `rules/citation/cite-unknown-param.md`

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{remove, rename, unknown_fields};
use crate::engine::{Context, Interest, Rule, nearest};
use crate::facts::citations::Field;
use crate::finding::{Finding, Severity};
use crate::fix::Safety;
use crate::profile::TemplateSchema;
use crate::rules::shown;
use crate::syntax::NodeId;

/// Finds parameters that a citation template does not have.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct CiteUnknownParam {
    /// Parameters that the templates of the wiki take as well; case counts.
    allow: Vec<String>,
}

/// How long names are, in bytes, that are too near to others for a slip to be certain.
const MAX_SHORT: usize = 5;

/// For how many names of a document the nearest known one is looked for: it takes a look at all of them.
const MAX_SEARCHES: usize = 200;

impl Rule for CiteUnknownParam {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let mut searches = MAX_SEARCHES;
        // The parts of a date, say, do not each become the whole date.
        let mut wanted: HashMap<(NodeId, String), usize> = HashMap::new();
        let mut unknown = Vec::new();
        for (citation, field) in unknown_fields(facts) {
            let is_reported = field.name_span.is_some()
                && !citation.schema.leaves_out(&field.name)
                && !self.allow.iter().any(|name| *name == field.name)
                && !citation.schema.former.contains_key(&*field.name)
                && citation.schema.param(&field.name.to_lowercase()).is_none();
            if !is_reported {
                continue;
            }
            let has_value = !field.value.is_empty();
            let meant = has_value.then(|| meant(&field.name, citation.schema, &mut searches)).flatten();
            // Where the wiki may have other names, what is no slip of one letter may be one of these.
            let letters = |name: &str| name.replace(|sign: char| sign.is_ascii_digit(), "");
            let is_slip = |known: &String| {
                citation.schema.misspelt.contains_key(&*field.name)
                    || field.name.len() > MAX_SHORT
                        && strsim::damerau_levenshtein(&letters(known), &letters(&field.name)) == 1
            };
            // The module of such a wiki may read names that others gave up.
            let is_former = citation.schema.former.contains_key(&letters(&field.name));
            if !citation.schema.is_complete && (is_former || !meant.as_ref().is_some_and(is_slip)) {
                continue;
            }
            if let Some(known) = &meant {
                *wanted.entry((citation.node, known.clone())).or_default() += 1;
            }
            unknown.push((citation, field, meant));
        }
        for (citation, field, meant) in unknown {
            let fix = meant.as_ref().filter(|known| {
                let key = (citation.node, (*known).clone());
                wanted.get(&key) == Some(&1)
            });
            let fix = fix.and_then(|known| rename(citation, field, known, Safety::Suggested));
            if let Some(finding) = finding(field, meant.as_deref(), cx) {
                cx.report(match fix {
                    Some(fix) => finding.fix(fix),
                    None => finding,
                });
            }
        }
    }
}

fn finding(field: &Field<'_>, meant: Option<&str>, cx: &Context<'_>) -> Option<Finding> {
    let place = field.name_span?;
    let name = shown(&field.name);
    let finding = Finding::new(place, format!("the template has no parameter `{name}`")).cluster(&name);
    if field.value.is_empty() {
        let fix = remove(field, cx.tree, Safety::Safe);
        return Some(finding.severity(Severity::Info).help("remove it").fix(fix));
    }
    Some(match meant {
        Some(known) => {
            finding.help(format!("`{known}` may be meant; readers do not see what an unknown parameter says"))
        }
        None => finding.help("readers do not see what it says: use a parameter that the template has"),
    })
}

/// The name that is meant: one that the schema knows the slip of, else the nearest one. Names that were given up are
/// none.
fn meant(name: &str, schema: &TemplateSchema, searches: &mut usize) -> Option<String> {
    // A short name is near to too many others.
    const LENGTHS: std::ops::RangeInclusive<usize> = 4..=40;
    let folded = name.to_lowercase().replace(['_', ' '], "-");
    let stem = folded.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let end = folded.get(stem.len()..).unwrap_or_default();
    let known = schema.misspelt.get(&folded).or_else(|| schema.misspelt.get(name)).cloned();
    let numbered = || Some(format!("{}{end}", schema.misspelt.get(stem)?));
    let same = || schema.param(&folded).map(|_| folded.clone());
    let near = || {
        let letters: String = folded.chars().filter(|sign| !sign.is_ascii_digit()).collect();
        *searches = searches.checked_sub(1).filter(|_| LENGTHS.contains(&letters.len()))?;
        let names = schema.params.iter().flat_map(|param| std::iter::once(&param.name).chain(&param.aliases));
        let names = names.map(|name| (name.replace('#', ""), name));
        let names: Vec<_> = names.filter(|(bare, _)| !schema.former.contains_key(bare)).collect();
        let near = nearest(&letters, names.iter().map(|(bare, _)| bare.as_str()))?;
        let mut numbers = folded.split(|sign: char| !sign.is_ascii_digit()).filter(|run| !run.is_empty());
        let number = numbers.next().unwrap_or_default();
        let takes_number = names.iter().find(|(bare, name)| bare == near && name.contains('#'));
        Some(match takes_number {
            Some((_, name)) => name.replacen('#', number, 1),
            None => format!("{near}{end}"),
        })
    };
    let is_read = |known: &String| schema.param(known).is_some() && !schema.former.contains_key(known);
    known.or_else(same).or_else(numbered).or_else(near).filter(is_read)
}
