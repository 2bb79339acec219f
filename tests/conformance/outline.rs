//! What of a page is compared, read from its HTML: the expected one and the one made of our tree.

use percent_encoding::percent_decode_str;
use scraper::{ElementRef, Html, Node, node::Element};
use wikivet::profile::Site;

use crate::features::{Feature, Outline};

/// Prefixes by which the tests' wiki calls itself.
const OWN_PREFIXES: [&str; 2] = ["local:", "mi:"];

/// What a title's normal form needs to know.
pub(crate) struct Page<'p> {
    pub(crate) title: &'p str,
    pub(crate) site: &'p Site,
}

/// The outline of a page's HTML.
pub(crate) fn of_html(html: &str, page: &Page<'_>) -> Outline {
    let html = Html::parse_fragment(html);
    let mut reader = Reader { page, outline: Outline::default(), bold: None, italic: None };
    reader.children(html.root_element(), &State::default());
    let mut outline = reader.outline;
    // MediaWiki gives an empty cell to a table that has none; Parsoid does not.
    for table in outline.of_mut(Feature::Tables).iter_mut().filter(|table| !table.contains(['▏', '▎'])) {
        table.push_str("▁▏");
    }
    outline.of_mut(Feature::Notes).sort();
    outline
}

/// What holds where the reader is.
#[derive(Clone, Default)]
struct State {
    bold: bool,
    italic: bool,
    /// The marks of the lists around: `*#`.
    lists: String,
    /// The heading, table or reference whose text it is.
    texts: Vec<(Feature, usize)>,
    /// The table around.
    table: Option<usize>,
    /// Whether it stands in a file's frame.
    file: bool,
    /// Whether it stands in the label of an external link.
    external: bool,
    /// Whether the file is missing, and its name is noted.
    broken: bool,
}

struct Reader<'p> {
    page: &'p Page<'p>,
    outline: Outline,
    /// The last run of bold text, while nothing else has followed.
    bold: Option<usize>,
    italic: Option<usize>,
}

