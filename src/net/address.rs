use std::collections::BTreeSet;
use std::net::IpAddr;

use crate::value::ip::is_public;

/// Which hosts are asked although their addresses are not public.
#[derive(Clone, Debug, Default)]
pub struct AllowedHosts {
    hosts: BTreeSet<String>,
}

impl AllowedHosts {
    /// Hosts by name, or addresses as they stand in URLs.
    pub fn new<'h>(hosts: impl IntoIterator<Item = &'h str>) -> Self {
        let hosts = hosts.into_iter().map(|host| host.trim_matches(['[', ']']).to_ascii_lowercase());
        AllowedHosts { hosts: hosts.collect() }
    }

    /// Whether a host, as the URL names it, may be asked at an address.
    pub fn permits(&self, host: &str, address: IpAddr) -> bool {
        let host = host.trim_matches(['[', ']']).trim_end_matches('.');
        is_public(address) || self.hosts.contains(&host.to_ascii_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_allowed_by_its_name_alone() {
        let allowed = AllowedHosts::new(["Intranet.example", "[::1]"]);
        let local = "10.0.0.1".parse().unwrap();
        assert!(allowed.permits("intranet.example", local));
        assert!(allowed.permits("intranet.example.", local));
        assert!(!allowed.permits("other.example", local));
        assert!(allowed.permits("::1", "::1".parse().unwrap()));
    }
}
