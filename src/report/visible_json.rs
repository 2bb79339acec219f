use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::value::character::is_invisible;

/// Writes a value as JSON in which characters that show nothing stand as escapes: who reads the JSON sees them, and a
/// program gets the text as it is.
pub(super) fn write_json<W: Write + ?Sized>(
    out: &mut W,
    value: &(impl Serialize + ?Sized),
) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(out, VisibleFormatter);
    Ok(value.serialize(&mut serializer)?)
}

/// A value as [`write_json`] writes it.
struct VisibleFormatter;

impl Formatter for VisibleFormatter {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut written = 0;
        for (at, sign) in fragment.char_indices().filter(|&(_, sign)| !sign.is_ascii() && is_invisible(sign))
        {
            out.write_all(fragment.get(written..at).unwrap_or_default().as_bytes())?;
            for unit in sign.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            written = at + sign.len_utf8();
        }
        out.write_all(fragment.get(written..).unwrap_or_default().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::write_json;

    #[test]
    fn invisible_characters_are_escapes_that_read_back() {
        let text = "a\u{202e}é\u{e0041}漢\u{200b}";
        let mut out = Vec::new();
        write_json(&mut out, text).unwrap();
        assert_eq!(String::from_utf8_lossy(&out), r#""a\u202eé\udb40\udc41漢\u200b""#);
        assert_eq!(serde_json::from_slice::<String>(&out).unwrap(), text);
    }
}
