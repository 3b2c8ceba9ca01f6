//! The colors of the themes, each as a terminal with all, 256 or sixteen colors shows it.

use ratatui::style::{Color, Style};

use super::Theme;
use crate::config::{Depth, Ground};

/// One color, chosen for each kind of terminal rather than converted: the nearest one may not be readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shade {
    /// In sRGB, as `0xrrggbb`.
    rgb: u32,
    /// Among the 256 of xterm.
    index: u8,
    /// Among the sixteen, where nothing but their names is known; [`Color::Reset`] leaves it to the terminal.
    named: Color,
}

const fn shade(rgb: u32, index: u8, named: Color) -> Shade {
    Shade { rgb, index, named }
}

impl Shade {
    /// The color on a terminal of `depth`; `None` where it is the terminal's own.
    pub(super) const fn color(self, depth: Depth) -> Option<Color> {
        match (depth, self.named) {
            (Depth::True, _) => {
                let [_, red, green, blue] = self.rgb.to_be_bytes();
                Some(Color::Rgb(red, green, blue))
            }
            (Depth::Indexed, _) => Some(Color::Indexed(self.index)),
            (Depth::Sixteen, Color::Reset) | (Depth::None, _) => None,
            (Depth::Sixteen, named) => Some(named),
        }
    }

    /// Words in this color.
    pub(super) fn ink(self, depth: Depth) -> Style {
        Style { fg: self.color(depth), ..Style::new() }
    }
}

/// A color to write in, and the one to write on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub ink: Shade,
    pub ground: Shade,
}

const fn pair(ink: Shade, ground: Shade) -> Pair {
    Pair { ink, ground }
}

impl Pair {
    /// Words in the one on the other.
    pub(super) fn style(self, depth: Depth) -> Style {
        Style { fg: self.ink.color(depth), bg: self.ground.color(depth), ..Style::new() }
    }
}

/// What lies under everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Under {
    /// Whatever the terminal has.
    Terminal,
    /// A color.
    Painted(Shade),
}

impl Under {
    /// Plain words on it.
    pub(super) fn on(self, text: Shade, depth: Depth) -> Style {
        match self {
            Self::Terminal => Style::new(),
            Self::Painted(ground) => pair(text, ground).style(depth),
        }
    }
}

/// The colors of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colors {
    pub ground: Under,
    pub text: Shade,
    pub dim: Shade,
    pub person: Shade,
    pub organization: Shade,
    pub country: Shade,
    pub quote: Shade,
    pub asset: Shade,
    pub warning: Shade,
    pub selected: Pair,
    pub chip: Pair,
    pub hit: Pair,
    pub current_hit: Pair,
}

const BLACK: Shade = shade(0x00_0000, 16, Color::Black);
const WHITE: Shade = shade(0xff_ffff, 231, Color::White);

/// On a ground that nobody told: every accent reads on black and on white alike, which few colors do.
const ON_ANY: Colors = Colors {
    ground: Under::Terminal,
    text: WHITE,
    dim: shade(0x76_7676, 243, Color::Reset),
    person: shade(0x00_809a, 63, Color::Reset),
    organization: shade(0xd0_25b3, 163, Color::Reset),
    country: shade(0x1e_71e6, 98, Color::Reset),
    quote: shade(0x07_891d, 29, Color::Reset),
    asset: shade(0xe1_2b2b, 131, Color::Reset),
    warning: shade(0xbd_5800, 131, Color::Reset),
    selected: pair(WHITE, shade(0x00_5f87, 24, Color::Blue)),
    chip: pair(WHITE, shade(0x5f_5f87, 60, Color::Magenta)),
    hit: pair(BLACK, shade(0xd7_af5f, 179, Color::Yellow)),
    current_hit: pair(BLACK, shade(0xff_af5f, 215, Color::LightYellow)),
};

