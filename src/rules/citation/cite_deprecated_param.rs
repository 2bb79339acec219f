//! `rules/citation/cite-deprecated-param.md`

use schemars::JsonSchema;
use serde::Deserialize;

use super::{group_of, is_given, remove, rename};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::{Finding, Severity};
use crate::fix::{Edit, Fix, Safety};
use crate::profile::Former;
use crate::rules::shown;

/// Finds names of parameters that the template took once.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct CiteDeprecatedParam {
    /// Old names that the templates of the wiki read still; case counts.
    allow: Vec<String>,
}

impl Rule for CiteDeprecatedParam {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.schema.is_complete) {
            let may_be_former =
                |field: &&Field<'_>| field.counts && field.param.is_none_or(|param| param.has_former_names);
            let is_allowed = |field: &Field<'_>| self.allow.iter().any(|name| *name == field.name);
            for field in citation.fields.iter().filter(may_be_former).filter(|field| !is_allowed(field)) {
                let (Some(former), Some(place)) = (citation.schema.former.get(&*field.name), field.name_span)
                else {
                    continue;
                };
                let name = shown(&field.name);
                let message = match former.name.as_str() {
                    "" => format!("`{name}` is no parameter any more"),
                    current => format!("`{name}` is now called `{current}`"),
                };
                let help = match former.help.as_str() {
                    "" => "the template does not read the old name any more",
                    help => help,
                };
                let mut finding = Finding::new(place, message).help(help).cluster(&*field.name);
                if field.value.is_empty() {
                    finding = finding.severity(Severity::Info).help("remove it: it says nothing");
                }
                if let Some(fix) = fix(citation, field, former, cx) {
                    finding = finding.fix(fix);
                }
                cx.report(finding);
            }
        }
    }
}

fn fix(citation: &Citation<'_>, field: &Field<'_>, former: &Former, cx: &Context<'_>) -> Option<Fix> {
    if field.value.is_empty() {
        return Some(remove(field, cx.tree, Safety::Safe));
    }
    if former.name.is_empty() {
        return None;
    }
    if former.values.is_empty() {
        return rename(citation, field, &former.name, Safety::Suggested);
    }
    let value = former.values.get(&field.value.to_ascii_lowercase())?;
    let place = field.name_span.filter(|_| !is_given(citation, field, &former.name))?;
    let edits = vec![Edit::replace(place, &former.name), Edit::replace(field.value_span, value)];
    let fix = Fix::new(format!("write `{}={value}`", former.name), edits, Safety::Suggested);
    Some(fix.group(group_of(citation, &former.name)))
}
