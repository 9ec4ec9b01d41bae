//! Publishing to a server, by the rsync program over ssh.

use super::Host;
use super::target::Options;
use crate::error::{Error, Result};

pub(super) fn open(
    name: String,
    _host: &str,
    _port: Option<u16>,
    _path: &str,
    _options: &Options<'_>,
) -> Result<Box<dyn Host>> {
    Err(Error::Host {
        host: name,
        reason: "this kind of host is not built in yet".into(),
        hint: "choose another".into(),
    })
}
