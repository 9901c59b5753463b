//! The command over many pages, and over a stream of them.

use assert_cmd::Command;
use banmian::Page;
use banmian::export::{HtmlPage, HtmlTemplate, html_in};
use base64::Engine;
use base64::prelude::BASE64_STANDARD as STANDARD;
use serde_json::{Value, json};
use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{self, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

const NEWS: &str =
    "市图书馆新馆昨日开馆\n\n本报记者 陈一\n\n本报讯 昨日上午,市图书馆新馆正式开馆,首日迎来读者三千余人。\n";
const BRIDGE: &str = "老桥今日通车\n\n本报讯 历时两年,城南老桥的修缮昨日完工,今日恢复通车。\n";

fn banmian(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("banmian").unwrap();
    command.args(arguments);
    command
}

/// Makes a folder of two pages, one of them in a folder below, and a file that is no page.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("in/1911")).unwrap();
    fs::write(folder.join("in/a.txt"), NEWS).unwrap();
    fs::write(folder.join("in/1911/b.txt"), BRIDGE).unwrap();
    fs::write(folder.join("in/notes.md"), "# no page").unwrap();
    folder
}

/// Writes a file into a folder, and returns its path.
fn write(folder: &Path, name: &str, content: &str) -> String {
    fs::write(folder.join(name), content).unwrap();
    folder.join(name).display().to_string()
}

fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_folder_is_written_into_a_folder() {
    let folder = folder("into");
    let (from, to) = (folder.join("in"), folder.join("out"));
    let arguments = ["tei", from.to_str().unwrap(), "-o", to.to_str().unwrap(), "--jobs", "2"];
    assert_eq!(stdout(&mut banmian(&arguments)), "");
    let page = banmian::parse(BRIDGE, &Default::default());
    assert_eq!(fs::read_to_string(to.join("1911/b.xml")).unwrap(), banmian::export::tei(&page));
    assert!(to.join("a.xml").is_file() && !to.join("notes.xml").exists());

    // what is there is left alone, what is missing is done
    fs::write(to.join("a.xml"), "<TEI>kept</TEI>").unwrap();
    fs::remove_file(to.join("1911/b.xml")).unwrap();
    stdout(&mut banmian(&[&arguments[..], &["--resume"]].concat()));
    assert_eq!(fs::read_to_string(to.join("a.xml")).unwrap(), "<TEI>kept</TEI>");
    assert!(to.join("1911/b.xml").is_file());
    let parts = fs::read_dir(&to)
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|ext| ext == "part"));
    assert_eq!(parts.count(), 0);
}

#[test]
fn a_name_as_long_as_file_systems_allow_is_written() {
    let folder = folder("long");
    let page = write(&folder, &format!("{}.txt", "桥".repeat(83)), NEWS);
    stdout(&mut banmian(&["tei", &page, "-o", &format!("{}/", folder.display())]));
    assert!(folder.join(format!("{}.xml", "桥".repeat(83))).is_file());
}

#[test]
fn one_page_is_written_into_a_folder_that_is_there_or_named_with_a_slash() {
    let folder = folder("one-into");
    let (a, there) = (folder.join("in/a.txt"), folder.join("there"));
    fs::create_dir_all(&there).unwrap();
    let [a, there] = [&a, &there].map(|path| path.to_str().unwrap());
    for out in [there, &format!("{there}/"), &format!("{}/new/", folder.display())] {
        stdout(&mut banmian(&["tei", a, "-o", out]));
        assert!(Path::new(out).join("a.xml").is_file(), "{out}");
        let _ = fs::remove_file(Path::new(out).join("a.xml"));
    }
    // a list of one name is a list
    let listed = stdout(banmian(&["parse", "--list", "-"]).write_stdin(a));
    assert_eq!(lines(&listed)[0]["source"], a);
}

/// Asserts that the command ends with the exit code of a wrong call, and says why.
fn assert_refused(arguments: &[&str], says: &[&str]) {
    let run = banmian(arguments).assert().code(2).stdout("");
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(says.iter().all(|part| said.contains(part)), "{said}");
}

#[cfg(unix)]
#[test]
fn no_input_is_overwritten() {
    let folder = folder("over");
    let (from, a) = (folder.join("in"), folder.join("in/a.txt"));
    let [from, a] = [&from, &a].map(|path| path.to_str().unwrap());
    let link = folder.join("link.txt");
    std::os::unix::fs::symlink(a, &link).unwrap();
    for output in [from, &format!("{from}/")] {
        assert_refused(&["text", from, "-o", output], &["b.txt", "--output"]);
        assert_refused(&["text", from, "-o", output, "--resume"], &["would be written over"]);
    }
    assert_refused(&["text", a, "-o", a], &["a.txt"]);
    assert_refused(&["html", from, "--edition", "晚报", "-o", a], &["a.txt"]);
    assert_refused(&["parse", a, "-o", link.to_str().unwrap()], &["link.txt"]);
    assert_eq!(fs::read_to_string(a).unwrap(), NEWS);
    assert_eq!(fs::read_to_string(folder.join("in/1911/b.txt")).unwrap(), BRIDGE);

    // the same name in two folders, of which one would be lost
    fs::create_dir_all(folder.join("in/1912")).unwrap();
    fs::write(folder.join("in/1912/b.txt"), NEWS).unwrap();
    let [b, c] = ["in/1911/b.txt", "in/1912/b.txt"].map(|name| folder.join(name).display().to_string());
    let out = folder.join("out");
    assert_refused(&["tei", &b, &c, "-o", &format!("{}/", out.display())], &[&b, &c, "b.xml", "name the folder"]);
    assert!(!out.exists());
}

