use super::shown::{Shown, shown};
use super::text::{CellText, SortKey};
use crate::facts::Facts;
use crate::facts::prose::LEFT_OUT;
use crate::profile::{Role, RoleSet};
use crate::source::Span;
use crate::syntax::{Kind, NodeId, NodeRef, attribute, html_element};
use crate::value::entity;

/// The attribute that MediaWiki's sortable tables take a cell's key from.
const SORT_VALUE: &str = "data-sort-value";

/// Templates that say something about the text beside them, and are no part of it.
const REMARKS: RoleSet = RoleSet::of(&[
    Role::Footnote,
    Role::ShortFootnote,
    Role::ShortFootnotes,
    Role::CitationNeeded,
    Role::Maintenance,
    Role::DeadLink,
    Role::Archive,
    Role::CitationAnchor,
]);

/// Reads nodes as text. What is to be read next stands on a stack, so that nesting costs no recursion.
pub(super) struct Reader<'f, 'a> {
    facts: &'f Facts<'a>,
    read: CellText,
    next: Vec<Step<'a>>,
    /// How many elements around are not shown.
    n_hidden: usize,
    /// How many elements around have a sort key of their own.
    n_keyed: usize,
    n_superscript: usize,
    /// White space that comes before the next word: a space or a line feed, and its place.
    gap: Option<(char, Span)>,
    key: String,
    key_gap: bool,
    key_span: Option<Span>,
}

/// What is to be read.
pub(super) enum Step<'a> {
    /// The nodes from one to before another, siblings.
    Nodes(NodeId, NodeId),
    /// Text that a template writes.
    Text(String, Span),
    /// The end of an element.
    Leave(Scope),
    /// What a formula or an unknown template gives.
    LeftOut(NodeRef<'a>),
}

#[derive(Clone, Copy)]
pub(super) enum Scope {
    Hidden,
    Keyed,
    Superscript,
    Line(Span),
}

impl<'f, 'a> Reader<'f, 'a> {
    pub(super) fn new(facts: &'f Facts<'a>) -> Self {
        Reader {
            facts,
            read: CellText::new(),
            next: Vec::new(),
            n_hidden: 0,
            n_keyed: 0,
            n_superscript: 0,
            gap: None,
            key: String::new(),
            key_gap: false,
            key_span: None,
        }
    }

    /// Reads a cell or caption.
    pub(super) fn node(&mut self, node: NodeRef<'a>) {
        if let Some(key) = attribute(node, SORT_VALUE) {
            self.key(key.value, key.value_span);
            self.n_keyed += 1;
        }
        self.children(node);
        while let Some(step) = self.next.pop() {
            match step {
                Step::Nodes(at, end) if at < end => {
                    let node = self.facts.tree.node(at);
                    self.next.push(Step::Nodes(node.subtree_end(), end));
                    self.enter(node);
                }
                Step::Nodes(..) => {}
                Step::Text(text, place) => self.made(&text, place),
                Step::Leave(scope) => self.leave(scope),
                Step::LeftOut(node) => self.left_out(node),
            }
        }
    }

    /// Reads a line of an extract. A blank line ends a paragraph, and an item of a list begins a line.
    pub(super) fn line(&mut self, line: Span) {
        let text = self.facts.doc.slice(line);
        let rest = text.trim_start();
        if rest.is_empty() || rest.starts_with("- ") || rest.starts_with("* ") {
            self.gap = Some(('\n', Span::empty(line.start)));
        }
        self.words(text, line.start);
        self.gap.get_or_insert((' ', Span::empty(line.end)));
    }

    pub(super) fn finish(mut self) -> CellText {
        self.read.sort_key = self.key_span.map(|span| SortKey { text: self.key.trim().to_owned(), span });
        self.read
    }

