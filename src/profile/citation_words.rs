use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::data::file;
use super::phrases::Phrases;

/// Words that do not belong into the values of citations, on every wiki: the typed form of
/// `rules/data/citation-values.toml`.
#[derive(Debug)]
pub struct CitationWords {
    et_al: Vec<String>,
    /// The bytes that those end with, in both cases.
    et_al_ends: [bool; 256],
    in_names: Phrases,
    organisations: Phrases,
    /// Those of both: most names have none.
    in_any_names: Phrases,
    /// By length in bytes.
    names: FxHashMap<usize, Vec<String>>,
    labels: Vec<String>,
    suffixes: Vec<String>,
    /// By their first bytes.
    titles: FxHashMap<TitleStart, Vec<String>>,
    in_titles: Phrases,
    /// In lower case.
    front_pages: FxHashSet<String>,
    /// In lower case.
    of_servers: FxHashSet<String>,
    offices: FxHashSet<String>,
    around_identifiers: FxHashSet<String>,
    behind_names: FxHashSet<String>,
    title_links: Vec<String>,
    places: FxHashSet<String>,
    languages: FxHashSet<String>,
}

/// As many bytes, in lower case, as all titles have that no page has.
type TitleStart = [u8; 3];

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WordFile {
    et_al: EtAl,
    names: Names,
    vancouver: Vancouver,
    identifiers: AroundIdentifiers,
    titles: Titles,
    publishers: Publishers,
    languages: Languages,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct EtAl {
    end: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    words: Vec<String>,
    organisations: Vec<String>,
    offices: FxHashSet<String>,
    behind: FxHashSet<String>,
    whole: Vec<String>,
    labels: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct AroundIdentifiers {
    around: FxHashSet<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vancouver {
    suffixes: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Titles {
    links: Vec<String>,
    whole: Vec<String>,
    part: Vec<String>,
    front_pages: Vec<String>,
    of_servers: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Languages {
    names: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Publishers {
    places: Vec<String>,
}

impl CitationWords {
    /// The words that are built in, read when they are first asked for.
    pub fn known() -> &'static CitationWords {
        static KNOWN: LazyLock<CitationWords> =
            LazyLock::new(|| CitationWords::from(file::<WordFile>("citation-values").unwrap_or_default()));
        &KNOWN
    }

    /// The length in bytes of the words at the end of a text that stand for people who are not named.
    pub fn et_al_at_end(&self, text: &str) -> Option<usize> {
        let last = text.bytes().next_back().filter(|last| self.et_al_ends[usize::from(*last)])?;
        let ends_alike =
            |words: &&String| words.bytes().next_back().is_some_and(|end| end.eq_ignore_ascii_case(&last));
        let fitting = self.et_al.iter().filter(ends_alike).filter(|words| {
            let head = text.len().checked_sub(words.len());
            let tail = head.and_then(|head| Some((text.get(..head)?, text.get(head..)?)));
            tail.is_some_and(|(head, tail)| {
                tail.eq_ignore_ascii_case(words) && !head.ends_with(char::is_alphanumeric)
            })
        });
        fitting.map(String::len).max()
    }

    /// Whether a text given as a person's name has words that are no part of one, or those of organisations, be they
    /// parts of longer words.
    pub fn may_be_nobody(&self, text: &str) -> bool {
        let mut of_length = self.names.get(&text.len()).into_iter().flatten();
        of_length.any(|name| name.eq_ignore_ascii_case(text))
            || self.in_any_names.find_iter(text).next().is_some()
    }

    /// Where a text given as a person's name has a word that is no part of one: the first such word, in letters of ASCII.
    pub fn not_of_a_name<'t>(&self, text: &'t str) -> Option<&'t str> {
        let mut of_length = self.names.get(&text.len()).into_iter().flatten();
        if of_length.any(|name| name.eq_ignore_ascii_case(text)) {
            return Some(text);
        }
        let is_apart = |at: std::ops::Range<usize>| {
            let head = text.get(..at.start).unwrap_or_default();
            let tail = text.get(at.end..).unwrap_or_default();
            !head.ends_with(char::is_alphanumeric) && !tail.starts_with(char::is_alphanumeric)
        };
        self.in_names.find_iter(text).find(|at| is_apart(at.clone())).and_then(|at| text.get(at))
    }

    /// Whether a part of a list of names is no name, but stands behind one: `Jr.`, `PhD`.
    pub fn is_behind_name(&self, part: &str) -> bool {
        self.behind_names.contains(part.replace('.', "").to_lowercase().as_str())
    }

    /// Whether a word of a list of names is that of a company or an office.
    pub fn is_of_organisations(&self, word: &str) -> bool {
        self.offices.contains(word.to_lowercase().as_str())
    }

    /// Whether what stands beside an ISBN or the like tells only which form of the book has it: `(hbk)`, `Print:`.
    pub fn is_form_of_book(&self, text: &str) -> bool {
        let bare = text.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
        bare.is_empty() || self.around_identifiers.contains(bare.as_str())
    }

    /// The first word in a text given as a person's name by which the citation module takes it for an organisation.
    pub fn organisation<'t>(&self, text: &'t str) -> Option<&'t str> {
        let at = self.organisations.find_iter(text).next()?;
        let (head, tail) = (text.get(..at.start)?, text.get(at.end..)?);
        let start = head.trim_end_matches(char::is_alphanumeric).len();
        let end = text.len() - tail.trim_start_matches(char::is_alphanumeric).len();
        text.get(start..end)
    }

    /// A mark of an editor in a name: in brackets, or after a comma at the end.
    pub fn mark_in_name<'t>(&self, text: &'t str) -> Option<&'t str> {
        let bracketed = text.find(['(', '[']).and_then(|open| {
            let inner = text.get(open + 1..)?;
            inner.get(..inner.find([')', ']'])?)
        });
        let is_label = |text: &str| self.labels.iter().any(|label| label.eq_ignore_ascii_case(text));
        // `Meyer, Ed` is a name.
        let last = text.rsplit_once(',').map(|(_, last)| last.trim());
        let last = last.filter(|last| last.starts_with(char::is_lowercase));
        [bracketed, last].into_iter().flatten().find(|text| is_label(text))
    }

    /// What of a title was said by a server instead of the page: an error, a login, a placeholder. What may stand anywhere in
    /// it has letters of ASCII.
    pub fn not_of_a_title<'t>(&self, title: &'t str, has_letters: bool) -> Option<&'t str> {
        let starting = title_start(title).and_then(|start| self.titles.get(&start));
        let fitting = starting
            .into_iter()
            .flatten()
            .filter(|words| title.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words)));
        let length = fitting.map(String::len).max();
        let whole = length.map(|length| 0..length);
        let whole = whole.filter(|at| title.get(at.end..).is_some_and(ends_title));
        let part = || has_letters.then(|| self.in_titles.find_iter(title).next())?;
        let said = title.get(whole.or_else(part)?)?;
        Some(said.trim_matches([' ', '-', '|']))
    }

    /// Whether a title is what sites call their front page: `Home`.
    pub fn is_front_page(&self, title: &str) -> bool {
        is_listed(&self.front_pages, title)
    }

    /// Whether a title is a word of servers that a work may have as its title, too: `Error`.
    pub fn is_said_by_servers(&self, title: &str) -> bool {
        is_listed(&self.of_servers, title)
    }

    /// Whether a value of `title-link` chooses what links the title, and names no page.
    pub fn is_choice_of_link(&self, value: &str) -> bool {
        self.title_links.iter().any(|choice| choice == value)
    }

    /// Whether a word follows the initials of a name: `Jr`.
    pub fn is_name_suffix(&self, word: &str) -> bool {
        self.suffixes.iter().any(|suffix| suffix == word)
    }

    /// Whether a text is a city that publishers have their seat in.
    pub fn is_place(&self, text: &str) -> bool {
        self.places.contains(text)
    }

    /// Whether a text in lower case is the name of a language that ISO 639-3 does not list so.
    pub fn is_language(&self, text: &str) -> bool {
        self.languages.contains(text)
    }
}

