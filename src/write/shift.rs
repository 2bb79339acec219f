use super::{Rewritten, Splice};
use crate::source::ContainerPosition;

/// Where places of a container are after the splices before them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    bytes: i64,
    lines: i64,
    /// The line, as it was, in which the last splice ended; 0 if there is none.
    last_line: u64,
    /// What is added to columns of that line after the splice.
    columns: i64,
}

impl Shift {
    /// Moves a rewritten document to where it stands after all splices so far and its own, and counts these.
    pub fn place(&mut self, rewritten: &mut Rewritten) {
        let Some(start) = rewritten.doc.map().container().map(|container| container.start) else { return };
        let (before, from) = rewritten
            .splices
            .split_at(rewritten.splices.partition_point(|splice| splice.at.offset < start.offset));
        before.iter().for_each(|splice| self.add(splice));
        let start = self.apply(start);
        from.iter().for_each(|splice| self.add(splice));
        rewritten.doc.start_at(start);
    }

    /// Counts a splice; they come in the order of the container.
    pub fn add(&mut self, splice: &Splice) {
        let Splice { at, old, new } = splice;
        let new_start = self.apply(*at);
        let old_end = end(*at, old);
        let new_end = end(new_start, new);
        self.bytes = new_end.offset as i64 - old_end.offset as i64;
        self.lines = new_end.line as i64 - old_end.line as i64;
        self.columns = new_end.column as i64 - old_end.column as i64;
        self.last_line = old_end.line;
    }

    /// The new place of one that no splice so far has touched.
    pub fn apply(&self, place: ContainerPosition) -> ContainerPosition {
        let columns = if place.line == self.last_line { self.columns } else { 0 };
        ContainerPosition {
            offset: place.offset.saturating_add_signed(self.bytes),
            line: place.line.saturating_add_signed(self.lines),
            column: place.column.saturating_add_signed(columns),
        }
    }
}

/// The place after a text that starts at `start`.
fn end(start: ContainerPosition, text: &str) -> ContainerPosition {
    let last = text.rsplit('\n').next().unwrap_or_default().chars().count() as u64;
    let lines = text.bytes().filter(|&byte| byte == b'\n').count() as u64;
    ContainerPosition {
        offset: start.offset + text.len() as u64,
        line: start.line + lines,
        column: if lines == 0 { start.column + last } else { last + 1 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, offset: usize) -> ContainerPosition {
        end(ContainerPosition::START, &text[..offset])
    }

    #[test]
    fn places_after_splices_are_those_of_the_new_text() {
        let old = "ab\ncd ef gh\nij kl\nmn";
        let cases = [("cd", "x"), ("ef", "ü\ny"), ("gh\nij", ""), ("kl", "long"), ("\nmn", "\n\nmo")];
        let mut shift = Shift::default();
        let mut new = old.to_owned();
        for (from, to) in cases {
            let at = old.find(from).unwrap();
            shift.add(&Splice { at: place(old, at), old: from.to_owned(), new: to.to_owned() });
            new = new.replacen(from, to, 1);
            let end = at + from.len();
            for offset in end..=old.len() {
                let moved = new.len() - (old.len() - offset);
                assert_eq!(
                    shift.apply(place(old, offset)),
                    place(&new, moved),
                    "{from:?} → {to:?}, {offset}"
                );
            }
        }
    }
}
