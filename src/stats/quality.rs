use serde::Serialize;

use crate::facts::Facts;
use crate::facts::extract::LineKind;
use crate::facts::prose::{BlockKind, LEFT_OUT};
use crate::profile::{Html, Profile};
use crate::source::{Document, InputKind};
use crate::syntax::{Kind, KindSet, html_element};
use crate::value::gap::{find_emptied_brackets, find_lost_values};
use crate::value::leftover::{Names, find_leftovers};

/// What tells how complete and how clean a text is. `docs/stats.md` says what each number means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Quality {
    /// Cells of tables in which a reader sees nothing.
    pub empty_cells: u64,
    /// Columns of tables in which nothing is left but the heading; extracts only.
    pub lost_columns: u64,
    /// Brackets that have lost what stood in them, or a part of it.
    pub emptied_brackets: u64,
    /// Values that are missing in sentences; extracts only.
    pub lost_values: u64,
    /// Introductions after which nothing comes.
    pub lost_lists: u64,
    /// Headings under which nothing stands.
    pub empty_sections: u64,
    /// Markup that readers see.
    pub residue: u64,
    /// Markers of footnotes; extracts only.
    pub markers: u64,
    /// Footnotes at the end; extracts only.
    pub notes: u64,
    /// Of these, those without text.
    pub empty_notes: u64,
}

impl Quality {
    pub(super) fn of(facts: &Facts<'_>) -> Self {
        let cells = facts.tables().iter().flat_map(|table| table.cells());
        let mut quality = Quality {
            empty_cells: cells.filter(|cell| !cell.is_filled).count() as u64,
            ..Quality::default()
        };
        match facts.doc.origin.input {
            InputKind::Extract => quality.read_extract(facts),
            _ => quality.read_wikitext(facts),
        }
        quality
    }

    /// The places where something is missing: brackets, values, columns, lists and sections.
    pub fn gaps(&self) -> u64 {
        self.lost_columns + self.emptied_brackets + self.lost_values + self.lost_lists + self.empty_sections
    }

    pub(super) fn add(&mut self, other: &Quality) {
        self.empty_cells += other.empty_cells;
        self.lost_columns += other.lost_columns;
        self.emptied_brackets += other.emptied_brackets;
        self.lost_values += other.lost_values;
        self.lost_lists += other.lost_lists;
        self.empty_sections += other.empty_sections;
        self.residue += other.residue;
        self.markers += other.markers;
        self.notes += other.notes;
        self.empty_notes += other.empty_notes;
    }

    fn read_extract(&mut self, facts: &Facts<'_>) {
        let words = facts.language.map(|language| &language.extracts);
        let lines = facts.extract_lines();
        for line in &lines.all {
            let text = facts.doc.slice(line.span);
            self.emptied_brackets += find_emptied_brackets(text, words).len() as u64;
            if let Some(words) = words.filter(|_| matches!(line.kind, LineKind::Text | LineKind::Item)) {
                self.lost_values += find_lost_values(text, words).len() as u64;
            }
        }
        self.lost_columns = facts.lost_columns().len() as u64;
        self.lost_lists = lines.lost_lists(facts).count() as u64;
        self.empty_sections = lines.empty_sections(facts).count() as u64;
        self.residue = leftovers(facts.doc, facts.profile);
        let notes = facts.extract_notes();
        self.markers = notes.n_markers.into();
        self.notes = notes.n_footnotes.into();
        self.empty_notes = notes.n_empty.into();
    }

    fn read_wikitext(&mut self, facts: &Facts<'_>) {
        const FLOW: [BlockKind; 2] = [BlockKind::Paragraph, BlockKind::ListItem];
        let words = facts.language.map(|language| &language.extracts);
        for block in facts.prose().blocks().filter(|block| FLOW.contains(&block.kind())) {
            self.emptied_brackets += find_emptied_brackets(block.text(), words).len() as u64;
        }
        let text = facts.doc.text();
        let sections = &facts.sections().all;
        for (at, section) in sections.iter().enumerate() {
            let next = sections.get(at + 1);
            let end = next.map_or(section.span.end, |next| next.span.start);
            let start = facts.tree.node(section.heading).span().end;
            let under = text.get(start as usize..end as usize).unwrap_or_default().trim();
            let has_parts = next.is_some_and(|next| next.level > section.level);
            self.empty_sections += u64::from(under.is_empty() && !has_parts);
            self.lost_lists += u64::from(under.ends_with(':') && !has_parts);
        }
        // Halves of tags are not seen; those of links and templates are.
        let halves = facts.tree.nodes_of(KindSet::of(&[Kind::Unclosed, Kind::Stray]));
        self.residue = halves.filter(|half| half.source().starts_with(['[', ']', '{', '}'])).count() as u64;
    }
}

fn leftovers(doc: &Document, profile: &Profile) -> u64 {
    let site = &profile.site;
    let names = Names {
        html: Html::known(),
        is_tag: &|name| html_element(name).is_some() || site.extension_tag(name).is_some(),
        is_switch: &|word| site.is_behaviour_switch(word),
    };
    find_leftovers(doc.text(), &names).len() as u64
}

/// How many sentences a block of text has: marks that end one, before white space and no small letter; one more for
/// words behind the last of them.
pub(super) fn sentences(text: &str) -> u64 {
    let (mut count, mut has_word) = (0, false);
    for (at, sign) in text.char_indices() {
        has_word |= sign.is_alphanumeric();
        let rest = text.get(at + sign.len_utf8()..).unwrap_or_default();
        let ends = match sign {
            '。' | '！' | '？' | '।' => true,
            '.' | '!' | '?' | '։' | '…' => {
                let behind = rest.trim_start_matches(['"', '”', '»', ')', ']', LEFT_OUT]);
                let next = behind.trim_start().chars().next();
                behind.is_empty()
                    || behind.starts_with(char::is_whitespace) && !next.is_some_and(char::is_lowercase)
            }
            _ => false,
        };
        if ends && has_word {
            (count, has_word) = (count + 1, false);
        }
    }
    count + u64::from(has_word)
}
