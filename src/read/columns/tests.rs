use super::read_down;
use crate::model::Shape;
use crate::source::Source;

/// Reads `text` down, holds the lines to what every text's lines must keep, and returns
/// them with a blank line between frames.
fn read(text: &str) -> (Shape, String) {
    let layout = read_down(&Source::new(text));
    let mut held = vec![0; text.len()];
    for line in &layout.lines {
        let piece = &text[line.range.clone()];
        assert!(!piece.is_empty() && piece.trim() == piece, "{piece:?} is trimmed and not empty");
        assert!(!piece.contains('\n'), "{piece:?} crosses no line end");
        line.range.clone().for_each(|at| held[at] += 1);
    }
    for (at, c) in text.char_indices() {
        let times = held[at];
        assert!(times == 1 || times == 0 && c.is_whitespace(), "{c:?} at {at} is held {times} times");
    }
    assert!(layout.lines.is_sorted_by_key(|line| line.frame), "frames count up");
    let frames: Vec<String> = layout
        .lines
        .chunk_by(|a, b| a.frame == b.frame)
        .map(|frame| frame.iter().map(|line| &text[line.range.clone()]).collect::<Vec<_>>().join("\n"))
        .collect();
    (layout.shape, frames.join("\n\n"))
}

fn check(text: &str, shape: Shape, expected: &str) {
    assert_eq!(read(text), (shape, expected.to_owned()));
}

#[test]
fn line_ends_of_every_system() {
    for end in ["\n", "\r\n", "\r", "\u{85}", "\u{2028}"] {
        let text = ["灯会今晚亮灯", "", "　　本报讯 昨夜试灯。", "　　观者如潮。"].join(end);
        check(&text, Shape::Paragraphs, "灯会今晚亮灯\n\n本报讯 昨夜试灯。\n观者如潮。");
    }
}

#[test]
fn form_feeds_end_pages() {
    let text = "灯会今晚亮灯\n昨夜试灯。\u{C}第二版\n河堤加固完工。\n\u{C}";
    check(text, Shape::Paragraphs, "灯会今晚亮灯\n昨夜试灯。\n\n第二版\n河堤加固完工。");
    let pages: Vec<usize> = read_down(&Source::new(text)).lines.iter().map(|line| line.page).collect();
    assert_eq!(pages, [0, 0, 1, 1]);
}

#[test]
fn characters_without_width_are_kept_and_indent_nothing() {
    let text = "\u{FEFF}灯会今晚亮灯\n\n\u{200B}　　昨夜试灯。\u{200B}\n\u{1C}\n\u{FEFF}";
    check(text, Shape::Paragraphs, "\u{FEFF}灯会今晚亮灯\n\n\u{200B}　　昨夜试灯。\u{200B}\n\u{1C}\n\u{FEFF}");
    let indents: Vec<usize> = read_down(&Source::new(text)).lines.iter().map(|line| line.indent).collect();
    assert_eq!(indents, [0, 4, 0, 0]);
}

#[test]
fn no_text_no_lines() {
    for text in ["", "\n", " \r\n\u{3000}\t", "\u{C}\u{C}"] {
        check(text, Shape::Paragraphs, "");
    }
}

#[test]
fn hard_wrapped_lines_know_their_column() {
    let text = "灯会今晚亮灯\n\n　　本报讯昨夜七时城\n南灯会试灯，三万盏灯\n一齐点亮，观者如潮。\n　　开到月底。\n\n\
                河堤加固\n\n西郊河堤昨日\n加固完工，防\n汛能力大增。";
    assert_eq!(read(text).0, Shape::HardWrapped);
    let layout = read_down(&Source::new(text));
    let full: Vec<bool> = layout.lines.iter().map(|line| line.full).collect();
    assert_eq!(full[1..5], [true, true, true, false]);
    let widths: Vec<usize> = layout.lines.iter().map(|line| line.width).collect();
    assert_eq!(widths[1..5], [20; 4]);
    assert_eq!(widths[6..], [12; 3]);
}
