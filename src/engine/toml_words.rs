//! What a deserializer says of a value, in words of TOML.

/// What serde says of a value, in words of TOML.
pub(crate) fn in_words_of_toml(message: &str) -> String {
    for prefix in ["invalid type: ", "invalid value: "] {
        let parts = message.strip_prefix(prefix).and_then(|rest| rest.split_once(", expected "));
        if let Some((given, expected)) = parts {
            return format!("{} where {} is expected", given_value(given), expected_value(expected));
        }
    }
    if let Some((given, expected)) =
        message.strip_prefix("unknown variant ").and_then(|rest| rest.split_once(", expected "))
    {
        return format!("{given} is not {expected}");
    }
    if let Some(name) = message.strip_prefix("missing field ") {
        return format!("the key {name} is missing");
    }
    if message.starts_with("data did not match any variant of untagged enum") {
        return "the value is not of a kind that can stand here".to_owned();
    }
    if message == "wanted string or table" {
        return "a string is expected here".to_owned();
    }
    message.replace("a sequence", "a list").replace("a map", "a table")
}

fn given_value(given: &str) -> String {
    match given {
        "map" => "a table".to_owned(),
        "sequence" => "a list".to_owned(),
        _ => given.replace("floating point", "number"),
    }
}

fn expected_value(expected: &str) -> String {
    let up_to = |most: u32| format!("a whole number from 0 to {most}");
    match expected {
        "a map" => "a table".to_owned(),
        "a sequence" => "a list".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        "string or table" => "a string".to_owned(),
        "u8" => up_to(u8::MAX.into()),
        "u16" => up_to(u16::MAX.into()),
        "u32" => up_to(u32::MAX),
        "u64" | "usize" | "i32" | "i64" => "a whole number".to_owned(),
        _ if expected.starts_with("struct ") => "a table".to_owned(),
        _ => expected.replace("a sequence", "a list").replace("a map", "a table"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_rust_is_left() {
        for (said, meant) in [
            (
                "invalid type: string \"a\", expected struct CheckTable",
                "string \"a\" where a table is expected",
            ),
            ("invalid type: sequence, expected a map", "a list where a table is expected"),
            (
                "invalid value: integer `900`, expected u8",
                "integer `900` where a whole number from 0 to 255 is expected",
            ),
            ("unknown variant `x`, expected `a` or `b`", "`x` is not `a` or `b`"),
            ("missing field `of`", "the key `of` is missing"),
        ] {
            assert_eq!(in_words_of_toml(said), meant);
        }
    }
}
