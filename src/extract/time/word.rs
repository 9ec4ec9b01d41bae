//! The vocabulary of time: what single tokens mean before any rule looks at them.

use crate::extract::token::Shape;

/// What a token may mean in a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Nothing.
    Other,
    /// A month by number; `short` for "Jan" and "Jan.".
    Month { n: u8, short: bool },
    /// "mid-March", "late-November"
    MidMonth(u8),
    /// A weekday, Monday 1 to Sunday 7.
    Weekday(i8),
    /// "morning", "night"
    Daypart,
    /// Digits without commas or stops: value and length.
    Digits(u32, u8),
    /// "two"
    Cardinal(u32),
    /// "12th", "third", "twenty-seventh"
    Ordinal(u32),
    /// "1950s", "nineties": first year.
    Decade(i16),
    /// "mid-1990s"
    MidDecade(i16),
    /// "mid-2018"
    MidYear(i16),
    /// "week", "weeks"
    Unit { unit: Span, plural: bool },
    /// Spring 1 to winter 4.
    Season(u8),
    /// "first-quarter", "Q1"
    Quarter(u8),
    /// "H1"
    Half(u8),
    /// "last", "past"
    Last,
    /// "next"
    Next,
    /// "coming"
    Coming,
    /// "this", "current"
    This,
    /// "previous", "preceding"
    Previous,
    /// "following"
    Following,
    /// "same", "that"
    Same,
    /// "early"
    Early,
    /// "mid", "middle"
    Mid,
    /// "late"
    Late,
    /// "earlier"
    Earlier,
    /// "later"
    Later,
    /// "ago"
    Ago,
    /// "every", "each"
    Every,
    /// "the"
    The,
    /// "a", "an"
    A,
    /// "of"
    Of,
    /// ","
    Comma,
    /// "-", "–", "—"
    Dash,
    /// "/"
    Slash,
    /// "to", "through", "until", "and"
    Join,
    /// "today"
    Today,
    /// "tonight"
    Tonight,
    /// "yesterday"
    Yesterday,
    /// "tomorrow"
    Tomorrow,
}

impl Word {
    /// True for one such unit, in the singular.
    pub fn is_unit(self, unit: Span) -> bool {
        self == Self::Unit {
            unit,
            plural: false,
        }
    }
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Span {
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// The meaning of one token.
pub fn classify(text: &str, shape: Shape) -> Word {
    match shape {
        Shape::Number => digits(text),
        Shape::Capitalized | Shape::Upper => {
            let mut buffer = [0; 16];
            let lower = lower(text, &mut buffer);
            match month(lower) {
                Some((n, short)) => Word::Month { n, short },
                None => weekday(lower).map_or_else(|| common(lower), Word::Weekday),
            }
        }
        Shape::Lower => match text {
            "may" | "march" | "sun" | "sat" | "wed" => Word::Other,
            text => common(text),
        },
        Shape::Mixed => mixed(text),
        Shape::Punct => match text {
            "," => Word::Comma,
            "-" | "–" | "—" | "--" => Word::Dash,
            "/" => Word::Slash,
            _ => Word::Other,
        },
    }
}

/// Lower case without allocation; long words are no time words.
fn lower<'a>(text: &str, buffer: &'a mut [u8; 16]) -> &'a str {
    let Some(place) = buffer.get_mut(..text.len()) else {
        return "";
    };
    place.copy_from_slice(text.as_bytes());
    place.make_ascii_lowercase();
    std::str::from_utf8(place).unwrap_or_default()
}

fn digits(text: &str) -> Word {
    if text.len() > 4 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Word::Other;
    }
    text.parse()
        .map_or(Word::Other, |n| Word::Digits(n, text.len() as u8))
}

fn month(lower: &str) -> Option<(u8, bool)> {
    const FULL: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if let Some(ix) = FULL.iter().position(|name| *name == lower) {
        return Some((ix as u8 + 1, false));
    }
    let n = match lower.trim_end_matches('.') {
        "jan" => 1,
        "feb" => 2,
        "mar" => 3,
        "apr" => 4,
        "jun" => 6,
        "jul" => 7,
        "aug" => 8,
        "sep" | "sept" => 9,
        "oct" => 10,
        "nov" => 11,
        "dec" => 12,
        _ => return None,
    };
    Some((n, true))
}

fn weekday(lower: &str) -> Option<i8> {
    Some(match lower {
        "monday" | "mon." => 1,
        "tuesday" | "tue." | "tues." => 2,
        "wednesday" | "wed." => 3,
        "thursday" | "thu." | "thur." | "thurs." => 4,
        "friday" | "fri." => 5,
        "saturday" | "sat." => 6,
        "sunday" | "sun." => 7,
        _ => return None,
    })
}

fn mixed(text: &str) -> Word {
    const PARTS: [&str; 6] = ["mid-", "Mid-", "late-", "Late-", "early-", "Early-"];
    if let Some(rest) = PARTS.iter().find_map(|part| text.strip_prefix(part)) {
        let mut buffer = [0; 16];
        if let Some((n, _)) = month(lower(rest, &mut buffer)) {
            return Word::MidMonth(n);
        }
        return match (decade(rest), digits(rest)) {
            (Some(year), _) => Word::MidDecade(year),
            (_, Word::Digits(year @ 1000..=2999, 4)) => Word::MidYear(year as i16),
            _ => Word::Other,
        };
    }
    if let Some(year) = decade(text) {
        return Word::Decade(year);
    }
    let head = text.trim_end_matches(|ch: char| ch.is_ascii_alphabetic());
    match (head.parse(), text.get(head.len()..)) {
        (Ok(n @ 1..=99), Some("st" | "nd" | "rd" | "th")) => Word::Ordinal(n),
        _ => Word::Other,
    }
}

