//! The table of `--statistics`.

use insta::assert_snapshot;
use wikivet::engine::{LeftOut, Registry};
use wikivet::finding::{Finding, Severity};
use wikivet::report::{Entry, Statistics};

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
    let mut statistics = Statistics::default();
    for (doc, findings) in &findings {
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
    assert_snapshot!(String::from_utf8(out).unwrap());
}
