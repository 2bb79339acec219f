use proptest::prelude::*;
use wikivet::fix::Edit;
use wikivet::source::{Document, Span};
use wikivet::write::{Problem, Splice, patch};

use super::{documents, edited, rewritten, spliced};

/// Raw text of a page: what readers and writers of XML trip over.
fn raw() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z ü𝄞]{1,6}",
        Just("&lt;tt&gt;".to_owned()),
        Just("&amp;nbsp;".to_owned()),
        Just("&quot;\"'".to_owned()),
        Just("&#8211;&#x2013;&#13;".to_owned()),
        Just("&nbsp; & >]]".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("<!-- a\r\n -->".to_owned()),
        Just("<b>".to_owned()),
        "(<b>|&lt;|]|\r\n|[a-z>]){0,5}".prop_map(|content| format!("<![CDATA[{content}]]>")),
    ];
    prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

/// Raw edits as places between 0 and 1 and new text.
fn cuts() -> impl Strategy<Value = Vec<(f64, f64, String)>> {
    let new = prop_oneof!["[a-z<>&\"\n\\]ü]{0,5}", Just("]]>".to_owned()), Just("</text>".to_owned())];
    prop::collection::vec((0.0..1.0, 0.0..0.2, new), 1..4)
}

/// Edits of a text: sorted, disjoint, on character boundaries.
fn edits(text: &str, cuts: Vec<(f64, f64, String)>) -> Vec<Edit> {
    let at = |part: f64| text.floor_char_boundary((part.min(1.0) * text.len() as f64) as usize);
    let mut edits: Vec<Edit> = cuts
        .into_iter()
        .map(|(from, length, new)| Edit::replace(Span::of(at(from)..at(from + length)), new))
        .collect();
    edits.sort_by_key(|edit| edit.span);
    edits.dedup_by(|later, earlier| later.span.start <= earlier.span.end);
    edits
}

/// What holds of every document that was written back. What cannot be written is refused, and that is all right.
fn check(name: &str, bytes: &[u8], doc: &Document, edits: &[Edit]) -> Result<bool, TestCaseError> {
    let new = match rewritten(doc, edits) {
        Ok(new) => new,
        Err(Problem::Inexact { .. }) => return Ok(false),
        Err(other) => return Err(TestCaseError::fail(other.to_string())),
    };
    prop_assert!(new.splices.windows(2).all(|pair| pair[0].end() <= pair[1].at.offset));
    let bytes = spliced(bytes, &new.splices);
    let again = &documents(name, &bytes)[0];
    prop_assert_eq!(again.text(), new.doc.text());
    prop_assert_eq!(again.text().replace('\r', ""), edited(doc.text(), edits).replace('\r', ""));
    // Outside of the edits nothing but what the page states of its text is touched.
    // (An edit that only adds to the end of its text is written after the marks that stand there.)
    let touched = |splice: &Splice| {
        edits.iter().any(|edit| {
            let Span { start, end } = edit.span;
            let (first, last) = match (doc.container_position(start), doc.container_position(end)) {
                (Some(first), Some(last)) => (first.offset, last.offset),
                _ => (u64::from(start), u64::from(end)),
            };
            first.saturating_sub(1) <= splice.at.offset && splice.end() <= last
        })
    };
    let stated = doc.map().container().map_or(&[][..], |container| &container.stated);
    let is_stated =
        |splice: &Splice| stated.iter().any(|stated| stated.at == splice.at && stated.value == splice.old);
    let only_edits = new.splices.iter().all(|splice| touched(splice) || is_stated(splice));
    prop_assert!(only_edits);
    Ok(true)
}

/// A text after a unified diff of it, line by line, as the format says.
fn patched(old: &str, diff: &str) -> String {
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let mut new: Vec<String> = Vec::new();
    let mut at = 0;
    for line in diff.split_inclusive('\n').skip(2) {
        let text = &line[1..];
        match &line[..1] {
            "@" => {
                let range = text.split(['-', ' ']).find(|part| part.contains(',')).unwrap();
                let (start, count) = range.split_once(',').unwrap();
                let start = start.parse::<usize>().unwrap() - usize::from(count != "0");
                new.extend(old[at..start].iter().map(|&line| line.to_owned()));
                at = start;
            }
            "+" => new.push(text.to_owned()),
            sign => {
                assert_eq!(old[at], text, "{diff}");
                if sign == " " {
                    new.push(old[at].to_owned());
                }
                at += 1;
            }
        }
    }
    new.extend(old[at..].iter().map(|&line| line.to_owned()));
    new.concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn a_page_that_is_written_back_is_read_as_it_was_fixed(raw in raw(), cuts in cuts(), stated in any::<bool>()) {
        let attributes = if stated { " bytes=\"5\" sha1=\"x\"" } else { "" };
        let file = format!("<mediawiki><page><revision><text{attributes}>{raw}</text></revision></page></mediawiki>");
        let doc = &documents("a.xml", file.as_bytes())[0];
        let edits = edits(doc.text(), cuts);
        check("a.xml", file.as_bytes(), doc, &edits)?;
    }

    #[test]
    fn a_plain_file_can_always_be_written_back(text in "(\u{FEFF})?([a-zü]|\r\n|\n|\r){1,20}", cuts in cuts()) {
        let doc = &documents("a.wiki", text.as_bytes())[0];
        let edits = edits(doc.text(), cuts);
        prop_assert!(check("a.wiki", text.as_bytes(), doc, &edits)?);
    }

    #[test]
    fn a_patch_makes_what_the_splices_make(lines in prop::collection::vec("[ab]{0,2}", 0..40), cuts in cuts()) {
        let text = lines.join("\n") + "\n";
        let doc = &documents("a.wiki", text.as_bytes())[0];
        // (What becomes of a missing line end is for `git apply` to say, in the tests of patches.)
        let mut edits = edits(&text[..text.len() - 1], cuts);
        edits.iter_mut().for_each(|edit| edit.text.retain(|character| character != '\r'));
        let splices = rewritten(doc, &edits).unwrap().splices;
        let mut diff = Vec::new();
        patch("a.wiki", text.as_bytes(), &splices, &mut diff).unwrap();
        let new = String::from_utf8(spliced(text.as_bytes(), &splices)).unwrap();
        prop_assert_eq!(patched(&text, &String::from_utf8(diff).unwrap()), new);
    }
}
