use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use ureq::http::Response;
use ureq::http::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, LOCATION, RANGE, RETRY_AFTER, USER_AGENT,
};
use ureq::tls::TlsConfig;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, RequestBuilder};
use url::Url;

use super::address::{AllowedHosts, is_of_another_protocol};
use super::body::{decode, is_text, mime, read, retry_after};
use super::dns::{Dns, Forbidden, GuardedResolver, SystemDns};

/// How many bytes of a page are read, and how many of what is for programs: `robots.txt`, and what an archive says.
const MAX_PAGE: u64 = 64 * 1024;
const MAX_DATA: u64 = 512 * 1024;

/// How many bytes the head of an answer may have.
const MAX_HEAD: usize = 32 * 1024;

/// The type of forms that are sent.
const FORM: &str = "application/x-www-form-urlencoded";

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// The head of the answer alone.
    Head,
    /// The beginning of the page.
    Get,
}

/// What a server answers to one request. Redirects are answers like others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Where to, as the server says it.
    pub location: Option<String>,
    /// The type of the content, without parameters, in lower case.
    pub content_type: Option<String>,
    /// How long the server asks to be left alone.
    pub retry_after: Option<Duration>,
    /// The beginning of the page, decoded; empty for a head.
    pub text: String,
}

/// Why a request has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The DNS has no address of the host.
    #[error("the host has no address")]
    Unresolved,
    /// The host has an address that is not asked.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// The port is that of a service that does not speak HTTP.
    #[error("port {0} is not one of web servers")]
    Port(u16),
    /// The time for the request was over.
    #[error("no answer within {} s", .0.as_secs_f32())]
    Timeout(Duration),
    /// The server's certificate is not valid, or it speaks no TLS.
    #[error("TLS: {0}")]
    Tls(String),
    /// Nobody listens at the port.
    #[error("the connection was refused")]
    Refused,
    /// No connection could be made, or it was lost.
    #[error("connection: {0}")]
    Connection(String),
    /// The answer is not HTTP, or too much of it.
    #[error("HTTP: {0}")]
    Protocol(String),
}

/// How servers are asked.
#[derive(Clone)]
pub struct ClientSettings {
    /// Whom to write to: a mail address, or a page.
    pub contact: Option<String>,
    /// How long a request may take, from the look-up of the host to the last byte.
    pub timeout: Duration,
    /// Hosts that are asked although their addresses are not public.
    pub allowed: AllowedHosts,
    /// What turns names of hosts into addresses.
    pub dns: Arc<dyn Dns>,
}

impl Default for ClientSettings {
    fn default() -> Self {
        ClientSettings {
            contact: None,
            timeout: Duration::from_secs(20),
            allowed: AllowedHosts::default(),
            dns: Arc::new(SystemDns),
        }
    }
}

/// Sends single requests: to public addresses only, without credentials, cookies or proxies, and with all that may come
/// back bounded.
pub struct Client {
    agent: Agent,
    allowed: AllowedHosts,
    dns: Arc<dyn Dns>,
    user_agent: String,
    timeout: Duration,
}

impl fmt::Debug for Client {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Client").field("user_agent", &self.user_agent).finish_non_exhaustive()
    }
}

impl Client {
    /// A client by its settings.
    pub fn new(settings: ClientSettings) -> Client {
        let ClientSettings { contact, timeout, allowed, dns } = settings;
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A proxy looks hosts up by itself, where their addresses cannot be checked.
            .proxy(None)
            .timeout_global(Some(timeout))
            .max_response_header_size(MAX_HEAD)
            .max_idle_connections_per_host(1)
            .tls_config(TlsConfig::builder().build())
            .build();
        let resolver = GuardedResolver { dns: Arc::clone(&dns), allowed: allowed.clone() };
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        Client { agent, allowed, dns, user_agent: user_agent(contact.as_deref()), timeout }
    }

    /// What servers are told of who asks.
    pub fn user_agent(&self) -> &str {
        &self.user_agent
    }

