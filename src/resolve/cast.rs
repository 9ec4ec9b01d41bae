//! The actors as the editors want them: slugs, overlays, merges, splits, renames.
//!
//! Takes the groups of [`super::identity`] and gives each its permanent slug and its names. Knows nothing of events.

use super::identity::{Barrier, Clusters};
use super::ledger::Ledger;
use super::presence::{self, Presence};
use super::record::{Record, name_key};
use super::{ActorId, ActorKind, Redirect, company, fold, institution, near, person};
use crate::content::editorial::{Action, ActorFile};
use crate::content::{Article, Editorial};
use crate::diag::Diagnostic;
use crate::extract::ArticleFacts;
use crate::extract::facts::MentionKind;
use crate::extract::lexicon::World;
use crate::slug::Slug;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One actor before anything is known of its events and stories.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Permanent.
    pub slug: Slug,
    /// Kind.
    pub kind: ActorKind,
    /// Canonical name.
    pub name: String,
    /// Country code, for countries.
    pub country: Option<[u8; 2]>,
    /// Country of the first role that has one.
    pub role_country: Option<[u8; 2]>,
    /// Indices into the records, ascending.
    pub members: Vec<usize>,
    /// Other full names, sorted.
    pub aliases: Vec<String>,
    /// Short names, sorted.
    pub weak_aliases: Vec<String>,
    /// Index into the editors' actor files.
    pub file: Option<usize>,
}

/// All actors, sorted by slug, then kind.
#[derive(Debug, Default)]
pub struct Cast {
    /// By [`ActorId`].
    pub list: Vec<Identity>,
    /// For each article and referent: who it is.
    pub referents: Vec<Vec<Option<ActorId>>>,
    /// Namesakes and whoever an editor keeps apart.
    pub apart: BTreeSet<(ActorId, ActorId)>,
    /// Old permalinks.
    pub redirects: Vec<Redirect>,
    by_slug: BTreeMap<Slug, ActorId>,
}

impl Cast {
    /// The actor behind a slug, also behind one that it had before. An actor page wins over a place of the same slug.
    pub fn get(&self, slug: &Slug) -> Option<ActorId> {
        self.by_slug.get(slug).copied()
    }

    /// The identity of an actor.
    pub fn of(&self, id: ActorId) -> Option<&Identity> {
        self.list.get(id.ix())
    }

    /// All slugs.
    pub fn slugs(&self) -> impl Iterator<Item = &Slug> {
        self.list.iter().map(|identity| &identity.slug)
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = ActorId> + use<> {
        (0..self.list.len() as u32).map(ActorId)
    }
}

/// What the editors keep apart.
pub fn barrier(editorial: &Editorial) -> Barrier {
    let mut barrier = Barrier::default();
    for file in &editorial.actors {
        for other in &file.not_same {
            barrier.add(&file.slug, other);
        }
    }
    for decision in &editorial.decisions {
        if let Action::Distinct(slugs) = &decision.action {
            for (at, one) in slugs.iter().enumerate() {
                for other in &slugs[..at] {
                    barrier.add(one, other);
                }
            }
        }
    }
    barrier
}

/// Folder of a permalink.
pub fn folder(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Place => "places",
        ActorKind::Person | ActorKind::Organization | ActorKind::Country => "actors",
    }
}

#[derive(Clone, Debug)]
struct Draft {
    slug: Slug,
    kind: ActorKind,
    members: Vec<usize>,
    file: Option<usize>,
    hidden: bool,
    gone: bool,
    /// Slugs and folders that it had before.
    old: BTreeSet<(&'static str, Slug)>,
    /// The name where no article gives one.
    fallback: Option<String>,
}

struct Casting<'a, 'r> {
    records: &'a [Record<'r>],
    files: &'a [ActorFile],
    world: &'a World,
    drafts: Vec<Draft>,
    taken: BTreeMap<(&'static str, Slug), usize>,
    /// Drafts by the folded full names of their referents.
    by_key: BTreeMap<&'a str, BTreeSet<usize>>,
    diagnostics: Vec<Diagnostic>,
}

/// Everything that the casting reads.
#[derive(Clone, Copy)]
pub struct Material<'a, 'r> {
    /// Articles.
    pub articles: &'a [Arc<Article>],
    /// Their facts.
    pub facts: &'a [Arc<ArticleFacts>],
    /// All referents.
    pub records: &'a [Record<'r>],
    /// The editors' words.
    pub editorial: &'a Editorial,
    /// Country names.
    pub world: &'a World,
    /// Who gets a page.
    pub pages: Pages,
}

