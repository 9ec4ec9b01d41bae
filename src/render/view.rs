//! What templates see. Every page kind has one view struct, built in one function and complete at birth; a template gets
//! `site` ([`SiteView`]) and `page`, nothing else.
//!
//! Links are relative and computed here, so that a theme never has to know where a page lives. A list item carries what
//! a list shows and no more; text is escaped by the templates, fields named `html` hold finished HTML.

use super::{FeedFormat, FeedScope, Site, feed, html, linked_data, permalink, words};
use crate::content::{Article, ArticleId};
use crate::date::Edtf;
use crate::extract::facts::EventStatus;
use crate::resolve::{
    Actor, ActorId, ActorKind, Event, EventId, EventWhen, Origin, QuoteId, SentenceRef, StoryId,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// Words with an address.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// The words.
    pub text: String,
    /// The address, relative to the page.
    pub href: String,
}

/// The site's frame around every page.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView<'a> {
    /// Name.
    pub title: &'a str,
    /// One sentence.
    pub description: &'a str,
    /// Language of the site's own words.
    pub lang: &'a str,
    /// Publisher.
    pub author: Option<&'a str>,
    /// Link to the front page.
    pub home: String,
    /// The main sections that have something to show.
    pub nav: Vec<NavItem>,
    /// Link to the style sheet.
    pub style: String,
    /// Link to the icon.
    pub icon: String,
    /// Link to the page on method and data.
    pub about: String,
    /// The editors' own pages.
    pub pages: Vec<Link>,
    /// The day that the site speaks for.
    pub as_of: Option<String>,
}

/// An entry of the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct NavItem {
    /// The words.
    pub text: &'static str,
    /// The address.
    pub href: String,
    /// True for the section of this page.
    pub current: bool,
}

/// What the head of every page needs.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// Title of the page, without the site's.
    pub title: String,
    /// Title of the window: with the site's, unless that makes it too long to be shown.
    pub full_title: String,
    /// Description for search engines and link previews.
    pub description: String,
    /// Language of the page.
    pub lang: String,
    /// Absolute address, when the site knows its own.
    pub canonical: Option<String>,
    /// Feeds that follow this page.
    pub feeds: Vec<FeedLink>,
    /// The way from the front page to here, without the page itself.
    pub crumbs: Vec<Link>,
    /// schema.org data as JSON, each safe inside a script element.
    pub json_ld: Vec<String>,
    /// The front page; none on the front page itself.
    pub home: Option<Link>,
    /// The way to this page as schema.org data, like `json_ld`.
    pub breadcrumbs: Option<String>,
    /// Absolute address of the picture for link previews, when the site knows its own address.
    pub image: Option<String>,
    /// Open Graph's word for what the page is: `article`, `profile` or `website`.
    pub og_type: &'static str,
    /// Publication day of an article: `2018-06-12`.
    pub published: Option<String>,
    /// Style hook: the name of the page kind.
    pub kind: &'static str,
}

/// A feed for the head of a page.
#[derive(Clone, Debug, Serialize)]
pub struct FeedLink {
    /// Title.
    pub title: String,
    /// Address.
    pub href: String,
    /// Media type.
    pub media_type: &'static str,
}

/// The way to the sentence behind a fact.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    /// The address of the sentence.
    pub href: String,
    /// The outlet, or the article's title.
    pub outlet: String,
    /// The article's date, short.
    pub date: Option<String>,
}

/// A date with its evidence.
#[derive(Clone, Debug, Serialize)]
pub struct When {
    /// In words: "June 2018".
    pub text: String,
    /// As EDTF: `2018-06`.
    pub edtf: String,
    /// For `<time>`, when HTML can say it.
    pub datetime: Option<String>,
    /// First and last, for two `<time>`, when HTML can say these.
    pub ends: Option<[String; 2]>,
    /// The words of the source: "last June".
    pub words: Option<String>,
    /// The day from which the words were reckoned.
    pub reckoned: Option<String>,
    /// Taken over from an earlier sentence of the paragraph.
    pub inherited: bool,
    /// Written by an editor.
    pub editor: bool,
    /// The sentence.
    pub source: Option<Source>,
}

/// An article in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleItem {
    /// Headline.
    pub title: String,
    /// Address.
    pub href: String,
    /// Day in words.
    pub day: Option<String>,
    /// Day for `<time>`.
    pub datetime: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Summary or deck.
    pub summary: Option<String>,
}

