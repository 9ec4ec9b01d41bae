//! Which part of a file is wanted (RFC 9110, section 14).

use hyper::header::{HeaderMap, HeaderName, IF_RANGE, RANGE};
use std::ops::Range;

/// What to send of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it: nothing else was asked for, or not in a way that we follow.
    Whole,
    /// These bytes, at least one.
    Part(Range<usize>),
    /// Bytes that it does not have.
    Nothing,
}

/// What is wanted of a file of `length` bytes. More than one range, other units and damaged ranges count as none: to send
/// the whole is always right.
pub(super) fn wanted(headers: &HeaderMap, etag: &str, length: usize) -> Wanted {
    let is_other = |tag: &str| tag != etag;
    if headers.contains_key(IF_RANGE) && single(headers, &IF_RANGE).is_none_or(is_other) {
        return Wanted::Whole;
    }
    let range = single(headers, &RANGE).and_then(|value| {
        let (unit, range) = value.split_once('=')?;
        unit.eq_ignore_ascii_case("bytes").then_some(range.trim())
    });
    range
        .and_then(|range| parse(range, length))
        .unwrap_or(Wanted::Whole)
}

fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    values.next().is_none().then(|| value.to_str().ok())?
}

/// `0-9`, `10-` or `-5`; `None` when it is neither.
fn parse(range: &str, length: usize) -> Option<Wanted> {
    let (first, last) = range.split_once('-')?;
    let (start, end) = if first.is_empty() {
        (length.saturating_sub(number(last)?), length)
    } else {
        let (first, last) = (
            number(first)?,
            if last.is_empty() {
                usize::MAX
            } else {
                number(last)?
            },
        );
        if first > last {
            return None;
        }
        (first, last.saturating_add(1).min(length))
    };
    Some(if start < end {
        Wanted::Part(start..end)
    } else {
        Wanted::Nothing
    })
}

/// A number; one that is too large for us is larger than any file.
fn number(digits: &str) -> Option<usize> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(range: &str) -> Wanted {
        let mut headers = HeaderMap::new();
        headers.insert(RANGE, range.parse().unwrap());
        wanted(&headers, "\"e\"", 100)
    }

    #[test]
    fn single_ranges_are_followed() {
        assert_eq!(of("bytes=0-9"), Wanted::Part(0..10));
        assert_eq!(of("Bytes=90-"), Wanted::Part(90..100));
        assert_eq!(of("bytes=99-99"), Wanted::Part(99..100));
        assert_eq!(of("bytes=90-1000"), Wanted::Part(90..100));
        assert_eq!(of("bytes=-5"), Wanted::Part(95..100));
        assert_eq!(of("bytes=-500"), Wanted::Part(0..100));
        assert_eq!(of("bytes=0-99999999999999999999"), Wanted::Part(0..100));
    }

    #[test]
    fn bytes_that_are_not_there() {
        for range in [
            "bytes=100-",
            "bytes=100-200",
            "bytes=-0",
            "bytes=99999999999999999999-",
        ] {
            assert_eq!(of(range), Wanted::Nothing, "{range}");
        }
        let mut headers = HeaderMap::new();
        headers.insert(RANGE, "bytes=0-".parse().unwrap());
        assert_eq!(wanted(&headers, "\"e\"", 0), Wanted::Nothing);
    }

    #[test]
    fn odd_ranges_are_none() {
        for range in [
            "bytes=abc",
            "bytes=9-1",
            "bytes=--5",
            "bytes=-",
            "bytes=",
            "bytes",
            "bytes=0-1,5-6",
            "lines=1-2",
            "bytes=+1-2",
            "bytes=1 - 2",
            "bytes=0x1-2",
        ] {
            assert_eq!(of(range), Wanted::Whole, "{range}");
        }
        let mut headers = HeaderMap::new();
        assert_eq!(wanted(&headers, "\"e\"", 100), Wanted::Whole);
        headers.append(RANGE, "bytes=0-1".parse().unwrap());
        headers.append(RANGE, "bytes=0-1".parse().unwrap());
        assert_eq!(wanted(&headers, "\"e\"", 100), Wanted::Whole);
    }

    #[test]
    fn a_part_of_another_version_is_not_sent() {
        let of = |tag: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RANGE, "bytes=0-9".parse().unwrap());
            headers.insert(IF_RANGE, tag.parse().unwrap());
            wanted(&headers, "\"e\"", 100)
        };
        assert_eq!(of("\"e\""), Wanted::Part(0..10));
        for tag in ["\"other\"", "W/\"e\"", "Thu, 01 Jan 1970 00:00:01 GMT", ""] {
            assert_eq!(of(tag), Wanted::Whole, "{tag}");
        }
    }
}