/// Who gets a page, when no editor says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    /// Who is named more than once, or of whom something is said.
    Told,
    /// Everybody with a full name.
    Named,
}

/// Makes the cast.
pub fn cast(
    material: Material<'_, '_>,
    clusters: &Clusters,
    barrier: &Barrier,
    ledger: &mut Ledger<'_>,
) -> (Cast, Vec<Diagnostic>) {
    let mut casting = Casting {
        records: material.records,
        files: &material.editorial.actors,
        world: material.world,
        drafts: Vec::new(),
        taken: BTreeMap::new(),
        by_key: BTreeMap::new(),
        diagnostics: Vec::new(),
    };
    casting.name_clusters(clusters, material.articles);
    casting.apply_files(material.articles);
    if material.pages == Pages::Told {
        casting.hide_bare(&presence::wanted(material.articles, material.editorial));
    }
    casting.warn_namesakes(clusters, material, barrier);
    casting.apply_decisions(ledger);
    let mut cast = casting.finish(material.facts, clusters);
    keep_apart(&mut cast, barrier, ledger);
    (cast, casting.diagnostics)
}

impl<'a> Casting<'a, '_> {
    fn draft_at(&self, slug: &Slug) -> Option<usize> {
        ["actors", "places"]
            .into_iter()
            .find_map(|folder| self.taken.get(&(folder, slug.clone())))
            .copied()
    }

    fn name_clusters(&mut self, clusters: &Clusters, articles: &[Arc<Article>]) {
        for cluster in &clusters.list {
            let folder = folder(cluster.kind);
            let slug = self.free_slug(&cluster.members, articles, folder);
            // A name without a single letter or digit has no permalink; its place in the list stays, as gone.
            let gone = slug.is_none();
            let Some(slug) = slug.or_else(|| Slug::parse("nameless")) else {
                continue;
            };
            if !gone {
                self.taken.insert((folder, slug.clone()), self.drafts.len());
            }
            let records: &'a [Record<'_>] = self.records;
            for record in cluster.members.iter().filter_map(|ix| records.get(*ix)) {
                self.by_key
                    .entry(&record.key)
                    .or_default()
                    .insert(self.drafts.len());
            }
            self.drafts.push(Draft {
                slug,
                kind: cluster.kind,
                members: cluster.members.clone(),
                file: None,
                hidden: false,
                gone,
                old: BTreeSet::new(),
                fallback: None,
            });
        }
    }

    /// The first slug that nobody has: the name; with a role; with a body or country; with the first article.
    fn free_slug(
        &self,
        members: &[usize],
        articles: &[Arc<Article>],
        folder: &'static str,
    ) -> Option<Slug> {
        let first = members.first().and_then(|ix| self.records.get(*ix))?;
        let name = match first
            .facts
            .country
            .and_then(|code| self.world.country_name(code))
        {
            Some(name) => name.to_owned(),
            None if first.is_acronym => self
                .expansion(members)
                .unwrap_or_else(|| self.slug_name(members, first)),
            None => self.slug_name(members, first),
        };
        let name = self.qualified(name, first);
        let records = members.iter().filter_map(|ix| self.records.get(*ix));
        let roles = records.flat_map(|record| &record.facts.roles);
        let with_role = roles.flat_map(|role| {
            let title = format!("{name} {}", role.title);
            let with_body = role.of.as_ref().map(|of| format!("{title} {of}"));
            [Some(title), with_body].into_iter().flatten()
        });
        let kind = match first.facts.kind {
            MentionKind::Person => "person",
            MentionKind::Organization => "organization",
            MentionKind::Place => "place",
        };
        let article = articles.get(first.article.ix());
        std::iter::once(name.clone())
            .chain(with_role)
            .chain([format!("{name} {kind}")])
            .chain(article.map(|article| format!("{name} in {}", article.slug)))
            .filter_map(|candidate| Slug::from_text(&fold::without_acronym_dots(&candidate)))
            .find(|slug| !self.taken.contains_key(&(folder, slug.clone())))
    }

    /// "Supreme Court" as "Supreme Court (Kenya)", for a body that every country has.
    fn qualified(&self, name: String, record: &Record<'_>) -> String {
        let qualifier = record
            .qualifier
            .filter(|_| institution::is_generic_name(&name));
        match qualifier.and_then(|code| self.world.country_name(code)) {
            Some(country) => format!("{name} ({country})"),
            None => name,
        }
    }

    /// What an acronym of two letters stands for, where an article says so: "UN" alone tells too little.
    fn expansion(&self, members: &[usize]) -> Option<String> {
        let expansion = |record: &Record<'_>| {
            let strong = record.facts.strong.iter();
            let two_letters = record.is_acronym && record.key.len() == 2;
            two_letters
                .then(|| {
                    strong
                        .filter(|name| !fold::is_acronym(name))
                        .max_by_key(|name| name.len())
                        .cloned()
                })
                .flatten()
        };
        members
            .iter()
            .filter_map(|ix| self.records.get(*ix))
            .find_map(expansion)
    }

    /// The earliest full name; of spellings that differ in hyphens and blanks only, the one with most words.
    fn slug_name(&self, members: &[usize], first: &Record<'_>) -> String {
        let parts = |name: &str| name.split([' ', '-', '\u{2011}']).count();
        let records = members.iter().filter_map(|ix| self.records.get(*ix));
        // Thousands of articles write a name in few ways.
        let names: BTreeSet<(MentionKind, &str)> = records
            .filter(|record| record.key == first.key)
            .map(|record| (record.facts.kind, record.facts.name.as_str()))
            .collect();
        names
            .into_iter()
            .map(|(kind, name)| match kind {
                MentionKind::Organization => company::without_suffix(name),
                MentionKind::Person | MentionKind::Place => person::plain(name),
            })
            .max_by(|a, b| parts(a).cmp(&parts(b)).then_with(|| b.cmp(a)))
            .unwrap_or(&first.facts.name)
            .to_owned()
    }

    fn warn_namesakes(
        &mut self,
        clusters: &Clusters,
        material: Material<'_, '_>,
        barrier: &Barrier,
    ) {
        for (one, other) in &clusters.namesakes {
            let (Some(one), Some(other)) = (self.drafts.get(*one), self.drafts.get(*other)) else {
                continue;
            };
            let is_shown = |draft: &Draft| !draft.gone && !draft.hidden;
            if !is_shown(one) || !is_shown(other) || barrier.parts(&one.slug, &other.slug) {
                continue;
            }
            let Some(record) = other.members.first().and_then(|ix| self.records.get(*ix)) else {
                continue;
            };
            let (Some(article), Some(mention)) = (
                material.articles.get(record.article.ix()),
                material
                    .facts
                    .get(record.article.ix())
                    .zip(record.first_mention)
                    .and_then(|(facts, ix)| facts.mentions.get(ix as usize)),
            ) else {
                continue;
            };
            let message = format!(
                "{} has two pages, `{}` and `{}`: the articles describe two bearers of the name",
                record.facts.name, one.slug, other.slug
            );
            let hint = format!(
                "decide in content/decisions.yaml: `merge: [{0}, {1}]` or `distinct: [{0}, {1}]`",
                one.slug, other.slug
            );
            self.diagnostics.push(
                Diagnostic::warning("actor/possible-same", article.place(mention.span), message)
                    .hint(hint),
            );
        }
    }

    fn apply_files(&mut self, _articles: &[Arc<Article>]) {
        for (ix, file) in self.files.iter().enumerate() {
            let by_name = self.drafts_named(file);
            let target = self
                .draft_at(&file.slug)
                .or_else(|| by_name.first().copied());
            let Some(target) = target else {
                self.add_unmentioned(ix, file);
                continue;
            };
            for other in by_name {
                if other != target && !self.kept_apart(file, other) {
                    self.merge(target, other);
                }
            }
            self.rename(target, &file.slug, file.kind);
            if let Some(draft) = self.drafts.get_mut(target) {
                draft.file = Some(ix);
                draft.hidden |= file.hide;
            }
        }
    }

    /// Whoever is only named, and once, has no page unless an editor speaks of it.
    fn hide_bare(&mut self, wanted: &BTreeSet<Slug>) {
        let records = self.records;
        for draft in self.drafts.iter_mut().filter(|draft| draft.file.is_none()) {
            let members = draft.members.iter().filter_map(|ix| records.get(*ix));
            let presences = members.map(|record| record.presence);
            let is_bare = presences
                .reduce(Presence::and)
                .is_some_and(Presence::is_bare);
            draft.hidden |= is_bare && !wanted.contains(&draft.slug);
        }
    }

    fn kept_apart(&self, file: &ActorFile, other: usize) -> bool {
        self.drafts
            .get(other)
            .is_some_and(|draft| file.not_same.contains(&draft.slug))
    }

    /// Drafts that bear a name or strong alias of the file as a full name, where the name has one bearer only.
    fn drafts_named(&self, file: &ActorFile) -> Vec<usize> {
        let keys: BTreeSet<String> = file
            .name
            .iter()
            .chain(&file.aliases)
            .map(|name| name_key(name))
            .filter(|key| !key.is_empty())
            .collect();
        let mut found = BTreeSet::new();
        for key in keys {
            let fits = |ix: &usize| {
                let draft = &self.drafts[*ix];
                !draft.gone
                    && file
                        .kind
                        .is_none_or(|kind| folder(kind) == folder(draft.kind))
            };
            let bearers: Vec<usize> = self
                .by_key
                .get(key.as_str())
                .map(|drafts| drafts.iter().copied().filter(fits).collect())
                .unwrap_or_default();
            if let [only] = bearers.as_slice() {
                found.insert(*only);
            }
        }
        found.into_iter().collect()
    }

    fn add_unmentioned(&mut self, ix: usize, file: &ActorFile) {
        let kind = file.kind.unwrap_or(ActorKind::Person);
        let mut warning = Diagnostic::warning(
            "editor/unknown-actor",
            file.place.clone(),
            format!("no article mentions `{}`", file.slug),
        );
        let slugs = self
            .drafts
            .iter()
            .filter(|draft| !draft.gone)
            .map(|draft| &draft.slug);
        if let Some(hint) = near::hint(file.slug.as_str(), slugs) {
            warning = warning.hint(hint);
        }
        self.diagnostics.push(warning);
        self.taken
            .insert((folder(kind), file.slug.clone()), self.drafts.len());
        self.drafts.push(Draft {
            slug: file.slug.clone(),
            kind,
            members: Vec::new(),
            file: Some(ix),
            hidden: file.hide,
            gone: false,
            old: BTreeSet::new(),
            fallback: None,
        });
    }

    /// Everything of `from` goes over to `into`; its permalink leads there.
    fn merge(&mut self, into: usize, from: usize) {
        if into == from {
            return;
        }
        let Some(from) = self.drafts.get_mut(from) else {
            return;
        };
        from.gone = true;
        let members = std::mem::take(&mut from.members);
        let mut old = std::mem::take(&mut from.old);
        old.insert((folder(from.kind), from.slug.clone()));
        let (file, hidden) = (from.file, from.hidden);
        if let Some(into) = self.drafts.get_mut(into) {
            into.members.extend(members);
            into.members.sort_unstable();
            into.old.extend(old);
            into.file = into.file.or(file);
            into.hidden |= hidden;
        }
    }

    /// Gives a draft another slug or kind; nothing happens when both are what they were.
    fn rename(&mut self, ix: usize, slug: &Slug, kind: Option<ActorKind>) {
        let Some(draft) = self.drafts.get_mut(ix) else {
            return;
        };
        let kind = kind.unwrap_or(draft.kind);
        let (old, new) = (
            (folder(draft.kind), draft.slug.clone()),
            (folder(kind), slug.clone()),
        );
        draft.kind = kind;
        draft.slug = slug.clone();
        if old != new {
            draft.old.remove(&new);
            draft.old.insert(old.clone());
            self.taken.remove(&old);
            self.taken.insert(new, ix);
        }
    }

    fn alive(&self, slug: &Slug) -> Option<usize> {
        let at = self.draft_at(slug).filter(|ix| !self.drafts[*ix].gone);
        at.or_else(|| {
            self.drafts
                .iter()
                .position(|draft| !draft.gone && draft.old.iter().any(|(_, old)| old == slug))
        })
    }

    fn apply_decisions(&mut self, ledger: &mut Ledger<'_>) {
        for (ix, decision) in ledger.decisions() {
            match &decision.action {
                Action::Merge { slugs, keep } => self.decide_merge(ix, slugs, keep, ledger),
                Action::Hide(slug) => {
                    if let Some(draft) = self.alive(slug) {
                        self.drafts[draft].hidden = true;
                        ledger.apply(ix);
                    }
                }
                Action::Rename { from, to } => self.decide_rename(ix, from, to, ledger),
                Action::Split { actor, to, .. } => self.decide_split(actor, to),
                Action::Confirm(slug) => {
                    if self.alive(slug).is_some() {
                        ledger.apply(ix);
                    }
                }
                Action::Distinct(_) | Action::Set { .. } => {}
            }
        }
    }

    fn decide_merge(&mut self, ix: usize, slugs: &[Slug], keep: &Slug, ledger: &mut Ledger<'_>) {
        let found: Vec<usize> = slugs.iter().filter_map(|slug| self.alive(slug)).collect();
        let keeper = self.alive(keep).or_else(|| found.first().copied());
        let Some(keeper) = keeper.filter(|_| !found.is_empty()) else {
            return;
        };
        ledger.apply(ix);
        for slug in slugs.iter().filter(|slug| self.alive(slug).is_none()) {
            ledger.miss(ix, slug);
        }
        for other in found {
            self.merge(keeper, other);
        }
        if self.drafts[keeper].slug != *keep {
            self.rename(keeper, keep, None);
        }
    }

    fn decide_rename(&mut self, ix: usize, from: &Slug, to: &Slug, ledger: &mut Ledger<'_>) {
        let Some(draft) = self.alive(from) else {
            return;
        };
        ledger.apply(ix);
        match self.alive(to).filter(|other| *other != draft) {
            // The new name is taken: that would be a merge, and a merge must be said.
            Some(_) => ledger.miss(ix, from),
            None => self.rename(draft, to, None),
        }
    }

    /// Makes the other actor of a split; the mentions follow in [`super::link`].
    fn decide_split(&mut self, actor: &Slug, to: &Slug) {
        let Some(from) = self.alive(actor) else {
            return;
        };
        if self.alive(to).is_some() {
            return;
        }
        let kind = self.drafts[from].kind;
        let fallback = self.name_of(&self.drafts[from]);
        self.taken
            .insert((folder(kind), to.clone()), self.drafts.len());
        self.drafts.push(Draft {
            slug: to.clone(),
            kind,
            members: Vec::new(),
            file: None,
            hidden: false,
            gone: false,
            old: BTreeSet::new(),
            fallback: Some(fallback),
        });
    }

    fn country_of(&self, draft: &Draft) -> Option<[u8; 2]> {
        draft
            .members
            .iter()
            .filter_map(|ix| self.records.get(*ix))
            .find_map(|record| record.facts.country)
    }

    /// The editor's name, the usual name of a country, or the name that most articles use.
    fn name_of(&self, draft: &Draft) -> String {
        let file = draft.file.and_then(|ix| self.files.get(ix));
        if let Some(name) = file.and_then(|file| file.name.clone()) {
            return name;
        }
        if let Some(name) = self
            .country_of(draft)
            .and_then(|code| self.world.country_name(code))
        {
            return name.to_owned();
        }
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (at, record) in draft
            .members
            .iter()
            .filter_map(|ix| self.records.get(*ix))
            .enumerate()
            .filter(|(_, record)| record.facts.is_full && !record.is_acronym)
            .filter(|(_, record)| !fold::is_shouted(&record.facts.name))
        {
            counts
                .entry(person::plain(&record.facts.name))
                .or_insert((0, at))
                .0 += 1;
        }
        let first = draft.members.first().and_then(|ix| self.records.get(*ix));
        let best = counts
            .iter()
            .max_by(|(a, (n, at)), (b, (m, bt))| n.cmp(m).then(bt.cmp(at)).then(b.cmp(a)))
            .map(|(name, _)| (*name).to_owned())
            .map(|name| match first {
                Some(first) => self.qualified(name, first),
                None => name,
            });
        best.or_else(|| self.expansion(&draft.members))
            .or_else(|| draft.fallback.clone())
            .or_else(|| {
                let first = first?;
                Some(if first.is_acronym {
                    first.facts.name.clone()
                } else {
                    fold::unshouted(&first.facts.name)
                })
            })
            .unwrap_or_else(|| from_slug(&draft.slug))
    }

    fn identity(&self, draft: &Draft) -> Identity {
        let name = self.name_of(draft);
        let file = draft.file.and_then(|ix| self.files.get(ix));
        let (mut aliases, mut weak): (BTreeSet<&str>, BTreeSet<&str>) = Default::default();
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for record in draft.members.iter().filter_map(|ix| self.records.get(*ix)) {
            if names.insert(&record.facts.name) {
                aliases.insert(person::plain(&record.facts.name));
            }
            aliases.extend(record.facts.strong.iter().map(String::as_str));
            weak.extend(record.facts.weak.iter().map(String::as_str));
        }
        if let Some(file) = file {
            aliases.extend(file.aliases.iter().map(String::as_str));
            weak.extend(file.weak_aliases.iter().map(String::as_str));
        }
        let lower = name.to_lowercase();
        aliases.retain(|alias| alias.to_lowercase() != lower);
        weak.retain(|alias| !aliases.contains(alias) && *alias != name);
        Identity {
            slug: draft.slug.clone(),
            kind: draft.kind,
            country: self.country_of(draft),
            role_country: draft
                .members
                .iter()
                .filter_map(|ix| self.records.get(*ix))
                .find_map(Record::country_of_role),
            members: draft.members.clone(),
            weak_aliases: weak.into_iter().map(str::to_owned).collect(),
            aliases: aliases.into_iter().map(str::to_owned).collect(),
            name,
            file: draft.file,
        }
    }

    fn finish(&self, facts: &[Arc<ArticleFacts>], clusters: &Clusters) -> Cast {
        let mut order: Vec<usize> = (0..self.drafts.len())
            .filter(|ix| !self.drafts[*ix].gone && !self.drafts[*ix].hidden)
            .collect();
        order.sort_by(|a, b| {
            let (a, b) = (&self.drafts[*a], &self.drafts[*b]);
            a.slug.cmp(&b.slug).then(a.kind.cmp(&b.kind))
        });
        let mut cast = Cast {
            referents: facts
                .iter()
                .map(|facts| vec![None; facts.referents.len()])
                .collect(),
            ..Cast::default()
        };
        let mut ids: BTreeMap<usize, ActorId> = BTreeMap::new();
        for ix in order {
            let (draft, id) = (&self.drafts[ix], ActorId(cast.list.len() as u32));
            ids.insert(ix, id);
            cast.list.push(self.identity(draft));
            cast.by_slug.entry(draft.slug.clone()).or_insert(id);
            for record in draft.members.iter().filter_map(|ix| self.records.get(*ix)) {
                let slot = cast
                    .referents
                    .get_mut(record.article.ix())
                    .and_then(|referents| referents.get_mut(record.referent.ix()));
                if let Some(slot) = slot {
                    *slot = Some(id);
                }
            }
        }
        self.add_old_slugs(&mut cast, &ids);
        for (one, other) in &clusters.namesakes {
            if let (Some(one), Some(other)) = (ids.get(one), ids.get(other)) {
                cast.apart.insert((*one, *other));
                cast.apart.insert((*other, *one));
            }
        }
        cast
    }

    fn add_old_slugs(&self, cast: &mut Cast, ids: &BTreeMap<usize, ActorId>) {
        let current: BTreeSet<(&str, &Slug)> = ids
            .keys()
            .map(|ix| (folder(self.drafts[*ix].kind), &self.drafts[*ix].slug))
            .collect();
        for (ix, id) in ids {
            let draft = &self.drafts[*ix];
            for (old_folder, old) in &draft.old {
                if current.contains(&(*old_folder, old)) {
                    continue;
                }
                cast.by_slug.entry(old.clone()).or_insert(*id);
                cast.redirects.push(Redirect {
                    from: format!("/{old_folder}/{old}/"),
                    to: format!("/{}/{}/", folder(draft.kind), draft.slug),
                });
            }
        }
    }
}

/// "kim-yong-chol" as a name, for an actor of whom nothing else is known.
fn from_slug(slug: &Slug) -> String {
    let words = slug.as_str().split('-').map(|word| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
            .unwrap_or_default()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Namesakes by the editors' word; a `distinct` that names nobody is left to the orphans.
fn keep_apart(cast: &mut Cast, barrier: &Barrier, ledger: &mut Ledger<'_>) {
    let pairs: Vec<(ActorId, ActorId)> = barrier
        .pairs()
        .filter_map(|(one, other)| Some((cast.get(one)?, cast.get(other)?)))
        .filter(|(one, other)| one != other)
        .collect();
    cast.apart.extend(pairs);
    for (ix, decision) in ledger.decisions() {
        if let Action::Distinct(slugs) = &decision.action {
            let (known, unknown): (Vec<&Slug>, Vec<&Slug>) =
                slugs.iter().partition(|slug| cast.get(slug).is_some());
            if !known.is_empty() {
                ledger.apply(ix);
                unknown.into_iter().for_each(|slug| ledger.miss(ix, slug));
            }
        }
    }
}
