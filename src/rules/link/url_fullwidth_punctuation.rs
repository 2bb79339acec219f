//! `rules/link/url-fullwidth-punctuation.md`

use super::short;
use crate::engine::{Context, Interest, Rule};
use crate::facts::links::{Link, LinkForm};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;
use crate::syntax::ExternalLink;

/// Finds addresses that go on into the text, since a full-width mark does not end them.
pub struct UrlFullwidthPunctuation;

/// Marks that end a clause, or a bracket or quotation.
const CLOSING: &str = "、。，．：；？！）］｝」』】》〉〕";
/// Marks that open a bracket or quotation.
const OPENING: &str = "（［｛「『【《〈〔";

impl Rule for UrlFullwidthPunctuation {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let (facts, doc) = (cx.facts, cx.doc);
        // An address whose link has a text ends where it was meant to: the mark is part of a page's name.
        let has_text = |link: &Link| {
            let bracketed = ExternalLink::cast(cx.tree.node(link.node));
            bracketed.is_some_and(|link| !doc.slice(link.label_span()).trim().is_empty())
        };
        for link in facts.links().iter().filter(|link| link.is_literal && !has_text(link)) {
            if let Some(finding) = finding(link, doc.slice(link.url)) {
                cx.report(finding);
            }
        }
    }
}

fn finding(link: &Link, url: &str) -> Option<Finding> {
    let at = url.bytes().position(|byte| !byte.is_ascii())?;
    let (before, rest) = url.split_at_checked(at)?;
    let mark = rest.chars().next()?;
    // A path may have a bracket in its name, and a query any value.
    let may_open = OPENING.contains(mark) && before.ends_with(|sign: char| sign.is_ascii_alphanumeric());
    let is_text = CLOSING.contains(mark) || may_open;
    if !is_text || before.contains(['?', '#']) || before.ends_with(['=', '_']) {
        return None;
    }
    let has_text_behind = rest.len() > mark.len_utf8();
    if link.form == LinkForm::Argument && !has_text_behind {
        return None;
    }
    let start = link.url.start + at as u32;
    let message = match has_text_behind {
        true => {
            format!("the address does not end before `{mark}`, and has the text behind it: `{}`", short(rest))
        }
        false => format!("`{mark}` belongs to the address, where no space is before it"),
    };
    let help = match link.form {
        LinkForm::Argument | LinkForm::Picture => "end the address before the mark",
        _ => "write a space behind the address, or write the link in brackets",
    };
    let finding = Finding::new(Span::new(start, link.url.end), message).help(help);
    let space =
        || Fix::new("end the address with a space", vec![Edit::insert(start, " ")], Safety::Suggested);
    Some(match link.form {
        LinkForm::Bare | LinkForm::Bracketed => finding.fix(space()),
        LinkForm::Argument | LinkForm::Picture => finding,
    })
}
