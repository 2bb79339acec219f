use std::ops::Range;

use memchr::{memchr, memmem};

const CDATA_END: &str = "]]>";
const CDATA_START: &str = "<![CDATA[";

/// Writes new text for a place in raw XML character data, whatever stands around it.
pub(super) struct Escaper<'r> {
    raw: &'r str,
    sections: Vec<Range<usize>>,
}

impl<'r> Escaper<'r> {
    pub(super) fn new(raw: &'r str) -> Self {
        Escaper { raw, sections: cdata_sections(raw) }
    }

    /// What is to stand in the place of `range` of the raw text so that it is read as `new`.
    pub(super) fn write(&self, range: Range<usize>, new: &str) -> String {
        if !self.is_in_cdata(&range) {
            return escape(new);
        }
        let bytes = self.raw.as_bytes();
        let around = [
            bytes.get(range.start.saturating_sub(2)..range.start).unwrap_or_default(),
            new.as_bytes(),
            bytes.get(range.end..(range.end + 2).min(bytes.len())).unwrap_or_default(),
        ];
        let ends_section = memmem::find(&around.concat(), CDATA_END.as_bytes()).is_some();
        if ends_section || new.contains('\r') {
            format!("{CDATA_END}{}{CDATA_START}", escape(new))
        } else {
            new.to_owned()
        }
    }

    fn is_in_cdata(&self, range: &Range<usize>) -> bool {
        let after = self.sections.partition_point(|section| section.start <= range.start);
        after
            .checked_sub(1)
            .and_then(|index| self.sections.get(index))
            .is_some_and(|section| range.end <= section.end)
    }
}

/// Escapes as MediaWiki's exporter does. A CR, which would be read as a line end, becomes a reference.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\r' => escaped.push_str("&#13;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// What stands between the marks of CDATA sections; sections inside of comments are none.
fn cdata_sections(raw: &str) -> Vec<Range<usize>> {
    let bytes = raw.as_bytes();
    let mut sections = Vec::new();
    let mut at = 0;
    let end_of = |from: usize, mark: &str| {
        memmem::find(bytes.get(from..).unwrap_or_default(), mark.as_bytes()).map(|found| from + found)
    };
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
        at += found;
        let rest = bytes.get(at..).unwrap_or_default();
        if rest.starts_with(CDATA_START.as_bytes()) {
            let start = at + CDATA_START.len();
            let end = end_of(start, CDATA_END).unwrap_or(bytes.len());
            sections.push(start..end);
            at = end;
        } else if rest.starts_with(b"<!--") {
            at = end_of(at, "-->").unwrap_or(bytes.len());
        } else {
            at += 1;
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_markup_in_xml_is_escaped_outside_of_cdata() {
        let escaper = Escaper::new("a<![CDATA[b]]>c");
        assert_eq!(escaper.write(0..1, "<\"&\r>"), "&lt;&quot;&amp;&#13;&gt;");
        assert_eq!(escaper.write(10..11, "<&"), "<&");
        assert_eq!(escaper.write(14..14, "<"), "&lt;");
    }

    #[test]
    fn new_text_does_not_end_a_cdata_section() {
        let escaper = Escaper::new("<![CDATA[a]b>]]>");
        assert_eq!(escaper.write(9..10, "]]>"), "]]>]]&gt;<![CDATA[");
        assert_eq!(
            escaper.write(11..12, "]"),
            "]]>]<![CDATA[",
            "the mark would come to be with what is around"
        );
    }
}
