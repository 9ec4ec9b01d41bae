//! Who takes part and where: the mentions beside a trigger.

use super::scene::Scene;
use crate::extract::facts::{MentionIx, ParticipantRole};
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
            let all = joined_left(scene, sentence, mention);
            let head = all
                .last()
                .is_some_and(|first| is_head(scene, sentence, *first))
                && is_head(scene, sentence, mention);
            return match head {
                true => all,
                false => governed(scene, sentence, mention),
            };
        }
        let text = scene.text(before);
        if let Some(who) = spoken_of(scene, sentence, before) {
            return vec![who];
        }
        if let Some(who) = with_unknown(scene, sentence, before) {
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
        if relative {
            return Vec::new();
        }
        if adverbial || age || apposed && text == "," {
            at = before;
        } else if text == ")" {
            // "the Deposit Insurance Corporation (KDIC) has appointed"
            match (before.saturating_sub(8).max(sentence.start)..before)
                .rev()
                .find(|ix| scene.text(*ix) == "(")
            {
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
        } else {
            return Vec::new();
        }
    }
    Vec::new()
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
    if (all.len() > 1 || members) && ACT_FOR_BOTH.contains(&office) {
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

/// "Miller said on Monday that he had", "the bank said it would": the speaker, when the pronoun right after fits only
/// them.
fn spoken_of(scene: &Scene<'_>, sentence: &Range<usize>, pronoun: usize) -> Option<MentionIx> {
    let text = scene.text(pronoun);
    if !matches!(text, "he" | "she" | "it") {
        return None;
    }
    let mut at = pronoun;
    let mut verb = None;
    for _ in 0..8 {
        let before = at.checked_sub(1).filter(|ix| *ix >= sentence.start)?;
        let word = scene.text(before);
        if scene.date_at(before).is_some() || matches!(word, "that" | "on" | "late" | "early") {
            at = before;
        } else {
            verb =
                Some(before).filter(|_| super::attribution::is_saying(word) || word == "announced");
            break;
        }
    }
    let speaker = subject(scene, sentence, verb?);
    match speaker.as_slice() {
        [one] if scene.is_person(*one) == (text != "it") => Some(*one),
        _ => None,
    }
}

/// Nouns for two people, with the offices that both must hold; no office: any two people.
const PAIRS: [(&str, &[&str]); 10] = [
    (
        "leaders",
        &[
            "leader",
            "president",
            "premier",
            "minister",
            "chancellor",
            "king",
            "queen",
            "emperor",
            "chairman",
        ],
    ),
    ("presidents", &["president"]),
    ("ministers", &["minister", "secretary"]),
    (
        "envoys",
        &["envoy", "representative", "negotiator", "ambassador"],
    ),
    ("negotiators", &["negotiator", "envoy", "representative"]),
    ("men", &[]),
    ("women", &[]),
    ("rivals", &[]),
    ("statesmen", &[]),
    ("two", &[]),
];

/// "The two leaders met": the two people that the sentences before leave. Of an office: just two who hold it in the last
/// four sentences, or just one and one whom the article does not describe. Of no office: just two in the last sentence.
fn the_two(scene: &Scene<'_>, sentence: &Range<usize>, group: usize) -> Option<Vec<MentionIx>> {
    let noun = group.checked_sub(1).filter(|ix| *ix > sentence.start)?;
    let (_, offices) = PAIRS.iter().find(|(word, _)| *word == scene.text(noun))?;
    let is_two = |count: usize| {
        scene.text(count) == "two" && matches!(scene.text(count.wrapping_sub(1)), "The" | "the")
    };
    let is_pair = match scene.text(noun) {
        "two" => noun == sentence.start + 1 && is_two(noun),
        _ => matches!(scene.text(noun - 1), "both" | "Both") || is_two(noun - 1),
    };
    if !is_pair {
        return None;
    }
    let here = scene.token(sentence.start)?.sentence.ix();
    let reach = if offices.is_empty() { 1 } else { 4 };
    let first = scene
        .input
        .tokens
        .ranges
        .get(here.saturating_sub(reach))?
        .start;
    let before = people_of(scene, first..sentence.start);
    let holds = |who: &&MentionIx| offices.is_empty() || scene.holds_one_of(**who, offices);
    let mut people: Vec<MentionIx> = before.iter().filter(holds).copied().collect();
    if people.len() == 1 && !offices.is_empty() {
        let fits = |who: &&MentionIx| holds(who) || !scene.is_described(**who);
        people = before.iter().filter(fits).copied().collect();
    }
    (people.len() == 2).then_some(people)
}

/// One mention for each person that a sentence names.
fn people_of(scene: &Scene<'_>, range: Range<usize>) -> Vec<MentionIx> {
    let mut people: Vec<MentionIx> = Vec::new();
    for mention in range.filter_map(|ix| scene.mention_at(ix)) {
        let referent = scene.referent(mention);
        let new = people
            .iter()
            .all(|other| scene.referent(*other) != referent);
        if scene.is_person(mention) && referent.is_some() && new {
            people.push(mention);
        }
    }
    people
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
    "inspectors",
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
    "envoys",
    "governments",
    "leaders",
    "members",
    "ministers",
    "negotiators",
    "officials",
    "parliaments",
    "presidents",
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

const PREPOSITIONS: &[&str] = &[
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
    scene.is_actor(mention)
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

enum Apposed {
    /// "the secretary, Shun Iwata,": the name itself.
    Name(MentionIx),
    /// The comma that opens "Kim Yong Chol, the envoy,".
    From(usize),
}

/// What stands between the comma at `close` and the comma before it, when it is an apposition.
fn apposition(scene: &Scene<'_>, sentence: &Range<usize>, close: usize) -> Option<Apposed> {
    let from = close.saturating_sub(24).max(sentence.start);
    let open = (from..close).rev().find(|ix| scene.text(*ix) == ",")?;
    let verb = (open + 1..close)
        .any(|ix| matches!(scene.text(ix), "said" | "says" | "when" | "after" | "that"));
    if verb {
        return None;
    }
    let inside = scene
        .mention_at(close - 1)
        .filter(|mention| scene.is_name(*mention) && !scene.is_place(*mention));
    match inside {
        Some(mention)
            if plain_left(scene, sentence, scene.tokens_of(mention).start) == open + 1 =>
        {
            Some(Apposed::Name(mention))
        }
        _ => Some(Apposed::From(open)),
    }
}

fn is_adverb(text: &str) -> bool {
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
fn plain_left(scene: &Scene<'_>, sentence: &Range<usize>, name: usize) -> usize {
    let mut first = name;
    for _ in 0..6 {
        let Some(before) = first.checked_sub(1).filter(|ix| *ix >= sentence.start) else {
            break;
        };
        let token = scene.token(before);
        let title = token.is_some_and(|token| token.is_capital())
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

/// The object of a verb at `verb`: the first mention to the right, over articles, titles and "with" only.
pub fn object(scene: &Scene<'_>, clause: &Range<usize>, verb: usize) -> Vec<MentionIx> {
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
        let skipped = is_title(scene, at)
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

/// "ordered the liquidation of Acme", "suspended the licence of the Miller Line": whose it is, unless a person of their
/// own stands before "of".
pub fn owner_of_object(scene: &Scene<'_>, clause: &Range<usize>, verb: usize) -> Vec<MentionIx> {
    const KIN: &[&str] = &[
        "brother",
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
        "relative",
        "relatives",
        "sister",
        "son",
        "sons",
        "wife",
        "widow",
        "one",
        "two",
        "three",
        "part",
    ];
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
fn is_title(scene: &Scene<'_>, at: usize) -> bool {
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
            && !adjective)
            .then_some(mention)
    })
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
