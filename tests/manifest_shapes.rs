//! Every shape of a tool list, and everything that resembles one, by fixture:
//! what names, descriptions, parameters and hints come out, or what the refusal
//! says. A shape or a refusal without a fixture fails here.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};

use toolward::manifest::{Loaded, Server, Tool, load, refusal_ids, shape_ids};

fn folder(name: &str) -> PathBuf {
    Path::new("tests/fixtures/manifests").join(name)
}

fn load_fixture(name: &str) -> Loaded {
    load(&folder(name).display().to_string())
}

/// `server/tool(required*, optional) {hint=value at pointer} description`
fn row(server: &Server, tool: &Tool) -> String {
    let parameters: Vec<String> = tool
        .parameters()
        .iter()
        .map(|p| format!("{}{}", p.name, if p.required { "*" } else { "" }))
        .collect();
    let hints: Vec<String> = tool
        .annotations
        .iter()
        .map(|a| format!("{:?}={} at {}", a.hint, a.value, a.pointer))
        .collect();
    let hints = if hints.is_empty() { String::new() } else { format!(" {{{}}}", hints.join(", ")) };
    let described =
        if tool.description.is_empty() { String::new() } else { format!(" {}", tool.description) };
    format!("{}/{}({}){hints}{described}", server.name, tool.name, parameters.join(", "))
}

fn rows(loaded: &Loaded) -> Vec<String> {
    loaded.servers.iter().flat_map(|s| s.tools.iter().map(move |t| row(s, t))).collect()
}

const LIST_PLANTS: &str =
    "list_plants(bed) {ReadOnly=true at /annotations/readOnlyHint} List the plants of a bed.";
const WATER_PLANT: &str = "water_plant(plant*, millilitres) {ReadOnly=false at /annotations/readOnlyHint, Destructive=false at /annotations/destructiveHint} Water one plant.";

/// A fixture, and a row per tool; `~` stands for the file's stem, `{L}` and
/// `{W}` for the two tools that many fixtures share.
const SHAPES: &[(&str, &[&str])] = &[
    ("tools.json", &["tools/{L}", "tools/{W}"]),
    ("tools--wrapper.json", &["greenhouse/open_vent(vent*) Open a roof vent."]),
    ("tools--inspected.json", &["orchard/count_trees() Count the trees."]),
    (
        "tools--openai.json",
        &["~/pick_fruit(tree*) Pick ripe fruit.", "~/press_juice(litres) Press juice."],
    ),
    ("json-rpc.json", &["~/{L}"]),
    ("json-rpc--bare.json", &["shed/lock_door() Lock the shed."]),
    ("array.json", &["~/{L}", "~/{W}"]),
    ("array--anthropic.json", &["~/dig_hole(depth*) Dig a hole."]),
    ("array--docker.json", &["~/mow(height*, edges) Mow the lawn.", "~/stop() Stop the mower."]),
    (
        "array--hints.json",
        &["~/weigh_crop() {ReadOnly=true at /toolMetadata/readOnly/value} Weigh a crop."],
    ),
    (
        "tool.snap",
        &[
            "~/prune_tree(tree*) {ReadOnly=false at /annotations/readOnlyHint} Cut branches off a tree.",
        ],
    ),
    ("bundle-manifest.json", &["compost/turn_heap() Turn the heap."]),
    ("names.json", &["beehive/open_hive()", "beehive/count_bees()"]),
    ("names--yaml.yaml", &["beehive/open_hive()", "beehive/count_bees()"]),
    (
        "tools-by-name.json",
        &[
            "~/send-note(text*) Send a note to the gardener.",
            "~/real_name() Has a name of its own.",
        ],
    ),
    (
        "array-of-lists.json",
        &["pond/feed_fish(grams) Feed the fish.", "well/draw_water() Draw water."],
    ),
    ("tools-by-server.json", &["pond/feed_fish() Feed the fish.", "well/draw_water()"]),
    ("functions.json", &["~/sow_seed(kind*) Sow a seed."]),
    (
        "function-declarations.json",
        &["~/harvest(row) Harvest a row.", "~/replant(row*) Replant a row."],
    ),
    ("results.json", &["~/read_soil() Read the soil's moisture."]),
    (
        "nested-manifest.json",
        &[
            "weather-vane/wind_now(unit) {ReadOnly=true at /read_only_hint, OpenWorld=false at /open_world_hint} Tell the wind.",
        ],
    ),
    ("summary.json", &["pond/feed_fish() Feed the fish.", "well/draw_water()"]),
    ("registry.json", &["pond/feed_fish()", "well/draw_water()"]),
    ("registry--yaml.yml", &["pond/feed_fish() Feed the fish."]),
    ("servers.json", &["pond/feed_fish()"]),
    ("servers-by-name.json", &["pond/feed_fish()", "well/draw_water()"]),
    ("lines--tools.ndjson", &["~/rake(area) Rake leaves.", "~/bag() Bag leaves."]),
    ("lines--pages.jsonl", &["~/rake() Rake leaves.", "~/bag() Bag leaves."]),
    (
        "lines--servers.ndjson",
        &["pond/feed_fish()", "well/draw_water()", "well/cover_well() Put the cover on."],
    ),
    ("lines--transcript.json", &["sundial/tell_time() Tell the time."]),
    ("lines--events.sse", &["~/ring_bell() Ring the bell."]),
];

