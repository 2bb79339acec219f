use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use anyhow::bail;
use chrono::{TimeDelta, Utc};
use url::Url;

use super::OnlineArguments;
use super::bar::Bar;
use super::uses::Use;
use crate::cli::complain;
use crate::link_state::LinkState;
use crate::net::{ArchiveSettings, Archiver, Checker, Client, Wanted};
use crate::profile::Online as OnlineData;
use crate::report::escape;

const COPIES: &str = "[{wide_bar}] {human_pos} of {human_len} links looked up in the archive, {left} left";

/// How long after a request an archive is asked again.
const PAUSE: Duration = Duration::from_secs(1);

/// Looks for copies of the links that are dead and have none.
pub(super) fn look_up(
    client: Client,
    arguments: &OnlineArguments,
    checker: &Checker,
    links: &BTreeMap<String, Use>,
    stop: &AtomicBool,
    is_progress_wanted: bool,
) -> anyhow::Result<()> {
    let mut wanted = Vec::new();
    for (key, used) in links.iter().filter(|(_, used)| used.wants_copy) {
        let Some(known) = checker.known(key)? else { continue };
        if matches!(known.state, LinkState::Dead | LinkState::Soft404) {
            let mut days = used.accessed.clone();
            days.extend(known.failing_since.map(|since| since.date_naive()));
            wanted.push(Wanted { key, days });
        }
    }
    let settings = archive_settings(arguments)?;
    let bar = Bar::new(COPIES, is_progress_wanted);
    let mut done = 0;
    let archiver = Archiver { client: Arc::new(client), settings: &settings };
    let total = wanted.len();
    let looked_up = archiver.look_up(&wanted, checker.store(), Utc::now, stop, &mut || {
        done += 1;
        bar.show(done, total);
    });
    bar.finish();
    if let Err(error) = looked_up {
        complain(&escape(&format!("warning: {error}; {} links were not looked up", total - done)));
    }
    Ok(())
}

fn archive_settings(arguments: &OnlineArguments) -> anyhow::Result<ArchiveSettings> {
    let known = &OnlineData::known().archive;
    let base = match &arguments.archive {
        Some(base) => base.clone(),
        None => Url::parse(&known.base)?,
    };
    if base.cannot_be_a_base() {
        bail!("--archive: `{base}` is no address that others can be below");
    }
    // Without a slash at its end, the last part of a path would be replaced.
    let base = Url::parse(&format!("{}/", base.as_str().trim_end_matches('/')))?;
    let availability = match &arguments.archive {
        Some(_) => base.join("wayback/available")?,
        None => Url::parse(&known.availability)?,
    };
    Ok(ArchiveSettings {
        index: base.join("cdx/search/cdx")?,
        availability,
        copies: base.join("web/")?,
        pause: PAUSE,
        max_age: TimeDelta::days(arguments.max_age.into()),
    })
}
