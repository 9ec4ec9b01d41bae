//! Which sources changed.
