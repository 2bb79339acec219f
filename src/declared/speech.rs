use std::ops::Range;

use super::CheckError;
use crate::engine::nearest;

/// What a page wants to have said: text with `$name`, `${name}` or `$1` for what was found, and `$$` for a dollar sign.
#[derive(Debug)]
pub(super) struct Speech(Vec<Part>);

#[derive(Debug)]
enum Part {
    Text(String),
    Field(String),
}

impl Speech {
    /// Reads a text; a name that none of the fields has is an error.
    pub(super) fn parse(text: &str, span: Range<usize>, fields: &[String]) -> Result<Self, CheckError> {
        if let Some(name) = fields.iter().find(|name| in_braces_alone(text, name)) {
            let message = format!("`{{{name}}}` stands for itself and not for what was found");
            return Err(CheckError::at(span, message).note(format!("write `${name}`")));
        }
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('$') {
            parts.push(Part::Text(before.to_owned()));
            if let Some(after) = after.strip_prefix('$') {
                parts.push(Part::Text("$".to_owned()));
                rest = after;
                continue;
            }
            let (name, after) = field(after);
            if !fields.iter().any(|field| field == name) {
                return Err(CheckError::at(span, format!("`${name}` stands for nothing that was found"))
                    .note(meant(name, fields)));
            }
            parts.push(Part::Field(name.to_owned()));
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Speech(parts))
    }

    /// The text with what was found, each field as `value` gives it.
    pub(super) fn say<'v>(&self, value: impl Fn(&str) -> Option<std::borrow::Cow<'v, str>>) -> String {
        let mut out = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Field(name) => out.push_str(&value(name).unwrap_or_default()),
            }
        }
        out
    }
}

/// What can be written for a name that none of the fields has.
fn meant(name: &str, fields: &[String]) -> String {
    // Of two numbers none is nearer.
    let words = fields.iter().map(String::as_str).filter(|field| !is_number(field));
    match nearest(name, words) {
        Some(near) => format!("did you mean `${near}`?"),
        None => {
            let known = fields.iter().map(|field| format!("`${field}`")).collect::<Vec<_>>().join(", ");
            format!("there are {known}; write `$$` for a dollar sign")
        }
    }
}

/// Whether a field stands in single braces without a `$`, as other tools have it.
fn in_braces_alone(text: &str, name: &str) -> bool {
    let wanted = format!("{{{name}}}");
    !is_number(name)
        && text.match_indices(&wanted).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at + wanted.len()..).unwrap_or_default();
            !before.ends_with(['$', '{']) && !after.starts_with('}')
        })
}

fn is_number(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_digit())
}

/// The name at the start of a text, with or without braces, and what follows it.
fn field(text: &str) -> (&str, &str) {
    if let Some((name, rest)) = text.strip_prefix('{').and_then(|text| text.split_once('}')) {
        return (name, rest);
    }
    let is_name = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
    let end = text.find(|sign| !is_name(sign)).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(text: &str) -> String {
        let fields = ["match".to_owned(), "1".to_owned()];
        let speech = Speech::parse(text, 0..0, &fields).unwrap();
        speech.say(|name| Some(if name == "1" { "b".into() } else { "ab".into() }))
    }

    #[test]
    fn fields_are_put_in_with_and_without_braces() {
        assert_eq!(say("`$match`, ${1}s, $$1, {{x}}"), "`ab`, bs, $1, {{x}}");
    }

    #[test]
    fn an_unknown_field_is_an_error_with_the_nearest_one() {
        let error = Speech::parse("$mach", 3..8, &["match".to_owned()]).unwrap_err();
        assert_eq!(error.note.as_deref(), Some("did you mean `$match`?"));
        assert_eq!(error.span, Some(3..8));
    }

    #[test]
    fn a_number_without_a_capture_is_told_which_there_are() {
        let error = Speech::parse("$9", 0..2, &["0".to_owned()]).unwrap_err();
        assert_eq!(error.note.as_deref(), Some("there are `$0`; write `$$` for a dollar sign"));
    }

    #[test]
    fn a_field_in_braces_without_its_sign_is_an_error() {
        let fields = ["match".to_owned(), "template".to_owned()];
        let error = Speech::parse("avoid {match}", 0..1, &fields).unwrap_err();
        assert_eq!(error.note.as_deref(), Some("write `$match`"));
        assert!(Speech::parse("use {{template}} and ${match}", 0..1, &fields).is_ok());
    }
}
