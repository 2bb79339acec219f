use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufWriter, Write};

use clap::Args;

use super::args::InputArguments;
use super::hosts::{HostPattern, Hosts};
use super::inputs::{inputs, threads, warn_of_nothing};
#[cfg(feature = "net")]
use super::online::{self, OnlineArguments, states};
use super::planning::{Planning, command_line, plan};
use super::values::LinksFormat;
use super::{complain, ended, fix, told};
use crate::facts::Facts;
use crate::fix::Policy;
use crate::inventory::{self, LinkedAddress, Standing};
use crate::profile::UrlStatus;
use crate::report::links::{self, Total};
use crate::report::{Failure, escape, listing};
use crate::runner::{self, Item};
use crate::source::{Document, InputKind};
use crate::syntax::Kind;

pub(super) const AFTER: &str = "\
Examples:
  wikivet links article.wiki                              all links, and what the text tells of each
  wikivet links --marked-dead --state archived articles/  dead links that have a copy
  wikivet links --host example.org --format csv dump.xml  links to a site, for a spreadsheet
  wikivet links --known --online-state dead articles/     what earlier runs with --online found dead
  wikivet links --not-state copy --format urls articles/  addresses for another checker: | lychee -

Exit codes: 0 all was read, whatever is listed, 2 the run failed (bad usage, unreadable input).
docs/links.md says what each form holds.";

#[derive(Debug, Args)]
pub(crate) struct LinksArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// The form of the list.
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: LinksFormat,
    /// List links of these states alone; several are separated by commas. Of the states that hold, a link has the one that
    /// stands last here.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "STATE", help_heading = "Selection")]
    pub(crate) state: Vec<Standing>,
    /// List no links of these states, as --state names them.
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        value_name = "STATE",
        hide_possible_values = true,
        help_heading = "Selection"
    )]
    pub(crate) not_state: Vec<Standing>,
    /// List links to this host and those below it alone; can be given several times. `*.example.org` and an address of the
    /// host are understood, too; with a port only links to that.
    #[arg(long, value_name = "HOST", help_heading = "Selection")]
    pub(crate) host: Vec<HostPattern>,
    /// List links alone of which the citation says this, in `url-status` or what the wiki has for it.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "STATUS", help_heading = "Selection")]
    pub(crate) url_status: Vec<UrlStatus>,
    /// List links alone that a template or the citation marks as dead, with a copy or without.
    #[arg(long, help_heading = "Selection")]
    pub(crate) marked_dead: bool,
    #[cfg(feature = "net")]
    #[command(flatten)]
    pub(crate) online: OnlineArguments,
    /// Say of each link what earlier runs with --online learnt, and ask nothing.
    #[cfg(feature = "net")]
    #[arg(long, group = "asked", help_heading = "Online")]
    pub(crate) known: bool,
    /// List links that asking found in these states alone; several are separated by commas.
    #[cfg(feature = "net")]
    #[arg(long, requires = "asked", value_delimiter = ',', value_name = "STATE", value_parser = states(), help_heading = "Online")]
    pub(crate) online_state: Vec<String>,
    /// How many threads to use, at least 1; by default one for each core.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,
}

