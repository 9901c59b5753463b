//! The features by which a linear model scores a link, and the boundaries of a story.
//!
//! The first features of a link are local: they are known of two nodes whatever the partition.
//! Those from `has_title` on are known of a link in a [`Partition`] only.

use super::dot_product::LANES;
use super::graph::Graph;
use super::node::Class;
use super::partition::Partition;
use crate::model::Role;
use crate::parse::parameters::{HALF_SATURATION, MAX_WIDTH_DIFFERENCE, STARTS_MID};

/// Names of the kinds of links, in the order of their index.
pub const LINK_KINDS: [&str; 9] = [
    "title-title",
    "title-byline",
    "title-body",
    "byline-title",
    "byline-byline",
    "byline-body",
    "body-byline",
    "body-body",
    "body-title",
];

/// The index of the kind of link.
pub fn link_kind(left: Class, right: Class) -> usize {
    match (left, right) {
        (Class::Title, Class::Title) => 0,
        (Class::Title, Class::Byline) => 1,
        (Class::Title, Class::Body) => 2,
        (Class::Byline, Class::Title) => 3,
        (Class::Byline, Class::Byline) => 4,
        (Class::Byline, Class::Body) => 5,
        (Class::Body, Class::Byline) => 6,
        (Class::Body, Class::Body) => 7,
        (Class::Body, Class::Title) => 8,
    }
}

/// Where the two nodes of a link stand: next to each other in the text or not, and with a sentence
/// cut between them or not.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum LinkContext {
    NearMid,
    NearWhole,
    FarMid,
    FarWhole,
}

impl LinkContext {
    pub fn of(graph: &Graph, i: usize, j: usize) -> Self {
        let is_cut = graph.nodes[i].breaks_off() || graph.nodes[j].starts_mid > STARTS_MID;
        match (is_next(graph, i, j), is_cut) {
            (true, true) => Self::NearMid,
            (true, false) => Self::NearWhole,
            (false, true) => Self::FarMid,
            (false, false) => Self::FarWhole,
        }
    }

    fn is_near(self) -> bool {
        matches!(self, Self::NearMid | Self::NearWhole)
    }
}

/// Whether `j` comes behind `i` in the text with no other body node between them.
fn is_next(graph: &Graph, i: usize, j: usize) -> bool {
    let skipped = |from: &[u32]| from[i.max(j)] - from[i.min(j)];
    let own = u32::from(graph.nodes[i.min(j)].class == Class::Body);
    j == i + 1 || j > i && skipped(&graph.bodies_before) - own == 0
}

macro_rules! features {
    ($kind:ident $names:ident: $($name:ident)*) => {
        #[derive(Clone, Copy)]
        #[repr(usize)]
        #[allow(non_camel_case_types, dead_code)]
        enum $kind { $($name,)* }
        /// Names of the features, in the order of their index.
        pub const $names: &[&str] = &[$(stringify!($name),)*];
    };
}

features! { LinkFeature LINK_FEATURES:
    bias next_in_frame next_across_frames next_body forward backward log_distance title_between
    opens_right opens_next opening_share opening_share_opens opening_share_lead lead_right lead_next lead_left ends_mid_lead maybe_subhead_left maybe_subhead_right goes_on goes_on_likely two_headlines signs_off_left signs_off_right starts_mid ends_mid breaks_off_share breaks_off_share_ends_mid ends_and_starts_mid ends_mid_opens ends_whole_starts_mid
    closes_left closes_next quote backward_from_opening
    near_mid near_whole far_mid far_whole
    fragment_cosine fragment_dot fragment_coverage bigram_seen
    text_order_cosine text_order_margin text_order_margin_left text_order_coverage text_order_same_story
    same_width width_difference short_left short_right
    left_kicker left_deck left_rubric right_kicker right_deck right_rubric subhead_left subhead_right
    credit_left credit_right caption_left caption_right
    name_in_right name_elsewhere
    byline_before_opening byline_above_opening byline_after_title byline_before_title consecutive_numerals

    has_title has_byline byline_follows name_in_left own_story_between adjacent_tail
    near_out_of_order far_out_of_order
    near_mid_cosine near_whole_cosine far_mid_cosine far_whole_cosine
    near_mid_margin near_whole_margin far_mid_margin far_whole_margin
    near_mid_margin_left near_whole_margin_left far_mid_margin_left far_whole_margin_left
    near_mid_dot near_whole_dot far_mid_dot far_whole_dot
    near_without_self far_without_self near_without_self_margin far_without_self_margin
    left_without_self left_without_self_margin out_of_order_margin
    coverage coverage_margin coverage_margin_left heading_above heading_below heading_balance across_heading across_heading_margin lead_coverage lead_coverage_margin
}

