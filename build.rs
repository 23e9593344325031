//! What of `catalog/` is better done once than by every run of the program.
//!
//! Its servers are laid out for people, and two fifths of them are indentation
//! that every program would carry along and read past when it starts. Nothing
//! else is changed: strings, numbers and the order of keys stay as written. The
//! lexicon loses its comments.
//!
//! What poisoned definitions say (`poison.toml`) becomes tables of Rust, by the
//! part of `src/poison` that reads it.
#![allow(clippy::print_stdout, reason = "it is how a build script speaks to cargo")]

use std::path::Path;
use std::{env, fs, io};

#[path = "src/poison/entries.rs"]
mod entries;
#[path = "src/poison/literals.rs"]
mod literals;
#[path = "src/poison/pattern.rs"]
mod pattern;
#[path = "src/poison/prepare.rs"]
mod prepare;
#[path = "src/poison/slots.rs"]
mod slots;
#[path = "src/poison/tables.rs"]
mod tables;

const SERVERS: &str = "catalog/servers";
const POISON: &str = "catalog/poison.toml";
const LEXICON: &str = "catalog/lexicon.toml";

/// Where the modules above stand.
const READERS: &str = "src/poison";

fn main() -> io::Result<()> {
    for read in [SERVERS, LEXICON, POISON, READERS, "build.rs"] {
        println!("cargo::rerun-if-changed={read}");
    }
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    for entry in fs::read_dir(SERVERS)? {
        let path = entry?.path();
        if let Some(name) =
            path.file_name().filter(|_| path.extension().is_some_and(|e| e == "json"))
        {
            fs::write(Path::new(&out).join(name), without_blanks(&fs::read_to_string(&path)?))?;
        }
    }
    fs::write(
        Path::new(&out).join("lexicon.toml"),
        without_comments(&fs::read_to_string(LEXICON)?),
    )?;
    let poison = prepare::prepare(&fs::read_to_string(POISON)?);
    let poison = poison.map_err(|error| io::Error::other(format!("{POISON}: {error}")))?;
    fs::write(Path::new(&out).join("poison.rs"), poison)
}

/// The same TOML without the lines that only speak to people.
fn without_comments(toml: &str) -> String {
    let speaks = |line: &&str| !line.trim_start().starts_with('#') && !line.trim().is_empty();
    toml.lines().filter(speaks).fold(String::new(), |out, line| out + line + "\n")
}

/// The same JSON without what stands between its tokens.
fn without_blanks(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut in_string, mut escaped) = (false, false);
    for c in json.chars() {
        if in_string || !c.is_ascii_whitespace() {
            out.push(c);
        }
        if c == '"' && !escaped {
            in_string = !in_string;
        }
        escaped = in_string && c == '\\' && !escaped;
    }
    out
}
