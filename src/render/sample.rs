//! A small picture made by hand, for the tests of everything that leaves the site.

use super::Site;
use crate::config::Config;
use crate::content::article::{Article, ArticleId, Fixes, Markup, Published};
use crate::content::{Editorial, editorial::Prose};
use crate::date::Edtf;
use crate::diag::Place;
use crate::extract::ArticleFacts;
use crate::extract::facts::{
    ParticipantRole, Quote, QuoteKind, RoleStatus, Rule, Sentence, SentenceIx,
};
use crate::kinds::{ActorKind, EventStatus, EventType, License};
use crate::resolve::{
    Actor, ActorId, ActorRole, ArticleLinks, Cited, Event, EventId, EventReport, EventWhen, Origin,
    Participant, QuoteId, Resolution, ResolvedQuote, SentenceRef, StatusReport, Story, StoryId,
};
use crate::slug::Slug;
use crate::text::{Block, BlockKind, PlainText, Span};
use jiff::civil::{Date, date};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Everything that a [`Site`] borrows.
pub struct Picture {
    pub config: Config,
    pub articles: Vec<Arc<Article>>,
    pub facts: Vec<Arc<ArticleFacts>>,
    pub resolution: Resolution,
    pub editorial: Editorial,
}

impl Picture {
    pub fn site(&self) -> Site<'_> {
        Site {
            config: &self.config,
            articles: &self.articles,
            facts: &self.facts,
            resolution: &self.resolution,
            editorial: &self.editorial,
            as_of: Some(date(2024, 3, 8)),
            carried: None,
        }
    }

    /// Adds an article; the first line is the title, each other line a paragraph of one or more sentences.
    fn add(&mut self, slug: &str, day: Option<Date>, license: License, text: &str) {
        let id = ArticleId(self.articles.len() as u32);
        let mut facts = ArticleFacts::default();
        let mut blocks = Vec::new();
        let mut start = 0;
        for (ix, line) in text.split('\n').enumerate() {
            let kind = if ix == 0 {
                BlockKind::Title
            } else {
                BlockKind::Paragraph
            };
            blocks.push(Block {
                span: Span::new(start, start + line.len()),
                kind,
            });
            let mut from = start;
            for sentence in line.split_inclusive(". ") {
                let span = Span::new(from, from + sentence.trim_end().len());
                let block = ix as u32;
                facts.sentences.push(Sentence { span, block });
                from += sentence.len();
            }
            start += line.len() + 1;
        }
        self.facts.push(Arc::new(facts));
        self.articles
            .push(Arc::new(article(id, slug, day, license, text, blocks)));
    }

    /// The sentence with these words.
    fn sentence(&self, article: usize, words: &str) -> SentenceRef {
        let at = self.articles[article].text.text.find(words).unwrap() as u32;
        SentenceRef {
            article: ArticleId(article as u32),
            sentence: self.facts[article].sentence_at(at).unwrap(),
        }
    }

    /// Adds a quotation with these words.
    fn quote(&mut self, article: usize, words: &str, speaker: Option<ActorId>) {
        let start = self.articles[article].text.text.find(words).unwrap();
        let facts = Arc::make_mut(&mut self.facts[article]);
        let sentence = facts.sentence_at(start as u32).unwrap();
        facts.quotes.push(Quote {
            span: Span::new(start, start + words.len()),
            kind: QuoteKind::Direct,
            speaker: None,
            speaker_text: None,
            cue: None,
            relay: None,
            sentence,
            rule: Rule("test"),
        });
        let article = ArticleId(article as u32);
        self.resolution.quotes.push(ResolvedQuote {
            article,
            quote: 0,
            speaker,
            speaker_words: None,
            relay: None,
            origin: Origin::Extracted(SentenceRef { article, sentence }),
        });
    }
}

pub fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn article(
    id: ArticleId,
    slug_text: &str,
    day: Option<Date>,
    license: License,
    text: &str,
    blocks: Vec<Block>,
) -> Article {
    Article {
        id,
        path: PathBuf::from(format!("content/articles/{slug_text}.md")),
        slug: slug(slug_text),
        title: text.lines().next().unwrap().to_owned(),
        subtitle: None,
        date: day.map(|day| Published { day, instant: None }),
        updated: None,
        authors: vec!["Ann & Bo".into()],
        publisher: Some("Harbor Wire".into()),
        url: Some("https://example.org/a?b=1&c=2".into()),
        lang: "en".into(),
        license,
        summary: None,
        tags: vec!["bridges".into()],
        stories: Vec::new(),
        not_stories: Vec::new(),
        actors: Vec::new(),
        draft: false,
        redirect_from: Vec::new(),
        fixes: Fixes::default(),
        extra: serde_json::Map::new(),
        markup: Markup::Plain,
        source: text.into(),
        body: 0,
        text: PlainText {
            text: text.into(),
            blocks,
            runs: Vec::new(),
        },
        wikilinks: Vec::new(),
    }
}