/// Lists what documents link to.
pub(super) fn run(arguments: &LinksArguments) -> anyhow::Result<u8> {
    let said = command_line(&arguments.input, None);
    let find = |configs: &_| inputs(&arguments.input, configs);
    #[cfg_attr(not(feature = "net"), expect(unused_mut, reason = "standard input is read twice online"))]
    let Planning { inputs, mut reading, plans } =
        plan(&arguments.input, &said, None, find, |_| Ok(Policy::default()))?;
    warn_of_nothing(&arguments.input, &inputs);
    #[cfg(feature = "net")]
    let asked = match arguments.online.online {
        true => {
            let threads = threads(arguments.threads);
            Some(online::ask(
                &arguments.online,
                &inputs,
                &mut reading,
                &plans,
                inventory::parse,
                threads,
                true,
            )?)
        }
        false => None,
    };
    #[cfg(feature = "net")]
    let known = arguments.known.then(|| online::Known::open(&arguments.online)).transpose()?;
    let hosts = Hosts::new(&arguments.host);
    let work = |doc: &Document| {
        let choice = plans.of(doc).choose(doc);
        let tree = inventory::parse(doc, &choice);
        let facts = Facts::new(doc, &tree, choice.profile, choice.language);
        let mut addresses = inventory::addresses(&facts);
        let unseen = Unseen::of(&facts, &addresses);
        addresses.retain(|address| hosts.have(address) && is_asked_for(address, arguments));
        (addresses, unseen)
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut output = Output::new(arguments.format, &mut out);
    #[cfg(feature = "net")]
    let mut failed = asked.as_ref().is_some_and(|asked| asked.is_partial);
    #[cfg(not(feature = "net"))]
    let mut failed = false;
    let mut notices = Notices::default();
    runner::silence_caught_panics();
    let result = runner::run(inputs, &reading, threads(arguments.threads), work, |item| match item {
        #[cfg_attr(not(feature = "net"), expect(unused_mut, reason = "what asking found is added online"))]
        Item::Document(doc, (mut addresses, unseen)) => {
            notices.add(&doc, unseen);
            #[cfg(feature = "net")]
            for address in &mut addresses {
                address.online = match (&asked, &known) {
                    (Some(asked), _) => asked.known.get(&address.url).cloned(),
                    (None, Some(known)) => known.of(&address.url).map_err(io::Error::other)?,
                    (None, None) => break,
                };
            }
            #[cfg(feature = "net")]
            if known.is_some() {
                notices.count(&addresses);
            }
            #[cfg(feature = "net")]
            addresses.retain(|address| is_in_state(address, arguments));
            output.document(&doc, &addresses)
        }
        Item::Skipped(_) => Ok(()),
        Item::Failed(failure) => {
            failed = true;
            output.failure(told(&failure))
        }
    });
    let left_out = std::mem::take(&mut output.left_out);
    let result = result.and_then(|()| output.finish()).and_then(|()| out.flush());
    if result.is_ok() {
        if arguments.input.wiki.as_deref() == Some(NEUTRAL) {
            notices.unknown_wiki = Places::default();
        }
        notices.say();
        hosts.say_missing();
        say_left_out(&left_out);
    }
    ended(result, failed)
}

/// The wiki of which nothing is known; whoever names it knows that.
const NEUTRAL: &str = "neutral";

/// Whether an address is one of those that the options select.
fn is_asked_for(address: &LinkedAddress, arguments: &LinksArguments) -> bool {
    let LinksArguments { state, not_state, url_status, marked_dead, .. } = arguments;
    (state.is_empty() || state.contains(&address.standing))
        && !not_state.contains(&address.standing)
        && (url_status.is_empty() || address.status.is_some_and(|status| url_status.contains(&status)))
        && (!marked_dead || address.mark.is_some())
}

/// What keeps the links of a document, or what is said of them, from being seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unseen {
    /// Its wiki is not known, and so none of its templates.
    Templates,
    /// It is plain text without an address.
    Links,
}

impl Unseen {
    fn of(facts: &Facts<'_>, addresses: &[LinkedAddress]) -> Option<Unseen> {
        let has_templates = !addresses.is_empty() && facts.tree.kinds().contains(Kind::Template);
        if has_templates && !facts.profile.knows_templates() {
            return Some(Unseen::Templates);
        }
        let is_extract = facts.doc.origin.input == InputKind::Extract;
        (is_extract && addresses.is_empty()).then_some(Unseen::Links)
    }
}

/// How many documents something holds for, and the name of the first.
#[derive(Debug, Default)]
struct Places {
    first: String,
    count: u64,
}

impl Places {
    fn add(&mut self, doc: &Document) {
        if self.count == 0 {
            self.first = fix::name(doc);
        }
        self.count += 1;
    }

    /// `a.wiki and 3 more`; none if there is none.
    fn said(&self) -> Option<String> {
        match self.count {
            0 => None,
            1 => Some(self.first.clone()),
            count => Some(format!("{} and {} more", self.first, count - 1)),
        }
    }
}

/// What a run says of its documents when it is done.
#[derive(Debug, Default)]
struct Notices {
    unknown_wiki: Places,
    without_links: Places,
    /// Links that could be asked, and those of which nothing is known.
    askable: u64,
    never_asked: u64,
}

impl Notices {
    fn add(&mut self, doc: &Document, unseen: Option<Unseen>) {
        match unseen {
            Some(Unseen::Templates) => self.unknown_wiki.add(doc),
            Some(Unseen::Links) => self.without_links.add(doc),
            None => {}
        }
    }

    /// Counts what is known of addresses.
    #[cfg(feature = "net")]
    fn count(&mut self, addresses: &[LinkedAddress]) {
        let askable = addresses.iter().filter(|address| address.to_ask().is_some());
        for address in askable.filter(|address| address.standing != Standing::Copy) {
            self.askable += 1;
            self.never_asked += u64::from(address.online.is_none());
        }
    }

