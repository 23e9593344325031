//! Chromium and its driver, started for one test and ended with it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};

const MISSING: &str = "the browser tests need `chromium` and `chromedriver`: run `.ci/browser` \
                       as root, or install the Debian packages chromium and chromium-driver";

/// One browser at a time: the machines that test are small.
static ONE: Mutex<()> = Mutex::new(());

/// A driver process; it ends its browser when it ends.
pub struct Driver {
    process: Child,
    port: u16,
    /// The profile of the browser, empty at first.
    folder: tempfile::TempDir,
    _alone: MutexGuard<'static, ()>,
}

impl Driver {
    pub fn start() -> Self {
        let alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{MISSING} ({error})"));
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines.map_while(Result::ok).find_map(|line| port_in(&line));
        let folder = tempfile::tempdir().unwrap();
        Self { process, port: port.expect("chromedriver told no port"), folder, _alone: alone }
    }

    /// The folder into which the browser saves files.
    pub fn downloads(&self) -> std::path::PathBuf {
        self.folder.path().join("downloads")
    }

    pub async fn open(&self) -> Client {
        let address = format!("http://127.0.0.1:{}", self.port);
        let capabilities = self.capabilities();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(capabilities).connect(&address).await;
        client.unwrap_or_else(|error| panic!("{MISSING} ({error})"))
    }

    fn capabilities(&self) -> Map<String, Value> {
        let profile = self.folder.path().join("profile");
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
        ];
        let mut arguments: Vec<String> = arguments.map(str::to_owned).into();
        arguments.push(format!("--user-data-dir={}", profile.display()));
        let capabilities = json!({
            "goog:chromeOptions": {
                "args": arguments,
                "prefs": {"download.default_directory": self.downloads()},
            },
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        });
        match capabilities {
            Value::Object(map) => map,
            _ => unreachable!("an object was written above"),
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// `ChromeDriver was started successfully on port 40123.`
fn port_in(line: &str) -> Option<u16> {
    line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok()
}
