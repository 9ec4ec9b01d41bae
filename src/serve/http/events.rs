//! The stream of states that open pages listen to (server-sent events, HTML standard section 9.2).

use super::answer::{Answer, Body};
use crate::serve::{State, overlay};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http_body_util::{BodyExt, StreamBody};
use hyper::body::Frame;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::watch;

/// A comment is sent this often, so that a line that went dead is noticed at both ends.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How long a browser waits, in milliseconds, before it asks again for a stream that broke off.
const RETRY: u32 = 1000;

/// Each state from the present one on, until `stop` says true.
pub(super) fn answer(site: watch::Receiver<State>, stop: watch::Receiver<bool>) -> Answer {
    let listener = Listener {
        site,
        stop,
        is_new: true,
    };
    let events = stream::unfold(listener, |mut listener| async {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(Frame::data(event)), listener))
    });
    let body: Body = StreamBody::new(events.boxed()).boxed_unsync();
    let mut answer = Answer::new(body);
    let media_type = HeaderValue::from_static("text/event-stream");
    answer.headers_mut().insert(CONTENT_TYPE, media_type);
    answer
}

struct Listener {
    site: watch::Receiver<State>,
    stop: watch::Receiver<bool>,
    is_new: bool,
}

impl Listener {
    /// What to send next; `None` at the end.
    async fn next(&mut self) -> Option<Bytes> {
        if std::mem::take(&mut self.is_new) {
            return Some(format!("retry: {RETRY}\n{}", self.event()).into());
        }
        tokio::select! {
            changed = self.site.changed() => changed.ok()?,
            _ = self.stop.wait_for(|stop| *stop) => return None,
            () = tokio::time::sleep(HEARTBEAT) => return Some(Bytes::from_static(b":\n\n")),
        }
        Some(self.event().into())
    }

    fn event(&mut self) -> String {
        let data = overlay::event(&self.site.borrow_and_update());
        format!("data: {}\n\n", data.replace(['\r', '\n'], " "))
    }
}
