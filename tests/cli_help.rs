//! What `--help`, completions and manual pages say.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod project;

use clap::CommandFactory;
use project::Project;
use toolward::cli::Cli;

fn help(command: &clap::Command) -> String {
    let text = command.clone().term_width(100).render_long_help().to_string();
    // No line of the snapshots ends in blanks.
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_help_is_as_it_was() {
    let mut toolward = Cli::command();
    toolward.build();
    let mut pages = vec![("toolward".to_owned(), help(&toolward))];
    let mut pending: Vec<(String, clap::Command)> = toolward
        .get_subcommands()
        .map(|command| (format!("toolward {}", command.get_name()), command.clone()))
        .collect();
    while let Some((name, command)) = pending.pop() {
        if command.get_name() == "help" {
            continue;
        }
        let below = command.get_subcommands();
        pending.extend(below.map(|below| (format!("{name} {}", below.get_name()), below.clone())));
        pages.push((name, help(&command)));
    }
    pages.sort();
    for (name, page) in pages {
        insta::assert_snapshot!(format!("help of {name}").replace(' ', "_"), page);
    }
}

#[test]
fn every_shell_has_completions_that_know_the_commands() {
    let project = Project::new(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = project.run(&["completions", shell]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(ran.stdout.contains("write-baseline"), "{shell}");
        assert!(!ran.stdout.contains("TOOLWARD_NOW"), "{shell} offers what is hidden");
    }
    assert_eq!(project.run(&["completions", "bsh"]).code, 2);
}

#[test]
fn every_command_has_a_manual_page() {
    let project = Project::new(&[]);
    let top = project.run(&["man"]).stdout;
    assert!(top.contains(".TH toolward 1") && top.contains("toolward\\-lint"), "{top}");
    for command in Cli::command().get_subcommands() {
        let page = project.run(&["man", command.get_name()]).stdout;
        assert!(page.contains(&format!(".TH toolward-{} 1", command.get_name())), "{page}");
    }
    let page = project.run(&["man", "lint"]).stdout;
    assert!(page.contains("\\-\\-unsafe\\-fixes") && page.contains("Exit codes"), "{page}");
    let unknown = project.run(&["man", "lnt"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
}
