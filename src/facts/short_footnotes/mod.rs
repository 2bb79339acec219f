//! Short footnotes, which name a source by surnames and year, and the citations they lead to.
//!
//! Both make an anchor of the surnames and the year, as Module:Footnotes and Module:Citation/CS1 of English Wikipedia do,
//! and a footnote leads where the two are the same.

mod names;
mod targets;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Facts;
use super::citations::Citation;
use crate::profile::Role;
use crate::source::Span;
use crate::syntax::{Argument, Kind, KindSet, NodeId, NodeRef, Template};
use crate::value::plain::plain;

/// The short footnotes of a document, and what they can lead to.
#[derive(Debug, Default)]
pub struct ShortFootnotes {
    /// The footnotes whose anchor is known, in the order of the text.
    pub all: Vec<ShortFootnote>,
    /// What they can lead to, in the order of the text.
    pub targets: Vec<Target>,
    /// Whether some source has an anchor that is not known, as its name or date comes from a template, or it is
    /// [`Role::OwnSource`].
    pub has_unknown: bool,
    by_anchor: FxHashMap<String, Vec<usize>>,
    /// What templates are given of which nothing is known: they may make anchors of it.
    elsewhere: FxHashSet<String>,
}

/// One short footnote, or one of those that a template makes together.
#[derive(Debug)]
pub struct ShortFootnote {
    /// The template.
    pub node: NodeId,
    /// The surnames and the year.
    pub span: Span,
    /// The surnames, at least one.
    pub names: Vec<String>,
    /// The year as written.
    pub year: String,
    /// Where it leads.
    pub anchor: String,
}

/// A citation that footnotes can lead to.
#[derive(Debug)]
pub struct Target {
    /// The citation, or the template that makes the anchor alone.
    pub node: NodeId,
    /// Surnames of the first four authors, else of the editors.
    pub names: Vec<String>,
    /// The year as the anchor has it; none where there is no date.
    pub year: Option<String>,
    /// Whether the anchor may have another form: the date is a range or not only a date.
    pub is_vague: bool,
}

impl Facts<'_> {
    /// Whether a citation is given an anchor that the citation module makes of its surnames and its year anyway.
    pub fn repeats_default_anchor(&self, citation: &Citation<'_>) -> bool {
        targets::repeats_default(self, citation).unwrap_or_default()
    }
}

impl ShortFootnotes {
    /// What a footnote leads to, by the places in [`ShortFootnotes::targets`].
    pub fn targets_of(&self, footnote: &ShortFootnote) -> &[usize] {
        self.by_anchor.get(&footnote.anchor).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a template that nothing is known of may make the anchor: it is given one of the names.
    pub fn may_lead_elsewhere(&self, footnote: &ShortFootnote) -> bool {
        let mut given = footnote.names.iter().chain([&footnote.anchor]);
        given.any(|name| self.elsewhere.contains(name))
    }

    /// Reads the footnotes, and if there are some the targets.
    pub(super) fn read(facts: &Facts<'_>) -> Self {
        let all = read_footnotes(facts);
        if all.is_empty() {
            return ShortFootnotes::default();
        }
        let found = targets::read(facts);
        let mut by_anchor: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, anchors) in found.anchors.into_iter().enumerate() {
            for anchor in anchors {
                by_anchor.entry(anchor).or_default().push(at);
            }
        }
        let has_lost = all.iter().any(|footnote| !by_anchor.contains_key(&footnote.anchor));
        let elsewhere = if has_lost { given_elsewhere(facts) } else { FxHashSet::default() };
        ShortFootnotes { all, targets: found.targets, has_unknown: found.has_unknown, by_anchor, elsewhere }
    }
}

/// How many of the positional arguments make the anchor.
const MAX_PARTS: usize = 5;

fn read_footnotes(facts: &Facts<'_>) -> Vec<ShortFootnote> {
    let mut all = Vec::new();
    for (node, schema) in facts.known_templates() {
        let Some(template) = Template::cast(node) else { continue };
        if schema.has(Role::ShortFootnote) {
            all.extend(footnote(template, node));
        } else if schema.has(Role::ShortFootnotes) {
            all.extend(several(template, node));
        }
    }
    all
}

