//! The pages that are opened, made by the program from small manifests.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

/// A folder with a manifest and what the program makes of it.
pub struct Made {
    folder: tempfile::TempDir,
}

impl Made {
    /// From `tools.json` with this text.
    pub fn from(manifest: &Value) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("tools.json"), manifest.to_string()).unwrap();
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
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
        let output = Command::new(env!("CARGO_BIN_EXE_toolward"))
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap()
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
    let output = Command::new(env!("CARGO_BIN_EXE_toolward"))
        .args(["report", "--format", "html", "-o"])
        .arg(&file)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    file
}
