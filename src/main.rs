//! The `attache` program; everything is in the library.

fn main() -> std::process::ExitCode {
    attache::cli::run()
}
