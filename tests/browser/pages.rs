//! The pages that are opened, made by the program from small manifests.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::project::{Project, toolward};

/// A folder with a manifest and what the program makes of it.
pub struct Made(Project);

impl Made {
    /// From `tools.json` with this text.
    pub fn from(manifest: &Value) -> Self {
        Self(Project::new(&[("tools.json", &manifest.to_string())]))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path(name)
    }

    /// The page of `report` on the manifest.
    pub fn report(&self, more: &[&str]) -> PathBuf {
        let file = self.path("report.html");
        let mut arguments =
            vec!["report", "tools.json", "--format", "html", "--force", "-o", "report.html"];
        arguments.extend(more);
        self.run(&arguments);
        file
    }

    /// What `generate` prints for the manifest.
    pub fn generated(&self, more: &[&str]) -> String {
        let mut arguments = vec!["generate", "tools.json"];
        arguments.extend(more);
        self.run(&arguments)
    }

    /// Runs the program, which has to succeed, and gives what it prints.
    pub fn run(&self, arguments: &[&str]) -> String {
        let ran = self.0.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.stderr);
        ran.stdout
    }
}

/// A shop's server with something of every category.
pub fn shop() -> Made {
    Made::from(&json!({"name": "shop", "tools": [
        {"name": "order_list", "description": "Lists the orders of a customer."},
        {"name": "order_get", "description": "Gets one order."},
        {"name": "product_update", "description": "Updates the name of a product."},
        {"name": "email_send", "description": "Sends an email to a customer."},
        {"name": "review_read", "description": "Reads the reviews that customers wrote on a web page."},
        {"name": "records_purge", "description": "Permanently deletes all records. This cannot be undone."},
        {"name": "payment_refund", "description": "Refunds a payment to the customer's card."},
        {"name": "shell_run", "description": "Runs a shell command on the server.",
         "inputSchema": {"type": "object", "properties": {"command": {"type": "string"}}}},
    ]}))
}

/// A server of so many tools.
pub fn many(count: usize) -> Made {
    let verbs = ["list", "update", "run", "delete"];
    let tools: Vec<Value> = (0..count)
        .map(|i| {
            let verb = verbs[i % verbs.len()];
            json!({"name": format!("item_{i:05}_{verb}"), "description": format!("Item {i}: this tool will {verb} it.")})
        })
        .collect();
    Made::from(&json!({"name": "many", "tools": tools}))
}

/// A page of the embedded server, as the screenshots show it.
pub fn embedded(folder: &Path) -> PathBuf {
    let file = folder.join("report.html");
    let ran = toolward(&["report", "--format", "html", "-o", file.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    file
}
