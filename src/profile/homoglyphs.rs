use std::ops::RangeInclusive;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::data;

/// Letters that look like Latin ones: the typed form of `rules/data/homoglyphs.toml`.
#[derive(Debug)]
pub struct Homoglyphs {
    scripts: Vec<Script>,
}

/// A script whose letters look like Latin ones.
#[derive(Debug)]
pub struct Script {
    /// Its English name.
    pub name: String,
    ranges: Vec<RangeInclusive<char>>,
    to_latin: FxHashMap<char, char>,
    from_latin: FxHashMap<char, char>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HomoglyphFile {
    scripts: Vec<ScriptFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScriptFile {
    name: String,
    ranges: Vec<[char; 2]>,
    pairs: String,
    rare: String,
}

impl Homoglyphs {
    /// The letters that are built in.
    pub fn known() -> &'static Homoglyphs {
        static KNOWN: LazyLock<Homoglyphs> = LazyLock::new(|| {
            let file = data::file("homoglyphs");
            let scripts = file.map_or(Vec::new(), |file: HomoglyphFile| file.scripts);
            Homoglyphs { scripts: scripts.into_iter().map(Script::of).collect() }
        });
        &KNOWN
    }

    /// The script of a letter; none for Latin and for scripts whose letters are like no Latin ones.
    pub fn script(&self, letter: char) -> Option<&Script> {
        self.scripts.iter().find(|script| script.ranges.iter().any(|range| range.contains(&letter)))
    }
}

impl Script {
    fn of(file: ScriptFile) -> Self {
        let pairs = |text: &str| -> Vec<(char, char)> {
            let pair = |pair: &str| Some((pair.chars().next()?, pair.chars().nth(1)?));
            text.split(' ').filter_map(pair).collect()
        };
        let common = pairs(&file.pairs);
        let rare = pairs(&file.rare);
        Script {
            name: file.name,
            ranges: file.ranges.iter().map(|[first, last]| *first..=*last).collect(),
            from_latin: common.iter().map(|&(letter, latin)| (latin, letter)).collect(),
            to_latin: common.into_iter().chain(rare).collect(),
        }
    }

    /// A text in Latin letters; none if one of its letters of this script is like none.
    pub fn to_latin(&self, text: &str) -> Option<String> {
        replace(text, |sign| match self.ranges.iter().any(|range| range.contains(&sign)) {
            true => self.to_latin.get(&sign).copied(),
            false => Some(sign),
        })
    }

    /// A text in letters of this script; none if one of its Latin letters is like none of its common ones.
    pub fn from_latin(&self, text: &str) -> Option<String> {
        replace(text, |sign| match self.ranges.iter().any(|range| range.contains(&sign)) {
            false if sign.is_alphabetic() => self.from_latin.get(&sign).copied(),
            _ => Some(sign),
        })
    }
}

/// Replaces each character, accents apart.
fn replace(text: &str, to: impl Fn(char) -> Option<char>) -> Option<String> {
    let replaced: Option<String> = text.nfd().map(to).collect();
    Some(replaced?.nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::Homoglyphs;

    #[test]
    fn words_change_their_script_as_a_whole_or_not_at_all() {
        let script = |letter| Homoglyphs::known().script(letter).unwrap();
        assert_eq!(script('С').to_latin("Сonstantinople").as_deref(), Some("Constantinople"));
        assert_eq!(script('δ').from_latin("νεαρoύ Xάν").as_deref(), Some("νεαρού Χάν"));
        assert_eq!(script('ї').from_latin("украïна").as_deref(), Some("україна"));
        assert_eq!(script('ж').to_latin("Bжd"), None);
        assert_eq!(script('ж').from_latin("жS"), None);
    }
}
