use std::collections::{BTreeSet, HashSet};

use super::{Edit, Fix};
use crate::source::Span;

/// The edits of fixes that are made at once: none of them comes in another one's way.
#[derive(Debug, Default)]
pub(super) struct Round {
    edits: Vec<Edit>,
    /// Start and end of each edit.
    places: BTreeSet<(u32, u32)>,
    groups: HashSet<String>,
}

impl Round {
    /// Whether a fix can be made together with those that are in the round; if not, it waits for the next one.
    ///
    /// Two fixes of a group cannot, and neither can two whose edits overlap. Edits may stand side by side, but what is
    /// inserted touches no edit of another fix: which of two comes first would be a guess.
    pub(super) fn has_room_for(&self, fix: &Fix) -> bool {
        let is_group_free = fix.group.as_ref().is_none_or(|group| !self.groups.contains(group));
        is_group_free && !fix.edits.iter().any(|edit| self.is_in_the_way(edit.span))
    }

    /// Adds a fix that there is room for.
    pub(super) fn add(&mut self, fix: &Fix) {
        self.groups.extend(fix.group.clone());
        self.places.extend(fix.edits.iter().map(|edit| (edit.span.start, edit.span.end)));
        self.edits.extend_from_slice(&fix.edits);
    }

    /// The edits of all fixes, in the order of the text; what one fix inserts at one place stays in its order.
    pub(super) fn into_edits(mut self) -> Vec<Edit> {
        self.edits.sort_by_key(|edit| edit.span);
        self.edits
    }

    fn is_in_the_way(&self, span: Span) -> bool {
        let up_to = self.places.range(..=(span.end, u32::MAX)).rev();
        // Places are disjoint, so that those before one that ends before the span do so too.
        up_to.take_while(|&&(_, end)| end >= span.start).any(|&(start, end)| {
            let inserts = span.is_empty() || start == end;
            inserts || start < span.end && span.start < end
        })
    }
}

/// Whether the edits of a fix can be made of a text: there is one, each lies in the text on character boundaries, and
/// they are sorted and disjoint.
pub(super) fn is_sound(fix: &Fix, text: &str) -> bool {
    let is_in_text = |edit: &Edit| text.get(edit.span.range()).is_some();
    let is_sorted = fix.edits.is_sorted_by(|one, next| one.span.end <= next.span.start);
    !fix.edits.is_empty() && is_sorted && fix.edits.iter().all(is_in_text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::Safety;

    fn fix(edits: &[(u32, u32)]) -> Fix {
        let edit = |&(start, end)| Edit::replace(Span::new(start, end), "x");
        Fix::new("a title", edits.iter().map(edit).collect(), Safety::Safe)
    }

    fn fit_together(one: &Fix, other: &Fix) -> bool {
        let [mut forth, mut back] = [Round::default(), Round::default()];
        forth.add(one);
        back.add(other);
        assert_eq!(forth.has_room_for(other), back.has_room_for(one));
        forth.has_room_for(other)
    }

    #[test]
    fn edits_may_stand_side_by_side_but_not_overlap() {
        assert!(fit_together(&fix(&[(0, 3)]), &fix(&[(3, 5)])));
        assert!(fit_together(&fix(&[(0, 1), (8, 9)]), &fix(&[(3, 5)])));
        assert!(!fit_together(&fix(&[(0, 4)]), &fix(&[(3, 5)])));
        assert!(!fit_together(&fix(&[(0, 1), (4, 9)]), &fix(&[(3, 5)])));
        assert!(!fit_together(&fix(&[(0, 9)]), &fix(&[(3, 5)])));
    }

    #[test]
    fn what_is_inserted_touches_no_edit_of_another_fix() {
        assert!(!fit_together(&fix(&[(3, 3)]), &fix(&[(3, 3)])));
        assert!(!fit_together(&fix(&[(3, 3)]), &fix(&[(3, 5)])));
        assert!(!fit_together(&fix(&[(5, 5)]), &fix(&[(3, 5)])));
        assert!(!fit_together(&fix(&[(4, 4)]), &fix(&[(3, 5)])));
        assert!(fit_together(&fix(&[(2, 2)]), &fix(&[(3, 5)])));
    }

    #[test]
    fn two_fixes_of_a_group_do_not_fit_together() {
        assert!(!fit_together(&fix(&[(0, 1)]).group("a"), &fix(&[(3, 5)]).group("a")));
        assert!(fit_together(&fix(&[(0, 1)]).group("a"), &fix(&[(3, 5)]).group("b")));
    }

    #[test]
    fn what_one_fix_inserts_at_one_place_stays_in_its_order() {
        let edits = vec![Edit::insert(3, "b"), Edit::insert(3, "a"), Edit::replace(Span::new(3, 4), "c")];
        let mut round = Round::default();
        round.add(&Fix::new("a title", edits.clone(), Safety::Safe));
        assert_eq!(round.into_edits(), edits);
    }

    #[test]
    fn edits_outside_of_the_text_inside_a_character_or_out_of_order_are_not_made() {
        assert!(is_sound(&fix(&[(0, 1), (3, 3)]), "aé"));
        assert!(!is_sound(&fix(&[(1, 2)]), "aé"));
        assert!(!is_sound(&fix(&[(0, 4)]), "aé"));
        assert!(!is_sound(&fix(&[(1, 3), (0, 1)]), "aé"));
        assert!(!is_sound(&fix(&[]), "aé"));
    }
}
