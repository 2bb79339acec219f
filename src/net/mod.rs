//! What the network says of links, politely asked. Nothing else in the library knows that there is one.
//!
//! | file | what it does |
//! |---|---|
//! | `address` | which addresses may be asked |
//! | `dns` | names of hosts into addresses, checked |
//! | `client` | one request, with limits to all that may come back |
//! | `conversation` | the requests about one link, one after the other |
//! | `judge`, `page` | what single answers are signs of |
//! | `evidence`, `verdict` | what was seen of a link over time, and what that comes to |

mod address;
mod client;
mod conversation;
mod dns;
mod evidence;
mod judge;
mod page;
mod verdict;

pub use address::{AllowedHosts, is_public};
pub use client::{Answer, Client, ClientSettings, Failure, Method};
pub use conversation::{Conversation, Probe, Probes, Step};
pub use dns::{Dns, Forbidden, SystemDns};
pub use evidence::{Hop, Observation, Sign};
pub use page::PageMark;
pub use verdict::{Patience, verdict};