#[test]
fn nothing_that_is_read_is_overwritten() {
    let folder = folder("read-beside");
    let write = |name: &str, content: &str| write(&folder, name, content);
    let pack = include_str!("../cues/en.toml");
    let edits = r#"{"version":1,"source":{"bytes":0,"sha256":""},"edits":[]}"#;
    let [a, from, out] = ["in/a.txt", "in", "out"].map(|name| folder.join(name).display().to_string());
    let (pack, edits) = (write("en.toml", pack), write("a.edits.json", edits));
    let (viewer, list) = (write("banmian.js", "customElements.get('banmian-viewer')"), write("list", &a));
    for (option, path) in [("--edits", &edits), ("--cues", &pack), ("--viewer", &viewer), ("--list", &list)] {
        let before = fs::read(path).unwrap();
        let files: &[&str] = if option == "--list" { &[] } else { &[&a] };
        assert_refused(&[&["html"], files, &[option, path, "-o", path]].concat(), &["would be written over"]);
        assert_eq!(fs::read(path).unwrap(), before, "{option}");
    }
    assert_refused(&["html", &from, "--edition", "晚报", "--viewer", &viewer, "-o", &viewer], &["banmian.js"]);
    assert_refused(&["parse", &a, &a, "--edits", &edits], &["a list of edits is of one page"]);
    // the list is where the page `out` would be written
    let named = write("out.json", "list");
    assert_refused(
        &["parse", &write("out", "x"), "--list", &named, "-o", &format!("{}/", folder.display())],
        &["out.json"],
    );
    let input = fs::File::open(&a).unwrap();
    let run = process::Command::new(env!("CARGO_BIN_EXE_banmian")).args(["text", "-", "-o", &a]).stdin(input).output();
    assert_eq!((run.unwrap().status.code(), fs::read_to_string(&a).unwrap()), (Some(2), NEWS.into()));
    let _ = fs::remove_file(&out);
}

#[cfg(unix)]
#[test]
fn a_file_called_as_a_part_file_might_be_is_left_alone() {
    let folder = folder("parts");
    let [a, out, mine] = ["in/a.txt", "page.json", "in/1911/b.txt"].map(|name| folder.join(name));
    for part in ["page.json.part", ".page.json.part", ".page.json.mine.part", ".other.json.abcdef.part"] {
        fs::write(folder.join(part), "mine").unwrap();
    }
    std::os::unix::fs::symlink(&mine, folder.join(".page.json.abcdef.part")).unwrap();
    stdout(&mut banmian(&["parse", a.to_str().unwrap(), "-o", out.to_str().unwrap()]));
    for part in ["page.json.part", ".page.json.part", ".page.json.mine.part", ".other.json.abcdef.part"] {
        assert_eq!(fs::read_to_string(folder.join(part)).unwrap(), "mine", "{part}");
    }
    assert!(folder.join(".page.json.abcdef.part").is_symlink());
    assert_eq!(fs::read_to_string(mine).unwrap(), BRIDGE);

    // one that nobody holds any more is taken away, one that is being written is not
    let [left, held] = [".page.json.AbCd12.part", ".page.json.AbCd34.part"].map(|name| folder.join(name));
    fs::write(&left, "half").unwrap();
    let file = fs::File::create(&held).unwrap();
    file.lock().unwrap();
    stdout(&mut banmian(&["parse", a.to_str().unwrap(), "-o", out.to_str().unwrap()]));
    assert!(!left.exists() && held.exists());
}

#[cfg(unix)]
#[test]
fn outputs_keep_the_permissions_of_what_they_replace() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("permissions");
    let [a, out, plain] = ["in/a.txt", "page.json", "plain"].map(|name| folder.join(name));
    let parse = || stdout(&mut banmian(&["parse", a.to_str().unwrap(), "-o", out.to_str().unwrap()]));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    parse();
    fs::write(&plain, "").unwrap();
    assert_eq!(mode(&out), mode(&plain), "as other programs' files");
    fs::set_permissions(&out, fs::Permissions::from_mode(0o640)).unwrap();
    parse();
    assert_eq!(mode(&out), 0o640);
}

#[test]
fn resume_makes_half_files_anew() {
    let folder = folder("halves");
    let [from, to] = ["in", "out"].map(|name| folder.join(name));
    let [from, into] = [&from, &to].map(|path| path.to_str().unwrap());
    for format in [
        "parse", "labels", "html", "markdown", "text", "ndjson", "json-ld", "ninjs", "tei", "epub", "ris", "csl-json",
        "bibtex", "atom",
    ] {
        let _ = fs::remove_dir_all(&to);
        stdout(&mut banmian(&[format, from, "-o", into]));
        let output = fs::read_dir(&to).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.is_file()).unwrap();
        let whole = fs::read(&output).unwrap();
        let modified = || fs::metadata(&output).unwrap().modified().unwrap();
        let first = modified();
        stdout(&mut banmian(&[format, from, "-o", into, "--resume"]));
        assert_eq!(modified(), first, "{format}: was whole");
        let cuts = [0, 1, whole.len() / 3, whole.len() / 2, whole.len() - 2];
        for cut in cuts.map(|cut| (0..=cut).rev().find(|&cut| cut == 0 || whole[cut - 1] != b'\n').unwrap()) {
            fs::write(&output, &whole[..cut]).unwrap();
            stdout(&mut banmian(&[format, from, "-o", into, "--resume"]));
            assert!(fs::read(&output).unwrap() == whole, "{format}: cut at {cut}");
        }
    }
}

/// Two runs at once onto one folder, killed at random moments; then one that goes on.
/// `BANMIAN_KILLS` sets how many times.
#[test]
fn killed_runs_are_resumed() {
    let folder = folder("killed");
    let from = folder.join("in");
    for n in 0..60 {
        fs::write(from.join(format!("{n}.txt")), [NEWS, BRIDGE].concat().repeat(1 + n % 7)).unwrap();
    }
    let run = |into: &Path, more: &[&str]| {
        let mut command = process::Command::new(env!("CARGO_BIN_EXE_banmian"));
        command.args(["html", from.to_str().unwrap(), "-o", into.to_str().unwrap()]).args(more);
        command.stderr(Stdio::null());
        command
    };
    let files = |folder: &Path| {
        let mut files: Vec<(String, Vec<u8>)> = walk(folder);
        files.sort();
        files
    };
    let whole = folder.join("whole");
    let started = std::time::Instant::now();
    assert!(run(&whole, &[]).status().unwrap().success());
    let alone = started.elapsed();
    let whole = files(&whole);
    assert_eq!(whole.len(), 62);
    let kills: u32 = std::env::var("BANMIAN_KILLS").map_or(12, |kills| kills.parse().unwrap());
    for _ in 0..kills {
        let out = folder.join("out");
        let _ = fs::remove_dir_all(&out);
        let mut runs = [run(&out, &["--resume"]).spawn().unwrap(), run(&out, &[]).spawn().unwrap()];
        let moments = [(); 2].map(|()| alone.mul_f64(random()));
        for (run, moment) in runs.iter_mut().zip(moments) {
            thread::sleep(moment);
            run.kill().unwrap();
        }
        for run in &mut runs {
            run.wait().unwrap();
        }
        assert!(run(&out, &["--resume"]).status().unwrap().success());
        let files = files(&out);
        let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&files), names(&whole), "killed after {moments:?}");
        assert!(files == whole, "another content, killed after {moments:?}");
    }
}

