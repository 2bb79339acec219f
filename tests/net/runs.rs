//! Whole runs: what is asked how often, what is kept, and what becomes of it when a run ends early.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use wikivet::link_state::LinkState;
use wikivet::net::{
    AllowedHosts, CheckSettings, Checker, Client, ClientSettings, Ending, Exclusions, Store, StoreError,
};

use crate::conversations::TestDns;
use crate::server::{Reply, Request, Server};

pub(crate) const PAGE: &str = "<title>A page</title><p>Of this there is enough to see that it is a page.";

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(crate) fn settings() -> CheckSettings {
    CheckSettings { pause: Duration::ZERO, ..CheckSettings::default() }
}

pub(crate) fn checker(path: &Path, now: DateTime<Utc>, settings: CheckSettings) -> Checker {
    checker_with(path, now, settings, TestDns::default(), Arc::default())
}

pub(crate) fn checker_with(
    path: &Path,
    now: DateTime<Utc>,
    settings: CheckSettings,
    dns: TestDns,
    stop: Arc<AtomicBool>,
) -> Checker {
    let hosts: Vec<String> = (0..300).map(|host| format!("host{host}.example")).collect();
    let allowed = AllowedHosts::new(hosts.iter().map(String::as_str).chain(["127.0.0.1"]));
    let client = Client::new(ClientSettings {
        contact: None,
        timeout: Duration::from_secs(5),
        allowed,
        dns: Arc::new(dns),
    });
    Checker::new(client, Store::open(path, now).unwrap(), settings, Arc::new(move || now), stop)
}

pub(crate) fn check(checker: &Checker, urls: &[String]) -> Ending {
    checker.check(urls.iter().cloned(), &mut |_| ()).unwrap()
}

pub(crate) fn state(checker: &Checker, url: &str) -> Option<LinkState> {
    checker.known(url).unwrap().map(|known| known.state)
}

/// A server that has all pages but those of robots and of names that nobody links to.
pub(crate) fn pages() -> Server {
    Server::new(|request| match request.path.starts_with("/page") {
        true => Reply::page(200, PAGE),
        false => Reply::page(404, "<title>none</title>"),
    })
}

#[test]
fn a_link_is_asked_again_only_when_what_is_known_is_too_old() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("links.db");
    let server = pages();
    let urls = [server.url("/page1"), server.url("/gone")];
    let first = checker(&path, at("2026-03-01T12:00:00Z"), settings());
    assert_eq!(check(&first, &urls), Ending { asked: 2, ..Ending::default() });
    drop(first);
    let same_day = checker(&path, at("2026-03-01T18:00:00Z"), settings());
    assert_eq!(check(&same_day, &urls), Ending { known: 2, ..Ending::default() });
    assert_eq!(server.count("GET", "/page1"), 1);
    drop(same_day);
    let next_day = checker(&path, at("2026-03-02T12:00:00Z"), settings());
    assert_eq!(check(&next_day, &urls), Ending { asked: 1, known: 1, ..Ending::default() });
    assert_eq!(server.count("GET", "/gone"), 2);
    drop(next_day);
    let much_later = checker(&path, at("2026-04-01T12:00:00Z"), settings());
    assert_eq!(check(&much_later, &urls).asked, 2);
}

#[test]
fn a_daily_run_learns_that_a_link_is_dead() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("links.db");
    let server = pages();
    let url = server.url("/gone");
    let mut states = Vec::new();
    for day in 1..=5 {
        let checker = checker(&path, at(&format!("2026-03-0{day}T12:00:00Z")), settings());
        check(&checker, std::slice::from_ref(&url));
        states.extend(state(&checker, &url));
    }
    use LinkState::{Dead, Failing};
    assert_eq!(states, [Failing, Failing, Failing, Dead, Dead]);
    assert_eq!(server.count("GET", "/gone"), 4, "what is dead is let rest");
}

