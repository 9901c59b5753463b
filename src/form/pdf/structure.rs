//! Structure: which block of the text marked content is of, as the tags of a file say.
//!
//! The structure of a tagged PDF is a tree of elements (ISO 32000-1, 14.7), whose leaves are content items:
//! marked content, each by its identifier on a page or in a form.

use super::limits::{NESTED_ELEMENTS, STRUCTURE};
use crate::order::sort_ranks;
use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys::{K, MARK_INFO, MCID, PG, ROLE_MAP, S, STRUCT_TREE_ROOT};
use hayro_syntax::object::{Dict, MaybeRef, Name, Object, ObjectIdentifier};
use hayro_syntax::xref::XRef;
use rustc_hash::FxHashSet;

/// How many types may stand for each other.
const ROLES: usize = 8;
/// What a node counts as beside its bytes, for the time that it takes whatever its length.
const NODE: usize = 100;
const STM: &[u8] = b"Stm";
const SUSPECTS: &[u8] = b"Suspects";

/// The block-level element that marked content is in, the innermost of them.
///
/// Its number and whether it is a heading are kept in one, as each character has them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Block(usize);

impl Block {
    fn new(number: usize, is_heading: bool) -> Self {
        Self(number << 1 | usize::from(is_heading))
    }

    /// Its number, which goes up in the order of the tree.
    pub fn number(self) -> u32 {
        (self.0 >> 1) as u32
    }

    pub fn is_heading(self) -> bool {
        self.0 & 1 == 1
    }
}

/// Marked content that is of a block: the object number of its page, or of the form that it is drawn in, its
/// identifier there, and its block.
type ContentItem = (i64, i64, usize);

/// The content items of a file that are of blocks.
#[derive(Default)]
pub(super) struct Structure {
    /// In order; of those that are the same the one of the first block counts.
    items: Vec<ContentItem>,
}

impl Structure {
    /// The structure that a file says it has, if it does not say, too, that its tags may be wrong.
    pub fn new(pdf: &Pdf) -> Self {
        let mut items = read(pdf.xref()).unwrap_or_default();
        sort_ranks(&mut items);
        Self { items }
    }

    /// The block of the marked content that has this identifier on a page, or in a form.
    pub fn block(&self, holder: i64, id: i64) -> Option<Block> {
        let next = self.items.partition_point(|item| (item.0, item.1) < (holder, id));
        self.items.get(next).filter(|item| (item.0, item.1) == (holder, id)).map(|item| Block(item.2))
    }
}

fn read(xref: &XRef) -> Option<Vec<ContentItem>> {
    let catalog = xref.get::<Dict>(xref.root_id())?;
    let is_suspect = |info: Dict| info.get::<bool>(SUSPECTS) == Some(true);
    if catalog.get::<Dict>(MARK_INFO).is_some_and(is_suspect) {
        return None;
    }
    let root = catalog.get::<Dict>(STRUCT_TREE_ROOT)?;
    let mut tree = Tree {
        xref,
        roles: root.get::<Dict>(ROLE_MAP).unwrap_or_default(),
        met: FxHashSet::default(),
        left: STRUCTURE,
        blocks: 0,
        items: Vec::new(),
    };
    tree.visit(root.get_raw(K)?, Outer { page: 0, block: None, depth: NESTED_ELEMENTS });
    Some(tree.items)
}

/// A tree that is being read.
struct Tree<'a> {
    xref: &'a XRef,
    roles: Dict<'a>,
    /// The objects that were visited, as an element has one place in a tree.
    met: FxHashSet<ObjectIdentifier>,
    /// How much more may be read.
    left: usize,
    /// How many blocks have begun.
    blocks: usize,
    items: Vec<ContentItem>,
}

/// What an element hands on to those in it.
#[derive(Clone, Copy)]
struct Outer {
    /// The object number of the page; 0, which none has, where it is not said.
    page: i64,
    block: Option<Block>,
    /// How many more elements may be within each other.
    depth: usize,
}

impl<'a> Tree<'a> {
    /// Goes through an element, a content item, or a list of them.
    fn visit(&mut self, node: MaybeRef<Object<'a>>, mut outer: Outer) {
        let node = match node {
            MaybeRef::NotRef(node) => Some(node),
            MaybeRef::Ref(reference) if self.left > 0 && self.met.insert(reference.into()) => {
                self.xref.get::<Object>(reference.into())
            }
            MaybeRef::Ref(_) => None,
        };
        let length = match &node {
            Some(Object::Array(nodes)) => nodes.data().len(),
            Some(Object::Dict(element)) => element.data().len(),
            _ => 0,
        };
        self.left = self.left.saturating_sub(length + NODE);
        outer.depth = outer.depth.saturating_sub(1);
        match &node {
            _ if self.left == 0 || outer.depth == 0 => {}
            Some(Object::Number(id)) => self.add(id.as_i64(), outer),
            Some(Object::Array(nodes)) => nodes.raw_iter().for_each(|node| self.visit(node, outer)),
            Some(Object::Dict(element)) => self.element(element, outer),
            _ => {}
        }
    }

    fn element(&mut self, element: &Dict<'a>, mut outer: Outer) {
        let number = |key: &[u8], or: i64| element.get_ref(key).map_or(or, |reference| reference.obj_number.into());
        outer.page = number(PG, outer.page);
        if is_direct(element, MCID)
            && let Some(id) = element.get::<i32>(MCID)
        {
            outer.page = number(STM, outer.page);
            return self.add(id.into(), outer);
        }
        if let Some(is_heading) = self.is_heading(element) {
            outer.block = Some(Block::new(self.blocks, is_heading));
            self.blocks += 1;
        }
        if let Some(inner) = element.get_raw(K) {
            self.visit(inner, outer);
        }
    }

    fn add(&mut self, id: i64, outer: Outer) {
        self.items.extend(outer.block.map(|block| (outer.page, id, block.0)));
    }

    /// Whether an element is a heading; `None` where it is no block.
    ///
    /// Its type counts as what that is mapped to even if it is a standard one.
    fn is_heading(&mut self, element: &Dict<'a>) -> Option<bool> {
        let mut role = name(element, S)?;
        for _ in 0..ROLES {
            let Some(next) = name(&self.roles, &role).filter(|next| **next != *role) else {
                return is_standard_heading(&role);
            };
            self.left = self.left.saturating_sub(next.len());
            role = next;
        }
        None
    }
}

/// Whether a standard type is that of headings; `None` for one that is of no block.
///
/// A label and the body of an item are on one line, and so in one block.
fn is_standard_heading(role: &[u8]) -> Option<bool> {
    const BLOCKS: [&[u8]; 9] = [b"P", b"LI", b"TOCI", b"TH", b"TD", b"Caption", b"Note", b"FENote", b"BlockQuote"];
    let is_heading = match role {
        [b'H', level @ ..] => level.iter().all(u8::is_ascii_digit),
        _ => *role == *b"Title",
    };
    (is_heading || BLOCKS.contains(&role)).then_some(is_heading)
}

fn name<'a>(dict: &Dict<'a>, key: &[u8]) -> Option<Name<'a>> {
    if is_direct(dict, key) { dict.get(key) } else { None }
}

/// Whether a value stands in the dictionary itself, as writers have all that is short; any other could be
/// long, and looked up for each element.
fn is_direct(dict: &Dict, key: &[u8]) -> bool {
    dict.get_ref(key).is_none()
}
