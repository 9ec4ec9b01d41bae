//! The editors' word: overlays, decisions, repairs, and what no longer applies.

use crate::content::article::{DateFix, MentionFix, QuoteFix, WikiLink};
use crate::content::editorial::Action;
use crate::extract::facts::EventStatus::{CalledOff, Happened};
use crate::extract::facts::EventType::Meet;
use crate::resolve::testing::{Draft, actor_slugs, article, event_slugs, place, site, slug};
use crate::resolve::{ActorKind, LinkTarget, Origin};
use crate::text::Span;

fn meeting() -> Draft {
    article(
        "a",
        "2018-06-02",
        "T\nMike Pompeo met Kim Yong Chol in New York on May 31. The envoy left.",
    )
    .person("Mike Pompeo")
    .person("Kim Yong Chol")
    .place("New York")
    .event(
        ("met", Meet, Happened),
        &["Mike Pompeo", "Kim Yong Chol"],
        Some(("May 31", "2018-05-31")),
        Some("New York"),
    )
}

#[test]
fn a_merge_leaves_a_redirect_and_one_page() {
    let picture = site([
        article("a", "2018-03-09", "T\nSuh Hoon spoke.").person("Suh Hoon"),
        article("b", "2018-04-27", "T\nSeo Hoon spoke.").person("Seo Hoon"),
    ])
    .decide(Action::Merge {
        slugs: vec![slug("suh-hoon"), slug("seo-hoon")],
        keep: slug("suh-hoon"),
    })
    .picture();
    assert_eq!(actor_slugs(&picture), ["suh-hoon"]);
    assert_eq!(picture.actors[0].aliases, ["Seo Hoon"]);
    assert_eq!(picture.actors[0].articles.len(), 2);
    assert_eq!(picture.redirects[0].from, "/actors/seo-hoon/");
    assert_eq!(picture.redirects[0].to, "/actors/suh-hoon/");
}

#[test]
fn decisions_that_apply_to_nothing_are_reported() {
    let site = site([meeting()])
        .decide(Action::Hide(slug("mike-pomepo")))
        .decide(Action::Rename {
            from: slug("mike-pompeo"),
            to: slug("michael-pompeo"),
        })
        .decide(Action::Distinct(vec![
            slug("kim-yong-chol"),
            slug("kim-yong-nam"),
        ]))
        .decide(Action::Confirm(slug("new-york")));
    let (picture, diagnostics) = site.resolve();
    assert_eq!(
        actor_slugs(&picture),
        ["kim-yong-chol", "michael-pompeo", "new-york"]
    );
    assert_eq!(site.codes(), ["decision/orphaned", "decision/orphaned"]);
    assert_eq!(diagnostics[0].place, place());
    assert!(diagnostics[1].message.contains("kim-yong-nam"));
}

#[test]
fn hidden_actors_have_no_page_and_no_links() {
    let picture = site([meeting()])
        .decide(Action::Hide(slug("new-york")))
        .picture();
    assert_eq!(actor_slugs(&picture), ["kim-yong-chol", "mike-pompeo"]);
    assert_eq!(picture.events[0].place, None);
    assert_eq!(picture.articles[0].mentions[2], None);
}

#[test]
fn an_actor_file_names_joins_and_introduces() {
    let site = site([
        article("a", "2018-03-09", "T\nKim Yong-chol spoke.").person("Kim Yong-chol"),
        article("b", "2018-03-10", "T\nGeneral Kim Yong Chul spoke.").person("Kim Yong Chul"),
    ])
    .actor_file("kim-yong-chol", |file| {
        file.name = Some("Kim Yong Chol".into());
        file.aliases = vec!["Kim Yong Chul".into()];
    })
    .actor_file("nobody-at-all", |file| file.kind = Some(ActorKind::Person));
    let picture = site.picture();
    assert_eq!(actor_slugs(&picture), ["kim-yong-chol", "nobody-at-all"]);
    assert_eq!(picture.actors[0].name, "Kim Yong Chol");
    assert_eq!(picture.actors[0].articles.len(), 2);
    assert_eq!(picture.actors[1].name, "Nobody At All");
    assert_eq!(site.codes(), ["editor/unknown-actor"]);
}

#[test]
fn weak_aliases_of_an_editor_link_inside_articles_that_name_the_actor() {
    let with_envoy = |draft: Draft| {
        let mut draft = draft.surname("envoy");
        for mention in &mut draft.facts.mentions {
            if mention
                .referent
                .is_some_and(|referent| !draft.facts.referents[referent.ix()].is_full)
            {
                mention.referent = None;
            }
        }
        draft
    };
    let picture = site([
        with_envoy(meeting()),
        with_envoy(article("b", "2018-07-01", "T\nThe envoy slept.")),
    ])
    .actor_file("kim-yong-chol", |file| {
        file.weak_aliases = vec!["the envoy".into()]
    })
    .picture();
    let kim = crate::resolve::ActorId(0);
    assert_eq!(picture.articles[0].mentions[3], Some(kim));
    assert_eq!(picture.articles[1].mentions, [None]);
}

