use wikivet::write::Problem;

use super::{documents, dump_splices, edits, fixed, rewritten, spliced};

/// A dump of one page whose `<text>` has this content.
fn dump(raw: &str) -> String {
    format!("<mediawiki><page><title>A</title><revision><text>{raw}</text></revision></page></mediawiki>\n")
}

/// The content of the page's text after replacements.
fn in_dump(raw: &str, replacements: &[(&str, &str)]) -> String {
    let new = fixed("a.xml", dump(raw).as_bytes(), replacements);
    let start = new.find("<text>").unwrap() + "<text>".len();
    new[start..new.find("</text></revision>").unwrap()].to_owned()
}

#[test]
fn a_byte_order_mark_stays_and_so_does_a_missing_line_end() {
    assert_eq!(fixed("a.wiki", "\u{FEFF}one two".as_bytes(), &[("two", "2")]), "\u{FEFF}one 2");
}

#[test]
fn a_new_line_in_a_plain_file_ends_as_the_one_before() {
    assert_eq!(fixed("a.wiki", b"one\r\ntwo\r\n", &[("two", "2\n3")]), "one\r\n2\r\n3\r\n");
    assert_eq!(
        fixed("a.wiki", b"one\r\ntwo\nthree", &[("one", "1\n"), ("three", "3\n")]),
        "1\r\n\r\ntwo\n3\n"
    );
}

#[test]
fn an_edit_at_a_line_end_takes_the_line_end_as_one() {
    assert_eq!(fixed("a.wiki", b"one\r\ntwo", &[("\n", "\n\n")]), "one\r\n\r\ntwo");
    assert_eq!(fixed("a.wiki", b"one\r\ntwo", &[("e\r", "x")]), "onx\r\ntwo");
    assert_eq!(fixed("a.wiki", b"one\r\ntwo", &[("\n", " ")]), "one two");
}

#[test]
fn new_text_is_escaped_and_everything_else_stays_as_it_was_written() {
    assert_eq!(
        in_dump("&#60;b>&quot;x\"&#x20AC;&amp;amp; &lt;tt&gt;", &[("<tt>", "<code a=\"1\">&")]),
        "&#60;b>&quot;x\"&#x20AC;&amp;amp; &lt;code a=&quot;1&quot;&gt;&amp;",
        "the angles of the tag are what they were: only its name is an edit"
    );
}

#[test]
fn in_cdata_new_text_stands_as_it_is() {
    assert_eq!(in_dump("a <![CDATA[<b> & x]]> c", &[("x", "<i>")]), "a <![CDATA[<b> & <i>]]> c");
    assert_eq!(in_dump("<![CDATA[a x b]]>", &[("x", "]]>")]), "<![CDATA[a ]]>]]&gt;<![CDATA[ b]]>");
    assert_eq!(in_dump("<![CDATA[a]] b >]]>", &[(" b ", "")]), "<![CDATA[a]]]]><![CDATA[>]]>");
}

#[test]
fn an_edit_across_the_marks_of_the_container_leaves_them() {
    assert_eq!(in_dump("one <![CDATA[two]]> three", &[("ne two thr", "x")]), "ox<![CDATA[]]>ee");
    assert_eq!(in_dump("one<!-- note -->two", &[("netw", "x")]), "ox<!-- note -->o");
}

#[test]
fn line_ends_of_a_dump_are_kept_and_continued() {
    assert_eq!(in_dump("one\r\ntwo\r\n", &[("two\n", "2\n3\n")]), "one\r\n2\r\n3\r\n");
    assert_eq!(in_dump("one\ntwo", &[("two", "2\n\r")]), "one\n2\n&#13;");
}

#[test]
fn a_fragment_that_ends_with_the_file_can_be_fixed() {
    let fragment = "Title\n      <text xml:space=\"preserve\">a &lt;tt>";
    assert_eq!(fixed("a.txt", fragment.as_bytes(), &[("tt", "code")]), fragment.replace("tt>", "code>"));
}

