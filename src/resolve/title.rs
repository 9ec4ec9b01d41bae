//! Titles and permalinks of events, from fixed patterns of their parts: never a word that no article said, except the
//! pattern's own.

use super::deed::Deed;
use crate::date::{Edtf, Point, Unit};
use crate::extract::facts::{EventStatus, EventType, ParticipantRole};

/// What a title is made of.
#[derive(Clone, Debug)]
pub struct Parts<'a> {
    /// Type.
    pub event_type: EventType,
    /// Status.
    pub status: EventStatus,
    /// Names of the participants with their roles, in order.
    pub participants: &'a [(&'a str, ParticipantRole)],
    /// Name of the place.
    pub place: Option<&'a str>,
    /// The word that stands for the happening, in lower case.
    pub trigger: &'a str,
    /// That word is a noun: "rally".
    pub is_noun: bool,
    /// Who did what, in the article's words.
    pub deed: Option<Deed<&'a str>>,
}

/// "Donald Trump and Kim Jong Un meet in Singapore", "Kim Jong Un–Moon Jae-in meeting in Panmunjom called off".
pub fn title(parts: &Parts<'_>) -> String {
    let told = matches!(
        parts.status,
        EventStatus::Happened | EventStatus::Ongoing | EventStatus::Claimed | EventStatus::Denied
    );
    // Also where nobody at all is named: "Two fugitives died".
    let only_concerned = parts
        .participants
        .iter()
        .all(|(_, role)| *role == ParticipantRole::Concerned)
        && !(parts.participants.is_empty()
            && parts.deed.as_ref().is_none_or(|deed| deed.phrase.is_none()));
    let unnamed = parts.participants.is_empty() && !only_concerned;
    let sentence = match parts.event_type {
        // "Talks in Delhi": the noun alone.
        _ if unnamed => format!("{}{}", upper_first(parts.trigger), in_place(parts)),
        _ if only_concerned => about(parts, told),
        EventType::Meet if told => meet(parts),
        EventType::Meet => between(parts, "meeting"),
        EventType::Visit if told => visit(parts),
        EventType::Visit => visit_noun(parts),
        EventType::Agree => between(parts, "agreement"),
        EventType::Death if parts.participants.len() == 1 && is_dying(parts.trigger) => {
            format!(
                "Death of {}{}",
                list(&names(parts, |_| true)),
                in_place(parts)
            )
        }
        _ => deed(parts, told),
    };
    let after = match parts.status {
        EventStatus::Happened | EventStatus::Ongoing => "",
        EventStatus::Planned => " planned",
        EventStatus::Postponed => " postponed",
        EventStatus::CalledOff => " called off",
        EventStatus::Claimed => " (claimed)",
        EventStatus::Denied => " (denied)",
    };
    let colon = sentence.contains(": ") && !after.is_empty() && !after.starts_with(" (");
    upper_first(&format!(
        "{sentence}{}{after}",
        if colon { "," } else { "" }
    ))
}

/// "Shares of Acme fell 3 percent", "Arrest: Anna Berg": nobody named did it, so it is told in the article's words, or by
/// its word alone.
fn about(parts: &Parts<'_>, told: bool) -> String {
    if let Some(deed) = &parts.deed
        && let Some(phrase) = &deed.phrase
    {
        // "A funeral is planned", "the second round of talks": the status says the rest.
        if is_arranging(parts.trigger) || phrase.split(' ').any(|word| word == parts.trigger) {
            return format!("{}{}", without_article(phrase), in_place(parts));
        }
        let join = if told { " " } else { ": " };
        return format!("{phrase}{join}{}", deed.words);
    }
    let names = list(&names(parts, |_| true));
    match parts.trigger {
        "death" | "arrest" | "trial" | "funeral" | "murder" | "execution" | "resignation"
        | "conviction" | "sentencing" | "appointment" => {
            format!(
                "{} of {names}{}",
                upper_first(parts.trigger),
                in_place(parts)
            )
        }
        trigger => format!("{}: {names}{}", upper_first(trigger), in_place(parts)),
    }
}

