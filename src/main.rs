//! The command line of wikivet: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    wikivet::cli::main()
}
