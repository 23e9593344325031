//! The `toolward` binary: all it does is in [`toolward::cli`].

fn main() -> std::process::ExitCode {
    toolward::cli::run()
}
