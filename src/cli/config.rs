use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::ConfigArguments;
use super::inputs::{check_language, check_wiki};
use super::planning::{check_selectors, command_line, configs};
use super::values::ConfigFormat;
use crate::config::{Effective, schema};

/// Prints what holds for each path, or the schema of configuration files.
pub(super) fn run(arguments: &ConfigArguments, out: &mut dyn Write) -> anyhow::Result<()> {
    if arguments.schema {
        return Ok(writeln!(out, "{:#}", schema())?);
    }
    let said = command_line(&arguments.input, Some(&arguments.rules));
    check_wiki(said.wiki.as_deref())?;
    check_language(said.language.as_deref())?;
    let configs = configs(&arguments.input)?;
    let given = &arguments.input.paths;
    let paths = if given.is_empty() { &vec![PathBuf::from(".")] } else { given };
    let found: Vec<_> = paths.iter().map(|path| configs.of_file(&of_file(path))).collect();
    configs.check()?;
    check_selectors(&configs, &said)?;
    for (index, (path, (absolute, configuration))) in paths.iter().zip(found).enumerate() {
        let effective = Effective::new(configuration.as_deref(), &absolute, &said);
        let name = path.to_string_lossy();
        let is_excluded = configs.excludes(path);
        match arguments.format {
            ConfigFormat::Json => {
                let mut shown = effective.json(&name);
                shown["excluded"] = is_excluded.into();
                writeln!(out, "{shown}")?;
            }
            ConfigFormat::Toml => {
                if index > 0 {
                    writeln!(out)?;
                }
                effective.write(&name, out)?;
                if is_excluded {
                    writeln!(out, "# It is excluded, and read only where it is named.")?;
                }
            }
        }
    }
    Ok(())
}

/// The path that stands for one: of a folder, that of some file in it.
fn of_file(path: &Path) -> PathBuf {
    if path.is_dir() { path.join("_") } else { path.to_owned() }
}
