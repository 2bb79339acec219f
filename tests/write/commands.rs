//! The command line of fixing, where cases in files cannot show it: streams, what is on the disk, several threads.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::folder;

const PAGES: [&str; 4] = [
    "A &lt;strike&gt;bridge&lt;/strike&gt; of 31 June 1990.\nIt is &lt;center&gt;wide.",
    "Born on 30 February 1990.",
    "&lt;center&gt;A road&lt;/center&gt; &lt;strike&gt;of\n1990&lt;/strike&gt;, 31 June 2001.",
    "Died on 30 February 2000. &lt;center&gt;",
];

fn dump(pages: &[&str]) -> String {
    let page = |(index, text): (usize, &&str)| {
        format!(
            "  <page><title>P{index}</title><ns>0</ns><revision><text bytes=\"9\">{text}</text></revision></page>\n"
        )
    };
    format!(
        "<mediawiki xml:lang=\"en\">\n{}</mediawiki>\n",
        pages.iter().enumerate().map(page).collect::<String>()
    )
}

fn wikivet(arguments: &[&str], path: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wikivet"))
        .args(["lint", "--language", "en"])
        .args(arguments)
        .arg(path)
        .output()
        .unwrap()
}

/// Runs with this on standard input.
fn filter(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wikivet"))
        .args(["lint", "--language", "en", "--select", "obsolete-tag", "--format", "compact"])
        .args(arguments)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn findings(output: &Output) -> serde_json::Value {
    serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()["findings"].clone()
}

#[test]
fn what_is_left_stands_where_the_new_file_has_it() {
    let folder = folder("left");
    for (name, text) in [
        ("dump.xml", dump(&PAGES)),
        ("a.wiki", "\u{FEFF}[[A]] <strike>b</strike>\r\n<center>\r\nof 31 June 1990\r\n".to_owned()),
    ] {
        let path = folder.join(name);
        fs::write(&path, &text).unwrap();
        let fixed = wikivet(&["--fix", "--format", "json"], &path);
        assert_eq!(fixed.status.code(), Some(1));
        assert_ne!(fs::read_to_string(&path).unwrap(), text);
        let again = wikivet(&["--format", "json"], &path);
        assert!(!findings(&again).as_array().unwrap().is_empty());
        assert_eq!(findings(&fixed), findings(&again), "{name}");
    }
}

#[test]
fn threads_make_no_difference() {
    let folder = folder("threads");
    let many: Vec<&str> = PAGES.iter().copied().cycle().take(100).collect();
    let run = |threads: &str| {
        let path = folder.join("dump.xml");
        fs::write(&path, dump(&many)).unwrap();
        let output = wikivet(&["--fix", "--summary", "--format", "jsonl", "--threads", threads], &path);
        (fs::read(&path).unwrap(), output.stdout, output.stderr)
    };
    assert_eq!(run("1"), run("4"));
}

#[test]
fn a_file_without_anything_to_fix_is_not_touched() {
    let path = folder("untouched").join("dump.xml");
    fs::write(&path, dump(&PAGES)).unwrap();
    wikivet(&["--fix"], &path);
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    wikivet(&["--fix"], &path);
    wikivet(&["--fix", "--diff", "--suggested"], &path);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
}

#[test]
fn a_patch_makes_what_fixing_makes() {
    let folder = folder("patch-command");
    let path = folder.join("dump.xml");
    fs::write(&path, dump(&PAGES)).unwrap();
    let in_folder = |tool: &str| {
        let mut command = Command::new(tool);
        command.current_dir(&folder).env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap());
        command
    };
    let diff = in_folder(env!("CARGO_BIN_EXE_wikivet"))
        .args(["lint", "--fix", "--diff", "dump.xml"])
        .output()
        .unwrap();
    assert_eq!(diff.status.code(), Some(1));
    assert_eq!(fs::read_to_string(&path).unwrap(), dump(&PAGES), "nothing is written");
    let Ok(mut git) = in_folder("git").args(["apply", "-"]).stdin(Stdio::piped()).spawn() else {
        let _ = writeln!(std::io::stderr(), "\nskipped: git is not installed");
        return;
    };
    git.stdin.take().unwrap().write_all(&diff.stdout).unwrap();
    assert!(git.wait().unwrap().success());
    let patched = fs::read(&path).unwrap();
    fs::write(&path, dump(&PAGES)).unwrap();
    wikivet(&["--fix"], &path);
    assert_eq!(fs::read(&path).unwrap(), patched);
}

