//! Quotes: which words between marks somebody said, and who; and speech reported without marks.
//!
//! For every outermost quotation a ladder of sieves is tried, most precise first (after the sieves of `CoreNLP`'s quote
//! attribution, Muzny et al. 2017): an attribution right after it, one that introduces it, the clause it stands in, the
//! attribution beside another part of the same paragraph, the paragraph before. The sieve that decided gives rule and score.

use super::{Annotator, Input, Layer, Layers, Quote};
use crate::{
    document::Document,
    evidence::Evidence,
    label::{ParagraphKind, QuoteKind},
    span::Span,
};

mod clause;
mod dialogue;
pub mod indirect;
mod ladder;
pub mod linear;
mod nested;
mod parts;
mod resolve;

use clause::Attribution;
pub use ladder::{
    Judge, LIKELY, Rank,
    rank::{Candidate, choose},
};
use resolve::Resolver;

/// Fills [`Layer::Quotes`].
#[derive(Clone, Copy, Debug)]
pub struct Quotes;

impl Annotator for Quotes {
    fn name(&self) -> &'static str {
        "quotes"
    }

    fn requires(&self) -> &'static [Layer] {
        &[Layer::Words, Layer::Tags, Layer::Marks, Layer::Names, Layer::Actors]
    }

    fn assigns(&self) -> &'static [Layer] {
        &[Layer::Quotes]
    }

    fn annotate(&self, input: &Input<'_>, layers: &mut Layers) {
        let ladder::Attributed { outer: mut quotes, nested } = ladder::attribute(input, layers);
        dialogue::find(input, layers, &mut quotes);
        let mut indirect = indirect::find(input, layers, &quotes);
        quotes.append(&mut indirect);
        let mut quotes = in_order(quotes);
        let mut resolver = Resolver::new(input, layers, quotes.len());
        // whoever shares the speaker of a later quotation waits for it
        let waits = |number: usize, quote: &Quote| quote.speaker.is_some_and(|shared| shared > ladder::SHARED + number);
        for later in [false, true] {
            for (number, quote) in quotes.iter_mut().enumerate() {
                if waits(number, quote) == later && (!later || quote.speaker.is_some_and(|shared| shared >= ladder::SHARED)) {
                    resolver.resolve(number, quote);
                }
            }
        }
        let joined = parts::join(input.document, layers, quotes);
        let quotes = nested::place(joined, nested, &mut resolver);
        let described = resolver.into_described();
        layers.entities.extend(described);
        layers.quotes = quotes;
    }
}

/// The quotes in reading order; who shares a speaker with another refers to its number in that order.
fn in_order(quotes: Vec<Quote>) -> Vec<Quote> {
    let mut sorted: Vec<(usize, Quote)> = quotes.into_iter().enumerate().collect();
    sorted.sort_by_key(|(_, quote)| quote.parts.first().map_or(0, |part| part.start));
    let mut places = vec![0; sorted.len()];
    for (place, (number, _)) in sorted.iter().enumerate() {
        if let Some(known) = places.get_mut(*number) {
            *known = place;
        }
    }
    let shares = |quote: &Quote| quote.speaker.and_then(|number| number.checked_sub(ladder::SHARED)).and_then(|n| places.get(n).copied());
    // whoever shares with one who shares refers to the last of the chain; most refer backward and are done in one step
    let mut ends: Vec<Option<usize>> = sorted.iter().map(|(_, quote)| shares(quote)).collect();
    for number in 0..ends.len() {
        let mut end = ends.get(number).copied().flatten();
        for _ in 0..8 {
            match end.and_then(|there| ends.get(there).copied().flatten()) {
                Some(further) if Some(further) != end => end = Some(further),
                _ => break,
            }
        }
        if let Some(known) = ends.get_mut(number) {
            *known = end;
        }
    }
    let quotes = sorted.into_iter().zip(ends);
    quotes.map(|((_, quote), end)| Quote { speaker: end.map(|end| ladder::SHARED + end), ..quote }).collect()
}

