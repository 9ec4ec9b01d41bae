//! Why articles are one story: what each has in common with the others, and what the editors say.

use super::actor::{at, told};
use super::find::Subject;
use super::view::{View, count};
use super::{Advice, Answer, Item, Part};
use crate::content::ArticleId;
use crate::content::editorial::{Action, StoryFile};
use crate::resolve::{ActorId, Origin, Story, StoryId};
use crate::slug::Slug;
use std::collections::BTreeSet;

/// Most actors that are named for one article.
const NAMED: usize = 6;

pub(super) fn answer(view: &View<'_>, id: StoryId) -> Answer {
    let mut answer = view.about(&Subject::Story(id));
    let Some(story) = view.site.resolution.stories.get(id.ix()) else {
        return answer;
    };
    let files = view.site.editorial.stories.iter();
    let found = Found {
        view,
        story,
        file: files.clone().find(|file| file.slug == story.slug),
    };
    answer.parts = vec![
        found.name(),
        found.articles(),
        found.copies(),
        found.editors(),
    ];
    answer.advice = found.advice();
    answer
}

struct Found<'v, 'a> {
    view: &'v View<'a>,
    story: &'a Story,
    file: Option<&'a StoryFile>,
}

impl Found<'_, '_> {
    fn name(&self) -> Part {
        let item = Item::new(&self.story.name);
        let item = match &self.story.name_origin {
            Origin::Derived(rule) => item.rule(rule),
            Origin::Editor(place) => item.rule("decision").notes([at(place)]),
            Origin::Extracted(sentence) => item
                .rule("central-headline")
                .cited(self.view.cited(*sentence, &[])),
        };
        self.view.part("its name", [item], Some)
    }

    fn articles(&self) -> Part {
        let words = self.view.shared_words(&self.story.articles);
        let words = |id| words.get(id).map_or(&[][..], Vec::as_slice);
        self.view.part("its articles", &self.story.articles, |id| {
            self.member(*id, words(id))
        })
    }

    fn member(&self, id: ArticleId, words: &[String]) -> Option<Item> {
        let article = self.view.article(id)?;
        let day = article
            .day()
            .map_or_else(|| "undated".to_owned(), |day| day.to_string());
        let item = Item::new(format!("{day}: {} ({})", article.title, article.slug));
        if article.stories.contains(&self.story.slug) {
            let note = format!(
                "`stories` in the front matter of {}",
                article.path.display()
            );
            return Some(item.rule("decision").notes([note]));
        }
        if let Some(file) = self
            .file
            .filter(|file| file.include.contains(&article.slug))
        {
            return Some(
                item.rule("decision")
                    .notes([format!("`include` in {}", at(&file.place))]),
            );
        }
        if let Some(file) = self.file.filter(|file| is_seeded(file)) {
            let seeds = self.seeds(file, id);
            let note = format!("the seed in {}", at(&file.place));
            return Some(item.rule("seed").notes([note]).notes(seeds));
        }
        let words = (!words.is_empty()).then(|| format!("words in common: {}", words.join(", ")));
        Some(item.rule("thread").notes(self.shared(id)).notes(words))
    }

    /// Which actors of the seed an article names.
    fn seeds(&self, file: &StoryFile, id: ArticleId) -> Option<String> {
        let named = self.view.links(id)?.actors.iter();
        let named = named.filter_map(|(actor, _)| self.view.actor(*actor));
        let named = named.filter(|actor| file.seed_actors.contains(&actor.slug));
        let names: Vec<&str> = named.map(|actor| actor.name.as_str()).collect();
        (!names.is_empty()).then(|| format!("it names {}", names.join(", ")))
    }

    /// What an article has in common with others of the story, the rarest on the site first.
    fn shared(&self, id: ArticleId) -> Vec<String> {
        let Some(own) = self.view.links(id) else {
            return Vec::new();
        };
        let others = || self.story.articles.iter().filter(|other| **other != id);
        let elsewhere = |actor: ActorId| {
            others().any(|other| {
                let links = self.view.links(*other);
                links.is_some_and(|links| links.actors.iter().any(|(it, _)| *it == actor))
            })
        };
        let mut actors: Vec<ActorId> = own.actors.iter().map(|(actor, _)| *actor).collect();
        actors.retain(|actor| elsewhere(*actor));
        let spread = |actor: &ActorId| self.view.actor(*actor).map_or(0, |it| it.articles.len());
        actors.sort_by_key(|actor| (spread(actor), *actor));
        let names: Vec<&str> = actors
            .iter()
            .take(NAMED)
            .map(|actor| self.view.name(*actor))
            .collect();
        let events = own.events.iter().filter(|event| {
            others().any(|other| {
                let links = self.view.links(*other);
                links.is_some_and(|links| links.events.contains(event))
            })
        });
        let events = events.count();
        let mut notes = Vec::new();
        if !names.is_empty() {
            let more = actors.len().saturating_sub(NAMED);
            let more = match more {
                0 => String::new(),
                n => format!(" and {}", count(n, "other")),
            };
            notes.push(format!("names in common: {}{more}", names.join(", ")));
        }
        if events > 0 {
            notes.push(format!("{} in common", count(events, "event")));
        }
        notes
    }

    fn copies(&self) -> Part {
        self.view
            .part("counted as one source", &self.story.copies, |group| {
                let slugs = group.iter().filter_map(|id| self.view.article(*id));
                let slugs: Vec<&str> = slugs.map(|article| article.slug.as_str()).collect();
                Some(Item::new(slugs.join(", ")).rule("copy"))
            })
    }

    fn editors(&self) -> Part {
        let file = self.story.editor_file.iter().map(at);
        let decisions = self.view.site.editorial.decisions.iter();
        let decisions = decisions.filter(|decision| match &decision.action {
            Action::Merge { slugs, keep } => {
                *keep == self.story.slug || slugs.contains(&self.story.slug)
            }
            Action::Rename { to, .. } => *to == self.story.slug,
            _ => false,
        });
        let words = file.chain(decisions.map(told));
        self.view.part("the editors' word", words, |words| {
            Some(Item::new(words).rule("decision"))
        })
    }

    fn advice(&self) -> Vec<Advice> {
        let slug = &self.story.slug;
        let member = self.story.articles.last();
        let member = member.and_then(|id| self.view.article(*id));
        let out = member.map(|article| Advice {
            when: format!("{} does not belong to it", article.slug),
            file: format!("{} (front matter)", article.path.display()),
            lines: format!("stories: [-{slug}]\n"),
        });
        let file = Advice {
            when: "it should bear another name, or take other articles in".into(),
            file: format!("content/stories/{slug}.md"),
            lines: format!(
                "---\nname: {}\ninclude: [another-article]\nexclude: []\n---\n",
                serde_json::Value::from(self.story.name.as_str())
            ),
        };
        let others: BTreeSet<&Slug> = self
            .view
            .site
            .resolution
            .stories
            .iter()
            .map(|story| &story.slug)
            .filter(|other| *other != slug)
            .collect();
        let merge = others.first().map(|_| {
            self.view.decision(
                &format!("merge: [story/{slug}, story/another-slug]\nkeep: story/{slug}"),
                "another story is the same",
            )
        });
        let file = self.file.is_none().then_some(file);
        out.into_iter().chain(file).chain(merge).collect()
    }
}

fn is_seeded(file: &StoryFile) -> bool {
    !file.seed_actors.is_empty() || !file.seed_keywords.is_empty()
}
