//! Whose word an event is: "officials said North Korea had canceled the session".

use super::Draft;
use super::scene::Scene;
use crate::extract::facts::MentionIx;
use std::ops::Range;

/// True for a finite verb of saying that puts what follows into somebody's mouth.
pub fn is_saying(text: &str) -> bool {
    matches!(
        text,
        "said"
            | "says"
            | "told"
            | "tells"
            | "claimed"
            | "claims"
            | "alleged"
            | "alleges"
            | "insisted"
            | "insists"
            | "added"
            | "stated"
            | "wrote"
            | "believes"
            | "believe"
            | "suggested"
            | "argued"
            | "asserted"
            | "reported"
            | "reports"
            | "denied"
            | "acknowledged"
    )
}

/// A verb of saying at `at`: no adjective, as in "the alleged head".
pub fn says(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> bool {
    is_saying(scene.text(at))
        && scene.mention_at(at).is_none()
        && !matches!(
            scene.before(at, sentence),
            "the" | "a" | "an" | "his" | "her" | "its" | "their" | "this"
        )
}

/// `Some` when the event is told by somebody other than those who take part in it: the inner value is who, when they
/// are known. What the article adds to its own statement (", officials said") leaves it a statement of the article.
pub fn find(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    draft: &Draft,
    at: usize,
) -> Option<Option<MentionIx>> {
    let before = (sentence.start..at)
        .rev()
        .find(|ix| says(scene, sentence, *ix));
    if let Some(verb) = before {
        let source = source(scene, sentence, verb);
        return (!own(scene, draft, source) && governs(scene, sentence, verb, at))
            .then_some(source);
    }
    let trailing = || trailing(scene, sentence, at).map(Some);
    according(scene, sentence)
        .or_else(trailing)
        .filter(|source| !own(scene, draft, *source))
}

/// "Berg denied that she met Miller", "rumours that Berg had died": what a verb or noun makes of the clause at `at`.
pub fn cast_doubt(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<Doubt> {
    let from = at.saturating_sub(16).max(sentence.start);
    let that = (from..at)
        .rev()
        .take_while(|ix| {
            !matches!(
                scene.text(*ix),
                ";" | "but" | "when" | "after" | "who" | "which"
            )
        })
        .find(|ix| scene.text(*ix) == "that" || is_denying(scene.text(*ix)))?;
    if is_denying(scene.text(that)) {
        return Some(Doubt::Denied);
    }
    let word = scene.before(that, sentence);
    let one = word.strip_suffix('s').unwrap_or(word).to_ascii_lowercase();
    match one.as_str() {
        _ if is_denying(word) => Some(Doubt::Denied),
        "rumour" | "rumor" | "speculation" | "suggestion" | "fear" | "hope" | "idea"
        | "suspicion" | "hint" | "doubt" | "belief" | "denial" | "possibility" | "chance"
        | "danger" => Some(Doubt::Open),
        "report" | "claim" | "allegation" | "accusation" | "charge" => Some(Doubt::Claimed),
        _ => None,
    }
}

fn is_denying(word: &str) -> bool {
    matches!(
        word,
        "denied" | "denies" | "deny" | "denying" | "disputed" | "disputes" | "doubted" | "doubts"
    )
}

/// How far a clause is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Somebody denies it.
    Denied,
    /// Somebody claims it.
    Claimed,
    /// Nothing is known.
    Open,
}

/// Who says what the clause at `at` states, before or after it.
pub fn teller(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<MentionIx> {
    let before = (sentence.start..at).rev().find(|ix| {
        says(scene, sentence, *ix) || matches!(scene.text(*ix), "announced" | "confirmed")
    });
    match before {
        Some(verb) if governs(scene, sentence, verb, at) => source(scene, sentence, verb),
        Some(_) => None,
        None => trailing(scene, sentence, at),
    }
}

/// The teller is one of the participants: they tell of their own deed.
fn own(scene: &Scene<'_>, draft: &Draft, source: Option<MentionIx>) -> bool {
    let Some(source) = source.and_then(|source| scene.referent(source)) else {
        return false;
    };
    draft
        .participants
        .iter()
        .any(|(who, _)| scene.referent(*who) == Some(source))
}

/// The event stands in what was said: no new sentence-level clause begins between ("he said, but …").
fn governs(scene: &Scene<'_>, _sentence: &Range<usize>, verb: usize, at: usize) -> bool {
    !(verb + 1..at).any(|ix| {
        matches!(
            scene.text(ix),
            ";" | "but" | "after" | "when" | "while" | "as" | "who" | "which"
        )
    })
}

/// The mention right before the verb of saying, or right after it.
fn source(scene: &Scene<'_>, sentence: &Range<usize>, verb: usize) -> Option<MentionIx> {
    // "a CAS official said"
    let speaks_for = verb.checked_sub(2).filter(|_| {
        matches!(
            scene.before(verb, sentence),
            "official" | "officials" | "spokesman" | "spokeswoman" | "spokesperson"
        )
    });
    if let Some(body) = speaks_for.and_then(|ix| scene.mention_at(ix)) {
        return Some(body).filter(|body| scene.is_organization(*body));
    }
    super::subject::subject(scene, sentence, verb)
        .first()
        .copied()
}

/// ", Steffen Seibert said", ", said Steffen Seibert": a named teller after the last comma.
fn trailing(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> Option<MentionIx> {
    let verb = (at + 1..sentence.end)
        .rev()
        .find(|ix| says(scene, sentence, *ix))?;
    let comma = (verb.saturating_sub(8).max(at + 1)..verb)
        .rev()
        .find(|ix| scene.text(*ix) == ",")?;
    if comma + 1 == verb {
        return (verb + 1..(verb + 5).min(sentence.end))
            .take_while(|ix| {
                scene.mention_at(*ix).is_some()
                    || scene.text(*ix) == "the"
                    || scene.token(*ix).is_some_and(|token| token.is_capital())
            })
            .find_map(|ix| scene.mention_at(ix))
            .filter(|who| scene.is_actor(*who));
    }
    let last = verb + 3 >= sentence.end
        || (verb + 1..sentence.end - 1)
            .all(|ix| scene.date_at(ix).is_some() || scene.text(ix) == "on");
    let source = source(scene, sentence, verb).filter(|_| last)?;
    let start = scene.tokens_of(source).start;
    // Nothing but titles between the comma and the name.
    (comma + 1..start)
        .all(|ix| {
            matches!(scene.text(ix), "the" | "a" | "an")
                || scene.mention_at(ix).is_some()
                || scene.token(ix).is_some_and(|token| token.is_capital())
        })
        .then_some(source)
}

/// "according to Xinhua"
fn according(scene: &Scene<'_>, sentence: &Range<usize>) -> Option<Option<MentionIx>> {
    let at = sentence.clone().find(|ix| {
        matches!(scene.text(*ix), "according" | "According") && scene.text(ix + 1) == "to"
    })?;
    let source = (at + 2..(at + 8).min(sentence.end)).find_map(|ix| {
        scene
            .mention_at(ix)
            .filter(|mention| scene.is_actor(*mention))
    });
    Some(source)
}
