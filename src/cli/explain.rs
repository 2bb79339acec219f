use std::io::{self, Write};

use anyhow::bail;

use super::planning::registry_here;
use crate::engine::{Evidence, Page, rules_named};

/// What says how pages of own rules are written.
const OWN_RULES: &str = "own-rules";

/// Prints the page of each rule that a selector names, or how pages of own rules are written.
pub(super) fn run(wanted: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    if wanted == OWN_RULES {
        return Ok(write!(out, "{}", include_str!("../../docs/own-rules.md"))?);
    }
    let registry = registry_here()?;
    let (names, _) = rules_named(registry, wanted)?;
    if names.is_empty() {
        bail!("wikivet has no rule for `{wanted}` yet");
    }
    let pages = names.into_iter().filter_map(|name| registry.page(name));
    for page in pages {
        write_page(page, out)?;
    }
    Ok(())
}

fn write_page(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let default = if page.default { "on by default" } else { "off by default" };
    let fix = page.fix.map_or("no fix".to_owned(), |safety| format!("{} fix", safety.name()));
    writeln!(out, "{} · {} · {} · {default} · {fix}", page.name, page.group, page.severity.name())?;
    let also: Vec<String> =
        page.also.iter().flat_map(|(tool, ids)| ids.iter().map(move |id| format!("{tool}:{id}"))).collect();
    if !also.is_empty() {
        writeln!(out, "also known as {}", also.join(", "))?;
    }
    writeln!(out)?;
    writeln!(out, "{}\n", body(page).trim())?;
    if page.check.is_some() {
        writeln!(out, "## Check\n\n```toml\n{}\n```\n", check(page.front))?;
    }
    Ok(())
}

/// What front matter says from its first table `[check]` on.
fn check(front: &str) -> &str {
    let at = front.match_indices("[check").map(|(at, _)| at);
    let first =
        at.into_iter().find(|&at| at == 0 || front.get(..at).is_some_and(|before| before.ends_with('\n')));
    front.get(first.unwrap_or(0)..).unwrap_or(front).trim_end()
}

/// The page's text, with the counts of its evidence as a sentence.
fn body(page: &Page) -> String {
    let Evidence { pages, findings, judged, right } = page.evidence;
    let Some((before, block)) = page.body.split_once("```evidence\n") else { return page.body.to_owned() };
    let after = block.split_once("```").map_or("", |(_, after)| after);
    let counts = if judged == 0 {
        format!("Run on {pages} real pages: {findings} findings.")
    } else {
        format!(
            "Run on {pages} real pages: {findings} findings. {judged} were read, and {right} of them were right."
        )
    };
    format!("{before}{counts}{after}")
}
