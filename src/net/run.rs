use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use url::Url;

use super::checker::Clock;
use super::client::{Answer, Client, Failure, Method};
use super::conversation::{Conversation, Probe, Step};
use super::evidence::{Observation, Sign};
use super::hosts::{Hosts, site};
use super::schedule::{Schedule, Turn};
use super::settings::CheckSettings;
use super::store::{Store, StoreError};

/// How often a run says that it is alive, and looks whether it is to stop.
pub(super) const BEAT: Duration = Duration::from_millis(500);

/// How often a host that asks to wait is asked again.
const TRIES: u32 = 2;

/// How long a host rests that says that there were too many requests, and not for how long.
const FIRST_REST: Duration = Duration::from_secs(5);

/// A link that is to be asked.
pub(super) struct Due {
    pub(super) key: String,
    pub(super) url: Url,
    /// When it was seen last, as far as this process knows.
    pub(super) last_seen: DateTime<Utc>,
}

/// What workers tell.
pub(super) enum News {
    Learnt,
    /// A link, and the host that asks to be left alone.
    PutOff(String, String),
    Elsewhere(String),
    CutOff,
}

/// A link that is being asked.
#[derive(Debug)]
struct Task {
    key: String,
    last_seen: DateTime<Utc>,
    conversation: Conversation,
    next: (Method, Url),
    /// Whether it is this run's to ask.
    is_claimed: bool,
    /// How often its host asked to wait.
    waits: u32,
}

impl Task {
    fn of(due: Due) -> Task {
        let Due { key, url, last_seen } = due;
        let next = (Method::Head, url.clone());
        Task { key, last_seen, conversation: Conversation::new(url), next, is_claimed: false, waits: 0 }
    }
}

/// A run over links: what its workers share, and what each of them does.
pub(super) struct Run {
    hosts: Hosts,
    store: Arc<Store>,
    settings: Arc<CheckSettings>,
    clock: Clock,
    stop: Arc<AtomicBool>,
    schedule: Mutex<Schedule<Task>>,
    change: Condvar,
    /// Whether nobody listens any more.
    ends: AtomicBool,
}

impl Run {
    /// A run that asks links by `settings`, and ends early once `stop` is set.
    pub(super) fn new(
        client: &Arc<Client>,
        store: &Arc<Store>,
        settings: &Arc<CheckSettings>,
        clock: &Clock,
        stop: &Arc<AtomicBool>,
    ) -> Run {
        Run {
            hosts: Hosts::new(client, store, clock, settings.control_host.clone()),
            store: Arc::clone(store),
            settings: Arc::clone(settings),
            clock: Arc::clone(clock),
            stop: Arc::clone(stop),
            schedule: Mutex::new(Schedule::new(settings.pause)),
            change: Condvar::new(),
            ends: AtomicBool::new(false),
        }
    }

    /// Adds links to what is to be asked.
    pub(super) fn add(&self, due: Vec<Due>) {
        let mut schedule = self.schedule();
        let now = Instant::now();
        for due in due {
            let host = site(&due.url);
            schedule.push(&host, Task::of(due), now);
        }
    }

    /// Ends the run: nobody listens any more.
    pub(super) fn end(&self) {
        self.ends.store(true, Ordering::Relaxed);
        self.change.notify_all();
    }

