//! `rules/citation/cite-field-ignored.md`

use super::{remove, unknown_fields};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::{Finding, Severity};
use crate::fix::Safety;
use crate::profile::CiteParams;
use crate::rules::shown;
use crate::syntax::Template;

/// Finds parameters that a citation template does not read, or does not show, though others of its family do.
pub struct CiteFieldIgnored;

impl Rule for CiteFieldIgnored {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.schema.is_complete) {
            let cites = &citation.schema.cites;
            let ignored = cites.ignores.iter().fold(CiteParams::default(), |all, ignored| {
                let among = ignored.among(&citation.given);
                all.or(&among)
            });
            let hidden = citation.given.and(&cites.hides);
            if ignored.is_empty() && hidden.is_empty() {
                continue;
            }
            for field in citation.filled() {
                if field.is_one_of(&ignored) {
                    cx.report(finding(citation, field, cx));
                } else if field.is_one_of(&hidden) {
                    cx.report(finding(citation, field, cx).severity(Severity::Info));
                }
            }
        }
        for (citation, field) in unknown_fields(facts) {
            let is_left_out = citation.schema.is_complete && citation.schema.leaves_out(&field.name);
            if field.name_span.is_none() || !is_left_out {
                continue;
            }
            let finding = finding(citation, field, cx);
            cx.report(if field.value.is_empty() {
                let fix = remove(field, cx.tree, Safety::Safe);
                finding.severity(Severity::Info).help("remove it").fix(fix)
            } else {
                finding
            });
        }
    }
}

fn finding(citation: &Citation<'_>, field: &Field<'_>, cx: &Context<'_>) -> Finding {
    let template = Template::cast(cx.tree.node(citation.node)).map(Template::name).unwrap_or_default();
    let (template, name) = (shown(&template), shown(&field.name));
    Finding::new(field.name_span.unwrap_or(field.value_span), format!("`{template}` does not show `{name}`"))
        .help("use a parameter that it shows, or the template for the kind of source that is cited")
        .cluster(format!("{template} {name}"))
}
