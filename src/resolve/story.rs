//! Stories: threads of articles over days, as found and as the editors want them.
//!
//! An editor's story takes what its seed, its lists and the articles' front matter give it; what it takes is no longer
//! in a found thread. A found thread has the slug of its first article for ever and the headline of its central one.

use super::agenda::Agenda;
use super::cast::Cast;
use super::evidence::Sentences;
use super::ledger::Ledger;
use super::term::Terms;
use super::{
    ActorId, Cited, EventId, Origin, QuoteId, Redirect, ResolvedQuote, Story, StoryId, lead, near,
    thread,
};
use crate::content::editorial::{Action, CitedText, StoryFile};
use crate::content::{Article, ArticleId, Editorial};
use crate::diag::Diagnostic;
use crate::extract::ArticleFacts;
use crate::slug::Slug;
use crate::text::BlockKind;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Key points that a story without an editor shows.
const KEY_POINTS: usize = 3;

/// Everything that telling stories reads.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// Articles.
    pub articles: &'a [Arc<Article>],
    /// Their facts.
    pub facts: &'a [Arc<ArticleFacts>],
    /// Their terms.
    pub terms: &'a [Terms],
    /// The articles of each thread.
    pub threads: &'a [Vec<ArticleId>],
    /// Actors of each article, with the number of mentions.
    pub actors: &'a [Vec<(ActorId, u32)>],
    /// The article that each one copies.
    pub copies: &'a [Option<ArticleId>],
    /// Actors.
    pub cast: &'a Cast,
    /// Events.
    pub agenda: &'a Agenda,
    /// Quotes.
    pub quotes: &'a [ResolvedQuote],
    /// The editors' words.
    pub editorial: &'a Editorial,
    /// Sentences by citation.
    pub sentences: &'a Sentences<'a>,
}

/// The result.
#[derive(Debug, Default)]
pub struct Shelf {
    /// Sorted by slug.
    pub stories: Vec<Story>,
    /// Old permalinks.
    pub redirects: Vec<Redirect>,
    /// Warnings.
    pub diagnostics: Vec<Diagnostic>,
}

#[derive(Clone, Debug, Default)]
struct Draft<'a> {
    members: BTreeSet<ArticleId>,
    file: Option<&'a StoryFile>,
    old: BTreeSet<Slug>,
    hidden: bool,
}

struct Telling<'a> {
    material: Material<'a>,
    drafts: BTreeMap<Slug, Draft<'a>>,
    diagnostics: Vec<Diagnostic>,
}

/// Makes the stories.
pub fn stories(material: Material<'_>, ledger: &mut Ledger<'_>) -> Shelf {
    let mut telling = Telling {
        material,
        drafts: BTreeMap::new(),
        diagnostics: Vec::new(),
    };
    let found = telling.found(material.threads);
    telling.edited(&found);
    telling.forced(&found);
    telling.add_found(found);
    telling.kept_out();
    telling.apply_decisions(ledger);
    telling.warn_empty();
    telling.finish()
}

impl<'a> Telling<'a> {
    /// Threads of two and more, by the slug of their first article.
    fn found(&self, threads: &[Vec<ArticleId>]) -> BTreeMap<Slug, BTreeSet<ArticleId>> {
        threads
            .iter()
            .filter(|members| members.len() >= 2)
            .filter_map(|members| {
                let first = self.material.articles.get(members.first()?.ix())?;
                Some((first.slug.clone(), members.iter().copied().collect()))
            })
            .collect()
    }

    /// The editors' stories with what their seeds and lists give them.
    fn edited(&mut self, found: &BTreeMap<Slug, BTreeSet<ArticleId>>) {
        let files: &'a [StoryFile] = &self.material.editorial.stories;
        for file in files {
            let mut members = self.seeded(file);
            // A file without a seed that has a found thread's slug speaks of that thread.
            if let Some(thread) = found.get(&file.slug) {
                members.extend(thread);
            }
            members.extend(self.listed(&file.include, file));
            for article in self.listed(&file.exclude, file) {
                members.remove(&article);
            }
            let draft = self.drafts.entry(file.slug.clone()).or_default();
            draft.members.extend(members);
            draft.file = Some(file);
        }
    }

