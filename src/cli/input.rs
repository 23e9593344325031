//! SOURCE arguments to servers: files, directories and `catalog:NAME`.

use std::path::{Path, PathBuf};

use crate::document::{parse_value, read_file, read_stdin};
use crate::manifest::{Loaded, Problem, Server, server_from_value};

/// Reads every source; what can't be read becomes a problem.
#[must_use]
pub fn read_sources(sources: &[String]) -> Loaded {
    let mut loaded = Loaded::default();
    for source in sources {
        for name in expand(source) {
            match read(&name) {
                Ok(server) => loaded.servers.push(server),
                Err(message) => loaded.problems.push(Problem { source: name, message }),
            }
        }
    }
    loaded
}

fn expand(source: &str) -> Vec<String> {
    let path = Path::new(source);
    if !path.is_dir() {
        return vec![source.to_owned()];
    }
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    files.iter().map(|file| file.display().to_string()).collect()
}

fn read(name: &str) -> Result<Server, String> {
    if let Some(entry) = name.strip_prefix("catalog:") {
        return crate::catalog::server(entry).map_err(|error| error.to_string());
    }
    let text = if name == "-" { read_stdin() } else { read_file(Path::new(name)) };
    let value = text.and_then(|text| parse_value(&text)).map_err(|error| error.to_string())?;
    server_from_value(&value, name).ok_or_else(|| format!("{name}: not a tool list"))
}
