use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};

use super::evidence::{Observation, Sign};
use crate::link_state::{KnownLink, LinkState};

/// When a link that fails is dead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// On how many different days it has to have failed, with no success between them.
    pub days: usize,
    /// How long after the first of these failures the last one has to be.
    pub span: TimeDelta,
}

impl Default for Patience {
    /// Three days that span three days, so that a server that is down from Friday to Sunday is not called dead.
    fn default() -> Self {
        Patience::of_days(3)
    }
}

impl Patience {
    /// A link is dead after failures on so many days, and no sooner than as many days after the first; with one day, at
    /// the first failure.
    pub fn of_days(days: u16) -> Patience {
        let span = if days > 1 { TimeDelta::days(days.into()) } else { TimeDelta::zero() };
        Patience { days: usize::from(days).max(1), span }
    }
}

/// What the observations of a link come to, the oldest first; none without any.
///
/// Neither silence nor a refusal tells whether a page is there: they neither add to failures nor end them, and what is
/// dead stays so.
pub fn verdict(history: &[Observation], patience: Patience) -> Option<KnownLink> {
    let last = history.last()?;
    let of_signs = |seen: &[Observation], counts: fn(Sign) -> bool| -> BTreeSet<NaiveDate> {
        seen.iter().filter(|seen| counts(seen.sign)).map(|seen| seen.at.date_naive()).collect()
    };
    let since_success = history
        .iter()
        .rposition(|seen| matches!(seen.sign, Sign::Fine | Sign::Replaced))
        .map_or(0, |at| at + 1);
    let failures: Vec<&Observation> =
        history[since_success..].iter().filter(|seen| seen.sign.is_failure()).collect();
    let days = of_signs(&history[since_success..], Sign::is_failure);
    let since_trouble = history
        .iter()
        .rposition(|seen| seen.sign.is_failure() || seen.sign == Sign::Replaced)
        .map_or(0, |at| at + 1);
    let well_days = of_signs(&history[since_trouble..], |sign| sign == Sign::Fine);
    let span = failures.first().zip(failures.last()).map(|(first, last)| last.at - first.at);
    let is_dead = days.len() >= patience.days && span.is_some_and(|span| span >= patience.span);
    // What is said of the dead is what they died of.
    let last = match last.sign {
        Sign::Blocked | Sign::Unclear if is_dead => failures.last().copied().unwrap_or(last),
        _ => last,
    };
    let asked = history.iter().rev().find(|seen| seen.was_asked()).map(|seen| seen.at);
    let state = match last.sign {
        Sign::Fine if last.hops.is_empty() => LinkState::Ok,
        Sign::Fine => LinkState::Redirected,
        Sign::Replaced => LinkState::Soft404,
        Sign::Failed | Sign::Unresolved if is_dead => LinkState::Dead,
        Sign::Failed => LinkState::Failing,
        Sign::Unresolved => LinkState::Unresolved,
        Sign::Blocked => LinkState::Blocked,
        Sign::Unclear => LinkState::Unsure,
        Sign::Forbidden | Sign::Disallowed | Sign::Excluded => LinkState::Excluded,
    };
    Some(KnownLink {
        state,
        why: last.why.clone(),
        asked,
        status: last.status,
        leads_to: last.hops.last().map(|hop| hop.to.clone()),
        failing_days: count(&days),
        failing_since: failures.first().map(|seen| seen.at),
        well_days: count(&well_days),
        copies: None,
    })
}

