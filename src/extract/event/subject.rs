//! Who does what a verb says: the name before it, over titles, appositions, relative clauses and days.
//!
//! A name that a preposition governs is no subject, nor is half of "North and South Korea". Where the words before the
//! verb are none of these, nobody is.

use super::apposition::{Apposed, apposition, is_letters, opened, opens};
use super::pair::the_two;
use super::reference::spoken_of;
use super::scene::Scene;
use super::who::{is_adverb, is_title};
use crate::extract::facts::MentionIx;
use crate::extract::token::Shape;
use std::ops::Range;

/// The subject of a verb whose group begins at `group`: the mention that ends right before it, with what is joined
/// to it by "and" or commas; adverbs, dates, an age and an apposition may stand between. A name that a preposition
/// governs is none: "the road to Himi was blocked".
pub fn subject(scene: &Scene<'_>, sentence: &Range<usize>, group: usize) -> Vec<MentionIx> {
    let mut at = group;
    if let Some(pair) = the_two(scene, sentence, group) {
        return pair;
    }
    let mut apposed = false;
    let mut relative = false;
    for _ in 0..8 {
        let Some(before) = at.checked_sub(1).filter(|ix| *ix >= sentence.start) else {
            return Vec::new();
        };
        if let Some(mention) = scene.mention_at(before) {
            // "Singh, the Indian who was hanged": a people's name, in an apposition.
            if relative
                && !apposed
                && !scene.is_actor(mention)
                && let Some(open) = opens(scene, sentence, before)
            {
                at = open;
                apposed = true;
                continue;
            }
            if relative {
                return meant(scene, sentence, mention);
            }
            let found = named(scene, sentence, mention);
            // "Tuttle, the clerk of Marion County, who had refused, said": the name before the apposition.
            if found.is_empty()
                && apposed
                && let Some(open) = opens(scene, sentence, before)
            {
                at = open;
                continue;
            }
            return found;
        }
        let text = scene.text(before);
        if (at == group || apposed) && is_letters(scene, sentence, before) {
            at = before;
            continue;
        }
        let unnamed =
            spoken_of(scene, sentence, before).or_else(|| with_unknown(scene, sentence, before));
        if let Some(who) = unnamed {
            return vec![who];
        }
        if at == group && ACT_FOR.contains(&text) {
            return represented(scene, sentence, before).into_iter().collect();
        }
        let age = apposed
            && scene
                .token(before)
                .is_some_and(|token| token.shape == Shape::Number);
        let adverbial = scene.date_at(before).is_some()
            || is_adverb(text)
            || matches!(text, "on" | "late" | "early");
        if matches!(text, "who" | "which") {
            // "Kim, who met": the name before the comma.
            let comma = usize::from(scene.before(before, sentence) == ",");
            at = before - comma;
            relative = true;
            continue;
        }
        // "Acme, the line that stopped paying": behind an apposition only.
        if at == group
            && text == "that"
            && let Some(open) = opens(scene, sentence, before)
            && !(open..before).any(|ix| PREPOSITIONS.contains(&scene.text(ix)))
        {
            at = open;
            apposed = true;
            relative = true;
            continue;
        }
        if relative
            && text == ")"
            && let Some(open) = opened(scene, sentence, before)
        {
            at = open;
            continue;
        }
        // ", a crane driver of 34 who was shot"
        if relative
            && !apposed
            && let Some(open) = opens(scene, sentence, before)
        {
            at = open;
            apposed = true;
            continue;
        }
        // ", 52, who was flown"
        let aged = scene
            .token(before)
            .is_some_and(|token| token.shape == Shape::Number)
            && scene.before(before, sentence) == ",";
        if relative && aged {
            at = before - 1;
            continue;
        }
        if relative {
            return Vec::new();
        }
        if adverbial || age || apposed && text == "," {
            at = before;
        } else if text == ")" {
            match opened(scene, sentence, before) {
                Some(open) => at = open,
                None => return Vec::new(),
            }
        } else if text == "," {
            match apposition(scene, sentence, before) {
                Some(Apposed::Name(mention)) => return vec![mention],
                Some(Apposed::From(open)) => at = open,
                None => return Vec::new(),
            }
            apposed = true;
        } else if apposed && let Some(open) = opens(scene, sentence, before) {
            // "Miller, the secretary general, whose term ends in May, flew"
            at = open;
        } else {
            return Vec::new();
        }
    }
    Vec::new()
}

/// The mention that ends right before the verb with those joined to it, or the one that governs it by "of".
fn named(scene: &Scene<'_>, sentence: &Range<usize>, mention: MentionIx) -> Vec<MentionIx> {
    let all = joined_left(scene, sentence, mention);
    let first = all.last().copied().unwrap_or(mention);
    if is_head(scene, sentence, first) && is_head(scene, sentence, mention) {
        all
    } else {
        governed(scene, sentence, mention)
    }
}

