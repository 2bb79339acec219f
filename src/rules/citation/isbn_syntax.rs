//! `rules/citation/isbn-syntax.md`

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, one_of};
use nom::combinator::{not, opt, peek, recognize};
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
        for (block, at) in cx.facts.prose().places_of(cx.tree.unlinked_isbns()) {
            if is_text(block.kind())
                && let Some(finding) = unlinked(&block, at)
            {
                cx.report(finding);
            }
        }
    }
}

/// Whether MediaWiki links an ISBN that stands in a block.
fn is_text(kind: BlockKind) -> bool {
    use BlockKind::{Caption, Cell, Line, ListItem, Paragraph, Reference};
    matches!(kind, Paragraph | ListItem | Cell | Caption | Line | Reference)
}

fn unlinked(block: &Block<'_>, at: usize) -> Option<Finding> {
    let text = block.text().get(at..)?;
    let (rest, number) = isbn(text).ok()?;
    let range = at..at + text.len() - rest.len();
    let origins = block.origins();
    if origins.at(range.start).max(origins.at(range.end - 1)) != Origin::Own {
        return None;
    }
    let (span, instead) = (block.span_of(range.clone()), format!("ISBN {number}"));
    let written = text.get(..range.len()).unwrap_or_default();
    let message = format!("`{}` does not link as an ISBN", shown(written));
    let finding = Finding::new(span, message)
        .help(format!("write `{}`, or the wiki's template for it", shown(&instead)));
    let title = format!("write `{}`", shown(&instead));
    Some(match block.is_verbatim(range) {
        true => finding.fix(Fix::replace(title, span, instead, Safety::Suggested)),
        false => finding,
    })
}

/// `ISBN: 0-306-40615-2`, `ISBN-13 9780306406157`: the number.
fn isbn(text: &str) -> IResult<&str, &str, ()> {
    let space = || opt(char(' '));
    let colon = || one_of(":：");
    let length = (opt(one_of("- ")), char('1'), one_of("03"), space(), opt(colon()), space());
    let before = alt((recognize(length), recognize((colon(), space()))));
    let digit = || take_while_m_n(1, 1, |sign: char| sign.is_ascii_digit());
    let hyphen = || opt(one_of("- "));
    let ten = || (count(terminated(digit(), hyphen()), 9), one_of("0123456789Xx"));
    let thirteen = recognize((tag("97"), one_of("89"), hyphen(), ten()));
    let end = peek(not(take_while_m_n(1, 1, |sign: char| is_alphanumeric(sign) || sign == '_')));
    preceded((tag("ISBN"), before), terminated(alt((thirteen, recognize(ten()))), end)).parse(text)
}
