/// What a template makes of its arguments: text with arguments in it.
///
/// `{1} {2}` is the first argument, a space and the second one, `{name}` the argument `name`, `{0}` the template's own
/// name, `{date}` the date that the year, month and day among the arguments make.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// The parts from left to right; none where the template shows nothing.
    pub parts: Vec<PatternPart>,
}

/// A part of a [`Pattern`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternPart {
    /// Text as it stands.
    Text(String),
    /// The argument for the parameter of this name.
    Argument(String),
    /// The template's name as written.
    Name,
    /// The first of the dates in the arguments.
    Date,
}

impl Pattern {
    /// Reads the form that schemas have it in. A brace without its other one is text.
    pub(super) fn read(mut text: &str) -> Pattern {
        let mut parts = Vec::new();
        while let Some((before, (name, after))) =
            text.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            if !before.is_empty() {
                parts.push(PatternPart::Text(before.to_owned()));
            }
            parts.push(match name {
                "0" => PatternPart::Name,
                "date" => PatternPart::Date,
                name => PatternPart::Argument(name.to_owned()),
            });
            text = after;
        }
        if !text.is_empty() {
            parts.push(PatternPart::Text(text.to_owned()));
        }
        Pattern { parts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_stand_in_braces() {
        let text = |text: &str| PatternPart::Text(text.to_owned());
        let argument = |name: &str| PatternPart::Argument(name.to_owned());
        let parts = vec![argument("2"), text(", "), argument("first")];
        assert_eq!(Pattern::read("{2}, {first}"), Pattern { parts });
        assert_eq!(Pattern::read("{0} {date}").parts, [PatternPart::Name, text(" "), PatternPart::Date]);
        assert_eq!(Pattern::read(""), Pattern::default());
        assert_eq!(Pattern::read("a{b").parts, [text("a{b")]);
    }
}
