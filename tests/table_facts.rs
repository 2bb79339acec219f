//! Tables as grids: what stands in which slot.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as it should be")]

use wikivet::facts::Facts;
use wikivet::facts::tables::{LayoutReason, Table, TableCell, TableKind, Tables};
use wikivet::profile::Profile;
use wikivet::source::{Document, InputKind, Origin};
use wikivet::syntax;

/// Gives the tables of a text and the document, which spans point into.
fn with_tables<T>(text: &str, look: impl FnOnce(&Tables, &Document) -> T) -> T {
    let doc = Document::new(Origin::new("test", InputKind::Wikitext), text.to_owned());
    let profile = Profile::named("enwiki").unwrap();
    let tree = syntax::parse(doc.text(), &profile.site);
    look(Facts::new(&doc, &tree, profile, None).tables(), &doc)
}

fn with_table<T>(text: &str, look: impl FnOnce(&Table, &Document) -> T) -> T {
    with_tables(text, |tables, doc| look(tables.iter().next().unwrap(), doc))
}

/// Each row as its number of slots and its cells as `column:text`.
fn grid(text: &str) -> Vec<(u32, Vec<String>)> {
    with_table(text, |table, doc| {
        let cell = |cell: &TableCell| format!("{}:{}", cell.column, doc.slice(cell.content).trim());
        table.rows.iter().map(|row| (row.n_slots, table.cells_of(row).iter().map(cell).collect())).collect()
    })
}

/// Which cells of a table of one row are filled.
fn filled(row: &str) -> Vec<bool> {
    with_table(&format!("{{|\n{row}\n|}}"), |table, _| {
        table.cells().iter().map(|cell| cell.is_filled).collect()
    })
}

fn row(n_slots: u32, cells: &[&str]) -> (u32, Vec<String>) {
    (n_slots, cells.iter().map(|&cell| cell.to_owned()).collect())
}

#[test]
fn a_first_row_needs_no_marker_and_a_marker_without_cells_is_no_row() {
    let text = "{|\n! a !! b\n|-\n|-\n| c || d\n|--valign=top\n| e\n|}";
    assert_eq!(grid(text), [row(2, &["0:a", "1:b"]), row(2, &["0:c", "1:d"]), row(1, &["0:e"])]);
}

#[test]
fn spans_move_the_cells_beside_and_below() {
    let text = "{|\n! rowspan=2 | a !! colspan='2' | b\n|-\n! c !! d\n|-\n| e || rowspan=0 | f || g\n|-\n| h || i\n|}";
    let rows = [
        row(3, &["0:a", "1:b"]),
        row(3, &["1:c", "2:d"]),
        row(3, &["0:e", "1:f", "2:g"]),
        row(3, &["0:h", "2:i"]),
    ];
    assert_eq!(grid(text), rows);
}

#[test]
fn spans_are_cut_as_browsers_cut_them() {
    let text = "{|\n| colspan=1000000 | a || colspan=0 | b || colspan=x | c || colspan=2; | d\n|}";
    assert_eq!(grid(text), [row(1004, &["0:a", "1000:b", "1001:c", "1002:d"])]);
}

#[test]
fn a_column_has_the_lowest_header_over_it() {
    let text = "{|\n! rowspan=2 | a !! colspan=2 | b\n|-\n! c !! d\n|-\n| 1 || 2 || 3\n|}";
    with_table(text, |table, doc| {
        let section = &table.sections[0];
        let header = |column| doc.slice(table.header_of(section, column).unwrap().content).trim().to_owned();
        assert_eq!([header(0), header(1), header(2)], ["a", "c", "d"]);
        assert!(table.header_of(section, 3).is_none());
        assert_eq!(section.n_header_rows, 2);
    });
}

#[test]
fn comments_white_space_and_styles_do_not_fill_a_cell() {
    assert_eq!(
        filled("| || <!-- c --> || &nbsp; || <center> || '''<!-- c -->''' || <small></small> || <br/>"),
        [false; 7]
    );
    assert_eq!(filled("|\n|   \n| align=center |"), [false; 3]);
}

#[test]
fn whatever_a_reader_can_see_fills_a_cell() {
    let cells = "| x || {{t}} || [[File:a.png]] || <ref>a</ref> || style=\"background:red\" | || <center>1 || &mdash;";
    assert_eq!(filled(cells), [true; 7]);
    assert_eq!(filled("|\n* item\n|\n{|\n| inner\n|}"), [true, true]);
}

