//! The checks, one file each; what each is about stands in its page under `rules/`.

pub mod consistency;
pub mod date;
pub mod extract;
pub mod html;
pub mod link;
pub mod reference;
pub mod table;
pub mod template;
pub mod text;

/// How many characters of a quoted text a message shows.
const SHOWN: usize = 40;

/// A text as messages quote it: in one line, and cut where it is long.
fn shown(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.len() > SHOWN * 4 {
            break;
        }
    }
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
