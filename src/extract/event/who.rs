//! Who takes part and where: the mentions beside a trigger.

use super::scene::Scene;
use crate::extract::facts::{MentionIx, ParticipantRole};
use crate::extract::token::Shape;
use std::ops::Range;

pub fn is_adverb(text: &str) -> bool {
    text.len() > 4 && text.ends_with("ly") && text.starts_with(|ch: char| ch.is_ascii_lowercase())
        || matches!(
            text,
            "also"
                | "then"
                | "later"
                | "again"
                | "first"
                | "both"
                | "now"
                | "already"
                | "twice"
                | "once"
                | "earlier"
                | "since"
                | "still"
                | "himself"
                | "herself"
        )
}

/// The object of a verb at `verb`: the first mention to the right, over articles, titles and "with" only.
pub fn object(scene: &Scene<'_>, clause: &Range<usize>, verb: usize) -> Vec<MentionIx> {
    if let Some(name) = apposed_object(scene, clause, verb) {
        return vec![name];
    }
    let mut at = verb + 1;
    let limit = (verb + 9).min(clause.end);
    while at < limit {
        if let Some(mention) = scene.mention_at(at) {
            let after = scene.tokens_of(mention).end;
            // "Kim's aide": it is somebody else.
            if scene.is_actor(mention) && matches!(scene.text(after), "'s" | "’s" | "’" | "'") {
                return Vec::new();
            }
            if scene.is_actor(mention) && !is_modifier(scene, mention, after) {
                let list = matches!(scene.text(verb), "between" | "with" | "of" | "by");
                return joined_right(scene, clause, mention, list);
            }
            at = after;
            continue;
        }
        let text = scene.text(at);
        // "Infrastructure Minister Maret Tamm"
        let branch = scene.token(at).is_some_and(|token| token.is_capital())
            && is_title(scene, at + 1)
            && scene.mention_at(at + 1).is_none();
        let skipped = branch
            || is_title(scene, at)
            || in_office(scene, at)
            || text.ends_with("-year-old")
            || scene.date_at(at).is_some()
            || is_adverb(text)
            || is_light(text);
        if !skipped {
            // "the shipping magnate Zvi Haimovich"
            match described(scene, at, limit) {
                Some(name) => at = name,
                None => return Vec::new(),
            }
            continue;
        }
        at += 1;
    }
    Vec::new()
}

/// "met her counterpart, Kofi Mensah,", "met Ghana's foreign minister, Kofi Mensah,": the name after the office.
fn apposed_object(scene: &Scene<'_>, clause: &Range<usize>, verb: usize) -> Option<MentionIx> {
    let comma = (verb + 2..(verb + 8).min(clause.end)).find(|ix| scene.text(*ix) == ",")?;
    let noun = scene.text(comma - 1);
    let office = noun == "counterpart" || scene.input.lexicon.roles.get(noun).is_some();
    let plain = (verb + 1..comma).all(|ix| {
        !is_verb_like(scene, ix) && !matches!(scene.text(ix), "and" | "that" | "to" | "by")
    });
    let name = scene
        .mention_at(comma + 1)
        .filter(|name| scene.is_person(*name) && scene.is_name(*name))?;
    let end = scene.tokens_of(name).end;
    (office && plain && matches!(scene.text(end), "," | ".")).then_some(name)
}

/// "of" or "State" in "Secretary of State Mike Pompeo".
fn in_office(scene: &Scene<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let capital = |ix: usize| scene.token(ix).is_some_and(|token| token.is_capital());
    match scene.text(at) {
        "of" | "for" => is_title(scene, before) && capital(at + 1),
        _ => {
            capital(at)
                && matches!(scene.text(before), "of" | "for")
                && before > 0
                && is_title(scene, before - 1)
        }
    }
}

/// The name after up to three small words of which the last is a role: "shipping magnate Zvi Haimovich".
fn described(scene: &Scene<'_>, at: usize, limit: usize) -> Option<usize> {
    let name = (at..(at + 4).min(limit)).find(|ix| scene.mention_at(*ix).is_some())?;
    let plain = (at..name).all(|ix| {
        scene
            .token(ix)
            .is_some_and(|token| token.shape == Shape::Lower)
    });
    let role = scene
        .input
        .lexicon
        .roles
        .get(scene.text(name - 1))
        .is_some();
    let whole = scene
        .mention_at(name)
        .is_some_and(|who| scene.is_person(who));
    (name > at && plain && role && whole).then_some(name)
}

