//! `toolward.toml`: what a project has decided about its policies.
//!
//! Found upward from the working directory. Every path and glob in it is seen
//! from its own folder, so that the answer doesn't depend on where one stands.
//! It promises: a key or name that means nothing is an error with its place,
//! and every setting knows the line it comes from.

mod day;
mod error;
mod file;
mod find;
mod globs;
mod model;
mod reader;
#[cfg(test)]
mod tests;

pub use day::{day, today};
pub use error::ConfigError;
pub use file::parse;
pub use find::{FILE_NAME, Workspace};
pub use globs::{GlobError, compile};
pub use model::{Config, ManifestsFor, Setting};

/// The JSON Schema of `toolward.toml`, as text.
pub const SCHEMA: &str = include_str!("../../schemas/config.v1.schema.json");
