//! Which reports are of one happening, and what is told of it.

use crate::extract::facts::EventStatus::{self, CalledOff, Claimed, Happened, Planned};
use crate::extract::facts::EventType::{Meet, Mobilize, Statement, Visit};
use crate::resolve::testing::{Draft, article, event_slugs, site};

const SUMMIT: &str = "T\nDonald Trump met Kim Jong Un in Singapore on June 12.";

fn leaders(id: &str, day: &str, text: &str) -> Draft {
    article(id, day, text)
        .person("Donald Trump")
        .person("Kim Jong Un")
}

fn summit(id: &str, day: &str) -> Draft {
    leaders(id, day, SUMMIT).place("Singapore").event(
        ("met", Meet, Happened),
        &["Donald Trump", "Kim Jong Un"],
        Some(("June 12", "2018-06-12")),
        Some("Singapore"),
    )
}

fn told(id: &str, day: &str, status: EventStatus, date: &str) -> Draft {
    leaders(id, day, "T\nDonald Trump and Kim Jong Un: meeting then.").event(
        ("meeting", Meet, status),
        &["Donald Trump", "Kim Jong Un"],
        Some(("then", date)),
        None,
    )
}

#[test]
fn one_meeting_in_two_outlets_is_one_event() {
    let picture = site([
        summit("harbor", "2018-06-12"),
        summit("meridian", "2018-06-13"),
    ])
    .picture();
    assert_eq!(event_slugs(&picture), ["2018-06-12-trump-kim-jong-un-meet"]);
    let event = &picture.events[0];
    assert_eq!(
        event.title,
        "Donald Trump and Kim Jong Un meet in Singapore"
    );
    assert_eq!(event.reports.len(), 2);
    assert_eq!(
        picture
            .actors
            .iter()
            .filter(|actor| actor.events.len() == 1)
            .count(),
        3
    );
    assert_eq!(picture.articles[1].events.len(), 1);
}

#[test]
fn another_counterpart_on_the_same_day_is_another_meeting() {
    let other = article(
        "b",
        "2018-06-11",
        "T\nDonald Trump met Lee Hsien Loong on June 12.",
    )
    .person("Donald Trump")
    .person("Lee Hsien Loong")
    .event(
        ("met", Meet, Happened),
        &["Donald Trump", "Lee Hsien Loong"],
        Some(("June 12", "2018-06-12")),
        None,
    );
    assert_eq!(
        site([summit("a", "2018-06-12"), other])
            .picture()
            .events
            .len(),
        2
    );
}

#[test]
fn another_day_is_another_meeting() {
    let picture = site([
        summit("a", "2018-06-12"),
        told("b", "2019-03-01", Happened, "2019-02-27"),
    ])
    .picture();
    assert_eq!(picture.events.len(), 2);
}

#[test]
fn a_plan_and_its_cancellation_are_one_event_with_a_history() {
    let site = site([
        told("a", "2018-10-20", Planned, "2018-11-08"),
        told("b", "2018-11-07", CalledOff, "2018-11-08"),
    ]);
    let picture = site.picture();
    let [event] = picture.events.as_slice() else {
        panic!("{:?}", event_slugs(&picture))
    };
    assert_eq!(event.status, CalledOff);
    assert_eq!(event.title, "Donald Trump–Kim Jong Un meeting called off");
    let history: Vec<EventStatus> = event.history.iter().map(|change| change.status).collect();
    assert_eq!(history, [Planned, CalledOff]);
}

#[test]
fn a_plan_for_a_month_joins_the_meeting_of_a_day_in_it() {
    let picture = site([
        told("a", "2019-01-18", Planned, "2019-02~"),
        told("b", "2019-02-28", Happened, "2019-02-27/2019-02-28"),
    ])
    .picture();
    assert_eq!(event_slugs(&picture), ["2019-02-trump-kim-jong-un-meet"]);
    let event = &picture.events[0];
    assert_eq!(event.status, Happened);
    let date = event.date.as_ref().map(|when| when.edtf.to_string());
    assert_eq!(date.as_deref(), Some("2019-02-27/2019-02-28"));
    assert!(event.other_dates.is_empty());
}

#[test]
fn a_month_that_fits_two_meetings_joins_neither() {
    let picture = site([
        told("a", "2018-05-02", Happened, "2018-05-01"),
        told("b", "2018-05-28", Happened, "2018-05-26"),
        told("c", "2018-06-03", Happened, "2018-05"),
    ])
    .picture();
    assert_eq!(picture.events.len(), 3);
}

#[test]
fn a_plan_that_passed_is_overdue_and_one_that_happened_is_not() {
    let mut site = site([told("a", "2018-10-20", Planned, "2018-11-08")]);
    assert!(!site.picture().events[0].overdue);
    site.as_of = Some(jiff::civil::date(2018, 11, 8));
    assert!(!site.picture().events[0].overdue);
    site.as_of = Some(jiff::civil::date(2018, 11, 9));
    assert!(site.picture().events[0].overdue);
    site.drafts
        .push(told("b", "2018-11-09", Happened, "2018-11-08"));
    assert!(!site.picture().events[0].overdue);
}

