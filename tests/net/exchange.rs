//! What is known, as JSON lines.

use boon::{Compiler, Schemas};
use chrono::NaiveDate;
use serde_json::Value;
use wikivet::link_state::{KnownCopies, KnownCopy};
use wikivet::net::{Store, export, import};

use crate::runs::{at, check, checker, pages, settings};
use crate::server::{Reply, Server};

#[test]
fn what_is_known_goes_to_another_file_as_json_lines() {
    let folder = tempfile::tempdir().unwrap();
    let server = pages();
    let now = at("2026-03-01T12:00:00Z");
    let checker = checker(&folder.path().join("one.db"), now, settings());
    check(&checker, &[server.url("/page"), server.url("/gone")]);
    let mut first = Vec::new();
    assert_eq!(export(checker.store(), &mut first).unwrap(), 2);
    let other = Store::open(&folder.path().join("other.db"), now).unwrap();
    assert_eq!(import(&other, &mut first.as_slice()).unwrap(), 2);
    assert_eq!(import(&other, &mut first.as_slice()).unwrap(), 2, "a second time changes nothing");
    let mut second = Vec::new();
    export(&other, &mut second).unwrap();
    assert_eq!(String::from_utf8(first).unwrap(), String::from_utf8(second).unwrap());
    let mut written = "{\"url\": \"HTTP://Site.example/a#b\", \"observations\": [
        {\"at\": \"2026-02-01T00:00:00Z\", \"sign\": \"fine\", \"why\": \"200 OK\"}]}"
        .replace('\n', "");
    written.push('\n');
    assert_eq!(import(&other, &mut written.as_bytes()).unwrap(), 1);
    assert_eq!(other.history("http://site.example/a", now).unwrap().len(), 1, "by the key of the link");
    let error = import(&other, &mut "\n{\"url\": 1}\n".as_bytes()).unwrap_err();
    assert!(error.to_string().starts_with("line 2: "), "{error}");
}

#[test]
fn each_line_is_as_its_schema_says() {
    let folder = tempfile::tempdir().unwrap();
    let target = pages();
    let to = target.url("/page");
    let server = Server::new(move |_| Reply::redirect(301, &to));
    let now = at("2026-03-01T12:00:00Z");
    let checker = checker(&folder.path().join("one.db"), now, settings());
    let urls = [target.url("/gone"), server.url("/moved"), "http://10.1.2.3/".to_owned()];
    check(&checker, &urls);
    let day = NaiveDate::from_ymd_opt(2012, 6, 3).unwrap();
    let copy = KnownCopy { url: format!("https://archive.example/web/20120603000000/{}", urls[0]), day };
    let copies = KnownCopies { copies: vec![copy], near: [day].into() };
    checker.store().set_copies(&urls[0], now, &copies).unwrap();
    let mut lines = Vec::new();
    assert_eq!(export(checker.store(), &mut lines).unwrap(), 3);
    let schema = serde_json::from_str(include_str!("../../docs/link-cache.schema.json")).unwrap();
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("link-cache.schema.json", schema).unwrap();
    let schema = compiler.compile("link-cache.schema.json", &mut schemas).unwrap();
    let mut members = Vec::new();
    for line in String::from_utf8(lines).unwrap().lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        if let Err(error) = schemas.validate(&line, schema) {
            panic!("{error:#}\n{line:#}");
        }
        members.extend(line["observations"][0].as_object().unwrap().keys().cloned());
        members.extend(line.as_object().unwrap().keys().cloned());
    }
    for member in ["hops", "status", "copies"] {
        assert!(members.iter().any(|had| had == member), "no line has `{member}`");
    }
}
