//! A user's own rules: pages in folders, and the pages that `docs/own-rules.md` shows.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use wikivet::examples::{Examples, examples};
use wikivet::own_rules::{self, PageFile};

/// The pages between fences of five backticks in the documentation.
fn pages_of_docs() -> Vec<String> {
    let docs = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/own-rules.md")).unwrap();
    docs.split("`````markdown\n").skip(1).map(|rest| rest.split("`````").next().unwrap().to_owned()).collect()
}

/// Writes pages into a folder, by path.
fn folder(pages: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in pages {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn read(pages: &[(&str, &str)]) -> Vec<PageFile> {
    own_rules::find(folder(pages).path()).unwrap()
}

/// What is wrong with the front matter of a page: the text that is marked, the message, the note.
fn wrong(front: &str) -> (String, String, Option<String>) {
    let page = format!("+++\n{front}\n+++\n# A\n\nB\n");
    let problems = own_rules::registry(&read(&[("a.md", &page)])).map(|_| ()).unwrap_err();
    let [problem] = problems.as_slice() else { panic!("{problems:?}") };
    let marked = problem.place.file.text.get(problem.place.span.clone()).unwrap().to_owned();
    (marked, problem.message.clone(), problem.note.clone())
}

#[test]
fn the_pages_in_the_documentation_do_what_they_say() {
    let pages = pages_of_docs();
    let named: Vec<(String, &str)> =
        pages.iter().enumerate().map(|(number, page)| (format!("own-{number}.md"), page.as_str())).collect();
    let named: Vec<(&str, &str)> = named.iter().map(|(name, page)| (name.as_str(), *page)).collect();
    assert!(named.len() >= 5, "the documentation shows pages");
    let registry = own_rules::registry(&read(&named)).unwrap();
    for (name, _) in named {
        let page = registry.page(name.trim_end_matches(".md")).unwrap();
        let of_page = Examples { registry, page };
        of_page.check_front_matter().unwrap_or_else(|fault| panic!("{}: {fault}", page.title));
        for example in examples(page.body) {
            of_page.check(&example).unwrap_or_else(|fault| panic!("{}: {fault}", page.title));
        }
    }
}

#[test]
fn groups_are_folders_and_readme_is_no_page() {
    const PAGE: &str = "+++\n[check]\ntext.words = ['x']\n+++\n# A\n\nB\n";
    let pages = read(&[("style/one.md", PAGE), ("two.md", PAGE), ("README.md", "# About\n"), ("x.txt", "")]);
    let registry = own_rules::registry(&pages).unwrap();
    let group = |name| registry.page(name).map(|page| page.group);
    assert_eq!((group("one"), group("two")), (Some("style"), Some("own")));
}

#[test]
fn lines_may_end_as_on_windows() {
    let pages = read(&[("a.md", "\u{feff}+++\r\n[check]\r\ntext.words = ['x']\r\n+++\r\n# A\r\n\r\nB\r\n")]);
    assert!(own_rules::registry(&pages).unwrap().rule("a").is_some());
}

#[test]
fn the_name_of_a_rule_of_wikivet_is_refused() {
    let page = "+++\n[check]\ntext.words = ['x']\n+++\n# A\n\nB\n";
    let problems = own_rules::registry(&read(&[("date-impossible.md", page)])).map(|_| ()).unwrap_err();
    assert_eq!(problems[0].message, "there is a rule `date-impossible` already");
}

#[test]
fn an_unknown_key_is_marked_with_the_nearest_one() {
    let (marked, message, note) = wrong("[check]\nmesage = 'a'\ntext.words = ['x']");
    assert_eq!(marked, "mesage");
    assert!(message.starts_with("unknown field `mesage`"), "{message}");
    assert_eq!(note.as_deref(), Some("did you mean `message`?"));
}

#[test]
fn names_of_roles_and_places_are_checked_with_the_nearest_one() {
    let (marked, message, note) = wrong("[check]\ntemplate.banned = ['Foo', 'role:infobx']");
    assert_eq!((marked.as_str(), message.as_str()), ("'role:infobx'", "`infobx` is no role of a template"));
    assert_eq!(note.as_deref(), Some("did you mean `infobox`?"));
    let (marked, _, note) = wrong("[check]\ntext.words = ['x']\ntext.in = ['pros']");
    assert_eq!((marked.as_str(), note.as_deref()), ("'pros'", Some("did you mean `prose`?")));
}

#[test]
fn a_pattern_that_cannot_be_read_is_marked() {
    let (marked, message, _) = wrong("[check]\ntext.pattern = 'a(b'");
    assert_eq!((marked.as_str(), message.as_str()), ("'a(b'", "the pattern cannot be read: unclosed group"));
}

#[test]
fn a_pattern_that_matches_nothing_is_refused() {
    let (marked, message, _) = wrong("[check]\ntext.pattern = 'a*'");
    assert_eq!(marked, "'a*'");
    assert_eq!(message, "the pattern matches nothing at all, so it is everywhere");
}

#[test]
fn a_message_names_only_what_is_found() {
    let (_, message, note) = wrong("[check]\nmessage = '$mach'\ntext.words = ['x']");
    assert_eq!(message, "`$mach` stands for nothing that was found");
    assert_eq!(note.as_deref(), Some("did you mean `$match`?"));
}

#[test]
fn a_check_looks_for_one_thing() {
    let (_, message, _) = wrong("[check]\nmessage = 'a'");
    assert!(message.starts_with("the check says nothing to look for: give one of `template`"), "{message}");
    let (_, message, _) = wrong("[check]\ntext.words = ['a']\nsection.not-empty = true");
    assert_eq!(message, "`section` excludes `text`");
}

#[test]
fn a_fix_needs_something_to_write() {
    let (_, message, _) = wrong("fix = 'safe'\n[check]\ntext.words = ['x']");
    assert_eq!(message, "the page promises a fix, and the check has nothing to write instead");
}

#[test]
fn a_list_is_no_table_whatever_it_holds() {
    let (marked, message, _) = wrong("[check]\ntext = ['famous']");
    assert_eq!((marked.as_str(), message.as_str()), ("['famous']", "`text` is a table, and this is a list"));
    let (marked, message, _) = wrong("[check]\ntemplate = [['Evil']]");
    assert_eq!(
        (marked.as_str(), message.as_str()),
        ("[['Evil']]", "`template` is a table, and this is a list")
    );
    let (_, message, _) = wrong("[[check]]\ntext.words = ['famous']");
    assert_eq!(message, "`check` is a table, and this is a list");
}

#[test]
fn values_of_another_kind_are_said_in_words_of_toml() {
    let (_, message, _) = wrong("check = 'famous'");
    assert_eq!(message, "string \"famous\" where a table that says what to look for is expected");
    let (_, message, _) = wrong("severity = 'wrong'\n[check]\ntext.words = ['x']");
    assert_eq!(message, "`wrong` is not one of `info`, `warning`, `error`");
}

#[test]
fn wikis_and_languages_of_which_nothing_is_known_are_refused_with_the_nearest_one() {
    let (marked, message, note) = wrong("wikis = ['enwki']\n[check]\ntext.words = ['x']");
    assert_eq!((marked.as_str(), message.as_str()), ("'enwki'", "nothing is known of the wiki `enwki`"));
    assert_eq!(note.as_deref(), Some("did you mean `enwiki`?"));
    let (marked, message, _) = wrong("languages = ['xx']\n[check]\ntext.words = ['x']");
    assert_eq!((marked.as_str(), message.as_str()), ("'xx'", "nothing is known of the language `xx`"));
}

#[test]
fn an_article_is_no_page() {
    let pages = read(&[("a.md", "Asteroid is a rock.\n")]);
    let problems = own_rules::registry(&pages).map(|_| ()).unwrap_err();
    assert_eq!(
        problems[0].message,
        "this is no page of a rule: it does not begin with `+++` and front matter"
    );
}

#[test]
fn fixes_whose_text_is_found_again_are_a_fault_of_the_page() {
    const PAGE: &str = "+++\n[check]\ntext.pattern = 'a+'\ntext.replacement = '${0}a'\n+++\n# A\n\nB\n\n\
        ## Bad\n\n```wikitext\nxa\n```\n\n```findings\n1:2-3 `a` should not stand here\n```\n";
    let registry = own_rules::registry(&read(&[("grow.md", PAGE)])).unwrap();
    let page = registry.page("grow").unwrap();
    let example = &examples(page.body)[0];
    let fault = Examples { registry, page }.check(example).unwrap_err();
    assert!(fault.message.starts_with("the fixes of `grow` never come to an end"), "{fault}");
}

#[test]
fn the_page_to_start_from_is_as_its_examples_say() {
    let registry = own_rules::registry(&read(&[("mine.md", own_rules::PAGE)])).unwrap();
    let page = registry.page("mine").unwrap();
    let of_page = Examples { registry, page };
    of_page.check_front_matter().unwrap();
    for example in examples(page.body) {
        of_page.check(&example).unwrap();
    }
}
