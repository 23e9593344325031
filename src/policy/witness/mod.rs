//! Arguments that make rules speak.
//!
//! A condition tells arguments apart by a few values: below a number, at it,
//! above it; a string of a list or another one; there or not. From the
//! conditions of some rules this module makes, for each path, values that stand
//! for all others, and from those whole argument objects. Where the values
//! really stand for all, the set is called exact, and who has tried every
//! combination knows that there is no other case. Patterns and parts of strings
//! are tried with samples, and their sets are never called exact unless a
//! pattern matches just a few strings.

mod numbers;
mod pattern;
mod space;
mod values;

pub use space::{Space, Tried};
