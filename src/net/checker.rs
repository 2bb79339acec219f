use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

use chrono::{DateTime, Utc};
use url::Url;

use super::client::Client;
use super::run::{BEAT, Due, News, Run};
use super::settings::CheckSettings;
use super::store::{Store, StoreError};
use super::verdict::{Patience, verdict};
use crate::link_state::{KnownLink, LinkState};

/// Tells the time; tests have one of their own.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// How far a check is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many links were to be asked.
    pub total: usize,
    /// How many of them are done.
    pub done: usize,
}

/// How a check ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ending {
    /// How many links were asked.
    pub asked: usize,
    /// How many were known from before, and young enough.
    pub known: usize,
    /// How many were not asked, since the host wants to be left alone for longer than a run lasts.
    pub put_off: usize,
    /// Until when the last of these hosts wants to be left alone, if they say so.
    pub rests_until: Option<DateTime<Utc>>,
    /// Whether it was stopped before its end.
    pub is_stopped: bool,
    /// How many were not asked, or not to an end, since this machine has no network, or lost it.
    pub cut_off: usize,
}

/// Asks links and keeps what it learns.
pub struct Checker {
    client: Arc<Client>,
    store: Arc<Store>,
    settings: Arc<CheckSettings>,
    clock: Clock,
    stop: Arc<AtomicBool>,
    /// The links that were not asked, since their hosts want to be left alone, and until when.
    put_off: Mutex<HashMap<String, Option<DateTime<Utc>>>>,
}

impl Checker {
    /// A checker that ends its run early once `stop` is set.
    pub fn new(
        client: Client,
        store: Store,
        settings: CheckSettings,
        clock: Clock,
        stop: Arc<AtomicBool>,
    ) -> Self {
        let (client, store) = (Arc::new(client), Arc::new(store));
        Checker { client, store, settings: Arc::new(settings), clock, stop, put_off: Mutex::default() }
    }

    /// What it learnt, and others before it.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Closes the file. What requests that are under way bring after that is dropped.
    pub fn close(&self) -> Result<(), StoreError> {
        self.store.close()
    }

    /// What is known of a link by its key; none if it was never asked.
    pub fn known(&self, key: &str) -> Result<Option<KnownLink>, StoreError> {
        if Url::parse(key).is_ok_and(|url| self.settings.excluded.has(&url)) {
            return Ok(Some(KnownLink::excluded("left out by a pattern")));
        }
        let known = self.store.known(key, self.settings.patience, (self.clock)())?;
        Ok(known.or_else(|| self.put_off().get(key).map(|until| KnownLink::put_off(*until))))
    }

    /// Asks the links among `keys` of which nothing is known that is young enough. `tell` hears how far it is, a few
    /// times a second.
    pub fn check(
        &self,
        keys: impl IntoIterator<Item = String>,
        tell: &mut dyn FnMut(Progress),
    ) -> Result<Ending, StoreError> {
        let mut ending = Ending::default();
        let mut progress = Progress::default();
        let start = (self.clock)();
        let mut due = self.due(keys.into_iter().collect(), start, &mut ending)?;
        progress.total = due.len();
        // What another process is asking now is waited for, and asked if that process is gone.
        while !due.is_empty() && !ending.is_stopped {
            let elsewhere = self.round(due, &mut progress, &mut ending, tell)?;
            if !elsewhere.is_empty() {
                thread::sleep(BEAT);
            }
            let mut ignored = Ending::default();
            due = self.due(elsewhere.into_iter().collect(), start, &mut ignored)?;
            progress.done += ignored.known;
            ending.known += ignored.known;
            ending.is_stopped |= self.stop.load(Ordering::Relaxed);
        }
        Ok(ending)
    }

    fn put_off(&self) -> MutexGuard<'_, HashMap<String, Option<DateTime<Utc>>>> {
        self.put_off.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn due(
        &self,
        keys: BTreeSet<String>,
        start: DateTime<Utc>,
        ending: &mut Ending,
    ) -> Result<Vec<Due>, StoreError> {
        let now = (self.clock)();
        let mut due = Vec::new();
        for key in keys {
            let Ok(url) = Url::parse(&key) else { continue };
            if self.settings.excluded.has(&url) {
                continue;
            }
            let history = self.store.history(&key, now)?;
            let has_opened = history
                .last()
                .is_some_and(|last| self.settings.has_opened(&url, last, |url| self.client.allows(url)));
            if has_opened || self.settings.is_due(&key, &history, start, now) {
                let last_seen = history.last().map_or(DateTime::UNIX_EPOCH, |seen| seen.at);
                due.push(Due { key, url, last_seen });
            } else {
                ending.known += 1;
            }
        }
        Ok(due)
    }

