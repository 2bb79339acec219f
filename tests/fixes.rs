//! What is repaired in a document, what is left as it is, and which documents are left alone.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests are tests")]

mod properties;

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use properties::fixes::AllFixes;
use properties::markup::PIECES;
use proptest::prelude::*;
use wikivet::engine::{Linter, Registry};
use wikivet::fix::{self, Edit, End, Fixed, LeftAlone, Policy, Withheld};
use wikivet::lint;
use wikivet::source::{Document, InputKind, Origin, Span};

/// Text that `mojibake` repairs, and what it was.
const DAMAGED: &str = "Azerbaijanâ€“Israel";
const REPAIRED: &str = "Azerbaijan–Israel";

fn doc(text: &str) -> Document {
    Document::new(Origin::new("a.wiki", InputKind::Wikitext), text.to_owned())
}

fn fix_with(text: &str, wiki: &str, policy: &Policy) -> (String, Fixed) {
    let rules = ["mojibake", "obsolete-tag"];
    let linter =
        Linter::new(Registry::built_in(), |page| rules.contains(&page.name), &HashMap::new()).unwrap();
    let settings =
        lint::Settings { wiki: Some(wiki.to_owned()), language: None, today: NaiveDate::default() };
    let fixed = fix::document(&doc(text), &linter, &settings, policy);
    (fixed.document.as_ref().map_or(text, Document::text).to_owned(), fixed)
}

fn fix_on(wiki: &str, text: &str) -> (String, Fixed) {
    fix_with(text, wiki, &Policy::default())
}

/// Why the fix of the one finding of a text is not made; none if it is made.
fn withheld(text: &str) -> Option<Withheld> {
    let (after, fixed) = fix_on("enwiki", text);
    let left = fixed.linted.outcome.findings.first();
    assert_eq!(left.is_some(), after == text, "{text}");
    left.map(|finding| finding.fix.as_ref().unwrap().withheld.expect("a reason"))
}

#[test]
fn edits_are_those_of_the_text_as_it_was_given() {
    let (text, fixed) = fix_on("enwiki", &format!("<strike>a</strike> {DAMAGED}"));
    assert_eq!(text, format!("<s>a</s> {REPAIRED}"));
    let edits = [
        Edit::delete(Span::new(2, 7)),
        Edit::delete(Span::new(12, 17)),
        Edit::replace(Span::new(29, 37), "–"),
    ];
    assert_eq!(fixed.edits, edits);
}

#[test]
fn words_of_others_are_left_as_they_are() {
    let by_place = [
        (Withheld::Sic, "{{sic|@}}"),
        (Withheld::Sic, "{{Not a typo|@}}"),
        (Withheld::Sic, "He wrote @ {{sic}} there."),
        (Withheld::ForeignText, "{{lang|az|@}}"),
        (Withheld::ForeignText, "<span lang=\"az\">@</span>"),
        (Withheld::Quotation, "{{quote|@|A. Writer}}"),
        (Withheld::Quotation, "<blockquote>@</blockquote>"),
        (Withheld::Quotation, "<poem>\n@\n</poem>"),
        (Withheld::Sic, "He said “the {{sic|@}} relations” again."),
        (Withheld::ForeignText, "{{langx|az|@}}"),
        (Withheld::ForeignText, "{{nihongo|Words|@|words}}"),
        (Withheld::ForeignText, "<span xml:lang=\"az\">@</span>"),
        (Withheld::Quotation, "<blockquote>@ that nothing ends"),
        (Withheld::Quotation, "<poem>\n@ that nothing ends"),
        (Withheld::Quotation, "{{#tag:poem|@}}"),
        (Withheld::Verbatim, "{{#tag:nowiki|@}}"),
        (Withheld::Verbatim, "{{code|@}}"),
        (Withheld::Verbatim, "{{tlx|@}}"),
        (Withheld::Verbatim, "{{mono|@}}"),
        (Withheld::Verbatim, "<code>@</code>"),
        (Withheld::Verbatim, "<kbd>@</kbd>"),
        (Withheld::Verbatim, "<samp>@</samp>"),
        (Withheld::Comment, "<!-- @ -->"),
        (Withheld::Comment, "a <!-- @"),
    ];
    for (why, text) in by_place {
        assert_eq!(withheld(&text.replace('@', DAMAGED)), Some(why), "{text}");
    }
}

#[test]
fn own_words_beside_those_of_others_are_repaired() {
    let beside = [
        "{{lang|az|Bakı}} @",
        "@ is spelled {{sic|so}}",
        "“so” @ “so”",
        "<blockquote>words</blockquote> @",
        "<blockquote>words<ref>@</ref> and more</blockquote>",
        "<poem>words<ref>@</ref></poem>",
        "{{quote|words<ref>@</ref>}}",
        "a<!-- b -->@<!-- c -->",
        "<span lang=\"en\">@</span>",
    ];
    for text in beside {
        assert_eq!(withheld(&text.replace('@', DAMAGED)), None, "{text}");
    }
}