#[test]
fn length_and_digests_of_an_edited_page_are_those_of_its_new_text() {
    let dump = |bytes: &str, sha1: &str, text: &str| {
        format!(
            "<mediawiki>\n<page><title>A</title><revision><id>1</id><sha1>old</sha1><text bytes=\"3\">old</text></revision>\
             <revision>\n<id>2</id>\n<text\n bytes=\"{bytes}\" sha1='{sha1}' xml:space=\"preserve\">{text}</text>\n\
             <sha1>{sha1}</sha1></revision></page>\n</mediawiki>"
        )
    };
    let before = dump("7", "5dutksfcmdpuyyflb4cl8z65q06wr2a", "&lt;tt&gt; ü");
    let after = dump("9", "jvlkrvaa4uwo72qr90l13ll94aizxne", "&lt;code&gt; ü");
    let new = fixed("a.xml", before.as_bytes(), &[("tt", "code")]);
    assert_eq!(new, after);
}

#[test]
fn every_page_of_a_dump_can_be_edited() {
    let page = |text: &str| {
        format!(
            " <page><title>A</title><revision><text bytes=\"9\">{text}</text><sha1>x</sha1></revision></page>"
        )
    };
    let dump = format!("<mediawiki>{}{}\n{}</mediawiki>", page("one\ntwo"), page("one ü"), page("none"));
    let replace = |doc: &_| edits(doc, &[("one", "<first>\n1"), (if is_long(doc) { "two" } else { "" }, "")]);
    let (splices, texts) = dump_splices(documents("a.xml", dump.as_bytes()), replace);
    let again = documents("a.xml", &spliced(dump.as_bytes(), &splices));
    assert_eq!(again.iter().map(|doc| doc.text()).collect::<Vec<_>>(), texts);
    assert_eq!(texts.len(), 3);
}

fn is_long(doc: &wikivet::source::Document) -> bool {
    doc.text().contains("two")
}

#[test]
fn what_would_be_read_as_something_else_is_refused() {
    for (raw, from) in [("a &ltx;b", "x"), ("a <x/text> b", "x")] {
        let file = dump(raw);
        let doc = &documents("a.xml", file.as_bytes())[0];
        let error = rewritten(doc, &edits(doc, &[(from, "")])).unwrap_err();
        assert!(matches!(error, Problem::Inexact { .. }), "{error}");
    }
}

#[test]
fn compressed_and_transcoded_files_are_refused() {
    let text = "[[A]] one";
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let doc = &documents("a.wiki", &utf16)[0];
    assert!(matches!(rewritten(doc, &edits(doc, &[("one", "1")])), Err(Problem::Transcoded)));
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, text.as_bytes()).unwrap();
    let doc = &documents("a.wiki.gz", &packed.finish().unwrap())[0];
    assert!(matches!(rewritten(doc, &edits(doc, &[("one", "1")])), Err(Problem::Compressed)));
}

#[test]
fn a_digest_of_something_else_than_the_text_stays() {
    let dump = |text: &str| {
        format!(
            "<mediawiki><page><title>A</title><revision><text bytes=\"7\">{text}</text><content><role>other</role>\
             <text>x</text></content><sha1>1kzarwykd5ljtvpfkbb2nzcqb20c8bu</sha1></revision></page></mediawiki>\n"
        )
    };
    let new = fixed("a.xml", dump("one two").as_bytes(), &[("one", "six")]);
    assert_eq!(new, dump("six two"));
}

#[test]
fn what_an_earlier_text_of_a_revision_states_stays() {
    let dump = |bytes: &str, text: &str| {
        format!(
            "<mediawiki><page><title>A</title><revision><text bytes=\"5\">first</text><text bytes=\"{bytes}\">{text}\
             </text></revision></page></mediawiki>\n"
        )
    };
    let new = fixed("a.xml", dump("3", "one").as_bytes(), &[("one", "three")]);
    assert_eq!(new, dump("5", "three"));
    let new = fixed("a.xml", dump("5", "three").as_bytes(), &[("three", "one")]);
    assert_eq!(new, dump("3", "one"));
}