/// Words after which "of" names somebody else than the one meant.
pub const KIN: &[&str] = &[
    "brother",
    "counterpart",
    "daughter",
    "father",
    "friend",
    "friends",
    "husband",
    "killer",
    "killers",
    "member",
    "members",
    "mother",
    "predecessor",
    "relative",
    "relatives",
    "sister",
    "son",
    "sons",
    "successor",
    "wife",
    "widow",
    "one",
    "two",
    "three",
    "part",
];

/// "ordered the liquidation of Acme", "suspended the licence of the Miller Line": whose it is, unless a person of their
/// own stands before "of".
pub fn owner_of_object(scene: &Scene<'_>, clause: &Range<usize>, verb: usize) -> Vec<MentionIx> {
    let of = (verb + 2..(verb + 6).min(clause.end)).find(|ix| scene.text(*ix) == "of");
    let Some(of) = of.filter(|of| {
        let noun = scene.text(of - 1);
        scene.input.lexicon.roles.get(noun).is_none()
            && !KIN.contains(&noun)
            && (verb + 1..*of).all(|ix| {
                scene
                    .token(ix)
                    .is_some_and(|token| token.shape == Shape::Lower)
                    && !is_verb_like(scene, ix)
                    && scene.text(ix) != "to"
            })
    }) else {
        return Vec::new();
    };
    let found = object(scene, clause, of);
    match found.as_slice() {
        [one, ..] if scene.is_place(*one) => Vec::new(),
        _ => found,
    }
}

/// Words that may stand between a verb and the name that is its object.
fn is_light(text: &str) -> bool {
    matches!(
        text,
        "the"
            | "a"
            | "an"
            | "with"
            | "his"
            | "her"
            | "its"
            | "their"
            | "former"
            | "then"
            | "new"
            | "both"
            | "on"
            | "late"
            | "separately"
            | "president"
            | "leader"
            | "minister"
            | "chairman"
            | "chief"
            | "king"
            | "prime"
    )
}

/// "President", "Foreign Minister", "Gen.": a capital word that the list of titles knows.
pub fn is_title(scene: &Scene<'_>, at: usize) -> bool {
    let lower = scene.text(at).to_lowercase();
    // "Foreign Ministers Nikos Kotzias and Nikola Dimitrov"
    let lower = lower.strip_suffix('s').map_or(lower.clone(), |one| {
        match scene.input.lexicon.people.title(one) {
            Some(_) => one.to_owned(),
            None => lower.clone(),
        }
    });
    let people = &scene.input.lexicon.people;
    scene.token(at).is_some_and(|token| token.is_capital())
        && (people.title(&lower).is_some()
            || people.starts_title(&lower)
            || people.ends_title(&lower))
}

/// "U.S. President Trump", "Harrow Drone", "Iran officials": the word at `after` shows that the name before it only
/// modifies another.
fn is_modifier(scene: &Scene<'_>, mention: MentionIx, after: usize) -> bool {
    let Some(token) = scene.token(after) else {
        return false;
    };
    let capital = token.is_capital() && scene.date_at(after).is_none();
    // "elected Miller president"
    let noun = !scene.is_person(mention)
        && token.shape == Shape::Lower
        && scene.input.lexicon.roles.get(scene.text(after)).is_some();
    capital || noun
}

/// "Moon and Abe": both. After a verb, a name with a verb behind it is the next clause's; not in a `list`.
fn joined_right(
    scene: &Scene<'_>,
    clause: &Range<usize>,
    first: MentionIx,
    list: bool,
) -> Vec<MentionIx> {
    let mut all = vec![first];
    let mut end = scene.tokens_of(first).end;
    for _ in 0..5 {
        if !matches!(scene.text(end), "and" | ",") || end + 1 >= clause.end {
            break;
        }
        let mention = (end + 1..(end + 7).min(clause.end))
            .take_while(|ix| {
                in_office(scene, *ix)
                    || scene.token(*ix).is_some_and(|token| token.is_capital())
                    || scene.text(*ix) == "the"
                    || scene.mention_at(*ix).is_some()
            })
            .find_map(|ix| {
                scene
                    .mention_at(ix)
                    .filter(|mention| scene.is_actor(*mention))
            });
        // After a comma only a list goes on: the next comma or "and" must follow the name.
        let Some(mention) = mention else {
            break;
        };
        let next = scene.tokens_of(mention).end;
        if scene.text(end) == "," && !matches!(scene.text(next), "and" | ",") {
            break;
        }
        if matches!(scene.text(next), "'s" | "’s") || !list && is_verb_like(scene, next) {
            break;
        }
        all.push(mention);
        end = next;
    }
    all
}

/// A name followed by a verb opens the next clause: "met Kim, and Moon said".
pub fn is_verb_like(scene: &Scene<'_>, at: usize) -> bool {
    let text = scene.text(at);
    matches!(
        text,
        "will" | "would" | "is" | "are" | "was" | "were" | "has" | "had" | "have"
    ) || crate::extract::clause::is_past_form(text)
}

