//! Which cases cannot be compared: the rule, in full.
//!
//! A page's HTML says nothing of its wikitext alone where
//! - a template, a parser function or a variable stands in the text and is expanded: the tree has one (`{{!}}` aside),
//!   and the expected HTML does not show its source;
//! - an extension writes HTML of its own: the tree has an extension tag other than those in [`PLAIN_TAGS`];
//! - the text is shown in another variant of the language than it is written in, or has conversion marks.
//!
//! References are not compared where the extension tells them apart by more than their markup: where it reports an
//! error in one, or one has an attribute (`follow`, `details`) that merges notes.
//!
//! What a case's own options say about it is in `parser_tests`.

use std::collections::HashMap;

use scraper::Html;
use wikivet::syntax::{Kind, Tag, Tree, html_element};

use crate::case::Case;

/// Extension tags whose content is shown as it is, or as wikitext.
const PLAIN_TAGS: [&str; 9] =
    ["nowiki", "pre", "ref", "references", "gallery", "poem", "includeonly", "noinclude", "onlyinclude"];

/// Why a case cannot be compared.
pub(crate) fn hindrance(case: &Case, tree: &Tree<'_>, html: &str) -> Option<&'static str> {
    if case.converted {
        return Some("language conversion");
    }
    let text: String =
        Html::parse_fragment(html).root_element().text().flat_map(str::split_whitespace).collect();
    let mut starts: HashMap<String, usize> = HashMap::new();
    for node in tree.nodes() {
        match node.kind() {
            Kind::Template | Kind::ParserFunction if node.source() == "{{!}}" => {}
            Kind::Template | Kind::ParserFunction | Kind::Parameter => {
                let start = start_of(node.source());
                let seen = starts.entry(start.clone()).or_insert(0);
                *seen += 1;
                if text.matches(&start).count() < *seen {
                    return Some("needs expansion");
                }
            }
            Kind::LanguageVariant => return Some("language conversion"),
            Kind::Tag => {
                let name = Tag::cast(node).map(Tag::name).unwrap_or_default();
                if html_element(&name).is_none() && !PLAIN_TAGS.contains(&name.as_ref()) {
                    return Some("an extension's own output");
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether references cannot be compared.
pub(crate) fn hides_references(tree: &Tree<'_>, html: &str) -> bool {
    let merges = |node| {
        Tag::reference(node)
            .is_some_and(|tag| ["follow", "details"].iter().any(|name| tag.attribute(name).is_some()))
    };
    html.contains("cite-error") || html.contains("cite_error") || tree.nodes().any(merges)
}

/// The source of braces up to the first markup within them, without white space.
fn start_of(source: &str) -> String {
    let braces = source.len() - source.trim_start_matches('{').len();
    let inner =
        source[braces..].split(['[', ']', '\'', '<', '>', '{', '}', '&', '=']).next().unwrap_or_default();
    source[..braces].chars().chain(inner.split_whitespace().flat_map(str::chars)).collect()
}
