//! From the facts of all articles to one picture: actors, events, stories, quotes.
//!
//! The only stage that sees every article. Reads facts, never extraction rules.
//!
//! ```text
//! referents --record--> identity (namesake) --cast--> actors --link (fix)--> mentions
//! mentions --report--> happening --event--> agenda: events      --quote--> quotes
//! texts, actors --term--> thread --story (copy, evidence)--> stories
//! ```
//!
//! Every list is in an order that content gives (date, slug, place in the text), so that neither threads nor the order
//! of files can be seen in the result.

pub mod agenda;
pub mod cast;
pub mod companions;
pub mod company;
pub mod copy;
pub mod deed;
mod event;
pub mod evidence;
pub mod fix;
pub mod fold;
pub mod happening;
pub mod identity;
pub mod institution;
pub mod lead;
pub mod ledger;
pub mod likeness;
pub mod link;
pub mod model;
pub mod namesake;
pub mod near;
pub mod person;
pub mod presence;
pub mod quote;
pub mod record;
pub mod report;
pub mod role;
pub mod setting;
pub mod story;
pub mod term;
pub mod thread;
pub mod title;
pub mod variant;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use event::weight;
pub use model::*;

use crate::content::{Article, ArticleId, Editorial};
use crate::diag::{Diagnostic, Place};
use crate::extract::ArticleFacts;
use crate::extract::facts::MentionClass;
use crate::extract::lexicon::World;
use crate::slug::Slug;
use agenda::Agenda;
use cast::{Cast, Pages};
use evidence::Sentences;
use fix::Repairs;
use ledger::Ledger;
use link::Mentions;
use rayon::prelude::*;
use record::Record;
use report::Report;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};
use term::Terms;

/// What the whole corpus says. `as_of` decides which planned events are overdue.
pub fn resolve(
    articles: &[Arc<Article>],
    facts: &[Arc<ArticleFacts>],
    editorial: &Editorial,
    as_of: Option<jiff::civil::Date>,
) -> (Resolution, Vec<Diagnostic>) {
    resolve_for(Pages::Told, articles, facts, editorial, as_of)
}

fn resolve_for(
    pages: Pages,
    articles: &[Arc<Article>],
    facts: &[Arc<ArticleFacts>],
    editorial: &Editorial,
    as_of: Option<jiff::civil::Date>,
) -> (Resolution, Vec<Diagnostic>) {
    let input = Input {
        pages,
        articles,
        facts,
        editorial,
        world: world(),
        sentences: &Sentences::new(articles, facts),
    };
    let mut ledger = Ledger::new(&editorial.decisions);
    let ((records, cast, mut diagnostics), copies) = rayon::join(
        || {
            let records = record::records(articles, facts);
            let (cast, diagnostics) = input.cast(&records, &mut ledger);
            (records, cast, diagnostics)
        },
        || copy::copies(articles),
    );
    let rules = link::rules(&editorial.actors, &cast, input.sentences, &mut ledger);
    let mut linked = link_all(articles, facts, &cast, &rules);
    let reports = taken(&mut linked, |linked| &mut linked.reports);
    let quotes = taken(&mut linked, |linked| &mut linked.quotes);
    let named: Vec<Vec<(ActorId, u32)>> = linked
        .iter_mut()
        .map(|linked| std::mem::take(&mut linked.actors))
        .collect();
    let ((agenda, warnings), threaded) = rayon::join(
        || input.agenda(&reports, &cast, as_of, &mut ledger),
        || input.threaded(&named, &cast),
    );
    diagnostics.extend(warnings);
    let shelf = input.shelf(
        Told {
            named: &named,
            cast: &cast,
            agenda: &agenda,
            quotes: &quotes,
            copies: &copies,
            threaded: &threaded,
        },
        &mut ledger,
    );
    diagnostics.extend(shelf.diagnostics);
    let repairs = linked.iter().map(|linked| &linked.repairs);
    diagnostics.extend(repairs.flat_map(|repairs| repairs.diagnostics.clone()));
    let assembly = Assembly {
        articles,
        facts,
        editorial,
        records: &records,
        linked,
        named,
        cast,
        agenda,
        quotes,
        stories: shelf.stories,
        copies,
        redirects: shelf.redirects,
    };
    diagnostics.extend(ledger.orphans(&assembly.known_slugs()));
    let resolution = assembly.finish(&mut diagnostics);
    (resolution, diagnostics)
}

