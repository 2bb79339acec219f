//! Runs every example block of every rule page. `UPDATE_RULES=1` rewrites the `findings` blocks instead.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use libtest_mimic::{Arguments, Failed, Trial};
use wikivet::engine::{self, Interest, Linter, OptionTable, Page, Registry, RuleEntry, RuleSettings};
use wikivet::fix::{self, End, Fixed, Policy, Safety};
use wikivet::source::{Document, InputKind, Origin, Span};
use wikivet::{finding::Finding, lint};

fn main() {
    let arguments = Arguments::from_args();
    let update = std::env::var_os("UPDATE_RULES").is_some();
    let mut trials = vec![
        Trial::test("every page can be read", || match engine::page_errors().as_slice() {
            [] => Ok(()),
            errors => Err(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n").into()),
        }),
        Trial::test("every page has a check and every check a page", pages_and_checks),
        Trial::test("names are kebab case, unique, and absorbed rules exist", names),
    ];
    for entry in Registry::built_in().rules() {
        let page = &entry.page;
        trials.push(Trial::test(
            format!("{}::examples are there and use what the front matter says", page.name),
            || sections(page),
        ));
        trials.push(Trial::test(format!("{}::options are those of the check", page.name), || options(entry)));
        if update {
            rewrite(page);
        }
        for (index, example) in examples(page.body).into_iter().enumerate() {
            let name = format!("{}::{}::{}", page.name, example.section, index + 1);
            trials.push(Trial::test(name, move || example.check(page)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn rules_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")
}

fn page_path(page: &Page) -> PathBuf {
    rules_folder().join(page.group).join(format!("{}.md", page.name))
}

fn pages_and_checks() -> Result<(), Failed> {
    for group in fs::read_dir(rules_folder())? {
        let group = group?.path();
        if !group.is_dir() || group.ends_with("data") {
            continue;
        }
        for page in fs::read_dir(&group)? {
            let page = page?.path();
            let name = page.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            if Registry::built_in().rule(name).is_none() {
                return Err(format!("{} has no check in the registry", page.display()).into());
            }
        }
    }
    Ok(())
}

fn names() -> Result<(), Failed> {
    let mut seen = HashMap::new();
    for entry in Registry::built_in().rules() {
        let name = entry.page.name;
        if !name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
            return Err(format!("{name} is not kebab case").into());
        }
        if seen.insert(name, ()).is_some() {
            return Err(format!("{name} stands twice in the registry").into());
        }
        for absorbed in &entry.page.absorbs {
            if Registry::built_in().rule(absorbed).is_none() {
                return Err(format!("{name} absorbs {absorbed}, which is no rule").into());
            }
        }
        if entry.make(OptionTable::new())?.interest() == Interest::default() {
            return Err(format!("{name} wants to see nothing").into());
        }
    }
    Ok(())
}

fn sections(page: &Page) -> Result<(), Failed> {
    let examples = examples(page.body);
    for section in ["Bad", "Good"] {
        if !examples.iter().any(|example| example.section == section) {
            return Err(format!("no example under {section}").into());
        }
    }
    let heading = |title: &str| page.body.lines().any(|line| line == format!("## {title}"));
    for title in ["Why", "Evidence"] {
        if !heading(title) {
            return Err(format!("no section {title}").into());
        }
    }
    let mut severities = Vec::new();
    let mut best = None;
    for example in &examples {
        for finding in example.findings(page)? {
            severities.push(finding.severity);
            best = best.max(finding.fix.as_ref().map(|fix| fix.safety));
        }
    }
    if !severities.contains(&page.severity) {
        return Err(format!("no example has severity {}", page.severity.name()).into());
    }
    if best != page.fix {
        let name = |safety: Option<Safety>| safety.map_or("none", Safety::name);
        return Err(format!(
            "fix is {} in the front matter and {} at best in the examples",
            name(page.fix),
            name(best)
        )
        .into());
    }
    Ok(())
}

/// The options of a page are those that the check reads, with their defaults.
fn options(entry: &RuleEntry) -> Result<(), Failed> {
    let schema = entry.options().map(serde_json::Value::from).unwrap_or_default();
    let none = serde_json::Map::new();
    let known = schema["properties"].as_object().unwrap_or(&none);
    let names: BTreeSet<&str> = known.keys().map(String::as_str).collect();
    let said: BTreeSet<&str> = entry.page.options.iter().copied().collect();
    if names != said {
        return Err(format!("the page has the options {said:?}, the check {names:?}").into());
    }
    for (name, option) in known {
        let default = match &option["default"] {
            serde_json::Value::Null => "Default: none.".to_owned(),
            value => format!("Default: `{value}`."),
        };
        if !entry.page.body.contains(&format!("### `{name}`\n\n{default}\n")) {
            return Err(format!("`{name}` is to begin with `{default}`").into());
        }
        if option["description"].as_str().is_none() {
            return Err(format!("`{name}` has no description in the schema").into());
        }
    }
    Ok(())
}

/// One fenced example and what must come of it.
struct Example {
    section: String,
    text: String,
    extract: bool,
    attributes: HashMap<String, String>,
    /// The `findings` block after it: its text and where that stands in the body.
    expected: Option<(String, Range<usize>)>,
    fixed: Option<String>,
}

impl Example {
    fn check(&self, page: &Page) -> Result<(), Failed> {
        let findings = self.findings(page)?;
        let found = describe(page, &self.document(), &findings);
        if self.section == "Good" {
            return if found.is_empty() {
                Ok(())
            } else {
                Err(format!("a good example gives\n{found}").into())
            };
        }
        let expected = self.expected.as_ref().map(|(text, _)| text.as_str()).ok_or("no `findings` block")?;
        if found.is_empty() {
            return Err("a bad example gives no finding".into());
        }
        if expected.trim_end() != found.trim_end() {
            return Err(format!("expected\n{expected}\nfound\n{found}").into());
        }
        match &self.fixed {
            Some(fixed) => self.check_fixed(page, fixed),
            None => Ok(()),
        }
    }

    /// The fixes of the page's rule alone make the `fixed` block; made together with those of all default rules they
    /// bring no finding that was not there before.
    fn check_fixed(&self, page: &Page, expected: &str) -> Result<(), Failed> {
        let fixed = self.fix(page, |other| self.runs(page, other))?;
        let text = fixed.document.as_ref().map_or(self.text.as_str(), Document::text);
        if text != expected {
            return Err(format!("the fixes give\n{text}\nnot\n{expected}").into());
        }
        let mut left = fixed.linted.outcome.findings.clone();
        left.retain(|finding| finding.rule == page.name);
        if !left.is_empty() {
            let left = describe(page, fixed.document.as_ref().unwrap_or(&self.document()), &left);
            return Err(format!("after the fix there is still\n{left}").into());
        }
        let runs = |other: &Page| other.default || self.runs(page, other);
        let before = lint::document(&self.document(), &self.linter(page, runs)?, &self.settings()?);
        let fixed = self.fix(page, runs)?;
        if fixed.end != End::Settled {
            return Err(format!("the fixes end with {:?}", fixed.end).into());
        }
        let grown = grown(&before.outcome.findings, &fixed.linted.outcome.findings);
        if !grown.is_empty() {
            return Err(format!("the fixes bring findings of {}", grown.join(", ")).into());
        }
        Ok(())
    }

    fn document(&self) -> Document {
        let kind = if self.extract { InputKind::Extract } else { InputKind::Wikitext };
        let mut origin = Origin::new("example", kind);
        origin.page = self.attributes.get("title").cloned();
        Document::new(origin, self.text.clone())
    }

    fn findings(&self, page: &Page) -> Result<Vec<Finding>, Failed> {
        let linter = self.linter(page, |other| self.runs(page, other))?;
        let mut found = lint::document(&self.document(), &linter, &self.settings()?).outcome.findings;
        found.retain(|finding| finding.rule == page.name);
        Ok(found)
    }

    /// Whether a rule is needed to show what another one does: itself, and those that the fence names after `with=`.
    fn runs(&self, page: &Page, other: &Page) -> bool {
        let with = self.attributes.get("with").map_or("", String::as_str);
        other.name == page.name || with.split(',').any(|name| name == other.name)
    }

    /// The example after all fixes that are not manual.
    fn fix(&self, page: &Page, runs: impl Fn(&Page) -> bool) -> Result<Fixed, Failed> {
        let policy = Policy { suggested: true, ..Policy::default() };
        Ok(fix::document(&self.document(), &self.linter(page, runs)?, &self.settings()?, &policy))
    }

    fn linter(&self, page: &Page, runs: impl Fn(&Page) -> bool) -> Result<Linter, Failed> {
        let mut options = OptionTable::new();
        for (key, value) in &self.attributes {
            if let Some(option) = key.strip_prefix("option.") {
                options.insert(option.to_owned(), option_value(value));
            }
        }
        let settings = RuleSettings { options, severity: None };
        Ok(Linter::new(Registry::built_in(), runs, &HashMap::from([(page.name.to_owned(), settings)]))?)
    }

    fn settings(&self) -> Result<lint::Settings, Failed> {
        let wiki = self.attributes.get("wiki").map_or("enwiki", String::as_str);
        let today = self.attributes.get("today").map_or("2026-11-21", String::as_str);
        Ok(lint::Settings {
            wiki: Some(wiki.to_owned()),
            language: self.attributes.get("language").cloned(),
            today: NaiveDate::parse_from_str(today, "%Y-%m-%d")?,
        })
    }
}

/// The value of an option in a fence, as in TOML but for the quotation marks of words without white space; `_` stands for
/// a space.
fn option_value(written: &str) -> toml::Value {
    let quoted = |word: &str| format!("'{}'", word.replace('_', " "));
    let value = match written.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        Some(list) => format!("[{}]", list.split(',').map(quoted).collect::<Vec<_>>().join(",")),
        None => written.to_owned(),
    };
    let parse = |value: &str| toml::from_str::<toml::Table>(&format!("v = {value}")).ok()?.remove("v");
    parse(&value).unwrap_or_else(|| toml::Value::String(written.replace('_', " ")))
}

/// The rules that have more findings than before.
fn grown(before: &[Finding], after: &[Finding]) -> Vec<&'static str> {
    // What one finding stood for as well may be left when it is gone.
    let stands_for = |finding: &Finding, rule| finding.rule == rule || finding.also_rules.contains(&rule);
    let rules: BTreeSet<&'static str> = after.iter().map(|finding| finding.rule).collect();
    let has_more = |rule: &&'static str| {
        let left = after.iter().filter(|finding| finding.rule == *rule).count();
        left > before.iter().filter(|finding| stands_for(finding, *rule)).count()
    };
    rules.into_iter().filter(has_more).collect()
}

/// One line a finding: `line:first-end message`, with the line of an end on another line written out, and the
/// severity where it is lower than the rule's own.
fn describe(page: &Page, doc: &Document, findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        let lower = finding.severity < page.severity;
        let severity = if lower { format!("{}: ", finding.severity.name()) } else { String::new() };
        let _ = writeln!(out, "{} {severity}{}", place(doc, finding.span), finding.message);
        for label in &finding.labels {
            let _ = writeln!(out, "    {} {}", place(doc, label.span), label.message);
        }
    }
    out
}

