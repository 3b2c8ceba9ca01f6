//! What words do beside assets, as bits.

/// What a word does beside assets; one look-up a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Role(pub(super) u32);

impl Role {
    /// Size of a unit: brigade, squadron.
    pub const ECHELON: u32 = 1;
    /// An echelon that is also an ordinary word: division, group, wing.
    pub const COMMON_ECHELON: u32 = 1 << 1;
    /// Word inside the names of units: infantry, mechanized, guards.
    pub const BRANCH: u32 = 1 << 2;
    /// Verb of handing over to somebody.
    pub const GIVE: u32 = 1 << 3;
    /// Verb of getting.
    pub const RECEIVE: u32 = 1 << 4;
    /// Verb of having, moving, using one's own.
    pub const HOLD: u32 = 1 << 5;
    /// Verb of taking from an owner.
    pub const CAPTURE: u32 = 1 << 6;
    /// Verb of destroying another's.
    pub const DESTROY: u32 = 1 << 7;
    /// Verb of losing one's own.
    pub const LOSE: u32 = 1 << 8;
    /// Verb of asking for.
    pub const REQUEST: u32 = 1 << 9;
    /// Verb of promising or allowing.
    pub const PROMISE: u32 = 1 << 10;
    /// Verb of firing, flying, fighting with.
    pub const USE: u32 = 1 << 11;
    /// Word of dead and wounded.
    pub const CASUALTY: u32 = 1 << 12;
    /// Noun that makes a class noun before it an adjective: attack, strike, crash.
    pub const EVENT: u32 = 1 << 13;
    /// Word before a class noun that makes it no military thing: septic, think, fishing.
    pub const CIVILIAN: u32 = 1 << 14;
    /// Noun that may stand between a number and a class noun with `of`: rounds, pieces.
    pub const MEASURE: u32 = 1 << 15;
    /// Noun of a drill.
    pub const EXERCISE: u32 = 1 << 16;
    /// Verb of buying or making.
    pub const BUY: u32 = 1 << 17;
    /// Prefix of a state's ships.
    pub const SHIP: u32 = 1 << 18;
    /// Acronym of a unit's kind: CSG, BCT.
    pub const UNIT_ACRONYM: u32 = 1 << 19;
    /// Verb of moving to a place.
    pub const DEPLOY: u32 = 1 << 20;
    /// A lower-case word that premodifies though it looks like another part of speech.
    pub const MODIFIER: u32 = 1 << 21;
    /// Word that ends a phrase to its left though it looks like a modifier.
    pub const STOP: u32 = 1 << 22;
    /// A word that tells that a text is about war or armed forces.
    pub const MILITARY: u32 = 1 << 24;
    /// A word in small letters that begins a class noun or a designation.
    pub const FIRST: u32 = 1 << 25;
    /// Verb of a whole that has parts: include, comprise.
    pub const CONTAIN: u32 = 1 << 26;
    /// Verb of practicing: participate, rehearse.
    pub const TRAIN: u32 = 1 << 27;
    /// Verb of seeing or following another's: detect, track.
    pub const WATCH: u32 = 1 << 28;
    /// Noun that is a place by itself: border, airfield.
    pub const PLACE: u32 = 1 << 29;
    /// Verb of going that takes a place: enter, reach.
    pub const GOING: u32 = 1 << 30;
    /// First word of a class noun that is a weapon of war in any text: cluster, chemical.
    pub const WARLIKE: u32 = 1 << 31;
    /// Any verb that tells an owner or a fate.
    pub const ACTS: u32 = Self::GIVE
        | Self::RECEIVE
        | Self::HOLD
        | Self::CAPTURE
        | Self::DESTROY
        | Self::LOSE
        | Self::REQUEST
        | Self::PROMISE
        | Self::USE
        | Self::BUY
        | Self::DEPLOY
        | Self::WATCH;
    /// Abbreviation of a warship's type before its hull number: DDG, CVN.
    pub const HULL: u32 = 1 << 23;

    /// Whether any of the flags is set.
    #[must_use]
    #[inline]
    pub const fn is(self, flags: u32) -> bool {
        self.0 & flags != 0
    }
}
