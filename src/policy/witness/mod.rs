//! Arguments that make rules speak.
//!
//! A condition tells arguments apart by a few values: below a number, at it,
//! above it; a string of a list or another one; there or not. From the
//! conditions of some rules this module makes, for each path, values that stand
//! for all others, and from those whole argument objects. Where the values
//! really stand for all, the set is called exact, and who has tried every
//! combination knows that there is no other case. Patterns and parts of strings
//! are tried with samples. One of them on a path is exact when there is a
//! sample with it and one without; how two of them overlap is not looked into,
//! and their set is never called exact.

mod numbers;
mod pattern;
mod space;
mod values;

pub use space::{Space, Tried};