/// A random number from 0 to 1.
fn random() -> f64 {
    RandomState::new().build_hasher().finish() as f64 / u64::MAX as f64
}

/// Returns the files of a folder and below, with their content.
fn walk(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let of_entry = |path: PathBuf| match path.is_dir() {
        true => walk(&path),
        false => vec![(path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap())],
    };
    entries.flat_map(of_entry).collect()
}

#[cfg(unix)]
#[test]
fn links_and_devices_are_written_to_and_folders_refused() {
    let folder = folder("devices");
    let a = folder.join("in/a.txt");
    let a = a.to_str().unwrap();
    let (real, link) = (folder.join("real.json"), folder.join("link.json"));
    fs::write(&real, "old").unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    stdout(&mut banmian(&["parse", a, "-o", link.to_str().unwrap()]));
    assert!(link.is_symlink() && fs::read_to_string(&real).unwrap().contains("articles"));
    assert!(stdout(&mut banmian(&["parse", a, "-o", "/dev/stdout"])).contains("articles"));
    stdout(&mut banmian(&["parse", a, "-o", "/dev/null"]));
    assert!(!Path::new("/dev/null").is_file());
    let run = banmian(&["html", a, "--edition", "晚报", "-o", folder.to_str().unwrap()]).assert().code(1);
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("is a folder; name a file"));
    let parts = fs::read_dir(folder.parent().unwrap()).unwrap();
    assert!(parts.filter_map(Result::ok).all(|entry| !entry.file_name().to_string_lossy().ends_with(".part")));
}

#[test]
fn an_output_that_exists_is_replaced_and_not_written_in_place() {
    let folder = folder("replaced");
    let [a, from, to] = ["in/a.txt", "in", "out"].map(|name| folder.join(name));
    fs::create_dir_all(to.join("1911")).unwrap();
    let [a, from, into] = [&a, &from, &to].map(|path| path.to_str().unwrap());
    let outputs = ["page.json", "paper.html", "out/1911/b.xml"].map(|name| folder.join(name));
    let [page, paper, _] = outputs.each_ref().map(|path| path.to_str().unwrap());
    let runs = [
        vec!["parse", a, "-o", page],
        vec!["html", from, "--edition", "晚报", "-o", paper],
        vec!["tei", from, "-o", into],
    ];
    for (arguments, output) in runs.iter().zip(&outputs) {
        // a second name of the old file shows what a program that has it open goes on reading
        let old = output.with_extension("old");
        fs::write(output, "old").unwrap();
        fs::hard_link(output, &old).unwrap();
        stdout(&mut banmian(arguments));
        assert!(fs::read_to_string(&old).unwrap() == "old", "{arguments:?} wrote into the old file");
        assert!(fs::read_to_string(output).unwrap().len() > 500, "{arguments:?} wrote nothing");
    }
}

/// Writing breaks off at one or two kilobytes, as on a full disk.
#[cfg(unix)]
#[test]
fn a_write_that_breaks_off_leaves_no_half_file() {
    let folder = folder("full");
    let [from, to] = [folder.join("in"), folder.join("out")];
    let [from, into] = [&from, &to].map(|path| path.to_str().unwrap());
    fs::create_dir_all(&to).unwrap();
    fs::write(to.join("a.html"), "old").unwrap();
    let limited = "trap '' XFSZ; ulimit -f 2; exec \"$0\" \"$@\"";
    let run = Command::new("sh")
        .args(["-c", limited, env!("CARGO_BIN_EXE_banmian"), "html", from, "-o", into])
        .assert()
        .code(1);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("b.html: cannot be written") && said.contains("2 of 2 pages"), "{said}");
    assert!(fs::read_to_string(to.join("a.html")).unwrap() == "old", "the old file was written into");
    assert_eq!(fs::read_dir(&to).unwrap().count(), 2, "more is there than the old file and the folder");
    assert_eq!(fs::read_dir(to.join("1911")).unwrap().count(), 0, "half a file is there");
}

#[test]
fn json_that_is_no_page_is_refused() {
    let folder = folder("json");
    let [a, b] = ["in/a.txt", "in/1911/b.txt"].map(|name| folder.join(name).display().to_string());
    let lines = stdout(&mut banmian(&["parse", &a, &b]));
    let whole = stdout(&mut banmian(&["parse", &a]));
    for broken in [&*lines, &whole[..500], "{\"text\": \"市图书馆\"}"] {
        let run = banmian(&["text", "-"]).write_stdin(broken).assert().code(1).stdout("");
        assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("but not a page"));
    }
    let text = format!("{{本报讯}} {NEWS}");
    assert!(stdout(banmian(&["text", "-"]).write_stdin(text)).contains("{本报讯}"));

    let (page, list) = (folder.join("page.json"), folder.join("none.json"));
    fs::write(&page, whole).unwrap();
    let run = banmian(&["text", page.to_str().unwrap(), "--edits", list.to_str().unwrap()]).assert().code(1);
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("is a page without its text"));
}

#[test]
fn an_edition_is_one_file_of_all_pages() {
    let folder = folder("edition");
    let (from, to) = (folder.join("in"), folder.join("paper.html"));
    let script = folder.join("banmian.js");
    fs::write(&script, "customElements.get('banmian-viewer')").unwrap();
    let [from, out, viewer] = [&from, &to, &script].map(|path| path.to_str().unwrap());
    let arguments = ["html", from, "--edition", "晚报", "--viewer", viewer, "-o", out];
    assert_eq!(stdout(&mut banmian(&arguments)), "");
    let html = fs::read_to_string(&to).unwrap();
    let pages = [BRIDGE, NEWS].map(|text| banmian::parse(text, &Default::default()));
    let sheets = [
        HtmlPage { name: "1911/b.txt", ..HtmlPage::new(&pages[0], BRIDGE) },
        HtmlPage { name: "a.txt", ..HtmlPage::new(&pages[1], NEWS) },
    ];
    let shell = HtmlTemplate::viewer("customElements.get('banmian-viewer')", "zh-Hans").unwrap();
    assert_eq!(html, html_in(&sheets, &HtmlTemplate { title: "晚报".into(), ..shell }));

    // the script is taken out of a file that has it
    let again = ["html", from, "--edition", "晚报", "--viewer", out];
    assert_eq!(stdout(&mut banmian(&again)), html);
}

