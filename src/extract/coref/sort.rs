//! What a body can be called: "the company", "the ministry", "the airline".
//!
//! Told by the words of its name ("… Airlines"), by a noun beside the name ("the carmaker Lind", "Lind, a bank,"), by an office
//! that only one sort of body has ("chief executive of Lind") or by what only one sort has ("Lind's shares"). Knows nothing of
//! the world: a body whose sort the article does not tell has none.

use super::fold::fold;
use super::group::Groups;
use crate::extract::facts::{MentionClass, MentionKind};
use crate::extract::grammar::{Class, with_lower};
use crate::extract::name::NameMention;
use crate::extract::phrase::{Ground, Spot};
use crate::extract::role::Found;

/// Sorts of bodies, one bit each.
pub type Sorts = u128;

/// One sort: nouns that describe such a body, and words with which names of such bodies end (or begin, before "of").
struct Row {
    nouns: &'static [&'static str],
    words: &'static [&'static str],
}

const COMPANY: Sorts = 1;
const BLOC: Sorts = 1 << 4;

#[rustfmt::skip]
const COMPANY_WORDS: &[&str] = &[
    "ab", "ag", "aerospace", "air", "aircraft", "airlines", "airways", "asa", "assurance", "automotive", "aviation", "bancorp",
    "biosciences", "biotech", "breweries", "brewery", "bros", "bv", "capital", "cement", "chemicals", "co", "communications",
    "companies", "company", "computer", "computers", "consultants", "consulting", "corp", "corporation", "cruises", "electric",
    "electronics", "energy", "engineering", "enterprises", "entertainment", "ferries", "foods", "forwarding", "foundry", "freight",
    "gmbh", "healthcare", "holding", "holdings", "hotels", "inc", "industries", "insurance", "investments", "ironworks", "kft",
    "laboratories", "limited", "llc", "llp", "logistics", "ltd", "mining", "minerals", "motor", "motors", "nv", "oil", "oy",
    "oyj", "partners", "petroleum", "pharma", "pharmaceuticals", "plc", "properties", "pty", "railways", "realty", "refinery",
    "renewables", "restaurants", "robotics", "sa", "se", "securities", "semiconductor", "semiconductors", "shipbuilding",
    "shipping", "shipyard", "software", "solutions", "spa", "srl", "steel", "studios", "systems", "technologies", "telecom",
    "telecommunications", "therapeutics", "tobacco", "ventures", "wireless", "works",
];

#[rustfmt::skip]
const ROWS: &[Row] = &[
    Row { nouns: &["company", "firm", "corporation", "conglomerate", "manufacturer", "retailer", "business", "startup", "start-up"], words: COMPANY_WORDS },
    Row { nouns: &["airline", "carrier"], words: &["air", "airline", "airlines", "airways"] },
    Row { nouns: &["bank", "lender"], words: &["banca", "banco", "bancorp", "bank", "banks", "banque", "nationalbank"] },
    Row { nouns: &["newspaper", "paper", "broadcaster"], words: &["chronicle", "courier", "daily", "gazette", "herald", "newspapers", "times", "tribune"] },
    Row { nouns: &["bloc"], words: &["european union", "african union", "association of southeast asian nations"] },
    Row { nouns: &["alliance"], words: &["alliance", "north atlantic treaty organization", "nato"] },
    Row { nouns: &["tribunal"], words: &["tribunal"] },
    Row { nouns: &["group"], words: &["group", "groupe", "grupo", "gruppo", "groep"] },
    Row { nouns: &["force"], words: &["constabulary", "police", "police department", "police force", "police service", "force"] },
    Row { nouns: &["organization", "organisation"], words: &["organization", "organisation"] },
    Row { nouns: &["center", "centre"], words: &["center", "centre"] },
    Row { nouns: &["insurer"], words: &["insurance", "assurance"] },
    Row { nouns: &["automaker", "carmaker", "car-maker"], words: &["motor", "motors", "automotive"] },
    Row { nouns: &["drugmaker", "drug-maker"], words: &["pharma", "pharmaceuticals", "therapeutics", "biotech"] },
    Row { nouns: &["shipyard"], words: &["shipyard"] },
    Row { nouns: &["charity"], words: &[] },
    Row { nouns: &["militia"], words: &["militia"] },
];

