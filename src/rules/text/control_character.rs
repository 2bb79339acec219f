//! `rules/text/control-character.md`

use super::invisible::{Place, Verdict, name, verdict};
use crate::engine::{Check, Context, Interest, NoOptions, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

/// Finds characters that nobody sees and that do nothing, or harm.
pub struct ControlCharacter;

impl Check for ControlCharacter {
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        ControlCharacter
    }
}

impl Rule for ControlCharacter {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        let mut line = Line::default();
        let mut unusual = cx.facts.characters().unusual.iter().peekable();
        while let Some(&(start, sign)) = unusual.next() {
            // The same character several times in a row is one finding.
            let mut end = start + sign.len_utf8() as u32;
            while unusual.next_if(|next| **next == (end, sign)).is_some() {
                end += sign.len_utf8() as u32;
            }
            let span = Span::new(start, end);
            let leaf = cx.tree.leaf_at(start);
            if matches!(leaf.kind(), Kind::Comment | Kind::Raw) {
                continue;
            }
            let place = Place {
                before: text.get(..start as usize).and_then(|head| head.chars().next_back()),
                after: text.get(end as usize..).and_then(|rest| rest.chars().next()),
                line_has_right_to_left: line.has_right_to_left(text, start as usize),
            };
            let Some(mut verdict) = verdict(sign, &place) else { continue };
            if makes_markup(&place) {
                verdict.safety = verdict.safety.min(Safety::Suggested);
            }
            cx.report(finding(sign, span, verdict, leaf));
        }
    }
}

/// Whether what stands around a character is markup without it: the sign of a list, a heading, a table or preformatted
/// text at the start of a line, or signs that count together.
fn makes_markup(place: &Place) -> bool {
    let starts_line = place.before.is_none_or(|before| before == '\n');
    starts_line && place.after.is_some_and(|after| "*#:;={|!- ".contains(after))
        || place.before == Some('=') && place.after == Some('=')
}

fn finding(sign: char, span: Span, verdict: Verdict, leaf: NodeRef<'_>) -> Finding {
    let Verdict { severity, why, instead, safety } = verdict;
    let name = name(sign);
    let code = format!("U+{:04X}", sign as u32);
    let finding = Finding::new(span, format!("{name} ({code}) {why}")).severity(severity).cluster(code);
    let Some(instead) = instead else { return finding.help("see what the writer meant here") };
    let order = match instead {
        "" => format!("remove the {name}"),
        " " => format!("write a space for the {name}"),
        other => format!("write `{other}` for the {name}"),
    };
    let is_looked_up =
        |node: NodeRef<'_>| matches!(node.kind(), Kind::Target | Kind::Name | Kind::Attributes);
    let leads_elsewhere = leaf.kind() == Kind::BareUrl || leaf.ancestors().take(2).any(is_looked_up);
    let safety = if leads_elsewhere { safety.min(Safety::Suggested) } else { safety };
    finding.help(order.clone()).fix(Fix::replace(order, span, instead, safety))
}

/// The line that was looked at last, so that each is looked at once.
#[derive(Default)]
struct Line {
    end: usize,
    has_right_to_left: bool,
}

impl Line {
    fn has_right_to_left(&mut self, text: &str, at: usize) -> bool {
        if at >= self.end {
            let start =
                text.get(..at).and_then(|head| head.rfind('\n')).map_or(0, |end| end + 1).max(self.end);
            let rest = text.get(at..).unwrap_or_default();
            self.end = at + rest.find('\n').unwrap_or(rest.len()).max(1);
            let line = text.get(start..self.end).unwrap_or_default();
            self.has_right_to_left = line.chars().any(writes_right_to_left);
        }
        self.has_right_to_left
    }
}

/// Whether a character belongs to a script that is written from right to left, or makes others be.
fn writes_right_to_left(sign: char) -> bool {
    matches!(
        sign,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}' | '\u{202B}' | '\u{202E}' | '\u{2067}'
    )
}
