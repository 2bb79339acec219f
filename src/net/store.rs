use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::evidence::Observation;
use crate::link_state::KnownCopies;

/// What tells a file of this program from other databases: `wvlk`.
const APPLICATION: i32 = 0x7776_6c6b;

/// The form of the tables.
const VERSION: i32 = 1;

/// How many observations of a link are kept; the oldest go.
const KEPT: u32 = 24;

/// How long a process waits for another one that writes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A run that has not been heard of for so long is gone, and what it was about to ask is free.
const LEASE: TimeDelta = TimeDelta::seconds(10);

/// By how much clocks may differ.
const SKEW: TimeDelta = TimeDelta::hours(1);

/// The number of a run that asks nothing: numbers start from 1.
const NO_RUN: i64 = 0;

const TABLES: &str = "
    create table observation (
        url text not null, at integer not null, data text not null, primary key (url, at)
    ) without rowid;
    create table host (name text primary key, at integer not null, data text not null) without rowid;
    create table copies (url text primary key, at integer not null, data text not null) without rowid;
    create table run (id integer primary key, seen integer not null);
    create table claim (url text primary key, run integer not null) without rowid;
";

pub(super) const SET_HOST: &str = "insert or replace into host values (?, ?, ?)";

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is another program's.
    #[error("{0} is no database of links of wikivet")]
    Foreign(PathBuf),
    /// The file was written by a later version.
    #[error("{0} was written by a later version of wikivet")]
    Later(PathBuf),
    /// SQLite says no.
    #[error("the database of links: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// What stands in it cannot be read.
    #[error("the database of links is damaged: {0}")]
    Content(#[from] serde_json::Error),
    /// No thread can be started.
    #[error("no thread can be started: {0}")]
    Threads(String),
}

/// All that is kept of one link.
#[derive(Debug)]
pub(super) struct KeptLink {
    pub(super) url: String,
    pub(super) seen: Vec<Observation>,
    /// What archives have, and when they were asked.
    pub(super) copies: Option<(DateTime<Utc>, KnownCopies)>,
}

/// What was learnt of links, in one file: safe against crashes, and open to several processes at once.
///
/// SQLite keeps it, with a log that is written ahead: what is recorded outlives the end of the process at once, and a
/// failure of power may take the last moments, but never the file.
#[derive(Debug)]
pub struct Store {
    connection: Mutex<Connection>,
    /// The number of this run among those that use the file now.
    run: i64,
}

