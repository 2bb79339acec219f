use super::quality::sentences;
use super::{Citations, ExternalLinks, Headings, Links, Prose, Quality, References, Stats, Tables, Tally};
use crate::facts::Facts;
use crate::facts::extract::LineKind;
use crate::facts::links::LinkForm;
use crate::facts::prose::{BlockKind, LEFT_OUT};
use crate::profile::{Language, ParamType, Profile, Site};
use crate::source::{Document, Span};
use crate::syntax::{Kind, KindSet, Template, Tree};
use crate::value::url::{check_url, registered_domain};

/// The number of the namespace of templates in every wiki.
const TEMPLATE: i32 = 10;

impl Stats {
    /// What a document is made of, as its wiki reads it.
    pub fn of(doc: &Document, tree: &Tree<'_>, profile: &Profile, language: Option<&Language>) -> Stats {
        let facts = Facts::new(doc, tree, profile, language);
        let text = doc.text();
        let line_ends = memchr::memchr_iter(b'\n', text.as_bytes()).count();
        let is_open = !text.is_empty() && !text.ends_with('\n');
        Stats {
            documents: 1,
            redirects: u64::from(doc.origin.redirect || tree.kinds().contains(Kind::Redirect)),
            bytes: text.len() as u64,
            characters: text.chars().count() as u64,
            lines: line_ends as u64 + u64::from(is_open),
            prose: prose(&facts),
            quality: Quality::of(&facts),
            headings: headings(&facts),
            references: references(&facts),
            citations: citations(&facts),
            links: links(tree),
            external_links: external_links(&facts),
            tables: tables(&facts),
            templates: templates(tree, &profile.site),
        }
    }
}

fn prose(facts: &Facts<'_>) -> Prose {
    const KINDS: [BlockKind; 2] = [BlockKind::Paragraph, BlockKind::ListItem];
    let mut prose = Prose::default();
    for block in facts.prose().blocks().filter(|block| KINDS.contains(&block.kind())) {
        add_text(&mut prose, block.text());
    }
    let tables: Vec<Span> = facts.tables().iter().map(|table| table.span).collect();
    for line in &facts.extract_lines().all {
        let after = tables.partition_point(|table| table.start <= line.span.start);
        let table = after.checked_sub(1).and_then(|before| tables.get(before));
        let is_in_table = table.is_some_and(|table| line.span.start < table.end);
        if !is_in_table && matches!(line.kind, LineKind::Text | LineKind::Item | LineKind::Indented) {
            add_text(&mut prose, facts.doc.slice(line.span));
        }
    }
    prose
}

fn add_text(prose: &mut Prose, text: &str) {
    let text = text.trim();
    let words = text.split(|sign: char| sign == LEFT_OUT || sign.is_whitespace());
    prose.words += words.filter(|word| word.contains(char::is_alphanumeric)).count() as u64;
    prose.sentences += sentences(text);
    prose.characters += text.chars().filter(|&sign| sign != LEFT_OUT).count() as u64;
}

fn headings(facts: &Facts<'_>) -> Headings {
    let mut headings = Headings::default();
    for &heading in &facts.own().headings {
        let level = usize::from(facts.tree.node(heading).level());
        headings.total += 1;
        if let Some(count) = headings.by_level.get_mut(level.saturating_sub(1)) {
            *count += 1;
        }
    }
    headings
}

fn references(facts: &Facts<'_>) -> References {
    let cited = starts(facts.citations().iter().map(|citation| facts.tree.node(citation.node).span()));
    let linked = starts(facts.links().iter().map(|link| link.url));
    let mut references = References::default();
    let tags = facts.references().tags();
    for tag in tags {
        let Some(content) = tag.content else {
            references.uses += 1;
            continue;
        };
        references.footnotes += 1;
        references.named += u64::from(tag.name.is_some());
        references.list_defined += u64::from(tag.in_list);
        let kind = if any_in(&cited, content) {
            &mut references.with_citation
        } else if any_in(&linked, content) {
            &mut references.with_link
        } else {
            &mut references.without_link
        };
        *kind += 1;
    }
    let is_call = |&&tag: &&usize| tags.get(tag).is_some_and(|tag| !tag.in_list);
    let reused = facts
        .references()
        .names()
        .iter()
        .filter(|name| name.definitions.iter().chain(&name.uses).filter(is_call).nth(1).is_some());
    references.reused = reused.count() as u64;
    references
}