/// "1950s", "1990’s"; "90s" only counts after an apostrophe or "the", which the rule sees to.
fn decade(text: &str) -> Option<i16> {
    let head = text.strip_suffix('s')?;
    match digits(head) {
        Word::Digits(year @ 1500..=2090, 4) if year % 10 == 0 => Some(year as i16),
        Word::Digits(year @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90), 2) => Some(1900 + year as i16),
        _ => None,
    }
}

fn common(lower: &str) -> Word {
    let unit = |unit, plural| Word::Unit { unit, plural };
    match lower {
        "day" => unit(Span::Day, false),
        "days" => unit(Span::Day, true),
        "weekend" => unit(Span::Weekend, false),
        "weekends" => unit(Span::Weekend, true),
        "week" => unit(Span::Week, false),
        "weeks" => unit(Span::Week, true),
        "fortnight" => unit(Span::Fortnight, false),
        "month" => unit(Span::Month, false),
        "months" => unit(Span::Month, true),
        "quarter" => unit(Span::Quarter, false),
        "quarters" => unit(Span::Quarter, true),
        "half" => unit(Span::Half, false),
        "year" => unit(Span::Year, false),
        "years" => unit(Span::Year, true),
        "decade" => unit(Span::Decade, false),
        "decades" => unit(Span::Decade, true),
        "century" => unit(Span::Century, false),
        "centuries" => unit(Span::Century, true),
        "spring" | "springtime" => Word::Season(1),
        "summer" | "summertime" => Word::Season(2),
        "autumn" | "fall" => Word::Season(3),
        "winter" | "wintertime" => Word::Season(4),
        "first-quarter" | "q1" => Word::Quarter(1),
        "second-quarter" | "q2" => Word::Quarter(2),
        "third-quarter" | "q3" => Word::Quarter(3),
        "fourth-quarter" | "q4" => Word::Quarter(4),
        "first-half" | "h1" => Word::Half(1),
        "second-half" | "h2" => Word::Half(2),
        "last" => Word::Last,
        "next" => Word::Next,
        "coming" => Word::Coming,
        "this" | "current" => Word::This,
        "previous" | "preceding" => Word::Previous,
        "following" => Word::Following,
        "same" | "that" => Word::Same,
        "early" => Word::Early,
        "mid" | "middle" => Word::Mid,
        "late" => Word::Late,
        "earlier" => Word::Earlier,
        "later" => Word::Later,
        "ago" => Word::Ago,
        "every" | "each" => Word::Every,
        "the" => Word::The,
        "a" | "an" => Word::A,
        "of" => Word::Of,
        "to" | "through" | "until" | "till" | "and" => Word::Join,
        "today" => Word::Today,
        "tonight" => Word::Tonight,
        "yesterday" => Word::Yesterday,
        "tomorrow" => Word::Tomorrow,
        "morning" | "afternoon" | "evening" | "night" | "midday" | "noon" | "midnight"
        | "lunchtime" | "dawn" | "dusk" => Word::Daypart,
        "nineties" => Word::Decade(1990),
        "eighties" => Word::Decade(1980),
        "seventies" => Word::Decade(1970),
        "sixties" => Word::Decade(1960),
        "fifties" => Word::Decade(1950),
        _ => number(lower),
    }
}

fn number(lower: &str) -> Word {
    const CARDINALS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const ORDINALS: [&str; 21] = [
        "zeroth",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    if let Some(n) = CARDINALS.iter().position(|word| *word == lower) {
        return Word::Cardinal(n as u32);
    }
    if let Some(n) = ORDINALS.iter().position(|word| *word == lower) {
        return Word::Ordinal(n as u32);
    }
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let (tens, tail) = lower.split_once('-').unwrap_or((lower, ""));
    let Some(ix) = TENS.iter().position(|word| *word == tens) else {
        return match lower {
            "thirtieth" => Word::Ordinal(30),
            _ => Word::Other,
        };
    };
    let base = (ix as u32 + 2) * 10;
    let digit = |words: &[&str; 21]| words.iter().position(|word| *word == tail);
    match (digit(&CARDINALS), digit(&ORDINALS)) {
        _ if tail.is_empty() => Word::Cardinal(base),
        (Some(n @ 1..=9), _) => Word::Cardinal(base + n as u32),
        (_, Some(n @ 1..=9)) => Word::Ordinal(base + n as u32),
        _ => Word::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_need_a_capital_and_numbers_no_comma() {
        assert_eq!(
            classify("May", Shape::Capitalized),
            Word::Month { n: 5, short: false }
        );
        assert_eq!(classify("may", Shape::Lower), Word::Other);
        assert_eq!(
            classify("Sept.", Shape::Capitalized),
            Word::Month { n: 9, short: true }
        );
        assert_eq!(classify("mid-March", Shape::Mixed), Word::MidMonth(3));
        assert_eq!(classify("1,950", Shape::Number), Word::Other);
        assert_eq!(classify("1950s", Shape::Mixed), Word::Decade(1950));
        assert_eq!(classify("twenty-seventh", Shape::Lower), Word::Ordinal(27));
        assert_eq!(classify("31st", Shape::Mixed), Word::Ordinal(31));
        assert_eq!(
            classify("internationalisation", Shape::Capitalized),
            Word::Other
        );
    }
}
