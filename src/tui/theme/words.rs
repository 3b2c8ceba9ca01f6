//! Styles in words, as the settings have them: `bold #ff8800 on black`.

use ratatui::style::{Color, Modifier, Style};

use super::{Role, contrast};
use crate::{
    config::{Config, Depth, Problem},
    name::nearest,
};

/// Styles of the user's own, by role.
pub type Overrides = Vec<(Role, Style)>;

/// Attributes by name.
const ATTRIBUTES: &[(&str, Modifier)] = &[
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
];

/// Colors by name, in the order of their numbers.
const COLORS: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "gray",
    "dark-gray",
    "light-red",
    "light-green",
    "light-yellow",
    "light-blue",
    "light-magenta",
    "light-cyan",
    "white",
];

/// The styles that the user wants otherwise.
///
/// # Errors
/// With every role or word that does not exist, at its place.
pub fn overrides(config: &Config) -> Result<Overrides, Vec<Problem>> {
    let mut styles = Vec::new();
    let mut problems = Vec::new();
    for (role, words) in &config.styles {
        let told: &str = role.get_ref();
        match told.parse::<Role>() {
            Ok(role) => match style(words.get_ref()) {
                Ok(style) => styles.push((role, style)),
                Err((wrong, mend)) => problems.push(Problem::new(words.span(), wrong, mend)),
            },
            Err(()) => problems.push(Problem::unknown(role.span(), "role", told, Role::ALL.iter().map(|role| role.name()), "")),
        }
    }
    if problems.is_empty() { Ok(styles) } else { Err(problems) }
}

/// The style that `words` describe. `plain` takes the attributes away that the theme has.
fn style(words: &str) -> Result<Style, (String, String)> {
    let mut style = Style::new();
    let mut is_ground = false;
    for word in words.split_whitespace() {
        if let Some((_, attribute)) = ATTRIBUTES.iter().find(|(name, _)| *name == word) {
            style = style.add_modifier(*attribute);
        } else if word == "plain" {
            style = style.remove_modifier(Modifier::all());
        } else if word == "on" {
            is_ground = true;
        } else {
            let color = color(word)?;
            style = if is_ground { style.bg(color) } else { style.fg(color) };
            is_ground = false;
        }
    }
    if is_ground {
        return Err(("no color after 'on'".to_owned(), "write as in \"white on blue\"".to_owned()));
    }
    Ok(style)
}

fn color(word: &str) -> Result<Color, (String, String)> {
    let hex = || u32::from_str_radix(word.strip_prefix('#').filter(|digits| digits.len() == 6)?, 16).ok();
    if let Some(rgb) = hex() {
        let [_, red, green, blue] = rgb.to_be_bytes();
        return Ok(Color::Rgb(red, green, blue));
    }
    if let Ok(index) = word.parse::<u8>() {
        return Ok(Color::Indexed(index));
    }
    if word == "terminal" {
        return Ok(Color::Reset);
    }
    let named = COLORS.iter().zip(contrast::SIXTEEN).find(|(name, _)| **name == word);
    named.map(|(_, (color, _))| color).ok_or_else(|| {
        let known = COLORS.into_iter().chain(ATTRIBUTES.iter().map(|(name, _)| *name)).chain(["plain", "on", "terminal"]);
        let mend = nearest(word, known).map_or_else(
            || "write a color as 'cyan', '#ff8800' or 0 to 255, or 'bold', 'italic', 'underlined', 'dim', 'reversed'".to_owned(),
            |close| format!("did you mean '{close}'?"),
        );
        (format!("'{word}' is no color or attribute"), mend)
    })
}

/// `style` with its colors as a terminal of `depth` has them.
pub(super) fn at(style: Style, depth: Depth) -> Style {
    let fit = |color: Color| match (depth, color) {
        (Depth::None, _) => None,
        (Depth::Indexed, Color::Rgb(red, green, blue)) => Some(contrast::nearest([red, green, blue], (16..=255).map(Color::Indexed))),
        (Depth::Sixteen, Color::Rgb(..) | Color::Indexed(16..)) => {
            contrast::rgb(color).map(|rgb| contrast::nearest(rgb, contrast::SIXTEEN.map(|(color, _)| color)))
        }
        (_, color) => Some(color),
    };
    Style { fg: style.fg.and_then(fit), bg: style.bg.and_then(fit), ..style }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_read_from_words() {
        assert_eq!(
            style("bold #ff8800 on black").unwrap(),
            Style::new().fg(Color::Rgb(255, 136, 0)).bg(Color::Black).add_modifier(Modifier::BOLD)
        );
        assert_eq!(style("plain 31").unwrap(), Style::new().fg(Color::Indexed(31)).remove_modifier(Modifier::all()));
        assert_eq!(style("on terminal").unwrap(), Style::new().bg(Color::Reset));
    }

    #[test]
    fn slips_are_told_at_their_place() {
        for (text, told) in [
            ("[theme.styles]\npersn = \"bold\"\n", "2:1: unknown role 'persn'; did you mean 'person'?"),
            ("[theme.styles]\nperson = \"blod\"\n", "2:10: 'blod' is no color or attribute; did you mean 'bold'?"),
            ("[theme.styles]\nperson = \"red on\"\n", "2:10: no color after 'on'; write as in \"white on blue\""),
        ] {
            let problems = overrides(&crate::config::parse(text).unwrap()).unwrap_err();
            assert_eq!(problems.iter().map(|problem| problem.told(text)).collect::<Vec<_>>(), [told]);
        }
        assert!(style("#ff880").unwrap_err().1.contains("#ff8800"));
    }

    #[test]
    fn colors_are_brought_down_to_what_the_terminal_has() {
        let wanted = Style::new().fg(Color::Rgb(255, 135, 0)).bg(Color::Indexed(231));
        assert_eq!(at(wanted, Depth::True), wanted);
        assert_eq!(at(wanted, Depth::Indexed), Style::new().fg(Color::Indexed(208)).bg(Color::Indexed(231)));
        assert_eq!(at(wanted, Depth::Sixteen).bg, Some(Color::White));
        assert_eq!(at(wanted, Depth::None), Style::new());
    }
}