#[test]
fn standard_input_goes_fixed_to_standard_output() {
    let article = "\u{FEFF}[[A]] <strike>b</strike>\r\n<center>";
    let output = filter(&["--fix"], article.as_bytes());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), article.replace("strike>", "s>"));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("<stdin>:2:1: warning"));
    let output = filter(&["--fix"], dump(&PAGES).as_bytes());
    assert_eq!(output.stdout.iter().filter(|&&byte| byte == b'\n').count(), dump(&PAGES).lines().count());
    assert!(String::from_utf8(output.stdout).unwrap().contains("&lt;s&gt;bridge&lt;/s&gt;"));
}

#[test]
fn what_cannot_be_fixed_passes_through_as_it_is() {
    let latin1 = b"[[A]] <strike>caf\xE9</strike>".to_vec();
    let cut_off = dump(&PAGES).as_bytes()[..300].to_vec();
    for input in [latin1, cut_off, b"".to_vec(), b"<mediawiki></mediawiki>".to_vec()] {
        assert_eq!(filter(&["--fix"], &input).stdout, input);
        assert!(filter(&["--fix", "--diff"], &input).stdout.is_empty());
    }
}

#[test]
fn a_page_that_is_not_utf8_keeps_no_other_page_from_being_fixed() {
    let path = folder("not-utf8").join("dump.xml");
    let mut bytes = dump(&PAGES).into_bytes();
    let at = bytes.windows(4).position(|four| four == b"Born").unwrap();
    bytes[at] = 0xE9;
    fs::write(&path, &bytes).unwrap();
    let output = wikivet(&["--fix"], &path);
    assert_eq!(output.status.code(), Some(2));
    let new = fs::read(&path).unwrap();
    assert_ne!(new, bytes);
    assert!(new.windows(5).any(|five| five == b"\xE9orn "), "the page is as it was");
}

#[test]
fn a_dump_that_was_cut_off_is_left_as_it_is() {
    let path = folder("cut-off").join("dump.xml");
    let bytes = &dump(&PAGES).into_bytes()[..400];
    fs::write(&path, bytes).unwrap();
    let output = wikivet(&["--fix"], &path);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr).unwrap().contains("not fixed: not all of the file could be read")
    );
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_folder_is_fixed_with_all_that_is_in_it_and_a_file_named_twice_once() {
    let folder = folder("folder");
    fs::create_dir(folder.join("sub")).unwrap();
    for name in ["a.wiki", "sub/b.wiki"] {
        fs::write(folder.join(name), "[[A]] <strike>b</strike>").unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_wikivet"))
        .args(["lint", "--fix", "--select", "obsolete-tag"])
        .args([&folder, &folder.join("sub/../a.wiki")])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("fixed 2 problems in 2 articles"), "{said}");
    assert_eq!(fs::read_to_string(folder.join("sub/b.wiki")).unwrap(), "[[A]] <s>b</s>");
}

/// The limit on the size of files stands for a full disk: the system itself refuses to write on.
#[cfg(unix)]
#[test]
fn a_disk_that_is_full_for_the_whole_command_leaves_the_file() {
    let path = folder("full").join("a.wiki");
    let article = format!("[[A]] <strike>b</strike> {}\n", "word ".repeat(20_000));
    fs::write(&path, &article).unwrap();
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 40; exec \"$0\" lint --fix --select obsolete-tag \"$1\""])
        .arg(env!("CARGO_BIN_EXE_wikivet"))
        .arg(&path)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("not fixed: cannot write"), "{said}");
    assert_eq!(fs::read_to_string(&path).unwrap(), article);
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

/// Many small files, each with something to fix and something to report.
fn many_files(name: &str) -> Vec<PathBuf> {
    let folder = folder(name);
    let path = |number: u32| folder.join(format!("{number:03}.wiki"));
    let paths: Vec<PathBuf> = (0..300).map(path).collect();
    for path in &paths {
        fs::write(path, "[[A]] <strike>b</strike> of 31 June 1990 <center>").unwrap();
    }
    paths
}

#[test]
fn a_report_that_nobody_reads_keeps_no_file_from_being_fixed() {
    let paths = many_files("closed-pipe");
    let mut child = Command::new(env!("CARGO_BIN_EXE_wikivet"))
        .args(["lint", "--language", "en", "--fix", "--format", "compact"])
        .arg(paths[0].parent().unwrap())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1), "the errors that are left count as they do otherwise");
    assert!(paths.iter().all(|path| fs::read_to_string(path).unwrap().contains("<s>b</s>")));
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_fails_the_run_when_all_is_fixed() {
    let paths = many_files("full-report");
    let output = Command::new(env!("CARGO_BIN_EXE_wikivet"))
        .args(["lint", "--language", "en", "--fix", "--format", "compact"])
        .arg(paths[0].parent().unwrap())
        .stdout(fs::File::create("/dev/full").unwrap())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("cannot write the report"));
    assert!(paths.iter().all(|path| fs::read_to_string(path).unwrap().contains("<s>b</s>")));
}

