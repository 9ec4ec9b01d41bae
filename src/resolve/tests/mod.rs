//! Tests of the whole stage with hand-made facts, by what they are about.

mod actors;
mod editors;
mod events;
mod stability;
mod stories;
