//! What speaks for a link, and for a story to begin or end where it does, as numbers that a
//! linear model weighs.
//!
//! The first part is known of two fragments whatever the page's reading; the second part,
//! from `has_title` on, is known only of a link in a [`Reading`].

use super::graph::{Class, Graph};
use super::partition::Reading;
use super::weights::LANES;
use crate::model::Role;

/// Names of the links' kinds, in the order of their index.
pub(super) const KINDS: [&str; 8] = [
    "title-title",
    "title-byline",
    "title-body",
    "byline-title",
    "byline-byline",
    "byline-body",
    "body-byline",
    "body-body",
];

/// The index of the kind of link; `None` for a title behind text, which no story has.
pub(super) fn kind(left: Class, right: Class) -> Option<usize> {
    let kind = match (left, right) {
        (Class::Title, Class::Title) => 0,
        (Class::Title, Class::Byline) => 1,
        (Class::Title, Class::Body) => 2,
        (Class::Byline, Class::Title) => 3,
        (Class::Byline, Class::Byline) => 4,
        (Class::Byline, Class::Body) => 5,
        (Class::Body, Class::Byline) => 6,
        (Class::Body, Class::Body) => 7,
        (Class::Body, Class::Title) => return None,
    };
    Some(kind)
}

macro_rules! evidence {
    ($kind:ident $names:ident: $($name:ident)*) => {
        #[derive(Clone, Copy)]
        #[repr(usize)]
        #[allow(non_camel_case_types, dead_code)]
        pub(super) enum $kind { $($name,)* }
        /// Names of the evidence, in the order of its index.
        pub(super) const $names: &[&str] = &[$(stringify!($name),)*];
    };
}

evidence! { F EVIDENCE:
    bias next_in_frame next_frame next_body forward backward log_distance title_between
    opens_right opens_next starts_mid ends_mid mid_mid mid_opens whole_starts_mid
    closes_left closes_next indented mid_indented quote back_opens
    near_mid near_whole far_mid far_whole
    single_cosine single_dot single_cover pair_seen
    printed_cosine printed_margin printed_margin_left printed_cover printed_together
    same_width width_off short_left short_right
    left_kicker left_deck right_kicker right_deck subhead_left subhead_right
    credit_left credit_right caption_left caption_right
    name_in_right name_elsewhere byline_left_open byline_leads byline_after_title byline_last enumerates

    has_title has_byline byline_ahead name_in_left own_between tail_adjacent
    near_scramble far_scramble
    near_mid_cosine near_whole_cosine far_mid_cosine far_whole_cosine
    near_mid_margin near_whole_margin far_mid_margin far_whole_margin
    near_mid_margin_left near_whole_margin_left far_mid_margin_left far_whole_margin_left
    near_mid_dot near_whole_dot far_mid_dot far_whole_dot
    near_alone far_alone near_alone_margin far_alone_margin
    alone_left alone_left_margin scramble_margin
    cover cover_margin cover_margin_left
}

evidence! { E END_EVIDENCE:
    bias opens starts_mid ends_mid closes indented kicker deck subhead credit
    no_title no_body opens_again bylines_again one_body
}

pub(super) const WIDTH: usize = EVIDENCE.len();
pub(super) const ENDS: usize = END_EVIDENCE.len();
/// The evidence from here on is of a reading.
pub(super) const OF_READING: usize = F::has_title as usize;
const READ: usize = WIDTH - OF_READING;
/// The evidence before any reading is within these, whole lanes of [`weigh`](super::weights::weigh).
pub(super) const BEFORE: usize = OF_READING.next_multiple_of(LANES);

pub(super) type Link = [f32; WIDTH];
pub(super) type End = [f32; ENDS];

fn flag(b: bool) -> f32 {
    f32::from(u8::from(b))
}

/// 0..1, flat where much is shared: there a little more says little.
fn level(shared: f32) -> f32 {
    shared / (shared + 30.0)
}

/// Whether no other text stands between the two, so that `j` is next in the order of text.
pub(super) fn is_near(graph: &Graph, i: usize, j: usize) -> bool {
    let skipped = |from: &[u32]| from[i.max(j)] - from[i.min(j)];
    let own = u32::from(graph.nodes[i.min(j)].class == Class::Body);
    j == i + 1 || j > i && skipped(&graph.bodies_before) - own == 0
}

/// Which of four: the two stand next to each other or not, and a sentence is cut between them
/// or not.
pub(super) fn stand(graph: &Graph, i: usize, j: usize) -> usize {
    2 * usize::from(!is_near(graph, i, j))
        + usize::from(!(graph.nodes[i].breaks_off() || graph.nodes[j].starts_mid > 0.9))
}

