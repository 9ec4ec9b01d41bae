//! Acronyms in brackets after what they stand for: *National Union of Road Workers (NURW)*.

use super::context::Context;
use super::pieces::Look;
use std::ops::Range;

/// A name and its acronym.
#[derive(Clone, Debug)]
pub(super) struct Expansion {
    pub name: Range<usize>,
    pub acronym: usize,
    /// The last word is one of things that are no bodies: an act, an index, an illness.
    pub is_thing: bool,
}

/// Last words of the long forms of acronyms that stand for no body.
const THINGS: [&str; 54] = [
    "Accord",
    "Act",
    "Agreement",
    "Area",
    "Average",
    "Ceremony",
    "Charter",
    "Code",
    "Convention",
    "Day",
    "Deal",
    "Device",
    "Diarrhea",
    "Disease",
    "Disorder",
    "Element",
    "Engine",
    "Exam",
    "Examination",
    "Fever",
    "Framework",
    "Goals",
    "Index",
    "Infection",
    "Intelligence",
    "Interface",
    "Kit",
    "Language",
    "Law",
    "Line",
    "List",
    "Machine",
    "Model",
    "Olympiad",
    "Order",
    "Pact",
    "Plan",
    "Product",
    "Program",
    "Programme",
    "Project",
    "Protocol",
    "Reaction",
    "Report",
    "Scheme",
    "Strategy",
    "Syndrome",
    "System",
    "Tax",
    "Test",
    "Treaty",
    "Vehicle",
    "Virus",
    "Zone",
];

/// Finds all in a line: a bracket that holds one word in capitals, whose letters the words before it spell.
pub(super) fn expansions(context: &Context<'_>, line: &Range<usize>) -> Vec<Expansion> {
    let mut found = Vec::new();
    for open in line.start + 2..line.end {
        if context.at(open).text != "(" {
            continue;
        }
        let mut acronym = open + 1;
        if matches!(context.at(acronym).text, "the" | "\"" | "“") {
            acronym += 1;
        }
        let piece = context.at(acronym);
        let closes = matches!(context.at(acronym + 1).text, ")" | "," | ";" | "\"" | "”");
        let letters: Vec<char> = piece.text.chars().filter(|ch| ch.is_alphabetic()).collect();
        if acronym >= line.end || !piece.is_cap() || !closes || !(2..=10).contains(&letters.len()) {
            continue;
        }
        if piece.look != Look::Upper && letters.iter().filter(|ch| ch.is_uppercase()).count() < 2 {
            continue;
        }
        if let Some(start) = start_of(context, open, line.start, &letters) {
            found.push(Expansion {
                name: start..open,
                acronym,
                is_thing: THINGS.contains(&context.at(open - 1).text),
            });
        }
    }
    found
}

/// Small words inside long forms.
const CONNECTORS: [&str; 18] = [
    "of", "the", "and", "for", "on", "in", "to", "de", "'s", "’s", "against", "du", "des", "la",
    "van", "del", "di", "da",
];

/// Where the words begin whose first letters are the acronym's.
fn start_of(context: &Context<'_>, open: usize, floor: usize, letters: &[char]) -> Option<usize> {
    let mut left = letters.len();
    let mut at = open;
    while at > floor && open - at < letters.len() * 2 + 3 {
        at -= 1;
        let piece = context.at(at);
        let initial = piece.text.chars().next().unwrap_or_default();
        let fits = left
            .checked_sub(1)
            .and_then(|ix| letters.get(ix))
            .is_some_and(|letter| letter.eq_ignore_ascii_case(&initial));
        match piece.look {
            Look::Cap | Look::Upper => {
                // Inner capitals count as well: "AfDB" for a bank that is written in three words.
                if fits {
                    left -= 1;
                } else if letters.len() < 3 {
                    return None;
                }
            }
            Look::Lower if CONNECTORS.contains(&piece.text) => {
                // A connector may be counted ("DoD", "UAE") or not.
                if fits
                    && letters
                        .get(left - 1)
                        .is_some_and(|letter| letter.is_lowercase())
                {
                    left -= 1;
                }
            }
            Look::Punct if matches!(piece.text, "," | "'" | "’" | "&" | "-") => {}
            _ => return None,
        }
        if left == 0 {
            return piece.is_cap().then_some(at);
        }
    }
    None
}
