//! Where the attributes of a `<ref>` begin, however badly they are written.

/// The attributes of `<ref>`.
const ATTRIBUTES: [&str; 5] = ["name", "group", "follow", "extends", "details"];

/// The head of an attribute, in bytes from the start of the attributes.
pub(super) struct Field<'t> {
    pub(super) name: &'t str,
    /// Where its name stands.
    pub(super) start: usize,
    /// Where its `=` stands.
    pub(super) equals: usize,
}

/// The attributes by their names, wherever `name` or another known one stands before a `=`.
pub(super) fn fields(attributes: &str) -> Vec<Field<'_>> {
    let mut fields = Vec::new();
    for (equals, _) in attributes.match_indices('=') {
        let before = attributes.get(..equals).unwrap_or_default().trim_end();
        let start = before.rfind(|sign: char| !sign.is_ascii_alphabetic()).map_or(0, |at| {
            at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        });
        let name = before.get(start..).unwrap_or_default();
        if ATTRIBUTES.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            fields.push(Field { name, start, equals });
        }
    }
    fields
}
