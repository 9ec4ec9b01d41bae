//! Publishing to a branch of a git repository, by the git program.

use super::Host;
use super::target::Options;
use crate::error::{Error, Result};

pub(super) fn open(
    name: String,
    _remote: &str,
    _branch: &str,
    _options: &Options<'_>,
) -> Result<Box<dyn Host>> {
    Err(Error::Host {
        host: name,
        reason: "this kind of host is not built in yet".into(),
        hint: "choose another".into(),
    })
}
