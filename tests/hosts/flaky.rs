//! A line that breaks, between the program and a store: passes requests on, or answers that the store is busy, or drops
//! them before or after they were carried out, by chances drawn from a seed; may die after some requests; keeps a log.

#![allow(dead_code)] // Every test takes what it needs.

use super::program::loopback;
use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What may happen to a request, each with its chance in a hundred.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// Answered with 503, not passed on.
    pub busy: u64,
    /// Dropped, not passed on.
    pub reset: u64,
    /// Passed on, its answer dropped.
    pub cut: u64,
    /// Whether only this method is struck.
    pub only: Option<&'static str>,
    /// After so many requests that were passed on, every connection is dropped.
    pub dead_after: Option<usize>,
    /// Requests of this method are refused with this status and code.
    pub refuse: Option<(&'static str, u16, &'static str)>,
    /// The first answer to a PUT of each file is dropped.
    pub cut_first: bool,
    /// Conditional requests are refused as not implemented.
    pub unconditional: bool,
    /// Milliseconds before each request.
    pub slow: u64,
    pub seed: u64,
}

/// The fate of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Passed,
    Busy,
    Reset,
    Cut,
    Refused,
    Dead,
}

/// A request that came by.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    /// Without the query.
    pub path: String,
    pub query: String,
    pub fate: Fate,
    /// Of the store's answer, if there was one.
    pub status: Option<u16>,
}

/// A line that is up as long as the value lives; connections that are open then go on.
pub struct Line {
    pub port: u16,
    shared: Arc<Shared>,
}

struct Shared {
    store: u16,
    faults: Faults,
    state: Mutex<State>,
}

struct State {
    dice: u64,
    passed: usize,
    log: Vec<Request>,
    is_down: bool,
}

impl Line {
    /// A line to the store at this port of this machine.
    pub fn to(store: u16, faults: Faults) -> Self {
        let listener = TcpListener::bind(loopback(0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = State {
            dice: faults.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
            passed: 0,
            log: Vec::new(),
            is_down: false,
        };
        let shared = Arc::new(Shared {
            store,
            faults,
            state: Mutex::new(state),
        });
        let given = Arc::clone(&shared);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let shared = Arc::clone(&given);
                if shared.state.lock().unwrap().is_down {
                    return;
                }
                std::thread::spawn(move || shared.serve(&client));
            }
        });
        Self { port, shared }
    }

    /// A line on which nothing happens but the log.
    pub fn sound(store: u16) -> Self {
        Self::to(store, Faults::default())
    }

    /// Everything that came by so far, in order of arrival.
    pub fn log(&self) -> Vec<Request> {
        self.shared.state.lock().unwrap().log.clone()
    }

    /// How many requests met this fate.
    pub fn count(&self, fate: Fate) -> usize {
        let log = self.log();
        log.iter().filter(|request| request.fate == fate).count()
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.shared.state.lock().unwrap().is_down = true;
        // Wakes the listener, which then ends.
        let _ = TcpStream::connect(loopback(self.port));
    }
}

/// The head of a request or an answer, and its body.
struct Message {
    head: Vec<u8>,
    body: Vec<u8>,
}

impl Shared {
    /// Serves one connection; whatever goes wrong ends it.
    fn serve(&self, client: &TcpStream) {
        let mut store: Option<TcpStream> = None;
        let mut reader = BufReader::new(client);
        while let Ok(Some(request)) = read_request(&mut reader, client) {
            match self.pass(&request, &mut store) {
                Ok(Some(answer)) if write(client, &answer).is_ok() => {}
                _ => break,
            }
        }
        let _ = client.shutdown(Shutdown::Both);
    }

    /// What the client gets; nothing when the connection is to be dropped.
    fn pass(&self, request: &Message, store: &mut Option<TcpStream>) -> Result<Option<Message>> {
        let line = String::from_utf8_lossy(&request.head).into_owned();
        let mut words = line.split(' ');
        let method = words.next().unwrap_or_default().to_owned();
        let target = words.next().unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let is_conditional = ["if-match", "if-none-match"]
            .iter()
            .any(|name| field(&request.head, name).is_some());
        if is_conditional && self.faults.unconditional {
            return Ok(Some(refusal(501, "NotImplemented")));
        }
        let (fate, at) = self.draw(Request {
            method: method.clone(),
            path: path.to_owned(),
            query: query.to_owned(),
            fate: Fate::Passed,
            status: None,
        });
        std::thread::sleep(std::time::Duration::from_millis(self.faults.slow));
        match fate {
            Fate::Busy => return Ok(Some(refusal(503, "SlowDown"))),
            Fate::Refused => {
                let (_, status, code) = self.faults.refuse.unwrap_or_default();
                return Ok(Some(refusal(status, code)));
            }
            Fate::Reset | Fate::Dead => return Ok(None),
            Fate::Passed | Fate::Cut => {}
        }
        let upstream = match store.take() {
            Some(open) => open,
            None => TcpStream::connect(loopback(self.store))?,
        };
        write(&upstream, request)?;
        let answer = read_answer(&upstream, &method)?;
        let status = String::from_utf8_lossy(&answer.head);
        let status = status.split(' ').nth(1).and_then(|code| code.parse().ok());
        self.state.lock().unwrap().log[at].status = status;
        if !is_closing(&answer.head) {
            *store = Some(upstream);
        }
        Ok((fate == Fate::Passed).then_some(answer))
    }

