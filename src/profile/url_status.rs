use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::data::file;

/// What a citation says of the original of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum UrlStatus {
    /// It can be read.
    #[serde(rename = "live")]
    Live,
    /// It is gone.
    #[serde(rename = "dead")]
    Dead,
    /// It shows something else than what was cited.
    #[serde(rename = "deviated")]
    Deviated,
    /// Readers should not be led to it: malware, pornography.
    #[serde(rename = "unfit")]
    Unfit,
    /// Others hold the domain.
    #[serde(rename = "usurped")]
    Usurped,
    /// A bot could not tell.
    #[serde(rename = "bot: unknown")]
    BotUnknown,
}

/// The typed form of `rules/data/url-status.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Words {
    url_status: HashMap<UrlStatus, Vec<String>>,
    dead_url: DeadUrlWords,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct DeadUrlWords {
    live: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| file("url-status").unwrap_or_default());

impl UrlStatus {
    /// All of them.
    pub const ALL: [UrlStatus; 6] = [
        UrlStatus::Live,
        UrlStatus::Dead,
        UrlStatus::Deviated,
        UrlStatus::Unfit,
        UrlStatus::Usurped,
        UrlStatus::BotUnknown,
    ];

    /// What the citation module calls it: `bot: unknown`.
    pub fn name(self) -> &'static str {
        match self {
            UrlStatus::Live => "live",
            UrlStatus::Dead => "dead",
            UrlStatus::Deviated => "deviated",
            UrlStatus::Unfit => "unfit",
            UrlStatus::Usurped => "usurped",
            UrlStatus::BotUnknown => "bot: unknown",
        }
    }

    /// What a value of `url-status`, under whatever name, says; none for a word that is not known.
    pub fn of_status(value: &str) -> Option<UrlStatus> {
        let value = value.to_lowercase();
        WORDS.url_status.iter().find(|(_, words)| words.contains(&value)).map(|(status, _)| *status)
    }

    /// What a value of `dead-url`, under whatever name, says: what is no word for no means that it is dead.
    pub fn of_dead_url(value: &str) -> UrlStatus {
        let is_live = WORDS.dead_url.live.contains(&value.to_lowercase());
        let otherwise = || UrlStatus::of_status(value).unwrap_or(UrlStatus::Dead);
        if is_live { UrlStatus::Live } else { otherwise() }
    }

    /// Whether readers cannot be led to the original.
    pub fn is_dead(self) -> bool {
        matches!(self, UrlStatus::Dead | UrlStatus::Unfit | UrlStatus::Usurped)
    }
}

#[cfg(test)]
mod tests {
    use super::UrlStatus;

    #[test]
    fn words_of_all_names_are_known() {
        for status in UrlStatus::ALL {
            assert_eq!(UrlStatus::of_status(status.name()), Some(status));
        }
        assert_eq!(UrlStatus::of_status("Dead"), Some(UrlStatus::Dead));
        assert_eq!(UrlStatus::of_status("yes"), None);
        assert_eq!(UrlStatus::of_dead_url("NO"), UrlStatus::Live);
        assert_eq!(UrlStatus::of_dead_url("usurped"), UrlStatus::Usurped);
        assert_eq!(UrlStatus::of_dead_url("2017年9月"), UrlStatus::Dead);
    }
}
