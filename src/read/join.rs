//! Which fragments of a story are one paragraph cut by a column.
