use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use url::{Url, form_urlencoded};

use super::client::{Answer, Client, Failure};
use super::run::BEAT;
use super::store::{Store, StoreError, is_young};
use crate::link_state::{KnownCopies, KnownCopy};

/// How many copies of a page are asked for at the most: one a month for more than twenty years.
const MOST: &str = "300";

/// How many pages are asked for with one request, and about how many days for each of them.
const MOST_PAGES: usize = 50;
const MOST_DAYS: usize = 4;

/// How many digits a time stamp has: `20120603113000`.
const STAMP: usize = 14;

/// What makes the availability interface take many questions at once.
const MANY: (&str, &str) = ("Wayback-Api-Version", "2");

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

/// A page of which copies are wanted.
#[derive(Clone, Debug)]
pub struct Wanted<'k> {
    /// The link's key.
    pub key: &'k str,
    /// The days that copies are to be near to; empty if the last copy will do.
    pub days: BTreeSet<NaiveDate>,
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
    /// The run was stopped before there was an answer.
    #[error("the archive was not waited for")]
    Stopped,
    /// The request ended without an answer or a failure.
    #[error("the archive could not be asked, by a fault of wikivet")]
    Fault,
    /// What it said cannot be kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks an archive of the kind of the Wayback Machine for copies.
#[derive(Debug)]
pub struct Archiver<'c> {
    /// Who asks.
    pub client: Arc<Client>,
    /// Where, and how often.
    pub settings: &'c ArchiveSettings,
}

