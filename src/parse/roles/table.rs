// Columns and rows of `weights/*.tsv`: the labels and the feature templates. Also included by
// build.rs, which looks the weights up by these names.

macro_rules! labels {
    ($($(#[$doc:meta])* $label:ident $name:literal,)*) => {
        /// The state of the CRF at a line: a role, and whether a fragment begins there.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Label { $($(#[$doc])* $label,)* }

        /// All labels in the order of their index.
        pub const LABELS: [Label; [$($name),*].len()] = [$(Label::$label),*];

        /// Name of each label: a column of `weights/*.tsv`.
        #[cfg_attr(not(feature = "train"), allow(dead_code))]
        pub const LABEL_NAMES: [&str; LABELS.len()] = [$($name),*];
    };
}

labels! {
    /// First line of a story's first paragraph.
    LeadStart "lead-start",
    /// First line of another paragraph.
    ParagraphStart "paragraph-start",
    /// First line of a fragment that goes on with a paragraph, behind a column break.
    FragmentStart "fragment-start",
    /// Line that goes on with the fragment above it.
    Continuation "continuation",
    Kicker "kicker",
    KickerContinuation "kicker-continuation",
    Headline "headline",
    HeadlineContinuation "headline-continuation",
    Deck "deck",
    DeckContinuation "deck-continuation",
    Subhead "subhead",
    SubheadContinuation "subhead-continuation",
    /// Byline above a story.
    Byline "byline",
    /// Byline or dateline below a story.
    SignOff "sign-off",
    Credit "credit",
    /// Heading of a teaser box.
    TeaserHead "teaser-head",
    Teaser "teaser",
    Jump "jump",
    Furniture "furniture",
    Rubric "rubric",
}

/// Number of labels.
pub const LABEL_COUNT: usize = LABELS.len();

macro_rules! templates {
    ($($template:ident $name:literal $size:literal,)*) => {
        /// A feature template: what is observed of a line, with a fixed number of values.
        #[derive(Clone, Copy)]
        pub enum Template { $($template,)* }

        /// Name of each template, and its number of values.
        pub const TEMPLATES: [(&str, usize); [$($size),*].len()] = [$(($name, $size)),*];
    };
}

templates! {
    Bias "bias" 1,
    Width "width" 14,
    First "first" 11,
    Last "last" 12,
    Cue "cue" 13,
    OpensStory "opens-story" 2,
    EndCue "end-cue" 6,
    FunctionWords "function-words" 8,
    FunctionWordsWidth "function-words-width" 20,
    SentenceEnds "sentence-ends" 3,
    Capitalized "capitalized" 25,
    Commas "commas" 4,
    Marks "marks" 9,
    OpenBrackets "open-brackets" 3,
    PositionInFrame "position-in-frame" 12,
    PositionOnPage "position-on-page" 5,
    FirstWidth "first-width" 55,
    LastWidth "last-width" 60,
    AboveLast "above-last" 24,
    AboveCue "above-cue" 26,
    AboveWidth "above-width" 10,
    BelowCue "below-cue" 26,
    BelowOpensStory "below-opens-story" 4,
    BelowWidth "below-width" 10,
    BelowFirst "below-first" 22,
    SecondBelowCue "second-below-cue" 13,
    SecondBelowOpensStory "second-below-opens-story" 2,
    EdgeOfLinesAbove "edge-of-lines-above" 14,
    EdgeOfLinesBelow "edge-of-lines-below" 14,
    AboveEdge "above-edge" 28,
    WidthStepAbove "width-step-above" 8,
    WidthStepBelow "width-step-below" 16,
    LineBreak "line-break" 54,
    RoomAbove "room-above" 20,
    RoomBelow "room-below" 20,
    BoundaryBigram "boundary-bigram" 6,
    RepeatedBigrams "repeated-bigrams" 24,
    HeadingRun "heading-run" 16,
    HeadingRunWidth "heading-run-width" 20,
    HeadingSurroundings "heading-surroundings" 72,
    Couplet "couplet" 4,
    PrefixOfNext "prefix-of-next" 3,
    BodyOverlap "body-overlap" 5,
    BodyOverlapAbove "body-overlap-above" 25,
    BodyOverlapBelow "body-overlap-below" 25,
    FrameWidth "frame-width" 12,
    CohesionAbove "cohesion-above" 36,
    CohesionAcross "cohesion-across" 36,
    CohesionNext "cohesion-next" 36,
    CohesionBalance "cohesion-balance" 36,
    PageHabit "page-habit" 72,
    RepeatedLine "repeated-line" 10,
}

/// Index of each template's first feature; the last is the number of features.
pub const OFFSETS: [usize; TEMPLATES.len() + 1] = {
    let mut offsets = [0; TEMPLATES.len() + 1];
    let mut i = 0;
    while i < TEMPLATES.len() {
        offsets[i + 1] = offsets[i] + TEMPLATES[i].1;
        i += 1;
    }
    offsets
};

/// Number of features: each value of each template is one.
pub const FEATURES: usize = OFFSETS[TEMPLATES.len()];
