//! The comments that tell wikivet what to ignore.

pub mod suppression_malformed;
pub mod suppression_unbalanced;
pub mod suppression_unknown_rule;
pub mod suppression_unused;

use super::shown;

/// How many names a message quotes.
const NAMED: usize = 3;

/// Names as a message quotes them: `` `a`, `b` or `c` ``.
fn quoted(names: &[&str], and: &str) -> String {
    let rest = names.len().saturating_sub(NAMED);
    let mut parts: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{}`", shown(name))).collect();
    parts.extend((rest > 0).then(|| format!("{rest} more")));
    match parts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} {and} {last}", others.join(", ")),
        None => String::new(),
    }
}
