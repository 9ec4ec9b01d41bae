//! Threads, copies, key points.

use crate::resolve::Origin;
use crate::resolve::testing::{Draft, article, cited, site, slug};

const KOREA: [&str; 3] = [
    "Kim and Trump agree to summit\nThe nuclear summit between Kim and Trump will discuss the missile freeze and denuclearization of the peninsula.",
    "Summit sherpas meet\nEnvoys prepared the nuclear summit and argued over denuclearization and a missile freeze on the peninsula.",
    "Summit ends early\nThe nuclear summit on denuclearization ended without a deal on sanctions or the missile freeze on the peninsula.",
];
const MACEDONIA: [&str; 2] = [
    "Skopje votes on name\nVoters in Macedonia decided about the name agreement with Greece in a referendum with low turnout.",
    "Athens ratifies name\nParliament in Greece ratified the name agreement with Macedonia after the referendum turnout dispute.",
];

fn drafts() -> Vec<Draft> {
    vec![
        article("k1", "2018-05-10", KOREA[0]),
        article("k2", "2018-05-20", KOREA[1]),
        article("m1", "2018-05-21", MACEDONIA[0]),
        article("m2", "2018-06-01", MACEDONIA[1]),
        article("k3", "2018-06-13", KOREA[2]),
        article(
            "x",
            "2018-06-14",
            "Baker wins prize\nA baker in Lyon took the golden loaf for her rye bread.",
        ),
    ]
}

#[test]
fn two_stories_are_told_apart_and_a_single_article_is_none() {
    let picture = site(drafts()).picture();
    let stories: Vec<(&str, usize)> = picture
        .stories
        .iter()
        .map(|story| (story.slug.as_str(), story.articles.len()))
        .collect();
    assert_eq!(stories, [("k1", 3), ("m1", 2)]);
    let korea = &picture.stories[0];
    assert!(KOREA.iter().any(|text| text.starts_with(&korea.name)));
    assert_eq!(korea.key_points.len(), 3);
    assert!(
        korea.key_points[0]
            .text
            .starts_with("The nuclear summit on denuclearization ended")
    );
    assert!(matches!(korea.key_points[0].origin, Origin::Extracted(_)));
    assert!(picture.articles[5].stories.is_empty());
}

#[test]
fn front_matter_forces_in_and_keeps_out() {
    let mut all = drafts();
    all[5].article.stories.push(slug("k1"));
    all[4].article.not_stories.push(slug("k1"));
    let picture = site(all).picture();
    let ids: Vec<u32> = picture.stories[0].articles.iter().map(|id| id.0).collect();
    assert_eq!(ids, [0, 1, 5]);
}

#[test]
fn an_editors_story_takes_its_articles_and_leads_on() {
    let site = site(drafts()).story_file("korea-talks", |file| {
        file.name = Some("Korea talks".into());
        file.seed_keywords = vec!["summit".into()];
        file.exclude = vec![slug("k2"), slug("k9")];
        file.key_points = vec![cited(
            "It ended.",
            &[
                "k3#The nuclear summit on",
                "k3#s2",
                "k3",
                "k3#nowhere",
                "k8#s1",
            ],
        )];
    });
    let (picture, _) = site.resolve();
    let story = &picture.stories[0];
    assert_eq!(
        (story.slug.as_str(), story.name.as_str()),
        ("korea-talks", "Korea talks")
    );
    assert_eq!(story.articles.len(), 2);
    assert_eq!(story.key_points[0].evidence.len(), 3);
    assert_eq!(
        story.key_points[0].evidence[0],
        story.key_points[0].evidence[1]
    );
    assert_eq!(picture.redirects[0].from, "/stories/k1/");
    assert_eq!(picture.redirects[0].to, "/stories/korea-talks/");
    assert_eq!(
        site.codes(),
        [
            "evidence/not-found",
            "evidence/not-found",
            "story/unknown-article"
        ]
    );
}

#[test]
fn wire_copies_are_collapsed() {
    let text = "Envoys meet\nThe envoys of both sides met on Monday in a hotel by the river and talked for three hours about a freeze of tests, \
                about inspectors and about the date of the next round, which is to be held before the end of the month in another city.";
    let copy = text
        .replace("Envoys meet", "Envoys talk")
        .replace("in a hotel by the river", "in a hotel");
    let other = "Envoys meet\nBoth delegations sat down this week. The talks by the river turned on inspectors, on a freeze of tests and on the \
                 date of another round, which the hosts would like to see before the month is out, although no city was named for it.";
    let picture = site([
        article("a", "2018-08-24", text),
        article("b", "2018-08-25", &copy),
        article("c", "2018-08-25", other),
    ])
    .picture();
    assert_eq!(
        picture.articles[1].copy_of,
        Some(crate::content::ArticleId(0))
    );
    assert_eq!(picture.articles[2].copy_of, None);
    let story = &picture.stories[0];
    assert_eq!((story.articles.len(), story.independent), (3, 2));
    assert_eq!(
        story.copies,
        [vec![
            crate::content::ArticleId(0),
            crate::content::ArticleId(1)
        ]]
    );
}
