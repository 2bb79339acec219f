use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use url::Url;

use super::checker::Clock;
use super::client::{Answer, Client, Failure, Method};
use super::conversation::{Conversation, Probe, Probes, Step};
use super::evidence::{Observation, Sign};
use super::robots::Robots;
use super::schedule::{Schedule, Turn};
use super::settings::CheckSettings;
use super::store::{Store, StoreError};

/// How often a run says that it is alive, and looks whether it is to stop.
pub(super) const BEAT: Duration = Duration::from_millis(500);

/// After so many requests in a row without an answer, a host is taken to be silent for the rest of the run.
const SILENT: u32 = 3;

/// How often a host that asks to wait is asked again.
const TRIES: u32 = 2;

/// How long a host rests that says that there were too many requests, and not for how long.
const FIRST_REST: Duration = Duration::from_secs(5);

/// How long it is known what a host answers for a page that it cannot have, and what its rules for robots are.
const PROBE_AGE: chrono::TimeDelta = chrono::TimeDelta::days(30);
const ROBOTS_AGE: chrono::TimeDelta = chrono::TimeDelta::days(1);

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
    PutOff,
    Elsewhere(String),
    Offline,
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

/// What all workers share.
struct State {
    schedule: Schedule<Task>,
    /// Hosts without an answer: why, and how often in a row.
    silent: HashMap<String, (Failure, u32)>,
    robots: HashMap<String, Robots>,
    /// Whether it is known that this machine has a network.
    is_online: bool,
}

impl State {
    fn new(pause: Duration) -> State {
        State {
            schedule: Schedule::new(pause),
            silent: HashMap::new(),
            robots: HashMap::new(),
            is_online: false,
        }
    }
}

