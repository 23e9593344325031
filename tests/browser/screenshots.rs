//! Pictures of the pages: taken every time, kept in `docs/` when asked.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::page::{Page, visit};
use crate::pages::embedded;

/// GitHub and people on phones load them: not too large.
const MOST_BYTES: usize = 200_000;

async fn picture(page: &Page, width: u32, height: u32, scheme: &str) -> Vec<u8> {
    let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
    page.browser("Emulation.setEmulatedMedia", features).await;
    let size =
        json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
    page.browser("Emulation.setDeviceMetricsOverride", size).await;
    page.settle().await;
    page.client.screenshot().await.unwrap()
}

/// Where pictures go: `docs/` when asked for, else nowhere that stays.
fn folder(kept: &Path) -> PathBuf {
    match std::env::var_os("TOOLWARD_SCREENSHOTS") {
        Some(_) => Path::new(env!("CARGO_MANIFEST_DIR")).join("docs"),
        None => kept.to_owned(),
    }
}

#[test]
fn the_report_has_its_picture_taken() {
    let kept = tempfile::tempdir().unwrap();
    let file = embedded(kept.path());
    let folder = folder(kept.path());
    let scratch = kept.path().to_owned();
    visit(&file, async move |page| {
        let heading = "document.querySelector('#tools-heading').scrollIntoView();";
        for (name, width, height, scheme, place) in [
            ("report.png", 1280, 1000, "light", "scrollTo(0, 0);"),
            ("builder.png", 1280, 900, "dark", heading),
            ("phone.png", 390, 844, "light", heading),
        ] {
            page.script(place, Value::Null).await;
            let picture = picture(&page, width, height, scheme).await;
            assert!(picture.len() < MOST_BYTES, "{name}: {} bytes", picture.len());
            // Two of them are for readers of the documentation.
            let folder = if name == "phone.png" { &scratch } else { &folder };
            std::fs::write(folder.join(name), picture).unwrap();
        }
    });
}
