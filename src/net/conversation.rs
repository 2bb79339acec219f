use std::collections::HashMap;

use url::Url;

use super::client::{Answer, Failure, Method};
use super::evidence::{Hop, Observation, Sign};
use super::judge::{self, Judged};
use super::page::PageMark;

/// How many redirects are followed.
const MAX_HOPS: usize = 10;

/// How many bytes an address may have to which a server sends: as many as all have to take (RFC 9110).
const MAX_ADDRESS: usize = 8000;

/// What a host answers for a page that it cannot have, by the origin of its addresses: `https://example.org`.
pub type Probes = HashMap<String, Probe>;

/// What a host answers for a page that it cannot have.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Probe {
    /// The status code; none if there was no answer that tells anything.
    pub status: Option<u16>,
    /// Where it led to.
    pub leads_to: String,
    /// What the page says.
    pub page: PageMark,
}

/// What is to be done next for a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Send this request, and give its answer to [`Conversation::hear`].
    Ask(Method, Url),
    /// Nothing: this is what it came to.
    Done(Sign, String),
}

/// All requests about one link, one after the other. It does not ask by itself, so that whoever does can wait between
/// them, and so that tests need no network.
///
/// A HEAD comes first, unless the host is known for pages of text. What is there and no such page, such as a PDF, is fine
/// then. Whatever else comes is asked again with a GET of the page's beginning, since many servers answer HEAD wrong; what
/// such a page says is compared with what the host says of a page that it cannot have.
#[derive(Debug)]
pub struct Conversation {
    asked: Url,
    now_at: Url,
    method: Method,
    hops: Vec<Hop>,
    /// Whether a HEAD was part of what led here, so that a GET may tell more.
    has_asked_head: bool,
    /// Whether a GET that failed was sent once more.
    has_tried_again: bool,
    status: Option<u16>,
    /// The page, while the host is asked for one that it cannot have.
    page: Option<PageMark>,
    probe: Option<Probing>,
}

#[derive(Debug)]
struct Probing {
    origin: String,
    token: String,
    now_at: Url,
    hops: usize,
}

impl Conversation {
    /// A conversation about a link.
    pub fn new(url: Url) -> Conversation {
        Conversation {
            now_at: url.clone(),
            asked: url,
            method: Method::Head,
            hops: Vec::new(),
            has_asked_head: false,
            has_tried_again: false,
            status: None,
            page: None,
            probe: None,
        }
    }

    /// The first step.
    pub fn begin(&self) -> Step {
        Step::Ask(self.method, self.now_at.clone())
    }

    /// The address that is to be asked, or was asked last.
    pub fn now_at(&self) -> &Url {
        self.probe.as_ref().map_or(&self.now_at, |probe| &probe.now_at)
    }

    /// Asks for the page at once, for a host where a HEAD would be followed by that anyhow.
    pub fn skip_head(&mut self) -> Method {
        self.method = Method::Get;
        self.method
    }

    /// Takes the answer to the last request. `token` is a word that no address has, for a page that no host can have.
    pub fn hear(&mut self, answer: Result<Answer, Failure>, probes: &mut Probes, token: &str) -> Step {
        if self.probe.is_some() {
            return self.hear_probe(answer, probes);
        }
        self.has_asked_head |= self.method == Method::Head;
        let answer = match answer {
            Ok(answer) => answer,
            Err(Failure::Protocol(_) | Failure::Connection(_) | Failure::Timeout(_))
                if self.method == Method::Head || !(self.has_asked_head || self.has_tried_again) =>
            {
                self.has_tried_again = true;
                return self.with_get();
            }
            Err(failure) => {
                let (sign, why) = judge::failure(&failure);
                return Step::Done(sign, self.on_the_way(&why));
            }
        };
        self.status = Some(answer.status);
        if let Some(step) = self.follow(&answer) {
            return step;
        }
        let is_fine = (200..300).contains(&answer.status);
        match self.method {
            Method::Head if is_fine && !judge::may_be_page(answer.content_type.as_deref()) => {
                Step::Done(Sign::Fine, judge::status(answer.status))
            }
            Method::Head => self.with_get(),
            Method::Get if !is_fine => done(judge::refusal(&answer)),
            Method::Get if !judge::may_be_page(answer.content_type.as_deref()) => {
                Step::Done(Sign::Fine, judge::status(answer.status))
            }
            Method::Get => self.judge_page(&answer, probes, token),
        }
    }

    /// Ends it with an answer after which the host is not asked again.
    pub(super) fn give_up(&mut self, answer: &Answer) -> Judged {
        self.without_probe().unwrap_or_else(|| {
            self.status = Some(answer.status);
            judge::refusal(answer)
        })
    }

    /// What the page tells by itself, where the host cannot be asked for one that it cannot have; none if the page was not
    /// seen.
    pub(super) fn without_probe(&self) -> Option<Judged> {
        let page = self.page.as_ref()?;
        Some(judge::compare(&self.asked, &self.now_at, self.status, page, &Probe::default()))
    }