    fn schedule(&self) -> MutexGuard<'_, Schedule<Task>> {
        self.schedule.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.ends.load(Ordering::Relaxed)
    }

    /// Does what there is to do, until nothing is left or the run is over.
    pub(super) fn work(&self, news: &Sender<Result<News, StoreError>>) {
        while let Some((host, task)) = self.next() {
            // A fault in what reads a page must not leave the others waiting for its host.
            let key = task.key.clone();
            let step = catch_unwind(AssertUnwindSafe(|| self.step(&host, task, news)));
            let (rest, said) = match step {
                Ok(Ok(rest)) => (rest, None),
                Ok(Err(error)) => (Duration::ZERO, Some(Err(error))),
                Err(_) => (Duration::ZERO, Some(self.record_fault(&key).map(|()| News::Learnt))),
            };
            if let Some(said) = said {
                // Nobody listens to a run that ended.
                let _ = news.send(said);
            }
            self.schedule().done(&host, rest, Instant::now());
            self.change.notify_all();
        }
    }

    /// Waits for the next task.
    fn next(&self) -> Option<(String, Task)> {
        let mut schedule = self.schedule();
        while !self.is_over() {
            let now = Instant::now();
            let until = match schedule.take(now) {
                Turn::Work(host, task) => return Some((host, task)),
                Turn::Finished => return None,
                Turn::Wait(until) => (until - now).min(BEAT),
                Turn::WaitForOthers => BEAT,
            };
            schedule = self.change.wait_timeout(schedule, until).unwrap_or_else(PoisonError::into_inner).0;
        }
        None
    }

    /// Sends one request of a task, and says how long its host is to rest.
    fn step(
        &self,
        host: &str,
        mut task: Task,
        news: &Sender<Result<News, StoreError>>,
    ) -> Result<Duration, StoreError> {
        let tell = |what: News| drop(news.send(Ok(what)));
        if !task.is_claimed {
            if !self.store.claim(&task.key, task.last_seen, (self.clock)())? {
                tell(News::Elsewhere(task.key));
                return Ok(Duration::ZERO);
            }
            task.is_claimed = true;
        }
        let (mut method, url) = task.next.clone();
        if self.is_left_out(&task, &url) {
            self.bar(task, Sign::Excluded, "left out by a pattern")?;
            tell(News::Learnt);
            return Ok(Duration::ZERO);
        }
        // Pauses are real, whatever the clock that ages are told by.
        let now = Utc::now();
        if let Some(next) = self.store.take_turn(host, self.settings.between(), now)? {
            let rest = (next - now).to_std().unwrap_or_default();
            self.schedule().push_front(host, task, Instant::now());
            if rest > self.settings.longest_wait {
                self.put_off(host, tell)?;
            }
            return Ok(rest);
        }
        if self.settings.obeys_robots {
            let (rules, was_asked) = self.hosts.rules(&url)?;
            if let Some(pause) = rules.pause() {
                self.schedule().slow_down(host, pause);
                self.store.rest(host, pause, now)?;
            }
            if !rules.allow(&url) {
                self.bar(task, Sign::Disallowed, "the site's robots.txt leaves it out")?;
                tell(News::Learnt);
                return Ok(Duration::ZERO);
            }
            if was_asked {
                self.schedule().push_front(host, task, Instant::now());
                return Ok(Duration::ZERO);
            }
        }
        if method == Method::Head && self.hosts.has_pages(&url)? {
            method = task.conversation.skip_head();
        }
        let Some(answer) = self.hosts.ask(method, &url) else {
            self.store.release(&task.key)?;
            tell(News::CutOff);
            return Ok(Duration::ZERO);
        };
        if let Some(rest) = self.rest_wanted(&answer, task.waits) {
            self.store.rest(host, rest, Utc::now())?;
            if rest <= self.settings.longest_wait && task.waits < TRIES {
                task.waits += 1;
                self.schedule().push_front(host, task, Instant::now());
                return Ok(rest);
            }
            self.put_off(host, tell)?;
            if let Ok(answer) = &answer {
                let (sign, why) = task.conversation.give_up(answer);
                self.record(task, sign, why)?;
                tell(News::Learnt);
                return Ok(Duration::ZERO);
            }
        }
        match self.hosts.hear(&mut task.conversation, &url, answer)? {
            Step::Done(sign, why) => {
                self.record(task, sign, why)?;
                tell(News::Learnt);
            }
            Step::Ask(method, url) => {
                let next = site(&url);
                task.next = (method, url);
                self.schedule().push_front(&next, task, Instant::now());
            }
        }
        Ok(Duration::ZERO)
    }

    /// Whether an address is not asked to which a link leads.
    fn is_left_out(&self, task: &Task, url: &Url) -> bool {
        task.key != url.as_str() && self.settings.excluded.has(url)
    }

    /// Records that an address is not to be asked. If it is that of a page that the host cannot have, the link's own page
    /// was seen, and counts.
    fn bar(&self, task: Task, sign: Sign, why: &str) -> Result<(), StoreError> {
        let seen = task.conversation.without_probe();
        if let Some(origin) = task.conversation.probed() {
            self.hosts.keep_probe(origin.to_owned(), Probe::default())?;
        }
        let (sign, why) = seen.unwrap_or_else(|| (sign, task.conversation.on_the_way(why)));
        self.record(task, sign, why)
    }

    /// How long an answer asks to wait, if it does.
    fn rest_wanted(&self, answer: &Result<Answer, Failure>, waits: u32) -> Option<Duration> {
        match answer {
            Ok(Answer { status: 429, retry_after, .. }) => {
                Some(retry_after.unwrap_or(FIRST_REST * 2_u32.saturating_pow(waits)))
            }
            Ok(Answer { status: 503, retry_after, .. }) => *retry_after,
            _ => None,
        }
    }

    /// Leaves a host alone for the rest of the run.
    fn put_off(&self, host: &str, tell: impl Fn(News)) -> Result<(), StoreError> {
        let tasks = self.schedule().drain(host);
        for task in tasks {
            self.store.release(&task.key)?;
            tell(News::PutOff(task.key, host.to_owned()));
        }
        Ok(())
    }

    /// Records that a link could not be judged by a fault of this program.
    fn record_fault(&self, key: &str) -> Result<(), StoreError> {
        let (at, why) = ((self.clock)(), "its answer could not be read, by a fault of wikivet".to_owned());
        self.store.record(key, &Observation { at, sign: Sign::Unclear, why, status: None, hops: Vec::new() })
    }

    fn record(&self, task: Task, sign: Sign, why: String) -> Result<(), StoreError> {
        let seen: Observation = task.conversation.observation((self.clock)(), sign, why);
        self.store.record(&task.key, &seen)
    }
}
