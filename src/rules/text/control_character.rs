//! `rules/text/control-character.md`

use super::invisible::{Place, Verdict, name, verdict};
use super::looked_up::is_looked_up;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef};
use crate::value::character::{is_invisible, is_right_to_left, is_variation_selector};
use crate::value::entity;

/// Finds characters that nobody sees and that do nothing, or harm.
pub struct ControlCharacter;

impl Rule for ControlCharacter {
    fn interest(&self) -> Interest {
        Interest { finish: true, ..Interest::kinds(KindSet::of(&[Kind::Entity])) }
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let source = node.source();
        let Some(sign) = (source != "&nbsp;").then(|| character(source)).flatten() else { return };
        // Those that may be needed are written as references to be seen.
        if !is_invisible(sign) || sign.is_whitespace() && !matches!(sign, '\u{2028}' | '\u{2029}') {
            return;
        }
        let place = Place { before: None, after: None, starts_line: false, may_run_right_to_left: true };
        let is_needed = matches!(sign, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}')
            || matches!(sign, '\u{34F}' | '\u{2060}'..='\u{2069}')
            || is_variation_selector(sign);
        let Some(mut verdict) = verdict(sign, &place).filter(|_| !is_needed) else { return };
        if is_looked_up(node.span(), cx)
            || Place::of(cx.doc.text(), node.span().start, node.span().end, false).keeps_signs_apart()
        {
            verdict.safety = verdict.safety.min(Safety::Suggested);
        }
        cx.report(finding(sign, node.span(), verdict));
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
            while !is_direction(sign) && unusual.next_if(|next| **next == (end, sign)).is_some() {
                end += sign.len_utf8() as u32;
            }
            let span = Span::new(start, end);
            if matches!(cx.tree.leaf_at(start).kind(), Kind::Comment | Kind::Raw) {
                continue;
            }
            let runs = wiki_runs_right_to_left || line.has_right_to_left(text, start as usize);
            let place = Place::of(text, start, end, runs);
            let Some(mut verdict) = verdict(sign, &place) else { continue };
            if is_looked_up(span, cx) || place.keeps_signs_apart() {
                verdict.safety = verdict.safety.min(Safety::Suggested);
            }
            cx.report(finding(sign, span, verdict));
        }
    }
}

/// Whether each of several in a row starts or ends a direction of its own.
fn is_direction(sign: char) -> bool {
    matches!(sign, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The one character that a reference stands for.
fn character(reference: &str) -> Option<char> {
    let decoded = entity::decode(reference)?;
    let mut signs = decoded.chars();
    signs.next().filter(|_| signs.next().is_none())
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
    matches!(sign, '\u{202B}' | '\u{202E}' | '\u{2067}') || is_right_to_left(sign)
}
