//! Why somebody has a page: the names that were taken for one, the mentions with their rules, who was kept apart and why.

use super::find::Subject;
use super::view::{View, count};
use super::{Advice, Answer, Item, Part};
use crate::content::ArticleId;
use crate::content::editorial::{Action, Decision};
use crate::diag::Place;
use crate::extract::facts::{MentionClass, ReferentIx};
use crate::kinds::ActorKind;
use crate::resolve::namesake::Profile;
use crate::resolve::record::{self, Record, name_key};
use crate::resolve::{Actor, ActorId, ActorRole, MentionRef, Origin, person};
use crate::slug::Slug;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn answer(view: &View<'_>, id: ActorId) -> Answer {
    let mut answer = view.about(&Subject::Actor(id));
    let Some(actor) = view.actor(id) else {
        return answer;
    };
    let found = Found { view, id, actor };
    answer.parts = vec![
        found.names(),
        found.apart(),
        found.neighbours(),
        found.mentions(),
        found.roles(),
        found.editors(),
    ];
    answer.advice = found.advice();
    answer
}

struct Found<'v, 'a> {
    view: &'v View<'a>,
    id: ActorId,
    actor: &'a Actor,
}

/// How a name came to the actor.
struct Bearing {
    name: String,
    articles: BTreeSet<ArticleId>,
    first: MentionRef,
}

