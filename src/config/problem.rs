use std::fmt;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use codespan_reporting::diagnostic::{Diagnostic, Label};
use codespan_reporting::files::SimpleFile;
use codespan_reporting::term;

use crate::report;

/// The text of a configuration file that was read.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigText {
    /// The file, as absolute path.
    pub path: PathBuf,
    /// The file as people are told of it: relative to the current folder where it is below.
    pub name: String,
    /// What is in it.
    pub text: String,
}

/// A place in a configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: Arc<ConfigText>,
    /// The bytes of its text.
    pub span: Range<usize>,
}

impl Place {
    /// The line, counted from 1.
    pub fn line(&self) -> usize {
        let before = self.file.text.as_bytes().get(..self.span.start).unwrap_or_default();
        1 + memchr::memchr_iter(b'\n', before).count()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.file.name, self.line())
    }
}

/// One thing that is wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands.
    pub place: Place,
    /// The fact, lower case, no full stop: ``unknown key `selct` ``.
    pub message: String,
    /// What stands beside the marked text: ``did you mean `select`?``
    pub note: Option<String>,
}

/// Why a configuration cannot be used: a file that cannot be read, or all that is wrong with the files.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file that was named cannot be read.
    #[error("cannot read the configuration {path}: {error}", path = report::escape(&crate::config::shown(path)))]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// What the files say is wrong.
    #[error("{}", render(.0))]
    Problems(Vec<Problem>),
}

/// The problems, each with the lines it stands in, and how many they are.
fn render(problems: &[Problem]) -> String {
    let mut out = match problems {
        [_] => "the configuration cannot be used\n".to_owned(),
        _ => format!("the configuration cannot be used: {} errors\n", problems.len()),
    };
    for problem in problems {
        out.push_str(&snippet(problem));
    }
    out.truncate(out.trim_end().len());
    out
}

fn snippet(problem: &Problem) -> String {
    let Place { file, span } = &problem.place;
    let (text, span) = shown(&file.text, span);
    let file = SimpleFile::new(report::escape(&file.name), text);
    let note = problem.note.as_deref().map(report::escape).unwrap_or_default();
    let diagnostic = Diagnostic::error()
        .with_message(report::escape(&problem.message))
        .with_label(Label::primary((), span).with_message(note));
    // Drawing fails only for a place outside of the text.
    term::emit_into_string(&term::Config::default(), &file, &diagnostic)
        .unwrap_or_else(|_| format!("error: {}\n", problem.message))
}

/// A text with stand-ins for what a terminal would obey or not show, and a range of it as one of the new text.
fn shown(text: &str, span: &Range<usize>) -> (String, Range<usize>) {
    let mut out = String::with_capacity(text.len());
    let mut place = 0..0;
    for (at, line) in lines(text) {
        let mut put = |from: usize, to: usize| {
            let from = from.clamp(at, at + line.len());
            let to = to.clamp(from, at + line.len());
            out.push_str(&report::escape(text.get(from..to).unwrap_or_default()).replace('␉', "\t"));
            out.len()
        };
        let start = put(at, span.start);
        let end = put(span.start, span.end);
        put(span.end, at + line.len());
        if (at..=at + line.len()).contains(&span.start) {
            place.start = start;
        }
        if (at..=at + line.len()).contains(&span.end) {
            place.end = end;
        }
        out.push('\n');
    }
    place.end = place.end.max(place.start);
    (out, place)
}

/// The lines of a text without their ends, each with where it starts.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str, span: Range<usize>) -> Problem {
        let file =
            ConfigText { path: PathBuf::new(), name: "wikivet.toml".to_owned(), text: text.to_owned() };
        Problem {
            place: Place { file: Arc::new(file), span },
            message: "unknown key `b`".to_owned(),
            note: Some("did you mean `a`?".to_owned()),
        }
    }

    #[test]
    fn a_problem_is_shown_in_its_line_with_a_mark_below() {
        let shown = snippet(&problem("# c\nb = 1\n", 4..5));
        assert!(shown.contains("┌─ wikivet.toml:2:1"), "{shown}");
        assert!(shown.contains("2 │ b = 1\n  │ ^ did you mean `a`?"), "{shown}");
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown_by_name_and_the_mark_stays_in_place() {
        let shown = snippet(&problem("# \u{202e}\nx = \"\u{202e}\"\nb = 1", 16..17));
        assert!(!shown.contains('\u{202e}') && shown.contains("3 │ b = 1\n  │ ^"), "{shown}");
    }

    #[test]
    fn a_place_at_the_very_end_is_shown_in_the_last_line() {
        assert!(snippet(&problem("a = [1", 6..6)).contains("wikivet.toml:1:7"));
    }
}
