//! Takes the blanks between the tokens of the catalog's servers.
//!
//! The files are laid out for people, and two fifths of them are indentation
//! that every program would carry along and read past when it starts. Nothing
//! else is changed: strings, numbers and the order of keys stay as written.
#![allow(clippy::print_stdout, reason = "it is how a build script speaks to cargo")]

use std::path::Path;
use std::{env, fs, io};

const SERVERS: &str = "catalog/servers";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={SERVERS}");
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    for entry in fs::read_dir(SERVERS)? {
        let path = entry?.path();
        if let Some(name) =
            path.file_name().filter(|_| path.extension().is_some_and(|e| e == "json"))
        {
            fs::write(Path::new(&out).join(name), without_blanks(&fs::read_to_string(&path)?))?;
        }
    }
    Ok(())
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
