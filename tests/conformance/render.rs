//! From our tree to plain HTML, as MediaWiki would write it: no attributes but those that the outline reads, nothing
//! expanded. Whatever HTML's own rules make of it is left to the HTML parser, on both sides.

use std::collections::HashSet;

use wikivet::profile::Site;
use wikivet::syntax::{
    Emphasis, ExternalLink, Kind, Link, NodeId, NodeRef, Outcome, Tag, Tree, html_element, notes,
};

/// The options of a file that show its caption below it.
const SHOWS_CAPTION: [&str; 5] = ["thumb", "thumbnail", "frame", "framed", "enframed"];

/// What becomes of apostrophes and of `<b>` and `<i>` that the tree has as open or stray.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// They are written, and the HTML parser mends them as MediaWiki's does.
    Written,
    /// They are left out: bold and italic is what the tree's own nodes hold, and what the tree's notes say to go on.
    LeftOut,
}

/// The HTML of a document.
pub(crate) fn html(tree: &Tree<'_>, site: &Site, broken: Broken) -> String {
    let notes = notes(tree);
    let with =
        |outcome| notes.iter().filter(move |note| note.outcome == outcome).map(|note| note.node).collect();
    let (goes_on, split) = (with(Outcome::GoesOn), with(Outcome::Split));
    let mut renderer = Renderer {
        site,
        broken,
        goes_on,
        split,
        out: String::new(),
        notes: String::new(),
        skip_to: 0,
        hidden_from: None,
        in_references: false,
    };
    renderer.block(tree.root().children());
    let Renderer { out, notes, .. } = renderer;
    format!("{out}<ol class=references>{notes}</ol>")
}

struct Renderer<'s> {
    site: &'s Site,
    broken: Broken,
    /// Open tags of which the tree's notes say that they format what follows.
    goes_on: HashSet<NodeId>,
    /// Nodes that end where another delimiter is crossed.
    split: HashSet<NodeId>,
    out: String,
    /// What stands in references.
    notes: String,
    /// Text before this byte is dropped, with a comment that has its line for itself.
    skip_to: usize,
    /// Where what an open `<includeonly>` hides starts in what was written.
    hidden_from: Option<usize>,
    /// Whether it is in `<references>`, whose notes stand at no place of the page.
    in_references: bool,
}