/// A title needs no article, and no owner whom only the text names: "First hearing planned".
fn without_article(phrase: &str) -> &str {
    let word = phrase.split_once(' ');
    let is_opener = |word: &str| {
        let word = word.to_ascii_lowercase();
        matches!(
            word.as_str(),
            "the" | "a" | "an" | "his" | "her" | "its" | "their"
        )
    };
    word.filter(|(word, _)| is_opener(word))
        .map_or(phrase, |(_, rest)| rest)
}

/// True for words that say of a happening only when it is to be.
fn is_arranging(trigger: &str) -> bool {
    matches!(
        trigger,
        "expected"
            | "due"
            | "slated"
            | "foreseen"
            | "scheduled"
            | "planned"
            | "set"
            | "fixed"
            | "pencilled"
            | "postponed"
            | "delayed"
            | "deferred"
            | "moved"
            | "put"
    )
}

/// True for the words of which the one participant is the dead.
fn is_dying(trigger: &str) -> bool {
    matches!(trigger, "die" | "died" | "dies" | "death" | "passed away")
}

fn meet(parts: &Parts<'_>) -> String {
    let names = names(parts, |_| true);
    let verb = if parts.participants.len() == 1 {
        "meets"
    } else {
        "meet"
    };
    format!("{} {verb}{}", list(&names), in_place(parts))
}

fn visit(parts: &Parts<'_>) -> String {
    let agents = agents(parts);
    let verb = if agents.len() == 1 { "visits" } else { "visit" };
    let whom = names(parts, |role| role == ParticipantRole::Counterpart);
    match (parts.place, whom.as_slice()) {
        (Some(place), _) => format!("{} {verb} {}", list(&agents), the(place)),
        (None, []) => format!("{}: {}", list(&agents), parts.trigger),
        (None, whom) => format!("{} {verb} {}", list(&agents), list(whom)),
    }
}

fn visit_noun(parts: &Parts<'_>) -> String {
    let whom = names(parts, |role| role == ParticipantRole::Counterpart);
    let target = match (parts.place, whom.as_slice()) {
        (Some(place), _) => format!(" to {}", the(place)),
        (None, []) => String::new(),
        (None, whom) => format!(" to {}", list(whom)),
    };
    format!("Visit of {}{target}", list(&agents(parts)))
}

/// "A–B meeting", "Meeting of A, B and C", each with the place.
fn between(parts: &Parts<'_>, noun: &str) -> String {
    let names = names(parts, |_| true);
    match names.as_slice() {
        [] => format!("{}{}", upper_first(noun), in_place(parts)),
        [one, other] => format!("{one}–{other} {noun}{}", in_place(parts)),
        names => format!(
            "{} of {}{}",
            upper_first(noun),
            list(names),
            in_place(parts)
        ),
    }
}

/// "Who – whom: word in place": says no more than the report's own word.
fn deed(parts: &Parts<'_>, told: bool) -> String {
    if let Some(deed) = &parts.deed
        && let Some((words, whole)) = phrase(deed, parts)
    {
        let join = if told && whole { " " } else { ": " };
        return format!("{}{join}{words}", list(&deed.subject));
    }
    let whom = names(parts, |role| role == ParticipantRole::Counterpart);
    let agents = agents(parts);
    let who = if agents.is_empty() { &whom } else { &agents };
    let sides = if agents.is_empty() || whom.is_empty() || agents == whom {
        list(who)
    } else {
        format!("{} – {}", list(&agents), list(&whom))
    };
    if sides.is_empty() {
        return format!("{}{}", upper_first(parts.trigger), in_place(parts));
    }
    if parts.is_noun {
        return format!("{}: {sides}{}", upper_first(parts.trigger), in_place(parts));
    }
    format!("{sides}: {}{}", parts.trigger, in_place(parts))
}

