//! Looking for copies in an archive of the test's own.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use url::Url;
use wikivet::link_state::KnownCopies;
use wikivet::net::{ArchiveError, ArchiveSettings, Archiver, Store};

use crate::conversations::client;
use crate::server::{Reply, Server};

const PAGE: &str = "http://site.example/a?b=c";

fn settings(server: &Server) -> ArchiveSettings {
    let url = |path: &str| Url::parse(&server.url(path)).unwrap();
    ArchiveSettings {
        index: url("/cdx/search/cdx"),
        availability: url("/wayback/available"),
        copies: Url::parse("https://archive.example/web/").unwrap(),
        pause: Duration::ZERO,
        max_age: TimeDelta::days(30),
    }
}

fn json(text: &str) -> Reply {
    Reply::Http(200, vec![("Content-Type", "application/json".to_owned())], text.as_bytes().to_vec())
}

fn copies(server: &Server) -> Result<KnownCopies, ArchiveError> {
    let (client, settings) = (client(), settings(server));
    Archiver { client: &client, settings: &settings }.copies(PAGE, &AtomicBool::new(true))
}

fn days(copies: &KnownCopies) -> Vec<String> {
    copies.copies.iter().map(|copy| copy.day.to_string()).collect()
}

#[test]
fn the_index_tells_all_copies() {
    let server = Server::new(|_| {
        json("[[\"timestamp\"],\n[\"20090201113000\"],\n[\"20190101000000\"],[\"2019}}<ref>\"],[\"soon\"]]")
    });
    let copies = copies(&server).unwrap();
    assert_eq!(days(&copies), ["2009-02-01", "2019-01-01"]);
    assert_eq!(copies.copies[0].url, format!("https://archive.example/web/20090201113000/{PAGE}"));
    let asked = &server.requests()[0].path;
    assert!(asked.contains("url=http%3A%2F%2Fsite.example%2Fa%3Fb%3Dc"), "{asked}");
    assert!(asked.contains("filter=statuscode%3A200") && asked.contains("collapse=timestamp%3A6"), "{asked}");
}

#[test]
fn an_index_that_knows_none_is_believed() {
    let server = Server::new(|_| json("[]"));
    assert_eq!(copies(&server).unwrap(), KnownCopies::default());
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn where_the_index_does_not_answer_the_nearest_copies_are_asked_for() {
    let server = Server::new(|request| match request.path.starts_with("/wayback/available") {
        true => json(
            "{\"url\":\"x\",\"archived_snapshots\":{\"closest\":{\"status\":\"200\",\"available\":true,\
             \"url\":\"http://x\",\"timestamp\":\"20120603000000\"}}}",
        ),
        false => Reply::page(503, ""),
    });
    assert_eq!(days(&copies(&server).unwrap()), ["2012-06-03"]);
}

#[test]
fn an_archive_that_says_nothing_of_use_is_an_error_and_no_absence_of_copies() {
    let down = Server::new(|_| Reply::page(503, ""));
    assert!(matches!(copies(&down), Err(ArchiveError::Status(503))));
    let odd = Server::new(|_| Reply::page(200, "<title>Maintenance</title>"));
    assert!(matches!(copies(&odd), Err(ArchiveError::Form(_))));
}

#[test]
fn what_is_known_of_copies_is_not_asked_for_again_within_its_age() {
    let folder = tempfile::tempdir().unwrap();
    let asked = AtomicUsize::new(0);
    let server = Server::new(move |_| match asked.fetch_add(1, Ordering::Relaxed) {
        0 => json("[]"),
        _ => json("[[\"timestamp\"],[\"20090201113000\"]]"),
    });
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let store = Store::open(&folder.path().join("l.db"), at("2026-03-01T00:00:00Z")).unwrap();
    let (client, settings) = (client(), settings(&server));
    let archiver = Archiver { client: &client, settings: &settings };
    let look_up = |now: DateTime<Utc>| {
        archiver.look_up([PAGE], &store, || now, &AtomicBool::new(false), &mut || ()).unwrap();
        store.copies(PAGE).unwrap().unwrap().1.copies.len()
    };
    assert_eq!(look_up(at("2026-03-01T00:00:00Z")), 0);
    assert_eq!(look_up(at("2026-03-20T00:00:00Z")), 0);
    assert_eq!(server.requests().len(), 1);
    assert_eq!(look_up(at("2026-04-01T00:00:00Z")), 1);
}
