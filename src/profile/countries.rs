use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::data::{self, DataError};

static COUNTRIES: LazyLock<Countries> = LazyLock::new(|| Countries::read().unwrap_or_default());

const NAMES: &str = include_str!("../../rules/data/country-names.tsv");

/// The language of the names in `countries.toml`; flag templates of all wikis know them.
const COMMON_LANGUAGE: &str = "en";

/// How many bytes a name has at least that may be a misspelt one of another.
const FEWEST_LETTERS: usize = 6;

/// The countries of the world, and what flags stand for beside them: the typed form of `rules/data/countries.toml` and
/// `country-names.tsv`.
#[derive(Debug, Default)]
pub struct Countries {
    all: Vec<Country>,
    /// The places of the states that each is of, itself included.
    states: Vec<Vec<usize>>,
    /// By code and by folded name; of several meanings the first in the file counts before the others.
    index: FxHashMap<String, Vec<usize>>,
    /// By language, the places by folded name.
    local: HashMap<&'static str, LocalNames>,
}

/// The names in one language, read when they are first asked for.
#[derive(Debug, Default)]
struct LocalNames {
    /// The column of the file.
    column: usize,
    places: OnceLock<FxHashMap<String, usize>>,
}

/// What kind of thing has a flag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CountryKind {
    /// A state or a territory with a code of its own.
    #[default]
    Current,
    /// A state or territory that is no more, or is called otherwise now.
    Former,
    /// A part of a state that plays sports by itself: Scotland.
    Part,
    /// A region, or a state that few others recognise.
    Region,
    /// A team of athletes from anywhere.
    Team,
    /// A union of states.
    Organisation,
}

/// One of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// What it is called in English, as flag templates print it.
    pub name: String,
    /// What it is.
    #[serde(skip)]
    pub kind: CountryKind,
    /// The first year, for what is former, if it is known.
    pub from: Option<i32>,
    /// The last year, for what is former.
    pub until: Option<i32>,
    /// Whether it goes on as the same state under another name.
    #[serde(default)]
    pub renamed: bool,
    /// Its codes of two to four capital letters: of ISO 3166, of the International Olympic Committee, of FIFA.
    #[serde(default)]
    pub codes: Vec<String>,
    /// Its other names in English.
    #[serde(default)]
    names: Vec<String>,
    /// The states that it belongs to, or that took its place.
    #[serde(default)]
    pub of: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountriesFile {
    current: Vec<Country>,
    former: Vec<Country>,
    parts: Vec<Country>,
    regions: Vec<Country>,
    teams: Vec<Country>,
    organisations: Vec<Country>,
}

