//! A line that breaks, between the program and a store.
