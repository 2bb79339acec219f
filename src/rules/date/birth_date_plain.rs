//! `rules/date/birth-date-plain.md`

use std::collections::HashMap;

use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::{DateFact, Place};
use crate::facts::prose::Origin;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::Event;
use crate::syntax::{Argument, Kind, NodeId, NodeRef, Template, argument_name};
use crate::value::date::{Form, Precision};

/// Finds dates of birth in infoboxes with an age that somebody typed.
pub struct BirthDatePlain;

impl Rule for BirthDatePlain {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let mut with_death = HashMap::new();
        for fact in cx.facts.dates().all.iter().filter(|fact| fact.place == Place::Argument) {
            let found = finding(fact, &mut with_death, cx);
            found.into_iter().for_each(|finding| cx.report(finding));
        }
    }
}

fn finding(fact: &DateFact, with_death: &mut HashMap<NodeId, bool>, cx: &Context<'_>) -> Option<Finding> {
    let block = fact.block.and_then(|block| cx.facts.prose().block(block))?;
    let is_day = fact.date.precision() == Precision::Day && fact.date.fault().is_none();
    if !is_day || fact.origin > Origin::Page {
        return None;
    }
    let text = block.text();
    let age = typed_age(text.get(fact.text.end as usize..)?, &cx.language?.dates.aged)?;
    let name = argument_name(cx.tree.node(block.node()))?.to_lowercase();
    if cx.profile.box_date(&name)?.event != Some(Event::Birth) {
        return None;
    }
    let whole = fact.text.start as usize..fact.text.end as usize + age.len();
    let span = block.span_of(whole.clone());
    let finding =
        Finding::new(span, format!("the age in `{}` is typed by hand", text.get(whole.clone())?.trim()));
    let of_box = cx.tree.node(block.node()).parent()?;
    if *with_death.entry(of_box.id()).or_insert_with(|| has_death(of_box, cx)) {
        return Some(finding.help("leave the age out: that at death belongs beside the day of death"));
    }
    let (year, month, day) = (fact.date.year?, fact.date.month?, fact.date.day?);
    let Some(template) = cx.profile.dates.birth_template.as_deref() else {
        return Some(finding.help("remove the age: it is wrong from the next birthday on"));
    };
    let order = cx.profile.dates.birth_day_first.as_ref().filter(|_| fact.date.form == Form::DayFirst);
    let order = order.map(|order| format!("|{order}")).unwrap_or_default();
    let then = format!("{{{{{template}|{}|{}|{}{order}}}}}", year.value, month.value, day.value);
    let title = format!("write `{then}`, which counts by itself");
    Some(match year.value > 1582 && !fact.date.is_range() && block.is_verbatim(whole) {
        true => finding.help(title.clone()).fix(Fix::replace(title, span, then, Safety::Suggested)),
        false => finding.help("remove the age: it is wrong from the next birthday on"),
    })
}

/// Whether a box gives a day of death as well.
fn has_death(of_box: NodeRef<'_>, cx: &Context<'_>) -> bool {
    let is_said = |node: NodeRef<'_>| node.kind() != Kind::Comment && !node.source().trim().is_empty();
    let gives_death = |argument: Argument<'_>| {
        let date = cx.profile.box_date(&argument.key.to_lowercase());
        date.is_some_and(|date| date.event == Some(Event::Death)) && argument.value_nodes().any(is_said)
    };
    Template::cast(of_box).is_some_and(|template| template.arguments().any(gives_death))
}

/// The text up to the end of an age in brackets that a text starts with: ` (age 60)`.
fn typed_age<'a>(text: &'a str, words: &[String]) -> Option<&'a str> {
    let rest = text.trim_start().strip_prefix('(')?;
    let word = words.iter().find(|word| {
        rest.starts_with(word.as_str()) && rest[word.len()..].starts_with([' ', '\u{a0}', ':'])
    })?;
    let digits = rest[word.len()..].trim_start_matches([' ', '\u{a0}', ':']);
    let after = digits.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let is_age = matches!(digits.len() - after.len(), 1..=3);
    let end = after.strip_prefix(')').filter(|_| is_age)?;
    text.get(..text.len() - end.len())
}
