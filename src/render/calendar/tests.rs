use super::super::sample::{Picture, picture};
use super::*;
use jiff::civil::date;

fn made(picture: &Picture) -> String {
    String::from_utf8(render(&picture.site()).unwrap()).unwrap()
}

/// The calendar with its folded lines joined.
fn lines(picture: &Picture) -> Vec<String> {
    let text = made(picture).replace("\r\n ", "");
    text.split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn an_event_is_an_all_day_entry() {
    let picture = picture();
    let lines = lines(&picture);
    for line in [
        "DTSTART;VALUE=DATE:20240304",
        "DTEND;VALUE=DATE:20240305",
        "DTSTAMP:20240307T000000Z",
        "STATUS:CONFIRMED",
        "LOCATION:Riga",
        r"SUMMARY:Opening of the bridge\, in Riga\; at last",
        "END:VCALENDAR",
    ] {
        assert!(
            lines.iter().any(|it| it == line),
            "{line} is not in {lines:#?}"
        );
    }
}

#[test]
fn lines_are_short_and_end_as_the_standard_says() {
    let text = made(&picture());
    assert!(text.ends_with("\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
}

#[test]
fn the_same_picture_gives_the_same_bytes() {
    assert_eq!(made(&picture()), made(&picture()));
}

#[test]
fn a_planned_month_stands_over_the_month_and_says_so() {
    let mut picture = picture();
    let event = &mut picture.resolution.events[0];
    event.status = EventStatus::Planned;
    event.date.as_mut().unwrap().edtf = Edtf::month(2024, 2);
    event.date.as_mut().unwrap().words = "next month".into();
    let lines = lines(&picture);
    assert!(
        lines
            .iter()
            .any(|line| line == "DTSTART;VALUE=DATE:20240201")
    );
    assert!(lines.iter().any(|line| line == "DTEND;VALUE=DATE:20240301"));
    assert!(lines.iter().any(|line| line == "STATUS:TENTATIVE"));
    let text = lines.join("\n");
    assert!(
        text.contains("Date not exact: 2024-02 (“next month”)"),
        "{text}"
    );
}

#[test]
fn a_planned_week_is_not_exact_and_a_summit_of_two_days_is() {
    let mut picture = picture();
    let days = |last| Edtf::days(date(2024, 3, 11), date(2024, 3, last));
    for (last, note) in [(17, true), (12, false)] {
        let event = &mut picture.resolution.events[0];
        event.status = EventStatus::Planned;
        event.date.as_mut().unwrap().edtf = days(last);
        let text = lines(&picture).join("\n");
        assert_eq!(text.contains("Date not exact"), note, "{text}");
        assert_eq!(text.contains("STATUS:CONFIRMED"), !note);
    }
}

#[test]
fn what_has_no_day_is_no_entry() {
    let mut picture = picture();
    let dates = [None, Some(Edtf::month(2024, 2)), Some(Edtf::year(2024))];
    for date in dates {
        let event = &mut picture.resolution.events[0];
        event.status = EventStatus::Happened;
        event.date = event
            .date
            .take()
            .zip(date)
            .map(|(when, edtf)| EventWhen { edtf, ..when });
        assert!(pages(&picture.site()).is_empty(), "{date:?}");
        event_again(&mut picture);
    }
}

fn event_again(picture: &mut Picture) {
    picture.resolution.events = super::super::sample::picture().resolution.events;
}
