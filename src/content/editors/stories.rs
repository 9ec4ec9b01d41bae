//! `content/stories/*.md`

use super::File;
use crate::content::editorial::{Chapter, CitedText, StoryFile};
use crate::yaml::{Fields, Names, Value};

pub(super) fn read(file: &File<'_, '_, '_>) -> Option<StoryFile> {
    let fields = file.fields;
    let seed = fields.inner(&["seed"]);
    let story = StoryFile {
        slug: file.slug.clone(),
        place: file.place.clone(),
        name: fields.text(&["name", "title"]),
        status: status(fields),
        seed_actors: seed
            .as_ref()
            .map(|seed| seed.slugs(&["actors"]))
            .unwrap_or_default(),
        seed_keywords: seed
            .as_ref()
            .map(|seed| seed.texts(&["keywords"]))
            .unwrap_or_default(),
        include: fields.slugs(&["include"]),
        exclude: fields.slugs(&["exclude"]),
        key_points: cited(fields, &["keyPoints", "key_points"]),
        open_questions: cited(fields, &["openQuestions", "open_questions"]),
        watch: cited(fields, &["watch"]),
        chapters: fields.list(&["chapters"], |chapter| {
            let name = chapter.required(&["name", "title"]);
            let (from, to) = (
                chapter.edtf(&["from", "start"]),
                chapter.edtf(&["to", "end"]),
            );
            chapter.warn_unknown();
            Some(Chapter {
                name: name?,
                from,
                to,
            })
        }),
        body: file.body.clone(),
    };
    if let Some(seed) = seed {
        seed.warn_unknown();
    }
    Some(story)
}

fn status(fields: &Fields<'_, '_>) -> Option<String> {
    let (text, node) = fields.text_node(&["status"])?;
    if matches!(text.as_str(), "active" | "dormant" | "closed") {
        return Some(text);
    }
    fields.error(
        "yaml/value",
        &node,
        format!("`status`: unknown word `{text}`, expected `active`, `dormant` or `closed`"),
        "",
    );
    None
}

/// A list of sentences, each alone or as `{text, evidence}`.
fn cited(fields: &Fields<'_, '_>, names: Names<'_>) -> Vec<CitedText> {
    let Some(node) = fields.get(names) else {
        return Vec::new();
    };
    let nodes = match node.value {
        Value::List(_) => fields.doc.items(&node),
        _ => vec![node],
    };
    let mut all = Vec::new();
    for node in nodes {
        let place = fields.doc.place(&node);
        match node.value {
            Value::Text(_) => all.extend(fields.scalar(&node).map(|text| CitedText {
                text,
                evidence: Vec::new(),
                place,
            })),
            _ => all.extend(fields.doc.fields(node).and_then(|fields| {
                let text = fields.required(&["text"]);
                let evidence = fields.texts(&["evidence"]);
                fields.warn_unknown();
                Some(CitedText {
                    text: text?,
                    evidence,
                    place,
                })
            })),
        }
    }
    all
}
