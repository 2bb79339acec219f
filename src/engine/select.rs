use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use super::page::{CITE_PREFIX, Page};
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

/// Selectors as they were given in one place: rules, groups, `all`, and ids of other tools (`cw:2`).
#[derive(Clone, Debug, Default)]
pub struct Selectors {
    /// These replace what was chosen before, the default rules or those of earlier layers.
    pub select: Option<Vec<String>>,
    /// These are added.
    pub extend_select: Vec<String>,
    /// These run as well, and their `info` findings are shown no more than those of others: nobody asked for them.
    pub switched_on: Vec<String>,
    /// These are taken away; they win where a selector above is as specific.
    pub ignore: Vec<String>,
}

/// The rules that run, and those that were asked for by name, group or `all`.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    decided: HashMap<&'static str, Decision>,
    /// Selectors that are ids of other tools for which wikivet has no rule.
    pub without_rule: Vec<String>,
}

/// What became of a rule, and by which selector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Whether the rule runs.
    pub runs: bool,
    /// The place of the selectors among those that were given; none for a default rule that nothing was said of.
    pub layer: Option<usize>,
    /// The selector; empty for a default rule that nothing was said of.
    pub selector: String,
    /// Whether the rule was asked for, and not only switched on.
    pub is_asked_for: bool,
}

impl Selection {
    /// Resolves the selectors of one place. The more specific selector wins; `ignore` wins ties.
    pub fn new(registry: &'static Registry, selectors: &Selectors) -> Result<Selection, SelectError> {
        Selection::layered(registry, std::slice::from_ref(selectors))
    }

    /// Resolves the selectors of several places, of which a later one wins over all before it.
    pub fn layered(registry: &'static Registry, layers: &[Selectors]) -> Result<Selection, SelectError> {
        let mut selection = Selection::default();
        for page in registry.pages().filter(|page| page.default) {
            let decision = Decision { runs: true, layer: None, selector: String::new(), is_asked_for: false };
            selection.decided.insert(page.name, decision);
        }
        for (index, selectors) in layers.iter().enumerate() {
            selection.add(registry, index, selectors)?;
        }
        Ok(selection)
    }

    fn add(
        &mut self,
        registry: &'static Registry,
        layer: usize,
        selectors: &Selectors,
    ) -> Result<(), SelectError> {
        if selectors.select.is_some() {
            self.decided.clear();
        }
        let mut said: HashMap<&'static str, (Specificity, bool, &str)> = HashMap::new();
        let mut asked_for = HashSet::new();
        let asked = selectors.select.iter().flatten().chain(&selectors.extend_select);
        let asked = asked.map(|selector| (selector, true, true));
        let switched_on = selectors.switched_on.iter().map(|selector| (selector, true, false));
        let off = selectors.ignore.iter().map(|selector| (selector, false, false));
        for (selector, runs, asks) in asked.chain(switched_on).chain(off) {
            for (name, specificity) in self.resolve(registry, selector, !runs)? {
                if asks {
                    asked_for.insert(name);
                }
                let is_stronger = said
                    .get(name)
                    .is_none_or(|(known, ..)| *known < specificity || *known == specificity && !runs);
                if is_stronger {
                    said.insert(name, (specificity, runs, selector));
                }
            }
        }
        for (name, (_, runs, selector)) in said {
            let is_asked_for = runs && asked_for.contains(name);
            if runs && !is_asked_for && self.enables(name) {
                // It is on already, and stays asked for if it was.
                continue;
            }
            let decision = Decision { runs, layer: Some(layer), selector: selector.to_owned(), is_asked_for };
            self.decided.insert(name, decision);
        }
        Ok(())
    }

    /// What became of a rule; none if no selector names it and it is off by default, or `select` left it out.
    pub fn decision(&self, rule: &str) -> Option<&Decision> {
        self.decided.get(rule)
    }

    /// Whether a rule runs.
    pub fn enables(&self, rule: &str) -> bool {
        self.decision(rule).is_some_and(|decision| decision.runs)
    }

    /// Whether a rule was asked for by name, group or `all`.
    pub fn asks_for(&self, rule: &str) -> bool {
        self.decision(rule).is_some_and(|decision| decision.runs && decision.is_asked_for)
    }

    /// The number of rules that run.
    pub fn len(&self) -> usize {
        self.decided.values().filter(|decision| decision.runs).count()
    }

    /// Whether no rule runs.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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
            let found = pick(Specificity::Rule, &|page| page.is_known_as(tool, id));
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
    let most = |name: &str| name.chars().count().max(3) / 3;
    // What is so much longer or shorter needs more changes.
    let may_be_near = |name: &&str| {
        let (length, wanted) = (name.chars().count(), wanted.chars().count());
        length.abs_diff(wanted) <= most(name)
    };
    names
        .filter(may_be_near)
        .map(|name| (strsim::damerau_levenshtein(wanted, name), name))
        .filter(|(distance, name)| *distance <= most(name))
        .min()
        .map(|(_, name)| name)
}

fn unknown(registry: &Registry, selector: &str) -> SelectError {
    let names = registry.pages().flat_map(|page| [page.name, page.group]).chain(["all"]);
    SelectError::Unknown {
        selector: selector.to_owned(),
        nearest: nearest(selector, names).or_else(|| group_of(registry, selector)).map(str::to_owned),
    }
}

/// The group of most rules whose names begin with a word: `citation` for `cite`.
fn group_of(registry: &Registry, word: &str) -> Option<&'static str> {
    let begins = |name: &str| name.strip_prefix(word).is_some_and(|rest| rest.starts_with('-'));
    let mut groups = BTreeMap::<&str, usize>::new();
    for page in registry.pages().filter(|page| begins(page.name)) {
        *groups.entry(page.group).or_default() += 1;
    }
    groups.into_iter().max_by_key(|(_, rules)| *rules).map(|(group, _)| group)
}

/// The names of the tools whose ids are selectors.
pub fn peer_tools() -> impl Iterator<Item = &'static str> {
    peers().keys().map(String::as_str)
}

/// The ids of the checks of another tool.
pub fn peer_ids(tool: &str) -> &'static [String] {
    peers().get(tool).map(Vec::as_slice).unwrap_or_default()
}

/// Whether another tool has a check of this id.
pub(super) fn is_peer_id(tool: &str, id: &str) -> bool {
    let id = id.strip_prefix(CITE_PREFIX).filter(|_| tool == "cite").unwrap_or(id);
    peer_ids(tool).iter().any(|known| known == id)
}

/// The ids of each tool, from `rules/data/peers.toml`.
fn peers() -> &'static BTreeMap<String, Vec<String>> {
    static PEERS: LazyLock<BTreeMap<String, Vec<String>>> =
        LazyLock::new(|| toml::from_str(include_str!("../../rules/data/peers.toml")).unwrap_or_default());
    &PEERS
}
