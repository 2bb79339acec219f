use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use toml::Spanned;

use super::CheckError;
use super::check::{Compiled, fields};
use super::error::{only_one, place as place_of};
use super::place::first_line;
use super::rule::{Judge, Violation};
use super::template_names::TemplateNames;
use super::titles::same_title;
use crate::engine::{Context, Interest};
use crate::fix::Edit;
use crate::rules::{shown, structure::with_line};
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef, Template};

/// `[check.template]`: templates that must not, or must, stand on a page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TemplateTable {
    /// Templates that must not be used.
    #[serde(default)]
    banned: Option<Spanned<Vec<Spanned<String>>>>,
    /// Templates that must not be used, with those to use instead.
    #[serde(default)]
    renamed: Option<Spanned<BTreeMap<Spanned<String>, String>>>,
    /// Templates of which the page must have one.
    #[serde(default)]
    required: Option<Spanned<Vec<Spanned<String>>>>,
    /// Templates of which the page may have one alone.
    #[serde(default)]
    at_most_once: Option<Spanned<Vec<Spanned<String>>>>,
    /// What to use instead of what is banned; nothing, to take it out.
    #[serde(default)]
    replacement: Option<Spanned<String>>,
    /// Where what is required has to stand.
    #[serde(default, rename = "in")]
    place: Option<Spanned<Where>>,
    /// The sections, by title, in one of which it has to stand.
    #[serde(default)]
    in_sections: Option<Spanned<Vec<String>>>,
}

/// Where a template has to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Where {
    /// Anywhere on the page.
    Page,
    /// Before everything else.
    Start,
    /// Before the first heading.
    Lead,
}

impl TemplateTable {
    /// Whether it says what to write instead.
    pub(super) fn repairs(&self) -> bool {
        self.replacement.is_some() || self.renamed.is_some()
    }

    /// Makes the check.
    pub(super) fn compile(&self) -> Result<Compiled, CheckError> {
        only_one(&[
            ("banned", place_of(&self.banned)),
            ("renamed", place_of(&self.renamed)),
            ("required", place_of(&self.required)),
            ("at-most-once", place_of(&self.at_most_once)),
        ])?;
        for (name, span) in [("in", place_of(&self.place)), ("in-sections", place_of(&self.in_sections))] {
            if let Some(span) = span.filter(|_| self.required.is_none()) {
                return Err(CheckError::at(span, format!("`{name}` is for templates that are required")));
            }
        }
        if let Some(replacement) = self.replacement.as_ref().filter(|_| self.banned.is_none()) {
            return Err(CheckError::at(replacement.span(), "`replacement` is for templates that are banned"));
        }
        let names = |list: &Spanned<Vec<Spanned<String>>>| match list.as_ref().as_slice() {
            [] => Err(CheckError::empty_list(list.span())),
            names => TemplateNames::compile(names),
        };
        let judge: Box<dyn Judge> = if let Some(banned) = &self.banned {
            let instead = self.replacement.as_ref().map(|instead| instead.as_ref().clone());
            Box::new(Banned(vec![(names(banned)?, instead)]))
        } else if let Some(required) = &self.required {
            Box::new(Required {
                templates: names(required)?,
                list: required.as_ref().iter().map(|name| name.as_ref().clone()).collect(),
                place: self.place.as_ref().map_or(Where::Page, |place| *place.as_ref()),
                sections: self.in_sections.as_ref().map(|sections| sections.as_ref().clone()),
            })
        } else if let Some(once) = &self.at_most_once {
            Box::new(Once(names(once)?))
        } else {
            let renamed = self.renamed.iter().flat_map(|renamed| renamed.as_ref());
            let pairs = renamed.map(|(old, new)| {
                Ok((TemplateNames::compile(std::slice::from_ref(old))?, Some(new.clone())))
            });
            Box::new(Banned(pairs.collect::<Result<_, _>>()?))
        };
        Ok(Compiled { judge, fields: fields(&["template", "replacement"]) })
    }
}

