//! What kind of input a file is: by its name, else by its first bytes, else by its markup.

use std::path::Path;

use memchr::memmem;

use crate::source::InputKind;
use crate::value::suppression::PREFIX;

/// How many bytes of an input are looked at for the marks of a dump.
pub(super) const HEAD: usize = 4096;

const WIKITEXT: [&str; 4] = ["wiki", "wikitext", "mediawiki", "mw"];
const COMPRESSED: [&str; 2] = ["bz2", "gz"];

/// Elements that a dump or a fragment of one starts with.
const DUMP_STARTS: [&[u8]; 3] = [b"<mediawiki", b"<page", b"<text"];

/// Whether a file that was not named, but found in a folder, is to be read.
pub(super) fn is_found_in_folders(path: &Path) -> bool {
    kind_by_name(path).is_some()
}

/// The kind that a file's extension tells, below that of its compression.
pub(super) fn kind_by_name(path: &Path) -> Option<InputKind> {
    let is_compressed = COMPRESSED.iter().any(|extension| has_extension(path, extension));
    let stem = path.file_stem().map(Path::new).filter(|_| is_compressed).unwrap_or(path);
    if WIKITEXT.iter().any(|extension| has_extension(stem, extension)) {
        Some(InputKind::Wikitext)
    } else {
        is_dump_name(stem).then_some(InputKind::Dump)
    }
}

/// Wikimedia names the parts of a large dump by their page ids: `….xml-p1p41242`.
fn is_dump_name(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    extension == "xml" || extension.starts_with("xml-p")
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(extension))
}

/// Whether the first bytes of an input are those of a dump: one of its elements comes first, or after one line that is
/// the title of the page. An XML declaration, comments and white space may come before.
pub(super) fn is_dump_by_head(head: &[u8]) -> bool {
    let rest = after_prologue(head.trim_ascii_start());
    if starts_dump(rest) {
        return true;
    }
    let title = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    starts_dump(rest.get(title..).unwrap_or_default().trim_ascii_start())
}

fn starts_dump(text: &[u8]) -> bool {
    DUMP_STARTS.iter().any(|start| {
        text.strip_prefix(*start)
            .and_then(|after| after.first())
            .is_some_and(|byte| matches!(byte, b'>' | b' ' | b'\t' | b'\r' | b'\n'))
    })
}

/// What follows an XML declaration and comments.
fn after_prologue(mut text: &[u8]) -> &[u8] {
    for (opener, closer) in [("<?xml", "?>"), ("<!--", "-->")] {
        while text.starts_with(opener.as_bytes()) {
            let Some(end) = memmem::find(text, closer.as_bytes()) else { return text };
            text = text.get(end + closer.len()..).unwrap_or_default().trim_ascii_start();
        }
    }
    text
}

/// Whether a text is wikitext or an extract, by how dense its markup is.
///
/// Measured on 283 articles and 952 extracts: links, headings between equals signs, starts of tables and reference tags
/// are one in 14,000 bytes of the barest article, which is long, and in three of the extracts, one in each.
/// Left-over templates, quotes and tags are in many extracts, at most one in 190 bytes.
pub(super) fn kind_by_markup(text: &[u8]) -> InputKind {
    let mut sure = 0;
    let mut likely = 0;
    for line in text.split(|&byte| byte == b'\n') {
        let line = line.trim_ascii();
        let is_heading = line.len() > 2 && line.starts_with(b"=") && line.ends_with(b"=");
        sure += usize::from(is_heading || line.starts_with(b"{|"));
        sure += count_pairs(line, b"[[", b"]]") + memmem::find_iter(line, b"<ref").count();
        likely += memmem::find_iter(line, b"{{").count()
            + memmem::find_iter(line, b"''").count()
            + count_tags(line);
    }
    let is_dense = sure * 1000 > text.len() || likely * 150 > text.len();
    let is_wikitext = is_dense || (sure > 1 && sure * 20_000 > text.len());
    if is_wikitext || text.trim_ascii().is_empty() { InputKind::Wikitext } else { InputKind::Extract }
}

/// How many tags and comments a line seems to hold, without comments for wikivet, which extracts have as well.
fn count_tags(line: &[u8]) -> usize {
    let is_name =
        |at: usize| line.get(at).is_some_and(|byte| byte.is_ascii_lowercase() || matches!(byte, b'/' | b'!'));
    let is_for_wikivet = |at: usize| {
        let comment = line.get(at..).and_then(|rest| rest.strip_prefix(b"<!--"));
        comment.is_some_and(|comment| comment.trim_ascii_start().starts_with(PREFIX.as_bytes()))
    };
    memchr::memchr_iter(b'<', line).filter(|&at| is_name(at + 1) && !is_for_wikivet(at)).count()
}

/// How many openers of a line are followed by a closer, each closer counted once.
fn count_pairs(line: &[u8], opener: &[u8], closer: &[u8]) -> usize {
    let mut rest = line;
    let mut count = 0;
    while let Some(start) = memmem::find(rest, opener) {
        let after = rest.get(start + opener.len()..).unwrap_or_default();
        let Some(end) = memmem::find(after, closer) else { break };
        rest = after.get(end + closer.len()..).unwrap_or_default();
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str) -> Option<InputKind> {
        kind_by_name(Path::new(name))
    }

    #[test]
    fn an_extension_tells_the_kind_also_below_one_of_compression() {
        assert_eq!(kind("a.wiki"), Some(InputKind::Wikitext));
        assert_eq!(kind("b/A.MediaWiki.gz"), Some(InputKind::Wikitext));
        assert_eq!(kind("enwiki-latest.xml"), Some(InputKind::Dump));
        assert_eq!(kind("enwiki-latest.xml.bz2"), Some(InputKind::Dump));
        assert_eq!(kind("enwiki-pages-articles1.xml-p1p41242.bz2"), Some(InputKind::Dump));
        assert_eq!(kind("a.txt"), None);
        assert_eq!(kind("wiki"), None);
    }

    #[test]
    fn a_dump_starts_with_one_of_its_elements_or_with_a_title_line() {
        assert!(is_dump_by_head(b"<mediawiki xml:lang=\"en\">"));
        assert!(is_dump_by_head(b"<?xml version='1.0'?>\n<!-- made by hand -->\n<mediawiki>"));
        assert!(is_dump_by_head(b"  <page>\n"));
        assert!(is_dump_by_head(b"Foreign relations\n      <text xml:space=\"preserve\">a"));
    }

    #[test]
    fn an_article_that_quotes_a_dump_is_not_one() {
        assert!(!is_dump_by_head(b"Dumps look so:\n<syntaxhighlight>\n<mediawiki>"));
        assert!(!is_dump_by_head(b"<pages/>"));
        assert!(!is_dump_by_head(b""));
    }

    #[test]
    fn markup_tells_wikitext_from_an_extract() {
        assert_eq!(kind_by_markup(b"{{dts|2019|13|4}}"), InputKind::Wikitext);
        assert_eq!(kind_by_markup(b"A city in [[France]]."), InputKind::Wikitext);
        assert_eq!(kind_by_markup(b""), InputKind::Wikitext);
        assert_eq!(kind_by_markup(b"A city in France. [1]"), InputKind::Extract);
        assert_eq!(kind_by_markup(b"<!-- wikivet-ignore date -->\nA city in France."), InputKind::Extract);
        assert_eq!(kind_by_markup(b"A left-over }} and ]] of markup"), InputKind::Extract);
        let long = "words ".repeat(300);
        assert_eq!(kind_by_markup(format!("{long} [[a|b]]").as_bytes()), InputKind::Extract);
    }
}
