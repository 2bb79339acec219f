//! What the network says of links, politely asked. Nothing else in the library knows that there is one.
//!
//! | file | what it does |
//! |---|---|
//! | `address` | which addresses may be asked |
//! | `dns` | names of hosts into addresses, checked |
//! | `client`, `body` | one request, with limits to all that may come back |
//! | `conversation` | the requests about one link, one after the other |
//! | `judge`, `page` | what single answers are signs of |
//! | `evidence`, `verdict` | what was seen of a link over time, and what that comes to |
//! | `settings`, `robots` | what is asked, how often, and what is not |
//! | `schedule` | which host's turn it is |
//! | `hosts` | what hosts say besides their links, and which of them are silent |
//! | `store`, `exchange` | what was learnt, in one file, and as JSON lines |
//! | `turns` | when hosts may be asked again, by any process |
//! | `checker`, `run` | many links: which are asked, and how the workers of a run do it |
//! | `archive` | which copies archives have |

mod address;
mod archive;
mod body;
mod checker;
mod client;
mod conversation;
mod dns;
mod evidence;
mod exchange;
mod hosts;
mod judge;
mod page;
mod robots;
mod run;
mod schedule;
mod settings;
mod store;
mod turns;
mod verdict;

pub use address::AllowedHosts;
pub use archive::{ArchiveError, ArchiveSettings, Archiver, Wanted};
pub use checker::{Checker, Clock, Ending, Progress};
pub use client::{Answer, Client, ClientSettings, Failure, Method};
pub use conversation::{Conversation, Probe, Probes, Step};
pub use dns::{Dns, Forbidden, SystemDns};
pub use evidence::{Hop, Observation, Sign};
pub use exchange::{ExchangeError, export, import};
pub use page::PageMark;
pub use settings::{CheckSettings, Exclusions};
pub use store::{Store, StoreError};
pub use verdict::{Patience, verdict};
