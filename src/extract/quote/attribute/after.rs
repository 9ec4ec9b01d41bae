//! An attribution behind the quotation, or at either end of its sentence: "“…,” said Berg", "According to Berg, it was “…”".

use super::{Place, Said, Scene};
use crate::extract::facts::MentionIx;
use crate::extract::grammar::Class;
use crate::extract::phrase::Head;

impl Scene<'_> {
    /// An attribution right behind the quotation.
    pub(super) fn after(&self, ix: usize, place: Place, ceiling: usize) -> Option<Said> {
        let words = self.words();
        let mut start = place.end;
        if start >= ceiling {
            return None;
        }
        let mut pause = matches!(
            self.last_char(ix),
            ',' | '?' | '!' | '\u{2014}' | '\u{2013}' | '-' | '\u{2026}'
        );
        if matches!(words.class(start), Class::Comma | Class::Dash) {
            pause = true;
            start += 1;
        }
        let lower = self.ground.cue(start).is_some() || self.ground.source_at(start).is_some();
        if matches!(self.last_char(ix), '.' | ';') && !lower {
            return None;
        }
        if !pause && !lower {
            return None;
        }
        let (phrase, cue) = self.ground.attribution_at(start, ceiling)?;
        if self.governs_next(ix, cue, ceiling) {
            return None;
        }
        Some(Said {
            phrase,
            cue: Some(cue),
            relay: None,
            rule: if self.ground.source_at(cue).is_some() {
                "according-to"
            } else {
                "said-after"
            },
            governed: true,
            near: true,
        })
    }

    /// “Go!” Berg added: “Now.” has its verb before the second quotation, not after the first.
    fn governs_next(&self, ix: usize, cue: usize, ceiling: usize) -> bool {
        let next_starts = self.place(ix + 1).is_some_and(|next| next.first == ceiling);
        next_starts
            && ceiling > cue
            && self.words().class(ceiling - 1) == Class::Colon
            && !matches!(self.last_char(ix), ',')
    }

    /// An attribution at the end of the sentence: "It was “a mistake for all of us”, Berg said."
    pub(super) fn tail(&self, place: Place, ceiling: usize, ix: usize) -> Option<Said> {
        let words = self.words();
        if matches!(self.last_char(ix), '.') || place.end >= place.block_end {
            return None;
        }
        let sentence = words.sentence(place.end);
        let end = words.tokens.ranges.get(sentence)?.end;
        if words.sentence(place.first) != sentence && self.starts_upper(ix) && ceiling < end {
            return None;
        }
        let commas = (place.end..end)
            .rev()
            .take(40)
            .filter(|ix| words.class(*ix) == Class::Comma)
            .take(3);
        for comma in commas {
            let Some((phrase, cue)) = self.ground.attribution_at(comma + 1, end) else {
                continue;
            };
            let closes = (cue..end).all(|ix| words.class(ix) != Class::Quote) && end - cue <= 14;
            let reports_more = cue > comma + 1
                && (cue + 1..end)
                    .any(|ix| matches!(words.class(ix), Class::Relative | Class::HeShe));
            if closes && !reports_more {
                return Some(Said {
                    phrase,
                    cue: Some(cue),
                    relay: None,
                    rule: "said-at-end",
                    governed: false,
                    near: false,
                });
            }
        }
        None
    }

    /// "According to Berg, it was “a mistake”"
    pub(super) fn lead(&self, place: Place, floor: usize) -> Option<Said> {
        let words = self.words();
        let source = self
            .ground
            .source_at(floor)
            .filter(|ix| *ix < place.first)?;
        let named = self.ground.starting_at(source, place.first)?;
        let behind = named.last + 1;
        // "According to Yonhap, quoting the ministry,"
        let source = (words.class(behind) == Class::Comma
            && words.is_any(behind + 1, &["quoting", "citing"]))
        .then(|| self.ground.starting_at(behind + 2, place.first))
        .flatten();
        let relay = match named.head {
            Head::Mention(spot) if source.is_some() => Some(MentionIx(spot.index)),
            _ => None,
        };
        Some(Said {
            phrase: source.unwrap_or(named),
            cue: Some(floor),
            relay,
            rule: "according-to",
            governed: false,
            near: false,
        })
    }
}
