//! axe-core, which knows the faults that keep people from using a page.

use serde_json::{Value, json};

use crate::page::{Page, visit};
use crate::pages::{many, shop};

const AXE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/target/browser/node_modules/axe-core/axe.min.js");

/// No fault of any weight, light and dark.
pub async fn assert_accessible(page: &Page) {
    let axe = std::fs::read_to_string(AXE)
        .unwrap_or_else(|error| panic!("axe-core is missing ({error}): run `.ci/browser`"));
    page.script(&axe, Value::Null).await;
    for scheme in ["light", "dark"] {
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        page.browser("Emulation.setEmulatedMedia", features).await;
        page.settle().await;
        // Without asking for the style once more, which the page's rules forbid.
        let run = "const done = arguments[arguments.length - 1];
            axe.run(document, { preload: false }).then((found) => done(found.violations.map((one) => ({
                rule: one.id, impact: one.impact, help: one.help,
                places: one.nodes.slice(0, 3).map((node) => node.html + ' ' + node.failureSummary),
            }))), (error) => done(String(error)));";
        let found = page.client.execute_async(run, vec![]).await.unwrap();
        assert_eq!(found, json!([]), "{scheme}");
    }
}

#[test]
fn the_report_has_no_fault() {
    let made = shop();
    visit(&made.report(&[]), async |page| {
        assert_accessible(&page).await;
        page.click("#tools .open").await;
        page.choose("#default", "allow").await;
        page.choose("#tools tbody select", "allow").await;
        assert_accessible(&page).await;
    });
}

#[test]
fn a_phone_gets_no_fault_either() {
    let made = many(30);
    visit(&made.report(&[]), async |page| {
        page.client.set_window_size(390, 844).await.unwrap();
        assert_accessible(&page).await;
        let wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
        assert_eq!(page.value(wide).await, false, "the page is wider than the phone");
    });
}
