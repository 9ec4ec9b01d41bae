//! A small site made by hand, for the tests of pages.

use super::{Page, PageKind, Site, Theme};
use crate::config::Config;
use crate::content::article::{Article, ArticleId, Fixes, License, Markup, Published};
use crate::content::editorial::{Briefing, Chapter, Correction, Editorial, FreePage, Prose};
use crate::content::walk;
use crate::date::Edtf;
use crate::diag::Place;
use crate::extract::ArticleFacts;
use crate::extract::facts::*;
use crate::extract::token;
use crate::resolve::*;
use crate::slug::Slug;
use crate::text::{Block, BlockKind, PlainText, Span};
use jiff::civil::{Date, date};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A site that owns its parts.
#[derive(Debug, Default)]
pub struct Owned {
    pub config: Config,
    pub articles: Vec<Arc<Article>>,
    pub facts: Vec<Arc<ArticleFacts>>,
    pub resolution: Resolution,
    pub editorial: Editorial,
    pub as_of: Option<Date>,
}

impl Owned {
    pub fn site(&self) -> Site<'_> {
        Site {
            config: &self.config,
            articles: &self.articles,
            facts: &self.facts,
            resolution: &self.resolution,
            editorial: &self.editorial,
            as_of: self.as_of,
            carried: None,
        }
    }

    /// Renders every page; panics when one does not render.
    pub fn render(&self) -> Vec<(Page, String)> {
        let (site, theme) = (self.site(), Theme::embedded().unwrap());
        let pages = super::plan(&site, &theme).unwrap();
        pages
            .into_iter()
            .map(|page| {
                let made = super::render(&page, &site, &theme);
                let made = made.unwrap_or_else(|error| panic!("{}: {error}", page.path));
                (page, String::from_utf8_lossy(&made.bytes).into_owned())
            })
            .collect()
    }

    /// Renders one page.
    pub fn page(&self, permalink: &str) -> String {
        let (site, theme) = (self.site(), Theme::embedded().unwrap());
        let pages = super::plan(&site, &theme).unwrap();
        let page = pages.iter().find(|page| page.permalink == permalink);
        let page = page.unwrap_or_else(|| panic!("no page {permalink}"));
        String::from_utf8(super::render(page, &site, &theme).unwrap().bytes).unwrap()
    }

    /// Adds an article with sentences and no other facts.
    pub fn article(&mut self, slug: &str, title: &str, day: Option<Date>, body: &str) -> ArticleId {
        let id = ArticleId(self.articles.len() as u32);
        let head = PlainText {
            text: title.to_owned(),
            blocks: vec![Block {
                span: Span::new(0, title.len()),
                kind: BlockKind::Title,
            }],
            runs: Vec::new(),
        };
        let mut article = Article {
            id,
            path: PathBuf::from(format!("content/articles/{slug}.md")),
            slug: Slug::parse(slug).unwrap(),
            title: title.into(),
            subtitle: None,
            date: day.map(|day| Published { day, instant: None }),
            updated: None,
            authors: vec!["Jane Roe".into()],
            publisher: Some("Harbor Wire".into()),
            url: Some("https://example.org/original".into()),
            lang: "en".into(),
            license: License::Full,
            summary: None,
            tags: Vec::new(),
            stories: Vec::new(),
            not_stories: Vec::new(),
            actors: Vec::new(),
            draft: false,
            redirect_from: Vec::new(),
            fixes: Fixes::default(),
            extra: serde_json::Map::new(),
            markup: Markup::Markdown,
            source: body.into(),
            body: 0,
            text: head,
            wikilinks: Vec::new(),
        };
        let (text, _) = walk::collect(article.text.clone(), &article.source, article.walk());
        article.text = text;
        self.facts.push(Arc::new(ArticleFacts {
            sentences: token::tokenize(&article.document()).sentences,
            ..ArticleFacts::default()
        }));
        self.resolution.articles.push(ArticleLinks::default());
        self.articles.push(Arc::new(article));
        id
    }

    /// The span of the first occurrence of some words in an article.
    pub fn span(&self, id: ArticleId, words: &str) -> Span {
        let text = &self.articles[id.ix()].text.text;
        let at = text
            .find(words)
            .unwrap_or_else(|| panic!("no {words:?} in {text:?}"));
        Span::new(at, at + words.len())
    }

    /// The sentence of some words.
    pub fn sentence(&self, id: ArticleId, words: &str) -> SentenceRef {
        let at = self.span(id, words).start;
        SentenceRef {
            article: id,
            sentence: self.facts[id.ix()].sentence_at(at).unwrap(),
        }
    }

    /// Marks words as a mention of an actor.
    pub fn mention(&mut self, id: ArticleId, words: &str, class: MentionClass, actor: ActorId) {
        let span = self.span(id, words);
        let mention = Mention {
            span,
            kind: MentionKind::Person,
            class,
            referent: None,
            sentence: self.sentence(id, words).sentence,
            rule: Rule("test"),
        };
        Arc::make_mut(&mut self.facts[id.ix()])
            .mentions
            .push(mention);
        self.resolution.articles[id.ix()].mentions.push(Some(actor));
    }

    /// Marks words as a date.
    pub fn date(&mut self, id: ArticleId, words: &str, value: Edtf) -> DateIx {
        let mention = DateMention {
            span: self.span(id, words),
            value,
            timex: value.to_string(),
            anchor: Anchor::Publication,
            sentence: self.sentence(id, words).sentence,
            rule: Rule("test"),
        };
        Arc::make_mut(&mut self.facts[id.ix()]).dates.push(mention);
        self.resolution.articles[id.ix()].dates.push(Some(value));
        DateIx(self.facts[id.ix()].dates.len() as u32 - 1)
    }
}

