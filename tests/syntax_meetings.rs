//! What becomes of constructs where they meet: blocks in captions, links in labels, quotes across links, comments and
//! attributes where markup would stand.

#[path = "support/constructs.rs"]
#[macro_use]
mod constructs;

use constructs::{outline, outline_on};

facts! {
    quotes_around_a_link_and_quotes_within_it_do_not_cross:
        "''a [http://b.c '''d''' e] f''" =>
        "italic[\\'\\' 'a ' external-link[[target['http://b.c'] ' ' bold[\\'\\'\\' 'd' \\'\\'\\'] ' e' ]] ' f' \\'\\']",
    quotes_may_go_on_over_lines_of_a_label:
        "[[a|''b\nc'']] [[File:a.png|''d\ne'']]" =>
        "wikilink[[[target['a'] | italic[\\'\\' 'b\\nc' \\'\\'] ]]] ' ' file[[[target['File:a.png'] file-option[| italic[\\'\\' 'd\\ne' \\'\\']] ]]]",
    quotes_may_cross_the_start_of_a_label:
        "'''''a [http://b.c d''''']" =>
        "italic…[\\'\\' bold…[\\'\\'\\' 'a ']] external-link[[target['http://b.c'] italic[bold[' d' \\'\\'\\'] \\'\\'] ]]",
    quotes_may_cross_the_end_of_a_label:
        "[http://b.c ''d] e'' f" =>
        "external-link[[target['http://b.c'] ' ' italic…[\\'\\' 'd'] ]] italic[' e' \\'\\'] ' f'",
    of_two_quotes_the_one_that_does_not_cross_a_label_goes_around_it:
        "'''a ''b [http://c.d e''] f'''" =>
        "bold[\\'\\'\\' 'a ' italic…[\\'\\' 'b '] external-link[[target['http://c.d'] italic[' e' \\'\\'] ]] ' f' \\'\\'\\']",
    a_header_may_be_a_link:
        "{|\n![[a]]\n!![[b]]\n|}" =>
        "table[{| '\\n' row[cell[! wikilink[[[target['a'] ]]] '\\n'] cell[! '!' wikilink[[[target['b'] ]]] '\\n']] |}]",
    links_may_stand_side_by_side_in_a_header:
        "{|\n! [[a]][[b]]\n|}" =>
        "table[{| '\\n' row[cell[! ' ' wikilink[[[target['a'] ]]] wikilink[[[target['b'] ]]] '\\n']] |}]",
    transclusion_tags_may_stand_in_two_elements:
        "<noinclude><div></noinclude>a<noinclude></div></noinclude>b" =>
        "unclosed[<noinclude >] tag[<div > stray'</noinclude>' 'a' unclosed[<noinclude >] </div>] stray'</noinclude>' 'b'",
    transclusion_tags_may_cross_rows:
        "{|\n|-\n| a\n<noinclude>\n|-\n| b</noinclude>\n|}" =>
        "table[{| '\\n' row[|- '\\n' cell[| ' a\\n' unclosed[<noinclude >] '\\n']] row[|- '\\n' cell[| ' b' stray'</noinclude>' '\\n']] |}]",
    transclusion_tags_may_cross_a_table:
        "<includeonly>{|\n| a</includeonly>\n|}" =>
        "unclosed[<includeonly >] table[{| '\\n' row[cell[| ' a' stray'</includeonly>' '\\n']] |}]",
    transclusion_tags_may_cross_items:
        "* a <noinclude>b\n* c</noinclude> d" =>
        "list-item[* ' a ' unclosed[<noinclude >] 'b'] '\\n' list-item[* ' c' stray'</noinclude>' ' d']",
    a_transclusion_tag_in_a_rows_attributes_has_its_partner:
        "{|\n|- <noinclude>\n| a </noinclude>\n|}" =>
        "table[{| '\\n' row[|- attributes[' ' unclosed[<noinclude >]] '\\n' cell[| ' a ' stray'</noinclude>' '\\n']] |}]",
    the_first_closing_transclusion_tag_closes:
        "<noinclude>a<noinclude>b</noinclude>c</noinclude>" =>
        "tag[<noinclude > 'a' unclosed[<noinclude >] 'b' </noinclude>] 'c' stray'</noinclude>'",
    transclusion_tags_pair_within_an_extension_tag:
        "<noinclude><ref>a</noinclude></ref></noinclude>" =>
        "tag[<noinclude > reference[<ref > 'a' stray'</noinclude>' </ref>] </noinclude>]",
    a_url_goes_on_behind_transclusion_tags:
        "http://a.b/<noinclude>c</noinclude>d [http://a<noinclude>.b</noinclude> c] <noinclude>http://a.b</noinclude> e" =>
        "bare-url['http://a.b/' unclosed[<noinclude >] 'c' stray'</noinclude>' 'd'] ' ' external-link[[target['http://a' unclosed[<noinclude >] '.b'] stray'</noinclude>' ' c' ]] ' ' tag[<noinclude > bare-url'http://a.b' </noinclude>] ' e'",
    transclusion_tags_may_stand_in_a_tags_attributes:
        "<b <noinclude>id=a</noinclude>>c</b>" =>
        "tag[<b attributes[' ' unclosed[<noinclude >] 'id=a' stray'</noinclude>'] > 'c' </b>]",
    an_indented_line_may_have_transclusion_tags:
        " a <noinclude>b\n c</noinclude>" =>
        "preformatted[  'a ' unclosed[<noinclude >] 'b'] '\\n' preformatted[  'c' stray'</noinclude>']",
    bars_separate_cells_also_within_double_brackets:
        "{|\n| [[a||b]]\n|}" =>
        "table[{| '\\n' row[cell[| ' ' unclosed[[[] 'a'] cell[|| 'b]]\\n']] |}]",
    header_marks_separate_cells_also_within_double_brackets:
        "{|\n! [[a!!b]]\n|}" =>
        "table[{| '\\n' row[cell[! ' ' unclosed[[[] 'a'] cell[!! 'b]]\\n']] |}]",
    double_marks_in_a_link_separate_nothing_behind_a_line_end:
        "{|\n| a\n[[b||c]] [[d!!e]]\n|}" =>
        "table[{| '\\n' row[cell[| ' a\\n' wikilink[[[target['b'] | '|c' ]]] ' ' wikilink[[[target['d!!e'] ]]] '\\n']] |}]",
    a_line_within_double_brackets_may_start_a_cell:
        "{|\n|\n* [[a|b\n|c]]\n|}" =>
        "table[{| '\\n' row[cell[| '\\n' list-item[* ' ' unclosed[[[] 'a|b'] '\\n'] cell[| 'c]]\\n']] |}]",
    a_template_in_a_cell_keeps_its_double_brackets:
        "{|\n| {{a|[[b||c]]}}\n|}" =>
        "table[{| '\\n' row[cell[| ' ' template[{{ name['a'] argument[| wikilink[[[target['b'] | '|c' ]]]] }}] '\\n']] |}]",
    brackets_in_the_attributes_of_a_tag_link_nothing:
        "[[a|<b title='[[c]]'>d</b>]] <i title='[[e]]'>" =>
        "wikilink[[[target['a'] | tag[<b attributes[' title=\\'[[c]]\\''] > 'd' </b>] ]]] ' ' unclosed[<i attributes[' title=\\'[[e]]\\''] >]",
    a_line_in_an_open_pre_is_no_item:
        "<pre>a\n* b\n c\n== d ==" =>
        "unclosed[<pre >] 'a\\n* b\\n c\\n' heading[== ' d ' ==]",
    an_attribute_says_that_preformatted_text_is_wikitext:
        "<pre format=\"wikitext\">\n* [[a]]\n b\n</pre><pre format=x>[[a]]</pre>" =>
        "tag[<pre attributes[' format=\\\"wikitext\\\"'] > '\\n* ' wikilink[[[target['a'] ]]] '\\n b\\n' </pre>] tag[<pre attributes[' format=x'] > raw'[[a]]' </pre>]",
    braces_with_a_hyphen_hide_bars_also_where_nothing_is_converted:
        "{{a|-{b|c}-}} {{d|-{e}}" =>
        "template[{{ name['a'] argument[| '-{b|c}-'] }}] ' ' unclosed[{{] 'd|-{e' stray'}}'",
    a_table_in_a_caption_keeps_its_bars:
        "[[File:a|b\n{|\n| c || d\n|}\n|e]]" =>
        "file[[[target['File:a'] file-option[| 'b\\n' table[{| '\\n' row[cell[| ' c '] cell[|| ' d\\n']] |}] '\\n'] file-option[| 'e'] ]]]",
    a_link_in_single_brackets_in_a_caption_keeps_its_bars:
        "[[File:a|b [http://c?d|e f]|g]]" =>
        "file[[[target['File:a'] file-option[| 'b ' external-link[[target['http://c?d|e'] ' f' ]]] file-option[| 'g'] ]]]",
    a_single_bracket_that_nothing_closes_in_a_caption_hides_no_bar:
        "[[File:a|[http://c|d]]" =>
        "file[[[target['File:a'] file-option[| '[' bare-url'http://c'] file-option[| 'd'] ]]]",
    a_caption_may_hold_a_list:
        "[[File:a|b\n* c\n]]" =>
        "file[[[target['File:a'] file-option[| 'b\\n' list-item[* ' c'] '\\n'] ]]]",
    a_url_in_a_label_does_not_link:
        "[[a|http://b.c RFC 1]] [http://d.e http://f.g]" =>
        "wikilink[[[target['a'] | 'http://b.c RFC 1' ]]] ' ' external-link[[target['http://d.e'] ' http://f.g' ]]",
    a_url_in_a_reference_within_a_label_links:
        "[[a|b<ref>http://c.d</ref>]]" =>
        "wikilink[[[target['a'] | 'b' reference[<ref > bare-url'http://c.d' </ref>] ]]]",
    quotes_in_an_external_label_are_balanced_with_the_line:
        "''a [http://b.c d ''e''] f''" =>
        "italic…[\\'\\' 'a '] external-link[[target['http://b.c'] italic[' d ' \\'\\'] 'e' italic…[\\'\\'] ]] italic[' f' \\'\\']",
    white_space_in_a_magic_link_may_be_a_character_reference:
        "ISBN&nbsp;0&#160;306406152 RFC\u{a0}1" =>
        "magic-link'ISBN&nbsp;0&#160;306406152' ' ' magic-link'RFC\\u{a0}1'",
    a_name_that_html_does_not_have_is_no_entity:
        "&foo; &Dagger;" =>
        "'&foo; ' entity'&Dagger;'",
    braces_in_a_cells_attributes_hide_no_bar:
        "{|\n| a={{{b | c\n|}" =>
        "table[{| '\\n' row[cell[| attributes[' a=' unclosed[{{{] 'b '] | ' c\\n']] |}]",
    a_line_of_comments_does_not_end_a_list:
        ";*a\n<!-- b -->\n;*c:d" =>
        "list-item[;* term['a']] '\\n' comment'<!-- b -->' '\\n' list-item[;* 'c:d']",
    a_number_that_is_no_character_is_no_entity:
        "&#x110000; &#0; &#150; &#0000000000107;" =>
        "'&#x110000; &#0; &#150; ' entity'&#0000000000107;'",
    escapes_that_stand_for_markup_make_no_title:
        "[[a%3Cb]] [[a&#124;b]] [[::a]] [[Category:#b]] [[a#%3C]]" =>
        "'[[a%3Cb]] [[a' entity'&#124;' 'b]] [[::a]] [[Category:#b]] ' wikilink[[[target['a#%3C'] ]]]",
    a_comment_between_a_list_mark_and_a_table_makes_no_difference:
        ":<!-- a -->{|\n| b\n|}" =>
        "list-item[: comment'<!-- a -->'] table[{| '\\n' row[cell[| ' b\\n']] |}]",
    attributes_of_a_tag_in_a_cell_separate_nothing:
        "{|\n| <i a=\"||\">b</i> || c\n|}" =>
        "table[{| '\\n' row[cell[| ' ' tag[<i attributes[' a=\\\"||\\\"'] > 'b' </i>] ' '] cell[|| ' c\\n']] |}]",
    a_redirects_link_may_stand_on_a_line_of_its_own:
        "\n#REDIRECT\n:\n[[a]]" =>
        "'\\n' redirect[#REDIRECT\\n: '\\n' wikilink[[[target['a'] ]]]]",
    brackets_in_a_label_do_not_link_to_a_url:
        "[[a|[http://b.c]]]" =>
        "wikilink[[[target['a'] | '[http://b.c]' ]]]",
    a_line_of_a_gallery_with_brackets_in_its_title_is_no_file:
        "<gallery>\n[[a|b]]\nc.jpg|d\n</gallery>" =>
        "tag[<gallery > '\\n' wikilink[[[target['a'] | 'b' ]]] '\\n' gallery-line[target['c.jpg'] file-option[| 'd']] '\\n' </gallery>]",
    a_free_url_ends_before_a_backslash_and_a_reference_to_a_fixed_space:
        "http://a.b\\ http://c.d&nbsp;e [http://f.g&nbsp;h]" =>
        "bare-url'http://a.b' '\\\\ ' bare-url'http://c.d' entity'&nbsp;' 'e ' external-link[[target['http://f.g&nbsp;h'] ]]",
    a_character_reference_behind_an_escaped_ampersand_makes_no_title:
        "[[a &amp; b]] [[a &amp;amp; b]]" =>
        "wikilink[[[target['a &amp; b'] ]]] ' [[a ' entity'&amp;' 'amp; b]]'",
    an_indented_line_of_a_comment_is_gone_whatever_comments_follow:
        " <!-- a -->\nb\n<!-- c -->" =>
        "' ' comment'<!-- a -->' '\\nb\\n' comment'<!-- c -->'",
    a_comment_may_stand_before_the_url_of_a_link:
        "[<!-- a -->http://b.c d]" =>
        "external-link[[comment'<!-- a -->' target['http://b.c'] ' d' ]]",
    a_line_starts_anew_behind_the_mark_of_a_transclusion_tag:
        "<onlyinclude>{|\n|a\n|}\n</onlyinclude>* b" =>
        "tag[<onlyinclude > table[{| '\\n' row[cell[| 'a\\n']] |}] '\\n' </onlyinclude>] list-item[* ' b']",
    a_line_starts_anew_behind_what_is_only_transcluded:
        "<includeonly>a\nb</includeonly>== c ==" =>
        "tag[<includeonly > 'a\\nb' </includeonly>] heading[== ' c ' ==]",
    marks_of_transclusion_tags_in_a_name_are_stepped_over:
        "{{safesubst:<noinclude/>#if:a|b}} {{<noinclude>c</noinclude>}}" =>
        "parser-function[{{ name['safesubst:<noinclude/>#if'] argument[: 'a'] argument[| 'b'] }}] ' ' template[{{ name['<noinclude>c</noinclude>'] }}]",
    a_function_may_stand_behind_what_substitutes:
        "{{{{{|safesubst:}}}#if:a|b}} {{subst:#if:c}}" =>
        "parser-function[{{ name[parameter[{{{ argument[| 'safesubst:'] }}}] '#if'] argument[: 'a'] argument[| 'b'] }}] ' ' parser-function[{{ name['subst:#if'] argument[: 'c'] }}]",
    each_mark_of_a_term_takes_a_colon:
        ";;a:b:c:d" =>
        "list-item[;; term['a']] list-item[: term['b']] list-item[: 'c:d']",
    marks_of_terms_that_go_on_take_no_colon_but_the_last:
        ";*a:b\n;*c:d\n;*;e:f" =>
        "list-item[;* term['a']] list-item[: 'b'] '\\n' list-item[;* 'c:d'] '\\n' list-item[;*; term['e']] list-item[: term['f']]",
    marks_of_transclusion_tags_may_stand_behind_a_heading:
        "== a == <!-- b --><noinclude>\n== d == </noinclude>" =>
        "heading[== ' a ' ==] ' ' comment'<!-- b -->' tag[<noinclude > '\\n' heading[== ' d ' ==] ' ' </noinclude>]",
}

#[test]
fn a_prefix_by_which_a_wiki_calls_itself_makes_no_interlanguage_link() {
    assert_eq!(
        outline_on("enwiki", "[[en:a.png]][[de:a]]"),
        "wikilink[[[target['en:a.png'] ]]] interlanguage[[[target['de:a'] ]]]"
    );
}

#[test]
fn language_variants_hide_the_bars_of_a_cell() {
    assert_eq!(
        outline_on("zhwiki", "{|\n| -{a}- | b\n|}"),
        "table[{| '\\n' row[cell[| ' ' language-variant[-{ 'a' }-] ' | b\\n']] |}]"
    );
}
