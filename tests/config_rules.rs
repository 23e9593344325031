//! The rules about `toolward.toml`: each Example fires, each cure is silent.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod project;

use project::Project;
use toolward::lint::{Meta, rules};

fn block(section: &str, info: &str) -> Option<String> {
    let fence = format!("```{info}\n");
    let start = section.find(&fence)? + fence.len();
    let end = start + section[start..].find("```")?;
    Some(section[start..end].to_owned())
}

fn fires(meta: &Meta, configuration: &str, policy: &str) -> bool {
    let project = Project::new(&[("toolward.toml", configuration), ("policy.json", policy)]);
    let ran = project.run(&["lint", "policy.json", "--format", "concise"]);
    let others: Vec<&str> = ran.stdout.lines().filter(|line| !line.contains(meta.code)).collect();
    assert!(others.is_empty() && ran.stderr.is_empty(), "{ran:?}");
    !ran.stdout.is_empty()
}

#[test]
fn every_example_fires_and_every_cure_is_silent() {
    let metas = rules().iter().map(|rule| rule.meta()).filter(|meta| meta.code.starts_with("TW5"));
    let metas: Vec<&Meta> = metas.collect();
    assert_eq!(metas.len(), 2);
    for meta in metas {
        let example = meta.section("Example").unwrap();
        let policy = block(&example, "json").unwrap();
        assert!(fires(meta, &block(&example, "toml").unwrap(), &policy), "{}", meta.code);
        let cure = meta.section("Use instead").unwrap();
        assert!(!fires(meta, &block(&cure, "toml").unwrap(), &policy), "{}", meta.code);
    }
}
