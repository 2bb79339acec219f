//! Fixes of all rules over the whole corpus: they settle, keep the outline of the article, bring no finding, and a
//! second run changes nothing. Skipped with a message where the corpus is absent.
//!
//! `UPDATE_COUNTS=1 cargo test --release --test fix_corpus` rewrites `tests/fix-counts.tsv`, so that a change shows what
//! it changed.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/outline.rs"]
mod outline;

use std::collections::{BTreeMap, HashMap};

use outline::Outline;
use wikivet::engine::{Linter, Registry};
use wikivet::finding::Finding;
use wikivet::fix::{self, Edit, End, Fixed, Policy, Safety};
use wikivet::lint;
use wikivet::profile::Profile;
use wikivet::source::Document;

const COUNTS: &str = "tests/fix-counts.tsv";

/// Rules whose safe fixes change the outline as it is compared, and why readers see the same nevertheless.
const CHANGES_OUTLINE: &[(&str, &str)] = &[
    ("ref-condensable", "a tag without a content refers to the footnote of its name in either form"),
    ("mojibake", "the name of a footnote is repaired in all its uses, and nobody sees it"),
    (
        "template-duplicate-arg",
        "an argument that another one of the same name overrides is not shown, nor are its links",
    ),
    ("table-row-empty", "a marker of a row without cells makes no row"),
];

/// Rules of which a fix may bring a finding to light: the rule that is fixed, the rule that then finds something, why.
const BRINGS_TO_LIGHT: &[(&str, &str, &str)] = &[
    (
        "stray-closing-tag",
        "unclosed-table",
        "a `</table>` that closes nothing hid that the table is never closed",
    ),
    (
        "multiple-reflists",
        "section-empty",
        "a section held nothing but a second list of footnotes, which was empty",
    ),
    ("cite-et-al", "cite-multiple-names", "the words `et al.` hid that a field holds several people"),
    (
        "unclosed-extlink",
        "bare-url-ref",
        "a footnote that is only an address is seen to be one once its bracket is closed",
    ),
    (
        "date-month-name-foreign",
        "cite-date-url-mismatch",
        "a date that is read now differs from the one in the address",
    ),
    ("date-month-name-foreign", "date-order", "a date that is read now contradicts another one"),
    (
        "date-split-access-fields",
        "date-order",
        "a date whose parts stand together now contradicts another one",
    ),
    (
        "cite-title-trailing-site",
        "cite-name-all-caps",
        "the name of the site hid that the title is in capitals",
    ),
    (
        "cite-access-date-without-url",
        "ref-same-content-two-names",
        "two footnotes differed in nothing but a date that has no effect",
    ),
    ("cite-unknown-param", "date-order", "a date whose parameter is read now contradicts another one"),
    ("isbn-invalid", "cite-duplicate-work", "an ISBN that is read now is that of another citation"),
    ("extract-markup-left", "extract-section-empty", "a section held nothing but markup that was left over"),
    ("extract-markup-left", "table-cell-empty", "a cell held nothing but markup that was left over"),
    (
        "extract-brackets-empty",
        "table-cell-empty",
        "a cell held nothing but brackets that had lost their text",
    ),
    ("extract-brackets-empty", "extract-boilerplate", "a line held nothing else but emptied brackets"),
    ("table-header-missing", "ragged-table", "rows are compared with the head, now that there is one"),
];

#[test]
fn fixes_of_real_articles_settle_keep_the_outline_and_bring_no_finding() {
    let Some(folder) = corpus::folder() else { return };
    let check = Check::new();
    let (checked, failures) = corpus::each(&folder, 2, |doc| check.document(doc));
    let problems: Vec<String> =
        checked.iter().flat_map(|checked| checked.problems.iter().cloned()).chain(failures).collect();
    let shown = problems.iter().take(50).cloned().collect::<Vec<_>>().join("\n");
    assert!(problems.is_empty(), "{} problems\n{shown}", problems.len());

    corpus::assert_counts(COUNTS, &counts(&checked));
}

/// What came of one document.
#[derive(Default)]
struct Checked {
    problems: Vec<String>,
    /// Rule → how many of its fixes were made that are safe, suggested.
    made: BTreeMap<&'static str, [u32; 2]>,
}

struct Check {
    all: Linter,
    /// The rules that keep the outline.
    keeping: Linter,
    settings: lint::Settings,
}

impl Check {
    fn new() -> Self {
        let linter = |runs: &dyn Fn(&str) -> bool| {
            Linter::new(Registry::built_in(), |page| runs(page.name), &HashMap::new()).unwrap()
        };
        let changes = |rule: &str| CHANGES_OUTLINE.iter().any(|&(name, _)| name == rule);
        Check {
            all: linter(&|_| true),
            keeping: linter(&|rule| !changes(rule)),
            settings: corpus::settings(),
        }
    }