fn place(doc: &Document, span: Span) -> String {
    let (start, end) = (doc.position(span.start), doc.position(span.end));
    if start.line == end.line {
        format!("{}:{}-{}", start.line, start.column, end.column)
    } else {
        format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column)
    }
}

/// The examples of a page's body, with the blocks that belong to them.
fn examples(body: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut section = String::new();
    let mut at = 0;
    let mut fence: Option<(String, usize)> = None;
    for line in body.split_inclusive('\n') {
        let start = at;
        at += line.len();
        match &fence {
            None => {
                if let Some(info) = line.trim_end().strip_prefix("```") {
                    fence = Some((info.to_owned(), at));
                } else if let Some(title) = line.strip_prefix("## ") {
                    section = title.trim().to_owned();
                }
            }
            Some((info, first)) if line.trim_end() == "```" => {
                block(&mut examples, &section, info, body, *first..start);
                fence = None;
            }
            Some(_) => {}
        }
    }
    examples
}

fn block(examples: &mut Vec<Example>, section: &str, info: &str, body: &str, range: Range<usize>) {
    let text = &body[range.clone()];
    let mut words = info.split_whitespace();
    let attribute = |word: &str| word.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned()));
    match (words.next().unwrap_or_default(), section) {
        (kind @ ("wikitext" | "extract"), "Bad" | "Good") => examples.push(Example {
            section: section.to_owned(),
            text: text.strip_suffix('\n').unwrap_or(text).to_owned(),
            extract: kind == "extract",
            attributes: words.filter_map(attribute).collect(),
            expected: None,
            fixed: None,
        }),
        ("fixed", "Bad") => {
            if let Some(example) = examples.last_mut() {
                example.fixed = Some(text.strip_suffix('\n').unwrap_or(text).to_owned());
            }
        }
        ("findings", "Bad") => {
            if let Some(example) = examples.last_mut() {
                example.expected = Some((text.to_owned(), range));
            }
        }
        _ => {}
    }
}

/// Writes what is found now into the page's `findings` blocks.
fn rewrite(page: &Page) {
    let mut body = page.body.to_owned();
    for example in examples(page.body).iter().rev() {
        let (Some((_, range)), Ok(findings)) = (&example.expected, example.findings(page)) else {
            continue;
        };
        body.replace_range(range.clone(), &describe(page, &example.document(), &findings));
    }
    let path = page_path(page);
    if let Ok(text) = fs::read_to_string(&path) {
        let written = text.replace(page.body, &body);
        if written != text {
            let _ = fs::write(&path, written);
        }
    }
}
