use super::Facts;
use crate::syntax::{Kind, KindSet, Note, notes};

impl Facts<'_> {
    /// What MediaWiki makes of the tags that have only one end, in the order of the nodes; see [`notes`]. Empty where
    /// nothing is open or stray.
    pub fn notes(&self) -> &[Note] {
        const ONE_END: KindSet = KindSet::of(&[Kind::Unclosed, Kind::Stray]);
        let read = || if self.tree.kinds().intersects(ONE_END) { notes(self.tree) } else { Vec::new() };
        self.notes.get_or_init(read)
    }
}
