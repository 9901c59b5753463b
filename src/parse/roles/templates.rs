// The names of the features and how many values each has; also read by build.rs, which
// finds the weights' places by it.

/// Label of a column of `roles.tsv`, in order.
#[cfg_attr(not(feature = "tuning"), allow(dead_code))]
pub(super) const COLUMNS: [&str; 18] = [
    "fresh",
    "resumed",
    "running",
    "kicker",
    "kicker-on",
    "headline",
    "headline-on",
    "deck",
    "deck-on",
    "subhead",
    "subhead-on",
    "byline",
    "credit",
    "teaser-head",
    "teaser",
    "jump",
    "furniture",
    "rubric",
];

/// What a line shows: each name with its number of values.
pub(super) const TEMPLATES: &[(&str, usize)] = &[
    ("bias", 1),
    ("width", 14),
    ("first", 11),
    ("last", 12),
    ("cue", 13),
    ("opens", 2),
    ("tail", 6),
    ("function", 8),
    ("function-width", 20),
    ("stops", 3),
    ("capitals", 25),
    ("commas", 4),
    ("has", 9),
    ("brackets", 3),
    ("place", 12),
    ("page-place", 5),
    ("first-width", 55),
    ("last-width", 60),
    ("before-last", 24),
    ("before-cue", 26),
    ("before-width", 10),
    ("after-cue", 26),
    ("after-opens", 4),
    ("after-width", 10),
    ("after-first", 22),
    ("after2-cue", 13),
    ("after2-opens", 2),
    ("indent", 10),
    ("edge-before", 14),
    ("edge-after", 14),
    ("before-edge", 28),
    ("step-before", 8),
    ("step-after", 16),
    ("break", 54),
    ("room-above", 20),
    ("room-below", 20),
    ("pair", 6),
    ("echo", 24),
    ("run", 16),
    ("run-width", 20),
    ("inner", 72),
    ("couplet", 4),
    ("leads", 3),
    ("below", 5),
    ("below-above", 25),
    ("below-next", 25),
    ("frame-width", 12),
];

/// Number of features.
pub(super) const FEATURES: usize = {
    let (mut sum, mut i) = (0, 0);
    while i < TEMPLATES.len() {
        sum += TEMPLATES[i].1;
        i += 1;
    }
    sum
};
