use std::ops::Range;

use toml::Spanned;

use crate::engine::nearest;

/// What is wrong with a declared check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckError {
    /// Where, in bytes of the page; none if something is missing as a whole.
    pub span: Option<Range<usize>>,
    /// The fact, lower case, no full stop.
    pub message: String,
    /// What to do, if it is known.
    pub note: Option<String>,
}

impl CheckError {
    /// An error at a place of the page.
    pub(super) fn at(span: Range<usize>, message: impl Into<String>) -> Self {
        CheckError { span: Some(span), message: message.into(), note: None }
    }

    /// An error of the check as a whole.
    pub(super) fn whole(message: impl Into<String>) -> Self {
        CheckError { span: None, message: message.into(), note: None }
    }

    /// A list without anything in it.
    pub(super) fn empty_list(span: Range<usize>) -> Self {
        CheckError::at(span, "an empty list names nothing to look at")
    }

    /// Says what to do.
    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

/// The value of a word that is one of a list, as data files name them.
pub(super) fn keyword<'de, T: serde::Deserialize<'de>>(
    word: &'de str,
    span: Range<usize>,
    what: &str,
) -> Result<T, CheckError> {
    use serde::de::IntoDeserializer;
    let word_only: serde::de::value::StrDeserializer<'de, serde::de::value::Error> = word.into_deserializer();
    T::deserialize(word_only).map_err(|error| {
        let error_text = error.to_string();
        let error = CheckError::at(span, format!("`{word}` is no {what}"));
        match nearest_key(&error_text) {
            Some(name) => error.note(format!("did you mean `{name}`?")),
            None => error,
        }
    })
}

/// The name nearest to the one that serde says it does not know, of those that it says it expected.
pub fn nearest_key(message: &str) -> Option<&str> {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let unknown = quoted.next().filter(|_| message.starts_with("unknown "))?;
    nearest(unknown, quoted)
}

/// The first of the keys that are given, by name and place, of those that exclude each other.
pub(super) fn only_one(given: &[(&str, Option<Range<usize>>)]) -> Result<(), CheckError> {
    let mut present = given.iter().filter_map(|(name, span)| Some((name, span.clone()?)));
    let names = || given.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let Some((first, _)) = present.next() else {
        return Err(CheckError::whole(format!(
            "the check says nothing to look for: give one of {}",
            names()
        )));
    };
    match present.next() {
        Some((second, span)) => Err(CheckError::at(span, format!("`{second}` excludes `{first}`"))
            .note("say it in a page of its own")),
        None => Ok(()),
    }
}

/// Where a key's value stands, if it is given.
pub(super) fn place<T>(value: &Option<Spanned<T>>) -> Option<Range<usize>> {
    value.as_ref().map(Spanned::span)
}