impl Reader<'_> {
    fn children(&mut self, element: ElementRef<'_>, state: &State) {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.text(text, state),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.element(child, state.clone());
                    }
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str, state: &State) {
        let text: String = text.split_whitespace().collect();
        if text.is_empty() {
            return;
        }
        for &(feature, index) in &state.texts {
            self.outline.entry(feature, index).push_str(&text);
        }
        for (feature, on) in [(Feature::Bold, state.bold), (Feature::Italic, state.italic)] {
            let run = if feature == Feature::Bold { &mut self.bold } else { &mut self.italic };
            match *run {
                _ if !on => *run = None,
                Some(index) => self.outline.entry(feature, index).push_str(&text),
                None => *run = Some(self.outline.add(feature, text.clone())),
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>, mut state: State) {
        let value = element.value();
        if is_failed_reference(element) {
            self.outline.add(Feature::References, "");
        }
        if is_generated(value) {
            return;
        }
        let name = value.name();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let index = self.outline.add(Feature::Headings, format!("{} ", name.replace('h', "")));
                state.texts.push((Feature::Headings, index));
            }
            "b" => state.bold = true,
            "i" => state.italic = true,
            "ul" if has_class(value, "gallery") => {}
            "ol" if value.classes().any(|class| class.contains("references")) => return self.notes(element),
            "li" if has_class(value, "gallerybox") => {}
            "ul" => state.lists.push('*'),
            "ol" => state.lists.push('#'),
            "dl" => state.lists.push(':'),
            "li" | "dd" | "dt" => {
                if name == "dt" {
                    state.lists.pop();
                    state.lists.push(';');
                }
                self.outline.add(Feature::ListItems, state.lists.as_str());
                if name == "dt" {
                    state.lists.pop();
                    state.lists.push(':');
                }
            }
            "table" => {
                state.table = Some(self.outline.add(Feature::Tables, ""));
                state.texts.retain(|(feature, _)| *feature != Feature::Tables);
            }
            "pre" => {
                let index = self.outline.add(Feature::Preformatted, "");
                state.texts.push((Feature::Preformatted, index));
            }
            "caption" | "tr" | "td" | "th" => self.table_part(name, element, &mut state),
            "a" => self.link(element, &mut state),
            "img" | "video" | "audio" => self.file(value, &state),
            "link" if has_relation(value, "mw:PageProp/redirect") => {
                let target = value.attr("href").unwrap_or_default();
                let target = self.page.normal(target.trim_start_matches("./"));
                self.outline.add(Feature::Links, target);
            }
            "sup" if has_class(value, "reference") || has_type(value, "mw:Extension/ref") => {
                self.outline.add(Feature::References, "");
                return;
            }
            _ => {}
        }
        if has_type(value, "mw:File") || has_type(value, "mw:Image") || has_type(value, "mw:Error") {
            state.file = true;
        } else if name == "figcaption" || has_class(value, "gallerytext") {
            state.file = false;
        }
        if state.file && name == "a" && holds_broken_file(element) {
            state.broken = true;
            self.add_file(value.attr("title").unwrap_or_default().trim_start_matches("File:"));
        }
        if has_class(value, "mw-broken-media") {
            let text = element.text().collect::<String>();
            let name = value.attr("resource").unwrap_or(&text);
            if !state.broken {
                self.add_file(name.split_once(':').map_or(name, |(_, name)| name));
            }
            return;
        }
        self.children(element, &state);
    }

    fn table_part(&mut self, name: &str, element: ElementRef<'_>, state: &mut State) {
        let Some(index) = state.table else { return };
        let mark = match name {
            "caption" => "▔",
            "td" => "▏",
            "th" => "▎",
            _ if element.child_elements().any(|cell| matches!(cell.value().name(), "td" | "th")) => "▁",
            _ => return,
        };
        self.outline.entry(Feature::Tables, index).push_str(mark);
        if name != "tr" {
            state.texts.push((Feature::Tables, index));
        }
    }

    /// The texts of the references, as the list of them has it.
    fn notes(&mut self, element: ElementRef<'_>) {
        let texts = element.descendent_elements().filter(|below| {
            let value = below.value();
            has_class(value, "reference-text") || has_class(value, "mw-reference-text")
        });
        for text in texts {
            let mut inner = Reader { page: self.page, outline: Outline::default(), bold: None, italic: None };
            let note = inner.outline.add(Feature::Notes, "");
            inner.children(text, &State { texts: vec![(Feature::Notes, note)], ..State::default() });
            let note = std::mem::take(inner.outline.entry(Feature::Notes, note));
            if !note.is_empty() && !self.outline.of(Feature::Notes).contains(&note) {
                self.outline.add(Feature::Notes, note);
            }
        }
    }

    fn link(&mut self, element: ElementRef<'_>, state: &mut State) {
        let value = element.value();
        let href = value.attr("href").unwrap_or_default();
        if value.classes().any(|class| class.starts_with("mw-magiclink")) {
            let text: String = element.text().collect();
            self.outline.add(Feature::MagicLinks, text.split_whitespace().collect::<Vec<_>>().join(" "));
        } else if let Some(target) = value.attr("data-target") {
            self.outline.add(Feature::Links, self.page.link(target));
        } else if has_class(value, "external") || has_relation(value, "mw:ExtLink") {
            state.external = true;
            if !state.file || element.child_elements().all(|child| child.value().name() != "img") {
                self.outline.add(Feature::ExternalLinks, url(href));
            }
        } else if let (true, Some((_, name))) = (state.file, href.split_once("wpDestFile=")) {
            self.add_file(name);
            state.broken = true;
        } else if state.file || has_class(value, "mw-file-description") || has_class(value, "image") {
            // A file's frame links to it.
        } else if has_class(value, "extiw") || has_relation(value, "mw:WikiLink/Interwiki") {
            let title = value.attr("title").unwrap_or_default();
            let fragment =
                href.split_once('#').map(|(_, fragment)| format!("#{fragment}")).unwrap_or_default();
            self.outline.add(Feature::Links, self.page.normal(&format!("{title}{fragment}")));
        } else if has_relation(value, "mw:MediaLink") || href.contains("/images/") {
            let title = value.attr("title").unwrap_or_default();
            self.outline.add(Feature::Links, self.page.normal(&format!("Media:{title}")));
        } else if let Some(target) = href.strip_prefix("/wiki/").or(href.strip_prefix("./")) {
            self.outline
                .add(Feature::Links, self.page.normal(target.split("?action=").next().unwrap_or_default()));
        } else if let Some((_, name)) = href.split_once("wpDestFile=") {
            self.outline.add(Feature::Links, self.page.normal(&format!("Media:{name}")));
        } else if let Some((_, query)) = href.split_once("title=") {
            self.outline.add(Feature::Links, self.page.normal(query.split('&').next().unwrap_or_default()));
        } else if href.starts_with('#') {
            self.outline.add(Feature::Links, self.page.normal(href));
        } else if has_class(value, "mw-selflink") {
            self.outline.add(Feature::Links, self.page.normal(self.page.title));
        } else if !href.is_empty() {
            self.outline.add(Feature::ExternalLinks, url(href));
        }
        if has_class(value, "autonumber") {
            state.texts.clear();
        }
    }

    fn file(&mut self, value: &Element, state: &State) {
        if let Some(name) = value.attr("data-file") {
            self.add_file(name);
            return;
        }
        if let Some(name) = value.attr("resource") {
            self.add_file(
                name.split('?').next().unwrap_or_default().split_once(':').map_or(name, |(_, name)| name),
            );
            return;
        }
        if let Some(name) = value.attr("data-mwtitle") {
            return self.add_file(name);
        }
        let source = value.attr("src").or(value.attr("poster")).unwrap_or_default();
        let mut parts = source
            .split('/')
            .skip_while(|part| part.len() != 2 || !part.starts_with(|sign: char| sign.is_ascii_hexdigit()));
        match parts.nth(1) {
            _ if state.external => {}
            _ if !state.file && !has_class(value, "mw-file-element") => {
                self.outline.add(Feature::ExternalLinks, url(source));
            }
            Some(name) => self.add_file(name.split('?').next().unwrap_or_default()),
            None => {}
        }
    }

    fn add_file(&mut self, name: &str) {
        let name = self.page.normal(name);
        self.outline.add(Feature::Files, name);
    }
}