impl Countries {
    /// What is known, parsed when it is first asked for.
    pub fn known() -> &'static Countries {
        &COUNTRIES
    }

    /// What a name or a code most likely means: a code in capitals, a name in any case, in English or in the language
    /// of a code (`fr`) if one is given.
    pub fn find(&self, text: &str, language: Option<&str>) -> Option<&Country> {
        self.meanings(text, language).next()
    }

    /// All that a name or a code can mean: `Georgia`, `SCG`; what it most likely means comes first.
    pub fn meanings(&self, text: &str, language: Option<&str>) -> impl Iterator<Item = &Country> {
        let text = text.trim();
        let folded = fold(text);
        let local = language.and_then(|language| self.local_place(&folded, language));
        let common = self.index.get(text).or_else(|| self.index.get(&folded));
        let common = common.map(Vec::as_slice).unwrap_or_default().iter().copied();
        let places = local.into_iter().chain(common.filter(move |place| Some(*place) != local));
        places.filter_map(|place| self.all.get(place))
    }

    /// Whether two of them can be the flag and the name of one thing: they have a state in common, or nobody knows.
    pub fn may_agree(&self, one: &Country, other: &Country) -> bool {
        let (Some(one), Some(other)) = (self.states_of(one), self.states_of(other)) else { return true };
        one.is_empty() || other.is_empty() || one.iter().any(|state| other.contains(state))
    }

    /// Whether a text is a name of a country in any language.
    pub fn is_name(&self, text: &str) -> bool {
        let folded = fold(text.trim());
        self.index.contains_key(&folded)
            || self.local.keys().any(|language| self.local_place(&folded, language).is_some())
    }

    /// The country whose English name a text is, but for one letter, or two that changed places.
    pub fn nearly(&self, text: &str) -> Option<&Country> {
        let is_name = |sign: char| sign.is_ascii_alphabetic() || " -'".contains(sign);
        if text.len() < FEWEST_LETTERS || !text.chars().all(is_name) {
            return None;
        }
        // A hyphen is as good as a space in most names of flags.
        let plain = |name: &str| name.replace('-', " ").to_lowercase();
        let written = plain(text);
        // One slip leaves the first letter or the last one as it is.
        let ends = |name: &str| {
            let ends = [name.bytes().next(), name.bytes().next_back()];
            ends.map(|letter| letter.map(|letter| letter.to_ascii_lowercase()))
        };
        let [first, last] = ends(text);
        self.all.iter().find(|country| {
            let of_country = ends(&country.name);
            country.name.len().abs_diff(text.len()) <= 1
                && (of_country[0] == first || of_country[1] == last)
                && strsim::osa_distance(&plain(&country.name), &written) == 1
        })
    }

    /// Whether the names in a language are known.
    pub fn knows_names_in(&self, language: &str) -> bool {
        language == COMMON_LANGUAGE || self.local.contains_key(language)
    }

    /// All countries and whatever else has a flag.
    pub fn iter(&self) -> impl Iterator<Item = &Country> {
        self.all.iter()
    }

    fn states_of(&self, country: &Country) -> Option<&[usize]> {
        let place = *self.index.get(&fold(&country.name))?.first()?;
        self.states.get(place).map(Vec::as_slice)
    }

    fn local_place(&self, folded: &str, language: &str) -> Option<usize> {
        let names = self.local.get(language)?;
        let places = names.places.get_or_init(|| {
            let mut places = FxHashMap::default();
            for row in NAMES.lines().skip(1) {
                let mut cells = row.split('\t');
                let common = cells.next().and_then(|name| self.index.get(&fold(name))?.first().copied());
                let local = cells.nth(names.column).unwrap_or_default().split(';');
                let local = local.filter(|name| !name.is_empty());
                places.extend(
                    common.into_iter().flat_map(|place| local.clone().map(move |name| (fold(name), place))),
                );
            }
            places
        });
        places.get(folded).copied()
    }

    fn read() -> Result<Countries, DataError> {
        let file: CountriesFile = data::file("countries")?;
        let CountriesFile { current, former, parts, regions, teams, organisations } = file;
        let mut known = Countries::default();
        known.add(current, CountryKind::Current);
        known.add(parts, CountryKind::Part);
        known.add(former, CountryKind::Former);
        known.add(regions, CountryKind::Region);
        known.add(teams, CountryKind::Team);
        known.add(organisations, CountryKind::Organisation);
        for (place, country) in known.all.iter().enumerate() {
            known.index.entry(fold(&country.name)).or_default().insert(0, place);
        }
        for (place, country) in known.all.iter().enumerate() {
            let names = country.names.iter().map(|name| fold(name));
            for key in names.chain(country.codes.iter().cloned()) {
                let places = known.index.entry(key).or_default();
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        known.states = known.all.iter().map(|country| known.own_states(country)).collect();
        let languages = NAMES.lines().next().unwrap_or_default().split('\t').skip(1).enumerate();
        known.local =
            languages.map(|(column, code)| (code, LocalNames { column, ..LocalNames::default() })).collect();
        Ok(known)
    }

    fn add(&mut self, countries: Vec<Country>, kind: CountryKind) {
        self.all.extend(countries.into_iter().map(|country| Country { kind, ..country }));
    }

    /// The places of the states that a country is of, and its own; none where it is of no state.
    fn own_states(&self, country: &Country) -> Vec<usize> {
        let is_of_no_state = matches!(country.kind, CountryKind::Team | CountryKind::Organisation);
        if is_of_no_state && country.of.is_empty() {
            return Vec::new();
        }
        let names = country.of.iter().chain([&country.name]);
        names.filter_map(|name| self.index.get(&fold(name))?.first().copied()).collect()
    }
}

impl Country {
    /// The three letters that it is known by, if it has any.
    pub fn code(&self) -> Option<&str> {
        self.codes.iter().find(|code| code.len() == 3).map(String::as_str)
    }
}

/// A name as names are compared.
fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in name.split(|sign: char| sign == '_' || sign.is_whitespace()).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase).map(|sign| match sign {
            '’' | 'ʼ' => '\'',
            '–' | '‑' => '-',
            _ => sign,
        }));
    }
    folded.strip_prefix("the ").map(str::to_owned).unwrap_or(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str, language: Option<&str>) -> Option<&'static str> {
        Countries::known().find(text, language).map(|country| country.name.as_str())
    }

    #[test]
    fn the_files_can_be_read() {
        let known = Countries::read().unwrap();
        assert!(known.all.len() > 450);
        for row in NAMES.lines().skip(1) {
            let common = row.split('\t').next().unwrap();
            assert!(known.index.contains_key(&fold(common)), "{common} is not in countries.toml");
        }
        for country in &known.all {
            for state in &country.of {
                assert!(known.index.contains_key(&fold(state)), "{}: {state}", country.name);
            }
        }
    }

    #[test]
    fn a_country_is_found_by_code_and_by_name_in_any_case() {
        assert_eq!(name("GER", None), Some("Germany"));
        assert_eq!(name("DEU", None), Some("Germany"));
        assert_eq!(name("the netherlands", None), Some("Netherlands"));
        assert_eq!(name("Czechia", None), Some("Czech Republic"));
        assert_eq!(name("USSR", None), Some("Soviet Union"));
        assert_eq!(name("ger", None), None);
        assert_eq!(name("Utopia", None), None);
    }

    #[test]
    fn names_of_a_language_are_known_only_where_it_is_asked_for() {
        assert_eq!(name("Deutschland", Some("de")), Some("Germany"));
        assert_eq!(name("СРСР", Some("uk")), Some("Soviet Union"));
        assert_eq!(name("Deutschland", None), None);
        assert_eq!(name("Germany", Some("de")), Some("Germany"));
    }

    #[test]
    fn an_ambiguous_code_has_several_meanings() {
        let meanings: Vec<&str> =
            Countries::known().meanings("SCG", None).map(|country| country.name.as_str()).collect();
        assert_eq!(meanings, ["FR Yugoslavia", "Serbia and Montenegro"]);
    }

    #[test]
    fn what_shares_a_state_may_agree() {
        let known = Countries::known();
        let agree = |one: &str, other: &str| {
            known.may_agree(known.find(one, None).unwrap(), known.find(other, None).unwrap())
        };
        assert!(agree("Soviet Union", "Latvia"));
        assert!(agree("England", "GBR"));
        assert!(agree("Burma", "Myanmar"));
        assert!(agree("Refugee Olympic Team", "Iran"));
        assert!(!agree("Iran", "Iraq"));
        assert!(!agree("Latvia", "Russia"));
    }
}
