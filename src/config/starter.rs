/// The configuration that `wikivet init` writes.
pub const STARTER: &str = include_str!("starter.toml");

/// The line of `.gitattributes` that joins the known findings of two branches.
pub const ATTRIBUTES: &str = "wikivet-baseline.jsonl merge=union";

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::config::Configuration;

    #[test]
    fn the_starter_can_be_used_as_it_is_and_with_everything_in_it_switched_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("wikivet.toml");
        fs::write(&path, STARTER).unwrap();
        Configuration::read(&path, folder.path()).unwrap_or_else(|error| panic!("{error}"));
        // A line that is switched off is a comment without a space after its sign.
        let on: Vec<&str> = STARTER
            .lines()
            .map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line))
            .collect();
        fs::write(&path, on.join("\n")).unwrap();
        Configuration::read(&path, folder.path()).unwrap_or_else(|error| panic!("{error}"));
    }
}
