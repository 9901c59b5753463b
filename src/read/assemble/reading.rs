//! One way to read the page: chains of nodes, and what each node and each part of a chain
//! has in common with every story.

use super::graph::{Chains, Class, Graph};

pub(super) struct Reading {
    pub chains: Chains,
    /// The story of each node.
    pub story_of: Vec<usize>,
    /// Each node's place in its story.
    pub place_of: Vec<usize>,
    /// Titles and bylines of the story up to each node, itself included.
    pub titles_to: Vec<u32>,
    pub bylines_to: Vec<u32>,
    /// Bylines of the story from each node on.
    pub bylines_from: Vec<u32>,
    /// The last node of the run of text that begins at each node.
    pub last_body: Vec<usize>,
    /// Share of the links that do not go to the next node, fourfold.
    pub scramble: f32,
    /// The nodes, story by story, in the order of each.
    order: Vec<usize>,
    /// Where in `order` each story begins; one more than there are stories.
    starts: Vec<usize>,
    stories: usize,
    /// What each node shares with each story: a row of `stories` a node.
    shared: Vec<f32>,
    /// The same for the story from its start to each node, and from each node to its end.
    shared_to: Vec<f32>,
    shared_from: Vec<f32>,
    /// Squared lengths of the same parts.
    norm_to: Vec<f32>,
    norm_from: Vec<f32>,
    norm: Vec<f32>,
    /// One by the lengths of the same parts.
    by_to: Vec<f32>,
    by_from: Vec<f32>,
    by: Vec<f32>,
    /// The nearest nodes above and below each node that the story has before it, and after it.
    earlier: Vec<(usize, usize)>,
    later: Vec<(usize, usize)>,
    /// What the story before each node shares with the story from it on.
    across: Vec<f32>,
    /// The highest cosine of each node, and of the story to and from it, with any other story.
    alone_rival: Vec<[(f32, usize); 2]>,
    rival_to: Vec<[(f32, usize); 2]>,
    rival_from: Vec<[(f32, usize); 2]>,
    /// How much of each story's titles each story's text has: a row of `stories` a story.
    covers: Vec<f32>,
    /// The two highest of each story's titles over all texts, and of each story's text over all titles.
    best_texts: Vec<[(f32, usize); 2]>,
    best_titles: Vec<[(f32, usize); 2]>,
    /// Which of the terms of each title the story has from each node on: a row of nodes a title.
    terms_from: Vec<u128>,
}

/// What the two parts of a story that a link joins have in common.
pub(super) struct Bond {
    pub dot: f32,
    pub cosine: f32,
    /// How much closer the right part is to the left one than to any other story.
    pub margin: f32,
    /// How much closer the left part is to the right one than to any other story.
    pub margin_left: f32,
}

impl Reading {
    /// The cost grows with the nodes times the stories near them.
    pub fn new(graph: &Graph, chains: Chains) -> Self {
        let count = graph.nodes.len();
        let mut order = Vec::with_capacity(count);
        let mut starts = Vec::new();
        let (mut story_of, mut place_of) = (vec![0; count], vec![0; count]);
        for start in (0..count).filter(|&i| chains.before[i].is_none()) {
            starts.push(order.len());
            let mut at = Some(start);
            while let Some(i) = at {
                story_of[i] = starts.len() - 1;
                place_of[i] = order.len() - starts[starts.len() - 1];
                order.push(i);
                at = chains.after[i];
            }
        }
        let stories = starts.len();
        starts.push(order.len());
        let links = chains.after.iter().flatten().count().max(1);
        let jumps = chains.after.iter().enumerate().filter(|(i, a)| a.is_some_and(|a| a != i + 1)).count();
        let mut reading = Self {
            chains,
            story_of,
            place_of,
            titles_to: vec![0; count],
            bylines_to: vec![0; count],
            bylines_from: vec![0; count],
            last_body: (0..count).collect(),
            scramble: jumps as f32 / links as f32 * 4.0,
            order,
            starts,
            stories,
            shared: vec![0.0; count * stories],
            shared_to: vec![0.0; count * stories],
            shared_from: vec![0.0; count * stories],
            norm_to: vec![0.0; count],
            norm_from: vec![0.0; count],
            norm: vec![0.0; stories],
            by_to: Vec::new(),
            by_from: Vec::new(),
            by: Vec::new(),
            earlier: Vec::new(),
            later: Vec::new(),
            across: vec![0.0; count],
            alone_rival: vec![[(0.0, usize::MAX); 2]; count],
            rival_to: vec![[(0.0, usize::MAX); 2]; count],
            rival_from: vec![[(0.0, usize::MAX); 2]; count],
            covers: vec![0.0; stories * stories],
            best_texts: Vec::new(),
            best_titles: Vec::new(),
            terms_from: vec![0; graph.titles.iter().flatten().count() * count],
        };
        reading.share(graph);
        reading.add_up(graph);
        reading.by_to = reading.norm_to.iter().map(|&norm| by_length(norm)).collect();
        reading.by_from = reading.norm_from.iter().map(|&norm| by_length(norm)).collect();
        reading.by = reading.norm.iter().map(|&norm| by_length(norm)).collect();
        reading.find_neighbours();
        reading.find_rivals(graph);
        reading.cover_titles(graph);
        reading
    }

