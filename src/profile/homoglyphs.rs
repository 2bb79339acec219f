use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script as UnicodeScript, UnicodeScript as _};

use super::data;
use crate::value::sign::{has_parts, is_combining, may_change_in_nfc};

/// Letters and signs that look like letters of other scripts: the typed form of `rules/data/homoglyphs.toml`.
#[derive(Debug, Default)]
pub struct Homoglyphs {
    scripts: Vec<Script>,
    signs: Vec<LetterSign>,
    strays: Vec<UnicodeScript>,
    /// The Latin letters that letters look the same as.
    folded: FxHashMap<char, char>,
}

/// A script whose letters look like Latin ones.
#[derive(Debug)]
struct Script {
    script: UnicodeScript,
    /// Whether its letters with marks are never typed for Latin ones.
    own_marks: bool,
    to_latin: FxHashMap<char, Alike>,
    from_latin: FxHashMap<char, Alike>,
}

/// A letter that looks like another one.
#[derive(Clone, Copy, Debug)]
struct Alike {
    letter: char,
    is_near: bool,
}

/// A sign that looks like a letter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterSign {
    /// The sign.
    pub sign: char,
    /// The letter that it looks like.
    pub letter: char,
    /// What the sign is called, with its article: `the micro sign`.
    pub name: String,
    /// The English name of the letter's script.
    pub script: String,
}

/// A word written in letters of one script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// The word.
    pub text: String,
    /// Whether a letter was taken for one that it only resembles.
    pub is_near: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HomoglyphFile {
    scripts: Vec<ScriptFile>,
    signs: Vec<LetterSign>,
    strays: Strays,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScriptFile {
    name: String,
    pairs: String,
    rare: String,
    near: String,
    #[serde(default)]
    own_marks: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Strays {
    scripts: Vec<String>,
}

impl Homoglyphs {
    /// The letters that are built in.
    pub fn known() -> &'static Homoglyphs {
        static KNOWN: LazyLock<Homoglyphs> = LazyLock::new(|| {
            let file: HomoglyphFile = match data::file("homoglyphs") {
                Ok(file) => file,
                Err(_) => return Homoglyphs::default(),
            };
            let strays = file.strays.scripts.iter().filter_map(|name| UnicodeScript::from_full_name(name));
            let scripts: Vec<Script> = file.scripts.iter().filter_map(Script::of).collect();
            Homoglyphs {
                folded: scripts.iter().flat_map(Script::same_letters).collect(),
                scripts,
                signs: file.signs,
                strays: strays.collect(),
            }
        });
        &KNOWN
    }

    /// The sign that a character is, if it is one that looks like a letter.
    pub fn sign(&self, sign: char) -> Option<&LetterSign> {
        self.signs.iter().find(|known| known.sign == sign)
    }

    /// Whether a script other than Latin has letters that look like Latin ones.
    pub fn has_letters_of(&self, script: UnicodeScript) -> bool {
        self.of(script).is_some()
    }

    /// Whether a single Latin letter in a word of a script is always a slip.
    pub fn has_strays(&self, script: UnicodeScript) -> bool {
        self.strays.contains(&script)
    }

    /// A word with each letter of another script replaced by the letter of one script that looks like it; none if one
    /// of its letters looks like none.
    pub fn write_in(&self, script: UnicodeScript, word: &str) -> Option<Rewritten> {
        let mut is_near = false;
        let mut text = String::with_capacity(word.len());
        for sign in word.nfc() {
            let own = sign.script();
            if own == script || matches!(own, UnicodeScript::Common | UnicodeScript::Inherited) {
                text.push(sign);
                continue;
            }
            let mut parts = sign.nfd();
            let base = parts.next()?;
            let latin = self.latin(base, own, parts.clone().next().is_some())?;
            let alike = if script == UnicodeScript::Latin { latin } else { self.in_script(latin, script)? };
            is_near |= alike.is_near;
            let whole: String = std::iter::once(alike.letter).chain(parts).nfc().collect();
            // A letter for which the script has no character of its own is typed in another one for want of it.
            if whole.chars().nth(1).is_some_and(is_combining_mark) {
                return None;
            }
            text.push_str(&whole);
        }
        Some(Rewritten { text, is_near })
    }

    /// A text with each letter of a known script that looks like a Latin one replaced by that one.
    pub fn folded(&self, text: &str) -> String {
        let folded = |text: &str| text.nfd().map(|sign| self.folded_letter(sign)).nfc().collect::<String>();
        let mut whole = String::with_capacity(text.len());
        for sign in text.chars() {
            if sign.is_ascii() {
                whole.push(sign);
            } else if is_combining(sign) || may_change_in_nfc(sign) {
                // A mark belongs to what stands before it.
                return folded(text);
            } else if has_parts(sign) {
                whole.push_str(&folded(sign.encode_utf8(&mut [0; 4])));
            } else {
                whole.push(self.folded_letter(sign));
            }
        }
        whole
    }

    /// The Latin letter that a letter of a known script, without marks, looks like, or the letter itself.
    pub fn folded_letter(&self, sign: char) -> char {
        self.folded.get(&sign).copied().unwrap_or(sign)
    }

    fn of(&self, script: UnicodeScript) -> Option<&Script> {
        self.scripts.iter().find(|known| known.script == script)
    }

    /// The Latin letter that a letter, without its marks, looks like.
    fn latin(&self, base: char, own: UnicodeScript, has_marks: bool) -> Option<Alike> {
        if own == UnicodeScript::Latin {
            return Some(Alike { letter: base, is_near: false });
        }
        let script = self.of(own)?;
        if has_marks && script.own_marks {
            return None;
        }
        script.to_latin.get(&base).copied()
    }

    fn in_script(&self, latin: Alike, script: UnicodeScript) -> Option<Alike> {
        let alike = self.of(script)?.from_latin.get(&latin.letter)?;
        Some(Alike { letter: alike.letter, is_near: alike.is_near || latin.is_near })
    }
}

impl Script {
    fn of(file: &ScriptFile) -> Option<Self> {
        let common = || pairs(&file.pairs).map(|pair| (pair, false));
        let near = || pairs(&file.near).map(|pair| (pair, true));
        let rare = pairs(&file.rare).map(|pair| (pair, false));
        let alike = |letter, is_near| Alike { letter, is_near };
        let back = |((letter, latin), is_near)| (latin, alike(letter, is_near));
        let there = |((letter, latin), is_near)| (letter, alike(latin, is_near));
        Some(Script {
            script: UnicodeScript::from_full_name(&file.name)?,
            own_marks: file.own_marks,
            to_latin: common().chain(rare).chain(near()).map(there).collect(),
            from_latin: near().chain(common()).map(back).collect(),
        })
    }

    /// Its own letters that look the same as Latin ones, each with that one.
    fn same_letters(&self) -> impl Iterator<Item = (char, char)> {
        let is_same = |(letter, latin): &(&char, &Alike)| !latin.is_near && letter.script() == self.script;
        self.to_latin.iter().filter(is_same).map(|(letter, latin)| (*letter, latin.letter))
    }
}

fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    text.split(' ').filter_map(|pair| Some((pair.chars().next()?, pair.chars().nth(1)?)))
}

