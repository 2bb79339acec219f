//! Baselines: where they are, what is read and written.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::args::{BaselineArguments, LintArguments};
use super::inputs::paths;
use super::say;
use crate::baseline::{Baseline, Baselines, DEFAULT_NAME, Entry, Ledger, Place, Rewritten};
use crate::config::{cleaned, shown};
use crate::input::{Input, InputError, STDIN_NAME};
use crate::plan::Plans;
use crate::report::escape;
use crate::write::{System, write_whole};

/// The folder that is linted if none is named.
const HERE: &str = ".";

/// The baselines of a run.
pub(super) struct Known {
    pub(super) baselines: Baselines,
    /// Whether a configuration names one.
    is_configured: bool,
}

/// Refuses to write down findings of a text without a name, which nothing could be compared with later.
pub(super) fn check_names(
    arguments: &LintArguments,
    inputs: &[Result<Input, InputError>],
) -> anyhow::Result<()> {
    let is_nameless = arguments.input.stdin_filename.is_none()
        && inputs.iter().flatten().any(|input| *input == Input::Stdin);
    if arguments.baseline.write_baseline.is_some() && is_nameless {
        bail!("--write-baseline: standard input has no name; say with --stdin-filename which file it is");
    }
    Ok(())
}

/// Says in the plans where their baselines are, and reads those.
pub(super) fn read(arguments: &BaselineArguments, plans: &mut Plans) -> anyhow::Result<Known> {
    let is_configured = plans.iter().any(|plan| plan.baseline.is_some());
    let writes = arguments.write_baseline.is_some();
    let given = arguments.write_baseline.clone().flatten().or_else(|| arguments.baseline.clone());
    for plan in plans.iter_mut() {
        if arguments.no_baseline {
            plan.baseline = None;
        } else if let Some(given) = &given {
            plan.baseline = Some(given.clone());
        } else if writes && plan.baseline.is_none() {
            let root = plan.root.as_deref().unwrap_or(Path::new(""));
            plan.baseline = Some(root.join(DEFAULT_NAME));
        }
    }
    let mut files = HashMap::new();
    for path in plans.iter().filter_map(|plan| plan.baseline.as_ref()) {
        if !files.contains_key(path) {
            files.insert(path.clone(), read_file(path, writes)?);
        }
    }
    if arguments.prune_baseline && files.is_empty() {
        bail!("--prune-baseline: there is no baseline; name it with --baseline, or in the configuration");
    }
    Ok(Known { baselines: Baselines::new(files, writes), is_configured })
}

fn read_file(path: &Path, may_be_new: bool) -> anyhow::Result<Baseline> {
    let shown = || escape(&shown(path)).into_owned();
    // What is written last is easily taken for the file of the option.
    let hint = if may_be_new { "; to lint it, name it before --write-baseline" } else { "" };
    let text = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if may_be_new && error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            bail!("there is no baseline {}; make it with --write-baseline", shown())
        }
        Err(_) if path.is_dir() => bail!("{} is a folder, not a baseline{hint}", shown()),
        Err(error) => return Err(error).with_context(|| format!("cannot read the baseline {}", shown())),
    };
    let text = String::from_utf8(text).with_context(|| format!("{} is not a baseline{hint}", shown()))?;
    Baseline::parse(&text).with_context(|| format!("{} is not a baseline{hint}", shown()))
}

/// Writes the baselines anew, if that was asked for, and says how many findings are in them.
pub(super) fn write(
    LintArguments { baseline: arguments, input, .. }: &LintArguments,
    known: &Known,
    plans: &Plans,
    ledger: &Ledger<'_>,
) -> anyhow::Result<()> {
    if arguments.write_baseline.is_none() && !arguments.prune_baseline {
        return Ok(());
    }
    let roots: Vec<&Path> = plans.iter().filter_map(|plan| plan.root.as_deref()).collect();
    let named: Vec<PathBuf> = paths(input, HERE).iter().map(|path| cleaned(path)).collect();
    let is_gone = |baseline: &Path, entry: &Entry| match &entry.place {
        Place::Path(path) if path != STDIN_NAME => is_gone(path, &cleaned(baseline), &roots, &named),
        Place::Path(_) | Place::Page(_) => false,
    };
    for Rewritten { path, text, entries, removed } in ledger.rewritten(is_gone) {
        let shown = escape(&shown(path)).into_owned();
        let is_new = !path.exists();
        if arguments.prune_baseline && removed == 0 {
            say(&format!("nothing in {shown} is fixed"));
            continue;
        }
        write_whole(path, &text, &System).with_context(|| format!("cannot write the baseline {shown}"))?;
        if arguments.prune_baseline {
            say(&format!("took {} out of {shown}; {entries} left", counted(removed, "finding")));
        } else {
            say(&format!("wrote {} to {shown}", counted(entries, "finding")));
        }
        if is_new && !known.is_configured {
            let option = "say `--baseline FILE`, or `baseline = \"FILE\"` in wikivet.toml";
            say(&format!("to have only others reported, {option}"));
        }
    }
    Ok(())
}

fn counted(count: usize, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

/// Whether a document was in a folder that this run was to lint, and is in none any more. A name relative to another
/// folder than the baseline's own, or one above it, may be that of a file elsewhere.
fn is_gone(name: &str, baseline: &Path, roots: &[&Path], named: &[PathBuf]) -> bool {
    let mut of_baseline = roots.iter().filter(|root| baseline.starts_with(root)).map(|root| root.join(name));
    let was_read = of_baseline.any(|path| named.iter().any(|named| path.starts_with(named)));
    was_read && roots.iter().all(|root| is_missing(&root.join(name)))
}

fn is_missing(path: &Path) -> bool {
    matches!(fs::symlink_metadata(path), Err(error) if error.kind() == io::ErrorKind::NotFound)
}
