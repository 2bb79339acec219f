//! What is known of links from asking them: plain data that rules read like the day of the run. The part of the program
//! that asks is `net`; nothing here does.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::value::entity;

/// What the answers to a link's requests come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkState {
    /// It leads to its page.
    Ok,
    /// It leads to a page, at another address.
    Redirected,
    /// The server says that all is well, and shows another page: that there is none, the site's front page, a name for
    /// sale.
    #[serde(rename = "soft-404")]
    Soft404,
    /// It failed again and again, for days.
    Dead,
    /// It failed, but not for so long that it would be dead.
    Failing,
    /// The server lets no program see the page: refused, too many requests, a riddle for robots, a login.
    Blocked,
    /// Nothing can be said: no answer in time, trouble with TLS, an answer that is no HTTP.
    Unsure,
    /// The host has no address.
    Unresolved,
    /// It is not asked: left out by the user, by the site's rules for robots, or since its address is not public.
    Excluded,
    /// It was not asked yet: its host asks to be left alone for longer than a run lasts.
    PutOff,
}

impl LinkState {
    /// All states, the best first.
    pub const ALL: [LinkState; 10] = [
        LinkState::Ok,
        LinkState::Redirected,
        LinkState::Soft404,
        LinkState::Dead,
        LinkState::Failing,
        LinkState::Blocked,
        LinkState::Unsure,
        LinkState::Unresolved,
        LinkState::Excluded,
        LinkState::PutOff,
    ];

    /// Its name in reports: `soft-404`.
    pub fn name(self) -> &'static str {
        match self {
            LinkState::Ok => "ok",
            LinkState::Redirected => "redirected",
            LinkState::Soft404 => "soft-404",
            LinkState::Dead => "dead",
            LinkState::Failing => "failing",
            LinkState::Blocked => "blocked",
            LinkState::Unsure => "unsure",
            LinkState::Unresolved => "unresolved",
            LinkState::Excluded => "excluded",
            LinkState::PutOff => "put-off",
        }
    }
}

/// On how many days a link that an article calls dead has to lead to its page before it is taken to be well.
pub const WELL_DAYS: u32 = 2;

/// What is known of one link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownLink {
    /// What it all comes to.
    pub state: LinkState,
    /// Why, in words: `404 Not Found`.
    pub why: String,
    /// When it was asked last; none if it never was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<DateTime<Utc>>,
    /// The status code of the last answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Where it led to at last, if not to its own address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leads_to: Option<String>,
    /// On how many days it failed (UTC), with no success between them.
    #[serde(default)]
    pub failing_days: u32,
    /// When it failed first on the first of these days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failing_since: Option<DateTime<Utc>>,
    /// On how many days it led to its page, with no failure and no other page between them.
    #[serde(default)]
    pub well_days: u32,
    /// What an archive said of copies; none if none was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<KnownCopies>,
}

/// What an archive keeps of a link's page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownCopies {
    /// The copies that show the page as it was, by day; empty if there is none.
    pub copies: Vec<KnownCopy>,
    /// The days that the nearest copies were asked for; empty if all copies were, one a month.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub near: BTreeSet<NaiveDate>,
}

/// One archived copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownCopy {
    /// Its address.
    pub url: String,
    /// The day it was made.
    pub day: NaiveDate,
}

impl KnownCopies {
    /// Whether the nearest copies to these days are among them, if there are any.
    pub fn cover(&self, days: &BTreeSet<NaiveDate>) -> bool {
        self.near.is_empty() || days.is_subset(&self.near)
    }

    /// The copy that was made nearest to a day, the earlier one of two; the latest one without a day. What was made
    /// before `first`, the day from which on the page has been what it is, does not count.
    pub fn nearest(&self, day: Option<NaiveDate>, first: Option<NaiveDate>) -> Option<&KnownCopy> {
        let copies = self.copies.iter().filter(|copy| first.is_none_or(|first| copy.day >= first));
        match day {
            Some(day) => copies.min_by_key(|copy| ((copy.day - day).num_days().abs(), copy.day)),
            None => copies.max_by_key(|copy| copy.day),
        }
    }
}

/// What is known of links, by address.
#[derive(Clone, Debug, Default)]
pub struct KnownLinks {
    by_key: HashMap<String, KnownLink>,
}

impl KnownLinks {
    /// Notes what is known of the link with a key of [`key`].
    pub fn insert(&mut self, key: String, known: KnownLink) {
        self.by_key.insert(key, known);
    }

    /// What is known of a link, by its URL as an article has it.
    pub fn get(&self, written: &str) -> Option<&KnownLink> {
        self.by_key.get(&key(written)?)
    }

    /// All that is known, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &KnownLink)> {
        self.by_key.iter().map(|(key, known)| (key.as_str(), known))
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }
}

/// What a link is asked and known by: its URL as the URL standard writes it, without user, password and fragment. None
/// for what is no address of the web.
pub fn key(written: &str) -> Option<String> {
    let written = entity::decode_all(written.trim());
    let mut url = match written.strip_prefix("//") {
        Some(rest) => Url::parse(&format!("https://{rest}")).ok()?,
        None => Url::parse(&written).ok()?,
    };
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return None;
    }
    url.set_fragment(None);
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    Some(url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_address_that_is_asked() {
        let is = |written: &str, expected: &str| assert_eq!(key(written).as_deref(), Some(expected));
        is("HTTP://User:pass@Example.ORG:80/a?b=1&amp;c=2#d", "http://example.org/a?b=1&c=2");
        is("//example.org", "https://example.org/");
        is("http://bücher.example/ä", "http://xn--bcher-kva.example/%C3%A4");
        for other in ["mailto:a@example.org", "news:a.b", "ftp://example.org/", "example.org", "http://"] {
            assert_eq!(key(other), None, "{other}");
        }
    }

    #[test]
    fn the_nearest_copy_is_by_days() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let copy = |text: &str| KnownCopy { url: text.to_owned(), day: day(text) };
        let copies = KnownCopies {
            copies: vec![copy("2010-01-01"), copy("2012-01-01"), copy("2019-01-01")],
            ..KnownCopies::default()
        };
        let nearest = |text: &str| copies.nearest(Some(day(text)), None).map(|copy| copy.url.as_str());
        assert_eq!(nearest("2011-02-01"), Some("2012-01-01"));
        assert_eq!(nearest("2011-01-01"), Some("2010-01-01"));
        assert_eq!(nearest("1999-01-01"), Some("2010-01-01"));
        assert_eq!(copies.nearest(None, None).map(|copy| copy.url.as_str()), Some("2019-01-01"));
        let since = |text: &str| copies.nearest(Some(day("2010-03-01")), Some(day(text)));
        assert_eq!(since("2010-02-01").map(|copy| copy.url.as_str()), Some("2012-01-01"));
        assert_eq!(since("2020-01-01"), None);
    }
}
