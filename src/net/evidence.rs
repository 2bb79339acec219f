use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What came of asking a link once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// When.
    pub at: DateTime<Utc>,
    /// What it is a sign of.
    pub sign: Sign,
    /// Why, in words.
    pub why: String,
    /// The status code of the last answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The redirects on the way, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hops: Vec<Hop>,
}

impl Observation {
    /// Whether a request was sent: a barrier that stands before the link itself lets none through.
    pub(super) fn was_asked(&self) -> bool {
        !self.sign.is_barrier() || !self.hops.is_empty()
    }
}

/// One redirect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hop {
    /// The status code.
    pub status: u16,
    /// Where to.
    pub to: String,
}

/// What one asking of a link is a sign of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// The page is there.
    Fine,
    /// Another page is shown in its place, as if all were well.
    Replaced,
    /// The server says that there is no such page (404, 410), or fails at it (5xx), or nobody answers at the port.
    Failed,
    /// The host has no address.
    Unresolved,
    /// The server does not let a program see the page.
    Blocked,
    /// No answer in time, trouble with TLS, or an answer that makes no sense.
    Unclear,
    /// An address on the way is not public.
    Forbidden,
    /// The site's rules for robots leave it out, or an address that it leads to.
    Disallowed,
    /// It leads to an address that the user leaves out.
    Excluded,
}

impl Sign {
    /// Whether it counts towards death.
    pub fn is_failure(self) -> bool {
        matches!(self, Sign::Failed | Sign::Unresolved)
    }

    /// Whether it tells of settings and rules, and not of the page.
    pub(super) fn is_barrier(self) -> bool {
        matches!(self, Sign::Forbidden | Sign::Disallowed | Sign::Excluded)
    }
}
