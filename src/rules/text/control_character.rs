//! `rules/text/control-character.md`

use super::invisible::{Place, Verdict, name, verdict};
use super::looked_up::is_looked_up;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::source::Span;
use crate::syntax::Kind;

/// Finds characters that nobody sees and that do nothing, or harm.
pub struct ControlCharacter;

impl Rule for ControlCharacter {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        let names = cx.language.map(|language| language.months.in_date.iter());
        let wiki_runs_right_to_left =
            names.into_iter().flatten().any(|name| name.contains(writes_right_to_left));
        let mut line = Line::default();
        let mut unusual = cx.facts.characters().unusual.iter().peekable();
        while let Some(&(start, sign)) = unusual.next() {
            // The same character several times in a row is one finding.
            let mut end = start + sign.len_utf8() as u32;
            while unusual.next_if(|next| **next == (end, sign)).is_some() {
                end += sign.len_utf8() as u32;
            }
            let span = Span::new(start, end);
            if matches!(cx.tree.leaf_at(start).kind(), Kind::Comment | Kind::Raw) {
                continue;
            }
            let head = text.get(..start as usize).unwrap_or_default();
            let place = Place {
                before: head.chars().next_back(),
                after: text.get(end as usize..).and_then(|rest| rest.chars().next()),
                starts_line: matches!(
                    head.trim_end_matches([' ', '\t']).chars().next_back(),
                    None | Some('\n')
                ),
                may_run_right_to_left: wiki_runs_right_to_left
                    || line.has_right_to_left(text, start as usize),
            };
            let Some(mut verdict) = verdict(sign, &place) else { continue };
            if is_looked_up(span, cx) || place.keeps_signs_apart() {
                verdict.safety = verdict.safety.min(Safety::Suggested);
            }
            cx.report(finding(sign, span, verdict));
        }
    }
}

fn finding(sign: char, span: Span, verdict: Verdict) -> Finding {
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
