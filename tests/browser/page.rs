//! A page in the browser, and what a test asks of it.

use std::future::Future;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::driver::Driver;

/// An open page.
pub struct Page {
    pub client: Client,
    driver: Driver,
}

/// A command of chromedriver's own.
#[derive(Debug)]
struct Own {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

/// Opens a file in a browser of its own, runs the test on it, and checks that
/// the page neither complained nor asked for anything but itself.
pub fn visit<F: Future<Output = ()> + 'static>(
    file: &Path,
    test: impl FnOnce(Rc<Page>) -> F + 'static,
) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let address = url::Url::from_file_path(file.canonicalize().unwrap()).unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, async move {
        let driver = Driver::start();
        let client = driver.open().await;
        let page = Rc::new(Page { client: client.clone(), driver });
        let on = page.clone();
        // A task of its own, so that the browser is closed where the test fails.
        let ran = tokio::task::spawn_local(async move {
            // Away from the browser's own first page, which asks for much.
            on.client.goto("about:blank").await.unwrap();
            on.log("performance").await;
            on.client.goto(address.as_str()).await.unwrap();
            test(on.clone()).await;
            on.assert_quiet().await;
        });
        let result = ran.await;
        client.close().await.unwrap();
        if let Err(failed) = result {
            std::panic::resume_unwind(failed.into_panic());
        }
    });
}

impl Page {
    /// Runs a function body in the page; `arguments[0]` is the argument.
    pub async fn script(&self, body: &str, argument: Value) -> Value {
        self.client.execute(body, vec![argument]).await.unwrap()
    }

    /// The value of an expression.
    pub async fn value(&self, expression: &str) -> Value {
        self.script(&format!("return {expression};"), Value::Null).await
    }

    pub async fn text(&self, css: &str) -> String {
        self.client.find(Locator::Css(css)).await.unwrap().text().await.unwrap()
    }

    pub async fn click(&self, css: &str) {
        self.client.find(Locator::Css(css)).await.unwrap().click().await.unwrap();
    }

    /// Types into a field that was emptied.
    pub async fn fill(&self, css: &str, text: &str) {
        let field = self.client.find(Locator::Css(css)).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
        self.settle().await;
    }

    pub async fn choose(&self, css: &str, value: &str) {
        let field = self.client.find(Locator::Css(css)).await.unwrap();
        field.select_by_value(value).await.unwrap();
        self.settle().await;
    }

    /// Until the page has drawn what it was told.
    pub async fn settle(&self) {
        let drawn = "const done = arguments[arguments.length - 1];
            requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
        self.client.execute_async(drawn, vec![]).await.unwrap();
    }

    /// A file that the page saved, once it is there.
    pub async fn saved(&self, name: &str) -> String {
        let path = self.driver.downloads().join(name);
        for _ in 0..100 {
            if let Ok(text) = std::fs::read_to_string(&path) {
                return text;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("nothing was saved as {}", path.display());
    }

    /// A command of the browser's own protocol.
    pub async fn browser(&self, method: &str, params: Value) -> Value {
        let body = json!({"cmd": method, "params": params});
        self.client.issue_cmd(Own { path: "goog/cdp/execute", body }).await.unwrap()
    }

    pub async fn log(&self, kind: &str) -> Vec<Value> {
        let body = json!({"type": kind});
        let entries = self.client.issue_cmd(Own { path: "se/log", body }).await.unwrap();
        entries.as_array().unwrap().clone()
    }

    /// Nothing on the console, and no request but for files beside the page.
    pub async fn assert_quiet(&self) {
        assert_eq!(self.log("browser").await, Vec::<Value>::new(), "the page complains");
        let mut asked = Vec::new();
        for entry in self.log("performance").await {
            let event: Value = serde_json::from_str(entry["message"].as_str().unwrap()).unwrap();
            if event["message"]["method"] == "Network.requestWillBeSent" {
                let url = event["message"]["params"]["request"]["url"].as_str().unwrap().to_owned();
                asked.push(url);
            }
        }
        assert!(!asked.is_empty(), "not even the page itself was asked for");
        let left: Vec<&String> = asked
            .iter()
            .filter(|url| {
                !url.starts_with("file:///")
                    && !url.starts_with("blob:")
                    && !url.starts_with("data:")
            })
            .collect();
        assert!(left.is_empty(), "the page asks for {left:?}");
    }
}
