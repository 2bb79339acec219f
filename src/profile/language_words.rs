//! The words and signs of a language: the tables of `rules/data/languages/<code>.toml`.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::units::UnitMeaning;
use super::{Figure, Mark, MarkKind, Marks};

/// What tools write in a language and leave in articles.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ResidueWords {
    samples: Vec<String>,
    chat_phrases: Vec<String>,
    #[serde(skip)]
    marks: OnceLock<Marks>,
}

impl ResidueWords {
    /// The marks, made ready to be looked for.
    pub fn marks(&self) -> &Marks {
        self.marks.get_or_init(|| {
            let all = |texts: &[String], kind| -> Vec<Mark> {
                texts.iter().map(|text| Mark::text(kind, text.clone())).collect()
            };
            let mut marks = all(&self.samples, MarkKind::Sample);
            marks.extend(all(&self.chat_phrases, MarkKind::ChatPhrase));
            Marks::new(marks)
        })
    }
}

/// How dashes are written. What the language's wikis leave open, or nobody has looked up, is empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DashStyle {
    /// What joins the ends of a range of numbers, if that is no hyphen: `–`.
    pub range: String,
    /// The dashes of a sentence, with the spaces around them, the first one being the most frequent: ` – `, `—`.
    pub sentence: Vec<String>,
    /// What stands before the numbers of pages, in lower case: `pp.`
    pub pages: Vec<String>,
}

/// Names of the twelve months.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Months {
    /// The full names as they stand beside a day (genitive or partitive where the language has one).
    pub in_date: Vec<String>,
    /// The full names as they stand alone; empty if they are the same.
    pub standalone: Vec<String>,
    /// All other forms, twelve lists: abbreviations with and without a dot, cases, older spellings.
    pub other: Vec<Vec<String>>,
}

/// How numbers are written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NumberStyle {
    /// The decimal mark.
    pub decimal: String,
    /// The mark between groups of digits; a space stands for any space.
    pub group: String,
    /// The ten digits from zero on where the language has its own: `০১২৩৪৫৬৭৮৯`.
    pub digits: String,
    /// Number words, in lower case, with their value.
    pub words: HashMap<String, u64>,
}

/// Letters and digits that are written for those of a language and look nearly the same: first the one that it does not
/// have, then its own.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LetterForms {
    /// Letters that no word in the language has: `["ي", "ی"]`.
    pub always: Vec<[char; 2]>,
    /// Letters that names from other languages have, so that it is only clear which was meant where the word is known.
    pub proven: Vec<[char; 2]>,
    /// Letters that are written in Roman numerals for Latin ones: first the letter, then the Latin one.
    pub numerals: Vec<[char; 2]>,
}

/// Words around lists and counts. All in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListWords {
    /// What joins the last two items: `and`.
    pub conjunctions: Vec<String>,
    /// The articles that an item may begin with: `the`.
    pub articles: Vec<String>,
    /// What makes a number before which it stands a bound or a guess: `about`, `at least`.
    pub hedges: Vec<String>,
    /// What makes a list after which, or before which, it stands a part of the whole: `including`, `such as`.
    pub partial: Vec<String>,
    /// What ends a list that is not complete: `etc.`, `and others`.
    pub open_end: Vec<String>,
    /// What promises that the list comes next: `following`, `as follows`.
    pub following: Vec<String>,
    /// Words that stand where a counted noun would and count something else: `years`, `percent`, `km`.
    pub not_counted: Vec<String>,
    /// Those hedges, before or after the number, that say that there are as many or more: `at least`, `or more`.
    pub at_least: Vec<String>,
    /// Those that say that there are as many or fewer: `up to`.
    pub at_most: Vec<String>,
    /// Words before or after a number that say that it counts a part of what there is: `other`, `first`, `of the`.
    pub parts: Vec<String>,
    /// Words after the name of what is counted that say that something else follows: `with`, `containing`.
    pub other_follows: Vec<String>,
    /// Words that end the name of what is counted: prepositions, pronouns, forms of "to be".
    pub noun_ends: Vec<String>,
    /// Words of a sentence that say nothing of what it counts: `currently`, `maintains`.
    pub fillers: Vec<String>,
    /// Nouns that are counted as one: `countries`, `states`.
    pub same: Vec<Vec<String>>,
    /// Endings of one noun, so that its forms can be told to be one: `["y", "ies"]`.
    pub endings: Vec<Vec<String>>,
    /// First parts of compounds that a hyphen joins where a dash joins equal parts: `sino`.
    pub hyphenated: Vec<String>,
}

