//! How many colors the terminal can show, and whether anything may move, as the environment tells.

/// How many colors may be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// None.
    None,
    /// The sixteen that every terminal names.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// Any.
    #[default]
    True,
}

/// What the terminal shows its words on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ground {
    /// Nobody has said.
    #[default]
    Unknown,
    /// Something dark.
    Dark,
    /// Something light.
    Light,
}

impl Ground {
    /// The ground of a color in sRGB: dark where white words read better on it than black ones.
    #[must_use]
    pub fn of(red: u8, green: u8, blue: u8) -> Self {
        // The luminance of WCAG 2: contrast with black and with white is the same at .179.
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        if luminance < 0.179 { Self::Dark } else { Self::Light }
    }
}

/// Terminals that show any color and may not say so in `COLORTERM`, as over ssh.
const TRUE: &[&str] = &["alacritty", "contour", "foot", "ghostty", "iterm2", "kitty", "rio", "wezterm"];
/// Terminals that show none.
const NONE: &[&str] = &["dumb", "vt100", "vt102", "vt220"];

/// The number of colors that the variables tell of: `NO_COLOR` and `CLICOLOR=0` forbid them, `COLORTERM` and `TERM` tell how
/// many, `CLICOLOR_FORCE` asks for some where `TERM` knows of none.
#[must_use]
pub fn depth(variable: impl Fn(&str) -> Option<String>) -> Depth {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some() {
        return Depth::None;
    }
    let is_forced = set("CLICOLOR_FORCE").is_some_and(|value| value != "0");
    if !is_forced && set("CLICOLOR").is_some_and(|value| value == "0") {
        return Depth::None;
    }
    let term = set("TERM").unwrap_or_default();
    let named =
        |names: &[&str]| names.iter().any(|name| term == *name || term.starts_with(&format!("{name}-")) || term == format!("xterm-{name}"));
    if set("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit") || term.ends_with("-direct") || named(TRUE) {
        Depth::True
    } else if term.contains("256") {
        Depth::Indexed
    } else if term.is_empty() || named(NONE) || term.ends_with("-m") || term.ends_with("-mono") {
        if is_forced { Depth::Sixteen } else { Depth::None }
    } else {
        Depth::Sixteen
    }
}

/// The ground that `COLORFGBG` tells of, as `15;0` or `0;default;15`: Konsole, rxvt and others set it. A terminal that is asked answers later.
#[must_use]
pub fn ground(variable: impl Fn(&str) -> Option<String>) -> Ground {
    match variable("COLORFGBG").and_then(|said| said.rsplit(';').next()?.parse::<u8>().ok()) {
        Some(0..=6 | 8) => Ground::Dark,
        Some(7 | 9..=15) => Ground::Light,
        _ => Ground::Unknown,
    }
}

/// Whether the environment lets things move by themselves: `NO_MOTION` is not set.
#[must_use]
pub fn motion(variable: impl Fn(&str) -> Option<String>) -> bool {
    variable("NO_MOTION").is_none_or(|value| value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &'static [(&'static str, &'static str)]) -> impl Fn(&str) -> Option<String> {
        |name| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn colors_are_as_many_as_the_terminal_shows() {
        for (pairs, expected) in [
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")][..], Depth::True),
            (&[("TERM", "xterm-256color")], Depth::Indexed),
            (&[("TERM", "xterm-kitty")], Depth::True),
            (&[("TERM", "foot-extra")], Depth::True),
            (&[("TERM", "xterm-direct")], Depth::True),
            (&[("TERM", "tmux-256color"), ("COLORTERM", "24bit")], Depth::True),
            (&[("TERM", "linux")], Depth::Sixteen),
            (&[("TERM", "vt220")], Depth::None),
            (&[("TERM", "dumb")], Depth::None),
            (&[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")], Depth::Sixteen),
            (&[("TERM", "dumb"), ("CLICOLOR_FORCE", "0")], Depth::None),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], Depth::None),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "")], Depth::Indexed),
            (&[("TERM", "xterm-256color"), ("CLICOLOR", "0")], Depth::None),
            (&[("TERM", "xterm-256color"), ("CLICOLOR", "0"), ("CLICOLOR_FORCE", "1")], Depth::Indexed),
            (&[], Depth::None),
        ] {
            assert_eq!(depth(of(pairs)), expected, "{pairs:?}");
        }
    }

    #[test]
    fn the_ground_is_told_by_variable_or_color() {
        assert_eq!(ground(of(&[("COLORFGBG", "15;0")])), Ground::Dark);
        assert_eq!(ground(of(&[("COLORFGBG", "0;default;15")])), Ground::Light);
        assert_eq!(ground(of(&[("COLORFGBG", "15;default")])), Ground::Unknown);
        assert_eq!(ground(of(&[])), Ground::Unknown);
        assert_eq!(Ground::of(0x28, 0x2c, 0x34), Ground::Dark);
        assert_eq!(Ground::of(0xfd, 0xf6, 0xe3), Ground::Light);
    }

    #[test]
    fn motion_is_forbidden_by_a_variable() {
        assert!(motion(of(&[])) && motion(of(&[("NO_MOTION", "")])));
        assert!(!motion(of(&[("NO_MOTION", "1")])));
    }
}