features! { BoundaryFeature BOUNDARY_FEATURES:
    bias opens maybe_subhead opening_share opening_share_opens opening_share_lead lead signs_off starts_mid ends_mid closes rubric kicker deck subhead credit
    no_title no_body subheads single_subhead extra_openings extra_leads extra_bylines sign_offs single_body
}

pub const LINK_WIDTH: usize = LINK_FEATURES.len();
pub const BOUNDARY_WIDTH: usize = BOUNDARY_FEATURES.len();

/// Index of the first feature that depends on the partition.
pub const FIRST_GLOBAL: usize = LinkFeature::has_title as usize;
const GLOBAL_WIDTH: usize = LINK_WIDTH - FIRST_GLOBAL;

/// Length of a prefix of the features that has all local ones and is whole lanes of
/// [`dot_product`](super::dot_product::dot_product).
pub const LOCAL_WIDTH: usize = FIRST_GLOBAL.next_multiple_of(LANES);

/// The features of a link.
pub type LinkFeatures = [f32; LINK_WIDTH];
/// The features of a node as the first or the last of a story.
pub type BoundaryFeatures = [f32; BOUNDARY_WIDTH];

fn flag(b: bool) -> f32 {
    f32::from(u8::from(b))
}

/// A dot product as 0..1, saturating: where much is shared, a little more says little.
fn saturate(dot: f32) -> f32 {
    dot / (dot + HALF_SATURATION)
}

