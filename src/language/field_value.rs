//! Values of a pack's fields before they are checked.

/// The value of a field of a pack, from TOML or from a JavaScript object.
pub(crate) enum FieldValue {
    /// One string.
    Text(String),
    /// A list of strings, each with its 1-based line if it has one.
    List(Vec<(String, Option<usize>)>),
    /// Any other value, which no field takes.
    Other,
}