/// Countries and places, read when they are first asked for.
fn world() -> &'static World {
    static WORLD: LazyLock<World> = LazyLock::new(World::embedded);
    &WORLD
}

/// What every step reads.
#[derive(Clone, Copy)]
struct Input<'a> {
    pages: Pages,
    articles: &'a [Arc<Article>],
    facts: &'a [Arc<ArticleFacts>],
    editorial: &'a Editorial,
    world: &'a World,
    sentences: &'a Sentences<'a>,
}

impl Input<'_> {
    /// Who there is.
    fn cast(&self, records: &[Record<'_>], ledger: &mut Ledger<'_>) -> (Cast, Vec<Diagnostic>) {
        let barrier = cast::barrier(self.editorial);
        let clusters = identity::cluster(records, &barrier);
        let material = cast::Material {
            articles: self.articles,
            facts: self.facts,
            records,
            editorial: self.editorial,
            world: self.world,
            pages: self.pages,
        };
        cast::cast(material, &clusters, &barrier, ledger)
    }

    /// What happened.
    fn agenda(
        &self,
        reports: &[Report],
        cast: &Cast,
        as_of: Option<jiff::civil::Date>,
        ledger: &mut Ledger<'_>,
    ) -> (Agenda, Vec<Diagnostic>) {
        let sides = happening::Sides::new(cast, self.world);
        let happenings = happening::happenings(reports, &sides);
        let told = event::told(&happenings, reports, cast, &sides, self.articles);
        let material = agenda::Material {
            articles: self.articles,
            reports,
            cast,
            sides: &sides,
            editorial: self.editorial,
            as_of,
        };
        agenda::agenda(told, material, ledger)
    }

    /// What each article is about, and which articles are about the same.
    fn threaded(&self, named: &[Vec<(ActorId, u32)>], cast: &Cast) -> Threaded {
        let terms = term::terms(self.articles, named, cast);
        let days: Vec<_> = self.articles.iter().map(|article| article.day()).collect();
        let threads = thread::threads(&terms, &days);
        Threaded { terms, threads }
    }

    /// Which articles tell one story.
    fn shelf(&self, told: Told<'_>, ledger: &mut Ledger<'_>) -> story::Shelf {
        let material = story::Material {
            articles: self.articles,
            facts: self.facts,
            terms: &told.threaded.terms,
            threads: &told.threaded.threads,
            actors: told.named,
            copies: told.copies,
            cast: told.cast,
            agenda: told.agenda,
            quotes: told.quotes,
            editorial: self.editorial,
            sentences: self.sentences,
        };
        story::stories(material, ledger)
    }
}

/// Articles on one matter.
struct Threaded {
    terms: Vec<Terms>,
    threads: Vec<Vec<ArticleId>>,
}

/// What stories are told from.
#[derive(Clone, Copy)]
struct Told<'a> {
    /// For each article: whom it names.
    named: &'a [Vec<(ActorId, u32)>],
    cast: &'a Cast,
    agenda: &'a Agenda,
    quotes: &'a [ResolvedQuote],
    copies: &'a [Option<ArticleId>],
    threaded: &'a Threaded,
}

/// A list of every article's, in one.
fn taken<T>(linked: &mut [Linked], list: impl Fn(&mut Linked) -> &mut Vec<T>) -> Vec<T> {
    let len = linked.iter_mut().map(|linked| list(linked).len()).sum();
    let mut all = Vec::with_capacity(len);
    for linked in linked {
        all.append(list(linked));
    }
    all
}

/// What one article gives once its mentions are tied to actors.
struct Linked {
    repairs: Repairs,
    mentions: Mentions,
    reports: Vec<Report>,
    quotes: Vec<ResolvedQuote>,
    actors: Vec<(ActorId, u32)>,
}