    fn listed(&mut self, slugs: &[Slug], file: &StoryFile) -> Vec<ArticleId> {
        let mut articles = Vec::new();
        for slug in slugs {
            match self.material.sentences.article(slug.as_str()) {
                Some(article) => articles.push(article),
                None => self.warn(
                    "story/unknown-article",
                    file,
                    format!("there is no article `{slug}`"),
                    near::hint(slug.as_str(), self.material.sentences.slugs()),
                ),
            }
        }
        articles
    }

    fn warn(
        &mut self,
        code: &'static str,
        file: &StoryFile,
        message: String,
        hint: Option<String>,
    ) {
        let warning = Diagnostic::warning(code, file.place.clone(), message);
        self.diagnostics.push(match hint {
            Some(hint) => warning.hint(hint),
            None => warning,
        });
    }

    /// Articles that name two of the seed's actors, or one and a keyword.
    fn seeded(&mut self, file: &StoryFile) -> BTreeSet<ArticleId> {
        let cast = self.material.cast;
        let mut seeds: BTreeSet<ActorId> = BTreeSet::new();
        for slug in &file.seed_actors {
            match cast.get(slug) {
                Some(actor) => {
                    seeds.insert(actor);
                }
                None => self.warn(
                    "editor/unknown-actor",
                    file,
                    format!("there is no actor `{slug}` for the seed"),
                    near::hint(slug.as_str(), cast.slugs()),
                ),
            }
        }
        let keywords: Vec<String> = file
            .seed_keywords
            .iter()
            .map(|word| word.to_lowercase())
            .filter(|word| !word.is_empty())
            .collect();
        if seeds.is_empty() && keywords.is_empty() {
            return BTreeSet::new();
        }
        let mut members = BTreeSet::new();
        for (ix, actors) in self.material.actors.iter().enumerate() {
            let n_seeds = actors
                .iter()
                .filter(|(actor, _)| seeds.contains(actor))
                .count();
            let joins = n_seeds >= 2
                || ((n_seeds == 1 || seeds.is_empty()) && self.has_keyword(ix, &keywords));
            if joins {
                members.insert(ArticleId(ix as u32));
            }
        }
        members
    }

    fn has_keyword(&self, article: usize, keywords: &[String]) -> bool {
        let Some(article) = self.material.articles.get(article) else {
            return false;
        };
        let text = article.text.text.to_lowercase();
        keywords.iter().any(|word| text.contains(word.as_str()))
            || article
                .tags
                .iter()
                .any(|tag| keywords.contains(&tag.to_lowercase()))
    }

    /// Articles that their own front matter puts into stories.
    fn forced(&mut self, found: &BTreeMap<Slug, BTreeSet<ArticleId>>) {
        for (ix, article) in self.material.articles.iter().enumerate() {
            for slug in &article.stories {
                let draft = self.drafts.entry(slug.clone()).or_default();
                draft.members.insert(ArticleId(ix as u32));
                if draft.file.is_none()
                    && let Some(thread) = found.get(slug)
                {
                    draft.members.extend(thread);
                }
            }
        }
    }

