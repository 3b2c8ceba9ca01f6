//! The `attache` program; everything is in the library.

/// Extraction makes many small and short-lived values.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    attache::cli::run()
}
