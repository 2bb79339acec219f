use crate::engine::Context;
use crate::facts::dates::DateFact;
use crate::facts::prose::LEFT_OUT;
use crate::profile::Language;

/// How far before a date words are looked at, in characters.
const REACH: usize = 60;

/// The text around a date, which says whether the numbers are meant as one.
pub(super) struct Surroundings<'a> {
    before: &'a str,
    after: &'a str,
    language: Option<&'a Language>,
}

impl<'a> Surroundings<'a> {
    pub(super) fn of(fact: &DateFact, cx: &'a Context<'_>) -> Self {
        let block = fact.block.and_then(|block| cx.facts.prose().block(block));
        let text = block.map(|block| block.text()).unwrap_or_default();
        let before = text.get(..fact.text.start as usize).unwrap_or_default();
        let from = before.char_indices().rev().take(REACH).last().map_or(0, |(at, _)| at);
        Surroundings {
            before: before.get(from..).unwrap_or_default(),
            after: text.get(fact.text.end as usize..).unwrap_or_default(),
            language: cx.language,
        }
    }

    /// Whether no further word follows: in `June 31 people` the number belongs to what comes after it.
    pub(super) fn ends_clause(&self) -> bool {
        !self.after.trim_start_matches(char::is_whitespace).starts_with(char::is_alphanumeric)
    }

    /// Whether a word comes before after which only a day makes sense: `on`, `Monday,`.
    pub(super) fn announce_day(&self) -> bool {
        let word = self.before.trim_end().trim_end_matches(',');
        let word = last_word(word);
        let prepositions = self.language.map(|language| language.dates.day_prepositions.as_slice());
        self.is_weekday(word) || prepositions.unwrap_or_default().contains(&word.to_lowercase())
    }

    /// Whether an article such as `the` comes before.
    pub(super) fn follow_article(&self) -> bool {
        let articles = self.language.map(|language| language.lists.articles.as_slice()).unwrap_or_default();
        articles.contains(&last_word(self.before.trim_end()).to_lowercase())
    }

    /// Whether a word such as `No.` or a sign such as `№` comes before, after which a number is no day.
    pub(super) fn follow_number_word(&self) -> bool {
        let word = last_word(self.before.trim_end());
        self.is_number_word(word) || word.ends_with(['№', '#', '°', 'º', '.'])
    }

    /// Whether numbers with dots or slashes may be the number or name of something, such as a version, a section or
    /// a law. So they may in a language of which no words for these are known.
    pub(super) fn may_name_something(&self) -> bool {
        let numbered = self.language.map(|language| language.dates.numbered.as_slice()).unwrap_or_default();
        let head = self.before.trim_end();
        let word = last_word(head);
        let mut after = self.after.chars();
        let goes_on = after.next().is_some_and(|sign| "./-–_:".contains(sign))
            && after.next().is_some_and(char::is_alphanumeric);
        let is_name = word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphanumeric);
        let starts_sentence = head.strip_suffix(word).is_some_and(|before| {
            let before = before.trim_end();
            before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', '(', '–', '—', LEFT_OUT])
        });
        numbered.is_empty()
            || self.is_number_word(word)
            || goes_on
            || (is_name && !starts_sentence && !self.is_weekday(word))
    }

    fn is_number_word(&self, word: &str) -> bool {
        let numbered = self.language.map(|language| language.dates.numbered.as_slice()).unwrap_or_default();
        let folded = word.to_lowercase();
        numbered.iter().any(|known| *known == folded || *known == folded.trim_end_matches([':', '.']))
    }

    fn is_weekday(&self, word: &str) -> bool {
        self.language.is_some_and(|language| language.dates.weekdays.iter().any(|day| day == word))
    }
}

/// Whether a word belongs to the date before its day or behind its year: `32 мая 2010 года`.
pub(super) fn has_word(fact: &DateFact, cx: &Context<'_>) -> bool {
    let (whole, date) = (fact.date.span, &fact.date);
    let (Some(day), Some(year)) = (date.day, date.year) else { return false };
    let has_letter = |start: u32, end: u32| {
        let text = cx.doc.text().get(start as usize..end as usize).unwrap_or_default();
        text.contains(char::is_alphabetic)
    };
    // After a name or in a list a number may be that of anything.
    let head = cx.doc.text().get(..whole.start as usize).unwrap_or_default().trim_end();
    let is_day = day.value < 40 && date.day_until.is_none() && !head.ends_with(['»', '"', '”', ',', ';']);
    is_day
        && fact.verbatim
        && (has_letter(whole.start, day.span.start) || has_letter(year.span.end, whole.end))
}

/// The word that a text ends with, without a bracket before it.
pub(super) fn last_word(text: &str) -> &str {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.trim_start_matches(['(', '['])
}