/// The local features of the link from `i` to `j`; `text_order` is the partition that keeps the
/// order of the text.
pub fn local_features(graph: &Graph, text_order: &Partition, i: usize, j: usize) -> LinkFeatures {
    use LinkFeature as F;
    let (left, right) = (&graph.nodes[i], &graph.nodes[j]);
    let mut features = [0f32; LINK_WIDTH];
    let mut set = |f: F, v: f32| features[f as usize] = v;
    let between = |counts: &[u32]| counts[i.max(j)] - counts[i.min(j)];
    let first = graph.nodes[i.min(j)].class;
    let bodies = between(&graph.bodies_before) - u32::from(first == Class::Body);
    let titles = between(&graph.titles_before) - u32::from(first == Class::Title);
    let next = j == i + 1;
    let next_body = j > i && bodies == 0;
    set(F::bias, 1.0);
    set(F::next_in_frame, flag(next && left.frame == right.frame));
    set(F::next_across_frames, flag(next && left.frame != right.frame));
    set(F::next_body, flag(next_body && !next));
    set(F::forward, flag(j > i && bodies > 0));
    set(F::backward, flag(j < i));
    set(F::log_distance, libm::log1pf(bodies as f32));
    set(F::title_between, flag(titles > 0 && next_body));
    set(F::opens_right, flag(right.opens));
    set(F::opens_next, flag(right.opens && next_body));
    set(F::opening_share, graph.opening_share);
    set(F::opening_share_opens, graph.opening_share * flag(right.opens));
    set(F::opening_share_lead, graph.opening_share * right.lead);
    set(F::lead_right, right.lead);
    set(F::lead_next, right.lead * flag(next_body));
    set(F::lead_left, left.lead);
    set(F::ends_mid_lead, left.ends_mid * right.lead);
    set(F::maybe_subhead_left, left.maybe_subhead);
    set(F::maybe_subhead_right, right.maybe_subhead);
    let two_headlines = left.role == Role::Headline && right.role == Role::Headline;
    set(F::two_headlines, flag(two_headlines));
    if next && two_headlines {
        set(F::goes_on, right.goes_on);
        set(F::goes_on_likely, flag(right.goes_on > 0.5));
    }
    set(F::signs_off_left, flag(left.signs_off));
    set(F::signs_off_right, flag(right.signs_off));
    set(F::starts_mid, right.starts_mid);
    set(F::ends_mid, left.ends_mid);
    set(F::ends_and_starts_mid, left.ends_mid * right.starts_mid);
    set(F::ends_mid_opens, left.ends_mid * flag(right.opens));
    set(F::ends_whole_starts_mid, (1.0 - left.ends_mid) * right.starts_mid);
    set(F::closes_left, flag(left.closes));
    set(F::closes_next, flag(left.closes && next_body));
    set(F::quote, flag(right.quote));
    set(F::backward_from_opening, flag(left.is_lead() && j < i));
    let body = left.class == Class::Body && right.class == Class::Body;
    let contexts = [F::near_mid, F::near_whole, F::far_mid, F::far_whole];
    set(contexts[LinkContext::of(graph, i, j) as usize], flag(body));
    let dot = graph.similarity.dot(i, j);
    let squared_norms = graph.similarity.squared_norms[i] * graph.similarity.squared_norms[j];
    set(F::fragment_cosine, dot / squared_norms.sqrt().max(1e-6));
    set(F::fragment_dot, saturate(dot));
    if let Some(terms) = &graph.titles[i] {
        set(F::fragment_coverage, terms.coverage(terms.mask(i, j)));
    }
    let seen = graph.bigrams.get(left.last_char, right.first_char);
    set(F::bigram_seen, if left.breaks_off() { libm::log1pf(seen as f32) } else { 0.0 });
    let similarity = text_order.link_similarity(i, j);
    set(F::text_order_cosine, similarity.cosine);
    set(F::text_order_margin, similarity.margin);
    set(F::text_order_margin_left, similarity.margin_left);
    set(F::text_order_coverage, text_order.title_coverage(graph, i, j));
    set(F::text_order_same_story, flag(text_order.nodes[i].story == text_order.nodes[j].story));
    if left.width > 0.0 && right.width > 0.0 {
        let difference = (left.width - right.width).abs();
        set(F::same_width, flag(difference <= 1.0));
        set(F::width_difference, difference.min(MAX_WIDTH_DIFFERENCE) / 10.0);
    }
    set(F::short_left, flag(left.short));
    set(F::short_right, flag(right.short));
    set(F::left_kicker, flag(left.role == Role::Kicker));
    set(F::left_rubric, flag(left.role == Role::Rubric));
    set(F::right_rubric, flag(right.role == Role::Rubric));
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
        let is_named = graph.is_named_in(i, j);
        set(F::name_in_right, flag(is_named));
        set(F::name_elsewhere, flag(!is_named && !left.named_in.is_empty()));
    }
    set(F::byline_before_opening, flag(left.class == Class::Byline && right.opens && next));
    if right.class == Class::Byline {
        let below = graph.nodes.get(j + 1);
        set(F::byline_above_opening, flag(below.is_some_and(|n| n.class == Class::Body && n.opens)));
        set(F::byline_before_title, flag(below.is_none_or(|n| n.class == Class::Title)));
    }
    if left.class == Class::Byline || right.class == Class::Byline {
        let byline = if right.class == Class::Byline { j } else { i };
        let above = byline.checked_sub(1).map(|b| &graph.nodes[b]);
        set(F::byline_after_title, flag(above.is_some_and(|b| b.class == Class::Title)));
    }
    set(F::consecutive_numerals, flag(left.numeral + 1 == right.numeral && left.numeral > 0));
    features
}

/// Adds the global features to the local ones of the link from `i` to `j`, whether or not the
/// partition has it.
pub fn add_global_features(graph: &Graph, partition: &Partition, i: usize, j: usize, features: &mut LinkFeatures) {
    let (left, right) = (&graph.nodes[i], &graph.nodes[j]);
    let context = LinkContext::of(graph, i, j);
    features[FIRST_GLOBAL..].copy_from_slice(&global_features(graph, partition, i, j, context));
    if left.class == Class::Body && right.class == Class::Byline {
        let found = features[LinkFeature::name_in_left as usize] > 0.0;
        features[LinkFeature::name_elsewhere as usize] = flag(!found && !right.named_in.is_empty());
    }
}

