//! What is drawn beside the text: rules, the boxes that four of them make, and pictures.

use super::{costs, shared};
use crate::form::{Bounds, SheetPage};
use crate::order::sort_by_rank;

/// What is drawn on a page beside its text; places are turned as those of its runs are.
pub(super) struct Drawn {
    /// Rules that lie along the lines of the text, from top to foot.
    along: Vec<Bounds>,
    /// Those of them that part what stands above from what stands below, as where a story ends. Two that
    /// frame a line, such as a subhead, do not.
    parting: Vec<Bounds>,
    /// Rules that stand across them.
    across: Vec<Bounds>,
    /// Boxes, the smallest first.
    boxes: Vec<Bounds>,
    pictures: Vec<Bounds>,
}

impl Drawn {
    pub fn new(page: &SheetPage, turn: impl Fn(Bounds) -> Bounds, body: f32) -> Self {
        let is_finite = |bounds: &Bounds| [bounds.x0, bounds.y0, bounds.x1, bounds.y1].iter().all(|n| n.is_finite());
        let rules = page.rules.iter().map(|rule| rule.bounds).filter(is_finite).take(costs::MAX_RULES).map(&turn);
        let (mut along, across): (Vec<Bounds>, Vec<Bounds>) = rules.partition(|rule| rule.width() >= rule.height());
        sort_by_rank(&mut along, |of| (of.y0, 0));
        let parting = along.iter().filter(|rule| !frames_line(rule, &along, body)).copied().collect();
        let pictures = page.pictures.iter().copied().filter(is_finite).take(costs::MAX_RULES).map(turn).collect();
        Self { boxes: boxes(&along, &across, costs::CORNER * body), along, parting, across, pictures }
    }

    /// The number of the smallest box around a place.
    pub fn box_around(&self, place: &Bounds) -> Option<usize> {
        let (x, y) = ((place.x0 + place.x1) / 2.0, (place.y0 + place.y1) / 2.0);
        self.boxes.iter().position(|of| of.x0 < x && x < of.x1 && of.y0 < y && y < of.y1)
    }

    /// Whether a rule parts what stands below from what stands above.
    pub fn parts(&self, above: &Bounds, below: &Bounds, body: f32) -> bool {
        let from = above.y1 - costs::RULE_OVERLAP * body;
        let narrower = above.width().min(below.width());
        let is_under = |rule: &Bounds| {
            let share = |of: &Bounds| shared((rule.x0, rule.x1), (of.x0, of.x1));
            share(above).min(share(below)) > costs::RULE_SHARE * narrower
        };
        let middle = |rule: &Bounds| (rule.y0 + rule.y1) / 2.0;
        let until = below.y0 + costs::RULE_OVERLAP * body;
        lower_than(&self.parting, from)
            .take_while(|rule| rule.y0 < until)
            .any(|rule| from < middle(rule) && middle(rule) < until && is_under(rule))
    }

    /// Whether a rule that goes down parts two places side by side.
    pub fn parts_beside(&self, left: &Bounds, right: &Bounds) -> bool {
        let (top, foot) = (left.y0.max(right.y0), left.y1.min(right.y1));
        let (from, until) = (left.x1.min(right.x0), left.x1.max(right.x0));
        self.across.iter().any(|rule| {
            let middle = (rule.x0 + rule.x1) / 2.0;
            from <= middle && middle <= until && shared((rule.y0, rule.y1), (top, foot)) > 0.5 * (foot - top)
        })
    }

    /// Whether a rule lies right above a place.
    pub fn rule_above(&self, place: &Bounds, em: f32) -> bool {
        self.has_rule(place, place.y0 - costs::RULE_NEAR * em, place.y0 + costs::RULE_OVERLAP * em)
    }

    /// Whether a rule lies right below a place.
    pub fn rule_below(&self, place: &Bounds, em: f32) -> bool {
        self.has_rule(place, place.y1 - costs::RULE_OVERLAP * em, place.y1 + costs::RULE_NEAR * em)
    }

    /// Whether a place is right below a picture, as a caption is.
    pub fn picture_above(&self, place: &Bounds, em: f32) -> bool {
        let heights = place.y0 - costs::PICTURE_NEAR * em..place.y0 + costs::RULE_OVERLAP * em;
        self.pictures.iter().any(|picture| heights.contains(&picture.y1) && covers(picture, place))
    }

    fn has_rule(&self, place: &Bounds, from: f32, until: f32) -> bool {
        lower_than(&self.along, from).take_while(|rule| rule.y0 < until).any(|rule| covers(rule, place))
    }
}

/// Of rules from top to foot, those whose upper edge is not above a height.
fn lower_than(rules: &[Bounds], y: f32) -> impl Iterator<Item = &Bounds> {
    rules[rules.partition_point(|rule| rule.y0 < y)..].iter()
}

