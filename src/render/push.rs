//! Formatted text onto a string, without a result to look at.

use std::fmt::{Arguments, Write};

/// Appends; writing to a string can't fail.
pub fn push(out: &mut String, text: Arguments<'_>) {
    let _ = out.write_fmt(text);
}
