//! TOML → fields of a pack with their lines.

use super::field_value::FieldValue;
use crate::order::sort_by_rank;
use ::toml::Spanned;
use ::toml::de::{DeString, DeTable, DeValue, Error};

/// A field's name, value and 1-based line.
pub(super) type Field = (String, FieldValue, usize);

/// A syntax error, or a table: its 1-based line, and what is wrong there.
pub(super) type SyntaxError = (usize, String);

/// Reads the fields of a pack in the order in which they are written.
pub(super) fn read(text: &str) -> Result<Vec<Field>, SyntaxError> {
    let table = DeTable::parse(text).map_err(|error| syntax_error(text, &error))?;
    let mut fields: Vec<_> = table.get_ref().iter().collect();
    sort_by_rank(&mut fields, |(name, _)| (name.span().start, 0));
    let field = |(name, value): (&Spanned<DeString>, &Spanned<DeValue>)| {
        let line = line_at(text, name.span().start);
        match value.get_ref() {
            DeValue::Table(_) => Err((line, NO_TABLES.to_owned())),
            _ => Ok((name.get_ref().to_string(), field_value(text, value), line)),
        }
    };
    fields.into_iter().map(field).collect()
}

const NO_TABLES: &str = "a table; packs hold only lines like name = \"…\" and name = [\"…\"]";

fn field_value(text: &str, value: &Spanned<DeValue>) -> FieldValue {
    match value.get_ref() {
        DeValue::String(string) => FieldValue::Text(string.to_string()),
        DeValue::Array(items) => {
            let item = |item: &Spanned<DeValue>| {
                Some((item.get_ref().as_str()?.to_owned(), Some(line_at(text, item.span().start))))
            };
            items.iter().map(item).collect::<Option<_>>().map_or(FieldValue::Other, FieldValue::List)
        }
        _ => FieldValue::Other,
    }
}

fn syntax_error(text: &str, error: &Error) -> SyntaxError {
    let at = error.span().map_or(text.len(), |span| span.start);
    (line_at(text, at), error.message().to_owned())
}

fn line_at(text: &str, byte: usize) -> usize {
    text.as_bytes().iter().take(byte).filter(|byte| **byte == b'\n').count() + 1
}
