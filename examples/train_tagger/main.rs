//! Trains the part-of-speech tagger: `cargo run --release --example train_tagger [FOLDER]`.
//!
//! Reads `gum-*.conllu` of FOLDER (`../shared/train` unless given) and `assets/tagger_words.toml`, prints the score on held-out documents, then trains
//! on all of them and writes `assets/tagger.bin`. The same data give the same bytes: the seed is fixed, all sums are
//! whole numbers, and ties are settled by the keys.

use std::{
    collections::BTreeMap,
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use attache::{
    annotate::{
        Tag,
        tags::{
            EDGE, TAGS, Tagger, class_of,
            features::{self, Features, Word},
            is_punctuation,
            weights::{self, CLASSES, Entry},
        },
    },
    document::Document,
    span::TokenRange,
};

mod learner;
mod words;

use learner::{Dice, Learner, prune, quantize};

/// Passes over the data.
const EPOCHS: usize = 8;
/// How many rows of weights are kept.
const ROWS: usize = 36_000;
/// How many times the weights are learned.
const COURSES: u64 = 5;
/// How many times a part of the documents is held out.
const FOLDS: usize = 4;
/// A word of the dictionary was seen at least so often …
const FREQUENT: usize = 12;
/// … and with another tag at most once in so many times.
const UNAMBIGUOUS: usize = 300;
/// Every so many sentences one is shown a second time as a headline.
const HEADLINES: usize = 6;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).map_or_else(|| PathBuf::from("../shared/train"), PathBuf::from);
    let corpus = read(&folder)?;
    let forms = words::forms()?;
    let tokens: usize = corpus.iter().map(|text| text.gold.len()).sum();
    eprintln!("{} documents, {tokens} tokens", corpus.len());

    let (mut right, mut words) = (0, 0);
    for fold in 0..FOLDS {
        let (held, rest): (Vec<_>, Vec<_>) = corpus.iter().enumerate().partition(|(number, _)| number % FOLDS == fold);
        let (held, rest): (Vec<_>, Vec<_>) = (held.into_iter().map(|(_, t)| t).collect(), rest.into_iter().map(|(_, t)| t).collect());
        let score = report(&train(&rest, &forms), &held, &rest);
        right += score[0];
        words += score[1];
    }
    eprintln!("cross-validated by document, {FOLDS} folds: {:.2} % of {words} words", share([right, words]));

    let all: Vec<&Text> = corpus.iter().collect();
    let model = train(&all, &forms);
    fs::write("assets/tagger.bin", &model)?;
    eprintln!("assets/tagger.bin: {} bytes", model.len());
    Ok(())
}

/// A document of the corpus, in our tokens.
struct Text {
    genre: String,
    words: Vec<Word>,
    sentences: Vec<TokenRange>,
    /// Sentences of the same document in the capitals of headlines.
    headlines: Vec<Lesson>,
    /// The right class of every token; none where it does not count.
    gold: Vec<usize>,
    text: String,
}

/// A word of the corpus: its bytes in the joined text, its class, and whether it modifies a word to its right.
struct Piece {
    start: usize,
    end: usize,
    class: usize,
    number: usize,
    head: usize,
    modifies: bool,
}

fn read(folder: &Path) -> Result<Vec<Text>, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with("gum-")))
        .collect();
    paths.sort();
    let mut texts = Vec::new();
    for path in paths {
        let genre = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let content = fs::read_to_string(&path)?;
        for document in content.split("# newdoc").skip(1) {
            texts.push(join(document, &genre));
        }
    }
    Ok(texts)
}

/// Joins the words of one document to a text and aligns our tokens with them.
fn join(document: &str, genre: &str) -> Text {
    let mut text = String::new();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut until = 0; // last word of the running multiword token
    let mut glue = true;
    for line in document.lines() {
        if line.starts_with("# newpar") && !line.contains('_') && !text.is_empty() {
            text.truncate(text.trim_end().len());
            text.push('\n');
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, xpos, _, head, relation, _, misc] = fields[..] else { continue };
        let spaced = !misc.contains("SpaceAfter=No");
        if let Some((_, last)) = id.split_once('-') {
            until = last.parse().unwrap_or(0);
            glue = !spaced;
            continue;
        }
        let Ok(number) = id.parse::<usize>() else { continue };
        if xpos == "HYPH" {
            text.truncate(text.trim_end_matches(' ').len());
        }
        let start = text.len();
        text.push_str(form);
        let head = head.parse().unwrap_or(0);
        let modifies = head > number && matches!(relation, "amod" | "compound" | "nmod" | "nummod" | "obl:npmod" | "acl");
        pieces.push(Piece { start, end: text.len(), class: class_of(tag(lemma, upos, xpos)), number, head, modifies });
        let inside = number < until;
        let spaced = if number == until { !glue } else { spaced };
        if number >= until {
            until = 0;
        }
        if spaced && !inside && xpos != "HYPH" {
            text.push(' ');
        }
    }
    let titled = align(titled(&text), &pieces, genre);
    let headlines = titled.sentences.iter().map(|&sentence| titled.lesson(sentence)).filter(Lesson::is_headline).collect();
    Text { headlines, ..align(text, &pieces, genre) }
}

