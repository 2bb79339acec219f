use std::collections::HashMap;

use super::page::Page;
use super::registry::Registry;

/// What a selector means, the more specific one later: this order is the order of precedence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Specificity {
    /// Nothing was said.
    Default,
    /// All rules.
    All,
    /// A group of rules.
    Group,
    /// One rule by its name, or those that have an id of another tool.
    Rule,
}

/// What is wrong with a selector.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SelectError {
    /// Nothing has this name.
    #[error("there is no rule, group or peer id `{selector}`{}", nearest.as_ref().map(|name| format!("; did you mean `{name}`?")).unwrap_or_default())]
    Unknown {
        /// What was given.
        selector: String,
        /// The nearest name that exists.
        nearest: Option<String>,
    },
}

/// Selectors as they were given: rules, groups, `all`, and ids of other tools (`cw:80`).
#[derive(Clone, Debug, Default)]
pub struct Selectors {
    /// These replace the default rules, if there are any.
    pub select: Vec<String>,
    /// These are added.
    pub extend_select: Vec<String>,
    /// These are taken away; they win where a selector above is as specific.
    pub ignore: Vec<String>,
}

/// The rules that run, and those that were asked for by name, group or `all`.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Rule → whether it was asked for, so that its `info` findings are shown as well.
    enabled: HashMap<&'static str, bool>,
    /// Selectors that are ids of other tools for which wikivet has no rule.
    pub without_rule: Vec<String>,
}

impl Selection {
    /// Resolves selectors. The more specific selector wins; `ignore` wins ties.
    pub fn new(registry: &'static Registry, selectors: &Selectors) -> Result<Selection, SelectError> {
        let mut selection = Selection::default();
        let mut chosen: HashMap<&'static str, Specificity> = HashMap::new();
        if selectors.select.is_empty() {
            for page in registry.pages().filter(|page| page.default) {
                chosen.insert(page.name, Specificity::Default);
            }
        }
        for selector in selectors.select.iter().chain(&selectors.extend_select) {
            for (name, specificity) in selection.resolve(registry, selector, false)? {
                let known = chosen.entry(name).or_insert(specificity);
                *known = specificity.max(*known);
            }
        }
        for selector in &selectors.ignore {
            for (name, specificity) in selection.resolve(registry, selector, true)? {
                if chosen.get(name).is_some_and(|&known| known <= specificity) {
                    chosen.remove(name);
                }
            }
        }
        selection.enabled = chosen
            .into_iter()
            .map(|(name, specificity)| (name, specificity != Specificity::Default))
            .collect();
        Ok(selection)
    }

    /// Whether a rule runs.
    pub fn enables(&self, rule: &str) -> bool {
        self.enabled.contains_key(rule)
    }

    /// Whether a rule was asked for by name, group or `all`.
    pub fn asks_for(&self, rule: &str) -> bool {
        self.enabled.get(rule).copied().unwrap_or(false)
    }

    /// The number of rules that run.
    pub fn len(&self) -> usize {
        self.enabled.len()
    }

    /// Whether no rule runs.
    pub fn is_empty(&self) -> bool {
        self.enabled.is_empty()
    }

    /// The rules that a selector names. A group means its default rules when selecting, all of them when ignoring.
    fn resolve(
        &mut self,
        registry: &'static Registry,
        selector: &str,
        ignoring: bool,
    ) -> Result<Vec<(&'static str, Specificity)>, SelectError> {
        let pick = |specificity, keep: &dyn Fn(&Page) -> bool| -> Vec<(&'static str, Specificity)> {
            registry.pages().filter(|page| keep(page)).map(|page| (page.name, specificity)).collect()
        };
        if selector == "all" {
            return Ok(pick(Specificity::All, &|_| true));
        }
        if let Some((tool, id)) = selector.split_once(':') {
            let found = pick(Specificity::Rule, &|page| {
                page.also.get(tool).is_some_and(|ids| ids.iter().any(|known| known == id))
            });
            if found.is_empty() && !id.is_empty() && is_peer_id(tool, id) {
                self.without_rule.push(selector.to_owned());
                return Ok(found);
            }
            return if found.is_empty() { Err(unknown(registry, selector)) } else { Ok(found) };
        }
        let found = pick(Specificity::Rule, &|page| page.name == selector);
        if !found.is_empty() {
            return Ok(found);
        }
        if registry.pages().any(|page| page.group == selector) {
            return Ok(pick(Specificity::Group, &|page| {
                page.group == selector && (ignoring || page.default)
            }));
        }
        Err(unknown(registry, selector))
    }
}

/// All rules that a selector names, and how specifically; none for an id of another tool without a rule here.
pub fn rules_named(
    registry: &'static Registry,
    selector: &str,
) -> Result<(Vec<&'static str>, Specificity), SelectError> {
    let named = Selection::default().resolve(registry, selector, true)?;
    let specificity = named.first().map_or(Specificity::Rule, |&(_, specificity)| specificity);
    Ok((named.into_iter().map(|(name, _)| name).collect(), specificity))
}

/// The name nearest to one that nothing has, if any is near.
pub fn nearest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    names
        .map(|name| (strsim::damerau_levenshtein(wanted, name), name))
        .filter(|(distance, name)| *distance <= name.len().max(3) / 3)
        .min()
        .map(|(_, name)| name)
}

fn unknown(registry: &Registry, selector: &str) -> SelectError {
    let names = registry.pages().flat_map(|page| [page.name, page.group]).chain(["all"]);
    SelectError::Unknown {
        selector: selector.to_owned(),
        nearest: nearest(selector, names).map(str::to_owned),
    }
}

/// Whether another tool has a check of this id; the list is `rules/data/peers.toml`.
pub(super) fn is_peer_id(tool: &str, id: &str) -> bool {
    static PEERS: std::sync::LazyLock<HashMap<String, Vec<String>>> = std::sync::LazyLock::new(|| {
        toml::from_str(include_str!("../../rules/data/peers.toml")).unwrap_or_default()
    });
    PEERS.get(tool).is_some_and(|ids| ids.iter().any(|known| known == id))
}