    fn enter(&mut self, node: NodeRef<'a>) {
        match node.kind() {
            Kind::Text | Kind::BareUrl | Kind::MagicLink => self.words(node.source(), node.span().start),
            Kind::Raw => self.made(&entity::decode_all(node.source()), node.span()),
            Kind::Entity => match entity::decode(node.source()) {
                Some(decoded) => self.made(&decoded, node.span()),
                None => self.words(node.source(), node.span().start),
            },
            Kind::Bold | Kind::Italic | Kind::Term => self.children(node),
            Kind::Wikilink => self.link(node),
            Kind::ExternalLink => self.after_target(node),
            Kind::ListItem | Kind::Heading | Kind::Preformatted => self.on_own_line(node),
            Kind::Table => {
                self.read.is_whole = false;
                self.gap = Some(('\n', Span::empty(node.span().start)));
            }
            Kind::File | Kind::GalleryLine => self.read.has_picture = true,
            Kind::Tag => self.tag(node),
            Kind::Template => self.template(node),
            Kind::ParserFunction | Kind::Parameter | Kind::LanguageVariant | Kind::Signature => {
                self.left_out(node);
            }
            Kind::Unclosed | Kind::Stray if !is_tag_or_quotes(node.source()) => {
                self.words(node.source(), node.span().start);
            }
            _ => {}
        }
    }

    fn children(&mut self, node: NodeRef<'a>) {
        self.next.push(Step::Nodes(NodeId(node.id().0 + 1), node.subtree_end()));
    }

    /// A link shows its label, else its target.
    fn link(&mut self, node: NodeRef<'a>) {
        let Some(target) = node.child(Kind::Target) else { return self.children(node) };
        let has_label = target.next_sibling().is_some_and(|next| next.source() == "|");
        match has_label {
            true => self.after_target(node),
            false => {
                self.next.push(Step::Nodes(target.subtree_end(), node.subtree_end()));
                self.children(target);
            }
        }
    }

    fn after_target(&mut self, node: NodeRef<'a>) {
        let start = node.child(Kind::Target).map_or(NodeId(node.id().0 + 1), NodeRef::subtree_end);
        self.next.push(Step::Nodes(start, node.subtree_end()));
    }

    fn on_own_line(&mut self, node: NodeRef<'a>) {
        self.gap = Some(('\n', Span::empty(node.span().start)));
        self.next.push(Step::Leave(Scope::Line(Span::empty(node.span().end))));
        self.children(node);
    }

    fn tag(&mut self, node: NodeRef<'a>) {
        let head = node.child(Kind::Mark).map(NodeRef::source).unwrap_or_default();
        let name = head.trim_start_matches('<').to_ascii_lowercase();
        match name.as_str() {
            "br" => self.gap = Some(('\n', node.span())),
            "nowiki" | "pre" | "poem" => self.children(node),
            "gallery" | "imagemap" => self.read.has_picture = true,
            "references" | "templatestyles" | "section" | "noinclude" | "wbr" => {}
            name => match html_element(name) {
                Some(element) => self.element(node, name, element.block),
                None => self.left_out(node),
            },
        }
    }

    fn element(&mut self, node: NodeRef<'a>, name: &str, is_block: bool) {
        if is_block {
            self.gap = Some(('\n', Span::empty(node.span().start)));
            self.next.push(Step::Leave(Scope::Line(Span::empty(node.span().end))));
        }
        if name == "sup" {
            self.n_superscript += 1;
            self.next.push(Step::Leave(Scope::Superscript));
        }
        if is_hidden(node) {
            self.n_hidden += 1;
            self.next.push(Step::Leave(Scope::Hidden));
            self.key_span.get_or_insert(node.span());
        }
        if let Some(key) = attribute(node, SORT_VALUE) {
            self.key(key.value, key.value_span);
            self.n_keyed += 1;
            self.next.push(Step::Leave(Scope::Keyed));
        }
        self.children(node);
    }

    fn template(&mut self, node: NodeRef<'a>) {
        let Some(schema) = self.facts.schema(node) else { return self.left_out(node) };
        self.read.roles = self.read.roles.union(schema.roles);
        if schema.roles.intersects(REMARKS) {
            return;
        }
        self.read.has_picture |= schema.has(Role::Flag);
        let Shown { steps, key } = shown(node, schema);
        if let Some(key) = key {
            self.key(&key, node.span());
            self.n_keyed += 1;
            self.next.push(Step::Leave(Scope::Keyed));
        }
        self.next.extend(steps.into_iter().rev());
    }

