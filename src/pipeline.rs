//! The stages in order; the only file that knows the order.