/// On the terminal's dark ground.
const ON_DARK: Colors = Colors {
    ground: Under::Terminal,
    text: shade(0xe6_e6e6, 254, Color::Gray),
    dim: shade(0x9a_a4b2, 248, Color::Gray),
    person: shade(0x7f_d1e8, 116, Color::LightCyan),
    organization: shade(0xd9_a5e8, 182, Color::LightMagenta),
    country: shade(0x8f_b7ff, 111, Color::LightCyan),
    quote: shade(0xb8_e08a, 150, Color::LightGreen),
    asset: shade(0xff_9e8a, 216, Color::LightRed),
    warning: shade(0xf2_c46d, 221, Color::LightYellow),
    ..ON_ANY
};

/// On the terminal's light ground.
const ON_LIGHT: Colors = Colors {
    ground: Under::Terminal,
    text: shade(0x1c_1f23, 234, Color::Black),
    dim: shade(0x5a_6470, 241, Color::Reset),
    person: shade(0x00_607a, 24, Color::Blue),
    organization: shade(0x7a_2f8a, 90, Color::Magenta),
    country: shade(0x1f_4fb0, 25, Color::Blue),
    quote: shade(0x2f_6a1a, 22, Color::Reset),
    asset: shade(0xa8_261b, 124, Color::Red),
    warning: shade(0x8a_5200, 94, Color::Red),
    selected: pair(BLACK, shade(0xaf_d7ff, 153, Color::LightCyan)),
    chip: pair(BLACK, shade(0xd7_d7ff, 189, Color::Gray)),
    hit: pair(BLACK, shade(0xff_d75f, 221, Color::Yellow)),
    current_hit: pair(BLACK, shade(0xff_af5f, 215, Color::LightYellow)),
};

const DARK: Colors = Colors { ground: Under::Painted(shade(0x14_181d, 233, Color::Black)), ..ON_DARK };

const LIGHT: Colors = Colors {
    ground: Under::Painted(shade(0xfb_faf7, 231, Color::White)),
    dim: shade(0x5a_6470, 241, Color::Black),
    quote: shade(0x2f_6a1a, 22, Color::Black),
    ..ON_LIGHT
};

const HIGH_CONTRAST: Colors = Colors {
    ground: Under::Painted(BLACK),
    text: WHITE,
    dim: shade(0xd0_d0d0, 252, Color::Gray),
    person: shade(0x00_ffff, 51, Color::LightCyan),
    organization: shade(0xff_afff, 219, Color::LightMagenta),
    country: shade(0x87_d7ff, 117, Color::LightCyan),
    quote: shade(0x87_ff87, 120, Color::LightGreen),
    asset: shade(0xff_afaf, 217, Color::LightRed),
    warning: shade(0xff_ff00, 226, Color::LightYellow),
    selected: pair(WHITE, shade(0x00_00d7, 20, Color::Blue)),
    chip: pair(BLACK, WHITE),
    hit: pair(BLACK, shade(0x00_ffff, 51, Color::LightCyan)),
    current_hit: pair(BLACK, shade(0xff_afff, 219, Color::LightMagenta)),
};

/// The colors of `theme`; none where attributes alone are to tell.
pub(super) const fn of(theme: Theme, depth: Depth, ground: Ground) -> Option<&'static Colors> {
    match (theme, depth, ground) {
        // Of the sixteen, none reads on black and on white alike.
        (_, Depth::None, _) | (Theme::Mono | Theme::Roles, ..) | (Theme::Terminal, Depth::Sixteen, Ground::Unknown) => None,
        (Theme::Terminal, _, Ground::Unknown) => Some(&ON_ANY),
        (Theme::Terminal, _, Ground::Dark) => Some(&ON_DARK),
        (Theme::Terminal, _, Ground::Light) => Some(&ON_LIGHT),
        (Theme::Dark, ..) => Some(&DARK),
        (Theme::Light, ..) => Some(&LIGHT),
        (Theme::HighContrast, ..) => Some(&HIGH_CONTRAST),
    }
}