#[test]
fn an_edition_leaves_out_unreadable_pages() {
    let folder = folder("gaps");
    fs::write(folder.join("in/c.txt"), b"%PDF-1.7\n\x01\x02").unwrap();
    let run = banmian(&["html", folder.join("in").to_str().unwrap(), "--edition", "晚报"]).assert().code(1);
    let html = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    assert!(html.contains("老桥今日通车") && html.contains("市图书馆新馆昨日开馆"));
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("c.txt") && said.contains("1 of 3 pages"), "{said}");
}

#[test]
fn only_the_viewer_s_script_is_embedded() {
    let folder = folder("viewer");
    let page = folder.join("in/a.txt");
    for script in ["alert(1)", "/* banmian-viewer */ '</script>'", "banmian-viewer <!--"] {
        let path = folder.join("script.js");
        fs::write(&path, script).unwrap();
        let run = banmian(&["html", page.to_str().unwrap(), "--viewer", path.to_str().unwrap()]).assert().code(1);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(said.contains("script.js: is not the viewer's script"), "{script}: {said}");
    }
}

#[test]
fn several_pages_are_written_as_lines_in_order() {
    let folder = folder("lines");
    let [a, b] = ["in/a.txt", "in/1911/b.txt"].map(|name| folder.join(name).display().to_string());
    let stories = lines(&stdout(&mut banmian(&["ndjson", &b, &a, &b])));
    let sources: Vec<&str> = stories.iter().map(|story| story["source"].as_str().unwrap()).collect();
    assert_eq!(sources, [b.as_str(), &a, &b]);
    assert_eq!(stories[1]["headline"], "市图书馆新馆昨日开馆");
    let listed = format!("{a}\n\n{b}\n");
    let pages = lines(&stdout(banmian(&["parse", "--list", "-"]).write_stdin(listed)));
    let page: Page = serde_json::from_value(pages[1]["page"].clone()).unwrap();
    assert_eq!(page, banmian::parse(BRIDGE, &Default::default()));
    let run = banmian(&["markdown", &a, &b]).assert().failure();
    assert_eq!(run.get_output().status.code(), Some(2));
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("--output"));
}

#[test]
fn unreadable_pages_are_reported_and_the_others_written() {
    let folder = folder("failing");
    fs::write(folder.join("in/c.txt"), b"%PDF-1.7\n").unwrap();
    let from = folder.join("in");
    let run = banmian(&["ndjson", from.to_str().unwrap(), "--json-errors"]).assert().failure();
    let output = run.get_output();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&String::from_utf8_lossy(&output.stdout)).len(), 2);
    let errors = lines(&String::from_utf8_lossy(&output.stderr));
    assert!(errors[0]["file"].as_str().unwrap().ends_with("c.txt"), "{errors:?}");
    assert_eq!((&errors[0]["kind"], &errors[1]["kind"]), (&json!("damaged"), &json!("failed")));
    assert_eq!(errors[1]["message"], "1 of 3 pages could not be read or written");
    let empty = folder.join("empty");
    fs::create_dir_all(&empty).unwrap();
    let run = banmian(&["ndjson", empty.to_str().unwrap()]).assert().failure();
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("without a .txt or .pdf file, or one of OCR"));
}

/// Returns the bytes of a file of `tests/forms`.
fn form_file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms").join(name)).unwrap()
}

/// Makes a folder of two texts, and of a page of each form beside files that are none.
fn folder_of_forms(name: &str) -> (PathBuf, String) {
    let folder = folder(name);
    let from = folder.join("in");
    for (to, name) in [
        ("c.pdf", "two-columns.pdf"),
        ("1911/d.XML", "alto-2.xml"),
        ("e.html", "hocr-tesseract.html"),
        ("f.htm", "hocr-loose.html"),
        ("g.hocr", "hocr-tesseract.html"),
        ("h.xml", "page-2019.xml"),
    ] {
        fs::write(from.join(to), form_file(name)).unwrap();
    }
    write(&from, "tei.xml", "<?xml version=\"1.0\"?><TEI></TEI>");
    write(&from, "site.html", "<!doctype html><p>市图书馆开馆</p>");
    write(&from, "empty.xml", "");
    write(&from, "text.htm", NEWS);
    write(&from, "a.edits.json", "{}");
    let path = from.display().to_string();
    (folder, path)
}

/// The sources that a run over a folder `in` writes pages of.
fn sources(arguments: &[&str]) -> Vec<String> {
    let name = |page: &Value| page["source"].as_str().unwrap().rsplit_once("/in/").unwrap().1.to_owned();
    lines(&stdout(&mut banmian(arguments))).iter().map(name).collect()
}

