//! How fast links are asked: 1,000 over 200 hosts, on a server of its own that takes 100 ms for each answer.
//!
//! `cargo run --release --example links_speed`
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "an example for the terminal")]

#[cfg(not(feature = "net"))]
fn main() {}

#[cfg(feature = "net")]
fn main() {
    use std::io::{BufRead, BufReader, Write};
    use std::net::{IpAddr, TcpListener};
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    use chrono::Utc;
    use wikivet::net::{AllowedHosts, CheckSettings, Checker, Client, ClientSettings, Dns, Store};

    struct Local;

    impl Dns for Local {
        fn look_up(&self, _host: &str) -> std::io::Result<Vec<IpAddr>> {
            Ok(vec![IpAddr::from([127, 0, 0, 1])])
        }
    }

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || {
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let mut stream = stream;
                while let Some(Ok(first)) = lines.next() {
                    while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
                    std::thread::sleep(Duration::from_millis(100));
                    let body = "<title>A page</title>It has a few words.";
                    let status = if first.contains("/page") { "200 OK" } else { "404 Not Found" };
                    let length = body.len();
                    let head = format!(
                        "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\r\n"
                    );
                    let body = if first.starts_with("HEAD") { "" } else { body };
                    if stream.write_all(format!("{head}{body}").as_bytes()).is_err() {
                        break;
                    }
                }
            });
        }
    });

    let hosts: Vec<String> = (0..200).map(|host| format!("host{host}.example")).collect();
    let links = (0..1000).map(|n| format!("http://host{}.example:{port}/page{n}", n % 200));
    let folder = tempfile::tempdir().unwrap();
    let client = Client::new(ClientSettings {
        allowed: AllowedHosts::new(hosts.iter().map(String::as_str)),
        dns: Arc::new(Local),
        ..ClientSettings::default()
    });
    let store = Store::open(&folder.path().join("links.db"), Utc::now()).unwrap();
    let checker = Checker::new(client, store, CheckSettings::default(), Arc::new(Utc::now), Arc::default());
    let start = Instant::now();
    let ending = checker.check(links, &mut |_| ()).unwrap();
    println!(
        "{} links in {:.1} s, two requests a second to each host",
        ending.asked,
        start.elapsed().as_secs_f32()
    );
}
