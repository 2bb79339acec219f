//! `rules/consistency/list-membership-conflict.md`

use std::collections::{BTreeSet, HashMap};

use crate::engine::{Context, Interest, Rule};
use crate::facts::memberships::{Member, Memberships, Scope};
use crate::finding::Finding;
use crate::profile::OppositeWords;
use crate::rules::shown;
use crate::value::sign::is_alphanumeric;

/// Finds things that stand in two lists of which each excludes the other.
pub struct ListMembershipConflict;

/// The most scopes of one level that are compared with each other, and the most pairs of an article.
const MANY: usize = 100;

/// What the words of a scope say.
struct Statement {
    /// The words that carry meaning, in lower case.
    words: BTreeSet<String>,
    /// Whether a negation is among the words that were left out.
    is_negated: bool,
}

impl Rule for ListMembershipConflict {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let Some(language) = cx.language else { return };
        let words = &language.opposites;
        if words.negations.is_empty() && words.pairs.is_empty() {
            return;
        }
        let memberships = cx.facts.memberships();
        let scopes = &memberships.scopes;
        let statements: Vec<Statement> = scopes.iter().map(|scope| statement(&scope.label, words)).collect();
        let pairs = excluding(scopes, &statements, words);
        if pairs.is_empty() {
            return;
        }
        for (one, other) in pairs {
            let mut known: HashMap<&str, &Member> = HashMap::new();
            for member in under(one, other, memberships, &statements) {
                known.entry(&member.key).or_insert(member);
            }
            let (Some(one_scope), Some(other_scope)) = (scopes.get(one), scopes.get(other)) else { continue };
            for member in under(other, one, memberships, &statements) {
                if let Some(first) = known.get(member.key.as_str()) {
                    cx.report(finding((first, one_scope), (member, other_scope), cx));
                }
            }
        }
    }
}

/// What is listed in a scope, without what is in a scope inside it that excludes it.
fn under<'m>(
    scope: usize,
    other: usize,
    memberships: &'m Memberships,
    statements: &'m [Statement],
) -> impl Iterator<Item = &'m Member> {
    let denies = move |at: usize| statements.get(at).is_some_and(|statement| statement.is_negated);
    let is_denial = denies(scope);
    let is_under = move |member: &&Member| {
        let mut at = member.scope;
        while at != scope {
            let is_negated = !is_denial && denies(at);
            match memberships.scopes.get(at).and_then(|scope| scope.parent) {
                Some(parent) if at != other && !is_negated => at = parent,
                _ => return false,
            }
        }
        true
    };
    memberships.members.iter().filter(is_under)
}

/// The pairs of scopes that exclude each other: both stand in the same scope, or one is the scope of the other.
fn excluding(scopes: &[Scope], statements: &[Statement], words: &OppositeWords) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut siblings: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    for (at, scope) in scopes.iter().enumerate() {
        siblings.entry(scope.parent).or_default().push(at);
    }
    let get = |at: usize| statements.get(at);
    for (at, scope) in scopes.iter().enumerate() {
        let Some(own) = get(at) else { continue };
        let near = siblings.get(&scope.parent).map(Vec::as_slice).unwrap_or_default();
        let mut others = near.iter().copied().take(MANY).filter(|&other| other != at);
        if own.is_negated && !own.words.is_empty() {
            let affirms = |&other: &usize| {
                get(other).is_some_and(|other| !other.is_negated && own.words.is_subset(&other.words))
            };
            let siblings: Vec<usize> = others.filter(affirms).collect();
            // Where no list beside it affirms what it denies, what is around may.
            let around = scope.parent.filter(|parent| siblings.is_empty() && affirms(parent));
            pairs.extend(siblings.into_iter().chain(around).map(|other| (other.min(at), other.max(at))));
        } else if let Some(opposites) = opposite(&own.words, words) {
            let is_opposite = |&other: &usize| {
                other > at && get(other).is_some_and(|other| opposites.contains(&other.words))
            };
            pairs.extend(others.by_ref().filter(is_opposite).map(|other| (at, other)));
        }
        if pairs.len() > MANY {
            break;
        }
    }
    pairs
}

/// What the words say with the opposite in the place of one of them; none where no word has one.
fn opposite(own: &BTreeSet<String>, words: &OppositeWords) -> Option<Vec<BTreeSet<String>>> {
    let pairs = words.pairs.iter().flat_map(|[one, other]| [(one, other), (other, one)]);
    let swapped = pairs.filter(|(from, _)| own.contains(*from)).map(|(from, to)| {
        let mut words = own.clone();
        words.remove(from);
        words.insert(to.clone());
        words
    });
    let swapped: Vec<_> = swapped.collect();
    (!swapped.is_empty()).then_some(swapped)
}

fn statement(label: &str, words: &OppositeWords) -> Statement {
    let folded = label.to_lowercase();
    let tokens = folded.split(|sign| !is_alphanumeric(sign) && sign != '\'').filter(|word| !word.is_empty());
    let is_one_of = |list: &[String], token: &str| list.iter().any(|word| word == token);
    let (mut carrying, mut n_negations) = (BTreeSet::new(), 0);
    for token in tokens {
        if is_one_of(&words.negations, token) {
            n_negations += 1;
        } else if !is_one_of(&words.fillers, token) {
            carrying.insert(token.to_owned());
        }
    }
    Statement { words: carrying, is_negated: n_negations == 1 }
}

/// Says it at the place that excludes, which is the later one of most articles.
fn finding(one: (&Member, &Scope), other: (&Member, &Scope), cx: &Context<'_>) -> Finding {
    let (first, second) = if one.0.span.start < other.0.span.start { (one, other) } else { (other, one) };
    let name = shown(cx.doc.slice(second.0.span));
    let message = format!(
        "`{name}` is listed under `{}`, and under `{}` as well",
        shown(&second.1.label),
        shown(&first.1.label)
    );
    Finding::new(second.0.span, message)
        .label(first.0.span, format!("under `{}`", shown(&first.1.label)))
        .help("take it out of the list that it does not belong to, or say in the lists how both can be true")
        .cluster(format!("{} {}", first.1.span.start, second.1.span.start))
}
