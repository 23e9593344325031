//! What `cargo package` would give away: the sources and the data, and no
//! corpus, no test and no file that merely lies around.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The files of the package, those of a folder taken together by extension:
/// a further rule or server is no news, a further kind of file is.
fn content() -> String {
    let output = Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty", "--offline", "--quiet"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let files = String::from_utf8(output.stdout).unwrap();
    // Only a checkout has the first, and the second is the manifest again.
    let own = |file: &&str| !matches!(*file, ".cargo_vcs_info.json" | "Cargo.toml.orig");
    let kinds: BTreeSet<String> = files.lines().filter(own).map(kind).collect();
    kinds.into_iter().collect::<Vec<_>>().join("\n")
}

fn kind(file: &str) -> String {
    // On another system the separator is another one.
    let file = file.replace('\\', "/");
    let path = Path::new(&file);
    let extension = path.extension().and_then(|extension| extension.to_str());
    match (file.split_once('/'), extension) {
        (Some(("src", _)), Some(extension)) => format!("src/**/*.{extension}"),
        (Some(_), Some(extension)) => {
            format!("{}/*.{extension}", path.parent().unwrap().display())
        }
        _ => file,
    }
}

#[test]
fn the_package_holds_sources_and_data_alone() {
    insta::assert_snapshot!(content(), @"
    Cargo.lock
    Cargo.toml
    LICENSE-APACHE
    LICENSE-MIT
    README.md
    benches/*.rs
    benches/common/*.rs
    build.rs
    catalog/*.bin
    catalog/*.toml
    catalog/attacks/*.toml
    catalog/servers/*.json
    examples/*.json
    examples/*.sql
    examples/spark/*.py
    schemas/*.json
    src/**/*.css
    src/**/*.js
    src/**/*.rs
    ");
}
