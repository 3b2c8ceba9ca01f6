//! How well one color reads on another, by WCAG 2: 1 is not at all, 21 is black on white, 4.5 is enough for words.

use ratatui::style::Color;

/// The sixteen colors of xterm, in the order of their numbers; other terminals differ a little.
pub(super) const SIXTEEN: [(Color, u32); 16] = [
    (Color::Black, 0x00_0000),
    (Color::Red, 0xcd_0000),
    (Color::Green, 0x00_cd00),
    (Color::Yellow, 0xcd_cd00),
    (Color::Blue, 0x00_00ee),
    (Color::Magenta, 0xcd_00cd),
    (Color::Cyan, 0x00_cdcd),
    (Color::Gray, 0xe5_e5e5),
    (Color::DarkGray, 0x7f_7f7f),
    (Color::LightRed, 0xff_0000),
    (Color::LightGreen, 0x00_ff00),
    (Color::LightYellow, 0xff_ff00),
    (Color::LightBlue, 0x5c_5cff),
    (Color::LightMagenta, 0xff_00ff),
    (Color::LightCyan, 0x00_ffff),
    (Color::White, 0xff_ffff),
];

/// Red, green and blue of a color; `None` for the terminal's own.
pub(super) fn rgb(color: Color) -> Option<[u8; 3]> {
    let split = |rgb: u32| {
        let [_, red, green, blue] = rgb.to_be_bytes();
        [red, green, blue]
    };
    match color {
        Color::Rgb(red, green, blue) => Some([red, green, blue]),
        Color::Indexed(index) => Some(match index {
            0..=15 => split(SIXTEEN.get(usize::from(index))?.1),
            16..=231 => {
                let step = |part: u8| if part == 0 { 0 } else { 55 + 40 * part };
                let cube = index - 16;
                [step(cube / 36), step(cube / 6 % 6), step(cube % 6)]
            }
            232.. => [8 + 10 * (index - 232); 3],
        }),
        Color::Reset => None,
        named => SIXTEEN.iter().find(|(known, _)| *known == named).map(|(_, rgb)| split(*rgb)),
    }
}

/// The contrast of two colors, from 1 to 21.
#[cfg(test)]
pub(super) fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let luminance = |color: [u8; 3]| {
        let [red, green, blue] = color.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    if a > b { a / b } else { b / a }
}

/// The nearest of `candidates`, by distance in sRGB.
pub(super) fn nearest(wanted: [u8; 3], candidates: impl IntoIterator<Item = Color>) -> Color {
    let distance = |color: &Color| {
        let found = rgb(*color).unwrap_or_default();
        wanted.iter().zip(found).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum::<u32>()
    };
    candidates.into_iter().min_by_key(distance).unwrap_or(Color::Reset)
}
