//! Looking for copies in an archive of the test's own.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use url::{Url, form_urlencoded};
use wikivet::link_state::KnownCopies;
use wikivet::net::{
    AllowedHosts, ArchiveError, ArchiveSettings, Archiver, Client, ClientSettings, Store, Wanted,
};

use crate::conversations::client;
use crate::server::{Reply, Request, Server};

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
    Archiver { client: Arc::new(client), settings: &settings }.copies(PAGE, &AtomicBool::new(true))
}

fn days(copies: &KnownCopies) -> Vec<String> {
    copies.copies.iter().map(|copy| copy.day.to_string()).collect()
}

#[test]
fn the_index_tells_all_copies() {
    let server = Server::new(|_| {
        json(
            "[[\"timestamp\"],\n[\"20090201113000\"],\n[\"20190101000000\"],[\"2019}}<ref>\"],[\"201901010000000000000000\"],[\"soon\"]]",
        )
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

/// An archive that takes many questions at once, and has copies of the pages that are not called `none`.
fn many(request: &Request) -> Reply {
    if request.method != "POST" {
        return json("[]");
    }
    assert_eq!(request.headers["wayback-api-version"], "2");
    let results = request.body.lines().map(|line| {
        let asked: HashMap<String, String> = form_urlencoded::parse(line.as_bytes()).into_owned().collect();
        let day = &asked["timestamp"];
        let closest = match asked["url"].contains("none") {
            true => String::new(),
            false => format!(
                "\"closest\": {{\"status\":\"200\",\"available\":true,\"timestamp\":\"{day}120000\",\"url\":\"x\"}}"
            ),
        };
        format!("{{\"tag\": \"{}\", \"archived_snapshots\": {{{closest}}}}}", asked["tag"])
    });
    json(&format!("{{\"results\": [{}]}}", results.collect::<Vec<_>>().join(",")))
}

fn wanted<'k>(keys: &'k [String], days: &[&str]) -> Vec<Wanted<'k>> {
    let days: BTreeSet<NaiveDate> = days.iter().map(|day| day.parse().unwrap()).collect();
    keys.iter().map(|key| Wanted { key, days: days.clone() }).collect()
}

fn look_up(server: &Server, store: &Store, wanted: &[Wanted<'_>]) -> Result<(), ArchiveError> {
    let (client, settings) = (client(), settings(server));
    let archiver = Archiver { client: Arc::new(client), settings: &settings };
    let now = || "2026-03-01T00:00:00Z".parse().unwrap();
    archiver.look_up(wanted, store, now, &AtomicBool::new(false), &mut || ())
}

#[test]
fn many_pages_are_looked_up_with_one_request() {
    let server = Server::new(many);
    let store = Store::in_memory(Utc::now()).unwrap();
    let keys: Vec<String> = (0..60).map(|n| format!("http://site.example/a?b=c&n={n}")).collect();
    look_up(&server, &store, &wanted(&keys, &["2012-05-01", "2019-01-01"])).unwrap();
    assert_eq!(server.requests().len(), 2, "fifty pages a request");
    for key in &keys {
        let copies = store.copies(key).unwrap().unwrap().1;
        assert_eq!(days(&copies), ["2012-05-01", "2019-01-01"]);
        assert_eq!(copies.copies[0].url, format!("https://archive.example/web/20120501120000/{key}"));
    }
    look_up(&server, &store, &wanted(&keys, &["2012-05-01"])).unwrap();
    assert_eq!(server.requests().len(), 2, "these days are known");
    look_up(&server, &store, &wanted(&keys[..1], &["2015-07-01"])).unwrap();
    assert_eq!(server.requests().len(), 3, "this one is not");
}

#[test]
fn that_there_is_no_copy_is_for_the_index_to_say() {
    let server = Server::new(many);
    let store = Store::in_memory(Utc::now()).unwrap();
    let keys = ["http://site.example/a".to_owned(), "http://site.example/none".to_owned()];
    look_up(&server, &store, &wanted(&keys, &["2012-05-01"])).unwrap();
    assert_eq!(store.copies(&keys[1]).unwrap().unwrap().1, KnownCopies::default());
    let asked: Vec<String> = server.requests().iter().map(|request| request.method.clone()).collect();
    assert_eq!(asked, ["POST", "GET"]);
}

#[test]
fn an_archive_that_takes_one_question_at_a_time_is_asked_so() {
    let server = Server::new(|request| match request.method.as_str() {
        "POST" => Reply::page(405, ""),
        _ => json("[[\"timestamp\"],[\"20090201113000\"]]"),
    });
    let store = Store::in_memory(Utc::now()).unwrap();
    let keys: Vec<String> = (0..60).map(|n| format!("http://site.example/{n}")).collect();
    look_up(&server, &store, &wanted(&keys, &[])).unwrap();
    assert_eq!(server.requests().len(), 61, "that it takes no more is asked once");
    assert!(keys.iter().all(|key| days(&store.copies(key).unwrap().unwrap().1) == ["2009-02-01"]));
}

#[test]
fn a_look_up_that_is_stopped_ends_at_once() {
    let server = Server::new(|_| Reply::Http(503, vec![("Retry-After", "100".to_owned())], Vec::new()));
    let stop = Arc::new(AtomicBool::new(false));
    let later = Arc::clone(&stop);
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        later.store(true, Ordering::Relaxed);
    });
    let (client, settings) = (client(), settings(&server));
    let start = Instant::now();
    let copies = Archiver { client: Arc::new(client), settings: &settings }.copies(PAGE, &stop);
    assert!(matches!(copies, Err(ArchiveError::Status(503))));
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn an_archive_that_hangs_is_not_waited_for_once_the_run_is_stopped() {
    let server = Server::new(|_| {
        std::thread::sleep(Duration::from_secs(4));
        json("[]")
    });
    let stop = Arc::new(AtomicBool::new(false));
    let later = Arc::clone(&stop);
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        later.store(true, Ordering::Relaxed);
    });
    let patient = Client::new(ClientSettings {
        timeout: Duration::from_secs(20),
        allowed: AllowedHosts::new(["127.0.0.1"]),
        ..ClientSettings::default()
    });
    let settings = settings(&server);
    let copies = Archiver { client: Arc::new(patient), settings: &settings }.copies(PAGE, &stop);
    assert!(matches!(copies, Err(ArchiveError::Stopped)), "{copies:?}");
}