fn link_all(
    articles: &[Arc<Article>],
    facts: &[Arc<ArticleFacts>],
    cast: &Cast,
    rules: &link::Rules,
) -> Vec<Linked> {
    articles
        .par_iter()
        .zip(facts)
        .enumerate()
        .map(|(ix, (article, facts))| {
            let id = ArticleId(ix as u32);
            let repairs = fix::repairs(article, facts, cast);
            let mentions = link::mentions(id, article, facts, cast, rules, &repairs);
            Linked {
                reports: report::reports(id, article, facts, cast, &mentions, &repairs),
                quotes: quote::quotes(id, article, facts, &mentions, &repairs),
                actors: named(facts, &mentions, &repairs),
                mentions,
                repairs,
            }
        })
        .collect()
}

/// Actors that an article names, most mentioned first, then in order of slug. The people of a country are not the
/// country: demonyms do not count.
fn named(facts: &ArticleFacts, mentions: &Mentions, repairs: &Repairs) -> Vec<(ActorId, u32)> {
    let mut all: Vec<ActorId> = facts
        .mentions
        .iter()
        .zip(&mentions.actors)
        .filter(|(mention, _)| mention.class != MentionClass::Demonym)
        .filter_map(|(_, actor)| *actor)
        .chain(repairs.added_mentions.iter().map(|(_, actor)| *actor))
        .collect();
    all.sort_unstable();
    let mut counts: Vec<(ActorId, u32)> = all
        .chunk_by(|a, b| a == b)
        .filter_map(|same| Some((*same.first()?, same.len() as u32)))
        .collect();
    counts.sort_by_key(|(actor, n)| (std::cmp::Reverse(*n), *actor));
    counts
}

/// All parts, ready to be tied together.
struct Assembly<'a, 'r> {
    articles: &'a [Arc<Article>],
    facts: &'a [Arc<ArticleFacts>],
    editorial: &'a Editorial,
    records: &'a [Record<'r>],
    linked: Vec<Linked>,
    /// For each article: whom it names.
    named: Vec<Vec<(ActorId, u32)>>,
    cast: Cast,
    agenda: Agenda,
    quotes: Vec<ResolvedQuote>,
    stories: Vec<Story>,
    copies: Vec<Option<ArticleId>>,
    redirects: Vec<Redirect>,
}

impl Assembly<'_, '_> {
    fn known_slugs(&self) -> BTreeSet<Slug> {
        let actors = self.cast.slugs();
        let events = self.agenda.events.iter().map(|event| &event.slug);
        let stories = self.stories.iter().map(|story| &story.slug);
        actors.chain(events).chain(stories).cloned().collect()
    }

    fn finish(mut self, diagnostics: &mut Vec<Diagnostic>) -> Resolution {
        let mut stories_of_events: Vec<Vec<StoryId>> = vec![Vec::new(); self.agenda.events.len()];
        for (ix, story) in self.stories.iter().enumerate() {
            for event in &story.events {
                if let Some(list) = stories_of_events.get_mut(event.ix()) {
                    list.push(StoryId(ix as u32));
                }
            }
        }
        for (event, stories) in self.agenda.events.iter_mut().zip(stories_of_events) {
            event.stories = stories;
        }
        let mut links = self.article_links(diagnostics);
        let actors = self.actors(&links);
        for (links, named) in links.iter_mut().zip(std::mem::take(&mut self.named)) {
            links.actors = named;
        }
        let mut redirects = std::mem::take(&mut self.redirects);
        redirects.append(&mut self.cast.redirects);
        redirects.append(&mut self.agenda.redirects);
        redirects.sort_unstable();
        redirects.dedup_by(|a, b| a.from == b.from);
        Resolution {
            actors,
            events: self.agenda.events,
            stories: self.stories,
            quotes: self.quotes,
            articles: links,
            redirects,
        }
    }

