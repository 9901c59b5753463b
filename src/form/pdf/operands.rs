//! Operands: what stands before an operator.

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Array, Dict, Name, Object};

/// The operands of an operator, the last of which count where a damaged stream has too many.
pub(super) struct Operands<'b, 'a>(Vec<&'b Object<'a>>);

impl<'b, 'a> Operands<'b, 'a> {
    pub fn new(instruction: &Instruction<'b, 'a>) -> Self {
        Self(instruction.operands().collect())
    }

    pub fn last(&self) -> Option<&'b Object<'a>> {
        self.0.last().copied()
    }

    /// The two numbers before the last operand.
    pub fn before_last(&self) -> Option<[f64; 2]> {
        let (_, rest) = self.0.split_last()?;
        last_numbers(rest)
    }
}

/// The last `N` operands, which are numbers.
pub(super) fn numbers<const N: usize>(operands: &Operands) -> Option<[f64; N]> {
    last_numbers(&operands.0)
}

/// The last operand, a number.
pub(super) fn number(operands: &Operands) -> Option<f64> {
    numbers::<1>(operands).map(|[number]| number)
}

/// The last operand, an array.
pub(super) fn array<'b, 'a>(operands: &Operands<'b, 'a>) -> Option<&'b Array<'a>> {
    match operands.last()? {
        Object::Array(array) => Some(array),
        _ => None,
    }
}

/// The operand so far from the end, from 1, which is a name.
pub(super) fn name<'b, 'a>(operands: &Operands<'b, 'a>, from_end: usize) -> Option<&'b Name<'a>> {
    match operands.0.iter().rev().nth(from_end.checked_sub(1)?)? {
        Object::Name(name) => Some(name),
        _ => None,
    }
}

/// The last operand, the properties of marked content, which are there or among the resources.
pub(super) fn properties<'a>(operands: &Operands<'_, 'a>, resources: &Dict<'a>) -> Option<Dict<'a>> {
    match operands.last()? {
        Object::Dict(dict) => Some(dict.clone()),
        Object::Name(name) => resources.get(name),
        _ => None,
    }
}

fn last_numbers<const N: usize>(operands: &[&Object]) -> Option<[f64; N]> {
    let operands = operands.get(operands.len().checked_sub(N)?..)?;
    let mut numbers = [0.0; N];
    for (place, operand) in numbers.iter_mut().zip(operands) {
        let Object::Number(number) = operand else { return None };
        *place = number.as_f64();
    }
    Some(numbers)
}