/// A status word.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct StatusView {
    /// "called off"
    pub text: &'static str,
    /// `called-off`
    pub class: &'static str,
}

/// An event in a list.
#[derive(Clone, Debug, Serialize)]
pub struct EventItem {
    /// Anchor on timelines: the slug.
    pub id: String,
    /// Title.
    pub title: String,
    /// Address.
    pub href: String,
    /// "meeting"
    pub kind: &'static str,
    /// Date.
    pub when: Option<When>,
    /// Status, unless it simply happened.
    pub status: Option<StatusView>,
    /// Planned for a day that has passed without a report.
    pub overdue: bool,
    /// Place.
    pub place: Option<Link>,
    /// The first reports, at most three.
    pub sources: Vec<Source>,
    /// How many more reports there are.
    pub more_sources: usize,
    /// An editor wrote it, and no article reports it.
    pub editor: bool,
}

/// A quotation in a list.
#[derive(Clone, Debug, Serialize)]
pub struct QuoteItem {
    /// The words, without marks.
    pub text: String,
    /// Who: an actor.
    pub speaker: Option<Link>,
    /// Who, without a name: "a U.S. official".
    pub speaker_words: Option<String>,
    /// Who passed it on.
    pub relay: Option<Link>,
    /// The speaker was named by an editor.
    pub editor: bool,
    /// The sentence.
    pub source: Source,
}

/// A story in a list.
#[derive(Clone, Debug, Serialize)]
pub struct StoryItem {
    /// Name.
    pub name: String,
    /// Address.
    pub href: String,
    /// "9 March 2018 to 2 March 2019"
    pub span: String,
    /// "16 articles"
    pub size: String,
    /// Its newest article.
    pub latest: Option<ArticleItem>,
    /// The editor's word on its state.
    pub status: Option<String>,
}

/// An actor in a cast.
#[derive(Clone, Debug, Serialize)]
pub struct CastItem {
    /// Name.
    pub name: String,
    /// Address.
    pub href: String,
    /// "person"
    pub kind: &'static str,
    /// Description, with its evidence.
    pub role: Option<RoleItem>,
    /// "in 5 articles"; empty where counts do not belong.
    pub count: String,
}

/// A description of an actor.
#[derive(Clone, Debug, Serialize)]
pub struct RoleItem {
    /// "former press secretary"
    pub title: String,
    /// "White House", unless the title says so.
    pub of: Option<String>,
    /// The page of the body behind the role.
    pub of_href: Option<String>,
    /// "18 January 2019 to 2 March 2019"
    pub span: String,
    /// Written by an editor.
    pub editor: bool,
    /// Sentences, at most three.
    pub sources: Vec<Source>,
    /// How many more sentences there are.
    pub more_sources: usize,
}

/// A sentence that rests on others.
#[derive(Clone, Debug, Serialize)]
pub struct CitedItem {
    /// The words.
    pub text: String,
    /// The evidence.
    pub sources: Vec<Source>,
    /// An editor wrote the words.
    pub editor: bool,
}

/// Where a page stands in a list of many.
#[derive(Clone, Debug, Serialize)]
pub struct Pager {
    /// This page, from 1.
    pub number: u32,
    /// All pages.
    pub total: u32,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// All pages by number, a long list with gaps.
    pub pages: Vec<PagerItem>,
}

/// A page number with its address.
#[derive(Clone, Debug, Serialize)]
pub struct PagerItem {
    /// "3", or "…" for a gap.
    pub text: String,
    /// The address; none for this page and for a gap.
    pub href: Option<String>,
}

/// Characters of a window's title that programs show.
const TITLE: usize = 100;

/// How many sources stand in a list item.
const SOURCES: usize = 3;

/// A page in the making: the site and the permalink that links start from.
#[derive(Clone, Copy, Debug)]
pub struct Maker<'a> {
    /// The site.
    pub site: &'a Site<'a>,
    /// The page's permalink.
    pub from: &'a str,
}

impl<'a> Maker<'a> {
    /// A relative link.
    pub fn href(&self, to: &str) -> String {
        permalink::relative(self.from, to)
    }

    /// The absolute address of a permalink, when the site knows its own.
    pub fn absolute(&self, to: &str) -> Option<String> {
        let base = self.site.config.base_url.as_deref()?;
        Some(format!("{}{to}", base.trim_end_matches('/')))
    }

    /// A relative link with words.
    pub fn link(&self, text: impl Into<String>, to: &str) -> Link {
        Link {
            text: text.into(),
            href: self.href(to),
        }
    }