/// Templates that must not be used, with what to use instead; an empty name to use nothing.
struct Banned(Vec<(TemplateNames, Option<String>)>);

impl Judge for Banned {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Template]))
    }

    fn node(&self, node: NodeRef<'_>, cx: &Context<'_>, found: &mut Vec<Violation>) {
        let Some((_, instead)) = self.0.iter().find(|(names, _)| names.pick(node, cx).is_some()) else {
            return;
        };
        let name = name_of(node);
        let message = match instead.as_deref().unwrap_or_default() {
            "" => format!("the template `{}` should not be used", shown(&name)),
            instead => format!("the template `{}` is called `{instead}` now", shown(&name)),
        };
        let place = node.child(Kind::Name).map_or(node.span(), NodeRef::span).trim(cx.doc.text());
        let violation = Violation::new(place, message).field("template", &*name);
        found.push(match instead.as_deref() {
            None => violation,
            Some("") => {
                let edit = Edit::delete(with_line(cx.doc.text(), node.span()));
                violation.repair(format!("take `{}` out", shown(&name)), vec![edit])
            }
            Some(instead) => violation
                .field("replacement", instead)
                .repair(format!("write `{instead}`"), vec![Edit::replace(place, instead)]),
        });
    }
}

/// Templates of which the page must have one.
struct Required {
    templates: TemplateNames,
    list: Vec<String>,
    place: Where,
    sections: Option<Vec<String>>,
}

impl Judge for Required {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn end(&self, cx: &mut Context<'_>, found: &mut Vec<Violation>) {
        let mut first = None;
        for node in self.templates.all(cx) {
            if self.is_in_place(node.span(), cx) {
                return;
            }
            first.get_or_insert(node);
        }
        let listed = self.list.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ");
        let violation = match first {
            None => Violation::new(first_line(cx.doc.text()), format!("the page has no template {listed}"))
                .field("template", self.list.join(", ")),
            Some(node) => {
                let name = name_of(node);
                let message =
                    format!("the template `{}` should stand {}", shown(&name), self.where_it_belongs());
                Violation::new(node.span(), message).field("template", &*name)
            }
        };
        found.push(violation);
    }
}

impl Required {
    fn is_in_place(&self, template: Span, cx: &Context<'_>) -> bool {
        let sections = cx.facts.sections();
        let is_placed = match self.place {
            Where::Page => true,
            Where::Start => {
                cx.doc.text().get(..template.range().start).is_some_and(|text| text.trim().is_empty())
            }
            Where::Lead => sections.at(template.start).is_none(),
        };
        is_placed
            && self.sections.as_ref().is_none_or(|titles| {
                let title = sections.at(template.start).map(|section| section.title.as_str());
                title.is_some_and(|title| titles.iter().any(|wanted| same_title(wanted, title)))
            })
    }

    fn where_it_belongs(&self) -> String {
        let titles = || self.sections.iter().flatten().map(|title| format!("`{title}`")).collect::<Vec<_>>();
        match self.place {
            Where::Start => "before everything else".to_owned(),
            Where::Lead => "before the first heading".to_owned(),
            Where::Page => format!("in the section {}", titles().join(" or ")),
        }
    }
}

/// Templates of which the page may have one alone.
struct Once(TemplateNames);

impl Judge for Once {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn end(&self, cx: &mut Context<'_>, found: &mut Vec<Violation>) {
        let mut known: HashMap<String, Span> = HashMap::new();
        for node in self.0.all(cx) {
            let name = name_of(node);
            let title = cx.profile.template_title(&name).into_owned();
            if let Some(&first) = known.get(&title) {
                let message = format!("the template `{}` stands here once more", shown(&name));
                found.push(
                    Violation::new(node.span(), message)
                        .label(first, "the first one")
                        .field("template", name),
                );
            } else {
                known.insert(title, node.span());
            }
        }
    }
}

fn name_of(node: NodeRef<'_>) -> String {
    Template::cast(node).map(|template| template.name().into_owned()).unwrap_or_default()
}