#[test]
fn repairs_win_and_orphans_are_reported() {
    let draft = meeting().quote("left", None).with(|article| {
        let fix = |text: &str, actor: Option<&str>| MentionFix {
            text: text.into(),
            nth: None,
            actor: actor.map(slug),
            place: place(),
        };
        article.fixes.mentions = vec![
            fix("The envoy", Some("kim-yong-chol")),
            fix("New York", None),
            fix("nowhere", Some("kim-yong-chol")),
            fix("Mike Pompeo", Some("mike-pence")),
        ];
        article.fixes.dates = vec![DateFix {
            text: "May 31".into(),
            nth: None,
            edtf: "2018-05-30".parse().unwrap(),
            place: place(),
        }];
        article.fixes.quotes = vec![QuoteFix {
            text: "left".into(),
            speaker: slug("mike-pompeo"),
            place: place(),
        }];
    });
    let site = site([draft]);
    let picture = site.picture();
    let links = &picture.articles[0];
    assert_eq!(links.added_mentions.len(), 1);
    assert_eq!(links.mentions[2], None);
    assert_eq!(
        links.dates[0].map(|date| date.to_string()).as_deref(),
        Some("2018-05-30")
    );
    assert_eq!(
        event_slugs(&picture),
        ["2018-05-30-pompeo-kim-yong-chol-meet"]
    );
    assert!(matches!(picture.quotes[0].origin, Origin::Editor(_)));
    assert_eq!(site.codes(), ["fix/orphaned", "fix/orphaned"]);
}

#[test]
fn wikilinks_lead_to_anything_and_win() {
    let link = |start: usize, end: usize, target: &str| WikiLink {
        span: Span::new(start, end),
        target: target.into(),
        place: place(),
    };
    let draft = meeting().with(|article| {
        article.wikilinks = vec![
            link(2, 13, "kim-yong-chol"),
            link(46, 52, "2018-05-30"),
            link(54, 63, "a"),
            link(54, 63, "no-such-thing"),
        ];
    });
    let site = site([draft]);
    let picture = site.picture();
    let kim = crate::resolve::ActorId(0);
    assert_eq!(picture.articles[0].mentions[0], Some(kim));
    assert_eq!(
        picture.articles[0].wikilinks[..3],
        [
            Some(LinkTarget::Actor(kim)),
            Some(LinkTarget::Date("2018-05-30".parse().unwrap())),
            Some(LinkTarget::Article(crate::content::ArticleId(0)))
        ]
    );
    assert_eq!(site.codes(), ["fix/orphaned"]);
}

#[test]
fn a_split_gives_some_mentions_to_another() {
    let draft = |id: &str| article(id, "2018-06-01", "T\nJohn Smith spoke.").person("John Smith");
    let picture = site([draft("a"), draft("b")])
        .decide(Action::Split {
            actor: slug("john-smith"),
            mentions: vec!["b#s2".into()],
            to: slug("john-smith-baker"),
        })
        .picture();
    assert_eq!(actor_slugs(&picture), ["john-smith", "john-smith-baker"]);
    assert_eq!(picture.actors[1].name, "John Smith");
    assert_eq!(picture.actors[1].articles.len(), 1);
    assert_eq!(picture.actors[0].articles.len(), 1);
}

#[test]
fn values_that_an_editor_set_stand_before_reported_ones() {
    let picture = site([meeting()])
        .decide(Action::Set {
            event: slug("2018-05-31-pompeo-kim-yong-chol-meet"),
            edtf: Some("2018-05-30".parse().unwrap()),
            status: Some(CalledOff),
            location: None,
            source: Some("https://example.org/".into()),
        })
        .picture();
    let event = &picture.events[0];
    assert_eq!(event.status, CalledOff);
    assert_eq!(
        event
            .date
            .as_ref()
            .map(|when| when.edtf.to_string())
            .as_deref(),
        Some("2018-05-30")
    );
    assert_eq!(event.other_dates.len(), 1);
    assert_eq!(event.editor_source.as_deref(), Some("https://example.org/"));
}

#[test]
fn an_event_file_takes_the_event_that_it_describes() {
    let site = site([meeting()])
        .event_file("new-york-talks", |file| {
            file.name = Some("New York talks".into());
            file.event_type = Some(Meet);
            file.edtf = "2018-05-30/2018-05-31".parse().ok();
            file.participants = vec![
                slug("mike-pompeo"),
                slug("kim-yong-chol"),
                slug("kim-yong-cho"),
            ];
        })
        .event_file("another-thing", |_| {});
    let picture = site.picture();
    assert_eq!(event_slugs(&picture), ["new-york-talks"]);
    assert_eq!(picture.events[0].title, "New York talks");
    assert_eq!(picture.events[0].reports.len(), 1);
    assert_eq!(
        picture.redirects[0].from,
        "/events/2018-05-31-pompeo-kim-yong-chol-meet/"
    );
    assert_eq!(
        site.codes(),
        ["editor/unknown-actor", "editor/unknown-event"]
    );
}
