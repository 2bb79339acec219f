//! All citations of a page as CSV: where each stands, in bytes, the template, the title, the URL and the date.
//!
//! ```text
//! cargo run --example citations -- enwiki Baku.wiki
//! ```

#![expect(clippy::print_stdout, reason = "an example for the terminal")]

use std::{env, fs, io};

use wikivet::profile::{ParamType, Profile, Role, TemplateSchema};
use wikivet::syntax::{Template, parse};

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let (Some(wiki), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err(io::Error::other("name a wiki, such as enwiki, and a file of wikitext"));
    };
    let profile = Profile::named(&wiki).ok_or_else(|| io::Error::other("nothing is known of that wiki"))?;
    let text = fs::read_to_string(path)?;

    println!("start,end,template,title,url,date");
    for template in parse(&text, &profile.site).nodes().filter_map(Template::cast) {
        let name = template.name();
        let Some(schema) = profile.template(&name).filter(|schema| schema.has(Role::Citation)) else {
            continue;
        };
        let value = |kind| csv(value_of(template, schema, kind));
        let span = template.node().span();
        let (title, url, date) = (value(ParamType::Title), value(ParamType::Url), value(ParamType::Date));
        println!("{},{},{},{title},{url},{date}", span.start, span.end, csv(&name));
    }
    Ok(())
}

/// The value of the first parameter of a type that is given.
fn value_of<'t>(template: Template<'t>, schema: &TemplateSchema, kind: ParamType) -> &'t str {
    let arguments = template.effective_arguments();
    let of_kind =
        arguments.iter().find(|argument| schema.param(&argument.key).is_some_and(|param| param.kind == kind));
    of_kind.map_or("", |argument| argument.value())
}

/// A field as RFC 4180 has it.
fn csv(field: &str) -> String {
    format!("\"{}\"", field.replace('"', "\"\""))
}