impl Store {
    /// Opens a file, or makes it; its folder has to be there.
    pub fn open(path: &Path, now: DateTime<Utc>) -> Result<Store, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Store::with(Connection::open_with_flags(path, flags)?, path, now)
    }

    /// Opens a file that is there; nothing is recorded in it.
    pub fn read(path: &Path) -> Result<Store, StoreError> {
        // Whoever may not write leaves the files of the log behind.
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.busy_timeout(PATIENCE)?;
        let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
        match (number("application_id"), number("user_version")) {
            (Ok(APPLICATION), Ok(VERSION)) => Ok(Store { connection: Mutex::new(connection), run: NO_RUN }),
            (Ok(APPLICATION), Ok(_)) => Err(StoreError::Later(path.to_owned())),
            (Err(error), _) | (_, Err(error))
                if error.sqlite_error_code() != Some(rusqlite::ErrorCode::NotADatabase) =>
            {
                Err(error.into())
            }
            _ => Err(StoreError::Foreign(path.to_owned())),
        }
    }

    /// A store that nothing is left of.
    pub fn in_memory(now: DateTime<Utc>) -> Result<Store, StoreError> {
        Store::with(Connection::open_in_memory()?, Path::new(":memory:"), now)
    }

    fn with(mut connection: Connection, path: &Path, now: DateTime<Utc>) -> Result<Store, StoreError> {
        connection.busy_timeout(PATIENCE)?;
        let foreign = || StoreError::Foreign(path.to_owned());
        let not_a_database = |error: rusqlite::Error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => foreign(),
            _ => error.into(),
        };
        // Two processes may be the first ones.
        let start =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(not_a_database)?;
        let number = |name| start.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
        let (application, version) = (number("application_id")?, number("user_version")?);
        let is_empty =
            start.query_row("select count(*) from sqlite_master", [], |row| row.get::<_, i64>(0))? == 0;
        match (application, version) {
            (0, 0) if is_empty => {
                start.execute_batch(TABLES)?;
                start.pragma_update(None, "application_id", APPLICATION)?;
                start.pragma_update(None, "user_version", VERSION)?;
            }
            (APPLICATION, VERSION) => {}
            (APPLICATION, _) => return Err(StoreError::Later(path.to_owned())),
            _ => return Err(foreign()),
        }
        let (from, to) = alive(now);
        start.execute("delete from run where seen not between ? and ?", [from, to])?;
        start.execute("delete from claim where run not in (select id from run)", [])?;
        start.execute("insert into run (seen) values (?)", [now.timestamp_millis()])?;
        let run = start.last_insert_rowid();
        start.commit()?;
        // Where files cannot be shared in memory, as on network drives, SQLite keeps its older way by itself.
        // So it does while another process has the file open in that way, which is safe as well.
        let _ = connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()));
        connection.pragma_update(None, "synchronous", "normal")?;
        Ok(Store { connection: Mutex::new(connection), run })
    }

    pub(super) fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was seen of a link up to a moment, the oldest first. What a clock that was wrong put behind it is left out.
    pub fn history(&self, url: &str, now: DateTime<Utc>) -> Result<Vec<Observation>, StoreError> {
        let connection = self.connection();
        let mut query = connection
            .prepare_cached("select data from observation where url = ? and at <= ? order by at")?;
        let rows = query.query_map(params![url, latest(now)], |row| row.get::<_, String>(0))?;
        rows.map(|row| Ok(serde_json::from_str(&row?)?)).collect()
    }

    /// Records what was seen of a link, and gives up the claim to it. It outlives the process from here on.
    pub fn record(&self, url: &str, seen: &Observation) -> Result<(), StoreError> {
        let mut connection = self.connection();
        let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        put(&change, url, seen)?;
        change.prepare_cached("delete from claim where url = ?")?.execute([url])?;
        change.commit()?;
        Ok(())
    }

    /// Adds what others learnt, all of it or nothing. Copies that were asked for later stay.
    pub(super) fn add(&self, links: &[KeptLink]) -> Result<(), StoreError> {
        let mut connection = self.connection();
        let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for KeptLink { url, seen, copies } in links {
            for seen in seen {
                put(&change, url, seen)?;
            }
            if let Some((at, copies)) = copies {
                change
                    .prepare_cached(
                        "insert into copies values (?1, ?2, ?3) on conflict (url) do update set at = ?2, data = ?3
                         where at < ?2",
                    )?
                    .execute(params![url, at.timestamp_millis(), serde_json::to_string(copies)?])?;
            }
        }
        change.commit()?;
        Ok(())
    }

    /// Claims a link for this run, so that no other process asks it meanwhile. False if one does, or has recorded
    /// something since `since`.
    pub fn claim(&self, url: &str, since: DateTime<Utc>, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let (from, to) = alive(now);
        let mut connection = self.connection();
        let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let is_known = change
            .prepare_cached("select 1 from observation where url = ? and at > ? and at <= ?")?
            .exists(params![url, since.timestamp_millis(), latest(now)])?;
        let claimed = change
            .prepare_cached(
                "insert into claim values (?1, ?2) on conflict (url) do update set run = ?2
                 where run = ?2 or not exists (
                    select 1 from run where id = claim.run and seen between ?3 and ?4)",
            )?
            .execute(params![url, self.run, from, to])?;
        if is_known || claimed == 0 {
            return Ok(false);
        }
        change.commit()?;
        Ok(true)
    }

    /// Gives up the claim to a link of which nothing was learnt.
    pub fn release(&self, url: &str) -> Result<(), StoreError> {
        let connection = self.connection();
        connection
            .prepare_cached("delete from claim where url = ? and run = ?")?
            .execute(params![url, self.run])?;
        Ok(())
    }

    /// Ends this run's part: it leaves nothing that others would have to wait for.
    pub fn leave(&self) -> Result<(), StoreError> {
        let connection = self.connection();
        connection.execute("delete from claim where run = ?", [self.run])?;
        connection.execute("delete from run where id = ?", [self.run])?;
        Ok(())
    }

    /// Closes the file, whoever else has the store still: what they want to record goes nowhere from here on. Without it,
    /// a process that ends while others hold the store leaves files behind.
    pub fn close(&self) -> Result<(), StoreError> {
        // If it cannot be written now, others find this run's part to be old in a moment.
        let _ = self.leave();
        let nowhere = Connection::open_in_memory()?;
        drop(std::mem::replace(&mut *self.connection(), nowhere));
        Ok(())
    }

    /// Says that this run is alive. What other processes do between is theirs.
    pub fn is_alive(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.connection()
            .prepare_cached("insert or replace into run values (?, ?)")?
            .execute(params![self.run, now.timestamp_millis()])?;
        Ok(())
    }

    /// What is known of a host, and since when.
    pub fn host<T: DeserializeOwned>(&self, name: &str) -> Result<Option<(DateTime<Utc>, T)>, StoreError> {
        self.aged("select at, data from host where name = ?", name)
    }

    /// Records what is known of a host.
    pub fn set_host<T: Serialize>(&self, name: &str, at: DateTime<Utc>, data: &T) -> Result<(), StoreError> {
        self.set(SET_HOST, name, at, data)
    }

    /// What archives have of a link's page, and since when that is known.
    pub fn copies(&self, url: &str) -> Result<Option<(DateTime<Utc>, KnownCopies)>, StoreError> {
        self.aged("select at, data from copies where url = ?", url)
    }

    /// Records what archives have of a link's page.
    pub fn set_copies(&self, url: &str, at: DateTime<Utc>, copies: &KnownCopies) -> Result<(), StoreError> {
        self.set("insert or replace into copies values (?, ?, ?)", url, at, copies)
    }

    /// All links that something is known of, in the order of their addresses.
    pub fn urls(&self) -> Result<Vec<String>, StoreError> {
        let connection = self.connection();
        let mut query =
            connection.prepare("select url from observation union select url from copies order by url")?;
        let rows = query.query_map([], |row| row.get(0))?;
        rows.map(|row| Ok(row?)).collect()
    }

    fn aged<T: DeserializeOwned>(
        &self,
        sql: &str,
        key: &str,
    ) -> Result<Option<(DateTime<Utc>, T)>, StoreError> {
        let connection = self.connection();
        let mut query = connection.prepare_cached(sql)?;
        let found =
            query.query_row([key], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))).optional()?;
        let Some((at, data)) = found else { return Ok(None) };
        let at = DateTime::from_timestamp_millis(at).unwrap_or_default();
        Ok(Some((at, serde_json::from_str(&data)?)))
    }

    pub(super) fn set<T: Serialize>(
        &self,
        sql: &str,
        key: &str,
        at: DateTime<Utc>,
        data: &T,
    ) -> Result<(), StoreError> {
        let data = serde_json::to_string(data)?;
        self.connection().prepare_cached(sql)?.execute(params![key, at.timestamp_millis(), data])?;
        Ok(())
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        if self.run != NO_RUN {
            // If that fails, others wait a moment.
            let _ = self.leave();
        }
    }
}

