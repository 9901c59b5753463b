//! ES modules → one script.
//!
//! Our modules keep to a few forms, so that linking them needs no JavaScript parser: an
//! `import` or `export` stands at the start of its own line, imports come from files beside,
//! nothing exported is assigned again, and no two modules import each other. Anything else
//! is an error here, and works unlinked as the plain modules do.

use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Links `entry` and what it imports out of `modules` (path → source).
pub fn link(entry: &str, modules: &BTreeMap<String, String>) -> Result<String> {
    let mut linker = Linker { modules, order: Vec::new(), open: Vec::new(), out: String::new() };
    linker.module(entry)?;
    Ok(linker.out)
}

struct Linker<'m> {
    modules: &'m BTreeMap<String, String>,
    /// Modules written so far; a module's place is its name in the output.
    order: Vec<String>,
    open: Vec<String>,
    out: String,
}

impl Linker<'_> {
    fn module(&mut self, path: &str) -> Result<usize> {
        if let Some(done) = self.order.iter().position(|other| other == path) {
            return Ok(done);
        }
        ensure!(!self.open.iter().any(|other| other == path), "{path} imports itself by way of {:?}", self.open);
        let source = self.modules.get(path).with_context(|| format!("no module {path} for {:?}", self.open))?;
        self.open.push(path.to_owned());
        let mut body = String::new();
        let mut exports = Vec::new();
        for line in source.lines() {
            let line = if line.starts_with("import ") {
                self.import(path, line).with_context(|| format!("{path}: {line}"))?
            } else if let Some(rest) = line.strip_prefix("export ") {
                export(rest, &mut exports).with_context(|| format!("{path}: {line}"))?
            } else {
                line.to_owned()
            };
            writeln!(body, "{line}")?;
        }
        self.open.pop();
        let name = self.order.len();
        self.order.push(path.to_owned());
        write!(self.out, "// {path}\nconst m{name} = (() => {{\n{body}return {{ {} }};\n}})();\n", exports.join(", "))?;
        Ok(name)
    }

    fn import(&mut self, from: &str, line: &str) -> Result<String> {
        let statement = line.trim_start_matches("import ").trim_end_matches(';');
        let (names, path) = match statement.split_once(" from ") {
            Some((names, path)) => (names.trim(), path),
            None => ("", statement),
        };
        let path = path.trim().trim_matches('"');
        ensure!(path.starts_with('.'), "only files of ours can be imported");
        let mut folders: Vec<_> = from.split('/').collect();
        folders.pop();
        for part in path.split('/').filter(|part| *part != ".") {
            match part {
                ".." => folders.pop().map(drop).context("a path that leaves the folder")?,
                name => folders.push(name),
            }
        }
        let module = self.module(&folders.join("/"))?;
        if names.is_empty() {
            return Ok(String::new());
        }
        if let Some(all) = names.strip_prefix("* as ") {
            return Ok(format!("const {all} = m{module};"));
        }
        Ok(format!("const {} = m{module};", names.replace(" as ", ": ")))
    }
}

/// The line without its `export`; what it exports goes to `exports`.
fn export(rest: &str, exports: &mut Vec<String>) -> Result<String> {
    if let Some(names) = rest.strip_prefix('{') {
        let names = names.trim_end_matches([';', ' ']).strip_suffix('}').context("an export list is one line")?;
        for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            exports.push(match name.split_once(" as ") {
                Some((inner, outer)) => format!("{outer}: {inner}"),
                None => name.to_owned(),
            });
        }
        return Ok(String::new());
    }
    let declared = ["const ", "async function ", "function ", "class "].iter().find_map(|kind| rest.strip_prefix(kind));
    let Some(declared) = declared else { bail!("this form of export is not linked") };
    let name: String = declared.chars().take_while(|c| c.is_alphanumeric() || "_$".contains(*c)).collect();
    ensure!(!name.is_empty(), "the export has no name");
    exports.push(name);
    Ok(rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::link;
    use std::collections::BTreeMap;

    fn linked(modules: &[(&str, &str)]) -> anyhow::Result<String> {
        let modules: BTreeMap<_, _> =
            modules.iter().map(|(path, source)| (path.to_string(), source.to_string())).collect();
        link("main.js", &modules)
    }

    #[test]
    fn imports_become_names_of_modules_written_before() {
        let script = linked(&[
            ("main.js", "import { one as uno } from \"./a.js\";\nimport * as b from \"./b/b.js\";\nuno(b);"),
            ("a.js", "export const one = () => 1;"),
            ("b/b.js", "import \"./c.js\";\nconst x = 2;\nexport { x as default };"),
            ("b/c.js", "globalThis.c = 3;"),
        ])
        .unwrap();
        assert_eq!(
            script,
            "// a.js\nconst m0 = (() => {\nconst one = () => 1;\nreturn { one };\n})();\n\
             // b/c.js\nconst m1 = (() => {\nglobalThis.c = 3;\nreturn {  };\n})();\n\
             // b/b.js\nconst m2 = (() => {\n\nconst x = 2;\n\nreturn { default: x };\n})();\n\
             // main.js\nconst m3 = (() => {\nconst { one: uno } = m0;\nconst b = m2;\nuno(b);\nreturn {  };\n})();\n"
        );
    }

    #[test]
    fn what_it_cannot_link_is_an_error_that_names_the_line() {
        for (modules, said) in [
            (&[("main.js", "import x from \"https://example.org/x.js\";")][..], "main.js: import x"),
            (&[("main.js", "export default 1;")], "main.js: export default 1;"),
            (&[("main.js", "import \"./gone.js\";")], "gone.js"),
            (&[("main.js", "import \"./a.js\";"), ("a.js", "import \"./main.js\";")], "imports itself"),
        ] {
            let error = format!("{:#}", linked(modules).unwrap_err());
            assert!(error.contains(said), "{error}");
        }
    }
}