impl Page<'_> {
    /// What a link leads to.
    fn link(&self, source: &str) -> String {
        let target = source.trim();
        if target.starts_with('/') {
            return self.normal(&format!("{}{}", self.title, target.trim_end_matches('/')));
        }
        let (mut page, mut rest) = (self.title, target);
        while let Some(below) = rest.strip_prefix("../") {
            (page, rest) = (page.rsplit_once('/').map_or(page, |(above, _)| above), below);
        }
        if rest.len() < target.len() {
            return self.normal(format!("{page}/{rest}").trim_end_matches('/'));
        }
        self.normal(target.strip_prefix(':').unwrap_or(target).trim())
    }

    /// The one form of a title with its fragment.
    fn normal(&self, title: &str) -> String {
        let decoded = percent_decode_str(title).decode_utf8_lossy().replace('_', " ");
        let (name, fragment) = match decoded.split_once('#') {
            Some((name, fragment)) => (name, Some(words(fragment))),
            None => (decoded.as_str(), None),
        };
        let fragment = fragment.map(|fragment| undo_dots(&fragment));
        let name = words(name);
        let mut name = name.as_str();
        while let Some(rest) = OWN_PREFIXES.iter().find_map(|own| name.strip_prefix(own)) {
            name = rest;
        }
        let name = match name.split_once(':') {
            Some((prefix, rest)) => match self.site.namespace(prefix) {
                Some(number) => format!("{number}:{}", upper(rest.trim())),
                None => format!("{}:{}", prefix.trim().to_lowercase(), rest.trim()),
            },
            None => upper(name),
        };
        let name = if name == self.title { String::new() } else { name };
        let fragment = fragment.filter(|fragment| !fragment.is_empty());
        match fragment {
            Some(fragment) => format!("{name}#{fragment}"),
            None => name,
        }
    }
}

/// One form of a URL: escapes that are text are undone.
fn url(href: &str) -> String {
    let decoded = percent_decode_str(href).decode_utf8_lossy().replace('+', " ");
    decoded.to_lowercase()
}

/// A fragment without the old way to escape: `.3C`.
fn undo_dots(fragment: &str) -> String {
    let mut out = String::new();
    let mut rest = fragment;
    while let Some((before, after)) = rest.split_once('.') {
        out.push_str(before);
        let hex =
            after.get(..2).filter(|hex| hex.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'A'..=b'F')));
        out.push(if hex.is_some() { '%' } else { '.' });
        rest = after;
    }
    percent_decode_str(&(out + rest)).decode_utf8_lossy().into_owned()
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn upper(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().into_iter().flat_map(char::to_uppercase).chain(signs).collect()
}

/// What the wiki adds by itself: tables of contents, edit links, messages of errors.
fn is_generated(value: &Element) -> bool {
    let classes =
        ["mw-editsection", "toc", "mw-cite-backlink", "mw-ext-cite-error", "magnify", "gallerycaption"];
    value.id() == Some("toc")
        || classes.iter().any(|class| has_class(value, class))
        || value.name() == "style"
}

/// Whether it is the message of an error that stands in the place of a reference's mark: of one that names `<ref>`, and
/// not `<references>`. Those below the list of references are not asked.
fn is_failed_reference(element: ElementRef<'_>) -> bool {
    let is_message = has_class(element.value(), "mw-ext-cite-error");
    let mut tags = element.child_elements().filter(|child| child.value().name() == "code").peekable();
    let is_ref = |tag: ElementRef<'_>| {
        tag.text().next().is_some_and(|text| text.starts_with("<ref") && !text.starts_with("<references"))
    };
    is_message && tags.peek().is_some() && tags.all(is_ref)
}

/// Whether a link holds a file that is missing, and is named by its title alone.
fn holds_broken_file(link: ElementRef<'_>) -> bool {
    let href = link.value().attr("href").unwrap_or_default();
    let is_broken = |child: ElementRef<'_>| has_class(child.value(), "mw-broken-media");
    !href.contains("wpDestFile=")
        && link.value().attr("title").is_some_and(|title| title.starts_with("File:"))
        && link.child_elements().any(is_broken)
}

fn has_class(value: &Element, class: &str) -> bool {
    value.classes().any(|one| one == class)
}

fn has_type(value: &Element, prefix: &str) -> bool {
    value.attr("typeof").is_some_and(|types| types.split_whitespace().any(|one| one.starts_with(prefix)))
}

fn has_relation(value: &Element, relation: &str) -> bool {
    value.attr("rel").is_some_and(|relations| relations.split_whitespace().any(|one| one == relation))
}
