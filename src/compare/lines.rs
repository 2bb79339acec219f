//! Lines of extracts, and the marks that such texts put before them.

/// A line of an extract, without the marks that such texts put before it.
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    /// The rank of a heading that is marked as one: `== History ==`, `# History`.
    pub(super) heading: Option<u8>,
    /// Whether it is no item of a list.
    pub(super) is_plain: bool,
}

impl<'t> Line<'t> {
    pub(super) fn read(line: &'t str) -> Self {
        let text = line.trim();
        let n_marks = |mark: char| text.chars().take_while(|&sign| sign == mark).count();
        let rest = |marks: usize| text.get(marks..).unwrap_or_default();
        match (n_marks('='), n_marks('#')) {
            (marks @ 2..=6, _) if text.len() > 2 * marks && text.ends_with("==") => {
                let text = text.trim_matches('=').trim();
                Line { text, heading: Some(marks as u8), is_plain: true }
            }
            (_, marks @ 1..=6) if rest(marks).starts_with(' ') => {
                Line { text: rest(marks).trim(), heading: Some(marks as u8), is_plain: true }
            }
            _ => {
                let bare = text.strip_prefix(['*', '•', '·', '-', '–']).filter(|rest| rest.starts_with(' '));
                Line { text: bare.unwrap_or(text).trim(), heading: None, is_plain: bare.is_none() }
            }
        }
    }
}
