use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use url::{Host, Url};

use super::address::host_name;
use super::checker::Clock;
use super::client::{Answer, Client, Failure, Method};
use super::conversation::{Conversation, Probe, Probes, Step, target};
use super::judge;
use super::robots::{Robots, Rules};
use super::store::{Store, StoreError, is_young};

/// After so many requests in a row without an answer, a host is taken to be silent for the rest of the run.
const SILENT: u32 = 3;

/// How long it is known what a host answers for a page that it cannot have, and what its rules for robots are.
const PROBE_AGE: chrono::TimeDelta = chrono::TimeDelta::days(30);
/// How long it is left at that if the host did not tell.
const SILENT_PROBE_AGE: chrono::TimeDelta = chrono::TimeDelta::days(1);
const ROBOTS_AGE: chrono::TimeDelta = chrono::TimeDelta::days(1);

/// How many redirects to rules for robots are followed (RFC 9309).
const MAX_ROBOTS_HOPS: usize = 5;

/// How long it is known whether this machine has a network.
const ONLINE_AGE: Duration = Duration::from_secs(10);

/// What a run knows of hosts, beside their links.
pub(super) struct Hosts {
    client: Arc<Client>,
    store: Arc<Store>,
    clock: Clock,
    /// A host that always has an address.
    control: Option<String>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Servers without an answer, by origin: why, and how often in a row.
    silent: HashMap<String, (Failure, u32)>,
    robots: HashMap<String, Arc<Rules>>,
    probes: Probes,
    /// Whether hosts answer with pages of text where an address does not look like that of a file, by their names.
    pages: HashMap<String, bool>,
    /// Whether this machine has a network, and when that was seen.
    online: Option<(bool, Instant)>,
}