    fn document(&self, doc: &Document) -> Checked {
        let mut checked = Checked::default();
        let before = lint::document(doc, &self.all, &self.settings).outcome.findings;
        let can_be_made =
            |finding: &Finding| finding.fix.as_ref().map(|fix| fix.safety) > Some(Safety::Manual);
        if !before.iter().any(can_be_made) {
            return checked;
        }
        for suggested in [false, true] {
            let policy = Policy { suggested, force: true, ..Policy::default() };
            let fixed = fix::document(doc, &self.all, &self.settings, &policy);
            checked.settled(doc, &fixed);
            let Some(after) = &fixed.document else { continue };
            checked.count(&fixed, suggested);
            checked.edits(doc, &fixed);
            checked.findings(doc, &before, &fixed);
            let again = fix::document(after, &self.all, &self.settings, &policy);
            if again.document.is_some() {
                let rules: Vec<_> = again.applied.iter().map(|fix| fix.rule).collect();
                checked.problem(doc, format!("a second run changes it again: {rules:?}"));
            }
            if !suggested {
                self.outline(doc, &fixed, &mut checked);
            }
        }
        checked
    }

    /// Compares the outline before and after the fixes of rules that keep it.
    fn outline(&self, doc: &Document, fixed: &Fixed, checked: &mut Checked) {
        let Some(profile) = Profile::named(fixed.linted.profile) else { return };
        let outline = |doc: &Document| Outline::of(doc.text(), profile);
        let before = outline(doc);
        if fixed.document.as_ref().is_none_or(|after| outline(after) == before) {
            return;
        }
        let policy = Policy { force: true, ..Policy::default() };
        let kept = fix::document(doc, &self.keeping, &self.settings, &policy);
        let Some(after) = &kept.document else { return };
        if let Some(difference) = before.difference(&outline(after)) {
            let mut rules: Vec<_> = kept.applied.iter().map(|fix| fix.rule).collect();
            rules.sort_unstable();
            rules.dedup();
            checked.problem(doc, format!("{difference}; fixed were {rules:?}"));
        }
    }
}

impl Checked {
    fn problem(&mut self, doc: &Document, problem: String) {
        let page = doc.origin.page.as_ref().map(|page| format!("#{page}")).unwrap_or_default();
        self.problems.push(format!("{}{page}: {problem}", doc.origin.path));
    }

    fn settled(&mut self, doc: &Document, fixed: &Fixed) {
        if fixed.end != End::Settled {
            self.problem(doc, format!("the end is {:?}", fixed.end));
        }
    }

    fn count(&mut self, fixed: &Fixed, suggested: bool) {
        for fix in &fixed.applied {
            let count = self.made.entry(fix.rule).or_default();
            match fix.safety {
                Safety::Safe if !suggested => count[0] += 1,
                Safety::Suggested => count[1] += 1,
                _ => {}
            }
        }
    }

    /// The edits make the new text of the old one.
    fn edits(&mut self, doc: &Document, fixed: &Fixed) {
        let text = fixed.document.as_ref().map_or(doc.text(), Document::text);
        if apply(doc.text(), &fixed.edits) != text {
            self.problem(doc, "the edits do not make the text".to_owned());
        }
    }

    /// No rule finds more than before.
    fn findings(&mut self, doc: &Document, before: &[Finding], fixed: &Fixed) {
        let mut more: BTreeMap<&str, i64> = BTreeMap::new();
        for finding in &fixed.linted.outcome.findings {
            *more.entry(finding.rule).or_default() += 1;
        }
        // What one finding stood for as well may be left when it is gone.
        for rule in before.iter().flat_map(|finding| finding.also_rules.iter().chain([&finding.rule])) {
            *more.entry(rule).or_default() -= 1;
        }
        let is_known = |rule: &str| {
            BRINGS_TO_LIGHT.iter().any(|&(fixed_rule, found, _)| {
                found == rule && fixed.applied.iter().any(|fix| fix.rule == fixed_rule)
            })
        };
        more.retain(|rule, number| *number > 0 && !is_known(rule));
        if !more.is_empty() {
            let mut rules: Vec<_> = fixed.applied.iter().map(|fix| fix.rule).collect();
            rules.sort_unstable();
            rules.dedup();
            self.problem(doc, format!("more findings of {more:?}; fixed were {rules:?}"));
        }
    }
}

/// The text with edits made one by one.
fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for edit in edits {
        out += &text[at..edit.span.range().start];
        out += &edit.text;
        at = edit.span.range().end;
    }
    out + &text[at..]
}

/// One line for each rule that can have fixes to make.
fn counts(checked: &[Checked]) -> String {
    let can_fix = Registry::built_in().rules().iter().filter(|entry| entry.page.fix > Some(Safety::Manual));
    let mut counts: BTreeMap<&str, [u32; 2]> = can_fix.map(|entry| (entry.page.name, [0; 2])).collect();
    for (rule, made) in checked.iter().flat_map(|checked| &checked.made) {
        let count = counts.entry(rule).or_default();
        (count[0], count[1]) = (count[0] + made[0], count[1] + made[1]);
    }
    let rows = counts.iter().map(|(rule, [safe, suggested])| format!("{rule}\t{safe}\t{suggested}\n"));
    std::iter::once("rule\tsafe\tsuggested\n".to_owned()).chain(rows).collect()
}
