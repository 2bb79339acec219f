//! `rules/structure/heading-spacing.md`

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::headings;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;
use crate::syntax::{Heading, Kind};

/// Finds headings whose space around the title is not as in the page's other headings.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct HeadingSpacing {
    /// How headings are to be written.
    style: Style,
}

/// How headings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum Style {
    /// As most headings of the page are.
    #[default]
    Consistent,
    /// With a space on each side of the title.
    Spaced,
    /// Without.
    Tight,
}

/// So many headings alike, and so many for each other one, show how a page is written.
const ALIKE: usize = 4;

impl Rule for HeadingSpacing {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let headings: Vec<Spacing<'_>> =
            headings(cx).into_iter().filter_map(|heading| Spacing::of(heading, cx.doc.text())).collect();
        let spaced = match self.style {
            Style::Consistent => usual(&headings),
            Style::Spaced => Some(true),
            Style::Tight => Some(false),
        };
        let Some(spaced) = spaced else { return };
        for heading in headings.iter().filter(|heading| !heading.is(spaced)) {
            cx.report(heading.finding(spaced, self.style));
        }
    }
}

/// Whether most headings have a space on each side; none if the page has no one way of writing them.
fn usual(headings: &[Spacing<'_>]) -> Option<bool> {
    let count = |spaced| headings.iter().filter(|heading| heading.is(spaced)).count();
    let (n_spaced, n_tight) = (count(true), count(false));
    let n_usual = n_spaced.max(n_tight);
    (n_usual >= ALIKE.max((headings.len() - n_usual) * ALIKE)).then_some(n_spaced > n_tight)
}

/// What stands on both sides of a title.
struct Spacing<'t> {
    heading: Heading<'t>,
    before: Span,
    after: Span,
}

impl<'t> Spacing<'t> {
    /// None where white space beside the title may count, or where it is not known what the title begins or ends with.
    fn of(heading: Heading<'t>, text: &str) -> Option<Self> {
        const SPACE: [char; 2] = [' ', '\t'];
        let is_certain = |kind| {
            !matches!(
                kind,
                Kind::Comment | Kind::Template | Kind::ParserFunction | Kind::Parameter | Kind::Tag
            )
        };
        let (first, last) = (heading.title_nodes().next()?, heading.title_nodes().last()?);
        let span = heading.title_span();
        let source = text.get(span.range())?;
        let title = source.trim_matches(SPACE);
        if !is_certain(first.kind())
            || !is_certain(last.kind())
            || title.is_empty()
            || title.starts_with('=')
            || title.ends_with('=')
            || heading.node().children_of(Kind::Mark).count() != 2
        {
            return None;
        }
        let start = span.start + (source.len() - source.trim_start_matches(SPACE).len()) as u32;
        let end = start + title.len() as u32;
        Some(Spacing { heading, before: Span::new(span.start, start), after: Span::new(end, span.end) })
    }

    /// Whether there is space on both sides, or on none.
    fn is(&self, spaced: bool) -> bool {
        self.before.is_empty() != spaced && self.after.is_empty() != spaced
    }

    fn finding(&self, spaced: bool, style: Style) -> Finding {
        let whose = if style == Style::Consistent { "most headings of the page" } else { "headings are to" };
        let (beside, title, space) = if spaced {
            ("have a space on each side of the title", "write a space on each side", " ")
        } else {
            ("have no space beside the title", "take the space out", "")
        };
        let message = format!("{whose} {beside}");
        let sides = [self.before, self.after].into_iter().filter(|side| side.is_empty() == spaced);
        let edits = sides.map(|side| Edit::replace(side, space)).collect();
        let node = self.heading.node();
        Finding::new(node.span().trim(node.document_text()), message)
            .help(title)
            .fix(Fix::new(title, edits, Safety::Safe).cosmetic())
            .cluster("spacing")
    }
}
