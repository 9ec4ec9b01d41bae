//! The same picture whatever comes first, and permalinks that a further article leaves alone.

use crate::extract::facts::EventStatus::Happened;
use crate::extract::facts::EventType::Meet;
use crate::resolve::testing::{Draft, Site, actor_slugs, article, event_slugs, site};

fn drafts() -> Vec<Draft> {
    let meet = |id: &str, day: &str, other: &str| {
        article(
            id,
            day,
            &format!("T {other}\nMike Pompeo met {other} in Seoul on June 1 over tariffs."),
        )
        .person("Mike Pompeo")
        .person(other)
        .place("Seoul")
        .role("Mike Pompeo", "secretary of state", None)
        .event(
            ("met", Meet, Happened),
            &["Mike Pompeo", other],
            Some(("June 1", "2018-06-01")),
            Some("Seoul"),
        )
    };
    vec![
        meet("a", "2018-06-02", "Moon Jae-in"),
        meet("b", "2018-06-02", "Kang Kyung-wha"),
        meet("c", "2018-06-03", "Moon Jae In"),
        meet("d", "", "Taro Kono"),
    ]
}

fn print(site: &Site) -> String {
    let (picture, diagnostics) = site.resolve();
    format!("{picture:#?}{diagnostics:#?}")
}

#[test]
fn the_order_of_files_does_not_matter() {
    let forward = print(&site(drafts()));
    let backward = print(&site(drafts().into_iter().rev()));
    assert_eq!(forward, backward);
}

#[test]
fn a_further_article_renames_nothing() {
    let all = drafts();
    let before = site(all[..3].to_vec()).picture();
    let after = site(all).picture();
    for slug in actor_slugs(&before) {
        assert!(actor_slugs(&after).contains(&slug), "{slug}");
    }
    for slug in event_slugs(&before) {
        assert!(event_slugs(&after).contains(&slug), "{slug}");
    }
    assert_eq!(event_slugs(&before).len(), 2);
}

#[test]
fn every_link_points_into_the_lists() {
    let picture = site(drafts()).picture();
    assert_eq!(picture.articles.len(), 4);
    assert!(actor_slugs(&picture).is_sorted());
    for (ix, actor) in picture.actors.iter().enumerate() {
        for event in &actor.events {
            let event = &picture.events[event.ix()];
            let takes_part = event
                .participants
                .iter()
                .any(|participant| participant.actor.ix() == ix);
            assert!(takes_part || event.place.is_some_and(|place| place.ix() == ix));
        }
    }
}
