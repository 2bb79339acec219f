use chrono::NaiveDate;

use super::block_scan::BlockScan;
use super::suppress::Suppressions;
use crate::facts::Facts;
use crate::facts::prose::Block;
use crate::finding::Finding;
use crate::link_state::KnownLinks;
use crate::profile::{Language, Profile, RoleSet, TemplateSchema};
use crate::source::Document;
use crate::syntax::{KindSet, NodeRef, Tree};

/// What a rule wants to be called for. A rule that wants nothing is a mistake, and a test says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interest {
    /// Kinds of nodes to visit.
    pub kinds: KindSet,
    /// Roles of templates to visit; [`Context::schema`] has the template's schema then.
    pub roles: RoleSet,
    /// Whether to be called once after the pass.
    pub finish: bool,
    /// Whether to be called when it is known what the comments of the document suppress.
    pub suppressions: bool,
}

impl Interest {
    /// Interest in the end of the pass alone: the rule reads facts.
    pub const FINISH: Interest =
        Interest { kinds: KindSet::EMPTY, roles: RoleSet::EMPTY, finish: true, suppressions: false };

    /// Interest in the comments that suppress findings alone.
    pub const SUPPRESSIONS: Interest =
        Interest { kinds: KindSet::EMPTY, roles: RoleSet::EMPTY, finish: false, suppressions: true };

    /// Interest in nodes of these kinds.
    pub const fn kinds(kinds: KindSet) -> Self {
        Interest { kinds, roles: RoleSet::EMPTY, finish: false, suppressions: false }
    }

    /// Interest in templates of these roles.
    pub const fn roles(roles: RoleSet) -> Self {
        Interest { kinds: KindSet::EMPTY, roles, finish: false, suppressions: false }
    }
}

/// A check: stateless code that finds a rule's violations. What needs two places is a fact, read in `finish`.
pub trait Rule: Send + Sync {
    /// What the check wants to be called for; asked once, when the linter is made.
    fn interest(&self) -> Interest;

    /// Called for each node of interest, in document order.
    fn visit(&self, _node: NodeRef<'_>, _cx: &mut Context<'_>) {}

    /// Called once after the pass.
    fn finish(&self, _cx: &mut Context<'_>) {}

    /// Called once after all rules are done, if the document has comments for wikivet. Nothing suppresses what is
    /// reported here.
    fn suppressions(&self, _suppressions: &Suppressions<'_>, _cx: &mut Context<'_>) {}

    /// A regular expression without a match of which the rule finds nothing in a block of the prose, white space at its
    /// ends left out: the engine looks for those of all rules at once, and [`Context::blocks_to_search`] has the blocks
    /// where this one's is.
    fn block_pattern(&self) -> Option<&str> {
        None
    }
}

/// What a check sees of a document, and where it reports.
pub struct Context<'a> {
    /// The document.
    pub doc: &'a Document,
    /// Its tree.
    pub tree: &'a Tree<'a>,
    /// What its wiki is like.
    pub profile: &'a Profile,
    /// What its language is like, if it is known.
    pub language: Option<&'a Language>,
    /// What was read out of the tree.
    pub facts: &'a Facts<'a>,
    /// The day that counts as today.
    pub today: NaiveDate,
    /// What is known of links from asking them, if they were asked.
    pub known_links: Option<&'a KnownLinks>,
    pub(super) schema: Option<&'a TemplateSchema>,
    pub(super) scan: Option<&'a BlockScan>,
    /// What the scan found in this document, once a rule has asked.
    pub(super) hits: Option<Vec<Vec<usize>>>,
    /// The number of the rule that is running.
    pub(super) rule: usize,
    pub(super) sink: Vec<Finding>,
}

impl<'a> Context<'a> {
    /// The schema of the template being visited, if its name is known.
    pub fn schema(&self) -> Option<&'a TemplateSchema> {
        self.schema
    }

    /// The blocks of the prose in which the pattern of the rule that is running may occur; all, if it has none.
    pub fn blocks_to_search(&mut self) -> Vec<Block<'a>> {
        let prose = self.facts.prose();
        let Some((scan, place)) = self.scan.and_then(|scan| Some((scan, scan.place(self.rule)?))) else {
            return prose.blocks().collect();
        };
        let hits = self.hits.get_or_insert_with(|| scan.find(prose));
        let numbers = hits.get(place).map(Vec::as_slice).unwrap_or_default();
        numbers.iter().filter_map(|&number| prose.block(number)).collect()
    }

    /// Takes a finding of the rule that is running.
    pub fn report(&mut self, finding: Finding) {
        self.sink.push(finding);
    }
}