    /// An article; `None` for an id that is none.
    pub fn article(&self, id: ArticleId) -> Option<&'a Article> {
        self.site.articles.get(id.ix()).map(std::sync::Arc::as_ref)
    }

    /// An actor; `None` for an id that is none.
    pub fn actor(&self, id: ActorId) -> Option<&'a Actor> {
        self.site.resolution.actors.get(id.ix())
    }

    /// An event; `None` for an id that is none.
    pub fn event(&self, id: EventId) -> Option<&'a Event> {
        self.site.resolution.events.get(id.ix())
    }

    /// An actor's name with its page.
    pub fn actor_link(&self, id: ActorId) -> Option<Link> {
        let actor = self.actor(id)?;
        Some(self.link(actor.name.clone(), &permalink::actor(actor)))
    }

    /// The words of a sentence.
    pub fn sentence_text(&self, sentence: SentenceRef) -> &'a str {
        let text = || {
            let facts = self.site.facts.get(sentence.article.ix())?;
            let found = facts.sentences.get(sentence.sentence.ix())?;
            Some(found.span.of(&self.article(sentence.article)?.text.text))
        };
        text().unwrap_or_default()
    }

    /// The way to a sentence.
    pub fn source(&self, sentence: SentenceRef) -> Option<Source> {
        let article = self.article(sentence.article)?;
        let outlet = article.publisher.clone();
        let href = self.href(&permalink::sentence(self.site, sentence));
        if href.starts_with('#') {
            return Some(Source {
                href,
                outlet: "in the text".into(),
                date: None,
            });
        }
        Some(Source {
            href,
            outlet: outlet.unwrap_or_else(|| shorten(&article.title, 40)),
            date: article.day().map(words::short_day),
        })
    }

    /// The ways to some sentences, one for each article, and how many were left out.
    pub fn sources(&self, sentences: impl Iterator<Item = SentenceRef>) -> (Vec<Source>, usize) {
        let mut sources = Vec::new();
        let mut last = None;
        let mut more = 0;
        for sentence in sentences {
            if last == Some(sentence.article) {
                continue;
            }
            last = Some(sentence.article);
            match sources.len() < SOURCES {
                true => sources.extend(self.source(sentence)),
                false => more += 1,
            }
        }
        (sources, more)
    }

    /// An article in a list.
    pub fn article_item(&self, id: ArticleId) -> Option<ArticleItem> {
        let article = self.article(id)?;
        let summary = article.summary.as_ref().or(article.subtitle.as_ref());
        Some(ArticleItem {
            title: article.title.clone(),
            href: self.href(&permalink::article(article)),
            day: article.day().map(words::day),
            datetime: article.day().map(|day| day.to_string()),
            outlet: article.publisher.clone(),
            summary: summary.map(|text| shorten(text, 220)),
        })
    }

    /// The newest of some articles (sorted by date, undated last), newest first, undated at the end.
    pub fn newest(&self, ids: &'a [ArticleId]) -> impl Iterator<Item = ArticleId> + use<'a> {
        let articles = self.site.articles;
        let dated = ids.partition_point(|id| {
            articles
                .get(id.ix())
                .is_some_and(|article| article.date.is_some())
        });
        let (dated, undated) = ids.split_at(dated);
        dated.iter().rev().chain(undated).copied()
    }

    /// The date of an event.
    pub fn when(&self, when: &EventWhen) -> When {
        let source = match &when.origin {
            Origin::Extracted(sentence) => self.source(*sentence),
            Origin::Editor(_) | Origin::Derived(_) => None,
        };
        When {
            words: (!when.words.is_empty()).then(|| when.words.clone()),
            reckoned: when.anchor.map(words::day),
            inherited: when.inherited,
            editor: matches!(when.origin, Origin::Editor(_)),
            source,
            ..When::of(&when.edtf)
        }
    }

    /// An event in a list.
    pub fn event_item(&self, id: EventId) -> Option<EventItem> {
        let event = self.event(id)?;
        let (sources, more_sources) =
            self.sources(event.reports.iter().map(|report| report.sentence));
        Some(EventItem {
            id: event.slug.to_string(),
            title: event.title.clone(),
            href: self.href(&permalink::event(event)),
            kind: words::event_type(event.event_type),
            when: event.date.as_ref().map(|when| self.when(when)),
            status: StatusView::unless_happened(event.status),
            overdue: event.overdue,
            place: event.place.and_then(|place| self.actor_link(place)),
            sources,
            more_sources,
            editor: event.reports.is_empty(),
        })
    }

    /// Events in a list.
    pub fn event_items(&self, ids: impl Iterator<Item = EventId>) -> Vec<EventItem> {
        ids.filter_map(|id| self.event_item(id)).collect()
    }

    /// A quotation in a list.
    pub fn quote_item(&self, id: QuoteId) -> Option<QuoteItem> {
        let quote = self.site.resolution.quotes.get(id.ix())?;
        let facts = self.site.facts.get(quote.article.ix())?;
        let said = facts.quotes.get(quote.quote as usize)?;
        let text = quoted(said.span.of(&self.article(quote.article)?.text.text));
        if text.is_empty() {
            return None;
        }
        Some(QuoteItem {
            text,
            speaker: quote.speaker.and_then(|speaker| self.actor_link(speaker)),
            speaker_words: quote
                .speaker_words
                .clone()
                .filter(|words| !is_pronoun(words)),
            relay: quote.relay.and_then(|relay| self.actor_link(relay)),
            editor: matches!(quote.origin, Origin::Editor(_)),
            source: self.source(SentenceRef {
                article: quote.article,
                sentence: said.sentence,
            })?,
        })
    }

    /// The first `n` different quotations: wire copies repeat them word for word.
    pub fn quote_items(&self, ids: impl Iterator<Item = QuoteId>, n: usize) -> Vec<QuoteItem> {
        let mut seen = BTreeSet::new();
        ids.filter_map(|id| self.quote_item(id))
            .filter(|quote| {
                let letters = quote.text.chars().filter(|ch| ch.is_alphanumeric());
                seen.insert(letters.flat_map(char::to_lowercase).collect::<String>())
            })
            .take(n)
            .collect()
    }

    /// A story in a list.
    pub fn story_item(&self, id: StoryId) -> Option<StoryItem> {
        let story = self.site.resolution.stories.get(id.ix())?;
        let latest = self.newest(&story.articles).next();
        Some(StoryItem {
            name: story.name.clone(),
            href: self.href(&permalink::story(story)),
            span: words::span(story.first, story.last),
            size: words::count(story.articles.len(), "article", "articles"),
            latest: latest.and_then(|id| self.article_item(id)),
            status: story.status.clone(),
        })
    }

    /// An actor in a cast. `seen` narrows the description to what one article says.
    pub fn cast_item(
        &self,
        id: ActorId,
        count: Option<u32>,
        seen: Option<ArticleId>,
    ) -> Option<CastItem> {
        let actor = self.actor(id)?;
        let said_here = |role: &&crate::resolve::ActorRole| match seen {
            None => true,
            Some(article) => role
                .evidence
                .iter()
                .any(|sentence| sentence.article == article),
        };
        let role = actor.roles.iter().find(said_here);
        Some(CastItem {
            name: actor.name.clone(),
            href: self.href(&permalink::actor(actor)),
            kind: words::kind(actor.kind),
            role: role.map(|role| self.role(role, seen).brief()),
            count: count
                .map(|n| words::count(n as usize, "article", "articles"))
                .unwrap_or_default(),
        })
    }

    /// A description of an actor; `seen` narrows its evidence to one article.
    pub fn role(&self, role: &crate::resolve::ActorRole, seen: Option<ArticleId>) -> RoleItem {
        let evidence = role.evidence.iter().copied();
        let evidence =
            evidence.filter(|sentence| seen.is_none_or(|article| sentence.article == article));
        let (sources, more_sources) = self.sources(evidence);
        RoleItem {
            title: words::role(&role.title, None, role.status),
            of: role
                .of
                .clone()
                .filter(|of| !role.title.contains(of.as_str())),
            of_href: role
                .of_actor
                .and_then(|actor| self.actor_link(actor))
                .map(|link| link.href),
            span: words::span(role.first_seen, role.last_seen),
            editor: matches!(role.origin, Origin::Editor(_)),
            sources,
            more_sources,
        }
    }

    /// A sentence with its evidence.
    pub fn cited(&self, cited: &crate::resolve::Cited) -> CitedItem {
        CitedItem {
            text: cited.text.clone(),
            sources: cited
                .evidence
                .iter()
                .filter_map(|sentence| self.source(*sentence))
                .collect(),
            editor: matches!(cited.origin, Origin::Editor(_)),
        }
    }

    /// The numbers under a list of many pages; `None` for a single page. `base` is the first page's permalink.
    pub fn pager(&self, base: &str, number: u32, total: u32) -> Option<Pager> {
        if total <= 1 {
            return None;
        }
        let href = |n: u32| self.href(&page_permalink(base, n));
        let mut pages = Vec::new();
        let mut last = 0;
        for n in (1..=total).filter(|n| *n == 1 || *n == total || n.abs_diff(number) <= 2) {
            if n != last + 1 {
                pages.push(PagerItem {
                    text: "…".into(),
                    href: None,
                });
            }
            pages.push(PagerItem {
                text: n.to_string(),
                href: (n != number).then(|| href(n)),
            });
            last = n;
        }
        Some(Pager {
            number,
            total,
            previous: (number > 1).then(|| href(number - 1)),
            next: (number < total).then(|| href(number + 1)),
            pages,
        })
    }

    /// The head of a page.
    pub fn head(
        &self,
        kind: &'static str,
        title: impl Into<String>,
        description: impl Into<String>,
    ) -> Head {
        let (mut title, mut description) = (title.into(), description.into());
        if let Some(n) = page_number(self.from) {
            title.push_str(&format!(", page {n}"));
            description.push_str(&format!(" Page {n}."));
        }
        let head = Head {
            full_title: self.full_title(&title),
            title,
            description: shorten(&description, 300),
            lang: self.site.config.lang.clone(),
            canonical: self.absolute(self.from),
            feeds: self.feeds(FeedScope::Site, &self.site.config.title),
            crumbs: Vec::new(),
            json_ld: Vec::new(),
            home: (self.from != "/").then(|| self.link(&self.site.config.title, "/")),
            breadcrumbs: None,
            image: self.absolute("/card.png"),
            og_type: "website",
            published: None,
            kind,
        };
        head.crumbs([])
    }

    fn full_title(&self, title: &str) -> String {
        let full = match self.from {
            "/" => title.to_owned(),
            _ => format!("{title} – {}", self.site.config.title),
        };
        match full.chars().count() <= TITLE {
            true => full,
            false => shorten(title, TITLE - 1),
        }
    }

    /// The feeds of a scope, as far as the site has them.
    pub fn feeds(&self, scope: FeedScope, title: &str) -> Vec<FeedLink> {
        let kinds = [
            (FeedFormat::Atom, "application/atom+xml"),
            (FeedFormat::Json, "application/feed+json"),
        ];
        kinds
            .into_iter()
            .filter_map(|(format, media_type)| {
                Some(FeedLink {
                    title: title.to_owned(),
                    href: self.href(&feed::permalink(self.site, scope, format)?),
                    media_type,
                })
            })
            .collect()
    }

    /// The frame.
    pub fn site_view(&self) -> SiteView<'a> {
        let config = self.site.config;
        SiteView {
            title: &config.title,
            description: &config.description,
            lang: &config.lang,
            author: config.author.as_deref(),
            home: self.href("/"),
            nav: self.nav(),
            style: self.href("/style.css"),
            icon: self.href("/favicon.svg"),
            about: self.href("/about/"),
            pages: self.free_pages(),
            as_of: self.site.as_of.map(words::day),
        }
    }

    /// The editors' own pages.
    pub fn free_pages(&self) -> Vec<Link> {
        let pages = self.site.editorial.pages.iter();
        pages
            .map(|page| self.link(page.title.clone(), &format!("/{}/", page.slug)))
            .collect()
    }

    fn nav(&self) -> Vec<NavItem> {
        let Site {
            articles,
            resolution,
            editorial,
            ..
        } = self.site;
        let is_place = |actor: &Actor| actor.kind == ActorKind::Place;
        let sections = [
            ("Briefings", "/briefings/", !editorial.briefings.is_empty()),
            ("Stories", "/stories/", !resolution.stories.is_empty()),
            ("Timeline", "/timeline/", !resolution.events.is_empty()),
            ("To watch", "/watch/", !resolution.events.is_empty()),
            (
                "Actors",
                "/actors/",
                resolution.actors.iter().any(|actor| !is_place(actor)),
            ),
            ("Places", "/places/", resolution.actors.iter().any(is_place)),
            ("Quotes", "/quotes/", !resolution.quotes.is_empty()),
            ("Articles", "/articles/", !articles.is_empty()),
        ];
        sections
            .into_iter()
            .filter(|(_, _, shown)| *shown)
            .map(|(text, to, _)| NavItem {
                text,
                href: self.href(to),
                current: self.from.starts_with(to),
            })
            .collect()
    }
}

