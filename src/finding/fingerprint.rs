use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hasher};

use rustc_hash::{FxHashMap, FxHasher};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::Finding;
use crate::source::Document;
use crate::value::sign::{is_combining, may_change_in_nfc};

/// How many bytes of each end of a long text count.
const END: usize = 2048;

/// The fingerprint of a finding: 32 hex digits, equal in two runs where rule, document and text of the finding are the
/// same, wherever the text stands. `name` is what the document is called: the title of a dump's page, else a path.
///
/// Findings of one document that agree in all three are told apart by their [number](Finding::ordinal).
/// Of a text of more than 4 kB only the two ends and the length count: a thousand findings that each cover the whole
/// article must not read it a thousand times.
pub fn fingerprint(name: &str, doc: &Document, finding: &Finding) -> String {
    let mut hash = Sha256::new();
    for part in [finding.rule, name] {
        hash.update(part);
        hash.update([0]);
    }
    add_text(&mut |bytes| hash.update(bytes), doc.slice(finding.span));
    hash.update([0]);
    hash.update(finding.ordinal.to_string());
    hex(&hash.finalize()[..16])
}

/// Numbers the findings of a document that agree in rule and text, in their order.
pub(crate) fn number(doc: &Document, findings: Vec<&mut Finding>) {
    let mut totals: FxHashMap<&'static str, u32> = FxHashMap::default();
    for finding in &findings {
        *totals.entry(finding.rule).or_default() += 1;
    }
    let mut sums: FxHashMap<(&'static str, u64), u32> = FxHashMap::default();
    let several: Vec<(u64, &mut Finding)> = findings
        .into_iter()
        .filter(|finding| totals.get(finding.rule) > Some(&1))
        .map(|finding| (sum(doc.slice(finding.span)), finding))
        .inspect(|(sum, finding)| *sums.entry((finding.rule, *sum)).or_default() += 1)
        .collect();
    let mut seen = FxHashMap::default();
    // Most have a text of their own, and need not be read whole to know it.
    let alike = several.into_iter().filter(|(sum, finding)| sums.get(&(finding.rule, *sum)) > Some(&1));
    for (_, finding) in alike {
        let next: &mut u32 = seen.entry(key(doc, finding)).or_default();
        finding.ordinal = *next;
        *next += 1;
    }
}

/// A number that equal texts of findings have in common, by their first letters alone.
fn sum(text: &str) -> u64 {
    const LETTERS: usize = 10;
    let mut hasher = FxHasher::default();
    let mut left = LETTERS;
    for word in text.split_whitespace() {
        let add = |left: usize, sign: char| {
            hasher.write_u32(sign.into());
            left - 1
        };
        left = match is_settled(word) {
            true => word.chars().take(left).fold(left, add),
            false => word.nfc().take(left).fold(left, add),
        };
        if left == 0 {
            break;
        }
    }
    hasher.finish()
}

/// Rule and a number for the text of a finding: what findings of a document have in common that only their places tell
/// apart.
pub(crate) fn key(doc: &Document, finding: &Finding) -> (&'static str, u64) {
    let mut hasher = DefaultHasher::new();
    add_text(&mut |bytes| hasher.write(bytes), doc.slice(finding.span));
    (finding.rule, hasher.finish())
}

/// Adds what counts of a finding's text.
fn add_text(add: &mut impl FnMut(&[u8]), whole: &str) {
    if whole.len() <= 2 * END {
        return add_folded(add, whole);
    }
    let head = whole.get(..whole.floor_char_boundary(END)).unwrap_or_default();
    let tail = whole.get(whole.ceil_char_boundary(whole.len() - END)..).unwrap_or_default();
    add_folded(add, head);
    add(format!("\0{}\0", whole.len()).as_bytes());
    add_folded(add, tail);
}

/// Adds `text` in NFC, with one space for each run of white space and none at the ends.
fn add_folded(add: &mut impl FnMut(&[u8]), text: &str) {
    for (number, word) in text.split_whitespace().enumerate() {
        if number > 0 {
            add(b" ");
        }
        if is_settled(word) {
            add(word.as_bytes());
        } else {
            word.nfc().for_each(|sign| add(sign.encode_utf8(&mut [0; 4]).as_bytes()));
        }
    }
}

/// Whether a word is in NFC, at a glance: to bring it into NFC takes a hundred instructions a sign.
fn is_settled(word: &str) -> bool {
    word.is_ascii() || !word.chars().any(|sign| may_change_in_nfc(sign) || is_combining(sign))
}

/// The hexadecimal digits of bytes.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a string cannot fail.
        _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::{fingerprint, number};
    use crate::finding::Finding;
    use crate::source::{Document, InputKind, Origin, Span};

    fn fingerprints_of(path: &str, text: &str, needle: &str) -> Vec<String> {
        let doc = Document::new(Origin::new(path, InputKind::Wikitext), text.to_owned());
        let mut findings: Vec<Finding> = text
            .match_indices(needle)
            .map(|(at, hit)| Finding::new(Span::of(at..at + hit.len()), "a message"))
            .collect();
        number(&doc, findings.iter_mut().collect());
        findings.iter().map(|finding| fingerprint(path, &doc, finding)).collect()
    }

    #[test]
    fn edits_elsewhere_leave_it_alone() {
        let before = fingerprints_of("a.wiki", "x\n<b>", "<b>");
        assert_eq!(before[0].len(), 32);
        assert_eq!(before, fingerprints_of("a.wiki", "much\nmore\ntext <b> and after", "<b>"));
    }

    #[test]
    fn equal_findings_are_told_apart_by_their_order() {
        let one = fingerprints_of("a.wiki", "<b>", "<b>");
        let three = fingerprints_of("a.wiki", "<b> <b> <b>", "<b>");
        assert_eq!(one[0], three[0]);
        assert_ne!(three[0], three[1]);
        assert_ne!(three[1], three[2]);
    }

    #[test]
    fn the_page_counts() {
        assert_ne!(fingerprints_of("a.wiki", "<b>", "<b>"), fingerprints_of("b.wiki", "<b>", "<b>"));
    }

    #[test]
    fn normal_form_and_width_of_white_space_do_not_count() {
        assert_eq!(
            fingerprints_of("a.wiki", "|\u{e9} \n x|", "|\u{e9} \n x|"),
            fingerprints_of("a.wiki", "|e\u{301} x|", "|e\u{301} x|")
        );
    }

    #[test]
    fn both_ends_and_the_length_of_a_long_text_count() {
        let of = |text: String| fingerprints_of("a.wiki", &text, &text);
        let long =
            |middle: &str, end: &str| of(format!("{}{middle}{}{end}", "é ".repeat(2000), "ü ".repeat(2000)));
        assert_ne!(long("m", "e"), long("m", "f"));
        assert_ne!(long("m", "e"), long("mm", "e"));
    }
}
