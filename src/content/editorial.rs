//! What editors write: overlays for actors, events, stories and places, briefings, pages, decisions, corrections.
//!
//! Editorial values always win over extracted ones. Every value keeps the place where it was written.

use crate::date::Edtf;
use crate::diag::Place;
use crate::kinds::{ActorKind, EventStatus, EventType};
use crate::slug::Slug;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Everything that the editors wrote, each list sorted by slug or in file order.
#[derive(Clone, Debug, Default)]
pub struct Editorial {
    /// `content/actors/*.md` and `content/places/*.md`.
    pub actors: Vec<ActorFile>,
    /// `content/events/*.md`
    pub events: Vec<EventFile>,
    /// `content/stories/*.md`
    pub stories: Vec<StoryFile>,
    /// `content/briefings/*.md`
    pub briefings: Vec<Briefing>,
    /// `content/pages/*.md`
    pub pages: Vec<FreePage>,
    /// `content/decisions.yaml`, in file order, undone ones left out.
    pub decisions: Vec<Decision>,
    /// `content/corrections.yaml`, in file order.
    pub corrections: Vec<Correction>,
}

/// A Markdown text of the editors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose {
    /// The Markdown, with `[[slug|text]]` links.
    pub markdown: String,
    /// Where it begins.
    pub place: Place,
}

/// An overlay for one actor or place. The slug is the file's stem.
#[derive(Clone, Debug)]
pub struct ActorFile {
    /// Whom it speaks of.
    pub slug: Slug,
    /// The file.
    pub place: Place,
    /// `person`, `organization`, `country` or `place`; files under `content/places` default to `place`.
    pub kind: Option<ActorKind>,
    /// Canonical name.
    pub name: Option<String>,
    /// Strong aliases: full names that mean nobody else.
    pub aliases: Vec<String>,
    /// Weak aliases: surnames, epithets; they link inside an article that names the actor.
    pub weak_aliases: Vec<String>,
    /// Actors that this one must never be merged with.
    pub not_same: Vec<Slug>,
    /// Addresses of the same actor elsewhere (Wikidata and the like).
    pub same_as: Vec<String>,
    /// Roles that the editor adds.
    pub roles: Vec<RoleEntry>,
    /// No page and no links.
    pub hide: bool,
    /// Events or articles to show first, by slug.
    pub pin: Vec<Slug>,
    /// Introduction.
    pub body: Option<Prose>,
}

/// A role that an editor wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleEntry {
    /// "vice chairman"
    pub title: String,
    /// The body's slug or name.
    pub of: Option<String>,
    /// Start of the office.
    pub start: Option<Edtf>,
    /// End of the office.
    pub end: Option<Edtf>,
    /// Address or evidence.
    pub source: Option<String>,
}

/// An overlay for one event, or an event of the editor's own.
#[derive(Clone, Debug)]
pub struct EventFile {
    /// Which event.
    pub slug: Slug,
    /// The file.
    pub place: Place,
    /// Title.
    pub name: Option<String>,
    /// Type.
    pub event_type: Option<EventType>,
    /// Status.
    pub status: Option<EventStatus>,
    /// Date.
    pub edtf: Option<Edtf>,
    /// Slug of a place.
    pub location: Option<Slug>,
    /// Slugs of actors.
    pub participants: Vec<Slug>,
    /// Events to merge into this one.
    pub same_event: Vec<Slug>,
    /// Events that are not this one.
    pub not_same: Vec<Slug>,
    /// Address or evidence for the editor's values.
    pub source: Option<String>,
    /// Introduction.
    pub body: Option<Prose>,
}

/// An overlay for one story.
#[derive(Clone, Debug)]
pub struct StoryFile {
    /// Which story.
    pub slug: Slug,
    /// The file.
    pub place: Place,
    /// Name.
    pub name: Option<String>,
    /// `active`, `dormant`, `closed`.
    pub status: Option<String>,
    /// Articles join when they name at least two of these actors, or one and a keyword.
    pub seed_actors: Vec<Slug>,
    /// Words that mark the story.
    pub seed_keywords: Vec<String>,
    /// Articles forced in, by slug.
    pub include: Vec<Slug>,
    /// Articles kept out, by slug.
    pub exclude: Vec<Slug>,
    /// Key points, each with evidence.
    pub key_points: Vec<CitedText>,
    /// Open questions.
    pub open_questions: Vec<CitedText>,
    /// Events to watch, by slug, or free text.
    pub watch: Vec<CitedText>,
    /// Slots of the chronology.
    pub chapters: Vec<Chapter>,
    /// Introduction.
    pub body: Option<Prose>,
}

/// An editor's sentence with the evidence for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedText {
    /// The sentence.
    pub text: String,
    /// Each `article-slug#s12` or `article-slug#first words of the sentence`.
    pub evidence: Vec<String>,
    /// Where it stands.
    pub place: Place,
}

/// A slot of a story's chronology.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chapter {
    /// Heading.
    pub name: String,
    /// First day or month.
    pub from: Option<Edtf>,
    /// Last day or month.
    pub to: Option<Edtf>,
}

/// A briefing of one day.
#[derive(Clone, Debug)]
pub struct Briefing {
    /// The day: the file's stem or `date:`.
    pub date: Date,
    /// Heading.
    pub title: String,
    /// Text.
    pub body: Prose,
}

/// A page of the editor's own.
#[derive(Clone, Debug)]
pub struct FreePage {
    /// Its address: `/<slug>/`.
    pub slug: Slug,
    /// Heading.
    pub title: String,
    /// Text.
    pub body: Prose,
}

/// One line of `decisions.yaml`.
#[derive(Clone, Debug)]
pub struct Decision {
    /// `d1`
    pub id: String,
    /// When it was taken, as written.
    pub at: Option<Date>,
    /// By whom.
    pub by: Option<String>,
    /// Why.
    pub because: Option<String>,
    /// What.
    pub action: Action,
    /// Where it stands.
    pub place: Place,
}

/// What a decision does. Objects are slugs; an event's slug stands after `event/`, a story's after `story/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// These are one; `keep` names the survivor.
    Merge {
        /// All of them.
        slugs: Vec<Slug>,
        /// The survivor.
        keep: Slug,
    },
    /// These are different, whatever the rules say.
    Distinct(Vec<Slug>),
    /// No page, no links.
    Hide(Slug),
    /// A new permalink; the old one redirects.
    Rename {
        /// Old slug.
        from: Slug,
        /// New slug.
        to: Slug,
    },
    /// Some mentions of an actor are somebody else.
    Split {
        /// The actor.
        actor: Slug,
        /// `article-slug` or `article-slug#s12` each.
        mentions: Vec<String>,
        /// The other actor.
        to: Slug,
    },
    /// A value of an event.
    Set {
        /// The event.
        event: Slug,
        /// New date.
        edtf: Option<Edtf>,
        /// New status.
        status: Option<EventStatus>,
        /// New place.
        location: Option<Slug>,
        /// Address or evidence.
        source: Option<String>,
    },
    /// Seen and found right.
    Confirm(Slug),
}

/// One line of `corrections.yaml`, shown to readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// When.
    pub date: Date,
    /// Path of the page, below the root.
    pub page: String,
    /// What it said.
    pub was: String,
    /// What it says.
    pub now: String,
    /// Why.
    pub because: Option<String>,
}
