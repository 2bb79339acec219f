use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};

use super::compare::{self, CompareArguments};
use super::links::{self, LinksArguments};
#[cfg(feature = "net")]
use super::online::{LinkCacheArguments, OnlineArguments};
use super::values::{
    ConfigFormat, FailOn, InputArgument, RulesFormat, SeverityArgument, StatsFormat, TestFormat, TreeFormat,
    When, formats,
};

use crate::report::Format;

const AFTER: &str = "\
Examples:
  wikivet Baku.wiki                       lint one article
  wikivet lint articles/ dump.xml.bz2     lint a folder and a dump
  wikivet --select date,link article.wiki only rules about dates and links
  wikivet --format json - < article.wiki  standard input, findings for a program
  wikivet lint --since main articles/     only what a branch of a git repository brought
  wikivet lint --fix articles/            make the fixes that are safe
  wikivet lint --fix --diff articles/     show what they would change
  wikivet lint --fix --bot MyBot --no-cosmetic-only --format jsonl dump.xml  for a bot, with a record of each page
  wikivet explain date-impossible         what a rule means, and why

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 the run failed (bad usage, unreadable input).
With --fix what is left counts, and 2 says that something could not be fixed as it should; with --diff, a change that
would be made counts as a finding.";

const AFTER_AST: &str = "\
A line of the indented form is a node:
  heading 12–24    its kind, and the bytes of the text it stands at, counted from 0, without the last
  ==…==            its delimiters, with … for what stands between them
  level=2          what it says
  \" Rome \"         its text, where it holds nothing else: at most 60 characters, with ␊ for a line's end
  (never closed…)  what MediaWiki makes of a node that has only one of its ends

The first line names the file, the page, and the wiki that the text was read for.
The page is what a dump says, else --title; it changes nothing else.

Examples:
  wikivet ast Baku.wiki                              the tree
  wikivet ast --notes Baku.wiki                      what is unclosed, stray or crossed
  wikivet ast --format json --wiki enwiki Baku.wiki  for a program";

const AFTER_TEST: &str = "\
An example under `## Bad` gives exactly the findings in the block after it, one under `## Good` gives none, and a `fixed`
block is what the fixes make of the example before it. `wikivet explain own-rules` says how pages are written, and
`wikivet init --rule NAME` writes one to start from.

Exit codes: 0 all is as the pages say, 1 something is not, 2 a page cannot be read.";

/// Checks wiki articles before they are edited, published or used as data.
///
/// Reads wikitext, MediaWiki dumps and text extracts, shows what is wrong with them, where and why.
#[derive(Debug, Parser)]
#[command(name = "wikivet", version, after_help = AFTER, args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) lint: LintArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lint articles; `wikivet PATH` is short for it.
    Lint(Box<LintArguments>),
    /// Show what a rule means, why, and examples.
    Explain {
        /// A rule's name, a group of rules, or the id of the same check in another tool, such as `parsoid:obsolete-tag`;
        /// `own-rules` for how pages of your own rules are written.
        rule: String,
    },
    /// List the rules.
    Rules {
        /// The form of the list.
        #[arg(long, value_enum, default_value = "table")]
        format: RulesFormat,
        /// Print the ids of the checks of another tool instead, each with the rules here that find the same.
        #[arg(long, value_name = "TOOL")]
        peer: Option<String>,
    },
    /// Run the examples of your own rules' pages.
    #[command(after_help = AFTER_TEST)]
    Test(TestArguments),
    /// Print the syntax tree of an article or of each page of a dump.
    #[command(after_help = AFTER_AST)]
    Ast(AstArguments),
    /// Print what holds for files, and who said it: a configuration file, the command line, or nobody.
    Config(Box<ConfigArguments>),
    /// Write a commented `wikivet.toml` to start from, and the line of `.gitattributes` that joins baselines.
    Init {
        /// The folder to write to; by default this one, and for --rule the first of `rule-folders`, else `wiki-rules`.
        folder: Option<PathBuf>,
        /// Write a page of a rule of your own to start from instead.
        #[arg(long, value_name = "NAME")]
        rule: Option<String>,
    },
    /// Compare two documents that should say the same: an article and an extract of it, two revisions, two languages.
    #[command(after_help = compare::AFTER)]
    Compare(Box<CompareArguments>),
    /// List what an article, a folder or a dump links to on the web, with what the text tells of each link.
    #[command(after_help = links::AFTER)]
    Links(Box<LinksArguments>),
    /// Print what `--online` learnt of links, or add what was printed elsewhere.
    #[cfg(feature = "net")]
    LinkCache(LinkCacheArguments),
    /// Count what an article, a folder or a dump is made of: references, links, tables, templates.
    Stats(StatsArguments),
    /// Print a completion script for a shell, to be sourced by it.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
pub(crate) struct TestArguments {
    /// Folders of pages, or pages. Without any: the folders that `rule-folders` in wikivet.toml names.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The configuration that names the folders.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Write the findings that there are into the `findings` blocks. Read what it wrote.
    #[arg(long)]
    pub(crate) update: bool,
    /// The form of the report.
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: TestFormat,
}