/// What is known of the link from `i` to `j` before any reading; `printed` is the page in
/// the order of its text.
pub(super) fn of_link(graph: &Graph, printed: &Reading, i: usize, j: usize) -> Link {
    let (left, right) = (&graph.nodes[i], &graph.nodes[j]);
    let mut e = [0f32; WIDTH];
    let mut set = |f: F, v: f32| e[f as usize] = v;
    let between = |counts: &[u32]| counts[i.max(j)] - counts[i.min(j)];
    let first = graph.nodes[i.min(j)].class;
    let bodies = between(&graph.bodies_before) - u32::from(first == Class::Body);
    let titles = between(&graph.titles_before) - u32::from(first == Class::Title);
    let next = j == i + 1;
    let next_body = j > i && bodies == 0;
    set(F::bias, 1.0);
    set(F::next_in_frame, flag(next && left.frame == right.frame));
    set(F::next_frame, flag(next && left.frame != right.frame));
    set(F::next_body, flag(next_body && !next));
    set(F::forward, flag(j > i && bodies > 0));
    set(F::backward, flag(j < i));
    set(F::log_distance, (1.0 + bodies as f32).ln());
    set(F::title_between, flag(titles > 0 && next_body));
    set(F::opens_right, flag(right.opens));
    set(F::opens_next, flag(right.opens && next_body));
    set(F::starts_mid, right.starts_mid);
    set(F::ends_mid, left.ends_mid);
    set(F::mid_mid, left.ends_mid * right.starts_mid);
    set(F::mid_opens, left.ends_mid * flag(right.opens));
    set(F::whole_starts_mid, (1.0 - left.ends_mid) * right.starts_mid);
    set(F::closes_left, flag(left.closes));
    set(F::closes_next, flag(left.closes && next_body));
    set(F::indented, flag(right.indented));
    set(F::mid_indented, left.ends_mid * flag(right.indented));
    set(F::quote, flag(right.quote));
    set(F::back_opens, flag(left.opens && j < i));
    let body = left.class == Class::Body && right.class == Class::Body;
    let stands = [F::near_mid, F::near_whole, F::far_mid, F::far_whole];
    set(stands[stand(graph, i, j)], flag(body));
    let single = graph.cohesion.shared(i, j);
    set(F::single_cosine, single / (graph.cohesion.norms[i] * graph.cohesion.norms[j]).sqrt().max(1e-6));
    set(F::single_dot, level(single));
    if let Some(terms) = &graph.titles[i] {
        set(F::single_cover, terms.share(terms.mask(i, j)));
    }
    let seen = graph.pairs.get(&(left.last, right.first)).copied().unwrap_or(0);
    set(F::pair_seen, if left.breaks_off() { (seen as f32).ln_1p() } else { 0.0 });
    let bond = printed.bond(i, j);
    set(F::printed_cosine, bond.cosine);
    set(F::printed_margin, bond.margin);
    set(F::printed_margin_left, bond.margin_left);
    set(F::printed_cover, printed.cover(graph, i, j));
    set(F::printed_together, flag(printed.story_of[i] == printed.story_of[j]));
    if left.width > 0.0 && right.width > 0.0 {
        let off = (left.width - right.width).abs();
        set(F::same_width, flag(off <= 1.0));
        set(F::width_off, off.min(20.0) / 10.0);
    }
    set(F::short_left, flag(left.short));
    set(F::short_right, flag(right.short));
    set(F::left_kicker, flag(left.role == Role::Kicker));
    set(F::left_deck, flag(left.role == Role::Deck));
    set(F::right_kicker, flag(right.role == Role::Kicker));
    set(F::right_deck, flag(right.role == Role::Deck));
    set(F::subhead_left, flag(left.role == Role::Subhead));
    set(F::subhead_right, flag(right.role == Role::Subhead));
    set(F::credit_left, flag(left.role == Role::Credit));
    set(F::credit_right, flag(right.role == Role::Credit));
    set(F::caption_left, flag(left.role == Role::Caption));
    set(F::caption_right, flag(right.role == Role::Caption));
    if left.class == Class::Byline && right.class == Class::Body {
        set(F::name_in_right, flag(graph.named(i, j)));
        set(F::name_elsewhere, flag(!graph.named(i, j) && !left.named_in.is_empty()));
    }
    set(F::byline_left_open, flag(left.class == Class::Byline && right.opens && next));
    if right.class == Class::Byline {
        let next = graph.nodes.get(j + 1);
        set(F::byline_leads, flag(next.is_some_and(|n| n.class == Class::Body && n.opens)));
        set(F::byline_last, flag(next.is_none_or(|n| n.class == Class::Title)));
    }
    if left.class == Class::Byline || right.class == Class::Byline {
        let byline = if right.class == Class::Byline { j } else { i };
        let before = byline.checked_sub(1).map(|b| &graph.nodes[b]);
        set(F::byline_after_title, flag(before.is_some_and(|b| b.class == Class::Title)));
    }
    set(F::enumerates, flag(left.numeral + 1 == right.numeral && left.numeral > 0));
    e
}

