//! What `--online` adds to `lint` and `links`, and `link-cache`.

mod bar;
mod copies;
mod known;
mod uses;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context as _, bail};
use chrono::{TimeDelta, Utc};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use tempfile::NamedTempFile;
use url::Url;

use self::bar::Bar;
pub(super) use self::known::Known;
use self::uses::{Use, links};
use super::{CLEAN, complain, say};
use crate::input::{self, Input, InputError};
use crate::link_state::{KnownLinks, LinkState};
use crate::net::{
    AllowedHosts, CheckSettings, Checker, Client, ClientSettings, Ending, Exclusions, Patience, Store,
    export, import,
};
use crate::plan::Plans;
use crate::profile::{Choice, Online as OnlineData};
use crate::source::Document;
use crate::syntax::Tree;

const LINKS: &str = "[{wide_bar}] {human_pos} of {human_len} links, {rate}, {left} left";

/// The variables that name a proxy to other programs.
const PROXIES: [&str; 6] =
    ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];

/// The exit code after a second Ctrl-C: 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

#[derive(Debug, Args)]
#[command(next_help_heading = "Online")]
pub(crate) struct OnlineArguments {
    /// Ask the links of the articles over the network, and say which are dead, gone or moved. What is learnt is kept,
    /// since a link counts as dead only after failures on several days: run it daily. `docs/online.md` says more.
    #[arg(long, group = "asked")]
    pub(crate) online: bool,
    /// A mail address or page by which those whose servers are asked can reach you. Please give one.
    #[arg(long, requires = "online", value_name = "ADDRESS")]
    pub(crate) contact: Option<String>,
    /// The file that what is learnt is kept in, in a folder that is there; by default `wikivet/links.db` in your folder for
    /// caches.
    #[arg(long, requires = "asked", value_name = "FILE")]
    pub(crate) link_cache: Option<PathBuf>,
    /// Ask a link again after so many days. What left something open (a failure, a refusal, silence) is asked again after
    /// 20 hours.
    #[arg(long, requires = "online", value_name = "DAYS", default_value_t = 30)]
    pub(crate) max_age: u16,
    /// Ask the links in these states again in this run, however lately they were asked. Failures count by days all the same.
    #[arg(long, requires = "online", value_delimiter = ',', value_name = "STATE", value_parser = kept_states())]
    pub(crate) recheck: Vec<String>,
    /// Call a link dead after failures on so many days, the last as many days after the first; with 1, at the first
    /// failure.
    #[arg(long, requires = "asked", value_name = "DAYS", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) dead_after: u16,
    /// How many requests a second one host gets at the most.
    #[arg(long, requires = "online", value_name = "N", default_value_t = 2.0)]
    pub(crate) per_host: f32,
    /// How many seconds a request may take.
    #[arg(long, requires = "online", value_name = "SECONDS", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) timeout: u16,
    /// Leave links out: a host with those below it, or a pattern of the whole address, such as `*/private/*`. Can be given
    /// several times.
    #[arg(long, requires = "online", value_name = "PATTERN")]
    pub(crate) exclude_link: Vec<String>,
    /// Ask this host although its address is private or of this machine. Can be given several times.
    #[arg(long, requires = "online", value_name = "HOST")]
    pub(crate) allow_host: Vec<String>,
    /// Leave out what the robots.txt files of sites leave out.
    #[arg(long, requires = "online")]
    pub(crate) robots: bool,
    /// Look for copies of dead links in the archive at this address, which has the interfaces of the Wayback Machine; by
    /// default that itself.
    #[arg(long, requires = "online", value_name = "URL")]
    pub(crate) archive: Option<Url>,
    /// Look for no copies. Dead links are not marked then either, unless it is known from before that there is none.
    #[arg(long, requires = "online", conflicts_with = "archive")]
    pub(crate) no_archive: bool,
}

#[derive(Debug, Args)]
pub(crate) struct LinkCacheArguments {
    #[command(subcommand)]
    command: LinkCacheCommand,
    /// The file; by default `wikivet/links.db` in your folder for caches.
    #[arg(long, value_name = "FILE", global = true)]
    link_cache: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum LinkCacheCommand {
    /// Print all that is known, one JSON object for each link.
    Export,
    /// Add what an export printed.
    Import {
        /// The file that was printed; `-` for standard input.
        file: PathBuf,
    },
}

/// The names of the states that asking finds links in.
pub(super) fn states() -> PossibleValuesParser {
    PossibleValuesParser::new(LinkState::ALL.map(LinkState::name))
}

/// The names of those that are kept: that a link was put off holds for one run.
fn kept_states() -> PossibleValuesParser {
    let kept = LinkState::ALL.into_iter().filter(|state| *state != LinkState::PutOff);
    PossibleValuesParser::new(kept.map(LinkState::name))
}

/// How the tree is read whose links are asked.
pub(super) type Parse = for<'d> fn(&'d Document, &Choice) -> Tree<'d>;

