//! `rules/reference/ref-bad-quotes.md`

use std::collections::HashMap;

use super::heads::{BadName, HeadFault, bad_name};
use crate::engine::{Context, Interest, Rule};
use crate::facts::references::RefTag;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::rules::shown;
use crate::syntax::{Kind, attributes_node};

/// In how many tags one fix changes a name.
const MAX_TOGETHER: usize = 100;

/// Finds names of references whose quotation marks or equals signs are wrong.
pub struct RefBadQuotes;

impl Rule for RefBadQuotes {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let tags = cx.facts.references().tags();
        let bad: Vec<(&RefTag, BadName<'_>)> =
            tags.iter().filter_map(|tag| Some((tag, read(tag, cx)?))).collect();
        if bad.is_empty() {
            return;
        }
        let names = Names::of(&bad, cx);
        let findings: Vec<Finding> = bad.iter().map(|(tag, name)| finding(tag, name, &names, cx)).collect();
        findings.into_iter().for_each(|finding| cx.report(finding));
    }
}

fn read<'a>(tag: &RefTag, cx: &Context<'a>) -> Option<BadName<'a>> {
    let node = cx.tree.node(tag.node);
    let attributes = attributes_node(node).filter(|_| node.kind() == Kind::Reference)?;
    bad_name(attributes.source(), attributes.span().start)
}

/// Which names the page has beside those that are written wrongly.
struct Names<'b> {
    /// What MediaWiki reads → the edits that would write it well, and what is meant.
    bad: HashMap<&'b str, (Vec<Edit>, Option<&'b str>)>,
    /// Names that tags written well have, and whether one of them gives a content.
    good: HashMap<&'b str, bool>,
    /// Names meant by some tag with a content, and by how many.
    meant_with_content: HashMap<&'b str, usize>,
}

impl<'b> Names<'b> {
    fn of(bad: &'b [(&RefTag, BadName<'b>)], cx: &'b Context<'_>) -> Self {
        let (bad_names, good, meant_with_content) = Default::default();
        let mut names = Names { bad: bad_names, good, meant_with_content };
        let elsewhere = cx.facts.references().defined_elsewhere();
        names.good.extend(elsewhere.iter().map(|name| (name.as_str(), false)));
        let mut next = bad.iter().peekable();
        for tag in cx.facts.references().tags() {
            if next.next_if(|(bad, _)| bad.node == tag.node).is_none()
                && let Some(name) = &tag.name
            {
                *names.good.entry(name).or_default() |= tag.content.is_some();
            }
        }
        for (tag, name) in bad {
            let Some(meant) = name.meant else { continue };
            if tag.content.is_some() {
                *names.meant_with_content.entry(meant).or_default() += 1;
            }
            if let Some(read) = &name.read {
                let (edits, known) = names.bad.entry(read).or_insert_with(|| (Vec::new(), Some(meant)));
                edits.push(edit(name, meant));
                *known = known.filter(|known| *known == meant);
            }
        }
        names
    }
}

fn edit(name: &BadName<'_>, meant: &str) -> Edit {
    let space = if name.fault == HeadFault::NoSpace { " " } else { "" };
    Edit::replace(name.span, format!("=\"{meant}\"{space}"))
}

fn finding(tag: &RefTag, name: &BadName<'_>, names: &Names<'_>, cx: &Context<'_>) -> Finding {
    let written = shown(cx.doc.slice(name.span).trim_start_matches('='));
    let message = match name.fault {
        HeadFault::Unclosed => format!("name `{written}` has no closing quotation mark"),
        HeadFault::OneSided => format!("name `{written}` has a quotation mark in the wrong place"),
        HeadFault::Typographic => {
            format!("name `{written}` has typographic quotation marks, which MediaWiki takes for letters")
        }
        HeadFault::Unquoted => format!("name `{written}` has a space and no quotation marks"),
        HeadFault::DoubledEquals => format!("name `{written}` has two equals signs before it"),
        HeadFault::NoSpace => format!("no space after the name `{written}`"),
    };
    let help = match name.meant {
        Some(meant) => format!("write `name=\"{}\"`", shown(meant)),
        None => "write the name between two straight quotation marks".to_owned(),
    };
    let finding = Finding::new(name.span, message).help(help);
    match name.meant.and_then(|meant| fix(tag, name, meant, names)) {
        Some(fix) => finding.fix(fix),
        None => finding,
    }
}

/// A fix that no reader notices where the name stays the same, or changes in all tags at once; one to look at where
/// the tag joins others of the name it was meant to have.
fn fix(tag: &RefTag, name: &BadName<'_>, meant: &str, names: &Names<'_>) -> Option<Fix> {
    let title = format!("write `name=\"{}\"`", shown(meant));
    if name.read.as_deref() == Some(meant) {
        return Some(Fix::new(title, vec![edit(name, meant)], Safety::Safe).cosmetic());
    }
    let well_written = names.good.get(meant);
    if well_written.is_none()
        && let Some(read) = name.read.as_deref()
    {
        let (edits, meant_by_all) = names.bad.get(read)?;
        if meant_by_all.is_none() || names.good.contains_key(read) || edits.len() > MAX_TOGETHER {
            return None;
        }
        // What follows without a space becomes an attribute: another group is another list.
        let safety = if name.fault == HeadFault::NoSpace { Safety::Suggested } else { Safety::Safe };
        let gives_content = names.meant_with_content.get(meant) == Some(&1);
        return gives_content
            .then(|| Fix::new(title, edits.clone(), safety).group(format!("ref name {meant}")));
    }
    let has_content = well_written == Some(&true) || names.meant_with_content.contains_key(meant);
    let conflicts = tag.content.is_some() && well_written == Some(&true);
    (has_content && !conflicts).then(|| Fix::new(title, vec![edit(name, meant)], Safety::Suggested))
}
