//! From groups of mentions to referents: the name to show, the other names, the roles.

use super::group::{Group, Groups, is_secondary};
use crate::extract::facts::{
    Mention, MentionClass, MentionIx, MentionKind, Referent, ReferentIx, Role,
};
use crate::extract::grammar::Words;
use crate::extract::lexicon::Lexicon;
use crate::extract::name::NameMention;
use crate::extract::role::Found;
use std::collections::BTreeMap;

/// Orders the referents by their first mention and makes the indices right.
pub fn finish(
    words: &Words<'_>,
    lexicon: &Lexicon,
    names: &[NameMention],
    groups: Groups,
    roles: Vec<Found>,
    mentions: Vec<(Mention, Option<usize>)>,
) -> (Vec<Mention>, Vec<Referent>) {
    let mut order: Vec<Option<u32>> = vec![None; groups.list.len()];
    let mut referents = Vec::new();
    let mut of_name: BTreeMap<usize, MentionIx> = BTreeMap::new();
    let mut done = Vec::with_capacity(mentions.len());
    for (ix, (mut mention, name)) in mentions.into_iter().enumerate() {
        if let Some(name) = name {
            of_name.insert(name, MentionIx(ix as u32));
        }
        if let Some(slot) = mention.referent.and_then(|group| order.get_mut(group.ix())) {
            let group = mention
                .referent
                .and_then(|group| groups.list.get(group.ix()));
            let number = match (*slot, group) {
                (Some(number), _) => number,
                (None, Some(group)) => {
                    let number = referents.len() as u32;
                    *slot = Some(number);
                    referents.push(referent(words, lexicon, names, group));
                    number
                }
                (None, None) => continue,
            };
            mention.referent = Some(ReferentIx(number));
        }
        done.push(mention);
    }
    for found in roles {
        let group = groups.of.get(found.name).copied().flatten();
        let number = group.and_then(|group| order.get(group).copied().flatten());
        let Some(referent) = number.and_then(|number| referents.get_mut(number as usize)) else {
            continue;
        };
        let of_mention = found
            .role
            .of_mention
            .and_then(|name| of_name.get(&name.ix()).copied());
        let role = Role {
            of_mention,
            ..found.role
        };
        let known = referent.roles.iter().any(|it: &Role| {
            (&it.title, &it.of, it.status) == (&role.title, &role.of, role.status)
        });
        if !known {
            referent.roles.push(role);
        }
    }
    (done, referents)
}

fn referent(
    words: &Words<'_>,
    lexicon: &Lexicon,
    names: &[NameMention],
    group: &Group,
) -> Referent {
    let mut strong: Vec<String> = Vec::new();
    let mut weak: Vec<String> = Vec::new();
    let mut best: Option<(bool, usize, String)> = None;
    for member in &group.members {
        let Some(name) = names.get(*member) else {
            continue;
        };
        let printed = one_line(name.span.of(words.text));
        if is_secondary(name.class)
            && !(name.class == MentionClass::Metonym && name.known.is_none())
        {
            if name.class != MentionClass::Demonym {
                weak.push(printed);
            }
            continue;
        }
        let rank = (name.is_full, printed.chars().count());
        if best
            .as_ref()
            .is_none_or(|(full, length, _)| rank > (*full, *length))
        {
            best = Some((rank.0, rank.1, printed.clone()));
        }
        if name.is_full || name.expansion.is_some() {
            strong.push(printed);
        } else {
            weak.push(printed);
        }
    }
    let country = group
        .country
        .and_then(|code| lexicon.world.country_name(code));
    let listed = country.or(group.known);
    strong.extend(listed.map(str::to_owned));
    let printed_listed =
        listed.filter(|listed| strong.iter().filter(|it| it == listed).count() > 1);
    let name = printed_listed
        .map(str::to_owned)
        .or(best.map(|it| it.2))
        .or(listed.map(str::to_owned))
        .or_else(|| weak.first().cloned())
        .unwrap_or_default();
    Referent {
        kind: group.kind,
        strong: distinct(strong, &name),
        weak: distinct(weak, &name),
        is_full: group.is_full || group.country.is_some(),
        country: group.country,
        gender: (group.kind == MentionKind::Person)
            .then_some(group.gender)
            .flatten(),
        roles: Vec::new(),
        name,
    }
}

fn distinct(mut names: Vec<String>, but: &str) -> Vec<String> {
    names.retain(|name| name != but);
    names.sort();
    names.dedup();
    names
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
