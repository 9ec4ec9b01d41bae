//! The word lists, embedded from `data/`, in the forms that the rules ask for.
//!
//! One file per family of lists. A list is a sorted text or TSV file with `#` comments, read once a run into hash maps
//! over `&'static str`; nothing here knows tokens or sentences.

pub mod bodies;
pub mod people;
pub mod phrases;
pub mod roles;
pub mod says;
pub mod triggers;
pub mod words;
pub mod world;

pub use bodies::Bodies;
pub use people::People;
pub use roles::Roles;
pub use says::Says;
pub use triggers::Triggers;
pub use world::World;

/// All word lists. Made once a run and shared.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Countries, peoples, cities, regions, sites.
    pub world: World,
    /// Given names, surnames, titles and offices.
    pub people: People,
    /// Organisations and the words that make them.
    pub bodies: Bodies,
    /// Nouns that say what a person is.
    pub roles: Roles,
    /// Verbs of saying.
    pub says: Says,
    /// Words that stand for a happening.
    pub triggers: Triggers,
}

impl Lexicon {
    /// The lists that the binary carries.
    pub fn embedded() -> Self {
        Self {
            world: World::embedded(),
            people: People::embedded(),
            bodies: Bodies::embedded(),
            roles: Roles::embedded(),
            says: Says::embedded(),
            triggers: Triggers::embedded(),
        }
    }
}

/// The lines of a list without comments and blank lines.
pub fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}