#[cfg(test)]
mod tests {
    use unicode_script::Script;

    use super::Homoglyphs;

    fn write_in(script: Script, word: &str) -> Option<String> {
        Homoglyphs::known().write_in(script, word).filter(|word| !word.is_near).map(|word| word.text)
    }

    #[test]
    fn words_change_their_script_as_a_whole_or_not_at_all() {
        assert_eq!(write_in(Script::Latin, "Сonstantinople").as_deref(), Some("Constantinople"));
        assert_eq!(write_in(Script::Greek, "νεαρoύ").as_deref(), Some("νεαρού"));
        assert_eq!(write_in(Script::Cyrillic, "украïна").as_deref(), Some("україна"));
        assert_eq!(write_in(Script::Armenian, "hայ").as_deref(), Some("հայ"));
        assert_eq!(write_in(Script::Latin, "Bжd"), None);
        assert_eq!(write_in(Script::Cyrillic, "жS"), None);
    }

    #[test]
    fn letters_with_marks_stay_where_the_other_script_has_none() {
        assert_eq!(write_in(Script::Cyrillic, "пôдъ"), None);
        assert_eq!(write_in(Script::Latin, "Ukraїner"), None);
    }

    #[test]
    fn letters_that_only_resemble_each_other_are_told() {
        assert!(Homoglyphs::known().write_in(Script::Latin, "Tϋrk").unwrap().is_near);
        assert!(!Homoglyphs::known().write_in(Script::Latin, "Τhird").unwrap().is_near);
    }

    #[test]
    fn folded_texts_are_equal_where_they_look_the_same() {
        let known = Homoglyphs::known();
        assert_eq!(known.folded("Москва"), known.folded("Mocквa"));
        assert_ne!(known.folded("Москва"), known.folded("Москве"));
        assert_eq!(known.folded("Ёж"), known.folded("E\u{308}ж"));
    }
}