/// Adds what only the joins of paragraphs are told by: scores of links depend on facts of the page, and
/// one that says the same beside them is in the way.
pub fn add_join_features(graph: &Graph, i: usize, features: &mut LinkFeatures) {
    features[LinkFeature::breaks_off_share as usize] = graph.breaks_off_share;
    features[LinkFeature::breaks_off_share_ends_mid as usize] = graph.breaks_off_share * graph.nodes[i].ends_mid;
}

/// The global features of the link from `i` to `j`, those from [`FIRST_GLOBAL`] on, whether or not
/// the partition has the link.
pub fn global_features(
    graph: &Graph,
    partition: &Partition,
    i: usize,
    j: usize,
    context: LinkContext,
) -> [f32; GLOBAL_WIDTH] {
    use LinkFeature as F;
    let (left, right) = (&graph.nodes[i], &graph.nodes[j]);
    let (here, there) = (&partition.nodes[i], &partition.nodes[j]);
    let mut features = [0f32; GLOBAL_WIDTH];
    let mut set = |f: F, v: f32| features[f as usize - FIRST_GLOBAL] = v;
    let near = context.is_near();
    set(F::has_title, flag(here.titles_to > 0));
    set(F::has_byline, flag(here.bylines_to > 0 && right.class == Class::Byline));
    let has_byline_node = left.class == Class::Byline || right.class == Class::Byline;
    let later_bylines = there.bylines_from > u32::from(right.class == Class::Byline);
    set(F::byline_follows, flag(has_byline_node && later_bylines));
    if left.class == Class::Body && right.class == Class::Byline {
        let is_before = |&n: &usize| {
            let node = &partition.nodes[n];
            node.story == here.story && node.position <= here.position
        };
        set(F::name_in_left, flag(right.named_in.iter().any(is_before)));
    }
    set(F::own_story_between, flag(partition.is_own_story_between(i, j)));
    let tail = there.last_body;
    set(F::adjacent_tail, flag(j < i && tail < i && graph.bodies_before[i] - graph.bodies_before[tail] == 1));
    let out_of_order = partition.out_of_order_ratio;
    set(if near { F::near_out_of_order } else { F::far_out_of_order }, out_of_order);
    let similarity = partition.link_similarity(i, j);
    let (cosine, best_other) = partition.similarity_without_self(graph, j, here.story);
    set(if near { F::near_without_self } else { F::far_without_self }, cosine);
    set(if near { F::near_without_self_margin } else { F::far_without_self_margin }, cosine - best_other);
    set(F::out_of_order_margin, out_of_order * (cosine - best_other));
    let (cosine, best_other) = partition.similarity_without_self(graph, i, there.story);
    set(F::left_without_self, cosine);
    set(F::left_without_self_margin, cosine - best_other);
    set(F::coverage, partition.title_coverage(graph, i, j));
    if left.class != Class::Body && right.class == Class::Body {
        let heading = std::iter::successors(Some(i), |&n| partition.chains.before[n]);
        let heading = heading.take_while(|&n| graph.nodes[n].class != Class::Body);
        let (mut covered, mut margin, mut total) = (0.0, 0.0, 0.0);
        for title in heading {
            let Some(terms) = &graph.titles[title] else { continue };
            let (part, less) = terms.lead_coverage(title, j);
            (covered, margin, total) = (covered + part, margin + less, total + terms.total_weight());
        }
        if total > 0.0 {
            set(F::lead_coverage, covered / total);
            set(F::lead_coverage_margin, margin / total);
        }
    }
    if left.class == Class::Body && right.class == Class::Title && here.story == there.story {
        let (above, below) = partition.texts_around(graph, j);
        let cosine = |a: usize, b: usize| {
            let norms = graph.similarity.squared_norms[a] * graph.similarity.squared_norms[b];
            graph.similarity.dot(a, b) / norms.sqrt().max(1e-6)
        };
        let mean = |pairs: &mut dyn Iterator<Item = (usize, usize)>| {
            let (mut sum, mut count) = (0.0, 0.0f32);
            for (a, b) in pairs {
                (sum, count) = (sum + cosine(a, b), count + 1.0);
            }
            (count > 0.0).then(|| sum / count)
        };
        let cross = mean(&mut above.iter().flat_map(|&a| below.iter().map(move |&b| (a, b)))).unwrap_or(0.0);
        set(F::across_heading, cross);
        let within = |texts: &[usize]| mean(&mut texts.windows(2).map(|pair| (pair[0], pair[1])));
        let least = within(&above).into_iter().chain(within(&below)).reduce(f32::min);
        set(F::across_heading_margin, least.map_or(0.0, |within| cross - within));
        if let Some(terms) = &graph.titles[j] {
            let covered =
                |texts: &[usize]| terms.coverage(texts.iter().fold(0, |mask, &text| mask | terms.mask(j, text)));
            let (by_above, by_below) = (covered(&above), covered(&below));
            set(F::heading_above, by_above);
            set(F::heading_below, by_below);
            set(F::heading_balance, (by_below - by_above).min(0.0));
        }
    }
    if left.class != Class::Body {
        let (margin, margin_left) = partition.coverage_margins(i, j);
        set(F::coverage_margin, margin);
        set(F::coverage_margin_left, margin_left);
    }
    let at = |first: F| first as usize - FIRST_GLOBAL + context as usize;
    features[at(F::near_mid_cosine)] = similarity.cosine;
    features[at(F::near_mid_margin)] = similarity.margin;
    features[at(F::near_mid_margin_left)] = similarity.margin_left;
    features[at(F::near_mid_dot)] = saturate(similarity.dot.max(0.0));
    features
}