/// What was learnt for a run.
pub(super) struct Asked {
    /// What is known of the links.
    pub(super) known: Arc<KnownLinks>,
    /// Whether not all was asked that was to be.
    pub(super) is_partial: bool,
    /// What standard input gave: it is read twice.
    _stdin: Option<NamedTempFile>,
}

/// Asks the links of the inputs, as far as too little is known of them.
pub(super) fn ask(
    arguments: &OnlineArguments,
    inputs: &[Result<Input, InputError>],
    reading: &mut input::Settings,
    plans: &Plans,
    parse: Parse,
    threads: usize,
    is_progress_wanted: bool,
) -> anyhow::Result<Asked> {
    let stdin = keep_stdin(inputs, reading)?;
    let links = links(inputs, reading, plans, parse, threads);
    let Interrupts { stop, is_over } = Interrupts::watch();
    let path = place(arguments.link_cache.as_deref())?;
    let store = open(&path).context("--link-cache")?;
    let settings = settings(arguments, &links)?;
    let checker = Checker::new(client(arguments), store, settings, Arc::new(Utc::now), Arc::clone(&stop));
    let learnt = learn(arguments, &checker, &links, &stop, is_progress_wanted);
    // Threads that wait for an answer hold the file still, and do not end with this one.
    let closed = checker.close();
    let (known, is_cut_off) = learnt?;
    closed?;
    let is_partial = stop.load(Ordering::Relaxed) || is_cut_off;
    is_over.store(true, Ordering::Relaxed);
    Ok(Asked { known: Arc::new(known), is_partial, _stdin: stdin })
}

/// Asks links and looks for copies, and gives what is known then, and whether the network was missing.
fn learn(
    arguments: &OnlineArguments,
    checker: &Checker,
    links: &BTreeMap<String, Use>,
    stop: &AtomicBool,
    is_progress_wanted: bool,
) -> anyhow::Result<(KnownLinks, bool)> {
    let bar = Bar::new(LINKS, is_progress_wanted);
    let ending =
        checker.check(links.keys().cloned(), &mut |progress| bar.show(progress.done, progress.total));
    bar.finish();
    let ending = ending?;
    report(&ending);
    if !arguments.no_archive && !ending.is_stopped {
        copies::look_up(client(arguments), arguments, checker, links, stop, is_progress_wanted)?;
    }
    let mut known = KnownLinks::default();
    for key in links.keys() {
        if let Some(link) = checker.known(key)? {
            known.insert(key.clone(), link);
        }
    }
    Ok((known, ending.cut_off > 0))
}

/// Exports or imports what is known.
pub(super) fn link_cache(arguments: &LinkCacheArguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let path = place(arguments.link_cache.as_deref())?;
    if let LinkCacheCommand::Export = arguments.command
        && !path.exists()
    {
        bail!("{}: there is no such file", path.display());
    }
    let store = open(&path)?;
    match &arguments.command {
        LinkCacheCommand::Export => drop(export(&store, &mut BufWriter::new(out))?),
        LinkCacheCommand::Import { file } => {
            let name = file.display();
            let count = match file.as_os_str() == "-" {
                true => import(&store, &mut io::stdin().lock()),
                false => {
                    let opened = File::open(file).with_context(|| name.to_string())?;
                    import(&store, &mut BufReader::new(opened))
                }
            };
            let count = count.with_context(|| name.to_string())?;
            say(&format!("links: {count} imported into {}", path.display()));
        }
    }
    Ok(CLEAN)
}

/// Standard input is read twice: for its links, and for what is said of it.
fn keep_stdin(
    inputs: &[Result<Input, InputError>],
    reading: &mut input::Settings,
) -> anyhow::Result<Option<NamedTempFile>> {
    if reading.stdin_copy.is_some() || !inputs.iter().flatten().any(|input| *input == Input::Stdin) {
        return Ok(None);
    }
    let keep = || -> io::Result<NamedTempFile> {
        let mut file = NamedTempFile::new()?;
        io::copy(&mut io::stdin().lock(), &mut file)?;
        Ok(file)
    };
    let copy = keep().context("standard input cannot be kept to be read twice")?;
    reading.stdin_copy = Some(copy.path().to_owned());
    Ok(Some(copy))
}

