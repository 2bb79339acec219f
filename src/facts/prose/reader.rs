use std::ops::Range;

use super::build::Builder;
use super::element::{Element, element};
use super::quotes::QuoteMarks;
use super::{ArgumentOf, BlockKind, LEFT_OUT, Origin, Prose, Reading};
use crate::facts::Facts;
use crate::profile::{CiteParam, CiteParams, Param, ParamType, Role, TemplateSchema};
use crate::source::{InputKind, Span};
use crate::syntax::{Kind, NodeId, NodeRef, argument_name, position_name};
use crate::value::entity;

impl<'a> Prose<'a> {
    /// Reads the text out of a document's tree, in one pass.
    pub fn read(facts: &Facts<'a>) -> Self {
        let mut reader = Reader::new(facts);
        let end = facts.tree.root().subtree_end().index();
        let mut next = 0;
        while next < end {
            let node = facts.tree.node(NodeId(next as u32));
            // Two thirds of all nodes are marks and text.
            if node.kind() == Kind::Mark {
                next += 1;
                continue;
            }
            reader.leave_before(next);
            if node.kind() == Kind::Text {
                reader.text(node);
                next += 1;
                continue;
            }
            next = if reader.enter(node) { next + 1 } else { node.subtree_end().index() };
        }
        reader.leave_before(end);
        reader.blocks.into_prose()
    }
}

/// The longest option of a file, or name of one, in bytes; what is longer is a caption.
const MAX_FILE_OPTION: usize = 200;

/// A node whose descendants are being read.
struct Open<'a> {
    /// The number of the first node after it.
    end: usize,
    /// The origin to go back to.
    origin: Origin,
    /// Whether its text is a block of its own.
    has_block: bool,
    /// What is known of the template around, and how many positional arguments it had so far.
    template: Option<(NodeId, Option<&'a TemplateSchema>)>,
    positional: usize,
}

struct Reader<'f, 'a> {
    facts: &'f Facts<'a>,
    open: Vec<Open<'a>>,
    blocks: Builder<'a>,
    origin: Origin,
}

impl<'f, 'a> Reader<'f, 'a> {
    fn new(facts: &'f Facts<'a>) -> Self {
        let is_extract = facts.doc.origin.input == InputKind::Extract;
        let pairs = facts.language.map(|language| language.quotes.as_slice());
        let mut blocks = Builder::new(facts.tree, QuoteMarks::new(pairs.unwrap_or_default()));
        let kind = if is_extract { BlockKind::Line } else { BlockKind::Paragraph };
        blocks.start(kind, facts.tree.root().id(), None);
        Reader { facts, open: Vec::new(), blocks, origin: Origin::Own }
    }

    /// Reads a node; says whether its children are to be read as well.
    fn enter(&mut self, node: NodeRef<'a>) -> bool {
        match node.kind() {
            Kind::Document | Kind::Row => true,
            Kind::Text | Kind::Raw => self.text(node),
            Kind::Entity => self.entity(node),
            Kind::Comment
            | Kind::Mark
            | Kind::Attributes
            | Kind::Name
            | Kind::Category
            | Kind::Interlanguage
            | Kind::Redirect
            | Kind::BehaviourSwitch => false,
            Kind::Rule => self.end_paragraph(),
            Kind::BareUrl
            | Kind::MagicLink
            | Kind::Signature
            | Kind::LanguageVariant
            | Kind::Unclosed
            | Kind::Stray => self.left_out(node),
            Kind::Target => self.target(node),
            Kind::Heading => self.flow_block(node, BlockKind::Heading),
            Kind::ListItem => self.flow_block(node, BlockKind::ListItem),
            Kind::Cell => self.flow_block(node, BlockKind::Cell),
            Kind::Caption => self.flow_block(node, BlockKind::Caption),
            Kind::Table => {
                self.end_paragraph();
                true
            }
            Kind::Preformatted => {
                self.end_paragraph();
                self.scope(node, Origin::Code)
            }
            Kind::Bold | Kind::Term | Kind::Wikilink => true,
            Kind::Italic => self.scope(node, Origin::Title),
            Kind::ExternalLink => self.scope(node, Origin::Label),
            Kind::File | Kind::GalleryLine => self.left_out_but_inside(node),
            Kind::FileOption => self.file_option(node),
            Kind::Reference => {
                self.left_out(node);
                self.block(node, BlockKind::Reference, None)
            }
            Kind::Template | Kind::ParserFunction | Kind::Parameter => self.template(node),
            Kind::Argument => self.argument(node),
            Kind::Tag => self.tag(node),
        }
    }

