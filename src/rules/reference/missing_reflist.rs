//! `rules/reference/missing-reflist.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::sections::Section;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::Role;
use crate::syntax::{Kind, KindSet, NodeRef, Tag, Template};

/// Finds pages with references and no list of them.
pub struct MissingReflist;

impl Rule for MissingReflist {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let references = cx.facts.references();
        let is_usual = |tag: &&crate::facts::references::RefTag| tag.group.is_empty();
        let Some(first) = references.tags().iter().find(is_usual) else { return };
        if !references.lists().is_empty() || references.transcludes_pages || may_list(cx) {
            return;
        }
        let count = references.tags().iter().filter(is_usual).count();
        let message = match count {
            1 => "the page has a reference and no list of references".to_owned(),
            count => format!("the page has {count} references and no list of them"),
        };
        let mut finding = Finding::new(cx.tree.node(first.node).span(), message)
            .note("the first reference")
            .help("MediaWiki lists them below everything else; add a section with a list where readers look for it");
        if let Some(fix) = fix(cx) {
            finding = finding.fix(fix);
        }
        cx.report(finding);
    }
}

/// Whether a template that nobody knows may make the list, or a tag that is written wrongly was meant to.
fn may_list(cx: &Context<'_>) -> bool {
    let section = own_section(cx);
    let is_inside = |node: NodeRef<'_>| section.is_some_and(|section| section.span.contains(node.span()));
    let headings: Vec<String> =
        cx.profile.footnotes.headings.iter().map(|heading| heading.to_lowercase()).collect();
    let makers = KindSet::of(&[Kind::Template, Kind::Unclosed, Kind::Stray]);
    cx.tree.nodes_of(makers).any(|node| match node.kind() {
        Kind::Template => {
            let is_called_so = || {
                let name = Template::cast(node).map(Template::name).unwrap_or_default().to_lowercase();
                headings.contains(&name)
            };
            cx.facts.schema(node).is_none() && (is_inside(node) || is_called_so())
        }
        Kind::Unclosed | Kind::Stray => Tag::cast(node).is_some_and(|tag| tag.name().starts_with("ref")),
        _ => false,
    })
}

/// The section of the references, if the page has one.
fn own_section<'a>(cx: &Context<'a>) -> Option<&'a Section> {
    let headings = &cx.profile.footnotes.headings;
    let sections = cx.facts.sections().all.iter();
    sections.rev().find(|section| headings.contains(&section.title))
}

/// A list in the section that has the heading for it, else a new section before those that come after it.
fn fix(cx: &Context<'_>) -> Option<Fix> {
    let footnotes = &cx.profile.footnotes;
    let list = footnotes.list.as_deref().unwrap_or("<references />");
    if let Some(section) = own_section(cx) {
        let end = cx.tree.node(section.heading).span().end;
        let title = format!("add `{list}` to the section `{}`", section.title);
        return Some(Fix::new(title, vec![Edit::insert(end, format!("\n{list}"))], Safety::Suggested));
    }
    let heading = footnotes.headings.first()?;
    let section = format!("== {heading} ==\n{list}\n");
    let title = format!("add a section `{heading}`");
    let is_after =
        |section: &&Section| section.level == 2 && footnotes.sections_after.contains(&section.title);
    let place = match cx.facts.sections().all.iter().find(is_after) {
        Some(next) => Edit::insert(next.span.start, format!("{section}\n")),
        None => at_end(cx, &section)?,
    };
    Some(Fix::new(title, vec![place], Safety::Suggested))
}

/// Before the categories and what else closes a page, or at its very end; none where what stands last goes on to the
/// end because nothing closes it.
fn at_end(cx: &Context<'_>, section: &str) -> Option<Edit> {
    let text = cx.doc.text();
    let mut closing = None;
    let mut last = None;
    for node in cx.tree.root().children().filter(|node| !node.source().trim().is_empty()) {
        let closes = matches!(node.kind(), Kind::Category | Kind::Interlanguage)
            || cx.facts.schema(node).is_some_and(|schema| schema.has(Role::Navigation));
        if closes {
            closing = closing.or(Some(node.span().start));
        } else if node.kind() != Kind::Comment {
            closing = None;
        }
        last = Some(node);
    }
    let last = last?;
    let goes_on = last.has_implicit_end()
        || (last.kind() == Kind::Comment && !last.source().ends_with("-->"))
        || cx.tree.kinds().contains(Kind::Unclosed);
    if goes_on {
        return None;
    }
    Some(match closing {
        Some(start) => Edit::insert(start, format!("{section}\n")),
        None => Edit::insert(text.trim_end().len() as u32, format!("\n\n{}", section.trim_end())),
    })
}
