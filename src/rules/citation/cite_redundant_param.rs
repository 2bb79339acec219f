//! `rules/citation/cite-redundant-param.md`

use std::collections::HashMap;

use super::remove;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Field;
use crate::finding::Finding;
use crate::fix::Safety;
use crate::rules::shown;

/// Finds parameters that are given under two names.
pub struct CiteRedundantParam;

impl Rule for CiteRedundantParam {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.schema.is_complete) {
            let mut known: HashMap<String, &Field<'_>> = HashMap::new();
            let is_read = |field: &&Field<'_>| !citation.schema.former.contains_key(&*field.name);
            for field in citation.filled().filter(is_read) {
                let Some(key) = key(field) else { continue };
                let Some(first) = known.get(&key) else {
                    known.insert(key, field);
                    continue;
                };
                cx.report(finding(first, field, cx));
            }
        }
    }
}

/// The parameter and its number, which is 1 where the name has none.
fn key(field: &Field<'_>) -> Option<String> {
    let param = field.param?;
    let digits: String = field.name.chars().filter(char::is_ascii_digit).collect();
    let number = if param.name.contains('#') { digits.parse().unwrap_or(1) } else { 0_u32 };
    Some(format!("{} {number}", param.name))
}

fn finding(first: &Field<'_>, second: &Field<'_>, cx: &Context<'_>) -> Finding {
    let (one, other) = (shown(&first.name), shown(&second.name));
    let place = second.name_span.unwrap_or(second.value_span);
    let finding = Finding::new(place, format!("`{other}` and `{one}` are the same parameter"))
        .label(first.name_span.unwrap_or(first.value_span), "given here as well")
        .help("the template shows one of the two, and an error: keep the one that is right");
    if first.value == second.value {
        finding.fix(remove(second, cx.tree, Safety::Suggested))
    } else {
        finding
    }
}