/// Adds what is known of the link from `i` to `j` in the reading, be it one of the reading's
/// links or one that might be.
pub(super) fn in_reading(graph: &Graph, reading: &Reading, i: usize, j: usize, e: &mut Link) {
    let (left, right) = (&graph.nodes[i], &graph.nodes[j]);
    e[OF_READING..].copy_from_slice(&of_reading(graph, reading, i, j, stand(graph, i, j)));
    if left.class == Class::Body && right.class == Class::Byline {
        let found = e[F::name_in_left as usize] > 0.0;
        e[F::name_elsewhere as usize] = flag(!found && !right.named_in.is_empty());
    }
}

/// What is known of the link from `i` to `j` only in a reading: the evidence from
/// [`OF_READING`] on. `stand` is how the two [`stand`].
pub(super) fn of_reading(graph: &Graph, reading: &Reading, i: usize, j: usize, stand: usize) -> [f32; READ] {
    let (left, right) = (&graph.nodes[i], &graph.nodes[j]);
    let mut e = [0f32; READ];
    let mut set = |f: F, v: f32| e[f as usize - OF_READING] = v;
    let (story, other) = (reading.story_of[i], reading.story_of[j]);
    let near = stand < 2;
    set(F::has_title, flag(reading.titles_to[i] > 0));
    set(F::has_byline, flag(reading.bylines_to[i] > 0 && right.class == Class::Byline));
    set(
        F::byline_ahead,
        flag(
            reading.bylines_from[j] > 0 && (left.class == Class::Byline || right.class == Class::Byline) && {
                reading.bylines_from[j] > u32::from(right.class == Class::Byline)
            },
        ),
    );
    if left.class == Class::Body && right.class == Class::Byline {
        let found =
            right.named_in.iter().any(|&n| reading.story_of[n] == story && reading.place_of[n] <= reading.place_of[i]);
        set(F::name_in_left, flag(found));
    }
    set(F::own_between, flag(reading.is_own_between(i, j)));
    let tail = reading.last_body[j];
    set(F::tail_adjacent, flag(j < i && tail < i && graph.bodies_before[i] - graph.bodies_before[tail] == 1));
    set(if near { F::near_scramble } else { F::far_scramble }, reading.scramble);
    let bond = reading.bond(i, j);
    let (alone, rival) = reading.alone(graph, j, story);
    set(if near { F::near_alone } else { F::far_alone }, alone);
    set(if near { F::near_alone_margin } else { F::far_alone_margin }, alone - rival);
    set(F::scramble_margin, reading.scramble * (alone - rival));
    let (alone, rival) = reading.alone(graph, i, other);
    set(F::alone_left, alone);
    set(F::alone_left_margin, alone - rival);
    set(F::cover, reading.cover(graph, i, j));
    if left.class != Class::Body {
        let (margin, margin_left) = reading.cover_margins(i, j);
        set(F::cover_margin, margin);
        set(F::cover_margin_left, margin_left);
    }
    let at = |first: F| first as usize - OF_READING + stand;
    e[at(F::near_mid_cosine)] = bond.cosine;
    e[at(F::near_mid_margin)] = bond.margin;
    e[at(F::near_mid_margin_left)] = bond.margin_left;
    e[at(F::near_mid_dot)] = level(bond.dot.max(0.0));
    e
}

/// What is known of node `i` as the end of a story, before any reading.
pub(super) fn of_end(graph: &Graph, i: usize) -> End {
    let node = &graph.nodes[i];
    let mut e = [0f32; ENDS];
    let mut set = |f: E, v: f32| e[f as usize] = v;
    set(E::bias, 1.0);
    set(E::opens, flag(node.opens));
    set(E::starts_mid, node.starts_mid);
    set(E::ends_mid, node.ends_mid);
    set(E::closes, flag(node.closes));
    set(E::indented, flag(node.indented));
    set(E::kicker, flag(node.role == Role::Kicker));
    set(E::deck, flag(node.role == Role::Deck));
    set(E::subhead, flag(node.role == Role::Subhead));
    set(E::credit, flag(node.role == Role::Credit));
    e
}

/// Adds what is known of the story that begins with node `i`.
pub(super) fn in_story(graph: &Graph, reading: &Reading, i: usize, e: &mut End) {
    let members = reading.members(reading.story_of[i]);
    let count = |class| members.iter().filter(|&&n| graph.nodes[n].class == class).count();
    let (titles, bylines, bodies) = (count(Class::Title), count(Class::Byline), count(Class::Body));
    let opens = members.iter().filter(|&&n| graph.nodes[n].opens).count();
    let mut set = |f: E, v: f32| e[f as usize] = v;
    set(E::no_title, flag(titles == 0));
    set(E::no_body, flag(bodies == 0));
    set(E::opens_again, opens.saturating_sub(1) as f32);
    set(E::bylines_again, bylines.saturating_sub(1) as f32);
    set(E::one_body, flag(bodies == 1));
}
