//! The command line of wikivet: arguments in, exit code out.

fn main() {}
