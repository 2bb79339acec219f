//! `rules/text/html-entity-named.md` and `rules/text/html-entity-numeric.md`

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};
use unicode_normalization::is_nfc;

use super::references::is_read;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::Html;
use crate::rules::is_in_code;
use crate::syntax::{Kind, KindSet, NodeRef};
use crate::value::character::is_invisible;
use crate::value::entity;

/// Finds names of characters that can be written as themselves.
pub struct HtmlEntityNamed;

/// Finds numbers of characters that can be written as themselves.
pub struct HtmlEntityNumeric;

const ENTITIES: Interest = Interest::kinds(KindSet::of(&[Kind::Entity]));

impl Rule for HtmlEntityNamed {
    fn interest(&self) -> Interest {
        ENTITIES
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let name = node.source().trim_matches(['&', ';']);
        if !name.starts_with('#') && name != "nbsp" && !Html::known().is_clearer_as_entity(name) {
            report(node, cx);
        }
    }
}

impl Rule for HtmlEntityNumeric {
    fn interest(&self) -> Interest {
        ENTITIES
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        if node.source().starts_with("&#") {
            report(node, cx);
        }
    }
}

/// Reports a reference if its character can stand there as it is.
fn report(node: NodeRef<'_>, cx: &mut Context<'_>) {
    let reference = node.source();
    let Some(decoded) = entity::decode(reference) else { return };
    let mut signs = decoded.chars();
    let Some(sign) = signs.next().filter(|_| signs.next().is_none()) else { return };
    if !can_stand(sign) || is_in_code(node) || !is_read(node.span(), cx) {
        return;
    }
    let order = format!("write `{sign}`");
    let fix = Fix::replace(order, node.span(), decoded, Safety::Safe).cosmetic();
    cx.report(
        Finding::new(node.span(), format!("`{reference}` can be written as `{sign}`"))
            .help("write the sign itself: it is easier to read and to search for")
            .cluster(reference.to_owned())
            .fix(fix),
    );
}

/// Whether a character is seen, is no markup, joins nothing before it, and stays the same once the page is saved.
fn can_stand(sign: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(sign);
    !sign.is_ascii()
        && !sign.is_whitespace()
        && !is_invisible(sign)
        && !GeneralCategoryGroup::Mark.contains(category)
        && category != GeneralCategory::Unassigned
        && is_nfc(sign.encode_utf8(&mut [0; 4]))
}
