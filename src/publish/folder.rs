//! Publishing to a folder on this machine.
