//! The `attache` program; everything is in the library.

/// Extraction makes many small and short-lived values. The second version, without huge pages: they are no quicker here, and the
/// reader would hold more memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    attache::cli::run()
}