/// Words by which the headings of two lists say that nothing is in both. All in lower case, each one word.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OppositeWords {
    /// What denies: `no`, `without`.
    pub negations: Vec<String>,
    /// Words of which nothing can be both: `["living", "deceased"]`.
    pub pairs: Vec<[String; 2]>,
    /// Words that say nothing of what is listed: `the`, `with`.
    pub fillers: Vec<String>,
}

/// Words that show what was lost, or left over, when an article became an extract. All in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExtractWords {
    /// What a button to hear a name shows: `listen`.
    pub sounds: Vec<String>,
    /// Words that no mark can follow, so that something is missing before one: `of`.
    pub expecting: Vec<String>,
    /// Nouns that measure: `area`.
    pub amounts: Vec<String>,
    /// What stands after such a noun only where the value is missing: `of and`.
    pub after_amount: Vec<String>,
    /// What no sentence has unless a value is missing: `approximately and`.
    pub lost: Vec<String>,
    /// Words that end an introduction before its colon to which a list belongs: `following`.
    pub introducing: Vec<String>,
    /// What an introduction holds whose list is the sections of the page: `refer to`.
    pub of_sections: Vec<String>,
    /// Headings of sections of which an extract has nothing left, or only links: `see also`.
    pub appendices: Vec<String>,
    /// What the site writes around an article, and what stands for a whole line: `last updated`.
    pub frame_lines: Vec<String>,
    /// What of the site's words a line begins with: `jump to navigation`.
    pub frame_starts: Vec<String>,
    /// What of the site's words a line holds: `you can help wikipedia by expanding it`.
    pub frame_parts: Vec<String>,
}

/// Words that stand beside numbers, in any case, in all their forms.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QuantityWords {
    /// Powers of ten: 6 for `million`.
    pub powers: HashMap<String, u32>,
    /// The same, but only of money: 6 for `m`.
    pub short_powers: HashMap<String, u32>,
    /// What joins the ends of a range: `to`.
    pub range_words: Vec<String>,
    /// What stands for a percent sign: `per cent`.
    pub percent: Vec<String>,
    /// What makes a number an ordinal, besides what does so in dates.
    pub ordinal_suffixes: Vec<String>,
    /// Names of units by their symbol.
    pub units: HashMap<String, Vec<String>>,
    /// Names of currencies by their code, or by the sign that several have.
    pub currencies: HashMap<String, Vec<String>>,
}

/// Words that tables have in their headings and cells. All in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TableWords {
    /// Headings of columns that number the rows: `rank`, `no.`
    pub ranks: Vec<String>,
    /// What heads a row or a column of sums: `total`.
    pub totals: Vec<String>,
    /// What stands where a value is not known or cannot be: `n/a`, `unknown`.
    pub missing: Vec<String>,
    /// What says yes.
    pub yes: Vec<String>,
    /// What says no.
    pub no: Vec<String>,
}

/// Words around figures of an article's subject. All in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct FigureWords {
    /// By figure, what a sentence writes around it, `{n}` being the number: `population of {n}`.
    #[serde(flatten)]
    pub patterns: BTreeMap<Figure, Vec<String>>,
    /// Words in a sentence whose figures are those of a part or of something larger: `metropolitan`.
    pub other: Vec<String>,
}

impl FigureWords {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Whether the figures of a sentence are those of something else than its article's subject.
    pub fn is_of_other(&self, sentence: &str) -> bool {
        let sentence = sentence.to_lowercase();
        self.other.iter().any(|word| sentence.contains(word.as_str()))
    }
}

impl QuantityWords {
    pub(super) fn meanings(&self) -> FxHashMap<String, UnitMeaning> {
        let power = |(name, power): (&String, &u32)| (name.clone(), UnitMeaning::Power(*power));
        let money_power = |(name, power): (&String, &u32)| (name.clone(), UnitMeaning::PowerOfMoney(*power));
        let percent = |name: &String| (name.clone(), UnitMeaning::Percent);
        let mut meanings: FxHashMap<String, UnitMeaning> =
            self.short_powers.iter().map(money_power).collect();
        meanings.extend(self.percent.iter().map(percent));
        for (symbol, names) in &self.units {
            meanings.extend(names.iter().map(|name| (name.clone(), UnitMeaning::Measure(symbol.clone()))));
        }
        for (code, names) in &self.currencies {
            meanings.extend(names.iter().map(|name| (name.clone(), UnitMeaning::Money(code.clone()))));
        }
        meanings.extend(self.powers.iter().map(power));
        meanings.into_iter().map(|(name, meaning)| (name.to_lowercase(), meaning)).collect()
    }
}

impl Months {
    /// The name of a month as it stands alone, by its number.
    pub fn name(&self, number: i32) -> Option<&str> {
        let names = if self.standalone.is_empty() { &self.in_date } else { &self.standalone };
        names.get(usize::try_from(number).ok()?.checked_sub(1)?).map(String::as_str)
    }
}
