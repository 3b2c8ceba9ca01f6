//! Phrases of site furniture and picture credits.

use std::{borrow::Cow, sync::LazyLock};

use aho_corasick::AhoCorasick;

/// Whole lines, in lower case, without marks at their ends.
const LINES: &[&str] = &[
    "ad",
    "ads by google",
    "advertisement",
    "advertising",
    "article continues below",
    "back to top",
    "click to expand",
    "comment",
    "comments",
    "continue reading",
    "copy link",
    "email",
    "email this",
    "facebook",
    "go to top",
    "instagram",
    "join the conversation",
    "leave a comment",
    "load more",
    "loading",
    "log in",
    "more from this author",
    "more on this story",
    "more stories",
    "most popular",
    "most read",
    "newsletter",
    "next article",
    "open in app",
    "page not found",
    "post a comment",
    "previous article",
    "print",
    "read full article",
    "read full story",
    "read more",
    "read next",
    "recommended",
    "recommended for you",
    "register",
    "related",
    "related articles",
    "related content",
    "related stories",
    "related topics",
    "reply",
    "save",
    "see all comments",
    "see more",
    "share",
    "share article",
    "share story",
    "share this",
    "share this article",
    "share this page",
    "share this post",
    "share this story",
    "show comments",
    "show more",
    "sign in",
    "sign up",
    "skip ad",
    "skip advertisement",
    "skip to content",
    "skip to main content",
    "sponsored",
    "sponsored content",
    "story continues",
    "story continues below",
    "subscribe",
    "subscribe now",
    "tags",
    "top stories",
    "trending",
    "trending now",
    "tweet",
    "twitter",
    "view all comments",
    "view comments",
    "watch live",
    "watch now",
    "whatsapp",
    "write a comment",
    "you may also like",
    "you might also like",
];

/// Beginnings of lines, in lower case; the next character must be no letter.
const OPENINGS: &[&str] = &[
    "advertisement - story continues",
    "all rights reserved",
    "also read:",
    "browse our",
    "by clicking",
    "by signing up",
    "by subscribing",
    "click here",
    "copyright ©",
    "copyright (c)",
    "copyright 19",
    "copyright 20",
    "continue reading",
    "don't miss",
    "download our app",
    "download the app",
    "enter your email",
    "follow our",
    "follow us",
    "for more news",
    "get our",
    "get the app",
    "get the latest",
    "join our",
    "like us on",
    "listen to this article",
    "more:",
    "our journalism needs",
    "privacy notice",
    "read also:",
    "read also",
    "read more:",
    "read more about",
    "read more here",
    "read more on",
    "read next:",
    "read the full",
    "recommended:",
    "related:",
    "see also:",
    "sign up for",
    "sign up here",
    "sign up to",
    "story continues below",
    "subscribe for",
    "subscribe here",
    "subscribe to",
    "support our journalism",
    "this article first appeared",
    "this article originally appeared",
    "this article was originally published",
    "this article was first published",
    "this story first appeared",
    "this story originally appeared",
    "watch:",
    "we use cookies",
    "your email address will not",
    "©",
];

/// Phrases that no article says, anywhere in a line of at most [`WIDE`] words.
const PHRASES: &[&str] = &[
    "all rights reserved",
    "appeared first on",
    "click here to",
    "enter your email address",
    "get the day's headlines",
    "may not be published, broadcast, rewritten",
    "our daily newsletter",
    "our free newsletter",
    "our newsletter",
    "our weekly newsletter",
    "privacy policy and terms of service",
    "sign up here",
    "skip past newsletter",
    "straight to your inbox",
    "subscribe to our",
    "to your inbox",
    "unsubscribe at any time",
    "we use cookies",
];

/// Longest line, in words, that a phrase of furniture can make furniture.
const WIDE: usize = 120;

