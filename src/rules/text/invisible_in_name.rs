//! `rules/text/invisible-in-name.md`

use super::invisible::{Place, verdict};
use super::named;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::source::Span;
use crate::syntax::{Kind, NodeRef, argument_name};
use crate::value::character::is_invisible;

/// How far up the tree it is looked for what a character is part of.
const MAX_DEPTH: usize = 3;

/// Finds characters that nobody sees in what is looked up by its name.
pub struct InvisibleInName;

impl Rule for InvisibleInName {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let characters = cx.facts.characters();
        let mut found = Vec::new();
        for signs in [&characters.unusual, &characters.spaces] {
            let mut next = 0;
            for &(start, sign) in signs.iter().filter(|(_, sign)| is_invisible(*sign)) {
                if start < next {
                    continue;
                }
                let Some(name) = Name::of(cx.tree.leaf_at(start)) else { continue };
                let span = run(cx.doc.text(), start, sign);
                next = span.end;
                if name.breaks(sign, &Place::of(cx.doc.text(), span.start, span.end, false)) {
                    found.push(name.finding(span, sign, cx));
                }
            }
        }
        for finding in found {
            cx.report(finding);
        }
    }
}

/// A character with those behind it that are the same.
fn run(text: &str, start: u32, sign: char) -> Span {
    let rest = text.get(start as usize..).unwrap_or_default();
    let length: usize = rest.chars().take_while(|next| *next == sign).map(char::len_utf8).sum();
    Span::new(start, start + length as u32)
}

/// What is looked up by a name.
#[derive(Clone, Copy)]
enum Name<'t> {
    /// A page, by a link.
    Page,
    /// A page, to be transcluded.
    Template,
    /// What a template is given.
    Parameter(NodeRef<'t>),
    Address,
    Attribute,
}

impl<'t> Name<'t> {
    fn of(leaf: NodeRef<'t>) -> Option<Self> {
        if leaf.kind() == Kind::BareUrl {
            return Some(Name::Address);
        }
        let mut child = leaf;
        for parent in leaf.ancestors().take(MAX_DEPTH) {
            match (child.kind(), parent.kind()) {
                (Kind::Target, Kind::ExternalLink) | (_, Kind::BareUrl) => return Some(Name::Address),
                (Kind::Target, _) => return Some(Name::Page),
                (Kind::Name, Kind::Template) => return Some(Name::Template),
                (Kind::Name, Kind::Argument) => return Some(Name::Parameter(parent)),
                (Kind::Attributes, _) => return Some(Name::Attribute),
                _ => child = parent,
            }
        }
        None
    }

    /// Whether what is meant is not found with a character in its name.
    fn breaks(self, sign: char, place: &Place) -> bool {
        match self {
            Name::Page | Name::Template if is_left_out_of_titles(sign) => false,
            // Behind a name, white space of ASCII is left out, and no other.
            Name::Parameter(_) if sign == '\u{A0}' || sign.is_whitespace() => true,
            _ if sign.is_whitespace() && !matches!(sign, '\u{2028}' | '\u{2029}') => false,
            Name::Page | Name::Template | Name::Address if sign == '\u{2060}' => true,
            _ => !is_private(sign) && verdict(sign, place).is_some(),
        }
    }

    fn finding(self, span: Span, sign: char, cx: &Context<'_>) -> Finding {
        let what = match self {
            Name::Page => "stands in the name of a page: the link leads to another one",
            Name::Template => "stands in the name of a template: another one is called",
            Name::Parameter(_) => "stands in the name of a parameter: the template knows no such one",
            Name::Address => "is part of the address: it leads elsewhere",
            Name::Attribute => "stands among attributes: what it is part of does not count",
        };
        let (start, end) = (span.start as usize, span.end as usize);
        let text = cx.doc.text();
        let is_inside = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
        let divides = is_inside(text.get(..start).and_then(|head| head.chars().next_back()))
            && is_inside(text.get(end..).and_then(|rest| rest.chars().next()));
        let instead = if sign.is_whitespace() && divides { " " } else { "" };
        let order = match instead {
            "" => format!("remove the {}", named(sign)),
            _ => format!("write a space for the {}", named(sign)),
        };
        let safety = match self {
            Name::Parameter(argument) if is_known(argument, sign, instead, cx) => Safety::Safe,
            _ => Safety::Suggested,
        };
        Finding::new(span, format!("{} {what}", named(sign)))
            .help(order.clone())
            .fix(Fix::replace(order, span, instead, safety))
            .cluster(format!("{sign}"))
    }
}

/// Whether a template is known to have the parameter that is meant.
fn is_known(argument: NodeRef<'_>, sign: char, instead: &str, cx: &Context<'_>) -> bool {
    let schema = argument.parent().and_then(|template| cx.facts.schema(template));
    let meant = argument_name(argument).map(|name| name.replace(sign, instead));
    schema.zip(meant).is_some_and(|(schema, meant)| schema.param(meant.trim()).is_some())
}

/// What MediaWiki takes out of titles by itself (MediaWikiTitleCodec::splitTitleString).
fn is_left_out_of_titles(sign: char) -> bool {
    matches!(sign, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{180E}' | '\u{2028}' | '\u{2029}')
        || sign.is_whitespace()
}

fn is_private(sign: char) -> bool {
    matches!(sign, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}
