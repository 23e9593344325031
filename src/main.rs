//! The `toolward` binary: all it does is in [`toolward::cli`].

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    toolward::cli::run()
}
