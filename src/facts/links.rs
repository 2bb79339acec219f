//! The external links of a document: where each URL stands, in what form, and what marks say about it.

use std::collections::HashSet;

use super::Facts;
use super::written_address::{Written, is_literal, written};
use crate::profile::{Archives, ParamType, Role, UrlParams};
use crate::source::Span;
use crate::syntax::{Argument, FileOption, Kind, KindSet, NodeId, NodeRef, Tag, Template};
use crate::value::page_key::page_sum;
use crate::value::url::url_parts;

/// The external links of a document in document order.
#[derive(Debug, Default)]
pub struct Links {
    list: Vec<Link>,
}

/// The form of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkForm {
    /// `[http://… label]`
    Bracketed,
    /// A URL in the text.
    Bare,
    /// The value of a template's parameter that takes a URL.
    Argument,
    /// What a picture leads to: `link=` of a file or of a gallery's line, and `[http://… title]` in an imagemap.
    Picture,
}

/// One external link.
#[derive(Debug)]
pub struct Link {
    /// The node: an external link, a bare URL, an argument, an option of a file, or the source of an imagemap.
    pub node: NodeId,
    /// Where the URL stands.
    pub url: Span,
    /// How it is written.
    pub form: LinkForm,
    /// Whether the URL stands there as a whole: no template, parameter or comment makes part of it.
    pub is_literal: bool,
    /// Whether it is the address of an archived copy that another link is about.
    pub is_archive: bool,
    /// Whether an archived copy of it is given beside it.
    pub has_archive: bool,
    /// Where the address of that copy stands, if it is written there and not made by a template.
    pub archive: Option<Span>,
    /// The template that marks it as dead.
    pub dead: Option<NodeId>,
}

impl Links {
    /// All links.
    pub fn iter(&self) -> impl Iterator<Item = &Link> {
        self.list.iter()
    }

    /// The links whose addresses begin in a part of the text.
    pub fn within(&self, span: Span) -> &[Link] {
        let place = |at: u32| self.list.partition_point(|link| link.url.start < at);
        self.list.get(place(span.start)..place(span.end)).unwrap_or_default()
    }

    /// The link at a place among all of them.
    pub fn get(&self, place: usize) -> Option<&Link> {
        self.list.get(place)
    }

    /// Reads the links of a document in one pass.
    pub(super) fn read(facts: &Facts<'_>) -> Links {
        let has_marks = facts.has_role(Role::DeadLink) || facts.has_role(Role::Archive);
        let mut reader = Reader {
            facts,
            has_marks,
            list: Vec::new(),
            last: None,
            ahead: None,
            scopes: Vec::new(),
            values: Vec::new(),
        };
        let links =
            KindSet::of(&[Kind::ExternalLink, Kind::BareUrl, Kind::Template, Kind::FileOption, Kind::Raw]);
        if has_marks {
            for node in facts.tree.nodes_of(READ_WITH_MARKS) {
                reader.leave(node.id());
                reader.read(node);
            }
        } else {
            facts.tree.nodes_of(links).for_each(|node| reader.read(node));
        }
        // The arguments of a template are read before what stands in those between them.
        reader.list.sort_by_key(|link| link.url.start);
        pair_with_copies(&mut reader.list, facts);
        Links { list: reader.list }
    }
}

impl Link {
    fn give_archive(&mut self, place: Option<Span>) {
        self.has_archive = true;
        self.archive = self.archive.or(place);
    }
}

/// Links, and what tells which of them a mark is about.
const READ_WITH_MARKS: KindSet = KindSet::of(&[
    Kind::ExternalLink,
    Kind::BareUrl,
    Kind::Template,
    Kind::FileOption,
    Kind::Raw,
    Kind::Reference,
    Kind::File,
    Kind::GalleryLine,
    Kind::ListItem,
    Kind::Term,
    Kind::Cell,
    Kind::Row,
    Kind::Heading,
    Kind::Text,
]);

