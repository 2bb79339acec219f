//! `rules/metadata/signature-in-article.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::fix::{Edit, Fix, Safety};
use crate::profile::Profile;
use crate::rules::{is_in_code, shown};
use crate::source::Span;
use crate::syntax::{Kind, KindSet, Link, NodeRef};

/// Finds signatures, and links to pages of users, in articles.
pub struct SignatureInArticle;

/// The namespaces of users and of their talk pages.
const USERS: [i32; 2] = [2, 3];

/// The namespace of pages about the wiki, which is mostly called as the wiki is.
const PROJECT: i32 = 4;

/// How far after a link the time of a signature is looked for, in bytes.
const MAX_SIGNATURE: usize = 80;

/// How far into a link a prefix is looked for, in bytes.
const MAX_PREFIX: usize = 80;

impl Rule for SignatureInArticle {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Signature, Kind::Wikilink]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let finding = match node.kind() {
            Kind::Signature => signature(node),
            _ => user_link(node, cx),
        };
        if let Some(finding) = finding.filter(|_| !is_in_code(node)) {
            cx.report(finding);
        }
    }
}

fn signature(node: NodeRef<'_>) -> Option<Finding> {
    let text = node.document_text();
    let before = text.get(..node.span().start as usize)?;
    let kept = before.trim_end_matches(['-', '–', '—', ' ']);
    let whole = Span::new(kept.len() as u32, node.span().end);
    Some(
        Finding::new(node.span(), format!("`{}` signs a comment, and this is an article", node.source()))
            .help("remove it: the page's history says who wrote what")
            .fix(Fix::new("remove the signature", vec![Edit::delete(whole)], Safety::Suggested)),
    )
}

fn user_link(node: NodeRef<'_>, cx: &Context<'_>) -> Option<Finding> {
    // Few links have a prefix.
    let head = node.source().as_bytes();
    memchr::memchr(b':', head.get(..MAX_PREFIX).unwrap_or(head))?;
    let link = Link::cast(node)?;
    let target = cx.doc.slice(link.target_span());
    let (prefix, _) = target.split_once(':')?;
    let namespace = cx.profile.site.namespace(prefix.trim())?;
    if !USERS.contains(&namespace) {
        return None;
    }
    let after = node.document_text().get(node.span().end as usize..)?;
    let near = after.get(..after.floor_char_boundary(MAX_SIGNATURE)).unwrap_or(after);
    let line = near.lines().next().unwrap_or_default();
    let finding = |message: String| {
        Finding::new(node.span(), message).help("remove it: articles link to other articles only")
    };
    if has_time(line) {
        return Some(finding(format!("`{}` is the signature of a user", shown(node.source()))));
    }
    (!is_about_the_wiki(cx)).then(|| {
        finding(format!("`{}` leads to a page of a user", shown(node.source()))).severity(Severity::Warning)
    })
}

/// Whether the page's title names the wiki: who wrote it is a subject of the article then.
fn is_about_the_wiki(cx: &Context<'_>) -> bool {
    let title = cx.doc.origin.page.as_deref().unwrap_or_default();
    title.split(|sign: char| !sign.is_alphanumeric()).any(|word| names_the_wiki(word, cx))
}

/// Whether a word is the wiki's own name for its project namespace, and not the one that all wikis share.
fn names_the_wiki(word: &str, cx: &Context<'_>) -> bool {
    cx.profile.site.namespace(word) == Some(PROJECT) && Profile::neutral().site.namespace(word).is_none()
}

/// Whether a text holds the time of a day: `12:33`.
fn has_time(text: &str) -> bool {
    text.as_bytes().windows(5).any(|window| {
        let is_digit = |at: usize| window.get(at).is_some_and(u8::is_ascii_digit);
        is_digit(0) && is_digit(1) && window.get(2) == Some(&b':') && is_digit(3) && is_digit(4)
    })
}