/// Nouns that stand for a body of which the same word is the head of the name: "the agency" for the "… Agency".
#[rustfmt::skip]
const HEADS: &[&str] = &[
    "academy", "agency", "army", "assembly", "association", "authority", "board", "brigade", "bureau", "church", "club", "coalition",
    "college", "commission", "committee", "confederation", "congregation", "consortium", "cooperative", "council", "court",
    "department", "diocese", "directorate", "embassy", "federation", "foundation", "front", "fund", "guild", "hospital",
    "institute", "institution", "league", "ministry", "monastery", "movement", "museum", "observatory", "orchestra", "parliament",
    "party", "secretariat", "senate", "seminary", "society", "syndicate", "trust", "union", "university",
];

/// Offices that only companies have.
const COMPANY_OFFICES: &[&str] = &[
    "ceo",
    "cfo",
    "chief executive",
    "chief executive officer",
    "chief financial officer",
    "chief operating officer",
    "finance director",
    "managing director",
];

/// The sorts that a noun in lower case can stand for; 0 for a noun that stands for no body.
pub fn of_noun(noun: &str) -> Sorts {
    let mut sorts = 0;
    for (ix, row) in ROWS.iter().enumerate() {
        if row.nouns.contains(&noun) {
            sorts |= 1 << ix;
        }
    }
    if noun.ends_with("maker") && noun.len() > 8 && sorts == 0 {
        sorts |= COMPANY;
    }
    sorts
        | HEADS
            .iter()
            .position(|head| *head == noun)
            .map_or(0, head_bit)
}

fn head_bit(ix: usize) -> Sorts {
    1 << (ROWS.len() + ix)
}

/// A carmaker is a company as well.
fn implied(sorts: Sorts) -> Sorts {
    let trades = ["airline", "insurer", "carmaker", "drugmaker", "shipyard"];
    let is_trade = trades.iter().any(|noun| of_noun(noun) & sorts != 0);
    sorts | if is_trade { COMPANY } else { 0 }
}

/// The sorts whose nouns a body of unknown sort may well be called by: "the company", "the agency".
pub fn is_open(sorts: Sorts) -> bool {
    sorts & (of_noun("company") | of_noun("agency") | of_noun("organization")) != 0
}

/// The sorts of a name that is folded and keeps its "inc": those of "department" for "department of shipping".
fn of_name(name: &str) -> Sorts {
    let head = [" of ", " for ", " on "]
        .iter()
        .filter_map(|link| name.find(link))
        .min();
    let by_head = head.and_then(|end| name.get(..end)).map_or(0, ending);
    if by_head != 0 { by_head } else { ending(name) }
}

/// The sorts of the words with which a name ends.
fn ending(name: &str) -> Sorts {
    let ends = |word: &str| {
        name == word
            || name
                .strip_suffix(word)
                .is_some_and(|rest| rest.ends_with(' '))
    };
    let mut sorts = 0;
    for (ix, row) in ROWS.iter().enumerate() {
        if row.words.iter().any(|word| ends(word)) {
            sorts |= 1 << ix;
        }
    }
    for (ix, head) in HEADS.iter().enumerate() {
        let doubled = *head == "union" && name.ends_with("european union");
        if ends(head) && !doubled {
            sorts |= head_bit(ix);
        }
    }
    sorts
}

