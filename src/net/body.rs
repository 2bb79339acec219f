//! What stands in an answer, read within limits.

use std::io::{self, Read};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use encoding_rs::Encoding;
use flate2::read::{MultiGzDecoder, ZlibDecoder};

/// How many bytes come of a body that is packed.
const MAX_UNPACKED: u64 = 256 * 1024;

/// The value of `Retry-After`: seconds, or a day and time.
pub(super) fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = DateTime::parse_from_rfc2822(value).ok()?;
    (until.with_timezone(&Utc) - DateTime::<Utc>::from(now)).to_std().ok()
}

pub(super) fn mime(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or_default().trim()
}

pub(super) fn is_text(content_type: &str) -> bool {
    let mime = mime(content_type);
    mime.is_empty() || mime.starts_with("text/") || mime.contains("html") || mime.contains("json")
}

/// Reads a body, unpacked, as far as the limits go.
pub(super) fn read(raw: impl Read, packing: Option<&str>, bytes: &mut Vec<u8>) -> io::Result<()> {
    let mut limited: Box<dyn Read + '_> = match packing {
        Some("gzip" | "x-gzip") => Box::new(MultiGzDecoder::new(raw).take(MAX_UNPACKED)),
        Some("deflate") => Box::new(ZlibDecoder::new(raw).take(MAX_UNPACKED)),
        _ => Box::new(raw),
    };
    limited.read_to_end(bytes).map(drop)
}

/// Text by the encoding that the head, the byte order mark or the page's own head names; UTF-8 without any.
pub(super) fn decode(bytes: &[u8], content_type: Option<&str>) -> String {
    const LOOKED_AT: usize = 1024;
    let named = content_type.and_then(charset);
    let start = || String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED_AT)]).to_ascii_lowercase();
    let encoding = named.or_else(|| charset(&start())).unwrap_or(encoding_rs::UTF_8);
    encoding.decode(bytes).0.into_owned()
}

fn charset(text: &str) -> Option<&'static Encoding> {
    let rest = text.split_once("charset=")?.1.trim_start_matches(['"', '\'', ' ']);
    let label = rest.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c))).next()?;
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_time() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        assert_eq!(retry_after("120", now), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:50:37 GMT", now), Some(Duration::from_secs(60)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:00:00 GMT", now), None);
        assert_eq!(retry_after("soon", now), None);
    }

    #[test]
    fn a_page_is_decoded_as_it_says() {
        let latin = b"<meta charset=iso-8859-1><title>caf\xe9</title>";
        assert!(decode(latin, None).ends_with("<title>café</title>"));
        assert_eq!(decode(b"\xcf\xf0", Some("text/html; charset=windows-1251")), "Пр");
    }
}
