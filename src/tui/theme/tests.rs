use super::{
    contrast::{contrast, rgb},
    *,
};

const DEPTHS: [Depth; 4] = [Depth::None, Depth::Sixteen, Depth::Indexed, Depth::True];
const GROUNDS: [Ground; 3] = [Ground::Unknown, Ground::Dark, Ground::Light];
const BLACK: [u8; 3] = [0; 3];
const WHITE: [u8; 3] = [255; 3];

/// Every palette there is.
fn palettes() -> impl Iterator<Item = (Theme, Depth, Ground, Palette<'static>)> {
    Theme::CHOICE.into_iter().flat_map(|(theme, ..)| {
        DEPTHS.into_iter().flat_map(move |depth| GROUNDS.map(|ground| (theme, depth, ground, Palette::new(theme, depth, ground, &[]))))
    })
}

/// What a terminal of `ground` may show under its words; on grounds it did not tell of, anything.
fn screens(ground: Ground, depth: Depth) -> Vec<[u8; 3]> {
    match ground {
        Ground::Unknown => vec![BLACK, WHITE],
        // Who has but sixteen colors has one of them for ground.
        Ground::Dark if depth == Depth::Sixteen => vec![BLACK],
        Ground::Light if depth == Depth::Sixteen => vec![WHITE],
        // As dark and as light as common color schemes are.
        Ground::Dark => vec![BLACK, [0x30; 3], [0x00, 0x2b, 0x36], [0x28, 0x2a, 0x36]],
        Ground::Light => vec![WHITE, [0xee, 0xe8, 0xd5], [0xef, 0xf1, 0xf5]],
    }
}

#[test]
fn every_pair_of_every_theme_is_readable() {
    let mut faults = Vec::new();
    let mut pairs = 0;
    for (theme, depth, ground, palette) in palettes() {
        for &role in Role::ALL {
            let own = palette.style(role);
            assert!(own.bg.is_none() || own.fg.is_some(), "{theme:?} {role}: a ground needs an ink");
            let style = palette.ground().patch(own);
            let Some(ink) = style.fg.and_then(rgb) else { continue };
            let grounds = style.bg.and_then(rgb).map_or_else(|| screens(ground, depth), |bg| vec![bg]);
            for under in grounds {
                pairs += 1;
                let least = if theme == Theme::HighContrast && depth > Depth::Sixteen { 7.0 } else { 4.5 };
                let reached = contrast(ink, under);
                if reached < least {
                    faults.push(format!("{theme:?} {depth:?} {ground:?} {role}: {ink:02x?} on {under:02x?} is {reached:.2}"));
                }
            }
        }
    }
    assert!(pairs > 500, "{pairs}");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn without_colors_there_are_none() {
    for (theme, depth, _, palette) in palettes() {
        if theme == Theme::Mono || depth == Depth::None {
            for &role in Role::ALL {
                let style = palette.style(role);
                assert!(style.fg.is_none() && style.bg.is_none(), "{theme:?} {role}");
            }
        }
    }
}

#[test]
fn no_color_is_written_that_the_terminal_does_not_have() {
    for (theme, depth, _, palette) in palettes() {
        for &role in Role::ALL {
            for color in [palette.style(role).fg, palette.style(role).bg].into_iter().flatten() {
                let fits = match depth {
                    Depth::None => false,
                    Depth::Sixteen => !matches!(color, Color::Rgb(..) | Color::Indexed(_)),
                    Depth::Indexed => !matches!(color, Color::Rgb(..)),
                    Depth::True => true,
                };
                assert!(fits, "{theme:?} {depth:?} {role}: {color:?}");
            }
        }
    }
}

#[test]
fn the_selection_is_bold_and_has_a_ground_in_every_theme() {
    for (theme, depth, ground, palette) in palettes() {
        for role in [Role::Selected, Role::Current] {
            let style = palette.style(role);
            let stands_out = style.bg.is_some_and(|bg| Some(bg) != palette.ground().bg) || style.add_modifier.contains(Modifier::REVERSED);
            assert!(style.add_modifier.contains(Modifier::BOLD) && stands_out, "{theme:?} {depth:?} {ground:?}");
        }
        let focus = palette.style(Role::Focus);
        assert!(focus.add_modifier.contains(Modifier::BOLD));
        // The marker is no word: 3 is enough for what is only to be seen.
        if let (Some(marker), Some(under)) = (focus.fg.and_then(rgb), palette.style(Role::Selected).bg.and_then(rgb)) {
            let reached = contrast(marker, under);
            assert!(reached >= 3.0 || depth == Depth::Sixteen || ground == Ground::Unknown, "{theme:?} {depth:?} {ground:?}: {reached:.2}");
        }
    }
}

#[test]
fn the_terminal_keeps_its_own_ink_and_ground() {
    for ground in GROUNDS {
        assert_eq!(Palette::new(Theme::Terminal, Depth::True, ground, &[]).ground(), Style::new());
    }
}

#[test]
fn styles_of_the_user_go_before_those_of_the_theme() {
    let own = [(Role::Person, Style::new().fg(Color::Rgb(255, 136, 0)))];
    let palette = Palette::new(Theme::Dark, Depth::Indexed, Ground::Unknown, &own);
    assert_eq!(palette.style(Role::Person).fg, Some(Color::Indexed(208)));
    assert_eq!(palette.style(Role::Key).fg, Some(Color::Indexed(116)));
    assert_eq!(Palette::new(Theme::Mono, Depth::None, Ground::Unknown, &own).style(Role::Person).fg, None);
}
