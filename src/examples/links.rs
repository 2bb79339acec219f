use chrono::{DateTime, NaiveDate};

use super::Example;
use crate::link_state::{KnownCopies, KnownCopy, KnownLink, KnownLinks, LinkState, key};

/// When the links of examples were asked last, and when those that fail did so for the first time, in seconds since 1970.
const ASKED: i64 = 1_795_219_200;
const FAILING_SINCE: i64 = 1_794_787_200;

impl Example {
    /// What the words of the fence say of links: `dead=` and the other states with the addresses, and `copies=` with the
    /// days of the copies that an archive has of each, or `none`. None if they say nothing of links.
    pub(super) fn known_links(&self) -> Option<KnownLinks> {
        let mut known = KnownLinks::default();
        for state in LinkState::ALL {
            let addresses = self.attribute(state.name()).unwrap_or_default();
            for address in addresses.split(',').filter_map(key) {
                let copies = self.attribute("copies").map(|days| copies(days, &address));
                known.insert(address, link(state, copies));
            }
        }
        Some(known).filter(|known| !known.is_empty())
    }
}

fn copies(days: &str, address: &str) -> KnownCopies {
    let days = days.split(',').filter_map(|day| day.parse::<NaiveDate>().ok());
    let copy = |day: NaiveDate| KnownCopy {
        url: format!("https://web.archive.org/web/{}000000/{address}", day.format("%Y%m%d")),
        day,
    };
    KnownCopies { copies: days.map(copy).collect(), ..KnownCopies::default() }
}

fn link(state: LinkState, copies: Option<KnownCopies>) -> KnownLink {
    let time = |seconds| DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    let fails = state == LinkState::Dead;
    let why = match state {
        LinkState::Dead => "404 Not Found",
        LinkState::Soft404 => "it leads to the front page, `http://example.org/`",
        _ => "200 OK",
    };
    KnownLink {
        state,
        why: why.to_owned(),
        asked: Some(time(ASKED)),
        status: None,
        leads_to: None,
        failing_days: if fails { 4 } else { 0 },
        failing_since: fails.then(|| time(FAILING_SINCE)),
        well_days: if state == LinkState::Ok { 2 } else { 0 },
        copies,
    }
}
