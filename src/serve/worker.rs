//! The thread that computes.
