//! Outlines of the tokens of mwparserfromhell, and of our tree in the same terms.

use wikivet::syntax::{ExternalLink, Heading, Kind, Tag, Tree};

use crate::features::{Feature, Outline};
use crate::mwtest::Token;

/// The outline that a list of tokens says.
pub(crate) fn of_tokens(tokens: &[Token]) -> Outline {
    let mut outline = Outline::default();
    let mut open: Vec<Open> = Vec::new();
    for token in tokens {
        match token.name.as_str() {
            "TemplateOpen" => push(&mut outline, &mut open, Feature::Templates, "{{"),
            "TemplateParamSeparator" => {
                separate(&mut outline, &mut open, "|");
                let index = outline.add(Feature::Arguments, "");
                if let Some(top) = open.last_mut() {
                    top.part = Some((Feature::Arguments, index));
                }
            }
            "TemplateParamEquals" => write(&mut outline, &mut open, "="),
            "TemplateClose" => pop(&mut outline, &mut open, "}}"),
            "ArgumentOpen" => push(&mut outline, &mut open, Feature::Templates, "{{{"),
            "ArgumentSeparator" | "WikilinkSeparator" => separate(&mut outline, &mut open, "|"),
            "ArgumentClose" => pop(&mut outline, &mut open, "}}}"),
            "WikilinkOpen" => push(&mut outline, &mut open, Feature::Links, "[["),
            "WikilinkClose" => pop(&mut outline, &mut open, "]]"),
            "ExternalLinkOpen" => {
                let bracket = if token.value("brackets") == Some("True") { "[" } else { "" };
                push(&mut outline, &mut open, Feature::ExternalLinks, bracket);
            }
            "ExternalLinkSeparator" => separate(&mut outline, &mut open, " "),
            "ExternalLinkClose" => pop(&mut outline, &mut open, ""),
            "HeadingStart" => {
                push(&mut outline, &mut open, Feature::Headings, "");
                let level = token.value("level").unwrap_or_default().to_owned();
                write(&mut outline, &mut open, &format!("{level} "));
            }
            "HeadingEnd" => pop(&mut outline, &mut open, ""),
            "CommentStart" => push(&mut outline, &mut open, Feature::Comments, "<!--"),
            "CommentEnd" => pop(&mut outline, &mut open, "-->"),
            "HTMLEntityStart" => {
                push(&mut outline, &mut open, Feature::Entities, "");
                write(&mut outline, &mut open, "&");
            }
            "HTMLEntityNumeric" => write(&mut outline, &mut open, "#"),
            "HTMLEntityHex" => {
                let sign = token.value("char").unwrap_or("x").to_owned();
                write(&mut outline, &mut open, &sign);
            }
            "HTMLEntityEnd" => {
                write(&mut outline, &mut open, ";");
                pop(&mut outline, &mut open, "");
            }
            "TagOpenOpen" => push(&mut outline, &mut open, Feature::Tags, ""),
            "TagAttrStart" | "TagCloseOpen" => end_part(&mut open),
            "TagCloseSelfclose" | "TagCloseClose" => pop(&mut outline, &mut open, ""),
            "TagOpenClose" => {
                if let Some(top) = open.last_mut() {
                    top.closing = true;
                }
            }
            "Text" => write(&mut outline, &mut open, token.value("text").unwrap_or_default()),
            _ => {}
        }
    }
    finish(outline)
}

/// One construct whose tokens are being read.
struct Open {
    /// What is being written: name or target.
    part: Option<(Feature, usize)>,
    closing: bool,
}

fn push(outline: &mut Outline, open: &mut Vec<Open>, feature: Feature, mark: &str) {
    write(outline, open, mark);
    let index = outline.add(feature, "");
    open.push(Open { part: Some((feature, index)), closing: false });
}

