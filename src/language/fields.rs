// The fields of a pack; the build script reads this list too.

/// Fields that hold one string.
pub const TEXTS: [&str; 5] = ["language", "letters", "function", "followers", "surnames"];

/// Fields that hold a list of words.
pub const WORDS: [&str; 5] = ["function_words", "double_surnames", "not_names", "kicker_tails", "captions"];

/// Fields that hold a list of patterns.
pub const PATTERNS: [&str; 14] = [
    "duties",
    "openings",
    "opening_names",
    "bylines",
    "name_lines",
    "credits",
    "credit_tails",
    "closings",
    "jumps",
    "jump_tails",
    "teasers",
    "rubrics",
    "furniture",
    "notices",
];