fn count(days: &BTreeSet<NaiveDate>) -> u32 {
    u32::try_from(days.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::super::evidence::Hop;
    use super::*;

    fn seen(at: &str, sign: Sign) -> Observation {
        let at = at.parse::<DateTime<Utc>>().unwrap();
        Observation { at, sign, why: "as told".to_owned(), status: None, hops: Vec::new() }
    }

    fn state(history: &[Observation]) -> LinkState {
        verdict(history, Patience::default()).unwrap().state
    }

    fn days(sign: Sign, days: &[u8]) -> Vec<Observation> {
        days.iter().map(|day| seen(&format!("2026-03-{day:02}T12:00:00Z"), sign)).collect()
    }

    #[test]
    fn nothing_is_known_of_what_was_never_asked() {
        assert_eq!(verdict(&[], Patience::default()), None);
    }

    #[test]
    fn one_answer_is_enough_for_all_but_death() {
        for (sign, expected) in [
            (Sign::Fine, LinkState::Ok),
            (Sign::Replaced, LinkState::Soft404),
            (Sign::Failed, LinkState::Failing),
            (Sign::Unresolved, LinkState::Unresolved),
            (Sign::Blocked, LinkState::Blocked),
            (Sign::Unclear, LinkState::Unsure),
            (Sign::Forbidden, LinkState::Excluded),
            (Sign::Disallowed, LinkState::Excluded),
            (Sign::Excluded, LinkState::Excluded),
        ] {
            assert_eq!(state(&days(sign, &[1])), expected, "{sign:?}");
        }
        let mut redirected = seen("2026-03-01T12:00:00Z", Sign::Fine);
        redirected.hops.push(Hop { status: 301, to: "https://example.org/new".to_owned() });
        let known = verdict(&[redirected], Patience::default()).unwrap();
        assert_eq!(known.state, LinkState::Redirected);
        assert_eq!(known.leads_to.as_deref(), Some("https://example.org/new"));
    }

    #[test]
    fn death_takes_failures_on_several_days() {
        assert_eq!(state(&days(Sign::Failed, &[1, 2, 3])), LinkState::Failing, "a long weekend");
        assert_eq!(state(&days(Sign::Failed, &[1, 2, 4])), LinkState::Dead);
        assert_eq!(state(&days(Sign::Failed, &[1, 9])), LinkState::Failing, "only two days");
        let one_day: Vec<Observation> =
            (0..9).map(|hour| seen(&format!("2026-03-01T{hour:02}:00:00Z"), Sign::Failed)).collect();
        assert_eq!(state(&one_day), LinkState::Failing, "nine times on one day");
        assert_eq!(state(&days(Sign::Unresolved, &[1, 2, 4])), LinkState::Dead);
        let known = verdict(&days(Sign::Failed, &[1, 2, 4]), Patience::default()).unwrap();
        assert_eq!(known.failing_days, 3);
        assert_eq!(known.failing_since, Some("2026-03-01T12:00:00Z".parse().unwrap()));
    }

    #[test]
    fn a_success_ends_failures_and_silence_does_not() {
        let with = |sign: Sign| {
            let mut history = days(Sign::Failed, &[1, 2]);
            history.extend(days(sign, &[3]));
            history.extend(days(Sign::Failed, &[4]));
            state(&history)
        };
        assert_eq!(with(Sign::Fine), LinkState::Failing);
        assert_eq!(with(Sign::Unclear), LinkState::Dead);
        assert_eq!(with(Sign::Blocked), LinkState::Dead);
    }

    #[test]
    fn the_dead_stay_dead_until_they_answer() {
        let after = |sign: Sign| {
            let mut history = days(Sign::Failed, &[1, 2, 4]);
            history.extend(days(sign, &[30]));
            verdict(&history, Patience::default()).unwrap()
        };
        for sign in [Sign::Unclear, Sign::Blocked] {
            let known = after(sign);
            assert_eq!((known.state, known.failing_days), (LinkState::Dead, 3), "{sign:?}");
            assert_eq!(known.asked, Some("2026-03-30T12:00:00Z".parse::<DateTime<Utc>>().unwrap()));
        }
        assert_eq!(after(Sign::Fine).state, LinkState::Ok);
        assert_eq!(after(Sign::Replaced).state, LinkState::Soft404);
    }

    #[test]
    fn well_days_are_those_since_the_last_trouble() {
        let well = |history: &[Observation]| verdict(history, Patience::default()).unwrap().well_days;
        let mut history = days(Sign::Fine, &[1, 2, 2]);
        assert_eq!(well(&history), 2, "twice on one day is one day");
        history.extend(days(Sign::Blocked, &[3]));
        history.extend(days(Sign::Fine, &[4]));
        assert_eq!(well(&history), 3, "a refusal says nothing");
        history.extend(days(Sign::Replaced, &[5]));
        history.extend(days(Sign::Fine, &[6]));
        assert_eq!(well(&history), 1);
    }

    #[test]
    fn what_was_not_asked_has_no_time_of_asking() {
        let asked = |history: &[Observation]| verdict(history, Patience::default()).unwrap().asked;
        for sign in [Sign::Forbidden, Sign::Disallowed] {
            assert_eq!(asked(&days(sign, &[1])), None, "{sign:?}");
        }
        let mut history = days(Sign::Failed, &[1]);
        history.extend(days(Sign::Disallowed, &[9]));
        assert_eq!(asked(&history), Some(history[0].at), "it was asked before that");
        let mut led = seen("2026-03-09T12:00:00Z", Sign::Excluded);
        led.hops.push(Hop { status: 301, to: "https://example.org/new".to_owned() });
        assert_eq!(asked(&[led]), Some("2026-03-09T12:00:00Z".parse().unwrap()));
    }

    #[test]
    fn patience_is_a_setting() {
        let history = days(Sign::Failed, &[1, 2, 4]);
        let state = |days| verdict(&history, Patience::of_days(days)).unwrap().state;
        assert_eq!(state(1), LinkState::Dead);
        assert_eq!(state(4), LinkState::Failing);
        let first = &history[..1];
        assert_eq!(verdict(first, Patience::of_days(1)).unwrap().state, LinkState::Dead);
        assert_eq!(verdict(first, Patience::of_days(2)).unwrap().state, LinkState::Failing);
    }
}
