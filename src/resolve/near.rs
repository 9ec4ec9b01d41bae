//! Advice for a slug that leads nowhere: the nearest one that exists.

use crate::slug::Slug;

/// "did you mean `kim-jong-un`?" when one of the candidates looks like the slug.
pub fn hint<'a>(slug: &str, candidates: impl Iterator<Item = &'a Slug>) -> Option<String> {
    nearest(slug, candidates).map(|near| format!("did you mean `{near}`?"))
}

/// The most similar candidate, if it is similar at all; the first in order of slug among equals.
pub fn nearest<'a>(slug: &str, candidates: impl Iterator<Item = &'a Slug>) -> Option<&'a Slug> {
    candidates
        .filter(|near| near.as_str() != slug)
        .map(|near| (strsim::jaro_winkler(slug, near.as_str()), near))
        .filter(|(score, _)| *score > 0.86)
        .max_by(|(a, x), (b, y)| a.total_cmp(b).then_with(|| y.cmp(x)))
        .map(|(_, near)| near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_what_looks_alike_and_nothing_else() {
        let slugs: Vec<Slug> = ["kim-jong-un", "mike-pence"]
            .into_iter()
            .filter_map(Slug::parse)
            .collect();
        assert_eq!(
            hint("kim-jon-un", slugs.iter()).as_deref(),
            Some("did you mean `kim-jong-un`?")
        );
        assert_eq!(hint("angela-merkel", slugs.iter()), None);
    }
}