/// The features of node `i` as the first or the last of a story, whatever the partition.
pub fn boundary_features(graph: &Graph, i: usize) -> BoundaryFeatures {
    use BoundaryFeature as F;
    let node = &graph.nodes[i];
    let mut features = [0f32; BOUNDARY_WIDTH];
    let mut set = |f: F, v: f32| features[f as usize] = v;
    set(F::bias, 1.0);
    set(F::opens, flag(node.opens));
    set(F::maybe_subhead, node.maybe_subhead);
    set(F::opening_share, graph.opening_share);
    set(F::opening_share_opens, graph.opening_share * flag(node.opens));
    set(F::opening_share_lead, graph.opening_share * node.lead);
    set(F::lead, node.lead);
    set(F::signs_off, flag(node.signs_off));
    set(F::starts_mid, node.starts_mid);
    set(F::ends_mid, node.ends_mid);
    set(F::closes, flag(node.closes));
    set(F::rubric, flag(node.role == Role::Rubric));
    set(F::kicker, flag(node.role == Role::Kicker));
    set(F::deck, flag(node.role == Role::Deck));
    set(F::subhead, flag(node.role == Role::Subhead));
    set(F::credit, flag(node.role == Role::Credit));
    features
}

/// The features of a whole story: those of its first node that depend on the partition, the
/// others being 0.
pub fn story_features(graph: &Graph, partition: &Partition, story: usize) -> BoundaryFeatures {
    use BoundaryFeature as F;
    let members = partition.members(story);
    let count = |class| members.iter().filter(|&&n| graph.nodes[n].class == class).count();
    let (titles, bylines, bodies) = (count(Class::Title), count(Class::Byline), count(Class::Body));
    let opens = members.iter().filter(|&&n| graph.nodes[n].opens).count();
    let mut features = [0f32; BOUNDARY_WIDTH];
    let mut set = |f: F, v: f32| features[f as usize] = v;
    set(F::no_title, flag(titles == 0));
    set(F::no_body, flag(bodies == 0));
    set(F::extra_openings, opens.saturating_sub(1) as f32);
    let leads: f32 = members.iter().map(|&n| graph.nodes[n].lead).sum();
    set(F::extra_leads, (leads - 1.0).max(0.0));
    let sign_offs = members.iter().filter(|&&n| graph.nodes[n].signs_off).count();
    set(F::sign_offs, sign_offs.saturating_sub(1) as f32);
    set(F::extra_bylines, bylines.saturating_sub(1) as f32);
    set(F::single_body, flag(bodies == 1));
    let is_heading = |pair: &&[usize]| {
        let (above, node) = (&graph.nodes[pair[0]], &graph.nodes[pair[1]]);
        above.class == Class::Body
            && (node.class == Class::Title || node.role == Role::Subhead)
            && above.role != Role::Subhead
    };
    let subheads = members.windows(2).filter(is_heading).count();
    set(F::subheads, flag(subheads > 0));
    set(F::single_subhead, flag(subheads == 1));
    features
}
