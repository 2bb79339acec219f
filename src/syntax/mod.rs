//! From text to the flat, lossless syntax tree, as MediaWiki reads it: linear in the input, without recursion,
//! never failing.

mod build;
mod html;
mod kind;
mod pair;
mod read;
mod token;
mod tree;
mod view;

pub use html::is_html_element;
pub use kind::{Kind, KindSet};
pub use tree::{NodeId, NodeRef, Tree};
pub use view::{
    Argument, Attribute, Cell, ExternalLink, Heading, Link, ListItem, Row, Table, Tag, Template,
    argument_name, attribute, attributes, clean,
};

use crate::profile::Site;
use build::Builder;

/// Reads wikitext, with what the grammar needs to know of the site.
pub fn parse<'t>(text: &'t str, site: &Site) -> Tree<'t> {
    parse_counted(text, site).0
}

/// Reads wikitext and counts the steps it took, in bytes looked at: the measure of the tests that hold the
/// parser to linear work.
#[doc(hidden)]
pub fn parse_counted<'t>(text: &'t str, site: &Site) -> (Tree<'t>, u64) {
    let (pieces, paired) = pair::pair(text, site);
    let (nodes, read) = read::read(text, site, pieces);
    (Tree::from_nodes(text, nodes), paired + read)
}

/// The tree of a text that is not wikitext: one text node.
pub fn plain(text: &str) -> Tree<'_> {
    let mut builder = Builder::new(text.len());
    if !text.is_empty() {
        builder.push(Kind::Text, 0);
    }
    Tree::from_nodes(text, builder.finish(text.len()))
}