    /// Whether the host of an address is allowed by name.
    pub(super) fn allows(&self, url: &Url) -> bool {
        self.allowed.has(url)
    }

    /// Whether a host has an address.
    pub fn resolves(&self, host: &str) -> bool {
        self.dns.look_up(host).is_ok_and(|addresses| !addresses.is_empty())
    }

    /// Sends one request for an address of the web. Of its user, password and fragment nothing is sent.
    pub fn ask(&self, method: Method, url: &Url) -> Result<Answer, Failure> {
        let address = self.address(url)?;
        let request = match method {
            Method::Head => self.agent.head(address),
            Method::Get => self.agent.get(address).header(RANGE, format!("bytes=0-{}", MAX_PAGE - 1)),
        };
        let response = self.dressed(request).call().map_err(|error| self.failure(error))?;
        let is_read = method == Method::Get && content_type(&response).as_deref().is_none_or(is_text);
        let mut answer = self.answer(response, if is_read { MAX_PAGE } else { 0 })?;
        // A part of the page is all that was asked for.
        if method == Method::Get && answer.status == 206 {
            answer.status = 200;
        }
        Ok(answer)
    }

    /// Asks for what is written for programs, as a whole, whatever its type.
    pub fn fetch(&self, url: &Url) -> Result<Answer, Failure> {
        let request = self.agent.get(self.address(url)?);
        let response = self.dressed(request).call().map_err(|error| self.failure(error))?;
        self.answer(response, MAX_DATA)
    }

    /// Sends a form to an interface for programs, with one more header.
    pub fn post(&self, url: &Url, form: &str, header: (&str, &str)) -> Result<Answer, Failure> {
        let request = self.agent.post(self.address(url)?);
        let request = self.dressed(request).header(header.0, header.1).content_type(FORM);
        let response = request.send(form).map_err(|error| self.failure(error))?;
        self.answer(response, MAX_DATA)
    }

    /// What is said of who asks, and in which form an answer is wanted.
    fn dressed<B>(&self, request: RequestBuilder<B>) -> RequestBuilder<B> {
        request
            .header(USER_AGENT, &self.user_agent)
            .header(ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
            // What is sent as it is needs no unpacking; some servers pack it all the same.
            .header(ACCEPT_ENCODING, "identity")
    }

    /// What is sent of a URL, if it may be asked.
    fn address(&self, url: &Url) -> Result<String, Failure> {
        match url.port() {
            Some(port) if is_of_another_protocol(port) && !self.allowed.has(url) => Err(Failure::Port(port)),
            _ => Ok(address(url)),
        }
    }

    fn answer(&self, mut response: Response<Body>, limit: u64) -> Result<Answer, Failure> {
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
        let location = response
            .headers()
            .get(LOCATION)
            .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        let packing = header(CONTENT_ENCODING).map(str::to_ascii_lowercase);
        let retry_after = header(RETRY_AFTER).and_then(|value| retry_after(value, SystemTime::now()));
        let content_type = content_type(&response);
        let status = response.status().as_u16();
        let mut bytes = Vec::new();
        if limit > 0 {
            let raw = response.body_mut().as_reader().take(limit);
            read(raw, packing.as_deref(), &mut bytes).or_else(|error| self.broken(error, &bytes))?;
        }
        let text = decode(&bytes, content_type.as_deref());
        let content_type = content_type.map(|value| mime(&value).to_owned());
        Ok(Answer { status, location, content_type, retry_after, text })
    }

    /// What comes of a body that broke off: what was read of it counts, unless the server let time run out.
    fn broken(&self, error: io::Error, read: &[u8]) -> Result<(), Failure> {
        match error.downcast::<ureq::Error>() {
            Ok(error @ ureq::Error::Timeout(_)) => Err(self.failure(error)),
            Ok(error) if read.is_empty() => Err(self.failure(error)),
            Err(error) if error.kind() == io::ErrorKind::TimedOut => Err(Failure::Timeout(self.timeout)),
            Err(error) if read.is_empty() => Err(Failure::Protocol(error.to_string())),
            Ok(_) | Err(_) => Ok(()),
        }
    }

    fn failure(&self, error: ureq::Error) -> Failure {
        match error {
            ureq::Error::HostNotFound => Failure::Unresolved,
            ureq::Error::Timeout(_) | ureq::Error::BodyStalled => Failure::Timeout(self.timeout),
            ureq::Error::Other(other) => match other.downcast::<Forbidden>() {
                Ok(forbidden) => Failure::Forbidden(*forbidden),
                Err(other) => Failure::Protocol(other.to_string()),
            },
            ureq::Error::Rustls(error) => Failure::Tls(of_tls(&error)),
            ureq::Error::Tls(why) => Failure::Tls(why.to_owned()),
            ureq::Error::ConnectionFailed => Failure::Connection("none could be made".to_owned()),
            ureq::Error::Io(error) => of_io(error, self.timeout),
            other => Failure::Protocol(other.to_string()),
        }
    }
}

/// TLS reports through errors of input and output as well.
fn of_io(error: io::Error, timeout: Duration) -> Failure {
    if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        return Failure::Tls(of_tls(error));
    }
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Failure::Timeout(timeout),
        io::ErrorKind::InvalidData => Failure::Tls(error.to_string()),
        io::ErrorKind::ConnectionRefused => Failure::Refused,
        io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => {
            Failure::Connection("lost".to_owned())
        }
        _ => Failure::Connection(error.to_string()),
    }
}

