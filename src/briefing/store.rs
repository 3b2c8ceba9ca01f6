//! Briefings as TOML and JSON, written atomically, read back equal, re-anchored when edited by hand.
