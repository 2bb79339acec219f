use std::collections::HashMap;

use anyhow::{Context as _, bail};

use crate::engine::{self, Registry, Specificity};
use crate::fix::Safety;

/// What the fixes of rules count as, by `--safety`. What names rules more specifically wins, else what comes later.
pub(super) fn safeties(
    given: &[String],
    registry: &'static Registry,
) -> anyhow::Result<HashMap<String, Safety>> {
    let mut chosen: HashMap<&str, (Specificity, Safety)> = HashMap::new();
    for given in given {
        let (rules, specificity, safety) = parse(given, registry)?;
        for rule in rules {
            let known = chosen.entry(rule).or_insert((specificity, safety));
            if known.0 <= specificity {
                *known = (specificity, safety);
            }
        }
    }
    Ok(chosen.into_iter().map(|(rule, (_, safety))| (rule.to_owned(), safety)).collect())
}

/// `RULE=SAFETY`, with the rules that are named.
fn parse(
    given: &str,
    registry: &'static Registry,
) -> anyhow::Result<(Vec<&'static str>, Specificity, Safety)> {
    let Some((selector, name)) = given.split_once('=') else {
        bail!("--safety {given}: say RULE=safe, RULE=suggested or RULE=manual");
    };
    let safety =
        [Safety::Safe, Safety::Suggested, Safety::Manual].into_iter().find(|safety| safety.name() == name);
    let Some(safety) = safety else {
        bail!("--safety {given}: `{name}` is not one of safe, suggested and manual");
    };
    let (rules, specificity) =
        engine::rules_named(registry, selector).with_context(|| format!("--safety {given}"))?;
    let has_fix = |rule: &&str| {
        registry.page(rule).is_some_and(|page| !matches!(page.fix, None | Some(Safety::Manual)))
    };
    match (rules.is_empty(), rules.iter().any(has_fix)) {
        (true, _) => bail!("--safety {given}: wikivet has no rule for `{selector}` yet"),
        (_, false) => bail!("--safety {given}: `{selector}` has no fix that could be made"),
        _ => Ok((rules, specificity, safety)),
    }
}