#[test]
fn a_folder_gives_its_pdf_and_ocr_files_too_and_passes_by_other_markup() {
    let (folder, from) = folder_of_forms("forms");
    let all = ["1911/b.txt", "1911/d.XML", "a.txt", "c.pdf", "e.html", "f.htm", "g.hocr", "h.xml"];
    assert_eq!(sources(&["parse", &from]), all);
    let out = folder.join("out");
    let run = banmian(&["ndjson", &from, "-o", out.to_str().unwrap()]).assert().success();
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.lines().count() == 1 && said.contains("f.htm: the file is damaged"), "{said}");
    let mut names: Vec<String> = walk(&out).into_iter().map(|(name, _)| name).collect();
    names.sort();
    assert_eq!(names, ["a", "b", "c", "d", "e", "f", "g", "h"].map(|name| format!("{name}.ndjson")));
    let document = banmian::form::read(&form_file("two-columns.pdf")).unwrap();
    let page = banmian::parse_with(&document.text, &document.sheet, &Default::default());
    assert_eq!(fs::read_to_string(out.join("c.ndjson")).unwrap(), banmian::export::ndjson(&page));
    // what was written below or beside the pages is none
    for format in ["html", "tei"] {
        stdout(&mut banmian(&[format, &from, "-o", &format!("{}/made", from)]));
        assert_eq!(sources(&["parse", &from]), all, "{format}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_named_where_it_is_called_a_page() {
    let (_folder, from) = folder_of_forms("nowhere");
    for name in ["gone.pdf", "gone.xml", "gone.html"] {
        std::os::unix::fs::symlink("nowhere", Path::new(&from).join(name)).unwrap();
    }
    let run = banmian(&["parse", &from, "--form", "pdf", "--json-errors"]).assert().code(1);
    let said = lines(&String::from_utf8_lossy(&run.get_output().stderr));
    assert!(said.len() == 2 && said[0]["file"].as_str().unwrap().ends_with("in/gone.pdf"), "{said:?}");
    let run = banmian(&["parse", &from, "--form", "text"]).assert().success();
    assert!(run.get_output().stderr.is_empty());
}

#[test]
fn a_named_form_takes_only_its_files_of_a_folder() {
    let (folder, from) = folder_of_forms("named-form");
    for (form, wanted) in [
        ("text", &["a.md", "b.md"] as &[&str]),
        ("pdf", &["c.md"]),
        ("alto", &["d.md"]),
        ("hocr", &["e.md", "f.md", "g.md"]),
        ("page", &["h.md"]),
    ] {
        let out = folder.join(form);
        stdout(&mut banmian(&["markdown", &from, "--form", form, "-o", &format!("{}/", out.display())]));
        let mut names: Vec<String> = walk(&out).into_iter().map(|(name, _)| name).collect();
        names.sort();
        assert_eq!(names, wanted, "{form}");
    }
    assert_eq!(sources(&["parse", &from, "--encoding", "utf-8"]), ["1911/b.txt", "a.txt"]);
    let empty = ["empty", "empty-too"].map(|name| folder.join(name));
    empty.iter().for_each(|folder| fs::create_dir_all(folder).unwrap());
    let [first, second] = empty.each_ref().map(|folder| folder.to_str().unwrap());
    for (form, wanted) in [("text", "a .txt file"), ("pdf", "a .pdf file"), ("page", "a file of PAGE")] {
        let run = banmian(&["parse", first, second, "--form", form]).assert().code(1);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert_eq!(said.matches(&format!("is a folder without {wanted}; name the files")).count(), 2, "{said}");
    }
}

#[test]
fn a_mets_file_gives_the_pages_that_it_lists() {
    let folder = folder("mets");
    let issue = folder.join("issue");
    fs::create_dir_all(issue.join("alto")).unwrap();
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/alto-2.xml"), issue.join("alto/2.xml")).unwrap();
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/alto-4.xml"), issue.join("alto/1.xml")).unwrap();
    let mets = |addresses: &[&str]| {
        let file = |address: &&str| format!("<file><FLocat xlink:href='{address}'/></file>");
        let files: String = addresses.iter().map(file).collect();
        let xml =
            format!("<?xml version='1.0'?><mets><fileSec><fileGrp USE='FULLTEXT'>{files}</fileGrp></fileSec></mets>");
        write(&issue, "mets.xml", &xml)
    };
    // in the order of the list, whatever stands beside it
    let path = mets(&["alto/2.xml", "file://./alto/1.xml"]);
    let pages = lines(&stdout(&mut banmian(&["parse", &path])));
    let sources: Vec<_> = pages.iter().map(|page| page["source"].as_str().unwrap()).collect();
    assert_eq!(sources, ["alto/2.xml", "alto/1.xml"].map(|name| issue.join(name).display().to_string()));
    let html = stdout(&mut banmian(&["html", &path, "--edition", "晚报"]));
    let [second, first] = ["\"name\":\"alto/2.xml\"", "\"name\":\"alto/1.xml\""].map(|name| html.find(name).unwrap());
    assert!(second < first && html.contains("<title>晚报</title>"));
    let out = folder.join("out");
    stdout(&mut banmian(&["tei", &path, "-o", &format!("{}/", out.display())]));
    assert!(out.join("alto/1.xml").is_file() && out.join("alto/2.xml").is_file());

    assert_refused(&["html", &path, "--edition", "晚报", "-o", &path], &["mets.xml: would be written over"]);

    // nothing is read that is not in its folder, and what is not there is named
    fs::write(folder.join("secret.xml"), form_file("alto-3.xml")).unwrap();
    let mut addresses = vec!["alto/2.xml", "../secret.xml", "https://a.b/alto/1.xml", "alto/9.xml"];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../secret.xml", issue.join("link.xml")).unwrap();
        addresses.push("link.xml");
    }
    let run = banmian(&["parse", &mets(&addresses)]).assert().code(1);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert_eq!(lines(&String::from_utf8_lossy(&run.get_output().stdout)).len(), 1);
    assert_eq!(said.matches("which is not in its folder").count(), addresses.len() - 2, "{said}");
    assert!(said.contains("alto/9.xml: there is no such file"), "{said}");
    let run = banmian(&["parse", &mets(&[])]).assert().code(1);
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("mets.xml: is a METS file that lists no files"));
}

#[test]
fn a_mets_file_of_the_library_of_congress_gives_its_pages() {
    let issue = folder("mets-of-pages");
    let group = |number: usize, form: &str| {
        fs::write(issue.join(format!("{number}.xml")), form_file(form)).unwrap();
        fs::write(issue.join(format!("{number}.pdf")), "not to be read").unwrap();
        let file = |name: &str, end: &str| {
            let place = format!("<FLocat LOCTYPE='OTHER' OTHERLOCTYPE='file' xlink:href='./{number}.{end}'/>");
            format!("<file ID='{name}File{number}' USE='{name}'>{place}</file>")
        };
        let files = [file("service", "jp2"), file("derivative", "pdf"), file("ocr", "xml")];
        format!("<fileGrp ID='pageFileGrp{number}'>{}</fileGrp>", files.concat())
    };
    let groups = [group(2, "alto-2.xml"), group(1, "alto-4.xml")].concat();
    let page = |number: usize| format!("<div TYPE='np:page'><fptr FILEID='ocrFile{number}'/></div>");
    let map = format!("<structMap><div TYPE='np:issue'>{}{}</div></structMap>", page(1), page(2));
    let path = write(&issue, "1912050201.xml", &format!("<mets><fileSec>{groups}</fileSec>{map}</mets>"));
    let pages = lines(&stdout(&mut banmian(&["parse", &path])));
    let sources: Vec<_> = pages.iter().map(|page| page["source"].as_str().unwrap()).collect();
    assert_eq!(sources, ["1.xml", "2.xml"].map(|name| issue.join(name).display().to_string()));
}

