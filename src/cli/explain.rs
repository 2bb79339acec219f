use std::io::{self, Write};

use anyhow::bail;

use crate::engine::{Page, nearest, rules};

/// Prints the page of a rule.
pub(super) fn run(wanted: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    let pages: Vec<&Page> = match wanted.split_once(':') {
        Some((tool, id)) => rules()
            .iter()
            .map(|entry| &entry.page)
            .filter(|page| page.also.get(tool).is_some_and(|ids| ids.iter().any(|known| known == id)))
            .collect(),
        None => rules().iter().map(|entry| &entry.page).filter(|page| page.name == wanted).collect(),
    };
    if pages.is_empty() {
        match nearest(wanted, rules().iter().map(|entry| entry.page.name)) {
            Some(name) => bail!("there is no rule `{wanted}`; did you mean `{name}`?"),
            None => bail!("there is no rule `{wanted}`; `wikivet rules` lists them"),
        }
    }
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
    writeln!(out, "{}", page.body.trim())
}