    /// Draws a request's fate and notes it.
    fn draw(&self, mut request: Request) -> (Fate, usize) {
        let mut state = self.state.lock().unwrap();
        let faults = &self.faults;
        let die = state.roll();
        let is_struck = faults.only.is_none_or(|only| only == request.method);
        let is_first = request.method == "PUT"
            && !state
                .log
                .iter()
                .any(|earlier| earlier.method == request.method && earlier.path == request.path);
        let refused = faults.refuse.map(|(method, ..)| method);
        let is_refused = refused == Some(request.method.as_str());
        let is_dead = faults.dead_after.is_some_and(|most| state.passed >= most);
        let bounds = [
            (Fate::Busy, faults.busy),
            (Fate::Reset, faults.busy + faults.reset),
            (Fate::Cut, faults.busy + faults.reset + faults.cut),
        ];
        let struck = bounds.iter().find(|(_, bound)| die < *bound);
        request.fate = match struck {
            _ if is_dead => Fate::Dead,
            _ if is_refused => Fate::Refused,
            _ if is_first && faults.cut_first => Fate::Cut,
            Some((fate, _)) if is_struck => *fate,
            _ => Fate::Passed,
        };
        if matches!(request.fate, Fate::Passed | Fate::Cut) {
            state.passed += 1;
        }
        let fate = request.fate;
        state.log.push(request);
        (fate, state.log.len() - 1)
    }
}

impl State {
    /// A number below 100 (xorshift).
    fn roll(&mut self) -> u64 {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        (self.dice >> 11) % 100
    }
}

fn refusal(status: u16, code: &str) -> Message {
    let body =
        format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>No.</Message></Error>");
    let head = format!(
        "HTTP/1.1 {status} No\r\nContent-Type: application/xml\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    Message {
        head: head.into(),
        body: body.into(),
    }
}

fn write(mut stream: &TcpStream, message: &Message) -> Result<()> {
    stream.write_all(&message.head)?;
    stream.write_all(&message.body)
}

/// The next request of a connection; nothing at its end.
fn read_request(
    reader: &mut BufReader<&TcpStream>,
    mut client: &TcpStream,
) -> Result<Option<Message>> {
    let head = read_head(reader)?;
    if head.is_empty() {
        return Ok(None);
    }
    if field(&head, "expect").is_some() {
        client.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    let body = read_body(reader, &head)?;
    Ok(Some(Message { head, body }))
}

fn read_answer(store: &TcpStream, method: &str) -> Result<Message> {
    let mut reader = BufReader::new(store);
    let mut head = read_head(&mut reader)?;
    while head.starts_with(b"HTTP/1.1 100") {
        head = read_head(&mut reader)?;
    }
    if head.is_empty() {
        // The store has closed a connection that was kept.
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    let has_body = method != "HEAD"
        && ![" 204", " 304"]
            .iter()
            .any(|status| head[8..].starts_with(status.as_bytes()));
    let body = match has_body {
        true => read_body(&mut reader, &head)?,
        false => Vec::new(),
    };
    Ok(Message { head, body })
}

fn read_head(reader: &mut impl BufRead) -> Result<Vec<u8>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if reader.read_until(b'\n', &mut head)? == 0 {
            // The end, between two messages or within one.
            return Ok(Vec::new());
        }
    }
    Ok(head)
}

/// A body of the announced length or in chunks, as it is on the wire.
fn read_body(reader: &mut impl BufRead, head: &[u8]) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    if field(head, "transfer-encoding").is_some() {
        loop {
            let at = body.len();
            reader.read_until(b'\n', &mut body)?;
            let size = String::from_utf8_lossy(&body[at..]).into_owned();
            let size = size.split(';').next().unwrap_or_default().trim();
            let size = u64::from_str_radix(size, 16).unwrap_or(0);
            reader.by_ref().take(size + 2).read_to_end(&mut body)?;
            if size == 0 {
                return Ok(body);
            }
        }
    }
    let length = field(head, "content-length").and_then(|length| length.parse().ok());
    reader
        .by_ref()
        .take(length.unwrap_or(0))
        .read_to_end(&mut body)?;
    Ok(body)
}

fn field(head: &[u8], name: &str) -> Option<String> {
    String::from_utf8_lossy(head).lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name)
            .then(|| value.trim().to_owned())
    })
}

fn is_closing(head: &[u8]) -> bool {
    field(head, "connection").is_some_and(|value| value.eq_ignore_ascii_case("close"))
}
