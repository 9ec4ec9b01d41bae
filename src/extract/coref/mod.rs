//! Which mentions of one article are the same person, body or place.
//!
//! Names first ([`group`], [`surname`]), then descriptions ([`nominal`], [`body`]), then pronouns ([`pronoun`], [`it`]), each
//! rule with only what the surer rules before it have settled. A mention that is not certain has no referent. Sees one article:
//! whether two articles mean the same person is not asked here.

mod body;
mod fold;
mod group;
mod introduced;
mod it;
mod nominal;
mod pronoun;
mod referent;
mod sort;
mod surname;

#[cfg(test)]
mod tests;

use super::facts::{Mention, MentionClass, Referent, ReferentIx, RoleStatus, Rule, SentenceIx};
use super::grammar::Words;
use super::lexicon::Lexicon;
use super::lexicon::roles::RoleClass;
use super::name::NameMention;
use super::phrase::{Ground, Spots};
use super::quote::QuoteSpan;
use super::role::{self, Found};
use crate::text::Span;
use group::Groups;
use std::collections::BTreeSet;

/// A mention that is no name.
#[derive(Clone, Copy, Debug)]
pub struct Extra {
    span: Span,
    first: usize,
    last: usize,
    class: MentionClass,
    group: usize,
    rule: Rule,
}

/// Groups the names of an article into referents and adds the descriptions and pronouns that certainly mean one of them.
pub fn link(
    words: &Words<'_>,
    lexicon: &Lexicon,
    names: &[NameMention],
    quotes: &[QuoteSpan],
) -> (Vec<Mention>, Vec<Referent>) {
    let spots = Spots::new(
        words,
        names.iter().map(|name| (name.span, name.kind, name.class)),
    );
    let ground = Ground {
        words,
        spots: &spots,
        lexicon,
    };
    let mut groups = group::group(names, words.text, lexicon);
    let mut roles = role::find(&ground, names);
    let principals = principals(&groups, &roles);
    surname::link(&mut groups, names, &ground, &principals);
    roles.extend(introduced::find(&ground, names, &groups, &roles));
    genders(&mut groups, names, &roles);
    let quoted_tokens = quoted_tokens(words, quotes);
    let quoted = |ix: usize| quoted_tokens.get(ix).copied().unwrap_or(false);
    let mut extras = nominal::find(&ground, names, &groups, &roles, &quoted);
    extras.extend(body::find(&ground, names, &groups, &roles, &quoted));
    extras.sort_by_key(|extra| extra.first);
    for extra in &extras {
        let name = groups
            .list
            .get(extra.group)
            .and_then(|group| group.members.first());
        roles.extend(
            name.and_then(|name| role::behind(&ground, names, extra.first, extra.last, *name)),
        );
    }
    let pronouns = pronoun::find(&ground, &groups, &extras, &roles, &quoted);
    let its = it::find(&ground, &groups, &extras, &quoted);
    extras.extend(pronouns);
    extras.extend(its);
    assemble(words, lexicon, names, groups, roles, extras)
}

/// Groups introduced as the head of a state or body.
fn principals(groups: &Groups, roles: &[Found]) -> BTreeSet<usize> {
    const DEPUTIES: [&str; 5] = [
        "vice",
        "deputy",
        "assistant",
        "chief of staff",
        "opposition",
    ];
    roles
        .iter()
        .filter(|found| {
            found.class == RoleClass::Head
                && found.role.status == RoleStatus::Current
                && found.role.of.is_some()
                && [
                    "leader",
                    "president",
                    "prime minister",
                    "premier",
                    "chancellor",
                    "king",
                    "queen",
                    "emperor",
                ]
                .iter()
                .any(|title| found.role.title.ends_with(title))
                && !DEPUTIES.iter().any(|word| found.role.title.contains(word))
        })
        .filter_map(|found| groups.of.get(found.name).copied().flatten())
        .chain(renowned(groups))
        .collect()
}

/// Persons whom the word lists know as heads of state need no introduction.
fn renowned(groups: &Groups) -> impl Iterator<Item = usize> {
    let known = |group: &group::Group| {
        group.kind == super::facts::MentionKind::Person && group.known.is_some()
    };
    groups
        .list
        .iter()
        .enumerate()
        .filter(move |(_, group)| known(group))
        .map(|(ix, _)| ix)
}

/// Genders that role nouns tell, and no gender where the mentions disagree.
fn genders(groups: &mut Groups, names: &[NameMention], roles: &[Found]) {
    for found in roles {
        let Some(group) = groups.of.get(found.name).copied().flatten() else {
            continue;
        };
        if let Some(group) = groups.list.get_mut(group) {
            group.gender = group.gender.or(found.gender);
        }
    }
    for group in &mut groups.list {
        let honorific = |name: &&NameMention| name.title.is_some();
        let mentions = || group.members.iter().filter_map(|ix| names.get(*ix));
        let told: BTreeSet<bool> = mentions()
            .filter(honorific)
            .chain(mentions())
            .filter_map(group::told_gender)
            .map(|gender| gender == super::facts::Gender::Female)
            .collect();
        if told.len() > 1 {
            group.gender = None;
        }
    }
}

fn quoted_tokens(words: &Words<'_>, quotes: &[QuoteSpan]) -> Vec<bool> {
    let mut quoted = vec![false; words.len()];
    for quote in quotes {
        for token in words.tokens.under(quote.outer) {
            if let Some(slot) = quoted.get_mut(token) {
                *slot = true;
            }
        }
    }
    quoted
}

/// Merges names and other mentions into one sorted list, and makes referents of groups.
fn assemble(
    words: &Words<'_>,
    lexicon: &Lexicon,
    names: &[NameMention],
    groups: Groups,
    roles: Vec<Found>,
    extras: Vec<Extra>,
) -> (Vec<Mention>, Vec<Referent>) {
    let mut mentions: Vec<(Mention, Option<usize>)> = names
        .iter()
        .enumerate()
        .map(|(ix, name)| {
            let mention = Mention {
                span: name.span,
                kind: name.kind,
                class: name.class,
                referent: groups
                    .of
                    .get(ix)
                    .copied()
                    .flatten()
                    .map(|group| ReferentIx(group as u32)),
                sentence: name.sentence,
                rule: name.rule,
            };
            (mention, Some(ix))
        })
        .collect();
    for extra in extras {
        let Some(group) = groups.list.get(extra.group) else {
            continue;
        };
        let mention = Mention {
            span: extra.span,
            kind: group.kind,
            class: extra.class,
            referent: Some(ReferentIx(extra.group as u32)),
            sentence: SentenceIx(words.sentence(extra.first) as u32),
            rule: extra.rule,
        };
        mentions.push((mention, None));
    }
    mentions.sort_by_key(|(mention, name)| (mention.span, name.is_none()));
    mentions.dedup_by(|next, kept| next.0.span.overlaps(kept.0.span));
    referent::finish(words, lexicon, names, groups, roles, mentions)
}