    /// Found threads without what the editors took. One that lost half leads to the story that took most.
    fn add_found(&mut self, found: BTreeMap<Slug, BTreeSet<ArticleId>>) {
        let mut takers: BTreeMap<ArticleId, Vec<Slug>> = BTreeMap::new();
        for (slug, draft) in &self.drafts {
            for article in &draft.members {
                takers.entry(*article).or_default().push(slug.clone());
            }
        }
        for (slug, thread) in found {
            if self.drafts.contains_key(&slug) {
                continue;
            }
            let rest: BTreeSet<ArticleId> = thread
                .iter()
                .copied()
                .filter(|article| !takers.contains_key(article))
                .collect();
            let n_taken = thread.len() - rest.len();
            if n_taken * 2 >= thread.len() || rest.len() < 2 {
                let mut counts: BTreeMap<&Slug, usize> = BTreeMap::new();
                for taker in thread
                    .iter()
                    .filter_map(|article| takers.get(article))
                    .flatten()
                {
                    *counts.entry(taker).or_default() += 1;
                }
                let most = counts
                    .iter()
                    .max_by(|(a, n), (b, m)| n.cmp(m).then(b.cmp(a)));
                if let Some(draft) = most.and_then(|(taker, _)| self.drafts.get_mut(*taker)) {
                    draft.old.insert(slug.clone());
                }
            }
            if rest.len() < 2 {
                continue;
            }
            let first = rest
                .first()
                .and_then(|first| self.material.articles.get(first.ix()));
            if let Some(first) = first {
                let draft = self.drafts.entry(first.slug.clone()).or_default();
                draft.members.extend(rest);
            }
        }
    }

    /// Articles that their own front matter keeps out.
    fn kept_out(&mut self) {
        for (ix, article) in self.material.articles.iter().enumerate() {
            for slug in &article.not_stories {
                if let Some(draft) = self.drafts.get_mut(slug) {
                    draft.members.remove(&ArticleId(ix as u32));
                }
            }
        }
        let articles = self.material.articles;
        let mut lonely: Vec<(Slug, Option<ArticleId>)> = Vec::new();
        for (slug, draft) in &self.drafts {
            if draft.file.is_none() && draft.members.len() < 2 {
                lonely.push((slug.clone(), draft.members.first().copied()));
            }
        }
        let known: Vec<Slug> = self.drafts.keys().cloned().collect();
        for (slug, member) in lonely {
            self.drafts.remove(&slug);
            let article = member.and_then(|member| articles.get(member.ix()));
            let Some(article) = article.filter(|article| article.stories.contains(&slug)) else {
                continue;
            };
            let warning = Diagnostic::warning(
                "story/unknown",
                crate::diag::Place::file(&article.path),
                format!("there is no story `{slug}`, and no other article joins it"),
            );
            self.diagnostics
                .push(match near::hint(slug.as_str(), known.iter()) {
                    Some(hint) => warning.hint(hint),
                    None => warning.hint(format!("make it with content/stories/{slug}.md")),
                });
        }
    }

    /// Editors' stories that nothing joins.
    fn warn_empty(&mut self) {
        let empty: Vec<&StoryFile> = self
            .drafts
            .values()
            .filter(|draft| draft.members.is_empty())
            .filter_map(|draft| draft.file)
            .collect();
        for file in empty {
            let hint = "give it `seed: {actors: [...], keywords: [...]}` or `include`, or name it under `stories:` in articles";
            self.warn(
                "story/empty",
                file,
                format!("no article joins `{}`", file.slug),
                Some(hint.into()),
            );
        }
    }

    fn apply_decisions(&mut self, ledger: &mut Ledger<'_>) {
        for (ix, decision) in ledger.decisions() {
            match &decision.action {
                Action::Merge { slugs, keep } => {
                    if slugs.iter().any(|slug| self.drafts.contains_key(slug)) {
                        ledger.apply(ix);
                        for slug in slugs {
                            if !self.drafts.contains_key(slug) {
                                ledger.miss(ix, slug);
                            }
                            self.rename(slug, keep);
                        }
                    }
                }
                Action::Hide(slug) => {
                    if let Some(draft) = self.drafts.get_mut(slug) {
                        draft.hidden = true;
                        ledger.apply(ix);
                    }
                }
                Action::Rename { from, to } => {
                    if self.drafts.contains_key(from) {
                        self.rename(from, to);
                        ledger.apply(ix);
                    }
                }
                Action::Confirm(slug) => {
                    if self.drafts.contains_key(slug) {
                        ledger.apply(ix);
                    }
                }
                Action::Distinct(slugs) => {
                    if slugs.iter().all(|slug| self.drafts.contains_key(slug)) {
                        ledger.apply(ix);
                    }
                }
                Action::Split { .. } | Action::Set { .. } => {}
            }
        }
    }

