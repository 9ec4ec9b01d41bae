//! Countries, their peoples, cities, regions and sites.

/// ISO 3166-1 alpha-2 code, or `EU`.
pub type CountryCode = [u8; 2];

/// Places and peoples.
#[derive(Debug, Default)]
pub struct World {}

impl World {
    /// The embedded lists.
    pub fn embedded() -> Self {
        Self::default()
    }

    /// The name by which news calls a country: "North Korea".
    pub fn country_name(&self, _code: CountryCode) -> Option<&'static str> {
        None
    }

    /// The country whose capital is so named: "Pyongyang" gives `KP`.
    pub fn capital_of(&self, _city: &str) -> Option<CountryCode> {
        None
    }
}
