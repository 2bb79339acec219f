//! HTML attributes as MediaWiki reads them.

use std::borrow::Cow;

use nom::bytes::complete::{take_till, take_while, take_while1};
use nom::character::complete::char;
use nom::combinator::opt;
use nom::{IResult, Parser};

/// One attribute as written.
struct Attribute<'t> {
    name: &'t str,
    value: &'t str,
}

/// The value of an attribute of any case, white space folded; the last one of a name counts.
pub(super) fn attribute<'t>(source: &'t str, name: &str) -> Option<Cow<'t, str>> {
    let mut found = None;
    let mut rest = source;
    while let Ok((after, _)) = junk(rest) {
        let Ok((after, attribute)) = one(after) else { break };
        if attribute.name.eq_ignore_ascii_case(name) {
            found = Some(attribute.value);
        }
        rest = after;
    }
    found.map(fold)
}

/// What no attribute starts with.
fn junk(input: &str) -> IResult<&str, &str> {
    take_till(is_name_start).parse(input)
}

/// `name` or `name = value`; the value in quotes, which may lack the closing one, or up to white space.
fn one(input: &str) -> IResult<&str, Attribute<'_>> {
    let (rest, name) = take_while1(|c| is_name_start(c) || c == '.' || c == '-').parse(input)?;
    let (rest, equals) = opt((space, char('='), space)).parse(rest)?;
    if equals.is_none() {
        return Ok((rest, Attribute { name, value: "" }));
    }
    let (rest, quote) = opt(char('"').or(char('\''))).parse(rest)?;
    match quote {
        Some(quote) => {
            let (rest, value) = take_till(|c| c == quote).parse(rest)?;
            let (rest, _) = opt(char(quote)).parse(rest)?;
            Ok((rest, Attribute { name, value }))
        }
        None => {
            let (rest, value) = take_till(char::is_whitespace).parse(rest)?;
            Ok((rest, Attribute { name, value }))
        }
    }
}

fn space(input: &str) -> IResult<&str, &str> {
    take_while(char::is_whitespace).parse(input)
}

fn is_name_start(character: char) -> bool {
    character.is_alphanumeric() || character == ':' || character == '_'
}

/// White space at the ends dropped, white space inside made one space.
fn fold(value: &str) -> Cow<'_, str> {
    let value = value.trim();
    if value.split(' ').all(|word| !word.is_empty() && !word.contains(char::is_whitespace)) {
        return Cow::Borrowed(value);
    }
    Cow::Owned(value.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_in_every_form() {
        let read = |source, name| attribute(source, name).map(Cow::into_owned);
        assert_eq!(read(r#" colspan="2" rowspan=3"#, "rowspan").as_deref(), Some("3"));
        assert_eq!(read(r#"colspan = '2'"#, "colspan").as_deref(), Some("2"));
        assert_eq!(read(r#"COLSPAN=2; colspan=4"#, "colspan").as_deref(), Some("4"));
        assert_eq!(read(r#"name="a  b"#, "name").as_deref(), Some("a b"));
        assert_eq!(read("nowrap name=x", "nowrap").as_deref(), Some(""));
        assert_eq!(read(r#"style="colspan=2""#, "colspan"), None);
        assert_eq!(read("", "colspan"), None);
    }
}
