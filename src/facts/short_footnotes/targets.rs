//! What short footnotes can lead to.

use memchr::memmem;

use super::{Target, names};
use crate::facts::Facts;
use crate::facts::citations::Citation;
use crate::profile::{CiteParam, Role};
use crate::syntax::{NodeRef, Template};
use crate::value::plain::plain;

/// With what the anchor of a citation begins.
const PREFIX: &str = "CITEREF";

/// The targets, and the anchors of each.
#[derive(Default)]
pub(super) struct Found {
    pub(super) targets: Vec<Target>,
    pub(super) anchors: Vec<Vec<String>>,
    pub(super) has_unknown: bool,
}

/// Reads what makes an anchor: citations, templates that do only that, and anchors that are written out.
pub(super) fn read(facts: &Facts<'_>) -> Found {
    let mut found = Found::default();
    for citation in facts.citations() {
        found.citation(citation);
    }
    for (node, schema) in facts.known_templates() {
        found.has_unknown |= schema.has(Role::OwnSource);
        if schema.has(Role::CitationAnchor)
            && let Some(template) = Template::cast(node)
        {
            found.anchor_template(template, node);
        }
    }
    written_out(facts, &mut found);
    found
}

impl Found {
    fn add(&mut self, target: Target, anchors: Vec<String>) {
        self.targets.push(target);
        self.anchors.push(anchors);
    }

    fn citation(&mut self, citation: &Citation<'_>) {
        if let Some(anchor) = citation.get(CiteParam::Ref) {
            // What a template makes is read where that stands; a word asks for no anchor, or another one.
            if !DEFAULTS.contains(&anchor.value) {
                self.has_unknown |= !anchor.is_literal && !anchor.value.starts_with("{{");
                if !citation.schema.is_complete {
                    self.called(citation, anchor.value);
                }
                return;
            }
        }
        let (Some(names), Some((years, is_certain))) = (names::of(citation), names::years(citation)) else {
            self.has_unknown = true;
            return;
        };
        if names.is_empty() {
            return;
        }
        let anchors = match years.as_slice() {
            [] => vec![names::anchor(&names, None)],
            years => years.iter().map(|year| names::anchor(&names, Some(year))).collect(),
        };
        let year = years.into_iter().next();
        self.add(Target { node: citation.node, names, year, is_vague: !is_certain }, anchors);
    }

    /// A citation with a name of its own, which on some wikis makes the anchor together with the year.
    fn called(&mut self, citation: &Citation<'_>, name: &str) {
        let (Some(name), Some((years, _))) = (plain(name), names::years(citation)) else { return };
        let names = vec![names::folded(&name)];
        let with_year = years.iter().map(|year| names::anchor(&names, Some(year)));
        let anchors = with_year.chain([names::anchor(&names, None)]).collect();
        let year = years.into_iter().next();
        self.add(Target { node: citation.node, names, year, is_vague: true }, anchors);
    }

    /// `{{sfnref|Smith|2005}}`
    fn anchor_template(&mut self, template: Template<'_>, node: NodeRef<'_>) {
        let Some(mut parts) = parts(template) else {
            self.has_unknown = true;
            return;
        };
        let anchor: String = parts.concat();
        let year = parts.pop();
        self.add(Target { node: node.id(), names: parts, year, is_vague: false }, vec![anchor]);
    }
}

/// The surnames and the year that a template makes an anchor of; none where they are not plain text.
fn parts(template: Template<'_>) -> Option<Vec<String>> {
    let positional = template.arguments().filter(|argument| argument.key.parse::<usize>().is_ok());
    let parts: Option<Vec<String>> =
        positional.map(|argument| Some(names::folded(&plain(argument.value())?))).collect();
    Some(parts?.into_iter().filter(|part| !part.is_empty()).collect())
}

/// Whether a citation is given an anchor that the citation module makes of its surnames and its year anyway.
pub(super) fn repeats_default(facts: &Facts<'_>, citation: &Citation<'_>) -> Option<bool> {
    let field = citation.get(CiteParam::Ref)?;
    let node = facts.tree.node(field.node).children().find(|node| node.span() == field.value_span)?;
    let makes_anchor = facts.schema(node).is_some_and(|schema| schema.has(Role::CitationAnchor));
    let template = Template::cast(node).filter(|_| makes_anchor)?;
    let (names, (years, is_certain)) = (names::of(citation)?, names::years(citation)?);
    let default = names::anchor(&names, years.first().map(String::as_str));
    Some(!names.is_empty() && is_certain && parts(template)?.concat() == default)
}

/// Values that ask for the anchor that a citation has anyway.
const DEFAULTS: [&str; 1] = ["harv"];

/// Anchors in the text, such as `id="CITEREFSmith2005"` or `ref=CITEREFSmith2005`.
fn written_out(facts: &Facts<'_>, found: &mut Found) {
    let text = facts.doc.text();
    let mut read_to = 0;
    for at in memmem::find_iter(text.as_bytes(), PREFIX) {
        // A link to an anchor makes none.
        if at < read_to || text[..at].ends_with('#') {
            continue;
        }
        let rest = text[at + PREFIX.len()..].char_indices().take(MAX_LENGTH);
        let end =
            |&(_, sign): &(usize, char)| matches!(sign, '"' | '\'' | '|' | '}' | ']' | '<' | '>' | '\n');
        let written: String = rest.take_while(|place| !end(place)).map(|(_, sign)| sign).collect();
        read_to = at + PREFIX.len() + written.len();
        if let Some(anchor) = plain(&written) {
            let node = facts.tree.leaf_at(at as u32).id();
            let target = Target { node, names: Vec::new(), year: None, is_vague: true };
            found.add(target, vec![names::folded(&anchor)]);
        }
    }
}

/// How many characters of an anchor are read.
const MAX_LENGTH: usize = 200;
