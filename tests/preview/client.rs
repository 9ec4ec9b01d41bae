//! A server that shows what a test gives it, and a client that sends bytes as they are.

use crate::support::TestSite;
use dateline::pipeline::{Changes, Options, Silent, Snapshot, Workshop};
use dateline::serve::{State, http};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::{oneshot, watch};

/// A server that shows what the test gives it.
pub struct Preview {
    pub address: SocketAddr,
    pub state: watch::Sender<State>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Preview {
    pub fn of(state: State) -> Self {
        let (listener, _) = http::listen(Ipv4Addr::LOCALHOST.into(), 0).unwrap();
        let address = listener.local_addr().unwrap();
        let (state, site) = watch::channel(state);
        let (stop, stopped) = oneshot::channel::<()>();
        let serve = move || {
            let mut runtime = tokio::runtime::Builder::new_current_thread();
            let runtime = runtime.enable_all().build().unwrap();
            let stopped = async {
                let _ = stopped.await;
            };
            runtime
                .block_on(http::serve(listener, site, stopped))
                .unwrap();
        };
        Self {
            address,
            state,
            stop: Some(stop),
            thread: Some(std::thread::spawn(serve)),
        }
    }

    /// Shows the site, as its next version.
    pub fn show(&self, snapshot: Snapshot) {
        self.state.send_modify(|state| {
            state.version += 1;
            state.snapshot = Some(snapshot);
        });
    }

    pub fn connect(&self) -> TcpStream {
        let line = TcpStream::connect(self.address).unwrap();
        line.set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        line
    }

    /// Sends bytes as they are and reads to the end.
    pub fn raw(&self, request: &str) -> Vec<u8> {
        let mut line = self.connect();
        // A server that refuses early may close before all is sent.
        let _ = line.write_all(request.as_bytes());
        let mut reply = Vec::new();
        let _ = line.read_to_end(&mut reply);
        reply
    }

    /// A request with a good Host and these further headers.
    pub fn ask(&self, method: &str, target: &str, headers: &[&str]) -> Reply {
        let mut request = format!(
            "{method} {target} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n",
            self.address
        );
        for header in headers {
            request.push_str(header);
            request.push_str("\r\n");
        }
        Reply::parse(&self.raw(&format!("{request}\r\n")))
    }

    pub fn get(&self, target: &str) -> Reply {
        self.ask("GET", target, &[])
    }

    pub fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.stop();
        }
    }
}

#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|at| at == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("{:?}", String::from_utf8_lossy(bytes)));
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        Self {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head,
            body: bytes[end + 4..].to_vec(),
        }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

pub fn snapshot(site: &TestSite, base_url: Option<&str>) -> Snapshot {
    let options = Options {
        root: site.root().to_owned(),
        output: None,
        base_url: base_url.map(str::to_owned),
        drafts: false,
        future: false,
        as_of: None,
        today: None,
        strict: false,
        force: false,
    };
    Workshop::new(options)
        .refresh(&Changes::All, &Silent)
        .unwrap()
}

/// A site with one article and a few static files, shown at this address.
pub fn preview_at(base_url: Option<&str>) -> (TestSite, Preview) {
    let site = TestSite::sound()
        .file("static/with space.txt", "space")
        .file("static/中.txt", "unicode")
        .file("static/per%20cent.txt", "per cent")
        .file("static/plus+&=.txt", "plus")
        .file("static/q?x#y.txt", "question")
        .file("static/noext", "<script>alert(1)</script>")
        .file("static/empty.css", "")
        .file("static/.env", "secret")
        .file("static/digits.txt", "0123456789")
        .file("static/big.bin", vec![b'x'; 4 << 20]);
    let preview = Preview::of(State::default());
    preview.show(snapshot(&site, base_url));
    (site, preview)
}

pub fn preview() -> (TestSite, Preview) {
    preview_at(None)
}

pub const ARTICLE: &str = "/articles/sound/";