/// The footnote of a template with surnames and year as positional arguments.
fn footnote(template: Template<'_>, node: NodeRef<'_>) -> Option<ShortFootnote> {
    let mut parts: [Option<(Span, String)>; MAX_PARTS] = Default::default();
    for argument in template.arguments() {
        // Another anchor, or none, is asked for; or an `=` that was not meant cuts a name.
        if argument.key.eq_ignore_ascii_case(REF) && !argument.value().is_empty() {
            return None;
        }
        let place = argument.key.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some(part) = place.and_then(|place| parts.get_mut(place)) {
            *part = Some((trimmed(&argument), name(&argument)?));
        }
    }
    one(node, parts.into_iter().map_while(|part| part).collect())
}

/// The footnotes of a template whose arguments are numbered: `1a1` is the first name of the first, `1y` its year.
fn several(template: Template<'_>, node: NodeRef<'_>) -> Vec<ShortFootnote> {
    let mut footnotes: Vec<Vec<(usize, Span, String)>> = Vec::new();
    for argument in template.arguments() {
        let key = argument.key.as_ref();
        let letter = key.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(key.len());
        let Some((number, kind)) = key.split_at_checked(letter) else { continue };
        // A positional argument: the template takes them in groups that nobody can tell apart for sure.
        if kind.is_empty() {
            return Vec::new();
        }
        let place = match kind {
            "y" => MAX_PARTS,
            "ref" => return Vec::new(),
            _ => match kind.strip_prefix('a').and_then(|place| place.parse().ok()) {
                Some(place) if place < MAX_PARTS => place,
                _ => continue,
            },
        };
        let Some(number) = number.parse::<usize>().ok().filter(|number| (1..=MAX_FOOTNOTES).contains(number))
        else {
            continue;
        };
        let Some(value) = name(&argument) else { return Vec::new() };
        if footnotes.len() < number {
            footnotes.resize_with(number, Vec::new);
        }
        if let Some(parts) = footnotes.get_mut(number - 1) {
            parts.push((place, trimmed(&argument), value));
        }
    }
    footnotes
        .into_iter()
        .filter_map(|mut parts| {
            parts.sort_by_key(|(place, ..)| *place);
            one(node, parts.into_iter().map(|(_, span, value)| (span, value)).collect())
        })
        .collect()
}

/// How many footnotes one template makes at most.
const MAX_FOOTNOTES: usize = 30;

/// The parameter that asks for another anchor.
const REF: &str = "ref";

/// One footnote of its parts, of which the last is the year.
fn one(node: NodeRef<'_>, mut parts: Vec<(Span, String)>) -> Option<ShortFootnote> {
    parts.retain(|(_, part)| !part.is_empty());
    let start = parts.iter().map(|(span, _)| span.start).min()?;
    let end = parts.iter().map(|(span, _)| span.end).max()?;
    let (_, year) = parts.pop()?;
    let names: Vec<String> = parts.into_iter().map(|(_, name)| name).collect();
    let anchor = names::anchor(&names, Some(&year));
    (!names.is_empty()).then(|| ShortFootnote {
        node: node.id(),
        span: Span::new(start, end),
        names,
        year,
        anchor,
    })
}

fn trimmed(argument: &Argument<'_>) -> Span {
    argument.value_span().trim(argument.node.document_text())
}

fn name(argument: &Argument<'_>) -> Option<String> {
    Some(names::folded(&plain(argument.value())?))
}

/// The short values of templates that nothing is known of.
fn given_elsewhere(facts: &Facts<'_>) -> FxHashSet<String> {
    const MAX_LENGTH: usize = 100;
    let templates = facts.tree.nodes_of(KindSet::of(&[Kind::Template]));
    let unknown = templates.filter(|&node| facts.schema(node).is_none()).filter_map(Template::cast);
    let arguments = unknown.flat_map(Template::arguments);
    let short = arguments.filter(|argument| argument.value_span().len() as usize <= MAX_LENGTH);
    short.filter_map(|argument| name(&argument)).collect()
}
