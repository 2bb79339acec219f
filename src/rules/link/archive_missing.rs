//! `rules/link/archive-missing.md`

use super::asked;
use super::dead_link::{DEAD, LIVE};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::facts::links::{Link, LinkForm};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::link_state::{KnownCopy, LinkState};
use crate::profile::CiteParam;
use crate::rules::citation::archive::{local_name, written};
use crate::syntax::Kind;

/// Finds dead links of which an archive has a copy that the article does not give.
pub struct ArchiveMissing;

/// The parameters by which the citation module knows a copy and the state of the original.
const COPY: &str = "archive-url";
const COPY_DATE: &str = "archive-date";
const STATUS: &str = "url-status";

/// How far up a template is looked for that a link in brackets stands in.
const LOOKED_UP: usize = 12;

impl Rule for ArchiveMissing {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for (link, known) in asked::links(cx, LinkState::Dead) {
            let citation = cx.facts.citation_of(link);
            let Some(copy) = asked::copy(known, citation, cx) else { continue };
            let message = format!(
                "link is dead ({}), and the archive has a copy of {}",
                asked::reason(known),
                copy.day
            );
            let mut finding = Finding::new(link.url, message).help(format!("give the copy, {}", copy.url));
            let edits = match citation {
                Some((citation, url)) => in_citation(citation, url, copy, cx),
                None => beside(link, copy, cx),
            };
            if let Some(mut edits) = edits {
                edits.extend(link.dead.and_then(|mark| asked::unmark(mark, link, cx)));
                finding = finding.fix(Fix::new("give the archived copy", edits, Safety::Suggested));
            }
            cx.report(finding);
        }
    }
}

/// Gives the copy in the parameters of the citation.
fn in_citation(
    citation: &Citation<'_>,
    url: &Field<'_>,
    copy: &KnownCopy,
    cx: &Context<'_>,
) -> Option<Vec<Edit>> {
    if copy.url.contains(['|', '{', '}', '[', ']', ' ']) {
        return None;
    }
    let date = written(copy.day, citation, cx);
    let mut edits = Vec::new();
    let mut added = String::new();
    let values = [
        (CiteParam::ArchiveUrl, copy.url.as_str()),
        (CiteParam::ArchiveDate, &date),
        (CiteParam::UrlStatus, DEAD),
    ];
    for (param, value) in values {
        // Other templates show the copy beside the link, or know more states than one word tells.
        if param == CiteParam::UrlStatus && !citation.schema.is_of_module {
            continue;
        }
        let is_same = |field: &&Field<'_>| field.cite() == Some(param);
        match citation.fields.iter().filter(|field| field.counts).find(is_same) {
            None => added.push_str(&like(url, name(param, citation, cx)?, value, cx)?),
            Some(empty) if empty.value.is_empty() && empty.value_span.is_empty() => {
                edits.push(Edit::insert(empty.value_start(cx.tree)?, value));
            }
            Some(status) if status.value == LIVE => edits.push(Edit::replace(status.value_span, value)),
            // What stands there is somebody's word for it.
            Some(status) if param == CiteParam::UrlStatus && !status.value.is_empty() => {}
            Some(_) => return None,
        }
    }
    if !added.is_empty() {
        edits.push(Edit::insert(url.value_span.end, added));
    }
    Some(edits)
}

/// What a citation calls a parameter: the citation module knows it by one name on all wikis, other templates as other
/// citations of the article show.
fn name<'c>(param: CiteParam, citation: &'c Citation<'_>, cx: &'c Context<'_>) -> Option<&'c str> {
    match param {
        _ if !citation.schema.is_of_module => local_name(citation, param, cx),
        CiteParam::ArchiveUrl => Some(COPY),
        CiteParam::ArchiveDate => Some(COPY_DATE),
        _ => Some(STATUS),
    }
}

/// A field set apart and aligned as that of the link is.
fn like(url: &Field<'_>, name: &str, value: &str, cx: &Context<'_>) -> Option<String> {
    let text = cx.doc.text();
    let field = cx.tree.node(url.node).span();
    let name_span = url.name_span?;
    let before = text.get(..field.start as usize)?;
    let lead = before.get(before.trim_end().len()..)?;
    let gap = text.get(field.start as usize + 1..name_span.start as usize)?;
    let gap = if gap.trim().is_empty() { gap } else { "" };
    let equals = text.get(name_span.end as usize..url.value_span.start as usize)?;
    let (left, right) = equals.split_once('=').filter(|_| equals.trim() == "=").unwrap_or_default();
    // Signs of equality that stand below each other go on to.
    let column = url.name.len() + left.len();
    let left = " ".repeat(column.saturating_sub(name.len()).max(left.len().min(1)));
    Some(format!("{lead}|{gap}{name}{left}={right}{value}"))
}

/// Gives the copy beside a link in the text.
fn beside(link: &Link, copy: &KnownCopy, cx: &Context<'_>) -> Option<Vec<Edit>> {
    let node = cx.tree.node(link.node);
    let is_in_template = || node.ancestors().take(LOOKED_UP).any(|above| above.kind() == Kind::Template);
    if matches!(link.form, LinkForm::Argument | LinkForm::Picture) || is_in_template() {
        return None;
    }
    let text = cx.profile.link_marks.copy(cx.doc.slice(link.url), copy)?;
    Some(vec![Edit::insert(node.span().end, format!(" {text}"))])
}
