//! The links of a page.

/// The links of a page: the predecessor and the successor of each node.
#[derive(Clone, Debug, PartialEq)]
pub struct Chains {
    pub before: Vec<Option<usize>>,
    pub after: Vec<Option<usize>>,
}

impl Chains {
    pub fn new(after: Vec<Option<usize>>) -> Self {
        let mut before = vec![None; after.len()];
        for (i, next) in after.iter().enumerate() {
            if let Some(j) = *next {
                before[j] = Some(i);
            }
        }
        Self { before, after }
    }
}