#[derive(Debug, Args)]
pub(crate) struct LintArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// The form of the findings on standard output. Services look files up by the names in github, gitlab and sarif reports:
    /// run in the root folder of the repository, with relative paths.
    #[arg(long, value_parser = formats(), default_value = "human", help_heading = "Output")]
    pub(crate) format: Format,
    /// Write the findings to a file too, when the run ends; may be repeated. Without FORMAT the form is that of the file's
    /// ending (.json .jsonl .sarif .csv .html), else that of --format.
    #[arg(long, value_name = "[FORMAT:]FILE", help_heading = "Output")]
    pub(crate) output: Vec<String>,
    /// Add a table of findings per rule and of the pages with most of them.
    #[arg(long, help_heading = "Output")]
    pub(crate) statistics: bool,
    /// When to use colours. `NO_COLOR` is honoured.
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", help_heading = "Output")]
    pub(crate) color: When,
    /// Show no progress bar on standard error. It is shown only on a terminal, once a run takes longer than a moment.
    #[arg(long, help_heading = "Output")]
    pub(crate) no_progress: bool,

    #[command(flatten)]
    pub(crate) rules: RuleArguments,
    /// The day that counts as today for rules that ask for it, so that a run can be repeated.
    #[arg(long, value_name = "YYYY-MM-DD", help_heading = "Rules")]
    pub(crate) today: Option<NaiveDate>,

    #[command(flatten)]
    pub(crate) baseline: BaselineArguments,

    #[command(flatten)]
    pub(crate) changes: ChangeArguments,

    #[command(flatten)]
    pub(crate) fix: FixArguments,

    #[cfg(feature = "net")]
    #[command(flatten)]
    pub(crate) online: OnlineArguments,

    /// Keep results in FILE, and do not lint again what is as it was in an earlier run by the same rules on the same day:
    /// for those who lint thousands of files again and again. Pages of dumps are always linted.
    #[arg(long, value_name = "FILE", conflicts_with = "fix")]
    pub(crate) cache: Option<PathBuf>,

    /// How many threads to use, at least 1; by default one for each core.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Baseline")]
pub(crate) struct BaselineArguments {
    /// Report only what is not in this file of known findings; by default the one that the configuration names.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Report all findings, whatever baseline the configuration names.
    #[arg(long, conflicts_with = "baseline")]
    pub(crate) no_baseline: bool,
    /// Write all findings that would be shown to the baseline, so that none of them is reported from now on: to FILE, else
    /// to the one that --baseline or the configuration names, else to wikivet-baseline.jsonl. Findings of files that are not
    /// in this run stay in it.
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with_all = ["no_baseline", "fix", "since", "staged", "diff_from"])]
    pub(crate) write_baseline: Option<Option<PathBuf>>,
    /// Take findings that are fixed out of the baseline, and add none.
    #[arg(long, conflicts_with_all = ["no_baseline", "write_baseline", "staged", "diff_from", "diff"])]
    pub(crate) prune_baseline: bool,
}

