//! Many briefings: a folder of TOML, or the shipped ones.
