//! Inputs that make parsers slow, deep or large, as patterns to repeat.

/// Units that are repeated; each was or could be somebody's blow-up.
pub(crate) const REPEATED: &[&str] = &[
    "{{",
    "{{ ",
    "{{{",
    "{{{{",
    "{",
    "{{a|",
    "{{{a|",
    "[[",
    "[[a|",
    "{{a|[[b|",
    "[",
    "[http://",
    "[http://a ",
    "[http://a]",
    "<b>[http://a </b>",
    "{|\n|",
    "{|\n|-\n|a||b\n",
    "{{{!}}\n{{!}}",
    "|a{{!}}",
    "|-\n",
    "|a||b\n",
    "||",
    "|}",
    "}}",
    "]]",
    "}}]]",
    "<ref>",
    "<ref name=\"",
    "<ref name=a",
    "<ref name=a>",
    "<ref></ref>",
    "<poem><ref>",
    "<nowiki>",
    "<gallery>\n",
    "<b>",
    "<b></b>",
    "<b><i></b>",
    "<div>",
    "</div>",
    "<li>",
    "<td>",
    "<p>",
    "<",
    "<b ",
    "<!--",
    "<!---->",
    "<!-- ",
    "''",
    "''a",
    "'''",
    "'''a''",
    "'''''a\n",
    "''''' a",
    "''<b>''",
    "'''<b>''</b>",
    "=",
    "=a\n",
    "==a==\n",
    "{{a|\n==",
    "*",
    "*:#;",
    "*a\n",
    ";a:b\n",
    ":{|\n",
    "\n",
    " ",
    "\n ",
    "\n ''a",
    "----\n",
    "http://",
    "http://a",
    "http://a ",
    "http://a{{b}}",
    "a:",
    "://",
    "&",
    "&amp;",
    "&lt;",
    "__",
    "__TOC__",
    "~~~",
    "ISBN ",
    "RFC 1 ",
    "-{",
    "-{}-",
    "{{!}}",
    "é",
    "\u{a0}",
    "\u{7f}\u{1}a",
    "(((",
    "12 May 20111-",
    "1, 2, 3 and ",
    "Ã©â€",
];

/// Openers and closers that nest.
pub(crate) const NESTED: &[(&str, &str)] = &[
    ("{{", "}}"),
    ("{{a|", "}}"),
    ("{{{a|", "}}}"),
    ("[[a|", "]]"),
    ("[[File:a.png|", "]]"),
    ("<div>", "</div>"),
    ("<b><i>", "</i></b>"),
    ("<ref>", "</ref>"),
    ("{|\n|\n", "\n|}"),
    ("{{a|[[b|", "]]}}"),
    ("<b>''", "''</b>"),
    ("<poem>", "</poem>"),
    ("[http://a ", "]"),
    ("<b [[", "]]"),
    ("[[a|<b ", "]]"),
    ("<b {{<", "}}"),
    ("[[<b> <b ", "]]"),
    ("http://{{a|", "}}"),
    ("http://{{a|", ";}}"),
    ("[http://{{a|", "}} x]"),
    ("[http://a {{a|", "}}"),
    ("[http://a [[<", "]]"),
    ("[[\n ", "]]"),
    ("[[\n|", "]]"),
    ("{|\n|[[", "\n]]"),
    ("[[\n*", "]]"),
    ("{{a\nb", "}}"),
    ("{{{a|[http://", "}}}"),
];

/// All hostile inputs of about a length.
pub(crate) fn hostile(length: usize) -> Vec<String> {
    let repeated = REPEATED.iter().map(|unit| unit.repeat(length / unit.len()));
    let nested = NESTED.iter().map(|(open, close)| {
        let depth = length / (open.len() + close.len());
        open.repeat(depth) + &close.repeat(depth)
    });
    repeated.chain(nested).chain(begun(length)).chain([growing_list(length)]).collect()
}

/// What begins once and goes on.
fn begun(length: usize) -> impl Iterator<Item = String> {
    let begun =
        [("<!-- ", "x -- y "), ("{|\n", "|a||b\n"), ("{|\n", "!a!!b\n"), ("{{a", "|b=c"), ("[[a", "|b")];
    begun.into_iter().map(move |(start, unit)| start.to_owned() + &unit.repeat(length / unit.len()))
}

/// A list in which each item is one deeper than the one before.
fn growing_list(length: usize) -> String {
    let depths = 1..(2.0 * length as f64).sqrt() as usize;
    depths.map(|depth| "*".repeat(depth) + "a\n").collect()
}
