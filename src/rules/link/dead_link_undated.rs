//! `rules/link/dead-link-undated.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{ParamType, Role};
use crate::syntax::{Kind, Template};

/// Finds marks of dead links that do not say since when.
pub struct DeadLinkUndated;

impl Rule for DeadLinkUndated {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        if !cx.profile.link_marks.is_dated() {
            return;
        }
        let facts = cx.facts;
        for (node, schema) in facts.known_templates().filter(|(_, schema)| schema.has(Role::DeadLink)) {
            let Some(mark) = Template::cast(node) else { continue };
            let is_date =
                |key: &str| schema.param(key).is_some_and(|param| param.kind == ParamType::MonthYear);
            // What stands there without a name may be meant as the date.
            let has_date = |key: &str, value: &str| {
                !value.is_empty() && (is_date(key) || key.bytes().all(|byte| byte.is_ascii_digit()))
            };
            if mark.arguments().any(|argument| has_date(&argument.key, argument.value())) {
                continue;
            }
            let finding =
                Finding::new(node.span(), "mark of a dead link without the month since when it is dead")
                    .help("give the month, so that old marks can be told from new ones");
            // A number under a name that the template does not have may be the date.
            let may_be_date = |key: &str, value: &str| {
                is_date(key) || schema.param(key).is_none() && value.contains(char::is_numeric)
            };
            let has_place = mark.arguments().any(|argument| may_be_date(&argument.key, argument.value()));
            let date = cx.profile.link_marks.date(cx.today).filter(|_| !has_place);
            let name = node.child(Kind::Name).map(|name| name.span().trim(cx.doc.text()));
            cx.report(match date.zip(name) {
                Some((date, name)) => {
                    let edit = Edit::insert(name.end, date.clone());
                    finding.fix(Fix::new(format!("add `{date}`"), vec![edit], Safety::Suggested))
                }
                None => finding,
            });
        }
    }
}