impl Archiver<'_> {
    /// Looks up the copies of pages, many with one request where the archive takes that, and keeps what comes of it. What is
    /// known and young enough is not asked for again. It ends early once `stop` is set, and with the first error that stays.
    pub fn look_up(
        &self,
        wanted: &[Wanted<'_>],
        store: &Store,
        now: impl Fn() -> DateTime<Utc>,
        stop: &AtomicBool,
        tell: &mut dyn FnMut(),
    ) -> Result<(), ArchiveError> {
        let mut open = Vec::new();
        for page in wanted {
            let is_known = store.copies(page.key)?.is_some_and(|(at, known)| {
                is_young(at, now(), self.settings.max_age) && known.cover(&page.days)
            });
            match is_known {
                true => tell(),
                false => open.push(page),
            }
        }
        let mut takes_many = true;
        let mut is_first = true;
        for pages in open.chunks(MOST_PAGES) {
            let mut found = HashMap::new();
            if takes_many {
                self.pause(&mut is_first, stop);
                match self.many(pages, now().date_naive(), stop) {
                    Ok(copies) => found = copies,
                    // The index is asked for one page after the other then.
                    Err(_) => takes_many = false,
                }
            }
            for page in pages {
                let copies = match found.remove(page.key) {
                    Some(copies) => copies,
                    None => {
                        self.pause(&mut is_first, stop);
                        if stop.load(Ordering::Relaxed) {
                            return Ok(());
                        }
                        self.copies(page.key, stop)?
                    }
                };
                store.set_copies(page.key, now(), &copies)?;
                tell();
            }
        }
        Ok(())
    }

    fn pause(&self, is_first: &mut bool, stop: &AtomicBool) {
        if !*is_first {
            wait(self.settings.pause, stop);
        }
        *is_first = false;
    }

    /// The nearest copies of many pages, by their keys; what is not in it, the archive does not name a copy of, which does
    /// not mean that there is none.
    fn many<'k>(
        &self,
        pages: &[&Wanted<'k>],
        today: NaiveDate,
        stop: &AtomicBool,
    ) -> Result<HashMap<&'k str, KnownCopies>, ArchiveError> {
        let questions: Vec<(&'k str, NaiveDate)> = pages
            .iter()
            .flat_map(|page| {
                let day = page.days.is_empty().then_some(today);
                page.days.iter().copied().take(MOST_DAYS).chain(day).map(|day| (page.key, day))
            })
            .collect();
        let lines: Vec<String> =
            questions.iter().enumerate().map(|(tag, question)| line(tag, question)).collect();
        let (url, form) = (self.settings.availability.clone(), lines.join("\n"));
        let post = move |client: &Client| client.post(&url, &form, MANY);
        let said: Answers = serde_json::from_str(&self.persist(stop, post)?)?;
        let mut found: HashMap<&'k str, KnownCopies> = HashMap::new();
        for answer in said.results {
            let question = answer.tag.parse::<usize>().ok().and_then(|tag| questions.get(tag));
            let Some((&(key, _), closest)) = question.zip(answer.archived_snapshots.shown()) else {
                continue;
            };
            let Some(copy) = self.copy(&closest.timestamp, key) else { continue };
            let known = found.entry(key).or_default();
            if !known.copies.contains(&copy) {
                known.copies.push(copy);
            }
        }
        for (key, day) in questions {
            if let Some(known) = found.get_mut(key) {
                known.near.insert(day);
            }
        }
        Ok(found)
    }

    /// The copies of one page that show it as it was. The index is asked first; where it does not answer, the one copy
    /// that is named as the nearest to a time long ago, and to now, have to do.
    pub fn copies(&self, key: &str, stop: &AtomicBool) -> Result<KnownCopies, ArchiveError> {
        let error = match self.indexed(key, stop) {
            Ok(copies) => return Ok(copies),
            Err(error @ (ArchiveError::Store(_) | ArchiveError::Stopped)) => return Err(error),
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
        let text = self.persist(stop, move |client| client.fetch(&url))?;
        if text.trim().is_empty() {
            return Ok(KnownCopies::default());
        }
        let rows: Vec<Vec<String>> = serde_json::from_str(&text)?;
        // The first row has the names of the columns.
        let stamps = rows.iter().skip(1).filter_map(|row| row.first());
        let copies = stamps.filter_map(|stamp| self.copy(stamp, key)).collect();
        Ok(KnownCopies { copies, ..KnownCopies::default() })
    }

    fn available(&self, key: &str, time: &str, stop: &AtomicBool) -> Result<Option<KnownCopy>, ArchiveError> {
        let mut url = self.settings.availability.clone();
        url.query_pairs_mut().append_pair("url", key).append_pair("timestamp", time);
        let said: Availability =
            serde_json::from_str(&self.persist(stop, move |client| client.fetch(&url))?)?;
        Ok(said.archived_snapshots.shown().and_then(|closest| self.copy(&closest.timestamp, key)))
    }

    /// Sends a request until there is an answer, or no hope for one.
    fn persist(
        &self,
        stop: &AtomicBool,
        send: impl Fn(&Client) -> Result<Answer, Failure> + Send + Sync + 'static,
    ) -> Result<String, ArchiveError> {
        let send = Arc::new(send);
        let mut rest = FIRST_REST;
        for attempt in 0.. {
            let is_last = attempt == TRIES || stop.load(Ordering::Relaxed);
            match self.send(stop, &send)? {
                Ok(Answer { status: 200..=299, text, .. }) => return Ok(text),
                Ok(Answer { status: 429 | 500.., retry_after, .. }) if !is_last => {
                    wait(retry_after.unwrap_or(rest).min(LONGEST_REST), stop);
                }
                Ok(Answer { status, .. }) => return Err(ArchiveError::Status(status)),
                Err(Failure::Timeout(_)) if !is_last => wait(rest, stop),
                Err(failure) => return Err(failure.into()),
            }
            rest *= 2;
        }
        Ok(String::new())
    }

    /// Sends one request on a thread of its own, which nobody waits for once the run is stopped.
    fn send<F>(&self, stop: &AtomicBool, send: &Arc<F>) -> Result<Result<Answer, Failure>, ArchiveError>
    where
        F: Fn(&Client) -> Result<Answer, Failure> + Send + Sync + 'static,
    {
        let (client, send) = (Arc::clone(&self.client), Arc::clone(send));
        let (teller, receiver) = channel();
        thread::Builder::new()
            .spawn(move || teller.send(send(&client)))
            .map_err(|error| StoreError::Threads(error.to_string()))?;
        let was_stopped = stop.load(Ordering::Relaxed);
        loop {
            match receiver.recv_timeout(BEAT) {
                Ok(answer) => return Ok(answer),
                Err(RecvTimeoutError::Timeout) if was_stopped || !stop.load(Ordering::Relaxed) => {}
                Err(RecvTimeoutError::Timeout) => return Err(ArchiveError::Stopped),
                Err(RecvTimeoutError::Disconnected) => return Err(ArchiveError::Fault),
            }
        }
    }

    /// A copy by its time stamp. Its address is made of the link's own: what an archive writes is no text for articles.
    fn copy(&self, stamp: &str, key: &str) -> Option<KnownCopy> {
        let is_stamp = stamp.len() == STAMP && stamp.bytes().all(|byte| byte.is_ascii_digit());
        let day = stamp.get(..8).filter(|_| is_stamp)?;
        let day = NaiveDate::parse_from_str(day, "%Y%m%d").ok()?;
        let base = self.settings.copies.as_str().trim_end_matches('/');
        Some(KnownCopy { url: format!("{base}/{stamp}/{key}"), day })
    }
}

/// A question for the interface that takes many, by the day that the copy is to be near to.
fn line(tag: usize, (key, day): &(&str, NaiveDate)) -> String {
    form_urlencoded::Serializer::new(String::new())
        .append_pair("url", key)
        .append_pair("timestamp", &day.format("%Y%m%d").to_string())
        .append_pair("closest", "either")
        .append_pair("statuscodes", "200")
        .append_pair("tag", &tag.to_string())
        .finish()
}

/// Waits, unless the run is stopped.
fn wait(rest: Duration, stop: &AtomicBool) {
    let end = Instant::now() + rest;
    while !stop.load(Ordering::Relaxed) {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return;
        }
        thread::sleep(left.min(BEAT));
    }
}

/// What the availability interface answers to one question.
///
/// Source: Internet Archive, "Wayback Machine APIs".
#[derive(Debug, Deserialize)]
struct Availability {
    #[serde(default)]
    archived_snapshots: Snapshots,
    /// What the question was marked with, if it was one of many.
    #[serde(default)]
    tag: String,
}

/// What it answers to many.
///
/// Source: the second version of the interface, as InternetArchiveBot asks it (`APII.php`): a form on each line.
#[derive(Debug, Deserialize)]
struct Answers {
    results: Vec<Availability>,
}

#[derive(Debug, Default, Deserialize)]
struct Snapshots {
    closest: Option<Closest>,
}

impl Snapshots {
    /// The nearest copy, if it shows a page.
    fn shown(self) -> Option<Closest> {
        self.closest.filter(|closest| closest.available && closest.status == "200")
    }
}

#[derive(Debug, Deserialize)]
struct Closest {
    #[serde(default)]
    available: bool,
    #[serde(default)]
    status: String,
    timestamp: String,
}
