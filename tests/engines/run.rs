//! Programs that the tests start.

use std::path::{Path, PathBuf};
use std::process::Command;

const MISSING: &str = "the engine tests need Java, PySpark and DuckDB: run `.ci/engines` as root, \
                       or install a Java runtime and run it as yourself";

/// A program of the virtual environment.
pub fn engine(name: &str) -> Command {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/engines/bin").join(name);
    assert!(path.exists(), "{MISSING} (no `{}`)", path.display());
    let mut command = Command::new(path);
    command.env("PYSPARK_PYTHON", bin("python3")).env("PYSPARK_DRIVER_PYTHON", bin("python3"));
    command.env("SPARK_LOCAL_IP", "127.0.0.1").env_remove("SPARK_HOME");
    command
}

fn bin(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/engines/bin").join(name)
}

pub fn java() {
    let found = Command::new("java").arg("-version").output();
    assert!(found.is_ok_and(|output| output.status.success()), "{MISSING} (no `java`)");
}
