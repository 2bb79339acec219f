//! `rules/syntax/unclosed-bold-italic.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::fix::{Edit, Fix, Safety};
use crate::profile::Role;
use crate::rules::MAX_DEPTH;
use crate::syntax::{Emphasis, Kind, KindSet, NodeRef};

/// Finds apostrophes that open bold or italic text and do not close it.
pub struct UnclosedBoldItalic;

impl Rule for UnclosedBoldItalic {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        let mut line = Line::default();
        for emphasis in cx.tree.nodes_of(KindSet::of(&[Kind::Bold, Kind::Italic])).filter_map(Emphasis::cast)
        {
            let node = emphasis.node();
            let mark = node.child(Kind::Mark).filter(|_| !emphasis.is_closed() && !emphasis.goes_on());
            let Some(mark) = mark.filter(|_| !is_in_argument(node)) else { continue };
            line.read_to(mark.span().range().start, text);
            if !line.may_pair && !apostrophes_in_braces(node.source()) {
                cx.report(finding(emphasis, mark, &line, cx));
            }
        }
    }
}

fn finding(emphasis: Emphasis<'_>, mark: NodeRef<'_>, line: &Line, cx: &Context<'_>) -> Finding {
    let doc = cx.doc;
    let what = if emphasis.is_bold() { "bold" } else { "italic" };
    let message =
        format!("`{}` is never closed, so the text is {what} to the end of its line", mark.source());
    let finding = Finding::new(mark.span(), message);
    let content = emphasis.content_span().trim(doc.text());
    let before = doc.text().get(line.start..mark.span().range().start).unwrap_or_default();
    let is_first = emphasis.node().parent().is_some_and(|parent| is_at_start(parent, before));
    // With other apostrophes in the line, one pair more can change how all of them pair.
    let is_alone = !doc.slice(content).contains("''") && !doc.slice(content).ends_with('\'');
    if content.is_empty() {
        let fix = Fix::new("take the apostrophes out", vec![Edit::delete(mark.span())], Safety::Suggested);
        finding.help("take the apostrophes out").fix(fix)
    } else if is_first && is_alone && !may_divide(emphasis.node(), cx) {
        let title = format!("write `{}` at the end of the line", mark.source());
        let edits = vec![Edit::insert(content.end, mark.source())];
        let fix = Fix::new(title.clone(), edits, Safety::Safe).cosmetic();
        finding.severity(Severity::Info).help(title).fix(fix)
    } else {
        let severity = if is_first && is_alone { Severity::Info } else { Severity::Warning };
        finding.severity(severity).help(format!("write `{}` where the text ends to be {what}", mark.source()))
    }
}

/// The part of a line before a place, read once for all places in it.
#[derive(Default)]
struct Line {
    start: usize,
    end: usize,
    has_braces: bool,
    /// Whether a template in it may bring the apostrophes that are missing.
    may_pair: bool,
}

impl Line {
    /// Goes on to a place that lies behind.
    fn read_to(&mut self, place: usize, text: &str) {
        let mut new = text.get(self.end..place).unwrap_or_default();
        if let Some(at) = memchr::memrchr(b'\n', new.as_bytes()) {
            *self = Line { start: self.end + at + 1, ..Line::default() };
            new = new.get(at + 1..).unwrap_or_default();
        }
        self.end = place;
        self.may_pair |= if self.has_braces { new.contains("''") } else { apostrophes_in_braces(new) };
        self.has_braces |= new.contains("{{");
    }
}

fn apostrophes_in_braces(text: &str) -> bool {
    text.split_once("{{").is_some_and(|(_, rest)| rest.contains("''"))
}

/// Whether a template in it may end the cell or the line.
fn may_divide(node: NodeRef<'_>, cx: &Context<'_>) -> bool {
    node.descendants().any(|part| match part.kind() {
        Kind::Template => cx.facts.schema(part).is_none_or(|schema| schema.has(Role::TableCell)),
        Kind::ParserFunction | Kind::Parameter => true,
        _ => false,
    })
}

/// Whether a template decides what comes before and after.
fn is_in_argument(node: NodeRef<'_>) -> bool {
    node.ancestors().take(MAX_DEPTH).any(|around| around.kind() == Kind::Argument)
}

/// Whether the apostrophes begin a cell or list item, all of which is meant, so that it ends where it should.
fn is_at_start(parent: NodeRef<'_>, line: &str) -> bool {
    let before = line.trim_end_matches(' ');
    match parent.kind() {
        Kind::Cell | Kind::Caption => before.is_empty() || before.ends_with(['|', '!', '+']),
        Kind::ListItem => before.ends_with(['*', '#', ':', ';']),
        _ => false,
    }
}
