//! Fixes one by one: each is shown in place, and a person says what becomes of it.

use std::collections::HashSet;
use std::io::{self, BufRead, Write};

use crate::fix::{Answer, Question};
use crate::report;

const HELP: &str = "\
y  make this fix
n  do not make it
a  make it, and all other fixes of this rule in all articles
d  make no more fixes of this rule in any article
f  make no more fixes in this article
q  make no more fixes at all; those that you agreed to are made
?  show this list
";

/// A conversation about fixes, over all articles of a run.
pub(super) struct Interview<R, W> {
    answers: R,
    out: W,
    settings: report::Settings,
    /// Rules whose fixes are all made.
    agreed: HashSet<&'static str>,
    /// Rules whose fixes are not made.
    declined: HashSet<&'static str>,
    is_over: bool,
}

impl<R: BufRead, W: Write> Interview<R, W> {
    /// A conversation that is drawn on `out`, where each answer is a line.
    pub(super) fn new(answers: R, out: W, settings: report::Settings) -> Self {
        Interview { answers, out, settings, agreed: HashSet::new(), declined: HashSet::new(), is_over: false }
    }

    /// Asks about a fix, unless an earlier answer says enough. No answer at all ends the conversation.
    pub(super) fn ask(&mut self, question: Question<'_>) -> Answer {
        let rule = question.finding.rule;
        if self.is_over {
            return Answer::Stop;
        }
        if self.agreed.contains(rule) {
            return Answer::Apply;
        }
        if self.declined.contains(rule) {
            return Answer::Refuse;
        }
        self.converse(question).unwrap_or_else(|_| self.end())
    }

    fn converse(&mut self, question: Question<'_>) -> io::Result<Answer> {
        let Question { document, finding, fix } = question;
        writeln!(self.out)?;
        report::change(document, finding, fix, &self.settings, &mut self.out)?;
        loop {
            write!(self.out, "make this fix? [y,n,a,d,f,q,?] ")?;
            self.out.flush()?;
            let mut line = String::new();
            if self.answers.read_line(&mut line)? == 0 {
                writeln!(self.out)?;
                return Ok(self.end());
            }
            return Ok(match line.trim() {
                "y" | "Y" => Answer::Apply,
                "n" | "N" => Answer::Refuse,
                "a" | "A" => {
                    self.agreed.insert(finding.rule);
                    Answer::Apply
                }
                "d" | "D" => {
                    self.declined.insert(finding.rule);
                    Answer::Refuse
                }
                "f" | "F" => Answer::Stop,
                "q" | "Q" => self.end(),
                answer => {
                    if !matches!(answer, "" | "?") {
                        writeln!(self.out, "`{}` is none of the answers:", report::escape(answer))?;
                    }
                    self.out.write_all(HELP.as_bytes())?;
                    continue;
                }
            });
        }
    }

    fn end(&mut self) -> Answer {
        self.is_over = true;
        Answer::Stop
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Finding;
    use crate::fix::{Fix, Safety};
    use crate::source::{Document, InputKind, Origin, Span};

    const TEXT: &str = "one\na <strike>b</strike> c\n";

    /// What is drawn, and what comes of asking about a fix of each rule in turn.
    fn talk(answers: &str, rules: &[&'static str]) -> (String, Vec<Answer>) {
        let mut drawn = Vec::new();
        let mut interview = Interview::new(answers.as_bytes(), &mut drawn, report::Settings::default());
        let document = Document::new(Origin::new("a.wiki", InputKind::Wikitext), TEXT.to_owned());
        let outcome = rules.iter().map(|&rule| {
            let finding = Finding { rule, ..Finding::new(Span::new(6, 14), "`<strike>` is obsolete") };
            let fix = Fix::replace("write `<s>`", Span::new(7, 13), "s", Safety::Suggested);
            interview.ask(Question { document: &document, finding: &finding, fix: &fix })
        });
        let outcome = outcome.collect();
        (String::from_utf8(drawn).unwrap(), outcome)
    }

    #[test]
    fn the_change_is_shown_in_place() {
        let (drawn, _) = talk("y\n", &["obsolete-tag"]);
        let expected = "
error[obsolete-tag]: `<strike>` is obsolete
  ┌─ a.wiki:2:3
2 - a <strike>b</strike> c
2 + a <s>b</strike> c
fix (suggested): write `<s>`
make this fix? [y,n,a,d,f,q,?] ";
        assert_eq!(drawn, expected);
    }

    #[test]
    fn of_a_line_that_goes_nothing_is_shown_afterwards() {
        let mut drawn = Vec::new();
        let mut origin = Origin::new("a.xml", InputKind::Dump);
        origin.page = Some("Baku".to_owned());
        let document = Document::new(origin, TEXT.to_owned());
        let finding = Finding { rule: "a", ..Finding::new(Span::new(0, 3), "`one` is twice") };
        let fix = Fix::replace("remove it", Span::new(0, 4), "", Safety::Safe);
        let mut interview = Interview::new(&b"n\n"[..], &mut drawn, report::Settings::default());
        interview.ask(Question { document: &document, finding: &finding, fix: &fix });
        let drawn = String::from_utf8(drawn).unwrap();
        assert!(drawn.starts_with("\nBaku\nerror[a]"), "{drawn}");
        assert!(drawn.contains("\n1 - one\nfix (safe): remove it\n"), "{drawn}");
    }

    #[test]
    fn each_fix_is_asked_about() {
        let (_, outcome) = talk("y\nn\nY\n", &["a", "a", "b"]);
        assert_eq!(outcome, [Answer::Apply, Answer::Refuse, Answer::Apply]);
    }

    #[test]
    fn one_answer_can_do_for_all_fixes_of_a_rule() {
        let (_, outcome) = talk("a\nd\nn\n", &["a", "b", "a", "b", "c"]);
        use Answer::{Apply, Refuse};
        assert_eq!(outcome, [Apply, Refuse, Apply, Refuse, Refuse]);
    }

    #[test]
    fn an_article_can_be_left_and_the_next_one_goes_on() {
        let (_, outcome) = talk("f\ny\n", &["a", "a"]);
        assert_eq!(outcome, [Answer::Stop, Answer::Apply]);
    }

    #[test]
    fn quitting_and_the_end_of_the_input_end_it_for_good() {
        for answers in ["q\ny\n", ""] {
            let (_, outcome) = talk(answers, &["a", "b"]);
            assert_eq!(outcome, [Answer::Stop, Answer::Stop], "{answers:?}");
        }
    }

    #[test]
    fn an_unknown_answer_is_met_with_the_list_of_answers() {
        let (drawn, outcome) = talk("what\ny\n", &["a"]);
        assert_eq!(outcome, [Answer::Apply]);
        assert!(drawn.contains("`what` is none of the answers:") && drawn.contains(HELP));
    }
}
