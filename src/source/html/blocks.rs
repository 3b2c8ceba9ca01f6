//! The paragraphs of a tree, with what the tree tells of them.

use dom_query::{Document, NodeRef};

use super::strip::is_block;
use crate::{label::ParagraphKind, sanitize};

/// A paragraph of a page's article.
#[derive(Debug, PartialEq)]
pub struct Block {
    /// Its words, safe, on one line.
    pub text: String,
    /// Heading or caption, where the page says so.
    pub kind: ParagraphKind,
    /// How many bytes of the text are links, before white space was folded.
    pub linked: usize,
}

/// A step of the walk, which keeps its own stack: trees come from outside.
enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave { block: bool, link: bool, kind: ParagraphKind },
}

#[derive(Debug, Default)]
struct Walk {
    blocks: Vec<Block>,
    /// The words of the paragraph under way, and how many of its bytes are links.
    open: String,
    linked: usize,
    links: usize,
}

/// The paragraphs of an article in HTML.
pub fn of(content: &str) -> Vec<Block> {
    let document = Document::fragment(content);
    let mut walk = Walk::default();
    let mut kind = ParagraphKind::Body;
    let mut steps = vec![Step::Enter(document.root())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) if node.is_text() => walk.words(&node.text()),
            Step::Enter(node) => {
                let name = node.node_name().unwrap_or_default();
                match &*name {
                    "br" => walk.open.push(if kind == ParagraphKind::Caption { ' ' } else { '\n' }),
                    "script" | "style" | "noscript" | "template" | "svg" | "button" | "iframe" | "form" => {}
                    _ => {
                        let block = is_block(&name);
                        let link = &*name == "a";
                        // the parts of one caption are one paragraph
                        if block && kind != ParagraphKind::Caption {
                            walk.close(kind);
                        } else if block || matches!(&*name, "td" | "th") {
                            walk.open.push(' ');
                        }
                        walk.links += usize::from(link);
                        steps.push(Step::Leave { block, link, kind });
                        if kind == ParagraphKind::Body {
                            kind = kind_of(&node, &name);
                            if kind != ParagraphKind::Body {
                                walk.close(ParagraphKind::Body);
                            }
                        }
                        steps.extend(node.children_it(true).map(Step::Enter));
                    }
                }
            }
            Step::Leave { block, link, kind: outer } => {
                walk.links -= usize::from(link);
                if block && outer != ParagraphKind::Caption {
                    walk.close(kind);
                } else if block {
                    walk.open.push(' ');
                } else if outer != kind {
                    walk.close(kind);
                }
                kind = outer;
            }
        }
    }
    walk.close(kind);
    walk.blocks
}

impl Walk {
    /// Text of the page; its line breaks are mere spaces.
    fn words(&mut self, words: &str) {
        self.open.extend(words.chars().map(|char| if char.is_ascii_whitespace() { ' ' } else { char }));
        if self.links > 0 {
            self.linked += words.trim().len();
        }
    }

    /// Ends the paragraph under way.
    fn close(&mut self, kind: ParagraphKind) {
        let open = std::mem::take(&mut self.open);
        let mut linked = std::mem::take(&mut self.linked);
        for line in open.split('\n') {
            let mut words = line.split([' ', '\u{A0}']).filter(|word| !word.is_empty());
            let Some(first) = words.next() else { continue };
            let mut line = first.to_owned();
            for word in words {
                line.push(' ');
                line.push_str(word);
            }
            let text = sanitize::line(&line).trim().to_owned();
            if !text.is_empty() {
                let own = linked.min(text.len());
                linked -= own;
                self.blocks.push(Block { text, kind, linked: own });
            }
        }
    }
}

/// What the words of an element are for, where the element tells.
fn kind_of(node: &NodeRef, name: &str) -> ParagraphKind {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => return ParagraphKind::Heading,
        "figcaption" | "figure" => return ParagraphKind::Caption,
        _ => {}
    }
    let class = node.class().unwrap_or_default().to_ascii_lowercase();
    let is_caption = |class: &str| {
        class.contains("caption") && !class.contains("captioned") || class.contains("photo-credit") || class.contains("image-credit")
    };
    if class.split_ascii_whitespace().any(is_caption) { ParagraphKind::Caption } else { ParagraphKind::Body }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_stand_apart_and_know_their_kind() {
        let blocks = of(
            "<div><h2>Part  one</h2><p>First\n<b>bold</b>&nbsp;words.</p>loose <i>words</i><figure><img><figcaption>A tank. <span>AP</span></figcaption></figure>\
             <p>a<br>b<br><br>c</p><ul><li>x <a>link</a></li><li>y</li></ul><p class=wp-caption-text>Cap</p><script>no</script><table><tr><td>1</td><td>2</td></tr></table></div>",
        );
        let shown: Vec<_> = blocks.iter().map(|block| (block.text.as_str(), block.kind.name(), block.linked)).collect();
        assert_eq!(
            shown,
            [
                ("Part one", "heading", 0),
                ("First bold words.", "body", 0),
                ("loose words", "body", 0),
                ("A tank. AP", "caption", 0),
                ("a", "body", 0),
                ("b", "body", 0),
                ("c", "body", 0),
                ("x link", "body", 4),
                ("y", "body", 0),
                ("Cap", "caption", 0),
                ("1 2", "body", 0),
            ]
        );
    }
}
