use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// A finding that is known: one line of a baseline.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// Where it is.
    #[serde(flatten)]
    pub place: Place,
    /// The rule.
    pub rule: String,
    /// What was said of it when it was written down, for people who read the file; at most 200 characters.
    pub message: String,
    /// The finding's fingerprint.
    pub fingerprint: String,
}

/// The document of an entry, as fingerprints name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// The title of a page of a dump.
    Page(String),
    /// The path of a file.
    Path(String),
}

impl Place {
    /// The title or the path.
    pub fn name(&self) -> &str {
        match self {
            Place::Page(name) | Place::Path(name) => name,
        }
    }
}

/// What is wrong with a line of a baseline.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct ParseError {
    /// The number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: LineProblem,
}

/// What a line of a baseline is instead of an entry.
#[derive(Debug, thiserror::Error)]
pub enum LineProblem {
    /// What a merge puts between the two sides of a conflict.
    #[error(
        "a merge left its conflict here; keep the lines of both sides, and remove the marks (`merge=union` in .gitattributes does that by itself)"
    )]
    Conflict,
    /// Not JSON, or not with the members that an entry has.
    #[error("not an entry of a baseline: {0}")]
    Json(serde_json::Error),
    /// A fingerprint that none can be.
    #[error("`{0}` is not a fingerprint of 32 hex digits")]
    Fingerprint(String),
}

/// The first letters of the lines that a merge leaves in a conflict.
const CONFLICT: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// Reads the entries of a baseline, in any order and however often each stands there. Lines may end with CR LF.
pub(super) fn parse(text: &str) -> Result<Vec<Entry>, ParseError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| entry(line).map_err(|problem| ParseError { line: number + 1, problem }))
        .collect()
}

fn entry(line: &str) -> Result<Entry, LineProblem> {
    if CONFLICT.iter().any(|mark| line.starts_with(mark)) {
        return Err(LineProblem::Conflict);
    }
    let entry: Entry = serde_json::from_str(line).map_err(LineProblem::Json)?;
    let is_hex = entry.fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit());
    if entry.fingerprint.len() == 32 && is_hex {
        Ok(entry)
    } else {
        Err(LineProblem::Fingerprint(entry.fingerprint))
    }
}

/// A baseline of some entries: one JSON object a line, each once, in the order of the lines' bytes.
///
/// There is no head and no count, so that the lines of two versions put together are a baseline.
pub fn to_text<'e>(entries: impl Iterator<Item = &'e Entry>) -> String {
    // An entry is text alone, which can always be written.
    let lines: BTreeSet<String> = entries.filter_map(|entry| serde_json::to_string(entry).ok()).collect();
    lines.into_iter().map(|line| line + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::{Entry, LineProblem, Place, parse, to_text};

    fn entry(place: Place, digit: &str) -> Entry {
        Entry {
            place,
            rule: "date-impossible".to_owned(),
            message: "month 13 is out of range 1–12".to_owned(),
            fingerprint: digit.repeat(32),
        }
    }

    #[test]
    fn lines_are_sorted_and_each_stands_once() {
        let (path, page) = (Place::Path("b.wiki".to_owned()), Place::Page("A".to_owned()));
        let entries =
            [entry(path.clone(), "b"), entry(path.clone(), "a"), entry(page, "c"), entry(path, "b")];
        let text = to_text(entries.iter());
        let lines: Vec<&str> = text.split_terminator('\n').collect();
        assert!(lines.is_sorted() && lines.len() == 3 && text.ends_with("}\n"));
        assert_eq!(
            lines[1],
            format!(
                r#"{{"path":"b.wiki","rule":"date-impossible","message":"month 13 is out of range 1–12","fingerprint":"{}"}}"#,
                "a".repeat(32)
            )
        );
        let read = parse(&text).unwrap();
        assert_eq!(to_text(read.iter()), text);
    }

    #[test]
    fn order_duplicates_empty_lines_and_crlf_do_not_matter() {
        let line = |digit| to_text([entry(Place::Path("a".to_owned()), digit)].iter());
        let (one, other) = (line("1"), line("2"));
        let crlf = format!("\u{feff}{other}\n{one}{one}").replace('\n', "\r\n");
        assert_eq!(to_text(parse(&crlf).unwrap().iter()), format!("{one}{other}"));
    }

    #[test]
    fn what_is_no_entry_is_an_error_that_says_where_it_is() {
        let good = to_text([entry(Place::Path("a".to_owned()), "1")].iter());
        let error = |line: &str| parse(&format!("{good}{line}\n")).unwrap_err();
        assert_eq!(error("x").line, 2);
        assert!(matches!(error("<<<<<<< HEAD").problem, LineProblem::Conflict));
        assert!(matches!(error("=======").problem, LineProblem::Conflict));
        assert!(matches!(error(&good.replace("11", "1x")).problem, LineProblem::Fingerprint(_)));
        assert!(matches!(error(r#"{"rule":"a"}"#).problem, LineProblem::Json(_)));
    }
}