    fn leave(&mut self, scope: Scope) {
        match scope {
            Scope::Hidden => self.n_hidden = self.n_hidden.saturating_sub(1),
            Scope::Keyed => self.n_keyed = self.n_keyed.saturating_sub(1),
            Scope::Superscript => self.n_superscript = self.n_superscript.saturating_sub(1),
            Scope::Line(place) => self.gap = Some(('\n', place)),
        }
    }

    fn left_out(&mut self, node: NodeRef<'a>) {
        self.read.is_whole = false;
        let mut buffer = [0; 4];
        self.made(LEFT_OUT.encode_utf8(&mut buffer), node.span());
    }

    /// Adds a part of the sort key that is not the text.
    fn key(&mut self, text: &str, place: Span) {
        if self.n_keyed == 0 {
            self.add_to_key(text);
            self.key_span.get_or_insert(place);
        }
    }

    fn add_to_key(&mut self, text: &str) {
        for word in text.split_whitespace() {
            if (self.key_gap || text.starts_with(char::is_whitespace)) && !self.key.is_empty() {
                self.key.push(' ');
            }
            self.key.push_str(word);
            self.key_gap = true;
        }
        self.key_gap = text.ends_with(char::is_whitespace);
    }

    /// Text that is not the source byte for byte.
    fn made(&mut self, text: &str, place: Span) {
        self.add(text, |_| place, false);
    }

    /// Text that is the source byte for byte.
    fn words(&mut self, text: &str, start: u32) {
        match self.n_superscript {
            0 => self.add(text, |part| Span::new(start + part.0 as u32, start + part.1 as u32), true),
            _ => {
                let raised: String = text.chars().map(superscript).collect();
                self.made(&raised, Span::new(start, start + text.len() as u32));
            }
        }
    }

    fn add(&mut self, text: &str, place: impl Fn((usize, usize)) -> Span, is_verbatim: bool) {
        if self.n_keyed == 0 {
            self.add_to_key(text);
        }
        if self.n_hidden > 0 {
            return;
        }
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let space = rest.len() - rest.trim_start().len();
            if space > 0 {
                let is_paragraph = rest.as_bytes()[..space].iter().filter(|&&byte| byte == b'\n').count() > 1;
                let sign = if is_paragraph { '\n' } else { ' ' };
                let gap = (sign, place((at, at + space)));
                // A line's end outweighs a space.
                self.gap = self.gap.filter(|gap| gap.0 == '\n').or(Some(gap));
                at += space;
                continue;
            }
            let word = rest.split(char::is_whitespace).next().unwrap_or(rest);
            self.close_gap();
            self.read.push(word, place((at, at + word.len())), is_verbatim);
            at += word.len();
        }
    }

    fn close_gap(&mut self) {
        let Some((sign, place)) = self.gap.take() else { return };
        if !self.read.text().is_empty() {
            let mut buffer = [0; 4];
            let sign = sign.encode_utf8(&mut buffer);
            self.read.push(sign, place, self.facts.doc.slice(place) == sign);
        }
    }
}

/// Whether half a tag or quotation marks, which readers do not see, are all that a node is.
fn is_tag_or_quotes(source: &str) -> bool {
    source.starts_with('<') || source.starts_with("''")
}

/// Whether a style hides an element.
fn is_hidden(node: NodeRef<'_>) -> bool {
    attribute(node, "style").is_some_and(|style| {
        let style: String = style.value.chars().filter(|sign| !sign.is_whitespace()).collect();
        style.to_ascii_lowercase().contains("display:none")
    })
}

fn superscript(sign: char) -> char {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    match sign {
        '-' | '−' => '⁻',
        '+' => '⁺',
        _ => sign.to_digit(10).and_then(|digit| DIGITS.get(digit as usize)).copied().unwrap_or(sign),
    }
}
