//! How much an article says of somebody: enough for a page, or only a name in passing.
//!
//! A page says where somebody is named, what they are, said and did. Of a name that one article has once, without a role,
//! a word or a deed, it would say nothing that the article's own page does not; and such names are the ones that are most
//! often misread. Whoever an editor names gets a page all the same.

use crate::content::article::MentionFix;
use crate::content::editorial::{Action, Prose};
use crate::content::{Article, Editorial};
use crate::extract::ArticleFacts;
use crate::extract::facts::{MentionClass, MentionIx, ReferentIx};
use crate::slug::Slug;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What one article has of a referent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    /// Mentions, by name or otherwise.
    pub mentions: u32,
    /// Mentions by name.
    pub names: u32,
    /// It has a role, says something or takes part in something.
    pub is_told: bool,
}

impl Presence {
    /// Both together.
    pub fn and(self, other: Self) -> Self {
        Self {
            mentions: self.mentions + other.mentions,
            names: self.names + other.names,
            is_told: self.is_told || other.is_told,
        }
    }

    /// True when there is nothing to say but that it was named, once.
    pub fn is_bare(self) -> bool {
        !self.is_told && (self.mentions < 2 || self.names == 0)
    }
}

/// For each referent of an article.
pub fn presences(facts: &ArticleFacts) -> Vec<Presence> {
    let told = facts.referents.iter().map(|referent| Presence {
        is_told: !referent.roles.is_empty(),
        ..Presence::default()
    });
    let mut all: Vec<Presence> = told.collect();
    let referent = |mention: MentionIx| facts.mentions.get(mention.ix())?.referent;
    for mention in &facts.mentions {
        let slot = mention.referent.and_then(|it| all.get_mut(it.ix()));
        if let Some(slot) = slot {
            let by_name = matches!(mention.class, MentionClass::Name | MentionClass::Metonym);
            slot.mentions += 1;
            slot.names += u32::from(by_name);
        }
    }
    let speakers = facts.quotes.iter().filter_map(|quote| quote.speaker);
    let parts = facts.events.iter().flat_map(|event| {
        let who = event.participants.iter().map(|(mention, _)| *mention);
        who.chain(event.place).chain(event.source)
    });
    let told: Vec<ReferentIx> = speakers.chain(parts).filter_map(referent).collect();
    for ix in told {
        if let Some(slot) = all.get_mut(ix.ix()) {
            slot.is_told = true;
        }
    }
    all
}

/// Every slug that an editor names: in front matter, files, decisions and links.
pub fn wanted(articles: &[Arc<Article>], editorial: &Editorial) -> BTreeSet<Slug> {
    let mut wanted: BTreeSet<Slug> = BTreeSet::new();
    for article in articles {
        let fixed = |fix: &MentionFix| fix.actor.clone();
        wanted.extend(article.actors.iter().cloned());
        wanted.extend(article.fixes.mentions.iter().filter_map(fixed));
        wanted.extend(article.fixes.quotes.iter().map(|fix| fix.speaker.clone()));
        wanted.extend(
            article
                .wikilinks
                .iter()
                .filter_map(|link| slug(&link.target)),
        );
    }
    for file in &editorial.actors {
        wanted.insert(file.slug.clone());
        wanted.extend(file.not_same.iter().cloned());
        wanted.extend(file.roles.iter().filter_map(|role| slug(role.of.as_ref()?)));
    }
    for file in &editorial.events {
        wanted.extend(file.participants.iter().chain(&file.location).cloned());
    }
    for file in &editorial.stories {
        wanted.extend(file.seed_actors.iter().cloned());
        let texts = file.key_points.iter().chain(&file.open_questions);
        for cited in texts.chain(&file.watch) {
            wanted.extend(linked(&cited.text));
        }
    }
    for prose in prose(editorial) {
        wanted.extend(linked(&prose.markdown));
    }
    for decision in &editorial.decisions {
        wanted.extend(decided(&decision.action));
    }
    wanted
}

fn prose(editorial: &Editorial) -> impl Iterator<Item = &Prose> {
    let actors = editorial
        .actors
        .iter()
        .filter_map(|file| file.body.as_ref());
    let events = editorial
        .events
        .iter()
        .filter_map(|file| file.body.as_ref());
    let stories = editorial
        .stories
        .iter()
        .filter_map(|file| file.body.as_ref());
    let briefings = editorial.briefings.iter().map(|it| &it.body);
    let pages = editorial.pages.iter().map(|it| &it.body);
    actors
        .chain(events)
        .chain(stories)
        .chain(briefings)
        .chain(pages)
}

fn decided(action: &Action) -> Vec<Slug> {
    match action {
        Action::Merge { slugs, keep } => slugs.iter().chain([keep]).cloned().collect(),
        Action::Distinct(slugs) => slugs.clone(),
        Action::Hide(slug) | Action::Confirm(slug) => vec![slug.clone()],
        Action::Rename { from, to } => vec![from.clone(), to.clone()],
        Action::Split { actor, to, .. } => vec![actor.clone(), to.clone()],
        Action::Set { location, .. } => location.iter().cloned().collect(),
    }
}

/// The targets of `[[slug|words]]`.
fn linked(text: &str) -> impl Iterator<Item = Slug> + '_ {
    let ends = |ch: char| matches!(ch, '|' | ']' | '\n');
    let links = text.split("[[").skip(1);
    links.filter_map(move |rest| slug(rest.split(ends).next()?))
}

fn slug(target: &str) -> Option<Slug> {
    let target = target.trim();
    Slug::parse(target.rsplit('/').next().unwrap_or(target))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_passing_is_bare_and_a_role_or_a_second_mention_is_not() {
        let once = Presence {
            mentions: 1,
            names: 1,
            is_told: false,
        };
        let told = Presence {
            is_told: true,
            ..once
        };
        let people = Presence { names: 0, ..once };
        assert!(once.is_bare() && !told.is_bare() && !once.and(once).is_bare());
        assert!(people.and(people).is_bare(), "a people is not its country");
    }

    #[test]
    fn links_in_prose_name_slugs() {
        let text =
            "On [[riga]] and [[actors/anna-berg|the mayor]], [[2019-01-16|then]] and [[No Slug]].";
        let slugs: Vec<String> = linked(text).map(|it| it.to_string()).collect();
        assert_eq!(slugs, ["riga", "anna-berg", "2019-01-16"]);
    }
}