#[test]
fn what_is_left_out_is_not_asked() {
    let folder = tempfile::tempdir().unwrap();
    let server = pages();
    let excluded = Exclusions::new(["127.0.0.1"]).unwrap();
    let checker = checker(
        &folder.path().join("l.db"),
        at("2026-03-01T12:00:00Z"),
        CheckSettings { excluded, ..settings() },
    );
    let url = server.url("/page");
    assert_eq!(check(&checker, std::slice::from_ref(&url)), Ending::default());
    assert_eq!(state(&checker, &url), Some(LinkState::Excluded));
    assert!(server.requests().is_empty());
}

#[test]
fn one_host_is_asked_by_one_at_a_time_and_many_hosts_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let most = Arc::new(std::sync::Mutex::new((HashMap::<String, i32>::new(), 0)));
    let counted = Arc::clone(&most);
    let server = Server::new(move |request: &Request| {
        let host = request.host().to_owned();
        {
            let mut now = counted.lock().unwrap();
            let count = now.0.get(&host).copied().unwrap_or_default() + 1;
            now.0.insert(host.clone(), count);
            now.1 = now.1.max(count);
        }
        std::thread::sleep(Duration::from_millis(20));
        *counted.lock().unwrap().0.get_mut(&host).unwrap() -= 1;
        match request.path.starts_with("/page") {
            true => Reply::page(200, PAGE),
            false => Reply::page(404, ""),
        }
    });
    let urls: Vec<String> =
        (0..100).map(|n| server.url_at(&format!("host{}.example", n % 20), &format!("/page{n}"))).collect();
    let checker = checker(&folder.path().join("l.db"), at("2026-03-01T12:00:00Z"), settings());
    assert_eq!(check(&checker, &urls).asked, 100);
    assert_eq!(most.lock().unwrap().1, 1, "requests to one host at once");
    assert!(server.most_at_once() > 5, "{}", server.most_at_once());
    // One for each link, and for each host the first HEAD and a page that no host can have.
    assert_eq!(server.requests().len(), 100 + 20 * 2);
}

#[test]
fn a_machine_without_network_learns_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let dns = TestDns([("gone.example", Vec::new()), ("control.example", Vec::new())].into());
    let settings = CheckSettings { control_host: Some("control.example".to_owned()), ..settings() };
    let now = at("2026-03-01T12:00:00Z");
    let checker = checker_with(&folder.path().join("l.db"), now, settings, dns, Arc::default());
    let url = "http://gone.example/".to_owned();
    let server = pages();
    let local = server.url("/page");
    let ending = check(&checker, &[url.clone(), local.clone()]);
    assert_eq!(ending, Ending { asked: 1, cut_off: 1, ..Ending::default() });
    assert_eq!(state(&checker, &url), None);
    assert_eq!(state(&checker, &local), Some(LinkState::Ok), "what needs no network is asked");
}

#[test]
fn a_run_that_is_stopped_keeps_what_it_learnt_and_the_next_one_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("links.db");
    let stop = Arc::new(AtomicBool::new(false));
    let seen = Arc::new(AtomicUsize::new(0));
    let (stops, counted) = (Arc::clone(&stop), Arc::clone(&seen));
    let server = Server::new(move |request: &Request| {
        if counted.fetch_add(1, Ordering::Relaxed) == 60 {
            stops.store(true, Ordering::Relaxed);
        }
        match request.path.starts_with("/page") {
            true => Reply::page(200, PAGE),
            false => Reply::page(404, ""),
        }
    });
    let urls: Vec<String> =
        (0..200).map(|n| server.url_at(&format!("host{}.example", n % 10), &format!("/page{n}"))).collect();
    let now = at("2026-03-01T12:00:00Z");
    let first = checker_with(&path, now, settings(), TestDns::default(), Arc::clone(&stop));
    let ending = check(&first, &urls);
    assert!(ending.is_stopped && ending.asked < 200, "{ending:?}");
    drop(first);
    // At the same moment by the clock of both, so that no claim of the first one is old.
    let second = checker(&path, now + TimeDelta::seconds(1), settings());
    let start = std::time::Instant::now();
    let ending = check(&second, &urls);
    assert!(start.elapsed() < Duration::from_secs(8), "a run that was stopped keeps nobody waiting");
    assert_eq!(ending.asked + ending.known, 200, "{ending:?}");
    assert!(ending.known > 0);
    assert!(urls.iter().all(|url| state(&second, url) == Some(LinkState::Ok)));
}

