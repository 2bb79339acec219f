/// What a node is. Names in JSON are these in kebab case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    /// The whole text.
    Document,
    /// Plain text.
    Text,
    /// A delimiter: `{{`, `|`, `=`, `]]`, quotes, heading signs, row markers …
    Mark,
    /// `<!-- … -->`, to the end of the text when it is never closed.
    Comment,
    /// The content of an opaque tag, such as `nowiki` or `math`.
    Raw,
    /// `== … ==`.
    Heading,
    /// `{{ … }}`.
    Template,
    /// One argument of a template, a parser function or a parameter, with its `|` (or `:`).
    Argument,
    /// `{{#if: … }}` and the like.
    ParserFunction,
    /// `{{{ … }}}`.
    Parameter,
    /// The name of a template, argument, parser function or parameter, with what is nested in it.
    Name,
    /// The target of a link, with what is nested in it.
    Target,
    /// `[[ … ]]` to a page.
    Wikilink,
    /// `[[File: … ]]`.
    File,
    /// `[[Category: … ]]`.
    Category,
    /// `[[de: … ]]`, a link to another language's edition.
    Interlanguage,
    /// One option or the caption of a file, with its `|`.
    FileOption,
    /// `[http://… label]`.
    ExternalLink,
    /// A URL that links by itself.
    BareUrl,
    /// `ISBN …`, `RFC …`, `PMID …`.
    MagicLink,
    /// An HTML or extension tag with its content.
    Tag,
    /// `<ref>`.
    Reference,
    /// One line of a gallery.
    GalleryLine,
    /// `{| … |}`.
    Table,
    /// `|+ …`.
    Caption,
    /// A row of a table; the first one may have no marker.
    Row,
    /// A cell of a table, with its marker.
    Cell,
    /// The attributes of a tag, table, row, cell or caption.
    Attributes,
    /// One line of a list.
    ListItem,
    /// The term of a definition line.
    Term,
    /// `'''…'''`.
    Bold,
    /// `''…''`.
    Italic,
    /// `__TOC__` and the like.
    BehaviourSwitch,
    /// `#REDIRECT [[…]]`.
    Redirect,
    /// `&nbsp;` and the like.
    Entity,
    /// `----`.
    Rule,
    /// Lines that start with a space.
    Preformatted,
    /// `-{ … }-`.
    LanguageVariant,
    /// `~~~~`.
    Signature,
    /// An opening delimiter or tag that nothing closes.
    Unclosed,
    /// A closing delimiter or tag that nothing opened.
    Stray,
}

impl Kind {
    /// Whether what is open in a node of the kind ends with it and has no partner outside: cells, captions,
    /// references, links, files, arguments.
    pub fn ends_what_is_open(self) -> bool {
        matches!(
            self,
            Kind::Cell
                | Kind::Caption
                | Kind::Reference
                | Kind::Wikilink
                | Kind::ExternalLink
                | Kind::FileOption
                | Kind::GalleryLine
                | Kind::Argument
        )
    }

    /// Whether what is open in a node of the kind may be closed behind it by HTML's rules: links, which are no bounds to
    /// elements that format.
    pub fn lets_tags_cross(self) -> bool {
        matches!(self, Kind::Wikilink | Kind::ExternalLink)
    }

    /// Every kind, in the order of the declaration.
    pub const ALL: [Kind; 41] = [
        Kind::Document,
        Kind::Text,
        Kind::Mark,
        Kind::Comment,
        Kind::Raw,
        Kind::Heading,
        Kind::Template,
        Kind::Argument,
        Kind::ParserFunction,
        Kind::Parameter,
        Kind::Name,
        Kind::Target,
        Kind::Wikilink,
        Kind::File,
        Kind::Category,
        Kind::Interlanguage,
        Kind::FileOption,
        Kind::ExternalLink,
        Kind::BareUrl,
        Kind::MagicLink,
        Kind::Tag,
        Kind::Reference,
        Kind::GalleryLine,
        Kind::Table,
        Kind::Caption,
        Kind::Row,
        Kind::Cell,
        Kind::Attributes,
        Kind::ListItem,
        Kind::Term,
        Kind::Bold,
        Kind::Italic,
        Kind::BehaviourSwitch,
        Kind::Redirect,
        Kind::Entity,
        Kind::Rule,
        Kind::Preformatted,
        Kind::LanguageVariant,
        Kind::Signature,
        Kind::Unclosed,
        Kind::Stray,
    ];

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Document => "document",
            Kind::Text => "text",
            Kind::Mark => "mark",
            Kind::Comment => "comment",
            Kind::Raw => "raw",
            Kind::Heading => "heading",
            Kind::Template => "template",
            Kind::Argument => "argument",
            Kind::ParserFunction => "parser-function",
            Kind::Parameter => "parameter",
            Kind::Name => "name",
            Kind::Target => "target",
            Kind::Wikilink => "wikilink",
            Kind::File => "file",
            Kind::Category => "category",
            Kind::Interlanguage => "interlanguage",
            Kind::FileOption => "file-option",
            Kind::ExternalLink => "external-link",
            Kind::BareUrl => "bare-url",
            Kind::MagicLink => "magic-link",
            Kind::Tag => "tag",
            Kind::Reference => "reference",
            Kind::GalleryLine => "gallery-line",
            Kind::Table => "table",
            Kind::Caption => "caption",
            Kind::Row => "row",
            Kind::Cell => "cell",
            Kind::Attributes => "attributes",
            Kind::ListItem => "list-item",
            Kind::Term => "term",
            Kind::Bold => "bold",
            Kind::Italic => "italic",
            Kind::BehaviourSwitch => "behaviour-switch",
            Kind::Redirect => "redirect",
            Kind::Entity => "entity",
            Kind::Rule => "rule",
            Kind::Preformatted => "preformatted",
            Kind::LanguageVariant => "language-variant",
            Kind::Signature => "signature",
            Kind::Unclosed => "unclosed",
            Kind::Stray => "stray",
        }
    }
}

/// A set of kinds, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindSet(u64);

impl KindSet {
    /// The set without a kind.
    pub const EMPTY: KindSet = KindSet(0);

    /// The set of the given kinds.
    pub const fn of(kinds: &[Kind]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < kinds.len() {
            bits |= 1 << kinds[at] as u8;
            at += 1;
        }
        KindSet(bits)
    }

    /// Adds one kind.
    pub fn insert(&mut self, kind: Kind) {
        self.0 |= 1 << kind as u8;
    }

    /// Whether a kind is in it.
    pub fn contains(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// The kinds that are in one of the two sets or in both.
    pub const fn union(self, other: KindSet) -> KindSet {
        KindSet(self.0 | other.0)
    }

    /// The kinds that are in both of the two sets.
    pub const fn intersection(self, other: KindSet) -> KindSet {
        KindSet(self.0 & other.0)
    }

    /// Its kinds.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let kind = Kind::ALL.get(rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(*kind)
        })
    }

    /// Whether the two sets share a kind.
    pub fn intersects(self, other: KindSet) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether no kind is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}
