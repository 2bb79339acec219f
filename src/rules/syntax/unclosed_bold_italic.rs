//! `rules/syntax/unclosed-bold-italic.md`

use crate::engine::{Check, Context, Interest, NoOptions, Rule};
use crate::finding::{Finding, Severity};
use crate::fix::{Edit, Fix, Safety};
use crate::rules::MAX_DEPTH;
use crate::source::Span;
use crate::syntax::{Emphasis, Kind, KindSet, NodeRef};

/// Finds apostrophes that open bold or italic text and do not close it.
pub struct UnclosedBoldItalic;

impl Check for UnclosedBoldItalic {
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        UnclosedBoldItalic
    }
}

impl Rule for UnclosedBoldItalic {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Bold, Kind::Italic]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(emphasis) = Emphasis::cast(node).filter(|emphasis| !emphasis.is_closed()) else { return };
        let Some(mark) = node.child(Kind::Mark).filter(|_| !emphasis.goes_on()) else { return };
        let text = cx.doc.text();
        let line = line_before(text, mark.span());
        if may_pair_in_template(line, node) || is_in_argument(node) {
            return;
        }
        let what = if emphasis.is_bold() { "bold" } else { "italic" };
        let message =
            format!("`{}` is never closed, so the text is {what} to the end of its line", mark.source());
        let finding = Finding::new(mark.span(), message);
        let content = emphasis.content_span().trim(text);
        let is_first = node.parent().is_some_and(|parent| is_at_start(parent, line));
        // With other apostrophes in the line, one pair more can change how all of them pair.
        let is_alone = !cx.doc.slice(content).contains("''") && !cx.doc.slice(content).ends_with('\'');
        cx.report(if content.is_empty() {
            let fix =
                Fix::new("take the apostrophes out", vec![Edit::delete(mark.span())], Safety::Suggested);
            finding.help("take the apostrophes out").fix(fix)
        } else if is_first && is_alone {
            let title = format!("write `{}` at the end of the line", mark.source());
            let edits = vec![Edit::insert(content.end, mark.source())];
            let fix = Fix::new(title.clone(), edits, Safety::Safe).cosmetic();
            finding.severity(Severity::Info).help(title).fix(fix)
        } else {
            finding.help(format!("write `{}` where the text ends to be {what}", mark.source()))
        });
    }
}

/// What stands before a place in its line.
fn line_before(text: &str, place: Span) -> &str {
    let before = text.get(..place.range().start).unwrap_or_default();
    before.rsplit('\n').next().unwrap_or_default()
}

/// Whether a template in the line may bring the apostrophes that are missing.
fn may_pair_in_template(line: &str, node: NodeRef<'_>) -> bool {
    let in_braces = |text: &str| text.split_once("{{").is_some_and(|(_, rest)| rest.contains("''"));
    in_braces(line) || in_braces(node.source())
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
