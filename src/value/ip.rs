//! IP addresses: which of them lead to something on the internet.

use std::net::IpAddr;

/// Whether an address can be reached over the internet: it is not private, local or reserved (IANA, registries of
/// special-purpose addresses).
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let [first, second, ..] = ip.octets();
            let is_shared = first == 100 && (64..128).contains(&second);
            let is_local = ip.is_private() || ip.is_loopback() || ip.is_link_local() || is_shared;
            !is_local && !ip.is_documentation() && first != 0 && first < 224
        }
        IpAddr::V6(ip) => {
            let is_local = ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local();
            !is_local && !ip.is_unspecified() && !ip.is_multicast()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_within_one_network_are_not_public() {
        let is = |ip: &str| is_public(ip.parse().unwrap());
        for ip in ["8.8.8.8", "100.128.0.1", "2606:4700::1111"] {
            assert!(is(ip), "{ip}");
        }
        for ip in [
            "10.0.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "::1",
            "fe80::1",
        ] {
            assert!(!is(ip), "{ip}");
        }
    }
}