    /// Closes what ends before the node of a number.
    fn leave_before(&mut self, next: usize) {
        while let Some(open) = self.open.pop_if(|open| open.end <= next) {
            self.origin = open.origin;
            if open.has_block {
                self.blocks.finish();
            }
        }
    }

    fn end_paragraph(&mut self) -> bool {
        self.blocks.end_paragraph();
        false
    }

    /// Adds text. In an extract every line end ends the block, in a paragraph those after a blank line.
    fn text(&mut self, node: NodeRef<'a>) -> bool {
        let Some((kind, is_blank)) = self.blocks.innermost() else { return false };
        let span = node.span();
        if !matches!(kind, BlockKind::Paragraph | BlockKind::Line) {
            self.part(span, 0..span.len() as usize, is_blank);
            return false;
        }
        let source = node.source();
        let is_blank_until =
            |line: usize, end: usize| source.get(line..end).is_none_or(|line| line.trim_start().is_empty());
        let (mut is_blank, mut start, mut line) = (is_blank, 0, 0);
        for end in memchr::memchr_iter(b'\n', source.as_bytes()) {
            if kind == BlockKind::Line || is_blank && is_blank_until(line, end) {
                self.part(span, start..end, true);
                self.end_paragraph();
                start = end + 1;
            }
            (is_blank, line) = (true, end + 1);
        }
        let is_blank = is_blank && is_blank_until(line, source.len());
        self.part(span, start..source.len(), is_blank);
        false
    }

    fn part(&mut self, span: Span, range: Range<usize>, is_blank: bool) {
        let place = Span::new(span.start + range.start as u32, span.start + range.end as u32);
        self.blocks.push(place, Reading::Verbatim, place.len(), self.origin, is_blank);
    }

    /// A space for a node.
    fn space(&mut self, node: NodeRef<'a>) -> bool {
        let is_blank = self.blocks.innermost().is_some_and(|(_, is_blank)| is_blank);
        self.blocks.push(node.span(), Reading::Space, 1, self.origin, is_blank);
        false
    }

    fn entity(&mut self, node: NodeRef<'a>) -> bool {
        let span = node.span();
        let (reading, length) = match entity::decode(node.source()) {
            Some(decoded) if decoded.chars().all(char::is_whitespace) => return self.space(node),
            Some(decoded) => (Reading::Decoded, decoded.len() as u32),
            None => (Reading::Verbatim, span.len()),
        };
        self.blocks.push(span, reading, length, self.origin, false);
        false
    }

    fn left_out(&mut self, node: NodeRef<'a>) -> bool {
        let length = LEFT_OUT.len_utf8() as u32;
        self.blocks.push(node.span(), Reading::LeftOut, length, Origin::Identifier, false);
        false
    }

    fn left_out_but_inside(&mut self, node: NodeRef<'a>) -> bool {
        self.left_out(node);
        true
    }

    fn scope(&mut self, node: NodeRef<'a>, origin: Origin) -> bool {
        let origin = self.origin.max(origin);
        self.push_open(node, origin, false);
        true
    }

    fn push_open(&mut self, node: NodeRef<'a>, origin: Origin, has_block: bool) {
        let end = node.subtree_end().index();
        self.open.push(Open { end, origin: self.origin, has_block, template: None, positional: 0 });
        self.origin = origin;
    }

    /// A block that the text around ends before.
    fn flow_block(&mut self, node: NodeRef<'a>, kind: BlockKind) -> bool {
        self.end_paragraph();
        self.block(node, kind, None)
    }

    /// A block that the text around goes on after.
    fn block(&mut self, node: NodeRef<'a>, kind: BlockKind, argument: Option<ArgumentOf<'a>>) -> bool {
        self.blocks.start(kind, node.id(), argument);
        self.push_open(node, Origin::Own, true);
        true
    }