/// A run over links: what its workers share, and what each of them does.
pub(super) struct Run {
    client: Arc<Client>,
    store: Arc<Store>,
    settings: Arc<CheckSettings>,
    clock: Clock,
    stop: Arc<AtomicBool>,
    state: Mutex<State>,
    change: Condvar,
    probes: Mutex<Probes>,
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
            client: Arc::clone(client),
            store: Arc::clone(store),
            settings: Arc::clone(settings),
            clock: Arc::clone(clock),
            stop: Arc::clone(stop),
            state: Mutex::new(State::new(settings.pause)),
            change: Condvar::new(),
            probes: Mutex::default(),
            ends: AtomicBool::new(false),
        }
    }

    /// Adds links to what is to be asked.
    pub(super) fn add(&self, due: Vec<Due>) {
        let mut state = self.state();
        let now = Instant::now();
        for due in due {
            let host = site(&due.url);
            state.schedule.push(&host, Task::of(due), now);
        }
    }

    /// Ends the run: nobody listens any more.
    pub(super) fn end(&self) {
        self.ends.store(true, Ordering::Relaxed);
        self.change.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.ends.load(Ordering::Relaxed)
    }

    /// Does what there is to do, until nothing is left or the run is over.
    pub(super) fn work(&self, news: &Sender<Result<News, StoreError>>) {
        while let Some((host, task)) = self.next() {
            // A fault in what reads a page must not leave the others waiting for its host.
            let step = catch_unwind(AssertUnwindSafe(|| self.step(&host, task, news)));
            let (rest, said) = match step {
                Ok(Ok(rest)) => (rest, None),
                Ok(Err(error)) => (Duration::ZERO, Some(Err(error))),
                Err(_) => (Duration::ZERO, Some(Ok(News::PutOff))),
            };
            if let Some(said) = said {
                // Nobody listens to a run that ended.
                let _ = news.send(said);
            }
            self.state().schedule.done(&host, rest, Instant::now());
            self.change.notify_all();
        }
    }

    /// Waits for the next task.
    fn next(&self) -> Option<(String, Task)> {
        let mut state = self.state();
        while !self.is_over() {
            let now = Instant::now();
            let until = match state.schedule.take(now) {
                Turn::Work(host, task) => return Some((host, task)),
                Turn::Finished => return None,
                Turn::Wait(until) => (until - now).min(BEAT),
                Turn::WaitForOthers => BEAT,
            };
            state = self.change.wait_timeout(state, until).unwrap_or_else(PoisonError::into_inner).0;
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
        let (method, url) = task.next.clone();
        if self.settings.obeys_robots {
            match self.robots(host, &url)? {
                Obeyed::Asked => {
                    self.state().schedule.push_front(host, task, Instant::now());
                    return Ok(Duration::ZERO);
                }
                Obeyed::Refused => {
                    let why = "the site's robots.txt leaves it out".to_owned();
                    self.record(task, Sign::Disallowed, why)?;
                    tell(News::Learnt);
                    return Ok(Duration::ZERO);
                }
                Obeyed::Allowed => {}
            }
        }
        let Some(answer) = self.ask(host, method, &url) else {
            tell(News::Offline);
            return Ok(Duration::ZERO);
        };
        if let Some(rest) = self.rest_wanted(&answer, task.waits) {
            if rest <= self.settings.longest_wait && task.waits < TRIES {
                task.waits += 1;
                self.state().schedule.push_front(host, task, Instant::now());
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
        match self.hear(&mut task, &url, answer)? {
            Step::Done(sign, why) => {
                self.record(task, sign, why)?;
                tell(News::Learnt);
            }
            Step::Ask(method, url) => {
                let next = site(&url);
                task.next = (method, url);
                self.state().schedule.push_front(&next, task, Instant::now());
            }
        }
        Ok(Duration::ZERO)
    }

    /// Sends a request, unless the host is known to be silent; none if it is this machine that has no network.
    fn ask(&self, host: &str, method: Method, url: &Url) -> Option<Result<Answer, Failure>> {
        let silent = self.state().silent.get(host).filter(|(why, times)| is_silent(why, *times)).cloned();
        if let Some((why, _)) = silent {
            return Some(Err(why));
        }
        let answer = self.client.ask(method, url);
        if matches!(answer, Err(Failure::Unresolved)) && !self.is_online() {
            return None;
        }
        let mut state = self.state();
        match &answer {
            Ok(_) => drop(state.silent.remove(host)),
            Err(why) => {
                let times = state.silent.get(host).map_or(0, |(_, times)| *times);
                state.silent.insert(host.to_owned(), (why.clone(), times + 1));
            }
        }
        Some(answer)
    }

    /// Whether this machine has a network, as far as the control host tells.
    fn is_online(&self) -> bool {
        let Some(control) = &self.settings.control_host else { return true };
        if self.state().is_online {
            return true;
        }
        let is_online = self.client.resolves(control);
        self.state().is_online = is_online;
        is_online
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
        let tasks = self.state().schedule.drain(host);
        for task in tasks {
            self.store.release(&task.key)?;
            tell(News::PutOff);
        }
        Ok(())
    }

    fn hear(&self, task: &mut Task, url: &Url, answer: Result<Answer, Failure>) -> Result<Step, StoreError> {
        let origin = url.origin().ascii_serialization();
        let name = format!("probe {origin}");
        let is_new = !self.probes().contains_key(&origin);
        if is_new
            && let Some((at, probe)) = self.store.host::<Probe>(&name)?
            && (self.clock)() - at < PROBE_AGE
        {
            self.probes().insert(origin.clone(), probe);
        }
        let mut learnt = Probes::new();
        if let Some(known) = self.probes().get(&origin) {
            learnt.insert(origin.clone(), known.clone());
        }
        let before = learnt.len();
        let step = task.conversation.hear(answer, &mut learnt, &token());
        if learnt.len() > before {
            for (origin, probe) in learnt {
                self.store.set_host(&format!("probe {origin}"), (self.clock)(), &probe)?;
                self.probes().insert(origin, probe);
            }
        }
        Ok(step)
    }

    fn probes(&self) -> MutexGuard<'_, Probes> {
        self.probes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn record(&self, task: Task, sign: Sign, why: String) -> Result<(), StoreError> {
        let seen: Observation = task.conversation.observation((self.clock)(), sign, why);
        self.store.record(&task.key, &seen)
    }

    /// What a site's rules for robots say of an address. They are asked for with the first one.
    fn robots(&self, host: &str, url: &Url) -> Result<Obeyed, StoreError> {
        let origin = url.origin().ascii_serialization();
        let known = self.state().robots.get(&origin).cloned();
        let name = format!("robots {origin}");
        let (robots, was_asked) = match known {
            Some(robots) => (robots, false),
            None => match self.store.host::<Robots>(&name)? {
                Some((at, robots)) if (self.clock)() - at < ROBOTS_AGE => (robots, false),
                _ => {
                    let robots = Robots::of(self.client.ask(Method::Get, &Robots::place(url)));
                    self.store.set_host(&name, (self.clock)(), &robots)?;
                    (robots, true)
                }
            },
        };
        let (allows, pause) = robots.allow(url);
        let mut state = self.state();
        if let Some(pause) = pause {
            state.schedule.slow_down(host, pause);
        }
        state.robots.insert(origin, robots);
        Ok(match (was_asked, allows) {
            (true, _) => Obeyed::Asked,
            (false, true) => Obeyed::Allowed,
            (false, false) => Obeyed::Refused,
        })
    }
}

/// What came of looking at a site's rules.
enum Obeyed {
    Allowed,
    Refused,
    /// They had to be asked for, so that it is not the link's turn yet.
    Asked,
}

/// Whether a host will not answer in this run. The DNS, a closed port and an address that is not public say so at once.
fn is_silent(why: &Failure, times: u32) -> bool {
    match why {
        Failure::Unresolved | Failure::Forbidden(_) | Failure::Refused => true,
        Failure::Timeout(_) | Failure::Connection(_) | Failure::Tls(_) => times >= SILENT,
        Failure::Protocol(_) => false,
    }
}

/// What is asked by one at a time: host and port.
fn site(url: &Url) -> String {
    let port = url.port_or_known_default().unwrap_or_default();
    format!("{}:{port}", url.host_str().unwrap_or_default())
}

/// A name that no page has.
fn token() -> String {
    format!("wikivet-{:016x}", RandomState::new().hash_one(0))
}
