//! The disk: sorted walks, reads and writes, with the path in every error.
