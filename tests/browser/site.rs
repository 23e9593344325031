//! The site from the file system: its style and search load, and nothing else.

use serde_json::{Value, json};

use crate::axe::assert_accessible;
use crate::page::visit;
use crate::pages::{Made, shop};

fn site(made: &Made) -> std::path::PathBuf {
    made.run(&["site", "--out", "site", "tools.json", "catalog:git"]);
    made.path("site")
}

#[test]
fn tools_are_searched_and_lead_to_their_pages() {
    let made = shop();
    visit(&site(&made).join("index.html"), async |page| {
        page.fill("#words", "refund").await;
        assert_eq!(page.text("#found").await, "1 tool");
        page.click("#hits a").await;
        assert_eq!(page.text("h1").await, "payment_refund");
        let styled =
            "getComputedStyle(document.querySelector('.risk')).borderTopLeftRadius !== '0px'";
        assert_eq!(page.value(styled).await, true, "the style was not loaded");
        page.click(".crumbs a:last-child").await;
        assert_eq!(page.text("h1").await, "shop");
        page.click(".lines a").await;
        assert_eq!(page.value("document.querySelectorAll('h2').length >= 4").await, true);
    });
}

#[test]
fn the_pages_have_no_fault_on_any_screen() {
    let made = shop();
    let site = site(&made);
    for path in [
        "index.html",
        "servers/shop/index.html",
        "tools/shop/shell_run/index.html",
        "risks/critical/index.html",
        "attacks/lethal-trifecta/index.html",
    ] {
        visit(&site.join(path), async |page| {
            assert_accessible(&page).await;
            page.client.set_window_size(390, 844).await.unwrap();
            let wide =
                "document.documentElement.scrollWidth > document.documentElement.clientWidth";
            assert_eq!(page.value(wide).await, false, "the page is wider than a phone");
        });
    }
}

#[test]
fn a_hostile_name_runs_nothing_on_any_page() {
    const TEXT: &str =
        "\"><img src=x onerror=\"window.owned = 1\"></script><script>window.owned = 2</script>";
    let made = Made::from(
        &json!({"name": TEXT, "tools": [{"name": TEXT, "title": TEXT, "description": TEXT,
        "inputSchema": {"type": "object", "properties": {TEXT: {"type": "string", "description": TEXT, "default": TEXT, "enum": [TEXT]}}}}]}),
    );
    made.run(&["site", "--out", "site", "tools.json"]);
    visit(&made.path("site/index.html"), async |page| {
        page.fill("#words", "owned").await;
        assert_eq!(page.text("#found").await, "1 tool");
        page.click("#hits a").await;
        assert_eq!(page.value("window.owned ?? null").await, Value::Null);
        assert_eq!(page.value("document.querySelectorAll('img, script').length").await, 0);
        assert_eq!(page.text("h1").await, TEXT);
    });
}