/// The words to stand after the subject, and whether they make a sentence with it. "testing missiles" lacks its auxiliary;
/// a lone "imposed" lacks what was imposed, unless it is said of whom it was done to ("arrested") or needs nothing
/// ("resigned"); "accused him" becomes "accused" and the one name that can be meant.
fn phrase(deed: &Deed<&str>, parts: &Parts<'_>) -> Option<(String, bool)> {
    let (verb, rest) = deed.words.split_at_checked(parts.trigger.len())?;
    let role = |name: &str| {
        parts
            .participants
            .iter()
            .find(|(other, _)| *other == name)
            .map(|(_, role)| *role)
    };
    let is_done_to = deed
        .subject
        .iter()
        .all(|name| role(name) == Some(ParticipantRole::Counterpart));
    let is_enough =
        is_done_to || matches!(parts.event_type, EventType::Personnel | EventType::Death);
    let lacks_auxiliary = verb
        .split_whitespace()
        .next()
        .is_some_and(|first| first.ends_with("ing"));
    let objects: Vec<&str> = names(parts, |role| role == ParticipantRole::Counterpart);
    let (object, after) = rest
        .trim_start()
        .split_once(' ')
        .unwrap_or((rest.trim_start(), ""));
    match (object, objects.as_slice()) {
        _ if lacks_auxiliary => Some((deed.words.clone(), false)),
        ("", _) => Some((verb.to_owned(), is_enough)),
        ("up" | "down" | "out" | "off" | "over", _) if after.is_empty() => {
            Some((deed.words.clone(), is_enough))
        }
        ("him" | "her" | "it" | "them", [name]) if !is_done_to => {
            Some((format!("{verb} {name} {after}").trim_end().to_owned(), true))
        }
        ("him" | "her" | "it" | "them", _) => Some((verb.to_owned(), false)),
        _ => Some((deed.words.clone(), true)),
    }
}

/// Everybody who is not only acted upon; all when there is nobody else.
fn agents<'a>(parts: &Parts<'a>) -> Vec<&'a str> {
    let agents = names(parts, |role| role != ParticipantRole::Counterpart);
    if agents.is_empty() {
        names(parts, |_| true)
    } else {
        agents
    }
}

fn names<'a>(parts: &Parts<'a>, wanted: impl Fn(ParticipantRole) -> bool) -> Vec<&'a str> {
    parts
        .participants
        .iter()
        .filter(|(_, role)| wanted(*role))
        .map(|(name, _)| *name)
        .collect()
}

fn in_place(parts: &Parts<'_>) -> String {
    parts
        .place
        .map(|place| format!(" in {}", the(place)))
        .unwrap_or_default()
}

/// The name of a place inside a sentence: "the United States", "the White House", but "Singapore".
fn the(place: &str) -> String {
    let ends = [
        "House",
        "Republic",
        "Islands",
        "Sea",
        "Strait",
        "Peninsula",
        "Ocean",
        "Canal",
        "Palace",
        "Gulf",
    ];
    let named = [
        "Netherlands",
        "Philippines",
        "Maldives",
        "Bahamas",
        "Gambia",
        "Vatican",
        "Kremlin",
        "Hague",
    ];
    let last = place.rsplit(' ').next().unwrap_or(place);
    let needs = place.starts_with("United ")
        || named.contains(&place)
        || (place.contains(' ') && ends.contains(&last));
    if needs {
        format!("the {place}")
    } else {
        place.to_owned()
    }
}

/// "A", "A and B", "A, B and C", "A, B, C and others".
fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] if names.len() <= 4 => format!("{} and {last}", first.join(", ")),
        [a, b, c, ..] => format!("{a}, {b}, {c} and others"),
        [a, b] => format!("{a} and {b}"),
    }
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// The word for a type in permalinks and data.
pub fn type_word(event_type: EventType) -> String {
    format!("{event_type:?}").to_lowercase()
}