    fn say(&self) {
        if self.never_asked > 0 {
            let Notices { never_asked, askable, .. } = self;
            complain(&format!("--known: {never_asked} of {askable} addresses were never asked"));
        }
        if let Some(places) = self.unknown_wiki.said() {
            complain(&escape(&format!(
                "the wiki of {places} is not known, nor its templates, so that marks of dead links are not seen; say it with --wiki"
            )));
        }
        if let Some(places) = self.without_links.said() {
            complain(&escape(&format!(
                "no address stands in what was taken for plain text: {places}; the links of an article stand in its wikitext"
            )));
        }
    }
}

/// Says which addresses the plain list does not have.
fn say_left_out(left_out: &BTreeMap<Standing, u64>) {
    let count: u64 = left_out.values().sum();
    if count > 0 {
        let states: Vec<String> =
            left_out.iter().map(|(state, count)| format!("{count} {}", state.name())).collect();
        complain(&format!(
            "not in the list, since they are no whole addresses of the public web: {}",
            states.join(", ")
        ));
    }
}

/// Whether asking found an address in one of the states that are asked for.
#[cfg(feature = "net")]
fn is_in_state(address: &LinkedAddress, arguments: &LinksArguments) -> bool {
    let states = &arguments.online_state;
    let state = address.online.as_ref().map(|known| known.state.name());
    states.is_empty() || states.iter().any(|asked| Some(asked.as_str()) == state)
}

/// The links of a run on their way to standard output.
struct Output<'a> {
    format: LinksFormat,
    json: listing::Json,
    total: Total,
    /// Hashes of the addresses that a plain list has: it names each once.
    listed: HashSet<u64>,
    /// Addresses that a plain list leaves out.
    left_out: BTreeMap<Standing, u64>,
    /// Whether any document could be read.
    has_read: bool,
    is_open: bool,
    out: &'a mut dyn Write,
}

impl<'a> Output<'a> {
    fn new(format: LinksFormat, out: &'a mut dyn Write) -> Self {
        let (json, total) = (listing::Json::default(), Total::default());
        let (listed, left_out) = (HashSet::new(), BTreeMap::new());
        Output { format, json, total, listed, left_out, has_read: false, is_open: false, out }
    }

    fn document(&mut self, doc: &Document, addresses: &[LinkedAddress]) -> io::Result<()> {
        self.has_read = true;
        self.total.add(addresses);
        match self.format {
            LinksFormat::Table => links::table(doc, addresses, self.out),
            LinksFormat::Json => self.json.document(&links::record(doc, addresses), self.out),
            LinksFormat::Jsonl => listing::document_line(&links::record(doc, addresses), self.out),
            LinksFormat::Csv => {
                self.open()?;
                links::csv_lines(doc, addresses, self.out)
            }
            LinksFormat::Urls => self.list(addresses),
        }
    }

    fn list(&mut self, addresses: &[LinkedAddress]) -> io::Result<()> {
        for address in addresses {
            let is_public = address.standing != Standing::NotPublic;
            let Some(url) = address.to_ask().filter(|_| is_public) else {
                *self.left_out.entry(address.standing).or_default() += 1;
                continue;
            };
            let mut hasher = DefaultHasher::new();
            url.hash(&mut hasher);
            if self.listed.insert(hasher.finish()) {
                writeln!(self.out, "{url}")?;
            }
        }
        Ok(())
    }

    fn open(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.is_open, true) { Ok(()) } else { links::csv_heading(self.out) }
    }

    fn failure(&mut self, failure: Failure) -> io::Result<()> {
        match self.format {
            LinksFormat::Json => {
                self.json.failure(failure);
                Ok(())
            }
            LinksFormat::Jsonl => listing::failure_line(&failure, self.out),
            LinksFormat::Table | LinksFormat::Csv | LinksFormat::Urls => Ok(()),
        }
    }

    fn finish(mut self) -> io::Result<()> {
        match self.format {
            // Zeros would look like an answer.
            LinksFormat::Table if !self.has_read => Ok(()),
            LinksFormat::Table => links::sums(&self.total, self.out),
            LinksFormat::Json => self.json.finish(&self.total, self.out),
            LinksFormat::Jsonl => listing::total_line(&self.total, self.out),
            LinksFormat::Csv => self.open(),
            LinksFormat::Urls => Ok(()),
        }
    }
}