/// The quotations of a document whose layers up to the actors are there, where `judge` decides from the features what is
/// speech and `rank` who of the candidates said it: for training these decisions. Speakers are not resolved; who shares the
/// speaker of another quotation has the words that name it.
pub fn judged(input: &Input<'_>, layers: &Layers, judge: &mut Judge<'_>, rank: &mut Rank<'_>) -> Vec<Quote> {
    let mut quotes = in_order(ladder::judged(input, layers, judge, rank).outer);
    for number in 0..quotes.len() {
        let shared = quotes.get(number).and_then(|quote| quote.speaker?.checked_sub(ladder::SHARED));
        let source = shared.and_then(|other| quotes.get(other)?.source);
        if let Some(quote) = quotes.get_mut(number) {
            quote.source = quote.source.or(source);
            quote.speaker = None;
        }
    }
    quotes
}

/// Quotations by their marks alone, without speakers: for a text whose language the rules do not know.
#[must_use]
pub fn by_marks_alone(document: &Document<'_>, layers: &Layers) -> Vec<Quote> {
    let long = |span: Span| document.range(span).len() >= 4;
    layers
        .marks
        .iter()
        .filter(|mark| mark.depth == 0 && long(mark.inner))
        .map(|mark| quote(mark.inner, QuoteKind::Direct, None, "quote.marks", 0.5))
        .collect()
}

/// A quote of one part.
fn quote(span: Span, kind: QuoteKind, attribution: Option<&Attribution>, rule: &str, score: f32) -> Quote {
    Quote {
        parts: vec![span],
        kind,
        source: attribution.map(|a| a.source),
        cue: attribution.and_then(|a| a.cue),
        speaker: None,
        joint: Vec::new(),
        reporter: None,
        via: None,
        within: None,
        evidence: Evidence::new(rule, score),
        trace: Vec::new(),
    }
}

/// Whether quotes of this paragraph count: captions and repeated paragraphs say nothing new.
fn counts(kind: ParagraphKind) -> bool {
    matches!(kind, ParagraphKind::Body | ParagraphKind::Heading)
}

