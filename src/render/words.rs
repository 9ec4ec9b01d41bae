//! The site's own fixed words: dates, statuses, types and kinds as a reader sees them.
//!
//! Knows nothing of pages.

use crate::date::Edtf;
use crate::extract::facts::{EventStatus, EventType, ParticipantRole, RoleStatus};
use crate::resolve::ActorKind;
use jiff::civil::Date;

/// "18 January 2019"
pub fn day(date: Date) -> String {
    Edtf::day(date).human()
}

/// "18 Jan 2019", for gutters and source lines.
pub fn short_day(date: Date) -> String {
    Edtf::day(date).short()
}

/// From the first day to the last, or one day; empty without both.
pub fn span(first: Option<Date>, last: Option<Date>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first != last => Edtf::days(first, last).human(),
        (Some(one), _) | (None, Some(one)) => day(one),
        (None, None) => String::new(),
    }
}

/// "called off"
pub fn status(status: EventStatus) -> &'static str {
    match status {
        EventStatus::Happened => "happened",
        EventStatus::Ongoing => "ongoing",
        EventStatus::Planned => "planned",
        EventStatus::Postponed => "postponed",
        EventStatus::CalledOff => "called off",
        EventStatus::Claimed => "claimed",
        EventStatus::Denied => "denied",
    }
}

/// The class name of a status: `called-off`.
pub fn status_class(status: EventStatus) -> &'static str {
    match status {
        EventStatus::CalledOff => "called-off",
        other => self::status(other),
    }
}

/// schema.org's `eventStatus`, where it has a word.
pub fn schema_status(status: EventStatus) -> Option<&'static str> {
    match status {
        EventStatus::Planned | EventStatus::Happened | EventStatus::Ongoing => {
            Some("https://schema.org/EventScheduled")
        }
        EventStatus::Postponed => Some("https://schema.org/EventPostponed"),
        EventStatus::CalledOff => Some("https://schema.org/EventCancelled"),
        EventStatus::Claimed | EventStatus::Denied => None,
    }
}

/// "meeting"
pub fn event_type(kind: EventType) -> &'static str {
    match kind {
        EventType::Meet => "meeting",
        EventType::Visit => "visit",
        EventType::Statement => "statement",
        EventType::Agree => "agreement",
        EventType::Cooperate => "cooperation",
        EventType::Support => "support",
        EventType::Aid => "aid",
        EventType::Concede => "concession",
        EventType::Demand => "demand",
        EventType::Accuse => "accusation",
        EventType::Reject => "refusal",
        EventType::Threaten => "threat",
        EventType::Sanction => "sanctions",
        EventType::Protest => "protest",
        EventType::Mobilize => "military move",
        EventType::Coerce => "coercion",
        EventType::Attack => "attack",
        EventType::Crime => "crime",
        EventType::Investigate => "investigation",
        EventType::Court => "court",
        EventType::Vote => "vote",
        EventType::Policy => "policy",
        EventType::Personnel => "appointment",
        EventType::Publish => "publication",
        EventType::Business => "business",
        EventType::Disaster => "disaster",
        EventType::Death => "death",
        EventType::Other => "event",
    }
}

/// "person"
pub fn kind(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organization => "organisation",
        ActorKind::Country => "country",
        ActorKind::Place => "place",
    }
}

/// What somebody does in an event; empty where the sources do not tell sides apart.
pub fn participant(role: ParticipantRole) -> &'static str {
    match role {
        ParticipantRole::Counterpart => "other side",
        ParticipantRole::Concerned => "concerned",
        ParticipantRole::Agent | ParticipantRole::Participant => "",
    }
}

/// A role in words: "former press secretary, White House".
pub fn role(title: &str, of: Option<&str>, status: RoleStatus) -> String {
    let mut words = String::new();
    match status {
        RoleStatus::Former => words.push_str("former "),
        RoleStatus::Designated => words.push_str("designated "),
        RoleStatus::Current => {}
    }
    words.push_str(title);
    if let Some(of) = of.filter(|of| !title.contains(*of)) {
        words.push_str(", ");
        words.push_str(of);
    }
    words
}

/// "1 article", "3 articles"
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn spans_of_one_day_are_days() {
        let day = |day| Some(date(2018, 6, day));
        assert_eq!(span(day(12), day(12)), "12 June 2018");
        assert_eq!(span(day(12), None), "12 June 2018");
        assert_eq!(span(None, None), "");
    }

    #[test]
    fn roles_read_as_written() {
        assert_eq!(
            role("press secretary", Some("White House"), RoleStatus::Former),
            "former press secretary, White House"
        );
        assert_eq!(
            role("U.S. President", Some("U.S."), RoleStatus::Current),
            "U.S. President"
        );
    }
}
