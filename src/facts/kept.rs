//! Text that must stay as somebody wrote it: quotations, other languages, what is meant so, comments, and what is shown
//! as it is written.

use super::Facts;
use super::prose::{OthersWords, quotes_by_itself, shows_code};
use crate::fix::{Edit, Fix, Withheld};
use crate::profile::{Role, TagContent, TemplateSchema};
use crate::source::Span;
use crate::syntax::{Comment, Kind, KindSet, NodeRef, ParserFunction, Tag, Template};

/// The text of a document that edits leave alone.
#[derive(Debug)]
pub struct KeptText {
    regions: Vec<Region>,
    /// Parts of the regions: sorted and disjoint. Footnotes in a region are the article's own text.
    parts: Vec<(Span, usize)>,
    /// What stands between quotation marks, and other words that are not the article's own: sorted and disjoint.
    words: Vec<OthersWords>,
}

/// What is kept, and the footnotes in it.
const READ: KindSet = KindSet::of(&[
    Kind::Comment,
    Kind::Raw,
    Kind::ParserFunction,
    Kind::Unclosed,
    Kind::Template,
    Kind::Tag,
    Kind::Reference,
]);

/// A construct whose content is kept.
#[derive(Clone, Copy, Debug)]
struct Region {
    why: Withheld,
    /// The construct with its marks.
    whole: Span,
    content: Span,
    /// Whether it is never closed, so that what is put at its end stands in it.
    is_open: bool,
}

impl KeptText {
    /// Reads it in one pass over the tree and one over the prose.
    pub(super) fn read(facts: &Facts<'_>) -> Self {
        let mut reader = Reader { facts, regions: Vec::new(), parts: Vec::new(), open: Vec::new() };
        for node in facts.tree.nodes_of(READ) {
            reader.leave_before(node.id().index());
            reader.enter(node);
        }
        reader.leave_before(usize::MAX);
        let Reader { regions, mut parts, .. } = reader;
        parts.sort_unstable();
        KeptText { regions, parts, words: facts.prose().words_of_others() }
    }

    /// Why a fix must not be made of a finding at a place, if it must not.
    ///
    /// An edit may take a kept construct away as a whole, or change its marks. What a finding about a comment or a tag
    /// itself changes in it may be changed, and fixes that are cosmetic, or put back damaged characters, may be made of
    /// what stands between quotation marks.
    pub fn withholds(&self, finding: Span, fix: &Fix, text: &str) -> Option<Withheld> {
        let edits = || fix.edits.iter().filter_map(|edit| edit.shortest(text));
        let region = edits().find_map(|edit| self.region_changed(finding, edit.span));
        let keeps_words = fix.cosmetic || fix.restores;
        let changes_words = || !keeps_words && edits().any(|edit| self.changes_words(&edit, text));
        region.or_else(|| changes_words().then_some(Withheld::Quotation))
    }

    fn region_changed(&self, finding: Span, edit: Span) -> Option<Withheld> {
        let first = self.parts.partition_point(|(part, _)| part.end < edit.start);
        let parts = self.parts.get(first..).unwrap_or_default().iter();
        let near = parts.take_while(|(part, _)| part.start <= edit.end);
        let changed = near.filter_map(|&(part, region)| {
            let region = self.regions.get(region)?;
            let is_inside = if edit.is_empty() {
                region.whole.start < edit.start
                    && (edit.start < region.whole.end || region.is_open && edit.start == region.whole.end)
            } else {
                part.start < edit.end && edit.start < part.end && !edit.contains(region.whole)
            };
            (is_inside && !region.is_subject_of(finding)).then_some(region.why)
        });
        changed.min()
    }

    fn changes_words(&self, edit: &Edit, text: &str) -> bool {
        let span = edit.span;
        let first = self.words.partition_point(|words| words.span.end <= span.start);
        let words = self.words.get(first..).unwrap_or_default().iter();
        words.take_while(|words| words.span.start < span.end.max(span.start + 1)).any(|words| {
            if span.is_empty() {
                return words.span.start < span.start;
            }
            let survive = || {
                let source = text.get(words.span.range()).unwrap_or_default();
                span.contains(words.span) && edit.text.contains(source)
            };
            !words.quotation.is_some_and(|quotation| span.contains(quotation)) && !survive()
        })
    }
}

impl Region {
    /// Whether a finding is about the construct itself and not about something in it.
    fn is_subject_of(&self, finding: Span) -> bool {
        let has_subject = self.is_open || matches!(self.why, Withheld::Comment | Withheld::Verbatim);
        has_subject && self.whole.contains(finding) && !self.content.contains(finding)
    }
}

/// A node whose descendants are being read.
struct Open {
    /// The number of the first node after it.
    end: usize,
    state: State,
}

#[derive(Clone, Copy)]
enum State {
    /// In a region, of which a part starts here.
    In { region: usize, from: u32 },
    /// In a footnote, whose text is the article's own.
    Out { after: u32 },
}

struct Reader<'f, 'a> {
    facts: &'f Facts<'a>,
    regions: Vec<Region>,
    parts: Vec<(Span, usize)>,
    open: Vec<Open>,
}

impl Reader<'_, '_> {
    fn enter(&mut self, node: NodeRef<'_>) {
        let end = node.subtree_end().index();
        if let Some(&Open { state: State::In { region, from }, .. }) = self.open.last() {
            if node.kind() == Kind::Reference {
                self.part(region, from, node.span().start);
                self.open.push(Open { end, state: State::Out { after: node.span().end } });
            }
            return;
        }
        let Some(region) = self.region(node) else { return };
        let end = if node.kind() == Kind::Unclosed { end_of_unclosed(node).1 } else { end };
        self.regions.push(region);
        self.open.push(Open {
            end,
            state: State::In { region: self.regions.len() - 1, from: region.content.start },
        });
    }

