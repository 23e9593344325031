//! `examples/duckdb.sql` on the verdicts of a few servers, against the report of the same.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::project::toolward;
use super::run::engine;

const SOURCES: [&str; 4] = [
    "catalog:odoo-claude-mcp",
    "examples/tools.json",
    "tests/fixtures/report/shop.json",
    "tests/fixtures/report/poisoned.json",
];

fn of_sources(args: &[&str]) -> String {
    let ran = toolward(&[args, &SOURCES].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.stdout
}

/// The rows of each query of the example, run where the verdicts lie.
fn answers(folder: &Path) -> Vec<Vec<Value>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = engine("python3")
        .arg(root.join("tests/engines/run_sql.py"))
        .arg(root.join("examples/duckdb.sql"))
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn sorted(mut rows: Vec<Value>) -> Vec<Value> {
    rows.sort_by_key(Value::to_string);
    rows
}

fn count(server: &Value, wanted: impl Fn(&Value) -> bool) -> usize {
    server["tools"].as_array().unwrap().iter().filter(|tool| wanted(tool)).count()
}

#[test]
fn the_queries_count_what_the_report_counts() {
    let folder = tempfile::tempdir().unwrap();
    let mut verdicts = of_sources(&["classify"]);
    // A line of the filter that has no verdict is none.
    verdicts
        .push_str("{\"input\":{\"id\":1},\"problem\":{\"source\":\"-:1\",\"message\":\"x\"}}\n");
    std::fs::write(folder.path().join("verdicts.ndjson"), verdicts).unwrap();
    let report: Value = serde_json::from_str(&of_sources(&["report", "--format", "json"])).unwrap();
    let servers = report["servers"].as_array().unwrap();
    let answers = answers(folder.path());
    let [counts, critical, review, unreviewed] = answers.as_slice() else {
        panic!("{} queries", answers.len())
    };

    for (key, sums) in [("category", "by_category"), ("risk", "by_risk")] {
        for server in servers {
            let mut found: BTreeMap<&str, u64> = BTreeMap::new();
            for row in counts.iter().filter(|row| row["server"] == server["server"]) {
                *found.entry(row[key].as_str().unwrap()).or_default() +=
                    row["tools"].as_u64().unwrap();
            }
            let said = server[sums].as_object().unwrap().iter();
            let said: BTreeMap<&str, u64> = said
                .map(|(class, n)| (class.as_str(), n.as_u64().unwrap()))
                .filter(|(_, n)| *n > 0)
                .collect();
            assert_eq!(found, said, "{sums} of {}", server["server"]);
        }
    }
    let tools = |wanted: &dyn Fn(&Value) -> bool, row: &dyn Fn(&Value) -> Value| -> Vec<Value> {
        let all = servers.iter().flat_map(|server| server["tools"].as_array().unwrap());
        sorted(all.filter(|tool| wanted(tool)).map(row).collect())
    };
    let said = tools(&|tool| tool["risk"] == "Critical", &|tool| {
        let first = &tool["evidence"][0];
        json!({"server": tool["server"], "name": tool["name"], "category": tool["category"],
            "quote": first["quote"], "field": first["field"]})
    });
    assert!(said.len() > 20, "{}", said.len());
    assert_eq!(sorted(critical.clone()), said);

    let named = |row: &Value| json!([row["server"], row["name"], row["review_reason"]]);
    let said = tools(&|tool| tool["needs_review"] == true, &named);
    assert!(!said.is_empty());
    assert_eq!(sorted(review.iter().map(named).collect()), said);

    let said: Vec<Value> = servers
        .iter()
        .map(|server| {
            let unreviewed = count(server, |tool| tool["source"] == "rules");
            json!({"server": server["server"], "unreviewed": unreviewed, "tools": server["tools_total"]})
        })
        .collect();
    assert_eq!(sorted(unreviewed.clone()), sorted(said));
}