#[test]
fn nested_tables_are_tables_of_their_own() {
    with_tables("{|\n| a\n{|\n| b || c\n|}\n| d\n|}", |tables, _| {
        let cells: Vec<usize> = tables.iter().map(|table| table.cells().len()).collect();
        assert_eq!(cells, [2, 2]);
    });
}

#[test]
fn tables_with_templates_between_the_cells_are_open() {
    let open = |text: &str| with_table(text, |table, _| table.is_open);
    assert!(open("{|\n{{rows}}\n|-\n| a\n|}"));
    assert!(open("{|\n| a\n|-\n{{row}}\n|}"));
    assert!(!open("{|\n| a {{b}}\n|}"));
}

#[test]
fn a_row_with_an_unknown_template_on_a_line_of_its_own_is_open() {
    with_table("{|\n| a\n{{unknown template}}\n|-\n| b\n|}", |table, _| {
        let open: Vec<bool> = table.rows.iter().map(|row| row.is_open).collect();
        assert_eq!(open, [true, false]);
    });
}

#[test]
fn most_rows_say_how_wide_a_table_is() {
    let width = |text: &str| with_table(text, |table, _| table.usual_width(&table.sections[0]));
    assert_eq!(width("{|\n! a !! b !! c\n|-\n| 1 || 2\n|-\n| 3 || 4\n|}"), Some(2));
    assert_eq!(width("{|\n! a !! b !! c\n|-\n| 1 || 2\n|}"), Some(3));
    assert_eq!(width("{|\n| a\n|-\n| 1 || 2\n|}"), None);
}

#[test]
fn a_head_further_down_starts_a_section() {
    let text = "{|\n! a !! b\n|-\n| 1 || 2\n|-\n! colspan=2 | group\n|-\n| 3 || 4\n|-\n! c !! d !! e\n|-\n| 5 || 6 || 7\n|}";
    with_table(text, |table, _| {
        let sections: Vec<_> =
            table.sections.iter().map(|section| (section.rows.clone(), section.n_header_rows)).collect();
        assert_eq!(sections, [(0..4, 1), (4..6, 1)]);
    });
}

/// What the cells of a table of one row say, with their sort keys.
fn texts(row: &str) -> Vec<(String, Option<String>)> {
    let text = format!("{{|\n{row}\n|}}");
    let doc = Document::new(Origin::new("test", InputKind::Wikitext), text);
    let profile = Profile::named("enwiki").unwrap();
    let tree = syntax::parse(doc.text(), &profile.site);
    let facts = Facts::new(&doc, &tree, profile, None);
    let table = facts.tables().iter().next().unwrap();
    let cells = table.cells().iter().map(|cell| facts.read_cell(cell));
    cells.map(|read| (read.text().to_owned(), read.sort_key.map(|key| key.text))).collect()
}

fn shown(row: &str) -> Vec<String> {
    texts(row).into_iter().map(|(text, _)| text).collect()
}

fn keyed(text: &str, key: &str) -> (String, Option<String>) {
    (text.to_owned(), Some(key.to_owned()))
}

#[test]
fn a_cell_says_what_a_reader_sees() {
    let row = "| '''[[a|b]]''' <!-- c --> d<ref>e</ref> || [[f]]s || [http://g h i] || &minus;5&nbsp;m<sup>2</sup> ||\
               <small>(j)</small>{{efn|k}} || {{nowrap|l ''m''}} || [[File:n.png]] o";
    assert_eq!(shown(row), ["b d", "fs", "h i", "−5 m²", "(j)", "l m", "o"]);
}

#[test]
fn lines_of_a_cell_are_lines() {
    assert_eq!(shown("|a<br />b\n* c\n* d\n\ne\nf"), ["a\nb\nc\nd\ne f"]);
}

#[test]
fn templates_say_what_their_schemas_say_they_show() {
    let row = "| {{flag|Chad}} || {{flagicon|Chad}} [[Chad]] || {{convert|12|km|mi}} || {{nts|1200}} || {{n/a}} || {{yes}}\
               || {{won|Gold}} || {{abbr|No.|Number}} || {{dts|2019|4|3}} || {{dts|3 April 2019}} || {{dts|2019|April|3}}";
    assert_eq!(
        shown(row),
        [
            "Chad",
            "Chad",
            "12 km",
            "1200",
            "n/a",
            "yes",
            "Gold",
            "No.",
            "2019-04-03",
            "3 April 2019",
            "3 April 2019"
        ]
    );
}

