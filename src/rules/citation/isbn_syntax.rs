//! `rules/citation/isbn-syntax.md`

use std::ops::Range;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, one_of};
use nom::combinator::{not, opt, recognize};
use nom::multi::count;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use crate::engine::{Context, Interest, Rule};
use crate::facts::prose::{Block, BlockKind, Origin};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::rules::shown;
use crate::value::sign::is_alphanumeric;

/// Finds ISBNs that do not link, since a colon or a number stands before them.
pub struct IsbnSyntax;

impl Rule for IsbnSyntax {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for (block, places) in cx.facts.prose().places_of(cx.tree.unlinked_isbns()) {
            if !is_text(block.kind()) {
                continue;
            }
            let mut origins = None;
            for at in places {
                let Some((range, finding)) = unlinked(&block, at) else { continue };
                let origins = origins.get_or_insert_with(|| block.origins());
                if origins.at(range.start).max(origins.at(range.end - 1)) == Origin::Own {
                    cx.report(finding);
                }
            }
        }
    }
}

/// Whether MediaWiki links an ISBN that stands in a block.
fn is_text(kind: BlockKind) -> bool {
    use BlockKind::{Caption, Cell, Line, ListItem, Paragraph, Reference};
    matches!(kind, Paragraph | ListItem | Cell | Caption | Line | Reference)
}

/// A number that does not link, and where it stands in the text of a block.
fn unlinked(block: &Block<'_>, at: usize) -> Option<(Range<usize>, Finding)> {
    let text = block.text().get(at..)?;
    let (rest, number) = isbn(text).ok()?;
    let range = at..at + text.len() - rest.len();
    let (span, instead) = (block.span_of(range.clone()), format!("ISBN {number}"));
    let written = text.get(..range.len()).unwrap_or_default();
    let message = format!("`{}` does not link as an ISBN", shown(written));
    let help = format!("write `{}`, or the wiki's template for it", shown(&instead));
    let finding = Finding::new(span, &*message).help(help).cluster(message);
    let title = format!("write `{}`", shown(&instead));
    let fix = Fix::replace(title, span, instead, Safety::Suggested);
    let finding = if block.is_verbatim(range.clone()) { finding.fix(fix) } else { finding };
    Some((range, finding))
}

/// `ISBN: 0-306-40615-2`, `ISBN-13 9780306406157`: the number.
pub(super) fn isbn(text: &str) -> IResult<&str, &str, ()> {
    let space = || opt(char(' '));
    let colon = || one_of(":：");
    let length = (opt(one_of("- ")), char('1'), one_of("03"), space(), opt(colon()), space());
    let before = alt((recognize(length), recognize((colon(), space()))));
    let digit = || take_while_m_n(1, 1, |sign: char| sign.is_ascii_digit());
    let hyphen = || opt(one_of("- "));
    let ten = || (count(terminated(digit(), hyphen()), 9), one_of("0123456789Xx"));
    let thirteen = recognize((tag("97"), one_of("89"), hyphen(), ten()));
    let end = || not(take_while_m_n(1, 1, |sign: char| is_alphanumeric(sign) || sign == '_'));
    let number = alt((terminated(thirteen, end()), terminated(recognize(ten()), end())));
    preceded((tag("ISBN"), before), number).parse(text)
}