#[test]
fn a_page_in_two_forms_is_read_once_of_a_folder_or_a_list() {
    let (folder, from) = folder_of_forms("twice");
    let [pdf, text] = ["c.pdf", "c.txt"].map(|name| format!("{from}/{name}"));
    fs::write(&text, NEWS).unwrap();
    let (out, list) = (folder.join("out"), write(&folder, "list", &format!("{text}\n{pdf}\n{text}\n")));
    let out = &format!("{}/", out.display());
    let says = ["c.pdf", "c.txt", "one page in two forms", "--form"];
    // wherever it would be written to
    for output in [&["tei", "-o", out] as &[&str], &["ndjson"], &["html", "--edition", "晚报"]] {
        assert_refused(&[output, &[&from]].concat(), &says);
        assert_refused(&[output, &["--list", &list]].concat(), &says);
    }
    assert!(!Path::new(out).exists());
    // who names both wants both, where one is not written over the other
    let both = lines(&stdout(&mut banmian(&["parse", &pdf, &text])));
    assert_eq!([&both[0]["source"], &both[1]["source"]], [&pdf, &text]);
    assert_refused(&["tei", &pdf, &text, "-o", out], &["c.pdf", "c.txt", "c.xml", "take one of them"]);
    let repeated = write(&folder, "repeated", &format!("{text}\n{text}\n"));
    assert_eq!(lines(&stdout(&mut banmian(&["parse", "--list", &repeated]))).len(), 2);

    // the PDF of what has one, and the text of what has none
    let read = |name: &str| fs::read_to_string(Path::new(out).join(name)).unwrap();
    stdout(&mut banmian(&["tei", &from, "-o", out, "--form", "pdf"]));
    let of_pdf = read("c.xml");
    stdout(&mut banmian(&["tei", &from, "-o", out, "--form", "text", "--resume"]));
    assert!(read("c.xml") == of_pdf && read("a.xml") != of_pdf);
    stdout(&mut banmian(&["tei", &from, "-o", out, "--form", "text"]));
    assert_eq!(read("c.xml"), read("a.xml"));
}

#[cfg(unix)]
#[test]
fn stream_reads_files_by_their_bytes_or_their_path() {
    let folder = folder("stream-forms");
    let pdf = form_file("two-columns.pdf");
    let path = folder.join("page.pdf").display().to_string();
    fs::write(&path, &pdf).unwrap();
    let [scan, news] = ["scan.pdf", "a.txt"].map(|name| folder.join(name).display().to_string());
    fs::write(&scan, form_file("scan.pdf")).unwrap();
    let (gbk, ..) = encoding_rs::GB18030.encode(NEWS);
    fs::write(&news, &gbk).unwrap();
    let encoded = STANDARD.encode(&pdf);
    let folded =
        encoded.as_bytes().chunks(76).map(|row| std::str::from_utf8(row).unwrap()).collect::<Vec<_>>().join("\r\n");
    let input = [
        json!({ "id": 1, "bytes": encoded }),
        json!({ "id": 2, "bytes": folded.trim_end_matches('=') }),
        json!({ "id": 3, "path": path }),
        json!({ "id": 4, "path": news }),
        json!({ "id": 5, "bytes": STANDARD.encode(&gbk) }),
        json!({ "id": 6, "text": NEWS, "bytes": 7, "path": "no/such" }),
        json!({ "id": 7, "path": scan }),
        json!({ "id": 8, "path": "no/such" }),
        json!({ "id": 9, "bytes": "市" }),
        json!({ "id": 10, "bytes": STANDARD.encode(form_file("locked.pdf")) }),
        json!({ "id": 11, "path": folder }),
        json!({ "id": 12, "path": "-" }),
        json!({ "id": 13, "path": "/dev/stdin" }),
        json!({ "id": 14, "bytes": 7, "path": path }),
    ];
    let input = input.map(|line| line.to_string()).join("\n");
    let run = banmian(&["stream"]).write_stdin(input.as_str()).assert().success().stderr("");
    let out = lines(&String::from_utf8_lossy(&run.get_output().stdout));
    assert_eq!(out.iter().map(|answer| answer["id"].as_i64().unwrap()).collect::<Vec<_>>(), Vec::from_iter(1..=14));
    let document = banmian::form::read(&pdf).unwrap();
    let page = banmian::parse_with(&document.text, &document.sheet, &Default::default());
    let page_of = |answer: &Value| serde_json::from_value::<Page>(answer["page"].clone()).unwrap();
    for n in [0, 1, 2, 13] {
        assert_eq!(page_of(&out[n]), page, "line {}", n + 1);
    }
    assert!(out[0].get("bytes").is_none() && out[2]["path"] == path.as_str());
    for n in [3, 4] {
        assert_eq!(page_of(&out[n]).source.encoding, "gb18030");
        assert_eq!(page_of(&out[n]).articles, banmian::parse(NEWS, &Default::default()).articles);
    }
    // of a text, other fields are anything
    assert_eq!(page_of(&out[5]), banmian::parse(NEWS, &Default::default()));
    assert_eq!((&out[5]["bytes"], &out[5]["path"]), (&json!(7), &json!("no/such")));
    for (n, says) in [
        (6, "the PDF is a scan (1 page)"),
        (7, "no/such: there is no such file"),
        (8, "\"bytes\" is no base64"),
        (9, "line 10: the PDF asks for a password"),
        (10, "is no file"),
        (11, "-: there is no such file"),
        (12, "/dev/stdin: is no file"),
    ] {
        assert!(out[n]["error"].as_str().unwrap().contains(says), "{}", out[n]);
        assert!(out[n]["line"] == json!(n + 1) && out[n].get("page").is_none() && out[n].get("bytes").is_none());
    }
    assert_eq!(out[6]["path"], scan.as_str());

    let out = lines(&stdout(banmian(&["stream", "--to", "stories", "--form", "pdf"]).write_stdin(input.as_str())));
    assert_eq!(out[0]["page"][1]["headline"], "老桥今日恢复通车");
    assert!(out[3]["error"].as_str().unwrap().contains("a.txt: not PDF"), "{}", out[3]);
}

#[test]
fn stream_says_what_there_is_to_say_of_a_file() {
    let line = json!({ "bytes": STANDARD.encode(form_file("hocr-loose.html")) }).to_string();
    let run = banmian(&["stream", "--json-errors"]).write_stdin(format!("\n{line}")).assert().success();
    let said = lines(&String::from_utf8_lossy(&run.get_output().stderr));
    assert_eq!((&said[0]["file"], &said[0]["kind"]), (&json!("line 2"), &json!("repaired")));
    assert!(lines(&String::from_utf8_lossy(&run.get_output().stdout))[0]["page"].is_object());
}

