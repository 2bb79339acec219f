//! `rules/link/extlink-linebreak.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::rules::is_in_code;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds external links whose text goes on in the next line, where no link does.
pub struct ExtlinkLinebreak;

/// How many bytes of a line are looked at; a link's text has fewer.
const MAX_LINE: usize = 400;

impl Rule for ExtlinkLinebreak {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::BareUrl]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let (text, span) = (cx.doc.text(), node.span());
        let before = text.get(..span.start as usize).unwrap_or_default();
        if !before.ends_with('[') || before.ends_with("[[") || is_in_code(node) {
            return;
        }
        let Some((line_end, next, closing)) = second_line(text, span.end as usize) else { return };
        let bracket = Span::new(span.start - 1, span.start);
        let finding =
            Finding::new(bracket, "the link's text goes on in the next line, so that there is no link")
                .label(Span::new(closing, closing + 1), "readers see this `]`, too")
                .help("write the link in one line");
        let edit = Edit::replace(Span::new(line_end, next), " ");
        cx.report(finding.fix(Fix::new("join the lines", vec![edit], Safety::Suggested)));
    }
}

/// The end of the line behind an address, where the next one begins, and the `]` in that.
fn second_line(text: &str, from: usize) -> Option<(u32, u32, u32)> {
    const MARKUP: [char; 4] = ['[', ']', '{', '}'];
    let rest = text.as_bytes().get(from..)?;
    let length = memchr::memchr(b'\n', rest.get(..MAX_LINE.min(rest.len()))?)?;
    let first = text.get(from..from + length)?;
    let next = from + length + 1;
    let line = text.get(next..)?;
    // What begins a list, a heading, a table or an empty line is no text of the link.
    if first.contains(MARKUP) || line.starts_with(['*', '#', ':', ';', '=', '|', '!', '\n', '\r', '<']) {
        return None;
    }
    let line = line.get(..memchr::memchr(b'\n', line.as_bytes()).unwrap_or(line.len()))?;
    let closing = line.find(MARKUP).filter(|&at| at < MAX_LINE && line[at..].starts_with(']'))?;
    let is_wikilink = line[closing..].starts_with("]]");
    let end = from + first.trim_end().len();
    (!is_wikilink).then_some((end as u32, next as u32, (next + closing) as u32))
}