/// What a Ctrl-C does while links are asked.
#[derive(Default)]
struct Interrupts {
    /// Set by the first one; the second one ends the process.
    stop: Arc<AtomicBool>,
    /// Set when nothing is asked any more, so that the first one ends the process.
    is_over: Arc<AtomicBool>,
}

impl Interrupts {
    fn watch() -> Interrupts {
        let watched = Interrupts::default();
        let (stop, is_over) = (Arc::clone(&watched.stop), Arc::clone(&watched.is_over));
        let handler = move || {
            if stop.swap(true, Ordering::Relaxed) || is_over.load(Ordering::Relaxed) {
                std::process::exit(INTERRUPTED);
            }
            complain(
                "stopping; what was learnt is kept, and the next run goes on. Once more to end at once.",
            );
        };
        // Where there is no handler, the process ends at once, which harms nothing that was learnt.
        let _ = ctrlc::set_handler(handler);
        watched
    }
}

/// Where what is learnt is kept.
fn place(given: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(path) = given {
        // A folder that is made for a mistyped name hides the mistake, and what was learnt before.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(missing) = folder.filter(|folder| !folder.is_dir()) {
            bail!("--link-cache: there is no folder {}; make it, or name another file", missing.display());
        }
        return Ok(path.to_owned());
    }
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let caches = folder("XDG_CACHE_HOME")
        .or_else(|| folder("LOCALAPPDATA"))
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache")));
    let caches = caches.context("there is no folder for caches; name a file with --link-cache")?;
    Ok(caches.join("wikivet").join("links.db"))
}

/// Opens the file, or makes it, with the folder of its default.
fn open(path: &Path) -> anyhow::Result<Store> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    Ok(Store::open(path, Utc::now())?)
}

fn client(arguments: &OnlineArguments) -> Client {
    Client::new(ClientSettings {
        contact: arguments.contact.clone(),
        timeout: Duration::from_secs(arguments.timeout.into()),
        allowed: AllowedHosts::new(arguments.allow_host.iter().map(String::as_str)),
        ..ClientSettings::default()
    })
}

fn settings(arguments: &OnlineArguments, links: &BTreeMap<String, Use>) -> anyhow::Result<CheckSettings> {
    let pause = Duration::try_from_secs_f32(1.0 / arguments.per_host);
    let Some(pause) = pause.ok().filter(|_| arguments.per_host > 0.0) else {
        bail!("--per-host: {} is no number of requests a second", arguments.per_host);
    };
    let is_rechecked = |state: LinkState| arguments.recheck.iter().any(|name| name == state.name());
    let doubted = links.iter().filter(|(_, used)| used.is_called_dead).map(|(key, _)| key.clone());
    let patterns = arguments.exclude_link.iter().map(String::as_str);
    Ok(CheckSettings {
        pause,
        max_age: TimeDelta::days(arguments.max_age.into()),
        recheck: LinkState::ALL.into_iter().filter(|state| is_rechecked(*state)).collect(),
        doubted: doubted.collect(),
        patience: Patience::of_days(arguments.dead_after),
        obeys_robots: arguments.robots,
        excluded: Exclusions::new(patterns).context("--exclude-link")?,
        control_host: Some(OnlineData::known().control_host.clone()),
        ..CheckSettings::default()
    })
}

fn report(ending: &Ending) {
    let Ending { asked, known, put_off, rests_until, is_stopped, cut_off } = *ending;
    if cut_off > 0 {
        let has_proxy =
            PROXIES.iter().any(|name| std::env::var_os(name).is_some_and(|proxy| !proxy.is_empty()));
        let proxy = if has_proxy { " (a proxy is set, and links are asked without one)" } else { "" };
        complain(&format!(
            "warning: this machine seems to have no network{proxy}; links of which nothing was learnt: {cut_off}"
        ));
    }
    let put_off = match put_off {
        0 => String::new(),
        _ => {
            let after = rests_until
                .map_or("later".to_owned(), |until| format!("after {}", until.format("%Y-%m-%d %H:%M UTC")));
            format!(", {put_off} put off, since their hosts ask to be left alone: run again {after}")
        }
    };
    let stopped = if is_stopped { "; stopped before the end" } else { "" };
    say(&format!("links: {asked} asked, {known} known from before{put_off}{stopped}"));
}
