use regex::Regex;
use serde::Deserialize;
use toml::Spanned;

use super::CheckError;
use super::pattern;
use super::template_names::TemplateNames;
use super::titles::same_title;
use crate::engine::Context;
use crate::syntax::{Category, Kind, KindSet, Link, NodeRef, Tag};

/// What can be asked of a page before a check is made: `[check.when]` and `[check.unless]`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ConditionTable {
    /// Templates, one of which stands on the page.
    templates: Vec<Spanned<String>>,
    /// Titles of sections, one of which the page has.
    sections: Vec<String>,
    /// Categories, one of which the page is in.
    categories: Vec<String>,
    /// Pages, one of which the page links to.
    links: Vec<String>,
    /// Tags, one of which stands on the page: `ref`, `gallery`.
    tags: Vec<String>,
    /// A pattern that the page's title matches somewhere.
    title: Option<Spanned<String>>,
    /// A pattern that the source matches somewhere.
    source: Option<Spanned<String>>,
}

/// What is asked of a page.
#[derive(Debug)]
pub(super) struct Condition {
    templates: TemplateNames,
    sections: Vec<String>,
    categories: Vec<String>,
    links: Vec<String>,
    tags: Vec<String>,
    title: Option<Regex>,
    source: Option<Regex>,
}

impl ConditionTable {
    /// Makes a condition of it.
    pub(super) fn compile(&self) -> Result<Condition, CheckError> {
        let regex = |value: &Option<Spanned<String>>| {
            value.as_ref().map(|value| pattern::compile_any(value, false)).transpose()
        };
        let names = |list: &[String]| list.iter().map(|name| page_name(name)).collect();
        Ok(Condition {
            templates: TemplateNames::compile(&self.templates)?,
            sections: self.sections.clone(),
            categories: names(&self.categories),
            links: names(&self.links),
            tags: self.tags.iter().map(|tag| tag.to_lowercase()).collect(),
            title: regex(&self.title)?,
            source: regex(&self.source)?,
        })
    }
}

impl Condition {
    /// Whether all that is asked holds.
    pub(super) fn holds(&self, cx: &Context<'_>) -> bool {
        self.answers(cx).into_iter().flatten().all(|answer| answer)
    }

    /// Whether something that is asked holds.
    pub(super) fn holds_in_part(&self, cx: &Context<'_>) -> bool {
        self.answers(cx).into_iter().flatten().any(|answer| answer)
    }

    /// The answers to what is asked.
    fn answers(&self, cx: &Context<'_>) -> [Option<bool>; 7] {
        let matches = |pattern: &Regex, text: Option<&str>| text.is_some_and(|text| pattern.is_match(text));
        [
            self.title.as_ref().map(|title| matches(title, cx.doc.origin.page.as_deref())),
            self.source.as_ref().map(|source| matches(source, Some(cx.doc.text()))),
            (!self.templates.is_empty()).then(|| self.templates.occur(cx)),
            (!self.sections.is_empty()).then(|| self.has_section(cx)),
            (!self.categories.is_empty()).then(|| self.has_category(cx)),
            (!self.links.is_empty()).then(|| self.has_link(cx)),
            (!self.tags.is_empty()).then(|| self.has_tag(cx)),
        ]
    }

    fn has_section(&self, cx: &Context<'_>) -> bool {
        let is_one = |title: &str| self.sections.iter().any(|wanted| same_title(wanted, title));
        cx.facts.sections().all.iter().any(|section| is_one(&section.title))
    }

    fn has_category(&self, cx: &Context<'_>) -> bool {
        let mut nodes = cx.tree.nodes_of(KindSet::of(&[Kind::Category]));
        nodes.any(|node| {
            Category::cast(node).is_some_and(|category| is_in(&self.categories, &category.name()))
        })
    }

    fn has_link(&self, cx: &Context<'_>) -> bool {
        let mut nodes = cx.tree.nodes_of(KindSet::of(&[Kind::Wikilink]));
        nodes.any(|node| Link::cast(node).is_some_and(|link| is_in(&self.links, &link.page())))
    }

    fn has_tag(&self, cx: &Context<'_>) -> bool {
        let mut nodes = cx.tree.nodes_of(KindSet::of(&[Kind::Tag, Kind::Reference]));
        nodes.any(|node| self.tags.contains(&tag_name(node)))
    }
}

fn tag_name(node: NodeRef<'_>) -> String {
    Tag::cast(node).map(|tag| tag.name().to_lowercase()).unwrap_or_default()
}

fn is_in(names: &[String], name: &str) -> bool {
    names.contains(&page_name(name))
}

/// The title of a page with a capital first letter and spaces for `_`.
fn page_name(name: &str) -> String {
    let name = name.trim().replace('_', " ");
    let mut signs = name.chars();
    signs.next().into_iter().flat_map(char::to_uppercase).chain(signs).collect()
}