impl Renderer<'_> {
    /// Nodes among which lines may be list items.
    fn block<'t>(&mut self, nodes: impl Iterator<Item = NodeRef<'t>>) {
        let mut open = String::new();
        let mut line_end = true;
        let mut preformatted = false;
        let mut nodes = nodes.peekable();
        while let Some(node) = nodes.next() {
            if preformatted && node.kind() != Kind::Preformatted && !keeps_preformatted(node) {
                self.out.push_str("</pre>");
                preformatted = false;
            }
            match node.kind() {
                Kind::Preformatted => {
                    if !preformatted {
                        self.close_lists(&mut open, 0);
                        self.out.push_str("<pre>");
                        preformatted = true;
                    }
                    self.block(node.children().skip(1));
                }
                Kind::ListItem => {
                    let mut line = vec![node];
                    while let Some(next) = nodes.next_if(|next| next.kind() == Kind::ListItem) {
                        line.push(next);
                    }
                    self.line(&mut open, &line);
                    line_end = false;
                }
                Kind::Comment => self.comment(node),
                Kind::Text => {
                    let start = node.span().range().start.max(self.skip_to);
                    let text = node.document_text().get(start..node.span().range().end).unwrap_or_default();
                    if text == "\n" && !line_end && !open.is_empty() {
                        line_end = true;
                        continue;
                    }
                    if !text.is_empty() {
                        self.close_lists(&mut open, 0);
                    }
                    self.node(node);
                }
                Kind::Table if !line_end => self.node(node),
                _ => {
                    self.close_lists(&mut open, 0);
                    self.node(node);
                }
            }
        }
        if preformatted {
            self.out.push_str("</pre>");
        }
        self.close_lists(&mut open, 0);
    }

    fn close_lists(&mut self, open: &mut String, shared: usize) {
        while open.len() > shared {
            let (list, item) = list(open.pop().unwrap_or_default());
            self.out.push_str(&format!("</{item}></{list}>"));
        }
    }

    /// One line of a list: the item of its marks, then the descriptions behind its terms. Goes from the marks of the
    /// line before to its own as MediaWiki does: a term's mark counts as a description's in the line before, but not
    /// in the new one; each new mark of a term takes one of the line's colons.
    fn line(&mut self, open: &mut String, line: &[NodeRef<'_>]) {
        let next = line[0].child(Kind::Mark).map(NodeRef::source).unwrap_or_default();
        let descriptions = |marks: &str| marks.replace(';', ":");
        let before = descriptions(open);
        let mut parts = line.iter();
        if !open.is_empty() && before == descriptions(next) {
            self.next_item(open, next.len() - 1, next);
            *open = next.to_owned();
        } else {
            let shared = before.bytes().zip(next.bytes()).take_while(|(one, other)| one == other).count();
            self.close_lists(open, shared);
            if shared > 0 && (shared == next.len() || open.ends_with(';')) {
                self.next_item(open, shared - 1, next);
                *open = next[..shared].to_owned();
            }
            for sign in next.chars().skip(shared) {
                let (list, item) = list(sign);
                self.out.push_str(&format!("<{list}><{item}>"));
                open.push(sign);
                if sign == ';' && parts.len() > 1 {
                    self.part(parts.next());
                    self.describe(open);
                }
            }
        }
        while let Some(part) = parts.next() {
            self.part(Some(part));
            if parts.len() > 0 {
                self.describe(open);
            }
        }
    }

    fn part(&mut self, item: Option<&NodeRef<'_>>) {
        if let Some(item) = item {
            self.block(item.children().skip(1));
        }
    }

    /// Goes from a term to its description.
    fn describe(&mut self, open: &mut String) {
        self.out.push_str("</dt><dd>");
        open.pop();
        open.push(':');
    }

    /// Ends the innermost item and starts one of another line in the same list.
    fn next_item(&mut self, open: &str, place: usize, next: &str) {
        let item = |marks: &str| list(marks.chars().nth(place).unwrap_or_default()).1;
        self.out.push_str(&format!("</{}><{}>", item(open), item(next)));
    }

    /// A comment that has its line for itself goes with the line.
    fn comment(&mut self, node: NodeRef<'_>) {
        let (text, span) = (node.document_text(), node.span().range());
        let before = text[..span.start].trim_end_matches([' ', '\t']);
        let after = text[span.end..].trim_start_matches([' ', '\t']);
        if before.ends_with('\n') && after.starts_with('\n') {
            self.skip_to = text.len() - after.len() + 1;
        }
    }

    fn node(&mut self, node: NodeRef<'_>) {
        match node.kind() {
            Kind::Comment => self.comment(node),
            Kind::Text | Kind::Signature => {
                let start = node.span().range().start.max(self.skip_to);
                let text = node.document_text().get(start..node.span().range().end).unwrap_or_default();
                self.out.push_str(&escape(text));
            }
            Kind::Raw => self.out.push_str(&escape(node.source()).replace("&amp;", "&")),
            Kind::Entity => self.out.push_str(node.source()),
            Kind::Heading => self.element(&format!("h{}", node.level()), node.children().skip(1)),
            Kind::Bold => self.emphasis("b", node),
            Kind::Italic => self.emphasis("i", node),
            Kind::Wikilink => self.link(node),
            Kind::File => self.file(node, "span"),
            Kind::GalleryLine => self.file(node, "div"),
            Kind::ExternalLink | Kind::BareUrl => self.external(node),
            Kind::MagicLink => self.out.push_str(&format!("<a class=mw-magiclink>{}</a>", node.source())),
            Kind::Tag => self.tag(node),
            Kind::Reference => self.reference(node),
            Kind::Table => self.table(node),
            Kind::Caption => self.element("caption", node.children().skip(1)),
            Kind::Row => self.element("tr", node.children()),
            Kind::Cell => self.element(if node.is_header() { "th" } else { "td" }, node.children()),
            Kind::Term => self.block(node.children()),
            Kind::Rule => self.out.push_str("<hr>"),
            Kind::Redirect => {
                let is_link = |child: &NodeRef<'_>| Link::cast(*child).is_some();
                node.children().filter(is_link).for_each(|link| self.link(link));
            }
            Kind::Unclosed | Kind::Stray if node.is_paired() => self.transclusion(node),
            Kind::Unclosed | Kind::Stray => self.broken(node),
            Kind::Attributes => self.attributes(node),
            Kind::ParserFunction if node.source() == "{{!}}" => self.out.push('|'),
            Kind::Template | Kind::ParserFunction | Kind::Parameter => {
                self.out.push_str(&escape(node.source()))
            }
            Kind::LanguageVariant => self.block(node.children()),
            _ => {}
        }
    }

    /// Where one node goes on as another, MediaWiki writes no tags.
    fn emphasis(&mut self, name: &str, node: NodeRef<'_>) {
        let goes_on = Emphasis::cast(node).is_some_and(Emphasis::goes_on);
        let is_whole = self.broken == Broken::LeftOut;
        if is_whole || !goes_on {
            self.out.push_str(&format!("<{name}>"));
        }
        self.block(node.children().filter(|child| child.kind() != Kind::Mark));
        if is_whole || !self.split.contains(&node.id()) {
            self.out.push_str(&format!("</{name}>"));
        }
    }

    fn element<'t>(&mut self, name: &str, nodes: impl Iterator<Item = NodeRef<'t>>) {
        self.out.push_str(&format!("<{name}>"));
        self.block(nodes.filter(|node| node.kind() != Kind::Mark));
        self.out.push_str(&format!("</{name}>"));
    }

    /// MediaWiki ends a table that has no cell in wiki markup with an empty one.
    fn table(&mut self, node: NodeRef<'_>) {
        let has_cell = node.children_of(Kind::Row).any(|row| row.child(Kind::Cell).is_some());
        self.out.push_str("<table>");
        self.block(node.children().skip(1).filter(|child| child.kind() != Kind::Mark));
        self.out.push_str(if has_cell { "</table>" } else { "<tr><td></td></tr></table>" });
    }

    /// Attributes are not written, but references in them count.
    fn attributes(&mut self, node: NodeRef<'_>) {
        let before = self.out.len();
        for child in node.children_of(Kind::Reference) {
            self.reference(child);
        }
        self.out.truncate(before);
        node.children().filter(|child| child.is_paired()).for_each(|tag| self.transclusion(tag));
    }

    /// What stands between the tags of `<includeonly>` is not on the page, whatever they cross.
    fn transclusion(&mut self, node: NodeRef<'_>) {
        if Tag::cast(node).is_none_or(|tag| tag.name() != "includeonly") {
            return;
        }
        if node.kind() == Kind::Unclosed {
            self.hidden_from = Some(self.out.len());
        } else if let Some(from) = self.hidden_from.take() {
            self.out.truncate(from);
        }
    }

    fn link(&mut self, node: NodeRef<'_>) {
        let Some(link) = Link::cast(node) else { return };
        let target = link.target();
        self.out.push_str(&format!("<a data-target=\"{}\">", attribute(&target)));
        if link.has_label() {
            self.block(link.label_nodes());
        } else {
            self.out.push_str(&escape(target.trim_start_matches(':')).replace("&amp;", "&"));
        }
        self.out.push_str("</a>");
    }

    fn external(&mut self, node: NodeRef<'_>) {
        let Some(link) = ExternalLink::cast(node) else { return };
        let url = link.url();
        self.out.push_str(&format!("<a class=external href=\"{}\">", attribute(&url)));
        if node.kind() == Kind::BareUrl {
            self.out.push_str(&escape(&url).replace("&amp;", "&"));
        } else {
            self.block(link.label_nodes());
        }
        self.out.push_str("</a>");
    }

    fn file(&mut self, node: NodeRef<'_>, element: &str) {
        let Some(link) = Link::cast(node) else { return };
        let target = link.target();
        let name = target.split_once(':').map_or(target.as_ref(), |(_, name)| name);
        self.out.push_str(&format!("<{element} typeof=mw:File><img data-file=\"{}\">", attribute(name)));
        let part = |option: NodeRef<'_>| option.source().trim_start_matches('|').trim().to_lowercase();
        let shows =
            |option| SHOWS_CAPTION.contains(&part(option).split('=').next().unwrap_or_default().trim());
        let caption = link.options().filter(|option| !self.site.is_file_option(&part(*option))).last();
        if let Some(caption) = caption {
            let before = self.out.len();
            self.block(caption.children().skip(1));
            if element != "div" && !link.options().any(shows) {
                self.out.truncate(before);
            }
        }
        self.out.push_str(&format!("</{element}>"));
    }

    fn tag(&mut self, node: NodeRef<'_>) {
        let Some(tag) = Tag::cast(node) else { return };
        let name = tag.name();
        match html_element(&name) {
            _ if name == "pre" => {
                self.out.push_str("<pre>");
                match node.child(Kind::Raw) {
                    Some(raw) => {
                        let content = escape(&without_nowiki(raw.source())).replace("&amp;", "&");
                        self.out.push_str(&content);
                    }
                    None => self.block(tag.content_nodes()),
                }
                self.out.push_str("</pre>");
            }
            Some(element) => {
                self.out.push_str(&format!("<{name}>"));
                node.children_of(Kind::Attributes).for_each(|attributes| self.attributes(attributes));
                self.block(tag.content_nodes());
                if !element.is_void() && !node.has_implicit_end() {
                    self.out.push_str(&format!("</{name}>"));
                }
            }
            None if name == "includeonly" => {}
            None if name == "gallery" => {
                self.block(tag.content_nodes().filter(|line| line.kind() == Kind::GalleryLine))
            }
            None if name == "references" => {
                self.in_references = true;
                self.block(tag.content_nodes());
                self.in_references = false;
            }
            None => self.block(tag.content_nodes()),
        }
    }

    fn reference(&mut self, node: NodeRef<'_>) {
        let Some(tag) = Tag::cast(node) else { return };
        if !self.in_references {
            self.out.push_str("<sup class=reference></sup>");
        }
        let out = std::mem::take(&mut self.out);
        self.block(tag.content_nodes());
        let note = std::mem::replace(&mut self.out, out);
        self.notes.push_str(&format!("<li><span class=reference-text>{note}</span></li>"));
    }

    /// What is open or stray: quotes and HTML tags are written all the same, anything else is text.
    fn broken(&mut self, node: NodeRef<'_>) {
        let source = node.source();
        node.children_of(Kind::Attributes).for_each(|attributes| self.attributes(attributes));
        let close = if node.kind() == Kind::Stray { "/" } else { "" };
        let name = Tag::cast(node).map(|tag| tag.name());
        let goes_on = self.goes_on.contains(&node.id());
        match (name, source) {
            (Some(name), _) if goes_on => self.out.push_str(&format!("<{name}>")),
            (Some(name), _) if self.broken == Broken::LeftOut && (name == "b" || name == "i") => {}
            (None, "''" | "'''") if self.broken == Broken::LeftOut => {}
            (Some(name), _) if html_element(&name).is_some() => {
                self.out.push_str(&format!("<{close}{name}>"))
            }
            (Some(name), _) if name == "noinclude" || name == "onlyinclude" => {}
            (None, "''") => self.out.push_str(&format!("<{close}i>")),
            (None, "'''") => self.out.push_str(&format!("<{close}b>")),
            _ => self.out.push_str(&escape(source)),
        }
    }
}

