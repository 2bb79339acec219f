//! Which cases cannot be compared: the rule, in full.
//!
//! A page's HTML says nothing of its wikitext alone where
//! - a template, a parser function or a variable stands in the text and is expanded: the tree has one (`{{!}}` aside),
//!   and the expected HTML does not show its source;
//! - an extension writes HTML of its own: the tree has an extension tag other than those in [`PLAIN_TAGS`];
//! - the text is shown in another variant of the language than it is written in, or has conversion marks. Only a wiki
//!   whose language has variants reads such marks: a case of wikiparser-node that does not name its language and has a
//!   `-{` is read as one of the Chinese wiki, and so falls under this.
//!
//! Nothing is compared either where neither side has any of the features: two empty outlines are no agreement. Where
//! mwparserfromhell's list of tokens has no feature, that is what the case is about, and it counts.
//!
//! What stands in references (notes) is not compared where the extension reports an error in one, or one has an
//! attribute that merges notes (`follow`, `details`); their marks are compared all the same, and a message of an error
//! in the place of a mark counts as one. A reference with `follow` has no mark of its own: there neither is compared.
//!
//! What a case's own options say about it is in `parser_tests`.
//!
//! What agreement does not say: HTML shows no errors. Open and stray HTML tags are written back as tags, and the HTML
//! parser mends both sides alike, so that lists, tables and headings in such a case agree if the tags stand at the same
//! places, whatever the tree makes of them. Bold and italic are free of this: on our side they are what the tree's own
//! nodes hold (`Broken::LeftOut`), and an open `<b>` or a stray `''` holds nothing, but for an open tag of which the tree's
//! notes say that it goes on: it is written, so that a note that is wrong disagrees. White space is never compared, and of
//! attributes only what makes a link or a file.

use std::collections::HashMap;

use scraper::Html;
use wikivet::syntax::{Kind, Tag, Tree, html_element};

use crate::case::Case;
use crate::features::Feature;

/// Why a case cannot be compared in which neither side has anything that is compared.
pub(crate) const NOTHING: &str = "nothing to compare";

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

/// The features that cannot be compared in a case whose others can.
pub(crate) fn hidden_features(tree: &Tree<'_>, html: &str) -> Vec<Feature> {
    let has = |name: &str| tree.nodes().filter_map(Tag::reference).any(|tag| tag.attribute(name).is_some());
    let (follows, details) = (has("follow"), has("details"));
    let reports_error = html.contains("cite-error") || html.contains("cite_error");
    let mut hidden = Vec::new();
    if follows {
        hidden.push(Feature::References);
    }
    if follows || details || reports_error {
        hidden.push(Feature::Notes);
    }
    hidden
}

/// The source of braces up to the first markup within them, without white space.
fn start_of(source: &str) -> String {
    let braces = source.len() - source.trim_start_matches('{').len();
    let inner =
        source[braces..].split(['[', ']', '\'', '<', '>', '{', '}', '&', '=']).next().unwrap_or_default();
    source[..braces].chars().chain(inner.split_whitespace().flat_map(str::chars)).collect()
}