#[test]
fn what_an_unknown_template_shows_is_left_out() {
    assert_eq!(shown("| a {{unknown thing|b}} || {{#if:x|y}}"), ["a \u{fffc}", "\u{fffc}"]);
}

#[test]
fn sort_keys_are_read() {
    let row = "| data-sort-value=\"7\" | seven || {{sort|2 b|Bee}} || {{sortname|Ada|Lovelace}} || {{ntsh|12}} a dozen\
               || <span style=\"display: none\">03</span>March || <span data-sort-value=\"9\">nine</span> lives";
    assert_eq!(
        texts(row),
        [
            keyed("seven", "7"),
            keyed("Bee", "2 b"),
            keyed("Ada Lovelace", "Lovelace, Ada"),
            keyed("a dozen", "12 a dozen"),
            keyed("March", "03March"),
            keyed("nine lives", "9 lives"),
        ]
    );
}

/// The tables of an extract: each row as its cells' texts, header cells with a `!` before them; the caption last.
fn drawn(text: &str) -> Vec<(Vec<Vec<String>>, Option<String>)> {
    let doc = Document::new(Origin::new("test", InputKind::Extract), text.to_owned());
    let profile = Profile::named("enwiki").unwrap();
    let tree = syntax::plain(doc.text());
    let facts = Facts::new(&doc, &tree, profile, None);
    let cell = |cell: &TableCell| {
        let sign = if cell.is_header { "!" } else { "" };
        format!("{sign}{}", facts.read_cell(cell).text())
    };
    let table = |table: &Table| {
        let rows = table.rows.iter().map(|row| table.cells_of(row).iter().map(cell).collect()).collect();
        (rows, table.caption_span.map(|caption| doc.slice(caption).to_owned()))
    };
    facts.tables().iter().map(table).collect()
}

#[test]
fn grid_tables_of_extracts_are_tables() {
    let text = "\
Before

+------+-------------+
| Year | Who | Notes |
|      | won         |
+======+=============+
| 2001 | Zoë   –     |
|      |             |
|      | -   a|b     |
+------+-------------+
| 2002 |             |
+------+-------------+

  : Winners
";
    let rows = vec![vec!["!Year", "!Who | Notes won"], vec!["2001", "Zoë –\n- a|b"], vec!["2002", ""]];
    let rows = rows.into_iter().map(|row| row.into_iter().map(str::to_owned).collect()).collect();
    assert_eq!(drawn(text), [(rows, Some("Winners".to_owned()))]);
}

#[test]
fn wide_characters_take_two_places_in_a_frame() {
    let text = "+------+---+\n| 東京 | a |\n+------+---+\n";
    assert_eq!(drawn(text), [(vec![vec!["東京".to_owned(), "a".to_owned()]], None)]);
}

#[test]
fn simple_tables_of_extracts_are_tables() {
    let row = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>();
    let text = "  Club    Goals\n  ------- -------\n  Bath    5\n  Essex\n\nAfter\n";
    assert_eq!(drawn(text), [(vec![row(&["!Club", "!Goals"]), row(&["Bath", "5"]), row(&["Essex"])], None)]);
    let text = "  --- ----\n  a   b c\n  d   e\n  --- ----\n";
    assert_eq!(drawn(text), [(vec![row(&["a", "b c"]), row(&["d", "e"])], None)]);
}

#[test]
fn multiline_tables_of_extracts_are_tables() {
    let row = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>();
    let text = "Before

  -----------------
  Name      Known
            for
  --------- -------
  Ada       first
  Lovelace  program

  Grace     nanosecond
  -----------------
";
    let rows = vec![
        row(&["!Name", "!Known for"]),
        row(&["Ada Lovelace", "first program"]),
        row(&["Grace", "nanosecond"]),
    ];
    assert_eq!(drawn(text), [(rows, None)]);
    let text = "  ----- -----\n  a     b\n  c\n\n  d     e\n  ----- -----\n";
    assert_eq!(drawn(text), [(vec![row(&["a c", "b"]), row(&["d", "e"])], None)]);
}