/// Where spans start, in the order of the text.
fn starts(spans: impl Iterator<Item = Span>) -> Vec<u32> {
    let mut starts: Vec<u32> = spans.map(|span| span.start).collect();
    starts.sort_unstable();
    starts
}

fn any_in(starts: &[u32], span: Span) -> bool {
    starts.get(starts.partition_point(|&start| start < span.start)).is_some_and(|&start| start < span.end)
}

fn citations(facts: &Facts<'_>) -> Citations {
    let mut citations = Citations::default();
    let mut name = String::new();
    for citation in facts.citations() {
        citations.total += 1;
        let template = Template::cast(facts.tree.node(citation.node));
        if template.is_some_and(|template| template_title(template, &facts.profile.site, &mut name)) {
            citations.templates.count(&name);
        }
        if citation.of_kind(ParamType::Url).is_some() {
            citations.with_url += 1;
            citations.archived += u64::from(citation.of_kind(ParamType::ArchiveUrl).is_some());
        }
    }
    citations
}

fn links(tree: &Tree<'_>) -> Links {
    let mut links = Links::default();
    let kinds = [Kind::Wikilink, Kind::File, Kind::GalleryLine, Kind::Category, Kind::Interlanguage];
    for node in tree.nodes_of(KindSet::of(&kinds)) {
        let count = match node.kind() {
            Kind::File | Kind::GalleryLine => &mut links.files,
            Kind::Category => &mut links.categories,
            Kind::Interlanguage => &mut links.interlanguage,
            _ => &mut links.internal,
        };
        *count += 1;
    }
    links
}

fn external_links(facts: &Facts<'_>) -> ExternalLinks {
    let mut links = ExternalLinks::default();
    for link in facts.links().iter() {
        links.total += 1;
        let form = match link.form {
            LinkForm::Bracketed => &mut links.bracketed,
            LinkForm::Bare => &mut links.bare,
            LinkForm::Picture => &mut links.of_pictures,
            LinkForm::Argument => &mut links.in_templates,
        };
        *form += 1;
        links.copies += u64::from(link.is_archive);
        links.archived += u64::from(link.has_archive);
        links.dead += u64::from(link.dead.is_some());
        if let Some(Ok(url)) = check_url(facts.doc.slice(link.url)) {
            links.hosts.count(registered_domain(&url.host));
        }
    }
    links
}

fn tables(facts: &Facts<'_>) -> Tables {
    let mut tables = Tables::default();
    for table in facts.tables().iter() {
        let rows = table.rows.len() as u64;
        let columns = table.rows.iter().map(|row| u64::from(row.n_slots)).max().unwrap_or(0);
        tables.total += 1;
        tables.rows += rows;
        tables.cells += table.cells().len() as u64;
        tables.most_rows = tables.most_rows.max(rows);
        tables.most_columns = tables.most_columns.max(columns);
        let size = Tables::UP_TO.iter().position(|&most| rows <= most).unwrap_or(Tables::UP_TO.len());
        if let Some(count) = tables.by_rows.get_mut(size) {
            *count += 1;
        }
    }
    tables
}

fn templates(tree: &Tree<'_>, site: &Site) -> Tally {
    let mut tally = Tally::default();
    let mut name = String::new();
    for template in tree.nodes_of(KindSet::of(&[Kind::Template])).filter_map(Template::cast) {
        if template_title(template, site, &mut name) {
            tally.count(&name);
        }
    }
    tally
}

/// Writes the title of a template without its namespace; false where other templates make part of its name.
fn template_title(template: Template<'_>, site: &Site, into: &mut String) -> bool {
    let Some(written) = template.literal_name() else { return false };
    let page = match written.trim_start_matches(':').split_once(':') {
        Some((prefix, page)) if site.namespace(prefix.trim()) == Some(TEMPLATE) => page,
        _ => &written,
    };
    title(page, site, into);
    true
}

/// Writes a title in the form that all its spellings share.
fn title(page: &str, site: &Site, title: &mut String) {
    title.clear();
    for word in page.split(|sign: char| sign == '_' || sign.is_whitespace()).filter(|word| !word.is_empty()) {
        if !title.is_empty() {
            title.push(' ');
        }
        let mut signs = word.chars();
        match signs.next().filter(|_| title.is_empty() && site.has_capital_links()) {
            Some(first) => title.extend(first.to_uppercase().chain(signs)),
            None => title.push_str(word),
        }
    }
}
