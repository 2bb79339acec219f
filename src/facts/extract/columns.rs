use crate::facts::Facts;
use crate::source::Span;

/// Fewer empty cells than this do not show that something was left out, in the first column and in others.
const FEWEST: [usize; 2] = [3, 8];

/// A column of a table in which nothing is left but its heading: templates made its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostColumn {
    /// The heading as read.
    pub title: String,
    /// Where the heading stands.
    pub span: Span,
    /// Whether it is the first column: it says what the rows are about, and articles do not leave it empty.
    pub is_first: bool,
    /// How many cells are empty.
    pub n_cells: usize,
}

/// The columns of an extract's tables in which nothing is left. Columns for notes and sources may be empty in the article
/// as well.
pub(in crate::facts) fn lost_columns(facts: &Facts<'_>) -> Vec<LostColumn> {
    let appendices = facts.language.map(|language| language.extracts.appendices.as_slice());
    let sections = facts.tables().iter().flat_map(|table| table.sections.iter().map(move |of| (table, of)));
    let mut lost = Vec::new();
    for (table, section) in sections.filter(|(_, section)| section.n_header_rows > 0) {
        let columns = table.data_columns(section);
        // A form to be filled in has no values at all.
        if columns.iter().all(|column| column.n_filled == 0) {
            continue;
        }
        for column in columns.iter().filter(|column| column.n_filled == 0) {
            let is_first = column.header.column == 0;
            if column.cells.len() < FEWEST[usize::from(!is_first)] {
                continue;
            }
            let Some(title) = facts.cell_text(column.header) else { continue };
            let folded = title.to_lowercase();
            if !appendices.is_some_and(|appendices| appendices.contains(&folded)) {
                lost.push(LostColumn {
                    title,
                    span: column.header.content,
                    is_first,
                    n_cells: column.cells.len(),
                });
            }
        }
    }
    lost
}
