//! Where a project begins, and which configuration is in force.

use std::path::{Path, PathBuf};

use super::error::ConfigError;
use super::file::parse;
use super::model::Config;
use crate::document::{DocumentError, SourceText, io_reason, read_file};
use crate::paths::{absolute, relative};

/// The name of the configuration.
pub const FILE_NAME: &str = "toolward.toml";

/// Where a command runs, and in which repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// The working directory; absolute.
    pub cwd: PathBuf,
    /// The nearest folder upward that holds `.git`, else the working directory.
    pub root: PathBuf,
}

impl Workspace {
    /// Of this process.
    ///
    /// # Errors
    /// Where the working directory was removed, say.
    pub fn here() -> Result<Self, DocumentError> {
        let io = |error| DocumentError::Io { name: ".".to_owned(), reason: io_reason(&error) };
        std::env::current_dir().map(|cwd| Self::of(&cwd)).map_err(io)
    }

    /// Of the folder that a command runs in.
    #[must_use]
    pub fn of(cwd: &Path) -> Self {
        let root = cwd.ancestors().find(|folder| folder.join(".git").exists());
        Self { cwd: cwd.to_owned(), root: root.unwrap_or(cwd).to_owned() }
    }

    /// A path as the user gives it, made absolute.
    #[must_use]
    pub fn absolute(&self, path: &str) -> PathBuf {
        absolute(&self.cwd, Path::new(path))
    }

    /// A path as the user gives it, seen from the root of the repository.
    #[must_use]
    pub fn seen_from_root(&self, path: &str) -> String {
        relative(&self.root, &self.absolute(path))
    }

    /// The configuration that is nearest upward, not beyond a folder that holds
    /// `.git`; where there is none, nothing is configured.
    ///
    /// # Errors
    /// Where it can't be read or says something that means nothing.
    pub fn find_config(&self) -> Result<Config, ConfigError> {
        for folder in self.cwd.ancestors() {
            let file = folder.join(FILE_NAME);
            if file.is_file() {
                return self.load_config(&file);
            }
            if folder.join(".git").exists() {
                break;
            }
        }
        Ok(Config::none(&self.cwd))
    }

    /// The configuration in this file.
    ///
    /// # Errors
    /// Where it can't be read or says something that means nothing.
    pub fn load_config(&self, file: &Path) -> Result<Config, ConfigError> {
        let file = absolute(&self.cwd, file);
        let folder = file.parent().unwrap_or(&self.cwd).to_owned();
        // Named as one who stands here would.
        let name = relative(&self.cwd, &file);
        let text = read_file(&file).map_err(|error| error.of(&name))?;
        parse(SourceText::new(name, text.text()), &folder)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn found(cwd: &Path) -> Option<String> {
        let config = Workspace::of(cwd).find_config().unwrap();
        config.source.map(|source| source.name().to_owned())
    }

    #[test]
    fn the_nearest_file_upward_is_in_force_up_to_the_repository() {
        let temporary = tempfile::tempdir().unwrap();
        let top = temporary.path().canonicalize().unwrap();
        let inner = top.join("repo/a/b");
        fs::create_dir_all(&inner).unwrap();
        fs::create_dir(top.join("repo/.git")).unwrap();
        let config = |folder: &str| fs::write(top.join(folder).join(FILE_NAME), "").unwrap();
        config(".");
        assert_eq!(found(&inner), None, "one outside the repository is not its own");
        assert_eq!(Workspace::of(&inner).root, top.join("repo"));
        config("repo");
        assert_eq!(Workspace::of(&inner).find_config().unwrap().folder, top.join("repo"));
        assert_eq!(found(&top.join("elsewhere")).is_some(), found(&top).is_some());
    }
}
