//! Actors, events, stories and quotes of a whole site, each value with its origin.
//!
//! Ids are indices into the sorted lists of [`Resolution`]; slugs are what the outside sees.

use crate::content::ArticleId;
use crate::content::editorial::{Chapter, Prose};
use crate::date::Edtf;
use crate::diag::Place;
use crate::extract::facts::{
    EventStatus, EventType, MentionIx, ParticipantRole, RoleStatus, SentenceIx,
};
use crate::intern::{self, Word};
pub use crate::kinds::ActorKind;
use crate::slug::Slug;
use crate::text::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta] $name:ident)*) => {$(
        #[$doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// For indexing.
            pub fn ix(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

id! {
    /// Index into `actors`.
    ActorId
    /// Index into `events`.
    EventId
    /// Index into `stories`.
    StoryId
    /// Index into `quotes`.
    QuoteId
}

/// The whole picture.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Resolution {
    /// Sorted by slug.
    pub actors: Vec<Actor>,
    /// Sorted by earliest day, then latest, then slug; undated last.
    pub events: Vec<Event>,
    /// Sorted by slug.
    pub stories: Vec<Story>,
    /// In order of article, then place in it.
    pub quotes: Vec<ResolvedQuote>,
    /// One for each article.
    pub articles: Vec<ArticleLinks>,
    /// Old slugs of merged and renamed things.
    pub redirects: Vec<Redirect>,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// Said by an article.
    Extracted(SentenceRef),
    /// Written by an editor.
    Editor(Place),
    /// Computed by a rule from other values.
    Derived(#[serde(deserialize_with = "intern::word")] Word),
}

/// A sentence of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SentenceRef {
    /// Article.
    pub article: ArticleId,
    /// Sentence: the anchor is `s{n+1}`.
    pub sentence: SentenceIx,
}

/// A mention in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MentionRef {
    /// Article.
    pub article: ArticleId,
    /// Mention.
    pub mention: MentionIx,
}

/// Somebody or something with a page of its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Actor {
    /// Permanent.
    pub slug: Slug,
    /// Kind.
    pub kind: ActorKind,
    /// Canonical name.
    pub name: String,
    /// Key to sort by name: the surname first where the name is written so.
    pub sort_name: String,
    /// Other full names seen or given, sorted.
    pub aliases: Vec<String>,
    /// Short names seen or given, sorted.
    pub weak_aliases: Vec<String>,
    /// ISO 3166-1 alpha-2 code for a country.
    pub country: Option<[u8; 2]>,
    /// What it was described as, latest first.
    pub roles: Vec<ActorRole>,
    /// All mentions, by name or otherwise, in order.
    pub mentions: Vec<MentionRef>,
    /// Articles that name it, by date.
    pub articles: Vec<ArticleId>,
    /// Date of the first article.
    #[serde(with = "crate::date::days")]
    pub first_seen: Option<Date>,
    /// Date of the last article.
    #[serde(with = "crate::date::days")]
    pub last_seen: Option<Date>,
    /// Events it takes part in (or happened there, for a place), by date.
    pub events: Vec<EventId>,
    /// What it said.
    pub quotes: Vec<QuoteId>,
    /// Stories it belongs to.
    pub stories: Vec<StoryId>,
    /// Who shares most events and articles with it, strongest first, at most 12, with the number of shared articles.
    pub appears_with: Vec<(ActorId, u32)>,
    /// Namesakes: actors that it must not be confused with.
    pub not_same: Vec<ActorId>,
    /// The same elsewhere.
    pub same_as: Vec<String>,
    /// Events or articles to show first.
    pub pin: Vec<Slug>,
    /// The editor's introduction.
    pub introduction: Option<Prose>,
    /// The editor's file, if there is one.
    pub editor_file: Option<Place>,
}

/// A description of an actor: "described as press secretary of the White House, 18 Jan 2019 to 2 Mar 2019".
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ActorRole {
    /// "press secretary"
    pub title: String,
    /// "White House"
    pub of: Option<String>,
    /// The actor behind `of`.
    pub of_actor: Option<ActorId>,
    /// Status at the articles' dates.
    pub status: RoleStatus,
    /// Date of the first article that says so.
    #[serde(with = "crate::date::days")]
    pub first_seen: Option<Date>,
    /// Date of the last.
    #[serde(with = "crate::date::days")]
    pub last_seen: Option<Date>,
    /// The sentences; empty only for an editor's role.
    pub evidence: Vec<SentenceRef>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A happening, with all its reports.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Event {
    /// Permanent.
    pub slug: Slug,
    /// From fixed patterns of its own parts, from a headline, or the editor's.
    pub title: String,
    /// Where the title comes from.
    pub title_origin: Origin,
    /// Type.
    pub event_type: EventType,
    /// Status as last reported, or the editor's.
    pub status: EventStatus,
    /// Planned, its last day is before `as_of`, and nobody reported it.
    pub overdue: bool,
    /// Each change of status, by article date.
    pub history: Vec<StatusReport>,
    /// The best date; `None`: undated.
    pub date: Option<EventWhen>,
    /// Other dates that reports give and that do not agree.
    pub other_dates: Vec<EventWhen>,
    /// Where.
    pub place: Option<ActorId>,
    /// Who, in order of the first report.
    pub participants: Vec<Participant>,
    /// Every report, by article date, then place in the article; empty only for an editor's own event.
    pub reports: Vec<EventReport>,
    /// Stories it belongs to.
    pub stories: Vec<StoryId>,
    /// The editor's introduction.
    pub introduction: Option<Prose>,
    /// The editor's source for their values.
    pub editor_source: Option<String>,
    /// The editor's file, if there is one.
    pub editor_file: Option<Place>,
}

/// A status and who reported it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusReport {
    /// Status.
    pub status: EventStatus,
    /// The article's date.
    #[serde(with = "crate::date::days")]
    pub as_of: Option<Date>,
    /// Evidence.
    pub evidence: SentenceRef,
}