/// Beginnings of captions, in lower case.
const CAPTIONS: &[&str] = &[
    "above:",
    "below:",
    "caption:",
    "credit:",
    "file -",
    "file –",
    "file —",
    "file photo",
    "file picture",
    "graphic:",
    "handout photo",
    "illustration:",
    "image:",
    "image caption",
    "image credit",
    "image source",
    "in this file photo",
    "in this handout",
    "in this image",
    "in this photo",
    "media caption",
    "photo:",
    "photo by",
    "photo courtesy",
    "photo credit",
    "photograph:",
    "photograph by",
    "photos:",
    "photos by",
    "picture:",
    "picture credit",
    "pictured:",
    "pictured,",
    "pictured is",
    "pictured are",
    "pictured above",
    "video:",
    "video caption",
];

/// Credits, as they are written, anywhere in a line.
const CREDITS: &[&str] = &[
    "(AP Photo",
    "/AFP",
    "/AP)",
    "/Getty",
    "/Reuters)",
    "/REUTERS",
    "AP Photo/",
    "Getty Images",
    "Handout via",
    "Photo by ",
    "Photo courtesy of ",
    "Photo: ",
    "REUTERS/",
    "U.S. Army photo",
    "U.S. Navy photo",
    "U.S. Air Force photo",
    "U.S. Marine Corps photo",
    "via AP)",
    "via REUTERS",
    "via Reuters)",
];

/// Words in brackets, in lower case, that point into a picture.
const POINTERS: &[&str] = &[
    "(above)",
    "(below)",
    "(bottom",
    "(center)",
    "(centre)",
    "(file photo)",
    "(file picture)",
    "(l)",
    "(left)",
    "(pictured",
    "(r)",
    "(right)",
    "(seen ",
    "(second from",
    "(top ",
];

/// Finds any of [`PHRASES`], in lower case.
static IN_FURNITURE: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(PHRASES).ok());

/// Finds any of [`CREDITS`].
static IN_CREDITS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(CREDITS).ok());

/// A line, and the line in small letters, made once for all that is asked of it.
pub struct Lowered<'a> {
    text: &'a str,
    lower: String,
    words: usize,
}

impl<'a> Lowered<'a> {
    /// The line `text` of `words` words; `None` where it is too long for any of this.
    pub fn new(text: &'a str, words: usize) -> Option<Self> {
        // all that is looked for is ASCII, or has no capitals
        (words <= WIDE).then(|| Self { text, lower: text.to_ascii_lowercase(), words })
    }

    /// Whether it is furniture of the site.
    pub fn is_boilerplate(&self) -> bool {
        let straight =
            if self.lower.contains('’') { Cow::Owned(self.lower.replace('’', "'")) } else { Cow::Borrowed(self.lower.as_str()) };
        let bare = || straight.trim_matches(|c: char| !c.is_alphanumeric());
        self.words <= 6 && LINES.binary_search(&bare()).is_ok()
            || opens(straight.trim_start_matches(['(', '[', '*', '>', '-', '•', ' ']), OPENINGS)
            || IN_FURNITURE.as_ref().is_some_and(|phrases| phrases.is_match(&*straight))
    }

    /// Whether it stands under a picture; `open` where it has no final period.
    pub fn is_caption(&self, open: bool) -> bool {
        opens(self.lower.trim_start_matches(['(', '[', '*', ' ']), CAPTIONS)
            || IN_CREDITS.as_ref().is_some_and(|credits| credits.is_match(self.text))
            || open && POINTERS.iter().any(|pointer| self.lower.contains(pointer))
    }
}

/// Whether `line` begins with the whole words of one of `openings`.
fn opens(line: &str, openings: &[&str]) -> bool {
    let first = line.bytes().next();
    openings.iter().filter(|opening| opening.bytes().next() == first).any(|opening| {
        line.strip_prefix(opening).is_some_and(|rest| {
            !opening.ends_with(char::is_alphanumeric)
                || opening.ends_with(|c: char| c.is_ascii_digit())
                || !rest.starts_with(char::is_alphanumeric)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_sorted_for_the_search() {
        assert!(LINES.is_sorted(), "{:?}", LINES.windows(2).find(|pair| pair[0] >= pair[1]));
    }
}
