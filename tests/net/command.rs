//! The command line, against a server on this machine.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use chrono::{TimeDelta, Utc};
use serde_json::{Value, json};

use crate::server::{Reply, Server};

const PAGE: &str = "<title>A page</title><p>Of this there is enough to see that it is a page.";

fn wikivet(folder: &Path, arguments: &[&str]) -> Command {
    // The library can be tested by itself, where there is no program.
    let mut command = Command::new(option_env!("CARGO_BIN_EXE_wikivet").unwrap_or("wikivet"));
    command.args(arguments).args(["--link-cache", "links.db"]).current_dir(folder).env("NO_COLOR", "1");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    wikivet(folder, arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn server() -> Server {
    Server::new(|request| match request.path.split('?').next().unwrap_or_default() {
        "/page" => Reply::page(200, PAGE),
        "/cdx/search/cdx" => Reply::Http(
            200,
            vec![("Content-Type", "application/json".to_owned())],
            br#"[["timestamp"],["20120603000000"]]"#.to_vec(),
        ),
        _ => Reply::page(404, "<title>none</title>"),
    })
}

/// Tells the file that links failed for days, so that one run finds them dead.
fn bury(folder: &Path, urls: &[String]) {
    tell(folder, urls, "failed", "404 Not Found");
}

/// Tells the file what was seen of links on three days.
fn tell(folder: &Path, urls: &[String], sign: &str, why: &str) {
    let lines = urls.iter().map(|url| {
        let seen = |days: i64| json!({ "at": Utc::now() - TimeDelta::days(days), "sign": sign, "why": why });
        json!({ "url": url, "observations": [seen(9), seen(5), seen(1)] }).to_string() + "\n"
    });
    std::fs::write(folder.join("known.jsonl"), lines.collect::<String>()).unwrap();
    let imported = run(folder, &["link-cache", "import", "known.jsonl"]);
    assert!(imported.status.success(), "{}", text(&imported.stderr));
}

#[test]
fn links_are_listed_with_what_was_learnt() {
    let folder = tempfile::tempdir().unwrap();
    let server = server();
    let (page, gone) = (server.url("/page"), server.url("/gone"));
    std::fs::write(folder.path().join("a.wiki"), format!("[{page} A]\n\n[{gone} B]\n")).unwrap();
    let asked =
        ["links", "--online", "--allow-host", "127.0.0.1", "--per-host", "50", "--format", "json", "a.wiki"];
    let output = run(folder.path(), &asked);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let links = report["documents"][0]["links"].as_array().unwrap();
    let states: Vec<&str> = links.iter().filter_map(|link| link["online"]["state"].as_str()).collect();
    assert_eq!(states, ["ok", "failing"]);
    assert!(text(&output.stderr).contains("links: 2 asked, 0 known from before"), "{}", text(&output.stderr));
    let requests = server.requests().len();
    let again = run(folder.path(), &asked);
    assert!(text(&again.stderr).contains("links: 0 asked, 2 known from before"));
    assert_eq!(server.requests().len(), requests);
}

#[test]
fn without_being_allowed_this_machine_is_not_asked() {
    let folder = tempfile::tempdir().unwrap();
    let server = server();
    std::fs::write(folder.path().join("a.wiki"), format!("[{} A]", server.url("/page"))).unwrap();
    let output = run(folder.path(), &["links", "--online", "a.wiki"]);
    assert!(text(&output.stdout).contains("excluded: "), "{}", text(&output.stdout));
    assert!(server.requests().is_empty());
}

#[test]
fn dead_links_are_findings_and_their_copies_fixes() {
    let folder = tempfile::tempdir().unwrap();
    let server = server();
    let gone = server.url("/gone");
    bury(folder.path(), std::slice::from_ref(&gone));
    let article = format!(
        "A fact.<ref>{{{{cite web |url={gone} |title=A |access-date=1 May 2012}}}}</ref>\n{{{{reflist}}}}\n"
    );
    std::fs::write(folder.path().join("a.wiki"), &article).unwrap();
    let archive = server.url("/");
    let online = [
        "lint",
        "--online",
        "--allow-host",
        "127.0.0.1",
        "--archive",
        &archive,
        "--wiki",
        "enwiki",
        "a.wiki",
    ];
    let select = ["--select", "dead-link,archive-missing"];
    let found = run(
        folder.path(),
        &[&online[..], &select[..], &["--format", "compact", "--fail-on", "warning"]].concat(),
    );
    assert_eq!(found.status.code(), Some(1), "{}", text(&found.stderr));
    let said = text(&found.stdout);
    assert!(
        said.contains("the archive has a copy of 2012-06-03") && said.contains("archive-missing"),
        "{said}"
    );
    assert!(
        server.requests().iter().all(|request| !request.path.starts_with("/gone")),
        "it was asked yesterday"
    );
    let fixed = run(folder.path(), &[&online[..], &select[..], &["--fix", "--suggested"]].concat());
    assert!(fixed.status.success(), "{}", text(&fixed.stderr));
    let written = std::fs::read_to_string(folder.path().join("a.wiki")).unwrap();
    let added = format!(
        "|url={gone} |archive-url={archive}web/20120603000000/{gone} |archive-date=3 June 2012 |url-status=dead |title"
    );
    assert!(written.contains(&added), "{written}");
}

#[test]
fn standard_input_is_asked_and_linted() {
    let folder = tempfile::tempdir().unwrap();
    let server = server();
    let gone = server.url("/gone");
    bury(folder.path(), std::slice::from_ref(&gone));
    let arguments = ["lint", "--online", "--no-archive", "--select", "dead-link", "--format", "compact", "-"];
    let mut child = wikivet(folder.path(), &arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let article = format!("A fact.<ref>[{gone} A]</ref>");
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), article.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(text(&output.stdout).contains("on 3 days since"), "{}", text(&output.stdout));
}

/// What a program leaves that is interrupted once a server was asked so often.
#[cfg(unix)]
fn interrupted(child: Child, server: &Server, requests: usize) -> Output {
    let start = std::time::Instant::now();
    while server.requests().len() < requests {
        assert!(start.elapsed() < std::time::Duration::from_secs(60), "nothing is asked");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let signalled = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(signalled.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    output
}

#[test]
#[cfg(unix)]
fn an_interrupt_keeps_and_prints_what_was_learnt() {
    let folder = tempfile::tempdir().unwrap();
    let server = server();
    let links: String =
        (0..200).map(|n| format!("[{} A{n}]\n\n", server.url(&format!("/page?{n}")))).collect();
    std::fs::write(folder.path().join("a.wiki"), links).unwrap();
    let asked =
        ["links", "--online", "--allow-host", "127.0.0.1", "--per-host", "20", "--format", "jsonl", "a.wiki"];
    let child = wikivet(folder.path(), &asked).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let output = interrupted(child, &server, 20);
    assert!(text(&output.stderr).contains("stopped before the end"), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains(r#""state":"ok","why""#), "what was learnt is printed");
    let kept = run(folder.path(), &["link-cache", "export"]);
    let lines = text(&kept.stdout).lines().count();
    assert!((1..200).contains(&lines), "{lines}");
}

#[test]
#[cfg(unix)]
fn an_interrupt_during_a_slow_request_leaves_the_file_alone() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::new(|_| {
        std::thread::sleep(std::time::Duration::from_secs(8));
        Reply::page(404, "")
    });
    std::fs::write(folder.path().join("a.wiki"), format!("[{} A]", server.url("/slow"))).unwrap();
    let asked = ["links", "--online", "--allow-host", "127.0.0.1", "a.wiki"];
    let child = wikivet(folder.path(), &asked).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    interrupted(child, &server, 1);
    let names = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name());
    let mut names: Vec<_> = names.collect();
    names.sort();
    assert_eq!(names, ["a.wiki", "links.db"]);
}

#[test]
fn a_mark_beside_a_link_that_is_well_is_a_finding_and_is_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let server = server();
    let page = server.url("/page");
    let article = format!("A fact.<ref>[{page} A] {{{{dead link|date=May 2014}}}}</ref>");
    std::fs::write(folder.path().join("a.wiki"), &article).unwrap();
    let lint =
        ["lint", "--online", "--allow-host", "127.0.0.1", "--wiki", "enwiki", "--select", "dead-link-alive"];
    let once = run(folder.path(), &[&lint[..], &["--format", "compact", "a.wiki"]].concat());
    assert_eq!(text(&once.stdout), "", "once is not enough");
    tell(folder.path(), std::slice::from_ref(&page), "fine", "200 OK");
    let found = run(folder.path(), &[&lint[..], &["--format", "compact", "a.wiki"]].concat());
    assert!(text(&found.stdout).contains("leads to its page: 200 OK, on 4 days"), "{}", text(&found.stdout));
    let fixed = run(folder.path(), &[&lint[..], &["--fix", "--suggested", "a.wiki"]].concat());
    assert!(fixed.status.success(), "{}", text(&fixed.stderr));
    let written = std::fs::read_to_string(folder.path().join("a.wiki")).unwrap();
    assert_eq!(written, format!("A fact.<ref>[{page} A]</ref>"));
}

#[test]
fn what_failed_is_asked_again_if_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let server = server();
    let gone = server.url("/gone");
    std::fs::write(folder.path().join("a.wiki"), format!("[{gone} A]")).unwrap();
    let asked = ["links", "--online", "--allow-host", "127.0.0.1", "a.wiki"];
    run(folder.path(), &asked);
    let again = run(folder.path(), &[&asked[..], &["--recheck", "failing,unsure"]].concat());
    assert!(text(&again.stderr).contains("links: 1 asked, 0 known"), "{}", text(&again.stderr));
    assert!(text(&again.stdout).contains("failing: 404 Not Found, `none`\n"), "{}", text(&again.stdout));
    let unknown = run(folder.path(), &[&asked[..], &["--recheck", "broken"]].concat());
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("soft-404"), "the states are named: {}", text(&unknown.stderr));
}

#[test]
fn no_folder_is_made_for_a_file_that_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.wiki"), "[http://10.1.2.3/ A]").unwrap();
    for arguments in [&["links", "--online", "a.wiki"][..], &["link-cache", "export"]] {
        let mut command = Command::new(option_env!("CARGO_BIN_EXE_wikivet").unwrap_or("wikivet"));
        command.args(arguments).args(["--link-cache", "mistyped/links.db"]).current_dir(folder.path());
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("there is no folder mistyped"), "{}", text(&output.stderr));
        assert!(!folder.path().join("mistyped").exists());
    }
    let mut command = Command::new(option_env!("CARGO_BIN_EXE_wikivet").unwrap_or("wikivet"));
    let caches = folder.path().join("caches");
    command.args(["links", "--online", "a.wiki"]).env("XDG_CACHE_HOME", &caches).current_dir(folder.path());
    assert!(command.output().unwrap().status.success());
    assert!(caches.join("wikivet/links.db").exists(), "the folder of the default is made");
}

#[test]
fn what_is_said_of_asking_needs_to_be_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in
        [&["lint", "--contact", "me"][..], &["links", "--online-state", "dead"], &["lint", "--robots"]]
    {
        let output = run(folder.path(), &[arguments, &["a.wiki"]].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains("--online"), "{}", text(&output.stderr));
    }
}

#[test]
fn nothing_is_exported_of_a_file_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["link-cache", "export"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("there is no such file"), "{}", text(&output.stderr));
    assert!(!folder.path().join("links.db").exists());
}
