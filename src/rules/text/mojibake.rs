//! `rules/text/mojibake.md`

use super::looked_up::is_looked_up;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::Encodings;
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Kind, KindSet};
use crate::value::mojibake::{Damage, find_damage_among};

/// Finds text that was read in another encoding than it was written in.
pub struct Mojibake;

impl Rule for Mojibake {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let damages = find_damage_among(cx.doc.text(), cx.facts.block_kinds(), Encodings::known());
        if damages.is_empty() {
            return;
        }
        let mut spared = verbatim(cx).into_iter().peekable();
        for damage in damages {
            while spared.next_if(|span| span.end <= damage.span.start).is_some() {}
            if spared.peek().is_none_or(|span| damage.span.end <= span.start) {
                cx.report(finding(&damage, cx));
            }
        }
    }
}

/// What must stay as it is: URLs, and the content of tags that is not wikitext. In the order of the text.
fn verbatim(cx: &Context<'_>) -> Vec<Span> {
    let raw = cx.tree.nodes_of(KindSet::of(&[Kind::Raw])).map(|node| node.span());
    let mut spans = urls(cx.doc.text());
    spans.extend(raw);
    spans.sort();
    spans
}

/// What follows `://` up to white space or a sign that ends a URL in wikitext.
fn urls(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&text.as_bytes()[at..], b"://") {
        let start = at + found;
        let ends = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '{' | '}' | '|' | '<' | '>' | '"');
        at = text[start..].find(ends).map_or(text.len(), |length| start + length);
        spans.push(Span::of(start..at));
    }
    spans
}

fn finding(damage: &Damage<'_>, cx: &Context<'_>) -> Finding {
    let (shown, repaired) = (shown(cx.doc.slice(damage.span)), quoted(&damage.repaired));
    let lost = damage.repaired.contains(char::REPLACEMENT_CHARACTER);
    let help = match (lost, damage.certain) {
        (true, _) => {
            "look up in the source what the lost characters were: the damage cannot be undone wholly"
        }
        (false, true) => {
            "certain: put back the text as it was, and see whether more was copied from the same source"
        }
        (false, false) => {
            "likely: compare with the source, put back the text as it was, and see whether more was copied from there"
        }
    };
    let finding = Finding::new(
        damage.span,
        format!("`{shown}` is {} read as {}; it was {repaired}", damage.written, chain(damage)),
    )
    .help(help)
    .cluster(damage.chain.join(", "));
    let is_certain = damage.certain && !is_looked_up(damage.span, cx);
    let safety = match is_certain {
        // What is lost is shown, and left to whoever can look it up.
        _ if lost => Safety::Manual,
        true => Safety::Safe,
        false => Safety::Suggested,
    };
    let fix = Fix::replace(format!("replace `{shown}` by {repaired}"), damage.span, &damage.repaired, safety);
    finding.fix(if is_certain { fix.restoring() } else { fix })
}

/// `Windows-1252`; `Windows-1252, three times`; `Windows-1251, after it was read as Windows-1252`.
fn chain(damage: &Damage<'_>) -> String {
    let mut names = damage.chain.iter().rev();
    let Some(first) = names.next() else { return String::new() };
    if names.clone().all(|name| name == first) {
        let times = match damage.chain.len() {
            1 => "",
            2 => ", twice",
            _ => ", three times",
        };
        return format!("{first}{times}");
    }
    names.fold((*first).to_owned(), |text, name| format!("{text}, and then as {name}"))
}

/// The text in backticks, or the names of characters that cannot be seen.
fn quoted(text: &str) -> String {
    match text {
        "\u{A0}" => "a no-break space".to_owned(),
        "\u{AD}" => "a soft hyphen".to_owned(),
        "\u{FEFF}" => "a byte order mark".to_owned(),
        _ => format!("`{}`", shown(text)),
    }
}
