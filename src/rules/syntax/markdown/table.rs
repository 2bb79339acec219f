use super::{line_after, line_before};
use crate::engine::Context;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::MarkKind;
use crate::rules::residue::is_read;
use crate::source::Span;

/// Tables with a line of hyphens under their header: `|---|---|`.
pub(in super::super) fn tables(cx: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut end = 0;
    for found in cx.facts.residue().of(MarkKind::MarkdownTable) {
        if found.span.start < end || !is_read(found.span, cx) {
            continue;
        }
        let finding = Finding::new(found.span, "this line is part of a table in Markdown");
        let (whole, wikitext) = table(found.span, cx);
        end = whole.end;
        findings.push(match wikitext {
            Some(wikitext) => {
                let title = "write the table in wikitext";
                finding.help("write a table in wikitext, from `{|` to `|}`").fix(Fix::replace(
                    title,
                    whole,
                    wikitext,
                    Safety::Suggested,
                ))
            }
            None => finding.help("write a table in wikitext, from `{|` to `|}`"),
        });
    }
    findings
}

/// The table around its line of hyphens, as far as it is read, and what it is in wikitext; none where its rows differ in
/// their cells.
fn table(line: Span, cx: &Context<'_>) -> (Span, Option<String>) {
    let text = cx.doc.text();
    let columns = cells(cx.doc.slice(line)).len();
    let header = line_before(text, line.start as usize);
    let Some((header, names)) = header.map(|header| (header, cells(cx.doc.slice(header)))) else {
        return (line, None);
    };
    let mut is_even = names.len() == columns;
    let mut wikitext = format!("{{| class=\"wikitable\"\n! {}", names.join(" !! "));
    let mut end = line.end;
    while let Some(row) = line_after(text, end as usize).filter(|row| is_row(cx.doc.slice(*row))) {
        let values = cells(cx.doc.slice(row));
        is_even &= values.len() == columns;
        wikitext.push_str("\n|-\n| ");
        wikitext.push_str(&values.join(" || "));
        end = row.end;
    }
    wikitext.push_str("\n|}");
    (Span::new(header.start, end), is_even.then_some(wikitext))
}

fn is_row(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && !line.starts_with("{|") && !line.starts_with("|}") && !line.starts_with("|-")
}

/// The cells of a row, its outer bars left out.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    line.strip_suffix('|').unwrap_or(line).split('|').map(str::trim).collect()
}