/// Whether another rule of the same length is as near as one that frames a line together with it.
fn frames_line(rule: &Bounds, along: &[Bounds], body: f32) -> bool {
    let near = lower_than(along, rule.y0 - costs::FRAMED * body);
    near.take_while(|other| other.y0 < rule.y0 + costs::FRAMED * body).any(|other| {
        let ends = (other.x0 - rule.x0).abs().max((other.x1 - rule.x1).abs());
        ends < costs::CORNER * body && (other.y0 - rule.y0).abs() > body
    })
}

/// Whether something is above or below half of a place.
fn covers(drawn: &Bounds, place: &Bounds) -> bool {
    2.0 * shared((drawn.x0, drawn.x1), (place.x0, place.x1)) > place.width()
}

/// The boxes that rules make: one over another of the same length, and one at each end from the one to the
/// other.
fn boxes(along: &[Bounds], across: &[Bounds], corner: f32) -> Vec<Bounds> {
    if across.len().min(along.len()) < 2 {
        return Vec::new();
    }
    let is_near = |a: f32, b: f32| (a - b).abs() < corner;
    let mut across: Vec<&Bounds> = across.iter().collect();
    sort_by_rank(&mut across, |of| (of.y0, 0));
    let mut boxes: Vec<Bounds> = Vec::new();
    for top in along {
        let first = across.partition_point(|rule| rule.y0 < top.y0 - corner);
        let hanging = across[first..].iter().take_while(|rule| rule.y0 < top.y1 + corner);
        let (left, right): (Vec<&&Bounds>, Vec<&&Bounds>) = hanging
            .filter(|rule| is_near(rule.x0, top.x0) || is_near(rule.x1, top.x1))
            .partition(|rule| is_near(rule.x0, top.x0));
        let feet = left.iter().filter(|left| right.iter().any(|right| is_near(left.y1, right.y1))).map(|left| left.y1);
        for foot in feet {
            let at = along.partition_point(|rule| rule.y0 < foot - corner);
            let mut there = along[at..].iter().take_while(|rule| rule.y0 < foot + corner);
            if there.any(|rule| is_near(rule.x0, top.x0) && is_near(rule.x1, top.x1)) && foot - top.y1 > corner {
                boxes.push(Bounds { y1: foot, ..*top });
                break;
            }
        }
    }
    sort_by_rank(&mut boxes, |of| (of.width() * of.height(), 0));
    boxes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Rule;

    fn drawn(rules: &[[f32; 4]]) -> Drawn {
        let rules = rules.iter().map(|&[x0, y0, x1, y1]| Rule { bounds: Bounds { x0, y0, x1, y1 } }).collect();
        Drawn::new(&SheetPage { rules, ..SheetPage::default() }, |bounds| bounds, 10.0)
    }

    const fn place(x0: f32, y0: f32, x1: f32, y1: f32) -> Bounds {
        Bounds { x0, y0, x1, y1 }
    }

    #[test]
    fn four_rules_are_a_box_and_three_are_none() {
        let sides = [[0., 0., 100., 1.], [0., 80., 100., 81.], [0., 0., 1., 81.], [99., 0., 100., 81.]];
        let within = place(10., 20., 60., 30.);
        assert_eq!(drawn(&sides).box_around(&within), Some(0));
        assert_eq!(drawn(&sides).box_around(&place(110., 20., 160., 30.)), None);
        for left_out in 0..4 {
            let three: Vec<_> = (0..4).filter(|n| *n != left_out).map(|n| sides[n]).collect();
            assert_eq!(drawn(&three).box_around(&within), None);
        }
        let inner = [[5., 10., 70., 11.], [5., 40., 70., 41.], [5., 10., 6., 41.], [69., 10., 70., 41.]];
        assert_eq!(drawn(&[sides, inner].concat()).box_around(&within), Some(0), "the smaller one");
    }

    #[test]
    fn a_rule_parts_what_it_is_as_long_as_and_two_frame_a_line() {
        let (above, below) = (place(0., 0., 100., 40.), place(0., 60., 100., 90.));
        let parts = |rules: &[[f32; 4]]| drawn(rules).parts(&above, &below, 10.0);
        assert!(parts(&[[0., 50., 100., 50.5]]));
        assert!(parts(&[[-200., 50., 300., 50.5]]));
        assert!(!parts(&[[0., 50., 40., 50.5]]), "as long as no column");
        assert!(!parts(&[[0., 30., 100., 30.5]]), "within what is above");
        assert!(!parts(&[[0., 50., 100., 50.5], [0., 72., 100., 72.5]]), "two that frame a line");
        assert!(parts(&[[0., 50., 100., 50.5], [0., 53., 100., 53.5]]), "a double one");
    }

    #[test]
    fn a_rule_between_columns_parts_them() {
        let (left, right) = (place(0., 0., 100., 200.), place(120., 0., 220., 180.));
        assert!(drawn(&[[110., 0., 110.5, 190.]]).parts_beside(&left, &right));
        assert!(!drawn(&[[110., 0., 110.5, 60.]]).parts_beside(&left, &right));
        assert!(!drawn(&[[230., 0., 230.5, 190.]]).parts_beside(&left, &right));
    }
}
