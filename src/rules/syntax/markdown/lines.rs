use super::{line_after, line_at, line_before};
use crate::engine::Context;
use crate::finding::{Finding, Severity};
use crate::fix::{Edit, Fix, Safety};
use crate::profile::MarkKind;
use crate::rules::residue::is_read;
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::Kind;

/// The lines that marks of a kind stand in, without the end of the line before, where they are read as wikitext.
fn marked(kind: MarkKind, cx: &Context<'_>) -> Vec<Span> {
    let text = cx.doc.text();
    let start = |span: Span| span.start as usize + usize::from(cx.doc.slice(span).starts_with('\n'));
    let lines = cx.facts.residue().of(kind).map(|found| line_at(text, start(found.span)));
    lines.filter(|line| is_read(*line, cx)).collect()
}

/// Blocks of code between lines of backticks.
pub(in super::super) fn fences(cx: &Context<'_>) -> Vec<Finding> {
    let fences = marked(MarkKind::MarkdownFence, cx);
    let mut open: Option<Span> = None;
    let mut findings = Vec::new();
    for fence in fences {
        let language = cx.doc.slice(fence).trim().trim_start_matches('`');
        match open.take() {
            Some(start) if language.is_empty() => findings.push(block(start, fence, cx)),
            Some(start) => {
                findings.push(fence_finding(start, cx));
                open = Some(fence);
            }
            None => open = Some(fence),
        }
    }
    findings.extend(open.map(|start| fence_finding(start, cx)));
    findings
}

fn fence_finding(fence: Span, cx: &Context<'_>) -> Finding {
    Finding::new(
        fence,
        format!("`{}` begins or ends a block of code in Markdown", shown(cx.doc.slice(fence))),
    )
    .help("remove it, or write code with `<syntaxhighlight>`")
}

/// Names by which Markdown calls wikitext and plain text.
const WIKITEXT: [&str; 6] = ["wikitext", "mediawiki", "wiki", "plaintext", "text", "markdown"];

fn block(start: Span, end: Span, cx: &Context<'_>) -> Finding {
    let text = cx.doc.text();
    let language = cx.doc.slice(start).trim().trim_start_matches('`');
    let whole_line =
        |line: Span| Span::new(line.start, line.end + u32::from((line.end as usize) < text.len()));
    let (title, edits) = if WIKITEXT.contains(&language) {
        ("remove the lines", vec![Edit::delete(whole_line(start)), Edit::delete(whole_line(end))])
    } else {
        let head = if language.is_empty() {
            "<pre>".to_owned()
        } else {
            format!("<syntaxhighlight lang=\"{language}\">")
        };
        let tail = if language.is_empty() { "</pre>" } else { "</syntaxhighlight>" };
        ("write tags", vec![Edit::replace(start, head), Edit::replace(end, tail)])
    };
    fence_finding(start, cx).label(end, "the block ends here").fix(Fix::new(title, edits, Safety::Suggested))
}

/// Headings: `## Title`, which wikitext reads as an item of a list.
pub(in super::super) fn headings(cx: &Context<'_>) -> Vec<Finding> {
    let text = cx.doc.text();
    let is_list =
        |line: Option<Span>| line.is_some_and(|line| cx.doc.slice(line).starts_with(['#', '*', ':', ';']));
    let lines = marked(MarkKind::MarkdownHeading, cx).into_iter().filter(|line| {
        // An item on the second level belongs to one on the first.
        !is_list(line_before(text, line.start as usize)) && !is_list(line_after(text, line.end as usize))
    });
    let read = lines.map(|line| {
        let source = cx.doc.slice(line);
        let level = source.bytes().take_while(|byte| *byte == b'#').count();
        let title = source.trim_matches('#').trim();
        let marks = "=".repeat(level);
        let fixed = format!("{marks} {title} {marks}");
        Finding::new(line, format!("`{}` is a heading in Markdown", shown(source)))
            .help(format!("write `{}`", shown(&fixed)))
            .fix(Fix::replace("write a heading in wikitext", line, fixed, Safety::Suggested))
    });
    read.collect()
}

/// Lists: lines that start with a hyphen, several in a row, or beside other Markdown. They run together.
pub(in super::super) fn items(cx: &Context<'_>, is_proven: bool) -> Vec<Finding> {
    let lines: Vec<Span> = marked(MarkKind::MarkdownItem, cx);
    let is_beside = |one: &Span, other: &Span| one.end + 1 == other.start;
    let mut findings = Vec::new();
    for run in lines.chunk_by(is_beside).filter(|run| is_proven || run.len() > 1) {
        for line in run {
            findings.push(item(*line, is_proven, run));
        }
    }
    findings
}

fn item(line: Span, is_proven: bool, run: &[Span]) -> Finding {
    let mark = Span::new(line.start, line.start + 1);
    let severity = if is_proven { Severity::Warning } else { Severity::Info };
    Finding::new(mark, "`-` at the start of a line begins no item of a list")
        .help("begin the line with `*`: now it runs on after the line before")
        .severity(severity)
        .cluster(format!("list {}", run.first().map_or(0, |first| first.start)))
        .fix(Fix::replace("write `*`", mark, "*", Safety::Suggested))
}

/// Quotations: lines that start with `>`, several in a row, or beside other Markdown.
pub(in super::super) fn quotes(cx: &Context<'_>, is_proven: bool) -> Vec<Finding> {
    let lines = marked(MarkKind::MarkdownQuote, cx);
    let runs = lines.chunk_by(|one, other| one.end + 1 == other.start);
    let found = runs.filter(|run| is_proven || run.len() > 1).filter_map(|run| {
        let (first, last) = (run.first()?, run.last()?);
        Some(
            Finding::new(first.cover(*last), "`>` at the start of a line marks a quotation in Markdown")
                .help("write a quotation with the template that the wiki has for it, or with `<blockquote>`"),
        )
    });
    found.collect()
}

/// Rules of three hyphens between blank lines; wikitext has four.
pub(in super::super) fn rules(cx: &Context<'_>) -> Vec<Finding> {
    let text = cx.doc.text();
    let is_blank = |line: Option<Span>| line.is_none_or(|line| cx.doc.slice(line).trim().is_empty());
    let lines = marked(MarkKind::MarkdownRule, cx).into_iter().filter(|line| {
        is_blank(line_before(text, line.start as usize))
            && is_blank(line_after(text, line.end as usize))
            && cx.tree.leaf_at(line.start).kind() == Kind::Text
    });
    let say = |line: Span| {
        Finding::new(line, "`---` is a rule in Markdown")
            .help("remove it: articles set headings between their parts")
            .fix(Fix::new("remove it", vec![Edit::delete(line)], Safety::Suggested))
    };
    lines.map(say).collect()
}
