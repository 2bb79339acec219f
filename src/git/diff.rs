use super::command::to_path;
use super::{Change, Content, Object};

/// What a mode starts with that is a file's; links and submodules have others.
const FILE: &[u8] = b"100";

/// Reads what `git diff --raw -z --no-abbrev` writes: the files that are there and whose content may have changed.
///
/// The content is that of the objects named if `are_objects`, else it is in the work tree.
/// Links, submodules, deleted files and changes of the mode alone are left out.
pub(super) fn parse(raw: &[u8], are_objects: bool) -> Vec<Change> {
    let mut fields = raw.split(|&byte| byte == 0);
    let mut changes = Vec::new();
    while let Some(record) = fields.next().and_then(|field| field.strip_prefix(b":")) {
        let mut words = record.split(|&byte| byte == b' ');
        let mut word = || words.next().unwrap_or_default();
        let [old_mode, mode, old, new, status] = [word(), word(), word(), word(), word()];
        let first = fields.next().unwrap_or_default();
        let was_file = old_mode.starts_with(FILE);
        // Of a rename, the first name is the old one.
        let path = match status.first() {
            Some(b'R' | b'C') => fields.next().unwrap_or_default(),
            _ => first,
        };
        let content = match status.first() {
            Some(b'U') if are_objects => Content::Unmerged,
            _ if !mode.starts_with(FILE) || was_file && old == new => continue,
            _ if are_objects => Content::Object(object(new)),
            _ => Content::WorkTree,
        };
        let old = was_file.then(|| object(old));
        changes.push(Change { path: to_path(path.to_vec()), old, new: content });
    }
    changes
}

fn object(name: &[u8]) -> Object {
    Object { name: String::from_utf8_lossy(name).into_owned(), filtered_as: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(path: &str, old: Option<&str>, new: Content) -> Change {
        Change { path: path.into(), old: old.map(|name| object(name.as_bytes())), new }
    }

    #[test]
    fn a_record_gives_the_object_that_was_and_the_name_that_is() {
        let raw = b":000000 100644 000 bbb A\0new\n\".wiki\0:100644 100644 aaa 000 M\0a b.wiki\0\
            :100644 100755 aaa ccc R090\0old.wiki\0s/new.wiki\0:100644 100644 aaa bbb C100\0a.wiki\0b.wiki\0";
        assert_eq!(
            parse(raw, false),
            [
                change("new\n\".wiki", None, Content::WorkTree),
                change("a b.wiki", Some("aaa"), Content::WorkTree),
                change("s/new.wiki", Some("aaa"), Content::WorkTree),
                change("b.wiki", Some("aaa"), Content::WorkTree),
            ]
        );
        // What a new file holds may be as little known as what it was.
        assert_eq!(
            parse(b":000000 100644 000 000 A\0a.wiki\0", false),
            [change("a.wiki", None, Content::WorkTree)]
        );
    }

    #[test]
    fn what_is_gone_no_file_or_the_same_content_is_no_change() {
        let raw = b":100644 000000 aaa 000 D\0a.wiki\0:100644 120000 aaa 000 T\0link.wiki\0\
            :160000 160000 aaa bbb M\0submodule\0:100644 100755 aaa aaa M\0mode.wiki\0\
            :100644 100644 aaa aaa R100\0a.wiki\0moved.wiki\0";
        assert_eq!(parse(raw, false), []);
        assert_eq!(parse(b"", false), []);
    }

    #[test]
    fn what_was_a_link_is_a_new_file() {
        let raw = b":120000 100644 aaa bbb T\0a.wiki\0";
        assert_eq!(parse(raw, true), [change("a.wiki", None, Content::Object(object(b"bbb")))]);
    }

    #[test]
    fn a_conflict_counts_in_the_index_alone() {
        let raw = b":100644 000000 aaa 000 U\0a.wiki\0";
        assert_eq!(parse(raw, true), [change("a.wiki", Some("aaa"), Content::Unmerged)]);
        assert_eq!(parse(raw, false), []);
    }
}
