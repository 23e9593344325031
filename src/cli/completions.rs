//! `toolward completions` and `toolward man`: from the one definition of the
//! command line, so that neither can say anything else than `--help`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, Exit, Failure, print};
use crate::phrase::{nearest, quoted};

/// Print a script that completes commands and options in a shell
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toolward completions bash > ~/.local/share/bash-completion/completions/toolward
  toolward completions fish > ~/.config/fish/completions/toolward.fish")]
pub struct CompletionsArgs {
    /// The shell that is to complete
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// Print the manual page of toolward or of one of its commands
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toolward man > toolward.1
  toolward man lint > toolward-lint.1")]
pub struct ManArgs {
    /// The command; without one, the page of toolward itself
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

/// Prints the script.
///
/// # Errors
/// When standard output can't be written.
pub fn completions(args: &CompletionsArgs) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "toolward", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}

/// Prints the page.
///
/// # Errors
/// When there is no such command, and when standard output can't be written.
pub fn man(args: &ManArgs) -> Result<Exit, Failure> {
    let command = match &args.command {
        None => Cli::command(),
        Some(name) => subcommand(name)?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .source(concat!("toolward ", env!("CARGO_PKG_VERSION")))
        .render(&mut page)
        .map_err(|error| Failure::new(format!("the manual page can't be made: {error}")))?;
    print(&String::from_utf8_lossy(&page))?;
    Ok(Exit::Clean)
}

/// A command under its full name, with the options that all commands take.
fn subcommand(name: &str) -> Result<clap::Command, Failure> {
    let mut toolward = Cli::command();
    toolward.build();
    let names: Vec<&str> = toolward.get_subcommands().map(clap::Command::get_name).collect();
    let found = toolward.get_subcommands().find(|command| command.get_name() == name);
    let Some(command) = found else {
        let failure = Failure::new(format!("no command is called {}", quoted(name)));
        return Err(match nearest(name, names) {
            Some(known) => failure.with_help(format!("did you mean {}?", quoted(known))),
            None => failure.with_help("`toolward --help` lists them"),
        });
    };
    Ok(command.clone())
}
