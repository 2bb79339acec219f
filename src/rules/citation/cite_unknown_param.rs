//! `rules/citation/cite-unknown-param.md`

use super::{remove, rename, unknown_fields};
use crate::engine::{Check, Context, Interest, NoOptions, Rule, nearest};
use crate::facts::citations::{Citation, Field};
use crate::finding::{Finding, Severity};
use crate::fix::Safety;
use crate::profile::TemplateSchema;
use crate::rules::shown;

/// Finds parameters that a citation template does not have.
pub struct CiteUnknownParam;

/// For how many names of a document the nearest known one is looked for: it takes a look at all of them.
const MAX_SEARCHES: usize = 200;

impl Check for CiteUnknownParam {
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        CiteUnknownParam
    }
}

impl Rule for CiteUnknownParam {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let mut searches = MAX_SEARCHES;
        for (citation, field) in unknown_fields(facts.citations()) {
            let is_reported = field.name_span.is_some()
                && !citation.schema.former.contains_key(&field.name)
                && citation.schema.param(&field.name.to_lowercase()).is_none();
            if is_reported && let Some(finding) = finding(citation, field, &mut searches, cx) {
                cx.report(finding);
            }
        }
    }
}

fn finding(
    citation: &Citation<'_>,
    field: &Field<'_>,
    searches: &mut usize,
    cx: &Context<'_>,
) -> Option<Finding> {
    let place = field.name_span?;
    let name = shown(&field.name);
    let finding = Finding::new(place, format!("the template has no parameter `{name}`")).cluster(&name);
    if field.value.is_empty() {
        let fix = remove(field, cx.tree, Safety::Safe).cosmetic();
        return Some(finding.severity(Severity::Info).help("remove it").fix(fix));
    }
    let Some(known) = meant(&field.name, citation.schema, searches) else {
        return Some(finding.help("readers do not see what it says: use a parameter that the template has"));
    };
    let finding =
        finding.help(format!("`{known}` is near; readers do not see what an unknown parameter says"));
    Some(match rename(citation, field, &known, Safety::Suggested) {
        Some(fix) => finding.fix(fix),
        None => finding,
    })
}

/// The name that is meant: one that the schema knows the slip of, else the nearest one.
fn meant(name: &str, schema: &TemplateSchema, searches: &mut usize) -> Option<String> {
    const LONGEST: usize = 40;
    let folded = name.to_lowercase().replace(['_', ' '], "-");
    let stem = folded.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let number = folded.get(stem.len()..).unwrap_or_default();
    let known = schema.misspelt.get(&folded).or_else(|| schema.misspelt.get(name)).cloned();
    let numbered = || Some(format!("{}{number}", schema.misspelt.get(stem)?));
    let same = || schema.param(&folded).map(|_| folded.clone());
    let near = || {
        *searches = searches.checked_sub(1).filter(|_| stem.len() <= LONGEST)?;
        let names = schema.params.iter().flat_map(|param| std::iter::once(&param.name).chain(&param.aliases));
        let names: Vec<String> = names.map(|name| name.replace('#', "")).collect();
        let near = nearest(stem, names.iter().map(String::as_str))?;
        Some(format!("{near}{number}"))
    };
    known.or_else(same).or_else(numbered).or_else(near).filter(|known| schema.param(known).is_some())
}
