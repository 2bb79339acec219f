//! `rules/citation/cite-et-al.md`

use super::names::{NAMES, display_of, is_for_one};
use super::{beside, group_of, remove};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::CitationWords;
use crate::rules::shown;
use crate::source::Span;

/// Finds `et al.` in the place of names.
pub struct CiteEtAl;

/// What may stand between the last name and `et al.`.
const BEFORE: [char; 9] = [',', ';', '(', '[', '\'', '"', '“', '«', ' '];

impl Rule for CiteEtAl {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (citation, field) in facts.cited(&NAMES).filter(|(citation, _)| citation.schema.is_of_module) {
            let Some(tail) = et_al(field.value) else { continue };
            let place = Span::new(field.value_span.start + tail as u32, field.value_span.end);
            let text = cx.doc.slice(place).trim_matches(BEFORE.as_slice());
            let message = format!("`{}` stands in the place of a name in `{}`", shown(text), field.name);
            let mut finding = Finding::new(place, message).help(help(citation, field));
            if let Some(fix) = fix(citation, field, place, cx) {
                finding = finding.fix(fix);
            }
            cx.report(finding);
        }
    }
}

/// Citations show fewer names.
const MOST_SHOWN: usize = 100;

/// What a person can do where no fix is offered.
fn help(citation: &Citation<'_>, field: &Field<'_>) -> String {
    let Some((name, param)) = field.cite().and_then(display_of) else {
        return "name the people, and leave these words out".to_owned();
    };
    // Without these words the number may be that of all names, which the module takes for an error.
    let names = |most| field.cite().map_or(0, |cite| citation.all(cite).take(most).count());
    let is_number = |given: &Field<'_>| {
        let shown = given.value.parse::<usize>().ok().filter(|shown| *shown < MOST_SHOWN);
        shown.is_some_and(|shown| names(shown + 2) < shown + 2)
    };
    match citation.get(param) {
        Some(given) if is_number(given) && field.value_span.len() as usize == field.value.len() => {
            format!("leave these words out, and write `etal` in `{}`", shown(&given.name))
        }
        Some(given) => format!("leave these words out: `{}` is there for them", shown(&given.name)),
        None if citation.schema.param(name).is_some() => {
            format!("name the people, or write `{name}=etal` instead")
        }
        None => "name the people, and leave these words out".to_owned(),
    }
}

/// Where in a value the separators before a final `et al.` begin.
fn et_al(value: &str) -> Option<usize> {
    // One of the words may end with the dot that is taken away here.
    let may_follow = |sign| matches!(sign, '.' | ')' | ']' | '\'' | '"' | '”' | '»' | ' ' | ',');
    let core = value.trim_end_matches(may_follow);
    let length = CitationWords::known().et_al_at_end(core)?;
    let head = value.get(..core.len() - length)?;
    Some(head.trim_end_matches(BEFORE.as_slice()).len())
}

/// Takes the words away and has the template say it.
fn fix(citation: &Citation<'_>, field: &Field<'_>, place: Span, cx: &Context<'_>) -> Option<Fix> {
    let (name, param) = display_of(field.cite()?)?;
    let head = field.value.get(..(place.start - field.value_span.start) as usize)?;
    // Brackets that open before and close in what is removed would be left open.
    let is_whole = !head.contains(['(', '[', '{', '<', '"', '“']) && is_for_one(citation, field);
    if citation.has(param) || !is_whole || citation.schema.param(name).is_none() {
        return None;
    }
    let title = format!("write `{name}=etal` instead");
    let added = beside(field, cx.tree, name, "etal")?;
    let edits = if head.is_empty() {
        let Edit { span, text } = added;
        vec![Edit::replace(remove(field, cx.tree, Safety::Suggested).edits.first()?.span.cover(span), text)]
    } else {
        vec![Edit::delete(place), added]
    };
    Some(Fix::new(title, edits, Safety::Suggested).group(group_of(citation, name)))
}
