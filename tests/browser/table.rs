//! The table filters, sorts, opens and holds ten thousand tools.

use serde_json::json;

use crate::page::{Page, visit};
use crate::pages::{Made, many, shop};

/// The names in the table, from the top.
async fn names(page: &Page) -> Vec<String> {
    let names = page
        .value("[...document.querySelectorAll('#tools .open')].map((one) => one.textContent)")
        .await;
    serde_json::from_value(names).unwrap()
}

#[test]
fn rows_are_found_by_words_and_by_class() {
    let made = shop();
    visit(&made.report(&[]), async |page| {
        assert_eq!(names(&page).await.len(), 8);
        page.fill("[name=search]", "CUSTOMER order").await;
        assert_eq!(names(&page).await, ["order_list"]);
        assert_eq!(page.text("#count").await, "1 of 8 tools");
        page.fill("[name=search]", "no such words").await;
        assert!(names(&page).await.is_empty());
        page.script("document.querySelector('[name=search]').value = '';", json!(null)).await;
        page.choose("[name=category]", "Destructive").await;
        assert_eq!(names(&page).await, ["records_purge"]);
        page.choose("[name=category]", "").await;
        page.choose("[name=risk]", "Low").await;
        let low = names(&page).await;
        assert!(
            low.contains(&"order_get".to_owned()) && !low.contains(&"shell_run".to_owned()),
            "{low:?}"
        );
        page.choose("[name=risk]", "").await;
        page.choose("[name=trait]", "raw-input").await;
        assert_eq!(names(&page).await, ["shell_run"]);
    });
}

#[test]
fn names_in_a_reason_are_code() {
    let made = Made::from(&json!([{"name": "frobnicate"}]));
    visit(&made.report(&["catalog:odoo-claude-mcp"]), async |page| {
        // Why the server has its grade names what it rests on.
        let code = "[...document.querySelectorAll('main code')].map((one) => one.textContent)";
        let code: Vec<String> = serde_json::from_value(page.value(code).await).unwrap();
        assert!(code.contains(&"odoo_execute".to_owned()), "{code:?}");
        let bare = "[...document.querySelectorAll('#tools .why')].filter((one) => one.textContent.includes('`')).length";
        assert_eq!(page.value(bare).await, 0);
    });
}

#[test]
fn rows_are_sorted_by_each_header_and_back() {
    let made = shop();
    visit(&made.report(&[]), async |page| {
        page.click("th[data-sort=name] button").await;
        let ascending = names(&page).await;
        assert!(ascending.is_sorted(), "{ascending:?}");
        assert_eq!(ascending.len(), 8);
        let sorted = "document.querySelector('th[data-sort=name]').getAttribute('aria-sort')";
        assert_eq!(page.value(sorted).await, "ascending");
        page.click("th[data-sort=name] button").await;
        let descending: Vec<String> = ascending.iter().rev().cloned().collect();
        assert_eq!(names(&page).await, descending);
        page.click("th[data-sort=category] button").await;
        assert_eq!(names(&page).await[0], "payment_refund");
        assert_eq!(page.value(sorted).await, json!(null));
        page.click("th[data-sort=risk] button").await;
        let risks = page
            .value("[...document.querySelectorAll('#tools .risk')].map((one) => one.textContent)")
            .await;
        let risks: Vec<String> = serde_json::from_value(risks).unwrap();
        let rank = |risk: &String| {
            ["Critical", "High", "Medium", "Low"].iter().position(|one| one == risk)
        };
        assert!(risks.is_sorted_by_key(rank), "{risks:?}");
    });
}

#[test]
fn a_row_opens_by_the_keyboard_and_shows_its_evidence() {
    let made = shop();
    visit(&made.report(&[]), async |page| {
        page.fill("[name=search]", "records_purge").await;
        page.script("document.querySelector('#tools .open').focus();", json!(null)).await;
        let active = page.client.active_element().await.unwrap();
        active.send_keys("\u{e007}").await.unwrap();
        assert_eq!(active.attr("aria-expanded").await.unwrap().as_deref(), Some("true"));
        assert_eq!(
            page.text(".detail .foreign").await,
            "Permanently deletes all records. This cannot be undone."
        );
        let marks = page
            .value("[...document.querySelectorAll('.detail mark')].map((one) => one.textContent)")
            .await;
        assert_eq!(marks, json!(["Permanently deletes", "all"]));
        active.send_keys("\u{e007}").await.unwrap();
        assert_eq!(page.value("document.querySelectorAll('.detail').length").await, 0);
    });
}

#[test]
fn ten_thousand_rows_are_drawn_a_piece_at_a_time() {
    let made = many(10_000);
    visit(&made.report(&[]), async |page| {
        assert_eq!(page.text("#count").await, "10000 tools");
        let drawn = page.value("document.querySelectorAll('#tools tbody tr').length").await;
        assert!(drawn.as_u64().unwrap() <= 300, "{drawn}");
        page.click("th[data-sort=name] button").await;
        assert_eq!(names(&page).await[0], "item_00000_list");
        page.fill("[name=search]", "item_09999").await;
        assert_eq!(names(&page).await, ["item_09999_delete"]);
        page.choose("#tools tbody select", "allow").await;
        assert_eq!(page.text("#policy-status").await, "1 tool differs from what is recommended.");
    });
}

#[test]
fn without_its_script_the_page_still_reads() {
    let made = shop();
    let file = made.report(&[]);
    visit(&file, async |page| {
        page.browser("Emulation.setScriptExecutionDisabled", json!({"value": true})).await;
        page.client.refresh().await.unwrap();
        page.browser("Emulation.setScriptExecutionDisabled", json!({"value": false})).await;
        let rows = page.value("document.querySelectorAll('#tools tbody tr').length").await;
        assert_eq!(rows, 8);
        assert_eq!(page.value("document.querySelector('#filters').hidden").await, true);
        assert!(page.text("#policy-text").await.contains("\"order_get\": {}"));
    });
}
