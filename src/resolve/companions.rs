//! Who appears with whom: shared articles, and twice over shared events.

use super::agenda::Agenda;
use super::cast::Cast;
use super::{ActorId, ActorKind};
use rayon::prelude::*;
use std::cmp::Reverse;

/// Others shown for an actor.
const SHOWN: usize = 12;
/// Actors of one article that count: the most mentioned.
const PER_ARTICLE: usize = 40;

/// For each actor the strongest others, with the number of shared articles. Places count for nobody's company.
pub fn companions(
    cast: &Cast,
    agenda: &Agenda,
    actors: &[Vec<(ActorId, u32)>],
    articles_of: &[Vec<u32>],
) -> Vec<Vec<(ActorId, u32)>> {
    let mut events_of: Vec<Vec<u32>> = vec![Vec::new(); cast.list.len()];
    for (ix, event) in agenda.events.iter().enumerate() {
        for participant in &event.participants {
            if let Some(list) = events_of.get_mut(participant.actor.ix()) {
                list.push(ix as u32);
            }
        }
    }
    let is_place = |actor: ActorId| {
        cast.of(actor)
            .is_none_or(|identity| identity.kind == ActorKind::Place)
    };
    cast.ids()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map_init(Shared::default, |shared, id| {
            for article in articles_of.get(id.ix()).into_iter().flatten() {
                let list = actors.get(*article as usize).into_iter().flatten();
                for (other, _) in list.take(PER_ARTICLE) {
                    shared.of(*other).0 += 1;
                }
            }
            for event in events_of.get(id.ix()).into_iter().flatten() {
                for participant in &agenda.events[*event as usize].participants {
                    shared.of(participant.actor).1 += 1;
                }
            }
            let mut company = shared.take();
            company.retain(|(other, (articles, _))| {
                *other != id && *articles > 0 && !is_place(*other)
            });
            let key = |(other, (articles, events)): &(ActorId, (u32, u32))| {
                (Reverse(articles + 2 * events), Reverse(*articles), *other)
            };
            company.sort_by_key(key);
            company.truncate(SHOWN);
            company
                .into_iter()
                .map(|(other, (articles, _))| (other, articles))
                .collect()
        })
        .collect()
}

/// Articles and events shared with each actor: one place for everybody, cleared for the next one.
#[derive(Debug, Default)]
struct Shared {
    counts: Vec<(u32, u32)>,
    touched: Vec<ActorId>,
}

impl Shared {
    fn of(&mut self, other: ActorId) -> &mut (u32, u32) {
        if self.counts.len() <= other.ix() {
            self.counts.resize(other.ix() + 1, (0, 0));
        }
        let count = &mut self.counts[other.ix()];
        if *count == (0, 0) {
            self.touched.push(other);
        }
        count
    }

    /// Everybody with whom something is shared.
    fn take(&mut self) -> Vec<(ActorId, (u32, u32))> {
        let counts = &mut self.counts;
        let touched = self.touched.drain(..);
        touched
            .map(|other| (other, std::mem::take(&mut counts[other.ix()])))
            .collect()
    }
}
