//! A line to a client that is given up when the client stops taking what it asked for.

use std::io::{Error, ErrorKind, IoSlice, Result};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// A line whose writes fail once the other end has taken nothing for some time.
#[derive(Debug)]
pub(super) struct Patience<L> {
    line: L,
    limit: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl<L> Patience<L> {
    pub(super) fn new(line: L, limit: Duration) -> Self {
        Self {
            line,
            limit,
            waiting: None,
        }
    }

    /// Hands on how a write went, unless nothing went for too long.
    fn judge<T>(&mut self, context: &mut Context<'_>, went: Poll<Result<T>>) -> Poll<Result<T>> {
        if went.is_ready() {
            self.waiting = None;
            return went;
        }
        let limit = self.limit;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(limit)));
        waiting
            .as_mut()
            .poll(context)
            .map(|()| Err(Error::from(ErrorKind::TimedOut)))
    }
}

impl<L: AsyncRead + Unpin> AsyncRead for Patience<L> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        Pin::new(&mut self.get_mut().line).poll_read(context, buffer)
    }
}

impl<L: AsyncWrite + Unpin> AsyncWrite for Patience<L> {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<Result<usize>> {
        let this = self.get_mut();
        let went = Pin::new(&mut this.line).poll_write(context, bytes);
        this.judge(context, went)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        let this = self.get_mut();
        let went = Pin::new(&mut this.line).poll_write_vectored(context, parts);
        this.judge(context, went)
    }

    fn is_write_vectored(&self) -> bool {
        self.line.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        let this = self.get_mut();
        let went = Pin::new(&mut this.line).poll_flush(context);
        this.judge(context, went)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        let this = self.get_mut();
        let went = Pin::new(&mut this.line).poll_shutdown(context);
        this.judge(context, went)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[tokio::test]
    async fn gives_up_on_a_client_that_takes_nothing() {
        let (near, mut far) = tokio::io::duplex(4);
        let mut line = Patience::new(near, Duration::from_millis(20));
        line.write_all(b"1234").await.unwrap();
        let error = line.write_all(b"5").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        let mut taken = [0; 4];
        far.read_exact(&mut taken).await.unwrap();
        assert_eq!(&taken, b"1234");
    }

    #[tokio::test]
    async fn waits_for_a_slow_one() {
        let (near, mut far) = tokio::io::duplex(1);
        let mut line = Patience::new(near, Duration::from_secs(10));
        let reader = tokio::spawn(async move {
            let mut taken = Vec::new();
            far.read_to_end(&mut taken).await.unwrap();
            taken
        });
        line.write_all(b"slowly").await.unwrap();
        drop(line);
        assert_eq!(reader.await.unwrap(), b"slowly");
    }
}