/// What is wrong with a server's TLS, for people.
fn of_tls(error: &rustls::Error) -> String {
    use rustls::CertificateError as Fault;
    let rustls::Error::InvalidCertificate(fault) = error else { return error.to_string() };
    let fault = match fault {
        Fault::Expired | Fault::ExpiredContext { .. } => "the certificate has expired",
        Fault::NotValidYet | Fault::NotValidYetContext { .. } => "the certificate is not valid yet",
        Fault::NotValidForName | Fault::NotValidForNameContext { .. } => {
            "the certificate is that of another host"
        }
        Fault::UnknownIssuer => "nobody who is trusted vouches for the certificate",
        Fault::Revoked => "the certificate was withdrawn",
        _ => "the certificate is not valid",
    };
    fault.to_owned()
}

fn user_agent(contact: Option<&str>) -> String {
    let contact = contact.map(|contact| format!("; contact: {contact}")).unwrap_or_default();
    // A header is one line of visible ASCII.
    let contact = contact.replace(|c: char| !(' '..='~').contains(&c), "");
    format!("wikivet/{} (checks the links of wiki articles{contact})", env!("CARGO_PKG_VERSION"))
}

fn content_type(response: &Response<Body>) -> Option<String> {
    Some(response.headers().get(CONTENT_TYPE)?.to_str().ok()?.to_ascii_lowercase())
}

/// What is sent of a URL.
fn address(url: &Url) -> String {
    let mut url = url.clone();
    url.set_fragment(None);
    // Both can only fail for URLs that have no host.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    // The URL standard leaves these as they are, and RFC 3986 does not know them.
    String::from(url).replace('`', "%60").replace('^', "%5E").replace('|', "%7C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_sent_of_credentials_and_fragments() {
        let url = Url::parse("https://user:secret@example.org/a?b=c#d").unwrap();
        assert_eq!(address(&url), "https://example.org/a?b=c");
    }

    #[test]
    fn the_user_agent_says_who_asks_and_whom_to_write_to() {
        let said = user_agent(Some("bot@example.org\r\nX-Evil: yes"));
        assert!(said.starts_with(concat!("wikivet/", env!("CARGO_PKG_VERSION"), " (")), "{said}");
        assert!(said.ends_with("contact: bot@example.orgX-Evil: yes)"), "{said}");
    }
}