#[test]
fn what_a_wrong_clock_wrote_is_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("links.db");
    let server = pages();
    let url = server.url("/gone");
    let ahead = checker(&path, at("2036-03-01T12:00:00Z"), settings());
    check(&ahead, std::slice::from_ref(&url));
    // As after a crash: what the run claimed is not given back.
    std::mem::forget(ahead);
    let checker = checker(&path, at("2026-03-01T12:00:00Z"), settings());
    assert_eq!(state(&checker, &url), None);
    assert_eq!(check(&checker, std::slice::from_ref(&url)).asked, 1);
    assert_eq!(check(&checker, std::slice::from_ref(&url)).known, 1);
    assert_eq!(state(&checker, &url), Some(LinkState::Failing));
}

#[test]
fn a_claim_of_a_process_that_is_gone_holds_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("links.db");
    let server = pages();
    let url = server.url("/page");
    for then in ["2026-03-01T11:59:00Z", "2036-03-01T12:00:00Z"] {
        let gone = Store::open(&path, at(then)).unwrap();
        assert!(gone.claim(&url, DateTime::UNIX_EPOCH, at(then)).unwrap());
        std::mem::forget(gone);
    }
    let checker = checker(&path, at("2026-03-01T12:00:00Z"), settings());
    assert_eq!(check(&checker, std::slice::from_ref(&url)).asked, 1);
}

#[test]
fn what_was_learnt_outlives_runs_that_were_not_allowed_to_ask() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("links.db");
    let server = Server::new(|request| match request.path.as_str() {
        "/robots.txt" => Reply::page(503, ""),
        _ => Reply::page(404, "<title>none</title>"),
    });
    let url = server.url("/gone");
    for day in [1, 2, 4] {
        check(
            &checker(&path, at(&format!("2026-03-0{day}T12:00:00Z")), settings()),
            std::slice::from_ref(&url),
        );
    }
    for minute in 0..30 {
        let obeying = CheckSettings { obeys_robots: true, max_age: TimeDelta::zero(), ..settings() };
        let checker = checker(&path, at(&format!("2026-03-05T12:{minute:02}:00Z")), obeying);
        check(&checker, std::slice::from_ref(&url));
        assert_eq!(state(&checker, &url), Some(LinkState::Excluded));
    }
    let last = checker(&path, at("2026-03-06T12:00:00Z"), settings());
    check(&last, std::slice::from_ref(&url));
    assert_eq!(last.known(&url).unwrap().unwrap().failing_days, 4);
}

#[test]
fn a_redirect_to_what_is_left_out_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let inside = pages();
    let to = inside.url_at("host1.example", "/page");
    let target = to.clone();
    let outside = Server::new(move |_| Reply::redirect(301, &target));
    let excluded = Exclusions::new(["host1.example"]).unwrap();
    let now = at("2026-03-01T12:00:00Z");
    let checker_at = |now, settings| checker(&folder.path().join("l.db"), now, settings);
    let checker = checker_at(now, CheckSettings { excluded, ..settings() });
    let url = outside.url_at("host2.example", "/short");
    assert_eq!(check(&checker, std::slice::from_ref(&url)).asked, 1);
    let known = checker.known(&url).unwrap().unwrap();
    assert_eq!(known.state, LinkState::Excluded);
    assert!(known.why.contains(&to) && known.why.contains("left out by a pattern"), "{}", known.why);
    assert_eq!(known.asked, Some(now), "the link itself was asked");
    assert!(inside.requests().is_empty());
    assert_eq!(check(&checker, std::slice::from_ref(&url)).known, 1, "it leads there still");
    drop(checker);
    let all = checker_at(now + TimeDelta::hours(1), settings());
    assert_eq!(check(&all, std::slice::from_ref(&url)).asked, 1, "nothing is left out any more");
    assert_eq!(state(&all, &url), Some(LinkState::Redirected));
}

