//! From the built site to a host: what differs is told first, then sent in an order in which no reader meets a page
//! without its assets, and what is no longer made is deleted last.
//!
//! ```text
//! output folder --site--> Site --+
//!                                +--plan--> Plan --Host::apply--> Done
//! host --Host::published---------+
//! ```
//!
//! Ownership: the manifest on the host lists what we put there; only that is ever replaced or deleted. Before the first
//! byte of a run is sent, a *claim* (what is about to be sent and deleted) is put beside it, so that the next run knows the
//! files of a run that was cut off as ours. A host that can do so puts the manifest conditionally: of two publishers, one
//! is told. Nothing else is done for a run that is interrupted: one that is killed can be taken up as it is.
//!
//! Knows nothing of what is in the files.

pub mod guard;
pub mod headers;
pub mod host;
pub mod order;
pub mod plan;
pub mod site;

mod choice;
mod extras;
mod folder;
mod git;
mod precompress;
mod prepare;
mod program;
mod rsync;
mod s3;
mod scratch;
mod ssh;
mod target;

pub use crate::config::Target;
pub use choice::{Chosen, choose};
pub use host::{Done, Host, Progress, Published, Silent};
pub use plan::Plan;
pub use precompress::Form;
pub use prepare::{prepare, scratch_folder};
pub use site::Site;
pub use target::{Options, open};
