//! A server on loopback that answers as a test tells it, and notes what it was asked.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// One request as it came in.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) path: String,
    /// By name, in lower case.
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: String,
    pub(crate) at: Instant,
}

impl Request {
    pub(crate) fn host(&self) -> &str {
        self.headers.get("host").map_or("", |host| host.split(':').next().unwrap_or(host))
    }
}

/// What is sent back.
pub(crate) enum Reply {
    /// Status, headers, body.
    Http(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Bytes as they are, and then the connection ends.
    Raw(Vec<u8>),
    /// Bytes that are sent again and again, with a pause between, until nobody reads them any more.
    Endless { head: Vec<u8>, again: Vec<u8>, pause: Duration },
}

impl Reply {
    pub(crate) fn page(status: u16, html: &str) -> Reply {
        Reply::Http(
            status,
            vec![("Content-Type", "text/html; charset=utf-8".to_owned())],
            html.as_bytes().to_vec(),
        )
    }

    pub(crate) fn redirect(status: u16, to: &str) -> Reply {
        Reply::Http(status, vec![("Location", to.to_owned())], Vec::new())
    }
}

/// The server; it stops when this is dropped.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
    most_at_once: Arc<AtomicUsize>,
    stops: Arc<AtomicBool>,
}

impl Server {
    pub(crate) fn new(reply: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (requests, stops) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let (now, most_at_once) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let server = Server {
            address,
            requests: Arc::clone(&requests),
            most_at_once: Arc::clone(&most_at_once),
            stops: Arc::clone(&stops),
        };
        let reply = Arc::new(reply);
        thread::spawn(move || {
            for stream in listener.incoming() {
                if stops.load(Ordering::Relaxed) {
                    break;
                }
                let Ok(stream) = stream else { continue };
                let (reply, requests) = (Arc::clone(&reply), Arc::clone(&requests));
                let (now, most) = (Arc::clone(&now), Arc::clone(&most_at_once));
                thread::spawn(move || {
                    // Whoever hangs up does so on purpose.
                    let _ = serve(stream, &*reply, &requests, &now, &most);
                });
            }
        });
        server
    }

    /// The address of a path on this machine.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.address.port())
    }

    /// The address of a path at a host that a test's DNS knows.
    pub(crate) fn url_at(&self, host: &str, path: &str) -> String {
        format!("http://{host}:{}{path}", self.address.port())
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// How many requests of a path came in, by method.
    pub(crate) fn count(&self, method: &str, path: &str) -> usize {
        self.requests().iter().filter(|request| request.method == method && request.path == path).count()
    }

    pub(crate) fn most_at_once(&self) -> usize {
        self.most_at_once.load(Ordering::Relaxed)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stops.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(self.address);
    }
}

fn serve(
    stream: TcpStream,
    reply: &dyn Fn(&Request) -> Reply,
    requests: &Mutex<Vec<Request>>,
    now: &AtomicUsize,
    most: &AtomicUsize,
) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut stream = stream;
    while let Some(request) = read(&mut reader)? {
        most.fetch_max(now.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
        requests.lock().unwrap().push(request.clone());
        let answer = reply(&request);
        now.fetch_sub(1, Ordering::Relaxed);
        match answer {
            Reply::Http(status, headers, body) => {
                let mut out = format!("HTTP/1.1 {status} as told\r\nContent-Length: {}\r\n", body.len());
                for (name, value) in headers {
                    out.push_str(&format!("{name}: {value}\r\n"));
                }
                out.push_str("\r\n");
                stream.write_all(out.as_bytes())?;
                if request.method != "HEAD" {
                    stream.write_all(&body)?;
                }
            }
            Reply::Raw(bytes) => {
                stream.write_all(&bytes)?;
                return Ok(());
            }
            Reply::Endless { head, again, pause } => {
                stream.write_all(&head)?;
                loop {
                    stream.write_all(&again)?;
                    thread::sleep(pause);
                }
            }
        }
    }
    Ok(())
}

fn read(reader: &mut impl BufRead) -> std::io::Result<Option<Request>> {
    let mut line = String::new();
    if reader.by_ref().take(65536).read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let (Some(method), Some(path)) = (words.next(), words.next()) else { return Ok(None) };
    let (method, path) = (method.to_owned(), path.to_owned());
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    Ok(Some(Request { method, path, headers, body, at: Instant::now() }))
}