pub fn actor(slug: &str, name: &str, kind: ActorKind) -> Actor {
    Actor {
        slug: Slug::parse(slug).unwrap(),
        kind,
        name: name.into(),
        sort_name: name.into(),
        aliases: Vec::new(),
        weak_aliases: Vec::new(),
        country: None,
        roles: Vec::new(),
        mentions: Vec::new(),
        articles: Vec::new(),
        first_seen: None,
        last_seen: None,
        events: Vec::new(),
        quotes: Vec::new(),
        stories: Vec::new(),
        appears_with: Vec::new(),
        not_same: Vec::new(),
        same_as: Vec::new(),
        pin: Vec::new(),
        introduction: None,
        editor_file: None,
    }
}

pub fn event(slug: &str, title: &str, status: EventStatus) -> Event {
    Event {
        slug: Slug::parse(slug).unwrap(),
        title: title.into(),
        title_origin: Origin::Derived("pattern"),
        event_type: EventType::Meet,
        status,
        overdue: false,
        history: Vec::new(),
        date: None,
        other_dates: Vec::new(),
        place: None,
        participants: Vec::new(),
        reports: Vec::new(),
        stories: Vec::new(),
        introduction: None,
        editor_source: None,
        editor_file: None,
    }
}

pub fn prose(markdown: &str) -> Prose {
    Prose {
        markdown: markdown.into(),
        place: Place::file(Path::new("content/briefings/2019-01-18.md")),
    }
}

fn when(edtf: Edtf, words: &str, sentence: SentenceRef) -> EventWhen {
    EventWhen {
        edtf,
        words: words.into(),
        anchor: Some(date(2019, 1, 18)),
        inherited: false,
        origin: Origin::Extracted(sentence),
    }
}

/// Two articles, three actors, three events, a story, quotes, a briefing and a page: something of everything.
pub fn full() -> Owned {
    let mut site = Owned {
        config: Config {
            title: "Harbor Briefing".into(),
            description: "Two envoys, one bridge.".into(),
            base_url: Some("https://example.org/briefing/".into()),
            ..Config::default()
        },
        as_of: Some(date(2019, 2, 1)),
        ..Owned::default()
    };
    let berg = ActorId(0);
    let oslo = ActorId(2);
    site.resolution.actors = vec![
        actor("anna-berg", "Anna Berg", ActorKind::Person),
        actor("carl-lund", "Carl Lund", ActorKind::Person),
        actor("oslo", "Oslo", ActorKind::Place),
    ];
    let first = site.article(
        "envoys-meet",
        "Envoys meet <in> Oslo & talk",
        Some(date(2019, 1, 16)),
        "Foreign Minister Anna Berg met *envoy Carl* Lund in Oslo on Monday. \"We made progress,\" Berg said.\n\n\
         ## Next\n\nThe [[carl-lund|envoy]] will return in March[^1].\n\nA third paragraph.\n\n[^1]: Not sure.\n",
    );
    let second = site.article(
        "talks-off",
        "Talks called off",
        Some(date(2019, 1, 18)),
        "The March meeting of Berg and Lund was called off, her office said. They had met last week.\n",
    );
    site.article(
        "undated",
        "Undated note",
        None,
        "A note on the year 1953.\n",
    );
    site.date(ArticleId(2), "1953", Edtf::year(1953));
    site.mention(first, "Anna Berg", MentionClass::Name, berg);
    site.mention(first, "Carl Lund", MentionClass::Name, ActorId(1));
    site.mention(first, "Oslo on", MentionClass::Name, oslo);
    let monday = site.date(first, "Monday", Edtf::day(date(2019, 1, 14)));
    site.date(first, "March", Edtf::month(2019, 3));
    let met = site.sentence(first, "met *".trim_end_matches('*'));
    let will = site.sentence(first, "will return");
    let off = site.sentence(second, "was called off");
    let last_week = site.sentence(second, "last week");
    add_events(&mut site, monday, [met, will, off, last_week]);
    add_actors(&mut site, met, off);
    add_story(&mut site, met, off);
    add_editorial(&mut site);
    site
}

