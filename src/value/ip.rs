//! IP addresses: which of them lead to something on the internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use ipnet::{Ipv4Net, Ipv6Net};

/// Networks of IPv4 that are not the public internet.
///
/// Source: IANA, IPv4 Special-Purpose Address Registry (RFC 6890 and later), and multicast (RFC 5771). All of
/// 192.0.0.0/24 and 192.88.99.0/24 count, though single addresses in them are public: no page is there.
const SPECIAL_V4: [&str; 17] = [
    "0.0.0.0/8",       // this network
    "10.0.0.0/8",      // private
    "100.64.0.0/10",   // shared by carriers
    "127.0.0.0/8",     // loopback
    "169.254.0.0/16",  // link-local, and the metadata services of clouds
    "172.16.0.0/12",   // private
    "192.0.0.0/24",    // protocol assignments
    "192.0.2.0/24",    // documentation
    "192.31.196.0/24", // AS112
    "192.52.193.0/24", // AMT
    "192.88.99.0/24",  // 6to4 relays, once
    "192.168.0.0/16",  // private
    "192.175.48.0/24", // AS112
    "198.18.0.0/15",   // benchmarks
    "198.51.100.0/24", // documentation
    "203.0.113.0/24",  // documentation
    "224.0.0.0/3",     // multicast, reserved, broadcast
];

/// Public addresses that are not pages' but of services which clouds keep for their own machines.
///
/// Source: Microsoft, "What is IP address 168.63.129.16?"; Alibaba Cloud, instance metadata (100.100.100.200, which
/// carriers' space has).
const METADATA_V4: [Ipv4Addr; 1] = [Ipv4Addr::new(168, 63, 129, 16)];

/// What of the global unicast space of IPv6 is not the public internet.
///
/// Source: IANA, IPv6 Special-Purpose Address Registry.
const SPECIAL_V6: [&str; 4] = [
    "2001::/23",         // protocol assignments, Teredo, ORCHID
    "2001:db8::/32",     // documentation
    "2620:4f:8000::/48", // AS112
    "3fff::/20",         // documentation
];

static NETS: LazyLock<(Vec<Ipv4Net>, Vec<Ipv6Net>)> = LazyLock::new(|| {
    let v4 = SPECIAL_V4.iter().filter_map(|net| net.parse().ok()).collect();
    let v6 = SPECIAL_V6.iter().filter_map(|net| net.parse().ok()).collect();
    (v4, v6)
});

/// Whether an address is of the public internet: not private, of this machine, of this network, shared, reserved,
/// multicast or of a cloud's metadata service, also where it is written inside of an IPv6 address.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    !METADATA_V4.contains(&address) && !NETS.0.iter().any(|net| net.contains(&address))
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(inner) = inner_v4(address) {
        return is_public_v4(inner);
    }
    // All that is given out as global unicast is in 2000::/3.
    let is_global_unicast = address.segments()[0] & 0xe000 == 0x2000;
    is_global_unicast && !NETS.1.iter().any(|net| net.contains(&address))
}

/// The IPv4 address that an IPv6 address leads to: mapped (`::ffff:…`), by NAT64 (`64:ff9b::/96`), or by 6to4
/// (`2002::/16`).
fn inner_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [a, b, c, d, e, f, high, low] = address.segments();
    let bits = match (a, b, c, d, e, f) {
        (0, 0, 0, 0, 0, 0xffff) | (0x64, 0xff9b, 0, 0, 0, 0) => (high, low),
        (0x2002, ..) => (b, c),
        _ => return None,
    };
    Some(Ipv4Addr::from(u32::from(bits.0) << 16 | u32::from(bits.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(address: &str) -> bool {
        is_public(address.parse().unwrap())
    }

    #[test]
    fn all_networks_can_be_read() {
        assert_eq!((NETS.0.len(), NETS.1.len()), (SPECIAL_V4.len(), SPECIAL_V6.len()));
    }

    #[test]
    fn pages_are_on_public_addresses() {
        for address in
            ["1.1.1.1", "93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"]
        {
            assert!(public(address), "{address}");
        }
    }

    #[test]
    fn private_local_shared_and_reserved_addresses_are_not_public() {
        let addresses = [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.100.100.200",
            "127.0.0.1",
            "127.255.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "198.19.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "168.63.129.16",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
            "3fff::1",
            "100::1",
            "64:ff9b:1::1",
        ];
        for address in addresses {
            assert!(!public(address), "{address}");
        }
    }

    #[test]
    fn an_ipv6_address_around_an_ipv4_address_is_judged_by_that() {
        assert!(!public("::ffff:127.0.0.1"));
        assert!(!public("::ffff:169.254.169.254"));
        assert!(public("::ffff:1.1.1.1"));
        assert!(!public("64:ff9b::10.0.0.1"));
        assert!(public("64:ff9b::1.1.1.1"));
        assert!(!public("2002:7f00:1::"));
        assert!(public("2002:101:101::"));
        assert!(!public("::127.0.0.1"));
    }
}
