//! Finds damaged text in files, and says what it cost: `mojibake PATH…`. `benches/against_ftfy.py` compares it with ftfy.

#![allow(clippy::print_stdout, reason = "a tool that prints")]

use std::error::Error;

use cpu_time::ProcessTime;
use wikivet::profile::Encodings;
use wikivet::value::mojibake::find_damage;

fn main() -> Result<(), Box<dyn Error>> {
    let texts: Vec<(String, String)> = std::env::args()
        .skip(1)
        .map(|path| std::fs::read_to_string(&path).map(|text| (path, text)))
        .collect::<Result<_, _>>()?;
    let encodings = Encodings::known();
    let start = ProcessTime::now();
    let found: Vec<_> = texts.iter().map(|(path, text)| (path, text, find_damage(text, encodings))).collect();
    let seconds = start.elapsed().as_secs_f64();
    for (path, text, damages) in found {
        for damage in damages {
            let source = &text[damage.span.range()];
            println!("{path}\t{source}\t{}\t{}\t{:?}", damage.repaired, damage.written, damage.chain);
        }
    }
    let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
    println!("{bytes} bytes in {seconds} s");
    Ok(())
}
