//! The preview: the site from memory on loopback, each page made when it is asked for, and made again when a source changes.
//!
//! ```text
//! watch: paths that changed --> worker (pipeline::StandIns) --> State, by a watch channel --> http: pages, and events
//!                                 |   ^
//!                                 v   |
//!                               reader (pipeline::Workshop)
//! ```
//!
//! One thread understands the whole site anew; another shows what was saved meanwhile, and hands finished [`State`]s over.
//! Requests read the newest one and never wait for the next.
//! Nothing is written into the output folder.

pub mod http;
pub mod overlay;
mod reader;
pub mod state;
pub mod watch;
mod worker;

pub use state::State;

use crate::config::{self, Config};
use crate::error::{Error, Result};
use crate::pipeline::{self, Progress};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::mpsc;
use std::thread;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use url::Url;

/// What to serve and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// What to build.
    pub build: pipeline::Options,
    /// Address to listen on.
    pub host: IpAddr,
    /// First port to try.
    pub port: u16,
    /// Open the site in the user's browser.
    pub open: bool,
    /// Look for changes by walking the folders, not by asking the operating system.
    pub poll: bool,
}

/// Serves until it is interrupted. `said` hears what the user should know: the address, what is wrong, what was read again;
/// `progress` how far the first reading is.
///
/// # Errors
/// There is no such folder, its configuration cannot be read, or no port is free.
pub fn run(
    options: &Options,
    progress: Box<dyn Progress + Send>,
    said: &dyn Fn(Said<'_>),
) -> Result<()> {
    let root = &options.build.root;
    std::fs::read_dir(root).map_err(|error| Error::io("read the folder", root, error))?;
    let config = first_config(&options.build)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::io("start threads for", &options.build.root, error))?;
    let (listener, moved) = http::listen(options.host, options.port)?;
    let address = address(listener.local_addr().ok(), options, &config);

    let (states, site) = tokio::sync::watch::channel(State {
        today: options.build.as_of.or(options.build.today),
        ..State::default()
    });
    let (news, heard) = unbounded_channel();
    let (changes, batches) = mpsc::channel();
    // Watched before it is read: what changes between is seen.
    let note = worker::note(news.clone());
    watch::start(&options.build.root, options.poll, changes, note);
    said(Said::Up {
        address: &address,
        moved,
    });
    let worker = worker::Worker::new(options.build.clone(), states, news, progress);
    // It ends with the process: whatever it is at is of no use to anybody then.
    thread::spawn(move || worker.run(&batches));
    if options.open && open::that_detached(&address).is_err() {
        said(Said::Note("no browser could be opened"));
    }
    runtime.block_on(async {
        let served = http::serve(listener, site, interrupted());
        tokio::select! {
            served = served => served,
            () = tell(heard, said) => Ok(()),
        }
    })?;
    runtime.shutdown_background();
    Ok(())
}

/// Passes on what there is to say, for ever.
async fn tell(mut heard: UnboundedReceiver<News>, said: &dyn Fn(Said<'_>)) {
    while let Some(news) = heard.recv().await {
        match &news {
            News::Read(state) => said(Said::Read(state)),
            News::Note(words) => said(Said::Note(words)),
        }
    }
    std::future::pending().await
}

/// Done when the user or the system wants the preview to end.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// The configuration as it is at the start, for the site's address; what is wrong with it is told with all the rest.
fn first_config(options: &pipeline::Options) -> Result<Config> {
    let (mut config, _) = config::load(&options.root)?;
    if let Some(base_url) = &options.base_url {
        config.base_url = Some(base_url.clone());
    }
    Ok(config)
}

/// Where the front page is.
fn address(listening: Option<SocketAddr>, options: &Options, config: &Config) -> String {
    let mut at = listening.unwrap_or(SocketAddr::new(options.host, options.port));
    // Every address of this machine is meant; a browser needs one.
    match at.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => at.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => at.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    let published = config
        .base_url
        .as_deref()
        .and_then(|url| Url::parse(url).ok());
    let path = published.as_ref().map_or("/", Url::path);
    format!("http://{at}{}/", path.trim_end_matches('/'))
}

/// What reaches the user from other threads.
enum News {
    /// The sources were read.
    Read(Box<State>),
    /// Something else worth knowing.
    Note(String),
}

/// What the user should know.
#[derive(Clone, Copy, Debug)]
pub enum Said<'a> {
    /// The site is up at this address; the port may not be the one that was asked for.
    Up {
        /// `http://127.0.0.1:1111/briefing/`
        address: &'a str,
        /// The wanted port was busy.
        moved: bool,
    },
    /// The sources were read, for the first time or again.
    Read(&'a State),
    /// Something else worth knowing.
    Note(&'a str),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(at: &str, base_url: Option<&str>) -> String {
        let at: SocketAddr = at.parse().unwrap();
        let config = Config {
            base_url: base_url.map(str::to_owned),
            ..Config::default()
        };
        let options = Options {
            build: pipeline::Options {
                root: ".".into(),
                output: None,
                base_url: None,
                drafts: false,
                future: false,
                as_of: None,
                today: None,
                strict: false,
                force: false,
            },
            host: at.ip(),
            port: at.port(),
            open: false,
            poll: false,
        };
        address(Some(at), &options, &config)
    }

    #[test]
    fn the_address_has_the_sites_path_and_a_host_to_go_to() {
        let site = Some("https://example.org/a b/briefing/");
        assert_eq!(shown("127.0.0.1:1111", None), "http://127.0.0.1:1111/");
        assert_eq!(shown("0.0.0.0:80", None), "http://127.0.0.1:80/");
        assert_eq!(
            shown("[::]:1111", site),
            "http://[::1]:1111/a%20b/briefing/"
        );
        assert_eq!(
            shown("127.0.0.1:1", Some("https://example.org")),
            "http://127.0.0.1:1/"
        );
    }
}
