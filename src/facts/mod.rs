//! What several rules need, read out of the tree once, on first use.

use crate::profile::{Language, Profile};
use crate::source::Document;
use crate::syntax::Tree;

/// The facts of one document. Each is read when it is first asked for.
pub struct Facts<'a> {
    /// The document.
    pub doc: &'a Document,
    /// Its tree.
    pub tree: &'a Tree<'a>,
    /// What its wiki is like.
    pub profile: &'a Profile,
    /// What its language is like, if it is known.
    pub language: Option<&'a Language>,
}

impl<'a> Facts<'a> {
    /// The facts of one document, none read yet.
    pub fn new(
        doc: &'a Document,
        tree: &'a Tree<'a>,
        profile: &'a Profile,
        language: Option<&'a Language>,
    ) -> Self {
        Facts { doc, tree, profile, language }
    }
}

impl<'a> Facts<'a> {
    /// The schema of a template node, if its name is known.
    pub fn schema(&self, template: crate::syntax::NodeRef<'_>) -> Option<&'a crate::profile::TemplateSchema> {
        let name = template.child(crate::syntax::Kind::Name)?;
        self.profile.template(name.source())
    }
}