/// "a second trial for Miller, who walked out": the name before the relative clause, whatever governs it; not where it
/// may be said of somebody else, as in "the brother of Miller, who resigned".
fn meant(scene: &Scene<'_>, sentence: &Range<usize>, mention: MentionIx) -> Vec<MentionIx> {
    let found = named(scene, sentence, mention);
    let person = (scene.tokens_of(mention).end..sentence.end)
        .take(2)
        .any(|ix| scene.text(ix) == "who");
    if person && !scene.is_person(mention) {
        return found;
    }
    if !found.is_empty() || scene.is_place(mention) || !scene.is_actor(mention) {
        return found;
    }
    let start = phrase_start(scene, sentence, mention);
    let noun = start.checked_sub(2).filter(|ix| *ix >= sentence.start);
    let human = noun.is_some_and(|ix| {
        let word = scene.text(ix);
        let one = word.strip_suffix('s').unwrap_or(word);
        super::who::KIN.contains(&word)
            || scene.input.lexicon.roles.get(word).is_some()
            || scene.input.lexicon.roles.get(one).is_some()
            || scene.mention_at(ix).is_some()
    });
    if human { Vec::new() } else { vec![mention] }
}

/// "President Moon of South Korea", "Miller of the Treasury": the person before "of".
fn governed(scene: &Scene<'_>, sentence: &Range<usize>, place: MentionIx) -> Vec<MentionIx> {
    let all = joined_left(scene, sentence, place);
    let start = scene.tokens_of(all.last().copied().unwrap_or(place)).start;
    let office = start
        .checked_sub(2)
        .filter(|ix| *ix >= sentence.start && scene.text(start - 1) == "of")
        .map_or("", |ix| scene.text(ix));
    let members = office == "members" && scene.is_organization(place);
    // "the government of Georgia"
    let acts = all.len() == 1 && ACT_FOR.contains(&office.to_lowercase().as_str());
    if acts || (all.len() > 1 || members) && ACT_FOR_BOTH.contains(&office) {
        return all;
    }
    let start = scene.tokens_of(place).start;
    let the = usize::from(scene.before(start, sentence) == "the");
    if !matches!(
        scene.before(start - the, sentence),
        "of" | "in" | "at" | "from"
    ) {
        return Vec::new();
    }
    (start - the)
        .checked_sub(2)
        .filter(|ix| *ix >= sentence.start)
        .and_then(|ix| scene.mention_at(ix))
        .filter(|who| !scene.is_place(*who) && is_head(scene, sentence, *who))
        .map(|who| joined_left(scene, sentence, who))
        .filter(|all| all.iter().all(|who| is_head(scene, sentence, *who)))
        .unwrap_or_default()
}

/// "Governor Sani Maikudi of Kogi State lost": the person before "of" and a name that is not known.
fn with_unknown(scene: &Scene<'_>, sentence: &Range<usize>, last: usize) -> Option<MentionIx> {
    let of = (last.saturating_sub(3).max(sentence.start)..last)
        .rev()
        .find(|ix| scene.text(*ix) == "of")?;
    let unknown = (of + 1..=last).all(|ix| {
        scene.mention_at(ix).is_none() && scene.token(ix).is_some_and(|token| token.is_capital())
    });
    of.checked_sub(1)
        .filter(|_| unknown)
        .and_then(|ix| scene.mention_at(ix))
        .filter(|who| scene.is_person(*who) && is_head(scene, sentence, *who))
}

/// Those through whom a country or body acts: "the IMF mission", "Yemen's government".
const ACT_FOR: &[&str] = &[
    "army",
    "authorities",
    "cabinet",
    "delegation",
    "forces",
    "government",
    "guards",
    "inspectors",
    "lawmakers",
    "military",
    "mission",
    "navy",
    "negotiators",
    "officials",
    "parliament",
    "regulators",
    "soldiers",
    "team",
    "troops",
];

/// Those through whom several act: "the foreign ministers of Greece and Macedonia".
const ACT_FOR_BOTH: &[&str] = &[
    "ambassadors",
    "delegations",
    "diplomats",
    "envoys",
    "forces",
    "governments",
    "guards",
    "leaders",
    "members",
    "ministers",
    "negotiators",
    "officials",
    "parliaments",
    "presidents",
    "soldiers",
    "troops",
];

/// The country or body named right before one of [`ACT_FOR`].
fn represented(scene: &Scene<'_>, sentence: &Range<usize>, noun: usize) -> Option<MentionIx> {
    let adjective = usize::from(matches!(
        scene.before(noun, sentence),
        "foreign"
            | "defence"
            | "defense"
            | "finance"
            | "interior"
            | "trade"
            | "justice"
            | "national"
            | "government"
    ));
    let noun = noun - adjective;
    let possessive = usize::from(matches!(scene.before(noun, sentence), "'s" | "’s"));
    let last = (noun - possessive)
        .checked_sub(1)
        .filter(|ix| *ix >= sentence.start)?;
    let mention = scene.mention_at(last)?;
    let joined = scene.before(scene.tokens_of(mention).start, sentence) == "and";
    // "the Greek parliament": the country behind the adjective.
    let named = scene.is_name(mention) || !scene.is_actor(mention);
    (named
        && !scene.is_person(mention)
        && !joined
        && !governs_by_preposition(scene, sentence, mention))
    .then_some(mention)
}

