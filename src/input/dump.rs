//! MediaWiki's XML exports, page by page, and fragments of them.
//!
//! quick-xml reads the frame; the raw text of leaves is taken from below it, so that it is kept byte for byte.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Read};
use std::sync::Arc;

use nom::Offset as _;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::container::{Container, advance};
use super::content::read_content;
use super::decode::{decode_utf8, decode_xml};
use super::error::{InputError, Problem};
use super::piece::{Form, Piece, RawDocument, Skip, SkippedPage};
use crate::source::{ContainerPosition, Document, InputKind, Origin, Stated, StatedKind};

/// More text than this before a fragment's `<text>` is not its title line.
const MAX_LOOSE: usize = 4096;

/// Elements whose content is of no use here and has element names that mean something else above.
const SKIPPED_ELEMENTS: [&str; 5] = ["contributor", "comment", "content", "upload", "DiscussionThreading"];

/// The pages of a dump.
///
/// Of a page with several revisions the last one is taken. A `<text>` outside of `<page>` is a fragment: its title is
/// the line before it, and it may end with the file.
pub(super) struct Pages<R> {
    reader: Reader<Container<R>>,
    /// What all pages have in common.
    origin: Origin,
    /// The numbers of the wiki's namespaces, by name.
    namespaces: HashMap<String, i32>,
    form: Form,
    page: Page,
    in_mediawiki: bool,
    in_page: bool,
    in_revision: bool,
    /// Whether any element of a dump was seen.
    found: bool,
    ended: bool,
    /// Text outside of elements, where a fragment has its title.
    loose: String,
    /// The place before the event that is being read.
    event_start: ContainerPosition,
}

/// What is known of the page that is being read.
#[derive(Default)]
struct Page {
    title: Option<String>,
    namespace: Option<i32>,
    id: Option<u64>,
    revision: Option<u64>,
    model: Option<String>,
    redirect: bool,
    text: Text,
    /// What the tag of the text says of it.
    attributes: Vec<Stated>,
    /// The digest that the last revision states in an element of its own.
    digest: Option<Stated>,
}

/// The raw text of a page.
#[derive(Default)]
enum Text {
    /// There is none, or it is deleted.
    #[default]
    Missing,
    Raw(Vec<u8>, ContainerPosition),
}

impl<R: Read> Pages<R> {
    /// `container` stands behind a byte order mark; `origin` is that of the file.
    pub(super) fn new(container: Container<R>, origin: Origin, form: Form) -> Self {
        let mut reader = Reader::from_reader(container);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Pages {
            reader,
            origin,
            namespaces: HashMap::new(),
            form,
            page: Page::default(),
            in_mediawiki: false,
            in_page: false,
            in_revision: false,
            found: false,
            ended: false,
            loose: String::new(),
            event_start: ContainerPosition::START,
        }
    }

    /// The next piece; none for an event that completes none.
    fn step(&mut self, buffer: &mut Vec<u8>) -> Result<Option<Piece>, Problem> {
        self.event_start = self.reader.get_ref().position();
        match self.reader.read_event_into(buffer) {
            Ok(Event::Start(tag)) => return self.start(&tag),
            Ok(Event::Empty(tag)) => return Ok(self.empty(&tag)),
            Ok(Event::End(tag)) => match tag.name().as_ref() {
                "page" if self.in_page => return Ok(Some(self.finish())),
                "revision" => self.in_revision = false,
                "mediawiki" => self.in_mediawiki = false,
                _ => {}
            },
            Ok(Event::Text(text)) => self.keep_loose(&text, ""),
            Ok(Event::GeneralRef(name)) => self.keep_loose(&format!("&{}", &*name), ";"),
            Ok(Event::Eof) => {
                self.ended = true;
                return self.check_end().map(|()| None);
            }
            Ok(_) => {}
            Err(quick_xml::Error::Io(error)) => return Err(io_problem(error)),
            Err(error) => return Err(Problem::Xml { offset: self.offset(), message: error.to_string() }),
        }
        Ok(None)
    }

