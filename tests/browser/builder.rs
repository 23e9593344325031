//! What the page writes is what `generate` writes for the same choices.

use serde_json::{Value, json};
use toolward::policy::{DefaultAction, Measure, Pace, Refusal, Window, compose};

use crate::page::{Page, visit};
use crate::pages::{Made, shop};

/// The policy as it stands beside the table.
async fn written(page: &Page) -> String {
    page.settle().await;
    let text = page.value("document.querySelector('#policy-text').textContent").await;
    text.as_str().unwrap().to_owned()
}

/// Names that JSON, JavaScript and alphabets treat in ways of their own.
fn odd_names() -> Vec<&'static str> {
    vec![
        "plain_get",
        "7",
        "1",
        "__proto__",
        "constructor",
        "say \"hi\" \\ there",
        "line\nbreak\ttab\u{7f}",
        "löschen_ÄÖÜ",
        "ΟΔΟΣ",
        "İstanbul_DELETE",
        "日本語_更新",
        "🦀_run",
        "hidden\u{202e}name\u{200b}",
        "</script><script>alert(1)</script>",
        "*",
    ]
}

fn odd() -> Made {
    let tools: Vec<Value> = odd_names()
        .iter()
        .map(|name| json!({"name": name, "description": "Updates a thing."}))
        .collect();
    Made::from(&json!({"name": "odd", "tools": tools}))
}

/// Sets the choice of the tool at this place of the manifest by its controls.
async fn set(page: &Page, index: usize, state: &str, limit: Option<(u64, &str)>) {
    let body = "const [index, state, max, window] = arguments[0];
        const row = [...document.querySelectorAll('#tools tbody tr')][index];
        const [first, second] = row.querySelectorAll('select');
        const change = (field, value, event) => {
            field.value = value;
            if (field.value !== String(value)) throw new Error(`${value} is not offered`);
            field.dispatchEvent(new Event(event, { bubbles: true }));
        };
        change(first, state, 'change');
        if (max) { change(row.querySelector('input'), max, 'input'); change(second, window, 'change'); }";
    let (max, window) = limit.map_or((Value::Null, ""), |(max, window)| (json!(max), window));
    page.script(body, json!([index, state, max, window])).await;
}

#[test]
fn postures_are_those_of_generate_for_names_of_any_kind() {
    for made in [shop(), odd()] {
        let file = made.report(&[]);
        let profiles = ["strict", "read-only", "observe", "balanced"];
        let wanted = profiles.map(|profile| made.generated(&["--profile", profile]));
        let recommended = made.generated(&[]);
        visit(&file, async move |page| {
            assert_eq!(written(&page).await, recommended);
            for (profile, wanted) in profiles.iter().zip(wanted) {
                page.choose("#posture", profile).await;
                assert_eq!(written(&page).await, wanted, "{profile}");
            }
        });
        drop(made);
    }
}

#[test]
fn paces_are_those_of_generate() {
    let made = shop();
    let wanted =
        made.generated(&["--max", "write=5", "--window", "write=hour", "--max", "read=100"]);
    // In the manifest's order.
    let writes = [2];
    let reads = [0, 1, 4];
    visit(&made.report(&["--sort", "manifest"]), async move |page| {
        for index in writes {
            set(&page, index, "limit", Some((5, "hour"))).await;
        }
        for index in reads {
            set(&page, index, "limit", Some((100, "minute"))).await;
        }
        assert_eq!(written(&page).await, wanted);
    });
}

#[test]
fn any_choices_give_the_policy_that_the_library_writes() {
    let made = odd();
    visit(&made.report(&["--sort", "manifest"]), async |page| {
        for (round, fallback) in
            [DefaultAction::Deny, DefaultAction::Allow, DefaultAction::Deny].into_iter().enumerate()
        {
            let mut chosen = Vec::new();
            for (index, name) in odd_names().into_iter().enumerate() {
                let (state, pace, measure) = state_of(index + round, name);
                set(&page, index, state, pace).await;
                chosen.push((name, measure));
            }
            page.choose("#default", if fallback == DefaultAction::Deny { "deny" } else { "allow" })
                .await;
            assert_eq!(written(&page).await, compose(fallback, chosen).to_json());
        }
    });
}

