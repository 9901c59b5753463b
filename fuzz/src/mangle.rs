//! JSON that is almost right.

use arbitrary::{Result, Unstructured};
use serde_json::Value;

/// `value` with some of what is in it gone, doubled, or something else.
pub fn mangled(mut value: Value, from: &mut Unstructured) -> Result<Value> {
    for _ in 0..from.int_in_range(1..=6)? {
        mangle(&mut value, from)?;
    }
    Ok(value)
}

fn mangle(value: &mut Value, from: &mut Unstructured) -> Result<()> {
    match value {
        Value::Object(fields) if !fields.is_empty() && from.ratio(15, 16)? => {
            let n = from.choose_index(fields.len())?;
            let field = fields.values_mut().nth(n).expect("there are as many");
            mangle(field, from)
        }
        Value::Array(items) if !items.is_empty() && from.ratio(7, 8)? => {
            let n = from.choose_index(items.len())?;
            match from.int_in_range(0..=7)? {
                0 => drop(items.remove(n)),
                1 => items.push(items[n].clone()),
                2 => items.rotate_left(n),
                _ => mangle(&mut items[n], from)?,
            }
            Ok(())
        }
        Value::Number(number) => {
            let near = number.as_u64().unwrap_or(0);
            *value = match from.int_in_range(0..=5)? {
                0 => (near + 1).into(),
                1 => near.saturating_sub(1).into(),
                2 => u64::MAX.into(),
                3 => f64::MAX.into(),
                4 => (-1).into(),
                _ => from.int_in_range(0..=400u32)?.into(),
            };
            Ok(())
        }
        Value::String(text) if from.ratio(7, 8)? => {
            *text =
                (*from.choose(&["", "a1", "headline", "paragraph", "news", "市", "<b>&amp;", "\0\n", "]]>"])?).into();
            Ok(())
        }
        _ => {
            *value = from.choose(&[Value::Null, Value::Array(vec![]), Value::Bool(true), 7.into()])?.clone();
            Ok(())
        }
    }
}
