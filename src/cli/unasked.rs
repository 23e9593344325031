//! Standard input that nobody asked to have read.
//!
//! Without a SOURCE a command takes the embedded catalog. Whoever writes
//! `toolward classify < tools.json` means that file, and would be given verdicts
//! on other tools. Not a byte is taken here to find out: the input may be the
//! script that a shell is reading, line after line.
//!
//! For the same reason only a file that nobody has read from yet is an error: it
//! was put there for this command. Data in a pipe may be the rest of a script, so
//! it is a warning. A pipe that stays empty, such as services hand on to all that
//! they start, is waited for a moment and passed over.

use super::Failure;
use super::output::print_warning;

/// What standard input is, as far as it matters to a command that won't read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unasked {
    /// A terminal, a device, an empty pipe, a file of which all or some was read before.
    Nothing,
    /// A file with data, none of it read.
    File,
    /// A pipe with data.
    Pipe,
}

/// Says that standard input isn't read, where somebody may think that it is;
/// `instead` names what is taken in its place.
///
/// # Errors
/// When it is a file that was surely meant to be read.
pub fn refuse_unasked_stdin(instead: &str) -> Result<(), Failure> {
    match unasked() {
        Unasked::Nothing => Ok(()),
        Unasked::Pipe => {
            print_warning(&format!(
                "what is piped into standard input is not read: without an argument this is of \
                 {instead}; pass `-` to read the pipe"
            ));
            Ok(())
        }
        Unasked::File => Err(Failure::new(format!(
            "standard input is a file, and without an argument {instead} would be taken in its \
             place"
        ))
        .with_help(format!("pass `-` to read the file, or name what is meant: {instead}"))),
    }
}

#[cfg(unix)]
fn unasked() -> Unasked {
    use std::os::fd::AsFd;
    let own = std::io::stdin().as_fd().try_clone_to_owned();
    own.map_or(Unasked::Nothing, |own| kind(std::fs::File::from(own)))
}

#[cfg(not(unix))]
fn unasked() -> Unasked {
    Unasked::Nothing
}

#[cfg(unix)]
fn kind(mut stdin: std::fs::File) -> Unasked {
    use std::io::Seek;
    use std::os::unix::fs::FileTypeExt;
    let Ok(metadata) = stdin.metadata() else { return Unasked::Nothing };
    let kind = metadata.file_type();
    if (kind.is_fifo() || kind.is_socket()) && brings_data(&stdin) {
        return Unasked::Pipe;
    }
    let unread = metadata.is_file() && metadata.len() > 0;
    if unread && stdin.stream_position().is_ok_and(|position| position == 0) {
        return Unasked::File;
    }
    Unasked::Nothing
}

/// Whether there is data, or comes before whoever writes has had time to start.
#[cfg(unix)]
fn brings_data(pipe: &std::fs::File) -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    const PATIENCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 250_000_000 };
    let mut asked = [PollFd::new(pipe, PollFlags::IN)];
    // A pipe at its end is ready too, with nothing in it.
    poll(&mut asked, Some(&PATIENCE)).is_ok()
        && rustix::io::ioctl_fionread(pipe).is_ok_and(|bytes| bytes > 0)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs::File;
    use std::io::{Read, Seek, Write};
    use std::os::fd::OwnedFd;

    #[test]
    fn only_a_file_that_nobody_has_read_from_was_surely_meant() {
        let mut file = tempfile::tempfile().unwrap();
        assert_eq!(kind(file.try_clone().unwrap()), Unasked::Nothing);
        file.write_all(b"{}").unwrap();
        file.rewind().unwrap();
        assert_eq!(kind(file.try_clone().unwrap()), Unasked::File);
        // As a shell that reads its script, or a loop that reads its list.
        file.read_exact(&mut [0]).unwrap();
        assert_eq!(kind(file), Unasked::Nothing);
        assert_eq!(kind(File::open("/dev/null").unwrap()), Unasked::Nothing);
    }

    #[test]
    fn a_pipe_counts_while_it_holds_data_and_loses_none() {
        let (reader, mut writer) = std::io::pipe().unwrap();
        let mut reader = File::from(OwnedFd::from(reader));
        let asked = |reader: &File| kind(reader.try_clone().unwrap());
        assert_eq!(asked(&reader), Unasked::Nothing);
        writer.write_all(b"{}").unwrap();
        assert_eq!(asked(&reader), Unasked::Pipe);
        drop(writer);
        assert_eq!(asked(&reader), Unasked::Pipe);
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
        assert_eq!(text, "{}");
        assert_eq!(asked(&reader), Unasked::Nothing);
    }
}
