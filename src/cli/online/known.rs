use anyhow::{Context as _, bail};
use chrono::{DateTime, Utc};

use super::{OnlineArguments, place};
use crate::link_state::{self, KnownLink};
use crate::net::{Patience, Store, StoreError};

/// What earlier runs learnt: the file that they kept it in, to be read alone.
pub(in crate::cli) struct Known {
    store: Store,
    patience: Patience,
    now: DateTime<Utc>,
}

impl Known {
    pub(in crate::cli) fn open(arguments: &OnlineArguments) -> anyhow::Result<Known> {
        let path = place(arguments.link_cache.as_deref())?;
        if !path.is_file() {
            bail!("--known: no run with --online has kept anything in {}", path.display());
        }
        let store = Store::read(&path).context("--known")?;
        Ok(Known { store, patience: Patience::of_days(arguments.dead_after), now: Utc::now() })
    }

    /// What is known of a link, by its URL as an article has it.
    pub(in crate::cli) fn of(&self, url: &str) -> Result<Option<KnownLink>, StoreError> {
        let Some(key) = link_state::key(url) else { return Ok(None) };
        self.store.known(&key, self.patience, self.now)
    }
}