    /// Closes what ends before the node of a number.
    fn leave_before(&mut self, next: usize) {
        while let Some(open) = self.open.pop_if(|open| open.end <= next) {
            match open.state {
                State::In { region, from } => {
                    let end = self.regions.get(region).map_or(from, |region| region.content.end);
                    self.part(region, from, end);
                }
                State::Out { after } => {
                    if let Some(Open { state: State::In { from, .. }, .. }) = self.open.last_mut() {
                        *from = after;
                    }
                }
            }
        }
    }

    fn part(&mut self, region: usize, from: u32, to: u32) {
        let is_open =
            self.regions.get(region).is_some_and(|region| region.is_open && region.content.end == to);
        if from < to || is_open {
            self.parts.push((Span::new(from, to), region));
        }
    }

    /// What is kept of a node.
    fn region(&self, node: NodeRef<'_>) -> Option<Region> {
        let of = |why, whole, content| Some(Region { why, whole, content, is_open: false });
        let open = |why, whole, content, is_open| Some(Region { why, whole, content, is_open });
        match node.kind() {
            Kind::Comment => {
                let content = Comment::cast(node)?.text_span();
                open(Withheld::Comment, node.span(), content, node.has_implicit_end())
            }
            Kind::Raw => {
                let tag = node.parent()?;
                open(Withheld::Verbatim, tag.span(), node.span(), tag.has_implicit_end())
            }
            Kind::ParserFunction => {
                let (why, content) = self.tag_function(node)?;
                of(why, node.span(), content)
            }
            Kind::Unclosed => {
                let tag = Tag::cast(node).filter(|tag| quotes_by_itself(&tag.name()))?;
                let (head, end) = (tag.head_span(), end_of_unclosed(node).0);
                let [whole, content] =
                    [head.start, head.end].map(|start| Span::new(start, end.max(head.end)));
                open(Withheld::Quotation, whole, content, true)
            }
            Kind::Template => {
                let schema = self.facts.schema(node)?;
                let why = why(schema)?;
                let span = if why == Withheld::Sic { with_word_before(node) } else { node.span() };
                of(why, span, span)
            }
            Kind::Tag => {
                let tag = Tag::cast(node)?;
                let why = if quotes_by_itself(&tag.name()) {
                    Withheld::Quotation
                } else if self.is_foreign(tag) {
                    Withheld::ForeignText
                } else if shows_code(&tag.name()) {
                    Withheld::Verbatim
                } else {
                    return None;
                };
                of(why, node.span(), tag.content_span())
            }
            _ => None,
        }
    }

    /// What is kept of `{{#tag:name|content}}`, and why.
    fn tag_function(&self, node: NodeRef<'_>) -> Option<(Withheld, Span)> {
        let function = ParserFunction::cast(node).filter(|function| {
            let name = function.name();
            name.eq_ignore_ascii_case("#tag")
        })?;
        let mut arguments = function.arguments();
        let name = arguments.next()?.value().to_ascii_lowercase();
        let content = arguments.next()?.value_span();
        if quotes_by_itself(&name) {
            return Some((Withheld::Quotation, content));
        }
        let is_shown = self.facts.profile.site.extension_tag(&name)?;
        let is_verbatim = matches!(is_shown, TagContent::Opaque | TagContent::Preformatted);
        is_verbatim.then_some((Withheld::Verbatim, content))
    }

    /// Whether a tag says that its text is in another language than the article.
    fn is_foreign(&self, tag: Tag<'_>) -> bool {
        let attribute = tag.attribute("lang").or_else(|| tag.attribute("xml:lang"));
        let Some(attribute) = attribute else { return false };
        let language = attribute.value.trim().split('-').next().unwrap_or_default();
        self.facts.language.is_none_or(|own| !own.code.eq_ignore_ascii_case(language))
    }
}

fn why(schema: &TemplateSchema) -> Option<Withheld> {
    let by_role = [
        (Role::Sic, Withheld::Sic),
        (Role::ForeignText, Withheld::ForeignText),
        (Role::Quotation, Withheld::Quotation),
        (Role::Code, Withheld::Verbatim),
    ];
    by_role.into_iter().find(|&(role, _)| schema.has(role)).map(|(_, why)| why)
}

/// Where what an unclosed tag is about ends, and the number of the first node after it: at the next heading, or with
/// what the tag stands in.
fn end_of_unclosed(node: NodeRef<'_>) -> (u32, usize) {
    let siblings = std::iter::successors(node.next_sibling(), |node| node.next_sibling());
    let mut last = node;
    for sibling in siblings {
        if sibling.kind() == Kind::Heading {
            break;
        }
        last = sibling;
    }
    (last.span().end, last.subtree_end().index())
}

/// The longest word, in bytes, that a template without an argument may be about.
const MAX_WORD: usize = 100;

/// The template; without an argument it is about the word before it.
fn with_word_before(node: NodeRef<'_>) -> Span {
    let span = node.span();
    let has_argument = Template::cast(node).is_some_and(|template| template.argument("1").is_some());
    if has_argument {
        return span;
    }
    let text = node.document_text();
    let start = text.ceil_char_boundary(span.start.saturating_sub(MAX_WORD as u32) as usize);
    let before = text.get(start..span.start as usize).unwrap_or_default().trim_end();
    let ends = |c: char| c.is_whitespace() || "{}[]<>|'".contains(c);
    let word = before.rfind(ends).map_or(before, |at| before.get(at + 1..).unwrap_or_default());
    Span::new(start as u32 + (before.len() - word.len()) as u32, span.end)
}
