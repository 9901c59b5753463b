//! The programs that browsers are tested with, found or installed.

use super::engine::Engine;
use crate::tools;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const GECKODRIVER: (&str, &str) = ("geckodriver", "0.37.1");

/// What an engine is tested with.
pub struct Programs {
    pub browser: PathBuf,
    pub driver: PathBuf,
}

/// Finds an engine's programs, and installs those that are missing.
pub fn ensure(engine: Engine, root: &Path) -> Result<Programs> {
    let missing: Vec<&str> = packages(engine).filter(|(_, there)| !there()).map(|(name, _)| name).collect();
    if !missing.is_empty() {
        install(&missing)?;
    }
    let programs = find(engine, root);
    match (engine, programs) {
        (_, Some(programs)) => Ok(programs),
        (Engine::Firefox, None) => {
            tools::from_crates(root, GECKODRIVER)?;
            find(engine, root).ok_or_else(|| anyhow::anyhow!("geckodriver was installed but cannot be found"))
        }
        (_, None) => bail!("{} is not installed as Debian has it", engine.name()),
    }
}

/// Installs packages of Debian's of which a program is missing.
pub fn debian(packages: &[(&str, &str)]) -> Result<()> {
    let missing: Vec<&str> =
        packages.iter().filter(|(_, program)| on_path(program).is_none()).map(|(name, _)| *name).collect();
    if missing.is_empty() { Ok(()) } else { install(&missing) }
}

fn find(engine: Engine, root: &Path) -> Option<Programs> {
    let (browser, driver) = match engine {
        Engine::Chromium => (chromium(), on_path("chromedriver")),
        Engine::Firefox => (firefox(), on_path("geckodriver").or_else(|| own_geckodriver(root))),
        Engine::WebKit => (mini_browser(), on_path("WebKitWebDriver")),
    };
    Some(Programs { browser: browser?, driver: driver? })
}

/// A package of Debian's, and whether what it brings is there.
type Package = (&'static str, fn() -> bool);

fn packages(engine: Engine) -> impl Iterator<Item = Package> {
    let own: &[Package] = match engine {
        Engine::Chromium => {
            &[("chromium", || chromium().is_some()), ("chromium-driver", || on_path("chromedriver").is_some())]
        }
        Engine::Firefox => &[("firefox-esr", || firefox().is_some())],
        Engine::WebKit => &[
            ("webkit2gtk-driver", || on_path("WebKitWebDriver").is_some() && mini_browser().is_some()),
            ("xvfb", || on_path("Xvfb").is_some()),
        ],
    };
    let fonts: Package = ("fonts-noto-cjk", chinese_font);
    own.iter().copied().chain([fonts])
}

fn chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(on_path)
}

fn firefox() -> Option<PathBuf> {
    ["firefox-esr", "firefox"].into_iter().find_map(on_path)
}

/// WebKitGTK's browser lies in a folder named for the architecture and the library's version.
fn mini_browser() -> Option<PathBuf> {
    let children = |path: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(path).map(|dir| dir.flatten().map(|entry| entry.path()).collect()).unwrap_or_default()
    };
    let roots = ["/usr/lib", "/usr/libexec"].map(PathBuf::from);
    let nested: Vec<PathBuf> = roots.iter().flat_map(|root| children(root)).collect();
    let mut found: Vec<PathBuf> = roots
        .iter()
        .chain(&nested)
        .flat_map(|folder| children(folder))
        .chain(nested.iter().cloned())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit2gtk-4.")))
        .map(|folder| folder.join("MiniBrowser"))
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    found.pop()
}

fn own_geckodriver(root: &Path) -> Option<PathBuf> {
    let path = tools::target_dir(root).ok()?.join("tools/bin/geckodriver");
    path.is_file().then_some(path)
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|path| path.is_file())
}

fn chinese_font() -> bool {
    let list = Command::new("fc-list").args([":lang=zh-cn", "family"]).stderr(Stdio::null()).output();
    list.is_ok_and(|output| !output.stdout.is_empty())
}

fn install(packages: &[&str]) -> Result<()> {
    let by_hand = format!("sudo apt-get install {}", packages.join(" "));
    if on_path("apt-get").is_none() {
        bail!("missing here: {}; install what your system calls them", packages.join(", "));
    }
    let quiet = |command: &mut Command| command.stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    let root = tools::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !root && !quiet(Command::new("sudo").args(["-n", "true"]).stderr(Stdio::null())) {
        bail!("missing here: {}; they may only be installed by root: {by_hand}", packages.join(", "));
    }
    let apt = |arguments: &[&str]| {
        let mut command = if root { Command::new("env") } else { Command::new("sudo") };
        if !root {
            command.args(["-n", "env"]);
        }
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y"]).args(arguments).stdout(Stdio::null());
        tools::run(&mut command)
    };
    tools::step(&format!("installing {} (minutes)", packages.join(", ")));
    // Without new lists apt may ask for versions that are gone; offline, the old ones may do.
    if let Err(error) = apt(&["update"]) {
        tools::step(&format!("the package lists stay as they are: {error:#}"));
    }
    apt(&[&["install", "--no-install-recommends"], packages].concat())
        .map_err(|error| error.context(format!("could not install them; try: {by_hand}")))
}
