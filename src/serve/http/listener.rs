//! Ports, connections and their limits.

use super::Server;
use super::answer::Answer;
use super::patience::Patience;
use crate::error::{Error, Result};
use crate::serve::State;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::convert::Infallible;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time;

/// Ports that are tried from the wanted one on.
const PORTS: u16 = 100;

/// Connections at a time; more wait in the operating system's queue.
const CONNECTIONS: usize = 512;

/// A request's line and headers must be there within this time; a connection without requests lives no longer either.
const HEAD_TIME: Duration = Duration::from_secs(10);

/// A request's line and headers may be this large together.
const HEAD_SIZE: usize = 64 << 10;

/// A client that takes nothing of its answer for this long is left.
const PATIENCE: Duration = Duration::from_secs(30);

/// Answers under way may take this long after the stop.
const FAREWELL: Duration = Duration::from_secs(1);

/// Listens at `host` on `port` or, when that one is busy, on the next free one; true says that it moved. Port 0 leaves
/// the choice to the operating system.
///
/// # Errors
/// [`Error::Host`] when no port is free or the address is not one of this machine.
pub fn listen(host: IpAddr, port: u16) -> Result<(TcpListener, bool)> {
    let last = port.saturating_add(PORTS - 1);
    for candidate in port..=last {
        match TcpListener::bind(SocketAddr::new(host, candidate)) {
            Ok(listener) => return Ok((listener, candidate != port)),
            Err(error) if error.kind() == ErrorKind::AddrInUse && port != 0 => {}
            Err(error) => return Err(refused(SocketAddr::new(host, candidate), &error)),
        }
    }
    Err(Error::Host {
        host: SocketAddr::new(host, port).to_string(),
        reason: format!("this port and all others up to {last} are in use"),
        hint: "choose another one with --port, or --port 0 for any".into(),
    })
}

fn refused(address: SocketAddr, error: &io::Error) -> Error {
    let hint = match error.kind() {
        ErrorKind::PermissionDenied => "choose a port from 1024 on with --port",
        ErrorKind::AddrNotAvailable => {
            "choose an address of this machine with --host, such as 127.0.0.1"
        }
        _ => "choose another address with --host or another port with --port",
    };
    Error::Host {
        host: address.to_string(),
        reason: format!("cannot listen there: {error}"),
        hint: hint.into(),
    }
}

/// Serves the newest state of `site` until `stop` is done, and then ends the answers under way. Must run inside a Tokio
/// runtime with time and input/output.
///
/// # Errors
/// The operating system refuses to listen on.
pub async fn serve(
    listener: TcpListener,
    site: watch::Receiver<State>,
    stop: impl Future<Output = ()>,
) -> Result<()> {
    let listener = on_runtime(listener)?;
    let (tell_end, ended) = watch::channel(false);
    let server = Arc::new(Server::new(site, ended));
    let slots = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    tokio::pin!(stop);
    loop {
        tokio::select! {
            (line, slot) = accept(&listener, &slots) => {
                let Ok(local) = line.local_addr() else { continue };
                let connection = connection(line, local, Arc::clone(&server));
                let connection = graceful.watch(connection);
                connections.spawn(async move {
                    // How a connection ends is the client's business.
                    let _ = connection.await;
                    drop(slot);
                });
            }
            Some(_) = connections.join_next() => {}
            () = &mut stop => break,
        }
    }
    drop(listener);
    tell_end.send_replace(true);
    // Whoever is not done by then is cut off when `connections` goes away.
    let _ = time::timeout(FAREWELL, graceful.shutdown()).await;
    Ok(())
}

fn on_runtime(listener: TcpListener) -> Result<tokio::net::TcpListener> {
    let address = listener
        .local_addr()
        .map_or_else(|_| "the preview".into(), |address| address.to_string());
    let made = listener
        .set_nonblocking(true)
        .and_then(|()| tokio::net::TcpListener::from_std(listener));
    made.map_err(|error| Error::Host {
        host: address,
        reason: format!("cannot listen there: {error}"),
        hint: "try again, or choose another port with --port".into(),
    })
}

/// The next client, once there is room for it.
async fn accept(
    listener: &tokio::net::TcpListener,
    slots: &Arc<Semaphore>,
) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    let slot = Arc::clone(slots).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((line, _)) => {
                // Answers are written whole: waiting for more to send would only delay them.
                let _ = line.set_nodelay(true);
                return (line, slot);
            }
            // The client left meanwhile, or the process has too many files open: time heals both.
            Err(_) => time::sleep(Duration::from_millis(20)).await,
        }
    }
}

type Line = TokioIo<Patience<TcpStream>>;

fn connection(
    line: TcpStream,
    local: SocketAddr,
    server: Arc<Server>,
) -> http1::Connection<
    Line,
    impl hyper::service::HttpService<
        Incoming,
        ResBody = super::answer::Body,
        Error = Infallible,
        Future: Send,
    >,
> {
    let service = service_fn(move |request: Request<Incoming>| {
        let server = Arc::clone(&server);
        async move {
            let answer: Answer = server.answer(request, local).await;
            Ok::<_, Infallible>(answer)
        }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_header_size(HEAD_SIZE)
        .max_buf_size(HEAD_SIZE)
        .serve_connection(TokioIo::new(Patience::new(line, PATIENCE)), service)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOPBACK: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    #[test]
    fn a_busy_port_gives_way_to_a_free_one() {
        let (first, moved) = listen(LOOPBACK, 0).unwrap();
        assert!(!moved);
        let port = first.local_addr().unwrap().port();
        let (second, moved) = listen(LOOPBACK, port).unwrap();
        assert!(moved);
        assert!(second.local_addr().unwrap().port() > port);
    }

    #[test]
    fn refusals_say_what_to_do() {
        let error = listen("192.0.2.1".parse().unwrap(), 1111)
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("192.0.2.1:1111: cannot listen there: "),
            "{error}"
        );
        assert!(error.ends_with("with --host, such as 127.0.0.1"), "{error}");
    }
}
