use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Parse;
use crate::facts::Facts;
use crate::input::{self, Input, InputError};
use crate::inventory::{self, Standing};
use crate::link_state;
use crate::plan::Plans;
use crate::profile::{CiteParam, ParamType};
use crate::runner::{self, Item};
use crate::source::Document;

/// What the articles do with a link.
#[derive(Debug, Default)]
pub(super) struct Use {
    /// Whether a copy is to be looked for if it is dead.
    pub(super) wants_copy: bool,
    /// When editors looked at it.
    pub(super) accessed: BTreeSet<NaiveDate>,
    /// Whether an article calls it dead and gives no copy.
    pub(super) is_called_dead: bool,
}

/// The links of all inputs, by their keys.
pub(super) fn links(
    inputs: &[Result<Input, InputError>],
    reading: &input::Settings,
    plans: &Plans,
    parse: Parse,
    threads: usize,
) -> BTreeMap<String, Use> {
    let work = |doc: &Document| {
        let choice = plans.of(doc).choose(doc);
        let tree = parse(doc, &choice);
        let facts = Facts::new(doc, &tree, choice.profile, choice.language);
        let addresses = inventory::addresses(&facts).into_iter();
        let asked = addresses.filter(|address| is_asked(address.standing));
        let keys = asked.filter_map(|address| {
            let is_called_dead = address.mark.is_some() && address.copy.is_none();
            Some((link_state::key(&address.url)?, address.standing != Standing::Archived, is_called_dead))
        });
        (keys.collect::<Vec<_>>(), accesses(&facts))
    };
    let mut links: BTreeMap<String, Use> = BTreeMap::new();
    let inputs = inputs.iter().flatten().cloned().map(Ok).collect();
    // What cannot be read is said when it is read for its findings.
    let result = runner::run(inputs, reading, threads, work, |item| {
        if let Item::Document(_, (keys, accesses)) = item {
            for (key, wants_copy, is_called_dead) in keys {
                let used: &mut Use = links.entry(key).or_default();
                used.wants_copy |= wants_copy;
                used.is_called_dead |= is_called_dead;
            }
            for (key, day) in accesses {
                if let Some(used) = links.get_mut(&key) {
                    used.accessed.insert(day);
                }
            }
        }
        Ok::<(), std::convert::Infallible>(())
    });
    result.map_or_else(|never| match never {}, |()| links)
}

/// The days on which the editors of an article looked at the links of its citations.
fn accesses(facts: &Facts<'_>) -> Vec<(String, NaiveDate)> {
    let grammar = facts.dates().grammar;
    let accesses = facts.citations().iter().filter_map(|citation| {
        let key = link_state::key(citation.get(CiteParam::Url).filter(|url| url.is_literal)?.value)?;
        let date = citation.of_kind(ParamType::AccessDate)?;
        Some((key, grammar.read_value(date.value).ok()?.start.days()?.0))
    });
    accesses.collect()
}

/// Whether links of a standing are asked: not copies in archives, which are many and rarely go, nor what is no address.
fn is_asked(standing: Standing) -> bool {
    !matches!(standing, Standing::NotWeb | Standing::Composed | Standing::Invalid | Standing::Copy)
}
