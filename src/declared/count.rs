use serde::Deserialize;
use toml::Spanned;

use super::check::{Compiled, fields};
use super::rule::{Judge, Violation};
use super::{CheckError, place};
use crate::engine::{Context, Interest};
use crate::syntax::{Kind, KindSet, NodeRef};

/// `[check.count]`: how many of something a page must have.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CountTable {
    /// What is counted.
    of: Counted,
    /// The least number.
    #[serde(default)]
    at_least: Option<Spanned<u32>>,
    /// The greatest number.
    #[serde(default)]
    at_most: Option<Spanned<u32>>,
}

/// What can be counted.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Counted {
    Categories,
    References,
    Sections,
    Templates,
    Links,
    ExternalLinks,
    Files,
    Tables,
}

impl Counted {
    fn name(self) -> &'static str {
        match self {
            Counted::Categories => "categories",
            Counted::References => "references",
            Counted::Sections => "sections",
            Counted::Templates => "templates",
            Counted::Links => "links",
            Counted::ExternalLinks => "external links",
            Counted::Files => "files",
            Counted::Tables => "tables",
        }
    }

    fn kinds(self) -> KindSet {
        match self {
            Counted::Categories => KindSet::of(&[Kind::Category]),
            Counted::References => KindSet::of(&[Kind::Reference]),
            Counted::Sections => KindSet::of(&[Kind::Heading]),
            Counted::Templates => KindSet::of(&[Kind::Template]),
            Counted::Links => KindSet::of(&[Kind::Wikilink]),
            Counted::ExternalLinks => KindSet::of(&[Kind::ExternalLink, Kind::BareUrl]),
            Counted::Files => KindSet::of(&[Kind::File, Kind::GalleryLine]),
            Counted::Tables => KindSet::of(&[Kind::Table]),
        }
    }
}

impl CountTable {
    /// Makes the check.
    pub(super) fn compile(&self) -> Result<Compiled, CheckError> {
        let at_least = self.at_least.as_ref().map_or(0, |at_least| *at_least.as_ref());
        let at_most = self.at_most.as_ref().map(|at_most| *at_most.as_ref());
        if let Some(limit) = self.at_most.as_ref().filter(|limit| *limit.as_ref() < at_least) {
            return Err(CheckError::at(limit.span(), "`at-most` is less than `at-least`"));
        }
        if at_least == 0 && at_most.is_none() {
            return Err(CheckError::whole("any number will do: give `at-least` or `at-most`"));
        }
        let judge =
            Count { of: self.of, at_least: at_least as usize, at_most: at_most.map(|most| most as usize) };
        Ok(Compiled { judge: Box::new(judge), fields: fields(&["count", "of"]) })
    }
}

struct Count {
    of: Counted,
    at_least: usize,
    at_most: Option<usize>,
}

impl Judge for Count {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn end(&self, cx: &mut Context<'_>, found: &mut Vec<Violation>) {
        let nodes: Vec<NodeRef<'_>> = cx.tree.nodes_of(self.of.kinds()).collect();
        let name = self.of.name();
        let count = nodes.len();
        let (span, message) = if count < self.at_least {
            let wanted = self.at_least;
            (
                place::first_line(cx.doc.text()),
                format!("the page has {count} {name}, and {wanted} at least are wanted"),
            )
        } else if let Some((most, surplus)) = self.at_most.and_then(|most| Some((most, nodes.get(most)?))) {
            let span = surplus.span().trim(cx.doc.text());
            (span, format!("the page has {count} {name}, and {most} at most are wanted"))
        } else {
            return;
        };
        found.push(Violation::new(span, message).field("count", count.to_string()).field("of", name));
    }
}
