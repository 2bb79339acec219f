//! The tree for people, and as JSON against its schema.

use std::collections::HashSet;

use boon::{Compiler, Schemas};
use insta::assert_snapshot;
use serde_json::Value;
use wikivet::profile::Profile;
use wikivet::report::ast::{self, Look};
use wikivet::source::{Document, InputKind, Origin};
use wikivet::syntax::{Kind, Outcome, notes, parse};

use crate::wikitext;

/// A text with every kind of node.
const EVERY_KIND: &str = "\
#REDIRECT [[a]]
== b ==
{{c|d|e=f}} {{#if:g|{{{h|i}}}}} <!-- j --> <nowiki>k</nowiki> <ref name=l>m</ref>
[[File:n.png|o]] [[Category:p]] [[de:q]] [http://r s] http://t ISBN 0306406152 __TOC__ &amp; ~~~~
<gallery>
u.png
</gallery>
{| v=w
|+ x
! y
|}
* z
; a : b
----
 c
'''d''' ''e'' -{f}- [[g }}
";

/// Texts with every outcome.
const OUTCOMES: &[(&str, Outcome)] = &[
    ("{{a", Outcome::Text),
    ("a]]", Outcome::Text),
    ("<ref>a", Outcome::Text),
    ("a</ref>", Outcome::Text),
    ("a</b>", Outcome::Dropped),
    ("''a\nb", Outcome::EndsWithLine),
    ("{|\n|a", Outcome::EndsWithText),
    ("<!-- a", Outcome::EndsWithText),
    ("<noinclude>a", Outcome::EndsWithText),
    ("<ref>\n{|\n|a</ref>", Outcome::EndsWithParent),
    ("{|\n|<b>a\n|}", Outcome::EndsWithCell),
    ("<b>a", Outcome::GoesOn),
    ("<span>a", Outcome::EndsWithParent),
    ("<div>a", Outcome::EndsWithText),
    ("<ref><b>a</ref>", Outcome::EndsWithParent),
    ("{{a|<b>b}}", Outcome::LeftToTemplate),
    ("{{a|b</b>}}", Outcome::LeftToTemplate),
    ("<ref>a<ref>b</ref>", Outcome::Refused),
    ("<ul><li>a</ul>", Outcome::EndsByItself),
    ("''a '''b'' c'''", Outcome::Split),
    ("''a<b>b''c</b>", Outcome::Split),
    ("<i>a<b>b</i>c</b>", Outcome::Crossed),
];

fn site() -> &'static wikivet::profile::Site {
    &Profile::named("zhwiki").unwrap().site
}

fn json(doc: &Document) -> Value {
    let mut out = Vec::new();
    ast::json(doc, "zhwiki", &parse(doc.text(), site()), &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

/// Panics unless a tree is as the schema says.
fn assert_valid(tree: &Value) {
    let schema = serde_json::from_str(include_str!("../../docs/tree.schema.json")).unwrap();
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("tree.schema.json", schema).unwrap();
    let schema = compiler.compile("tree.schema.json", &mut schemas).unwrap();
    if let Err(error) = schemas.validate(tree, schema) {
        panic!("{error:#}\n{tree:#}");
    }
}

fn kinds(node: &Value) -> HashSet<String> {
    let below = node["children"].as_array().unwrap().iter().flat_map(kinds);
    below.chain([node["kind"].as_str().unwrap().to_owned()]).collect()
}

#[test]
fn json_has_every_kind_as_the_schema_says() {
    let tree = json(&wikitext("a.wiki", EVERY_KIND));
    assert_valid(&tree);
    let stray = json(&wikitext("b.wiki", "a}}"));
    assert_valid(&stray);
    let found: HashSet<String> = kinds(&tree).union(&kinds(&stray)).cloned().collect();
    assert_eq!(found, Kind::ALL.map(|kind| kind.name().to_owned()).into());
}

#[test]
fn json_says_what_becomes_of_what_has_one_end_only() {
    for (text, outcome) in OUTCOMES {
        let doc = wikitext("a.wiki", text);
        let notes: Vec<Outcome> = notes(&parse(text, site())).into_iter().map(|note| note.outcome).collect();
        assert!(notes.contains(outcome), "{text:?} gives {notes:?}");
        let tree = json(&doc);
        assert_valid(&tree);
        assert!(tree.to_string().contains(&format!("\"outcome\":\"{}\"", outcome.name())), "{tree}");
    }
}

#[test]
fn both_tags_that_cross_are_said_to() {
    let said = |text| notes(&parse(text, site())).into_iter().map(|note| note.outcome).collect::<Vec<_>>();
    assert_eq!(said("<i>a<b>b</i>c</b>"), [Outcome::Crossed; 2]);
    assert_eq!(said("<b>a</i>"), [Outcome::GoesOn, Outcome::Dropped]);
    assert_eq!(said("</b>a<b>"), [Outcome::Dropped, Outcome::GoesOn]);
    assert_eq!(said("{|\n|<b>a\n|b</b>\n|}"), [Outcome::EndsWithCell, Outcome::Dropped]);
}

#[test]
fn the_schema_lets_nothing_else_through() {
    let mut tree = json(&wikitext("a.wiki", "== a =="));
    tree["children"][0]["depth"] = 2.into();
    let valid = std::panic::catch_unwind(|| assert_valid(&tree));
    assert!(valid.is_err());
}

#[test]
fn json_is_one_line_a_document_and_names_it() {
    let mut origin = Origin::new("dump.xml", InputKind::Dump);
    origin.page = Some("Rome".to_owned());
    let doc = Document::new(origin, "a\nb".to_owned());
    let mut out = Vec::new();
    ast::json(&doc, "zhwiki", &parse(doc.text(), site()), &mut out).unwrap();
    assert_eq!(
        String::from_utf8(out).unwrap(),
        "{\"kind\":\"document\",\"start\":0,\"end\":3,\"path\":\"dump.xml\",\"page\":\"Rome\",\"profile\":\"zhwiki\",\
         \"children\":[\
         {\"kind\":\"text\",\"start\":0,\"end\":3,\"children\":[]}]}\n"
    );
}

#[test]
fn people_see_delimiters_and_text_in_the_line_of_their_node() {
    let doc = wikitext("a.wiki", EVERY_KIND);
    let mut out = Vec::new();
    ast::tree(&doc, "zhwiki", &parse(doc.text(), site()), &mut out, Look::default()).unwrap();
    assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn of_a_long_tree_only_the_notes_can_be_shown() {
    let doc = wikitext("a.wiki", "[[a]] {{b|<i>c</i>}}\n* <i>d <b>e</i> f</b>");
    let mut out = Vec::new();
    let look = Look { only_notes: true, ..Look::default() };
    ast::tree(&doc, "zhwiki", &parse(doc.text(), site()), &mut out, look).unwrap();
    assert_eq!(
        String::from_utf8(out).unwrap(),
        "document 0–42 path=\"a.wiki\" profile=\"zhwiki\"\n  \
         unclosed 28–31 <b> (crosses another element: HTML decides where the two end)\n  \
         stray 38–42 \"</b>\" (crosses another element: HTML decides where the two end)\n"
    );
}

#[test]
fn colours_change_nothing_else() {
    let doc = wikitext("a.wiki", EVERY_KIND);
    let tree = parse(doc.text(), site());
    let [plain, coloured] = [false, true].map(|colour| {
        let mut out = Vec::new();
        ast::tree(&doc, "zhwiki", &tree, &mut out, Look { colour, only_notes: false }).unwrap();
        String::from_utf8(out).unwrap()
    });
    let mut parts = coloured.split('\u{1b}');
    let first = parts.next().unwrap().to_owned();
    let uncoloured: String = parts.map(|part| part.split_once('m').unwrap().1).collect();
    assert_ne!(plain, coloured);
    assert_eq!(first + &uncoloured, plain);
}

#[test]
fn nothing_of_a_text_reaches_the_terminal_as_it_is() {
    let doc = wikitext("a\u{1b}.wiki", "a\u{1b}[31m\u{202e}{{\u{7}b}}");
    let mut out = Vec::new();
    ast::tree(&doc, "zhwiki", &parse(doc.text(), site()), &mut out, Look::default()).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(!out.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{out:?}");
}
