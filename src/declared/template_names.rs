use rustc_hash::FxHashSet;
use toml::Spanned;

use super::CheckError;
use super::error::keyword;
use crate::engine::Context;
use crate::profile::{Profile, Role, RoleSet};
use crate::syntax::{Kind, KindSet, NodeRef, Template};

/// What stands before the name of a role, in the place of a template's name.
const ROLE: &str = "role:";

/// Templates by name, or by what they are for.
#[derive(Debug, Default)]
pub(super) struct TemplateNames {
    /// With a capital first letter, spaces for `_`, and no namespace.
    names: FxHashSet<String>,
    roles: RoleSet,
}

impl TemplateNames {
    /// Reads a list of names and `role:` words.
    pub(super) fn compile(list: &[Spanned<String>]) -> Result<Self, CheckError> {
        let mut names = FxHashSet::default();
        let mut roles = Vec::new();
        for item in list {
            let text = item.as_ref().trim();
            if let Some(role) = text.strip_prefix(ROLE) {
                roles.push(keyword::<Role>(role.trim(), item.span(), "role of a template")?);
            } else if text.is_empty() || text.contains(['{', '}', '|', '[', ']', '<', '>', '#', '\n']) {
                return Err(CheckError::at(item.span(), format!("`{text}` is no template's name"))
                    .note("write the name alone: no braces, no arguments"));
            } else {
                names.insert(Profile::neutral().template_title(text).into_owned());
            }
        }
        Ok(TemplateNames { names, roles: RoleSet::of(&roles) })
    }

    /// Whether nothing is named.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty() && self.roles.is_empty()
    }

    /// Whether they are all templates that cite a source, and no others.
    pub(super) fn are_citations(&self) -> bool {
        self.names.is_empty() && self.roles == RoleSet::of(&[Role::Citation])
    }

    /// Whether a template is one of them, and if so whether by its name.
    pub(super) fn pick(&self, node: NodeRef<'_>, cx: &Context<'_>) -> Option<Picked> {
        if self.is_named(node, cx.profile) {
            return Some(Picked::ByName);
        }
        let has_role = !self.roles.is_empty()
            && cx.facts.schema(node).is_some_and(|schema| schema.roles.intersects(self.roles));
        has_role.then_some(Picked::ByRole)
    }

    /// Whether one of them stands on the page.
    pub(super) fn occur(&self, cx: &Context<'_>) -> bool {
        self.all(cx).next().is_some()
    }

    /// Those of them that stand on the page, in the order of the text.
    pub(super) fn all<'a>(&self, cx: &Context<'a>) -> impl Iterator<Item = NodeRef<'a>> {
        let templates = cx.tree.nodes_of(KindSet::of(&[Kind::Template]));
        templates.filter(move |node| self.pick(*node, cx).is_some())
    }

    fn is_named(&self, node: NodeRef<'_>, profile: &Profile) -> bool {
        if self.names.is_empty() {
            return false;
        }
        let name = Template::cast(node).and_then(Template::literal_name);
        name.is_some_and(|name| self.names.contains(profile.template_title(&name).as_ref()))
    }
}

/// How a template was picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Picked {
    /// By its name: whoever wrote the check knows it.
    ByName,
    /// By its role: it takes what the wiki's data say.
    ByRole,
}