struct Reader<'f, 'a> {
    facts: &'f Facts<'a>,
    /// Whether templates occur that mark the link before them, so that it has to be known which that is.
    has_marks: bool,
    list: Vec<Link>,
    /// The link that a mark found next would be about.
    last: Option<usize>,
    /// A mark that stands before all links of its reference, as some wikis write it, and that reference's end.
    ahead: Option<(NodeId, NodeId)>,
    /// The references, pictures and templates that the walk is inside of.
    scopes: Vec<Scope>,
    /// The arguments ahead whose value has been read as a URL, each as its first node and the one behind it; the next
    /// one is the last of the list.
    values: Vec<(NodeId, NodeId)>,
}

/// What a mark behind a reference, a picture or a template is about.
struct Scope {
    end: NodeId,
    kept: Option<usize>,
    /// Whether `kept` goes before links found inside.
    wins: bool,
}

impl Reader<'_, '_> {
    /// Ends the references, pictures and templates that a node stands behind.
    fn leave(&mut self, at: NodeId) {
        self.ahead = self.ahead.filter(|(_, end)| at < *end);
        while let Some(scope) = self.scopes.pop_if(|scope| scope.end <= at) {
            self.last = if scope.wins { scope.kept.or(self.last) } else { self.last.or(scope.kept) };
        }
    }

    fn read(&mut self, node: NodeRef<'_>) {
        match node.kind() {
            Kind::Reference => {
                let kept = self.last.take();
                self.scopes.push(Scope { end: node.subtree_end(), kept, wins: false });
            }
            // A mark in a caption is about what the picture leads to, or about a link in the caption.
            Kind::File | Kind::GalleryLine => {
                let kept = self.last.take();
                self.scopes.push(Scope { end: node.subtree_end(), kept, wins: true });
            }
            Kind::ListItem | Kind::Term | Kind::Cell | Kind::Row | Kind::Heading => self.last = None,
            Kind::Text if self.last.is_some() && has_blank_line(node.source()) => self.last = None,
            Kind::ExternalLink if !self.is_read(node.id()) => {
                if let Some(target) = node.child(Kind::Target) {
                    let written = self.written(target.span(), target.children());
                    self.add_written(node, &written, LinkForm::Bracketed);
                    self.pass_mark(target, &written);
                }
            }
            Kind::BareUrl if !self.is_read(node.id()) => {
                let written = self.written(node.span(), node.children());
                self.add_written(node, &written, LinkForm::Bare);
                self.pass_mark(node, &written);
            }
            Kind::Template => self.template(node),
            Kind::FileOption => self.file_option(node),
            Kind::Raw => self.imagemap(node),
            _ => {}
        }
    }

    /// Whether a node stands in a value that has been read as a URL.
    fn is_read(&mut self, at: NodeId) -> bool {
        while self.values.pop_if(|(_, end)| *end <= at).is_some() {}
        self.values.last().is_some_and(|(start, _)| *start <= at)
    }

    fn file_option(&mut self, node: NodeRef<'_>) {
        // What is longer is a caption, which may hold files of its own.
        let may_hold_address = node.source().len() <= MAX_OPTION && node.source().contains("//");
        let Some(option) = FileOption::cast(node).filter(|_| may_hold_address) else { return };
        let site = &self.facts.profile.site;
        if option.name(site) == Some(LINK_OPTION) && is_whole_address(option.value(site)) {
            let value = option.value(site);
            let end = option.text_span().trim(node.document_text()).end;
            let url = Span::new(end - value.len() as u32, end);
            self.add(node, url, LinkForm::Picture, option.text_nodes().all(is_literal));
        }
    }

    /// The areas of an imagemap: `rect 1 2 3 4 [http://… title]`, one a line.
    fn imagemap(&mut self, node: NodeRef<'_>) {
        let is_map = node.parent().and_then(Tag::cast).is_some_and(|tag| tag.name() == IMAGEMAP);
        if !is_map {
            return;
        }
        let mut start = node.span().start;
        for line in node.source().split_inclusive('\n') {
            let area = line.split_once('[').filter(|_| !line.starts_with('#'));
            if let Some((before, target)) = area {
                let url = target.split([']', ' ', '\t', '\n']).next().unwrap_or_default();
                if is_address(url) {
                    let at = start + before.len() as u32 + 1;
                    self.push(node, Span::new(at, at + url.len() as u32), LinkForm::Picture, true);
                }
            }
            start += line.len() as u32;
        }
    }

