//! Short wikitext as a reader sees it: the value of a field, without its markup.

use std::borrow::Cow;

use super::entity;

/// The text of a value: links as their labels, no marks of bold and italic type, no comments and tags, character
/// references decoded, white space folded. None where a template makes part of it, so that nobody knows what is read.
///
/// ```
/// use wikivet::value::plain::plain;
/// assert_eq!(plain("''[[Iliad|The  Iliad]]''&nbsp;<!-- x -->I").unwrap(), "The Iliad I");
/// assert_eq!(plain("{{lang|grc|Ἰλιάς}}"), None);
/// ```
pub fn plain(value: &str) -> Option<Cow<'_, str>> {
    if is_plain(value) {
        return Some(Cow::Borrowed(value.trim()));
    }
    if value.contains("{{") {
        return None;
    }
    let bare = without_marks(value);
    let decoded = entity::decode_all(&bare);
    let mut folded = String::with_capacity(decoded.len());
    for word in
        decoded.split(|sign: char| sign.is_whitespace() || sign == '_').filter(|word| !word.is_empty())
    {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    Some(Cow::Owned(folded))
}

/// Whether a text has no marks, no character references, no double or no-break spaces, tabs and line ends, at a glance.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().all(|(at, &byte)| match LOOKS[usize::from(byte)] {
        Look::Plain => true,
        Look::Space => !matches!(bytes.get(at..at + 2), Some(b"  " | b"\xC2\xA0")),
        Look::Mark => false,
    })
}

/// What a byte is for one who looks for plain text.
#[derive(Clone, Copy)]
enum Look {
    Plain,
    /// The first byte of what may be a double or no-break space.
    Space,
    Mark,
}

const LOOKS: [Look; 256] = {
    let mut looks = [Look::Plain; 256];
    let mut byte = 0;
    while byte < looks.len() {
        looks[byte] = match byte as u8 {
            b'[' | b'\'' | b'<' | b'&' | b'{' | b'_' | b'\n' | b'\t' => Look::Mark,
            b' ' | 0xC2 => Look::Space,
            _ => Look::Plain,
        };
        byte += 1;
    }
    looks
};

/// The text without brackets, targets of links, quotes of two and more, comments and tags, in one pass.
fn without_marks(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    // Where the label of the link that is open began.
    let mut label = None;
    let mut rest = value;
    while let Some(at) = rest.find(['[', ']', '\'', '<', '|']) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        rest = after;
        let skipped = if rest.starts_with("[[") {
            label = Some(out.len());
            2
        } else if rest.starts_with("]]") {
            label = None;
            2
        } else if rest.starts_with("''") {
            rest.len() - rest.trim_start_matches('\'').len()
        } else if let Some(start) = label.filter(|_| rest.starts_with('|')) {
            out.truncate(start);
            1
        } else if rest.starts_with('<') {
            let end = if rest.starts_with("<!--") { "-->" } else { ">" };
            let Some(end) = rest.find(end).map(|at| at + end.len()) else {
                out.push_str(rest);
                return out;
            };
            end
        } else {
            out.push_str(&rest[..1]);
            1
        };
        rest = &rest[skipped..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn marks_are_left_out() {
        let read = |value| plain(value).unwrap().into_owned();
        assert_eq!(read(" a b "), "a b");
        assert_eq!(read("'''a''' '''''b'''''"), "a b");
        assert_eq!(read("[[a]] [[b|c]] [d] | e"), "a c [d] | e");
        assert_eq!(read("a<!-- > -->b<br />c<"), "abc<");
        assert_eq!(read("O'Brien &amp; Söhne"), "O'Brien & Söhne");
        assert_eq!(read("a_b"), "a b");
    }
}
