//! Validation of patterns that users write.

use super::parser::MAX_DEPTH;

/// A syntax error in a pattern: its place, in characters from 0, and what is wrong there.
pub(crate) type SyntaxError = (usize, &'static str);

/// Validates one pattern; `is_duty` if it is one of the duties that `&` stands for.
pub(crate) fn validate(pattern: &str, is_duty: bool) -> Result<(), SyntaxError> {
    let chars: Vec<char> = pattern.chars().collect();
    let mut validator = Validator { chars: &chars, at: 0, is_duty };
    let may_be_empty = validator.sequence(0)?;
    match chars.get(validator.at) {
        Some(')') => Err((validator.at, "`)` closes nothing; write `\\)` for the sign itself")),
        Some(_) => {
            Err((validator.at, "`|` stands outside of `( )`; put the alternatives in `( )`, or write them as two"))
        }
        None if may_be_empty => Err((0, "everything may be missing, so it would match any text")),
        None => Ok(()),
    }
}

struct Validator<'c> {
    chars: &'c [char],
    at: usize,
    is_duty: bool,
}

impl Validator<'_> {
    /// Reads up to the end, a `|` or a `)`; returns whether the sequence may match nothing.
    fn sequence(&mut self, depth: usize) -> Result<bool, SyntaxError> {
        let mut may_be_empty = true;
        while let Some(&symbol) = self.chars.get(self.at) {
            if matches!(symbol, '|' | ')') {
                break;
            }
            if symbol == '?' {
                return Err((self.at, "`?` stands after nothing; write `\\?` for the sign itself"));
            }
            let mut is_optional = self.atom(symbol, depth)?;
            if self.chars.get(self.at) == Some(&'?') {
                self.at += 1;
                is_optional = true;
            }
            may_be_empty &= is_optional;
        }
        Ok(may_be_empty)
    }

    /// Reads one symbol with its operands; returns whether it may match nothing.
    fn atom(&mut self, symbol: char, depth: usize) -> Result<bool, SyntaxError> {
        let start = self.at;
        self.at += 1;
        match symbol {
            '\\' if self.at == self.chars.len() => {
                Err((start, "`\\` ends the pattern; write `\\\\` for the sign itself"))
            }
            '\\' => {
                self.at += 1;
                Ok(false)
            }
            '(' if depth == MAX_DEPTH => Err((start, "groups stand in groups too often")),
            '(' => self.group(start, depth),
            '[' => {
                let set = self.up_to(']', (start, "`[` is not closed by `]`; write `\\[` for the sign itself"))?;
                if set.is_empty() { Err((start, "`[]` holds no character")) } else { Ok(false) }
            }
            '{' => self.number(
                (start, "`{` is not closed by `}`; write `\\{` for the sign itself"),
                (start, "`{ }` wants one number, the most characters to pass over, as `{8}`"),
                '}',
            ),
            '<' => self.number(
                (start, "`<` is not closed by `>`; write `\\<` for the sign itself"),
                (start, "`< >` wants one number, the most letters to pass over, as `<8>`"),
                '>',
            ),
            ']' => Err((start, "`]` closes nothing; write `\\]` for the sign itself")),
            '}' => Err((start, "`}` closes nothing; write `\\}` for the sign itself")),
            '>' => Err((start, "`>` closes nothing; write `\\>` for the sign itself")),
            '&' if self.is_duty => Err((start, "`&` stands for the duties, so no duty can hold it")),
            '@' | '%' => {
                self.at += usize::from(self.chars.get(self.at) == Some(&'+'));
                Ok(false)
            }
            '$' => Ok(true),
            c => Ok(c.is_whitespace()),
        }
    }

    /// Reads the alternatives of a group up to its `)`; returns whether one may match nothing.
    fn group(&mut self, start: usize, depth: usize) -> Result<bool, SyntaxError> {
        let mut may_be_empty = self.sequence(depth + 1)?;
        while self.chars.get(self.at) == Some(&'|') {
            self.at += 1;
            may_be_empty |= self.sequence(depth + 1)?;
        }
        if self.chars.get(self.at) != Some(&')') {
            return Err((start, "`(` is not closed by `)`; write `\\(` for the sign itself"));
        }
        self.at += 1;
        Ok(may_be_empty)
    }

    /// Reads the most characters to pass over, and `close`. Returns true, as it may match nothing.
    fn number(&mut self, missing: SyntaxError, no_number: SyntaxError, close: char) -> Result<bool, SyntaxError> {
        if is_number(self.up_to(close, missing)?) { Ok(true) } else { Err(no_number) }
    }

    /// Reads up to the next `close` and past it; returns what is before it.
    fn up_to(&mut self, close: char, missing: SyntaxError) -> Result<&[char], SyntaxError> {
        let length = self.chars[self.at..].iter().position(|&c| c == close).ok_or(missing)?;
        let from = self.at;
        self.at += length + 1;
        Ok(&self.chars[from..from + length])
    }
}

/// Whether the text between two signs is a number of up to three digits.
fn is_number(text: &[char]) -> bool {
    !text.is_empty() && text.len() <= 3 && text.iter().all(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invalid_patterns_are_reported_with_the_place() {
        let cases = [
            ("(甲|乙", 0, "`(` is not closed"),
            ("甲)乙", 1, "`)` closes nothing"),
            ("甲[乙", 1, "`[` is not closed"),
            ("甲[]", 1, "`[]` holds no character"),
            ("甲]", 1, "`]` closes nothing"),
            ("{乙}甲", 0, "wants one number"),
            ("{2,4}甲", 0, "wants one number"),
            ("甲{4", 1, "`{` is not closed"),
            ("<乙>甲", 0, "wants one number"),
            ("甲<4", 1, "`<` is not closed"),
            ("甲>", 1, "`>` closes nothing"),
            ("甲?<8>", 0, "everything may be missing"),
            ("?甲", 0, "`?` stands after nothing"),
            ("(甲|?)", 3, "`?` stands after nothing"),
            ("甲??", 2, "`?` stands after nothing"),
            ("甲|乙", 1, "`|` stands outside"),
            ("甲\\", 1, "`\\` ends the pattern"),
            ("甲?{8}(乙|)$", 0, "everything may be missing"),
            ("", 0, "everything may be missing"),
        ];
        for (pattern, at, what) in cases {
            let error = validate(pattern, false).unwrap_err();
            assert!(error.0 == at && error.1.contains(what), "{pattern}: {error:?}");
        }
        assert!(validate(&"(".repeat(100_000), false).is_err());
        assert!(validate("&长", true).is_err() && validate("&长", false).is_ok());
    }

    #[test]
    fn valid_patterns_are_accepted() {
        for pattern in
            ["本报讯", "[(](甲|乙)?#版{0}[)]?", "\\?\\(\\|", "(, ?{24})?[–—]", "@+(&@)?$", "^x", "[?|(<]", "<8>报"]
        {
            assert_eq!(validate(pattern, false), Ok(()), "{pattern}");
        }
    }
}