/// A state for the n-th tool, each in its turn.
fn state_of(n: usize, name: &str) -> (&'static str, Option<(u64, &'static str)>, Measure) {
    let pace = |max, window| Measure::Limit(Pace { max, window });
    match n % 8 {
        0 => ("allow", None, Measure::Allow),
        1 => ("limit", Some((1, "day")), pace(1, Window::Day)),
        2 => ("approval", None, Measure::Refuse(Refusal::Approval)),
        3 => ("deny", None, Measure::Refuse(Refusal::Execute)),
        4 if name != "*" => ("hide", None, Measure::Hide),
        5 => ("default", None, Measure::Unlisted),
        6 => (
            "limit",
            Some((9_007_199_254_740_991, "hour")),
            pace(9_007_199_254_740_991, Window::Hour),
        ),
        _ => ("limit", Some((30, "minute")), pace(30, Window::Minute)),
    }
}

#[test]
fn the_policy_is_copied_and_saved_as_it_stands_and_lints_clean() {
    let made = shop();
    let file = made.report(&["--sort", "manifest"]);
    let folder = made.path("");
    visit(&file, async move |page| {
        let permissions = json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]});
        page.browser("Browser.grantPermissions", permissions).await;
        set(&page, 1, "limit", Some((12, "hour"))).await;
        set(&page, 5, "approval", None).await;
        set(&page, 6, "deny", None).await;
        let wanted = written(&page).await;
        page.click("#copy").await;
        assert_eq!(page.text("#copied").await, "Copied.");
        let read = "const done = arguments[arguments.length - 1];
            navigator.clipboard.readText().then(done, (error) => done(String(error)));";
        let copied = page.client.execute_async(read, vec![]).await.unwrap();
        assert_eq!(copied, json!(wanted));
        page.click("#download").await;
        let saved = page.saved("policy.json").await;
        assert_eq!(saved, wanted);
        std::fs::write(folder.join("policy.json"), saved).unwrap();
    });
    let found = made.run(&[
        "lint",
        "policy.json",
        "--manifest",
        "tools.json",
        "--format",
        "json",
        "--fail-on",
        "medium",
    ]);
    let found: Value = serde_json::from_str(&found).unwrap();
    let harmful = found["findings"].as_array().unwrap();
    assert!(harmful.iter().all(|one| one["severity"] == "info"), "{harmful:#?}");
    let alone = made.run(&["lint", "policy.json", "--format", "json"]);
    let alone: Value = serde_json::from_str(&alone).unwrap();
    assert_eq!(alone["findings"], json!([]));
}

#[test]
fn opening_a_critical_tool_is_warned_of() {
    let made = shop();
    visit(&made.report(&["--sort", "manifest"]), async |page| {
        assert_eq!(page.value("document.querySelector('#warning').hidden").await, true);
        set(&page, 5, "limit", Some((1, "day"))).await;
        page.settle().await;
        let warning = page.text("#warning").await;
        assert!(
            warning.contains("records_purge") && warning.contains("a Critical tool"),
            "{warning}"
        );
        set(&page, 5, "deny", None).await;
        page.settle().await;
        assert_eq!(page.value("document.querySelector('#warning').hidden").await, true);
        // A limit that is wider than the recommended one opens it too.
        set(&page, 7, "limit", Some((1000, "minute"))).await;
        page.settle().await;
        assert!(page.text("#warning").await.contains("shell_run"));
        page.choose("#default", "allow").await;
        assert!(page.text("#warning").await.contains("new ones among them"));
        page.choose("#posture", "balanced").await;
        assert_eq!(page.value("document.querySelector('#warning').hidden").await, true);
        assert_eq!(page.value("document.querySelector('#default').value").await, "deny");
    });
}

#[test]
fn a_limit_that_is_none_is_refused() {
    let made = shop();
    visit(&made.report(&["--sort", "manifest"]), async |page| {
        let before = written(&page).await;
        for nonsense in ["0", "-3", "1.5", "9007199254740993", ""] {
            let body = "const field = document.querySelectorAll('#tools tbody tr')[2].querySelector('input');
                field.value = arguments[0];
                field.dispatchEvent(new Event('input', { bubbles: true }));
                return field.getAttribute('aria-invalid');";
            assert_eq!(page.script(body, json!(nonsense)).await, "true", "{nonsense}");
            assert_eq!(written(&page).await, before, "{nonsense}");
        }
    });
}

#[test]
fn tools_of_one_name_share_a_choice() {
    let made = Made::from(&json!([
        {"server_name": "one", "tools": [{"name": "thing_set", "description": "Updates a thing."}]},
        {"server_name": "two", "tools": [{"name": "thing_set", "description": "Deletes a thing for good."}]},
    ]));
    let wanted = made.generated(&[]);
    visit(&made.report(&[]), async move |page| {
        assert_eq!(written(&page).await, wanted);
        set(&page, 0, "deny", None).await;
        let states = page.value("[...document.querySelectorAll('#tools tbody tr')].map((row) => row.querySelector('select').value)").await;
        assert_eq!(states, json!(["deny", "deny"]));
    });
}
