use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use url::Url;

use super::client::{Answer, Client, Failure, Method};
use super::conversation::{Conversation, Probe, Probes, Step};
use super::evidence::{Observation, Sign};
use super::robots::Robots;
use super::schedule::{Schedule, Turn};
use super::settings::CheckSettings;
use super::store::{Store, StoreError};
use super::verdict::verdict;
use crate::link_state::{KnownLink, LinkState};

/// How often a run says that it is alive, and looks whether it is to stop.
const BEAT: Duration = Duration::from_millis(500);

/// After so many requests in a row without an answer, a host is taken to be silent for the rest of the run.
const SILENT: u32 = 3;

/// How often a host that asks to wait is asked again.
const TRIES: u32 = 2;

/// How long a host rests that says that there were too many requests, and not for how long.
const FIRST_REST: Duration = Duration::from_secs(5);

/// How long it is known what a host answers for a page that it cannot have, and what its rules for robots are.
const PROBE_AGE: chrono::TimeDelta = chrono::TimeDelta::days(30);
const ROBOTS_AGE: chrono::TimeDelta = chrono::TimeDelta::days(1);

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
    /// Whether it was stopped before its end.
    pub is_stopped: bool,
    /// Whether it ended since this machine has no network.
    pub is_offline: bool,
}

/// Asks links and keeps what it learns.
pub struct Checker {
    client: Arc<Client>,
    store: Arc<Store>,
    settings: Arc<CheckSettings>,
    clock: Clock,
    stop: Arc<AtomicBool>,
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
        Checker { client, store, settings: Arc::new(settings), clock, stop }
    }

    /// What it learnt, and others before it.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// What is known of a link by its key; none if it was never asked.
    pub fn known(&self, key: &str) -> Result<Option<KnownLink>, StoreError> {
        if Url::parse(key).is_ok_and(|url| self.settings.excluded.has(&url)) {
            let why = "left out by a pattern".to_owned();
            return Ok(Some(KnownLink::excluded(why, (self.clock)())));
        }
        let Some(mut known) = verdict(&self.store.history(key)?, self.settings.patience) else {
            return Ok(None);
        };
        known.copies = self.store.copies(key)?.map(|(_, copies)| copies);
        Ok(Some(known))
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
        let mut due = self.due(keys.into_iter().collect(), &mut ending)?;
        progress.total = due.len();
        // What another process is asking now is waited for, and asked if that process is gone.
        while !due.is_empty() && !ending.is_stopped && !ending.is_offline {
            let elsewhere = self.round(due, &mut progress, &mut ending, tell)?;
            if !elsewhere.is_empty() {
                thread::sleep(BEAT);
            }
            let mut ignored = Ending::default();
            due = self.due(elsewhere.into_iter().collect(), &mut ignored)?;
            progress.done += ignored.known;
            ending.known += ignored.known;
            ending.is_stopped |= self.stop.load(Ordering::Relaxed);
        }
        Ok(ending)
    }

    fn due(&self, keys: BTreeSet<String>, ending: &mut Ending) -> Result<Vec<Due>, StoreError> {
        let now = (self.clock)();
        let mut due = Vec::new();
        for key in keys {
            let Ok(url) = Url::parse(&key) else { continue };
            if self.settings.excluded.has(&url) {
                continue;
            }
            let history = self.store.history(&key)?;
            if self.settings.is_due(&history, now) {
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
        let run = Arc::new(Run {
            client: Arc::clone(&self.client),
            store: Arc::clone(&self.store),
            settings: Arc::clone(&self.settings),
            clock: Arc::clone(&self.clock),
            stop: Arc::clone(&self.stop),
            state: Mutex::new(State::new(self.settings.pause)),
            change: Condvar::new(),
            probes: Mutex::default(),
            ends: AtomicBool::new(false),
        });
        {
            let mut state = run.state();
            let now = Instant::now();
            for due in due {
                let host = site(&due.url);
                state.schedule.push(&host, Task::of(due), now);
            }
        }
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
        run.ends.store(true, Ordering::Relaxed);
        run.change.notify_all();
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
                        News::PutOff => {
                            (progress.done, ending.put_off) = (progress.done + 1, ending.put_off + 1)
                        }
                        News::Elsewhere(key) => elsewhere.push(key),
                        News::Offline => ending.is_offline = true,
                    }
                    ending.is_offline
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

/// A link that is to be asked.
struct Due {
    key: String,
    url: Url,
    /// When it was seen last, as far as this process knows.
    last_seen: DateTime<Utc>,
}

/// What workers tell.
enum News {
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

struct Run {
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
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.ends.load(Ordering::Relaxed)
    }

    fn work(&self, news: &Sender<Result<News, StoreError>>) {
        while let Some((host, task)) = self.next() {
            let rest = match self.step(&host, task, news) {
                Ok(rest) => rest,
                Err(error) => {
                    // Nobody listens to a run that ended.
                    let _ = news.send(Err(error));
                    Duration::ZERO
                }
            };
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

impl KnownLink {
    fn excluded(why: String, at: DateTime<Utc>) -> KnownLink {
        KnownLink {
            state: LinkState::Excluded,
            why,
            asked: at,
            status: None,
            leads_to: None,
            failures: 0,
            failing_since: None,
            copies: None,
        }
    }
}
