use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use url::Url;

use super::client::{Answer, Client, Failure, Method};
use super::store::{Store, StoreError};
use crate::link_state::{KnownCopies, KnownCopy};

/// How many copies of a page are asked for at the most: one a month for more than twenty years.
const MOST: &str = "300";

/// How often a look-up that failed is tried again, and how long is waited before.
const TRIES: u32 = 2;
const FIRST_REST: Duration = Duration::from_secs(5);
const LONGEST_REST: Duration = Duration::from_secs(120);

/// How archives are asked.
#[derive(Clone, Debug)]
pub struct ArchiveSettings {
    /// The address of the index of copies, the CDX server.
    pub index: Url,
    /// The address that names the copy that is nearest to a time, for when the index does not answer.
    pub availability: Url,
    /// Where copies are shown: behind it come the time stamp, `/`, and the address of the page.
    pub copies: Url,
    /// How long after a request the next one is sent.
    pub pause: Duration,
    /// How old what is known of copies may be.
    pub max_age: TimeDelta,
}

/// Why an archive did not say what it has.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// There was no answer.
    #[error("the archive: {0}")]
    Failure(#[from] Failure),
    /// The answer was no success.
    #[error("the archive answers with {0}")]
    Status(u16),
    /// The answer is not as documented.
    #[error("the archive's answer makes no sense: {0}")]
    Form(#[from] serde_json::Error),
    /// What it said cannot be kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks an archive of the kind of the Wayback Machine for copies.
#[derive(Debug)]
pub struct Archiver<'c> {
    /// Who asks.
    pub client: &'c Client,
    /// Where, and how often.
    pub settings: &'c ArchiveSettings,
}

impl Archiver<'_> {
    /// Looks up the copies of pages, one request after the other, and keeps what comes of it. What is known and young
    /// enough is not asked for again. It ends early once `stop` is set, and with the first error that stays.
    pub fn look_up<'k>(
        &self,
        keys: impl IntoIterator<Item = &'k str>,
        store: &Store,
        now: impl Fn() -> DateTime<Utc>,
        stop: &AtomicBool,
        tell: &mut dyn FnMut(),
    ) -> Result<(), ArchiveError> {
        let mut is_first = true;
        for key in keys {
            let known = store.copies(key)?;
            if known.is_none_or(|(at, _)| now() - at >= self.settings.max_age) {
                if !is_first {
                    thread::sleep(self.settings.pause);
                }
                is_first = false;
                if stop.load(Ordering::Relaxed) {
                    return Ok(());
                }
                let copies = self.copies(key, stop)?;
                store.set_copies(key, now(), &copies)?;
            }
            tell();
        }
        Ok(())
    }

    /// The copies of one page that show it as it was. The index is asked first; where it does not answer, the one copy
    /// that is named as the nearest to a time long ago, and to now, have to do.
    pub fn copies(&self, key: &str, stop: &AtomicBool) -> Result<KnownCopies, ArchiveError> {
        let error = match self.indexed(key, stop) {
            Ok(copies) => return Ok(copies),
            Err(ArchiveError::Store(error)) => return Err(error.into()),
            Err(error) => error,
        };
        let mut copies = KnownCopies::default();
        for time in ["19960101", "20991231"] {
            let Ok(found) = self.available(key, time, stop) else { return Err(error) };
            copies.copies.extend(found.filter(|found| !copies.copies.contains(found)));
        }
        Ok(copies)
    }

    fn indexed(&self, key: &str, stop: &AtomicBool) -> Result<KnownCopies, ArchiveError> {
        let mut url = self.settings.index.clone();
        url.query_pairs_mut()
            .append_pair("url", key)
            .append_pair("output", "json")
            .append_pair("fl", "timestamp")
            .append_pair("filter", "statuscode:200")
            // One copy a month.
            .append_pair("collapse", "timestamp:6")
            .append_pair("limit", MOST);
        let text = self.ask(&url, stop)?;
        if text.trim().is_empty() {
            return Ok(KnownCopies::default());
        }
        let rows: Vec<Vec<String>> = serde_json::from_str(&text)?;
        // The first row has the names of the columns.
        let stamps = rows.iter().skip(1).filter_map(|row| row.first());
        Ok(KnownCopies { copies: stamps.filter_map(|stamp| self.copy(stamp, key)).collect() })
    }

    fn available(&self, key: &str, time: &str, stop: &AtomicBool) -> Result<Option<KnownCopy>, ArchiveError> {
        let mut url = self.settings.availability.clone();
        url.query_pairs_mut().append_pair("url", key).append_pair("timestamp", time);
        let said: Availability = serde_json::from_str(&self.ask(&url, stop)?)?;
        let closest =
            said.archived_snapshots.closest.filter(|closest| closest.available && closest.status == "200");
        Ok(closest.and_then(|closest| self.copy(&closest.timestamp, key)))
    }

    fn ask(&self, url: &Url, stop: &AtomicBool) -> Result<String, ArchiveError> {
        let mut rest = FIRST_REST;
        for attempt in 0.. {
            let answer = self.client.ask(Method::Get, url);
            let is_last = attempt == TRIES || stop.load(Ordering::Relaxed);
            match answer {
                Ok(Answer { status: 200..=299, text, .. }) => return Ok(text),
                Ok(Answer { status: 429 | 500.., retry_after, .. }) if !is_last => {
                    thread::sleep(retry_after.unwrap_or(rest).min(LONGEST_REST));
                }
                Ok(Answer { status, .. }) => return Err(ArchiveError::Status(status)),
                Err(Failure::Timeout(_)) if !is_last => thread::sleep(rest),
                Err(failure) => return Err(failure.into()),
            }
            rest *= 2;
        }
        Ok(String::new())
    }

    /// A copy by its time stamp. Its address is made of the link's own: what an archive writes is no text for articles.
    fn copy(&self, stamp: &str, key: &str) -> Option<KnownCopy> {
        let day = stamp.get(..8).filter(|_| stamp.bytes().all(|byte| byte.is_ascii_digit()))?;
        let day = NaiveDate::parse_from_str(day, "%Y%m%d").ok()?;
        let base = self.settings.copies.as_str().trim_end_matches('/');
        Some(KnownCopy { url: format!("{base}/{stamp}/{key}"), day })
    }
}

/// What the availability interface answers.
///
/// Source: Internet Archive, "Wayback Machine APIs".
#[derive(Debug, Deserialize)]
struct Availability {
    #[serde(default)]
    archived_snapshots: Snapshots,
}

#[derive(Debug, Default, Deserialize)]
struct Snapshots {
    closest: Option<Closest>,
}

#[derive(Debug, Deserialize)]
struct Closest {
    #[serde(default)]
    available: bool,
    #[serde(default)]
    status: String,
    timestamp: String,
}