#[test]
fn what_is_known_of_copies_is_not_asked_for_again_within_its_age() {
    let folder = tempfile::tempdir().unwrap();
    let asked = AtomicUsize::new(0);
    let server = Server::new(move |request| match request.method.as_str() {
        "POST" => Reply::page(405, ""),
        _ if asked.fetch_add(1, Ordering::Relaxed) == 0 => json("[]"),
        _ => json("[[\"timestamp\"],[\"20090201113000\"]]"),
    });
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let store = Store::open(&folder.path().join("l.db"), at("2026-03-01T00:00:00Z")).unwrap();
    let (client, settings) = (client(), settings(&server));
    let archiver = Archiver { client: Arc::new(client), settings: &settings };
    let look_up = |now: DateTime<Utc>| {
        archiver
            .look_up(
                &[Wanted { key: PAGE, days: BTreeSet::new() }],
                &store,
                || now,
                &AtomicBool::new(false),
                &mut || (),
            )
            .unwrap();
        store.copies(PAGE).unwrap().unwrap().1.copies.len()
    };
    assert_eq!(look_up(at("2026-03-01T00:00:00Z")), 0);
    assert_eq!(look_up(at("2026-03-20T00:00:00Z")), 0);
    assert_eq!(server.count("GET", &server.requests()[1].path), 1);
    assert_eq!(look_up(at("2026-04-01T00:00:00Z")), 1);
}
