use super::*;

/// The leftovers as `kind opener…closer`.
fn found(text: &str) -> Vec<String> {
    let is_tag = |name: &str| crate::syntax::html_element(name).is_some() || name == "ref";
    let names = Names { html: Html::known(), is_tag: &is_tag, is_switch: &|word| word == "NOTOC" };
    find_leftovers(text, &names)
        .into_iter()
        .map(|leftover| {
            let closer =
                leftover.closer.map_or(String::new(), |closer| format!("…{}", &text[closer.range()]));
            format!("{:?} {}{closer}", leftover.kind, &text[leftover.span.range()])
        })
        .collect()
}

#[test]
fn an_element_is_one_leftover() {
    assert_eq!(found(r#"<span class="x">Heydar</span> Aliyev"#), [r#"Tag <span class="x">…</span>"#]);
}

#[test]
fn tags_alone_are_told_where_they_are_no_placeholders() {
    assert_eq!(found("a<br>b</div>"), ["Tag <br>", "Tag </div>"]);
    assert_eq!(found("a<ref name=x />b"), ["Tag <ref name=x />"]);
    assert_eq!(
        found("type <b> or <code>, 3 <b and c> 4, <CKolb@neh.gov>, <Cell>, <http://a.org/b>"),
        [""; 0]
    );
}

#[test]
fn double_brackets_are_links() {
    assert_eq!(found("see [[Baku|the capital]] and [[:de:X"), ["Link [[…]]", "Link [["]);
    assert_eq!(found("in front of him.]] At the end"), ["Link ]]"]);
    assert_eq!(found("year [1]]] At"), ["Link ]]"]);
}

#[test]
fn brackets_of_code_and_markers_are_none() {
    assert_eq!(found("a[b[0]] and [[1, 2], [3, 4]] and [1][2] [citation [5]]"), [""; 0]);
}

#[test]
fn double_braces_are_templates_also_over_lines() {
    assert_eq!(found("{{#invoke:x\n|a={{b}}\n|[[c]]\n}} and {{small|"), ["Template {{…}}", "Template {{"]);
    assert_eq!(found("kit }}"), ["Template }}"]);
}

#[test]
fn braces_of_formulas_and_code_are_none() {
    assert_eq!(found(r"\frac{{a}}{b_{c}} and e^{2^{x}}"), [""; 0]);
    assert_eq!(found(r#"{"a":{"b":1}}"#), [""; 0]);
}

#[test]
fn doubled_apostrophes_are_quote_marks() {
    assert_eq!(found("by ''Os Trapalhões'' and"), ["Quotes ''…''"]);
    assert_eq!(found("he died '''here"), ["Quotes '''"]);
    assert_eq!(found("12° 34' 56'' and f''(x), O''Brien, y'' = 0"), [""; 0]);
}

#[test]
fn entities_switches_comments_and_table_marks_are_told() {
    assert_eq!(found("5&nbsp;km AT&T; &#160;"), ["Entity &nbsp;", "Entity &#160;"]);
    assert_eq!(found("__NOTOC__ __init__"), ["Switch __NOTOC__"]);
    assert_eq!(found("a<!-- b -->c"), ["Comment <!-- b -->"]);
    assert_eq!(
        found("{| class=\"wikitable\"\n|- \n|---|---|\n|}"),
        ["TableMark {|", "TableMark |-", "TableMark |}"]
    );
}

#[test]
fn attributes_of_cells_are_told_with_their_bar() {
    assert_eq!(found(r#"| align="center" style="x"| 0–2"#), [r#"Attributes align="center" style="x"|"#]);
    assert_eq!(found("with class = 3 and style = bold"), [""; 0]);
}

#[test]
fn names_of_parameters_are_told_outside_of_drawn_tables() {
    assert_eq!(
        found("[1] War Graves|website=www.org|access-date=2017"),
        ["Parameter |website=", "Parameter |access-date="]
    );
    assert_eq!(found("| x |rank=3 |\nand |x|=3, |det A| = 2"), [""; 0]);
}
