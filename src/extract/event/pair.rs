//! "The two leaders", "both ministers": which two are meant.

use super::scene::Scene;
use crate::extract::facts::MentionIx;
use std::ops::Range;

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
pub fn the_two(scene: &Scene<'_>, sentence: &Range<usize>, group: usize) -> Option<Vec<MentionIx>> {
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