fn add_events(site: &mut Owned, monday: DateIx, [met, will, off, last_week]: [SentenceRef; 4]) {
    let report = |sentence, mention, status| EventReport {
        sentence,
        event_mention: mention,
        status,
        source: None,
    };
    let trigger = site.span(met.article, "met");
    Arc::make_mut(&mut site.facts[0]).events.push(EventMention {
        trigger,
        event_type: EventType::Meet,
        status: EventStatus::Happened,
        participants: Vec::new(),
        phrase: None,
        date: Some(EventDate {
            date: monday,
            inherited: false,
        }),
        place: None,
        source: None,
        sentence: met.sentence,
        rule: Rule("test"),
    });
    let mut happened = event(
        "berg-lund-oslo-2019-01-14",
        "Anna Berg and Carl Lund meet in Oslo",
        EventStatus::Happened,
    );
    happened.date = Some(when(Edtf::day(date(2019, 1, 14)), "Monday", met));
    happened.other_dates = vec![when(
        Edtf::days(date(2019, 1, 7), date(2019, 1, 13)),
        "last week",
        last_week,
    )];
    happened.place = Some(ActorId(2));
    happened.participants = vec![
        Participant {
            actor: ActorId(0),
            role: ParticipantRole::Agent,
            evidence: Some(met),
        },
        Participant {
            actor: ActorId(1),
            role: ParticipantRole::Counterpart,
            evidence: None,
        },
    ];
    happened.reports = vec![
        report(met, 0, EventStatus::Happened),
        report(last_week, 0, EventStatus::Happened),
    ];
    happened.stories = vec![StoryId(0)];
    let mut cancelled = event(
        "berg-lund-2019-03",
        "Anna Berg and Carl Lund meet",
        EventStatus::CalledOff,
    );
    cancelled.date = Some(when(Edtf::month(2019, 3), "in March", will));
    cancelled.history = vec![
        StatusReport {
            status: EventStatus::Planned,
            as_of: Some(date(2019, 1, 16)),
            evidence: will,
        },
        StatusReport {
            status: EventStatus::CalledOff,
            as_of: Some(date(2019, 1, 18)),
            evidence: off,
        },
    ];
    cancelled.reports = vec![
        report(will, 9, EventStatus::Planned),
        report(off, 0, EventStatus::CalledOff),
    ];
    let mut planned = event("bridge-opening", "Bridge opens", EventStatus::Planned);
    planned.overdue = true;
    planned.editor_source = Some("https://example.org/plan".into());
    planned.introduction = Some(prose("Seen in [[envoys-meet#s2|the first report]]."));
    site.resolution.events = vec![happened, cancelled, planned];
    site.resolution.articles[0].events = vec![EventId(0), EventId(1)];
    site.resolution.articles[1].events = vec![EventId(1), EventId(0)];
}