/// Whether the paragraph with these words only points to another article: who speaks there is not who speaks here.
fn is_aside(words: &str) -> bool {
    const LABELS: [&str; 9] = [
        "also read",
        "more on this",
        "other topics of interest",
        "read also",
        "read more",
        "recommended",
        "related:",
        "see also",
        "you may also like",
    ];
    LABELS.iter().any(|label| words.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{
        actors::Actors,
        marks::Marks,
        names::Names,
        rows::{layers, unmark},
        tags::Tagger,
        words::Words,
    };

    /// The expectation is the text with each quote as `⟦words|speaker⟧` (`?` for nobody), `⟦~words|speaker⟧` without marks.
    #[track_caller]
    fn check(expected: &str) {
        let text = unmark(expected, '⟦', '⟧').replace('~', "");
        let layers = layers(&text, &[&Words, &Tagger::new(), &Marks, &Names, &Actors, &Quotes]);
        let mut parts: Vec<(Span, String)> = Vec::new();
        for quote in &layers.quotes {
            let speaker = quote.speaker.map_or("?", |number| layers.entities[number].name.as_str());
            parts.extend(
                quote.parts.iter().map(|&part| (part, format!("{}|{speaker}", if quote.kind == QuoteKind::Indirect { "~" } else { "" }))),
            );
        }
        parts.sort_by_key(|part| std::cmp::Reverse(part.0.start));
        let mut marked = text.clone();
        for (part, note) in parts {
            let (tilde, speaker) = note.split_once('|').unwrap();
            marked.insert_str(part.end, &format!("|{speaker}⟧"));
            marked.insert_str(part.start, &format!("⟦{tilde}"));
        }
        assert_eq!(marked, expected);
    }

    #[test]
    fn attributions_beside_the_quotation() {
        check("“⟦We will not leave the harbor,|Mara Lindqvist⟧” said Mara Lindqvist.");
        check("“⟦We will not leave the harbor,|Mara Lindqvist⟧” Admiral Mara Lindqvist told reporters in Oslo.");
        check("Mara Lindqvist said: “⟦We will not leave the harbor.|Mara Lindqvist⟧”");
        check("“⟦The gate is shut,|Mara Lindqvist⟧” according to Mara Lindqvist, the harbor master.");
        check("Ghana's army chief, General Kofi Asare, warned that “⟦a border is a conversation|Kofi Asare⟧”.");
        check("He spoke of rain. “⟦It will pass by the evening,|Mara Lindqvist⟧” Rear Adm. Mara Lindqvist, commander of the group.");
    }

    #[test]
    fn answers_of_an_interview_are_of_one_speaker() {
        check(
            "Mara Lindqvist spoke to us at home.\nHow close was it?\n“⟦Closer than you know,|Mara Lindqvist⟧” she says.\n\
             Norway has five of your ships.\n“⟦Norway claims many things. I will not count.|Mara Lindqvist⟧”\nWhat is short?\n\
             “⟦The pier is too short by half.|Mara Lindqvist⟧”\nYour successor, Jonas Berg, wants less.\n\
             “⟦He has to say that, he is serving.|Mara Lindqvist⟧”",
        );
    }

    #[test]
    fn two_who_are_quoted_by_turns_are_no_interview() {
        tells(
            "Who pays for it all?\n“Nobody does,” said Anna Berg.\nWho builds it then?\n“We do it,” said Karl Weber.\nThe mayor, Jonas Lind, \
             sees it differently.\n“The pier is too short by half,” he said.",
            &["Nobody does, | Anna Berg", "We do it, | Karl Weber", "The pier is too short by half, | Jonas Lind"],
        );
    }

    #[test]
    fn split_and_continued_quotations_share_their_speaker() {
        check("“⟦We came early,|Mara Lindqvist⟧” Mara Lindqvist said. “⟦Nobody was there.|Mara Lindqvist⟧”");
        check("“⟦We came early,|Mara Lindqvist⟧” Mara Lindqvist said.\n“⟦Nobody was there when we came.|Mara Lindqvist⟧”");
    }

    /// For each quote its parts, who said it with the speaker, and who reported it.
    #[track_caller]
    fn tells(text: &str, expected: &[&str]) {
        let layers = layers(text, &[&Words, &Tagger::new(), &Marks, &Names, &Actors, &Quotes]);
        let name = |number: &usize| layers.entities[*number].name.clone();
        let said = layers.quotes.iter().filter(|quote| quote.kind != QuoteKind::Indirect).map(|quote| {
            let parts: Vec<&str> = quote.parts.iter().map(|part| part.of(text)).collect();
            let speakers: Vec<String> = quote.speaker.iter().chain(&quote.joint).map(name).collect();
            let via = quote.via.as_ref().map_or_else(String::new, |via| format!(" via {}", name(via)));
            format!("{} | {}{via}", parts.join(" … "), speakers.join(" + "))
        });
        assert_eq!(said.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn split_quotations_are_one_utterance() {
        tells("“We came early,” Mara Lindqvist said. “Nobody was there.”", &["We came early, … Nobody was there. | Mara Lindqvist"]);
        tells("“The runway,” explained Mara Lindqvist, “is too short.”", &["The runway, … is too short. | Mara Lindqvist"]);
        tells("Mara Lindqvist called it “a lie” and “a farce”.", &["a lie | Mara Lindqvist", "a farce | Mara Lindqvist"]);
        tells(
            "“We came early,” Mara Lindqvist said. “The gate was shut.\n“So we went home again that night.”",
            &["We came early, … The gate was shut. … So we went home again that night. | Mara Lindqvist"],
        );
    }

    #[test]
    fn several_speak_with_one_voice() {
        tells(
            "“The canal stays open,” Mara Lindqvist and Tom Haraldsen said in a joint statement.",
            &["The canal stays open, | Mara Lindqvist + Tom Haraldsen"],
        );
        tells(
            "“The canal stays open,” said Norwegian Admiral Mara Lindqvist and Danish Minister Tom Haraldsen.",
            &["The canal stays open, | Mara Lindqvist + Tom Haraldsen"],
        );
    }

    #[test]
    fn reports_are_passed_on() {
        tells(
            "“The canal stays open,” Mara Lindqvist said, according to the Norwegian Defence Ministry.",
            &["The canal stays open, | Mara Lindqvist via Norwegian Defence Ministry"],
        );
        tells(
            "Mara Lindqvist was quoted as saying by Reuters: “The canal stays open.”",
            &["The canal stays open. | Mara Lindqvist via Reuters"],
        );
    }

    #[test]
    fn speakers_are_followed_through_the_text() {
        check("Mara Lindqvist met Tom Haraldsen in Oslo. “⟦The talks go on all week,|Mara Lindqvist⟧” she said.");
        check("Foreign Minister Tom Haraldsen left. “⟦There is nothing to add,|Tom Haraldsen⟧” the foreign minister said.");
        check("Tom Haraldsen left. “⟦There is nothing to add,|Tom Haraldsen⟧” Haraldsen said.");
        check("“⟦There is nothing to add,|a senior Norwegian official⟧” a senior Norwegian official said.");
    }

    #[test]
    fn fragments_are_quotes_where_somebody_said_them() {
        check("Tom Haraldsen called the claim “⟦a fairy tale|Tom Haraldsen⟧”.");
        check("The drill named “Northern Lamp” began in Oslo.");
        check("Tom Haraldsen showed the outline of the exercise, called “Northern Lamp.”");
    }

    #[test]
    fn reported_speech() {
        check("Tom Haraldsen said that ⟦~the bridge stays closed until Friday|Tom Haraldsen⟧.");
        check("⟦~The bridge stays closed until Friday|Tom Haraldsen⟧, Tom Haraldsen said.");
        check("According to Tom Haraldsen, ⟦~the bridge stays closed until Friday|Tom Haraldsen⟧.");
        check("On Friday a harbor pilot told reporters that ⟦~the lamps were out|a harbor pilot⟧.");
    }

    #[test]
    fn what_reports_nothing() {
        check("What worries them can be counted on one hand.");
        check("The list was with a sergeant called Halvorsen.");
        check("Tom Haraldsen told the story of the call differently.");
    }

    /// For each quote that stands in another: its words, its speaker, the words of the other.
    #[track_caller]
    fn stands_in(text: &str, expected: &[&str]) {
        let layers = layers(text, &[&Words, &Tagger::new(), &Marks, &Names, &Actors, &Quotes]);
        let inner = layers.quotes.iter().filter_map(|quote| {
            let outer = &layers.quotes[quote.within?];
            let speaker = quote.speaker.map_or("?", |number| layers.entities[number].name.as_str());
            Some(format!("{} | {speaker} | {}", quote.parts[0].of(text), outer.parts[0].of(text)))
        });
        assert_eq!(inner.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn quotations_inside_quotations() {
        stands_in(
            "“The colonel told us, ‘The road is mined,’ and left,” said Mara Lindqvist. “We went.”",
            &["The road is mined, | colonel | The colonel told us, ‘The road is mined,’ and left,"],
        );
        stands_in(
            "“I said, ‘Not on my watch,’ to all of them,” said Mara Lindqvist.",
            &["Not on my watch, | Mara Lindqvist | I said, ‘Not on my watch,’ to all of them,"],
        );
        stands_in("“The ‘old guard’ is gone,” said Mara Lindqvist.", &[]);
    }

    #[test]
    fn a_pronoun_may_come_before_the_name() {
        check("“⟦I never wanted this office,|Erland Voss⟧” he said. Erland Voss, the mayor of Skarvik, is leaving.");
    }

    #[test]
    fn whoever_answers_is_another() {
        check(
            "“⟦You had four years to fix the bridge,|Dale Norquist⟧” Dale Norquist told Mayor Erin Castellano.\n“⟦That is a lie and you know it,|Erin Castellano⟧” she shot back.",
        );
        check("Tom Haraldsen begins with a dog. His wife laughs. “⟦The dog was smarter than the railroad,|His wife⟧” she says.");
    }

    #[test]
    fn subjects_with_a_clause_of_their_own() {
        check("A Lindqvist aide who was not authorized to speak publicly described the mood as “⟦cautiously awful|Lindqvist aide⟧”.");
        check("A federal judge on Friday blocked the order, writing that it “⟦offends the plain words of the statute|federal judge⟧”.");
        check(
            "The Ministry of Defense spoke up at noon. It “⟦sternly condemns the raid|Ministry of Defense⟧” and adds that the town \
             “⟦was at no time in danger|Ministry of Defense⟧”.",
        );
        check("Mara Lindqvist repeated claims that Tom Haraldsen cheats, calling him “⟦a talented guy who lies|Mara Lindqvist⟧”.");
        check(
            "A letter obtained by the Courier warns that “⟦any further notice will be sent by the lawyers|letter obtained by the Courier⟧”.",
        );
    }

    #[test]
    fn documents_are_their_writers() {
        check(
            "In a letter to the committee, Commodore Alan Frith apologized.\n“⟦The report will follow by the end of the month,|Alan Frith⟧” the letter said.",
        );
        check("Judge Noor Haddad's ruling was short. It reads: “⟦Fear is not evidence in this court.|Noor Haddad⟧”");
    }

    #[test]
    fn quotations_over_paragraphs_are_speech() {
        check(
            "President Emil Haas spoke on Sunday night.\n“⟦It held because nobody went home that night.|Emil Haas⟧\n“⟦I will not forget it.|Emil Haas⟧”",
        );
    }

    #[test]
    fn titles_with_the_stop_inside_the_marks() {
        check("“⟦We will not leave the harbor,|Mara Lindqvist⟧” Mara Lindqvist said on “Meet the Harbor.”");
        check("In her 2002 book, “The Long Ledger of the North,” Mara Lindqvist went another way.");
        check("The fighters, who call themselves “Grey Heron,” hold the ferry.");
        check("Mara Lindqvist’s commentary, “The ferry pays for itself,” is worth reading.");
        check("“Salt and Smoke: A Life,” by Tom Haraldsen, came out in May.");
        check("Mara Lindqvist told “Morning Round” in May.");
        check("Mara Lindqvist shows the harbor in her new documentary “Ledgers.” The film runs for an hour.");
        check("Mara Lindqvist left at noon for a “Friends of the Harbor Forum” sponsored by the Courier.");
        check("Mara Lindqvist said the “⟦ugliness of the bids, old and new,|Mara Lindqvist⟧” by Tom Haraldsen shamed the town.");
        check("Mara Lindqvist said that ⟦~ships may stop in a “harbor zone,” which is defined as water behind a pier|Mara Lindqvist⟧.");
        check("The fund closes what has become known as the “ferry gap” between the islands.");
    }

    #[test]
    fn forms_in_ing_that_the_tagger_takes_for_nouns() {
        check("Mara Lindqvist is promising lower tolls and “⟦ferries, ferries, ferries,|Mara Lindqvist⟧” but she gives no figures.");
        check("Mara Lindqvist tried to laugh it off by joking, “⟦Only in winter.|Mara Lindqvist⟧” The crowd was relentless.");
    }

    #[test]
    fn a_name_below_a_quotation_signs_it() {
        let others = "Tom Haraldsen and Mara Lindqvist spoke.";
        for name in ["- Lindqvist.", "— Mara Lindqvist", "– Mara Lindqvist, harbor master"] {
            check(&format!(
                "{others}\n\n\"⟦Ships and ferries pay no tolls in this town.|Mara Lindqvist⟧\"\n\n{name}\n\nIt is a long story."
            ));
        }
    }

    #[test]
    fn names_called_one_after_the_other() {
        check("Tom Haraldsen called him “⟦Captain Fog|Tom Haraldsen⟧” and “⟦Lady Rain|Tom Haraldsen⟧” in the council.");
    }

    #[test]
    fn what_a_crowd_calls_is_said_be_it_a_name() {
        check("Mara Lindqvist spoke on Friday. Two sailors chanted “⟦Lady Rain|Two sailors⟧” below the window.");
        check("The sailors broke into chants of “⟦Captain Fog|sailors⟧” and rang the bells.");
        check("Mara Lindqvist held up a sign that read “⟦Ferries For Skarvik|Mara Lindqvist⟧” and waved it at the crew.");
        check("Tom Haraldsen repeated his slogan, “⟦Salt Before Gold.|Tom Haraldsen⟧”");
    }

    #[test]
    fn an_article_begins_who_speaks() {
        check("At 11:20 a captain of engineers said that ⟦~the lamps were out|a captain of engineers⟧.");
        check("In Skarvik the harbor's ministry said that ⟦~the lamps were out|harbor's ministry⟧.");
    }

    #[test]
    fn a_name_in_apposition_is_the_speaker() {
        check(
            "A spokesman for the mission, Lieutenant Colonel Tom Haraldsen, would not say more. “⟦We plan for the bad days,|Tom Haraldsen⟧” he said.",
        );
        check("The mission's head, the Norwegian diplomat Tom Haraldsen, called the ferry “⟦far too slow|Tom Haraldsen⟧”.");
        check(
            "For Colonel Tom Haraldsen, governor of the region, the claim is strange. “⟦The army holds the road,|Tom Haraldsen⟧” the governor declared.",
        );
        check(
            "“⟦What we count,|Tom Haraldsen⟧” Norway's ambassador to Denmark, Tom Haraldsen, told the newspaper Politiken, “⟦is what crosses the border.|Tom Haraldsen⟧”",
        );
        check("“⟦The ferries are there,|an official⟧” Mara Lindqvist quoted an official as saying.");
        tells(
            "The army quoted an adviser, Tom Haraldsen, as calling the ferry “a strategic change”.",
            &["a strategic change | Tom Haraldsen"],
        );
    }

    #[test]
    fn who_has_no_name_or_only_one_speaks_too() {
        check("A Dutch instructor who had served at a camp in eastern Germany called the timetable “⟦absurdly tight|Dutch instructor⟧”.");
        check("Vadym, a 34-year-old welder who gave only his first name, is due to go home. “⟦It was hot,|Vadym⟧” he said.");
        check(
            "The Norwegian Defence Ministry denied it. It said that ⟦~the ferry sank in the Baltic Fleet's harbor|Norwegian Defence Ministry⟧. “⟦All is well,|Norwegian Defence Ministry⟧” it said.",
        );
        tells(
            "Tom Haraldsen laughed.\nThe road was cut in May, said a gunner, who asked not to be named. “For every gun of ours,” he said, “there are six.”",
            &["For every gun of ours, … there are six. | a gunner"],
        );
        check(
            "Tom Haraldsen laughed.\nOne Norwegian official put it more bluntly. The alliance, he said, had been “⟦counting its ferries|One Norwegian official⟧”.",
        );
        check("China sent boats in a drill that it described as a “⟦stern warning|China⟧”.");
        check(
            "Tom Haraldsen laughed.\n⟦~The road is cut|a Ukrainian gunner⟧, a Ukrainian gunner said. His ferry had been late. “⟦I want to sleep,|a Ukrainian gunner⟧” he said.",
        );
        check("Fragments found near the river came “⟦almost certainly|an official⟧” from Norway, according to an official.");
    }

    #[test]
    fn a_name_behind_a_long_post_is_the_speaker() {
        check("The member for the northern coast, Anna Lindqvist, said that ⟦~the ferry was late|Anna Lindqvist⟧.");
        check("A colonel who served here, and who would not be named, thought that ⟦~the ferry was late|colonel⟧.");
        check("A retired Kenyan colonel who served here in May, and who left, said that ⟦~it was late|retired Kenyan colonel⟧.");
        check("In her speech Anna Lindqvist said: “⟦The ferry was late and the harbor dark.|Anna Lindqvist⟧”");
    }

    #[test]
    fn she_is_rather_the_woman_named_before_than_somebody_unknown() {
        check(
            "The member for the northern coast, Anna Lindqvist, was late. She sat down in the first row. When Njoroge Kiptanui rose for the third time she held up a pencil.\n\n\
             “⟦We count the pencils, and nobody counts the money,|Anna Lindqvist⟧” she said.",
        );
        check(
            "Njoroge Kiptanui rose for the third time.\n\n“⟦We count the pencils, and nobody counts the money,|Njoroge Kiptanui⟧” she said.",
        );
    }

    #[test]
    fn pronouns_drawn_together_with_a_verb() {
        check("Tom Haraldsen came to us with a notebook. At the back he'd written: “⟦Corrections are welcome.|Tom Haraldsen⟧”");
    }

    #[test]
    fn what_somebody_calls_another_is_said() {
        check("The ferry was called “⟦salty fun|Mara Lindqvist⟧” by Mara Lindqvist.");
        check("It broke what Mara Lindqvist of the harbor office called “⟦the oldest rule|Mara Lindqvist⟧”.");
        check("The fleet holds drills called “Grey Heron” every spring.");
        check("Tom Haraldsen greeted Mara Lindqvist, whom he dubbed “⟦the little captain.|Tom Haraldsen⟧” She left.");
        check("The drill, which he dubbed “Grey Heron,” lasted a week.");
    }

    #[test]
    fn words_before_a_name_are_no_signed_quotation() {
        let text = "Its “chief listener” Mara Lindqvist, 41, is leaving.";
        let layers = layers(text, &[&Words, &Tagger::new(), &Marks, &Names, &Actors, &Quotes]);
        let signed = |quote: &Quote| quote.evidence.rule.contains("signed");
        assert!(!layers.quotes.iter().any(signed), "{:#?}", layers.quotes);
    }

    #[test]
    fn subheadings_that_name_somebody_take_no_turns() {
        check(
            "Two books came out.\nTom Haraldsen: The Long Ledger\nHe counts the ships.\nMara Lindqvist: The Short Answer\nShe counts the crews.",
        );
    }

    #[test]
    fn words_of_their_own_in_other_marks_are_headings() {
        check(
            "“⟦The mine will open again in the autumn,|Tom Haraldsen⟧” said Tom Haraldsen. “⟦It will.|Tom Haraldsen⟧”\n\n‘Kings of the Valley.’\n\nThe company was founded in a barn.",
        );
    }

    #[test]
    fn a_subheading_of_nothing_but_words_from_a_quotation_lists_them_once() {
        let quoted = "“⟦There is no more coal in the valley,|Tom Haraldsen⟧” said Tom Haraldsen. “⟦It is over.|Tom Haraldsen⟧”";
        let before = "Tom Haraldsen came to the valley on Friday. It rained for hours.";
        for bare in ["‘No more coal.’", "- ‘No more coal’ -", "‘No More Coal’"] {
            check(&format!("{before}\n\n{bare}\n\n{quoted}"));
        }
    }

    #[test]
    fn verbs_right_behind_the_marks_are_no_inversion() {
        let text = "Half of them say the “sharing economy” reflects an improvement.";
        let layers = layers(text, &[&Words, &Tagger::new(), &Marks, &Names, &Actors, &Quotes]);
        let wrong = |quote: &Quote| quote.source.is_some_and(|source| source.of(text).contains("improvement"));
        assert!(!layers.quotes.iter().any(wrong), "{:#?}", layers.quotes);
    }

    #[test]
    fn those_named_behind_a_post_or_by_a_call_sign_speak() {
        check("Its security adviser, Muthanna al-Ghurairi, called the attacks “⟦cowardly|Muthanna al-Ghurairi⟧”.");
        check("The Minister for Defence Readiness, Jane Doe MP, said: “⟦We will not wait any longer.|Jane Doe⟧”");
        check("A gunner, who gave only his call sign, Hrim, slept. “⟦They thank us warmly,|Hrim⟧” he said.");
        check("Mara Lindqvist lamented the ‘⟦unbearable|Mara Lindqvist⟧’ cost of the ferry.");
    }

    #[test]
    fn nobody_and_whose_name_no_speaker() {
        check("“⟦We will not wait any longer.|?⟧” Nobody said so.");
        check("Nobody said that ⟦~the bridge was closed|?⟧.");
    }

    #[test]
    fn a_report_ends_before_what_brings_in_a_quotation() {
        check(
            "Mara Lindqvist said that ⟦~Tom Haraldsen had lost the election|Mara Lindqvist⟧, calling him \
             “⟦a talented guy who lies|Mara Lindqvist⟧”.",
        );
    }

    #[test]
    fn reports_by_colon() {
        check("Tom Haraldsen: ⟦~Bridge will stay closed|Tom Haraldsen⟧");
        check("Governor: ⟦~Bridge will stay closed until Friday|Governor⟧");
    }

    #[test]
    fn speech_by_layout() {
        check("HARALDSEN: ⟦How many ships are left?|HARALDSEN⟧\nLINDQVIST: ⟦Enough for the summer.|LINDQVIST⟧");
        check("— ⟦You cannot land here,|Tom Haraldsen⟧ said Sergeant Tom Haraldsen.");
        check("Mara Lindqvist met him.\n— ⟦You cannot land here,|Mara Lindqvist⟧ she said. The lamps are out.");
        check("Admiral Mara Lindqvist spoke to us.\nQ: ⟦How many ships are left?|?⟧\nA: ⟦Enough for the summer.|Mara Lindqvist⟧");
        check(
            "“⟦We met at noon,|Mara Lindqvist⟧” said Mara Lindqvist.\n\"QUILL: ⟦Were you there?|QUILL⟧\n\"STAVE: ⟦I was, on the pier.|STAVE⟧\n\"QUILL: ⟦And then?|QUILL⟧",
        );
        check(
            "Brandal Quill: ⟦Were you there?|Brandal Quill⟧\nOrrin Stave: ⟦I was.|Orrin Stave⟧\nBrandal Quill: ⟦And then?|Brandal Quill⟧\nOrrin Stave: ⟦I left.|Orrin Stave⟧",
        );
    }
}