    /// The nodes of a story, in its order.
    pub fn members(&self, story: usize) -> &[usize] {
        &self.order[self.starts[story]..self.starts[story + 1]]
    }

    /// The number of stories.
    pub fn len(&self) -> usize {
        self.stories
    }

    fn share(&mut self, graph: &Graph) {
        for i in 0..graph.nodes.len() {
            let (first, row) = graph.cohesion.row(i);
            let own = &mut self.shared[i * self.stories..][..self.stories];
            for (&story, &value) in self.story_of[first..].iter().zip(row) {
                own[story] += value;
            }
        }
    }

    fn add_up(&mut self, graph: &Graph) {
        let width = self.stories;
        for story in 0..width {
            let members = self.starts[story]..self.starts[story + 1];
            let (mut titles, mut bylines, mut norm, mut across) = (0, 0, 0.0, 0.0);
            for at in members.clone() {
                let i = self.order[at];
                self.across[i] = across;
                titles += u32::from(graph.nodes[i].class == Class::Title);
                bylines += u32::from(graph.nodes[i].class == Class::Byline);
                (self.titles_to[i], self.bylines_to[i]) = (titles, bylines);
                let earlier: f32 = self.order[members.start..at].iter().map(|&k| graph.cohesion.shared(i, k)).sum();
                let later = self.shared[i * width + story] - earlier;
                across += later - earlier;
                norm += graph.cohesion.norms[i] + 2.0 * earlier;
                (self.norm_to[i], self.norm_from[i]) = (norm, graph.cohesion.norms[i] + 2.0 * later);
                let before = self.chains.before[i];
                sum_up(&mut self.shared_to, &self.shared, before, i, width);
            }
            self.norm[story] = norm;
            for at in members.rev() {
                let i = self.order[at];
                let after = self.chains.after[i];
                self.bylines_from[i] = u32::from(graph.nodes[i].class == Class::Byline);
                sum_up(&mut self.shared_from, &self.shared, after, i, width);
                if let Some(a) = after {
                    self.norm_from[i] += self.norm_from[a];
                    self.bylines_from[i] += self.bylines_from[a];
                    if graph.nodes[a].class == Class::Body {
                        self.last_body[i] = self.last_body[a];
                    }
                }
            }
        }
    }

    fn find_neighbours(&mut self) {
        let nearest = |i: usize, nodes: &[usize]| {
            let above = nodes.iter().copied().filter(|&k| k < i).max().unwrap_or(0);
            (above, nodes.iter().copied().filter(|&k| k > i).min().unwrap_or(usize::MAX))
        };
        for i in 0..self.story_of.len() {
            let (before, after) = self.members(self.story_of[i]).split_at(self.place_of[i]);
            let pair = (nearest(i, before), nearest(i, &after[1..]));
            self.earlier.push(pair.0);
            self.later.push(pair.1);
        }
    }

    /// Whether something that the story of `i` has before it, or the story of `j` behind it,
    /// stands between the two in the text.
    pub fn is_own_between(&self, i: usize, j: usize) -> bool {
        let ((above_i, below_i), (above_j, below_j)) = (self.earlier[i], self.later[j]);
        if i < j { below_i < j || above_j > i } else { above_i > j || below_j < i }
    }

    fn find_rivals(&mut self, graph: &Graph) {
        for i in 0..graph.nodes.len() {
            let row = i * self.stories..(i + 1) * self.stories;
            let own = self.story_of[i];
            self.alone_rival[i] = two_best((0..self.stories).map(|c| (self.alone_cosine(graph, i, c), c)));
            let rival = |shared: &[f32], by: f32| {
                let others = shared.iter().zip(&self.by).enumerate().filter(|(c, _)| *c != own);
                two_best(others.map(|(c, (dot, of))| (dot * by * of, c)))
            };
            let (to, from) =
                (rival(&self.shared_to[row.clone()], self.by_to[i]), rival(&self.shared_from[row], self.by_from[i]));
            (self.rival_to[i], self.rival_from[i]) = (to, from);
        }
    }

