//! No circle of imports: where a file needs another, that one does not need it in turn.
//!
//! A file needs another whose items it names by a path, in a `use` or elsewhere. A module may name
//! items of those that it is in, and re-export (`pub use`) items of any; modules of tests may name
//! everything.

use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemFn, ItemMod, ItemUse, Macro, UseTree, Visibility};

#[test]
fn no_files_of_the_library_need_each_other() {
    let found = circles("src/lib.rs", read);
    assert!(found.is_empty(), "{found}");
}

#[test]
fn no_files_of_the_command_need_each_other() {
    let found = circles("src/bin/banmian/main.rs", read);
    assert!(found.is_empty(), "{found}");
}

#[test]
fn no_files_of_train_need_each_other() {
    let found = circles("train/src/lib.rs", read);
    assert!(found.is_empty(), "{found}");
}

#[test]
fn no_files_of_xtask_need_each_other() {
    let found = circles("xtask/src/main.rs", read);
    assert!(found.is_empty(), "{found}");
}

#[test]
fn circles_are_found_however_items_are_named() {
    let named = [
        "use super::b::B;",
        "use crate::{Other, b::{B, C as D}};",
        "fn f() { use crate::b; b::f(); }",
        "fn f() -> crate::b::B { todo() }",
        "fn f() { assert!(x == super::b::B); }",
        "mod inner { use super::super::b; }",
    ];
    for a in named {
        let found = circles("lib.rs", |path| match path.to_str()? {
            "lib.rs" => Some("mod a; mod b; mod c;".into()),
            "a.rs" => Some(a.into()),
            "b.rs" => Some("mod deep;".into()),
            "b/deep.rs" => Some("use super::B; use crate::c::C;".into()),
            "c/mod.rs" => Some("use crate::a::A; use crate::b::deep::D;".into()),
            _ => None,
        });
        // the file b.rs needs nothing, its module needs c.rs, which needs it
        assert_eq!(found, "\nb/deep.rs needs c/mod.rs: C\nc/mod.rs needs b/deep.rs: D\n", "{a}");
        let found = circles("lib.rs", |path| match path.to_str()? {
            "lib.rs" => Some("mod a; mod b;".into()),
            "a.rs" => Some(a.into()),
            "b.rs" => Some("use crate::a::A;".into()),
            _ => None,
        });
        assert!(found.contains("a.rs needs b.rs: ") && found.contains("b.rs needs a.rs: A"), "{a}: {found}");
    }
}

#[test]
fn what_a_module_is_in_what_it_re_exports_and_its_tests_make_no_circle() {
    let found = circles("lib.rs", |path| match path.to_str()? {
        "lib.rs" => Some("mod a; mod b; pub use a::A; fn f() { b::f() }".into()),
        "a.rs" => Some("pub(crate) use crate::b::B; #[cfg(test)] mod tests { use crate::b::f; }".into()),
        "b.rs" => {
            Some("use crate::a::A; use crate::f; #[cfg(test)] mod tests; #[cfg(test)] fn f() { crate::a::f() }".into())
        }
        _ => None,
    });
    assert_eq!(found, "");
}

fn read(path: &Path) -> Option<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).ok()
}

/// Returns the imports that make circles in a crate, a line each; `read` reads a file if it is there.
fn circles(root: &str, read: impl Fn(&Path) -> Option<String>) -> String {
    let mut modules = BTreeMap::new();
    load(Path::new(root), Vec::new(), &read, &mut modules);
    let mut imports: DiGraphMap<&str, BTreeSet<String>> = DiGraphMap::new();
    let paths: Vec<_> = modules.iter().map(|(name, module)| (name, module, Paths::of(&module.items))).collect();
    for (name, module, paths) in &paths {
        for path in &paths.paths {
            let Some((target, item)) = resolve(&modules, name, paths, path) else { continue };
            let file = &modules[target].file;
            if !name.starts_with(target) && *file != module.file {
                let mut items = imports.remove_edge(&module.file, file).unwrap_or_default();
                items.insert(item);
                imports.add_edge(&module.file, file, items);
            }
        }
    }
    let mut out = String::new();
    for circle in tarjan_scc(&imports).into_iter().filter(|circle| circle.len() > 1) {
        out.push('\n');
        let mut lines: Vec<String> = imports
            .all_edges()
            .filter(|(from, to, _)| circle.contains(from) && circle.contains(to))
            .map(|(from, to, items)| format!("{from} needs {to}: {}\n", Vec::from_iter(items.clone()).join(", ")))
            .collect();
        lines.sort();
        out.extend(lines);
    }
    out
}

/// A module, by itself in a file or within that of another.
struct Module {
    file: String,
    items: Vec<Item>,
}

/// The name of a module, from the crate's root on.
type Name = Vec<String>;

