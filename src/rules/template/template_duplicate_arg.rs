//! `rules/template/template-duplicate-arg.md`

use crate::engine::{Check, Context, Interest, NoOptions, Rule};
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds arguments that a later one of the same name overrides.
pub struct TemplateDuplicateArg;

impl Check for TemplateDuplicateArg {
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        TemplateDuplicateArg
    }
}

impl Rule for TemplateDuplicateArg {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Template]))
    }

    fn visit(&self, _node: NodeRef<'_>, _cx: &mut Context<'_>) {}
}