    /// A link without a label shows its target.
    fn target(&mut self, node: NodeRef<'a>) -> bool {
        let is_link = node.parent().is_some_and(|parent| parent.kind() == Kind::Wikilink);
        let has_label = node.next_sibling().is_some_and(|next| next.source() != "]]");
        if is_link && !has_label {
            return self.scope(node, Origin::Page);
        }
        if !is_link && !matches!(node.parent().map(NodeRef::kind), Some(Kind::File | Kind::GalleryLine)) {
            self.left_out(node);
        }
        false
    }

    /// The caption of a picture is the option that is none.
    fn file_option(&mut self, node: NodeRef<'a>) -> bool {
        let site = &self.facts.profile.site;
        let parts = || node.children().skip(1).take(2);
        // What follows a name may nest; a word without a value is one text.
        let text = parts().next().filter(|first| first.kind() == Kind::Text).map(NodeRef::source);
        let name = text.and_then(|text| text.get(..=text.find('=')?));
        let whole = text.filter(|_| parts().count() == 1);
        let words = [name, name.map(|name| name.trim_end_matches('=')), whole];
        let is_option = |word: &str| word.len() <= MAX_FILE_OPTION && site.is_file_option(word);
        if words.into_iter().flatten().any(is_option) {
            return false;
        }
        self.block(node, BlockKind::Caption, None)
    }

    fn template(&mut self, node: NodeRef<'a>) -> bool {
        let schema = if node.kind() == Kind::Template { self.facts.schema(node) } else { None };
        if !schema.is_some_and(shows_its_argument) {
            self.left_out(node);
        }
        self.push_open(node, self.origin, false);
        if let Some(open) = self.open.last_mut() {
            open.template = Some((node.id(), schema));
        }
        true
    }

    fn argument(&mut self, node: NodeRef<'a>) -> bool {
        let Some(open) = self.open.last_mut() else { return false };
        let Some((template, schema)) = open.template else { return false };
        let param = schema.and_then(|schema| match argument_name(node) {
            Some(name) => schema.param(&name),
            None => {
                open.positional += 1;
                schema.param(&position_name(open.positional))
            }
        });
        let origin = argument_origin(schema, param);
        if schema.is_some_and(shows_its_argument) {
            let is_shown = param.is_some_and(|param| param.required && param.kind == ParamType::Text);
            return is_shown && self.scope(node, origin);
        }
        self.block(node, BlockKind::Argument, Some(ArgumentOf { template, schema, param }));
        self.origin = origin;
        true
    }

    fn tag(&mut self, node: NodeRef<'a>) -> bool {
        let head = node.child(Kind::Mark).map(NodeRef::source).unwrap_or_default();
        match element(head.trim_start_matches('<')) {
            Element::Inline => true,
            Element::Break => {
                self.space(node);
                true
            }
            Element::Block => {
                self.end_paragraph();
                true
            }
            Element::BlockQuotation => {
                self.end_paragraph();
                self.scope(node, Origin::Quotation)
            }
            Element::Origin(origin) => self.scope(node, origin),
        }
    }
}

/// Whether a template shows one of its arguments as part of the text around.
fn shows_its_argument(schema: &TemplateSchema) -> bool {
    schema.has(Role::Styled) || schema.has(Role::ForeignText)
}

/// Whose words an argument's value is.
fn argument_origin(schema: Option<&TemplateSchema>, param: Option<&Param>) -> Origin {
    use CiteParam::{TransArticle, TransEncyclopedia, TransJournal, TransMap, TransQuote, TransTitle};
    const TRANSLATED: CiteParams =
        CiteParams::of(&[TransArticle, TransEncyclopedia, TransJournal, TransMap, TransQuote, TransTitle]);
    let kind = param.map(|param| param.kind);
    let is_translated = param.and_then(|param| param.cite).is_some_and(|cite| TRANSLATED.contains(cite));
    let has = |role| schema.is_some_and(|schema| schema.has(role));
    match kind {
        Some(ParamType::Url | ParamType::ArchiveUrl | ParamType::Page | ParamType::Keyword) => {
            Origin::Identifier
        }
        _ if has(Role::ForeignText) => Origin::Foreign,
        Some(ParamType::Quote) => Origin::Quotation,
        _ if has(Role::Quotation) || has(Role::Sic) => Origin::Quotation,
        Some(ParamType::Title) => Origin::Title,
        _ if is_translated => Origin::Title,
        _ => Origin::Own,
    }
}
