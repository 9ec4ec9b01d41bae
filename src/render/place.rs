//! What is particular to places: they share the actors' page, under an address of their own.

use crate::resolve::ActorKind;

/// schema.org's type for an actor.
pub fn schema_type(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "Person",
        ActorKind::Organization => "Organization",
        ActorKind::Country => "Country",
        ActorKind::Place => "Place",
    }
}
