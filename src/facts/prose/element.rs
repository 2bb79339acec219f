use super::Origin;

/// What an HTML or extension element does to the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// Nothing: the text goes on.
    Inline,
    /// The text in it has another origin.
    Origin(Origin),
    /// It starts and ends a paragraph.
    Block,
    /// It ends the line.
    Break,
    /// A quotation that stands by itself.
    BlockQuotation,
}

/// What the element of a name (any case) does: HTML's own elements, and MediaWiki's for code.
pub(super) fn element(name: &str) -> Element {
    match name.to_ascii_lowercase().as_str() {
        "br" | "wbr" => Element::Break,
        "p" | "div" | "center" | "li" | "ul" | "ol" | "dl" | "dt" | "dd" | "td" | "th" | "tr" | "table"
        | "caption" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr" | "section" => Element::Block,
        "blockquote" | "poem" => Element::BlockQuotation,
        "q" | "del" | "s" | "strike" => Element::Origin(Origin::Quotation),
        "i" | "em" | "cite" => Element::Origin(Origin::Title),
        "code" | "tt" | "kbd" | "samp" | "var" | "pre" | "nowiki" | "syntaxhighlight" | "source" | "math"
        | "score" | "timeline" | "chem" | "graph" | "templatedata" => Element::Origin(Origin::Code),
        _ => Element::Inline,
    }
}
