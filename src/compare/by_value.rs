//! Documents in two languages: what is compared are values, whatever words stand around them.

use super::matching::Matching;
use super::raw::Raw;

pub(super) fn join(_matching: &mut Matching<'_>) {}

pub(super) fn differences(_matching: &Matching<'_>) -> Vec<Raw> {
    Vec::new()
}
