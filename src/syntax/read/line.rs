//! What counts only at the start of a line: headings, lists, rules, lines that start with a space, redirects.

use super::Reader;
use super::frame::{Mode, What};
use super::scan::{Seen, byte_set};
use crate::syntax::html::{ELEMENTS, element, is_transclusion_tag};
use crate::syntax::kind::Kind;
use crate::syntax::pair::{Piece, PieceKind};
use crate::syntax::token;

/// Options of files, as MediaWiki calls them, with which a file stands beside the text.
const BLOCK_OPTIONS: [&str; 7] = ["thumbnail", "thumbnail-of", "frame", "left", "right", "center", "none"];
/// How many options of a file are looked at.
const MAX_OPTIONS: usize = 20;
/// Extension tags that are shown as blocks.
const BLOCK_TAGS: [&[u8]; 9] = [
    b"gallery",
    b"references",
    b"poem",
    b"pre",
    b"syntaxhighlight",
    b"source",
    b"timeline",
    b"imagemap",
    b"inputbox",
];

/// What a Japanese wiki's word for a redirect may start with.
const FULLWIDTH_HASH: char = '\u{ff03}';

impl Reader<'_> {
    /// Reads what the start of a line opens, where a line ended before.
    pub(super) fn next_line(&mut self) {
        let may_open = |byte: &u8| {
            matches!(
                byte,
                b'\n'
                    | b'\r'
                    | b' '
                    | b'\t'
                    | b'='
                    | b'*'
                    | b'#'
                    | b':'
                    | b';'
                    | b'-'
                    | b'{'
                    | b'|'
                    | b'!'
                    | b'<'
            )
        };
        let opens_nothing = self.bytes.get(self.at).is_some_and(|byte| !may_open(byte));
        if opens_nothing && !matches!(self.range(), What::Gallery { .. }) {
            self.line_from = self.at;
        } else {
            self.line_start();
        }
    }

    /// Reads what the start of a line opens.
    pub(super) fn line_start(&mut self) {
        let start = self.at;
        self.comments();
        if self.item_end as usize == start && self.bytes.get(self.at) == Some(&b'\n') && start < self.at {
            // A line of comments alone does not come between the lines of a list.
            self.item_end = self.at as u32 + 1;
        }
        self.line_from = self.at;
        if let What::Gallery { .. } = self.range() {
            return self.gallery_line();
        }
        let indent = self.indent(self.at);
        let sign = match self.source(self.at + indent, self.cx.limit as usize) {
            // MediaWiki makes one byte of the two when a page is saved.
            [b'\r', b'\n', ..] => Some(b'\n'),
            rest => rest.first().copied(),
        };
        if self.table_line(self.at + indent) {
            return;
        }
        match (indent, sign) {
            (_, None | Some(b'\n')) => {}
            (0, Some(b'=')) => self.heading(),
            (0, Some(b'*' | b'#' | b':' | b';')) if self.cx.lists => self.list_item(),
            (0, Some(b'-')) => self.rule(),
            (1.., Some(_)) if self.cx.lists && self.bytes.get(self.at) == Some(&b' ') => self.preformatted(),
            _ => {}
        }
    }

    /// Reads the comments that stand here.
    pub(super) fn comments(&mut self) {
        while let Some(piece) = self.pieces.get(self.cursor).filter(|piece| piece.start as usize == self.at) {
            let (start, end) = (piece.start as usize, piece.end as usize);
            match piece.kind {
                PieceKind::Comment if end <= self.cx.limit as usize => self.comment(start, end),
                PieceKind::Empty => self.cursor += 1,
                _ => break,
            }
        }
    }

    /// Ends a `<p>` that is open directly around, as a block does.
    pub(super) fn end_paragraph(&mut self) {
        if let Some(What::Tag { element, .. }) = self.frames.last().map(|frame| frame.what)
            && ELEMENTS[element as usize].name == "p"
        {
            self.give_up_tag();
        }
    }

    fn heading(&mut self) {
        // Behind each mark of a transclusion tag the same line may start anew.
        if self.at < self.cx.no_heading as usize {
            return;
        }
        let (mut line_end, mut content_end) = self.line_end(self.at);
        let (whole_end, whole) = (line_end, content_end - self.at);
        let line = without_transclusion_tags(self.source(self.at, content_end));
        if line.len() < whole {
            content_end = self.at + line.len();
            line_end = content_end;
        }
        let signs = |bytes: &mut dyn Iterator<Item = &u8>| bytes.take_while(|&&byte| byte == b'=').count();
        let (before, after) = (signs(&mut line.iter()), signs(&mut line.iter().rev()));
        let level = if before == line.len() { (before.max(1) - 1) / 2 } else { before.min(after) }.min(6);
        self.work += (whole + before + after) as u64;
        if level == 0 {
            self.cx.no_heading = whole_end as u32;
            return;
        }
        self.end_paragraph();
        let start = self.at;
        let node = self.open(Kind::Heading, start);
        self.nodes.set_detail(node, level as u16);
        self.leaf(Kind::Mark, start, start + level);
        self.push_range(
            What::Heading { node, line_end: line_end as u32 },
            node,
            content_end - level,
            Mode::Inline,
        );
    }

    /// Goes on after a heading's content, or after the white space and comments behind its closing mark.
    pub(super) fn heading_part(&mut self) {
        let What::Heading { node, line_end } = self.range() else { return };
        if line_end == 0 {
            self.close_range(node);
            return;
        }
        let mark = self.source(self.at, line_end as usize).iter().take_while(|&&byte| byte == b'=').count();
        self.leaf(Kind::Mark, self.at, self.at + mark);
        self.next_part(What::Heading { node, line_end: 0 }, node, line_end as usize, Mode::Plain);
    }

    fn list_item(&mut self) {
        let start = self.at;
        let rest = self.source(start, self.cx.limit as usize);
        let len = rest.iter().take_while(|byte| matches!(byte, b'*' | b'#' | b':' | b';')).count();
        let colons = rest.iter().take_while(|&&byte| byte == b':').count() == len;
        let terms = self.terms(start, len);
        self.work += len as u64;
        self.end_paragraph();
        let node = self.open(Kind::ListItem, start);
        self.leaf(Kind::Mark, start, start + len);
        if colons {
            self.comments();
            let rest = self.source(self.at, self.cx.limit as usize);
            let spaces = rest.iter().take_while(|&&byte| byte == b' ').count();
            self.work += spaces as u64;
            if self.opens_table(self.at + spaces) {
                self.close(node);
                self.table_line(self.at + spaces);
                return;
            }
        }
        let limit = self.cx.limit as usize;
        self.push_range(What::Item { node }, node, limit, Mode::Inline);
        self.term(terms);
    }

    fn rule(&mut self) {
        let rest = self.source(self.at, self.cx.limit as usize);
        let len = rest.iter().take_while(|&&byte| byte == b'-').count();
        self.work += len as u64;
        if len >= 4 {
            self.end_paragraph();
            self.leaf(Kind::Rule, self.at, self.at + len);
        }
    }

    /// A line that starts with a space, where no block is open or in it that would switch this off.
    fn preformatted(&mut self) {
        let may_hold = match self.range() {
            What::Document => true,
            What::Table { cell, .. } => cell != 0 && self.nodes.kind(cell) == Kind::Cell,
            _ => false,
        };
        if !may_hold || !self.lets_lines_be_preformatted() {
            return;
        }
        if self.holds_comments_alone() || !self.closes_its_tags() {
            return;
        }
        let start = self.at;
        let node = self.open(Kind::Preformatted, start);
        self.leaf(Kind::Mark, start, start + 1);
        let limit = self.cx.limit as usize;
        self.push_range(What::Preformatted { node }, node, limit, Mode::Inline);
    }

    /// Whether lines that start with a space are preformatted here: no quotation is open, and no tag of a block but
    /// one that lets them be.
    fn lets_lines_be_preformatted(&self) -> bool {
        let quotation = element(b"blockquote").and_then(|element| self.tags.get(element as usize));
        if quotation.is_some_and(|&frame| frame != 0) {
            return false;
        }
        if !self.in_tag() {
            return true;
        }
        let open = ELEMENTS
            .iter()
            .zip(&self.tags)
            .filter(|(element, frame)| element.block && **frame > self.cx.range);
        open.max_by_key(|(_, frame)| **frame).is_none_or(|(element, _)| element.holds_indented_lines())
    }

    /// Whether the line has no tags but those of elements that start and end in it, and are no blocks.
    fn closes_its_tags(&mut self) -> bool {
        static SIGNS: [bool; 256] = byte_set(b"\n<");
        let limit = self.cx.limit as usize;
        let mut scan = self.scan(self.at, limit);
        let mut open = 0_u32;
        loop {
            let at = match self.look(&mut scan, &SIGNS) {
                Some(Seen::Byte(at, b'<')) => at,
                Some(Seen::Piece(piece)) if self.shows_block(piece) => return false,
                Some(Seen::Piece(_)) => continue,
                _ => break,
            };
            let Some(tag) = token::tag_name(self.source(at, limit)) else { continue };
            let Some(element) = element(tag.name).and_then(|element| ELEMENTS.get(element as usize)) else {
                continue;
            };
            if element.block {
                return false;
            }
            if element.is_void() {
                continue;
            }
            let Some(depth) = (if tag.closing { open.checked_sub(1) } else { Some(open + 1) }) else {
                return false;
            };
            open = depth;
        }
        open == 0
    }

    /// Whether a piece is shown as a block, or takes the line's start away: pictures beside the text, extension tags with
    /// elements of blocks, categories and links to other languages.
    fn shows_block(&self, piece: Piece) -> bool {
        let source = self.text.get(piece.start as usize..piece.end as usize).unwrap_or_default();
        match (piece.kind, piece.node) {
            (PieceKind::Link, Kind::Category | Kind::Interlanguage) => true,
            (PieceKind::Link, Kind::File) => {
                let options =
                    source.split('|').skip(1).take(MAX_OPTIONS).map(|option| option.trim_end_matches("]]"));
                options
                    .filter_map(|option| self.site.file_option(option))
                    .any(|name| BLOCK_OPTIONS.contains(&name))
            }
            (PieceKind::Extension, _) => {
                let tag = token::tag_name(source.as_bytes());
                tag.is_some_and(|tag| BLOCK_TAGS.iter().any(|name| tag.name.eq_ignore_ascii_case(name)))
            }
            _ => false,
        }
    }

    /// Whether the line has comments and white space alone: MediaWiki takes it out as a whole.
    fn holds_comments_alone(&mut self) -> bool {
        let mut at = self.at + self.indent(self.at);
        let mut cursor = self.cursor;
        while let Some(piece) = self.pieces.get(cursor).filter(|piece| piece.start as usize == at)
            && piece.kind == PieceKind::Comment
        {
            let end = piece.end as usize;
            at = end + self.indent(end);
            cursor += 1;
        }
        let next = self.source(at, self.cx.limit as usize).first();
        cursor > self.cursor && matches!(next, None | Some(b'\n' | b'\r'))
    }

    /// How many spaces and tabs stand at a place.
    fn indent(&mut self, at: usize) -> usize {
        let rest = self.source(at, self.cx.limit as usize);
        let len = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        self.work += len as u64 + 1;
        len
    }

    /// `#REDIRECT [[…]]` at the start of the text.
    pub(super) fn redirect(&mut self) {
        static SIGNS: [bool; 256] = byte_set(b"[");
        let start =
            self.source(0, self.bytes.len()).iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if !self.source(start, self.bytes.len()).starts_with(b"#")
            && !self.text.get(start..).unwrap_or_default().starts_with(FULLWIDTH_HASH)
        {
            return;
        }
        let mut scan = self.scan(start, self.bytes.len());
        let Some(Seen::Piece(piece)) = self.look(&mut scan, &SIGNS) else { return };
        let word = self.text.get(start..piece.start as usize).unwrap_or_default();
        let mark = word.trim_end();
        let name = mark.strip_suffix(':').unwrap_or(mark).trim_end();
        if piece.kind != PieceKind::Link || !self.site.is_redirect_word(name) {
            return;
        }
        let mark = start + mark.len();
        let node = self.open(Kind::Redirect, start);
        self.leaf(Kind::Mark, start, mark);
        self.push_range(What::Plain { node }, node, piece.end as usize, Mode::Plain);
    }
}

/// A line without the marks of transclusion tags at its end, nor the comments and white space between them: they are
/// taken out before headings are read.
fn without_transclusion_tags(mut line: &[u8]) -> &[u8] {
    while line.ends_with(b">") {
        let comment = line.ends_with(b"-->").then(|| memchr::memmem::rfind(line, b"<!--")).flatten();
        let Some(start) = comment.or_else(|| memchr::memrchr(b'<', line)) else { break };
        let (before, tail) = line.split_at(start);
        let tag = token::tag_name(tail).filter(|tag| tag.len + 1 == tail.len());
        let name = tag.and_then(|tag| std::str::from_utf8(tag.name).ok());
        if comment.is_none() && !name.is_some_and(is_transclusion_tag) {
            break;
        }
        line = before.trim_ascii_end();
    }
    line
}
