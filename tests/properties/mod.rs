//! What holds for any input: asked by tests of inputs they write or make up, and by the fuzz targets of what the fuzzer
//! makes up.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "tests and fuzz targets share these files, and each uses a part of them"
)]
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

pub mod findings;
pub mod fixes;
pub mod markup;
pub mod reading;
pub mod tree;
pub mod views;

use wikivet::profile::Profile;

/// The profiles that inputs run on. The list stays as it is when wikis are added, so that a kept input goes on running on
/// the one it was found on.
const PROFILES: [&str; 31] = [
    "aawiki",
    "afwiki",
    "arwiki",
    "bgwiki",
    "bnwiki",
    "cswiki",
    "dewiki",
    "elwiki",
    "enwiki",
    "eswiki",
    "fawiki",
    "fiwiki",
    "frwiki",
    "hywiki",
    "iswiki",
    "itwiki",
    "jawiki",
    "ltgwiki",
    "mrwiki",
    "neutral",
    "nlwiki",
    "plwiki",
    "ptwiki",
    "ruwiki",
    "simplewiki",
    "srwiki",
    "svwiki",
    "trwiki",
    "ukwiki",
    "viwiki",
    "zhwiki",
];

/// A profile chosen by a byte.
pub fn profile(byte: u8) -> &'static Profile {
    Profile::named(PROFILES[usize::from(byte) % PROFILES.len()]).unwrap()
}
