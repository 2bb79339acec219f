use std::collections::HashMap;
use std::rc::Rc;

use crate::engine::registry::Registry;
use crate::engine::select::{is_peer_id, nearest};

/// What a name in a comment stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// These rules.
    Rules(Vec<&'static str>),
    /// Rules about the comments themselves, which comments cannot suppress.
    Meta,
    /// The id of another tool's check, for which there is no rule.
    WithoutRule,
    /// Nothing has this name. The nearest one that something has, if any is near.
    Unknown(Option<&'static str>),
}

/// The group of the rules about comments for wikivet, whose findings no comment suppresses: what says that a comment is
/// not needed would else be what it is needed for.
pub(super) const META: &str = "meta";

/// What stands for all rules.
pub const ALL: &str = "all";

/// The longest name that is compared with others, in bytes, and how many of a document are.
const MAX_NAME: usize = 64;
const MAX_GUESSES: usize = 100;

/// Finds out what names mean, each once.
pub(super) struct Meanings<'t> {
    registry: &'static Registry,
    known: HashMap<&'t str, Rc<Meaning>>,
    guesses: usize,
}

impl<'t> Meanings<'t> {
    pub(super) fn new(registry: &'static Registry) -> Self {
        Meanings { registry, known: HashMap::new(), guesses: 0 }
    }

    pub(super) fn of(&mut self, name: &'t str) -> Rc<Meaning> {
        if let Some(known) = self.known.get(name) {
            return Rc::clone(known);
        }
        let meaning = Rc::new(self.find(name).unwrap_or_else(|| Meaning::Unknown(self.guess(name))));
        self.known.insert(name, Rc::clone(&meaning));
        meaning
    }

    fn find(&self, name: &str) -> Option<Meaning> {
        let pages = || self.registry.pages().filter(|page| page.group != META);
        if name == ALL {
            return Some(Meaning::Rules(pages().map(|page| page.name).collect()));
        }
        if name == META || self.registry.page(name).is_some_and(|page| page.group == META) {
            return Some(Meaning::Meta);
        }
        if let Some(page) = self.registry.page(name) {
            return Some(Meaning::Rules(vec![page.name]));
        }
        let rules: Vec<&'static str> = match name.split_once(':') {
            Some((tool, id)) => {
                pages().filter(|page| page.is_known_as(tool, id)).map(|page| page.name).collect()
            }
            None => pages().filter(|page| page.group == name).map(|page| page.name).collect(),
        };
        if !rules.is_empty() {
            return Some(Meaning::Rules(rules));
        }
        let (tool, id) = name.split_once(':')?;
        is_peer_id(tool, id).then_some(Meaning::WithoutRule)
    }

    fn guess(&mut self, name: &str) -> Option<&'static str> {
        if name.len() > MAX_NAME || self.guesses == MAX_GUESSES {
            return None;
        }
        self.guesses += 1;
        let pages = self.registry.pages().filter(|page| page.group != META);
        nearest(name, pages.flat_map(|page| [page.name, page.group]).chain([ALL]))
    }
}
