use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::store::{SET_HOST, Store, StoreError};

/// For so long a host is let rest at the most, whatever it asks for. A rest that ends later was noted by a clock that was
/// wrong.
const LONGEST_REST: TimeDelta = TimeDelta::days(7);

impl Store {
    /// Takes the turn to ask a host, after which no process asks it before `pause` is over. If it is not its turn yet, says
    /// until when.
    pub fn take_turn(
        &self,
        host: &str,
        pause: TimeDelta,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        let mut connection = self.connection();
        let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let name = turn(host);
        let next = next_turn(&change, &name, now)?;
        if next.is_none() && pause > TimeDelta::zero() {
            change.prepare_cached(SET_HOST)?.execute(params![
                name,
                (now + pause).timestamp_millis(),
                "null"
            ])?;
            change.commit()?;
        }
        Ok(next)
    }

    /// Until when a host is not to be asked; none if it is its turn.
    pub fn rests_until(&self, host: &str, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StoreError> {
        next_turn(&self.connection(), &turn(host), now)
    }

    /// Lets a host rest, whoever asks; for a week at the most.
    pub fn rest(&self, host: &str, rest: Duration, now: DateTime<Utc>) -> Result<(), StoreError> {
        let rest = TimeDelta::from_std(rest).unwrap_or(LONGEST_REST).min(LONGEST_REST);
        let later =
            "insert into host values (?, ?, ?) on conflict (name) do update set at = max(at, excluded.at)";
        self.set(later, &turn(host), now + rest, &())
    }
}

/// When the next turn of a host is that is kept under a name, if that is to be waited for.
fn next_turn(
    connection: &Connection,
    name: &str,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut query = connection.prepare_cached("select at from host where name = ?")?;
    let next =
        query.query_row([name], |row| row.get(0)).optional()?.and_then(DateTime::from_timestamp_millis);
    Ok(next.filter(|&next| now < next && next <= now + LONGEST_REST))
}

/// The name under which the next turn of a host is kept.
fn turn(host: &str) -> String {
    format!("turn {host}")
}
