use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::config::{
    ATTRIBUTES, ConfigError, ConfigText, Configs, FILE_NAME, STARTER, Source, cleaned, shown,
};
use crate::own_rules::{self, GROUP, PAGE, PageFile};
use crate::report::escape;

/// Writes a configuration to start from, and the line of `.gitattributes` for baselines if it is missing.
pub(super) fn run(folder: &Path, out: &mut dyn Write) -> anyhow::Result<()> {
    let path = folder.join(FILE_NAME);
    let file = OpenOptions::new().write(true).create_new(true).open(&path);
    match file.and_then(|mut file| file.write_all(STARTER.as_bytes())) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{} is there already; `wikivet config` shows what it says", shown(&cleaned(&path)))
        }
        result => result.with_context(|| format!("cannot write {}", path.display()))?,
    }
    writeln!(out, "wrote {}", escape(&shown(&cleaned(&path))))?;
    let path = folder.join(".gitattributes");
    if add_line(&path).with_context(|| format!("cannot write {}", path.display()))? {
        writeln!(out, "added `{ATTRIBUTES}` to {}", escape(&shown(&cleaned(&path))))?;
    }
    Ok(())
}

/// The folder for pages of rules where the configuration names none.
const RULES: &str = "wiki-rules";

/// Writes a page of an own rule to start from, into the first folder for such pages that the configuration names.
pub(super) fn rule(folder: Option<&Path>, name: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    let Planned { folder, is_known } = Planned::of(folder)?;
    let file = ConfigText { name: name.to_owned(), path: format!("{name}.md").into(), text: PAGE.to_owned() };
    let page = PageFile { file: file.into(), group: GROUP.to_owned() };
    own_rules::registry(&[page]).map_err(ConfigError::Problems)?;
    let path = folder.join(format!("{name}.md"));
    fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    match OpenOptions::new().write(true).create_new(true).open(&path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{} is there already", shown(&cleaned(&path)))
        }
        file => file.and_then(|mut file| file.write_all(PAGE.as_bytes())),
    }
    .with_context(|| format!("cannot write {}", path.display()))?;
    let path = escape(&shown(&cleaned(&path))).into_owned();
    writeln!(out, "wrote {path}; `wikivet test {path}` runs its examples")?;
    if !is_known {
        let folder = shown(&cleaned(&folder));
        writeln!(out, "say `rule-folders = [\"{}\"]` in {FILE_NAME} for the rule to run", escape(&folder))?;
    }
    Ok(())
}

/// Where a page goes.
struct Planned {
    folder: PathBuf,
    /// Whether the configuration names the folder.
    is_known: bool,
}

impl Planned {
    /// The folder that was given, else the first that the configuration names.
    fn of(folder: Option<&Path>) -> anyhow::Result<Planned> {
        let configs = Configs::new(&Source::Nearest, false)?;
        let (_, configuration) = configs.of_file(Path::new(FILE_NAME));
        configs.check()?;
        let known = configuration.map(|configuration| configuration.rule_folders()).unwrap_or_default();
        let folder = folder.or(known.first().map(PathBuf::as_path)).unwrap_or(Path::new(RULES)).to_owned();
        let is_known = known.iter().any(|known| cleaned(&folder).starts_with(known));
        Ok(Planned { folder, is_known })
    }
}

/// Appends the line; whether it was missing.
fn add_line(path: &Path) -> io::Result<bool> {
    let text = match fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        text => text?,
    };
    let is_line = |line: &[u8]| line.trim_ascii() == ATTRIBUTES.as_bytes();
    if text.split(|&byte| byte == b'\n').any(is_line) {
        return Ok(false);
    }
    let joint = if text.is_empty() || text.ends_with(b"\n") { "" } else { "\n" };
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    writeln!(file, "{joint}{ATTRIBUTES}")?;
    Ok(true)
}
