//! Files that commands write, and what they say beside their result.

use std::io::{ErrorKind, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};

use super::Failure;
use super::interrupt::Shield;
use crate::document::io_reason;
use crate::manifest::Problem;
use crate::phrase::{quoted, visible};

/// How much is written between two looks for a signal.
const STEP: usize = 1 << 20;

/// Writes a file whole or not at all: beside its target first, then renamed.
/// What is no file (a pipe, `/dev/stdout`) is written to and stays what it is.
///
/// # Errors
/// When the file exists and `force` isn't given, and when it can't be written.
pub fn write_file(path: &Path, text: &str, force: bool) -> Result<(), Failure> {
    let name = quoted(&path.display().to_string());
    match path.metadata() {
        Ok(metadata) if metadata.is_dir() => {
            Err(Failure::new(format!("{name} is a directory; expected the name of a file")))
        }
        Ok(metadata) if !metadata.is_file() => {
            let opened = std::fs::OpenOptions::new().write(true).open(path);
            let written = opened.and_then(|mut file| file.write_all(text.as_bytes()));
            written.map_err(|error| failed(&name, &error))
        }
        _ => replace(path, text, force).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => {
                Failure::new(format!("{name} exists already and is left as it is"))
                    .with_help("pass `--force` to overwrite it, or give another name with `-o`")
            }
            _ => failed(&name, &error),
        }),
    }
}

fn failed(name: &str, error: &std::io::Error) -> Failure {
    let failure = Failure::new(format!("{name} can't be written: {}", io_reason(error)));
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            failure.with_help("make room or give another place; nothing was left half-written")
        }
        _ => failure,
    }
}

fn replace(path: &Path, text: &str, force: bool) -> std::io::Result<()> {
    // Falls last: the temporary file is gone, or has its name, before a signal is heeded.
    let shield = Shield::raise()?;
    // Behind a link, the file that it names is replaced, and not the link.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = temporary(folder.unwrap_or(Path::new(".")))?;
    for part in text.as_bytes().chunks(STEP) {
        shield.check()?;
        file.as_file_mut().write_all(part)?;
    }
    // A full disk may be found out only now; better than behind the rename.
    file.as_file().sync_all()?;
    shield.check()?;
    if !force {
        return file.persist_noclobber(&target).map(drop).map_err(|error| error.error);
    }
    if let Ok(metadata) = target.metadata() {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.persist(&target).map(drop).map_err(|error| error.error)
}

/// A file that vanishes unless it is renamed, with the rights of a usual file.
fn temporary(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".toolward-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The umask takes away what the user doesn't want to give.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// To the file, with a note of it; without one, or for `-`, to standard output.
///
/// # Errors
/// As [`write_file`].
pub fn write_text(path: Option<&Path>, force: bool, text: &str) -> Result<(), Failure> {
    let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
        return super::print(text);
    };
    write_file(path, text, force)?;
    print_note(&format!("wrote {}", quoted(&path.display().to_string())));
    Ok(())
}

/// Says on standard error what could not be read.
pub fn print_problems(problems: &[Problem]) {
    for problem in problems {
        say("error", AnsiColor::Red.on_default().bold(), &place_first(problem));
    }
}

/// Says on standard error what was read with a doubt.
pub fn print_warnings(warnings: &[Problem]) {
    for warning in warnings {
        print_warning(&place_first(warning));
    }
}

/// One warning, safe to print already.
pub fn print_warning(message: &str) {
    say("warning", AnsiColor::Yellow.on_default().bold(), message);
}

/// A plain remark on standard error.
pub fn print_note(message: &str) {
    say("note", Style::new().bold(), message);
}

fn place_first(problem: &Problem) -> String {
    let message = visible(&problem.message);
    let source = visible(&problem.source);
    if message.starts_with(source.as_ref()) {
        return message.into_owned();
    }
    format!("{source}: {message}")
}

fn say(label: &str, style: Style, message: &str) {
    let mut err = anstream::stderr().lock();
    // Standard error that can't be written leaves only the exit code to tell.
    let _ = writeln!(err, "{style}{label}:{style:#} {message}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_not_overwritten_unless_forced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("policy.json");
        write_file(&path, "one", false).unwrap();
        let refused = write_file(&path, "two", false).unwrap_err();
        assert!(refused.message.contains("exists already"), "{}", refused.message);
        assert!(refused.help.is_some_and(|help| help.contains("--force")));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "one");
        write_file(&path, "three", true).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "three");
        // nothing of the way there is left behind
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_missing_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("no/policy.json");
        assert!(write_file(&path, "x", false).unwrap_err().message.contains("can't be written"));
        assert!(write_file(folder.path(), "x", true).unwrap_err().message.contains("directory"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        std::fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        write_file(&link, "new", true).unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read_to_string(&real).unwrap(), "new");
    }
}
