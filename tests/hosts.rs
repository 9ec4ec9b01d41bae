//! The program against real hosts on loopback: publishing through lines that break, runs that are killed, two at once.
//!
//! Every test here needs a program that a fresh machine lacks and is ignored by default:
//! `cargo test --test hosts -- --ignored` runs them, and fails where a program is missing.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot go on fails.

mod support;

mod hosts {
    mod flaky;
    mod git;
    mod killed;
    mod newsroom;
    mod nginx;
    mod program;
    mod rsync;
    mod s3;
    mod sample;
    mod ssh;
}
