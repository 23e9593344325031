//! `toolward site`: the static catalog, written whole or not at all.

use std::path::{Path, PathBuf};

use clap::Args;

use super::common::{end, read_or_fail};
use super::interrupt::Shield;
use super::output::print_note;
use super::report::sum_up;
use super::unasked::refuse_unasked_stdin;
use super::{Exit, Failure};
use crate::catalog;
use crate::document::io_reason;
use crate::manifest::Loaded;
use crate::phrase::{count, quoted};
use crate::render::{BaseUrl, site};
use crate::report::{Selection, ServerReport};

/// What tells a folder that this command made.
const MARK: &str = ".toolward-site";

/// Write a static site: a page for each server, tool, risk, category and attack pattern
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toolward site --out site                        the whole embedded catalog
  toolward site --out site servers/ --base-url https://tools.example.org

The pages link each other by file, so site/index.html opens without a server. Each page has the
same facts as index.json beside it.")]
pub struct SiteArgs {
    /// File, directory, glob, `-` for standard input, or `catalog:NAME` [default: the whole catalog]
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,

    /// The folder to write; one that holds an earlier site is replaced
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// Where the site will stand, for sitemap.xml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<BaseUrl>,

    /// Replace a folder that holds something else
    #[arg(long)]
    force: bool,
}

fn base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::parse(text)
        .ok_or_else(|| "expected an address such as `https://example.org/tools`".to_owned())
}

/// Runs the command.
pub fn run(args: &SiteArgs) -> Result<Exit, Failure> {
    check(&args.out, args.force)?;
    let loaded = read_or_fail(&sources(&args.sources)?)?;
    let selection = Selection::default();
    let Loaded { servers, problems } = loaded;
    let reports: Vec<ServerReport> =
        servers.iter().map(|server| sum_up(server, &selection)).collect();
    // Falls last: the new folder is gone, or has its name, before a signal is heeded.
    let shield = Shield::raise().map_err(|error| failed(&args.out, &error))?;
    let made = beside(&args.out)?;
    let sink = |name: &str, text: &str| {
        shield.check()?;
        let path = made.path().join(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, text)
    };
    sink(MARK, "Made by toolward; `toolward site` replaces this folder.\n")
        .and_then(|()| site(&servers, &reports, args.base_url.as_ref(), &sink))
        .map_err(|error| failed(&args.out, &error))?;
    replace(&args.out, made)?;
    let tools = servers.iter().map(|server| server.tools.len()).sum();
    print_note(&format!(
        "wrote {}: {} of {}",
        quoted(&args.out.join("index.html").display().to_string()),
        count(tools, "tool", "tools"),
        count(servers.len(), "server", "servers")
    ));
    Ok(end(&problems))
}

fn sources(given: &[String]) -> Result<Vec<String>, Failure> {
    if !given.is_empty() {
        return Ok(given.to_vec());
    }
    refuse_unasked_stdin("the whole catalog")?;
    Ok(catalog::names().iter().map(|name| format!("{}{name}", catalog::PREFIX)).collect())
}

/// A folder that isn't there, is empty, or was made by this command may be written.
fn check(out: &Path, force: bool) -> Result<(), Failure> {
    let name = quoted(&out.display().to_string());
    let Ok(whole) = out.canonicalize() else { return Ok(()) };
    if !whole.is_dir() {
        return Err(Failure::new(format!("{name} is a file; expected a folder")));
    }
    let within = std::env::current_dir().and_then(|here| here.canonicalize());
    if within.is_ok_and(|here| here.starts_with(&whole)) {
        let message = format!("{name} holds the folder that you are in, and would be replaced");
        return Err(Failure::new(message).with_help("name a folder of its own, such as `site`"));
    }
    let mut found = std::fs::read_dir(&whole).map_err(|error| failed(out, &error))?;
    let ours = whole.join(MARK).is_file();
    if force || ours || found.next().is_none() {
        return Ok(());
    }
    let message = format!("{name} holds files that `toolward site` didn't write");
    Err(Failure::new(message)
        .with_help("name another folder, or pass `--force` to replace it whole"))
}

/// A folder on the same disk, which vanishes unless it is renamed.
fn beside(out: &Path) -> Result<tempfile::TempDir, Failure> {
    let real = out.canonicalize().unwrap_or_else(|_| out.to_owned());
    let parent = real.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent).map_err(|error| failed(out, &error))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".toolward-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The umask takes away what the user doesn't want to give.
        builder.permissions(std::fs::Permissions::from_mode(0o777));
    }
    builder.tempdir_in(parent).map_err(|error| failed(out, &error))
}

/// Puts the new folder in the place of the old one, which is kept until it is there.
fn replace(out: &Path, made: tempfile::TempDir) -> Result<(), Failure> {
    let real = out.canonicalize().unwrap_or_else(|_| out.to_owned());
    let old = beside(out)?;
    let kept = old.path().join("old");
    let had = real.exists();
    if had {
        std::fs::rename(&real, &kept).map_err(|error| failed(out, &error))?;
    }
    if let Err(error) = std::fs::rename(made.path(), &real) {
        if had {
            // Back to what was there. Where that fails too, the files stay where they are.
            if std::fs::rename(&kept, &real).is_err() {
                let _ = old.keep();
            }
        }
        return Err(failed(out, &error));
    }
    // It has another name now and is no longer temporary.
    let _ = made.keep();
    Ok(())
}

fn failed(out: &Path, error: &std::io::Error) -> Failure {
    let name = quoted(&out.display().to_string());
    Failure::new(format!("{name} can't be written: {}", io_reason(error)))
}
