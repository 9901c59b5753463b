//! Whether a pattern is written as patterns are; `pattern.rs` says how that is.

use super::pattern::DEPTH;

/// Where a pattern is wrong, in characters from 0, and what is wrong there.
pub(super) type Fault = (usize, &'static str);

/// Looks at one pattern; `duty` is set where it is one of those that `&` stands for.
pub(super) fn check(pattern: &str, duty: bool) -> Result<(), Fault> {
    let signs: Vec<char> = pattern.chars().collect();
    let mut checker = Checker { signs: &signs, at: 0, duty };
    let empty = checker.run(0)?;
    match signs.get(checker.at) {
        Some(')') => Err((checker.at, "`)` closes nothing; write `\\)` for the sign itself")),
        Some(_) => {
            Err((checker.at, "`|` stands outside of `( )`; put the alternatives in `( )`, or write them as two"))
        }
        None if empty => Err((0, "everything may be missing, so it would match any text")),
        None => Ok(()),
    }
}

struct Checker<'s> {
    signs: &'s [char],
    at: usize,
    duty: bool,
}

impl Checker<'_> {
    /// One run of signs, up to the end, a `|` or a `)`; whether it may match nothing.
    fn run(&mut self, depth: usize) -> Result<bool, Fault> {
        let mut empty = true;
        while let Some(&sign) = self.signs.get(self.at) {
            if matches!(sign, '|' | ')') {
                break;
            }
            if sign == '?' {
                return Err((self.at, "`?` stands after nothing; write `\\?` for the sign itself"));
            }
            let mut nothing = self.atom(sign, depth)?;
            if self.signs.get(self.at) == Some(&'?') {
                self.at += 1;
                nothing = true;
            }
            empty &= nothing;
        }
        Ok(empty)
    }

    /// The sign at hand with what belongs to it; whether it may match nothing.
    fn atom(&mut self, sign: char, depth: usize) -> Result<bool, Fault> {
        let start = self.at;
        self.at += 1;
        match sign {
            '\\' if self.at == self.signs.len() => {
                Err((start, "`\\` ends the pattern; write `\\\\` for the sign itself"))
            }
            '\\' => {
                self.at += 1;
                Ok(false)
            }
            '(' if depth == DEPTH => Err((start, "groups stand in groups too often")),
            '(' => self.group(start, depth),
            '[' => {
                let set = self.up_to(']', (start, "`[` is not closed by `]`; write `\\[` for the sign itself"))?;
                if set.is_empty() { Err((start, "`[]` holds no character")) } else { Ok(false) }
            }
            '{' => {
                let most = self.up_to('}', (start, "`{` is not closed by `}`; write `\\{` for the sign itself"))?;
                let number = !most.is_empty() && most.len() <= 3 && most.iter().all(char::is_ascii_digit);
                if number {
                    Ok(true)
                } else {
                    Err((start, "`{ }` wants one number, the most characters to pass over, as `{8}`"))
                }
            }
            ']' => Err((start, "`]` closes nothing; write `\\]` for the sign itself")),
            '}' => Err((start, "`}` closes nothing; write `\\}` for the sign itself")),
            '&' if self.duty => Err((start, "`&` stands for the duties, so no duty can hold it")),
            '@' | '%' => {
                self.at += usize::from(self.signs.get(self.at) == Some(&'+'));
                Ok(false)
            }
            '$' => Ok(true),
            c => Ok(c.is_whitespace()),
        }
    }

    /// The alternatives of a group that has been opened.
    fn group(&mut self, start: usize, depth: usize) -> Result<bool, Fault> {
        let mut empty = self.run(depth + 1)?;
        while self.signs.get(self.at) == Some(&'|') {
            self.at += 1;
            empty |= self.run(depth + 1)?;
        }
        if self.signs.get(self.at) != Some(&')') {
            return Err((start, "`(` is not closed by `)`; write `\\(` for the sign itself"));
        }
        self.at += 1;
        Ok(empty)
    }

    /// What stands before the next `close`, which is passed.
    fn up_to(&mut self, close: char, missing: Fault) -> Result<&[char], Fault> {
        let length = self.signs[self.at..].iter().position(|&c| c == close).ok_or(missing)?;
        let from = self.at;
        self.at += length + 1;
        Ok(&self.signs[from..from + length])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let cases = [
            ("(甲|乙", 0, "`(` is not closed"),
            ("甲)乙", 1, "`)` closes nothing"),
            ("甲[乙", 1, "`[` is not closed"),
            ("甲[]", 1, "`[]` holds no character"),
            ("甲]", 1, "`]` closes nothing"),
            ("{乙}甲", 0, "wants one number"),
            ("{2,4}甲", 0, "wants one number"),
            ("甲{4", 1, "`{` is not closed"),
            ("?甲", 0, "`?` stands after nothing"),
            ("(甲|?)", 3, "`?` stands after nothing"),
            ("甲??", 2, "`?` stands after nothing"),
            ("甲|乙", 1, "`|` stands outside"),
            ("甲\\", 1, "`\\` ends the pattern"),
            ("甲?{8}(乙|)$", 0, "everything may be missing"),
            ("", 0, "everything may be missing"),
        ];
        for (pattern, at, what) in cases {
            let fault = check(pattern, false).unwrap_err();
            assert!(fault.0 == at && fault.1.contains(what), "{pattern}: {fault:?}");
        }
        assert!(check(&"(".repeat(100_000), false).is_err());
        assert!(check("&长", true).is_err() && check("&长", false).is_ok());
    }

    #[test]
    fn what_is_right_is_left_alone() {
        for pattern in ["本报讯", "[(](甲|乙)?#版{0}[)]?", "\\?\\(\\|", "(, ?{24})?[–—]", "@+(&@)?$", "^x", "[?|(]"]
        {
            assert_eq!(check(pattern, false), Ok(()), "{pattern}");
        }
    }
}
