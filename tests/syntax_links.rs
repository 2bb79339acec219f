//! What each kind of link gives: to pages, files and the web; see `syntax_constructs.rs` for how trees are written.

#[path = "support/constructs.rs"]
#[macro_use]
mod constructs;

use constructs::{outline, outline_on};
use wikivet::profile::Profile;
use wikivet::syntax::{Link, parse};

facts! {
    letters_behind_a_link_are_part_of_it:
        "[[a]]bc d" =>
        "wikilink[[[target['a'] ]] 'bc'] ' d'",
    so_are_those_behind_its_label:
        "[[a|''b'']]c.d" =>
        "wikilink[[[target['a'] | italic[\\'\\' 'b' \\'\\'] ]] 'c'] '.d'",
    a_trail_ends_before_what_is_no_plain_letter:
        "[[a]]b{{c}}d" =>
        "wikilink[[[target['a'] ]] 'b'] template[{{ name['c'] }}] 'd'",
    a_trail_stays_within_the_argument:
        "{{a|[[b]]c|d}}" =>
        "template[{{ name['a'] argument[| wikilink[[[target['b'] ]] 'c']] argument[| 'd'] }}]",
    a_link_to_a_file_itself_has_no_trail:
        "[[Media:a.ogg]]s [[Media:a.ogg|''b'']]s" =>
        "wikilink[[[target['Media:a.ogg'] ]]] 's ' wikilink[[[target['Media:a.ogg'] | italic[\\'\\' 'b' \\'\\'] ]]] 's'",
    steps_between_folders_and_tildes_are_in_no_title:
        "[[a/../b]] [[..]] [[a~~~b]] [[_]] [[../a]]" =>
        "'[[a/../b]] [[..]] [[a' signature'~~~' 'b]] [[_]] ' wikilink[[[target['../a'] ]]]",
    brackets_and_bars_in_the_attributes_of_a_tag_end_no_label:
        "[[a|<i title=\"]]\">b</i>]] [[File:a.png|<i title=\"c|d\">b</i>]]" =>
        "wikilink[[[target['a'] | tag[<i attributes[' title=\\\"]]\\\"'] > 'b' </i>] ]]] ' ' file[[[target['File:a.png'] file-option[| tag[<i attributes[' title=\\\"c|d\\\"'] > 'b' </i>]] ]]]",
    a_url_keeps_the_semicolon_of_what_looks_like_a_reference:
        "http://a.b/c&amp;. http://a.b/c?x=1&y; http://a.b/c;" =>
        "bare-url'http://a.b/c&amp;' '. ' bare-url'http://a.b/c?x=1&y;' ' ' bare-url'http://a.b/c' ';'",
    files_and_categories_have_no_trail:
        "[[File:a.png]]b[[Category:c]]d" =>
        "file[[[target['File:a.png'] ]]] 'b' category[[[target['Category:c'] ]]] 'd'",
    the_address_that_a_file_links_to_is_no_link:
        "[[File:a.png|link=http://b.c|http://d.e]]" =>
        "file[[[target['File:a.png'] file-option[| 'link=http://b.c'] file-option[| bare-url'http://d.e'] ]]]",
    nothing_links_by_itself_in_a_label:
        "[http://a.b http://c.d ISBN 0306406152] [[e|RFC 1]]" =>
        "external-link[[target['http://a.b'] ' http://c.d ISBN 0306406152' ]] ' ' wikilink[[[target['e'] | 'RFC 1' ]]]",
    a_fragment_has_no_namespace:
        "[[a#b:c.jpg|d]]" =>
        "wikilink[[[target['a#b:c.jpg'] | 'd' ]]]",
    a_comment_may_stand_before_a_url:
        "[<!-- a -->http://b.c d]" =>
        "external-link[[comment'<!-- a -->' target['http://b.c'] ' d' ]]",
    a_protocol_may_be_left_out_in_brackets_alone:
        "[//a.b c] //d.e" =>
        "external-link[[target['//a.b'] ' c' ]] ' //d.e'",
    protocols_without_slashes_link_too:
        "[mailto:a@b.c d] mailto:e@f.g" =>
        "external-link[[target['mailto:a@b.c'] ' d' ]] ' ' bare-url'mailto:e@f.g'",
    the_first_of_two_brackets_ends_a_link_in_single_ones:
        "[http://a b]] {{c|[http://d]]]}}" =>
        "external-link[[target['http://a'] ' b' ]] '] ' template[{{ name['c'] argument[| external-link[[target['http://d'] ]] stray']]'] }}]",
    and_one_in_a_caption_which_hides_no_bar_behind_it:
        "<gallery>\na.png|[http://b c]] d|e\n</gallery>" =>
        "tag[<gallery > '\\n' gallery-line[target['a.png'] file-option[| external-link[[target['http://b'] ' c' ]] '] d'] file-option[| 'e']] '\\n' </gallery>]",
    the_last_of_two_brackets_opens_a_link_in_single_ones:
        "[[http://a b] [[[http://c]" =>
        "unclosed[[] external-link[[target['http://a'] ' b' ]] ' ' unclosed[[[] external-link[[target['http://c'] ]]",
    no_bracket_opens_a_link_that_nothing_closes:
        "[[http://a b" =>
        "unclosed[[[] bare-url'http://a' ' b'",
    braces_without_a_partner_belong_to_a_url:
        "http://a}}b. [http://c{{d e] http://f[[g" =>
        "bare-url['http://a' stray'}}' 'b'] '. ' external-link[[target['http://c' unclosed[{{] 'd'] ' e' ]] ' ' bare-url'http://f' unclosed[[[] 'g'",
    the_pipe_trick_leaves_an_empty_label:
        "[[a (b)|]]" =>
        "wikilink[[[target['a (b)'] | ]]]",
    pages_below_and_beside_are_pages:
        "[[/a]] [[../b|c]]" =>
        "wikilink[[[target['/a'] ]]] ' ' wikilink[[[target['../b'] | 'c' ]]]",
    a_prefix_of_another_site_is_no_language:
        "[[wikt:a]] [[:de:b]]" =>
        "wikilink[[[target['wikt:a'] ]]] ' ' wikilink[[[target[':de:b'] ]]]",
    a_line_of_a_gallery_without_a_file_is_text:
        "<gallery>\n|[[a]]\nb.jpg|c\n</gallery>" =>
        "tag[<gallery > '\\n|[[a]]\\n' gallery-line[target['b.jpg'] file-option[| 'c']] '\\n' </gallery>]",
    a_list_may_start_with_the_content_of_a_reference:
        "<ref>* a\n* b</ref>" =>
        "reference[<ref > list-item[* ' a'] '\\n' list-item[* ' b'] </ref>]",
    a_line_of_comments_alone_is_not_preformatted:
        " <!-- a --> \n b" =>
        "' ' comment'<!-- a -->' ' \\n' preformatted[  'b']",
    a_tag_of_transclusion_is_not_seen_at_the_start_of_a_line:
        "<noinclude>* a\n</noinclude>* b" =>
        "tag[<noinclude > list-item[* ' a'] '\\n' </noinclude>] list-item[* ' b']",
    nor_at_the_end_of_a_heading:
        "<noinclude>== a ==</noinclude>" =>
        "tag[<noinclude > heading[== ' a ' ==] </noinclude>]",
    a_behaviour_switch_may_have_an_underscore_in_it:
        "__EXPECTED_UNCONNECTED_PAGE__ __A__" =>
        "behaviour-switch'__EXPECTED_UNCONNECTED_PAGE__' ' __A__'",
}

#[test]
fn letters_go_on_a_link_by_the_language_of_the_wiki() {
    let trails = [
        ("enwiki", "[[a]]béc", "b"),
        ("frwiki", "[[a]]béc d", "béc"),
        ("ukwiki", "[[а]]ами», б", "ами»"),
        ("hywiki", "[[ա]]ները", "ները"),
        ("zhwiki", "[[a]]b", ""),
    ];
    for (wiki, text, trail) in trails {
        let tree = parse(text, &Profile::named(wiki).expect("a profile").site);
        let link = tree.nodes().find_map(Link::cast).expect("a link");
        assert_eq!(link.trail(), trail, "{wiki}");
    }
}

#[test]
fn the_option_that_says_where_a_file_links_to_has_a_name_in_each_language() {
    let option = |wiki: &str, word: &str| {
        outline_on(wiki, &format!("[[File:a.png|{word}=http://b.c]]")).contains("bare-url")
    };
    assert!(!option("viwiki", "liên_kết"));
    assert!(option("enwiki", "liên_kết"));
}
