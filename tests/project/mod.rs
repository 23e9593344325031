//! The program as its users start it: in the repository, or in a project of its
//! own in a temporary folder. No environment variable of the machine has a say
//! in what it prints.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a command did.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// Runs a command to its end, with this on its standard input.
    pub fn with_input(mut command: Command, input: &[u8]) -> Self {
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // Beside the reading: what is written may be more than fits into a pipe.
        let output = std::thread::scope(|scope| {
            // One who doesn't read it is no error.
            scope.spawn(move || drop(stdin.write_all(input)));
            child.wait_with_output().unwrap()
        });
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self {
            code: output.status.code().unwrap(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

/// The program with these arguments, in the repository.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_toolward"));
    command.args(arguments);
    for name in ["TOOLWARD_NOW", "COLUMNS", "CLICOLOR", "CLICOLOR_FORCE", "NO_COLOR"] {
        command.env_remove(name);
    }
    command
}

/// What the program does in the repository, with nothing on its standard input.
pub fn toolward(arguments: &[&str]) -> Ran {
    toolward_on(b"", arguments)
}

/// What the program does in the repository with this on its standard input.
pub fn toolward_on(input: &[u8], arguments: &[&str]) -> Ran {
    Ran::with_input(command(arguments), input)
}

/// A folder with files, in no repository, in which commands run.
#[derive(Debug)]
pub struct Project {
    folder: tempfile::TempDir,
    /// Where commands run, inside the folder.
    pub cwd: PathBuf,
}

impl Project {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let project = Self { cwd: folder.path().to_owned(), folder };
        // Nothing above it is its configuration.
        std::fs::create_dir(project.folder.path().join(".git")).unwrap();
        for (name, text) in files {
            project.write(name, text);
        }
        project
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "")
    }

    pub fn run_with(&self, arguments: &[&str], stdin: &str) -> Ran {
        Ran::with_input(self.command(arguments), stdin.as_bytes())
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command(arguments);
        command.current_dir(&self.cwd);
        command
    }
}

/// A file of the repository.
pub fn repository(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}
