//! `rules/template/template-duplicate-arg.md`

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::fix::{Fix, Safety};
use crate::rules::options::Words;
use crate::rules::{holds_comment, shown};
use crate::source::Span;
use crate::syntax::{Argument, Kind, KindSet, MAX_NAME, NodeRef, Template};

/// Finds arguments that a later one of the same name overrides.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct TemplateDuplicateArg {
    /// Names of templates that are let be; case makes no difference.
    ignore_templates: Words,
}

/// The longest value, in bytes, that comments are taken out of.
const MAX_CLEANED: usize = 2000;

impl Rule for TemplateDuplicateArg {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Template]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(template) = Template::cast(node) else { return };
        if !may_repeat(template) || self.ignore_templates.contains(&template.name()) {
            return;
        }
        let mut arguments: Vec<Argument<'_>> =
            template.arguments().filter(|argument| !is_unknown(argument)).collect();
        arguments.sort_by(|one, other| one.key.cmp(&other.key));
        for alike in arguments.chunk_by(|one, other| one.key == other.key) {
            let Some((last, earlier)) = alike.split_last() else { continue };
            earlier.iter().for_each(|earlier| cx.report(finding(earlier, last)));
        }
    }
}

/// Whether two names may be the same, by a few of their bytes.
fn may_repeat(template: Template<'_>) -> bool {
    let mut seen = [0_u64; 4];
    template.arguments().any(|argument| {
        let bytes = argument.key.as_bytes();
        let byte = |at: usize| u32::from(bytes.get(at).copied().unwrap_or(0));
        let mixed = bytes.len() as u32 * 5
            + byte(0) * 7
            + byte(bytes.len() / 2) * 13
            + byte(bytes.len().wrapping_sub(1)) * 31;
        let (word, bit) = (mixed as usize / 64 % 4, 1 << (mixed % 64));
        let is_known = seen[word] & bit != 0;
        seen[word] |= bit;
        is_known
    })
}

/// Whether the name holds a template or a parameter, so that nobody knows it before the page is shown, or is so long
/// that its view does not give it.
fn is_unknown(argument: &Argument<'_>) -> bool {
    let computes = |kind| matches!(kind, Kind::Template | Kind::ParserFunction | Kind::Parameter);
    let Some(name) = argument.node.child(Kind::Name) else { return false };
    name.span().len() > MAX_NAME || name.descendants().any(|node| computes(node.kind()))
}

fn finding(earlier: &Argument<'_>, last: &Argument<'_>) -> Finding {
    let key = shown(&earlier.key);
    let (lost, kept) = (value(earlier), value(last));
    let message = match (lost.as_ref(), kept.as_ref()) {
        ("", "") => format!("`{key}` is given again, and both times without a value"),
        ("", value) => format!("`{key}` is empty here and given again as `{}`, which counts", shown(value)),
        (lost, "") => format!("`{key}` is given again without a value, so that `{}` is lost", shown(lost)),
        (lost, value) if lost == value => {
            format!("`{key}` is given again with the same value `{}`", shown(value))
        }
        (lost, value) => {
            format!("`{key}` is given again as `{}`, which counts; `{}` is lost", shown(value), shown(lost))
        }
    };
    let place = earlier.node.child(Kind::Name).map_or_else(|| earlier.node.span(), |name| name.span());
    let text = earlier.node.document_text();
    let loses = !lost.is_empty() && lost != kept;
    let label = last.node.child(Kind::Name).map_or_else(|| last.node.span(), |name| name.span());
    let finding = Finding::new(trimmed(place, text), message).label(trimmed(label, text), "this one counts");
    if loses {
        return finding.help("keep the argument that is right, and remove or rename the other one");
    }
    let finding = finding.severity(Severity::Warning).help("remove this one");
    // Without a positional argument the ones after it would move up.
    if earlier.is_named() {
        let safety = if holds_comment(earlier.node) { Safety::Suggested } else { Safety::Safe };
        let title = format!("remove the earlier `{key}`");
        // Not cosmetic: the page leaves a maintenance category.
        finding.fix(Fix::replace(title, earlier.node.span(), "", safety))
    } else {
        finding
    }
}

/// The value without comments, trimmed; values nest, so long ones are taken as they are.
fn value<'t>(argument: &Argument<'t>) -> Cow<'t, str> {
    if !holds_comment(argument.node) || argument.value().len() > MAX_CLEANED {
        return Cow::Borrowed(argument.value());
    }
    let nodes = argument.value_nodes().filter(|node| node.kind() != Kind::Comment);
    Cow::Owned(nodes.map(NodeRef::source).collect::<String>().trim().to_owned())
}

/// A span without the white space around its text; as it is, if there is nothing else.
fn trimmed(span: Span, text: &str) -> Span {
    Some(span.trim(text)).filter(|trimmed| !trimmed.is_empty()).unwrap_or(span)
}