/// A fixture, what it is said to look like, and what to pass instead.
const REFUSALS: &[(&str, &str, &str)] = &[
    ("name-alone.json", "a name alone", "`description` or `inputSchema`"),
    ("label.json", "a label of `toolward eval`", "`eval` takes the labels first"),
    ("report.json", "a report of this program", "the manifest that the report was made from"),
    ("verdict.json", "a verdict of this program", "the manifest that was classified"),
    ("intercept-policy.yaml", "an Intercept policy", "the tool list of the server that it governs"),
    ("policy.json", "a policy.json", "the tool list of the server that it governs"),
    ("client-config.json", "a client's configuration", "start each server"),
    ("empty-client-config.json", "a client's configuration without servers", "start a server"),
    ("registry-index.json", "an index of a server registry", "pick a server from it"),
    ("registry-server.json", "a registry's server.json", "start the server"),
    ("bundle-without-tools.json", "a bundle's manifest.json", "start the server"),
    ("prompts.json", "a list of prompts", "`tools/list`"),
    ("tool-calls.json", "calls of tools", "the `tools` that the caller was offered"),
    ("rpc-error.json", "an error that a server answered", "repeat the request"),
    ("rpc-message.json", "a JSON-RPC message without tools", "`tools/list`"),
    ("api-description.json", "an OpenAPI description", "the server that wraps"),
    ("package.json", "a package's own description", "start the server"),
    ("json-schema.json", "a JSON Schema", "the definition of the tool"),
    ("strings.json", "an array of strings", r#"{"tools": ["…"]}"#),
];

#[test]
fn every_shape_gives_its_tools() {
    for (file, expected) in SHAPES {
        let loaded = load_fixture(&format!("shapes/{file}"));
        assert!(loaded.problems.is_empty(), "{file}: {:?}", loaded.problems);
        let stem = file.rsplit_once('.').unwrap().0;
        let expected: Vec<String> = expected
            .iter()
            .map(|row| row.replace("{L}", LIST_PLANTS).replace("{W}", WATER_PLANT))
            .map(|row| row.strip_prefix('~').map_or(row.clone(), |rest| format!("{stem}{rest}")))
            .collect();
        assert_eq!(rows(&loaded), expected, "{file}");
    }
}

#[test]
fn nothing_is_read_with_a_doubt_unless_it_is_doubtful() {
    for (file, _) in SHAPES {
        let loaded = load_fixture(&format!("shapes/{file}"));
        let warnings = loaded.servers.iter().map(|server| server.warnings.len()).sum::<usize>();
        assert_eq!(warnings, usize::from(*file == "bundle-manifest.json"), "{file}");
    }
}

#[test]
fn every_look_alike_is_refused_with_a_way_out() {
    for (file, looks_like, instead) in REFUSALS {
        let loaded = load_fixture(&format!("refusals/{file}"));
        assert!(loaded.servers.is_empty(), "{file}: {:?}", rows(&loaded));
        let [problem] = &loaded.problems[..] else { panic!("{file}: {:?}", loaded.problems) };
        assert!(problem.source.ends_with(file), "{file}: {}", problem.source);
        let expected = format!("looks like {looks_like}");
        assert!(problem.message.starts_with(&expected), "{file}: {}", problem.message);
        assert!(problem.message.contains(instead), "{file}: {}", problem.message);
    }
}

/// The fixture's name up to its variant or extension.
fn fixture_ids(files: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    files.map(|file| file.split("--").next().unwrap().split('.').next().unwrap()).collect()
}

#[test]
fn no_shape_and_no_refusal_lacks_a_fixture() {
    let covered = fixture_ids(SHAPES.iter().map(|(file, _)| *file));
    let missing: Vec<_> = shape_ids().filter(|id| !covered.contains(id)).collect();
    assert!(missing.is_empty(), "shapes without a fixture: {missing:?}");
    let covered = fixture_ids(REFUSALS.iter().map(|(file, ..)| *file));
    let missing: Vec<_> = refusal_ids().filter(|id| !covered.contains(id)).collect();
    assert!(missing.is_empty(), "refusals without a fixture: {missing:?}");
}

#[test]
fn no_fixture_is_left_unread() {
    let named = |folder_name: &str| {
        let mut names: Vec<String> = std::fs::read_dir(folder(folder_name))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names
    };
    assert_eq!(
        named("shapes"),
        sorted(SHAPES.iter().map(|(file, _)| (*file).to_owned()).collect())
    );
    assert_eq!(
        named("refusals"),
        sorted(REFUSALS.iter().map(|(file, ..)| (*file).to_owned()).collect())
    );
}
