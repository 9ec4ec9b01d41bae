//! A page of the plan: what it is and where it lives.

use super::data::DataFile;
use crate::content::ArticleId;
use crate::extract::facts::SentenceIx;
use crate::resolve::{ActorId, EventId, StoryId};

/// One file of the site that is still to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Path below the output folder: `actors/kim-jong-un/index.html`.
    pub path: String,
    /// Address below the site's root: `/actors/kim-jong-un/`.
    pub permalink: String,
    /// What it is.
    pub kind: PageKind,
    /// For an article whose license forbids the whole text: the sentences that other pages cite, sorted. Empty otherwise.
    pub cited: Vec<SentenceIx>,
}

/// Every kind of page. Numbers of list pages count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// `/`
    Front,
    /// `/articles/<slug>/`
    Article(ArticleId),
    /// `/stories/<slug>/`
    Story(StoryId),
    /// `/stories/<slug>/articles/`: all articles of a long story.
    StoryArticles(StoryId, u32),
    /// `/actors/<slug>/` and `/places/<slug>/`
    Actor(ActorId),
    /// `/actors/<slug>/articles/`: all articles of an actor with many.
    ActorArticles(ActorId, u32),
    /// `/events/<slug>/`
    Event(EventId),
    /// `/articles/`
    ArticleIndex(u32),
    /// `/stories/`
    StoryIndex(u32),
    /// `/actors/`
    ActorIndex(u32),
    /// `/places/`
    PlaceIndex(u32),
    /// `/events/`
    EventIndex(u32),
    /// `/timeline/`
    Timeline,
    /// `/timeline/<year>/`
    TimelineYear(i16),
    /// `/timeline/<year>/<month>/`, only in years with many events; the last number is the page.
    TimelineMonth(i16, u8, u32),
    /// `/timeline/undated/`
    TimelineUndated(u32),
    /// `/quotes/`
    Quotes(u32),
    /// `/watch/`
    Watch,
    /// `/briefings/`
    BriefingIndex,
    /// `/briefings/<date>/`: index into the editors' briefings.
    Briefing(u32),
    /// `/<slug>/`: index into the editors' pages.
    Free(u32),
    /// `/about/`
    About,
    /// `/404.html`
    NotFound,
    /// An old address; holds the permalink that it leads to.
    Redirect(String),
    /// A file of the theme or of the site's `static/`; holds its name.
    Asset(String),
    /// A data file.
    Data(DataFile),
    /// A feed.
    Feed {
        /// What it follows.
        scope: FeedScope,
        /// How it is written.
        format: FeedFormat,
    },
    /// `/events.ics`
    Calendar,
    /// `/sitemap.xml`
    Sitemap,
    /// `/sitemap-<n>.xml`, from 0: only where the sitemap is too long for one file.
    SitemapPart(u32),
    /// `/news-sitemap.xml`: the newest articles.
    NewsSitemap,
    /// `/robots.txt`
    Robots,
}

/// What a feed follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeedScope {
    /// All articles.
    Site,
    /// The articles of a story.
    Story(StoryId),
    /// The articles that name an actor.
    Actor(ActorId),
}

/// How a feed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeedFormat {
    /// Atom 1.0 (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl Page {
    /// A page at a permalink.
    pub fn new(permalink: impl Into<String>, kind: PageKind) -> Self {
        let permalink = permalink.into();
        Self {
            path: super::permalink::file(&permalink),
            permalink,
            kind,
            cited: Vec::new(),
        }
    }

    /// True for pages that readers and search engines should find: HTML pages but redirects and the 404 page.
    pub fn is_listed(&self) -> bool {
        !matches!(
            self.kind,
            PageKind::NotFound
                | PageKind::Redirect(_)
                | PageKind::Asset(_)
                | PageKind::Data(_)
                | PageKind::Feed { .. }
                | PageKind::Calendar
                | PageKind::Sitemap
                | PageKind::SitemapPart(_)
                | PageKind::NewsSitemap
                | PageKind::Robots
        )
    }
}
