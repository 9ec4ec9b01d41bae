//! `content/events/*.md`

use super::File;
use crate::content::editorial::EventFile;

pub(super) fn read(file: &File<'_, '_, '_>) -> Option<EventFile> {
    let fields = file.fields;
    Some(EventFile {
        slug: file.slug.clone(),
        place: file.place.clone(),
        name: fields.text(&["name", "title"]),
        event_type: fields.choice(&["type"]),
        status: fields.choice(&["status"]),
        edtf: fields.edtf(&["edtf", "date"]),
        location: fields.slug(&["location"]),
        participants: fields.slugs(&["participants"]),
        same_event: fields.slugs(&["sameEvent", "same_event"]),
        not_same: fields.slugs(&["notSame", "not_same"]),
        source: fields.text(&["source"]),
        body: file.body.clone(),
    })
}