/// Whether a title is one of those in lower case, be there dots behind it or not.
fn is_listed(titles: &FxHashSet<String>, title: &str) -> bool {
    const LONGEST: usize = 40;
    title.len() <= LONGEST && titles.contains(&title.trim_end_matches(['.', '…', '!']).to_lowercase())
}

/// What a title starts with, if it is long enough.
fn title_start(title: &str) -> Option<TitleStart> {
    let start: &TitleStart = title.as_bytes().first_chunk()?;
    Some(start.map(|byte| byte.to_ascii_lowercase()))
}

/// Whether what stands after the words at the start of a title is no more of it: the name of the site, if anything.
fn ends_title(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['.', '…', '!', '?']);
    let separator = rest.trim_start();
    let is_apart = separator.len() < rest.len() && separator.starts_with(['|', '-', '–', '—', '•', '·', '»']);
    separator.is_empty() || is_apart
}

impl From<WordFile> for CitationWords {
    fn from(file: WordFile) -> Self {
        let mut titles: FxHashMap<TitleStart, Vec<String>> = FxHashMap::default();
        for words in file.titles.whole {
            if let Some(start) = title_start(&words) {
                titles.entry(start).or_default().push(words);
            }
        }
        let mut names: FxHashMap<usize, Vec<String>> = FxHashMap::default();
        for name in file.names.whole {
            names.entry(name.len()).or_default().push(name);
        }
        let mut et_al_ends = [false; 256];
        for end in file.et_al.end.iter().filter_map(|words| words.bytes().next_back()) {
            et_al_ends[usize::from(end.to_ascii_lowercase())] = true;
            et_al_ends[usize::from(end.to_ascii_uppercase())] = true;
        }
        CitationWords {
            et_al: file.et_al.end,
            et_al_ends,
            in_any_names: Phrases::new([&file.names.words[..], &file.names.organisations].concat()),
            in_names: Phrases::new(file.names.words),
            organisations: Phrases::new(file.names.organisations),
            names,
            labels: file.names.labels,
            suffixes: file.vancouver.suffixes,
            titles,
            in_titles: Phrases::new(file.titles.part),
            front_pages: file.titles.front_pages.into_iter().collect(),
            of_servers: file.titles.of_servers.into_iter().collect(),
            offices: file.names.offices,
            behind_names: file.names.behind,
            around_identifiers: file.identifiers.around,
            title_links: file.titles.links,
            places: file.publishers.places.into_iter().collect(),
            languages: file.languages.names.into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_anywhere_in_names_and_titles_has_letters_of_ascii() {
        let file: WordFile = file("citation-values").unwrap();
        let words = [file.names.words, file.names.whole, file.names.organisations, file.titles.part].concat();
        let without: Vec<&String> =
            words.iter().filter(|word| !word.contains(|sign: char| sign.is_ascii_alphabetic())).collect();
        assert!(without.is_empty(), "{without:?}");
    }

    #[test]
    fn words_count_as_whole_words_in_any_case() {
        let words = CitationWords::known();
        assert_eq!(words.not_of_a_name("Neil (Editor)"), Some("Editor"));
        assert_eq!(words.not_of_a_name("STAFF"), Some("STAFF"));
        assert_eq!(words.not_of_a_name("The Coal Authority"), None);
        assert_eq!(words.mark_in_name("A. Smith, eds."), Some("eds."));
        assert_eq!(words.not_of_a_name("Ed Smith"), None);
        assert_eq!(words.not_of_a_name("Meyer, Ed").or(words.mark_in_name("Meyer, Ed")), None);
    }

    #[test]
    fn an_organisation_is_named_by_the_whole_word() {
        let words = CitationWords::known();
        assert_eq!(words.organisation("Institute for Food Policy"), Some("Policy"));
        assert_eq!(words.organisation("Bloomberg Businessweek"), Some("Businessweek"));
        assert_eq!(words.organisation("The Coal Authority"), None);
    }

    #[test]
    fn a_title_may_name_the_site_after_the_error() {
        let words = CitationWords::known();
        assert_eq!(words.not_of_a_title("404 Not Found", true), Some("404 Not Found"));
        assert_eq!(words.not_of_a_title("Page not found | Example", true), Some("Page not found"));
        assert_eq!(words.not_of_a_title("Страница не найдена", true), Some("Страница не найдена"));
        assert_eq!(words.not_of_a_title("Access denied: the story of a door", true), None);
        assert_eq!(words.not_of_a_title("Area code 404", true), None);
    }

    #[test]
    fn the_longest_words_at_the_end_count() {
        let words = CitationWords::known();
        assert_eq!(words.et_al_at_end("Smith et al."), Some("et al.".len()));
        assert_eq!(words.et_al_at_end("Smith and others"), Some("and others".len()));
        assert_eq!(words.et_al_at_end("Duet al"), None);
    }
}
