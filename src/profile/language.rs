use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::data::{Cache, DATE_WORDS, LANGUAGES, embedded};
use super::folded_names::FoldedNames;
use super::language_words::{
    DashStyle, ExtractWords, FigureWords, LetterForms, ListWords, Months, NumberStyle, OppositeWords,
    QuantityWords, ResidueWords, TableWords,
};
use super::month_forms::MonthForm;
use super::number_starts::NumberStarts;
use super::units::UnitMeaning;
use super::{DateStyle, Typography};
use crate::value::date::DateGrammar;

static LANGUAGE_CACHE: LazyLock<Cache<Language>> = LazyLock::new(|| Cache::new(LANGUAGES));

/// CS1 reads the English names of months on every wiki, and translates them (`date_names.en` of its configuration).
const READ_BESIDE: &str = "en";

/// What rules need to know of a language: the typed form of `rules/data/languages/<code>.toml`.
///
/// What a language does not have, or what nobody has looked up yet, is empty; rules then read less and never guess.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Language {
    /// The BCP 47 code: `en`.
    pub code: String,
    /// The English name: `English`.
    pub name: String,
    /// Where the data is from.
    pub sources: Vec<String>,
    /// Names of months.
    pub months: Months,
    /// How dates are written.
    pub dates: DateStyle,
    /// How numbers are written.
    pub numbers: NumberStyle,
    /// Words around lists and counts.
    pub lists: ListWords,
    /// Words beside numbers.
    pub quantities: QuantityWords,
    /// Words that make two lists exclude each other.
    pub opposites: OppositeWords,
    /// Words of tables.
    pub tables: TableWords,
    /// Words around figures of an article's subject.
    pub figures: FigureWords,
    /// Words that show what was lost when an article became an extract.
    pub extracts: ExtractWords,
    /// Letters that are written for its own.
    pub letters: LetterForms,
    /// Opening and closing quotation marks: `["“", "”"]`.
    pub quotes: Vec<[String; 2]>,
    /// How dashes are written.
    pub dashes: DashStyle,
    /// What tools write in the language and leave in articles.
    pub residue: ResidueWords,
    /// How marks are set, and which words are written twice.
    pub typography: Typography,
    #[serde(skip)]
    date_grammar: OnceLock<DateGrammar>,
    #[serde(skip)]
    number_starts: OnceLock<NumberStarts>,
    #[serde(skip)]
    month_names: OnceLock<FoldedNames>,
    #[serde(skip)]
    month_forms: OnceLock<Vec<MonthForm>>,
    #[serde(skip)]
    weekday_names: OnceLock<FoldedNames>,
    /// What words beside numbers say, in lower case.
    #[serde(skip)]
    unit_names: OnceLock<FxHashMap<String, UnitMeaning>>,
}

impl Language {
    /// The data of a language by its code, parsed when it is first asked for.
    pub fn named(code: &str) -> Option<&'static Language> {
        LANGUAGE_CACHE.get(code, |text| embedded(code, text))
    }

    /// The language whose dates the citation modules of all wikis read beside their own.
    pub fn read_beside() -> Option<&'static Language> {
        Language::named(READ_BESIDE)
    }

    /// The codes of all languages, sorted.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        LANGUAGES.iter().map(|&(code, _)| code)
    }

    /// The codes of the languages, sorted, that may have written a text with a month in it: those that begin the name of
    /// a month, or what they write around its number, with a word of the text. No language is parsed for it.
    pub fn codes_with_month_in(text: &str) -> Vec<&'static str> {
        let words = text.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty());
        let codes = |word: &str| {
            let at = DATE_WORDS.binary_search_by_key(&word, |&(known, _)| known).ok()?;
            Some(DATE_WORDS.get(at)?.1)
        };
        // Words without a letter come first, and stand for any text.
        let found = words.chain([""]).filter_map(|word| codes(&word.to_lowercase()));
        let mut found: Vec<&str> = found.flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The codes of the languages that have been parsed so far, in no order.
    pub fn parsed() -> impl Iterator<Item = &'static str> {
        LANGUAGE_CACHE.read_so_far()
    }

    /// Whether it is written in Latin letters, as the names of its months are.
    pub fn is_in_latin_script(&self) -> bool {
        let is_latin = |letter: char| matches!(letter, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
        let mut letters =
            self.months.in_date.iter().flat_map(|name| name.chars()).filter(|sign| sign.is_alphabetic());
        letters.all(is_latin)
    }

    /// The grammar of the language's dates, made when it is first asked for.
    pub fn date_grammar(&self) -> &DateGrammar {
        self.date_grammar.get_or_init(|| DateGrammar::new(Some(self)))
    }

    /// The number, from 1, of the month that a word names in any of its forms, in any case, with or without a final dot.
    pub fn month(&self, word: &str) -> Option<u8> {
        let named = || FoldedNames::new(self.month_forms().iter().map(|form| (form.number, &form.name)));
        self.month_names.get_or_init(named).number(word)
    }

    /// The names of months in all forms, gathered when they are first asked for.
    pub fn month_forms(&self) -> &[MonthForm] {
        self.month_forms.get_or_init(|| MonthForm::all(&self.months))
    }

    /// The number of the day of the week that a word names, Monday being 1.
    pub fn weekday(&self, word: &str) -> Option<u8> {
        let named = || FoldedNames::new((1..).zip(&self.dates.weekdays));
        self.weekday_names.get_or_init(named).number(word)
    }

    /// The value of a number written as words, in any case: `Twenty-one`.
    pub fn number_word(&self, text: &str) -> Option<u64> {
        let text = text.trim().to_lowercase().replace(['\u{2019}', '\u{2bc}'], "'");
        self.numbers.words.get(&text).copied()
    }

    /// What numbers start with, gathered when it is first asked for.
    pub fn number_starts(&self) -> &NumberStarts {
        self.number_starts.get_or_init(|| NumberStarts::new(&self.numbers))
    }

    /// What a word beside a number says of it; the word in lower case.
    pub fn unit_named(&self, name: &str) -> Option<&UnitMeaning> {
        self.unit_names.get_or_init(|| self.quantities.meanings()).get(name)
    }

    /// Whether words, in any case, make a number before or after which they stand a bound or a guess.
    pub fn is_hedge(&self, words: &str) -> bool {
        let words = words.trim().to_lowercase();
        self.lists.hedges.contains(&words)
    }

    /// Whether words, in any case, join the items of a list.
    pub fn is_conjunction(&self, words: &str) -> bool {
        let words = words.trim().to_lowercase();
        self.lists.conjunctions.contains(&words)
    }

    /// Whether a text speaks of years before the common era, which count down.
    pub fn names_era_before(&self, text: &str) -> bool {
        self.dates.before_era.iter().any(|era| text.contains(era.as_str()))
    }

    /// Whether a text ends with a word for "about": the date or range behind it is a guess.
    pub fn ends_with_circa(&self, text: &str) -> bool {
        let text = text.trim_end();
        let word = text.rsplit(|sign: char| sign.is_whitespace() || sign == '(').next().unwrap_or_default();
        self.dates.circa.iter().any(|circa| circa == word)
    }

    /// The digit's value, in ASCII or in the language's own digits.
    pub fn digit(&self, sign: char) -> Option<u32> {
        let own = || {
            let zero = self.numbers.digits.chars().next()?;
            (sign as u32).checked_sub(zero as u32).filter(|value| *value < 10)
        };
        sign.to_digit(10).or_else(own)
    }
}
