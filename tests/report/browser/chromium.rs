//! A real browser, where there is one.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long the browser may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// The colours that a reader prefers.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scheme {
    Light,
    Dark,
}

/// The browser, or none, which is said.
pub(crate) fn find() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found = std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        // Where a distribution has it in another form, a program of this name may only say so.
        .find(|program| program.is_file() && speaks(program));
    if found.is_none() {
        let _ = writeln!(std::io::stderr(), "\nskipped: there is no Chromium");
    }
    found
}

fn speaks(program: &Path) -> bool {
    let output = Command::new(program).arg("--version").output();
    output.is_ok_and(|output| output.status.success())
}

/// The document that a page in a file has become when its scripts have run.
pub(crate) fn dump(browser: &Path, folder: &Path, page: &str, scheme: Scheme) -> String {
    let mut url = OsString::from("file://");
    url.push(folder.join(page));
    let mut profile = OsString::from("--user-data-dir=");
    profile.push(folder.join(format!("profile-{scheme:?}")));
    let preferred = match scheme {
        Scheme::Light => "--blink-settings=preferredColorScheme=1",
        Scheme::Dark => "--blink-settings=preferredColorScheme=0",
    };
    let out = folder.join("dump.html");
    let mut child = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"])
        // Containers give too little shared memory.
        .arg("--disable-dev-shm-usage")
        .args(["--disable-background-networking", "--disable-component-update", "--disable-extensions"])
        // Names are not looked up; an address of this machine could be asked, which the test would see.
        .args(["--host-resolver-rules=MAP * ~NOTFOUND", "--allow-file-access-from-files"])
        .args(["--virtual-time-budget=20000", "--dump-dom", preferred])
        .args([&profile, &url])
        .stdout(Stdio::from(File::create(&out).unwrap()))
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("the browser does not come to an end");
        }
        sleep(Duration::from_millis(20));
    }
    fs::read_to_string(out).unwrap()
}
