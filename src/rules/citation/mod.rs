//! Templates that cite a source: the names, values and company of their parameters.

pub(super) mod archive;
pub mod archive_of_live_as_url;
pub mod arxiv_invalid;
pub mod asin_invalid;
pub mod bibcode_invalid;
pub mod cite_access_date_without_url;
pub mod cite_access_without_param;
pub mod cite_archive_date_mismatch;
pub mod cite_archive_url_malformed;
pub mod cite_archive_url_mismatch;
pub mod cite_archive_without_date;
pub mod cite_archive_without_url;
pub mod cite_bad_link_param;
pub mod cite_contributor_incomplete;
pub mod cite_date_url_mismatch;
pub mod cite_dead_link_in_field;
pub mod cite_deprecated_param;
pub mod cite_duplicate_work;
pub mod cite_edition_extra_text;
pub mod cite_empty;
pub mod cite_et_al;
pub mod cite_extlink_in_param;
pub mod cite_extra_punctuation;
pub mod cite_field_ignored;
pub mod cite_format_without_url;
pub mod cite_generic_name;
pub mod cite_generic_title;
pub mod cite_identifier_shared;
pub mod cite_invalid_value;
pub mod cite_invisible_char;
pub mod cite_location_in_publisher;
pub mod cite_markup_in_param;
pub mod cite_missing_access_date;
pub mod cite_missing_identifier;
pub mod cite_missing_name;
pub mod cite_missing_periodical;
pub mod cite_missing_pipe;
pub mod cite_missing_publisher;
pub mod cite_missing_title;
pub mod cite_missing_url;
pub mod cite_multiple_names;
pub mod cite_name_all_caps;
pub mod cite_needless_anchor;
pub mod cite_newline_in_value;
pub mod cite_numeric_name;
pub mod cite_others_without_author;
pub mod cite_page_range_dash;
pub mod cite_page_range_reversed;
pub mod cite_page_vs_pages;
pub mod cite_pages_extra_text;
pub mod cite_param_case;
pub mod cite_postscript;
pub mod cite_publisher_is_work;
pub mod cite_redundant_param;
pub mod cite_script_title_invalid;
pub mod cite_title_quotes;
pub mod cite_title_trailing_site;
pub mod cite_trans_title_orphan;
pub mod cite_unknown_language;
pub mod cite_unknown_param;
pub mod cite_unnamed_text;
pub mod cite_url_status;
pub mod cite_url_wikilink_conflict;
pub mod cite_url_without_title;
pub mod cite_vancouver;
pub mod cite_volume_equals_issue;
pub mod cite_volume_issue_extra_text;
pub mod cite_work_domain_mismatch;
pub mod cite_wrong_type;
mod company;
pub(super) mod copied;
pub mod doi_free_unflagged;
pub mod doi_inactive;
pub mod doi_invalid;
pub mod id_error_muted;
mod identifier;
pub mod isbn_date_mismatch;
pub mod isbn_hyphenation;
pub mod isbn_invalid;
mod isbn_meant;
pub mod isbn_syntax;
pub mod isbn_unassigned_range;
pub mod issn_invalid;
mod labels;
pub mod library_id_invalid;
pub mod lonely_magic_word;
pub mod math_review_id_invalid;
mod names;
mod pages;
mod people;
pub mod plain_identifier_in_ref;
pub mod pmc_embargo;
pub mod pmc_invalid;
pub mod pmid_invalid;
pub mod preprint_id_invalid;
pub mod rfc_usenet_id_invalid;
mod same_page;
pub mod url_duplicate_conflict;

use crate::facts::Facts;
use crate::facts::citations::{Citation, Field};
use crate::fix::{Edit, Fix, Safety};
use crate::rules::holds_comment;
use crate::source::Span;
use crate::syntax::{Kind, NodeRef, Tree};

/// Of a citation with more fields than this, none is judged by the others.
const MAX_FIELDS: usize = 1000;

