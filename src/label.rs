//! Closed sets of labels that the record, the engine and the reader share.

/// Declares a closed set: its names in files (kebab case), `ALL`, `name`, `Display` and `FromStr`.
macro_rules! labels {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// Every label, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name used in files.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> {
                match text { $($text => Ok(Self::$variant),)+ _ => Err(()) }
            }
        }
    };
}

pub(crate) use labels;

labels! {
    /// What an actor is.
    ActorKind {
        /// A human being, named or only described.
        Person = "person",
        /// A body: ministry, company, alliance, armed group, outlet.
        Organization = "organization",
        /// A state or territory of ISO 3166-1.
        Country = "country",
    }
}

labels! {
    /// What a mention in the text names.
    EntityKind {
        /// A person's name or description.
        Person = "person",
        /// A body.
        Organization = "organization",
        /// A state.
        Country = "country",
        /// A town, region, sea, mountain, base.
        Place = "place",
        /// An adjective or noun of nationality.
        Nationality = "nationality",
        /// A weapon or munition.
        Weapon = "weapon",
        /// A vehicle, vessel or aircraft.
        Platform = "platform",
        /// A military unit or force.
        Unit = "unit",
        /// A number with what it counts or measures.
        Quantity = "quantity",
        /// A date, time or period.
        Time = "time",
        /// A named exercise, operation or treaty.
        Event = "event",
    }
}

labels! {
    /// How speech is given.
    QuoteKind {
        /// Whole words between quotation marks.
        Direct = "direct",
        /// A fragment of one to three words, really attributed.
        Partial = "partial",
        /// Reported speech without quotation marks.
        Indirect = "indirect",
    }
}

labels! {
    /// The class of a military asset.
    AssetCategory {
        /// Soldiers and other people under arms.
        Personnel = "personnel",
        /// A formation: brigade, squadron, battery, special forces.
        Unit = "unit",
        /// Tanks.
        Tank = "tank",
        /// Other armored vehicles.
        ArmoredVehicle = "armored-vehicle",
        /// Guns, howitzers, mortars.
        Artillery = "artillery",
        /// Multiple rocket launchers.
        RocketArtillery = "rocket-artillery",
        /// Missiles that strike.
        Missile = "missile",
        /// Air-defense systems and their missiles.
        AirDefense = "air-defense",
        /// Aeroplanes.
        Aircraft = "aircraft",
        /// Helicopters.
        Helicopter = "helicopter",
        /// Uncrewed vehicles of air, land and sea.
        Drone = "drone",
        /// Surface vessels.
        Ship = "ship",
        /// Submarines.
        Submarine = "submarine",
        /// Rifles, machine guns, grenade launchers, shoulder-fired weapons.
        SmallArms = "small-arms",
        /// Shells, bombs, mines, cartridges.
        Munition = "munition",
        /// Unarmored vehicles.
        Vehicle = "vehicle",
        /// Nuclear weapons.
        Nuclear = "nuclear",
        /// Radars, jammers, communications.
        Electronic = "electronic",
        /// Bases, airfields, depots.
        Base = "base",
        /// Weapons of no closer class.
        Weapon = "weapon",
    }
}

labels! {
    /// What the text says happens to an asset.
    AssetStatus {
        /// Moved to or standing at a place.
        Deployed = "deployed",
        /// Taking part in a drill.
        Exercise = "exercise",
        /// Asked for.
        Requested = "requested",
        /// Pledged, not yet handed over.
        Promised = "promised",
        /// Handed over.
        Delivered = "delivered",
        /// Fired, flown or fought with.
        Used = "used",
        /// Taken from its owner.
        Captured = "captured",
        /// No longer in its owner's hands.
        Lost = "lost",
        /// Put out of existence.
        Destroyed = "destroyed",
    }
}

labels! {
    /// What a paragraph is for.
    ParagraphKind {
        /// Running text.
        Body = "body",
        /// Title or subheading.
        Heading = "heading",
        /// Words under a picture.
        Caption = "caption",
        /// Site furniture: share, comment, newsletter.
        Boilerplate = "boilerplate",
        /// A paragraph that stands earlier in the same text.
        Duplicate = "duplicate",
    }
}

labels! {
    /// Grammatical gender of a person, as names, titles and the text tell it.
    Gender {
        /// She.
        Female = "female",
        /// He.
        Male = "male",
    }
}

labels! {
    /// What the user did with a briefing.
    BriefingState {
        /// Not opened yet.
        Unread = "unread",
        /// Opened.
        Read = "read",
        /// Marked with a star.
        Starred = "starred",
        /// Bears a tag.
        Tagged = "tagged",
        /// Bears a note.
        Noted = "noted",
        /// Left out of lists unless asked for.
        Hidden = "hidden",
    }
}

labels! {
    /// What a briefing may hold.
    BriefingPart {
        /// Anything said.
        Quote = "quote",
        /// A person.
        Person = "person",
        /// A body.
        Organization = "org",
        /// Forces or equipment.
        Asset = "asset",
        /// A named place.
        Place = "place",
        /// A day of publication.
        Date = "date",
        /// A byline.
        Author = "author",
    }
}