fn add_actors(site: &mut Owned, met: SentenceRef, off: SentenceRef) {
    let said = site.span(met.article, "We made progress,");
    let sentence = site.sentence(met.article, "We made progress").sentence;
    Arc::make_mut(&mut site.facts[0]).quotes.push(Quote {
        span: said,
        kind: QuoteKind::Direct,
        speaker: None,
        speaker_text: None,
        cue: None,
        relay: None,
        sentence,
        rule: Rule("test"),
    });
    site.resolution.quotes.push(ResolvedQuote {
        article: met.article,
        quote: 0,
        speaker: Some(ActorId(0)),
        speaker_words: None,
        relay: Some(ActorId(1)),
        origin: Origin::Derived("speaker"),
    });
    site.resolution.articles[0].quotes = vec![QuoteId(0)];
    site.resolution.articles[0].actors = vec![(ActorId(0), 2), (ActorId(1), 2), (ActorId(2), 1)];
    site.resolution.articles[1].actors = vec![(ActorId(0), 1)];
    let berg = &mut site.resolution.actors[0];
    berg.aliases = vec!["Anna B. Berg".into()];
    berg.roles = vec![
        ActorRole {
            title: "foreign minister".into(),
            of: Some("Norway".into()),
            of_actor: Some(ActorId(2)),
            status: RoleStatus::Former,
            first_seen: Some(date(2019, 1, 16)),
            last_seen: Some(date(2019, 1, 18)),
            evidence: vec![met, off],
            origin: Origin::Extracted(met),
        },
        ActorRole {
            title: "chair".into(),
            of: None,
            of_actor: None,
            status: RoleStatus::Current,
            first_seen: None,
            last_seen: None,
            evidence: Vec::new(),
            origin: Origin::Editor(Place::file(Path::new("content/actors/anna-berg.md"))),
        },
    ];
    berg.articles = vec![ArticleId(0), ArticleId(1)];
    berg.first_seen = Some(date(2019, 1, 16));
    berg.last_seen = Some(date(2019, 1, 18));
    berg.events = vec![EventId(0), EventId(1), EventId(2)];
    berg.quotes = vec![QuoteId(0)];
    berg.stories = vec![StoryId(0)];
    berg.appears_with = vec![(ActorId(1), 2)];
    berg.not_same = vec![ActorId(1)];
    berg.same_as = vec![
        "https://www.wikidata.org/wiki/Q1".into(),
        "javascript:alert(1)".into(),
    ];
    berg.pin = vec![Slug::parse("envoys-meet").unwrap()];
    berg.introduction = Some(prose("An *introduction*. [[nobody|No link]]."));
    site.resolution.actors[2].events = vec![EventId(0)];
}

fn add_story(site: &mut Owned, met: SentenceRef, off: SentenceRef) {
    let cited = |text: &str, evidence| Cited {
        text: text.into(),
        evidence,
        origin: Origin::Editor(Place::file(Path::new("content/stories/talks.md"))),
    };
    site.resolution.stories.push(Story {
        slug: Slug::parse("talks").unwrap(),
        name: "The talks".into(),
        name_origin: Origin::Derived("headline"),
        status: Some("active".into()),
        articles: vec![ArticleId(0), ArticleId(1)],
        copies: vec![vec![ArticleId(0), ArticleId(1)]],
        independent: 1,
        events: vec![EventId(0), EventId(1), EventId(2)],
        actors: vec![(ActorId(0), 2), (ActorId(1), 1), (ActorId(2), 1)],
        quotes: vec![QuoteId(0)],
        first: Some(date(2019, 1, 16)),
        last: Some(date(2019, 1, 18)),
        key_points: vec![
            cited("They met.", vec![met]),
            cited("It was called off.", vec![off]),
        ],
        open_questions: vec![cited("Will they meet again?", vec![])],
        watch: vec![cited("The bridge.", vec![off])],
        chapters: vec![Chapter {
            name: "January".into(),
            from: Some(Edtf::month(2019, 1)),
            to: Some(Edtf::month(2019, 1)),
        }],
        introduction: Some(prose("What this is about.")),
        editor_file: None,
    });
    site.resolution.articles[0].stories = vec![StoryId(0)];
    site.resolution.articles[1].stories = vec![StoryId(0)];
    site.resolution.articles[1].copy_of = Some(ArticleId(0));
    site.resolution.redirects.push(Redirect {
        from: "/actors/a-berg/".into(),
        to: "/actors/anna-berg/".into(),
    });
}

fn add_editorial(site: &mut Owned) {
    Arc::make_mut(&mut site.articles[0]).redirect_from = vec!["/old/".into()];
    site.editorial.briefings = vec![
        Briefing {
            date: date(2019, 1, 17),
            title: "Thursday".into(),
            body: prose("Quiet."),
        },
        Briefing {
            date: date(2019, 1, 18),
            title: "Friday".into(),
            body: prose(
                "# Key\n\n[[anna-berg|Berg]] and [[event/bridge-opening|the bridge]], [[nobody|who?]] <script>x</script>",
            ),
        },
    ];
    site.editorial.pages = vec![FreePage {
        slug: Slug::parse("imprint").unwrap(),
        title: "Imprint".into(),
        body: prose("Who we are."),
    }];
    site.editorial.corrections = vec![Correction {
        date: date(2019, 1, 19),
        page: "/actors/anna-berg/".into(),
        was: "minister".into(),
        now: "former minister".into(),
        because: Some("a reader wrote".into()),
    }];
}

/// True for pages that are HTML.
pub fn is_html(page: &Page) -> bool {
    page.is_listed() || matches!(page.kind, PageKind::NotFound | PageKind::Redirect(_))
}
