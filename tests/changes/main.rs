//! Only what changed: which findings an edit brought, and real repositories. Tests of these say that they are skipped
//! where there is no program `git`.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod diff_from;
mod lines;
mod new_findings;
mod repository;
mod since;
mod staged;
