//! The name in the head of a `<ref>`, as it is written, as MediaWiki reads it, and as its author meant it.

use super::fields::fields;
use crate::source::Span;

/// What is wrong with how a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeadFault {
    /// `name="a`
    Unclosed,
    /// `name=a"`
    OneSided,
    /// `name=“a”`
    Typographic,
    /// `name=a b`
    Unquoted,
    /// `name=="a"`
    DoubledEquals,
    /// `name="a"group="b"`
    NoSpace,
}

/// A name that is written wrongly.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadName<'t> {
    pub(super) fault: HeadFault,
    /// From the first `=` to the end of the value.
    pub(super) span: Span,
    /// What MediaWiki takes for the name; none where it refuses the tag.
    pub(super) read: Option<String>,
    /// What the author meant; none where that is not certain.
    pub(super) meant: Option<&'t str>,
}

/// Signs that are meant as quotation marks.
const QUOTES: [char; 13] = ['"', '\'', '“', '”', '„', '‟', '«', '»', '″', '‘', '’', '‹', '›'];

/// Reads the attributes of a tag, which start at `base` in the document; none where the name is fine.
pub(super) fn bad_name(attributes: &str, base: u32) -> Option<BadName<'_>> {
    let fields = fields(attributes);
    let at = fields.iter().position(|field| field.name.eq_ignore_ascii_case("name"))?;
    let field = fields.get(at)?;
    let end = fields.get(at + 1).map_or(attributes.len(), |next| next.start);
    let after = attributes.get(field.equals..end)?;
    let value = after.trim_start_matches('=').trim();
    let written = after.trim_end();
    let doubled = after.starts_with("==");
    let glued =
        fields.get(at + 1).is_some_and(|next| !attributes[..next.start].ends_with(char::is_whitespace));
    let fault = if doubled {
        HeadFault::DoubledEquals
    } else {
        value_fault(value).or(glued.then_some(HeadFault::NoSpace))?
    };
    let rest = attributes.get(field.equals + 1..)?.trim_start();
    let meant = value.trim_matches(QUOTES).trim();
    let swallows = fault == HeadFault::Unclosed && end < attributes.len();
    let has_signs = meant.contains(['"', '<', '>', '=', '&', '{']);
    let is_number = meant.bytes().all(|byte| byte.is_ascii_digit());
    let is_certain = !(swallows || has_signs || is_number);
    Some(BadName {
        fault,
        span: Span::new(base + field.equals as u32, base + (field.equals + written.len()) as u32),
        read: read(rest),
        meant: is_certain.then_some(meant),
    })
}

fn value_fault(value: &str) -> Option<HeadFault> {
    let quote = value.chars().next().filter(|sign| QUOTES.contains(sign));
    let inner = value.get(quote.map_or(0, char::len_utf8)..)?;
    match quote {
        Some(quote @ ('"' | '\'')) => match inner.find(quote) {
            Some(end) if end + 1 == inner.len() => None,
            Some(_) => Some(HeadFault::OneSided),
            None => Some(HeadFault::Unclosed),
        },
        Some(_) => Some(HeadFault::Typographic),
        None if value.ends_with('"') => Some(HeadFault::OneSided),
        None if value.ends_with(['”', '“', '»', '″']) => Some(HeadFault::Typographic),
        None if value.contains(char::is_whitespace) => Some(HeadFault::Unquoted),
        None => None,
    }
}

/// The value that MediaWiki reads after the first `=`: it takes a quoted text only if white space or the end follows,
/// else all up to white space, and refuses a tag that has words left over.
fn read(rest: &str) -> Option<String> {
    let quoted = |quote: char| {
        let inner = rest.strip_prefix(quote)?;
        let Some(end) = inner.find(quote) else { return Some((inner, "")) };
        let after = inner.get(end + 1..)?;
        (after.is_empty() || after.starts_with(char::is_whitespace)).then(|| (&inner[..end], after))
    };
    let (value, after) = quoted('"')
        .or_else(|| quoted('\''))
        .unwrap_or_else(|| rest.find(char::is_whitespace).map_or((rest, ""), |end| rest.split_at(end)));
    let is_word = |word: &str| {
        word.chars().all(|sign| sign.is_alphanumeric() || ":_.-".contains(sign))
            && !word.starts_with(['_', '.', '-'])
    };
    let is_refused = after.split_whitespace().take_while(|word| !word.contains('=')).any(is_word);
    (!is_refused).then(|| value.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(attributes: &str, fault: HeadFault, read: Option<&str>, meant: Option<&str>) {
        let bad = bad_name(attributes, 0).unwrap();
        assert_eq!((bad.fault, bad.read.as_deref(), bad.meant), (fault, read, meant));
    }

    #[test]
    fn names_are_read_as_mediawiki_does() {
        use HeadFault::*;
        check(" name=\"a b ", Unclosed, Some("a b"), Some("a b"));
        check(" name=\"a group=b", Unclosed, Some("a group=b"), None);
        check(" name=a\"", OneSided, Some("a\""), Some("a"));
        check(" name=“a”", Typographic, Some("“a”"), Some("a"));
        check(" name=“a b”", Typographic, Some("“a"), Some("a b"));
        check(" name=a b", Unquoted, None, Some("a b"));
        check(" name==\"a\"", DoubledEquals, Some("=\"a\""), Some("a"));
        check(" name=\"a\"group=\"b\"", NoSpace, Some("\"a\"group=\"b\""), Some("a"));
    }

    #[test]
    fn well_written_names_are_fine() {
        for fine in
            [" name=\"a b\"", " name='a b' group=c", " name = a", " name=O'Brien", " group=\"a b\"", ""]
        {
            assert_eq!(bad_name(fine, 0), None, "{fine}");
        }
    }
}