#[test]
fn a_parsed_page_is_written_in_other_formats() {
    let folder = folder("read");
    let text = folder.join("in/a.txt");
    let json = folder.join("a.json");
    fs::write(&json, stdout(&mut banmian(&["parse", text.to_str().unwrap()]))).unwrap();
    for form in ["markdown", "text", "ndjson", "json-ld", "ninjs", "tei", "ris", "csl-json", "bibtex", "parse"] {
        let of = |path: &Path| stdout(&mut banmian(&[form, path.to_str().unwrap()]));
        assert_eq!(of(&json), of(&text), "{form}");
        assert_eq!(stdout(banmian(&[form, "-"]).write_stdin(fs::read(&json).unwrap())), of(&text), "{form}");
    }
    let book = |path: &Path| banmian(&["epub", path.to_str().unwrap()]).assert().success().get_output().stdout.clone();
    assert_eq!(book(&json), book(&text));
    for form in ["labels", "html"] {
        let run = banmian(&[form, json.to_str().unwrap()]).assert().failure();
        assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("without its text"), "{form}");
    }
    fs::write(&json, "{\"articles\": 7}").unwrap();
    let run = banmian(&["text", json.to_str().unwrap()]).assert().failure();
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("not a page as `banmian parse` writes it"));
    // a text that begins as an object does is a text
    for text in ["{开馆}", "{ } 市图书馆开馆", "{}", "{", "{\"市\": 1} 市图书馆开馆"] {
        assert_eq!(stdout(banmian(&["text", "-"]).write_stdin(text)), format!("{text}\n"));
    }
    let text = folder.join("in/brace.txt");
    fs::write(&text, "{\"市图书馆\": 1}").unwrap();
    assert_eq!(stdout(&mut banmian(&["text", text.to_str().unwrap()])), "{\"市图书馆\": 1}\n");
    let run = |more: &[&str]| banmian(&[&["text", "-"], more].concat()).write_stdin("{\"市图书馆\": 1}").ok();
    assert!(run(&[]).is_err() && run(&["--encoding", "utf-8"]).is_ok());
}

#[test]
fn stream_writes_a_line_for_each_line() {
    let texts: Vec<String> =
        (0..200).map(|n| json!({ "id": n, "text": if n % 2 == 0 { NEWS } else { BRIDGE } }).to_string()).collect();
    let input = format!("{}\nno json\n\n{}\n[1]\n", texts.join("\n"), json!({ "id": "x", "words": 1 }));
    let out = lines(&stdout(banmian(&["stream", "--jobs", "3"]).write_stdin(input.as_str())));
    assert_eq!(out.len(), 203);
    let pages = [NEWS, BRIDGE].map(|text| banmian::parse(text, &Default::default()));
    for (n, record) in out[..200].iter().enumerate() {
        assert_eq!(record["id"], json!(n), "the order is another");
        assert_eq!(serde_json::from_value::<Page>(record["page"].clone()).unwrap(), pages[n % 2]);
        assert!(record.get("text").is_none());
    }
    assert_eq!(out[200]["line"], json!(201));
    assert!(out[200]["error"].is_string());
    assert_eq!((&out[201]["id"], &out[201]["line"]), (&json!("x"), &json!(203)));
    assert!(out[202]["error"].as_str().unwrap().contains("not an object"));
    let out = lines(&stdout(banmian(&["stream", "--to", "stories"]).write_stdin(input.as_str())));
    assert_eq!(out[1]["page"][0]["headline"], "老桥今日通车");
}

#[test]
fn stream_answers_each_line_before_the_next_comes() {
    let mut command = process::Command::new(env!("CARGO_BIN_EXE_banmian"));
    let mut run = command.arg("stream").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut input, output) = (run.stdin.take().unwrap(), run.stdout.take().unwrap());
    let (answered, answers) = mpsc::channel();
    thread::spawn(move || BufReader::new(output).lines().try_for_each(|line| answered.send(line.unwrap())));
    for n in 0..40 {
        writeln!(input, "{}", json!({ "id": n, "text": NEWS })).unwrap();
        let answer = answers.recv_timeout(Duration::from_secs(60)).expect("an answer while the input is open");
        assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["id"], n);
    }
    drop(input);
    assert!(run.wait().unwrap().success());
}

#[test]
fn stream_gives_back_values_as_they_were_written() {
    let input = concat!(
        r#"{"id":12345678901234567890123,"text":"a","x":1.50,"y":{"b":1e2,"a":"\u5f00"},"z":-0.0}"#,
        "\n",
        r#"{"id":0.1234567890123456789,"words":1}"#,
    );
    let out = stdout(banmian(&["stream"]).write_stdin(input));
    let answers: Vec<&str> = out.lines().collect();
    for field in [r#""id":12345678901234567890123,"#, r#""x":1.50,"#, r#""y":{"b":1e2,"a":"\u5f00"},"#, r#""z":-0.0"#] {
        assert!(answers[0].contains(field), "{field} is not in {}", answers[0]);
    }
    assert!(answers[1].contains(r#""id":0.1234567890123456789,"#) && answers[1].contains("there is no"));
}

#[cfg(unix)]
#[test]
fn folders_are_read_as_far_as_they_can_be() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder("links");
    let [from, elsewhere] = ["in", "elsewhere"].map(|name| folder.join(name));
    fs::create_dir_all(&elsewhere).unwrap();
    fs::write(elsewhere.join("c.txt"), "长桥通车").unwrap();
    fs::write(from.join(".txt"), "短桥通车").unwrap();
    symlink(&elsewhere, from.join("linked")).unwrap();
    symlink(elsewhere.join("c.txt"), from.join("d.TXT")).unwrap();
    symlink(&from, from.join("1911/back")).unwrap();
    symlink("nowhere", from.join("nowhere")).unwrap();
    let sources = |run: &assert_cmd::assert::Assert| {
        let name = |page: &Value| page["source"].as_str().unwrap().rsplit_once("/in/").unwrap().1.to_owned();
        lines(&String::from_utf8_lossy(&run.get_output().stdout)).iter().map(name).collect::<Vec<_>>()
    };
    let all = [".txt", "1911/b.txt", "a.txt", "d.TXT", "linked/c.txt"];
    let parse = || banmian(&["parse", from.to_str().unwrap(), "--json-errors"]);
    assert_eq!(sources(&parse().assert().success()), all);

    // what cannot be read is named, and the others go on
    symlink("round.txt", from.join("round.txt")).unwrap();
    let shut = from.join("shut");
    fs::create_dir_all(&shut).unwrap();
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o0)).unwrap();
    let is_root = fs::read_dir(&shut).is_ok();
    let run = parse().assert().code(1);
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(sources(&run), all);
    let said = lines(&String::from_utf8_lossy(&run.get_output().stderr));
    let named = |name: &str| said.iter().any(|error| error["file"].as_str().is_some_and(|file| file.ends_with(name)));
    assert!(named("in/round.txt") && (is_root || named("in/shut")), "{said:?}");
    assert!(said.last().unwrap()["message"].as_str().unwrap().starts_with("0 of 5 pages, and "));
    let run = banmian(&["html", from.to_str().unwrap(), "--edition", "晚报"]).assert().code(1);
    assert!(String::from_utf8_lossy(&run.get_output().stdout).contains("长桥通车"));

    // a folder of one page is no less a folder
    let one = folder.join("one");
    fs::create_dir_all(&one).unwrap();
    fs::write(one.join("a.txt"), NEWS).unwrap();
    symlink("nowhere", one.join("gone.txt")).unwrap();
    let run = banmian(&["parse", one.to_str().unwrap()]).assert().code(1);
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("gone.txt: there is no such file"));
    assert_eq!(lines(&String::from_utf8_lossy(&run.get_output().stdout)).len(), 1);
}

