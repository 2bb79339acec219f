//! What each construct gives: kinds with their children in brackets, text in quotation marks, marks as they are.

#[path = "support/constructs.rs"]
#[macro_use]
mod constructs;

use constructs::{outline, outline_on};

facts! {
    a_template_has_a_name_and_named_or_positional_arguments:
        "{{a|b|c = d}}" =>
        "template[{{ name['a'] argument[| 'b'] argument[| name['c '] = ' d'] }}]",
    an_argument_with_an_empty_name_has_a_second_mark:
        "{{a|=b}}" =>
        "template[{{ name['a'] argument[| = 'b'] }}]",
    the_first_equals_sign_names_an_argument_also_within_a_tag:
        "{{a|<i id=b>c</i>}}" =>
        "template[{{ name['a'] argument[| name['<i id'] = 'b>c' stray'</i>'] }}]",
    a_link_hides_separators_from_the_template_around_it:
        "{{a|[[b|c=d]]}}" =>
        "template[{{ name['a'] argument[| wikilink[[[target['b'] | 'c=d' ]]]] }}]",
    brackets_that_link_nothing_hide_separators_too:
        "{{a|[[b<c|d]]|e}}" =>
        "template[{{ name['a'] argument[| '[[b<c|d]]'] argument[| 'e'] }}]",
    an_extension_tag_hides_separators_from_the_template_around_it:
        "{{a|<nowiki>|=</nowiki>}}" =>
        "template[{{ name['a'] argument[| tag[<nowiki > raw'|=' </nowiki>]] }}]",
    three_braces_are_a_parameter_before_two_are_a_template:
        "{{{{{a}}}}}" =>
        "template[{{ name[parameter[{{{ name['a'] }}}]] }}]",
    of_four_opening_braces_three_are_a_parameter_and_one_is_text:
        "{{{{a}}}}}" =>
        "'{' parameter[{{{ name['a'] }}}] stray'}}'",
    braces_without_a_name_call_nothing:
        "{{|a}}" =>
        "'{{|a}}'",
    a_line_break_within_a_name_calls_nothing:
        "{{a\nb}}" =>
        "'{{a\\nb}}'",
    white_space_and_comments_around_a_name_do_no_harm:
        "{{ a <!-- b -->\n|c}}" =>
        "template[{{ name[' a ' comment'<!-- b -->' '\\n'] argument[| 'c'] }}]",
    a_parser_function_has_its_first_argument_after_the_colon:
        "{{#if:a|b=c}}" =>
        "parser-function[{{ name['#if'] argument[: 'a'] argument[| 'b=c'] }}]",
    a_variable_is_a_parser_function_without_arguments:
        "{{PAGENAME}}" =>
        "parser-function[{{ name['PAGENAME'] }}]",
    an_unclosed_template_keeps_what_stands_in_it:
        "{{a|[[b]]" =>
        "unclosed[{{] 'a|' wikilink[[[target['b'] ]]]",
    a_link_open_within_a_template_hides_its_end:
        "{{a|[[b}}" =>
        "unclosed[{{] 'a|' unclosed[[[] 'b' stray'}}'",
    closing_braces_that_close_nothing_are_stray:
        "a}} b" =>
        "'a' stray'}}' ' b'",
    a_link_has_a_target_and_a_label:
        "[[a|b ''c'']]" =>
        "wikilink[[[target['a'] | 'b ' italic[\\'\\' 'c' \\'\\'] ]]]",
    a_file_has_options_that_may_hold_links:
        "[[File:a.png|thumb|b [[c|d]]]]" =>
        "file[[[target['File:a.png'] file-option[| 'thumb'] file-option[| 'b ' wikilink[[[target['c'] | 'd' ]]]] ]]]",
    a_media_file_is_told_by_its_extension_where_the_namespace_is_unknown:
        "[[Ficheiro:a.png|[[b]]]]" =>
        "file[[[target['Ficheiro:a.png'] file-option[| wikilink[[[target['b'] ]]]] ]]]",
    a_link_in_a_links_label_leaves_the_outer_one_unclosed:
        "[[a|[[b]]]]" =>
        "unclosed[[[] 'a|' wikilink[[[target['b'] ]]] ']]'",
    a_category_is_no_link_when_a_colon_comes_first:
        "[[Category:a]][[:Category:a]]" =>
        "category[[[target['Category:a'] ]]] wikilink[[[target[':Category:a'] ]]]",
    a_prefix_of_a_language_is_an_interlanguage_link:
        "[[de:a]]" =>
        "interlanguage[[[target['de:a'] ]]]",
    brackets_without_a_title_link_nothing:
        "[[]][[|a]][[<b>]]" =>
        "'[[]][[|a]][[' unclosed[<b >] ']]'",
    double_brackets_around_a_url_are_a_link_in_single_ones:
        "[[http://a.b c]]" =>
        "'[' external-link[[target['http://a.b'] ' c' ]] ']'",
    an_external_link_has_a_target_and_a_label:
        "[http://a.b c]" =>
        "external-link[[target['http://a.b'] ' c' ]]",
    a_third_bracket_closes_an_external_link_within_a_caption:
        "[[File:a.png|[http://a.b c]]]" =>
        "file[[[target['File:a.png'] file-option[| external-link[[target['http://a.b'] ' c' ]]] ]]]",
    an_external_link_ends_in_its_line:
        "[http://a.b c\n]" =>
        "'[' bare-url'http://a.b' ' c\\n]'",
    a_bare_url_ends_before_punctuation:
        "(http://a.b/c_(d)), http://a.b/c)." =>
        "'(' bare-url'http://a.b/c_(d))' ', ' bare-url'http://a.b/c' ').'",
    a_url_may_have_an_ipv6_address_in_brackets:
        "http://[::1]/ [http://[2001:db8::1]:80/a b] http://[x" =>
        "bare-url'http://[::1]/' ' ' external-link[[target['http://[2001:db8::1]:80/a'] ' b' ]] ' http://[x'",
    a_bare_url_holds_templates:
        "http://a.b/{{c}}/d e" =>
        "bare-url['http://a.b/' template[{{ name['c'] }}] '/d'] ' e'",
    a_url_needs_a_word_boundary_before_it:
        "xhttp://a.b" =>
        "'xhttp://a.b'",
    a_headings_level_is_the_lower_of_both_sides:
        "=== a ==\n" =>
        "heading[== '= a ' ==] '\\n'",
    a_comment_may_follow_a_heading:
        "== a == <!-- b -->\nc" =>
        "heading[== ' a ' == ' ' comment'<!-- b -->'] '\\nc'",
    a_heading_needs_signs_at_its_end:
        "== a\nb ==" =>
        "'== a\\nb =='",
    a_line_of_equals_signs_alone_is_a_heading_of_one:
        "=====\n" =>
        "heading[== '=' ==] '\\n'",
    a_list_item_is_one_line:
        "* a\n** b\nc" =>
        "list-item[* ' a'] '\\n' list-item[** ' b'] '\\nc'",
    a_colon_ends_a_term:
        "; a : b" =>
        "list-item[; term[' a ']] list-item[: ' b']",
    the_colon_of_a_url_ends_no_term:
        "; http://a.b : c" =>
        "list-item[; term[' ' bare-url'http://a.b' ' ']] list-item[: ' c']",
    a_rule_has_four_hyphens:
        "----a\n---" =>
        "rule'----' 'a\\n---'",
    a_line_that_starts_with_a_space_is_preformatted:
        "a\n b ''c''\nd" =>
        "'a\\n' preformatted[  'b ' italic[\\'\\' 'c' \\'\\']] '\\nd'",
    an_indented_line_with_the_tag_of_a_block_is_not_preformatted:
        " <div>a\n </div>" =>
        "' ' tag[<div > 'a\\n ' </div>]",
    an_indented_line_may_have_tags_that_end_in_it:
        " a < b <i>c</i>\n <b>d\n e</b>" =>
        "preformatted[  'a < b ' tag[<i > 'c' </i>]] '\\n ' tag[<b > 'd\\n e' </b>]",
    a_cell_and_a_div_may_have_an_indented_line:
        "{|\n|a\n b\n|}\n<div>\n c\n</div><ul>\n d\n</ul>" =>
        "table[{| '\\n' row[cell[| 'a\\n' preformatted[  'b'] '\\n']] |}] '\\n' tag[<div > '\\n' preformatted[  'c'] '\\n' </div>] tag[<ul > '\\n d\\n' </ul>]",
    a_table_has_rows_and_cells:
        "{| class=a\n|+ b\n|-\n! c !! d\n|- e=f\n| g || h\n|}" =>
        "table[{| attributes[' class=a'] '\\n' caption[|+ ' b\\n'] row[|- '\\n' cell[! ' c '] cell[!! ' d\\n']] row[|- attributes[' e=f'] '\\n' cell[| ' g '] cell[|| ' h\\n']] |}]",
    all_hyphens_of_a_rows_mark_belong_to_it:
        "{|\n|--a=b\n|c\n|}" =>
        "table[{| '\\n' row[|-- attributes['a=b'] '\\n' cell[| 'c\\n']] |}]",
    a_single_bar_ends_a_cells_attributes:
        "{|\n|a=b|c|d\n|}" =>
        "table[{| '\\n' row[cell[| attributes['a=b'] | 'c|d\\n']] |}]",
    a_bar_within_a_link_ends_no_attributes:
        "{|\n|[[a|b]]|c\n|}" =>
        "table[{| '\\n' row[cell[| wikilink[[[target['a'] | 'b' ]]] '|c\\n']] |}]",
    a_cell_goes_on_over_lines:
        "{|\n|\n* a\n|-\n|}" =>
        "table[{| '\\n' row[cell[| '\\n' list-item[* ' a'] '\\n']] row[|- '\\n'] |}]",
    double_bars_separate_in_the_line_of_the_mark_alone:
        "{|\n|a\nb||c\n|}" =>
        "table[{| '\\n' row[cell[| 'a\\nb||c\\n']] |}]",
    a_template_that_gives_a_bar_separates_cells:
        "{|\n| a {{!}}{{!}} b\n{{!}}-\n|}" =>
        "table[{| '\\n' row[cell[| ' a '] cell[{{!}}{{!}} ' b\\n']] row[{{!}}- '\\n'] |}]",
    a_table_may_be_made_of_templates_that_give_bars:
        "{{a|\n{{{!}}\n{{!}} b\n{{!}}}\n}}" =>
        "template[{{ name['a'] argument[| '\\n' table[{{{!}} '\\n' row[cell[{{!}} ' b\\n']] {{!}}}] '\\n'] }}]",
    a_table_ends_with_the_range_around_it:
        "<ref>\n{|\n|a</ref>b" =>
        "reference[<ref > '\\n' table…[{| '\\n' row[cell[| 'a']]] </ref>] 'b'",
    a_table_starts_at_the_start_of_a_line_only:
        "a {|\n|b" =>
        "'a {|\\n|b'",
    a_table_within_a_cell:
        "{|\n|\n{|\n|a\n|}\n|b\n|}" =>
        "table[{| '\\n' row[cell[| '\\n' table[{| '\\n' row[cell[| 'a\\n']] |}] '\\n'] cell[| 'b\\n']] |}]",
    a_table_may_be_indented_by_colons:
        ":: {|\n|a\n|}" =>
        "list-item[::] ' ' table[{| '\\n' row[cell[| 'a\\n']] |}]",
    a_table_mark_does_not_end_a_templates_argument:
        "{{a|b=\n{|\n|c\n|}}}" =>
        "template[{{ name['a'] argument[| name['b'] = '\\n{'] argument[| '\\n'] argument[| 'c\\n'] argument[|] }}] '}'",
    a_tag_has_attributes_and_content:
        "<span class=\"a\">b</span>" =>
        "tag[<span attributes[' class=\\\"a\\\"'] > 'b' </span>]",
    an_open_tag_without_an_end_is_unclosed_and_what_follows_is_beside_it:
        "<center>a\n* b" =>
        "unclosed[<center >] 'a\\n' list-item[* ' b']",
    a_closing_tag_without_an_opening_one_is_stray:
        "a</b>" =>
        "'a' stray'</b>'",
    a_closing_tag_of_an_extension_without_its_bracket_is_text:
        "a</ref" =>
        "'a</ref'",
    a_tag_pairs_within_its_cell_only:
        "{|\n|<b>a\n|b</b>\n|}" =>
        "table[{| '\\n' row[cell[| unclosed[<b >] 'a\\n'] cell[| 'b' stray'</b>' '\\n']] |}]",
    a_tag_pairs_within_its_list_item_only:
        "* <b>a\n* b</b>" =>
        "list-item[* ' ' unclosed[<b >] 'a'] '\\n' list-item[* ' b' stray'</b>']",
    a_closing_tag_ends_the_list_item_that_stands_in_its_element:
        "<div>\n* a</div> b\n<small>\n; c</small>: d" =>
        "tag[<div > '\\n' list-item[* ' a'] </div>] ' b\\n' tag[<small > '\\n' list-item[; term[' c']] </small>] ': d'",
    a_closing_tag_ends_no_list_item_around_its_element:
        "* <b>a</b> b" =>
        "list-item[* ' ' tag[<b > 'a' </b>] ' b']",
    a_closing_tag_that_html_ignores_in_a_list_ends_no_item:
        "<span>\n* a</span>\n<ul>\n* b</ul>" =>
        "unclosed[<span >] '\\n' list-item[* ' a' stray'</span>'] '\\n' unclosed[<ul >] '\\n' list-item[* ' b' stray'</ul>']",
    tags_that_cross_leave_the_inner_one_unclosed:
        "<b><i></b></i>" =>
        "tag[<b > unclosed[<i >] </b>] stray'</i>'",
    void_tags_have_no_content:
        "<br>a<br/>b<hr class=c />" =>
        "tag[<br >] 'a' tag[<br />] 'b' tag[<hr attributes[' class=c']  />]",
    list_items_and_cells_in_html_end_by_themselves:
        "<ul><li>a<li>b</ul>" =>
        "tag[<ul > tag…[<li > 'a'] tag…[<li > 'b'] </ul>]",
    rows_and_cells_in_html_end_by_themselves:
        "<table><tr><td>a<td>b<tr><td>c</table>" =>
        "tag[<table > tag…[<tr > tag…[<td > 'a'] tag…[<td > 'b']] tag…[<tr > tag…[<td > 'c']] </table>]",
    a_slash_does_not_close_an_element_with_content:
        "<b/>a</b> <span id=b />c" =>
        "tag[<b /> 'a' </b>] ' ' unclosed[<span attributes[' id=b']  />] 'c'",
    items_of_lists_and_transclusion_tags_may_close_themselves:
        "<li/>a<noinclude />b" =>
        "tag[<li />] 'a' tag[<noinclude  />] 'b'",
    metadata_without_a_property_is_text:
        "<meta name=a> <link itemprop=b href=c>" =>
        "'<meta name=a> ' tag[<link attributes[' itemprop=b href=c'] >]",
    parts_of_tables_that_mediawiki_does_not_let_through_are_text:
        "<table><tbody><tr><td>a</table>" =>
        "tag[<table > '<tbody>' tag…[<tr > tag…[<td > 'a']] </table>]",
    a_colon_within_bold_or_italic_ends_no_term:
        "; ''a: b'' : c" =>
        "list-item[; term[' ' italic[\\'\\' 'a: b' \\'\\'] ' ']] list-item[: ' c']",
    a_colon_behind_apostrophes_that_are_closed_ends_a_term:
        ";'''a''':''b" =>
        "list-item[; term[bold[\\'\\'\\' 'a' \\'\\'\\']]] list-item[: italic…[\\'\\' 'b']]",
    the_last_attribute_of_a_name_counts:
        "<ref name=a name=b />" =>
        "reference[<ref attributes[' name=a name=b']  />]",
    some_switches_are_written_in_capitals_alone:
        "__NOINDEX__ __noindex__ __notoc__" =>
        "behaviour-switch'__NOINDEX__' ' __noindex__ ' behaviour-switch'__notoc__'",
    an_indented_line_with_a_picture_beside_the_text_is_not_preformatted:
        " [[File:a.png|thumb]]\n [[File:a.png|20px]]\n <references/>" =>
        "' ' file[[[target['File:a.png'] file-option[| 'thumb'] ]]] '\\n' preformatted[  file[[[target['File:a.png'] file-option[| '20px'] ]]]] '\\n ' tag[<references />]",
    a_paragraph_in_html_goes_on_over_empty_lines:
        "<p>a\n\nb</p>" =>
        "tag[<p > 'a\\n\\nb' </p>]",
    names_that_are_no_elements_are_text:
        "<foo>a</foo>" =>
        "'<foo>a</foo>'",
    a_reference_has_attributes_and_content:
        "<ref name=a group=\"b\">c</ref><ref name=a />" =>
        "reference[<ref attributes[' name=a group=\\\"b\\\"'] > 'c' </ref>] reference[<ref attributes[' name=a']  />]",
    an_unclosed_reference_is_unclosed:
        "<ref name=a>b" =>
        "unclosed[<ref attributes[' name=a'] >] 'b'",
    nothing_in_an_opaque_tag_is_read:
        "<nowiki>''a'' {{b}}</nowiki>" =>
        "tag[<nowiki > raw'\\'\\'a\\'\\' {{b}}' </nowiki>]",
    a_comment_hides_everything:
        "a<!-- {{ -->b" =>
        "'a' comment'<!-- {{ -->' 'b'",
    an_unclosed_comment_goes_to_the_end:
        "a<!-- b" =>
        "'a' comment…'<!-- b'",
    a_gallery_has_lines_of_files:
        "<gallery>\nFile:a.png|b ''c''\n\nd.jpg\n</gallery>" =>
        "tag[<gallery > '\\n' gallery-line[target['File:a.png'] file-option[| 'b ' italic[\\'\\' 'c' \\'\\']]] '\\n\\n' gallery-line[target['d.jpg']] '\\n' </gallery>]",
    bold_and_italic:
        "''a'' '''b''' '''''c'''''" =>
        "italic[\\'\\' 'a' \\'\\'] ' ' bold[\\'\\'\\' 'b' \\'\\'\\'] ' ' italic[\\'\\' bold[\\'\\'\\' 'c' \\'\\'\\'] \\'\\']",
    quotes_end_with_their_line:
        "''a\nb''" =>
        "italic…[\\'\\' 'a'] '\\nb' italic…[\\'\\']",
    crossed_quotes_go_on_as_a_second_node:
        "''a '''b'' c'''" =>
        "italic[\\'\\' 'a ' bold…[\\'\\'\\' 'b'] \\'\\'] bold[' c' \\'\\'\\']",
    one_of_three_apostrophes_is_text_where_bold_and_italic_are_both_odd:
        "a '''b c''' d'''e ''f" =>
        "'a ' bold[\\'\\'\\' 'b c\\'' italic…[\\'\\' ' d'] \\'\\'\\'] italic['e ' \\'\\'] 'f'",
    the_sixth_apostrophe_is_text:
        "''''''a'''''" =>
        "'\\'' italic[\\'\\' bold[\\'\\'\\' 'a' \\'\\'\\'] \\'\\']",
    five_apostrophes_are_closed_in_the_order_of_what_closes_first:
        "'''''a'' b'''" =>
        "bold[\\'\\'\\' italic[\\'\\' 'a' \\'\\'] ' b' \\'\\'\\']",
    quotes_pair_around_an_unclosed_tag:
        "''a<b>b''" =>
        "italic[\\'\\' 'a' unclosed[<b >] 'b' \\'\\']",
    a_tag_wins_over_quotes_that_cross_it:
        "''a<b>b''c</b>" =>
        "unclosed[\\'\\'] 'a' tag[<b > 'b' stray'\\'\\'' 'c' </b>]",
    quotes_in_a_label_are_a_range_of_their_own:
        "''[[a|''b]]''" =>
        "italic[\\'\\' wikilink[[[target['a'] | italic…[\\'\\' 'b'] ]]] \\'\\']",
    entities_switches_signatures_and_magic_links_are_leaves:
        "&nbsp;&#160;&x __TOC__ __A__ ~~~~ ISBN 0306406152 RFC 1" =>
        "entity'&nbsp;' entity'&#160;' '&x ' behaviour-switch'__TOC__' ' __A__ ' signature'~~~~' ' ' magic-link'ISBN 0306406152' ' ' magic-link'RFC 1'",
    a_redirect:
        "#REDIRECT: [[a]] b" =>
        "redirect[#REDIRECT: ' ' wikilink[[[target['a'] ]]]] ' b'",
    line_ends_with_a_carriage_return:
        "== a ==\r\n* b\r\n" =>
        "heading[== ' a ' == '\\r'] '\\n' list-item[* ' b\\r'] '\\n'",
    a_parameter_has_a_name_and_a_default:
        "{{{a|b}}}{{{c" =>
        "parameter[{{{ name['a'] argument[| 'b'] }}}] unclosed[{{{] 'c'",
    transclusion_tags_hold_wikitext:
        "<noinclude>''a''</noinclude><onlyinclude>{{b}}</onlyinclude>" =>
        "tag[<noinclude > italic[\\'\\' 'a' \\'\\'] </noinclude>] tag[<onlyinclude > template[{{ name['b'] }}] </onlyinclude>]",
    an_extension_tag_may_close_itself:
        "<nowiki/><section begin=a />" =>
        "tag[<nowiki />] tag[<section attributes[' begin=a']  />]",
    the_list_of_references_may_define_some:
        "<references>\n<ref name=a>b</ref>\n</references>" =>
        "tag[<references > '\\n' reference[<ref attributes[' name=a'] > 'b' </ref>] '\\n' </references>]",
    a_label_may_be_left_to_the_pipe_trick:
        "[[a (b)|]]" =>
        "wikilink[[[target['a (b)'] | ]]]",
    the_target_of_a_link_keeps_its_fragment_and_holds_comments:
        "[[a<!-- b -->#c|d]]" =>
        "wikilink[[[target['a' comment'<!-- b -->' '#c'] | 'd' ]]]",
    protocols_need_no_slashes_and_slashes_no_protocol:
        "[mailto:a@b c] [//d.e f]" =>
        "external-link[[target['mailto:a@b'] ' c' ]] ' ' external-link[[target['//d.e'] ' f' ]]",
}

#[test]
fn language_variants_are_read_on_wikis_that_have_them() {
    assert_eq!(
        outline_on("zhwiki", "-{zh-cn:a;zh-tw:[[b]]}- -{c"),
        "language-variant[-{ 'zh-cn:a;zh-tw:' wikilink[[[target['b'] ]]] }-] ' ' unclosed[-{] 'c'"
    );
    assert_eq!(outline_on("enwiki", "-{a}-"), "'-{a}-'");
}
