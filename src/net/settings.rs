use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use globset::{Glob, GlobSet, GlobSetBuilder};
use url::Url;

use super::address::host_name;
use super::evidence::{Observation, Sign};
use super::verdict::{Patience, verdict};
use crate::link_state::{LinkState, WELL_DAYS};

/// How links are asked, and how often.
#[derive(Clone, Debug)]
pub struct CheckSettings {
    /// How many requests are under way at the most, over all hosts. To one host there is one.
    pub requests: usize,
    /// How long after a request a host is asked again.
    pub pause: Duration,
    /// How old an answer may be before a link is asked again.
    pub max_age: TimeDelta,
    /// How old it may be if it left something open: a failure, a refusal, silence.
    pub max_open_age: TimeDelta,
    /// The states whose links are asked again whatever their age.
    pub recheck: BTreeSet<LinkState>,
    /// Links that articles call dead, by their keys: that they are well is seen on two days soon, not months.
    pub doubted: BTreeSet<String>,
    /// When a link that fails is dead.
    pub patience: Patience,
    /// Whether sites' rules for robots are kept to.
    pub obeys_robots: bool,
    /// What is not asked.
    pub excluded: Exclusions,
    /// A host that always has an address: if it has none, it is this machine that is cut off, and nothing is learnt.
    pub control_host: Option<String>,
    /// What a host may ask to wait for at the most within a run.
    pub longest_wait: Duration,
}

impl Default for CheckSettings {
    fn default() -> Self {
        CheckSettings {
            requests: 64,
            pause: Duration::from_millis(500),
            max_age: TimeDelta::days(30),
            // Less than a day, so that a daily job that starts some minutes earlier than yesterday asks again.
            max_open_age: TimeDelta::hours(20),
            recheck: BTreeSet::new(),
            doubted: BTreeSet::new(),
            patience: Patience::default(),
            obeys_robots: false,
            excluded: Exclusions::default(),
            control_host: None,
            longest_wait: Duration::from_secs(60),
        }
    }
}

impl CheckSettings {
    /// How long after a request a host is asked again, by any process.
    pub(super) fn between(&self) -> TimeDelta {
        TimeDelta::from_std(self.pause).unwrap_or(TimeDelta::MAX)
    }

    /// Whether a link that this was seen of is to be asked, in a run that began at `start`.
    pub(super) fn is_due(
        &self,
        key: &str,
        history: &[Observation],
        start: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> bool {
        let Some((last, known)) = history.last().zip(verdict(history, self.patience)) else { return true };
        if self.recheck.contains(&known.state) && last.at < start {
            return true;
        }
        use LinkState::{Dead, Excluded, Ok, Redirected, Soft404};
        let is_settled = match known.state {
            Ok | Redirected => known.well_days >= WELL_DAYS || !self.doubted.contains(key),
            Soft404 | Dead => true,
            // In a network that answers for all hosts by itself, none of them is public for a while.
            Excluded => last.sign != Sign::Forbidden,
            _ => false,
        };
        let age = if is_settled { self.max_age } else { self.max_age.min(self.max_open_age) };
        now - last.at >= age
    }

    /// Whether what kept a link from being asked does so no more, by settings that have changed since. `allows` tells
    /// whether a host is asked wherever it is.
    pub(super) fn has_opened(&self, url: &Url, last: &Observation, allows: impl Fn(&Url) -> bool) -> bool {
        let led = last.hops.last().and_then(|hop| Url::parse(&hop.to).ok());
        let place = led.as_ref().unwrap_or(url);
        match last.sign {
            Sign::Excluded => !self.excluded.has(place),
            Sign::Disallowed => !self.obeys_robots,
            Sign::Forbidden => allows(place),
            _ => false,
        }
    }
}

/// Hosts and addresses that are not asked.
#[derive(Clone, Debug, Default)]
pub struct Exclusions {
    hosts: Vec<String>,
    addresses: GlobSet,
}

impl Exclusions {
    /// Names of hosts, which stand for those below them as well, and patterns of whole addresses: `*` in them stands for
    /// anything.
    pub fn new<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Result<Exclusions, globset::Error> {
        let mut hosts = Vec::new();
        let mut addresses = GlobSetBuilder::new();
        for pattern in patterns {
            match pattern.contains(['/', '*', '?']) {
                true => drop(addresses.add(Glob::new(pattern)?)),
                false => hosts.push(host_name(pattern.trim_start_matches('.'))),
            }
        }
        Ok(Exclusions { hosts, addresses: addresses.build()? })
    }