impl<'a> Found<'_, 'a> {
    /// The full names that articles use, most used first.
    fn bearings(&self) -> (Vec<Bearing>, BTreeSet<String>) {
        let mut names: BTreeMap<&str, Bearing> = BTreeMap::new();
        let mut strong: BTreeSet<String> = BTreeSet::new();
        let mut seen: BTreeSet<(ArticleId, ReferentIx)> = BTreeSet::new();
        let is_whole = |at: MentionRef, name: &str| {
            let mention = self.view.mention(at);
            mention.is_some_and(|it| self.view.words(at.article, it.span) == name)
        };
        for at in &self.actor.mentions {
            let mention = self.view.mention(*at);
            let Some((ix, referent)) = mention.and_then(|it| self.view.referent(at.article, it))
            else {
                continue;
            };
            // The sentence that prints the name in full shows it best.
            if let Some(known) = names.get_mut(referent.name.as_str())
                && !is_whole(known.first, &known.name)
                && is_whole(*at, &referent.name)
            {
                known.first = *at;
            }
            if !seen.insert((at.article, ix)) {
                continue;
            }
            strong.extend(referent.strong.iter().map(|name| name_key(name)));
            let bearing = names.entry(&referent.name).or_insert_with(|| Bearing {
                name: referent.name.clone(),
                articles: BTreeSet::new(),
                first: *at,
            });
            bearing.articles.insert(at.article);
        }
        let mut names: Vec<Bearing> = names.into_values().collect();
        names.sort_by_key(|bearing| std::cmp::Reverse(bearing.articles.len()));
        (names, strong)
    }

    fn names(&self) -> Part {
        let (names, strong) = self.bearings();
        let main = names.first().map(|bearing| name_key(&bearing.name));
        self.view.part("names taken for one", names, |bearing| {
            let key = name_key(&bearing.name);
            let rule = if Some(&key) == main.as_ref() {
                "same-name"
            } else if self.actor.country.is_some() {
                "country-name"
            } else if strong.contains(&key) {
                "strong-alias"
            } else if self.merge().is_some() {
                "decision"
            } else {
                "variant"
            };
            let mention = self.view.mention(bearing.first)?;
            let says = format!(
                "{} ({})",
                bearing.name,
                count(bearing.articles.len(), "article")
            );
            let item = Item::new(says)
                .rule(rule)
                .cited(self.view.cited_at(bearing.first.article, &[mention.span]));
            let merge = self.merge().filter(|_| rule == "decision");
            Some(item.notes(merge.map(told)))
        })
    }

    /// The editors' decision that merged others into it.
    fn merge(&self) -> Option<&'a Decision> {
        let decisions: &'a [Decision] = &self.view.site.editorial.decisions;
        decisions.iter().find(|decision| match &decision.action {
            Action::Merge { slugs, keep } => {
                *keep == self.actor.slug || slugs.contains(&self.actor.slug)
            }
            _ => false,
        })
    }

    fn apart(&self) -> Part {
        let records = match self.actor.not_same.is_empty() {
            true => Vec::new(),
            false => record::records(&self.view.site.articles, &self.view.site.facts),
        };
        let own = self.profile(&records, self.id);
        self.view
            .part("kept apart from", &self.actor.not_same, |other| {
                let actor = self.view.actor(*other)?;
                let item = Item::new(format!("{} ({})", actor.name, actor.slug));
                if let Some(decision) = self.distinct(&actor.slug) {
                    return Some(item.rule("decision").notes([told(decision)]));
                }
                if let Some(place) = self.not_same(actor) {
                    return Some(item.rule("decision").notes([at(place)]));
                }
                let differences = own.differences(&self.profile(&records, *other));
                Some(item.rule("namesake").notes(differences))
            })
    }

    fn distinct(&self, other: &Slug) -> Option<&'a Decision> {
        let decisions: &'a [Decision] = &self.view.site.editorial.decisions;
        decisions.iter().find(|decision| match &decision.action {
            Action::Distinct(slugs) => slugs.contains(&self.actor.slug) && slugs.contains(other),
            _ => false,
        })
    }

    /// The editor's file that keeps the two apart.
    fn not_same(&self, other: &Actor) -> Option<&'a Place> {
        let mut files = self.view.site.editorial.actors.iter();
        let parts = |one: &Slug, two: &Slug, file: &crate::content::editorial::ActorFile| {
            file.slug == *one && file.not_same.contains(two)
        };
        let (one, two) = (&self.actor.slug, &other.slug);
        files
            .find(|file| parts(one, two, file) || parts(two, one, file))
            .map(|file| &file.place)
    }

    /// What all articles tell of an actor.
    fn profile(&self, records: &[Record<'_>], id: ActorId) -> Profile {
        let mut profile = Profile::default();
        let is_of = |record: &&Record<'_>| {
            let first = record.first_mention.map(crate::extract::facts::MentionIx);
            first.and_then(|first| self.view.who(record.article, first)) == Some(id)
        };
        for record in records.iter().filter(is_of) {
            profile.join(Profile::of(record));
        }
        profile
    }

    /// Others with pages of their own who bear the surname or short name.
    fn neighbours(&self) -> Part {
        let short: BTreeSet<String> = self.short_names(self.actor).collect();
        let actors = self.view.site.resolution.actors.iter().zip(0..);
        let others = actors.filter(|(other, ix)| {
            ActorId(*ix) != self.id
                && other.kind == self.actor.kind
                && !self.actor.not_same.contains(&ActorId(*ix))
                && self.short_names(other).any(|name| short.contains(&name))
        });
        self.view
            .part("others with a name in common", others, |(other, _)| {
                let item = Item::new(format!("{} ({})", other.name, other.slug));
                let rule = match name_key(&other.name) == name_key(&self.actor.name) {
                    true => "two-pages",
                    false => "surname-alone",
                };
                Some(item.rule(rule))
            })
    }

    fn short_names(&self, actor: &'a Actor) -> impl Iterator<Item = String> + use<'a> {
        let surname = (actor.kind == ActorKind::Person)
            .then(|| name_key(person::surname(&actor.name, actor.country)));
        let weak = actor.weak_aliases.iter().map(|name| name_key(name));
        weak.chain(surname).filter(|name| !name.is_empty())
    }

    /// One mention for each rule, with how many there are; when everything is wanted, every mention.
    fn mentions(&self) -> Part {
        let all = &self.actor.mentions;
        if self.view.most >= all.len() {
            return self.view.part("mentions", all, |at| self.mention(*at, 1));
        }
        let mut groups: BTreeMap<(MentionClass, &str), (MentionRef, usize)> = BTreeMap::new();
        for at in all {
            if let Some(mention) = self.view.mention(*at) {
                let key = (mention.class, mention.rule.0);
                groups.entry(key).or_insert((*at, 0)).1 += 1;
            }
        }
        let mut groups: Vec<(MentionRef, usize)> = groups.into_values().collect();
        groups.sort_by_key(|(at, n)| (std::cmp::Reverse(*n), *at));
        self.view
            .part("mentions, one for each rule", groups, |(at, n)| {
                self.mention(at, n)
            })
    }

    fn mention(&self, at: MentionRef, n: usize) -> Option<Item> {
        let mention = self.view.mention(at)?;
        let words = self.view.words(at.article, mention.span);
        let says = match n {
            1 => format!("\"{words}\""),
            n => format!("\"{words}\" and {} like it", n - 1),
        };
        let item = Item::new(says)
            .rule(mention.rule.0)
            .cited(self.view.cited_at(at.article, &[mention.span]));
        Some(item.notes(self.view.weighed(at.article, at.mention)))
    }

    fn roles(&self) -> Part {
        self.view
            .part("described as", &self.actor.roles, |role| self.role(role))
    }

    fn role(&self, role: &ActorRole) -> Option<Item> {
        let of = role
            .of
            .as_ref()
            .map_or_else(String::new, |of| format!(" of {of}"));
        let status = format!("{:?}", role.status).to_lowercase();
        let item = Item::new(format!("{}{of}, {status}", role.title));
        if let Origin::Editor(place) = &role.origin {
            return Some(item.rule("decision").notes([at(place)]));
        }
        let first = *role.evidence.first()?;
        let facts = self.view.facts(first.article)?;
        let mut roles = facts.referents.iter().flat_map(|referent| &referent.roles);
        let found = roles.find(|it| it.sentence == first.sentence && it.title == role.title);
        let n = role.evidence.len();
        let more = (n > 1).then(|| format!("so in {}", count(n, "sentence")));
        Some(match found {
            Some(found) => item
                .rule(found.rule.0)
                .cited(self.view.cited(first, &[found.span]))
                .notes(more),
            None => item.cited(self.view.cited(first, &[])).notes(more),
        })
    }

    fn editors(&self) -> Part {
        let file = self.actor.editor_file.iter();
        self.view.part("the editors' word", file, |place| {
            Some(Item::new(at(place)).rule("decision"))
        })
    }

    fn advice(&self) -> Vec<Advice> {
        let (view, slug) = (self.view, &self.actor.slug);
        let mut advice = Vec::new();
        if let Some(at) = self.actor.mentions.last()
            && let Some(mention) = view.mention(*at)
        {
            let when = "in one article it is somebody else";
            advice.extend(view.fix_mention(at.article, mention.span, "another-slug", when));
            if let Some(article) = view.article(at.article) {
                advice.push(view.decision(
                    &format!(
                        "split: {slug}\nmentions: [{}#s{}]\nto: another-slug",
                        article.slug,
                        mention.sentence.0 + 1
                    ),
                    "two people or bodies share this page",
                ));
            }
        }
        // What an editor has decided needs no deciding.
        let others = self.actor.not_same.iter().filter_map(|id| view.actor(*id));
        let mut open =
            others.filter(|it| self.distinct(&it.slug).is_none() && self.not_same(it).is_none());
        let other = open.next();
        match other {
            Some(other) => advice.extend(view.merge_or_part("", slug, &other.slug)),
            None => advice.push(view.decision(
                &format!("merge: [{slug}, another-slug]\nkeep: {slug}"),
                "another page is about the same",
            )),
        }
        advice.push(view.decision(&format!("hide: {slug}"), "it should have no page"));
        advice
    }
}

/// Where an editor wrote it.
pub(super) fn at(place: &Place) -> String {
    let path = place.path.display().to_string().replace('\\', "/");
    match place.line {
        0 => path,
        line => format!("{path}:{line}"),
    }
}

/// A decision, where it stands and why it was taken.
pub(super) fn told(decision: &Decision) -> String {
    let place = at(&decision.place);
    match &decision.because {
        Some(because) => format!("decision {}, {place}: {because}", decision.id),
        None => format!("decision {}, {place}", decision.id),
    }
}