/// For each group the sorts that the article tells.
pub fn sorts(
    ground: &Ground<'_>,
    names: &[NameMention],
    groups: &Groups,
    roles: &[Found],
) -> Vec<Sorts> {
    let mut sorts: Vec<Sorts> = groups
        .list
        .iter()
        .map(|group| match group.kind {
            MentionKind::Organization => {
                of_name(&group.key) | group.known.map_or(0, |known| of_name(&fold(known)))
            }
            MentionKind::Place if group.country == Some(*b"EU") => BLOC,
            _ => 0,
        })
        .collect();
    let group_of = |name: usize| groups.of.get(name).copied().flatten();
    let mut add = |group: Option<usize>, more: Sorts| {
        if let Some(slot) = group.and_then(|group| sorts.get_mut(group)) {
            *slot |= more;
        }
    };
    for spot in ground.spots.within(0..usize::MAX) {
        let own = spot.kind == MentionKind::Organization && spot.class == MentionClass::Name;
        let Some(name) = names.get(spot.index as usize).filter(|_| own) else {
            continue;
        };
        let group = group_of(spot.index as usize);
        add(group, of_name(&fold(name.span.of(ground.words.text))));
        add(group, beside(ground, *spot));
    }
    for found in roles {
        if COMPANY_OFFICES.contains(&found.role.title.as_str()) {
            add(
                found.role.of_mention.and_then(|of| group_of(of.ix())),
                COMPANY,
            );
        }
    }
    sorts
}

/// What stands beside a name: "the carmaker Lind", "the union, Lind", "Lind, a bank that", "Lind's shares".
fn beside(ground: &Ground<'_>, spot: Spot) -> Sorts {
    let words = ground.words;
    let noun = |ix: usize| match words.class(ix) {
        Class::Word => implied(with_lower(words.word(ix), of_noun)),
        _ => 0,
    };
    let before = |back: usize| {
        let ix = spot.first.checked_sub(back)?;
        (words.sentence(ix) == words.sentence(spot.first)).then_some(ix)
    };
    let comma = usize::from(before(1).is_some_and(|ix| words.class(ix) == Class::Comma));
    let before = before(1 + comma).map_or(0, noun);
    let next = spot.last + 1;
    let behind = match words.class(next) {
        Class::S if words.is_any(next + 1, &["shares", "stock"]) => COMPANY,
        Class::Comma | Class::Be => described(ground, next + 1).map_or(0, noun),
        _ => 0,
    };
    before | behind
}

/// The head of the description at `at`: "a Dutch bank that", "the state-owned airline".
fn described(ground: &Ground<'_>, at: usize) -> Option<usize> {
    let words = ground.words;
    if !matches!(words.class(at), Class::A | Class::The) {
        return None;
    }
    let part = |ix: &usize| match ground.spots.at(*ix) {
        Some(spot) => spot.kind == MentionKind::Place,
        None => {
            matches!(words.class(*ix), Class::Word | Class::Adverb | Class::S)
                && !ground.is_cue(*ix)
        }
    };
    let count = (at + 1..at + 9).take_while(part).count();
    let noun = at + count;
    (count > 0 && words.sentence(noun) == words.sentence(at)).then_some(noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_name_tell_its_sort() {
        assert_eq!(of_name("lind works ltd"), COMPANY);
        assert_ne!(of_name("baltic airways") & of_noun("airline"), 0);
        assert_ne!(of_name("ministry of health") & of_noun("ministry"), 0);
        assert_eq!(of_name("ministry of health") & of_noun("company"), 0);
        assert_ne!(of_name("european union") & of_noun("bloc"), 0);
        assert_eq!(of_name("european union") & of_noun("union"), 0);
        assert_eq!(of_name("lind"), 0);
    }

    #[test]
    fn nouns_tell_sorts() {
        assert_eq!(of_noun("shoemaker"), COMPANY);
        assert_eq!(of_noun("maker"), 0);
        assert_eq!(of_noun("table"), 0);
        assert!(HEADS.len() + ROWS.len() < 128, "bits are few");
    }
}
