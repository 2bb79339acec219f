//! The forms in which `wikivet links` lists what an article links to.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::process::Command;

use boon::{Compiler, Schemas};
use serde_json::Value;

const ARTICLE: &str = "[http://a.org/x A] [http://a.org/x again] http://plus.google.com/1 [http://b.fe C]
{{cite web|url=http://c.org/|title=C|archive-url=https://web.archive.org/web/20100203040506/http://c.org/}}
[http://{{x}}.org D] [mailto:a@b.org E]";

fn run(format: &str) -> String {
    run_on(ARTICLE, format)
}

fn run_on(article: &str, format: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.wiki"), article).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_wikivet"))
        .args(["links", "--wiki", "enwiki", "--format", format, "a.wiki"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn valid(json: &str, part: &str) -> Value {
    let value = serde_json::from_str(json).unwrap();
    let schema = serde_json::from_str(include_str!("../docs/links.schema.json")).unwrap();
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("links.schema.json", schema).unwrap();
    let schema = compiler.compile(&format!("links.schema.json#{part}"), &mut schemas).unwrap();
    if let Err(error) = schemas.validate(&value, schema) {
        panic!("{error:#}\n{value:#}");
    }
    value
}

#[test]
fn json_is_one_object_as_its_schema_says() {
    let value = valid(&run("json"), "");
    let links = value["documents"][0]["links"].as_array().unwrap();
    let states: Vec<&str> = links.iter().map(|link| link["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["plain", "gone", "invalid", "archived", "copy", "composed", "not-web"]);
    assert_eq!(links[0]["places"].as_array().unwrap().len(), 2);
    assert_eq!(links[3]["copy"]["made"], "2010-02-03");
    assert_eq!(links[3]["places"][0]["template"], "cite web");
    assert_eq!(value["total"]["uses"], 8);
}

/// The address, state and first form of each link of a text.
fn listed(article: &str) -> Vec<(String, String, String)> {
    let value = valid(&run_on(article, "json"), "");
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let links = value["documents"][0]["links"].as_array().cloned().unwrap_or_default();
    links
        .iter()
        .map(|link| (word(&link["url"]), word(&link["state"]), word(&link["places"][0]["form"])))
        .collect()
}

fn row(url: &str, state: &str, form: &str) -> (String, String, String) {
    (url.to_owned(), state.to_owned(), form.to_owned())
}

#[test]
fn what_pictures_lead_to_is_listed() {
    let text = "[[File:A.jpg|thumb|link=http://a.org/1|A caption]] [[File:B.jpg|link=A page]]
<gallery>
C.jpg|link=http://a.org/2|Text
</gallery>
<imagemap>
File:D.jpg|thumb
# rect 1 2 3 4 [http://a.org/none]
rect 1 2 3 4 [http://a.org/3 Title]
default [[A page]]
</imagemap>";
    let expected = ["http://a.org/1", "http://a.org/2", "http://a.org/3"];
    assert_eq!(listed(text), expected.map(|url| row(url, "plain", "picture")));
}

#[test]
fn a_mark_in_a_caption_is_about_the_picture() {
    let text = "[http://a.org/1 A] [[File:A.jpg|thumb|link=http://a.org/2|Caption{{dead link}}]]";
    assert_eq!(
        listed(text),
        [row("http://a.org/1", "plain", "bracketed"), row("http://a.org/2", "marked-dead", "picture")]
    );
}

#[test]
fn a_comment_beside_an_address_is_no_part_of_it() {
    let text = "http://a.org/1<!-- c --> [http://a.org/2<!-- c --> A] {{cite web|url=<!-- c -->http://a.org/3|title=A}}
[http://a.org/<!-- c -->4 B]";
    assert_eq!(
        listed(text),
        [
            row("http://a.org/1", "plain", "bare"),
            row("http://a.org/2", "plain", "bracketed"),
            row("http://a.org/3", "plain", "argument"),
            row("http://a.org/4", "plain", "bracketed"),
        ]
    );
}

#[test]
fn a_link_is_paired_with_its_own_copy() {
    const COPY: &str = "https://web.archive.org/web/20100203040506/http://a.org/1";
    let with = |beside: &str| {
        let links = listed(&format!("[http://a.org/1 A] {beside} [http://a.org/2 B]"));
        links.into_iter().map(|(_, state, _)| state).collect::<Vec<String>>()
    };
    let paired = ["archived", "copy", "plain"];
    assert_eq!(with(&format!("{{{{webarchive|url={COPY}}}}}")), paired);
    assert_eq!(with(&format!("[{COPY} Copy]")), paired);
    // A copy of another page is no copy of this one.
    assert_eq!(
        with("[https://web.archive.org/web/20100203040506/http://b.org/ Copy]"),
        ["plain", "copy", "plain"]
    );
    assert_eq!(with("{{wayback|url=http://a.org/1|date=20100203}}"), ["archived", "plain"]);
}

#[test]
fn each_line_of_jsonl_is_as_the_schema_says() {
    let lines = run("jsonl");
    let kinds: Vec<Value> = lines.lines().map(|line| valid(line, "/$defs/line")["type"].clone()).collect();
    assert_eq!(kinds, ["document", "total"]);
}

#[test]
fn csv_has_a_line_for_each_address() {
    let csv = run("csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 7);
    assert_eq!((&rows[0][4], &rows[0][10]), ("http://a.org/x", "2"));
}

#[test]
fn the_plain_list_has_each_whole_address_of_the_web_once() {
    let list = run_on(&format!("{ARTICLE} [//d.org/ F] {{{{cite web|url=no address|title=G}}}}"), "urls");
    let expected = [
        "http://a.org/x",
        "http://plus.google.com/1",
        "http://b.fe",
        "http://c.org/",
        "https://web.archive.org/web/20100203040506/http://c.org/",
        "https://d.org/",
    ];
    assert_eq!(list.lines().collect::<Vec<&str>>(), expected);
}

#[test]
fn a_mark_right_behind_an_address_is_no_part_of_it() {
    let text = "[http://a.org/1{{dead link}} A] http://a.org/2{{dead link}}
{{cite web|url=http://a.org/3 {{dead link}}|title=A}} {{cite web|url=http://a.org/4{{dead link}}<!-- c -->|title=A}}
[http://a.org/5{{x}} B] [http://a.org/6 C]";
    let expected = [
        row("http://a.org/1", "marked-dead", "bracketed"),
        row("http://a.org/2", "marked-dead", "bare"),
        row("http://a.org/3", "marked-dead", "argument"),
        row("http://a.org/4", "marked-dead", "argument"),
        row("http://a.org/5{{x}}", "composed", "bracketed"),
        row("http://a.org/6", "plain", "bracketed"),
    ];
    assert_eq!(listed(text), expected);
}

/// The state of the first link of a text, what its citation says, and what marks it since when.
fn marked(article: &str) -> [String; 4] {
    let value = valid(&run_on(article, "json"), "");
    let link = &value["documents"][0]["links"][0];
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    [&link["state"], &link["url_status"], &link["marked"]["by"], &link["marked"]["since"]].map(word)
}

#[test]
fn a_citation_marks_its_link_as_dead() {
    let with = |params: &str| marked(&format!("{{{{cite web|title=A|url=http://a.org/|{params}}}}}"));
    let copy = "archive-url=https://web.archive.org/web/20100203040506/http://a.org/|archive-date=2010-02-03";
    assert_eq!(with("url-status=dead"), ["marked-dead", "dead", "url-status=dead", ""]);
    assert_eq!(with("dead-url=yes"), ["marked-dead", "dead", "dead-url=yes", ""]);
    assert_eq!(with("url-status=usurped"), ["marked-dead", "usurped", "url-status=usurped", ""]);
    assert_eq!(with("dead-url=no"), ["plain", "live", "", ""]);
    assert_eq!(with("url-status=bot: unknown"), ["plain", "bot: unknown", "", ""]);
    assert_eq!(with(&format!("{copy}|url-status=dead")), ["archived", "dead", "url-status=dead", ""]);
    assert_eq!(with(copy), ["archived", "", "", ""]);
}

#[test]
fn a_mark_is_given_with_its_date() {
    let with = |mark: &str| marked(&format!("[http://a.org/ A] {{{{{mark}}}}}"));
    assert_eq!(with("Dead link|date=May 2012"), ["marked-dead", "", "{{Dead link}}", "2012-05"]);
    assert_eq!(with("dead link|date=12 May 2012"), ["marked-dead", "", "{{dead link}}", "2012-05-12"]);
    assert_eq!(with("dead link|date=soon"), ["marked-dead", "", "{{dead link}}", ""]);
    assert_eq!(with("Permanent dead link"), ["marked-dead", "", "{{Permanent dead link}}", ""]);
}

#[cfg(feature = "net")]
mod known {
    use std::path::Path;
    use std::process::Output;

    use super::*;

    fn wikivet(folder: &Path, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_wikivet")).args(arguments).current_dir(folder).output().unwrap()
    }

    #[test]
    fn what_earlier_runs_learnt_is_listed_without_asking() {
        let folder = tempfile::tempdir().unwrap();
        let seen = |day: u8| {
            format!(
                r#"{{"at":"2026-03-0{day}T12:00:00Z","sign":"failed","why":"404 Not Found","status":404,"hops":[]}}"#
            )
        };
        let line =
            format!(r#"{{"url":"http://a.org/x","observations":[{},{},{}]}}"#, seen(1), seen(3), seen(5));
        fs::write(folder.path().join("seen.jsonl"), line).unwrap();
        fs::write(folder.path().join("a.wiki"), "[http://a.org/x A] [http://b.org/ B]").unwrap();
        let imported =
            wikivet(folder.path(), &["link-cache", "import", "seen.jsonl", "--link-cache", "links.db"]);
        assert!(imported.status.success());
        let known =
            ["links", "--known", "--link-cache", "links.db", "--online-state", "dead", "--format", "json"];
        let output = wikivet(folder.path(), &[&known[..], &["a.wiki"]].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let value = valid(&String::from_utf8(output.stdout).unwrap(), "");
        let links = value["documents"][0]["links"].as_array().unwrap();
        assert_eq!(links.len(), 1);
        assert_eq!(
            (&links[0]["url"], &links[0]["online"]["state"]),
            (&"http://a.org/x".into(), &"dead".into())
        );
        let mut files: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
        files.sort();
        assert_eq!(files, ["a.wiki", "links.db", "seen.jsonl"]);
    }

    #[test]
    fn without_earlier_runs_nothing_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let output = wikivet(folder.path(), &["links", "--known", "--link-cache", "links.db"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(!folder.path().join("links.db").exists());
    }
}