pub const PREPOSITIONS: &[&str] = &[
    "of",
    "in",
    "at",
    "for",
    "from",
    "to",
    "with",
    "near",
    "on",
    "by",
    "against",
    "over",
    "under",
    "between",
    "about",
    "into",
    "than",
    "including",
    "without",
    "through",
    "across",
    "outside",
    "inside",
    "around",
    "behind",
    "toward",
    "towards",
];

/// No preposition stands before the mention and its titles.
fn is_head(scene: &Scene<'_>, sentence: &Range<usize>, mention: MentionIx) -> bool {
    let start = phrase_start(scene, sentence, mention);
    // "the leaders of North and South Korea": half of something else.
    let half = scene.before(start, sentence) == "and"
        && scene
            .token(start.wrapping_sub(2))
            .is_some_and(|token| token.is_capital())
        && scene.mention_at(start.wrapping_sub(2)).is_none();
    // "proclaimed Miller re-elected": the object of another verb, unless it is one of saying.
    let verb = scene.before(start, sentence);
    let object = crate::extract::clause::is_past_form(verb)
        && !super::attribution::is_saying(verb)
        && !matches!(
            verb,
            "announced" | "confirmed" | "showed" | "found" | "learned" | "revealed" | "ruled"
        );
    // "the three islands that form the Union": the object of a verb in the present.
    let relative = start >= sentence.start + 3
        && matches!(scene.text(start - 2), "that" | "which" | "who")
        && scene.text(start - 3).ends_with('s')
        && !super::attribution::is_saying(scene.text(start - 3))
        && scene
            .token(start - 1)
            .is_some_and(|token| token.shape == Shape::Lower);
    scene.is_actor(mention)
        && !relative
        && !half
        && !object
        && !PREPOSITIONS.contains(&scene.before(start, sentence))
}

/// Where the phrase of a mention begins: before its titles, and "northern" in "in northern Iraq".
fn phrase_start(scene: &Scene<'_>, sentence: &Range<usize>, mention: MentionIx) -> usize {
    let mut start = plain_left(scene, sentence, scene.tokens_of(mention).start);
    while scene
        .token(start.wrapping_sub(1))
        .is_some_and(|token| token.shape == Shape::Lower)
        && start > sentence.start
        && !PREPOSITIONS.contains(&scene.text(start - 1))
        && scene.text(start - 1).ends_with("ern")
    {
        start -= 1;
    }
    start
}

fn governs_by_preposition(scene: &Scene<'_>, sentence: &Range<usize>, mention: MentionIx) -> bool {
    let start = phrase_start(scene, sentence, mention);
    PREPOSITIONS.contains(&scene.before(start, sentence))
}

/// "Trump and Kim", "Trump, Moon and Kim": all of them, the last one first.
fn joined_left(scene: &Scene<'_>, sentence: &Range<usize>, last: MentionIx) -> Vec<MentionIx> {
    let mut all = vec![last];
    let mut first = scene.tokens_of(last).start;
    for _ in 0..5 {
        let before = plain_left(scene, sentence, first);
        let and = before
            .checked_sub(1)
            .filter(|ix| *ix >= sentence.start)
            .map_or("", |ix| scene.text(ix));
        let listed = and == "and" || all.len() > 1 && and == ",";
        if !listed {
            break;
        }
        let Some(mention) = before
            .checked_sub(2)
            .filter(|ix| *ix >= sentence.start)
            .and_then(|ix| scene.mention_at(ix))
        else {
            break;
        };
        if !scene.is_actor(mention) || all.contains(&mention) {
            break;
        }
        all.push(mention);
        first = scene.tokens_of(mention).start;
    }
    all
}

/// Left over the titles and articles that stand before a name: "South Korean President Moon".
pub fn plain_left(scene: &Scene<'_>, sentence: &Range<usize>, name: usize) -> usize {
    let mut first = name;
    for _ in 0..6 {
        let Some(before) = first.checked_sub(1).filter(|ix| *ix >= sentence.start) else {
            break;
        };
        let token = scene.token(before);
        let title = token.is_some_and(|token| token.is_capital())
            && scene.date_at(before).is_none()
            && scene
                .mention_at(before)
                .is_none_or(|mention| !scene.is_actor(mention));
        // "North Korean leader Kim"
        let role = before > sentence.start
            && scene.input.lexicon.roles.get(scene.text(before)).is_some()
            && scene
                .token(before - 1)
                .is_some_and(|token| token.is_capital());
        // "Secretary of State Mike Pompeo"
        let office = matches!(scene.text(before), "of" | "for")
            && first < name
            && scene.token(first).is_some_and(|token| token.is_capital())
            && before > sentence.start
            && is_title(scene, before - 1);
        if office {
            first = before - 1;
            continue;
        }
        if !title && !role && !matches!(scene.text(before), "the" | "The") {
            break;
        }
        first = before;
    }
    first
}