    /// The origin that is being asked for a page that it cannot have.
    pub(super) fn probed(&self) -> Option<&str> {
        self.probe.as_ref().map(|probe| probe.origin.as_str())
    }

    /// A reason, with the address that it is about if that is not the link's own.
    pub(super) fn on_the_way(&self, why: &str) -> String {
        match self.hops.last() {
            Some(hop) => format!("it leads to `{}`: {why}", judge::short(&hop.to)),
            None => why.to_owned(),
        }
    }

    /// What is kept of it once it is done.
    pub fn observation(self, at: chrono::DateTime<chrono::Utc>, sign: Sign, why: String) -> Observation {
        Observation { at, sign, why, status: self.status, hops: self.hops }
    }

    fn with_get(&mut self) -> Step {
        self.method = Method::Get;
        Step::Ask(Method::Get, self.now_at.clone())
    }

    /// Goes where an answer sends to; none if it sends nowhere.
    fn follow(&mut self, answer: &Answer) -> Option<Step> {
        let to = target(answer, &self.now_at)?;
        let to = match to {
            Ok(to) => to,
            Err(why) => return Some(Step::Done(Sign::Unclear, why)),
        };
        let is_loop =
            self.now_at == to || self.asked == to || self.hops.iter().any(|hop| hop.to == to.as_str());
        // Some pages set a cookie, and send to themselves to see whether it comes back.
        if is_loop || self.hops.len() >= MAX_HOPS {
            let why = if is_loop { "it redirects in a circle" } else { "too many redirects" };
            return Some(match is_loop && self.has_asked_head {
                true => self.afresh(),
                false => Step::Done(Sign::Unclear, why.to_owned()),
            });
        }
        self.hops.push(Hop { status: answer.status, to: to.to_string() });
        self.now_at = to.clone();
        Some(Step::Ask(self.method, to))
    }

    /// Begins anew with GET.
    fn afresh(&mut self) -> Step {
        self.has_asked_head = false;
        self.has_tried_again = true;
        self.hops.clear();
        self.now_at = self.asked.clone();
        self.with_get()
    }

    fn judge_page(&mut self, answer: &Answer, probes: &mut Probes, token: &str) -> Step {
        let page = PageMark::of(&answer.text, self.now_at.path().trim_matches('/'));
        if let Some(judged) = judge::page(&self.asked, &self.now_at, &page) {
            return done(judged);
        }
        let origin = self.now_at.origin().ascii_serialization();
        if let Some(probe) = probes.get(&origin) {
            return done(judge::compare(&self.asked, &self.now_at, self.status, &page, probe));
        }
        let mut url = self.now_at.clone();
        url.set_path(&format!("/{token}"));
        url.set_query(None);
        self.page = Some(page);
        self.probe = Some(Probing { origin, token: token.to_owned(), now_at: url.clone(), hops: 0 });
        Step::Ask(Method::Get, url)
    }

    fn hear_probe(&mut self, answer: Result<Answer, Failure>, probes: &mut Probes) -> Step {
        let (Some(probing), Some(page)) = (&mut self.probe, &self.page) else {
            return Step::Done(Sign::Unclear, String::new());
        };
        if let Some(Ok(to)) = answer.as_ref().ok().and_then(|answer| target(answer, &probing.now_at))
            && probing.hops < MAX_HOPS
            && probing.now_at != to
        {
            probing.hops += 1;
            probing.now_at = to.clone();
            return Step::Ask(Method::Get, to);
        }
        let leads_to = probing.now_at.to_string();
        let probe = match answer {
            // A server in trouble, or one that has enough of being asked, does not tell what it says of such a page.
            Ok(Answer { status, .. }) if status == 429 || status >= 500 => Probe::default(),
            Ok(Answer { status, text, .. }) => {
                Probe { status: Some(status), leads_to, page: PageMark::of(&text, &probing.token) }
            }
            Err(_) => Probe::default(),
        };
        let judged = judge::compare(&self.asked, &self.now_at, self.status, page, &probe);
        probes.insert(probing.origin.clone(), probe);
        done(judged)
    }
}

fn done((sign, why): Judged) -> Step {
    Step::Done(sign, why)
}

/// Where an answer sends to; an error if that is no address of the web.
pub(super) fn target(answer: &Answer, from: &Url) -> Option<Result<Url, String>> {
    if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = answer.location.as_deref()?;
    let Some(mut to) = from.join(location).ok().filter(|to| to.as_str().len() <= MAX_ADDRESS) else {
        return Some(Err(format!("it redirects to `{}`, which is no address", judge::short(location))));
    };
    if !matches!(to.scheme(), "http" | "https") {
        return Some(Err(format!("it redirects to `{}`, which is not on the web", judge::short(location))));
    }
    to.set_fragment(None);
    // Of credentials in an address nothing is kept; both can only fail without a host.
    let _ = to.set_username("");
    let _ = to.set_password(None);
    Some(Ok(to))
}