/// What is said of rules; configuration can say the same.
#[derive(Debug, Default, Args)]
pub(crate) struct RuleArguments {
    /// Run only these rules: names, groups, `all`, or ids of other tools (`wpc:524`, `parsoid:obsolete-tag`).
    #[arg(long, value_delimiter = ',', value_name = "RULE", help_heading = "Rules")]
    pub(crate) select: Vec<String>,
    /// Run these rules as well.
    #[arg(long, value_delimiter = ',', value_name = "RULE", help_heading = "Rules")]
    pub(crate) extend_select: Vec<String>,
    /// Do not run these rules.
    #[arg(long, value_delimiter = ',', value_name = "RULE", help_heading = "Rules")]
    pub(crate) ignore: Vec<String>,
    /// Show findings from this severity on. By default warnings and errors are shown, and `info` for the rules that
    /// --select or --extend-select asks for.
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = "Rules")]
    pub(crate) min_severity: Option<SeverityArgument>,
    /// Exit with code 1 if a finding that is shown has at least this severity; by default `error`.
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = "Rules")]
    pub(crate) fail_on: Option<FailOn>,
    /// The language of the text, such as `en`; by default the wiki's, or what the text shows.
    #[arg(long, value_name = "LANG", help_heading = "Input")]
    pub(crate) language: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct InputArguments {
    /// Files, folders, or `-` for standard input. Without any: standard input if something is piped into it, else this
    /// folder.
    /// Folders are searched for wikitext files (.wiki .wikitext .mediawiki .mw) and dumps (.xml .xml.bz2 .xml.gz);
    /// name other files one by one.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The kind of input; `auto`, the default, finds it out for each file.
    #[arg(long, value_enum, value_name = "KIND", help_heading = "Input")]
    pub(crate) input: Option<InputArgument>,
    /// The wiki the text is from, such as `enwiki` or `dewiki`; `auto`, the default, finds it out, `neutral` knows none.
    #[arg(long, value_name = "WIKI", help_heading = "Input")]
    pub(crate) wiki: Option<String>,
    /// The title of the page, where the input does not give one.
    #[arg(long, value_name = "TITLE", help_heading = "Input")]
    pub(crate) title: Option<String>,
    /// The name of standard input in reports; its ending also tells the kind of input.
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(crate) stdin_filename: Option<String>,
    /// Use this configuration for all files, with its patterns relative to this folder. By default the nearest
    /// `wikivet.toml` upwards from each file counts.
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    pub(crate) config: Option<PathBuf>,
    /// Use no configuration.
    #[arg(long, conflicts_with = "config", help_heading = "Configuration")]
    pub(crate) no_config: bool,
    /// Leave out files that are named as well if the configuration excludes them, as hooks need it.
    #[arg(long, help_heading = "Configuration")]
    pub(crate) force_exclude: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Only what changed")]
pub(crate) struct ChangeArguments {
    /// Report only what is new in the files of the work tree since the last commit that they share with REV, a branch, a
    /// tag or a commit: findings that were not there, and those that touch a changed line, also with one of their other
    /// places. Files that git does not know are new; other files are not read.
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    pub(crate) since: Option<String>,
    /// Report only what is new in the files that `git commit` would take: their content in the index is linted, and
    /// compared with HEAD.
    #[arg(long, conflicts_with = "since")]
    pub(crate) staged: bool,
    /// Report only what is new since FILE, an earlier version of the one file that is named. One of the two may be `-`, for
    /// standard input. Of two dumps, pages of one title are compared.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["since", "staged"])]
    pub(crate) diff_from: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Fixing")]
pub(crate) struct FixArguments {
    /// Make the fixes that are safe, and report what is left. Files are changed in place; with `-`, standard input is
    /// written to standard output with its fixes. On a terminal and without PATH, all files of this folder are changed.
    /// Fixes of all rules that run are made, whatever --min-severity shows. Of a dump, the last revision of each page is
    /// fixed, and rules about articles fix no pages of other namespaces.
    #[arg(long)]
    pub(crate) fix: bool,
    /// Make suggested fixes as well. They are right most of the time; somebody should look at the result.
    #[arg(long, requires = "fix")]
    pub(crate) suggested: bool,
    /// Change no file, and print what would change, as a patch for `git apply` or `patch -p1` in this folder (in the root
    /// folder, for files elsewhere). What the patch leaves is reported on standard error, where the files have it now;
    /// use --output for findings that a program reads. The exit code is 1 if something would change: with
    /// --fail-on never, only then.
    #[arg(long, requires = "fix")]
    pub(crate) diff: bool,
    /// Ask about each fix, the suggested ones too, and show it in place. Needs a terminal.
    #[arg(long, requires = "fix", conflicts_with = "diff")]
    pub(crate) interactive: bool,
    /// Leave a page as it is if all of its fixes are cosmetic: MediaWiki makes the same HTML of the page without them.
    /// Many wikis ask bots for this. What only looks the same, such as `<s>` for `<strike>`, is not cosmetic.
    #[arg(long, requires = "fix")]
    pub(crate) no_cosmetic_only: bool,
    /// The name of the bot that runs wikivet: pages with `{{bots|deny=NAME}}` are left as they are; may be repeated.
    /// Those that deny `all` or `wikivet` are in any case.
    #[arg(long, requires = "fix", value_name = "NAME")]
    pub(crate) bot: Vec<String>,
    /// Fix pages as well that ask bots or editors to stay away.
    #[arg(long, requires = "fix")]
    pub(crate) force: bool,
    /// Trust the fixes of rules more or less than they do: `safe`, `suggested` or `manual`, which is never made; may be
    /// repeated, or be a list with commas. RULE is as for --select. What a rule itself calls manual stays so.
    #[arg(long, requires = "fix", value_name = "RULE=SAFETY", value_delimiter = ',')]
    pub(crate) safety: Vec<String>,
    /// Say on standard error what was fixed, as an edit summary for each page.
    #[arg(long, requires = "fix")]
    pub(crate) summary: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ConfigArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    #[command(flatten)]
    pub(crate) rules: RuleArguments,
    /// The form: a configuration file with comments, or JSON with one object for each file.
    #[arg(long, value_enum, default_value = "toml")]
    pub(crate) format: ConfigFormat,
    /// Print the JSON schema of `wikivet.toml` instead, for editors.
    #[arg(long)]
    pub(crate) schema: bool,
}

#[derive(Debug, Args)]
pub(crate) struct AstArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// The form of the tree: indented for people, or JSON with one line for each document.
    #[arg(long, value_enum, default_value = "tree")]
    pub(crate) format: TreeFormat,
    /// Print only what has one of its ends: what is unclosed, stray, crossed, or ended by something else.
    #[arg(long)]
    pub(crate) notes: bool,
    /// When to use colours. `NO_COLOR` is honoured.
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    pub(crate) color: When,
}

#[derive(Debug, Args)]
pub(crate) struct StatsArguments {
    #[command(flatten)]
    pub(crate) input: InputArguments,
    /// The form of the numbers.
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: StatsFormat,
    /// How many templates and hosts are listed, the most frequent first.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) top: usize,
    /// The sums alone, without a line or an object for each document.
    #[arg(long)]
    pub(crate) total: bool,
    /// How many threads to use, at least 1; by default one for each core.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,
}
