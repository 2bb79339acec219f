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
            Ok(Answer { status: 500.., .. }) => Robots::Failed,
            Ok(_) | Err(_) => Robots::None,
        }
    }

    /// Whether an address may be asked, and how long to wait between two requests.
    pub(super) fn allow(&self, url: &Url) -> (bool, Option<Duration>) {
        match self {
            Robots::None => (true, None),
            Robots::Failed => (false, None),
            Robots::File(text) => match Robot::new(NAME, text.as_bytes()) {
                Ok(robot) => {
                    let pause = robot.delay.and_then(|seconds| Duration::try_from_secs_f32(seconds).ok());
                    (robot.allowed(url.as_str()), pause.map(|pause| pause.min(LONGEST_PAUSE)))
                }
                Err(_) => (true, None),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_says_what_may_be_asked_and_how_often() {
        let file = "User-agent: *\nDisallow: /private\n\nUser-agent: wikivet\nDisallow: /not-for-it\nCrawl-delay: 3\n";
        let robots = Robots::File(file.to_owned());
        let allow = |path: &str| robots.allow(&Url::parse(&format!("https://example.org{path}")).unwrap());
        assert_eq!(allow("/private"), (true, Some(Duration::from_secs(3))));
        assert!(!allow("/not-for-it/at-all").0);
        let url = Url::parse("https://example.org/").unwrap();
        assert!(Robots::of(Ok(Answer { status: 404, ..Answer::default() })).allow(&url).0);
        assert!(!Robots::of(Ok(Answer { status: 503, ..Answer::default() })).allow(&url).0);
        assert_eq!(Robots::place(&url).as_str(), "https://example.org/robots.txt");
    }
}