/// `text` with every word of some sentences capitalized.
fn titled(text: &str) -> String {
    let document = Document::new(text, &[]);
    let mut bytes = text.as_bytes().to_vec();
    for &sentence in document.sentences().iter().skip(HEADLINES / 2).step_by(HEADLINES) {
        for token in &document.tokens()[sentence.start..sentence.end] {
            if token.is_word() && token.end - token.start > 3 {
                bytes[token.start as usize].make_ascii_uppercase();
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

fn align(text: String, pieces: &[Piece], genre: &str) -> Text {
    let document = Document::new(&text, &[]);
    let mut gold = Vec::with_capacity(document.tokens().len());
    for &token in document.tokens() {
        let (start, end) = (token.start as usize, token.end as usize);
        let from = pieces.partition_point(|piece| piece.end <= start);
        let parts: Vec<&Piece> = pieces[from..].iter().take_while(|piece| piece.start < end).collect();
        gold.push(if is_punctuation(token) { EDGE } else { class(&parts, token.span().of(&text)) });
    }
    let words = features::words(&document);
    let sentences = document.sentences().to_vec();
    Text { genre: genre.to_owned(), words, sentences, headlines: Vec::new(), gold, text }
}

/// The class of one of our tokens from its parts: of a contraction the first one's; of a hyphenated word the last
/// one's, but an adjective where the whole modifies what follows and is no name.
fn class(parts: &[&Piece], word: &str) -> usize {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return EDGE };
    if parts.len() == 1 || !word.contains(['-', '‑', '/']) {
        return first.class;
    }
    let range = first.number..=last.number;
    let outside = parts.iter().find(|part| !range.contains(&part.head));
    let name = parts.iter().all(|part| part.class == EDGE || TAGS[part.class] == Tag::Proper);
    match outside {
        Some(top) if top.modifies && !name => class_of(Tag::Adjective),
        _ => last.class,
    }
}

fn tag(lemma: &str, upos: &str, xpos: &str) -> Tag {
    match (upos, xpos) {
        (_, "NNP" | "NNPS") => Tag::Proper,
        ("AUX", _) => Tag::Auxiliary,
        ("VERB", _) if lemma == "be" => Tag::Auxiliary,
        ("VERB", "VBD") => Tag::VerbPast,
        ("VERB", "VBN") => Tag::VerbParticiple,
        ("VERB", "VBG") => Tag::VerbGerund,
        ("VERB", _) => Tag::Verb,
        ("NOUN", _) => Tag::Noun,
        ("PROPN", _) => Tag::Proper,
        ("ADJ", _) => Tag::Adjective,
        ("ADV", _) => Tag::Adverb,
        ("PRON", _) => Tag::Pronoun,
        ("DET", _) => Tag::Determiner,
        ("ADP" | "SCONJ", _) => Tag::Adposition,
        ("CCONJ", _) => Tag::Conjunction,
        ("NUM", _) => Tag::Numeral,
        ("PART", _) => Tag::Particle,
        ("PUNCT", _) => Tag::Punctuation,
        _ => Tag::Other,
    }
}

/// One sentence to learn from.
#[derive(Clone)]
struct Lesson {
    words: Vec<Word>,
    gold: Vec<usize>,
}

impl Lesson {
    fn is_headline(&self) -> bool {
        self.words.iter().any(|word| word.shape & features::shape::CASE == features::shape::HEADLINE)
    }
}

impl Text {
    fn lesson(&self, sentence: TokenRange) -> Lesson {
        let range = sentence.start..sentence.end;
        Lesson { words: self.words[range.clone()].to_vec(), gold: self.gold[range].to_vec() }
    }
}

fn lessons(texts: &[&Text]) -> Vec<Lesson> {
    texts.iter().flat_map(|text| text.sentences.iter().map(|&s| text.lesson(s)).chain(text.headlines.iter().cloned())).collect()
}

/// What is known of words by themselves, by key.
type Dictionary = BTreeMap<u32, Entry>;

/// The words of the lists with their classes, and the words of one class: the frequent ones, and what is but a past tense by
/// the lists ("flew", which unlike a participle is no adjective) unless the corpus shows otherwise ("did").
fn dictionary(lessons: &[Lesson], forms: &words::Forms) -> Dictionary {
    let mut dictionary = Dictionary::new();
    for (form, &classes) in forms {
        let entry = dictionary.entry(Word::plain(form).key).or_default();
        entry.classes = classes;
        let past = class_of(Tag::VerbPast);
        if classes == 1 << past {
            entry.fixed[0] = u8::try_from(past + 1).unwrap_or(0);
        }
    }
    let mut counts: BTreeMap<(u32, u8), [usize; CLASSES]> = BTreeMap::new();
    for lesson in lessons {
        for (word, &class) in lesson.words.iter().zip(&lesson.gold).filter(|(_, class)| **class < CLASSES) {
            counts.entry((word.key, word.case())).or_default()[class] += 1;
        }
    }
    for ((key, case), counts) in counts {
        let (class, &most) = counts.iter().enumerate().max_by_key(|&(_, count)| count).unwrap_or((0, &0));
        let all: usize = counts.iter().sum();
        if all >= FREQUENT && (all - most) * UNAMBIGUOUS <= all {
            dictionary.entry(key).or_default().fixed[usize::from(case)] = u8::try_from(class + 1).unwrap_or(0);
        } else if let Some(entry) = dictionary.get_mut(&key).filter(|_| most < all) {
            entry.fixed[usize::from(case)] = 0;
        }
    }
    dictionary
}

fn learn(learner: &mut Learner, lesson: &Lesson, dictionary: &Dictionary) {
    let whole = TokenRange::new(0, lesson.words.len());
    let entry = |at: usize| lesson.words.get(at).and_then(|word| dictionary.get(&word.key)).copied().unwrap_or_default();
    let mut before = [EDGE; 2];
    for (at, &gold) in lesson.gold.iter().enumerate() {
        let word = &lesson.words[at];
        let mut guess = gold;
        if word.shape & features::shape::SIGN != 0 {
            guess = EDGE;
        } else if gold < CLASSES {
            let (here, next) = (entry(at), entry(at + 1));
            guess = here.class(word.case()).unwrap_or_else(|| {
                learner.decide(Features::new(&lesson.words, whole, at, before, [here.classes, next.classes]).keys(), CLASSES, gold)
            });
        }
        before = [guess, before[0]];
    }
}

fn run(lessons: &[Lesson], dictionary: &Dictionary, mut learner: Learner, course: u64) -> Learner {
    let mut dice = Dice(0x5EED_2022 + course);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    for _ in 0..EPOCHS {
        dice.shuffle(&mut order);
        for &number in &order {
            learn(&mut learner, &lessons[number], dictionary);
        }
    }
    learner
}

/// Learns with every feature, then several times with those alone that mattered, the sentences in another order each time; the
/// weights are the sums of all: what one order happens to favor counts less.
fn train(texts: &[&Text], forms: &words::Forms) -> Vec<u8> {
    let lessons = lessons(texts);
    let dictionary = dictionary(&lessons, forms);
    let keys = prune(run(&lessons, &dictionary, Learner::default(), 0).averaged(), EPOCHS, ROWS);
    let course = |number: u64| {
        let mut learner = Learner::default();
        for &key in &keys {
            learner.open(key);
        }
        learner.closed = true;
        run(&lessons, &dictionary, learner, number).averaged()
    };
    let mut sums = course(0);
    for number in 1..COURSES {
        for ((_, sum, _), (_, more, _)) in sums.iter_mut().zip(course(number)) {
            sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        }
    }
    let mut table = quantize(&sums);
    table.extend(dictionary.iter().map(|(&key, entry)| (key, entry.row())));
    eprintln!("{} rows, {} of them of the dictionary", table.len(), dictionary.len());
    weights::encode(&table.into_iter().collect::<Vec<_>>())
}

/// Prints the share of right tags, in all and by genre, and the commonest confusions.
fn report(model: &[u8], held: &[&Text], rest: &[&Text]) -> [usize; 2] {
    let tagger = Tagger::with(model.to_vec().leak());
    let known: std::collections::HashSet<u32> = rest.iter().flat_map(|text| text.words.iter().map(|word| word.lower)).collect();
    let mut genres: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let mut unknown = [0; 2];
    let mut confusions: BTreeMap<(usize, usize), Vec<String>> = BTreeMap::new();
    for text in held {
        let document = Document::new(&text.text, &[]);
        for (at, (tag, &gold)) in tagger.tag(&document).into_iter().zip(&text.gold).enumerate() {
            if gold == EDGE {
                continue;
            }
            let right = class_of(tag) == gold;
            let count = genres.entry(&text.genre).or_default();
            count[0] += usize::from(right);
            count[1] += 1;
            if !known.contains(&text.words[at].lower) {
                unknown[0] += usize::from(right);
                unknown[1] += 1;
            }
            if !right {
                confusions.entry((gold, class_of(tag))).or_default().push(document.word(at).to_owned());
            }
        }
    }
    let all = genres.values().fold([0; 2], |sum, count| [sum[0] + count[0], sum[1] + count[1]]);
    eprintln!("held out: {:.2} % of {} words, unknown words {:.2} % of {}", share(all), all[1], share(unknown), unknown[1]);
    for (genre, count) in genres {
        eprintln!("  {genre}: {:.2} %", share(count));
    }
    let mut list: Vec<_> = confusions.into_iter().collect();
    list.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
    for ((gold, guess), words) in list.iter().take(14) {
        let sample: Vec<&str> = words.iter().step_by(1 + words.len() / 12).map(String::as_str).collect();
        eprintln!("  {:?} as {:?}: {} ({})", TAGS[*gold], TAGS[*guess], words.len(), sample.join(" "));
    }
    all
}

fn share([right, all]: [usize; 2]) -> f64 {
    right as f64 * 100.0 / all as f64
}
