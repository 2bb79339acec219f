//! What hosts ask for, and what they get: pauses, rest, and their rules for robots.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use wikivet::link_state::LinkState;
use wikivet::net::{CheckSettings, Store};

use crate::runs::{PAGE, at, check, checker, pages, settings, state};
use crate::server::{Reply, Server};

const PAUSE: Duration = Duration::from_millis(150);

#[test]
fn robots_are_obeyed_if_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::new(|request| match request.path.as_str() {
        "/robots.txt" => Reply::Http(
            200,
            vec![("Content-Type", "text/plain".to_owned())],
            b"User-agent: *\nDisallow: /private".to_vec(),
        ),
        "/page" | "/private" => Reply::page(200, PAGE),
        _ => Reply::page(404, ""),
    });
    let urls = [server.url("/page"), server.url("/private")];
    let obeying = CheckSettings { obeys_robots: true, ..settings() };
    let checker = checker(&folder.path().join("l.db"), at("2026-03-01T12:00:00Z"), obeying);
    check(&checker, &urls);
    assert_eq!(state(&checker, &urls[0]), Some(LinkState::Ok));
    assert_eq!(state(&checker, &urls[1]), Some(LinkState::Excluded));
    assert_eq!(server.count("GET", "/robots.txt"), 1);
    assert_eq!(server.count("HEAD", "/private") + server.count("GET", "/private"), 0);
}

#[test]
fn a_host_that_asks_to_wait_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let asked = AtomicUsize::new(0);
    let server = Server::new(move |request| match request.path.as_str() {
        "/page" if asked.fetch_add(1, Ordering::Relaxed) == 0 => {
            Reply::Http(429, vec![("Retry-After", "1".to_owned())], Vec::new())
        }
        "/page" => Reply::page(200, PAGE),
        _ => Reply::page(404, ""),
    });
    let checker = checker(&folder.path().join("l.db"), at("2026-03-01T12:00:00Z"), settings());
    let url = server.url("/page");
    check(&checker, std::slice::from_ref(&url));
    assert_eq!(state(&checker, &url), Some(LinkState::Ok));
    let times: Vec<_> = server.requests().iter().map(|request| request.at).collect();
    assert!(times[1] - times[0] >= Duration::from_millis(950), "{:?}", times[1] - times[0]);
}

#[test]
fn a_host_that_asks_to_wait_for_long_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::new(|_| Reply::Http(429, vec![("Retry-After", "86400".to_owned())], Vec::new()));
    let checker = checker(&folder.path().join("l.db"), at("2026-03-01T12:00:00Z"), settings());
    let urls: Vec<String> = (0..20).map(|page| server.url(&format!("/page{page}"))).collect();
    let ending = check(&checker, &urls);
    assert_eq!((ending.asked, ending.put_off), (1, 19));
    assert_eq!(server.requests().len(), 1);
    assert!(ending.rests_until.is_some());
    let count = |wanted| urls.iter().filter(|url| state(&checker, url) == Some(wanted)).count();
    assert_eq!((count(LinkState::Blocked), count(LinkState::PutOff)), (1, 19));
}

#[test]
fn a_host_rests_in_later_runs_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let server = Server::new(|_| Reply::Http(503, vec![("Retry-After", "86400".to_owned())], Vec::new()));
    let urls: Vec<String> = (0..3).map(|page| server.url(&format!("/page{page}"))).collect();
    for asked in [1, 0, 0] {
        let ending = check(&checker(&path, at("2026-03-01T12:00:00Z"), settings()), &urls);
        assert_eq!(ending.asked, asked, "{ending:?}");
    }
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_rest_of_years_is_one_of_a_week() {
    let store = Store::in_memory(at("2026-03-01T12:00:00Z")).unwrap();
    let turn = |now: &str| store.take_turn("site.example", TimeDelta::zero(), at(now)).unwrap();
    store.rest("site.example", Duration::from_secs(u64::MAX), at("2026-03-01T12:00:00Z")).unwrap();
    assert_eq!(turn("2026-03-08T11:00:00Z"), Some(at("2026-03-08T12:00:00Z")));
    assert_eq!(turn("2026-03-08T12:00:00Z"), None);
    store.rest("site.example", Duration::from_secs(600), at("2026-03-08T12:00:00Z")).unwrap();
    store.rest("site.example", Duration::from_secs(5), at("2026-03-08T12:00:00Z")).unwrap();
    assert_eq!(turn("2026-03-08T12:05:00Z"), Some(at("2026-03-08T12:10:00Z")), "the longer one counts");
    assert_eq!(turn("2020-01-01T00:00:00Z"), None, "noted by a clock that was wrong");
}

#[test]
fn processes_share_the_pauses_of_hosts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let now = at("2026-03-01T12:00:00Z");
    let (one, other) = (Store::open(&path, now).unwrap(), Store::open(&path, now).unwrap());
    let pause = TimeDelta::milliseconds(500);
    assert_eq!(one.take_turn("site.example", pause, now).unwrap(), None);
    assert_eq!(other.take_turn("site.example", pause, now).unwrap(), Some(now + pause));
    assert_eq!(other.take_turn("other.example", pause, now).unwrap(), None);
    assert_eq!(other.take_turn("site.example", pause, now + pause).unwrap(), None);
}