impl Head {
    /// The same with the way that leads here.
    pub fn crumbs(mut self, crumbs: impl IntoIterator<Item = Link>) -> Self {
        self.crumbs = crumbs.into_iter().collect();
        let data = linked_data::breadcrumbs(&self);
        self.breadcrumbs = data.as_ref().map(html::json_for_script);
        self
    }

    /// The same with schema.org data.
    pub fn json_ld(mut self, value: &serde_json::Value) -> Self {
        self.json_ld.push(html::json_for_script(value));
        self
    }

    /// The same with feeds of its own before the site's.
    pub fn own_feeds(mut self, mut feeds: Vec<FeedLink>) -> Self {
        feeds.append(&mut self.feeds);
        self.feeds = feeds;
        self
    }
}

impl RoleItem {
    /// The same with one sentence for evidence: lists of people need no more.
    fn brief(mut self) -> Self {
        self.sources.truncate(1);
        self.more_sources = 0;
        self
    }
}

impl StatusView {
    /// The word for a status.
    pub fn of(status: EventStatus) -> Self {
        Self {
            text: words::status(status),
            class: words::status_class(status),
        }
    }

    /// The word for a status that a reader must see; what simply happened needs none.
    pub fn unless_happened(status: EventStatus) -> Option<Self> {
        (status != EventStatus::Happened).then(|| Self::of(status))
    }
}

