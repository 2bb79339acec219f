use crate::fix::Edit;
use crate::source::Span;

/// The query of a URL that has parameters which can be left out.
pub(super) struct Query<'t> {
    params: Vec<Param<'t>>,
    /// Where the fragment or the URL's end is.
    end: usize,
}

/// One parameter.
struct Param<'t> {
    name: &'t str,
    /// From the `?` or `&` before it.
    start: usize,
    /// The length of that sign, which may be a character reference.
    separator: usize,
    is_surplus: bool,
}

impl<'t> Query<'t> {
    /// The query of a URL, if one of its parameters is surplus, by its name and its value.
    pub(super) fn with(url: &'t str, is_surplus: impl Fn(&str, &str) -> bool) -> Option<Self> {
        let start = memchr::memchr(b'?', url.as_bytes())?;
        let end = memchr::memchr(b'#', url.as_bytes()).unwrap_or(url.len());
        let mut at = start;
        let mut params = Vec::new();
        for part in url.get(start + 1..end)?.split('&') {
            let bare = part.strip_prefix("amp;").unwrap_or(part);
            let (name, value) = bare.split_once('=').unwrap_or((bare, ""));
            let separator = 1 + part.len() - bare.len();
            // Some sites separate parameters by `;`.
            let is_surplus = is_surplus(name, value) && !bare.contains(';');
            params.push(Param { name, start: at, separator, is_surplus });
            at += 1 + part.len();
        }
        params.iter().any(|param| param.is_surplus).then_some(Query { params, end })
    }

    /// The parameters that are surplus: ``parameter `a` ``, ``parameters `a`, `b` ``.
    pub(super) fn surplus(&self) -> String {
        let surplus = self.params.iter().filter(|param| param.is_surplus);
        let names: Vec<&str> = surplus.map(|param| param.name).collect();
        let word = if names.len() == 1 { "parameter" } else { "parameters" };
        format!("{word} `{}`", names.join("`, `"))
    }

    /// Where the surplus parameters stand, the URL being at `from`.
    pub(super) fn place(&self, from: u32) -> Span {
        let edits = self.edits(from);
        let start = edits.first().map_or(from, |edit| edit.span.start);
        Span::new(start, edits.last().map_or(start, |edit| edit.span.end))
    }

    /// What takes the surplus parameters out of a URL that stands at `from`: each with the sign before it, but the first
    /// ones with the sign after them, so that the `?` stays where a parameter does.
    pub(super) fn edits(&self, from: u32) -> Vec<Edit> {
        let kept = self.params.iter().position(|param| !param.is_surplus);
        let place = |start: usize, end: usize| Span::new(from + start as u32, from + end as u32);
        let first = self.params.first().map_or(self.end, |param| param.start);
        let mut spans = match kept.and_then(|kept| self.params.get(kept)) {
            None => return vec![Edit::delete(place(first, self.end))],
            Some(kept) if kept.start > first => vec![place(first + 1, kept.start + kept.separator)],
            Some(_) => Vec::new(),
        };
        let ends = self.params.iter().skip(1).map(|param| param.start).chain([self.end]);
        let params = self.params.iter().zip(ends).skip(kept.unwrap_or_default());
        for (param, end) in params.filter(|(param, _)| param.is_surplus) {
            let span = place(param.start, end);
            match spans.last_mut() {
                Some(last) if last.end == span.start => last.end = span.end,
                _ => spans.push(span),
            }
        }
        spans.into_iter().map(Edit::delete).collect()
    }
}
