//! What a manifest may try on the page that shows it.

use serde_json::{Value, json};

use crate::page::visit;
use crate::pages::Made;

fn attacks() -> Vec<String> {
    vec![
        "<script>window.owned = 1</script>".to_owned(),
        "</script><script>window.owned = 2</script>".to_owned(),
        "<!--<script>".to_owned(),
        "\"><img src=x onerror=\"window.owned = 3\">".to_owned(),
        "<a href=\"javascript:window.owned=4\">click</a>".to_owned(),
        "' onmouseover='window.owned=5' x='".to_owned(),
        "<svg onload=window.owned=6><style>*{display:none}</style>".to_owned(),
        "{{ 7 * 7 }} ${window.owned = 7} {% raw %}".to_owned(),
        "a\u{202e}txt.exe\u{2066}\u{200b}".to_owned(),
        "word ".repeat(2_800),
        "x".repeat(14_000),
        "</pre></textarea></title></style>]]>&lt;".to_owned(),
        "https://evil.example/x.png".to_owned(),
    ]
}

fn made() -> Made {
    let tools: Vec<Value> = attacks()
        .iter()
        .enumerate()
        .map(|(i, text)| {
            json!({"name": format!("{i}{text}"), "description": format!("Deletes {text}"),
                   "inputSchema": {"type": "object", "properties": {text: {"type": "string", "description": text}}}})
        })
        .collect();
    Made::from(&json!({"name": "<script>window.owned = 8</script>\u{202e}", "tools": tools}))
}

#[test]
fn nothing_that_a_manifest_says_runs_loads_or_hides() {
    let made = made();
    visit(&made.report(&["--sort", "manifest"]), async |page| {
        // Every row opened, so that every text is in the page.
        page.script(
            "for (const open of document.querySelectorAll('#tools .open')) open.click();",
            Value::Null,
        )
        .await;
        page.settle().await;
        assert_eq!(page.value("window.owned ?? null").await, Value::Null);
        let intruders = "document.querySelectorAll('img, iframe, object, embed, #tools a, #tools script, #tools style, #tools svg, [onerror], [onload], [onmouseover]').length";
        assert_eq!(page.value(intruders).await, 0);
        assert_eq!(page.value("document.querySelectorAll('script').length").await, 2);
        let texts = page
            .value(
                "[...document.querySelectorAll('.detail .foreign')].map((one) => one.textContent)",
            )
            .await;
        let texts: Vec<String> = serde_json::from_value(texts).unwrap();
        assert_eq!(texts.len(), attacks().len());
        for (seen, text) in texts.iter().zip(attacks()) {
            let shown = text
                .replace('\u{202e}', "U+202E")
                .replace('\u{2066}', "U+2066")
                .replace('\u{200b}', "U+200B");
            assert_eq!(*seen, format!("Deletes {shown}"));
        }
        let isolated = "[...document.querySelectorAll('.detail .foreign, #tools .open bdi')]
            .every((one) => getComputedStyle(one).unicodeBidi === 'isolate')";
        assert_eq!(page.value(isolated).await, true);
        let wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
        assert_eq!(page.value(wide).await, false, "a long word widens the page");
    });
}

#[test]
fn a_script_that_gets_in_all_the_same_does_not_run() {
    let made = made();
    let file = made.report(&[]);
    let text = std::fs::read_to_string(&file).unwrap();
    let spoilt = text.replace("</main>", "<script>window.owned = 9</script></main>");
    assert_ne!(text, spoilt);
    std::fs::write(&file, spoilt).unwrap();
    visit(&file, async |page| {
        assert_eq!(page.value("window.owned ?? null").await, Value::Null);
        let refused = page.log("browser").await;
        assert!(
            refused.iter().any(|one| one.to_string().contains("Content Security Policy")),
            "{refused:?}"
        );
        // Neither does a handler, nor text that is taken for markup.
        for way in [
            "document.body.setAttribute('onclick', 'window.owned = 10')",
            "document.body.innerHTML = '<b>x</b>'",
        ] {
            let refused = page
                .script(
                    &format!(
                        "try {{ {way}; return null; }} catch (error) {{ return error.name; }}"
                    ),
                    Value::Null,
                )
                .await;
            assert_eq!(refused, "TypeError", "{way}");
        }
        page.log("browser").await;
    });
}
