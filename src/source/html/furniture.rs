//! What stands among an article's paragraphs on a page and is not the article: breadcrumbs, bylines, lists of other
//! articles, notices. The page itself tells most of it: by links, by length, and by the text it states for machines.

use std::collections::HashSet;

use rustc_hash::FxBuildHasher;

use super::blocks::Block;
use crate::label::ParagraphKind;

/// A stated text shorter than this many words is a summary.
const FEWEST_STATED: usize = 100;

/// The article's paragraphs. `stated` is the text that the page's data give, where they give one.
pub fn without(mut blocks: Vec<Block>, stated: Option<&str>) -> Vec<Block> {
    let stated = stated.map(Shingles::of).filter(|stated| stated.words >= FEWEST_STATED);
    if let Some(stated) = &stated
        && let Some((first, last)) = agreed(&blocks, stated)
    {
        blocks = clip(blocks, first, last);
    }
    blocks.retain(|block| !is_link(block));
    let first = blocks.iter().position(|block| block.kind == ParagraphKind::Body && is_prose(&block.text));
    let last = blocks.iter().rposition(|block| block.kind == ParagraphKind::Body && is_prose(&block.text));
    if let (Some(first), Some(last)) = (first, last) {
        blocks = clip(blocks, first, last + 1);
    }
    without_credits(&mut blocks);
    without_notices(&mut blocks);
    blocks
}

/// The range of blocks from the first to the last that the stated text holds, if the two agree on the whole.
fn agreed(blocks: &[Block], stated: &Shingles) -> Option<(usize, usize)> {
    let held: Vec<bool> = blocks.iter().map(|block| block.kind == ParagraphKind::Body && stated.holds(&block.text)).collect();
    let count = |wanted: bool| -> usize {
        let body = blocks.iter().zip(&held).filter(|(block, _)| block.kind == ParagraphKind::Body);
        let counted = body.filter(|(_, held)| !wanted || **held);
        counted.map(|(block, _)| block.text.split_whitespace().count()).sum()
    };
    let (agreed, all) = (count(true), count(false));
    // a text cut short on either side is no measure for the other
    if agreed * 10 < stated.words * 7 || agreed * 10 < all * 5 {
        return None;
    }
    let first = held.iter().position(|held| *held)?;
    let last = held.iter().rposition(|held| *held)?;
    Some((first, last + 1))
}

/// Leaves out body paragraphs before `first` and all that comes from `last` on but the captions of the last picture.
fn clip(blocks: Vec<Block>, first: usize, last: usize) -> Vec<Block> {
    let after = blocks.iter().skip(last).take_while(|block| block.kind == ParagraphKind::Caption).take(2).count();
    let keep = |index: usize, block: &Block| index >= first || block.kind != ParagraphKind::Body;
    let blocks = blocks.into_iter().take(last + after).enumerate();
    blocks.filter(|(index, block)| keep(*index, block)).map(|(_, block)| block).collect()
}

/// Leaves out captions that stand on the page twice or only tell whose picture it is.
fn without_credits(blocks: &mut Vec<Block>) {
    const CREDITS: &[&str] =
        &["photo:", "photos:", "photo by", "photograph:", "image:", "image credit", "credit:", "picture:", "getty", "©", "courtesy"];
    let mut seen = HashSet::new();
    blocks.retain(|block| {
        if block.kind != ParagraphKind::Caption {
            return true;
        }
        let words = block.text.to_lowercase();
        let credit = words.split_whitespace().count() <= 8 && CREDITS.iter().any(|credit| words.starts_with(credit));
        !credit && seen.insert(words)
    });
}

/// Leaves out the notices at the end, with the headings over them; those inside are marked.
fn without_notices(blocks: &mut Vec<Block>) {
    while blocks.last().is_some_and(|block| block.kind == ParagraphKind::Heading || is_notice(&block.text, 600)) && blocks.len() > 1 {
        blocks.pop();
    }
    for block in blocks.iter_mut().filter(|block| block.kind != ParagraphKind::Caption && is_notice(&block.text, 160)) {
        block.kind = ParagraphKind::Boilerplate;
    }
}

/// Whether a paragraph of at most `longest` bytes speaks of the site, not of the news.
fn is_notice(text: &str, longest: usize) -> bool {
    const NOTICES: &[&str] = &[
        "©",
        "all rights reserved",
        "subject to copyright",
        "newsletter",
        "sign up for",
        "signing up",
        "subscribe to",
        "delivered to your inbox",
        "get the latest",
        "get every update",
        "click here to",
        "follow us",
        "on facebook",
        "on instagram",
        "join the conversation",
        "post your comment",
        "post a comment",
        "leave a comment",
        "comments are moderated",
        "comments on this piece",
        "we may earn",
        "we may receive compensation",
        "create your free account",
        "valid email",
        "this material may not be published",
        "more information:",
        "reprinted",
        "download our app",
    ];
    if text.len() > longest {
        return false;
    }
    let words = text.to_lowercase();
    // somebody may say so; a quotation is no notice
    !words.contains(['“', '"']) && (words == "advertisement" || NOTICES.iter().any(|notice| words.contains(notice)))
}

/// Whether a paragraph is hardly more than a link.
fn is_link(block: &Block) -> bool {
    block.kind != ParagraphKind::Caption && block.linked * 10 >= block.text.len() * 8 && !(block.text.len() > 80 && is_prose(&block.text))
}

/// Whether words are running text: a sentence with an end, long enough.
fn is_prose(text: &str) -> bool {
    let ends = text.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']).ends_with(['.', '!', '?', '…', ':', ';', ',', '—', '。']);
    text.len() >= 200 || ends && text.split_whitespace().count() >= 5
}

/// The runs of four words of a text, to tell whether it holds another.
struct Shingles {
    set: HashSet<u64, FxBuildHasher>,
    words: usize,
}

impl Shingles {
    fn of(text: &str) -> Self {
        let words = words(text);
        Self { set: runs(&words).collect(), words: words.len() }
    }

    /// Whether most of `text` stands here.
    fn holds(&self, text: &str) -> bool {
        let words = words(text);
        let (mut all, mut held) = (0, 0);
        for run in runs(&words) {
            all += 1;
            held += usize::from(self.set.contains(&run));
        }
        all > 0 && held * 10 >= all * 6
    }
}

fn words(text: &str) -> Vec<u64> {
    use std::hash::{BuildHasher as _, Hasher as _};
    text.split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut hasher = FxBuildHasher.build_hasher();
            word.chars().flat_map(char::to_lowercase).for_each(|char| hasher.write_u32(char.into()));
            hasher.finish()
        })
        .collect()
}

/// Hashes of the runs of four words; of a shorter text none.
fn runs(words: &[u64]) -> impl Iterator<Item = u64> {
    words.windows(4).map(|run| run.iter().fold(0_u64, |hash, word| hash.rotate_left(7).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ word))
}