    /// Asks links, and gives those that another process is asking.
    fn round(
        &self,
        due: Vec<Due>,
        progress: &mut Progress,
        ending: &mut Ending,
        tell: &mut dyn FnMut(Progress),
    ) -> Result<Vec<String>, StoreError> {
        let (sender, receiver) = channel();
        let threads = self.settings.requests.min(due.len()).max(1);
        let run = Run::new(&self.client, &self.store, &self.settings, &self.clock, &self.stop);
        run.add(due);
        let run = Arc::new(run);
        for _ in 0..threads {
            let (run, sender) = (Arc::clone(&run), sender.clone());
            // They are not joined: a run that is stopped does not wait for requests that are under way.
            thread::Builder::new()
                .stack_size(512 * 1024)
                .spawn(move || run.work(&sender))
                .map_err(|error| StoreError::Threads(error.to_string()))?;
        }
        drop(sender);
        let result = self.listen(&receiver, progress, ending, tell);
        run.end();
        if ending.is_stopped {
            self.store.leave()?;
        }
        result
    }

    fn listen(
        &self,
        receiver: &Receiver<Result<News, StoreError>>,
        progress: &mut Progress,
        ending: &mut Ending,
        tell: &mut dyn FnMut(Progress),
    ) -> Result<Vec<String>, StoreError> {
        let mut elsewhere = Vec::new();
        let mut beat = Instant::now();
        tell(*progress);
        loop {
            let is_over = match receiver.recv_timeout(BEAT) {
                Ok(news) => {
                    match news? {
                        News::Learnt => (progress.done, ending.asked) = (progress.done + 1, ending.asked + 1),
                        News::PutOff(key, host) => {
                            (progress.done, ending.put_off) = (progress.done + 1, ending.put_off + 1);
                            let until = self.store.rests_until(&host, Utc::now())?;
                            ending.rests_until = ending.rests_until.max(until);
                            self.put_off().insert(key, until);
                        }
                        News::Elsewhere(key) => elsewhere.push(key),
                        News::CutOff => {
                            (progress.done, ending.cut_off) = (progress.done + 1, ending.cut_off + 1)
                        }
                    }
                    false
                }
                Err(RecvTimeoutError::Timeout) => false,
                Err(RecvTimeoutError::Disconnected) => true,
            };
            ending.is_stopped |= self.stop.load(Ordering::Relaxed);
            if beat.elapsed() >= BEAT || is_over {
                beat = Instant::now();
                self.store.is_alive((self.clock)())?;
                tell(*progress);
            }
            if is_over || ending.is_stopped {
                return Ok(elsewhere);
            }
        }
    }
}

impl Store {
    /// What is known of a link by its key; none if it was never asked.
    pub fn known(
        &self,
        key: &str,
        patience: Patience,
        now: DateTime<Utc>,
    ) -> Result<Option<KnownLink>, StoreError> {
        let Some(mut known) = verdict(&self.history(key, now)?, patience) else { return Ok(None) };
        known.copies = self.copies(key)?.map(|(_, copies)| copies);
        Ok(Some(known))
    }
}

impl KnownLink {
    fn excluded(why: &str) -> KnownLink {
        KnownLink::without_answer(LinkState::Excluded, why.to_owned())
    }

    fn put_off(until: Option<DateTime<Utc>>) -> KnownLink {
        let until =
            until.map_or(String::new(), |until| format!(" until {}", until.format("%Y-%m-%d %H:%M UTC")));
        KnownLink::without_answer(LinkState::PutOff, format!("its host asks to be left alone{until}"))
    }

    fn without_answer(state: LinkState, why: String) -> KnownLink {
        KnownLink {
            state,
            why,
            asked: None,
            status: None,
            leads_to: None,
            failing_days: 0,
            failing_since: None,
            well_days: 0,
            copies: None,
        }
    }
}
