//! From text to the flat, lossless syntax tree, as MediaWiki reads it: linear in the input, without recursion,
//! never failing.
//!
//! `sign` finds the bytes that may be markup. Two stages follow, after MediaWiki's own: `pair` finds what the
//! preprocessor pairs (comments, extension tags, braces, double brackets), `read` goes through the ranges that leaves and finds the rest. `token` has the nom grammars of
//! what is read without knowing where it stands, `build` the nodes in the making, `view` typed handles on them.
#![doc = include_str!("../../docs/library.md")]

mod build;
mod html;
mod kind;
mod nodes_by_kind;
mod pair;
mod read;
mod sign;
mod token;
mod tree;
mod view;

pub(crate) use html::is_transclusion_tag;
pub use html::{Element, html_element};
pub use kind::{Kind, KindSet};
pub(crate) use read::names_media;
pub use tree::{NodeId, NodeRef, Tree, Walk};
pub use view::{
    Argument, Attribute, BehaviourSwitch, Caption, Category, Cell, Comment, Emphasis, Entity, ExternalLink,
    File, FileOption, Gallery, Heading, LanguageVariant, Link, ListItem, MagicLink, Note, Outcome, Parameter,
    ParserFunction, Preformatted, Redirect, Reference, Row, Signature, Table, Tag, Template, argument_name,
    attribute, attributes, attributes_node, notes,
};
pub(crate) use view::{MAX_NAME, position_name, short, split_argument};

use crate::profile::Site;
use crate::value::suppression;
use build::Builder;
use sign::Signs;

/// Reads wikitext, with what the grammar needs to know of the site.
///
/// Any text gives a tree, and the tree gives back any text: its leaves tile it. Work and memory grow with the
/// text's length alone, however deep the markup nests.
///
/// ```
/// use wikivet::profile::Profile;
/// use wikivet::syntax::{Link, Template, parse};
///
/// let tree = parse("{{cite web|url=http://a.b}} of [[Rome|the city]]", &Profile::neutral().site);
/// let template = tree.nodes().find_map(Template::cast).unwrap();
/// assert_eq!(template.name(), "cite web");
/// assert_eq!(template.argument("url").unwrap().value(), "http://a.b");
/// let link = tree.nodes().find_map(Link::cast).unwrap();
/// assert_eq!(link.target(), "Rome");
/// assert_eq!(&tree.text()[link.label_span().range()], "the city");
/// ```
pub fn parse<'t>(text: &'t str, site: &Site) -> Tree<'t> {
    parse_counted(text, site).0
}

/// Reads wikitext and counts the steps it took, in bytes looked at: the measure of the tests that hold the
/// parser to linear work.
#[doc(hidden)]
pub fn parse_counted<'t>(text: &'t str, site: &Site) -> (Tree<'t>, u64) {
    let signs = Signs::of(text);
    let paired = pair::pair(&signs, text, site);
    let steps = text.len() as u64 / 64 + paired.work;
    let found = read::read(&signs, text, site, paired);
    let tree = Tree::from_nodes(text, found.nodes).with_unlinked_isbns(found.unlinked_isbns);
    (tree, steps + found.work)
}

/// The tree of a text that is not wikitext: text, and the comments in it that are meant for wikivet.
///
/// ```
/// use wikivet::syntax::{Kind, plain};
///
/// let tree = plain("[[Baku]]<!-- old --> is <!-- wikivet-ignore all -->old.");
/// let kinds: Vec<Kind> = tree.nodes().skip(1).map(|node| node.kind()).collect();
/// assert_eq!(kinds, [Kind::Text, Kind::Comment, Kind::Text]);
/// ```
pub fn plain(text: &str) -> Tree<'_> {
    let mut builder = Builder::new(text.len());
    let mut at = 0;
    for comment in suppression::comments(text) {
        if at < comment.start {
            builder.push(Kind::Text, at);
        }
        builder.push(Kind::Comment, comment.start);
        at = comment.end;
    }
    if at < text.len() {
        builder.push(Kind::Text, at);
    }
    Tree::from_nodes(text, builder.finish(text.len()))
}