/// Three articles, one of them undated and two of restricted license; a mayor, a city, an event and a story.
pub fn picture() -> Picture {
    let mut picture = Picture {
        config: Config::default(),
        articles: Vec::new(),
        facts: Vec::new(),
        resolution: Resolution::default(),
        editorial: Editorial::default(),
    };
    picture.add(
        "bridge-opens",
        Some(date(2024, 3, 5)),
        License::Full,
        "Mayor opens <bridge> & \u{1}park\nMayor Anna Berg opened the bridge in Riga on Monday. She was late.\n“We built it. It will stand,” she said.",
    );
    picture.add(
        "bridge-shut",
        Some(date(2024, 3, 7)),
        License::QuoteOnly,
        "Bridge shut\nThe bridge closed on Thursday. The closure secret detail stays here.\n“It shook. We shut it. Ask nobody,” Berg said.",
    );
    picture.add(
        "undated",
        None,
        License::Excerpt,
        "No date\nNobody knows when.",
    );
    let opened = picture.sentence(0, "opened the bridge");
    let closed = picture.sentence(1, "closed on");
    picture.quote(0, "We built it. It will stand", Some(ActorId(0)));
    picture.quote(1, "It shook. We shut it. Ask nobody", Some(ActorId(0)));
    picture.resolution.actors = vec![
        actor("anna-berg", ActorKind::Person, "Anna Berg", opened),
        actor("riga", ActorKind::Place, "Riga", opened),
    ];
    picture.resolution.events = vec![event(opened, closed)];
    picture.resolution.stories = vec![story(opened)];
    for ix in 0..3 {
        picture.resolution.articles.push(links(ix));
    }
    picture
}

fn links(ix: u32) -> ArticleLinks {
    ArticleLinks {
        actors: vec![(ActorId(0), 2), (ActorId(1), 1)],
        events: vec![EventId(0)],
        quotes: (ix < 2).then_some(QuoteId(ix)).into_iter().collect(),
        stories: vec![StoryId(0)],
        ..ArticleLinks::default()
    }
}

fn actor(slug_text: &str, kind: ActorKind, name: &str, evidence: SentenceRef) -> Actor {
    Actor {
        slug: slug(slug_text),
        kind,
        name: name.into(),
        sort_name: name.into(),
        aliases: vec!["=Anna Berg-Ozols".into()],
        weak_aliases: vec!["Berg".into()],
        country: (kind == ActorKind::Place).then_some(*b"LV"),
        roles: vec![ActorRole {
            title: "mayor".into(),
            of: Some("Riga".into()),
            of_actor: Some(ActorId(1)),
            status: RoleStatus::Current,
            first_seen: Some(date(2024, 3, 5)),
            last_seen: Some(date(2024, 3, 5)),
            evidence: vec![evidence],
            origin: Origin::Extracted(evidence),
        }],
        mentions: Vec::new(),
        articles: vec![ArticleId(0), ArticleId(1), ArticleId(2)],
        first_seen: Some(date(2024, 3, 5)),
        last_seen: Some(date(2024, 3, 7)),
        events: vec![EventId(0)],
        quotes: vec![QuoteId(0), QuoteId(1)],
        stories: vec![StoryId(0)],
        appears_with: vec![(ActorId(1), 2)],
        not_same: vec![ActorId(1)],
        same_as: vec!["https://example.org/anna".into()],
        pin: Vec::new(),
        introduction: None,
        editor_file: None,
    }
}

fn event(opened: SentenceRef, closed: SentenceRef) -> Event {
    let report = |sentence| EventReport {
        sentence,
        event_mention: 0,
        status: EventStatus::Happened,
        source: None,
    };
    Event {
        slug: slug("bridge-opening"),
        title: "Opening of the bridge, in Riga; at last".into(),
        title_origin: Origin::Derived("pattern"),
        event_type: EventType::Other,
        status: EventStatus::Happened,
        overdue: false,
        history: vec![StatusReport {
            status: EventStatus::Happened,
            as_of: Some(date(2024, 3, 5)),
            evidence: opened,
        }],
        date: Some(EventWhen {
            edtf: Edtf::day(date(2024, 3, 4)),
            words: "Monday".into(),
            anchor: Some(date(2024, 3, 5)),
            inherited: false,
            origin: Origin::Extracted(opened),
        }),
        other_dates: Vec::new(),
        place: Some(ActorId(1)),
        participants: vec![Participant {
            actor: ActorId(0),
            role: ParticipantRole::Agent,
            evidence: Some(opened),
        }],
        reports: vec![report(opened), report(closed)],
        stories: vec![StoryId(0)],
        introduction: Some(Prose {
            markdown: "An *opening*.".into(),
            place: Place::file(Path::new("content/events/bridge-opening.md")),
        }),
        editor_source: None,
        editor_file: None,
    }
}

fn story(evidence: SentenceRef) -> Story {
    Story {
        slug: slug("the-bridge"),
        name: "The bridge".into(),
        name_origin: Origin::Editor(Place::file(Path::new("content/stories/the-bridge.md"))),
        status: Some("active".into()),
        articles: vec![ArticleId(0), ArticleId(1), ArticleId(2)],
        copies: vec![vec![ArticleId(0), ArticleId(1)]],
        independent: 2,
        events: vec![EventId(0)],
        actors: vec![(ActorId(0), 3)],
        quotes: vec![QuoteId(0), QuoteId(1)],
        first: Some(date(2024, 3, 5)),
        last: Some(date(2024, 3, 7)),
        key_points: vec![Cited {
            text: "It is open.".into(),
            evidence: vec![evidence],
            origin: Origin::Extracted(SentenceRef {
                sentence: SentenceIx(1),
                ..evidence
            }),
        }],
        open_questions: Vec::new(),
        watch: Vec::new(),
        chapters: Vec::new(),
        introduction: None,
        editor_file: None,
    }
}
