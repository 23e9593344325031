//! How an evaluation ends that has nothing to score, and what was mistaken.

use crate::cli::Failure;
use crate::eval::Evaluation;
use crate::manifest::Loaded;
use crate::phrase::{count, quoted, visible};

/// Labels and tools are both JSON, and easily given the wrong way round.
pub fn swapped(name: &str, first: Option<&String>) -> Failure {
    let failure = Failure::new(format!("{} is a tool list and holds no labels", quoted(name)));
    failure.with_help(match first {
        Some(first) => {
            format!("the labels come first: `toolward eval {} {}`", visible(first), visible(name))
        }
        None => "give a file of labels, then the tools".to_owned(),
    })
}

/// The end of an evaluation of nothing, with one example of each side.
pub fn nothing_joined(evaluation: &Evaluation, loaded: &Loaded) -> Failure {
    let label = evaluation.unjoined.first().map(|one| quoted(&one.label.id));
    let tool = evaluation.unlabelled.first().map(|id| quoted(id));
    let (Some(label), Some(tool)) = (label, tool) else {
        let servers = count(loaded.servers.len(), "server", "servers");
        return Failure::new(format!(
            "{} and {} in {servers}: nothing to score",
            count(evaluation.labels, "label", "labels"),
            count(evaluation.unlabelled.len(), "tool", "tools")
        ));
    };
    Failure::new(format!("no label speaks of a tool that was read: {label} and {tool}, say"))
        .with_help("an id is `SERVER/NAME`: the server, its folder or its file, then the tool")
}
