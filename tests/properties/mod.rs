//! What holds for any input: asked by tests of inputs they write or make up, and by the fuzz targets of what the fuzzer
//! makes up.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "tests and fuzz targets share these files, and each uses a part of them"
)]
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

pub mod findings;
pub mod markup;
pub mod reading;
pub mod tree;
pub mod views;

use wikivet::profile::Profile;

/// A profile chosen by a byte.
pub fn profile(byte: u8) -> &'static Profile {
    let names: Vec<&str> = Profile::names().collect();
    Profile::named(names[usize::from(byte) % names.len()]).unwrap()
}
