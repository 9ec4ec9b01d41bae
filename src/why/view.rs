//! A snapshot as answers read it: whatever an id leads to, or nothing.

use super::find::Subject;
use super::{Answer, Heading, Item, Part};
use crate::content::{Article, ArticleId};
use crate::extract::ArticleFacts;
use crate::extract::facts::{
    EventMention, EventStatus, EventType, Mention, MentionIx, Referent, ReferentIx,
};
use crate::kinds::ActorKind;
use crate::pipeline::Snapshot;
use crate::render::permalink;
use crate::resolve::{
    Actor, ActorId, ArticleLinks, Event, EventId, EventReport, MentionRef, ResolvedQuote,
};

/// The site, and how much of it an answer may hold.
pub(super) struct View<'a> {
    pub(super) site: &'a Snapshot,
    /// Most items of a part.
    pub(super) most: usize,
}

impl<'a> View<'a> {
    pub(super) fn article(&self, id: ArticleId) -> Option<&'a Article> {
        self.site.articles.get(id.ix()).map(AsRef::as_ref)
    }

    pub(super) fn facts(&self, id: ArticleId) -> Option<&'a ArticleFacts> {
        self.site.facts.get(id.ix()).map(AsRef::as_ref)
    }

    pub(super) fn links(&self, id: ArticleId) -> Option<&'a ArticleLinks> {
        self.site.resolution.articles.get(id.ix())
    }

    pub(super) fn actor(&self, id: ActorId) -> Option<&'a Actor> {
        self.site.resolution.actors.get(id.ix())
    }

    pub(super) fn event(&self, id: EventId) -> Option<&'a Event> {
        self.site.resolution.events.get(id.ix())
    }

    /// The name of an actor.
    pub(super) fn name(&self, id: ActorId) -> &'a str {
        self.actor(id).map_or("?", |actor| actor.name.as_str())
    }

    /// All articles with their facts.
    pub(super) fn ids(&self) -> impl Iterator<Item = ArticleId> + use<> {
        (0..self.site.articles.len() as u32).map(ArticleId)
    }

    pub(super) fn mention(&self, of: MentionRef) -> Option<&'a Mention> {
        self.facts(of.article)?.mentions.get(of.mention.ix())
    }

    /// Who a mention is, after the editors' word.
    pub(super) fn who(&self, article: ArticleId, mention: MentionIx) -> Option<ActorId> {
        let links = self.links(article)?;
        links.mentions.get(mention.ix()).copied().flatten()
    }

    /// The referent of a mention.
    pub(super) fn referent(
        &self,
        article: ArticleId,
        mention: &Mention,
    ) -> Option<(ReferentIx, &'a Referent)> {
        let ix = mention.referent?;
        Some((ix, self.facts(article)?.referents.get(ix.ix())?))
    }

    /// What an article says of an event.
    pub(super) fn event_mention(&self, report: &EventReport) -> Option<&'a EventMention> {
        let facts = self.facts(report.sentence.article)?;
        facts.events.get(report.event_mention as usize)
    }

    pub(super) fn quote(&self, quote: &ResolvedQuote) -> Option<&'a crate::extract::facts::Quote> {
        self.facts(quote.article)?.quotes.get(quote.quote as usize)
    }

    /// The first items of what there is, and how many more there are; only what is shown is made.
    pub(super) fn part<T>(
        &self,
        title: &'static str,
        of: impl IntoIterator<Item = T>,
        make: impl FnMut(T) -> Option<Item>,
    ) -> Part {
        let mut of = of.into_iter().fuse();
        let items: Vec<Item> = of.by_ref().take(self.most).filter_map(make).collect();
        Part {
            title,
            items,
            more: of.count(),
        }
    }

    /// An answer with nothing in it yet.
    pub(super) fn about(&self, subject: &Subject) -> Answer {
        Answer {
            subject: self.heading(subject).unwrap_or(Heading {
                kind: "name",
                title: String::new(),
                page: None,
            }),
            parts: Vec::new(),
            advice: Vec::new(),
            also: Vec::new(),
        }
    }

    pub(super) fn heading(&self, subject: &Subject) -> Option<Heading> {
        let (kind, title, page) = match subject {
            Subject::Actor(id) => {
                let actor = self.actor(*id)?;
                (
                    kind_word(actor.kind),
                    actor.name.clone(),
                    permalink::actor(actor),
                )
            }
            Subject::Event(id) => {
                let event = self.event(*id)?;
                ("event", event.title.clone(), permalink::event(event))
            }
            Subject::Story(id) => {
                let story = self.site.resolution.stories.get(id.ix())?;
                ("story", story.name.clone(), permalink::story(story))
            }
            Subject::Article(id, sentence) => {
                let article = self.article(*id)?;
                let anchor = sentence.map_or_else(String::new, |ix| format!("#s{}", ix.0 + 1));
                let page = format!("{}{anchor}", permalink::article(article));
                ("article", article.title.clone(), page)
            }
            Subject::Quote(id) => {
                let quote = self.site.resolution.quotes.get(id.ix())?;
                let article = self.article(quote.article)?;
                let found = self.quote(quote)?;
                let words = super::sentence::folded(found.span.of(&article.text.text));
                let page = format!("{}#s{}", permalink::article(article), found.sentence.0 + 1);
                ("quote", words, page)
            }
            Subject::Name(name) => {
                return Some(Heading {
                    kind: "name",
                    title: name.clone(),
                    page: None,
                });
            }
        };
        Some(Heading {
            kind,
            title,
            page: Some(page),
        })
    }
}

/// "person"
pub(super) fn kind_word(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organization => "organization",
        ActorKind::Country => "country",
        ActorKind::Place => "place",
    }
}

/// "called-off", as editors write it.
pub(super) fn status_word(status: EventStatus) -> &'static str {
    match status {
        EventStatus::Happened => "happened",
        EventStatus::Ongoing => "ongoing",
        EventStatus::Planned => "planned",
        EventStatus::Postponed => "postponed",
        EventStatus::CalledOff => "called-off",
        EventStatus::Claimed => "claimed",
        EventStatus::Denied => "denied",
    }
}

/// "meet", as editors write it.
pub(super) fn type_word(event_type: EventType) -> String {
    format!("{event_type:?}").to_lowercase()
}

/// "1 article", "3 articles"
pub(super) fn count(n: usize, one: &str) -> String {
    match n {
        1 => format!("1 {one}"),
        n => format!("{n} {one}s"),
    }
}
