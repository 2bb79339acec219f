//! Internal and external links.

pub mod archive_missing;
pub mod archive_url_short_form;
mod asked;
pub mod dead_link;
pub mod dead_link_alive;
pub mod dead_link_misplaced;
pub mod dead_link_tagged;
pub mod dead_link_undated;
pub mod dead_link_with_archive;
pub mod extlink_dash;
pub mod extlink_double_brackets;
pub mod extlink_in_body;
pub mod extlink_inner_bracket;
pub mod extlink_linebreak;
pub mod extlink_no_title;
pub mod extlink_not_bulleted;
pub mod extlink_pipe;
pub mod extlink_space_missing;
pub mod file_in_extlink;
pub mod internal_link_as_external;
pub mod interwiki_as_external;
pub mod invalid_url;
pub mod invalid_wikilink;
pub mod link_double_pipe;
pub mod link_equals_text;
pub mod link_family_inconsistent;
pub mod link_in_extlink;
pub mod link_nbsp;
pub mod link_percent_encoded;
pub mod link_soft_404;
pub mod lonely_url_scheme;
mod magic_link;
pub mod magic_link_isbn;
pub mod magic_link_pmid;
pub mod magic_link_rfc;
mod query;
pub mod self_link;
pub mod url_double_host;
pub mod url_double_protocol;
pub mod url_fullwidth_punctuation;
pub mod url_host_gone;
pub mod url_http_upgrade;
pub mod url_no_protocol;
pub mod url_not_public;
pub mod url_proxy_host;
pub mod url_redirector;
pub mod url_search_results;
pub mod url_session_id;
pub mod url_shortener;
pub mod url_tracking_params;
mod wiki_page;

use crate::engine::Context;
use crate::facts::Facts;
use crate::facts::addresses::Address;
use crate::facts::links::{Link as Found, LinkForm};
use crate::finding::Finding;
use crate::profile::Role;
use crate::rules::MAX_DEPTH;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, Link, NodeRef};

/// How much of an address a message shows, in characters.
const SHOWN_ADDRESS: usize = 60;

/// Reports what a rule has to say of the addresses, by their hosts.
fn report_addresses<'f>(
    cx: &mut Context<'f>,
    say: impl Fn(&'f Address, &'f str, &Context<'f>) -> Option<Finding>,
) {
    let (facts, doc) = (cx.facts, cx.doc);
    for address in facts.addresses() {
        if let Some(finding) = say(address, doc.slice(address.host), cx) {
            cx.report(finding);
        }
    }
}

/// Whether a node stands in one of some kinds.
fn is_in_any(node: NodeRef<'_>, kinds: KindSet) -> bool {
    node.ancestors().take(MAX_DEPTH).any(|around| kinds.contains(around.kind()))
}

/// The start of a text that may be long, on one line.
fn short(text: &str) -> String {
    let mut characters = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let start: String = characters.by_ref().take(SHOWN_ADDRESS).collect();
    if characters.next().is_none() { start } else { format!("{start}…") }
}

/// The target of a link in double brackets and its place, both trimmed, where nothing but text makes it up.
fn plain_target<'t>(link: Link<'t>) -> Option<(Span, &'t str)> {
    let target = link.node().child(Kind::Target)?;
    let span = only_text(target.children())?.span().trim(target.document_text());
    Some((span, target.document_text().get(span.range())?))
}

/// The one text node that nodes consist of.
fn only_text<'t>(mut nodes: impl Iterator<Item = NodeRef<'t>>) -> Option<NodeRef<'t>> {
    let first = nodes.next().filter(|node| node.kind() == Kind::Text)?;
    nodes.next().is_none().then_some(first)
}

/// Whether two titles name the same page: `_` is a space, and the first letter's case counts only where it does on
/// the wiki.
fn is_same_title(one: &str, other: &str, capital_links: bool) -> bool {
    let (mut one, mut other) = (spaced(one), spaced(other));
    match (one.next(), other.next()) {
        (Some(a), Some(b)) if a == b || (capital_links && a.to_uppercase().eq(b.to_uppercase())) => {
            one.eq(other)
        }
        _ => false,
    }
}

/// The characters of a title, with a space for each `_`.
fn spaced(title: &str) -> impl Iterator<Item = char> {
    title.chars().map(|sign| if sign == '_' { ' ' } else { sign })
}

/// Whether a reader does not see the address itself: it is the target of a link with brackets, or of a citation.
fn is_hidden(link: &Found, facts: &Facts<'_>) -> bool {
    match link.form {
        LinkForm::Bracketed | LinkForm::Picture => true,
        LinkForm::Bare => false,
        LinkForm::Argument => {
            let template = facts.tree.node(link.node).parent();
            let schema = template.and_then(|template| facts.schema(template));
            schema.is_some_and(|schema| schema.has(Role::Citation))
        }
    }
}
