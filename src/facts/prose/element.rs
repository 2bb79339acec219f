use super::Origin;
use crate::syntax::html_element;

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

/// Whether what stands in the element of a name, in lower case, is a quotation that stands by itself.
pub(in crate::facts) fn quotes_by_itself(name: &str) -> bool {
    matches!(name, "blockquote" | "poem")
}

/// Whether the element of a name, in lower case, shows code or signs that somebody types.
pub(in crate::facts) fn shows_code(name: &str) -> bool {
    matches!(name, "code" | "kbd" | "samp")
}

/// What the element of a name (any case) does: HTML's own elements, and MediaWiki's for code.
pub(super) fn element(name: &str) -> Element {
    match name.to_ascii_lowercase().as_str() {
        "br" | "wbr" => Element::Break,
        name if quotes_by_itself(name) => Element::BlockQuotation,
        "q" | "del" | "s" | "strike" => Element::Origin(Origin::Quotation),
        "i" | "em" | "cite" => Element::Origin(Origin::Title),
        "code" | "tt" | "kbd" | "samp" | "var" | "pre" | "nowiki" | "syntaxhighlight" | "source" | "math"
        | "score" | "timeline" | "chem" | "graph" | "templatedata" => Element::Origin(Origin::Code),
        "section" => Element::Block,
        name if html_element(name).is_some_and(|element| element.block) => Element::Block,
        _ => Element::Inline,
    }
}
