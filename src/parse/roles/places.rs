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
            #[cfg_attr(not(feature = "columns"), expect(dead_code))]
            pub const fn bit(self) -> u32 {
                1 << self as u32
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
}

// a line has a bit for each, and two of its own
const _: () = assert!(PLACES.len() <= u32::BITS as usize - 2);
