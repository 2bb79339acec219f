use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv6Addr};

use url::{Host, Url};

use crate::value::ip::is_public;

/// Which hosts are asked although their addresses are not public.
#[derive(Clone, Debug, Default)]
pub struct AllowedHosts {
    hosts: BTreeSet<String>,
}

impl AllowedHosts {
    /// Hosts by name, or addresses as they stand in URLs.
    pub fn new<'h>(hosts: impl IntoIterator<Item = &'h str>) -> Self {
        AllowedHosts { hosts: hosts.into_iter().map(host_name).collect() }
    }

    /// Whether the host of an address is one of them.
    pub(super) fn has(&self, url: &Url) -> bool {
        self.hosts.contains(&host_name(url.host_str().unwrap_or_default()))
    }

    /// Whether a host, as the URL names it, may be asked at an address.
    pub fn permits(&self, host: &str, address: IpAddr) -> bool {
        is_public(address) || self.hosts.contains(&host_name(host))
    }
}

/// A host in the one form by which hosts are told apart: as the URL standard writes it, without the dot that may end it
/// and without brackets.
pub(super) fn host_name(host: &str) -> String {
    let host = host.trim_end_matches('.');
    let is_ipv6 = host.parse::<Ipv6Addr>().is_ok();
    let parsed = Host::parse(&if is_ipv6 { format!("[{host}]") } else { host.to_owned() });
    let written = parsed.map_or_else(|_| host.to_ascii_lowercase(), |host| host.to_string());
    written.trim_matches(['[', ']']).to_owned()
}

/// Whether a port is that of a service that does not speak HTTP, such as mail: what is sent there could be taken for an
/// order.
pub(super) fn is_of_another_protocol(port: u16) -> bool {
    BAD_PORTS.contains(&port)
}

/// Ports that no request is sent to. Source: WHATWG, Fetch Standard, "bad port".
#[rustfmt::skip]
const BAD_PORTS: [u16; 83] = [
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
    111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
    540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
    6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
];

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

    #[test]
    fn a_host_has_one_name_however_it_is_written() {
        for (written, name) in [
            ("Example.ORG.", "example.org"),
            ("bücher.example", "xn--bcher-kva.example"),
            ("0x7f.1", "127.0.0.1"),
            ("[::1]", "::1"),
            ("::ffff:7f00:1", "::ffff:127.0.0.1"),
        ] {
            assert_eq!(host_name(written), host_name(name), "{written}");
        }
        assert_eq!(host_name("Bücher.example."), "xn--bcher-kva.example");
    }

    #[test]
    fn mail_servers_get_no_requests() {
        assert!(is_of_another_protocol(25) && is_of_another_protocol(6667));
        assert!(!is_of_another_protocol(80) && !is_of_another_protocol(8080));
    }
}
