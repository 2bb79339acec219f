//! Pages of wikis that are linked to by their web addresses.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::short;
use crate::engine::Context;
use crate::facts::addresses::Address;
use crate::facts::links::LinkForm;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::{Projects, Wiki};
use crate::syntax::{ExternalLink, Kind};
use crate::value::url::lower;

/// A page of a wiki of Wikimedia, and the link that leads to it.
pub(super) struct WikiPage<'f> {
    pub(super) address: &'f Address,
    /// How the page's wiki is reached.
    pub(super) wiki: Wiki,
    /// What an internal link to the page has as its target.
    pub(super) target: String,
}

/// The pages of wikis that an article links to by their addresses, as things to read, not as sources.
pub(super) fn pages<'f>(cx: &Context<'f>) -> Vec<WikiPage<'f>> {
    let Some(base) = cx.profile.url("") else { return Vec::new() };
    let from = base.split('/').nth(2).unwrap_or_default();
    let found = cx.facts.addresses().iter().filter_map(|address| {
        let wiki = Projects::known().wiki(&lower(cx.doc.slice(address.host)), from)?;
        let form = cx.facts.links().get(address.link)?.form;
        let title = title(cx.doc.slice(address.rest)).filter(|_| form != LinkForm::Argument)?;
        let target = match &wiki {
            Wiki::Own => {
                // What a picture leads to needs no colon.
                if form != LinkForm::Picture && is_in_namespace(&title, cx) {
                    format!(":{title}")
                } else {
                    title
                }
            }
            Wiki::Other(prefix) => format!("{prefix}{title}"),
        };
        Some(WikiPage { address, wiki, target })
    });
    found.collect()
}

/// Whether a link to a title needs a colon, since it would put the page into a category, or show a file.
fn is_in_namespace(title: &str, cx: &Context<'_>) -> bool {
    const FILE: i32 = 6;
    const CATEGORY: i32 = 14;
    let prefix = title.split_once(':').map(|(prefix, _)| prefix.trim());
    let namespace = prefix.and_then(|prefix| cx.profile.site.namespace(prefix));
    matches!(namespace, Some(FILE | CATEGORY))
}

/// The title that the path of an address names, if the address shows nothing but that page as it is.
fn title(rest: &str) -> Option<String> {
    let (path, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let title = match path.strip_prefix("/wiki/") {
        Some(title) if !title.contains('?') => title,
        Some(_) => return None,
        None => path.strip_prefix("/w/index.php?title=").filter(|title| !title.contains('&'))?,
    };
    let title = plain(title)?;
    // What a browser is to highlight (`#a:~:text=b`) is no part of an anchor.
    let fragment = fragment.split_once(":~:").map_or(fragment, |(anchor, _)| anchor);
    let anchor = plain(fragment).filter(|anchor| !anchor.is_empty());
    let is_title = !title.is_empty() && !title.contains("//") && !title.starts_with(':');
    is_title.then(|| anchor.map_or(title.to_string(), |anchor| format!("{title}#{anchor}")))
}

/// A part of an address as text, if it can stand in the target of a link.
fn plain(part: &str) -> Option<Cow<'_, str>> {
    let decoded = percent_decode_str(part).decode_utf8().ok()?;
    let may_stand = |sign: char| !sign.is_control() && !"[]{}|<>#".contains(sign);
    decoded.chars().all(may_stand).then(|| Cow::Owned(decoded.replace('_', " ").trim().to_owned()))
}

/// A finding with the internal link that says the same.
pub(super) fn finding(page: &WikiPage<'_>, message: String, cx: &Context<'_>) -> Option<Finding> {
    let link = cx.facts.links().get(page.address.link)?;
    let node = cx.tree.node(link.node);
    let target = &page.target;
    let finding = Finding::new(page.address.url, message).help("link to the page as a page of a wiki");
    // The mark would stay behind, beside a link that nothing is wrong with.
    if link.dead.is_some() {
        return Some(finding);
    }
    let written = match link.form {
        LinkForm::Bracketed => {
            let external = ExternalLink::cast(node)?;
            let label = cx.doc.slice(external.label_span()).trim();
            // A label with links of its own, or of two lines, cannot be the text of an internal link.
            if label.contains(['[', ']', '\n', '|']) {
                return Some(finding);
            }
            if label.is_empty() || label == target.trim_start_matches(':') {
                format!("[[{target}]]")
            } else {
                format!("[[{target}|{label}]]")
            }
        }
        LinkForm::Bare => format!("[[{target}]]"),
        // `link=` takes the title of a page as it takes an address.
        LinkForm::Picture if node.kind() == Kind::FileOption => {
            let title = format!("write `{}`", short(target));
            return Some(finding.fix(Fix::replace(title, page.address.url, target, Safety::Suggested)));
        }
        LinkForm::Argument | LinkForm::Picture => return Some(finding),
    };
    let title = format!("write `{}`", short(&written));
    Some(finding.fix(Fix::replace(title, node.span(), written, Safety::Suggested)))
}
