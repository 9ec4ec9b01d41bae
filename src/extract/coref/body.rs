//! Descriptions that stand for a body already named: "the company", "the ministry", "the bloc".
//!
//! Only a plain "the" with the noun, outside quotations. The body meant is the only one of that sort in the article, else the
//! only one in the paragraph so far, else the only one in the paragraph before. A body of unknown sort that is named
//! later than it, or "a company" that nobody names, makes the description doubtful, and a doubtful one is not linked. An
//! article that tells the sort of no body knows only that "the company" is none of a known other sort.

use super::Extra;
use super::group::{Groups, only_one};
use super::sort::{self, Sorts};
use crate::extract::facts::{MentionClass, MentionKind, Rule};
use crate::extract::grammar::{Class, with_lower};
use crate::extract::name::NameMention;
use crate::extract::phrase::Ground;
use crate::extract::role::Found;
use std::collections::BTreeMap;

/// How many tokens back a body may be named at most where several are of that sort.
const WINDOW: usize = 400;
/// How many tokens back a body of unknown sort, or an unnamed one, is looked for.
const NEAR: usize = 120;
/// The group of a body that is linked to none.
const NOBODY: usize = usize::MAX;
/// How many paragraphs back a company may be named at most.
const REACH: u32 = 2;

/// A body in the text, in order.
#[derive(Clone, Copy)]
struct Named {
    token: usize,
    group: usize,
}

struct Finder<'a> {
    ground: &'a Ground<'a>,
    sorts: Vec<Sorts>,
    named: Vec<Named>,
    /// For what a noun can stand for, the first two bodies of that sort; for no sort, those of unknown sort.
    first: BTreeMap<Sorts, [Option<Named>; 2]>,
    quoted: &'a dyn Fn(usize) -> bool,
}

/// Finds descriptions of bodies.
pub fn find(
    ground: &Ground<'_>,
    names: &[NameMention],
    groups: &Groups,
    roles: &[Found],
    quoted: &dyn Fn(usize) -> bool,
) -> Vec<Extra> {
    let sorts = sort::sorts(ground, names, groups, roles);
    let is_body = |group: usize| {
        groups
            .list
            .get(group)
            .is_some_and(|it| it.kind == MentionKind::Organization)
            || sorts.get(group).is_some_and(|sorts| *sorts != 0)
    };
    let named: Vec<Named> = ground
        .spots
        .within(0..usize::MAX)
        .iter()
        .filter_map(|spot| {
            let linked = groups.of.get(spot.index as usize).copied().flatten();
            // One that is nobody the article knows may still be the one that is meant.
            let group = linked.unwrap_or(NOBODY);
            let body = linked.map_or(spot.kind == MentionKind::Organization, is_body);
            let token = spot.first;
            (body && spot.class != MentionClass::Demonym).then_some(Named { token, group })
        })
        .collect();
    let mut finder = Finder {
        ground,
        sorts,
        named,
        first: BTreeMap::new(),
        quoted,
    };
    finder.look_up(0);
    let mut found: Vec<Extra> = Vec::new();
    for the in 0..ground.words.len() {
        let Some((noun, sorts)) = finder.description(the) else {
            continue;
        };
        finder.look_up(sorts);
        let last = found.last().map(|extra| Named {
            token: extra.first,
            group: extra.group,
        });
        let Some(group) = finder.meant(the, sorts, last) else {
            continue;
        };
        found.push(Extra {
            span: ground.words.span(noun),
            first: noun,
            last: noun,
            class: MentionClass::Nominal,
            group,
            rule: Rule("described-body"),
        });
    }
    found
}