    /// Whether an address is left out.
    pub fn has(&self, url: &Url) -> bool {
        let host = host_name(url.host_str().unwrap_or_default());
        let is_below = |known: &String| {
            host.strip_suffix(known.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.hosts.iter().any(is_below) || self.addresses.is_match(url.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::super::evidence::Hop;
    use super::*;

    fn seen(day: u8, sign: Sign) -> Observation {
        let at = format!("2026-03-{day:02}T12:00:00Z").parse().unwrap();
        Observation { at, sign, why: String::new(), status: None, hops: Vec::new() }
    }

    #[test]
    fn what_is_settled_is_asked_less_often_than_what_is_open() {
        let settings = CheckSettings::default();
        let now = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let start = now("2026-03-01T00:00:00Z");
        let due = |history: &[Observation], at: &str| settings.is_due("key", history, start, now(at));
        assert!(due(&[], "2026-03-01T00:00:00Z"));
        assert!(!due(&[seen(1, Sign::Fine)], "2026-03-30T12:00:00Z"));
        assert!(due(&[seen(1, Sign::Fine)], "2026-03-31T12:00:00Z"));
        for sign in [Sign::Failed, Sign::Unresolved, Sign::Blocked, Sign::Unclear, Sign::Forbidden] {
            assert!(!due(&[seen(1, sign)], "2026-03-01T20:00:00Z"), "{sign:?}");
            assert!(due(&[seen(1, sign)], "2026-03-02T11:50:00Z"), "{sign:?}");
        }
        for sign in [Sign::Disallowed, Sign::Excluded] {
            assert!(!due(&[seen(1, sign)], "2026-03-30T12:00:00Z"), "{sign:?}");
            assert!(due(&[seen(1, sign)], "2026-03-31T12:00:00Z"), "{sign:?}");
        }
        let dead = [seen(1, Sign::Failed), seen(3, Sign::Failed), seen(5, Sign::Failed)];
        assert!(!due(&dead, "2026-03-20T12:00:00Z"), "the dead are let rest");
    }

    #[test]
    fn states_are_asked_again_once_a_run_whatever_their_age() {
        let settings = CheckSettings { recheck: [LinkState::Failing].into(), ..CheckSettings::default() };
        let now = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let due = |sign, start: &str| settings.is_due("key", &[seen(1, sign)], now(start), now(start));
        assert!(due(Sign::Failed, "2026-03-01T12:00:01Z"));
        assert!(!due(Sign::Failed, "2026-03-01T11:59:59Z"), "another process asked it in this run");
        assert!(!due(Sign::Unclear, "2026-03-01T12:00:01Z"));
    }

    #[test]
    fn what_articles_call_dead_is_asked_again_soon_until_it_was_well_on_two_days() {
        let settings = CheckSettings { doubted: ["key".to_owned()].into(), ..CheckSettings::default() };
        let now: DateTime<Utc> = "2026-03-03T12:00:00Z".parse().unwrap();
        let due = |key: &str, history: &[Observation]| settings.is_due(key, history, now, now);
        assert!(due("key", &[seen(2, Sign::Fine)]));
        assert!(!due("other", &[seen(2, Sign::Fine)]));
        assert!(!due("key", &[seen(1, Sign::Fine), seen(2, Sign::Fine)]));
    }

    #[test]
    fn what_is_not_to_be_asked_is_so_as_long_as_the_settings_say() {
        let url = Url::parse("https://one.example/a").unwrap();
        let led = |sign| {
            let hop = Hop { status: 301, to: "https://two.example/b".to_owned() };
            Observation { hops: vec![hop], ..seen(1, sign) }
        };
        let excluding = |host: &str| CheckSettings {
            excluded: Exclusions::new([host]).unwrap(),
            ..CheckSettings::default()
        };
        let opened = |settings: &CheckSettings, seen: &Observation| {
            settings.has_opened(&url, seen, |url| url.host_str() == Some("two.example"))
        };
        assert!(!opened(&excluding("two.example"), &led(Sign::Excluded)));
        assert!(opened(&excluding("three.example"), &led(Sign::Excluded)));
        assert!(opened(&CheckSettings::default(), &seen(1, Sign::Disallowed)));
        let obeying = CheckSettings { obeys_robots: true, ..CheckSettings::default() };
        assert!(!opened(&obeying, &seen(1, Sign::Disallowed)));
        assert!(opened(&CheckSettings::default(), &led(Sign::Forbidden)));
        assert!(!opened(&CheckSettings::default(), &seen(1, Sign::Forbidden)));
    }

    #[test]
    fn hosts_and_patterns_are_left_out() {
        let excluded = Exclusions::new(["example.org", "*/private/*"]).unwrap();
        let has = |url: &str| excluded.has(&Url::parse(url).unwrap());
        assert!(
            has("https://example.org/") && has("http://www.example.org/a") && has("https://EXAMPLE.org./")
        );
        assert!(!has("https://notexample.org/"));
        assert!(has("https://other.test/private/a") && !has("https://other.test/a"));
    }
}