/// Adds source text to all parts that are being written.
fn write(outline: &mut Outline, open: &mut [Open], text: &str) {
    if open.last().is_some_and(|top| top.closing) {
        return;
    }
    for (feature, index) in open.iter().filter_map(|open| open.part) {
        outline.entry(feature, index).push_str(text);
    }
}

fn separate(outline: &mut Outline, open: &mut [Open], mark: &str) {
    end_part(open);
    write(outline, open, mark);
}

fn end_part(open: &mut [Open]) {
    if let Some(top) = open.last_mut() {
        top.part = None;
    }
}

fn pop(outline: &mut Outline, open: &mut Vec<Open>, mark: &str) {
    open.pop();
    write(outline, open, mark);
}

/// The outline of our tree. What nothing closes is text for mwparserfromhell.
pub(crate) fn of_tree(tree: &Tree<'_>) -> Outline {
    let mut outline = Outline::default();
    let mut unclosed_table = 0;
    for node in tree.nodes() {
        if node.kind() == Kind::Table && node.has_implicit_end() {
            unclosed_table = unclosed_table.max(node.subtree_end().index());
        }
        let in_unclosed = node.id().index() < unclosed_table;
        if node.has_implicit_end() || in_unclosed && matches!(node.kind(), Kind::Row | Kind::Cell) {
            continue;
        }
        let mut add = |feature, entry: &str| {
            outline.add(feature, entry);
        };
        match node.kind() {
            Kind::Template | Kind::ParserFunction | Kind::Parameter => {
                let name = node.child(Kind::Name).map(|name| name.source()).unwrap_or_default();
                add(Feature::Templates, name);
            }
            Kind::Argument if node.parent().is_some_and(|parent| parent.kind() == Kind::Template) => {
                add(Feature::Arguments, node.source().get(1..).unwrap_or_default());
            }
            Kind::Wikilink | Kind::File | Kind::Category | Kind::Interlanguage => {
                let target = node.child(Kind::Target).map(|target| target.source()).unwrap_or_default();
                add(Feature::Links, target);
            }
            Kind::ExternalLink | Kind::BareUrl => {
                let span = ExternalLink::cast(node).map(ExternalLink::url_span);
                add(Feature::ExternalLinks, span.map_or("", |span| &tree.text()[span.range()]));
            }
            Kind::Heading => {
                let title = Heading::cast(node).map(|heading| &tree.text()[heading.title_span().range()]);
                add(Feature::Headings, &format!("{} {}", node.level(), title.unwrap_or_default()));
            }
            Kind::Comment => {
                let text = node.source();
                add(Feature::Comments, text.trim_start_matches("<!--").trim_end_matches("-->"));
            }
            Kind::Entity => add(Feature::Entities, node.source()),
            Kind::Tag | Kind::Reference => add(Feature::Tags, &Tag::cast(node).unwrap().name()),
            Kind::Bold => add(Feature::Tags, "b"),
            Kind::Italic => add(Feature::Tags, "i"),
            Kind::Table => add(Feature::Tags, "table"),
            Kind::Row if node.child(Kind::Mark).is_some() => add(Feature::Tags, "tr"),
            Kind::Cell => add(Feature::Tags, if node.is_header() { "th" } else { "td" }),
            Kind::Rule => add(Feature::Tags, "hr"),
            Kind::ListItem => {
                let marker = node.child(Kind::Mark).map(|mark| mark.source()).unwrap_or_default();
                for sign in marker.chars() {
                    add(
                        Feature::Tags,
                        match sign {
                            ':' => "dd",
                            ';' => "dt",
                            _ => "li",
                        },
                    );
                }
            }
            _ => {}
        }
    }
    finish(outline)
}

/// White space at the ends says nothing; tag names count in any case.
fn finish(mut outline: Outline) -> Outline {
    for feature in Feature::ALL {
        for entry in outline.of_mut(feature) {
            *entry = entry.trim().to_owned();
            if feature == Feature::Tags {
                *entry = entry.to_lowercase();
            }
        }
    }
    outline
}