#[test]
fn findings_of_what_could_not_be_written_are_those_of_the_file_as_it_is() {
    let folder = folder("not-written");
    let cut_off = dump(&PAGES).replace("</mediawiki>", "<page><title>X");
    let read_only = dump(&PAGES);
    for (name, text) in [("cut-off.xml", cut_off), ("read-only.xml", read_only)] {
        let path = folder.join(name);
        fs::write(&path, &text).unwrap();
        if name == "read-only.xml" {
            let mut permissions = fs::metadata(&path).unwrap().permissions();
            permissions.set_readonly(true);
            fs::set_permissions(&path, permissions).unwrap();
        }
        let fixed = wikivet(&["--fix", "--format", "json"], &path);
        assert_eq!(fixed.status.code(), Some(2), "{name}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        assert_eq!(findings(&fixed), findings(&wikivet(&["--format", "json"], &path)), "{name}");
        let report: serde_json::Value = serde_json::from_slice(&fixed.stdout).unwrap();
        assert_eq!(report["summary"]["fixed"], 0);
        let outcome = |document: &serde_json::Value| document["repair"]["outcome"].clone();
        assert_eq!(outcome(&report["documents"][0]), "refused");
    }
}

#[test]
fn with_a_patch_findings_stand_where_the_file_has_them_and_what_it_fixes_is_left_out() {
    let folder = folder("patch-findings");
    let article = "[[A]] <strike>b</strike>\n<strike>c</strike> of 31 June 1990\n".to_owned();
    for (name, text) in [("dump.xml", dump(&PAGES)), ("a.wiki", article)] {
        let path = folder.join(name);
        fs::write(&path, &text).unwrap();
        let report = folder.join("report.json");
        let output = format!("json:{}", report.display());
        wikivet(&["--fix", "--diff", "--output", &output], &path);
        let report: serde_json::Value = serde_json::from_slice(&fs::read(report).unwrap()).unwrap();
        let before = findings(&wikivet(&["--format", "json"], &path));
        let fixes: Vec<_> = report["documents"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|document| document["repair"]["fixes"].as_array())
            .flatten()
            .collect();
        assert!(!fixes.is_empty());
        let is_fixed = |finding: &&serde_json::Value| {
            fixes.iter().any(|fix| {
                let part = |name: &str| fix[name] == finding[name];
                part("rule") && part("start") && part("container")
            })
        };
        let left: Vec<_> = before.as_array().unwrap().iter().filter(|finding| !is_fixed(finding)).collect();
        let reported: Vec<_> = report["findings"].as_array().unwrap().iter().collect();
        let places = |findings: &[&serde_json::Value]| -> Vec<_> {
            findings.iter().map(|finding| (finding["rule"].clone(), finding["start"].clone())).collect()
        };
        assert_eq!(places(&reported), places(&left), "{name}");
        assert!(!reported.is_empty() && reported.len() < before.as_array().unwrap().len());
    }
}

#[test]
fn a_patch_of_a_file_by_any_path_can_be_applied() {
    let folder = folder("patch-paths");
    fs::create_dir(folder.join("sub")).unwrap();
    let path = folder.join("a.wiki");
    let absolute = path.to_str().unwrap();
    for given in ["a.wiki", "./a.wiki", "sub/../a.wiki", absolute, "sub/../../patch-paths/a.wiki"] {
        let old = "[[A]] <strike>b</strike>\n";
        fs::write(&path, old).unwrap();
        let diff = Command::new(env!("CARGO_BIN_EXE_wikivet"))
            .args(["lint", "--fix", "--diff", given])
            .current_dir(&folder)
            .output()
            .unwrap();
        for tool in [&["git", "apply", "-"][..], &["patch", "-p1", "--quiet"]] {
            fs::write(&path, old).unwrap();
            let mut command = Command::new(tool[0]);
            command.args(&tool[1..]).current_dir(&folder).stdin(Stdio::piped());
            let Ok(mut child) = command.env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap()).spawn()
            else {
                let _ = writeln!(std::io::stderr(), "\nskipped: {} is not installed", tool[0]);
                continue;
            };
            child.stdin.take().unwrap().write_all(&diff.stdout).unwrap();
            assert!(child.wait().unwrap().success(), "{given}");
            assert_eq!(fs::read_to_string(&path).unwrap(), "[[A]] <s>b</s>\n", "{given}");
        }
    }
    fs::write(&path, "[[A]] <strike>b</strike>\n").unwrap();
    let outside = Command::new(env!("CARGO_BIN_EXE_wikivet"))
        .args(["lint", "--fix", "--diff", "../a.wiki"])
        .current_dir(folder.join("sub"))
        .output()
        .unwrap();
    let header = format!("--- a/{}", path.canonicalize().unwrap().to_str().unwrap().trim_start_matches('/'));
    assert!(String::from_utf8(outside.stdout).unwrap().starts_with(&header), "it applies in the root folder");
}

