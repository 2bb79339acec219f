//! The HTML elements that MediaWiki's sanitizer lets through, and how HTML nests them.

/// How an element ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It has no content.
    Void,
    /// HTML lets its end tag be left out.
    Optional,
    /// It needs an end tag.
    Required,
}

/// What is known of an HTML element.
#[derive(Clone, Copy, Debug)]
pub struct Element {
    pub(super) name: &'static str,
    pub(super) end: End,
    /// Whether it is a block, which ends a paragraph.
    pub block: bool,
    /// Whether it goes on in the paragraphs that follow where it is left open (HTML's "formatting" elements).
    pub formatting: bool,
    /// Whether it shows something, a line or a gap, when nothing is in it.
    pub shows_empty: bool,
}

impl Element {
    /// Whether it has no content.
    pub fn is_void(&self) -> bool {
        self.end == End::Void
    }

    /// Whether `/>` ends it. In other elements with content MediaWiki drops the `/`, as HTML does.
    pub(super) fn closes_itself(&self) -> bool {
        matches!(self.name, "dd" | "dt" | "li") || is_transclusion_tag(self.name)
    }

    /// Whether lines that start with a space are preformatted in it, if it is a block.
    pub(super) fn holds_indented_lines(&self) -> bool {
        matches!(self.name, "center" | "div" | "td" | "th")
    }

    /// Whether MediaWiki takes it for an element only with an attribute of this name.
    pub(super) fn required_attribute(&self) -> Option<&'static [u8]> {
        matches!(self.name, "link" | "meta").then_some(b"itemprop")
    }

    const fn shows_empty(self, shows_empty: bool) -> Element {
        Element { shows_empty, ..self }
    }
}

const fn inline(name: &'static str) -> Element {
    Element { name, end: End::Required, block: false, formatting: false, shows_empty: false }
}

const fn formatting(name: &'static str) -> Element {
    Element { formatting: true, ..inline(name) }
}

const fn block(name: &'static str) -> Element {
    Element { block: true, shows_empty: true, ..inline(name) }
}

const fn optional(name: &'static str, block: bool) -> Element {
    Element { end: End::Optional, block, shows_empty: block, ..inline(name) }
}

const fn void(name: &'static str) -> Element {
    Element { end: End::Void, ..inline(name) }
}

/// The elements, sorted by name. Transclusion tags stand among them: they pair like elements.
pub(super) static ELEMENTS: [Element; 64] = [
    inline("abbr"),
    formatting("b"),
    inline("bdi"),
    inline("bdo"),
    formatting("big"),
    block("blockquote"),
    void("br"),
    block("caption"),
    block("center").shows_empty(false),
    inline("cite"),
    formatting("code"),
    inline("data"),
    optional("dd", true),
    inline("del"),
    inline("dfn"),
    block("div").shows_empty(false),
    block("dl"),
    optional("dt", true),
    formatting("em"),
    formatting("font"),
    block("h1"),
    block("h2"),
    block("h3"),
    block("h4"),
    block("h5"),
    block("h6"),
    Element { block: true, ..void("hr").shows_empty(true) },
    formatting("i"),
    inline("includeonly"),
    inline("ins"),
    inline("kbd"),
    optional("li", true),
    void("link"),
    inline("mark"),
    void("meta"),
    inline("noinclude"),
    block("ol"),
    inline("onlyinclude"),
    optional("p", true).shows_empty(false),
    block("pre"),
    inline("q"),
    optional("rb", false),
    optional("rp", false),
    optional("rt", false),
    optional("rtc", false),
    inline("ruby"),
    formatting("s"),
    inline("samp"),
    formatting("small"),
    inline("span"),
    formatting("strike"),
    formatting("strong"),
    inline("sub"),
    inline("sup"),
    block("table"),
    optional("td", true),
    optional("th", true),
    inline("time"),
    optional("tr", true),
    formatting("tt"),
    formatting("u"),
    block("ul"),
    inline("var"),
    void("wbr"),
];

/// The HTML element that MediaWiki takes a name, in any case, for.
pub fn html_element(name: &str) -> Option<&'static Element> {
    let found = element(name.as_bytes()).filter(|_| !is_transclusion_tag(name))?;
    ELEMENTS.get(found as usize)
}

/// Whether a tag of a name, in any case, says what of a page is transcluded.
pub(crate) fn is_transclusion_tag(name: &str) -> bool {
    ["includeonly", "noinclude", "onlyinclude"].iter().any(|tag| name.eq_ignore_ascii_case(tag))
}

/// The place of an element in [`ELEMENTS`], by its name in any case.
pub(super) fn element(name: &[u8]) -> Option<u8> {
    static FIRST: [u8; 27] = first_by_letter();
    let letter = name.first()?.to_ascii_lowercase().checked_sub(b'a').filter(|&letter| letter < 26)?;
    let mut places = FIRST[letter as usize]..FIRST[letter as usize + 1];
    places.find(|&place| ELEMENTS[place as usize].name.as_bytes().eq_ignore_ascii_case(name))
}

/// By letter: the place of the first element whose name starts with that letter or a later one.
const fn first_by_letter() -> [u8; 27] {
    let mut first = [0; 27];
    let mut letter = 0;
    let mut place = 0;
    while letter < first.len() {
        while place < ELEMENTS.len() && ELEMENTS[place].name.as_bytes()[0] < b'a' + letter as u8 {
            place += 1;
        }
        first[letter] = place as u8;
        letter += 1;
    }
    first
}

/// Whether a closing tag ends the list items in wiki markup that stand in its element: HTML ends what is open in a block,
/// has formatting end anywhere, and ignores the closing tags of other inline elements there. Those of lists are taken for
/// the closing tags of the items and their list themselves.
pub(super) fn ends_list_items(element: u8) -> bool {
    let Element { name, block, formatting, .. } = ELEMENTS[element as usize];
    let is_of_list = matches!(name, "dd" | "dl" | "dt" | "li" | "ol" | "ul");
    (block || formatting) && !is_of_list
}

/// What an opening tag ends by itself: the elements, and those that shield them.
pub(super) fn implied(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ol", "ul"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "td" | "th" => (&["td", "th"], &["table"]),
        "tr" => (&["tr", "td", "th", "caption"], &["table"]),
        "rb" | "rp" | "rt" | "rtc" => (&["rb", "rp", "rt"], &["ruby"]),
        _ => (&[], &[]),
    }
}