    /// Adds a link, with the mark that stands right behind its address.
    fn add_written(&mut self, node: NodeRef<'_>, written: &Written, form: LinkForm) {
        self.add(node, written.url, form, written.is_whole);
        // Which of a template's links is its own is known once all are read.
        let ahead = if form == LinkForm::Argument { None } else { self.ahead.take() };
        self.change(self.last, |link| link.dead = written.mark.or(ahead.map(|(mark, _)| mark)));
    }

    /// Passes over a mark that has been read with its address.
    fn pass_mark(&mut self, address: NodeRef<'_>, written: &Written) {
        if written.mark.is_some() {
            self.values.push((address.id(), address.subtree_end()));
        }
    }

    /// Adds a link that a mark found next can be about.
    fn add(&mut self, node: NodeRef<'_>, url: Span, form: LinkForm, is_literal: bool) {
        self.last = Some(self.list.len());
        self.push(node, url, form, is_literal);
    }

    fn push(&mut self, node: NodeRef<'_>, url: Span, form: LinkForm, is_literal: bool) {
        self.list.push(Link {
            node: node.id(),
            url,
            form,
            is_literal,
            is_archive: false,
            has_archive: false,
            archive: None,
            dead: None,
        });
    }

    fn template(&mut self, node: NodeRef<'_>) {
        let Some(schema) = self.facts.schema(node) else { return };
        if !(schema.takes_urls() || schema.has(Role::DeadLink) || schema.has(Role::Archive)) {
            return;
        }
        let Some(template) = Template::cast(node) else { return };
        let before = self.last;
        let mut url = None;
        let mut archive = None;
        let mut urls: Vec<(Argument<'_>, ParamType)> = template
            .arguments()
            .filter_map(|argument| Some((schema.param(&argument.key)?.kind, argument)))
            .filter(|(kind, argument)| kind.is_url() && !argument.value().is_empty())
            .map(|(kind, argument)| (argument, kind))
            .collect();
        // A mark in a value that has been read as a URL has been read with it.
        if self.is_read(node.id()) && schema.has(Role::DeadLink) {
            return;
        }
        let values = urls.iter().rev().map(|(Argument { node, .. }, _)| (node.id(), node.subtree_end()));
        self.values.extend(values);
        if urls.len() > 1 {
            // Of arguments with the same name the last one counts.
            let mut taken = HashSet::new();
            urls.reverse();
            urls.retain(|(argument, _)| taken.insert(argument.key.clone()));
            urls.reverse();
        }
        for (argument, kind) in urls {
            let index = self.argument(&argument);
            let first = if kind == ParamType::Url { &mut url } else { &mut archive };
            first.get_or_insert(index);
        }
        let own = url.or(archive);
        let place = |at: Option<usize>| at.and_then(|at| self.list.get(at)).map(|link| link.url);
        let (own_place, archive_place) = (place(own), place(archive));
        // One that names another page than the link before it is of a link that stands elsewhere.
        let is_tracking = |name: &str| UrlParams::known().is_tracking(name);
        let page = |at: Option<usize>| place(at).map(|at| page_sum(self.facts.doc.slice(at), is_tracking));
        let of_before = before.filter(|_| url.is_none() || page(url) == page(before));
        let marked = if schema.has(Role::DeadLink) {
            // Some enclose the link, in a place that is not known.
            let marked = own.or(before.filter(|_| !holds_address(node)));
            self.change(marked, |link| link.dead = Some(node.id()));
            let reference = self.scopes.iter().rev().find(|scope| !scope.wins).map(|scope| scope.end);
            self.ahead =
                reference.filter(|_| marked.is_none() && !holds_address(node)).map(|end| (node.id(), end));
            marked
        } else if schema.has(Role::Archive) {
            // Some are given the address of the page, and make that of the copy.
            self.change(url, |link| link.has_archive = true);
            self.change(archive, |link| link.is_archive = true);
            self.change(of_before, |link| link.give_archive(own_place));
            of_before
        } else {
            self.change(archive, |link| link.is_archive = true);
            self.change(url.filter(|_| archive.is_some()), |link| link.give_archive(archive_place));
            if let Some((mark, _)) = self.ahead.take_if(|_| own.is_some()) {
                self.change(own, |link| link.dead = link.dead.or(Some(mark)));
            }
            own
        };
        if self.has_marks && marked.is_some() {
            self.scopes.push(Scope { end: node.subtree_end(), kept: marked, wins: true });
        }
    }

    fn argument(&mut self, argument: &Argument<'_>) -> usize {
        let written = self.written(argument.value_span(), argument.value_nodes());
        self.add_written(argument.node, &written, LinkForm::Argument);
        self.list.len() - 1
    }

    fn written<'t>(&self, all: Span, nodes: impl Iterator<Item = NodeRef<'t>>) -> Written {
        written(all, self.facts.doc.text(), nodes, |node| self.is_mark(node))
    }

