//! `rules/citation/cite-unnamed-text.md`

use super::{group_of, is_given, remove};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{CiteParam, Profile};
use crate::rules::shown;
use crate::source::Span;

/// Finds text in citations that belongs to no parameter.
pub struct CiteUnnamedText;

impl Rule for CiteUnnamedText {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let (facts, profile) = (cx.facts, cx.profile);
        for citation in
            facts.citations().iter().filter(|citation| citation.schema.is_of_module && citation.has_others)
        {
            let fields = citation.fields.as_slice();
            let mut next = 0;
            for run in fields.chunk_by(|one, other| is_unnamed(one, profile) == is_unnamed(other, profile)) {
                let start = next;
                next += run.len();
                if !run.iter().all(|field| is_unnamed(field, profile)) {
                    continue;
                }
                let fixes: Vec<Option<Fix>> = run.iter().map(|field| fix(field, citation)).collect();
                if let [field] = run
                    && let Some(finding) = behind_sign(field, citation, cx)
                {
                    cx.report(finding);
                    continue;
                }
                if fixes.iter().all(Option::is_none) {
                    let before = start.checked_sub(1).and_then(|before| fields.get(before));
                    let finding = of_one_text(run, before, citation, cx);
                    finding.into_iter().for_each(|finding| cx.report(finding));
                    continue;
                }
                for (field, fix) in run.iter().zip(fixes) {
                    let finding = finding(field.value_span, field.value);
                    cx.report(fix.into_iter().fold(finding, Finding::fix));
                }
            }
        }
    }
}

/// Whether it is text without a name that the template has no use for.
fn is_unnamed(field: &Field<'_>, profile: &Profile) -> bool {
    (field.name_span.is_none() || field.name.is_empty())
        && field.is_given()
        && !profile.takes_unnamed(field.value)
}

fn finding(place: Span, text: &str) -> Finding {
    Finding::new(place, format!("`{}` belongs to no parameter", shown(text)))
        .help("readers do not see it: write the name of its parameter and `=` before it")
        .cluster(text)
}

/// How many letters two values have in common by chance at most.
const CHANCE: usize = 10;

/// A value whose name is missing before its `=`: one that is given under its name as well says nothing.
fn behind_sign(field: &Field<'_>, citation: &Citation<'_>, cx: &Context<'_>) -> Option<Finding> {
    let written = cx.tree.node(field.node).source().trim_start_matches('|').trim_start();
    let value = written.strip_prefix('=').filter(|_| field.is_literal)?.trim();
    // Numbers and dates can be the same by chance.
    let is_telling =
        value.contains("//") || value.chars().filter(|sign| sign.is_alphabetic()).count() > CHANCE;
    let is_same = |other: &&Field<'_>| !other.name.is_empty() && is_telling && other.value == value;
    let same = citation.filled().find(is_same);
    let message = format!("`={}` has no name before its `=`", shown(value));
    let finding = Finding::new(field.value_span, message).cluster(field.value);
    Some(match same {
        Some(same) => finding
            .help(format!("remove it: `{}` says the same", shown(&same.name)))
            .label(same.value_span, "the same value")
            .fix(Fix {
                title: format!("remove `={}`", shown(value)),
                ..remove(field, cx.tree, Safety::Suggested)
            }),
        None => finding.help("readers do not see it: write the name of its parameter, or remove it"),
    })
}

/// What stands between bars one after the other is one text; behind a title it is the rest of that.
fn of_one_text(
    run: &[Field<'_>],
    before: Option<&Field<'_>>,
    citation: &Citation<'_>,
    cx: &Context<'_>,
) -> Option<Finding> {
    let place = run.first()?.value_span.cover(run.last()?.value_span);
    let finding = finding(place, cx.doc.slice(place));
    let is_title = |field: &&Field<'_>| field.is_given() && field.cite() == Some(CiteParam::Title);
    let is_of_a_title = |field: &Field<'_>| {
        let is_of_name = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
        let end = field.value.find(|sign| !is_of_name(sign)).unwrap_or(field.value.len());
        let word = field.value.get(..end).unwrap_or_default();
        !field.value.contains("//")
            && !field.value.starts_with('=')
            && is_apart(field, cx)
            && citation.schema.param(word).is_none()
    };
    // Where bars before parameters have spaces too, nobody knows which one is part of the title.
    let end = place.end;
    let is_behind = |field: &Field<'_>| field.value_span.start > end;
    let mut named = citation.fields.iter().filter(|field| field.name_span.is_some());
    let next = citation.fields.iter().find(|field| is_behind(field)).map(|field| field.node);
    let mut tells_apart = || named.all(|field| Some(field.node) == next || !is_apart(field, cx));
    if before.filter(is_title).is_none() || !run.iter().all(is_of_a_title) || !tells_apart() {
        return Some(finding);
    }
    let bars = run.iter().map(|field| {
        let start = cx.tree.node(field.node).span().start;
        Edit::replace(Span::new(start, start + 1), "{{!}}")
    });
    let fix = Fix::new("write `{{!}}` for the bar", bars.collect(), Safety::Suggested);
    Some(finding.help("a bar that is part of the title is written `{{!}}`").fix(fix))
}

/// Whether white space stands before the bar of an argument.
fn is_apart(field: &Field<'_>, cx: &Context<'_>) -> bool {
    let start = cx.tree.node(field.node).span().start as usize;
    cx.doc.text().get(..start).is_some_and(|head| head.ends_with(char::is_whitespace))
}

/// A `=` for the sign after a name, if the text begins with one.
fn fix(field: &Field<'_>, citation: &Citation<'_>) -> Option<Fix> {
    let end = field.value.find(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '-'))?;
    let (name, rest) = field.value.split_at(end);
    let after = rest.trim_start_matches([' ', ':', '-', '–', '_', ';', '+']);
    let is_sign = after.len() < rest.len() && !after.is_empty() && !after.starts_with("//");
    let known = citation.schema.param(name).is_some() && !is_given(citation, field, name);
    if !is_sign || !known {
        return None;
    }
    let start = field.value_span.start + end as u32;
    let place = Span::new(start, start + (rest.len() - after.len()) as u32);
    let fix = Fix::new(format!("write `{name}=`"), vec![Edit::replace(place, "=")], Safety::Suggested);
    Some(fix.group(group_of(citation, name)))
}