/// Takes an argument away, which somebody has to look at if there is a comment in it.
pub(in crate::rules) fn remove(field: &Field<'_>, tree: &Tree<'_>, safety: Safety) -> Fix {
    let argument = tree.node(field.node);
    let safety = if holds_comment(argument) { Safety::Suggested } else { safety };
    let span = argument.span();
    Fix::new(format!("remove `{}`", crate::rules::shown(&field.name)), vec![Edit::delete(span)], safety)
}

/// The fields that have a name nothing has, with their citation: of templates whose parameters are all known, and those in
/// ASCII of templates that the citation module reads, where the wiki adds names in a script of its own at most.
fn unknown_fields<'f, 'a>(facts: &'f Facts<'a>) -> impl Iterator<Item = (&'f Citation<'a>, &'f Field<'a>)> {
    let adds_others = facts.language.is_some_and(|language| !language.is_in_latin_script());
    let is_known = move |citation: &&Citation<'_>| {
        citation.schema.is_complete || adds_others && citation.schema.is_of_module
    };
    facts.citations().iter().filter(is_known).flat_map(|citation| {
        let is_unknown = |field: &&Field<'_>| {
            field.param.is_none()
                && field.counts
                && !field.name.is_empty()
                && (citation.schema.is_complete || field.name.is_ascii())
        };
        citation.fields.iter().filter(is_unknown).map(move |field| (citation, field))
    })
}

/// Whether another argument gives the parameter of a name, in any spelling, already.
fn is_given(citation: &Citation<'_>, but: &Field<'_>, name: &str) -> bool {
    let Some(wanted) = citation.schema.param(name) else { return false };
    if citation.fields.len() > MAX_FIELDS {
        return true;
    }
    let same = |field: &&Field<'_>| field.param.is_some_and(|param| std::ptr::eq(param, wanted));
    let others = citation.fields.iter().filter(|field| field.node != but.node);
    others.filter(same).any(|field| field.name == name || !wanted.name.contains('#'))
}

/// The group of the fixes that give a citation a parameter of a name: two of them would give it twice.
fn group_of(citation: &Citation<'_>, name: &str) -> String {
    format!("citation {} {name}", citation.node.index())
}

/// Gives an argument another name, if the citation does not have that already.
fn rename(citation: &Citation<'_>, field: &Field<'_>, name: &str, safety: Safety) -> Option<Fix> {
    let place = field.name_span.filter(|_| !is_given(citation, field, name))?;
    let fix = Fix::replace(format!("write `{name}`"), place, name, safety);
    Some(fix.group(group_of(citation, name)))
}

/// The nodes that make up a field's value.
fn value_nodes<'t>(field: &Field<'_>, tree: &'t Tree<'t>) -> impl Iterator<Item = NodeRef<'t>> {
    let value = field.value_span;
    tree.node(field.node).children().filter(move |node| {
        let span = node.span();
        span.start < value.end && value.start < span.end
    })
}

/// The nodes in a field's value, at any depth but inside of templates: what those make of them nobody knows here, and
/// each node is seen for one citation only.
fn nodes_in_value<'t>(field: &Field<'_>, tree: &'t Tree<'t>) -> impl Iterator<Item = NodeRef<'t>> {
    let value = field.value_span;
    let mut walk = tree.node(field.node).walk();
    let nodes = std::iter::from_fn(move || {
        let node = walk.next()?;
        if node.kind() == Kind::Template {
            walk.pass_over(node);
        }
        Some(node)
    });
    nodes.filter(move |node| value.contains(node.span()))
}

/// Puts another argument behind a field, with the same white space; none where that holds more than white space.
fn beside(field: &Field<'_>, tree: &Tree<'_>, name: &str, value: &str) -> Option<Edit> {
    let (text, argument, own) = (tree.text(), tree.node(field.node).span(), field.name_span?);
    let part = |start: u32, end: u32| text.get(Span::new(start, end).range());
    let head = part(argument.start, own.start)?;
    let middle = part(own.end, field.value_span.start)?;
    let tail = part(field.value_span.end, argument.end)?;
    let is_plain = head.trim() == "|" && middle.trim() == "=" && tail.trim().is_empty();
    is_plain.then(|| Edit::insert(argument.end, format!("{head}{name}{middle}{value}{tail}")))
}