/// The date of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventWhen {
    /// Value.
    pub edtf: Edtf,
    /// The words: "last June"; empty for an editor's date.
    pub words: String,
    /// The day that the words were reckoned from, when they are relative.
    #[serde(with = "crate::date::days")]
    pub anchor: Option<Date>,
    /// Taken over from an earlier sentence of the paragraph.
    pub inherited: bool,
    /// Where it comes from.
    pub origin: Origin,
}

/// Somebody in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Who.
    pub actor: ActorId,
    /// As what.
    pub role: ParticipantRole,
    /// The sentence that says so; `None` when the editor says so.
    pub evidence: Option<SentenceRef>,
}

/// One article's report of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventReport {
    /// The sentence.
    pub sentence: SentenceRef,
    /// Index into the article's `events`.
    pub event_mention: u32,
    /// Status as told there.
    pub status: EventStatus,
    /// Whose word it is, for `claimed` and `denied`.
    pub source: Option<ActorId>,
}

/// A thread of articles.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Story {
    /// Permanent.
    pub slug: Slug,
    /// The editor's name or the central headline.
    pub name: String,
    /// Where the name comes from.
    pub name_origin: Origin,
    /// `active`, `dormant`, `closed`, when the editor says.
    pub status: Option<String>,
    /// Members by date.
    pub articles: Vec<ArticleId>,
    /// Groups of near-identical wire copies among them, each sorted; single articles are not listed.
    pub copies: Vec<Vec<ArticleId>>,
    /// Articles less copies.
    pub independent: usize,
    /// Events by date.
    pub events: Vec<EventId>,
    /// The cast: actors by number of the story's articles that name them, strongest first.
    pub actors: Vec<(ActorId, u32)>,
    /// Quotes by date.
    pub quotes: Vec<QuoteId>,
    /// Date of the first article.
    #[serde(with = "crate::date::days")]
    pub first: Option<Date>,
    /// Date of the last article.
    #[serde(with = "crate::date::days")]
    pub last: Option<Date>,
    /// The editor's key points, or the lead sentences of the newest articles.
    pub key_points: Vec<Cited>,
    /// The editor's open questions.
    pub open_questions: Vec<Cited>,
    /// The editor's list of what to watch.
    pub watch: Vec<Cited>,
    /// The editor's chapters.
    pub chapters: Vec<Chapter>,
    /// The editor's introduction.
    pub introduction: Option<Prose>,
    /// The editor's file, if there is one.
    pub editor_file: Option<Place>,
}

/// A sentence with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// The sentence.
    pub text: String,
    /// What it rests on.
    pub evidence: Vec<SentenceRef>,
    /// Where the words come from.
    pub origin: Origin,
}

/// A quotation with its speaker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ResolvedQuote {
    /// The article.
    pub article: ArticleId,
    /// Index into the article's `quotes`.
    pub quote: u32,
    /// Who said it; `None`: unattributed or unnamed.
    pub speaker: Option<ActorId>,
    /// Words for an unnamed speaker: "a U.S. official".
    pub speaker_words: Option<String>,
    /// Who relayed it.
    pub relay: Option<ActorId>,
    /// Where the speaker comes from.
    pub origin: Origin,
}

/// What an article's page links to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ArticleLinks {
    /// For each mention of the facts: the actor to link to.
    pub mentions: Vec<Option<ActorId>>,
    /// For each date mention: the value, after the editor's repairs.
    pub dates: Vec<Option<Edtf>>,
    /// Words that an editor tied to an actor where extraction saw no mention, by span.
    pub added_mentions: Vec<(Span, ActorId)>,
    /// Words that an editor gave a date where extraction saw none, by span.
    pub added_dates: Vec<(Span, Edtf)>,
    /// For each `[[slug|text]]` of the article: what it leads to.
    pub wikilinks: Vec<Option<LinkTarget>>,
    /// Actors that it names, most mentioned first, with the number of mentions.
    pub actors: Vec<(ActorId, u32)>,
    /// Events it reports, in order of the text.
    pub events: Vec<EventId>,
    /// Its quotes.
    pub quotes: Vec<QuoteId>,
    /// Stories.
    pub stories: Vec<StoryId>,
    /// The article that this one copies nearly word for word.
    pub copy_of: Option<ArticleId>,
}

/// What an editor's `[[target|text]]` leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkTarget {
    /// An actor or place.
    Actor(ActorId),
    /// An event.
    Event(EventId),
    /// A story.
    Story(StoryId),
    /// Another article.
    Article(ArticleId),
    /// A date.
    Date(Edtf),
}

/// An old permalink and what it leads to now.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Redirect {
    /// Path below the root: `/actors/old/`.
    pub from: String,
    /// Path below the root.
    pub to: String,
}
