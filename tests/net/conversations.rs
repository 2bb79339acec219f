//! What the answers of a server come to, status by status and trick by trick.

use std::collections::HashMap;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use url::Url;
use wikivet::net::{
    AllowedHosts, Client, ClientSettings, Conversation, Dns, Observation, Probes, Sign, Step,
};

use crate::server::{Reply, Request, Server};

/// A DNS of the test's own: any name leads to this machine, unless the table says otherwise.
#[derive(Default)]
pub(crate) struct TestDns(pub(crate) HashMap<&'static str, Vec<IpAddr>>);

impl Dns for TestDns {
    fn look_up(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        let local = || vec![IpAddr::from([127, 0, 0, 1])];
        Ok(self.0.get(host).cloned().unwrap_or_else(local))
    }
}

/// A client that may ask this machine, and waits half a second.
pub(crate) fn client() -> Client {
    client_with(&["127.0.0.1", "site.example"], TestDns::default())
}

pub(crate) fn client_with(allowed: &[&str], dns: impl Dns) -> Client {
    Client::new(ClientSettings {
        contact: Some("tests@site.example".to_owned()),
        timeout: Duration::from_millis(500),
        allowed: AllowedHosts::new(allowed.iter().copied()),
        dns: Arc::new(dns),
    })
}

/// Asks a link as the checker does, without the waiting between.
pub(crate) fn ask(client: &Client, url: &str) -> Observation {
    let mut conversation = Conversation::new(Url::parse(url).unwrap());
    let mut step = conversation.begin();
    let mut probes = Probes::new();
    loop {
        match step {
            Step::Ask(method, url) => {
                step = conversation.hear(client.ask(method, &url), &mut probes, "no-such-page");
            }
            Step::Done(sign, why) => return conversation.observation(chrono::Utc::now(), sign, why),
        }
    }
}

const ARTICLE: &str = "<title>Weavers of linen</title><p>In 1848 the town had four thousand people, most of them \
                       weavers of linen, who sold what they made on the market that was held twice a week.";

/// A server that has one page, says 404 to all else, and one status at `/status`.
fn with(status: u16) -> Server {
    Server::new(move |request: &Request| match request.path.as_str() {
        "/status" => Reply::page(status, "<title>as told</title>"),
        "/page" => Reply::page(200, ARTICLE),
        _ => Reply::page(404, "<title>none</title>"),
    })
}

fn sign_of(status: u16) -> (Sign, String) {
    let server = with(status);
    let seen = ask(&client(), &server.url("/status"));
    assert_eq!(seen.status, Some(status));
    (seen.sign, seen.why)
}

#[test]
fn every_status_is_a_sign() {
    for status in [200, 201, 202, 203, 416] {
        assert_eq!(sign_of(status).0, Sign::Fine, "{status}");
    }
    for status in [404, 410, 500, 502, 503, 504, 520, 523] {
        assert_eq!(sign_of(status).0, Sign::Failed, "{status}");
    }
    for status in [401, 402, 403, 407, 429, 451, 999] {
        assert_eq!(sign_of(status).0, Sign::Blocked, "{status}");
    }
    for status in [300, 301, 302, 304, 307, 308, 400, 405, 406, 408, 418, 425] {
        assert_eq!(sign_of(status).0, Sign::Unclear, "{status}, without an address to go to");
    }
    assert_eq!(sign_of(404).1, "404 Not Found, `as told`");
}

#[test]
fn a_failure_of_head_is_asked_again_with_get() {
    let server = Server::new(|request| match request.method.as_str() {
        "HEAD" => Reply::page(405, ""),
        _ if request.path == "/page" => Reply::page(200, ARTICLE),
        _ => Reply::page(404, ""),
    });
    assert_eq!(ask(&client(), &server.url("/page")).sign, Sign::Fine);
    assert_eq!(server.count("HEAD", "/page"), 1);
    assert_eq!(server.count("GET", "/page"), 1);
}

#[test]
fn what_is_no_page_of_text_is_asked_for_its_head_alone() {
    let server = Server::new(|_| {
        Reply::Http(200, vec![("Content-Type", "application/pdf".to_owned())], b"%PDF".to_vec())
    });
    assert_eq!(ask(&client(), &server.url("/report.pdf")).sign, Sign::Fine);
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn only_the_beginning_of_a_page_is_asked_for_and_who_asks_is_said() {
    let server = with(200);
    ask(&client(), &server.url("/page#section"));
    let requests = server.requests();
    let get = requests.iter().find(|request| request.method == "GET").unwrap();
    assert_eq!(get.headers["range"], "bytes=0-65535");
    assert_eq!(get.path, "/page");
    for request in &requests {
        let said = &request.headers["user-agent"];
        assert!(said.starts_with("wikivet/") && said.contains("contact: tests@site.example"), "{said}");
    }
}

#[test]
fn a_part_of_a_page_is_the_page() {
    let server = Server::new(|request| match (request.method.as_str(), request.path.as_str()) {
        ("HEAD", "/page") => Reply::page(200, ""),
        ("GET", "/page") => Reply::page(206, ARTICLE),
        _ => Reply::page(404, ""),
    });
    let seen = ask(&client(), &server.url("/page"));
    assert_eq!((seen.sign, seen.status, seen.why.as_str()), (Sign::Fine, Some(200), "200 OK"));
}

#[test]
fn credentials_are_never_sent() {
    let server = with(200);
    let url = server.url("/page").replace("http://", "http://user:secret@");
    assert_eq!(ask(&client(), &url).sign, Sign::Fine);
    for request in server.requests() {
        assert!(!request.headers.contains_key("authorization"), "{request:?}");
        assert!(!format!("{request:?}").contains("secret"), "{request:?}");
    }
}

#[test]
fn redirects_are_followed_and_kept() {
    let server = Server::new(|request| match request.path.as_str() {
        "/old" => Reply::redirect(301, "/newer"),
        "/newer" => Reply::redirect(302, "page"),
        "/page" => Reply::page(200, ARTICLE),
        _ => Reply::page(404, ""),
    });
    let seen = ask(&client(), &server.url("/old"));
    assert_eq!(seen.sign, Sign::Fine);
    let hops: Vec<(u16, &str)> = seen.hops.iter().map(|hop| (hop.status, hop.to.as_str())).collect();
    assert_eq!(hops, [(301, server.url("/newer").as_str()), (302, server.url("/page").as_str())]);
}

#[test]
fn redirects_without_end_tell_nothing() {
    let circle = Server::new(|request| match request.path.as_str() {
        "/a" => Reply::redirect(301, "/b"),
        _ => Reply::redirect(301, "/a"),
    });
    let seen = ask(&client(), &circle.url("/a"));
    assert_eq!((seen.sign, seen.why.as_str()), (Sign::Unclear, "it redirects in a circle"));
    let endless = Server::new(|request| Reply::redirect(302, &format!("{}x", request.path)));
    let seen = ask(&client(), &endless.url("/a"));
    assert_eq!((seen.sign, seen.why.as_str()), (Sign::Unclear, "too many redirects"));
    assert!(endless.requests().len() <= 12, "{}", endless.requests().len());
}

#[test]
fn a_redirect_off_the_web_is_not_followed() {
    for to in ["file:///etc/passwd", "ftp://site.example/", "javascript:alert(1)", "http://"] {
        let server = Server::new(move |_| Reply::redirect(302, to));
        assert_eq!(ask(&client(), &server.url("/a")).sign, Sign::Unclear, "{to}");
    }
}

#[test]
fn a_front_page_in_place_of_a_page_is_a_soft_404() {
    let server = Server::new(|request| match request.path.as_str() {
        "/" => Reply::page(200, ARTICLE),
        _ => Reply::redirect(302, "/"),
    });
    let seen = ask(&client(), &server.url("/articles/12"));
    assert_eq!(seen.sign, Sign::Replaced, "{seen:?}");
    assert_eq!(ask(&client(), &server.url("/")).sign, Sign::Fine);
}

#[test]
fn a_short_form_of_an_address_may_lead_to_a_front_page() {
    let server = Server::new(|request| match request.path.as_str() {
        "/x1y2" => Reply::redirect(
            301,
            &format!("http://site.example:{}/", request.headers["host"].rsplit(':').next().unwrap()),
        ),
        "/" => Reply::page(200, ARTICLE),
        _ => Reply::page(404, ""),
    });
    let client = client_with(&["bit.ly", "other.example", "site.example"], TestDns::default());
    assert_eq!(ask(&client, &server.url_at("bit.ly", "/x1y2")).sign, Sign::Fine);
    assert_eq!(ask(&client, &server.url_at("other.example", "/x1y2")).sign, Sign::Replaced);
}

#[test]
fn a_renamed_front_page_is_a_front_page() {
    let server = Server::new(|request| match request.path.as_str() {
        "/" => Reply::page(200, ARTICLE),
        "/index.html" => Reply::redirect(301, "/"),
        _ => Reply::page(404, ""),
    });
    assert_eq!(ask(&client(), &server.url("/index.html")).sign, Sign::Fine);
}

#[test]
fn a_page_that_says_it_is_not_found_is_a_soft_404() {
    for title in ["Page not found | Site", "404", "Site – Seite nicht gefunden", "Domain for sale"] {
        let server = Server::new(move |_| Reply::page(200, &format!("<title>{title}</title>")));
        assert_eq!(ask(&client(), &server.url("/a")).sign, Sign::Replaced, "{title}");
    }
    let server = Server::new(|request| match request.path.as_str() {
        "/errors/404.html" => Reply::page(200, ARTICLE),
        _ => Reply::redirect(302, "/errors/404.html"),
    });
    assert_eq!(ask(&client(), &server.url("/a")).sign, Sign::Replaced);
}

/// A site that shows one page at any address, with the address in it.
fn same_everywhere(text: &'static str) -> Server {
    Server::new(move |request| {
        Reply::page(200, &format!("<title>Site</title><p>{text} {}</p>", request.path))
    })
}

#[test]
fn the_page_that_a_host_shows_anywhere_is_a_soft_404() {
    let server = same_everywhere(
        "We are sorry to say that what you have been looking for is not among the things that we keep here. Our \
         shelves were sorted last spring, and a good many of the older papers went to the library of the town, \
         where those who care for such things can ask for them at the desk on the second floor.",
    );
    let seen = ask(&client(), &server.url("/paper/12"));
    assert_eq!(seen.sign, Sign::Replaced, "{seen:?}");
    assert_eq!(server.count("GET", "/no-such-page"), 1);
}

#[test]
fn a_short_page_that_a_script_may_fill_tells_nothing() {
    let server = same_everywhere("Loading, please wait");
    assert_eq!(ask(&client(), &server.url("/paper/12")).sign, Sign::Unclear);
}

#[test]
fn a_page_of_its_own_is_fine_on_a_host_that_never_says_404() {
    let server = Server::new(|request| match request.path.as_str() {
        "/page" => Reply::page(200, ARTICLE),
        _ => Reply::page(200, "<title>Site</title>Nothing to see at this place"),
    });
    assert_eq!(ask(&client(), &server.url("/page")).sign, Sign::Fine);
}

#[test]
fn riddles_for_robots_and_logins_are_no_death() {
    let captcha = Server::new(|_| Reply::page(503, "<title>Just a moment...</title>"));
    assert_eq!(ask(&client(), &captcha.url("/a")).sign, Sign::Blocked);
    let captcha = Server::new(|_| Reply::page(200, "<title>Are you a robot?</title>"));
    assert_eq!(ask(&client(), &captcha.url("/a")).sign, Sign::Blocked);
    let login = Server::new(|request| match request.path.split('?').next() {
        Some("/accounts/login") => Reply::page(200, ARTICLE),
        _ => Reply::redirect(302, "/accounts/login?next=/a"),
    });
    assert_eq!(ask(&client(), &login.url("/a")).sign, Sign::Blocked);
    let linked = ask(&client(), &login.url("/accounts/login"));
    assert_ne!(linked.sign, Sign::Blocked, "a link to a login leads to a login");
}
