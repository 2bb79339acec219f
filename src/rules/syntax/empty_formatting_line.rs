//! `rules/syntax/empty-formatting-line.md`

use memchr::memmem;

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::rules::residue::is_read;
use crate::source::Span;

/// Finds lines that hold quotes or `nowiki` tags alone, so that they show nothing.
pub struct EmptyFormattingLine;

impl Rule for EmptyFormattingLine {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        let mut found: Vec<Span> = Vec::new();
        for opener in ["\n''", "\n<nowiki"] {
            let starts = memmem::find_iter(text.as_bytes(), opener).map(|at| at + 1);
            found.extend(starts.filter_map(|start| empty_line(text, start)));
        }
        found.extend(empty_line(text, 0));
        found.sort_unstable();
        for line in found {
            if !is_read(line, cx) {
                continue;
            }
            let end = line.end + u32::from((line.end as usize) < text.len());
            let fix = Fix::new(
                "remove the line",
                vec![Edit::delete(Span::new(line.start, end))],
                Safety::Suggested,
            );
            cx.report(
                Finding::new(line, "this line holds marks of formatting and no text")
                    .help("remove it, or move the marks to the line whose text they belong to")
                    .fix(fix),
            );
        }
    }
}

/// The line that starts at a place, if quotes, empty `nowiki` tags and space are all that it holds.
fn empty_line(text: &str, start: usize) -> Option<Span> {
    let mut rest = text.get(start..)?;
    let mut n_marks = 0;
    loop {
        let quotes = rest.trim_start_matches('\'');
        let n_quotes = rest.len() - quotes.len();
        if n_quotes == 1 {
            return None;
        }
        n_marks += usize::from(n_quotes > 1);
        let tagless =
            ["<nowiki/>", "<nowiki />", "<nowiki></nowiki>"].iter().find_map(|tag| quotes.strip_prefix(tag));
        n_marks += usize::from(tagless.is_some());
        let next = tagless.unwrap_or(quotes).trim_start_matches([' ', '\t']);
        if next.len() == rest.len() {
            break;
        }
        rest = next;
    }
    let is_end = rest.is_empty() || rest.starts_with(['\n', '\r']);
    (is_end && n_marks > 0).then(|| Span::of(start..text.len() - rest.len()))
}
