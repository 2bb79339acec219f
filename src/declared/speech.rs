use std::ops::Range;

use super::CheckError;

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
                let known = fields.iter().map(|field| format!("`${field}`")).collect::<Vec<_>>().join(", ");
                return Err(CheckError::at(span, format!("`${name}` stands for nothing that was found"))
                    .note(format!("there are {known}; write `$$` for a dollar sign"))
                    .did_you_mean(name, fields.iter().map(String::as_str)));
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
        assert_eq!(error.note.as_deref(), Some("did you mean `match`?"));
        assert_eq!(error.span, Some(3..8));
    }
}