impl Finder<'_> {
    /// Remembers the first two bodies of a sort, so that the article is gone through once for each noun.
    fn look_up(&mut self, sorts: Sorts) {
        if self.first.contains_key(&sorts) {
            return;
        }
        let fits = |it: &&Named| {
            self.sorts
                .get(it.group)
                .is_some_and(|own| own & sorts != 0 || sorts == 0 && *own == 0)
        };
        let one = self.named.iter().find(fits).copied();
        let other = |it: &&Named| fits(it) && one.is_some_and(|one| one.group != it.group);
        let two = self.named.iter().find(other).copied();
        self.first.insert(sorts, [one, two]);
    }

    /// The only body of a sort that is named before token `to`.
    fn only(&self, sorts: Sorts, to: usize) -> Option<usize> {
        let [one, two] = self.first.get(&sorts).copied()?;
        let one = one.filter(|one| one.token < to)?;
        two.is_none_or(|two| two.token >= to).then_some(one.group)
    }

    /// "the company": its noun and what that can stand for.
    fn description(&self, the: usize) -> Option<(usize, Sorts)> {
        let words = self.ground.words;
        let noun = the + 1;
        let plain = words.class(the) == Class::The
            && matches!(words.class(noun), Class::Word | Class::Capital)
            && self.ground.spots.at(noun).is_none()
            && words.sentence(noun) == words.sentence(the)
            && !(self.quoted)(the);
        let sorts = plain
            .then(|| with_lower(words.word(noun), sort::of_noun))
            .filter(|sorts| *sorts != 0)?;
        (!self.singled_out(noun + 1)).then_some((noun, sorts))
    }

    /// "the bank of Riga", "the company that makes them", "the company, Lind Works,", "the party leader".
    fn singled_out(&self, next: usize) -> bool {
        let words = self.ground.words;
        let verb =
            || self.ground.is_cue(next) || crate::extract::clause::is_past_form(words.word(next));
        let named = |ix: usize| {
            self.ground
                .spots
                .at(ix)
                .is_some_and(|spot| spot.kind == MentionKind::Organization)
                || matches!(words.class(ix), Class::Relative | Class::Who) && words.is(ix, "that")
        };
        self.ground.spots.at(next).is_some()
            || words.is_any(next, &["for", "behind", "that", "where"])
            || match words.class(next) {
                Class::Of | Class::Capital | Class::Number | Class::Open => true,
                Class::Word => !verb() && !self.ends_noun(next),
                Class::Comma => named(next + 1),
                _ => false,
            }
    }

    /// A plain verb in the third person behind the noun: "the company makes", "the council votes".
    fn ends_noun(&self, next: usize) -> bool {
        let words = self.ground.words;
        let word = words.word(next);
        word.ends_with('s')
            && !word.ends_with("ss")
            && matches!(
                words.class(next + 1),
                Class::A
                    | Class::The
                    | Class::Possessive
                    | Class::Preposition
                    | Class::Relative
                    | Class::Subordinator
                    | Class::Number
            )
    }

    /// The only body that "the …" at `the` can mean. `last` is the description linked before.
    fn meant(&self, the: usize, sorts: Sorts, last: Option<Named>) -> Option<usize> {
        let words = self.ground.words;
        let fits = |group: usize| self.sorts.get(group).is_some_and(|own| own & sorts != 0);
        let before = self.named.partition_point(|it| it.token < the);
        let named = self.named.get(..before).unwrap_or_default();
        let group = self
            .only(sorts, the)
            .or_else(|| self.nearest(the, named, &fits))
            .or_else(|| self.only_unsorted(the, named, sorts))?;
        let own = |it: &&Named| it.group == group;
        let last_named = named.iter().rev().take(WINDOW).find(own).map(|it| it.token);
        let since = last
            .filter(|last| last.group == group)
            .map(|last| last.token)
            .max(last_named)?;
        let from = since.max(the.saturating_sub(NEAR));
        let far = || {
            let blocks = words.block(since).zip(words.block(the));
            blocks.is_none_or(|(named, here)| named + REACH < here)
        };
        let doubtful = sort::is_open(sorts) && (self.unsorted_since(group, from, named) || far());
        let sure =
            !doubtful && !self.in_clause(since, the) && !self.unnamed_since(from, the, sorts);
        sure.then_some(group)
    }

    /// True when a body of unknown sort is named later than the one in question.
    fn unsorted_since(&self, group: usize, since: usize, named: &[Named]) -> bool {
        named
            .iter()
            .rev()
            .take_while(|it| it.token > since)
            .any(|it| it.group != group && self.sorts.get(it.group).is_none_or(|own| *own == 0))
    }

    /// "Lind owns half of the company": no body does something to itself in one clause.
    fn in_clause(&self, named: usize, the: usize) -> bool {
        let words = self.ground.words;
        words.sentence(named) == words.sentence(the)
            && !self.ground.is_cue(the + 2)
            && (named..the).all(|ix| {
                !matches!(
                    words.class(ix),
                    Class::Comma
                        | Class::Semicolon
                        | Class::Dash
                        | Class::Relative
                        | Class::Who
                        | Class::Subordinator
                        | Class::But
                        | Class::And
                ) && !self.ground.is_cue(ix)
            })
    }

    /// The only fitting body in the paragraph up to `the`, else in the paragraph before.
    fn nearest(&self, the: usize, named: &[Named], fits: &dyn Fn(usize) -> bool) -> Option<usize> {
        let words = self.ground.words;
        let block = words.block(the)?;
        let near = || named.iter().rev().take_while(|it| it.token + WINDOW > the);
        let in_block = |wanted: Option<u32>| {
            let here = near().filter(move |it| words.block(it.token) == wanted && fits(it.group));
            here.map(|it| it.group)
        };
        if in_block(Some(block)).next().is_some() {
            return only_one(in_block(Some(block)));
        }
        only_one(in_block(block.checked_sub(1)))
    }

    /// "the company" where the article tells no company: the only body of unknown sort, named in this sentence or the one before.
    fn only_unsorted(&self, the: usize, named: &[Named], sorts: Sorts) -> Option<usize> {
        let words = self.ground.words;
        let company = sorts & sort::of_noun("company") != 0;
        let any = self.first.get(&sorts).is_some_and(|[one, _]| one.is_some());
        if !company || any {
            return None;
        }
        let group = self.only(0, usize::MAX)?;
        let near = named
            .iter()
            .rev()
            .take(WINDOW)
            .find(|it| it.group == group)?;
        let start = words.tokens.ranges.get(words.sentence(near.token))?.start;
        let opens = near.token <= start + 1;
        (opens && words.sentence(near.token) + 1 == words.sentence(the)).then_some(group)
    }

    /// True when "a company" or "another bank" stands between, which may be the one meant.
    fn unnamed_since(&self, from: usize, the: usize, sorts: Sorts) -> bool {
        let words = self.ground.words;
        (from..the).any(|ix| {
            let indefinite = ix > 1
                && (ix.saturating_sub(4)..ix).any(|ix| {
                    matches!(words.class(ix), Class::A | Class::Possessive)
                        || words.is_any(ix, &["another", "other", "one"])
                });
            words.class(ix) == Class::Word
                && indefinite
                && self.ground.spots.at(ix).is_none()
                && with_lower(words.word(ix), sort::of_noun) & sorts != 0
                && !self.predicates(ix, from)
        })
    }

    /// "Lind is a Dutch company", "Lind, a company that": the noun describes the body just named.
    fn predicates(&self, noun: usize, from: usize) -> bool {
        let words = self.ground.words;
        (from..noun)
            .rev()
            .take(8)
            .find(|ix| matches!(words.class(*ix), Class::Comma | Class::Be))
            .and_then(|ix| ix.checked_sub(1))
            .is_some_and(|ix| {
                self.ground
                    .spots
                    .at(ix)
                    .is_some_and(|spot| spot.kind == MentionKind::Organization)
            })
    }
}
