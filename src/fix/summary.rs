use std::collections::BTreeMap;

use super::Applied;
use crate::engine::Registry;

/// The longest edit summary that MediaWiki keeps, in Unicode code points (`CommentStore::COMMENT_CHARACTER_LIMIT`).
pub const MAX_SUMMARY: usize = 500;

/// An edit summary of fixes that were made: `wikivet: fixed mojibake (3), obsolete HTML tag (2)`. What was fixed most
/// often comes first; empty if nothing was fixed. `registry` has the titles of the rules.
pub fn summary<'a>(applied: impl IntoIterator<Item = &'a Applied>, registry: &Registry) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for fix in applied {
        *counts.entry(fix.rule).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let parts: Vec<String> =
        counts.iter().map(|(rule, count)| format!("{} ({count})", title(registry, rule))).collect();
    let start = concat!(env!("CARGO_PKG_NAME"), ": fixed ");
    let fits = |shown: usize| {
        let rest: usize = counts.iter().skip(shown).map(|(_, count)| count).sum();
        let mut list = parts.iter().take(shown).cloned().collect::<Vec<_>>().join(", ");
        if rest > 0 {
            list += &format!("{}{rest} more", if shown > 0 { ", and " } else { "" });
        }
        let summary = format!("{start}{list}");
        (summary.chars().count() <= MAX_SUMMARY).then_some(summary)
    };
    if parts.is_empty() { String::new() } else { (0..=parts.len()).rev().find_map(fits).unwrap_or_default() }
}

/// The title of a rule's page, as it stands within a sentence.
fn title(registry: &Registry, rule: &str) -> String {
    let title = registry.page(rule).map_or(rule, |page| page.title);
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        // An abbreviation stays as it is.
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::Safety;

    fn applied(rule: &'static str) -> Applied {
        Applied { rule, title: String::new(), safety: Safety::Safe, cosmetic: false, span: None }
    }

    #[test]
    fn it_counts_by_the_titles_of_the_rules() {
        let fixes = ["mojibake", "obsolete-tag", "obsolete-tag"].map(applied);
        assert_eq!(
            summary(&fixes, Registry::built_in()),
            "wikivet: fixed obsolete HTML tag (2), mojibake (1)"
        );
        assert_eq!(summary(&[], Registry::built_in()), "");
    }

    #[test]
    fn what_mediawiki_would_cut_off_is_counted() {
        let names = (0..60).map(|number| &*format!("a-rule-with-a-name-{number}").leak());
        let summary = summary(&names.map(applied).collect::<Vec<_>>(), Registry::built_in());
        assert!(summary.chars().count() <= MAX_SUMMARY);
        assert!(summary.ends_with(" more"), "{summary}");
    }
}