    /// Everything of the articles' links but whom they name.
    fn article_links(&mut self, diagnostics: &mut Vec<Diagnostic>) -> Vec<ArticleLinks> {
        let stories = story::of_articles(&self.stories, self.articles.len());
        let mut quotes: Vec<Vec<QuoteId>> = vec![Vec::new(); self.articles.len()];
        for (ix, quote) in self.quotes.iter().enumerate() {
            if let Some(list) = quotes.get_mut(quote.article.ix()) {
                list.push(QuoteId(ix as u32));
            }
        }
        let mut links = Vec::with_capacity(self.articles.len());
        for (ix, (linked, (stories, quotes))) in std::mem::take(&mut self.linked)
            .into_iter()
            .zip(stories.into_iter().zip(quotes))
            .enumerate()
        {
            let Some(facts) = self.facts.get(ix) else {
                continue;
            };
            let dates = (0..facts.dates.len()).map(|date| {
                report::value_of(
                    crate::extract::facts::DateIx(date as u32),
                    facts,
                    &linked.repairs,
                )
            });
            links.push(ArticleLinks {
                mentions: linked.mentions.actors,
                dates: dates.collect(),
                added_mentions: linked.repairs.added_mentions,
                added_dates: linked.repairs.added_dates,
                wikilinks: self.wikilinks(ix, diagnostics),
                actors: Vec::new(),
                events: self
                    .agenda
                    .of_article
                    .get_mut(ix)
                    .map(std::mem::take)
                    .unwrap_or_default(),
                quotes,
                stories,
                copy_of: self.copies.get(ix).copied().flatten(),
            });
        }
        links
    }

