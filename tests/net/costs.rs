//! How many requests links cost: told by counting them, not by time.

use wikivet::net::CheckSettings;

use crate::runs::{PAGE, at, check, checker, settings, state};
use crate::server::{Reply, Server};

/// A server with pages, a file that no name tells, and files.
fn site() -> Server {
    Server::new(|request| match request.path.as_str() {
        path if path.starts_with("/page") => Reply::page(200, PAGE),
        path if path.starts_with("/file") => {
            Reply::Http(200, vec![("Content-Type", "application/pdf".to_owned())], b"%PDF".to_vec())
        }
        _ => Reply::page(404, "<title>none</title>"),
    })
}

/// How many requests a server got, by HEAD and by GET.
fn requests(server: &Server) -> (usize, usize) {
    let requests = server.requests();
    let heads = requests.iter().filter(|request| request.method == "HEAD").count();
    (heads, requests.len() - heads)
}

#[test]
fn a_page_of_a_host_that_is_known_for_pages_takes_one_request() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let server = site();
    let urls: Vec<String> = (0..20).map(|n| server.url(&format!("/page{n}"))).collect();
    check(&checker(&path, at("2026-03-01T12:00:00Z"), settings()), &urls);
    assert_eq!(requests(&server), (1, 20 + 1), "the first HEAD, and one page that no host can have");
    check(&checker(&path, at("2026-04-05T12:00:00Z"), settings()), &urls);
    assert_eq!(requests(&server), (1, 2 * (20 + 1)), "later runs know the host");
}

#[test]
fn a_file_takes_one_request_and_a_host_of_files_is_asked_for_heads() {
    let folder = tempfile::tempdir().unwrap();
    let server = site();
    let checker = checker(&folder.path().join("l.db"), at("2026-03-01T12:00:00Z"), settings());
    check(&checker, &[server.url("/page")]);
    let before = requests(&server);
    check(&checker, &[server.url("/file.pdf")]);
    assert_eq!(requests(&server), (before.0 + 1, before.1), "its name tells what it is");
    check(&checker, &[server.url("/file1")]);
    assert_eq!(requests(&server), (before.0 + 1, before.1 + 1));
    check(&checker, &[server.url("/file2")]);
    assert_eq!(requests(&server), (before.0 + 2, before.1 + 1), "the last answer was no page");
}

#[test]
fn a_host_that_fails_at_a_page_that_it_cannot_have_is_asked_for_one_once() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::new(|request| match request.path.starts_with("/page") {
        true => Reply::page(200, PAGE),
        false => Reply::page(500, ""),
    });
    let urls: Vec<String> = (0..5).map(|n| server.url(&format!("/page{n}"))).collect();
    check(&checker(&folder.path().join("l.db"), at("2026-03-01T12:00:00Z"), settings()), &urls);
    assert_eq!(requests(&server), (1, 5 + 1));
}

#[test]
fn a_page_counts_though_the_rules_for_robots_leave_out_what_its_host_cannot_have() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::new(|request| match request.path.as_str() {
        "/robots.txt" => Reply::Http(200, Vec::new(), b"User-agent: *\nAllow: /page\nDisallow: /".to_vec()),
        _ => Reply::page(200, PAGE),
    });
    let obeying = CheckSettings { obeys_robots: true, ..settings() };
    let checker = checker(&folder.path().join("l.db"), at("2026-03-01T12:00:00Z"), obeying);
    let url = server.url("/page");
    check(&checker, std::slice::from_ref(&url));
    assert_eq!(state(&checker, &url), Some(wikivet::link_state::LinkState::Ok));
    assert_eq!(requests(&server), (1, 2), "the page, and the rules");
}