    fn alone_cosine(&self, graph: &Graph, i: usize, story: usize) -> f32 {
        let dot = self.shared[i * self.stories + story];
        let (own, by) = (graph.cohesion.norms[i], graph.cohesion.by_lengths[i]);
        if story != self.story_of[i] {
            return dot * by * self.by[story];
        }
        dot * by * by_length((self.norm[story] - own - 2.0 * dot).max(1.0))
    }

    fn cover_titles(&mut self, graph: &Graph) {
        let count = graph.nodes.len();
        for (n, (t, terms)) in
            graph.titles.iter().enumerate().filter_map(|(t, terms)| Some((t, terms.as_ref()?))).enumerate()
        {
            for c in 0..self.stories {
                let (mut from, mut text) = (0, 0);
                for &k in self.order[self.starts[c]..self.starts[c + 1]].iter().rev() {
                    let mask = terms.mask(t, k);
                    from |= mask;
                    if graph.nodes[k].class != Class::Title {
                        text |= mask;
                    }
                    self.terms_from[n * count + k] = from;
                }
                if text != 0 {
                    self.covers[self.story_of[t] * self.stories + c] += terms.share(text);
                }
            }
        }
        let at = |s: usize, c: usize| self.covers[s * self.stories + c];
        let stories = 0..self.stories;
        self.best_texts = stories.clone().map(|s| two_best(stories.clone().map(|c| (at(s, c), c)))).collect();
        self.best_titles = stories.clone().map(|c| two_best(stories.clone().map(|s| (at(s, c), s)))).collect();
    }

    /// What the link from `i` to `j` joins, be it there or not.
    pub fn bond(&self, i: usize, j: usize) -> Bond {
        let (left, right) = (self.story_of[i], self.story_of[j]);
        let parted =
            |before: Option<usize>, j: usize| before.map_or(0.0, |b| self.across[j] * self.by_to[b] * self.by_from[j]);
        if left == right {
            let cosine = parted(self.chains.before[j], j);
            let (margin, margin_left) = (cosine - self.rival_from[j][0].0, cosine - self.rival_to[i][0].0);
            return Bond { dot: self.across[j], cosine, margin, margin_left };
        }
        let dot = self.shared_from[j * self.stories + left];
        let cosine = dot * self.by_from[j] * self.by[left];
        let rival = other_than(&self.rival_from[j], left).max(parted(self.chains.before[j], j));
        let stays = self.chains.after[i].map_or(0.0, |a| parted(Some(i), a));
        let rival_left = other_than(&self.rival_to[i], right).max(stays);
        Bond { dot, cosine, margin: cosine - rival, margin_left: cosine - rival_left }
    }

    /// The cosine of a node with a story, itself left out, and the highest with any other.
    pub fn alone(&self, graph: &Graph, i: usize, story: usize) -> (f32, f32) {
        (self.alone_cosine(graph, i, story), other_than(&self.alone_rival[i], story))
    }

    /// How much of the titles of the story up to `i` the story from `j` on has.
    pub fn cover(&self, graph: &Graph, i: usize, j: usize) -> f32 {
        if self.titles_to[i] == 0 {
            return 0.0;
        }
        let titles = &self.members(self.story_of[i])[..=self.place_of[i]];
        titles
            .iter()
            .filter_map(|&t| {
                let terms = graph.titles[t].as_ref()?;
                let mask = self.terms_from[graph.titles_before[t] as usize * graph.nodes.len() + j];
                (mask != 0).then(|| terms.share(mask))
            })
            .sum()
    }

    /// How much better the titles of the story of `i` fit the text of the story of `j` than
    /// other titles fit it, and than they fit other text.
    pub fn cover_margins(&self, i: usize, j: usize) -> (f32, f32) {
        let (s, c) = (self.story_of[i], self.story_of[j]);
        let cover = self.covers[s * self.stories + c];
        (cover - other_than(&self.best_titles[c], s), cover - other_than(&self.best_texts[s], c))
    }
}

fn sum_up(sums: &mut [f32], of: &[f32], last: Option<usize>, i: usize, width: usize) {
    for c in 0..width {
        sums[i * width + c] = of[i * width + c] + last.map_or(0.0, |l| sums[l * width + c]);
    }
}

/// One by the length of a vector; its square is at hand.
pub(super) fn by_length(square: f32) -> f32 {
    1.0 / square.sqrt().max(1e-3)
}

/// The two highest values with what they are of, the highest first.
fn two_best(values: impl Iterator<Item = (f32, usize)>) -> [(f32, usize); 2] {
    let mut best = [(0.0, usize::MAX); 2];
    for value in values {
        if value.0 > best[0].0 {
            best = [value, best[0]];
        } else if value.0 > best[1].0 {
            best[1] = value;
        }
    }
    best
}

fn other_than(best: &[(f32, usize); 2], story: usize) -> f32 {
    if best[0].1 == story { best[1].0 } else { best[0].0 }
}
