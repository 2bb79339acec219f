//! `rules/citation/cite-multiple-names.md`

use super::names::{FAMILY_NAMES, is_for_one};
use super::{MAX_FIELDS, beside, people};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::CiteParam;
use crate::rules::shown;
use crate::value::signs::Signs;

/// Finds several names in a parameter for one.
pub struct CiteMultipleNames;

/// Lists longer than this are left to people.
const MAX_NAMES: usize = 30;

impl Rule for CiteMultipleNames {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let lists = facts.cited(&FAMILY_NAMES).filter(|(citation, field)| {
            field.signs.has(Signs::COMMA)
                && field.is_literal
                && !field.is_as_written()
                && citation.schema.is_of_module
                && is_for_one(citation, field)
        });
        for (citation, field) in lists {
            let names = people::by_semicolon(field.value);
            let count = names.as_ref().map(Vec::len).or_else(|| people::count_by_comma(field.value));
            let Some(count) = count else { continue };
            let message = format!("{count} names in `{}`, which is for one", shown(&field.name));
            let mut finding = Finding::new(field.value_span, message)
                .help("give each name a parameter of its own, with a number")
                .cluster(&*field.name);
            if let Some(fix) = names.and_then(|names| fix(citation, field, &names, cx)) {
                finding = finding.fix(fix);
            }
            cx.report(finding);
        }
    }
}

/// Gives each name a parameter, where no other one of the list is given.
fn fix(citation: &Citation<'_>, field: &Field<'_>, names: &[&str], cx: &Context<'_>) -> Option<Fix> {
    let cite = field.cite()?;
    let first = match cite {
        CiteParam::Last => CiteParam::First,
        CiteParam::EditorLast => CiteParam::EditorFirst,
        _ => return None,
    };
    let is_alone =
        citation.fields.len() <= MAX_FIELDS && citation.all(cite).count() == 1 && !citation.has(first);
    let has_number = field.name.contains(|sign: char| sign.is_numeric());
    if !is_alone || has_number || names.len() > MAX_NAMES {
        return None;
    }
    let mut edits = vec![Edit::replace(field.value_span, *names.first()?)];
    let mut added = String::new();
    let mut at = None;
    for (number, name) in (2..).zip(names.iter().skip(1)) {
        let edit = beside(field, cx.tree, &format!("{}{number}", field.name), name)?;
        added.push_str(&edit.text);
        at = Some(edit.span);
    }
    edits.push(Edit::replace(at?, added));
    Some(Fix::new(format!("give each of the {} names a parameter", names.len()), edits, Safety::Suggested))
}
