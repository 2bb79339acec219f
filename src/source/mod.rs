//! One article's text and where it came from.
//!
//! Inside the core there is one coordinate system: byte offsets into [`Document::text`].
//! Lines, columns and positions in the container exist only here, and are asked for by reports.

mod file_state;
mod lines;
mod map;
mod span;

pub use file_state::FileState;
pub use lines::{LineColumn, LineIndex};
pub use map::{ContainerPosition, ContainerSpan, ContainerText, SourceMap, Stated, StatedKind, Steps};
pub use span::Span;

use std::sync::OnceLock;

/// What kind of input a document was cut out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InputKind {
    /// A file that holds nothing but wikitext.
    Wikitext,
    /// A page of a MediaWiki XML export, or of a fragment of one.
    Dump,
    /// Plain text that was made from an article; its text is not wikitext.
    Extract,
}

impl InputKind {
    /// The name used in options, front matter and JSON.
    pub fn name(self) -> &'static str {
        match self {
            InputKind::Wikitext => "wikitext",
            InputKind::Dump => "dump",
            InputKind::Extract => "extract",
        }
    }
}

/// Where a document came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The path as it was given, or the name given for standard input.
    pub path: String,
    /// The page's title, where the container or the user gives one.
    pub page: Option<String>,
    /// The namespace's number, where the container states it; 0 holds articles.
    pub namespace: Option<i32>,
    /// The page's id in its wiki.
    pub page_id: Option<u64>,
    /// The revision's id in its wiki.
    pub revision_id: Option<u64>,
    /// The kind of container.
    pub input: InputKind,
    /// Whether the container was compressed, so that it has no positions an editor could open.
    pub compressed: bool,
    /// Whether the container was of another encoding than UTF-8.
    pub transcoded: bool,
    /// Whether the container begins with a byte order mark.
    pub mark: bool,
    /// What the file was like when it was opened; none for what is not a file.
    pub file: Option<FileState>,
    /// Whether the page only points to another one.
    pub redirect: bool,
    /// What the container says of its wiki, such as `enwiki`.
    pub wiki: Option<String>,
    /// The content language that the container states, such as `en`.
    pub language: Option<String>,
}

impl Origin {
    /// An origin that knows nothing but its path and kind.
    pub fn new(path: impl Into<String>, input: InputKind) -> Self {
        Origin {
            path: path.into(),
            page: None,
            namespace: None,
            page_id: None,
            revision_id: None,
            input,
            compressed: false,
            transcoded: false,
            mark: false,
            file: None,
            redirect: false,
            wiki: None,
            language: None,
        }
    }
}

/// One article's text, decoded, with what it came from.
#[derive(Debug)]
pub struct Document {
    /// Where the text came from.
    pub origin: Origin,
    text: String,
    map: SourceMap,
    lines: OnceLock<LineIndex>,
}

impl Document {
    /// A document whose text is its own container.
    pub fn new(origin: Origin, text: String) -> Self {
        Self::with_map(origin, text, SourceMap::identity())
    }

    /// A document that was cut out of a container; `map` leads back to it.
    pub fn with_map(origin: Origin, text: String, map: SourceMap) -> Self {
        Document { origin, text, map, lines: OnceLock::new() }
    }

    /// The article's own text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text that a span covers; empty where the span does not lie in the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Line and column of a byte offset of the article's own text.
    pub fn position(&self, offset: u32) -> LineColumn {
        self.lines().position(&self.text, offset)
    }

    /// The index of the article's lines, made on first use.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Where a span stands in the container; none where the document is its own container, or the container is
    /// compressed or not UTF-8. An empty span stands before what the next byte of the text was decoded from.
    pub fn container_span(&self, span: Span) -> Option<ContainerSpan> {
        self.map.container_span(span)
    }

    /// Where the byte at an offset stands in the container; none as for [`Document::container_span`].
    pub fn container_position(&self, offset: u32) -> Option<ContainerPosition> {
        self.map.container_position(offset)
    }

    /// Says that the document's piece of the container starts elsewhere, since something before it has changed.
    pub fn start_at(&mut self, start: ContainerPosition) {
        self.map.start_at(start);
    }

    /// The way back to the container.
    pub fn map(&self) -> &SourceMap {
        &self.map
    }
}