/// Writes one observation. The oldest ones go.
fn put(change: &Connection, url: &str, seen: &Observation) -> Result<(), StoreError> {
    let data = serde_json::to_string(seen)?;
    let sign = serde_json::to_value(seen.sign)?;
    let sign = sign.as_str().unwrap_or_default();
    // That a link was not to be asked is of use as the last word alone, and must not drive out what was learnt.
    change
        .prepare_cached(
            "delete from observation where url = ? and data ->> 'sign' in ('forbidden', 'disallowed', 'excluded')",
        )?
        .execute([url])?;
    change.prepare_cached("insert or replace into observation values (?, ?, ?)")?.execute(params![
        url,
        seen.at.timestamp_millis(),
        data
    ])?;
    // Of what comes again and again on one day, the first and the last time tell all: days must not be driven out by hours.
    let day = seen.at.date_naive().and_time(NaiveTime::MIN).and_utc().timestamp_millis();
    change
        .prepare_cached(
            "delete from observation where url = ?1 and at < ?2 and data ->> 'sign' = ?4 and at > (
                select min(at) from observation where url = ?1 and at >= ?3 and data ->> 'sign' = ?4)",
        )?
        .execute(params![url, seen.at.timestamp_millis(), day, sign])?;
    change
        .prepare_cached(
            "delete from observation where url = ?1 and at in (
                select at from observation where url = ?1 order by at desc limit -1 offset ?2)",
        )?
        .execute(params![url, KEPT])?;
    Ok(())
}

/// Between which moments a run was heard of that is alive.
fn alive(now: DateTime<Utc>) -> (i64, i64) {
    ((now - LEASE).timestamp_millis(), (now + LEASE).timestamp_millis())
}

/// The last moment that is not in the future, as far as clocks agree.
fn latest(now: DateTime<Utc>) -> i64 {
    now.checked_add_signed(SKEW).unwrap_or(now).timestamp_millis()
}

/// Whether what was learnt at a time is of use still; what is of the future is not.
pub(super) fn is_young(at: DateTime<Utc>, now: DateTime<Utc>, age: TimeDelta) -> bool {
    at.timestamp_millis() <= latest(now) && now - at < age
}
