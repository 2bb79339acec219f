use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::Language;
use crate::link_state::KnownCopy;
use crate::value::archive::stamped_time;
use crate::value::date::{Date, DateOrder};

/// What a wiki's editors write beside a link.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LinkMarks {
    dead: Option<String>,
    copy: Option<String>,
    /// The language of the wiki, in which the dates in them are written, whatever the language of a text.
    #[serde(skip)]
    language: Option<String>,
}

impl LinkMarks {
    /// Says which language the wiki is in.
    pub(super) fn set_language(&mut self, code: Option<String>) {
        self.language = code;
    }

    /// The mark of a link that is found dead on a day; none if its date cannot be written in the wiki's language.
    pub fn dead(&self, today: NaiveDate) -> Option<String> {
        self.filled(self.dead.as_ref()?, today)
    }

    /// Whether the mark of a dead link says since when.
    pub fn is_dated(&self) -> bool {
        self.dead.as_ref().is_some_and(|dead| dead.contains('$'))
    }

    /// What dates such a mark: `|date=May 2010`.
    pub fn date(&self, today: NaiveDate) -> Option<String> {
        let argument = self.dead.as_ref()?.split('|').nth(1)?;
        let argument = argument.trim_end_matches('}').trim_end();
        self.filled(&format!("|{argument}"), today)
    }

    /// What is written for a copy of a link. In the data, `$copy` stands for its address, `$stamp` for the moment as the
    /// archive writes it, `$link` for the link, and the parts of a day for those of the day it was made. An address that
    /// would end the template early is not written.
    pub fn copy(&self, link: &str, copy: &KnownCopy) -> Option<String> {
        let mark = self.copy.as_ref()?;
        if [link, &copy.url].iter().any(|url| url.contains(['|', '{', '}', '[', ']', ' '])) {
            return None;
        }
        let mut mark = self.filled(mark, copy.day)?;
        if mark.contains("$stamp") {
            mark = mark.replace("$stamp", stamped_time(&copy.url)?);
        }
        // What an address holds is not looked into.
        let parts: Vec<String> = mark.split("$copy").map(|part| part.replace("$link", link)).collect();
        Some(parts.join(&copy.url))
    }

    /// A pattern with the parts of a day.
    fn filled(&self, pattern: &str, day: NaiveDate) -> Option<String> {
        let language = self.language.as_deref().and_then(Language::named);
        let own_digits = |number: String| match language {
            Some(language) => language.date_grammar().in_own_digits(&number),
            None => number,
        };
        let mut text = pattern.to_owned();
        if text.contains("$date") {
            let grammar = language?.date_grammar();
            let write = |order| grammar.write(&Date::from(day), order);
            let written = write(DateOrder::DayFirst).or_else(|| write(DateOrder::YearFirst))?;
            text = text.replace("$date", &own_digits(written));
        }
        if text.contains("$month") {
            text = text.replace("$month", language?.months.name(i32::try_from(day.month()).ok()?)?);
        }
        text = text.replace("$iso-month", &day.format("%Y-%m").to_string());
        text = text.replace("$day", &day.to_string());
        text = text.replace("$number", &day.month().to_string());
        Some(text.replace("$year", &own_digits(day.year().to_string())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profile;

    fn marks(wiki: &str) -> (Option<String>, Option<String>) {
        let profile = Profile::named(wiki).unwrap();
        let day = NaiveDate::from_ymd_opt(2020, 7, 5).unwrap();
        let url = "https://web.archive.org/web/20100203040506/http://a.org/".to_owned();
        let copy = KnownCopy { url, day };
        (profile.link_marks.dead(day), profile.link_marks.copy("http://a.org/", &copy))
    }

    #[test]
    fn marks_are_written_as_the_wiki_writes_them() {
        let dead = |wiki| marks(wiki).0.unwrap();
        assert_eq!(dead("enwiki"), "{{dead link|date=July 2020}}");
        assert_eq!(dead("bnwiki"), "{{অকার্যকর সংযোগ|তারিখ=জুলাই ২০২০}}");
        assert_eq!(dead("mrwiki"), "{{मृत दुवा|date=जुलै २०२०}}");
        assert_eq!(dead("jawiki"), "{{リンク切れ|date=2020年7月}}");
        assert_eq!(dead("dewiki"), "{{Toter Link|date=2020-07}}");
        assert_eq!(dead("viwiki"), "{{Liên kết hỏng|date=2020-07-05}}");
        assert_eq!(dead("ukwiki"), "{{Недоступне посилання|date=липень 2020}}");
        assert_eq!(dead("hywiki"), "{{Չաշխատող արտաքին հղում}}");
    }

    #[test]
    fn what_has_no_months_of_its_own_language_is_not_dated_in_another() {
        let mut marks =
            LinkMarks { dead: Some("{{x|date=$month $year}}".to_owned()), ..LinkMarks::default() };
        let day = NaiveDate::from_ymd_opt(2020, 7, 5).unwrap();
        assert_eq!(marks.dead(day), None);
        marks.set_language(Some("tlh".to_owned()));
        assert_eq!((marks.dead(day), marks.date(day)), (None, None));
        marks.set_language(Some("uk".to_owned()));
        assert_eq!(marks.date(day).as_deref(), Some("|date=липень 2020"));
    }

    #[test]
    fn copies_are_given_by_their_address_or_by_that_of_the_page_with_the_time() {
        let copy = |wiki| marks(wiki).1.unwrap();
        let url = "https://web.archive.org/web/20100203040506/http://a.org/";
        assert_eq!(copy("elwiki"), format!("{{{{Webarchive|url={url} |date=2020-07-05 }}}}"));
        assert_eq!(copy("zhwiki"), "{{Wayback|url=http://a.org/ |date=20100203040506 }}");
        assert_eq!(copy("bnwiki"), format!("{{{{ওয়েব আর্কাইভ|ইউআরএল={url} |তারিখ=৫ জুলাই ২০২০ }}}}"));
        assert_eq!(marks("dewiki").1, None);
    }
}
