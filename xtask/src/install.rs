//! What tests need beside Rust and node, found or installed.

use crate::tools;
use anyhow::{Context, Result, bail, ensure};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const GECKODRIVER: (&str, &str) = ("geckodriver", "0.37.1");
const CARGO_DENY: (&str, &str) = ("cargo-deny", "0.20.2");

/// A browser engine that the viewer is tested in.
#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
pub enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

impl Engine {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }
}

/// A package of Debian's, and a program that it brings.
type Package = (&'static str, &'static str);

/// Installs what is missing of engines: their browsers, their WebDriver servers, a Chinese font.
pub fn browsers(engines: &[Engine], root: &Path) -> Result<()> {
    let packages = |engine: &Engine| -> &[Package] {
        match engine {
            Engine::Chromium => &[("chromium", "chromium"), ("chromium-driver", "chromedriver")],
            Engine::Firefox => &[("firefox-esr", "firefox-esr")],
            Engine::Webkit => &[("webkit2gtk-driver", "WebKitWebDriver"), ("xvfb", "Xvfb")],
        }
    };
    let font = (!has_chinese_font()).then_some("fonts-noto-cjk");
    install(&engines.iter().flat_map(|engine| missing(packages(engine))).chain(font).collect::<Vec<_>>())?;
    if engines.contains(&Engine::Firefox) && on_path("geckodriver").is_none() {
        tools::from_crates(root, GECKODRIVER)?;
    }
    Ok(())
}

/// Installs what is missing of the programs that check TEI, EPUB and what is built upon.
pub fn checkers(root: &Path) -> Result<()> {
    install(&missing(&[("jing", "jing"), ("epubcheck", "epubcheck"), ("python3-pip", "pip3")]))?;
    tools::from_crates(root, CARGO_DENY).map(drop)
}

/// Installs the C++ compiler that libFuzzer is built with, if it is missing.
pub fn cxx() -> Result<()> {
    install(&missing(&[("g++", "c++")]))
}

/// Installs a folder's npm packages as its lock file says, unless they are there.
pub fn npm_packages(folder: &Path) -> Result<()> {
    let [lock, there] = ["package-lock.json", "node_modules/.package-lock.json"].map(|name| folder.join(name));
    let modified = |path: &Path| path.metadata().and_then(|metadata| metadata.modified()).ok();
    if modified(&there) >= modified(&lock) && there.is_file() {
        return Ok(());
    }
    ensure!(tools::has("npm"), "npm is not installed; {} needs it", folder.display());
    tools::step(&format!("installing npm packages into {}", folder.display()));
    let mut npm = Command::new("npm");
    npm.current_dir(folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    tools::run(npm.stdout(Stdio::null()))?;
    // npm leaves the lock's own time on what it wrote where nothing has changed
    std::fs::File::options().append(true).open(&there)?.set_modified(std::time::SystemTime::now())?;
    Ok(())
}

fn missing(packages: &[Package]) -> Vec<&'static str> {
    packages.iter().filter(|(_, program)| on_path(program).is_none()).map(|(name, _)| *name).collect()
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|path| path.is_file())
}

fn has_chinese_font() -> bool {
    let list = Command::new("fc-list").args([":lang=zh-cn", "family"]).stderr(Stdio::null()).output();
    list.is_ok_and(|output| !output.stdout.is_empty())
}

fn install(packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
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
        .with_context(|| format!("could not install them; try: {by_hand}"))
}
