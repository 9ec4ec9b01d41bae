//! What may stand between a name and its verb: appositions, brackets, letters after the name.

use super::scene::Scene;
use super::subject::plain_left;
use super::who::is_verb_like;
use crate::extract::facts::MentionIx;
use std::ops::Range;

pub enum Apposed {
    /// "the secretary, Shun Iwata,": the name itself.
    Name(MentionIx),
    /// The comma that opens "Kim Yong Chol, the envoy,".
    From(usize),
}

/// What stands between the comma at `close` and the comma before it, when it is an apposition.
pub fn apposition(scene: &Scene<'_>, sentence: &Range<usize>, close: usize) -> Option<Apposed> {
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
        // "The last one, Corporal Saeed of Mukalla, died"
        _ if scene.mention_at(open.saturating_sub(1)).is_none() => {
            match person_of_place(scene, sentence, open, close) {
                Some(person) => Some(Apposed::Name(person)),
                None => Some(Apposed::From(open)),
            }
        }
        _ => Some(Apposed::From(open)),
    }
}

/// The person that a part between commas begins with, when "of" or "from" and a place end it.
fn person_of_place(
    scene: &Scene<'_>,
    sentence: &Range<usize>,
    open: usize,
    close: usize,
) -> Option<MentionIx> {
    let place = scene
        .mention_at(close - 1)
        .filter(|place| scene.is_place(*place))?;
    let of = scene.tokens_of(place).start.checked_sub(1)?;
    let person = scene
        .mention_at(of.checked_sub(1)?)
        .filter(|who| scene.is_person(*who) && scene.is_name(*who))?;
    let leads = plain_left(scene, sentence, scene.tokens_of(person).start) == open + 1;
    (leads && matches!(scene.text(of), "of" | "from")).then_some(person)
}

/// The comma that opens an apposition with an article or an office: ", the clerk of Marion County", ", chairman of Acme".
pub fn opens(scene: &Scene<'_>, sentence: &Range<usize>, last: usize) -> Option<usize> {
    let from = last.saturating_sub(12).max(sentence.start);
    let open = (from..last).rev().find(|ix| scene.text(*ix) == ",")?;
    let plain =
        !(open + 1..last).any(|ix| scene.mention_at(ix).is_none() && is_verb_like(scene, ix));
    let office = scene
        .input
        .lexicon
        .roles
        .get(scene.text(open + 1))
        .is_some();
    (plain && (office || matches!(scene.text(open + 1), "the" | "a" | "an"))).then_some(open)
}

/// The bracket that the one at `close` closes: "the Deposit Insurance Corporation (KDIC) has appointed".
pub fn opened(scene: &Scene<'_>, sentence: &Range<usize>, close: usize) -> Option<usize> {
    (close.saturating_sub(8).max(sentence.start)..close)
        .rev()
        .find(|ix| scene.text(*ix) == "(")
}

/// "Eric Nattrass MP": letters after a name.
pub fn is_letters(scene: &Scene<'_>, sentence: &Range<usize>, at: usize) -> bool {
    matches!(
        scene.text(at),
        "MP" | "MPs"
            | "KC"
            | "QC"
            | "Jr"
            | "Jr."
            | "Sr"
            | "MEP"
            | "MSP"
            | "TD"
            | "PC"
            | "MLA"
            | "plc"
            | "Ltd"
            | "Inc."
            | "Inc"
    ) && at > sentence.start
        && scene.mention_at(at - 1).is_some()
}
