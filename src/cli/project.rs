//! Which configuration a command obeys.

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use crate::config::{Config, ConfigError, Workspace};

/// Where the configuration comes from.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// Obey this configuration, not the toolward.toml that is nearest upward
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Obey no configuration
    #[arg(long, conflicts_with = "config")]
    no_config: bool,
}

/// The folder that a command runs in, and the configuration in force there.
#[derive(Debug)]
pub struct Project {
    pub workspace: Workspace,
    pub config: Config,
}

impl ConfigArgs {
    /// Finds and reads it.
    ///
    /// # Errors
    /// When it can't be read or says something that means nothing.
    pub fn open(&self) -> Result<Project, Failure> {
        let workspace = Workspace::here().map_err(|error| Failure::new(error.to_string()))?;
        let config = match &self.config {
            _ if self.no_config => Ok(Config::none(&workspace.cwd)),
            Some(file) => workspace.load_config(file),
            None => workspace.find_config(),
        };
        let config = config.map_err(|error| failure(&error))?;
        Ok(Project { workspace, config })
    }
}

fn failure(error: &ConfigError) -> Failure {
    Failure { message: error.to_string(), help: error.help().map(str::to_owned) }
}