#[test]
fn damaged_names_that_lead_somewhere_are_not_repaired_unasked() {
    let names = [
        "[[@]]",
        "[[a|b]] {{@}}",
        "{{main|@}}",
        "{{cite web|@=a}}",
        "[[File:@.jpg]]",
        "[[File:a.jpg|link=@]]",
        "a<ref name=\"@\">b</ref>",
    ];
    for text in names.map(|text| text.replace('@', DAMAGED)) {
        assert_eq!(fix_on("enwiki", &text).0, text);
    }
}

#[test]
fn damaged_characters_are_nobodys_words_and_are_restored_between_quotation_marks() {
    let quoted = [
        "He said “the @ relations” again.",
        "He said \"the ''@'' relations\" again.",
        "{{cite web|url=http://a.b|title=A|quote=@}}",
    ];
    for text in quoted {
        assert_eq!(withheld(&text.replace('@', DAMAGED)), None, "{text}");
    }
}

#[test]
fn what_an_unclosed_quotation_holds_ends_with_the_section() {
    assert_eq!(withheld(&format!("<blockquote>words\n== A ==\n{DAMAGED}")), None);
}

/// The text after all fixes of all rules, and how they ended.
fn fix_all(text: &str) -> (String, End) {
    let linter = Linter::new(Registry::built_in(), |_| true, &HashMap::new()).unwrap();
    let settings =
        lint::Settings { wiki: Some("enwiki".to_owned()), language: None, today: NaiveDate::default() };
    let policy = Policy { suggested: true, ..Policy::default() };
    let fixed = fix::document(&doc(text), &linter, &settings, &policy);
    (fixed.document.as_ref().map_or(text, Document::text).to_owned(), fixed.end)
}

#[test]
fn what_would_be_swallowed_by_an_unclosed_comment_is_not_put_into_it() {
    for text in ["[http://a.org{{x}}<!--", "[http://a.org {{x}} <!-- words", "a<ref>x</ref>\n:<!--"] {
        assert_eq!(fix_all(text), (text.to_owned(), End::Settled), "{text}");
    }
}

#[test]
fn the_end_of_a_table_that_something_else_swallows_is_not_written_again_and_again() {
    let tables = ["{|\n| a {{x|\n|}\n}}", "x\n{|\n|y{{{\n|}\n}a}}", "{|\n{||}", "{|\n{|\n===", "{|<ref|}\n>"];
    for text in tables {
        let (after, end) = fix_all(text);
        assert!(after.len() < text.len() + 10, "{after}");
        assert!(matches!(end, End::Settled | End::Runaway { .. }), "{text}: {end:?}");
    }
}

#[test]
fn as_many_fixes_of_a_group_are_made_as_there_are() {
    let [headings, raised] = ["=", "=="].map(|sign| format!("{sign} a {sign}\n\nb\n\n").repeat(200));
    assert_eq!(fix_all(&headings), (raised, End::Settled));
}

#[test]
fn tags_around_the_words_of_others_are_repaired_and_tags_among_them_are_not() {
    assert_eq!(withheld("<strike>{{lang|az|Bakı}}</strike>"), None);
    assert_eq!(withheld("<strike><!-- a --></strike>"), None);
    assert_eq!(withheld("“he was <strike>shot</strike>”"), None);
    assert_eq!(withheld("<blockquote>he was <strike>shot</strike></blockquote>"), Some(Withheld::Quotation));
    assert_eq!(withheld("{{sic|<strike>a</strike>}}"), Some(Withheld::Sic));
}

#[test]
fn a_day_and_a_month_do_not_change_places_where_the_source_would_be_read_before_it_is_out() {
    let cited = |date: &str| {
        format!("{{{{cite web|title=A|url=http://example.org/|date={date}|access-date=2015-06-12}}}}")
    };
    assert_eq!(fix_all(&cited("2015-13-02")).0, cited("2015-02-13"));
    assert_eq!(fix_all(&cited("2015-13-12")).0, cited("2015-13-12"));
}

/// The template that keeps wikivet off a page with something to repair.
fn keeper(wiki: &str, page: &str) -> Option<String> {
    let text = format!("{page}\n<strike>a</strike>");
    let (after, fixed) = fix_on(wiki, &text);
    let End::LeftAlone(LeftAlone::HandsOff { span }) = fixed.end else {
        assert_ne!(after, text, "{page}");
        return None;
    };
    assert_eq!((after.as_str(), fixed.linted.outcome.findings.len()), (text.as_str(), 1));
    Some(doc(&text).slice(span).to_owned())
}

