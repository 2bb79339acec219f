use crate::facts::Facts;
use crate::profile::{Role, RoleSet};
use crate::source::Span;
use crate::syntax::{Kind, NodeRef, Tag, html_element};

/// What stands between the cells, rows and captions of a table.
pub(super) struct Stray {
    /// What readers see, up to the first template: what that gives may be a cell that holds all after it.
    pub(super) seen: Option<Span>,
    /// The first thing of which they see nothing.
    pub(super) unseen: Option<Span>,
}

/// What stands in a table or a row, and in no cell.
pub(super) fn stray(node: NodeRef<'_>, facts: &Facts<'_>) -> Option<Stray> {
    let mut stray = Stray { seen: None, unseen: None };
    for child in node.children() {
        match what(child, facts) {
            What::Structure => {}
            // A cell's text starts behind its mark, so that all before the first cell is stray.
            What::Cell => break,
            What::Unknown => break,
            What::Unseen => stray.unseen = stray.unseen.or(Some(child.span())),
            What::Seen => {
                let span = child.span().trim(facts.doc.text());
                stray.seen = Some(stray.seen.map_or(span, |seen| seen.cover(span)));
            }
        }
    }
    (stray.seen.is_some() || stray.unseen.is_some()).then_some(stray)
}

enum What {
    Structure,
    Cell,
    Seen,
    Unseen,
    Unknown,
}

/// Templates that show nothing wherever they stand.
const UNSEEN: RoleSet = RoleSet::of(&[Role::DayFirst, Role::MonthFirst, Role::NoBots, Role::Bots]);

fn what(node: NodeRef<'_>, facts: &Facts<'_>) -> What {
    match node.kind() {
        Kind::Mark | Kind::Attributes | Kind::Comment => What::Structure,
        Kind::Caption | Kind::Row | Kind::Cell => What::Cell,
        Kind::Text if node.source().trim().is_empty() => What::Structure,
        Kind::Category | Kind::Interlanguage | Kind::BehaviourSwitch => What::Unseen,
        Kind::Template if facts.schema(node).is_some_and(|schema| schema.roles.intersects(UNSEEN)) => {
            What::Unseen
        }
        Kind::Template | Kind::ParserFunction | Kind::Parameter | Kind::Table => What::Unknown,
        Kind::Tag | Kind::Unclosed | Kind::Stray => match Tag::cast(node) {
            Some(tag) => tag_is(tag),
            None => What::Seen,
        },
        _ => What::Seen,
    }
}

fn tag_is(tag: Tag<'_>) -> What {
    match tag.name().as_ref() {
        "table" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "caption" | "colgroup" | "col" => {
            What::Unknown
        }
        "noinclude" | "includeonly" | "onlyinclude" | "section" | "templatestyles" | "nowiki" => {
            What::Unknown
        }
        name if tag.content_span().is_empty()
            && html_element(name).is_some_and(|element| !element.shows_empty) =>
        {
            What::Unseen
        }
        // A line's end by itself is no text.
        "br" | "wbr" => What::Unseen,
        _ => What::Seen,
    }
}
