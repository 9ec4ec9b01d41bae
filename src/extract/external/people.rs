//! Whom an answer names: its mentions and ours, and who they are.

use super::RULE;
use super::answer::{Item, NameIn, ReferenceIn, RoleIn};
use super::assembly::Assembly;
use super::own::List;
use crate::extract::facts::{
    Mention, MentionClass, MentionIx, MentionKind, Referent, ReferentIx, Role, Rule,
};
use crate::extract::lexicon::World;
use crate::extract::lexicon::world::PlaceKind;
use crate::text::Span;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static WORLD: LazyLock<World> = LazyLock::new(World::embedded);

/// A mention before it is known who it is.
struct Draft {
    span: Span,
    kind: Option<MentionKind>,
    class: MentionClass,
    rule: Rule,
    actor: Option<String>,
    role: Option<RoleIn>,
    /// Which of ours it is.
    own: Option<usize>,
}

impl Assembly<'_> {
    /// Our own mention as it was.
    fn kept(&self, ix: usize) -> Option<Draft> {
        let own = self.own.as_ref()?;
        let mention = own.facts.mentions.get(ix)?;
        Some(Draft {
            span: mention.span,
            kind: Some(mention.kind),
            class: mention.class,
            rule: mention.rule,
            actor: own.actor(ix),
            role: None,
            own: Some(ix),
        })
    }

    pub(super) fn mentions(
        &mut self,
        names: Option<Vec<Item<NameIn>>>,
        references: Option<Vec<Item<ReferenceIn>>>,
    ) -> Result<(), String> {
        let (has_names, has_references) = (names.is_some(), references.is_some());
        let mut drafts: Vec<Draft> = Vec::new();
        for item in names.into_iter().flatten() {
            drafts.push(self.name(item));
        }
        for item in references.into_iter().flatten() {
            drafts.push(self.reference(item)?);
        }
        drafts.sort_by_key(|draft| draft.span);
        if let Some([one, two]) = drafts.windows(2).find_map(|pair| match pair {
            [one, two] if one.span.overlaps(two.span) => Some([one, two]),
            _ => None,
        }) {
            let (one, two) = (self.words(one.span), self.words(two.span));
            return Err(format!("the mentions \"{one}\" and \"{two}\" overlap"));
        }
        // What the answer does not speak of stays, where the answer has nothing else.
        let is_free = |span: Span| {
            let after = drafts.partition_point(|draft| draft.span.end <= span.start);
            drafts
                .get(after)
                .is_none_or(|draft| !draft.span.overlaps(span))
        };
        let mut stay: Vec<Draft> = Vec::new();
        for (names, is_told) in [(true, has_names), (false, has_references)] {
            let own = self.own.iter().filter(|_| !is_told);
            let ours = own.flat_map(|own| own.mentions(names));
            stay.extend(ours.filter_map(|ix| self.kept(ix.ix())));
        }
        stay.retain(|draft| is_free(draft.span));
        drafts.append(&mut stay);
        drafts.sort_by_key(|draft| draft.span);
        self.refer(drafts);
        Ok(())
    }

    fn name(&self, item: Item<NameIn>) -> Draft {
        let same = self
            .own
            .as_ref()
            .and_then(|own| own.same(List::Mentions, &item));
        if let Some(kept) = same.and_then(|ix| self.kept(ix)) {
            return kept;
        }
        // Nobody said who it is: whoever bears the very name.
        let alike = || Some(format!("={:?} {}", item.said.kind, self.words(item.span)));
        Draft {
            span: item.span,
            kind: Some(item.said.kind),
            class: MentionClass::Name,
            rule: RULE,
            actor: item.said.actor.clone().unwrap_or_else(alike),
            role: item.said.role,
            own: None,
        }
    }

    fn reference(&self, item: Item<ReferenceIn>) -> Result<Draft, String> {
        let same = self
            .own
            .as_ref()
            .and_then(|own| own.same(List::References, &item));
        if let Some(kept) = same.and_then(|ix| self.kept(ix)) {
            return Ok(kept);
        }
        if item.said.class == MentionClass::Name {
            return Err(format!("{}: names belong under `mentions`", item.name));
        }
        Ok(Draft {
            span: item.span,
            kind: None,
            class: item.said.class,
            rule: RULE,
            actor: item.said.actor,
            role: None,
            own: None,
        })
    }

    /// Gives each mention its referent.
    fn refer(&mut self, drafts: Vec<Draft>) {
        let kinds: BTreeMap<&str, MentionKind> = drafts
            .iter()
            .rev()
            .filter_map(|draft| Some((draft.actor.as_deref()?, draft.kind?)))
            .collect();
        let kinds: BTreeMap<String, MentionKind> = kinds
            .into_iter()
            .map(|(id, kind)| (id.to_owned(), kind))
            .collect();
        let mut names: Vec<Vec<String>> = Vec::new();
        let mut roles: Vec<(ReferentIx, Span, RoleIn)> = Vec::new();
        for draft in drafts {
            let kind = draft.actor.as_ref().and_then(|id| kinds.get(id).copied());
            let kind = draft.kind.or(kind).unwrap_or(MentionKind::Person);
            // A word for somebody whom no name names is nobody's.
            let actor = draft.actor.filter(|id| kinds.contains_key(id));
            let referent = actor.map(|id| self.referent(id, kind, &mut names));
            if let Some(referent) = referent
                && draft.class == MentionClass::Name
                && let Some(names) = names.get_mut(referent.ix())
            {
                names.push(self.words(draft.span));
            }
            if let (Some(referent), Some(role)) = (referent, draft.role) {
                roles.push((referent, draft.span, role));
            }
            let ix = MentionIx(self.facts.mentions.len() as u32);
            if let Some(own) = draft.own {
                self.moved.insert(MentionIx(own as u32), ix);
            }
            if let Some(referent) = referent {
                self.of_actor.entry(referent).or_default().push(ix);
            }
            self.facts.mentions.push(Mention {
                span: draft.span,
                kind,
                class: draft.class,
                referent,
                sentence: self.sentence(draft.span),
                rule: draft.rule,
            });
        }
        self.describe(names, roles);
    }

    /// The referent of an actor: ours where it is one of ours, else a new one.
    fn referent(
        &mut self,
        actor: String,
        kind: MentionKind,
        names: &mut Vec<Vec<String>>,
    ) -> ReferentIx {
        if let Some(known) = self.actors.get(&actor) {
            return *known;
        }
        let ours = self.own.as_ref().and_then(|own| {
            let ix = own.referent(&actor)?;
            own.facts.referents.get(ix.ix()).cloned()
        });
        let referent = ours.unwrap_or(Referent {
            kind,
            name: String::new(),
            strong: Vec::new(),
            weak: Vec::new(),
            country: None,
            is_full: false,
            gender: None,
            roles: Vec::new(),
        });
        let ix = ReferentIx(self.facts.referents.len() as u32);
        self.facts.referents.push(referent);
        names.push(Vec::new());
        self.actors.insert(actor, ix);
        ix
    }

    /// Names and roles of the referents, once all mentions have their places.
    fn describe(&mut self, names: Vec<Vec<String>>, roles: Vec<(ReferentIx, Span, RoleIn)>) {
        for (referent, names) in self.facts.referents.iter_mut().zip(names) {
            for role in &mut referent.roles {
                role.of_mention = role.of_mention.and_then(|ix| self.moved.get(&ix).copied());
            }
            if referent.name.is_empty() {
                name(referent, names);
            }
        }
        for (ix, span, role) in roles {
            let made = Role {
                title: role.title,
                of: role.of,
                of_mention: None,
                status: role.status,
                sentence: self.sentence(span),
                span,
                rule: RULE,
            };
            if let Some(referent) = self.facts.referents.get_mut(ix.ix()) {
                referent.roles.push(made);
            }
        }
    }
}

/// The names of a new referent: the fullest is its name; a personal name of one word says too little for a page.
fn name(referent: &mut Referent, mut names: Vec<String>) {
    names.sort_by_key(|name| std::cmp::Reverse(name.split(' ').count()));
    names.dedup();
    let mut names = names.into_iter();
    let Some(first) = names.next() else {
        return;
    };
    let is_long = |name: &str| name.contains(' ');
    for name in names.filter(|name| *name != first) {
        let list = match referent.kind == MentionKind::Person && !is_long(&name) {
            true => &mut referent.weak,
            false => &mut referent.strong,
        };
        if !list.contains(&name) {
            list.push(name);
        }
    }
    let is_acronym = !first.chars().any(char::is_lowercase);
    referent.is_full = match referent.kind {
        MentionKind::Person => is_long(&first),
        MentionKind::Organization => !is_acronym,
        MentionKind::Place => true,
    };
    if referent.kind == MentionKind::Place {
        let listed = WORLD.places().get(&first);
        let country = listed.filter(|place| place.kind == PlaceKind::Country);
        referent.country = country.and_then(|place| place.country);
    }
    referent.name = first;
}