#[test]
fn what_was_written_below_a_folder_is_not_read_again() {
    let folder = folder("below");
    let [from, to] = ["in", "in/out"].map(|name| folder.join(name).display().to_string());
    for _ in 0..3 {
        stdout(&mut banmian(&["text", &from, "-o", &to, "--resume"]));
        stdout(&mut banmian(&["text", &from, "-o", &to]));
    }
    assert_eq!(walk(Path::new(&to)).len(), 2);
}

#[cfg(unix)]
#[test]
fn lists_hold_names_of_any_bytes() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder("bytes");
    let names: [&[u8]; 3] = [b"a\nb.txt", b"\xff\xb0.txt", b" c\r.txt"];
    let mut list = Vec::new();
    for name in names {
        let path = folder.join(std::ffi::OsStr::from_bytes(name));
        fs::write(&path, NEWS).unwrap();
        list.extend_from_slice(path.as_os_str().as_bytes());
        list.push(0);
    }
    for option in ["-0", "--null"] {
        let stories = stdout(banmian(&["ndjson", "--list", "-", option]).write_stdin(list.clone()));
        assert_eq!(lines(&stories).len(), 3, "{option}");
    }
    let path = folder.join(std::ffi::OsStr::from_bytes(names[1]));
    let line = [path.as_os_str().as_bytes(), b"\r\n\r\n"].concat();
    assert_eq!(lines(&stdout(banmian(&["ndjson", "--list", "-"]).write_stdin(line))).len(), 1);
}

#[test]
fn names_are_printed_without_what_a_terminal_would_obey() {
    let name = "a\u{1b}[2J\u{202e}\u{9b}.txt";
    let said = |arguments: &[&str]| {
        let run = banmian(arguments).assert().failure();
        String::from_utf8_lossy(&run.get_output().stderr).into_owned()
    };
    let obeyed = ['\u{1b}', '\u{202e}', '\u{9b}'];
    for arguments in [&["text", name] as &[&str], &["ndjson", name, name]] {
        let said = said(arguments);
        assert!(said.contains("\\u{1b}[2J\\u{202e}\\u{9b}") && !said.contains(obeyed), "{said:?}");
    }
    for arguments in [&["text", "--no\u{1b}[2J\u{9b}"] as &[&str], &["text", "x", "--encoding", name]] {
        assert!(!said(arguments).contains(obeyed), "{arguments:?}");
    }
    let error: Value = serde_json::from_str(said(&["text", name, "--json-errors"]).trim()).unwrap();
    assert_eq!(error["file"], name);
}

#[test]
fn json_errors_are_lines_of_json_whatever_is_wrong() {
    let folder = folder("json-errors");
    let write = |name: &str, content: &str| write(&folder, name, content);
    let page = write("page.txt", NEWS);
    let edits = write(
        "page.edits.json",
        r#"{"version":1,"source":{"bytes":1,"sha256":"x"},"edits":[{"kind":"correct","at":{"start":0,"end":3,"quote":"x"},"text":"y"}]}"#,
    );
    let pack = write("pack.toml", "language =");
    let runs: [(&[&str], &str, i32); 8] = [
        (&["text"], "usage", 2),
        (&["text", &page, "--encoding", "klingon"], "usage", 2),
        (&["no-such-command"], "usage", 2),
        (&["text", &page, &page], "several", 2),
        (&["text", "-"], "empty", 0),
        (&["text", &page, "--edits", &edits], "misfit", 3),
        (&["stream", "--language", "tlh"], "language", 1),
        (&["stream", "--cues", &pack], "cues", 1),
    ];
    let said = banmian(&["text"]).assert().code(2).get_output().stderr.clone();
    assert!(String::from_utf8_lossy(&said).starts_with("error:"), "without --json-errors it is for people");
    for (arguments, kind, code) in runs {
        let run = banmian(&[arguments, &["--json-errors"]].concat()).write_stdin("").assert().code(code);
        let errors = lines(&String::from_utf8_lossy(&run.get_output().stderr));
        assert!(errors.iter().any(|error| error["kind"] == kind), "{arguments:?}: {errors:?}");
        assert!(errors.iter().all(|error| error["message"].is_string() && error.get("file").is_some()));
    }
}

#[test]
fn completions_and_manual_name_the_subcommands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = stdout(&mut banmian(&["completions", shell]));
        assert!(script.contains("banmian") && script.contains("markdown"), "{shell}");
    }
    let man = stdout(&mut banmian(&["man"]));
    assert!(man.contains(".TH banmian") && man.contains("Exit codes") && man.contains("\\-\\-resume"), "{man}");
    assert!(man.contains("\\-\\-compact") && man.contains("\\-\\-form"), "a subcommand is left out");
    assert!(man.contains("base64") && man.contains("hocr") && !man.contains("every .txt of"), "{man}");
}
