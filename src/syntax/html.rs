//! The HTML elements that MediaWiki's sanitizer lets through, and how HTML nests them.

/// How an element ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// It has no content.
    Void,
    /// HTML lets its end tag be left out.
    Optional,
    /// It needs an end tag.
    Required,
}

/// What the parser needs to know of an element.
pub(super) struct Element {
    pub(super) name: &'static str,
    pub(super) end: End,
    /// Whether it is a block, which ends a paragraph.
    pub(super) block: bool,
}

const fn inline(name: &'static str) -> Element {
    Element { name, end: End::Required, block: false }
}

const fn block(name: &'static str) -> Element {
    Element { name, end: End::Required, block: true }
}

const fn optional(name: &'static str, block: bool) -> Element {
    Element { name, end: End::Optional, block }
}

const fn void(name: &'static str) -> Element {
    Element { name, end: End::Void, block: false }
}

/// The elements, sorted by name. Transclusion tags stand among them: they pair like elements.
pub(super) const ELEMENTS: [Element; 67] = [
    inline("abbr"),
    inline("b"),
    inline("bdi"),
    inline("bdo"),
    inline("big"),
    block("blockquote"),
    void("br"),
    block("caption"),
    block("center"),
    inline("cite"),
    inline("code"),
    inline("data"),
    optional("dd", true),
    inline("del"),
    inline("dfn"),
    block("div"),
    block("dl"),
    optional("dt", true),
    inline("em"),
    block("figcaption"),
    inline("font"),
    block("h1"),
    block("h2"),
    block("h3"),
    block("h4"),
    block("h5"),
    block("h6"),
    void("hr"),
    inline("i"),
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
    optional("p", true),
    inline("q"),
    optional("rb", false),
    optional("rp", false),
    optional("rt", false),
    optional("rtc", false),
    inline("ruby"),
    inline("s"),
    inline("samp"),
    inline("small"),
    inline("span"),
    inline("strike"),
    inline("strong"),
    inline("sub"),
    inline("sup"),
    block("table"),
    optional("tbody", true),
    optional("td", true),
    optional("tfoot", true),
    optional("th", true),
    optional("thead", true),
    inline("time"),
    optional("tr", true),
    inline("tt"),
    inline("u"),
    block("ul"),
    inline("var"),
    void("wbr"),
];

/// Whether MediaWiki takes a name, in any case, for that of an HTML element.
pub fn is_html_element(name: &str) -> bool {
    let transcludes =
        ["includeonly", "noinclude", "onlyinclude"].iter().any(|tag| name.eq_ignore_ascii_case(tag));
    !transcludes && element(name.as_bytes()).is_some()
}

/// The place of an element in [`ELEMENTS`], by its name in any case.
pub(super) fn element(name: &[u8]) -> Option<u8> {
    let mut lower = [0; 16];
    let lower = lower.get_mut(..name.len())?;
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    let found = ELEMENTS.binary_search_by(|element| element.name.as_bytes().cmp(lower)).ok()?;
    u8::try_from(found).ok()
}

/// What an opening tag ends by itself: the elements, and those that shield them.
pub(super) fn implied(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ol", "ul"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "td" | "th" => (&["td", "th"], &["table"]),
        "tr" => (&["tr", "td", "th", "caption"], &["table"]),
        "thead" | "tbody" | "tfoot" => {
            (&["thead", "tbody", "tfoot", "tr", "td", "th", "caption"], &["table"])
        }
        "rb" | "rp" | "rt" | "rtc" => (&["rb", "rp", "rt"], &["ruby"]),
        _ => (&[], &[]),
    }
}