fn load(file: &Path, name: Name, read: &impl Fn(&Path) -> Option<String>, out: &mut BTreeMap<Name, Module>) {
    let text = read(file).unwrap_or_else(|| panic!("{} cannot be read", file.display()));
    let items = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display())).items;
    let parent = file.parent().unwrap_or(Path::new(""));
    let stem = file.file_stem().unwrap_or_default();
    let folder = if ["lib", "main", "mod"].iter().any(|own| stem == *own) { parent.into() } else { parent.join(stem) };
    add(file, &folder, name, items, read, out);
}

fn add(
    file: &Path,
    folder: &Path,
    name: Name,
    mut items: Vec<Item>,
    read: &impl Fn(&Path) -> Option<String>,
    out: &mut BTreeMap<Name, Module>,
) {
    for item in &mut items {
        let Item::Mod(module) = item else { continue };
        if is_for_tests(&module.attrs) {
            continue;
        }
        let child = module.ident.to_string();
        let name = [&name[..], std::slice::from_ref(&child)].concat();
        match module.content.take() {
            Some((_, items)) => add(file, &folder.join(child), name, items, read, out),
            None => {
                let files: [PathBuf; 2] = [folder.join(format!("{child}.rs")), folder.join(&child).join("mod.rs")];
                let found = files.iter().find(|file| read(file).is_some());
                load(found.unwrap_or(&files[0]), name, read, out);
            }
        }
    }
    out.insert(name, Module { file: file.display().to_string(), items });
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    let is_test = |attribute: &Attribute| {
        attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    };
    attributes.iter().any(is_test)
}

/// Returns the module that a path leads into, and what of it the path names.
fn resolve<'m>(
    modules: &'m BTreeMap<Name, Module>,
    from: &Name,
    paths: &Paths,
    path: &[String],
) -> Option<(&'m Name, String)> {
    let path_from_root = absolute(modules, from, path).or_else(|| {
        let imported = paths.imported.get(&path[0])?;
        Some([absolute(modules, from, imported)?, path[1..].to_vec()].concat())
    })?;
    let depth = (0..=path_from_root.len()).rev().find(|&depth| modules.contains_key(&path_from_root[..depth]))?;
    let (target, _) = modules.get_key_value(&path_from_root[..depth])?;
    let item = path_from_root.get(depth).or(target.last()).cloned().unwrap_or_default();
    Some((target, item))
}

/// Returns a path from the crate's root on, if it begins with a module that needs no import.
fn absolute(modules: &BTreeMap<Name, Module>, from: &Name, path: &[String]) -> Option<Name> {
    let supers = path.iter().take_while(|part| *part == "super").count();
    match path[0].as_str() {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some([from, &path[1..]].concat()),
        "super" => Some([from.get(..from.len().checked_sub(supers)?)?, &path[supers..]].concat()),
        first => {
            let child = [&from[..], &[first.to_owned()][..]].concat();
            modules.contains_key(&child).then(|| [from, path].concat())
        }
    }
}

/// The paths in a module, but for its re-exports and tests.
#[derive(Default)]
struct Paths {
    paths: Vec<Name>,
    /// What names are imported as.
    imported: HashMap<String, Name>,
}

impl Paths {
    fn of(items: &[Item]) -> Self {
        let mut paths = Self::default();
        items.iter().for_each(|item| paths.visit_item(item));
        paths
    }

    fn import(&mut self, tree: &UseTree, mut before: Name) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.import(&path.tree, before);
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, before.clone())),
            UseTree::Glob(_) => self.paths.push(before),
            UseTree::Name(name) => self.import_name(before, name.ident.to_string(), None),
            UseTree::Rename(name) => self.import_name(before, name.ident.to_string(), Some(name.rename.to_string())),
        }
    }

    fn import_name(&mut self, mut before: Name, name: String, rename: Option<String>) {
        if name != "self" {
            before.push(name);
        }
        let Some(last) = before.last() else { return };
        self.imported.insert(rename.unwrap_or_else(|| last.clone()), before.clone());
        self.paths.push(before);
    }
}

impl<'a> Visit<'a> for Paths {
    fn visit_item_use(&mut self, item: &'a ItemUse) {
        if matches!(item.vis, Visibility::Inherited) && !is_for_tests(&item.attrs) {
            self.import(&item.tree, Vec::new());
        }
    }

    fn visit_item_fn(&mut self, item: &'a ItemFn) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_fn(self, item);
        }
    }

    /// Modules within this one are visited by themselves.
    fn visit_item_mod(&mut self, _: &'a ItemMod) {}

    fn visit_path(&mut self, path: &'a syn::Path) {
        if path.leading_colon.is_none() && path.segments.len() > 1 {
            self.paths.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }

    /// What a macro is called with need not be Rust, so its paths are found by their colons.
    fn visit_macro(&mut self, item: &'a Macro) {
        let tokens = item.tokens.to_string().replace(" :: ", "::").replace(":: ", "::");
        for word in tokens.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':') {
            let path: Name = word.split("::").map(str::to_owned).collect();
            if path.len() > 1 && path.iter().all(|part| !part.is_empty()) {
                self.paths.push(path);
            }
        }
    }
}