/// The mentions after a preposition: "with Kim", "between Kim and Moon", "by the police".
pub fn after(
    scene: &Scene<'_>,
    clause: &Range<usize>,
    from: usize,
    reach: usize,
    prepositions: &[&str],
) -> Vec<MentionIx> {
    let end = (from + reach).min(clause.end);
    let preposition = (from..end)
        .take_while(|ix| {
            !matches!(scene.text(*ix), "to" | "and" | ",")
                || scene.date_at(*ix).is_some()
                || prepositions.contains(&scene.text(*ix))
        })
        .find(|ix| prepositions.contains(&scene.text(*ix)));
    preposition.map_or_else(Vec::new, |ix| object(scene, clause, ix))
}

/// Prepositions that begin something with a place of its own: "a resolution on safeguards in Iran".
fn leads_away(scene: &Scene<'_>, at: usize) -> bool {
    let near = |reach: usize| (at + 1..=at + reach).any(|ix| scene.mention_at(ix).is_some());
    if scene.mention_at(at).is_some() {
        return false;
    }
    match scene.text(at) {
        "on" | "for" => !(at + 1..=at + 2).any(|ix| scene.date_at(ix).is_some()),
        "with" | "by" | "between" => !near(5),
        "of" | "about" | "over" | "against" | "to" | "from" | "into" | "as" | "after"
        | "before" => true,
        _ => false,
    }
}

/// "in Singapore", "at Panmunjom": the first place after the trigger in the clause, else one that opens it.
pub fn place(scene: &Scene<'_>, clause: &Range<usize>, trigger: usize) -> Option<MentionIx> {
    // "left home on Monday, arrived in Beijing": the next verb's place.
    let next_verb = |ix: usize| {
        matches!(scene.text(ix), "," | "and")
            && scene.mention_at(ix + 1).is_none()
            && crate::extract::clause::is_past_form(scene.text(ix + 1))
            && !matches!(scene.text(ix + 1), "planned" | "scheduled" | "expected")
    };
    let right = (trigger + 1..clause.end.min(trigger + 20))
        .take_while(|ix| !leads_away(scene, *ix) && !next_verb(*ix));
    let left = clause.start..(clause.start + 3).min(trigger);
    right.chain(left).find_map(|ix| {
        let here = matches!(scene.text(ix), "in" | "In" | "at" | "At");
        let mut next = ix + 1;
        if scene.text(next) == "the" {
            next += 1;
        }
        let mention = scene
            .mention_at(next)
            .filter(|_| here && next < clause.end)?;
        let range = scene.tokens_of(mention);
        let possessive = matches!(scene.text(range.end), "'s" | "’s");
        let adjective = scene.token(range.end).is_some_and(|token| {
            token.shape == Shape::Lower && scene.text(range.end).ends_with("-based")
        });
        (scene.is_place(mention)
            && scene.is_actor(mention)
            && range.start == next
            && !possessive
            && is_whole(scene, mention)
            && !adjective)
            .then_some(mention)
    })
}

/// "at U.S. embassies", "in Paris hotels": what only says which ones is no place of it.
pub fn is_whole(scene: &Scene<'_>, place: MentionIx) -> bool {
    let after = scene.tokens_of(place).end;
    let Some(token) = scene.token(after) else {
        return true;
    };
    let text = scene.text(after);
    let ends = scene.date_at(after).is_some()
        || scene.mention_at(after).is_some()
        || is_verb_like(scene, after)
        || is_adverb(text)
        || matches!(
            text,
            "in" | "on"
                | "at"
                | "of"
                | "for"
                | "with"
                | "by"
                | "from"
                | "to"
                | "and"
                | "or"
                | "but"
                | "between"
                | "against"
                | "before"
                | "after"
                | "during"
                | "that"
                | "which"
                | "where"
                | "who"
                | "when"
                | "as"
                | "over"
                | "about"
                | "into"
                | "this"
                | "last"
                | "next"
                | "earlier"
                | "late"
                | "early"
                | "went"
                | "until"
        );
    ends || !matches!(token.shape, Shape::Lower) && !token.is_capital()
}

/// One role each: the same referent named twice takes part once.
pub fn without_repeats(scene: &Scene<'_>, participants: &mut Vec<(MentionIx, ParticipantRole)>) {
    let mut seen = Vec::new();
    participants.retain(|(mention, _)| {
        let referent = scene.referent(*mention);
        let new = !seen.contains(&referent);
        seen.push(referent);
        new
    });
}