    /// Moves everything of one story to another, which may be new.
    fn rename(&mut self, from: &Slug, to: &Slug) {
        if from == to {
            return;
        }
        let Some(draft) = self.drafts.remove(from) else {
            return;
        };
        let into = self.drafts.entry(to.clone()).or_default();
        into.members.extend(draft.members);
        into.file = into.file.or(draft.file);
        into.old.extend(draft.old);
        into.old.insert(from.clone());
    }

    fn finish(mut self) -> Shelf {
        let drafts = std::mem::take(&mut self.drafts);
        let mut shelf = Shelf::default();
        let shown = || drafts.iter().filter(|(_, draft)| !draft.hidden);
        let material = self.material;
        let names: Vec<(String, Origin)> = shown()
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|(slug, draft)| name(slug, &draft.members, draft.file, material))
            .collect();
        for ((slug, draft), name) in shown().zip(names) {
            for old in draft.old.iter().filter(|old| !drafts.contains_key(*old)) {
                shelf.redirects.push(Redirect {
                    from: format!("/stories/{old}/"),
                    to: format!("/stories/{slug}/"),
                });
            }
            let story = self.story(slug, name, draft);
            shelf.stories.push(story);
        }
        shelf.diagnostics = self.diagnostics;
        shelf
    }

    fn story(
        &mut self,
        slug: &Slug,
        (name, name_origin): (String, Origin),
        draft: &Draft<'a>,
    ) -> Story {
        let material = self.material;
        let members: Vec<ArticleId> = draft.members.iter().copied().collect();
        let copies = copies(&members, material.copies);
        let n_copies: usize = copies.iter().map(|group| group.len() - 1).sum();
        let days = || {
            members
                .iter()
                .filter_map(|id| material.articles.get(id.ix())?.day())
        };
        let file = draft.file;
        let mut key_points = file.map_or_else(Vec::new, |file| self.cited(&file.key_points));
        if key_points.is_empty() {
            key_points = leads(&members, material);
        }
        Story {
            slug: slug.clone(),
            name,
            name_origin,
            status: file.and_then(|file| file.status.clone()),
            independent: members.len() - n_copies,
            copies,
            events: events(&members, material.agenda),
            actors: actors(&members, material.actors),
            quotes: quotes(&members, material.quotes),
            first: days().min(),
            last: days().max(),
            articles: members,
            key_points,
            open_questions: file.map_or_else(Vec::new, |file| self.cited(&file.open_questions)),
            watch: file.map_or_else(Vec::new, |file| self.cited(&file.watch)),
            chapters: file.map_or_else(Vec::new, |file| file.chapters.clone()),
            introduction: file.and_then(|file| file.body.clone()),
            editor_file: file.map(|file| file.place.clone()),
        }
    }

    /// An editor's sentences with what they cite.
    fn cited(&mut self, texts: &[CitedText]) -> Vec<Cited> {
        let mut cited = Vec::new();
        for text in texts {
            let mut evidence = Vec::new();
            for citation in &text.evidence {
                match self.material.sentences.find(citation, &text.place) {
                    Ok(sentence) => evidence.push(sentence),
                    Err(warning) => self.diagnostics.push(*warning),
                }
            }
            cited.push(Cited {
                text: text.text.clone(),
                evidence,
                origin: Origin::Editor(text.place.clone()),
            });
        }
        cited
    }
}

/// The editor's name, else the headline of the central article.
fn name(
    slug: &Slug,
    members: &BTreeSet<ArticleId>,
    file: Option<&StoryFile>,
    material: Material<'_>,
) -> (String, Origin) {
    if let Some((name, file)) = file.and_then(|file| Some((file.name.clone()?, file))) {
        return (name, Origin::Editor(file.place.clone()));
    }
    let members: Vec<ArticleId> = members.iter().copied().collect();
    let central = thread::central(&members, material.terms);
    let title = central
        .and_then(|central| material.articles.get(central.ix()))
        .map_or_else(|| slug.to_string(), |article| article.title.clone());
    (title, Origin::Derived("central-headline"))
}