    /// What each `[[slug|text]]` of an article leads to.
    fn wikilinks(
        &self,
        article: usize,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Option<LinkTarget>> {
        let Some(article) = self.articles.get(article) else {
            return Vec::new();
        };
        let mut targets = Vec::with_capacity(article.wikilinks.len());
        for link in &article.wikilinks {
            let target = self.target(&link.target);
            if target.is_none() {
                diagnostics.push(self.unknown_target(&link.target, &link.place));
            }
            targets.push(target);
        }
        targets
    }

    /// What a link's target is: an actor, event, story or article by slug, or a date.
    fn target(&self, target: &str) -> Option<LinkTarget> {
        let target = target.trim();
        let slug = Slug::parse(target.rsplit('/').next().unwrap_or(target));
        let by_slug = slug.and_then(|slug| {
            let story = self.stories.binary_search_by(|story| story.slug.cmp(&slug));
            let article = || {
                self.articles
                    .iter()
                    .position(|article| article.slug == slug)
            };
            let actor = self.cast.get(&slug).map(LinkTarget::Actor);
            actor
                .or_else(|| self.agenda.get(&slug).map(LinkTarget::Event))
                .or_else(|| story.ok().map(|ix| LinkTarget::Story(StoryId(ix as u32))))
                .or_else(|| article().map(|ix| LinkTarget::Article(ArticleId(ix as u32))))
        });
        by_slug.or_else(|| target.parse().ok().map(LinkTarget::Date))
    }

    fn unknown_target(&self, target: &str, place: &Place) -> Diagnostic {
        let warning = Diagnostic::warning(
            "fix/orphaned",
            place.clone(),
            format!("`[[{target}]]` leads to no actor, event, story, article or date"),
        );
        match near::hint(target, self.known_slugs().iter()) {
            Some(hint) => warning.hint(hint),
            None => warning,
        }
    }

    fn actors(&self, links: &[ArticleLinks]) -> Vec<Actor> {
        let n_actors = self.cast.list.len();
        let mut mentions: Vec<Vec<MentionRef>> = vec![Vec::new(); n_actors];
        let mut articles: Vec<Vec<u32>> = vec![Vec::new(); n_actors];
        for (ix, links) in links.iter().enumerate() {
            for (at, actor) in links.mentions.iter().enumerate() {
                if let Some(list) = actor.and_then(|actor| mentions.get_mut(actor.ix())) {
                    list.push(MentionRef {
                        article: ArticleId(ix as u32),
                        mention: crate::extract::facts::MentionIx(at as u32),
                    });
                }
            }
            for (actor, _) in self.named.get(ix).into_iter().flatten() {
                if let Some(list) = articles.get_mut(actor.ix()) {
                    list.push(ix as u32);
                }
            }
        }
        let company = companions::companions(&self.cast, &self.agenda, &self.named, &articles);
        let (events, quotes, stories) = (self.events_of(), self.quotes_of(), self.stories_of());
        let apart = self.namesakes();
        let roles = self.roles(links);
        let parts = mentions.into_iter().zip(articles).zip(company);
        let more = events.into_iter().zip(quotes).zip(stories);
        let rest = apart.into_iter().zip(roles);
        let mut all = Vec::with_capacity(n_actors);
        for (identity, ((part, more), (not_same, roles))) in
            self.cast.list.iter().zip(parts.zip(more).zip(rest))
        {
            let ((mentions, articles), appears_with) = part;
            let ((events, quotes), stories) = more;
            let days = || {
                articles
                    .iter()
                    .filter_map(|ix| self.articles.get(*ix as usize)?.day())
            };
            all.push(Actor {
                mentions,
                first_seen: days().min(),
                last_seen: days().max(),
                articles: articles.into_iter().map(ArticleId).collect(),
                roles,
                events,
                quotes,
                stories,
                appears_with,
                not_same,
                ..self.known(identity)
            });
        }
        all
    }

    /// What is known of an actor without looking at the articles again.
    fn known(&self, identity: &cast::Identity) -> Actor {
        let file = identity.file.and_then(|ix| self.editorial.actors.get(ix));
        Actor {
            slug: identity.slug.clone(),
            kind: identity.kind,
            name: identity.name.clone(),
            sort_name: match identity.kind {
                ActorKind::Person => person::sort_name(&identity.name, identity.role_country),
                _ => identity.name.clone(),
            },
            aliases: identity.aliases.clone(),
            weak_aliases: identity.weak_aliases.clone(),
            country: identity.country,
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
            same_as: file.map_or_else(Vec::new, |file| file.same_as.clone()),
            pin: file.map_or_else(Vec::new, |file| file.pin.clone()),
            introduction: file.and_then(|file| file.body.clone()),
            editor_file: file.map(|file| file.place.clone()),
        }
    }

    fn roles(&self, links: &[ArticleLinks]) -> Vec<Vec<ActorRole>> {
        let names = role::Names::new(&self.cast);
        let material = role::Material {
            articles: self.articles,
            records: self.records,
            links,
            names: &names,
            cast: &self.cast,
            files: &self.editorial.actors,
        };
        self.cast
            .list
            .par_iter()
            .map(|identity| role::roles(identity, material))
            .collect()
    }

    fn events_of(&self) -> Vec<Vec<EventId>> {
        let mut of: Vec<Vec<EventId>> = vec![Vec::new(); self.cast.list.len()];
        for (ix, event) in self.agenda.events.iter().enumerate() {
            let who = event
                .participants
                .iter()
                .map(|participant| participant.actor);
            let actors: BTreeSet<ActorId> = who.chain(event.place).collect();
            for actor in actors {
                if let Some(list) = of.get_mut(actor.ix()) {
                    list.push(EventId(ix as u32));
                }
            }
        }
        of
    }

    fn quotes_of(&self) -> Vec<Vec<QuoteId>> {
        let mut of: Vec<Vec<QuoteId>> = vec![Vec::new(); self.cast.list.len()];
        for (ix, quote) in self.quotes.iter().enumerate() {
            if let Some(list) = quote.speaker.and_then(|speaker| of.get_mut(speaker.ix())) {
                list.push(QuoteId(ix as u32));
            }
        }
        of
    }

    fn stories_of(&self) -> Vec<Vec<StoryId>> {
        let mut of: Vec<Vec<StoryId>> = vec![Vec::new(); self.cast.list.len()];
        for (ix, story) in self.stories.iter().enumerate() {
            for (actor, _) in &story.actors {
                if let Some(list) = of.get_mut(actor.ix()) {
                    list.push(StoryId(ix as u32));
                }
            }
        }
        of
    }

    fn namesakes(&self) -> Vec<Vec<ActorId>> {
        let mut of: Vec<Vec<ActorId>> = vec![Vec::new(); self.cast.list.len()];
        for (one, other) in &self.cast.apart {
            if let Some(list) = of.get_mut(one.ix()) {
                list.push(*other);
            }
        }
        of
    }
}
