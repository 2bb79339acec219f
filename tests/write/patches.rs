use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use super::{documents, edits, folder, patch, rewritten, spliced};

/// The diff of a file with replacements in it; `git apply` and `patch` must make the same of the file as the splices.
fn checked(name: &str, before: &str, replacements: &[(&str, &str)]) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let folder = folder(&format!("patch-{}", COUNT.fetch_add(1, Ordering::Relaxed)));
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, before).unwrap();
    let doc = &documents(name, before.as_bytes())[0];
    let splices = rewritten(doc, &edits(doc, replacements)).unwrap().splices;
    let diff = patch(name, &path, &splices);
    let after = spliced(before.as_bytes(), &splices);
    for (tool, arguments) in
        [("git", &["apply", "--whitespace=nowarn", "-"][..]), ("patch", &["-p1", "--binary", "--quiet"][..])]
    {
        fs::write(&path, before).unwrap();
        if run(tool, arguments, &folder, &diff) {
            assert_eq!(fs::read(&path).unwrap(), after, "{tool} makes something else of\n{diff}");
        }
    }
    diff
}

/// Runs a tool, which must succeed; false if it is not there.
fn run(tool: &str, arguments: &[&str], folder: &Path, input: &str) -> bool {
    let child = Command::new(tool)
        .args(arguments)
        .current_dir(folder)
        // Not to find the repository that the test itself is in.
        .env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap())
        .stdin(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        let _ = writeln!(std::io::stderr(), "\nskipped: {tool} is not installed");
        return false;
    };
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success(), "{tool} refuses\n{input}");
    true
}

fn lines(count: usize) -> String {
    (1..=count).map(|number| format!("line {number}.\n")).collect()
}

#[test]
fn a_change_stands_among_three_lines() {
    let diff = checked("a.wiki", &lines(10), &[("5.", "five.")]);
    assert_eq!(
        diff,
        "--- a/a.wiki\n+++ b/a.wiki\n@@ -2,7 +2,7 @@\n line 2.\n line 3.\n line 4.\n-line 5.\n+line five.\n line 6.\n line 7.\n line 8.\n"
    );
}

#[test]
fn near_changes_share_a_hunk_and_far_ones_do_not() {
    let hunks =
        |far: &str| checked("a.wiki", &lines(30), &[("line 4.", "x"), (far, "y")]).matches("@@ -").count();
    assert_eq!(hunks("line 5."), 1);
    assert_eq!(hunks("line 11."), 1);
    assert_eq!(hunks("line 12."), 2);
    assert_eq!(hunks("line 30."), 2);
}

#[test]
fn lines_can_come_go_and_join() {
    checked("a.wiki", &lines(9), &[("line 1.\n", "")]);
    checked("a.wiki", &lines(9), &[("9.\n", "9.\nmore\n")]);
    checked("a.wiki", &lines(9), &[("\n", " "), ("\n", " "), ("\nline 9.\n", "")]);
    checked("a.wiki", &lines(3), &[(&lines(3), "")]);
    checked("a.wiki", "x\n", &[("x", "\n\nx")]);
}

#[test]
fn a_last_line_without_an_end_and_carriage_returns_survive() {
    assert!(checked("a.wiki", "one\ntwo", &[("two", "2")]).contains("\\ No newline at end of file"));
    checked("a.wiki", "one\ntwo", &[("two", "2\n")]);
    checked("a.wiki", "one\ntwo\n", &[("two\n", "2")]);
    checked("a.wiki", "one\ntwo\nthree\nfour\nfive", &[("one", "1")]);
    checked("a.wiki", "\u{FEFF}one\r\ntwo\r\nthree\r\n", &[("two", "2\n2")]);
}

#[test]
fn names_with_spaces_and_quotes_are_written_as_git_writes_them() {
    checked("sub folder/An article.wiki", "x\n", &[("x", "y")]);
    checked("Ä.wiki", "x\n", &[("x", "y")]);
    assert!(checked("a\"b.wiki", "x\n", &[("x", "y")]).starts_with("--- \"a/a\\\"b.wiki\"\n"));
}

#[test]
fn nothing_is_said_of_a_file_without_changes() {
    let path = folder("patch-none").join("a.wiki");
    fs::write(&path, "x\n").unwrap();
    assert_eq!(patch("a.wiki", &path, &[]), "");
}

#[test]
fn many_changes_in_one_long_line_take_no_longer_than_their_length() {
    let words = "word ".repeat(40_000);
    let replacements = vec![("word", "WORD"); 40_000];
    let diff = checked("long.wiki", &words, &replacements);
    assert_eq!(diff.matches("WORD").count(), 40_000);
}