#[test]
fn a_redirect_to_an_address_that_is_not_public_is_known_for_a_day() {
    let folder = tempfile::tempdir().unwrap();
    let to = "http://10.1.2.3/inside";
    let server = Server::new(move |_| Reply::redirect(301, to));
    let url = server.url("/a");
    let checker_at = |time: &str| checker(&folder.path().join("l.db"), at(time), settings());
    let first = checker_at("2026-03-01T12:00:00Z");
    assert_eq!(check(&first, std::slice::from_ref(&url)).asked, 1);
    let known = first.known(&url).unwrap().unwrap();
    assert_eq!(known.state, LinkState::Excluded);
    assert_eq!(
        known.why,
        format!("it leads to `{to}`: the host has the address 10.1.2.3, which is not public")
    );
    drop(first);
    assert_eq!(check(&checker_at("2026-03-01T20:00:00Z"), std::slice::from_ref(&url)).known, 1);
    assert_eq!(check(&checker_at("2026-03-02T12:00:00Z"), std::slice::from_ref(&url)).asked, 1);
}

#[test]
fn what_is_never_asked_has_no_time_of_asking() {
    let folder = tempfile::tempdir().unwrap();
    let excluded = Exclusions::new(["site.example"]).unwrap();
    let now = at("2026-03-01T12:00:00Z");
    let checker = checker(&folder.path().join("l.db"), now, CheckSettings { excluded, ..settings() });
    let urls = ["http://10.1.2.3/a".to_owned(), "http://site.example/".to_owned()];
    check(&checker, &urls);
    for url in urls {
        let known = checker.known(&url).unwrap().unwrap();
        assert_eq!((known.state, known.asked), (LinkState::Excluded, None), "{url}");
    }
}

#[test]
fn states_are_asked_again_at_once_if_that_is_asked_for_and_count_by_days() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let server = pages();
    let urls = [server.url("/page"), server.url("/gone")];
    let rechecking = || CheckSettings { recheck: [LinkState::Failing].into(), ..settings() };
    check(&checker(&path, at("2026-03-01T12:00:00Z"), settings()), &urls);
    for minute in 1..=40 {
        let checker = checker(&path, at(&format!("2026-03-02T12:{minute:02}:00Z")), rechecking());
        assert_eq!(check(&checker, &urls), Ending { asked: 1, known: 1, ..Ending::default() });
    }
    let last = checker(&path, at("2026-03-03T12:00:00Z"), rechecking());
    let known = last.known(&urls[1]).unwrap().unwrap();
    assert_eq!((known.state, known.failing_days), (LinkState::Failing, 2));
    assert_eq!(known.failing_since, Some(at("2026-03-01T12:00:00Z")), "hours do not drive out days");
}

#[test]
fn what_comes_after_the_file_is_closed_goes_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("links.db");
    let stop = Arc::new(AtomicBool::new(false));
    let stops = Arc::clone(&stop);
    let [may_answer, has_answered] = [(); 2].map(|()| Arc::new(AtomicBool::new(false)));
    let (may, has) = (Arc::clone(&may_answer), Arc::clone(&has_answered));
    let server = Server::new(move |_| {
        stops.store(true, Ordering::Relaxed);
        for _ in 0..2_000 {
            if may.load(Ordering::Relaxed) {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        has.store(true, Ordering::Relaxed);
        Reply::page(404, "")
    });
    let now = at("2026-03-01T12:00:00Z");
    let checker = checker_with(&path, now, settings(), TestDns::default(), stop);
    let url = server.url("/slow");
    assert!(check(&checker, std::slice::from_ref(&url)).is_stopped);
    checker.close().unwrap();
    assert!(!has_answered.load(Ordering::Relaxed), "the answer was waited for");
    let files: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(files, ["links.db"]);
    may_answer.store(true, Ordering::Relaxed);
    std::thread::sleep(Duration::from_secs(1));
    assert!(Store::open(&path, now).unwrap().urls().unwrap().is_empty());
}

#[test]
fn a_file_of_another_program_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    let text = "These are notes, and no database at all. ".repeat(20);
    std::fs::write(&path, &text).unwrap();
    assert!(matches!(Store::open(&path, Utc::now()), Err(StoreError::Foreign(_))));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}