/// Whether a node between two preformatted lines leaves them one block: a comment, or lines of white space that start
/// with a space.
fn keeps_preformatted(node: NodeRef<'_>) -> bool {
    let lines = |text: &str| {
        text.starts_with('\n')
            && text.ends_with('\n')
            && text[1..].split_inclusive('\n').all(|line| line.starts_with(' ') && line.trim().is_empty())
    };
    node.kind() == Kind::Comment || node.kind() == Kind::Text && lines(node.source())
}

/// The elements that a list mark stands for.
fn list(sign: char) -> (&'static str, &'static str) {
    match sign {
        '*' => ("ul", "li"),
        '#' => ("ol", "li"),
        ';' => ("dl", "dt"),
        _ => ("dl", "dd"),
    }
}

/// The content of `<pre>` without the pairs of `<nowiki>` that MediaWiki takes out of it.
fn without_nowiki(mut content: &str) -> String {
    let mut out = String::new();
    while let Some((before, (inner, after))) = content
        .split_once("<nowiki>")
        .and_then(|(before, rest)| Some((before, rest.split_once("</nowiki>")?)))
    {
        out.extend([before, inner]);
        content = after;
    }
    out + content
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Source text as the value of an attribute: character references in it still count.
fn attribute(text: &str) -> String {
    text.replace('"', "&quot;").replace('<', "&lt;")
}
