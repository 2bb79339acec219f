//! `rules/syntax/nowiki-in-text.md`

use super::nowiki::{Nowiki, Place};
use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::fix::{Edit, Fix, Safety};
use crate::rules::{is_in_code, shown};
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds `nowiki` tags in text that show wikitext to readers, or do nothing.
pub struct NowikiInText;

/// How much of a tag's content is looked at, in bytes.
const MAX_READ: usize = 2_000;

/// Names that link with the number after them, if they begin a word (MediaWiki, `Parser::handleMagicLinks`).
const MAGIC: [&str; 3] = ["ISBN", "RFC", "PMID"];

impl Rule for NowikiInText {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Tag]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(nowiki) = Nowiki::of(node).filter(|nowiki| nowiki.place() == Place::Text) else { return };
        if is_in_code(node) {
            return;
        }
        let content = cx.doc.slice(nowiki.content);
        let read = content.get(..content.floor_char_boundary(MAX_READ)).unwrap_or_default();
        let edits = || {
            let head = Span::new(nowiki.span.start, nowiki.content.start);
            let tail = Span::new(nowiki.content.end, nowiki.span.end);
            if nowiki.is_empty() {
                vec![Edit::delete(nowiki.span)]
            } else {
                vec![Edit::delete(head), Edit::delete(tail)]
            }
        };
        if let Some(markup) = markup(read) {
            let finding =
                Finding::new(nowiki.span, format!("readers see `{}` as it is written", shown(markup)))
                    .help("remove the tags if it is to be read as wikitext, or leave out its signs")
                    .cluster("markup")
                    .fix(Fix::new("remove the tags", edits(), Safety::Suggested));
            cx.report(finding);
        } else if is_idle(&nowiki, read, content) {
            let finding = Finding::new(nowiki.span, "this `nowiki` tag does nothing")
                .help("remove it")
                .severity(Severity::Info)
                .cluster("idle")
                .fix(Fix::new("remove the tag", edits(), Safety::Safe));
            cx.report(finding);
        }
    }
}

/// The first piece of wikitext that is whole in a text: a link, a template, quotes on both sides, a reference.
fn markup(text: &str) -> Option<&str> {
    let pairs = [("[[", "]]"), ("{{", "}}"), ("''", "''"), ("<ref", "</ref>"), ("[http", "]")];
    let whole = pairs.into_iter().filter_map(|(opener, closer)| {
        let start = text.find(opener)?;
        let inner = text.get(start + opener.len()..)?;
        let length = inner.find(closer)?;
        let is_filled = inner.get(..length).is_some_and(|inner| inner.chars().any(char::is_alphanumeric));
        let closed = start + opener.len() + length + closer.len();
        // Bold text ends with a third quote.
        let end =
            closed + text.get(closed..)?.bytes().take_while(|sign| closer == "''" && *sign == b'\'').count();
        is_filled.then(|| (start, text.get(start..end)))
    });
    whole.min_by_key(|(start, _)| *start)?.1
}

/// Whether a tag keeps nothing from being read as markup: only letters within words.
fn is_idle(nowiki: &Nowiki<'_>, read: &str, content: &str) -> bool {
    let is_letter = |sign: Option<char>| sign.is_some_and(char::is_alphabetic);
    let (before, after) = (nowiki.before.chars().next_back(), nowiki.after.chars().next());
    if ends_link(nowiki.before) {
        return false;
    }
    if nowiki.is_empty() {
        let starts_link = MAGIC.iter().any(|name| nowiki.after.starts_with(name));
        return is_letter(before) && is_letter(after) && !starts_link;
    }
    // Names of protocols and of identifiers begin links without any sign.
    let is_plain = |sign: char| sign.is_alphabetic() || matches!(sign, ' ' | ',' | '.');
    let is_word = |sign: Option<char>| sign.is_none_or(|sign| is_plain(sign) && !sign.is_ascii_uppercase());
    let has_name = read.split(' ').any(|word| MAGIC.contains(&word));
    read.len() == content.len()
        && content.chars().all(is_plain)
        && !has_name
        && before.is_some_and(|sign| sign != '\n')
        && is_word(before)
        && is_word(after)
        && !content.starts_with(' ')
}

/// Whether a text ends with letters behind a link, which would go on with those after the tag.
fn ends_link(before: &str) -> bool {
    before.trim_end_matches(|sign: char| !sign.is_ascii() || sign.is_ascii_alphanumeric()).ends_with("]]")
}
