use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::address::AllowedHosts;

/// What turns names of hosts into addresses.
pub trait Dns: Send + Sync + 'static {
    /// The addresses of a host. An error, and no addresses, mean that there are none.
    fn look_up(&self, host: &str) -> io::Result<Vec<IpAddr>>;
}

/// The resolver of the system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemDns;

impl Dns for SystemDns {
    fn look_up(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        Ok((host, 0).to_socket_addrs()?.map(|address| address.ip()).collect())
    }
}

/// An address that no request is sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the host has the address {0}, which is not public")]
pub struct Forbidden(pub IpAddr);

/// Looks a host up for every connection anew, and lets only addresses through that may be asked. A connection is made to
/// what came out here, so that a second answer of the DNS changes nothing.
pub(super) struct GuardedResolver {
    pub(super) dns: Arc<dyn Dns>,
    pub(super) allowed: AllowedHosts,
}

impl fmt::Debug for GuardedResolver {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("GuardedResolver").field("allowed", &self.allowed).finish_non_exhaustive()
    }
}

impl Resolver for GuardedResolver {
    fn resolve(
        &self,
        uri: &Uri,
        _config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().map(|host| host.trim_matches(['[', ']'])).unwrap_or_default();
        let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
        let found = match host.parse::<IpAddr>() {
            Ok(address) => vec![address],
            Err(_) => look_up_within(&self.dns, host, &timeout)?,
        };
        if let Some(&address) = found.iter().find(|&&address| !self.allowed.permits(host, address)) {
            // One bad address among good ones is how a name is made to lead inside.
            return Err(ureq::Error::Other(Box::new(Forbidden(address))));
        }
        let mut addresses = self.empty();
        for address in found.into_iter().take(MAX_ADDRESSES) {
            addresses.push(SocketAddr::new(address, port));
        }
        if addresses.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(addresses) }
    }
}

/// How many addresses of a host are tried: as many as the list of ureq holds.
const MAX_ADDRESSES: usize = 16;

/// How much stack the system's resolver is given.
const STACK: usize = 512 * 1024;

/// Asks the DNS on a thread of its own, since the system's resolver knows no time limit.
fn look_up_within(dns: &Arc<dyn Dns>, host: &str, timeout: &NextTimeout) -> Result<Vec<IpAddr>, ureq::Error> {
    let (sender, receiver) = sync_channel(1);
    let (dns, host) = (Arc::clone(dns), host.to_owned());
    // Nobody waits for the answer any more if it comes too late.
    thread::Builder::new().stack_size(STACK).spawn(move || sender.send(dns.look_up(&host)).ok())?;
    let limit: Duration = *timeout.after;
    match receiver.recv_timeout(limit) {
        Ok(Ok(addresses)) => Ok(addresses),
        Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(ureq::Error::HostNotFound),
        Err(RecvTimeoutError::Timeout) => Err(ureq::Error::Timeout(timeout.reason)),
    }
}
