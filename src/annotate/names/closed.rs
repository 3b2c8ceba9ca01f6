//! Small closed sets of words around names.

/// Prepositions after which a place stands.
pub(super) fn is_locative(word: &str) -> bool {
    matches!(
        word,
        "in" | "In"
            | "at"
            | "near"
            | "from"
            | "From"
            | "outside"
            | "around"
            | "to"
            | "into"
            | "through"
            | "toward"
            | "towards"
            | "of"
            | "across"
            | "over"
            | "via"
            | "At"
            | "Near"
            | "between"
    )
}

/// Verbs whose subject is a state rather than a town.
pub(super) fn is_state_verb(word: &str) -> bool {
    matches!(
        word,
        "has"
            | "had"
            | "have"
            | "would"
            | "will"
            | "could"
            | "should"
            | "must"
            | "may"
            | "might"
            | "cannot"
            | "can"
            | "does"
            | "did"
            | "wants"
            | "wanted"
            | "seeks"
            | "sought"
            | "sent"
            | "sends"
            | "imposed"
            | "launched"
            | "backed"
            | "backs"
            | "supports"
            | "supported"
            | "faces"
            | "faced"
            | "continues"
            | "continued"
            | "plans"
            | "planned"
            | "intends"
            | "needs"
            | "knows"
            | "fears"
            | "refused"
            | "refuses"
            | "rejected"
            | "rejects"
            | "began"
            | "begins"
            | "gave"
            | "gives"
            | "took"
            | "takes"
            | "made"
            | "makes"
            | "views"
            | "sees"
            | "used"
            | "uses"
            | "deployed"
            | "hopes"
            | "annexed"
            | "invaded"
            | "expelled"
            | "recalled"
            | "summoned"
            | "tried"
            | "tries"
            | "appears"
            | "appeared"
            | "remains"
            | "also"
            | "never"
            | "still"
            | "itself"
            | "is"
            | "was"
    )
}

/// Days of the week, which in some lands are given names, too.
pub(in crate::annotate) fn is_weekday(word: &str) -> bool {
    matches!(word, "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday")
}

/// Tens in words with a capital, alone or with ones: "Twenty-two cutters".
pub(super) fn is_written_tens(word: &str) -> bool {
    let tens = word.split_once('-').map_or(word, |(tens, _)| tens);
    matches!(tens, "Twenty" | "Thirty" | "Forty" | "Fifty" | "Sixty" | "Seventy" | "Eighty" | "Ninety")
}

/// Numbers of units in words: "Destroyer Squadron Nine".
pub(in crate::annotate) fn is_written_number(word: &str) -> bool {
    matches!(word, "One" | "Two" | "Three" | "Four" | "Five" | "Six" | "Seven" | "Eight" | "Nine" | "Ten" | "Eleven" | "Twelve")
}