    /// Whether a node is a template that marks the link before it as dead.
    fn is_mark(&self, node: NodeRef<'_>) -> bool {
        let is_mark = || self.facts.schema(node).is_some_and(|schema| schema.has(Role::DeadLink));
        // Some enclose the link.
        self.has_marks && node.kind() == Kind::Template && is_mark() && !holds_address(node)
    }

    fn change(&mut self, link: Option<usize>, change: impl FnOnce(&mut Link)) {
        if let Some(link) = link.and_then(|at| self.list.get_mut(at)) {
            change(link);
        }
    }
}

/// Gives links the copy that is the next link, as in templates that no schema tells about.
fn pair_with_copies(list: &mut [Link], facts: &Facts<'_>) {
    for at in 1..list.len() {
        let (before, after) = list.split_at_mut(at);
        let (Some(link), Some(copy)) = (before.last_mut(), after.first()) else { continue };
        let (url, copied) = (facts.doc.slice(link.url), facts.doc.slice(copy.url));
        let before = copied.strip_suffix(url).filter(|before| !before.is_empty() && !link.has_archive);
        // `wnba.com` ends as `nba.com` does.
        let is_whole = |before: &str| {
            let before = before.strip_suffix("www.").unwrap_or(before);
            before.ends_with(['/', '=', '*', '?', ':'])
        };
        if before.is_some_and(is_whole) && Archives::known().of_url(copied).is_some() {
            link.give_archive(Some(copy.url));
        }
    }
}

/// How many bytes the option of a file with an address has at most, and how many of a template are looked at for one.
pub(crate) const MAX_OPTION: usize = 2_500;

/// What MediaWiki calls the option of a file that says where it leads.
const LINK_OPTION: &str = "link";
/// The extension tag of pictures with areas that are links.
const IMAGEMAP: &str = "imagemap";

/// Whether an address stands in a template that marks links, as far as one looks.
pub(crate) fn holds_address(node: NodeRef<'_>) -> bool {
    let source = node.source();
    source.get(..source.floor_char_boundary(MAX_OPTION)).is_some_and(|start| start.contains("//"))
}

/// Whether all of a value is an address; one with a space in it is taken for a title.
fn is_whole_address(value: &str) -> bool {
    is_address(value) && !value.contains(char::is_whitespace)
}

/// Whether a target is an address: `scheme://` or `//` stands at its start.
fn is_address(target: &str) -> bool {
    url_parts(target).is_some()
}

fn has_blank_line(text: &str) -> bool {
    memchr::memchr_iter(b'\n', text.as_bytes()).any(|at| text.as_bytes().get(at + 1) == Some(&b'\n'))
}
