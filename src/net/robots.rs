use std::time::Duration;

use serde::{Deserialize, Serialize};
use texting_robots::Robot;
use url::Url;

use super::client::{Answer, Failure};

/// The name by which `robots.txt` files know the checker.
const NAME: &str = "wikivet";

/// A longer pause than this is not kept to: the run would not end.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// What a site says to robots, as RFC 9309 has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Robots {
    /// The text of its file.
    File(String),
    /// It has none.
    None,
    /// The server fails at it, which means that nothing may be asked.
    Failed,
}

impl Robots {
    /// Where a site has its file.
    pub(super) fn place(url: &Url) -> Url {
        let mut place = url.clone();
        place.set_path("/robots.txt");
        place.set_query(None);
        place
    }

    /// What the answer to asking for the file means. A site that gives none at all says nothing by that: the link's own
    /// request will show why.
    pub(super) fn of(answer: Result<Answer, Failure>) -> Robots {
        match answer {
            Ok(Answer { status: 200..=299, text, .. }) => Robots::File(text),
            Ok(Answer { status: 429 | 500.., .. }) => Robots::Failed,
            Ok(_) | Err(_) => Robots::None,
        }
    }
}

/// What a site says to robots, read.
#[derive(Debug)]
pub(super) enum Rules {
    /// All may be asked.
    None,
    /// Nothing may be asked.
    All,
    /// What its file says.
    Read(Box<Robot>),
}

impl From<&Robots> for Rules {
    fn from(robots: &Robots) -> Rules {
        match robots {
            Robots::None => Rules::None,
            Robots::Failed => Rules::All,
            Robots::File(text) => {
                Robot::new(NAME, text.as_bytes()).map_or(Rules::None, |robot| Rules::Read(Box::new(robot)))
            }
        }
    }
}

impl Rules {
    /// Whether an address may be asked.
    pub(super) fn allow(&self, url: &Url) -> bool {
        match self {
            Rules::None => true,
            Rules::All => false,
            Rules::Read(robot) => robot.allowed(url.as_str()),
        }
    }

    /// How long to wait between two requests.
    pub(super) fn pause(&self) -> Option<Duration> {
        let Rules::Read(robot) = self else { return None };
        let pause = Duration::try_from_secs_f32(robot.delay?).ok()?;
        Some(pause.min(LONGEST_PAUSE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_says_what_may_be_asked_and_how_often() {
        let file = "User-agent: *\nDisallow: /private\n\nUser-agent: wikivet\nDisallow: /not-for-it\nCrawl-delay: 3\n";
        let rules = Rules::from(&Robots::File(file.to_owned()));
        let url = |path: &str| Url::parse(&format!("https://example.org{path}")).unwrap();
        assert!(rules.allow(&url("/private")), "what is said to it alone counts");
        assert!(!rules.allow(&url("/not-for-it/at-all")));
        assert_eq!(rules.pause(), Some(Duration::from_secs(3)));
        assert_eq!(Robots::place(&url("/a?b")).as_str(), "https://example.org/robots.txt");
    }

    #[test]
    fn a_site_without_a_file_allows_all_and_one_that_fails_at_it_nothing() {
        let url = Url::parse("https://example.org/").unwrap();
        let allow = |status| Rules::from(&Robots::of(Ok(Answer { status, ..Answer::default() }))).allow(&url);
        assert!(allow(404) && allow(403) && allow(200));
        assert!(!allow(503) && !allow(429));
        assert!(Rules::from(&Robots::of(Err(Failure::Refused))).allow(&url));
    }
}
