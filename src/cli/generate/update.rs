//! `--update`: new tools for a policy that a person keeps.

use std::collections::HashSet;
use std::path::Path;

use super::GenerateArgs;
use crate::cli::output::{print_note, print_warning, write_file};
use crate::cli::policy_input::read_document;
use crate::cli::{Failure, print};
use crate::manifest::Loaded;
use crate::phrase::{count, quoted};
use crate::policy::{DefaultAction, Policy, Profile, merge};

/// Tools that are named before the rest is counted.
const SHOWN: usize = 5;

pub fn update(
    args: &GenerateArgs,
    path: &Path,
    (recommended, profile): (&Policy, Profile),
    loaded: &Loaded,
) -> Result<(), Failure> {
    let name = path.display().to_string();
    let (document, policy) = read_document(&name)?;
    if matches!(profile, Profile::ReadOnly | Profile::Observe) {
        check_default(&name, &policy, recommended)?;
    }
    let merged = merge(&document, &policy, recommended);
    // With a list missing, its tools would be called gone: a false alarm.
    if loaded.problems.is_empty() && args.tool.is_none() {
        say_gone(&policy, loaded);
    }
    let news = format!(
        "{} listed{}, {} hidden{}",
        count(merged.listed.len(), "new tool", "new tools"),
        shown(&merged.listed),
        merged.hidden.len(),
        shown(&merged.hidden)
    );
    let output = args.output.as_deref().filter(|output| output.as_os_str() != "-");
    match (output, args.output.is_some() || name == "-") {
        (Some(output), _) => {
            write_file(output, &merged.text, args.force)?;
            print_note(&format!("wrote {}: {news}", quoted(&output.display().to_string())));
        }
        (None, true) => {
            print(&merged.text)?;
            print_note(&news);
        }
        (None, false) if merged.text == document.source().text() => {
            print_note(&format!("{} names every tool already", quoted(&name)));
        }
        (None, false) => {
            write_file(path, &merged.text, true)?;
            print_note(&format!("updated {}: {news}", quoted(&name)));
        }
    }
    Ok(())
}

/// Profiles that leave tools to the default need the default that they mean.
fn check_default(name: &str, policy: &Policy, recommended: &Policy) -> Result<(), Failure> {
    let open = |policy: &Policy| policy.default == DefaultAction::Allow;
    if open(policy) == open(recommended) {
        return Ok(());
    }
    let word = |policy: &Policy| if open(policy) { "allow" } else { "deny" };
    Err(Failure::new(format!(
        "{} says `\"default\": \"{}\"`, and the profile is made for `\"{}\"`",
        quoted(name),
        word(policy),
        word(recommended)
    ))
    .with_help("choose another `--profile`, or change the default knowingly"))
}

/// Names in the policy that no tool has any more.
fn say_gone(policy: &Policy, loaded: &Loaded) {
    let known: HashSet<&str> = loaded
        .servers
        .iter()
        .flat_map(|server| &server.tools)
        .map(|tool| tool.name.as_str())
        .collect();
    let mut seen = HashSet::new();
    let gone: Vec<String> = policy
        .tools
        .keys()
        .chain(policy.hide.iter().filter(|name| *name != "*"))
        .filter(|name| !known.contains(name.as_str()) && seen.insert(name.as_str()))
        .cloned()
        .collect();
    if !gone.is_empty() {
        print_warning(&format!(
            "{} in the policy that the server doesn't have{}; left as {}",
            count(gone.len(), "tool", "tools"),
            shown(&gone),
            if gone.len() == 1 { "it is" } else { "they are" }
        ));
    }
}

/// ` (a, b and 3 more)`.
fn shown(names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    let first: Vec<String> = names.iter().take(SHOWN).map(|name| quoted(name)).collect();
    match names.len().saturating_sub(SHOWN) {
        0 => format!(" ({})", first.join(", ")),
        more => format!(" ({} and {more} more)", first.join(", ")),
    }
}