impl When {
    /// A date without evidence.
    pub fn of(value: &Edtf) -> Self {
        Self {
            text: value.human(),
            edtf: value.to_string(),
            datetime: value.html_datetime(),
            ends: value.html_ends(),
            words: None,
            reckoned: None,
            inherited: false,
            editor: false,
            source: None,
        }
    }
}

/// The permalink of page `n` of a list: the list's own for the first, `page/<n>/` below it for the others.
pub fn page_permalink(base: &str, n: u32) -> String {
    match n {
        0 | 1 => base.to_owned(),
        n => format!("{base}page/{n}/"),
    }
}

/// The number of a page of a list beyond its first.
fn page_number(permalink: &str) -> Option<u32> {
    let (_, number) = permalink.trim_end_matches('/').rsplit_once("/page/")?;
    number.parse().ok()
}

/// How many pages a list of `len` takes; an empty list takes one.
pub fn pages_of(len: usize, per_page: usize) -> u32 {
    len.div_ceil(per_page).max(1) as u32
}

/// The part of a list that stands on page `n`.
pub fn part<T>(list: &[T], n: u32, per_page: usize) -> &[T] {
    let start = (n.saturating_sub(1) as usize * per_page).min(list.len());
    let end = (start + per_page).min(list.len());
    &list[start..end]
}

