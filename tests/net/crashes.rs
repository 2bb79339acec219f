//! Processes that are killed, and processes that share one file: this test program starts itself as both.

use std::collections::HashMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::Utc;
use wikivet::link_state::LinkState;
use wikivet::net::{AllowedHosts, CheckSettings, Checker, Client, ClientSettings, Store};

use crate::conversations::TestDns;
use crate::server::{Reply, Server};

const LINKS: usize = 10_000;
const HOSTS: usize = 50;

/// What the children are told, by the environment.
const FILE: &str = "WIKIVET_TEST_LINKS";
const PORT: &str = "WIKIVET_TEST_PORT";

/// A server whose pages are told by their heads alone.
fn server() -> Server {
    Server::new(|_| Reply::Http(200, vec![("Content-Type", "application/pdf".to_owned())], Vec::new()))
}

fn urls(port: u16) -> Vec<String> {
    (0..LINKS).map(|n| format!("http://host{}.example:{port}/{n}.pdf", n % HOSTS)).collect()
}

fn checker(path: &Path) -> Checker {
    let hosts: Vec<String> = (0..HOSTS).map(|host| format!("host{host}.example")).collect();
    let client = Client::new(ClientSettings {
        contact: None,
        timeout: Duration::from_secs(20),
        allowed: AllowedHosts::new(hosts.iter().map(String::as_str)),
        dns: Arc::new(TestDns::default()),
    });
    let settings = CheckSettings { pause: Duration::ZERO, requests: 16, ..CheckSettings::default() };
    Checker::new(client, Store::open(path, Utc::now()).unwrap(), settings, Arc::new(Utc::now), Arc::default())
}

/// Not a test: what the others start.
#[test]
#[ignore = "started by other tests"]
fn a_process_of_its_own() {
    let (Ok(path), Ok(port)) = (std::env::var(FILE), std::env::var(PORT)) else { return };
    checker(Path::new(&path)).check(urls(port.parse().unwrap()), &mut |_| ()).unwrap();
}

fn start(path: &Path, server: &Server) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crashes::a_process_of_its_own", "--ignored"])
        .env(FILE, path)
        .env(PORT, server.address.port().to_string())
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

fn wait_for(server: &Server, requests: usize) {
    let start = Instant::now();
    while server.requests().len() < requests {
        assert!(start.elapsed() < Duration::from_secs(120), "the checker does not get on");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// How often each path was asked for.
fn asked(server: &Server) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for request in server.requests() {
        *counts.entry(request.path).or_default() += 1;
    }
    counts
}

#[test]
fn ten_thousand_links_outlive_crashes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("links.db");
    let server = server();
    let mut crashes = 0;
    for requests in [1_500, 4_000, 7_000] {
        let mut child = start(&path, &server);
        wait_for(&server, requests);
        child.kill().unwrap();
        child.wait().unwrap();
        crashes += 1;
    }
    let checker = checker(&path);
    let ending = checker.check(urls(server.address.port()), &mut |_| ()).unwrap();
    assert_eq!(ending.asked + ending.known, LINKS, "{ending:?}");
    for url in urls(server.address.port()) {
        assert_eq!(checker.known(&url).unwrap().map(|known| known.state), Some(LinkState::Ok), "{url}");
    }
    // Only what was under way when the process was killed, and so has no answer, was asked once more.
    let counts = asked(&server);
    assert_eq!(counts.len(), LINKS);
    let twice = counts.values().filter(|&&count| count > 1).count();
    assert!(twice <= crashes * 16, "{twice} links were asked twice");
}

#[test]
fn two_processes_with_one_file_share_the_work() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("links.db");
    let server = server();
    let mut children = [start(&path, &server), start(&path, &server)];
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    let counts = asked(&server);
    assert_eq!(counts.len(), LINKS);
    assert_eq!(counts.values().filter(|&&count| count > 1).count(), 0);
}