#[test]
fn a_host_is_one_host_on_all_its_ports_and_however_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let times = std::sync::Arc::new(Mutex::new(Vec::new()));
    let server = || {
        let times = std::sync::Arc::clone(&times);
        Server::new(move |_| {
            times.lock().unwrap().push(std::time::Instant::now());
            Reply::Http(200, vec![("Content-Type", "application/pdf".to_owned())], Vec::new())
        })
    };
    let (one, other) = (server(), server());
    let urls = [
        one.url_at("host1.example", "/a"),
        one.url_at("host1.example.", "/b"),
        other.url_at("host1.example", "/c"),
    ];
    let settings = CheckSettings { pause: PAUSE, ..settings() };
    check(&checker(&folder.path().join("l.db"), at("2026-03-01T12:00:00Z"), settings), &urls);
    let times = times.lock().unwrap();
    assert_eq!(times.len(), 3);
    for pair in times.windows(2) {
        assert!(pair[1] - pair[0] > PAUSE / 2, "{:?}", pair[1] - pair[0]);
    }
}

#[test]
fn a_host_that_has_enough_of_being_asked_does_not_spoil_what_was_seen() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::new(|request| match request.path.as_str() {
        "/page" => Reply::page(200, PAGE),
        _ => Reply::Http(429, vec![("Retry-After", "86400".to_owned())], Vec::new()),
    });
    let checker = checker(&folder.path().join("l.db"), at("2026-03-01T12:00:00Z"), settings());
    let url = server.url("/page");
    check(&checker, std::slice::from_ref(&url));
    assert_eq!(state(&checker, &url), Some(LinkState::Ok));
}

/// Whether a page is asked whose site answers in this way to asking for its rules.
fn is_asked(rules: impl Fn(&str) -> Reply + Send + Sync + 'static) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::new(move |request| match request.path.starts_with("/page") {
        true => Reply::page(200, PAGE),
        false => rules(&request.path),
    });
    let obeying = CheckSettings { obeys_robots: true, ..settings() };
    let checker = checker(&folder.path().join("l.db"), at("2026-03-01T12:00:00Z"), obeying);
    let url = server.url("/page");
    check(&checker, std::slice::from_ref(&url));
    state(&checker, &url) == Some(LinkState::Ok)
}

#[test]
fn rules_for_robots_are_found_where_they_are_sent_to() {
    assert!(!is_asked(|path| match path {
        "/robots.txt" => Reply::redirect(301, "/rules"),
        _ => Reply::Http(200, Vec::new(), b"User-agent: *\nDisallow: /".to_vec()),
    }));
    assert!(is_asked(|_| Reply::redirect(301, "/robots.txt")), "in a circle");
}

#[test]
fn rules_for_robots_may_be_long_and_of_any_type() {
    let mut rules = "# a comment that is long\n".repeat(8_000);
    rules.push_str("User-agent: *\nDisallow: /page\n");
    assert!(rules.len() > 128 * 1024);
    assert!(!is_asked(move |_| {
        Reply::Http(
            200,
            vec![("Content-Type", "application/octet-stream".to_owned())],
            rules.clone().into_bytes(),
        )
    }));
    let endless = "User-agent: *\nDisallow: /page\n".repeat(1000).into_bytes();
    assert!(!is_asked(move |_| Reply::Endless {
        head: b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec(),
        again: endless.clone(),
        pause: Duration::ZERO,
    }));
}

#[test]
fn a_site_that_fails_at_its_rules_is_not_asked() {
    assert!(!is_asked(|_| Reply::page(500, "")));
    assert!(is_asked(|_| Reply::page(404, "")));
}

#[test]
fn rules_that_could_not_be_had_are_asked_for_again() {
    let folder = tempfile::tempdir().unwrap();
    let is_up = std::sync::Arc::new(AtomicBool::new(false));
    let up = std::sync::Arc::clone(&is_up);
    let server = Server::new(move |request| match request.path.as_str() {
        _ if !up.load(Ordering::Relaxed) => Reply::Raw(Vec::new()),
        "/robots.txt" => Reply::Http(200, Vec::new(), b"User-agent: *\nDisallow: /".to_vec()),
        _ => Reply::page(200, PAGE),
    });
    let path = folder.path().join("l.db");
    let url = server.url("/page");
    let obeying = || CheckSettings { obeys_robots: true, max_open_age: TimeDelta::zero(), ..settings() };
    let mut states = Vec::new();
    for time in ["2026-03-01T12:00:00Z", "2026-03-01T13:00:00Z"] {
        let checker = checker(&path, at(time), obeying());
        check(&checker, std::slice::from_ref(&url));
        states.extend(state(&checker, &url));
        is_up.store(true, Ordering::Relaxed);
    }
    assert_eq!(states, [LinkState::Unsure, LinkState::Excluded]);
}

#[test]
fn hosts_without_rules_are_pages_like_others() {
    let server = pages();
    let folder = tempfile::tempdir().unwrap();
    let obeying = CheckSettings { obeys_robots: true, ..settings() };
    let checker = checker(&folder.path().join("l.db"), at("2026-03-01T12:00:00Z"), obeying);
    let urls = [server.url("/page1"), server.url("/page2")];
    assert_eq!(check(&checker, &urls).asked, 2);
    assert_eq!(server.count("GET", "/robots.txt"), 1);
}