    fn start(&mut self, tag: &BytesStart) -> Result<Option<Piece>, Problem> {
        let name = tag.name();
        match name.as_ref() {
            "mediawiki" => {
                self.found = true;
                self.in_mediawiki = true;
                self.origin.language = attribute(tag, "xml:lang");
            }
            "page" => {
                self.found = true;
                if self.in_page {
                    let message = "a `<page>` stands inside of another one".to_owned();
                    return Err(Problem::Xml { offset: self.offset(), message });
                }
                self.in_page = true;
                self.page = Page::default();
            }
            "revision" => {
                self.in_revision = true;
                self.page.text = Text::Missing;
                self.page.attributes.clear();
                self.page.digest = None;
            }
            "redirect" => self.page.redirect = true,
            "dbname" => self.origin.wiki = Some(self.leaf("dbname")?),
            "title" => self.page.title = Some(self.leaf("title")?),
            "ns" => self.page.namespace = self.leaf("ns")?.parse().ok(),
            "namespace" => {
                let number = attribute(tag, "key").and_then(|key| key.parse().ok());
                let name = self.leaf("namespace")?;
                self.namespaces.extend(number.map(|number| (name, number)));
            }
            "model" => self.page.model = Some(self.leaf("model")?),
            "id" if self.in_revision => self.page.revision = self.leaf("id")?.parse().ok(),
            "id" => self.page.id = self.leaf("id")?.parse().ok(),
            "sha1" if self.in_revision => self.sha1()?,
            "text" => {
                self.state_attributes(tag);
                return self.text();
            }
            other if SKIPPED_ELEMENTS.contains(&other) => {
                self.raw(other, None)?;
            }
            _ => {}
        }
        Ok(None)
    }

    fn empty(&mut self, tag: &BytesStart) -> Option<Piece> {
        match tag.name().as_ref() {
            "redirect" => self.page.redirect = true,
            "text" => {
                self.found = true;
                self.page.attributes.clear();
                let is_absent = attribute(tag, "deleted").is_some()
                    || attribute(tag, "bytes").is_some_and(|bytes| bytes != "0");
                self.page.text = match is_absent {
                    true => Text::Missing,
                    false => Text::Raw(Vec::new(), self.reader.get_ref().position()),
                };
                if !self.in_page {
                    return Some(self.finish());
                }
            }
            _ => {}
        }
        None
    }

    fn text(&mut self) -> Result<Option<Piece>, Problem> {
        self.found = true;
        let start = self.reader.get_ref().position();
        let mut bytes = Vec::new();
        let is_closed = self.raw("text", Some(&mut bytes))?;
        if !is_closed && (self.in_page || self.in_mediawiki) {
            return Err(Problem::Truncated { offset: self.offset(), element: "text" });
        }
        self.page.text = Text::Raw(bytes, start);
        if self.in_page {
            return Ok(None);
        }
        self.page.title = self.page.title.take().or_else(|| {
            let line = self.loose.lines().map(str::trim).rfind(|line| !line.is_empty())?;
            Some(decode_xml(line).text)
        });
        Ok(Some(self.finish()))
    }

    /// Keeps the digest that a revision states in an element of its own.
    fn sha1(&mut self) -> Result<(), Problem> {
        let mut at = self.reader.get_ref().position();
        let mut bytes = Vec::new();
        self.raw("sha1", Some(&mut bytes))?;
        let content = decode_utf8(bytes, at)?;
        let value = content.trim();
        if !value.is_empty() {
            advance(&mut at, &content.as_bytes()[..content.offset(value)]);
            self.page.digest = Some(Stated { kind: StatedKind::Sha1, at, value: value.to_owned() });
        }
        Ok(())
    }

    /// Keeps what the tag of a text, which was just read, says of the text.
    fn state_attributes(&mut self, tag: &BytesStart) {
        self.page.attributes.clear();
        for attribute in tag.attributes().flatten() {
            let kind = match attribute.key.as_ref() {
                "bytes" => StatedKind::Bytes,
                "sha1" => StatedKind::Sha1,
                _ => continue,
            };
            let Cow::Borrowed(value) = attribute.value else { continue };
            let mut at = self.event_start;
            advance(&mut at, b"<");
            advance(&mut at, &tag.as_bytes()[..tag.offset(value)]);
            self.page.attributes.push(Stated { kind, at, value: value.to_owned() });
        }
    }

