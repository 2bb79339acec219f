use serde::Deserialize;

use crate::engine::Context;
use crate::facts::prose::BlockKind;
use crate::source::Span;
use crate::syntax::{
    Category, ExternalLink, File, Heading, Kind, KindSet, Link, NodeRef, Tag, argument_name,
};

/// Where text is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Place {
    /// Paragraphs, list items, cells and captions, as a reader sees them.
    Prose,
    /// Paragraphs alone.
    Paragraph,
    /// List items alone.
    ListItem,
    /// Cells of tables alone.
    Cell,
    /// Captions of tables and files alone.
    Caption,
    /// Titles of headings, as a reader sees them.
    Heading,
    /// The text of footnotes, as a reader sees it.
    Reference,
    /// The page that a link leads to.
    LinkTarget,
    /// The label of a link.
    LinkLabel,
    /// The address of an external link.
    Url,
    /// The name of a template.
    TemplateName,
    /// The name of an argument.
    ArgumentName,
    /// The value of an argument.
    ArgumentValue,
    /// The name of a category, without the namespace.
    Category,
    /// What a page is sorted by in a category.
    SortKey,
    /// The name of a file, without the namespace.
    FileName,
    /// What stands in a comment.
    Comment,
    /// A character reference: `&nbsp;`.
    Entity,
    /// `ISBN`, `PMID` or `RFC` with a number, which links by itself.
    MagicLink,
    /// The opening of a tag: `<ref name="a">`.
    Tag,
    /// The source of a heading's title.
    HeadingSource,
    /// The source of the page, without comments and what is not read as wikitext.
    Source,
}

/// Text that is looked at as it is written.
const SOURCES: [(Place, KindSet); 14] = [
    (Place::LinkTarget, KindSet::of(&[Kind::Wikilink])),
    (Place::LinkLabel, KindSet::of(&[Kind::Wikilink])),
    (Place::Url, KindSet::of(&[Kind::ExternalLink, Kind::BareUrl])),
    (Place::TemplateName, KindSet::of(&[Kind::Template])),
    (Place::ArgumentName, KindSet::of(&[Kind::Argument])),
    (Place::ArgumentValue, KindSet::of(&[Kind::Argument])),
    (Place::Category, KindSet::of(&[Kind::Category])),
    (Place::SortKey, KindSet::of(&[Kind::Category])),
    (Place::FileName, KindSet::of(&[Kind::File, Kind::GalleryLine])),
    (Place::Comment, KindSet::of(&[Kind::Comment])),
    (Place::Entity, KindSet::of(&[Kind::Entity])),
    (Place::MagicLink, KindSet::of(&[Kind::MagicLink])),
    (Place::Tag, KindSet::of(&[Kind::Tag, Kind::Reference, Kind::Unclosed])),
    (Place::HeadingSource, KindSet::of(&[Kind::Heading])),
];

impl Place {
    /// The kinds of nodes that hold such text, if it is looked at as it is written.
    pub(super) fn kinds(self) -> KindSet {
        SOURCES.iter().find(|(place, _)| *place == self).map_or(KindSet::EMPTY, |(_, kinds)| *kinds)
    }

    /// Whether a block of the text as read is such a place.
    pub(super) fn is_block(self, kind: BlockKind) -> bool {
        use BlockKind::{Caption, Cell, Heading, Line, ListItem, Paragraph, Reference};
        match self {
            Place::Prose => matches!(kind, Paragraph | ListItem | Cell | Caption | Line),
            Place::Paragraph => matches!(kind, Paragraph | Line),
            Place::ListItem => kind == ListItem,
            Place::Cell => kind == Cell,
            Place::Caption => kind == Caption,
            Place::Heading => kind == Heading,
            Place::Reference => kind == Reference,
            _ => false,
        }
    }

    /// Whether the place is one of text as read.
    pub(super) fn is_read(self) -> bool {
        self != Place::Source && self.kinds() == KindSet::EMPTY
    }

    /// Where the text of a node of one of the kinds stands, trimmed.
    pub(super) fn span_in(self, node: NodeRef<'_>) -> Option<Span> {
        let text = node.document_text();
        let span = match self {
            Place::LinkTarget => Link::cast(node)?.target_span(),
            Place::LinkLabel => Link::cast(node).filter(|link| link.has_label())?.label_span(),
            Place::Url => ExternalLink::cast(node)?.url_span(),
            Place::TemplateName => node.child(Kind::Name)?.span(),
            Place::ArgumentName => {
                argument_name(node)?;
                node.child(Kind::Name)?.span()
            }
            Place::ArgumentValue => value_span(node),
            Place::Category => after_colon(Category::cast(node)?.link().target_span(), text),
            Place::SortKey => {
                Category::cast(node).filter(|category| category.sort_key().is_some())?.link().label_span()
            }
            Place::FileName => after_colon(File::cast(node)?.link().target_span(), text),
            Place::Comment => crate::syntax::Comment::cast(node)?.text_span(),
            Place::Tag => Tag::cast(node)?.head_span(),
            Place::HeadingSource => Heading::cast(node)?.title_span(),
            _ => node.span(),
        };
        Some(span.trim(text)).filter(|span| !span.is_empty())
    }
}

/// Whether text of the page is read as wikitext: neither comment nor what a tag such as `nowiki` holds.
pub(super) fn is_read_as_wikitext(span: Span, cx: &Context<'_>) -> bool {
    let is_hidden = |offset: u32| matches!(cx.tree.leaf_at(offset).kind(), Kind::Comment | Kind::Raw);
    !is_hidden(span.start) && !is_hidden(span.end.saturating_sub(1).max(span.start))
}

/// The first line with text, where a page is said to lack something; empty at the start of an empty page.
pub(super) fn first_line(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    let line = text.get(start..).and_then(|text| text.lines().next()).unwrap_or_default();
    Span::of(start..start + line.trim_end().len())
}

/// Where the value of an argument stands.
fn value_span(node: NodeRef<'_>) -> Span {
    let marks = if argument_name(node).is_some() { 2 } else { 1 };
    let start = node.children_of(Kind::Mark).nth(marks - 1).map_or(node.span().start, |mark| mark.span().end);
    Span::new(start, node.span().end)
}

/// The part of a target behind its namespace.
fn after_colon(target: Span, text: &str) -> Span {
    let source = text.get(target.range()).unwrap_or_default();
    Span::new(target.start + source.find(':').map_or(0, |colon| colon as u32 + 1), target.end)
}