impl Hosts {
    pub(super) fn new(
        client: &Arc<Client>,
        store: &Arc<Store>,
        clock: &Clock,
        control: Option<String>,
    ) -> Hosts {
        let (client, store, clock) = (Arc::clone(client), Arc::clone(store), Arc::clone(clock));
        Hosts { client, store, clock, control, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends a request, unless the server is known to be silent; none if it is this machine that has no network.
    pub(super) fn ask(&self, method: Method, url: &Url) -> Option<Result<Answer, Failure>> {
        let origin = origin(url);
        let silent = self.state().silent.get(&origin).filter(|(why, times)| is_silent(why, *times)).cloned();
        if let Some((why, _)) = silent {
            return Some(Err(why));
        }
        let needs_network = !self.client.allows(url) && matches!(url.host(), Some(Host::Domain(_)));
        if needs_network && self.online() == Some(false) {
            return None;
        }
        let answer = self.client.ask(method, url);
        if matches!(answer, Err(Failure::Unresolved)) && !self.is_online() {
            return None;
        }
        let mut state = self.state();
        match &answer {
            Ok(_) => drop(state.silent.remove(&origin)),
            Err(why) => {
                let times = state.silent.get(&origin).map_or(0, |(_, times)| *times);
                state.silent.insert(origin, (why.clone(), times + 1));
            }
        }
        Some(answer)
    }

    /// Whether this machine has a network, if that was seen lately.
    fn online(&self) -> Option<bool> {
        let (is_online, seen) = self.state().online?;
        (seen.elapsed() < ONLINE_AGE).then_some(is_online)
    }

    /// Whether this machine has a network, as far as the control host tells. It may be lost in the middle of a run.
    fn is_online(&self) -> bool {
        let Some(control) = &self.control else { return true };
        if let Some(is_online) = self.online() {
            return is_online;
        }
        let is_online = self.client.resolves(control);
        self.state().online = Some((is_online, Instant::now()));
        is_online
    }

    /// Gives an answer to a conversation, with what is known of the host's page for addresses that it cannot have.
    pub(super) fn hear(
        &self,
        conversation: &mut Conversation,
        url: &Url,
        answer: Result<Answer, Failure>,
    ) -> Result<Step, StoreError> {
        let origin = origin(url);
        let name = format!("probe {origin}");
        let mut probes: Probes = self
            .state()
            .probes
            .get(&origin)
            .map(|probe| (origin.clone(), probe.clone()))
            .into_iter()
            .collect();
        if probes.is_empty()
            && let Some((at, probe)) = self.store.host::<Probe>(&name)?
            && is_young(at, (self.clock)(), if probe.status.is_some() { PROBE_AGE } else { SILENT_PROBE_AGE })
        {
            self.state().probes.insert(origin.clone(), probe.clone());
            probes.insert(origin, probe);
        }
        if let Ok(answer) = &answer {
            self.note_kind(url, answer)?;
        }
        let before = probes.len();
        let step = conversation.hear(answer, &mut probes, &token());
        if probes.len() > before {
            for (origin, probe) in probes {
                self.keep_probe(origin, probe)?;
            }
        }
        Ok(step)
    }

    /// Keeps what a host, by its origin, says of addresses that it cannot have.
    pub(super) fn keep_probe(&self, origin: String, probe: Probe) -> Result<(), StoreError> {
        self.store.set_host(&format!("probe {origin}"), (self.clock)(), &probe)?;
        self.state().probes.insert(origin, probe);
        Ok(())
    }

    /// Whether a HEAD would only be followed by a GET: what the host answered last was a page of text.
    pub(super) fn has_pages(&self, url: &Url) -> Result<bool, StoreError> {
        if judge::is_file(url) {
            return Ok(false);
        }
        let host = site(url);
        if let Some(known) = self.state().pages.get(&host) {
            return Ok(*known);
        }
        let known = self.store.host::<bool>(&pages(&host))?.is_some_and(|(_, has_pages)| has_pages);
        self.state().pages.insert(host, known);
        Ok(known)
    }

    /// Notes whether a host answered with a page of text, or with nothing that a HEAD would settle.
    fn note_kind(&self, url: &Url, answer: &Answer) -> Result<(), StoreError> {
        if judge::is_file(url) || (300..400).contains(&answer.status) {
            return Ok(());
        }
        let is_fine = (200..300).contains(&answer.status);
        let has_pages = !is_fine || judge::may_be_page(answer.content_type.as_deref());
        if self.has_pages(url)? != has_pages {
            let host = site(url);
            self.store.set_host(&pages(&host), (self.clock)(), &has_pages)?;
            self.state().pages.insert(host, has_pages);
        }
        Ok(())
    }

    /// A site's rules for robots, and whether they had to be asked for.
    pub(super) fn rules(&self, url: &Url) -> Result<(Arc<Rules>, bool), StoreError> {
        let origin = origin(url);
        if let Some(known) = self.state().robots.get(&origin) {
            return Ok((Arc::clone(known), false));
        }
        let name = format!("robots {origin}");
        let kept =
            self.store.host::<Robots>(&name)?.filter(|(at, _)| is_young(*at, (self.clock)(), ROBOTS_AGE));
        let (robots, was_asked) = match kept {
            Some((_, robots)) => (robots, false),
            None => {
                let answer = self.fetch_robots(Robots::place(url));
                let is_answer = answer.is_ok();
                let robots = Robots::of(answer);
                if is_answer {
                    self.store.set_host(&name, (self.clock)(), &robots)?;
                }
                (robots, true)
            }
        };
        let rules = Arc::new(Rules::from(&robots));
        self.state().robots.insert(origin, Arc::clone(&rules));
        Ok((rules, was_asked))
    }

    fn fetch_robots(&self, place: Url) -> Result<Answer, Failure> {
        let mut place = place;
        for _ in 0..MAX_ROBOTS_HOPS {
            let answer = self.client.fetch(&place)?;
            match target(&answer, &place) {
                Some(Ok(to)) => place = to,
                _ => return Ok(answer),
            }
        }
        self.client.fetch(&place)
    }
}

/// Whether a server will not answer in this run. The DNS, a closed port and an address that is not public say so at once.
fn is_silent(why: &Failure, times: u32) -> bool {
    match why {
        Failure::Unresolved | Failure::Forbidden(_) | Failure::Port(_) | Failure::Refused => true,
        Failure::Timeout(_) | Failure::Connection(_) | Failure::Tls(_) => times >= SILENT,
        Failure::Protocol(_) => false,
    }
}

/// What is asked by one at a time: a host, whatever the port and the scheme.
pub(super) fn site(url: &Url) -> String {
    host_name(url.host_str().unwrap_or_default())
}

/// The name under which it is kept whether a host answers with pages.
fn pages(host: &str) -> String {
    format!("pages {host}")
}

fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// A name that no page has.
fn token() -> String {
    format!("wikivet-{:016x}", RandomState::new().hash_one(0))
}