/// Names that are not UTF-8 may be the same in reports.
#[cfg(target_os = "linux")]
#[test]
fn files_whose_names_look_alike_in_reports_are_each_fixed() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let folder = folder("names");
    let paths = [&b"\xfe.wiki"[..], b"\xff.wiki"].map(|name| folder.join(OsStr::from_bytes(name)));
    for path in &paths {
        fs::write(path, "[[A]] <strike>b</strike>\n").unwrap();
    }
    let output = wikivet(&["--fix", "--select", "obsolete-tag"], &folder);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(paths.iter().all(|path| fs::read_to_string(path).unwrap() == "[[A]] <s>b</s>\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_pipe_that_is_named_like_a_file_cannot_be_fixed() {
    for diff in [&["--fix"][..], &["--fix", "--diff"]] {
        let script =
            "printf '[[A]] <strike>b</strike>' | \"$0\" lint --select obsolete-tag \"$@\" /dev/stdin";
        let output = Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_wikivet")])
            .args(diff)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("/dev/stdin: not fixed: this is not a regular file"), "{said}");
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn fixes_that_were_not_made_are_named_with_their_places() {
    let folder = folder("withheld");
    let path = folder.join("a.wiki");
    fs::write(&path, "[[A]] <nowiki>\n</nowiki>\n<blockquote><strike>b</strike></blockquote>").unwrap();
    let output = wikivet(&["--fix", "--select", "obsolete-tag"], &path);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains(&format!("1 in a quotation ({}:3:13)", path.display())), "{said}");
}

#[test]
fn a_bot_reads_what_was_fixed_on_each_page() {
    let path = folder("record").join("dump.xml");
    let mut pages = PAGES.to_vec();
    pages.push("{{nobots}} &lt;strike&gt;x&lt;/strike&gt;");
    fs::write(&path, dump(&pages)).unwrap();
    let records = |arguments: &[&str]| -> Vec<serde_json::Value> {
        let all = [&["--fix", "--format", "jsonl", "--select", "obsolete-tag"], arguments].concat();
        let output = String::from_utf8(wikivet(&all, &path).stdout).unwrap();
        let records = output.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        records.filter(|record| record["type"] == "fixed").collect()
    };
    let fixed = records(&[]);
    let pages: Vec<_> = fixed.iter().map(|record| (&record["page"], &record["outcome"])).collect();
    let (settled, hands_off) = (&"settled".into(), &"hands-off".into());
    assert_eq!(pages, [(&"P0".into(), settled), (&"P2".into(), settled), (&"P4".into(), hands_off)]);
    assert_eq!(fixed[0]["summary"], "wikivet: fixed obsolete HTML tag (1)");
    assert_eq!(fixed[0]["written"], true);
    let fix = &fixed[0]["fixes"][0];
    assert_eq!((&fix["rule"], &fix["safety"]), (&"obsolete-tag".into(), &"safe".into()));
    assert_eq!((&fix["start"]["column"], &fix["container"]["start"]["line"]), (&3.into(), &2.into()));
    assert_eq!(fixed[2]["written"], false);
    assert_eq!(records(&[]).len(), 1, "what is fixed is not fixed again");
}

#[test]
fn a_patch_goes_with_what_is_left_after_it() {
    let path = folder("a_patch_goes_with_what_is_left_after_it").join("a.wiki");
    let misspelt = "<!-- wikivet-ignore date-imposible -->\nBorn on 31 June 1990.\n";
    let left = "Died on 30 February 2000.\n";
    fs::write(&path, format!("{misspelt}\n{left}")).unwrap();
    let output = wikivet(&["--wiki=enwiki", "--fix", "--diff", "--output", "compact:/dev/stderr"], &path);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(":4:"), "{said}");
    assert!(
        !said.contains(":2:") && !said.contains(":1:"),
        "what the patch hides or mends is not left: {said}"
    );
    fs::remove_file(path).unwrap();
}