/// A quotation's words on one line, without the comma that belongs to the sentence around it.
fn quoted(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches(',').to_owned()
}

/// True for words that name nobody outside their own text.
fn is_pronoun(words: &str) -> bool {
    let pronouns = ["he", "she", "it", "they", "we", "who", "this", "that"];
    pronouns.contains(&words.trim().to_lowercase().as_str())
}

/// `text` cut at a word near `max` characters, with an ellipsis.
pub fn shorten(text: &str, max: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(max) else {
        return text.to_owned();
    };
    let head = &text[..cut];
    let head = head.rfind(' ').map_or(head, |space| &head[..space]);
    format!("{}…", head.trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_at_a_word() {
        assert_eq!(shorten("one two three", 9), "one two…");
        assert_eq!(shorten("one two", 7), "one two");
    }

    #[test]
    fn lists_are_cut_into_pages() {
        let list = [1, 2, 3, 4, 5];
        assert_eq!(part(&list, 1, 2), [1, 2]);
        assert_eq!(part(&list, 3, 2), [5]);
        assert!(part(&list, 9, 2).is_empty());
        assert_eq!(pages_of(5, 2), 3);
        assert_eq!(pages_of(0, 2), 1);
        assert_eq!(page_permalink("/articles/", 1), "/articles/");
        assert_eq!(page_permalink("/articles/", 2), "/articles/page/2/");
        assert_eq!(page_number("/articles/page/2/"), Some(2));
        assert_eq!(page_number("/articles/page/two/"), None);
        assert_eq!(page_number("/page/"), None);
    }
}
