//! Servers that mean ill, and names that lead where no request may go.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use wikivet::net::{Dns, Sign};

use crate::conversations::{TestDns, ask, client, client_with};
use crate::server::{Reply, Server};

#[test]
fn nothing_is_sent_to_an_address_that_is_not_public() {
    let server = Server::new(|_| Reply::page(200, "inside"));
    let strict = client_with(&[], TestDns::default());
    let hosts = [
        "127.0.0.1",
        "innocent.example",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "2130706433",
        "127.1",
        "0",
        "127.0.0.1.",
        "%31%32%37.0.0.1",
        "１２７。0。0。1",
        "[::]",
        "[::1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "public.example@127.0.0.1",
    ];
    for host in hosts {
        let seen = ask(&strict, &server.url_at(host, "/"));
        assert_eq!(seen.sign, Sign::Forbidden, "{host}");
        assert!(seen.why.ends_with("which is not public"), "{}", seen.why);
    }
    assert!(server.requests().is_empty());
}

#[test]
fn a_host_with_one_private_address_among_public_ones_is_not_asked() {
    let dns = TestDns([("mixed.example", vec![[1, 1, 1, 1].into(), [10, 0, 0, 1].into()])].into());
    assert_eq!(ask(&client_with(&[], dns), "http://mixed.example/").sign, Sign::Forbidden);
}

#[test]
fn a_redirect_to_a_private_address_is_not_followed() {
    let inside = Server::new(|_| Reply::page(200, "inside"));
    for to in [inside.url_at("inside.example", "/secret"), inside.url_at("[::ffff:127.0.0.1]", "/secret")] {
        let outside = Server::new(move |_| Reply::redirect(302, &to));
        let seen = ask(
            &client_with(&["outside.example"], TestDns::default()),
            &outside.url_at("outside.example", "/"),
        );
        assert_eq!(seen.sign, Sign::Forbidden);
        assert_eq!(seen.hops.len(), 1);
    }
    assert!(inside.requests().is_empty());
    let metadata = Server::new(|_| Reply::redirect(302, "http://169.254.169.254/latest/meta-data/"));
    assert_eq!(ask(&client(), &metadata.url("/")).sign, Sign::Forbidden);
}

#[test]
fn ports_of_other_services_get_no_requests() {
    let seen = ask(&client_with(&[], TestDns::default()), "http://outside.example:25/");
    assert_eq!((seen.sign, seen.why.as_str()), (Sign::Forbidden, "port 25 is not one of web servers"));
    let server = Server::new(|_| Reply::redirect(302, "http://outside.example:6667/"));
    assert_eq!(ask(&client(), &server.url("/")).sign, Sign::Forbidden);
}

#[test]
fn what_a_server_says_is_kept_in_short() {
    let far = format!("/{}", "a".repeat(20_000));
    let server = Server::new(move |_| Reply::redirect(302, &far));
    let seen = ask(&client(), &server.url("/"));
    assert_eq!(seen.sign, Sign::Unclear);
    assert!(seen.why.len() < 200 && seen.hops.is_empty(), "{}", seen.why.len());
    let titled = Server::new(|_| Reply::page(404, &format!("<title>{}</title>", "long ".repeat(10_000))));
    assert!(ask(&client(), &titled.url("/")).why.len() < 200);
}

#[test]
fn a_head_cannot_bring_in_another_one() {
    let server = Server::new(|_| Reply::redirect(302, "/a\tb%0d%0aX-Evil: yes"));
    ask(&client(), &server.url("/"));
    assert!(server.requests().iter().all(|request| !request.headers.contains_key("x-evil")));
}

/// Says one address first, and another one from then on.
struct ChangingDns {
    asked: AtomicUsize,
    then: Ipv4Addr,
}

impl Dns for ChangingDns {
    fn look_up(&self, _host: &str) -> io::Result<Vec<IpAddr>> {
        match self.asked.fetch_add(1, Ordering::Relaxed) {
            0 => Ok(vec![IpAddr::from([192, 0, 2, 1])]),
            _ => Ok(vec![self.then.into()]),
        }
    }
}

#[test]
fn a_dns_that_changes_its_answer_gains_nothing() {
    // Were the address that is connected to looked up after the check, the second answer would be taken.
    let server = Server::new(|_| Reply::page(200, "inside"));
    let dns = ChangingDns { asked: AtomicUsize::new(0), then: Ipv4Addr::LOCALHOST };
    let strict = client_with(&[], dns);
    assert_eq!(ask(&strict, &server.url_at("rebinding.example", "/")).sign, Sign::Forbidden);
    assert_eq!(ask(&strict, &server.url_at("rebinding.example", "/")).sign, Sign::Forbidden);
    assert!(server.requests().is_empty());
}

