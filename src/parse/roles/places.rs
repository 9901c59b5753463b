// Rows of `weights/places.tsv`: what the place of a line on paper says of it. Also included by build.rs,
// which looks the weights up by these names.

macro_rules! places {
    ($($place:ident $name:literal,)*) => {
        /// What is observed of a line whose place is known.
        #[derive(Clone, Copy)]
        #[cfg_attr(not(feature = "columns"), expect(dead_code))]
        #[repr(u8)]
        pub enum PlaceFeature { $($place,)* }

        impl PlaceFeature {
            /// Its bit among the features of a line.
            pub const fn bit(self) -> u64 {
                1 << self as u64
            }

            /// Its bit where it is observed, or none.
            #[cfg_attr(not(feature = "columns"), expect(dead_code))]
            pub const fn bit_if(self, is_observed: bool) -> u64 {
                if is_observed { self.bit() } else { 0 }
            }
        }

        /// Name of each: a row of `weights/places.tsv`.
        #[cfg_attr(not(feature = "train"), allow(dead_code))]
        pub const PLACES: [&str; [$($name),*].len()] = [$($name),*];
    };
}

places! {
    Small "small",
    Body "body",
    Large "large",
    Larger "larger",
    Largest "largest",
    Head "head",
    HeadLabel "head-label",
    ColumnText "column-text",
    ColumnHeading "column-heading",
    ColumnLabel "column-label",
    NoColumns "no-columns",
    Across "across",
    Full "full",
    Short "short",
    Indented "indented",
    IndentedShort "indented-short",
    RightAligned "right-aligned",
    Centred "centred",
    BelowFull "below-full",
    IndentedBelowFull "indented-below-full",
    BelowShort "below-short",
    IndentedBelowShort "indented-below-short",
    NextColumn "next-column",
    First "first",
    LargerThanAbove "larger-than-above",
    SmallerThanAbove "smaller-than-above",
    SameSize "same-size",
    RoomAbove "room-above",
    Bold "bold",
    SaidHeading "said-heading",
    Boxed "boxed",
    RuleAbove "rule-above",
    RuleBelow "rule-below",
    BelowPicture "below-picture",
}

// a line has a bit for each, and two of its own
const _: () = assert!(PLACES.len() <= u64::BITS as usize - 2);
