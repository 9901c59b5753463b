use std::io::Read;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let mut text = String::new();
    if args[2] == "-" {
        std::io::stdin().read_to_string(&mut text).unwrap();
    } else {
        text = std::fs::read_to_string(&args[2]).unwrap();
    }
    let page = banmian::parse(&text, &Default::default());
    if args[1] == "labels" {
        print!("{}", banmian::write::labels(&page, &text));
    } else {
        println!("{}", serde_json::to_string_pretty(&page).unwrap());
    }
}