#[test]
fn a_host_without_addresses_is_unresolved() {
    let dns = TestDns([("gone.example", Vec::new())].into());
    assert_eq!(ask(&client_with(&[], dns), "http://gone.example/").sign, Sign::Unresolved);
}

#[test]
fn a_port_where_nobody_listens_fails() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    assert_eq!(ask(&client(), &format!("http://127.0.0.1:{port}/")).sign, Sign::Failed);
}

/// Asks, and says how long it took.
fn timed(server: &Server) -> (Sign, Duration) {
    let start = Instant::now();
    let seen = ask(&client(), &server.url("/a"));
    (seen.sign, start.elapsed())
}

#[test]
fn bytes_that_drip_for_ever_end_with_the_time() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n".to_vec();
    let body = Server::new(move |_| Reply::Endless {
        head: head.clone(),
        again: b"x".to_vec(),
        pause: Duration::from_millis(20),
    });
    let (sign, took) = timed(&body);
    assert_eq!(sign, Sign::Unclear);
    assert!(took < Duration::from_secs(10), "{took:?}");
    let head = Server::new(|_| Reply::Endless {
        head: b"HTTP/1.1 200 OK\r\nX-Drip: ".to_vec(),
        again: b"x".to_vec(),
        pause: Duration::from_millis(20),
    });
    assert_eq!(timed(&head).0, Sign::Unclear);
}

#[test]
fn headers_and_bodies_without_end_are_cut() {
    let headers = Server::new(|_| Reply::Endless {
        head: b"HTTP/1.1 200 OK\r\n".to_vec(),
        again: b"X-More: and more and more and more\r\n".repeat(100),
        pause: Duration::ZERO,
    });
    assert_eq!(timed(&headers).0, Sign::Unclear);
    let body = Server::new(|request| match request.path.as_str() {
        "/a" => Reply::Endless {
            head:
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<title>Long</title>"
                    .to_vec(),
            again: b"a word that comes again and again ".repeat(1000),
            pause: Duration::ZERO,
        },
        _ => Reply::page(404, ""),
    });
    assert_eq!(timed(&body).0, Sign::Fine, "what was read of it is a page");
}

#[test]
fn a_gzip_bomb_is_unpacked_to_a_limit() {
    let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..64 {
        bomb.write_all(&zeros).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    let server = Server::new(move |request| match request.path.as_str() {
        "/a" => Reply::Http(
            200,
            vec![("Content-Type", "text/html".to_owned()), ("Content-Encoding", "gzip".to_owned())],
            bomb.clone(),
        ),
        _ => Reply::page(404, ""),
    });
    let answer =
        client().ask(wikivet::net::Method::Get, &url::Url::parse(&server.url("/a")).unwrap()).unwrap();
    assert!(answer.text.len() <= 256 * 1024, "{}", answer.text.len());
    assert_eq!(timed(&server).0, Sign::Fine);
}

#[test]
fn what_is_no_tls_and_no_http_tells_nothing() {
    let plain = Server::new(|_| Reply::page(200, ""));
    let seen = ask(&client(), &plain.url("/a").replace("http:", "https:"));
    assert_eq!(seen.sign, Sign::Unclear, "{seen:?}");
    for bytes in ["", "SSH-2.0-OpenSSH_9.6\r\n", "HTTP/1.1 abc\r\n\r\n", "\0\0\0\0"] {
        let server = Server::new(move |_| Reply::Raw(bytes.into()));
        let seen = ask(&client(), &server.url("/a"));
        assert!(matches!(seen.sign, Sign::Unclear | Sign::Failed), "{bytes:?}: {seen:?}");
    }
}

/// A server whose certificate nobody vouches for.
fn self_signed() -> SocketAddr {
    let pem = include_bytes!("self-signed.pem");
    let certificate = CertificateDer::from_pem_slice(pem).unwrap();
    let key = PrivateKeyDer::from_pem_slice(pem).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let session = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(session, stream);
            // Whoever does not trust it hangs up.
            let _ = stream.read(&mut [0; 1024]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }
    });
    address
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_no_death() {
    let port = self_signed().port();
    for host in ["site.example", "127.0.0.1"] {
        let seen = ask(&client(), &format!("https://{host}:{port}/"));
        assert_eq!(seen.sign, Sign::Unclear);
        assert!(seen.why.starts_with("TLS: the certificate is "), "{}", seen.why);
    }
}
