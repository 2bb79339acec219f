//! The command line: cases as files under `tests/cmd/`, exit codes included. `TRYCMD=overwrite` rewrites them.

#[test]
fn command_line_cases() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").env("NO_COLOR", "1").run();
}