    /// Completes the page that is being read.
    fn finish(&mut self) -> Piece {
        let page = std::mem::take(&mut self.page);
        self.in_page = false;
        self.in_revision = false;
        self.loose.clear();
        let title = page.title.or_else(|| self.origin.page.clone());
        let skip = |reason| {
            Piece::Skipped(SkippedPage { path: self.origin.path.clone(), page: title.clone(), reason })
        };
        match (page.model, page.text) {
            (Some(model), _) if model != "wikitext" => skip(Skip::ContentModel(model)),
            (_, Text::Missing) => skip(Skip::NoText),
            (_, Text::Raw(bytes, start)) => {
                let origin = Origin {
                    page: title.clone(),
                    namespace: page.namespace.or_else(|| self.namespace_of(title.as_deref()?)),
                    page_id: page.id,
                    revision_id: page.revision,
                    redirect: page.redirect,
                    ..self.origin.clone()
                };
                let stated = page.attributes.into_iter().chain(page.digest).collect();
                Piece::Document(RawDocument { origin, bytes, start, form: self.form, stated })
            }
        }
    }

    /// The namespace of a title's prefix; dumps before version 0.6 of the format state it in no other way.
    fn namespace_of(&self, title: &str) -> Option<i32> {
        self.namespaces.get(title.split_once(':')?.0).copied()
    }

    /// Whether the file may end here.
    fn check_end(&self) -> Result<(), Problem> {
        let offset = self.offset();
        match (self.in_page, self.in_mediawiki, self.found) {
            (true, ..) => Err(Problem::Truncated { offset, element: "page" }),
            (_, true, _) => Err(Problem::Truncated { offset, element: "mediawiki" }),
            (.., false) => Err(Problem::NotADump),
            _ => Ok(()),
        }
    }

    /// The decoded text of an element that holds nothing else. A name that is not UTF-8 ends the dump: it would
    /// be another page's.
    fn leaf(&mut self, name: &str) -> Result<String, Problem> {
        let start = self.reader.get_ref().position();
        let mut bytes = Vec::new();
        self.raw(name, Some(&mut bytes))?;
        Ok(decode_xml(&decode_utf8(bytes, start)?).text.trim().to_owned())
    }

    /// Reads up to the closing tag of `name`, which stays unread, and says whether there is one.
    fn raw(&mut self, name: &str, out: Option<&mut Vec<u8>>) -> io::Result<bool> {
        read_content(self.reader.get_mut(), name, out)
    }

    fn keep_loose(&mut self, text: &str, end: &str) {
        if !self.in_page && self.loose.len() < MAX_LOOSE {
            self.loose.push_str(text);
            self.loose.push_str(end);
        }
    }

    fn offset(&self) -> u64 {
        self.reader.get_ref().position().offset
    }
}

impl<R: Read> Iterator for Pages<R> {
    type Item = Result<Piece, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut buffer = Vec::new();
        while !self.ended {
            buffer.clear();
            match self.step(&mut buffer) {
                Ok(None) => {}
                Ok(Some(piece)) => return Some(Ok(piece)),
                Err(problem) => {
                    self.ended = true;
                    let page = self.page.title.take();
                    return Some(Err(InputError { path: self.origin.path.clone(), page, problem }));
                }
            }
        }
        None
    }
}

/// The document that a dump's reader makes of raw XML character data, as if it were all of a dump; none where it
/// would end within the data.
pub(crate) fn reread(raw: &str) -> Option<Document> {
    let data = format!("<text>{raw}");
    let origin = Origin::new("", InputKind::Dump);
    let mut pieces = Pages::new(Container::new(data.as_bytes()), origin, Form::Xml);
    let Some(Ok(Piece::Document(document))) = pieces.next() else { return None };
    let document = document.decode().ok()?;
    document.map().container().is_some_and(|container| container.raw == raw).then_some(document)
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    Some(decode_xml(&found.value).text)
}

/// The problem that a reader below quick-xml reports.
fn io_problem(error: Arc<io::Error>) -> Problem {
    match Arc::try_unwrap(error) {
        Ok(error) => error.into(),
        Err(error) => Problem::Io(io::Error::new(error.kind(), error.to_string())),
    }
}