#[test]
fn pages_that_keep_bots_off_are_left_alone() {
    let keepers = [
        "{{nobots}}",
        "{{NoBots}}",
        "{{bots|deny=all}}",
        "{{bots|deny=OtherBot, WikiVet}}",
        "{{bots|allow=none}}",
        "{{bots|allow=OtherBot}}",
        "{{bots|allow=}}",
        "{{bots|optout=all}}",
        "{{nobots|deny=wikivet}}",
        "{{bots|allow=wikivet|deny=all}}",
        "{{bots}}{{nobots}}",
        "{{bots|deny=<!-- at least now -->all}}",
        "{{bots|deny=wiki<!-- a -->vet}}",
        "{{bots|deny=all|deny=OtherBot}}",
        "{{bots|deny=OtherBot|deny=all}}",
        "{{bots|allow=wikivet|allow=OtherBot}}",
    ];
    for page in keepers {
        assert!(keeper("enwiki", page).is_some(), "{page}");
    }
}

#[test]
fn pages_that_let_wikivet_in_are_repaired() {
    let open = [
        "{{bots}}",
        "{{bots|deny=none}}",
        "{{bots|deny=OtherBot}}",
        "{{bots|allow=all}}",
        "{{bots|allow=OtherBot, wikivet}}",
        "{{bots|optout=nosource}}",
        "{{nobots|deny=OtherBot}}",
        "<nowiki>{{nobots}}</nowiki>",
        "<!-- {{nobots}} -->",
        "{{under construction}}",
    ];
    for page in open {
        assert_eq!(keeper("enwiki", page), None, "{page}");
    }
}

#[test]
fn a_bot_that_runs_wikivet_is_called_by_its_own_name_as_well() {
    let policy = Policy { bots: vec!["My Bot".to_owned()], ..Policy::default() };
    let is_kept_off = |template: &str| {
        let (_, fixed) = fix_with(&format!("{template} <strike>a</strike>"), "enwiki", &policy);
        matches!(fixed.end, End::LeftAlone(LeftAlone::HandsOff { .. }))
    };
    assert!(is_kept_off("{{bots|deny=other, my bot}}"));
    assert!(is_kept_off("{{bots|deny=wikivet}}"));
    assert!(is_kept_off("{{bots|allow=other}}"));
    assert!(is_kept_off("{{bots|allow=My Bot|deny=all}}"));
    assert!(!is_kept_off("{{bots|allow=My Bot}}"));
    assert!(!is_kept_off("{{bots|allow=wikivet}}"));
    assert!(!is_kept_off("{{bots|deny=other}}"));
}

#[test]
fn pages_that_somebody_works_on_are_left_alone_in_the_words_of_every_wiki() {
    assert_eq!(keeper("enwiki", "{{In use|section}}").as_deref(), Some("{{In use|section}}"));
    assert_eq!(keeper("neutral", "{{nobots}}{{In use}}").as_deref(), Some("{{nobots}}"));
    assert_eq!(keeper("neutral", "{{inuse}}").as_deref(), Some("{{inuse}}"));
    assert_eq!(keeper("frwiki", "{{En cours}}").as_deref(), Some("{{En cours}}"));
    assert_eq!(keeper("hywiki", "{{խմբագրում եմ}}").as_deref(), Some("{{խմբագրում եմ}}"));
}

#[test]
fn force_repairs_pages_that_would_be_left_alone() {
    let policy = Policy { force: true, ..Policy::default() };
    assert_eq!(fix_with("{{nobots}}<strike>a</strike>", "enwiki", &policy).0, "{{nobots}}<s>a</s>");
}

#[test]
fn a_page_without_anything_to_repair_is_settled_whatever_it_asks_for() {
    assert_eq!(fix_on("enwiki", "{{nobots}} a").1.end, End::Settled);
}

static ENGLISH: LazyLock<AllFixes> = LazyLock::new(|| AllFixes::new(Some("enwiki")));

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn fixes_of_any_text_settle_and_touch_nothing_but_their_edits(text in "\\PC*") {
        ENGLISH.assert_sound(&doc(&text));
    }

    #[test]
    fn fixes_of_any_markup_settle_and_touch_nothing_but_their_edits(
        parts in prop::collection::vec(prop::sample::select(PIECES), 0..40)
    ) {
        ENGLISH.assert_sound(&doc(&parts.concat()));
    }

    #[test]
    fn fixes_of_any_extract_settle_and_touch_nothing_but_their_edits(
        parts in prop::collection::vec(prop::sample::select(PIECES), 0..40)
    ) {
        ENGLISH.assert_sound(&Document::new(Origin::new("a.txt", InputKind::Extract), parts.concat()));
    }
}