#[test]
fn conflicting_days_stand_side_by_side() {
    let at = |id: &str, day: &str, value: &str| {
        leaders(id, day, SUMMIT).place("Singapore").event(
            ("met", Meet, Happened),
            &["Donald Trump", "Kim Jong Un"],
            Some(("June 12", value)),
            Some("Singapore"),
        )
    };
    let picture = site([
        at("a", "2018-06-13", "2018-06-12"),
        at("b", "2018-06-13", "2018-06-12"),
        at("c", "2018-06-14", "2018-06-11"),
    ])
    .picture();
    let [event] = picture.events.as_slice() else {
        panic!("{:?}", event_slugs(&picture))
    };
    assert_eq!(
        event
            .date
            .as_ref()
            .map(|when| when.edtf.to_string())
            .as_deref(),
        Some("2018-06-12")
    );
    let others: Vec<String> = event
        .other_dates
        .iter()
        .map(|when| when.edtf.to_string())
        .collect();
    assert_eq!(others, ["2018-06-11"]);
}

#[test]
fn a_claim_does_not_unmake_a_fact() {
    let picture = site([
        summit("a", "2018-06-12"),
        told("b", "2018-06-14", Claimed, "2018-06-12"),
    ])
    .picture();
    assert_eq!(picture.events.len(), 1);
    assert_eq!(picture.events[0].status, Happened);
    assert_eq!(picture.events[0].history.len(), 2);
}

#[test]
fn nothing_undated_and_unspecific_is_an_event() {
    let draft = article("a", "2018-06-01", "T\nMike Pompeo visited.")
        .person("Mike Pompeo")
        .event(("visited", Visit, Happened), &["Mike Pompeo"], None, None);
    assert!(site([draft]).picture().events.is_empty());
}

#[test]
fn a_lone_voice_or_half_a_meeting_is_no_event() {
    let lone = |word: &str, event_type| {
        article(
            "a",
            "2018-06-02",
            &format!("T\nMike Pompeo {word} on June 1."),
        )
        .person("Mike Pompeo")
        .event(
            (word, event_type, Happened),
            &["Mike Pompeo"],
            Some(("June 1", "2018-06-01")),
            None,
        )
    };
    assert!(site([lone("spoke", Statement)]).picture().events.is_empty());
    assert!(site([lone("met", Meet)]).picture().events.is_empty());
}

#[test]
fn an_undated_plan_with_two_sides_is_one() {
    let draft = leaders("a", "2018-06-01", "T\nDonald Trump will meet Kim Jong Un.").event(
        ("meet", Meet, Planned),
        &["Donald Trump", "Kim Jong Un"],
        None,
        None,
    );
    let picture = site([draft]).picture();
    assert_eq!(event_slugs(&picture), ["trump-kim-jong-un-meet"]);
    assert_eq!(picture.events[0].date, None);
}

#[test]
fn statements_of_one_day_in_other_words_stay_apart() {
    let speak = |id: &str, word: &str| {
        article(
            id,
            "2018-06-02",
            &format!("T\nMike Pompeo {word} Donald Trump on June 1."),
        )
        .person("Mike Pompeo")
        .person("Donald Trump")
        .event(
            (word, Statement, Happened),
            &["Mike Pompeo", "Donald Trump"],
            Some(("June 1", "2018-06-01")),
            None,
        )
    };
    assert_eq!(
        site([speak("a", "warned"), speak("b", "promised")])
            .picture()
            .events
            .len(),
        2
    );
    assert_eq!(
        site([speak("a", "warned"), speak("b", "warned")])
            .picture()
            .events
            .len(),
        1
    );
}

#[test]
fn two_countries_are_needed_where_nobody_else_takes_part() {
    let deed = |id: &str, word: &str| {
        article(
            id,
            "2017-12-01",
            &format!("T\nNorth Korea {word} on November 29."),
        )
        .country("North Korea", b"KP")
        .event(
            (word, Mobilize, Happened),
            &["North Korea"],
            Some(("November 29", "2017-11-29")),
            None,
        )
    };
    assert_eq!(
        site([deed("a", "launched"), deed("b", "launches")])
            .picture()
            .events
            .len(),
        1
    );
    assert_eq!(
        site([deed("a", "launched"), deed("b", "drilled")])
            .picture()
            .events
            .len(),
        2
    );
}

#[test]
fn places_in_two_countries_are_two_visits() {
    let visit = |id: &str, place: &str, code: &[u8; 2]| {
        article(
            id,
            "2018-10-08",
            &format!("T\nMike Pompeo visited {place} on October 7."),
        )
        .person("Mike Pompeo")
        .country(place, code)
        .event(
            ("visited", Visit, Happened),
            &["Mike Pompeo"],
            Some(("October 7", "2018-10-07")),
            Some(place),
        )
    };
    let picture = site([
        visit("a", "North Korea", b"KP"),
        visit("b", "South Korea", b"KR"),
    ])
    .picture();
    let titles: Vec<&str> = picture
        .events
        .iter()
        .map(|event| event.title.as_str())
        .collect();
    assert_eq!(
        titles,
        [
            "Mike Pompeo visits North Korea",
            "Mike Pompeo visits South Korea"
        ]
    );
}

#[test]
fn quotes_have_their_speakers_or_none() {
    let draft = article(
        "a",
        "2018-06-01",
        "T\n\"We are ready\" Mike Pompeo said. \"Never again\" Smith said.",
    )
    .person("Mike Pompeo")
    .surname("Smith")
    .quote("We are ready", Some("Mike Pompeo"))
    .quote("Never again", Some("Smith"));
    let picture = site([draft]).picture();
    assert_eq!(picture.quotes.len(), 2);
    assert_eq!(picture.quotes[0].speaker, Some(crate::resolve::ActorId(0)));
    assert_eq!(picture.quotes[1].speaker, None);
    assert_eq!(picture.quotes[1].speaker_words.as_deref(), Some("Smith"));
    assert_eq!(picture.actors[0].quotes.len(), 1);
}
