//! `content/actors/*.md` and `content/places/*.md`

use super::File;
use crate::content::editorial::{ActorFile, RoleEntry};
use crate::kinds::ActorKind;

pub(super) fn actor(file: &File<'_, '_, '_>) -> Option<ActorFile> {
    let fields = file.fields;
    Some(ActorFile {
        slug: file.slug.clone(),
        place: file.place.clone(),
        kind: fields.choice(&["kind"]),
        name: fields.text(&["name"]),
        aliases: fields.texts(&["aliases"]),
        weak_aliases: fields.texts(&["weakAliases", "weak_aliases"]),
        not_same: fields.slugs(&["notSame", "not_same"]),
        same_as: fields.texts(&["sameAs", "same_as"]),
        roles: fields.list(&["roles"], |role| {
            let entry = RoleEntry {
                title: role.required(&["title"]).unwrap_or_default(),
                of: role.text(&["of"]),
                start: role.edtf(&["start", "from"]),
                end: role.edtf(&["end", "to"]),
                source: role.text(&["source"]),
            };
            role.warn_unknown();
            (!entry.title.is_empty()).then_some(entry)
        }),
        hide: fields.flag(&["hide"]),
        pin: fields.slugs(&["pin"]),
        body: file.body.clone(),
    })
}

pub(super) fn place(file: &File<'_, '_, '_>) -> Option<ActorFile> {
    let mut place = actor(file)?;
    place.kind = place.kind.or(Some(ActorKind::Place));
    Some(place)
}