fn copies(members: &[ArticleId], copies: &[Option<ArticleId>]) -> Vec<Vec<ArticleId>> {
    let mut groups: BTreeMap<ArticleId, Vec<ArticleId>> = BTreeMap::new();
    for member in members {
        let original = copies
            .get(member.ix())
            .copied()
            .flatten()
            .unwrap_or(*member);
        groups.entry(original).or_default().push(*member);
    }
    groups
        .into_values()
        .filter(|group| group.len() >= 2)
        .collect()
}

fn events(members: &[ArticleId], agenda: &Agenda) -> Vec<EventId> {
    let events: BTreeSet<EventId> = members
        .iter()
        .filter_map(|member| agenda.of_article.get(member.ix()))
        .flatten()
        .copied()
        .collect();
    events.into_iter().collect()
}

fn actors(members: &[ArticleId], actors: &[Vec<(ActorId, u32)>]) -> Vec<(ActorId, u32)> {
    let mut counts: BTreeMap<ActorId, (u32, u32)> = BTreeMap::new();
    for (actor, n) in members
        .iter()
        .filter_map(|member| actors.get(member.ix()))
        .flatten()
    {
        let count = counts.entry(*actor).or_default();
        count.0 += 1;
        count.1 += n;
    }
    let mut cast: Vec<(ActorId, (u32, u32))> = counts.into_iter().collect();
    cast.sort_by_key(|(actor, (articles, mentions))| {
        (
            std::cmp::Reverse(*articles),
            std::cmp::Reverse(*mentions),
            *actor,
        )
    });
    cast.into_iter()
        .map(|(actor, (articles, _))| (actor, articles))
        .collect()
}

fn quotes(members: &[ArticleId], quotes: &[ResolvedQuote]) -> Vec<QuoteId> {
    let mut ids = Vec::new();
    for member in members {
        let first = quotes.partition_point(|quote| quote.article < *member);
        let last = quotes.partition_point(|quote| quote.article <= *member);
        ids.extend((first..last).map(|ix| QuoteId(ix as u32)));
    }
    ids
}

/// The first sentences of the newest articles, copies left out.
fn leads(members: &[ArticleId], material: Material<'_>) -> Vec<Cited> {
    let is_copy = |article: &&ArticleId| {
        material
            .copies
            .get(article.ix())
            .copied()
            .flatten()
            .is_none()
    };
    members
        .iter()
        .rev()
        .filter(is_copy)
        .filter_map(|article| lead_sentence(*article, material))
        .take(KEY_POINTS)
        .collect()
}

fn lead_sentence(id: ArticleId, material: Material<'_>) -> Option<Cited> {
    let article = material.articles.get(id.ix())?;
    let facts = material.facts.get(id.ix())?;
    let text = &article.text;
    let dateline = lead::dateline(article, facts);
    let ix = facts.sentences.iter().position(|sentence| {
        let block = text.blocks.get(sentence.block as usize);
        block.is_some_and(|block| block.kind == BlockKind::Paragraph)
            && sentence.span.end > dateline.end
    })?;
    let span = facts.sentences.get(ix)?.span;
    let start = span.start.max(dateline.end) as usize;
    let words = text.text.get(start..span.end as usize)?;
    let sentence = super::SentenceRef {
        article: id,
        sentence: crate::extract::facts::SentenceIx(ix as u32),
    };
    (!words.is_empty()).then(|| Cited {
        text: words.split_whitespace().collect::<Vec<_>>().join(" "),
        evidence: vec![sentence],
        origin: Origin::Extracted(sentence),
    })
}

/// Story ids by article.
pub fn of_articles(stories: &[Story], n_articles: usize) -> Vec<Vec<StoryId>> {
    let mut of: Vec<Vec<StoryId>> = vec![Vec::new(); n_articles];
    for (ix, story) in stories.iter().enumerate() {
        for article in &story.articles {
            if let Some(list) = of.get_mut(article.ix()) {
                list.push(StoryId(ix as u32));
            }
        }
    }
    of
}
