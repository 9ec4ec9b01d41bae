//! Words that every stage uses: kinds of actors and events, courses of events, licenses.
//!
//! They stand on the ground floor because editors write them in files, rules find them in text and pages show them.

use serde::{Deserialize, Serialize};

/// How much of the text the site may print, in pages, feeds and data alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum License {
    /// Everything.
    #[default]
    Full,
    /// The first paragraphs, and single sentences as evidence.
    Excerpt,
    /// Single sentences as evidence only.
    QuoteOnly,
}

/// What kind of actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A body.
    Organization,
    /// A state; also what acts behind its name, capital or government.
    Country,
    /// A city, region or building: its page is under `/places/`.
    Place,
}

/// Event types, after PLOVER with additions for general news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // The names are the definitions: see the design's table of types.
pub enum EventType {
    Meet,
    Visit,
    Statement,
    Agree,
    Cooperate,
    Support,
    Aid,
    Concede,
    Demand,
    Accuse,
    Reject,
    Threaten,
    Sanction,
    Protest,
    Mobilize,
    Coerce,
    Attack,
    Crime,
    Investigate,
    Court,
    Vote,
    Policy,
    Personnel,
    Publish,
    Business,
    Disaster,
    Death,
    Other,
}

impl EventType {
    /// True for types so wide that two happenings of one day and the same people need not be one: words, and whatever
    /// has no type of its own.
    pub fn is_wide(self) -> bool {
        matches!(
            self,
            Self::Statement | Self::Demand | Self::Accuse | Self::Support | Self::Other
        )
    }
}

/// What is known of an event's course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventStatus {
    /// Reported as fact in the article's own voice.
    Happened,
    /// Still going on at publication.
    Ongoing,
    /// Announced for the future.
    Planned,
    /// Put off.
    Postponed,
    /// Will not, or did not, happen.
    CalledOff,
    /// Only somebody's word for it.
    Claimed,
    /// Somebody denies it.
    Denied,
}