#[test]
fn lines_of_dashes_alone_are_no_table() {
    assert_eq!(drawn("a\n\n-----\n\n  - b\n  ----\n\n  ---- ----\nc\n\n+--\n+---+\nd\n"), []);
}

/// The kind of a text's first table.
fn kind(text: &str) -> TableKind {
    with_table(text, |table, _| table.kind())
}

#[test]
fn layout_is_told_from_data() {
    let layout = |text: &str, reason| assert_eq!(kind(text), TableKind::Layout(reason), "{text}");
    assert_eq!(kind("{|\n! a !! b\n|-\n| 1 || 2\n|}"), TableKind::Data);
    assert_eq!(kind("{|\n| a || b\n|-\n| 1 || 2\n|}"), TableKind::Data);
    layout("{| role=presentation\n! a\n|}", LayoutReason::Role);
    layout("{| class='infobox_v2'\n| a || b\n|-\n| 1 || 2\n|}", LayoutReason::Infobox);
    layout("{| class='navbox collapsible'\n| a || b\n|-\n| 1 || 2\n|}", LayoutReason::Navigation);
    layout("{|\n| a || b || c\n|}", LayoutReason::OneLine);
    layout("{|\n|\n{|\n| b\n|}\n|c\n|-\n| 1 || 2\n|}", LayoutReason::HoldsTables);
    layout("{|\n|\n* a\n* b\n|\n* c\n|-\n| [[File:a.png]] || 2\n|}", LayoutReason::Markup);
    assert_eq!(kind("{|\n! a !! b\n|-\n{{rows}}\n|}"), TableKind::FromTemplates);
}

#[test]
fn bold_alone_makes_a_head() {
    let heads =
        |text: &str| with_table(text, |table, _| (table.has_bold_head, table.sections[0].n_header_rows));
    assert_eq!(heads("{|\n| '''a''' || '''[[b]]'''<ref>r</ref>\n|-\n| 1 || 2\n|-\n| 3 || 4\n|}"), (true, 1));
    assert_eq!(
        heads("{|\n|- style=\"font-weight: bold\"\n| a || b\n|-\n| 1 || 2\n|-\n| 3 || 4\n|}"),
        (true, 1)
    );
    assert_eq!(heads("{|\n| '''a''' || '''b'''\n|-\n| '''1''' || '''2'''\n|-\n| 3 || 4\n|}"), (false, 0));
    let grouped = "{|\n| colspan=2 | '''t'''\n|-\n| '''a''' || '''b'''\n|-\n| 1 || 2\n|-\n| 3 || 4\n|}";
    assert_eq!(heads(grouped), (true, 2));
    assert_eq!(heads("{|\n| '''a''' || b\n|-\n| 1 || 2\n|-\n| 3 || 4\n|}"), (false, 0));
}

#[test]
fn columns_can_head_rows() {
    let columns = |text: &str| with_table(text, |table, _| table.header_columns(&table.sections[0]));
    assert_eq!(columns("{|\n! a !! b\n|-\n! 1\n| 2\n|-\n! 3\n| 4\n|}"), 1);
    assert_eq!(columns("{|\n! a !! b\n|-\n| '''1'''\n| 2\n|-\n| '''3'''\n| 4\n|}"), 1);
    assert_eq!(columns("{|\n! a !! b\n|-\n| 1\n| 2\n|-\n| 3\n| 4\n|}"), 0);
}

#[test]
fn headings_over_each_other_are_one_title() {
    let text = "{|\n! colspan=3 | Games\n|-\n! rowspan=2 | Nation !! colspan=2 | Medals\n|-\n! Gold !! Silver\n|-\n| A || 1 || 2\n|}";
    let doc = Document::new(Origin::new("test", InputKind::Wikitext), text.to_owned());
    let profile = Profile::named("enwiki").unwrap();
    let tree = syntax::parse(doc.text(), &profile.site);
    let facts = Facts::new(&doc, &tree, profile, None);
    let table = facts.tables().iter().next().unwrap();
    let title = |column| facts.column_title(table, &table.sections[0], column).unwrap();
    assert_eq!([title(0), title(1), title(2)], ["Nation", "Medals / Gold", "Medals / Silver"]);
}