/// The date in a permalink: the day, the month or the year; for intervals the first day's month, or the first day of a
/// short one.
pub fn date_part(edtf: &Edtf) -> Option<String> {
    let point = |point: &Point| match point.unit {
        Unit::Day(..) => point.earliest().to_string(),
        Unit::Month(_) | Unit::Season(_) | Unit::Quarter(_) | Unit::Half(_) => {
            let day = point.earliest();
            format!("{:04}-{:02}", day.year(), day.month())
        }
        Unit::Year | Unit::Decade | Unit::Century => format!("{:04}", point.year),
    };
    match edtf {
        Edtf::Point(only) => Some(point(only)),
        Edtf::Interval(Some(first), _) => Some(point(first)),
        Edtf::Interval(None, Some(last)) => Some(point(last)),
        Edtf::Interval(None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use EventStatus::{CalledOff, Claimed, Happened, Planned, Postponed};
    use ParticipantRole::{Agent, Counterpart, Participant};

    fn of(
        event_type: EventType,
        status: EventStatus,
        participants: &[(&str, ParticipantRole)],
        place: Option<&str>,
    ) -> String {
        title(&Parts {
            event_type,
            status,
            participants,
            place,
            trigger: "launched",
            is_noun: false,
            deed: None,
        })
    }

    #[test]
    fn meetings_name_everybody_and_the_place() {
        let two = [("Donald Trump", Agent), ("Kim Jong Un", Counterpart)];
        let meet = |status, place| of(EventType::Meet, status, &two, place);
        assert_eq!(
            meet(Happened, Some("Singapore")),
            "Donald Trump and Kim Jong Un meet in Singapore"
        );
        assert_eq!(
            meet(CalledOff, Some("Panmunjom")),
            "Donald Trump–Kim Jong Un meeting in Panmunjom called off"
        );
        assert_eq!(
            meet(Planned, None),
            "Donald Trump–Kim Jong Un meeting planned"
        );
        assert_eq!(
            meet(Claimed, None),
            "Donald Trump and Kim Jong Un meet (claimed)"
        );
    }

    #[test]
    fn an_owner_whom_the_title_does_not_name_is_left_out() {
        assert_eq!(
            without_article("its largest rally so far"),
            "largest rally so far"
        );
        assert_eq!(without_article("The second hearing"), "second hearing");
        assert_eq!(without_article("Athens rally"), "Athens rally");
        assert_eq!(without_article("itself"), "itself");
    }

    #[test]
    fn many_names_are_cut_with_others() {
        let five = ["A", "B", "C", "D", "E"].map(|name| (name, Participant));
        assert_eq!(
            of(EventType::Meet, Postponed, &five, None),
            "Meeting of A, B, C and others postponed"
        );
    }

    #[test]
    fn visits_go_to_a_place_or_to_somebody() {
        let one = [("Mike Pompeo", Agent)];
        assert_eq!(
            of(EventType::Visit, Happened, &one, Some("North Korea")),
            "Mike Pompeo visits North Korea"
        );
        assert_eq!(
            of(EventType::Visit, Planned, &one, Some("North Korea")),
            "Visit of Mike Pompeo to North Korea planned"
        );
    }

    #[test]
    fn deeds_say_the_reports_own_word_and_no_more() {
        assert_eq!(
            of(
                EventType::Mobilize,
                Happened,
                &[("North Korea", Agent)],
                None
            ),
            "North Korea: launched"
        );
        let two = [("United States", Agent), ("Iran", Counterpart)];
        assert_eq!(
            of(EventType::Sanction, Planned, &two, None),
            "United States – Iran: launched, planned"
        );
    }

    #[test]
    fn deeds_go_on_in_the_words_of_the_article() {
        let of = |status, deed: &str| {
            let participants = &[("North Korea", Agent)];
            let event_type = EventType::Mobilize;
            title(&Parts {
                event_type,
                status,
                participants,
                place: Some("Wonsan"),
                trigger: "launched",
                is_noun: false,
                deed: Some(Deed {
                    phrase: None,
                    subject: vec!["North Korea"],
                    words: deed.to_owned(),
                }),
            })
        };
        assert_eq!(
            of(Happened, "launched two missiles"),
            "North Korea launched two missiles"
        );
        assert_eq!(
            of(Claimed, "launched two missiles"),
            "North Korea launched two missiles (claimed)"
        );
        assert_eq!(
            of(Planned, "launch a satellite"),
            "North Korea: launch a satellite, planned"
        );
        assert_eq!(of(Happened, "launched"), "North Korea: launched");
        assert_eq!(of(Happened, "launched it"), "North Korea: launched");
    }

    #[test]
    fn who_is_only_concerned_does_nothing_in_a_title() {
        let of = |event_type, status, phrase: Option<&str>, trigger: &str| {
            title(&Parts {
                event_type,
                status,
                participants: &[("Acme", ParticipantRole::Concerned)],
                place: None,
                trigger,
                is_noun: false,
                deed: phrase.map(|phrase| Deed {
                    subject: Vec::new(),
                    phrase: Some(phrase.to_owned()),
                    words: trigger.to_owned(),
                }),
            })
        };
        let shares = Some("Shares of Acme");
        assert_eq!(
            of(EventType::Other, Happened, shares, "fell 3 percent"),
            "Shares of Acme fell 3 percent"
        );
        assert_eq!(
            of(EventType::Meet, Happened, Some("Acme's board"), "met"),
            "Acme's board met"
        );
        assert_eq!(
            of(EventType::Court, Planned, None, "trial"),
            "Trial of Acme planned"
        );
        assert_eq!(of(EventType::Death, Happened, None, "died"), "Died: Acme");
        assert_eq!(
            of(EventType::Death, Planned, Some("A funeral"), "planned"),
            "Funeral planned"
        );
        let nobody = title(&Parts {
            event_type: EventType::Death,
            status: Happened,
            participants: &[],
            place: None,
            trigger: "died",
            is_noun: false,
            deed: Some(Deed {
                subject: Vec::new(),
                phrase: Some("two fugitives".to_owned()),
                words: "died".to_owned(),
            }),
        });
        assert_eq!(nobody, "Two fugitives died");
        let talks = title(&Parts {
            event_type: EventType::Meet,
            status: Happened,
            participants: &[],
            place: Some("Delhi"),
            trigger: "talks",
            is_noun: false,
            deed: None,
        });
        assert_eq!(talks, "Talks in Delhi");
        let rally = title(&Parts {
            event_type: EventType::Protest,
            status: CalledOff,
            participants: &[("Anna Berg", Agent)],
            place: None,
            trigger: "rally",
            is_noun: true,
            deed: None,
        });
        assert_eq!(rally, "Rally: Anna Berg, called off");
    }

    #[test]
    fn a_pronoun_gives_way_to_the_one_name_that_it_means() {
        let of = |participants: &[(&str, ParticipantRole)]| {
            let (event_type, status, deed) = (
                EventType::Accuse,
                Happened,
                Some(Deed {
                    phrase: None,
                    subject: vec!["Ivan Petrov"],
                    words: "accused him of spying".to_owned(),
                }),
            );
            title(&Parts {
                event_type,
                status,
                participants,
                place: None,
                trigger: "accused",
                is_noun: false,
                deed,
            })
        };
        let (ivan, berg) = (("Ivan Petrov", Agent), ("Lars Berg", Counterpart));
        assert_eq!(of(&[ivan, berg]), "Ivan Petrov accused Lars Berg of spying");
        assert_eq!(of(&[ivan]), "Ivan Petrov: accused");
    }

    #[test]
    fn a_death_is_the_only_participants_when_the_word_says_so() {
        let death = |trigger, participants: &[(&str, ParticipantRole)]| {
            title(&Parts {
                event_type: EventType::Death,
                status: Happened,
                participants,
                place: None,
                trigger,
                is_noun: false,
                deed: None,
            })
        };
        let one = [("Kim Jong Il", Agent)];
        assert_eq!(death("died", &one), "Death of Kim Jong Il");
        assert_eq!(death("killed", &one), "Kim Jong Il: killed");
    }

    #[test]
    fn permalinks_hold_the_date_as_finely_as_it_is_known() {
        assert_eq!(date_part(&Edtf::month(2018, 6)).as_deref(), Some("2018-06"));
        assert_eq!(date_part(&Edtf::year(2018)).as_deref(), Some("2018"));
    }
}
