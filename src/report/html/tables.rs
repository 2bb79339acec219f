//! The articles in numbers.

use maud::{Markup, html};

use super::frame::grouped;
use super::tally::{ArticleTally, Tally};

/// The articles with findings, the most affected first.
pub(super) fn articles(tally: &Tally) -> Markup {
    let mut articles: Vec<(usize, &ArticleTally)> = tally.articles.iter().enumerate().collect();
    articles.sort_by_key(|(_, article)| std::cmp::Reverse((article.found.errors, article.found.total())));
    let count = |count: u64| html! { td { @if count > 0 { (grouped(count)) } } };
    html! {
        section #articles {
            h2 { "Articles" }
            div.scroll tabindex="0" role="region" aria-label="Articles in numbers" {
                table {
                    thead {
                        tr {
                            th scope="col" { "article" }
                            @for name in ["errors", "warnings", "infos", "with a fix"] { th scope="col" { (name) } }
                        }
                    }
                    tbody {
                        @for (index, article) in articles {
                            tr {
                                th scope="row" { a href={ "#a" (index) } { bdi { (article.name) } } }
                                (count(article.found.errors))
                                (count(article.found.warnings))
                                (count(article.found.infos))
                                (count(article.fixable))
                            }
                        }
                    }
                }
            }
        }
    }
}
