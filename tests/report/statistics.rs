//! The table of `--statistics`.

use insta::assert_snapshot;
use wikivet::engine::{LeftOut, Registry};
use wikivet::finding::{Finding, Severity};
use wikivet::fix::{Fix, Safety};
use wikivet::report::{Entry, Statistics};
use wikivet::source::{Document, InputKind, Origin};

use crate::{at, at_each, wikitext};

#[test]
fn rules_and_pages_are_listed_by_their_number_of_findings() {
    let few = wikitext("few.wiki", "<b>");
    let many = wikitext("many\u{1b}.wiki", "<b> <b> <i>");
    let clean = wikitext("clean.wiki", "");
    let info = at(many.text(), "<i>", "m").severity(Severity::Info);
    let findings: [(_, Vec<Finding>); 3] = [
        (&few, at_each(few.text(), "<b>", "m")),
        (&many, [at_each(many.text(), "<b>", "m"), vec![info]].concat()),
        (&clean, Vec::new()),
    ];
    assert_snapshot!(statistics(&findings));
}

#[test]
fn pages_of_one_file_are_summed_and_groups_and_fixes_counted() {
    let page = |title: &str| {
        let mut origin = Origin::new("dump.xml", InputKind::Dump);
        origin.page = Some(title.to_owned());
        Document::new(origin, "<b> <b>".to_owned())
    };
    let (one, two, alone) = (page("One"), page("Two"), wikitext("a.wiki", "<b>"));
    let fixed = |finding: Finding| finding.fix(Fix::new("f", Vec::new(), Safety::Safe));
    let other = |finding: Finding| Finding { rule: "obsolete-tag", ..finding };
    let findings: [(_, Vec<Finding>); 3] = [
        (&one, at_each(one.text(), "<b>", "m").into_iter().map(fixed).collect()),
        (&two, at_each(two.text(), "<b>", "m")),
        (&alone, at_each(alone.text(), "<b>", "m").into_iter().map(other).collect()),
    ];
    assert_snapshot!(statistics(&findings));
}

fn statistics(findings: &[(&Document, Vec<Finding>)]) -> String {
    let mut statistics = Statistics::default();
    for (doc, findings) in findings {
        statistics.add(&Entry {
            name: "",
            registry: Registry::built_in(),
            left_out: LeftOut::default(),
            doc,
            namespace: 0,
            profile: "neutral",
            language: None,
            findings,
            repair: None,
        });
    }
    let mut out = Vec::new();
    statistics.write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}
